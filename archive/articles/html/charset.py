"""Finds the encoding of a page, as browsers do (HTML Standard, 13.2.3 and 13.2.6.4.4)."""

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
"""How many labels are tried until one is an encoding."""
_CHARSET = re.compile(rb"charset", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.S)
_XML = re.compile(rb"\A\s*<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"'>]+)[\"']")
_META = re.compile(rb"<meta[\s/]((?:[^>\"']|\"[^\"]*\"|'[^']*')*)", re.I)
_ATTRIBUTE = re.compile(rb"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?", re.I)
_IN_CONTENT = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';]+)", re.I)


class Charset(NamedTuple):
    """An encoding, and findings on how it was found."""

    name: str
    """Its name in the Encoding Standard."""
    findings: tuple[Finding, ...] = ()


def charset(data: bytes, *, encoding: str | None, sent_as: str | None) -> Charset:
    """Return the encoding of a page.

    In this order: the caller's choice; a byte order mark; UTF-16 by its zero bytes; the `charset`
    that the sender gave; a declaration in the first 1024 bytes (`meta`, or the XML declaration); a
    later `meta`; UTF-8, if all bytes are valid; else windows-1252, as in Western browsers. A page
    that declares another encoding but is valid UTF-8 throughout is read as UTF-8: a program
    converted the bytes and not the declaration, or the server sent a wrong one.

    Args:
        data: The page.
        encoding: The encoding that the caller gives.
        sent_as: The media type with which it was sent.

    Raises:
        UnknownEncoding: The caller named an encoding that does not exist.
    """
    if encoding is not None:
        return Charset(encoding_of(encoding, data).name)
    if marked := byte_order_of(data):
        return Charset(marked)
    if utf_16 := guess_utf_16(data):
        message = f"the page is {utf_16.upper()} but has no byte order mark"
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
            who = "the sender of the page" if by_sender else "the page"
            message = f"{who} declares {name}, but all of it is valid UTF-8"
            hint = f"it was read as UTF-8; if that is wrong, use --encoding {name}"
            found = Finding("encoding-doubtful", message, hint, Severity.WARNING)
            return Charset("utf-8", (*findings, found))
        return _checked_charset(data, name, findings)
    if _decodes(data):
        return Charset("utf-8", tuple(findings))
    if data.isascii():
        return Charset("utf-8", tuple(findings))
    message = "the page does not declare its encoding; it was read as windows-1252"
    hint = "check letters with accents; if they are wrong, name the encoding: --encoding NAME"
    found = Finding("encoding-inferred", message, hint, Severity.WARNING)
    return Charset("windows-1252", (*findings, found))


def _is_transcoded(data: bytes) -> bool:
    """Whether a page was saved as UTF-8 and still declares its earlier encoding."""
    return not data.isascii() and _decodes(data)


def _decodes(data: bytes) -> bool:
    """Whether all bytes are valid UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _checked_charset(data: bytes, name: str, findings: list[Finding]) -> Charset:
    """A declared encoding, with a finding if the bytes are not valid in it."""
    if name.startswith("utf-16"):
        name = "utf-8"  # UTF-16 is not readable as ASCII, and has a byte order mark
    if name == "utf-8":
        try:
            data.decode()
        except UnicodeDecodeError as problem:
            message = (
                f"the page declares UTF-8, but byte {problem.start} "
                f"({data[problem.start]:#04x}) is not valid; what cannot be decoded is U+FFFD"
            )
            hint = "if letters are lost, name the encoding: --encoding NAME"
            findings.append(Finding("encoding-doubtful", message, hint, Severity.WARNING))
    return Charset(name, tuple(findings))


def _labels(data: bytes, sent_as: str | None) -> Iterator[tuple[bool, str]]:
    """The labels of a page in the order of their precedence, and whether the sender gave one.

    The parser reaches those after the first bytes, and starts again with the first that names an
    encoding ("change the encoding").
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
    """The labels in the first bytes of a page ("prescan a byte stream")."""
    if found := _XML.match(beginning):
        yield found[1].decode("latin-1")
        return
    for meta in _META.finditer(_COMMENT.sub(b"", beginning)):
        yield _label_of_meta(meta[1])


def _label_of_meta(attributes: bytes) -> str:
    """The label in the attributes of a `meta`; nothing, if it has none."""
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
