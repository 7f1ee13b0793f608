"""Detects the encoding of an XML file."""

from __future__ import annotations

import codecs
import re

from archive.errors import ReadError
from archive.findings import Finding, Location

_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?\bencoding[ \t\r\n]{0,20}=[ \t\r\n]{0,20}[\"']([A-Za-z0-9._-]{1,40})[\"']"
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""First bytes of a file that show its encoding (XML 1.0, appendix F)."""
_OF_TEXTS = re.compile(
    r"ascii|iso8859[-_]\d+|latin\d*|cp\d+|koi8[-_][rut]|mac[-_].*|shift_jis.*|euc_.*|gb.*|big5.*|"
    r"iso2022.*|hz|johab|tis_620|ptcp154|kz1048"
)
"""Matches Python's codecs for text; other codecs of Python are not text encodings."""


def in_utf8(data: bytes) -> bytes:
    """Convert an XML file to UTF-8, from the encoding that its first bytes or declaration show.

    Raises:
        ReadError: The encoding is unknown, or the bytes are not in it.
    """
    name = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if name is None:
        declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
        name = declared[1].decode().lower() if declared else "utf-8"
        if name in ("utf-8", "utf8", "us-ascii"):
            return data
        if name.startswith(("utf-16", "utf16", "utf-32", "utf32", "ucs", "iso-10646")):
            raise ReadError(
                [_encoding(f"the file declares {name.upper()}, but is in another encoding")]
            )
    try:
        codec = codecs.lookup(name).name
        if not (name.startswith("utf-") or _OF_TEXTS.fullmatch(codec)):
            raise LookupError(name)
        text = data.decode(name)
    except LookupError:
        raise ReadError([_encoding(f"the encoding {name} is unknown")]) from None
    except UnicodeError as problem:
        raise ReadError([_encoding(f"the file is not valid {name.upper()}: {problem}")]) from None
    return text.removeprefix("\ufeff").encode("utf-8", "replace")


def _encoding(message: str) -> Finding:
    location = Location(line=1, column=1)
    return Finding("not-well-formed", message, "save the file as UTF-8", location=location)
