"""`StoreIndex`: the index of a store as the store uses it, opened when it is first needed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING

from archive.errors import IndexUnavailable, WriteError
from archive.files.layout import RECORD
from archive.files.record_discovery import is_within_record
from archive.files.regular_files import path_inside
from archive.findings import Finding, Severity
from archive.store.events import LINK_OUT
from archive.store.index.index import Index, IndexedRecord
from archive.store.index.opening import (
    DELETE_IT,
    ELSEWHERE,
    FILES_OF_DATABASE,
    OTHER_VERSION,
    delete_index,
    errors_of,
    is_of_others,
)
from archive.store.index.refreshing import Progress, Refreshed, refresh
from archive.store.index.stamps import lasting_stamp
from archive.store.writer_lock import DERIVED, WriterLock

if TYPE_CHECKING:
    from archive.model.document import Document


class StoreIndex:
    """The index of a store.

    Args:
        store: The folder of the store.
        file: The file of the index, if it is not in the store.
        lock: The lock of the store, which makes the folder for the index.
    """

    def __init__(self, store: Path, file: Path | None, lock: WriterLock) -> None:
        self._store, self._lock = store, lock
        self._is_in_store = file is None
        self.file = store / DERIVED / "index.sqlite" if file is None else file
        self._is_fresh = False

    def exists(self) -> bool:
        """Return whether there is an index."""
        return self.file.exists()

    # --- questions ---

    def refresh(self, progress: Progress | None = None, processes: int | None = None) -> Refreshed:
        """Bring the index up to date; make it, if there is none.

        Raises:
            IndexUnavailable: The index cannot be written.
        """
        self._make_folder()
        refreshed = refresh(self._store, self._index, progress, processes)
        self._is_fresh = True
        return refreshed

    @contextmanager
    def asked(self) -> Iterator[Connection]:
        """Yield a connection to the index, which was brought up to date once by this object.

        Raises:
            IndexUnavailable: The index cannot be made, opened or read.
        """
        if not self._is_fresh or self._index.reopen_if_replaced():
            self.refresh()
        with errors_of(self.file):
            yield self._index.connection

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        if index := self.__dict__.pop("_index", None):
            index.close()

    # --- what was written ---

    def put(self, written: Iterable[tuple[Path, Document, bytes]]) -> None:
        """Put records that were just written into the index, if there is one.

        If that fails, they are found out of date at the next question.

        Args:
            written: The folder of each record, its document, and the bytes of `document.json`.
        """
        from archive.files.fixity import fixity_of

        if not self.exists():
            return
        with suppress(IndexUnavailable):
            self._index.reopen_if_replaced()
            with self._index.writing():
                for folder, document, data in written:
                    path, fixity = folder.relative_to(self._store).as_posix(), fixity_of(data)
                    stamp = lasting_stamp((folder / RECORD).stat())
                    record = IndexedRecord(path, fixity.sha256, fixity.size_bytes, stamp)
                    self._index.put(record, document)

    def drop(self, folder: Path) -> None:
        """Remove a record that was just removed from the store, if there is an index."""
        if self.exists():
            with suppress(IndexUnavailable):
                self._index.reopen_if_replaced()
                self._index.drop_path(folder.relative_to(self._store).as_posix())

    def destroy_removed(self) -> None:
        """Destroy what the file still has of removed records; if it must be, the whole file.

        The findings of comparing records go too: they may name what was removed.
        """
        from archive.store.validation.stored_reports import drop_cross_findings

        is_destroyed = False
        with suppress(IndexUnavailable):
            with self._index.writing() as writer:
                drop_cross_findings(writer)
            is_destroyed = self._index.destroy_removed()
        if not is_destroyed:
            delete_index(self.file)

    # --- checks ---

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each place where the index is not as the records give it."""
        from archive.store.index.checking import check_index

        file = str(self.file)
        hint = f"delete {file}: it is made again from the records"
        try:
            self._refuse_link_out()
            for path, table, message in check_index(self._store, self.file):
                where = " ".join(filter(None, (path, table)))
                message = f"{where}: {message}" if where else message
                yield Finding("index-differs", message, hint).at(file=file)
        except IndexUnavailable as problem:
            if problem.reason == OTHER_VERSION:
                return
            if problem.hint == DELETE_IT:
                yield Finding("index-differs", problem.reason, problem.hint).at(file=file)
            else:
                code, severity = "index-not-compared", Severity.WARNING
                yield Finding(code, problem.reason, problem.hint, severity).at(file=file)

    def or_temporary(self, opened: ExitStack) -> Index:
        """Return the index; if it cannot be written, one that is deleted when `opened` is closed.

        A folder in a record is no store, and nothing is written into it.
        """
        if not (self._is_in_store and is_within_record(self._store)):
            with suppress(IndexUnavailable):
                self._make_folder()
                self._index.reopen_if_replaced()
                self._index.refuse_read_only()
                return self._index
        from tempfile import TemporaryDirectory

        folder = opened.enter_context(TemporaryDirectory(prefix="archive-"))
        return opened.enter_context(Index.open(Path(folder) / self.file.name))

    # --- the file ---

    @cached_property
    def _index(self) -> Index:
        self._refuse_link_out()
        if not self._is_in_store and is_of_others(self.file):
            hint = "name another file, or delete this one"
            raise IndexUnavailable(str(self.file), "it is no index of this library", hint)
        try:
            return Index.open(self.file)
        except IndexUnavailable:
            if not os.access(self.file, os.R_OK) or _is_writable(self.file):
                raise
        return Index.open(self.file, read_only=True)

    def _make_folder(self) -> None:
        """Make the folder of an index in the store."""
        if not self._is_in_store:
            return
        self._refuse_link_out()
        try:
            self._lock.make_derived_folder()
        except (WriteError, OSError) as problem:
            reason = (isinstance(problem, OSError) and problem.strerror) or str(problem)
            raise IndexUnavailable(str(self.file), reason, ELSEWHERE) from problem

    def _refuse_link_out(self) -> None:
        """Raise `IndexUnavailable` if the index in the store is a link out of it."""
        if not self._is_in_store:
            return
        name = self.file.relative_to(self._store).as_posix()
        if any(path_inside(self._store, name + end) is None for end in FILES_OF_DATABASE):
            hint = "remove the link, or name the file of the index"
            raise IndexUnavailable(str(self.file), LINK_OUT, hint)


def _is_writable(file: Path) -> bool:
    """Return whether SQLite may write a database: it makes files beside it."""
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
