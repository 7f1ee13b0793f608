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
"""How many bytes of a page are looked at for a declaration before it is parsed."""
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

    In this order: what the caller gives; a byte order mark; UTF-16 by its zero bytes; the `charset`
    that the sender gave; a declaration in the first 1024 bytes (`meta`, or that of XML); a `meta`
    after them; UTF-8, if all bytes are; else windows-1252, as browsers for the West have it. A page
    that is said to be in another encoding and is UTF-8 in every byte was saved by a program that
    changed the one and not the other, or sent by a server that does not look: it is read as UTF-8.

    Args:
        data: The page.
        encoding: The encoding that the caller gives.
        sent_as: The media type with which it was sent.

    Raises:
        UnknownEncoding: The caller named none.
    """
    if encoding is not None:
        return Charset(encoding_of(encoding, data).name)
    if marked := byte_order_of(data):
        return Charset(marked)
    if utf_16 := guess_utf_16(data):
        message = f"the page is {utf_16.upper()}, and has no byte order mark to say so"
        return Charset(utf_16, (warning("encoding-inferred", "", message),))
    findings: list[Finding] = []
    for by_sender, label in islice(_labels(data, sent_as), _MOST_LABELS):
        try:
            name = encoding_of(label, data).name
        except UnknownEncoding:
            message = f"the page says that it is in {short(label)}, which is no encoding"
            findings.append(warning("encoding-inferred", "", message))
            continue
        if not name.startswith("utf-") and _is_transcoded(data):
            who = "whoever sent the page" if by_sender else "the page"
            message = f"{who} says that it is in {name}, and all of it is UTF-8"
            hint = f"it was read as UTF-8; if that is wrong: --encoding {name}"
            found = Finding("encoding-doubtful", message, hint, Severity.WARNING)
            return Charset("utf-8", (*findings, found))
        return _checked_charset(data, name, findings)
    if _decodes(data):
        return Charset("utf-8", tuple(findings))
    if data.isascii():
        return Charset("utf-8", tuple(findings))
    message = "the page does not say in which encoding it is; it was read as windows-1252"
    hint = "look at letters with accents; if they are wrong, name the encoding: --encoding NAME"
    found = Finding("encoding-inferred", message, hint, Severity.WARNING)
    return Charset("windows-1252", (*findings, found))


def _is_transcoded(data: bytes) -> bool:
    """Whether a page was saved as UTF-8 and still declares what it was in before."""
    return not data.isascii() and _decodes(data)


def _decodes(data: bytes) -> bool:
    """Whether all bytes are UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _checked_charset(data: bytes, name: str, findings: list[Finding]) -> Charset:
    """A declared encoding, with a finding if bytes are not in it."""
    if name.startswith("utf-16"):
        name = "utf-8"  # no UTF-16 says so in ASCII; a declaration in it has a byte order mark
    if name == "utf-8":
        try:
            data.decode()
        except UnicodeDecodeError as problem:
            message = (
                f"the page says that it is UTF-8, and byte {problem.start} "
                f"({data[problem.start]:#04x}) is none; what cannot be read is U+FFFD"
            )
            hint = "if letters are lost, name the encoding: --encoding NAME"
            findings.append(Finding("encoding-doubtful", message, hint, Severity.WARNING))
    return Charset(name, tuple(findings))


def _labels(data: bytes, sent_as: str | None) -> Iterator[tuple[bool, str]]:
    """The labels of a page in the order in which they count, and whether the sender gave one.

    The parser comes to those that stand after the first bytes, and begins anew with the first that
    is an encoding ("change the encoding").
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
