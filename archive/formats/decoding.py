"""Bytes to text, strictly: in UTF-8, or in the encoding that is named; a finding for what is not.

A capture's text is what `verbatim` returns: offsets into it count its code points.
"""

from __future__ import annotations

import codecs
import re

from archive.errors import ReadError
from archive.findings import Finding, Location, Severity
from archive.formats.encodings import encoding_of

_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_CHARSET = re.compile(r';\s*charset\s*=\s*(?:"([^"]*)"|([^;"]+))', re.IGNORECASE)


def verbatim(data: bytes, media_type: str) -> str:
    """Return the text of bytes of this media type: the derivation `verbatim-1`.

    They are decoded by the media type's `charset`, or else as UTF-8; a byte order mark at their
    beginning is no text.

    Raises:
        ReadError: They are not in that encoding (`not-utf-8`, `not-in-encoding`).
        UnknownEncoding: The `charset` is none.
    """
    charset = _CHARSET.search(media_type)
    return decode(data, (charset[1] or charset[2]) if charset else "utf-8")


def decode(data: bytes, encoding: str = "utf-8") -> str:
    """Return the text of bytes, without a byte order mark at their beginning.

    Raises:
        ReadError: They are not in the encoding (`not-utf-8`, `not-in-encoding`).
        UnknownEncoding: No encoding has this name.
    """
    name, codec, _ = encoding_of(encoding, data)
    if name == "utf-8":
        _check_utf_8_begins(data)
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        raise ReadError([_not_decoded(data, name, codec, problem)]) from None


def _check_utf_8_begins(data: bytes) -> None:
    """Refuse what is UTF-16 or UTF-32 by its first bytes."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            raise ReadError([_not_utf8(f"this is {name}", 1, 1)])
    if b"\0" in data[:2]:
        raise ReadError([_not_utf8("this is UTF-16 or no text at all", 1, 1)])


def _not_decoded(data: bytes, name: str, codec: str, problem: UnicodeDecodeError) -> Finding:
    """The first byte that is not in an encoding: its place, its value, its line and column."""
    before = data[: problem.start].decode(codec, "replace").removeprefix("\ufeff")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    byte = f"byte {problem.start} is {data[problem.start]:#04x}"
    if name == "utf-8":
        return _not_utf8(f"{byte}, which is not UTF-8 here", line, column)
    return Finding(
        "not-in-encoding",
        f"{byte}, which is nothing in {name} here",
        "the file is in another encoding, or damaged",
        location=Location(line=line, column=column),
    )


def encode(text: str) -> bytes:
    """Return a text in UTF-8.

    Raises:
        ReadError: It holds half of a surrogate pair, which is no character (`lone-surrogate`).
    """
    try:
        return text.encode()
    except UnicodeEncodeError as problem:
        line = text.count("\n", 0, problem.start) + 1
        column = problem.start - text.rfind("\n", 0, problem.start)
        message = f"U+{ord(text[problem.start]):04X} is half of a surrogate pair, no character"
        place = Location(line=line, column=column)
        found = Finding("lone-surrogate", message, "write the character itself", location=place)
        raise ReadError([found]) from None


def has_byte_order_mark(data: bytes) -> bool:
    """Whether the bytes begin with the UTF-8 byte order mark."""
    return data.startswith(codecs.BOM_UTF8)


def byte_order_mark() -> Finding:
    """Return the finding for a UTF-8 byte order mark, which is read over and not written."""
    return Finding(
        "byte-order-mark",
        "the file begins with a byte order mark",
        "save it as UTF-8 without one",
        Severity.WARNING,
        Location(line=1, column=1),
    )


def _not_utf8(message: str, line: int, column: int) -> Finding:
    return Finding(
        "not-utf-8",
        message,
        "convert the file to UTF-8",
        location=Location(line=line, column=column),
    )
