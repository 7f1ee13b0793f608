"""Limits on untrusted zip files, checked before anything is unpacked."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archive.findings import short

if TYPE_CHECKING:
    from zipfile import ZipInfo

MOST_TIMES = 100
"""The largest unpacked size of a zip file, as a multiple of its size. Ordinary files shrink by a
factor below twenty; a zip bomb by a thousand."""
ALWAYS_ALLOWED = 16 << 20
"""The unpacked size in bytes that is always allowed."""
MOST_FILES = 10_000
"""The most files in a zip file."""
ENCRYPTED = 0x1
"""The flag bit of an encrypted entry (APPNOTE.TXT, 4.4.4)."""


def excess_reasons(entries: Sequence[ZipInfo], size_bytes: int) -> Iterator[str]:
    """Yield the reasons why a zip file of this size contains too much.

    The check trusts the declared sizes of the entries; code that unpacks an entry must stop at its
    declared size.
    """
    if len(entries) > MOST_FILES:
        yield f"it contains {len(entries)} files; at most {MOST_FILES} are allowed"
    most = max(ALWAYS_ALLOWED, MOST_TIMES * size_bytes)
    if (unpacked := sum(entry.file_size for entry in entries)) > most:
        yield f"it has {unpacked} bytes unpacked; a file of {size_bytes} may have {most}"


def unsafe_reasons(entries: Sequence[ZipInfo], size_bytes: int) -> Iterator[str]:
    """Yield the reasons to unpack nothing from a zip file.

    Names in the file are only keys and are never used as paths, so any name is allowed.
    """
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    yield from excess_reasons(entries, size_bytes)
    seen: set[str] = set()
    for entry in entries[:MOST_FILES]:
        name = short(entry.filename)
        if entry.filename in seen:
            yield f"it has two files with the name {name}"
        if entry.flag_bits & ENCRYPTED:
            yield f"{name} is encrypted"
        # With other compression methods, zipfile unpacks everything at once, whatever its size.
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield f"{name} is not compressed with Deflate"
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield f"{name} is a link"
        seen.add(entry.filename)


def zip_exceptions() -> tuple[type[Exception], ...]:
    """Return the exceptions of Python for bytes that are not a zip file, or are damaged."""
    import zlib
    from struct import error
    from zipfile import BadZipFile

    return (
        BadZipFile, EOFError, NotImplementedError, OSError, OverflowError, RuntimeError,
        ValueError, error, zlib.error,
    )  # fmt: skip
