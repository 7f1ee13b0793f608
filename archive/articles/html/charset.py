"""Detects the encoding of a page, as browsers do (HTML Standard, 13.2.3 and 13.2.6.4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from archive.derivations.tag_limits import tags
from archive.errors import UnknownEncoding
from archive.findings import Finding, Severity, short, warning
from archive.text.decoding import byte_order_of, charset_of
from archive.text.encodings import encoding_of, guess_utf_16

_PRESCANNED = 1024
"""How many bytes of a page are searched for a declaration before it is parsed."""
_MOST_LABELS = 10
"""The maximum number of declared encodings that are tried, until one is known."""
_CHARSET = re.compile(rb"charset", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.S)
_XML = re.compile(rb"\A\s*<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"'>]+)[\"']")
_META = re.compile(rb"<meta[\s/]((?:[^>\"']|\"[^\"]*\"|'[^']*')*)", re.I)
_ATTRIBUTE = re.compile(rb"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?", re.I)
_IN_CONTENT = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';]+)", re.I)


class Charset(NamedTuple):
    """The encoding of a page, and findings about its declaration."""

    name: str
    """The name of the encoding in the Encoding Standard."""
    findings: tuple[Finding, ...] = ()


def charset(data: bytes, *, encoding: str | None, sent_as: str | None) -> Charset:
    """Return the encoding of a page.

    The first that applies: the argument `encoding`; a byte order mark; UTF-16, shown by zero bytes;
    the `charset` that the server sent; a declaration in the first 1024 bytes (`meta`, or the XML
    declaration); a later `meta`; UTF-8, if all bytes are valid; windows-1252, as in Western
    browsers. A page that declares another encoding but is valid UTF-8 is read as UTF-8: either a
    program converted the bytes but not the declaration, or the server sent a wrong declaration.

    Args:
        data: The page.
        encoding: The encoding that the user gives.
        sent_as: The media type that the server sent.

    Raises:
        UnknownEncoding: `encoding` is not a known encoding.
    """
    if encoding is not None:
        return Charset(encoding_of(encoding, data).name)
    if marked := byte_order_of(data):
        return Charset(marked)
    if utf_16 := guess_utf_16(data):
        message = f"the page has no byte order mark; it was read as {utf_16.upper()}"
        return Charset(utf_16, (warning("encoding-inferred", "", message),))
    findings: list[Finding] = []
    for by_sender, label in islice(_labels(data, sent_as), _MOST_LABELS):
        try:
            name = encoding_of(label, data).name
        except UnknownEncoding:
            message = f"the page declares {short(label)}, which is not a known encoding"
            findings.append(warning("encoding-inferred", "", message))
            continue
        if not name.startswith("utf-") and _is_transcoded(data):
            who = "the server that sent the page" if by_sender else "the page"
            message = f"{who} declares {name}, but the whole page is valid UTF-8"
            hint = f"it was read as UTF-8; if that is wrong, use --encoding {name}"
            found = Finding("encoding-doubtful", message, hint, Severity.WARNING)
            return Charset("utf-8", (*findings, found))
        return _checked_charset(data, name, findings)
    if _decodes(data):
        return Charset("utf-8", tuple(findings))
    if data.isascii():
        return Charset("utf-8", tuple(findings))
    message = "the page does not declare its encoding; it was read as windows-1252"
    hint = "check letters with accents; if they are wrong, give the encoding: --encoding NAME"
    found = Finding("encoding-inferred", message, hint, Severity.WARNING)
    return Charset("windows-1252", (*findings, found))


def _is_transcoded(data: bytes) -> bool:
    """Whether the bytes are UTF-8, so that a declaration of another encoding is wrong."""
    return not data.isascii() and _decodes(data)


def _decodes(data: bytes) -> bool:
    """Whether all bytes are valid UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _checked_charset(data: bytes, name: str, findings: list[Finding]) -> Charset:
    """Return the declared encoding; add a warning if it is UTF-8 and the bytes are not valid."""
    if name.startswith("utf-16"):
        name = "utf-8"  # UTF-16 is not readable as ASCII, and has a byte order mark
    if name == "utf-8":
        try:
            data.decode()
        except UnicodeDecodeError as problem:
            message = (
                f"the page declares UTF-8, but byte {problem.start} "
                f"({data[problem.start]:#04x}) is not valid; invalid bytes became U+FFFD"
            )
            hint = "if letters are lost, give the encoding: --encoding NAME"
            findings.append(Finding("encoding-doubtful", message, hint, Severity.WARNING))
    return Charset(name, tuple(findings))


def _labels(data: bytes, sent_as: str | None) -> Iterator[tuple[bool, str]]:
    """Yield the declared encodings of a page by precedence, and whether the server sent it.

    Declarations after the first 1024 bytes come last: a browser finds them when it parses the page,
    and then starts again ("change the encoding").
    """
    beginning = data[:_PRESCANNED]
    given = [(True, charset_of(sent_as or ""))]
    given += ((False, label) for label in _labels_prescanned(beginning))
    known = {""}
    for by_sender, label in given:
        if label not in known:
            known.add(label)
            yield by_sender, label
    if _CHARSET.search(data, _PRESCANNED - len("charset")) is None:
        return
    for is_end, name, attributes in tags(data.decode("latin-1")):
        if name == "meta" and not is_end:
            label = _label_of_meta(attributes.encode("latin-1"))
            if label not in known:
                known.add(label)
                yield False, label


def _labels_prescanned(beginning: bytes) -> Iterator[str]:
    """Yield the encodings declared in the first bytes of a page ("prescan a byte stream")."""
    if found := _XML.match(beginning):
        yield found[1].decode("latin-1")
        return
    for meta in _META.finditer(_COMMENT.sub(b"", beginning)):
        yield _label_of_meta(meta[1])


def _label_of_meta(attributes: bytes) -> str:
    """Return the encoding that a `meta` declares, from its attributes; empty if it has none."""
    values: dict[bytes, str] = {
        name.lower(): (one or two or three).decode("latin-1")
        for name, one, two, three in _ATTRIBUTE.findall(attributes)
    }
    if label := values.get(b"charset", "").strip():
        return label
    if values.get(b"http-equiv", "").strip().lower() == "content-type":
        found = _IN_CONTENT.search(values.get(b"content", ""))
        return str(found[1]) if found else ""
    return ""
