"""Reads the bytes of a web archive once, from start to end, and never holds all of them."""

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
"""How a file in gzip begins (RFC 1952, 2.3.1)."""


class DamagedArchive(Exception):
    """A web archive is damaged; the message says how. Nothing after it can be read."""


class DigestingReader(RawIOBase):
    """A stream that counts and digests what is read from it."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._sha256 = sha256()
        self.size_bytes = 0
        """How much of it was read so far."""

    def readable(self) -> bool:
        """Whether it can be read: always."""
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
    """The content of a file in gzip: its members in sequence, one a record or one for all."""

    def __init__(self, packed: IO[bytes], source: DigestingReader) -> None:
        super().__init__()
        self._file = GzipFile(fileobj=packed)
        self._source = source
        self._unpacked = 0

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Unpack some bytes.

        Raises:
            DamagedArchive: The file is cut off or not gzip, or becomes so large that it is a bomb.
        """
        view = memoryview(buffer).cast("B")
        try:
            # One piece at a time: data before the damage is returned before the error is raised.
            data = self._file.read1(len(view))
        except EOFError:
            raise DamagedArchive("the file is cut off") from None
        except (OSError, zlib.error) as problem:
            raise DamagedArchive(f"it cannot be unpacked: {problem}") from None
        self._unpacked += len(data)
        if self._unpacked > ALWAYS_ALLOWED + MOST_TIMES * self._source.size_bytes:
            raise DamagedArchive(f"unpacked it is more than {MOST_TIMES} times as large")
        view[: len(data)] = data
        return len(data)


def open_record_stream(source: DigestingReader) -> BufferedReader:
    """Return the stream of records in a WARC file, which may be in gzip."""
    buffered: BufferedReader = BufferedReader(source, PIECE)
    if buffered.peek(len(GZIP)).startswith(GZIP):
        return BufferedReader(_GzipReader(buffered, source), PIECE)
    return buffered
