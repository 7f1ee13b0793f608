"""Bits that flip in the files of a folder, as they do on an old disk: size and times stay."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.store.faults.states import State


def each_bit_flip(folder: Path, count: int, *, seed: int = 0) -> Iterator[tuple[State, str]]:
    """Yield the folder with one bit of one file flipped, and the path of that file.

    The file is drawn evenly for half of the flips, so that small files have their turn, and by its
    size for the others. The bit is set back before the next flip, unless the file was changed.
    """
    random = Random(seed)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    files = [path for path in files if path.stat().st_size]
    sizes = [path.stat().st_size for path in files]
    for number in range(count):
        file = random.choice(files) if number % 2 else random.choices(files, sizes)[0]
        size = file.stat().st_size
        at, bit = random.randrange(size), random.randrange(8)
        name = file.relative_to(folder).as_posix()
        flipped = _flip(file, at, bit)
        yield State(folder, f"bit {bit} of byte {at} of {name} flipped", is_finished=True), name
        if file.is_file() and file.stat().st_size == size and _byte(file, at) == flipped:
            _flip(file, at, bit)


def _flip(file: Path, at: int, bit: int) -> int:
    """Flip a bit, and return the new byte; the times of the file stay."""
    times = file.stat()
    new = _byte(file, at) ^ (1 << bit)
    with file.open("r+b") as stream:
        stream.seek(at)
        stream.write(bytes([new]))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    return new


def _byte(file: Path, at: int) -> int:
    with file.open("rb") as stream:
        stream.seek(at)
        return stream.read(1)[0]
