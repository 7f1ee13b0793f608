"""The folders of a store's records, by the ids of the records."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from archive.files.atomic_write import is_temporary, remove_abandoned
from archive.files.record_discovery import holds_record


@dataclass(slots=True)
class _Listing:
    """The folders in a folder that is no record."""

    stamp: tuple[int, ...]
    """The stamp of the folder when it was listed; empty if it is not there."""
    records: set[str] = field(default_factory=set)
    """The names of the records."""
    groups: set[str] = field(default_factory=set)
    """The names of the other folders."""
    folded: dict[str, str] = field(default_factory=dict)
    """The names of all of them, by the name without case."""


class RecordFolders:
    """Finds the folders of records in a store, at any depth; their names are the ids.

    Hidden folders are skipped, and links to folders are not followed. A folder that the system does
    not allow the program to list counts as a record, which reading it reports. Listings are kept,
    and made again for folders in which something was made or removed. A folder that was a record
    remains one without its main file: the file was lost, which reading it reports. What a killed
    process has left of a folder that it was making is removed.
    """

    def __init__(self, store: Path) -> None:
        self.store = store
        self._listings: dict[Path, _Listing] = {}

    def __iter__(self) -> Iterator[Path]:
        """Yield the folder of each record, in the order of the paths."""
        yield from self._under(self.store)

    def by_id(self) -> dict[str, list[Path]]:
        """Return the folders of each id, in the order of the ids; more than one is an error."""
        folders: dict[str, list[Path]] = {}
        for folder in self:
            folders.setdefault(folder.name, []).append(folder)
        return dict(sorted(folders.items()))

    def of(self, id: str) -> list[Path]:
        """Return the folders with this id."""
        groups = self._groups(self.store)
        return [folder / id for folder, listing in groups if id in listing.records]

    def similar(self, folder: Path) -> Path | None:
        """Return the folder that would be the same where case does not count, or `None`.

        It is a record of a similar id in any group, or a group beside the folder.
        """
        name = folder.name.casefold()
        for group, listing in self._groups(self.store):
            found = listing.folded.get(name)
            if found and (found in listing.records or group == folder.parent):
                return group / found
        return None

    def note_made(self, folder: Path) -> None:
        """Note the folder of a record that this process has just made.

        The folders beside it need not be listed again.
        """
        listing = self._listings.get(folder.parent)
        if listing is not None:
            listing.records.add(folder.name)
            listing.folded[folder.name.casefold()] = folder.name
            listing.stamp = _stamp(folder.parent)

    def _groups(self, folder: Path) -> Iterator[tuple[Path, _Listing]]:
        listing = self._listed(folder)
        yield folder, listing
        for name in sorted(listing.groups):
            yield from self._groups(folder / name)

    def _under(self, folder: Path) -> Iterator[Path]:
        listing = self._listed(folder)
        for name in sorted(listing.records | listing.groups):
            if name in listing.records:
                yield folder / name
            else:
                yield from self._under(folder / name)

    def _listed(self, folder: Path) -> _Listing:
        stamp = _stamp(folder)
        listing = self._listings.get(folder)
        if listing is None or listing.stamp != stamp:
            listing = self._listings[folder] = _Listing(stamp)
            for name in _subfolders(folder):
                if is_temporary(name):
                    with suppress(OSError):
                        remove_abandoned(folder / name)
                    continue
                (listing.records if _is_record(folder / name) else listing.groups).add(name)
                listing.folded[name.casefold()] = name
        for name in [name for name in listing.groups if self._has_become_record(folder / name)]:
            listing.groups.remove(name)
            listing.records.add(name)
        return listing

    def _has_become_record(self, folder: Path) -> bool:
        known = self._listings.get(folder)
        is_unchanged = known is not None and known.stamp == _stamp(folder)
        return not is_unchanged and _is_record(folder)


def _is_record(folder: Path) -> bool:
    return holds_record(folder) or (
        not os.access(folder, os.R_OK | os.X_OK) and os.path.lexists(folder)
    )


def _stamp(folder: Path) -> tuple[int, ...]:
    """Return what changes when a folder in this folder is made or removed; empty if it is gone.

    Two changes within one tick of the system's clock have the same time. The number of links is
    that of the folders in it, on most file systems.
    """
    try:
        status = folder.stat()
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return status.st_mtime_ns, status.st_nlink, status.st_size, status.st_ino


def _subfolders(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [
                entry.name
                for entry in entries
                if (is_temporary(entry.name) or not entry.name.startswith("."))
                and entry.is_dir(follow_symlinks=False)
            ]
    except (FileNotFoundError, NotADirectoryError):  # somebody has just removed it
        return []
