"""Bytes to text: UTF-8, with a finding for everything else."""

from __future__ import annotations

import codecs

from archive.errors import ReadError
from archive.findings import Finding, Location, Severity

_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decode(data: bytes) -> str:
    """Return the text of UTF-8 bytes, without a byte order mark at their beginning.

    Raises:
        ReadError: They are not UTF-8 (`not-utf-8`).
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            raise ReadError([_not_utf8(f"this is {name}", 1, 1)])
    if b"\0" in data[:2]:
        raise ReadError([_not_utf8("this is UTF-16 or no text at all", 1, 1)])
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8", "replace")
        byte = data[problem.start]
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"byte {problem.start} is {byte:#04x}, which is not UTF-8 here"
        raise ReadError([_not_utf8(message, line, column)]) from None


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
