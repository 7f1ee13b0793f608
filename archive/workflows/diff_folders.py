"""Pairs the records of two folders, such as two states of a store, by their ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.errors import ArchiveError
from archive.files.path_resolution import record_at


@dataclass(frozen=True, slots=True)
class RecordPair:
    """A record in two folders, or in one of them."""

    id: str
    """The name of the record's folder, which is its id."""
    old: Path | None
    """The record in the older folder; `None` if it was added."""
    new: Path | None
    """The record in the newer folder; `None` if it was removed."""
    is_moved: bool = False
    """Whether it is in another group."""

    def has_same_bytes(self) -> bool:
        """Return whether the files of the two records have the same bytes; false if unreadable."""
        if self.old is None or self.new is None:
            return False
        try:
            return record_at(self.old).read() == record_at(self.new).read()
        except ArchiveError:
            return False


def record_pairs(
    old: Path, old_records: Iterable[Path], new: Path, new_records: Iterable[Path]
) -> list[RecordPair]:
    """Return the records of two folders as pairs, in the order of their ids.

    Records at the same path are a pair; so are others with the same id, if each folder has one.

    Args:
        old: The older folder.
        old_records: The folders of its records.
        new: The newer folder.
        new_records: The folders of its records.
    """
    before = {path.relative_to(old): path for path in old_records}
    after = {path.relative_to(new): path for path in new_records}
    pairs = [RecordPair(at.name, before[at], after[at]) for at in before if at in after]
    moved: dict[str, tuple[list[Path], list[Path]]] = defaultdict(lambda: ([], []))
    for number, (here, there) in enumerate(((before, after), (after, before))):
        for at, path in here.items():
            if at not in there:
                moved[at.name][number].append(path)
    for id, sides in moved.items():
        pairs += _unpaired(id, *sides)
    return sorted(pairs, key=lambda pair: (pair.id, str(pair.old or ""), str(pair.new or "")))


def _unpaired(id: str, old: list[Path], new: list[Path]) -> Iterator[RecordPair]:
    if len(old) == len(new) == 1:
        yield RecordPair(id, old[0], new[0], is_moved=True)
        return
    for path in old:
        yield RecordPair(id, path, None)
    for path in new:
        yield RecordPair(id, None, path)
