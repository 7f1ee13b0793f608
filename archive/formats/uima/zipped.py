"""A zip file of annotations: opened without unpacking anything, each file read within limits."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from archive.files.zipped import ALWAYS_ALLOWED, MOST_FILES, MOST_TIMES
from archive.findings import short
from archive.formats.uima.cas import no_cas

_ENCRYPTED = 0x1
"""The bit of an entry that is encrypted (APPNOTE.TXT, 4.4.4)."""
_FAULTS = (
    BadZipFile, EOFError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
"""What Python raises of bytes that are no zip file, a damaged one, or one of another kind."""


class Zipped:
    """The files in a zip file, by their names, which are never taken for paths."""

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            ReadError: It is no zip file, or not safe to read.
        """
        try:
            self._zip = ZipFile(BytesIO(data))
        except _FAULTS as problem:
            raise no_cas(f"this is no zip file that can be read: {problem}") from None
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        if reason := next(_problems(entries, len(data)), None):
            raise no_cas(f"this zip file is not read: {reason}")
        self._entries = {entry.filename: entry for entry in entries}

    @property
    def names(self) -> list[str]:
        """The names of all files, in their order."""
        return [*self._entries]

    def read(self, name: str) -> bytes:
        """Return the bytes of a file, and never more than it is said to have.

        Raises:
            ReadError: It is damaged.
        """
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except _FAULTS as problem:
            raise no_cas(f"{short(name)} cannot be unpacked: {problem}") from None
        if len(data) != entry.file_size:
            raise no_cas(f"{short(name)} is not packed as the zip file says")
        return data


def _problems(entries: Sequence[ZipInfo], size_bytes: int) -> Iterator[str]:
    """Why nothing is unpacked."""
    if len(entries) > MOST_FILES:
        yield f"it holds {len(entries)} files, and {MOST_FILES} are allowed"
    most = max(ALWAYS_ALLOWED, MOST_TIMES * size_bytes)
    if (unpacked := sum(entry.file_size for entry in entries)) > most:
        yield f"unpacked it has {unpacked} bytes, and {most} are allowed for one of {size_bytes}"
    seen: set[str] = set()
    for entry in entries:
        name = short(entry.filename)
        if entry.filename in seen:
            yield f"it holds two files of the name {name}"
        if entry.flag_bits & _ENCRYPTED:
            yield f"{name} is encrypted"
        # Of other ways of packing zipfile unpacks all there is at once, however much that be.
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield f"{name} is packed in another way than Deflate"
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield f"{name} is a link"
        seen.add(entry.filename)
