"""Limits on the zip files of others, checked before anything is unpacked."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archive.findings import short

if TYPE_CHECKING:
    from zipfile import ZipInfo

MOST_TIMES = 100
"""How many times what a zip file has it may hold, unpacked. What people pack is less than twenty
times smaller; a bomb is a thousand times smaller."""
ALWAYS_ALLOWED = 16 << 20
"""So many bytes it may hold in any case."""
MOST_FILES = 10_000
"""How many files it may hold."""
ENCRYPTED = 0x1
"""The bit of an entry that is encrypted (APPNOTE.TXT, 4.4.4)."""


def excess_reasons(entries: Sequence[ZipInfo], size_bytes: int) -> Iterator[str]:
    """Yield why a zip file of this size holds too much.

    The sizes that its entries have are believed here; whoever unpacks one stops there.
    """
    if len(entries) > MOST_FILES:
        yield f"it holds {len(entries)} files, and {MOST_FILES} are allowed"
    most = max(ALWAYS_ALLOWED, MOST_TIMES * size_bytes)
    if (unpacked := sum(entry.file_size for entry in entries)) > most:
        yield f"unpacked it has {unpacked} bytes, and {most} are allowed for one of {size_bytes}"


def unsafe_reasons(entries: Sequence[ZipInfo], size_bytes: int) -> Iterator[str]:
    """Yield why nothing of a zip file is unpacked.

    The names in it are keys and never taken for paths, so any will do.
    """
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    yield from excess_reasons(entries, size_bytes)
    seen: set[str] = set()
    for entry in entries[:MOST_FILES]:
        name = short(entry.filename)
        if entry.filename in seen:
            yield f"it holds two files of the name {name}"
        if entry.flag_bits & ENCRYPTED:
            yield f"{name} is encrypted"
        # Of other ways of packing zipfile unpacks all there is at once, however much that be.
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield f"{name} is packed in another way than Deflate"
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield f"{name} is a link"
        seen.add(entry.filename)


def zip_exceptions() -> tuple[type[Exception], ...]:
    """Return what Python raises of bytes that are no zip file, or a damaged one."""
    import zlib
    from struct import error
    from zipfile import BadZipFile

    return (
        BadZipFile, EOFError, NotImplementedError, OSError, OverflowError, RuntimeError,
        ValueError, error, zlib.error,
    )  # fmt: skip
