"""Reads the bytes of a web archive once, from start to end, with little in memory."""

from __future__ import annotations

import zlib
from gzip import GzipFile
from hashlib import sha256
from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING

from archive.derivations.zip_limits import ALWAYS_ALLOWED, MOST_TIMES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PIECE = 1 << 16
"""How many bytes are read at a time."""
GZIP = b"\x1f\x8b"
"""The first bytes of a gzip file (RFC 1952, 2.3.1)."""


class DamagedArchive(Exception):
    """A web archive is damaged; the message says how. The rest of the file cannot be read."""


class DigestingReader(RawIOBase):
    """A stream that counts the bytes that are read from it, and computes their digest."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._sha256 = sha256()
        self.size_bytes = 0
        """How many bytes were read so far."""

    def readable(self) -> bool:
        """Return `True`: the stream can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read some bytes."""
        view = memoryview(buffer).cast("B")
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._sha256.update(data)
        self.size_bytes += len(data)
        return len(data)

    def end(self) -> str:
        """Read the rest; return the SHA-256 digest of everything, in hexadecimal digits."""
        piece = bytearray(PIECE)
        while self.readinto(piece):
            pass
        return self._sha256.hexdigest()


class _GzipReader(RawIOBase):
    """The unpacked content of a gzip file with one or more members, one after the other."""

    def __init__(self, packed: IO[bytes], source: DigestingReader) -> None:
        super().__init__()
        self._file = GzipFile(fileobj=packed)
        self._source = source
        self._unpacked = 0

    def readable(self) -> bool:
        """Return `True`: the stream can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Unpack some bytes.

        Raises:
            DamagedArchive: The file is cut off, is not gzip, or is a decompression bomb.
        """
        view = memoryview(buffer).cast("B")
        try:
            # One piece at a time: data before the damage is returned before the error is raised.
            data = self._file.read1(len(view))
        except EOFError:
            raise DamagedArchive("the file is cut off") from None
        except (OSError, zlib.error) as problem:
            raise DamagedArchive(f"the file cannot be unpacked: {problem}") from None
        self._unpacked += len(data)
        if self._unpacked > ALWAYS_ALLOWED + MOST_TIMES * self._source.size_bytes:
            raise DamagedArchive(f"the unpacked file is more than {MOST_TIMES} times as large")
        view[: len(data)] = data
        return len(data)


def open_record_stream(source: DigestingReader) -> BufferedReader:
    """Return the unpacked stream of records of a WARC file, with or without gzip."""
    buffered: BufferedReader = BufferedReader(source, PIECE)
    if buffered.peek(len(GZIP)).startswith(GZIP):
        return BufferedReader(_GzipReader(buffered, source), PIECE)
    return buffered
