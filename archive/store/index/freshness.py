"""What is out of date in an index: records that changed, are new, or are gone.

The system is asked once for the status of each known `document.json` and of each folder that is no
record. A folder is listed only if its status changed, because a new record changes it.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from archive.cycle_collector import uncollected
from archive.files.layout import PUBLISHED, RECORD
from archive.store.index.stamps import lasting_stamp, stamp_of

_MAIN = frozenset((RECORD, PUBLISHED))


class KnownRecord(NamedTuple):
    """What the index has of a record, from which one sees whether it is out of date."""

    stamp: str | None
    """The stamp of its file; `None` if the record must be read again."""
    sha256: str | None
    """The digest of the bytes that were read; `None` if they could not be read."""
    problem: str | None
    """Why the record could not be read."""


@dataclass(slots=True)
class Survey:
    """The differences between a store and its index, as far as the system's stamps tell."""

    suspects: dict[str, KnownRecord] = field(default_factory=dict)
    """The records to look at, by path, in the order of the walk, with what the index has: changed,
    new, or with a stamp that is not sure. Their bytes may be those that were indexed."""
    gone: list[str] = field(default_factory=list)
    """The paths of records that are no longer there."""
    folders: dict[str, str] = field(default_factory=dict)
    """The new stamps of folders, by path."""
    gone_folders: list[str] = field(default_factory=list)
    """The paths of folders that are no longer there, or are records now."""
    records: int = 0
    """The number of records in the store."""

    known: int = 0
    """The number of records in the index."""


def survey(root: Path, connection: sqlite3.Connection, *, list_all: bool = False) -> Survey:
    """Return how a store differs from its index.

    Records are those that `archive.files.record_discovery.Tree` finds: at any depth, but not within
    another record, in hidden folders or through links. These count as records, so that their
    problems are known: folders that have only the published TEI, that cannot be listed, or whose
    name is not UTF-8. Folders that have only captures do not count, and nothing is found deeper in
    a folder whose name is not UTF-8.

    Args:
        root: The folder of the store.
        connection: A connection to the index.
        list_all: Whether to list all folders, whatever the index has of them. This is also done if
            the index contradicts itself.

    Raises:
        OSError: The store's own folder cannot be listed.
    """
    os.scandir(root).close()
    with uncollected():
        # SQLite would read paths from an index over the table, and only stamps from the table.
        records: dict[str, str | None] = dict(
            connection.execute("SELECT path, stamp FROM records NOT INDEXED")
        )
        folders: dict[str, str] = dict(connection.execute("SELECT path, stamp FROM folders"))
        if not list_all:
            walk = _Walk(os.fspath(root), connection, records, folders)
            found = walk.survey()
            if not walk.is_contradicted:
                return found
        found = _Walk(os.fspath(root), connection, records, {}).survey()
        found.gone_folders = [path for path in folders if path not in found.folders]
        return found


class _Walk:
    """Walks through a store; a folder that did not change has the children that the index has."""

    def __init__(
        self,
        root: str,
        connection: sqlite3.Connection,
        records: dict[str, str | None],
        folders: dict[str, str],
    ) -> None:
        """Start a walk; records and folders have their stamps, by path."""
        self.root, self.connection = root, connection
        self.records, self.folders = records, folders
        self.result = Survey()
        self.undecodable: list[str] = []
        """Records in folders whose names are not UTF-8, with those bytes escaped."""
        self.is_contradicted = False
        """Whether a folder that did not change should have a child that is not there, or the index
        has a child of an unknown folder. The index is damaged, and may lack other children."""
        self.unchanged: set[str] = set()
        """The folders that did not change."""

    def survey(self) -> Survey:
        """Return the result of the walk."""
        children = self._known_children()
        started_at = time.time_ns()
        records: set[str] = set()
        folders: set[str] = set()
        waiting = ["."]
        while waiting:
            path = waiting.pop()
            if self._is_record(path):
                records.add(path)
                continue
            found = self._changed_children(path, started_at)
            if found is None:
                records.add(path)
                continue
            folders.add(path)
            if found is _UNCHANGED:
                self.unchanged.add(path)
                found = children.get(path, [])
            waiting += reversed(found)
        for path in self.undecodable:
            records.add(path)
            self._suspect(path)
        unknown = children.keys() - self.folders.keys()
        self.is_contradicted |= not unknown <= folders | records
        self.result.gone = [path for path in self.records if path not in records]
        self.result.gone_folders = [path for path in self.folders if path not in folders]
        self.result.records, self.result.known = len(records), len(self.records)
        return self.result

    def _known_children(self) -> dict[str, list[str]]:
        """Return the records and folders in each folder, sorted."""
        children: dict[str, list[str]] = {}
        for path in sorted([*self.records, *self.folders]):
            if path != ".":
                children.setdefault(_parent(path), []).append(path)
        return children

    def _is_record(self, path: str) -> bool:
        """Return whether a folder has a `document.json`; note if it is not as indexed.

        A known folder that did not change has none, and the system is not asked.
        """
        known = self.records.get(path)
        if known is None and path in self.folders:
            return False
        try:
            status = os.stat(f"{self.root}/{path}/{RECORD}")  # noqa: PTH116 (a third of the time)
        except OSError:
            return False
        if known is not None and known == stamp_of(status):
            return True
        if stat.S_ISDIR(status.st_mode):
            return False
        self._suspect(path)
        return True

    def _suspect(self, path: str) -> None:
        known = self.connection.execute(
            "SELECT stamp, sha256, problem FROM records WHERE path = ?", (path,)
        ).fetchone()
        self.result.suspects[path] = KnownRecord(*(known or (None, None, None)))

    def _changed_children(self, path: str, started_at: int) -> list[str] | None:
        """Return the folders in a folder, sorted; `_UNCHANGED` if they are those of the index.

        Returns:
            `None` if the folder is a record whose main file cannot be read.
        """
        folder = f"{self.root}/{path}"
        try:
            status = os.stat(folder)  # noqa: PTH116
            if self.folders.get(path) == stamp_of(status):
                return _UNCHANGED
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            self.is_contradicted |= _parent(path) in self.unchanged
            return []
        except OSError:
            self._suspect(path)
            return None
        folders = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
        if any(entry.name in _MAIN for entry in entries if entry.name not in folders):
            self._suspect(path)
            return None
        stamp = lasting_stamp(status, started_at)
        within = "" if path == "." else f"{path}/"
        visible = [name for name in folders if not name.startswith(".")]
        for name in filter(_is_undecodable, visible):
            if any(os.path.lexists(f"{folder}/{name}/{main}") for main in _MAIN):
                self.undecodable.append(within + _escaped(name))
                stamp = ""  # list it again each time, because the index does not know this child
        if stamp != self.folders.get(path):
            self.result.folders[path] = stamp
        return [within + name for name in visible if not _is_undecodable(name)]


def _parent(path: str) -> str:
    """Return the path of the folder that contains a folder of the store."""
    return path.rpartition("/")[0] or "."


_UNCHANGED: list[str] = []
"""The result of `_changed_children` for a folder that did not change; compared by identity."""


def _is_undecodable(name: str) -> bool:
    """Whether the system's name of a folder is not UTF-8, so that SQLite cannot hold it."""
    return not name.isascii() and any("\ud800" <= character <= "\udfff" for character in name)


def _escaped(name: str) -> str:
    r"""Return a name that is not UTF-8 with its wrong bytes as `\xff`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
