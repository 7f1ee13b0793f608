"""Finds the inputs of a run, and divides them into batches by their size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from archive.corpus.places import Place
from archive.files.record_discovery import Tree

MEGABYTE = 1 << 20

BATCH_BYTES = 8 * MEGABYTE
"""The bytes of files from which a batch ends: some seconds of work, so that the time to send a
batch does not count, and little memory."""

BATCH_INPUTS = 500
"""The most inputs of a batch: small ones take longer for their size."""


class Input(NamedTuple):
    """A record's folder, or the file of an article."""

    path: str
    """The path in the place, with slashes; `.` for the place itself."""
    size_bytes: int
    """The size of its files."""
    files: tuple[str, ...] = ()
    """The paths of its files in the place, if they must be copied to be read."""


class Batch(NamedTuple):
    """Inputs that are read together."""

    name: str
    """The name: its number in the run; halves of a batch have `.1` and `.2` after its name."""
    inputs: tuple[Input, ...]
    """The inputs."""

    def halves(self) -> tuple[Batch, Batch]:
        """Return two batches with the first and the second half of the inputs."""
        first, second = halves(self.inputs)
        return Batch(f"{self.name}.1", tuple(first)), Batch(f"{self.name}.2", tuple(second))


def halves(inputs: Sequence[Input]) -> tuple[Sequence[Input], Sequence[Input]]:
    """Return the first and the second half of some inputs."""
    middle = len(inputs) // 2
    return inputs[:middle], inputs[middle:]


def batches(inputs: Iterable[Input], batch_bytes: int = BATCH_BYTES) -> Iterator[Batch]:
    """Yield batches of inputs, in their order."""
    number, batch, size_bytes = 1, list[Input](), 0
    for one in inputs:
        batch.append(one)
        size_bytes += one.size_bytes
        if size_bytes >= batch_bytes or len(batch) == BATCH_INPUTS:
            yield Batch(f"{number:07}", tuple(batch))
            number, batch, size_bytes = number + 1, [], 0
    if batch:
        yield Batch(f"{number:07}", tuple(batch))


def records_at(place: Place, skipped: list[Path], *, whole: bool) -> Iterator[Input]:
    """Yield the records in a place, in the order of their paths.

    Which folders are records is decided as in `archive validate`.

    Args:
        place: The place.
        skipped: Gets what looks like a record and is not read: records in other records, and files
            outside of records' folders.
        whole: Whether all files of a record are read, and not its main file alone.
    """
    root = place.folder or Path()
    tree = Tree(root, entries=None if place.folder else partial(_names_in, place))
    for folder in tree.records():
        path = _pure(folder.relative_to(root))
        files = list(_files_below(place, path, whole=whole))
        names = () if place.folder else tuple(name for name, _ in files)
        yield Input(str(path), sum(size for _, size in files), names)
    skipped += [*tree.loose, *tree.inner]


def articles_at(place: Place) -> Iterator[Input]:
    """Yield the files in a place in the order of their paths, without those that are hidden."""
    for name, size_bytes in _files_below(place, PurePosixPath(), whole=True):
        yield Input(name, size_bytes, () if place.folder else (name,))


def _names_in(place: Place, folder: Path) -> list[tuple[str, bool]]:
    return [(entry.name, entry.is_folder) for entry in place.entries(_pure(folder))]


def _files_below(place: Place, folder: PurePosixPath, *, whole: bool) -> Iterator[tuple[str, int]]:
    """Yield the path and size of each file in a folder, at any depth.

    Args:
        place: The place.
        folder: The folder in it.
        whole: Whether to look into the folders in this folder.
    """
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = place.entries(here)
        except OSError:
            continue  # the reader of the record reports it
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        yield from ((str(here / one.name), one.size_bytes) for one in visible if not one.is_folder)
        if whole:
            waiting += [here / one.name for one in reversed(visible) if one.is_folder]


def _pure(folder: Path) -> PurePosixPath:
    return PurePosixPath(folder.as_posix())
