"""`Store`: an archive of many records in a folder."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sized
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from archive.errors import (
    ArchiveError,
    Conflict,
    ReadError,
    RecordExists,
    RecordTwice,
    UnknownRecord,
    WriteError,
    require,
)
from archive.files.atomic_write import make_folder, make_parents, sync_folder
from archive.files.bag_folders import refuse_bag
from archive.files.layout import RECORD
from archive.files.manifest import with_manifest
from archive.files.record_discovery import holds_record
from archive.files.regular_files import no_such_file, path_inside, unreadable
from archive.findings import Finding, Severity
from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.store.events import (
    EVENTS,
    LINK_OUT,
    DamagedEvent,
    Event,
    EventsRead,
    append,
    events_in,
    new_event,
)
from archive.store.record_folders import RecordFolders
from archive.store.removal import (
    digests_to_keep,
    place_for_removed,
    remaining_copies,
    require_names,
)
from archive.store.search.filters import Filters, require_page
from archive.store.store_index import StoreIndex
from archive.store.verification import REMOVED, Verification, verify
from archive.store.writer_lock import WriterLock

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from archive.formats.format import ReadResult
    from archive.model.document import Document
    from archive.store.additions import Additions, Given, Refused, StoredVersion
    from archive.store.index.refreshing import Progress, Refreshed
    from archive.store.record_input import GivenRecord
    from archive.store.search.impact import Impact
    from archive.store.search.questions import FoundClaim, FoundEntity, FoundSource, Page
    from archive.store.search.related_claims import RelatedClaim
    from archive.store.search.search import Results
    from archive.validation import Report

# The model, and all that reads and writes records, is imported where it is used: commands that only
# ask the index start in a third of the time.


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
        if self.path.exists() and not self.path.is_dir():
            raise WriteError(f"{self.path} is not a folder; a store is a folder of records")
        if holds_record(self.path):
            raise WriteError(
                f"{self.path} is the folder of a record; a store is a folder of such folders"
            )
        refuse_bag(self.path)
        self._folders = RecordFolders(self.path)
        self._lock = WriterLock(self.path)
        self._lock.finish_interrupted()
        self._events = EventsRead(self.path)
        self._index = StoreIndex(self.path, None if index is None else Path(index), self._lock)

    def _repr_items(self) -> ReprItems:
        yield None, str(self.path)
        yield None, Unquoted(f"{len(self)} records")

    def close(self) -> None:
        """Close the file of the index, which is opened again when it is needed.

        A store is also closed at the end of a `with` block, and when nothing refers to it any more.
        """
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
        try:
            return self._read_once(folder)
        except ReadError:
            if not folder.exists():
                raise
        return self._read_once(folder)  # it cannot be read, or was away for a moment

    def _read_once(self, folder: Path) -> ReadResult:
        from archive.files.path_resolution import record_at
        from archive.formats import FORMATS

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
        if index and self._index.exists():
            result = replace(result, findings=(*result.findings, *self._index.findings()))
        try:
            with self._lock.writing():
                append(self.path, new_event("verified", by=by, outcome=str(result)))
        except (WriteError, OSError) as problem:
            hint = "the result is right; give the program permission to write, or free some space"
            finding = Finding("check-not-noted", str(problem), hint, Severity.WARNING)
            return replace(
                result, findings=(*result.findings, finding.at(file=str(self.path / EVENTS)))
            )
        return result

    def note(self, events: Iterable[Event]) -> None:
        """Append events durably, such as checks of the sources of records.

        Raises:
            WriteError: Another process writes, and does not finish; or a file of the store itself
                is a link out of it.
            OSError: The system refuses.
        """
        with self._lock.writing():
            for event in events:
                append(self.path, event)

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
            index = self._index.or_temporary(opened)
            reports = store_reports(
                self.path, index, rules, again=again, progress=progress, processes=processes
            )
            return _closing(opened.pop_all(), reports)

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
        return self._index.refresh(progress, processes)

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
        with self._index.asked() as connection:
            return search(connection, query, chosen, first=first, after=after)

    def claims(self, *, first: int = 20, after: int = 0, **filters: Any) -> Page[FoundClaim]:
        """Return the claims of all records that fulfil the filters; otherwise as `search`."""
        from archive.store.search.questions import claims

        require_page(first, after)
        chosen = Filters(**filters)
        with self._index.asked() as connection:
            return claims(connection, chosen, first=first, after=after)

    def sources(self, *, first: int = 20, after: int = 0) -> Page[FoundSource]:
        """Return the sources of all records, the one that most records name first.

        Sources of several records whose works share an identifier or an address are one.

        Raises:
            IndexUnavailable: The index cannot be made, opened or read.
        """
        from archive.store.search.questions import sources

        require_page(first, after)
        with self._index.asked() as connection:
            return sources(connection, first=first, after=after)

    def entities(self, *, first: int = 20, after: int = 0) -> Page[FoundEntity]:
        """Return the entities of all records; otherwise as `sources`."""
        from archive.store.search.questions import entities

        require_page(first, after)
        with self._index.asked() as connection:
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
        with self._index.asked() as connection:
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
        with self._index.asked() as connection:
            return related_claims(connection, record, claim)

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
            record: The result of `receive` or `read`; a document; the folder of a record, of which
                all files are added as they are; or a bag (BagIt) with one record, which is checked
                completely.
            files: The files of a document, by name: captures and images.
            under: The group in the store, as a path: `2016/march`.

        Raises:
            RecordExists: The store has a record of this id, or had one that was removed.
            WriteError: The record names files that are not given, or the group is not a path in the
                store.
            ReadError: The folder of the record cannot be read, or the bag is not valid.
        """
        from archive.store.additions import StoredVersion, group_folder, name_taken
        from archive.store.record_input import given_record

        given = given_record(record, files)
        folder = group_folder(self.path, under) / given.document.id
        with self._lock.writing(folder):
            self._refuse_taken(folder)
            try:
                make_folder(folder, with_manifest(given.files))
            except FileExistsError:
                raise name_taken(folder) from None
            self._folders.note_made(folder)
            data = given.files[RECORD]
            self._index.put([(folder, given.document, data)])
        return StoredVersion.of(data, folder)

    def add_many(
        self, records: Iterable[Given], *, under: str = "", progress: Progress | None = None
    ) -> Additions:
        """Add many records, faster than one by one; each is added as a whole or not at all.

        A record that cannot be added is refused, and the others are added. The lock is held for
        some fifty records at a time, and what was added until an interruption stays.

        Args:
            records: The results of `receive` or `read`; documents that name no files; folders of
                records; or bags (BagIt), of which all records are added. Only some fifty are in
                memory at a time.
            under: The group in the store, as a path: `2016/march`.
            progress: Called with the number of records that were read, and of all that were given
                (of those read, if `records` has no length).

        Returns:
            The records that were added, and those that were refused, each with the reason.

        Raises:
            WriteError: The group is not a path in the store.
        """
        from concurrent.futures import ThreadPoolExecutor

        from archive.store.additions import (
            WRITERS,
            Additions,
            Refused,
            StoredVersion,
            each_given,
            group_folder,
        )

        group, left = group_folder(self.path, under), each_given(records)
        outcomes: list[StoredVersion | Refused] = []
        with ThreadPoolExecutor(WRITERS) as writers:
            while batch := self._add_batch(left, group, writers):
                outcomes += batch
                if progress:
                    total = len(records) if isinstance(records, Sized) else len(outcomes)
                    progress(len(outcomes), max(total, len(outcomes)))
        return Additions(
            tuple(one for one in outcomes if isinstance(one, StoredVersion)),
            tuple(one for one in outcomes if isinstance(one, Refused)),
        )

    def _add_batch(
        self,
        records: Iterator[Given | GivenRecord | Refused],
        group: Path,
        writers: ThreadPoolExecutor,
    ) -> list[StoredVersion | Refused]:
        from archive.store.additions import Addition, begin_batch, finish_batch

        with self._lock.writing(group):
            make_parents(group)
            begun = begin_batch(records, group, self._refuse_taken, writers)
            batch = finish_batch(begun, group)
            added = [one for one in batch if isinstance(one, Addition)]
            for one in added:
                self._folders.note_made(one.folder)
            self._index.put((one.folder, one.given.document, one.data) for one in added)
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
        from archive.files.folder import FilesInFolder
        from archive.formats.json import canonical
        from archive.model.document import Document
        from archive.store.additions import StoredVersion

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
            self._index.put([(folder, document, data)])
        return StoredVersion.of(data, folder)

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
        require_names(by, reason)
        folder = self.folder(id)
        cited_by = self._cited_by(folder)
        with self._lock.writing(folder):
            folder = self.folder(id)  # which nobody has removed since
            path = folder.relative_to(self.path)
            target = place_for_removed(self.path, path)
            event = new_event(
                "removed",
                by=by,
                outcome=f"moved to {target.relative_to(self.path).as_posix()}",
                record=id,
                reason=reason,
                path=path.as_posix(),
                files=digests_to_keep(folder),
                cited_by=cited_by,
            )
            make_parents(target.parent)
            append(self.path, event)
            folder.rename(target)
            sync_folder(target.parent)
            sync_folder(folder.parent)
            self._index.drop(folder)
        return event

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
        require_names(by, reason)
        require(id, str, "the id of a record is a str")
        folders = self._all_folders(id)
        if not folders:
            raise UnknownRecord(id, self.ids())
        has_index = self._index.exists()
        cited_by = self._cited_by(folders[0]) if has_index else ()
        with self._lock.writing():
            folders = self._all_folders(id)
            if not folders:  # somebody has purged it since
                raise UnknownRecord(id, self.ids())
            events = [self._purge_folder(folder, by, reason, cited_by) for folder in folders]
            if has_index:
                self._index.destroy_removed()
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
            self._index.refresh()
            with self._index.asked() as connection:
                return citing_records(connection, document)
        return ()

    def _purge_folder(self, folder: Path, by: str, reason: str, cited_by: tuple[str, ...]) -> Event:
        event = new_event(
            "purged",
            by=by,
            outcome=remaining_copies(self.path),
            record=folder.name,
            reason=reason,
            path=folder.relative_to(self.path).as_posix(),
            files=digests_to_keep(folder),
            cited_by=cited_by,
        )
        append(self.path, event)
        shutil.rmtree(folder)
        sync_folder(folder.parent)
        self._index.drop(folder)
        return event

    def _refuse_taken(self, folder: Path) -> None:
        """Raise `WriteError` if a new record cannot have this folder."""
        from archive.store.additions import name_taken

        id = folder.name
        if folders := self._folders.of(id):
            raise RecordExists(id, folders[0].relative_to(self.path).as_posix())
        if tombstone := self._events.tombstone(id):
            raise RecordExists(id, tombstone.path or id, tombstone.at)
        if other := self._folders.similar(folder):
            raise name_taken(other)
        if folder.exists() or folder.is_symlink():
            raise name_taken(folder)


def _closing(opened: ExitStack, reports: Iterator[Report]) -> Iterator[Report]:
    with opened:
        yield from reports


def _difference(folder: Path, document: Document) -> str:
    """Return the changes from the stored record to another version of it, in words."""
    from archive.files.path_resolution import record_at
    from archive.formats import FORMATS
    from archive.revision.diff import diff

    try:
        return str(diff(FORMATS.read_record(record_at(folder)).document, document))
    except ReadError as problem:
        return f"the stored record cannot be read: {problem}"
