"""Decodes bytes strictly, as UTF-8 or in a named encoding; invalid bytes raise a finding.

Received bytes are in the encoding that their media type names; if it names none, in UTF-8.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace

from archive.errors import ReadError
from archive.findings import Finding, Location, Severity, short
from archive.text.characters import NOT_XML
from archive.text.encodings import encoding_of, guess_encoding, guess_utf_16

_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHARSET = re.compile(r';\s*charset\s*=\s*(?:"([^"]*)"|([^;"]+))', re.IGNORECASE)


def decode_received(data: bytes, media_type: str) -> str:
    """Return the text of bytes that were received with this media type.

    The bytes are decoded by the `charset` of the media type; if it has none, as UTF-8. A byte order
    mark at the beginning is not part of the text.

    Raises:
        ReadError: The bytes are not in that encoding (`not-utf-8`, `not-in-encoding`).
        UnknownEncoding: The `charset` is not a known encoding.
    """
    return decode(data, charset_of(media_type) or "utf-8")


def charset_of(media_type: str) -> str:
    """Return the `charset` of a media type as it is written; empty if there is none."""
    charset = _CHARSET.search(media_type)
    return (charset[1] or charset[2] or "").strip() if charset else ""


def decode(data: bytes, encoding: str = "utf-8") -> str:
    """Return the text of bytes, without a byte order mark at their beginning.

    Raises:
        ReadError: The bytes are not in the encoding (`not-utf-8`, `not-in-encoding`).
        UnknownEncoding: No encoding has this name.
    """
    name, codec, _ = encoding_of(encoding, data)
    if name == "utf-8":
        _check_utf_8_begins(data)
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        raise ReadError([_not_decoded(data, name, codec, problem)]) from None


def decode_as_browsers_do(data: bytes, encoding: str) -> str:
    """Return the text of bytes as the Encoding Standard decodes them; this never fails.

    A byte order mark takes precedence over the named encoding. Invalid bytes become U+FFFD. In
    single-byte encodings, bytes from 80 to 9F that have no character become controls (U+0080 to
    U+009F), as in the indexes of the standard.

    Raises:
        UnknownEncoding: No encoding has this name.
    """
    marked = byte_order_of(data) or encoding
    name, codec, _ = encoding_of(marked, data)
    if name == "windows-1255":
        return data.decode(codec, _HEBREW)
    text = data.decode(codec, _BROWSERS).removeprefix("\ufeff")
    return text.translate(_BELARUSIAN) if name == "koi8-u" else text


def loses_characters(data: bytes, encoding: str) -> bool:
    """Whether bytes are invalid in an encoding: `decode_as_browsers_do` returns U+FFFD for them.

    Raises:
        UnknownEncoding: No encoding has this name.
    """
    codec = encoding_of(byte_order_of(data) or encoding, data).codec
    lost = decode_as_browsers_do(data, encoding).count("\ufffd")
    return lost > data.decode(codec, "ignore").count("\ufffd")


def byte_order_of(data: bytes) -> str:
    """Return the encoding that a byte order mark indicates (Encoding Standard, "BOM sniff")."""
    for mark, name in _BROWSERS_MARKS:
        if data.startswith(mark):
            return name
    return ""


_BROWSERS_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
)
_BROWSERS = "archive-as-browsers-do"
_FIRST_CONTROL, _LAST_CONTROL = 0x80, 0x9F


def _as_browsers_do(problem: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    byte = problem.object[problem.start]
    is_single = problem.encoding == "charmap"
    if is_single and _FIRST_CONTROL <= byte <= _LAST_CONTROL:
        return chr(byte), problem.start + 1
    return "\ufffd", problem.end


def _as_browsers_do_hebrew(problem: UnicodeError) -> tuple[str | bytes, int]:
    """Decode like the handler for other encodings, and a Hebrew point that Python's table lacks."""
    if isinstance(problem, UnicodeDecodeError) and problem.object[problem.start] == _HOLAM_HASER[0]:
        return _HOLAM_HASER[1], problem.start + 1
    return _as_browsers_do(problem)


_HEBREW = "archive-as-browsers-do-hebrew"
_HOLAM_HASER = (0xCA, "\u05ba")
_BELARUSIAN = {0x255D: "\u045e", 0x256C: "\u040e"}
"""Letters that the standard's table has where Python's has two line-drawing characters."""
codecs.register_error(_BROWSERS, _as_browsers_do)
codecs.register_error(_HEBREW, _as_browsers_do_hebrew)


def _check_utf_8_begins(data: bytes) -> None:
    """Raise an error if the bytes begin like UTF-16 or UTF-32."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            raise ReadError([_not_utf8(f"this is {name}", 1, 1)])
    if b"\0" in data[:2]:
        raise ReadError([_not_utf8("this is UTF-16, or not text at all", 1, 1)])


def _not_decoded(data: bytes, name: str, codec: str, problem: UnicodeDecodeError) -> Finding:
    """Return the finding for the first invalid byte: its offset, value, line and column."""
    before = data[: problem.start].decode(codec, "replace").removeprefix("\ufeff")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    byte = f"byte {problem.start} is {data[problem.start]:#04x}"
    if name == "utf-8":
        finding = _not_utf8(f"{byte}, which is not valid UTF-8", line, column)
        seemingly = seeming_encoding(data)
        reading = f"; as {seemingly[0]} it reads {seemingly[1]}" if seemingly else ""
        return replace(finding, hint=f"{finding.hint}{reading}")
    return Finding(
        "not-in-encoding",
        f"{byte}, which is no character in {name}",
        "the file is in another encoding, or damaged",
        location=Location(line=line, column=column),
    )


def decode_or_suggest(data: bytes, encoding: str) -> str:
    """Return what `decode` returns; if it fails, the hint of the error names the likely encoding.

    Raises:
        ReadError: The bytes are not in the encoding (`not-utf-8`, `not-in-encoding`).
        UnknownEncoding: No encoding has this name.
    """
    if data.startswith(_UTF_16_MARKS) and not encoding.startswith("utf-"):
        message = f"this is UTF-16, not {encoding}"
        raise ReadError([Finding("not-in-encoding", message, "use --encoding utf-16")])
    try:
        return decode(data, encoding)
    except ReadError as problem:
        [finding] = problem.findings
        hint = finding.hint
    if encoding != "utf-8":
        hint = "the file is UTF-8: leave the encoding out" if is_utf_8(data) else hint
    elif seemingly := seeming_encoding(data):
        name, reading = seemingly
        hint = f"as {name} it reads {reading}; if that is right, use --encoding {name}"
    else:
        hint = "convert the file to UTF-8, or give its encoding: --encoding NAME"
    raise ReadError([replace(finding, hint=hint)])


def seeming_encoding(data: bytes) -> tuple[str, str] | None:
    """Return the likely encoding of bytes that are not UTF-8, and some words decoded with it."""
    name = guess_encoding(data)
    return (name, short(_around_first_beyond_ascii(decode(data, name)))) if name else None


def _around_first_beyond_ascii(text: str) -> str:
    """Return some words from which a person can judge whether an encoding is the right one."""
    match = re.search(r"[^\x00-\x7f]", text)
    at = match.start() if match else 0
    return " ".join(text[max(0, at - 20) : at + 30].split())


def decode_leniently(data: bytes, encoding: str) -> str:
    """Return the text of bytes that may or may not be in the encoding.

    Use it only to recognise the format, for which an inexact text is enough.
    """
    try:
        return decode(data, guess_utf_16(data) or encoding)
    except ReadError:
        return data.decode("latin-1")


def is_utf_8(data: bytes) -> bool:
    """Whether bytes are valid UTF-8; text in other encodings hardly ever is."""
    try:
        return re.search(rf"(?![\v\f])[{NOT_XML}]", data.decode()) is None
    except UnicodeDecodeError:
        return False


def encode(text: str) -> bytes:
    """Return a text in UTF-8.

    Raises:
        ReadError: The text has a lone surrogate, which is not a character (`lone-surrogate`).
    """
    try:
        return text.encode()
    except UnicodeEncodeError as problem:
        line = text.count("\n", 0, problem.start) + 1
        column = problem.start - text.rfind("\n", 0, problem.start)
        message = f"U+{ord(text[problem.start]):04X} is half of a surrogate pair, not a character"
        location = Location(line=line, column=column)
        found = Finding("lone-surrogate", message, "write the character itself", location=location)
        raise ReadError([found]) from None


def has_byte_order_mark(data: bytes) -> bool:
    """Whether the bytes begin with the UTF-8 byte order mark."""
    return data.startswith(codecs.BOM_UTF8)


def byte_order_mark() -> Finding:
    """Return the finding for a UTF-8 byte order mark, which is skipped and not written."""
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


UNTOUCHED = (
    "do not change the file; make a copy without the character, and receive the copy: "
    "archive receive COPY"
)
"""The hint for a character in a file that is evidence, and must not be edited."""


def characters_xml_cannot_carry(
    text: str, hint: str = "remove it from the file"
) -> Iterator[Finding]:
    """Yield an error for each character of a text that XML cannot represent, with its place.

    Args:
        text: The text.
        hint: What to do about it.
    """
    line, line_start = 1, 0
    for match in re.finditer(f"[{NOT_XML}]|\n", text):
        if match[0] == "\n":
            line, line_start = line + 1, match.end()
            continue
        yield Finding(
            "characters-xml-cannot-carry",
            f"U+{ord(match[0]):04X} is a character that XML cannot carry",
            hint,
            location=Location(line=line, column=match.start() - line_start + 1),
        )
