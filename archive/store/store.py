"""`Store`: an archive of many records in a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sized
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from itertools import count
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from archive.errors import (
    ArchiveError,
    Conflict,
    IndexUnavailable,
    ReadError,
    RecordExists,
    RecordTwice,
    UnknownRecord,
    WriteError,
    require,
)
from archive.files.atomic_write import (
    make_folder,
    make_parents,
    sync_folder,
)
from archive.files.fixity import fixity_of
from archive.files.folder import FilesInFolder
from archive.files.layout import RECORD
from archive.files.manifest import digests_in, manifest_in, with_manifest
from archive.files.path_resolution import record_at
from archive.files.record_discovery import holds_record, is_within_record
from archive.files.regular_files import no_such_file, path_inside, unreadable
from archive.findings import Finding, Severity
from archive.formats import FORMATS
from archive.formats.format import ReadResult
from archive.formats.json import canonical
from archive.model.dates import now
from archive.model.document import Document
from archive.model.identifiers import file_name_problem
from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.store.additions import (
    WRITERS,
    Addition,
    Additions,
    Given,
    Refused,
    StoredVersion,
    begin_batch,
    finish_batch,
    name_taken,
)
from archive.store.events import (
    EVENTS,
    LINK_OUT,
    DamagedEvent,
    Event,
    EventsRead,
    append,
    events_in,
)
from archive.store.index.index import Index, IndexedRecord
from archive.store.index.opening import (
    DELETE_IT,
    ELSEWHERE,
    FILES_OF_DATABASE,
    OTHER_VERSION,
    delete_index,
    errors_of,
)
from archive.store.index.refreshing import Progress, Refreshed, refresh
from archive.store.index.stamps import lasting_stamp
from archive.store.record_folders import RecordFolders
from archive.store.record_input import given_record
from archive.store.search.filters import Filters, require_page
from archive.store.verification import REMOVED, Verification, verify
from archive.store.writer_lock import DERIVED, WriterLock

if TYPE_CHECKING:
    from archive.store.search.impact import Impact
    from archive.store.search.questions import FoundClaim, FoundEntity, FoundSource, Page
    from archive.store.search.related_claims import RelatedClaim
    from archive.store.search.search import Results
    from archive.validation import Report


class Store(OneLineRepr):
    """An archive of many records in a folder: one folder for each record, in groups of any depth.

    The files of the records are the store: to copy them is to copy the store, and any folder of
    records is one. The folder of a record has the name of its id. Only one process writes at a
    time; others read meanwhile.

    >>> import archive
    >>> from tempfile import TemporaryDirectory
    >>> folder = TemporaryDirectory()
    >>> store = archive.Store(folder.name)
    >>> note = archive.receive(b"It rained.", "text", id="note-a")
    >>> version = store.add(note, under="2016")
    >>> store.ids(), store.get("note-a") == note.document
    (['note-a'], True)

    Questions over all records are answered from an index in the store, which is made from the
    records, and brought up to date when the first question of this object is asked. To delete it
    loses nothing.

    >>> [hit.record for hit in store.search("rained").hits]
    ['note-a']

    Args:
        path: The folder. It is made when the first record is added.
        index: The file of the index, if it is not in the store: for a store that cannot be written.
    """

    def __init__(self, path: str | Path, *, index: str | Path | None = None) -> None:
        self.path = Path(path)
        self._index_file = self.path / DERIVED / "index.sqlite" if index is None else Path(index)
        self._is_fresh = False
        if self.path.exists() and not self.path.is_dir():
            raise WriteError(f"{self.path} is not a folder; a store is a folder of records")
        if holds_record(self.path):
            raise WriteError(
                f"{self.path} is the folder of a record; a store is a folder of such folders"
            )
        self._folders = RecordFolders(self.path)
        self._lock = WriterLock(self.path)
        self._lock.finish_interrupted()
        self._events = EventsRead(self.path)

    def _repr_items(self) -> ReprItems:
        yield None, str(self.path)
        yield None, Unquoted(f"{len(self)} records")

    # --- reading ---

    def ids(self) -> list[str]:
        """Return the ids of all records, in order."""
        return [*self._folders.by_id()] if self.path.exists() else []

    def __len__(self) -> int:
        return sum(1 for _ in self._folders) if self.path.exists() else 0

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self.path.exists() and bool(self._folders.of(id))

    def __iter__(self) -> Iterator[Document]:
        """Yield each record, in the order of the paths; only one is in memory at a time."""
        for folder in self._folders if self.path.exists() else ():
            try:
                document = self._read(folder).document
            except ReadError:
                if folder.exists():
                    raise
                continue  # it was removed after it was found
            yield document

    def folders(self) -> Iterator[Path]:
        """Yield the folder of each record, in the order of the paths."""
        return iter(self._folders if self.path.exists() else ())

    def folder(self, id: str) -> Path:
        """Return the folder of a record.

        Raises:
            UnknownRecord: The store has no record of this id.
            RecordTwice: Several folders have this id.
        """
        require(id, str, "the id of a record is a str")
        folders = self._folders.of(id) if self.path.exists() else []
        if not folders:
            raise UnknownRecord(id, self.ids())
        if len(folders) > 1:
            raise RecordTwice(id, [folder.relative_to(self.path).as_posix() for folder in folders])
        return folders[0]

    def get(self, id: str) -> Document:
        """Return a record.

        Raises:
            UnknownRecord: The store has no record of this id.
            RecordTwice: Several folders have this id.
            ReadError: The record cannot be read.
            InvalidDocument: The record is not consistent.
        """
        return self.read(id).document

    def read(self, id: str) -> ReadResult:
        """Return a record with the findings of its reader, and the SHA-256 of its file (`sha256`).

        Raises:
            UnknownRecord: The store has no record of this id.
            RecordTwice: Several folders have this id.
            ReadError: The record cannot be read.
            InvalidDocument: The record is not consistent.
        """
        folder = self.folder(id)
        try:
            return self._read(folder)
        except ReadError:
            if folder.exists():
                raise
        return self._read(self.folder(id))  # it was moved or removed after it was found

    def _read(self, folder: Path) -> ReadResult:
        file = record_at(folder)
        if path_inside(self.path, (folder / file.name).relative_to(self.path).as_posix()) is None:
            raise unreadable(folder / file.name, LINK_OUT)
        return FORMATS.read_record(file)

    def events(self) -> Iterator[Event | DamagedEvent]:
        """Yield what happened in the store, in the order of the file.

        A damaged line is yielded as `DamagedEvent`.
        """
        return events_in(self.path)

    def verify(
        self, *, by: str = "", copy: str | Path | None = None, index: bool = True
    ) -> Verification:
        """Verify the digest of every file, and note the check in the events.

        Args:
            by: The person or organisation in whose name the check is made, if any.
            copy: A copy of the store, such as a backup. Damaged and missing files are restored from
                it, if it has the bytes of which the manifest has the digest.
            index: Whether to compare the index, if there is one, with the records. This takes as
                long as to make the index.

        Returns:
            What is damaged, missing, added or half-written. If the check cannot be noted, because
            the store cannot be written, this is a finding too.

        Raises:
            ReadError: The events cannot be read, or there is no such copy.
            WriteError: Files are to be restored, and a file of the store itself is a link out of
                it.
        """
        require(by, str, "by is a name, a str")
        if copy is not None:
            if not Path(copy).is_dir():
                raise no_such_file(Path(copy))
            self._lock.refuse_links_out()
        result = verify(self.path, self._folders, None if copy is None else Path(copy))
        if index and self._index_file.exists():
            result = replace(result, findings=(*result.findings, *self._index_findings()))
        try:
            with self._lock.writing():
                append(self.path, Event("verified", now(), by, str(result)))
        except (WriteError, OSError) as problem:
            hint = "the result is right; give the program permission to write, or free some space"
            finding = Finding("check-not-noted", str(problem), hint, Severity.WARNING)
            return replace(
                result, findings=(*result.findings, finding.at(file=str(self.path / EVENTS)))
            )
        return result

    def _index_findings(self) -> Iterator[Finding]:
        """Yield a finding for each place where the index is not as the records give it."""
        from archive.store.index.checking import check_index

        file = str(self._index_file)
        hint = f"delete {file}: it is made again from the records"
        try:
            self._refuse_index_elsewhere()
            for path, table, message in check_index(self.path, self._index_file):
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

    def validate(
        self,
        *,
        select: Collection[str] = (),
        ignore: Collection[str] = (),
        again: bool = False,
        progress: Progress | None = None,
        processes: int | None = None,
    ) -> Iterator[Report]:
        """Validate all records, and yield a report of each, in the order of the paths.

        The reports are those of `archive.validate`, with what only the records beside each other
        show. They are kept in the index: a record is validated again only if one of its files, the
        rules or the library has changed. A run that is interrupted goes on where it was. If the
        index cannot be written, everything is validated, and nothing is kept.

        Args:
            select: The code or codes of the rules to run; if left out, all of them.
            ignore: The code or codes of rules not to run.
            again: Whether to validate all records, also those that did not change.
            progress: Called with the number of records that were validated, and of all to be
                validated.
            processes: The number of processes; if left out, as many as there are processors, if
                there are many records to validate.

        Raises:
            UnknownCode: A code to select or ignore does not exist.
            IndexUnavailable: The index cannot be read, or the disk is full.
        """
        from archive.store.validation.record_checks import rule_set
        from archive.store.validation.store_reports import store_reports

        rules = rule_set(select, ignore)
        if not self.path.exists():
            return iter(())
        with ExitStack() as opened:
            index = self._index_or_temporary(opened)
            reports = store_reports(
                self.path, index, rules, again=again, progress=progress, processes=processes
            )
            return _closing(opened.pop_all(), reports)

    def _index_or_temporary(self, opened: ExitStack) -> Index:
        """Return the index; if it cannot be written, one that is deleted when `opened` is closed.

        A folder in a record is no store, and nothing is written into it.
        """
        is_elsewhere = self.path / DERIVED not in self._index_file.parents
        if is_elsewhere or not is_within_record(self.path):
            with suppress(IndexUnavailable, OSError):
                if not is_elsewhere:
                    self._make_derived_folder()
                self._index.reopen_if_replaced()
                self._index.refuse_read_only()
                return self._index
        folder = opened.enter_context(TemporaryDirectory(prefix="archive-"))
        return opened.enter_context(Index.open(Path(folder) / self._index_file.name))

    # --- questions ---

    def index(self, progress: Progress | None = None, *, processes: int | None = None) -> Refreshed:
        """Bring the index up to date: read what is new or was changed, and nothing else.

        Args:
            progress: Called with the number of records that were read, and of all to be read.
            processes: The number of processes that read; if left out, as many as there are
                processors, if there is much to read.

        Raises:
            IndexUnavailable: The index cannot be written.
        """
        if self.path / DERIVED in self._index_file.parents:
            self._make_derived_folder()
        refreshed = refresh(self.path, self._index, progress, processes)
        self._is_fresh = True
        return refreshed

    def _make_derived_folder(self) -> None:
        self._refuse_index_elsewhere()
        try:
            self._lock.make_derived_folder()
        except (WriteError, OSError) as problem:
            reason = (isinstance(problem, OSError) and problem.strerror) or str(problem)
            raise IndexUnavailable(str(self._index_file), reason, ELSEWHERE) from problem

    def search(self, query: str, *, first: int = 20, after: int = 0, **filters: Any) -> Results:
        """Return the passages of all records in which all words of a query occur, the best first.

        Nothing in a query is syntax, but `"words in quotation marks"` are a phrase, and `word*` is
        a prefix. Case and diacritics do not count.

        Args:
            query: The words.
            first: The most hits of a page.
            after: How many hits to pass over: `next` of the page before.
            **filters: The fields of `archive.store.search.filters.Filters`.

        Raises:
            UnknownFilterValue: A filter has a value that is not allowed.
            IndexUnavailable: The index cannot be made, opened or read.
        """
        from archive.store.search.search import search

        require(query, str, "search takes what to look for, a str")
        require_page(first, after)
        chosen = Filters(**filters)
        with self._asked() as connection:
            return search(connection, query, chosen, first=first, after=after)

    def claims(self, *, first: int = 20, after: int = 0, **filters: Any) -> Page[FoundClaim]:
        """Return the claims of all records that fulfil the filters; otherwise as `search`."""
        from archive.store.search.questions import claims

        require_page(first, after)
        chosen = Filters(**filters)
        with self._asked() as connection:
            return claims(connection, chosen, first=first, after=after)

    def sources(self, *, first: int = 20, after: int = 0) -> Page[FoundSource]:
        """Return the sources of all records, the one that most records name first.

        Sources of several records whose works share an identifier or an address are one.

        Raises:
            IndexUnavailable: The index cannot be made, opened or read.
        """
        from archive.store.search.questions import sources

        require_page(first, after)
        with self._asked() as connection:
            return sources(connection, first=first, after=after)

    def entities(self, *, first: int = 20, after: int = 0) -> Page[FoundEntity]:
        """Return the entities of all records; otherwise as `sources`."""
        from archive.store.search.questions import entities

        require_page(first, after)
        with self._asked() as connection:
            return entities(connection, first=first, after=after)

    def impact(self, source: str) -> Impact:
        """Return which claims lose their only support, and which some, if a source is withdrawn.

        Args:
            source: An identifier or address of the work (`10.1000/182`), or `record#id`.

        Raises:
            IndexUnavailable: The index cannot be made, opened or read.
        """
        from archive.store.search.impact import impact

        require(source, str, "impact takes an identifier, an address or record#id, a str")
        with self._asked() as connection:
            return impact(connection, source)

    def related_claims(self, record: str, claim: str) -> tuple[RelatedClaim, ...]:
        """Return the claims of all records that repeat, support or contradict a claim.

        Args:
            record: The id of the record.
            claim: The id of the claim.

        Raises:
            UnknownRecord: The store has no record of this id.
            NotInDocument: The record has no such claim.
            IndexUnavailable: The index cannot be made, opened or read.
        """
        from archive.store.search.related_claims import related_claims

        self.folder(record)
        require(claim, str, "the id of a claim is a str")
        with self._asked() as connection:
            return related_claims(connection, record, claim)

    @cached_property
    def _index(self) -> Index:
        self._refuse_index_elsewhere()
        try:
            return Index.open(self._index_file)
        except IndexUnavailable:
            if not os.access(self._index_file, os.R_OK) or _is_writable(self._index_file):
                raise
        return Index.open(self._index_file, read_only=True)

    def _refuse_index_elsewhere(self) -> None:
        """Raise `IndexUnavailable` if the index of the store is a link out of it."""
        if self.path / DERIVED not in self._index_file.parents:
            return
        name = self._index_file.relative_to(self.path).as_posix()
        if any(path_inside(self.path, name + end) is None for end in FILES_OF_DATABASE):
            hint = "remove the link, or name the file of the index"
            raise IndexUnavailable(str(self._index_file), LINK_OUT, hint)

    @contextmanager
    def _asked(self) -> Iterator[Connection]:
        """Yield a connection to the index, which was brought up to date once by this object."""
        if not self._is_fresh or self._index.reopen_if_replaced():
            self.index()
        with errors_of(self._index_file):
            yield self._index.connection

    def _put_into_index(self, written: Iterable[tuple[Path, Document, bytes]]) -> None:
        """Put records that were just written into the index, if there is one.

        Args:
            written: The folder of each record, its document, and the bytes of `document.json`.
        """
        if not self._index_file.exists():
            return
        with suppress(IndexUnavailable):  # they are found out of date at the next question
            self._index.reopen_if_replaced()
            with self._index.writing():
                for folder, document, data in written:
                    path, fixity = folder.relative_to(self.path).as_posix(), fixity_of(data)
                    stamp = lasting_stamp((folder / RECORD).stat())
                    record = IndexedRecord(path, fixity.sha256, fixity.size_bytes, stamp)
                    self._index.put(record, document)

    def _drop_from_index(self, folder: Path) -> None:
        if self._index_file.exists():
            with suppress(IndexUnavailable):
                self._index.reopen_if_replaced()
                self._index.drop_path(folder.relative_to(self.path).as_posix())

    # --- writing ---

    def add(
        self,
        record: Given,
        *,
        files: Mapping[str, bytes] | None = None,
        under: str = "",
    ) -> StoredVersion:
        """Add a record with its files, atomically and durably.

        Args:
            record: The result of `receive` or `read`; a document; or the folder of a record, of
                which all files are added as they are.
            files: The files of a document, by name: captures and images.
            under: The group in the store, as a path: `2016/march`.

        Raises:
            RecordExists: The store has a record of this id, or had one that was removed.
            WriteError: The record names files that are not given, or the group is not a path in the
                store.
            ReadError: The folder of the record cannot be read.
        """
        given = given_record(record, files)
        folder = self._group(under) / given.document.id
        with self._lock.writing(folder):
            self._refuse_taken(folder)
            try:
                make_folder(folder, with_manifest(given.files))
            except FileExistsError:
                raise name_taken(folder) from None
            self._folders.note_made(folder)
            data = given.files[RECORD]
            self._put_into_index([(folder, given.document, data)])
        return StoredVersion(given.document.id, fixity_of(data).sha256, folder)

    def add_many(
        self, records: Iterable[Given], *, under: str = "", progress: Progress | None = None
    ) -> Additions:
        """Add many records, faster than one by one; each is added as a whole or not at all.

        A record that cannot be added is refused, and the others are added. The lock is held for
        some fifty records at a time, and what was added until an interruption stays.

        Args:
            records: The results of `receive` or `read`; documents that name no files; or folders of
                records. Only some fifty are in memory at a time.
            under: The group in the store, as a path: `2016/march`.
            progress: Called with the number of records that were read, and of all that were given
                (of those read, if `records` has no length).

        Returns:
            The records that were added, and those that were refused, each with the reason.

        Raises:
            WriteError: The group is not a path in the store.
        """
        group, left = self._group(under), iter(records)
        outcomes: list[StoredVersion | Refused] = []
        with ThreadPoolExecutor(WRITERS) as writers:
            while batch := self._add_batch(left, group, writers):
                outcomes += batch
                if progress:
                    total = len(records) if isinstance(records, Sized) else len(outcomes)
                    progress(len(outcomes), total)
        return Additions(
            tuple(one for one in outcomes if isinstance(one, StoredVersion)),
            tuple(one for one in outcomes if isinstance(one, Refused)),
        )

    def _add_batch(
        self, records: Iterator[Given], group: Path, writers: ThreadPoolExecutor
    ) -> list[StoredVersion | Refused]:
        with self._lock.writing(group):
            make_parents(group)
            begun = begin_batch(records, group, self._refuse_taken, writers)
            batch = finish_batch(begun, group)
            added = [one for one in batch if isinstance(one, Addition)]
            for one in added:
                self._folders.note_made(one.folder)
            self._put_into_index((one.folder, one.given.document, one.data) for one in added)
        return [one.version if isinstance(one, Addition) else one for one in batch]

    def replace(
        self, document: Document, *, based_on: str, files: Mapping[str, bytes] | None = None
    ) -> StoredVersion:
        """Replace a record by a new version of it.

        Args:
            document: The new version.
            based_on: The SHA-256 of the version from which it was made: `read(id).sha256`.
            files: New files of the record, by name.

        Raises:
            UnknownRecord: The store has no record of this id.
            Conflict: The record is another version by now; the error has the difference.
            WriteError: The record names files that it would lack.
        """
        require(document, Document, "replace takes a Document")
        require(based_on, str, "based_on is a SHA-256 in hexadecimal digits, a str")
        folder = self.folder(document.id)
        place = FilesInFolder(folder)
        given = {} if files is None else dict(files)
        if missing := [name for name in place.lacking(document) if name not in given]:
            raise WriteError(f"{folder} would lack {', '.join(missing)}, which the record names")
        data = canonical(document)
        with self._lock.writing(folder, durably=True):
            self.folder(document.id)  # which nobody has removed since
            try:
                place.write({**given, RECORD: data}, based_on=based_on)
            except Conflict as conflict:
                raise Conflict(
                    conflict.path, based_on, conflict.found, _difference(folder, document)
                ) from None
            self._put_into_index([(folder, document, data)])
        return StoredVersion(document.id, fixity_of(data).sha256, folder)

    def remove(self, id: str, *, by: str, reason: str) -> Event:
        """Take a record out of the store, and leave a tombstone.

        The tombstone is an event that says when, who, why, and which records cite the article by
        one of its identifiers or addresses, for which the index is made if there is none. The files
        are moved to `.removed` in the store, and can be moved back.

        Args:
            id: The id of the record.
            by: The person or organisation that decides.
            reason: Why.

        Raises:
            UnknownRecord: The store has no record of this id.
        """
        _require_names(by, reason)
        folder = self.folder(id)
        cited_by = self._cited_by(folder)
        with self._lock.writing(folder):
            folder = self.folder(id)  # which nobody has removed since
            path = folder.relative_to(self.path)
            target = self._place_for_removed(path)
            event = Event(
                "removed",
                now(),
                by,
                f"moved to {target.relative_to(self.path).as_posix()}",
                id,
                reason,
                path.as_posix(),
                _digests(folder),
                cited_by,
            )
            make_parents(target.parent)
            append(self.path, event)
            folder.rename(target)
            sync_folder(target.parent)
            sync_folder(folder.parent)
            self._drop_from_index(folder)
        return event

    def _place_for_removed(self, path: Path) -> Path:
        """Return where a record is moved: a path that no removed record has, or is in.

        Raises:
            WriteError: A link leads out of the store.
        """
        removed = self.path / REMOVED
        place = removed / path
        for number in count():
            place = removed / (f"again-{number}" if number else "") / path
            within = [one for one in place.parents if removed in one.parents]
            if not (os.path.lexists(place) or any(map(holds_record, within))):
                break
        if path_inside(self.path, place.relative_to(self.path).as_posix()) is None:
            raise WriteError(f"{place.parent}: {LINK_OUT}; nothing was written")
        return place

    def purge(self, id: str, *, by: str, reason: str) -> Event:
        """Destroy the bytes of a record, also of one that was removed; keep digests and reason.

        The history of git, and copies, still have the bytes; `outcome` of the event says so.

        Args:
            id: The id of the record.
            by: The person or organisation that decides.
            reason: Why, such as the order of a court.

        Raises:
            UnknownRecord: The store has no such record, and no removed one.
        """
        _require_names(by, reason)
        require(id, str, "the id of a record is a str")
        folders = self._all_folders(id)
        if not folders:
            raise UnknownRecord(id, self.ids())
        has_index = self._index_file.exists()
        cited_by = self._cited_by(folders[0]) if has_index else ()
        with self._lock.writing():
            folders = self._all_folders(id)
            if not folders:  # somebody has purged it since
                raise UnknownRecord(id, self.ids())
            events = [self._purge_folder(folder, by, reason, cited_by) for folder in folders]
            if has_index:
                self._destroy_removed_in_index()
        return events[-1]

    def _all_folders(self, id: str) -> list[Path]:
        """Return the folders with this id, also of removed records."""
        folders = self._folders.of(id) if self.path.exists() else []
        if (self.path / REMOVED).is_dir() and path_inside(self.path, REMOVED):
            folders += RecordFolders(self.path / REMOVED).of(id)
        return folders

    def _cited_by(self, folder: Path) -> tuple[str, ...]:
        """Return the records that cite the record in a folder; none if it cannot be read."""
        from archive.store.search.citing_records import citing_records

        with suppress(ArchiveError):
            document = self._read(folder).document
            self.index()
            with self._asked() as connection:
                return citing_records(connection, document)
        return ()

    def _purge_folder(self, folder: Path, by: str, reason: str, cited_by: tuple[str, ...]) -> Event:
        path, digests = folder.relative_to(self.path).as_posix(), _digests(folder)
        outcome = self._remaining_copies()
        event = Event("purged", now(), by, outcome, folder.name, reason, path, digests, cited_by)
        append(self.path, event)
        shutil.rmtree(folder)
        sync_folder(folder.parent)
        self._drop_from_index(folder)
        return event

    def _destroy_removed_in_index(self) -> None:
        """Destroy what the index still has of removed records; if it must be, the whole index."""
        is_destroyed = False
        with suppress(IndexUnavailable):
            is_destroyed = self._index.destroy_removed()
        if not is_destroyed:
            delete_index(self._index_file)

    def _remaining_copies(self) -> str:
        root = Path(os.path.abspath(self.path))  # noqa: PTH100 (keeps a path through links)
        if any((folder / ".git").exists() for folder in (root, *root.parents)):
            return "destroyed here; the history of git still has the bytes"
        return "destroyed here; copies and backups may still have the bytes"

    def _group(self, under: str) -> Path:
        parts = [part for part in under.split("/") if part]
        problem = file_name_problem("/".join(parts)) if parts else None
        if (
            problem
            or under.startswith("/")
            or any(part.startswith(".") for part in parts)
            or path_inside(self.path, "/".join(parts)) is None
        ):
            why = f": {problem}" if problem else ""
            raise WriteError(
                f"{under!r} is not a group of the store{why}; give a path such as 2016/march"
            )
        group = self.path.joinpath(*parts)
        if any(holds_record(one) for one in (group, *group.parents) if one != self.path):
            raise WriteError(f"{under!r} is in the folder of a record; choose another group")
        return group

    def _refuse_taken(self, folder: Path) -> None:
        """Raise `WriteError` if a new record cannot have this folder."""
        id = folder.name
        if folders := self._folders.of(id):
            raise RecordExists(id, folders[0].relative_to(self.path).as_posix())
        if tombstone := self._events.tombstone(id):
            raise RecordExists(id, tombstone.path or id, tombstone.at)
        if other := self._folders.similar(folder):
            raise name_taken(other)
        if os.path.lexists(folder):
            raise name_taken(folder)


def _digests(folder: Path) -> dict[str, str]:
    """Return the digests of a record's files; of files that cannot be read, those listed for them.

    What cannot be read can be removed all the same.
    """
    try:
        return digests_in(folder)
    except OSError:
        pass
    try:
        manifest = manifest_in(folder)
    except ReadError:
        return {}
    return {} if manifest is None else dict(manifest.digests)


def _is_writable(file: Path) -> bool:
    """Return whether SQLite may write a database: it makes files beside it."""
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def _closing(opened: ExitStack, reports: Iterator[Report]) -> Iterator[Report]:
    with opened:
        yield from reports


def _require_names(by: str, reason: str) -> None:
    require(by, str, "by is a name, a str")
    require(reason, str, "the reason is given in words, a str")
    if not by.strip() or not reason.strip():
        raise WriteError("say by whom and why: both are kept in the events of the store")


def _difference(folder: Path, document: Document) -> str:
    """Return the changes from the stored record to another version of it, in words."""
    from archive.revision.diff import diff

    try:
        return str(diff(FORMATS.read_record(record_at(folder)).document, document))
    except ReadError as problem:
        return f"the stored record cannot be read: {problem}"
