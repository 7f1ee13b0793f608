"""Holds what records quote as evidence against copies of the works, and keeps the results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from archive import io
from archive.english import counted, listed
from archive.errors import OF_THE_CALL, ArchiveError, ReadError
from archive.files.path_resolution import RecordFile, record_at
from archive.files.record_discovery import Records, holds_record, records_in
from archive.files.regular_files import is_folder, no_such_file
from archive.formats.additions import Additions
from archive.formats.caller import caller_of
from archive.formats.format import ReadResult
from archive.model.dates import now
from archive.model.document import Document
from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.source_copies.given_copies import GivenCopies, hold_articles, hold_given
from archive.source_copies.passage_checks import (
    STATES,
    CopyCheck,
    PassageCheck,
    State,
    state_of,
)
from archive.source_copies.wanted_works import WantedWorks
from archive.store.events import EVENTS, Event, last_source_checks
from archive.version import VERSION
from archive.workflows.in_place import write_in_place
from archive.workflows.input_kinds import is_record

SOFTWARE = "archive check-sources"
"""The name of the agent that checks, if nobody else is named."""


@dataclass(slots=True, repr=False)
class CheckedSources(OneLineRepr):
    """The results of holding the evidence of records against copies of the works."""

    passages: list[PassageCheck] = field(default_factory=list)
    """The result for each piece of evidence, in the order of the records."""
    records: int = 0
    """The number of records that were read."""
    copies: int = 0
    """The number of copies that were read."""
    problems: dict[Path, ArchiveError] = field(default_factory=dict)
    """Why records could not be read, or results not be kept, by the path of the record."""
    skipped: Sequence[Path] = ()
    """Records within records, and files that look like records: they are read only if named."""
    given: GivenCopies = field(default_factory=GivenCopies)
    """What became of the files that were given as copies."""
    kept: list[str] = field(default_factory=list)
    """The files in which results were kept."""

    def of_state(self, state: State) -> Sequence[PassageCheck]:
        """Return the results with this state."""
        return [check for check in self.passages if check.state == state]

    def __str__(self) -> str:
        """Return one line: how many passages have which state."""
        counts = Counter(check.state for check in self.passages)
        moved = sum(check.moved is not None for check in self.passages)
        parts = [
            f"{counts[state]} {state}"
            + (f" ({moved} moved)" if state == "verified" and moved else "")
            for state in STATES
            if counts[state]
        ]
        passages = counted(len(self.passages), "passages")
        line = f"{passages} in {counted(self.records, 'records')}"
        line += f": {', '.join(parts) or 'nothing to check'}"
        line += f"; {counted(self.copies, 'copies')} read"
        if self.given.files:
            line += f", {self.given.used} of {counted(self.given.files, 'given files')} used"
        if self.problems:
            line += f"; {counted(len(self.problems), 'records')} not checked"
        return line

    def _repr_items(self) -> ReprItems:
        yield None, Unquoted(str(self))


def check_sources(
    paths: str | Path | Iterable[str | Path],
    copies: str | Path | Iterable[str | Path] = (),
    *,
    write: bool = False,
    by: str | None = None,
    at: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> CheckedSources:
    """Hold what records quote as evidence against copies of the works. Nothing is fetched.

    Copies are the files that a record names for a work; files, folders and web archives that are
    given; and the articles of records at the paths. Each copy is read once, whatever number of
    passages it is held against. Records and copies are read one by one, and are not kept in memory.

    Args:
        paths: Records, and folders that are searched for records at any depth, such as stores.
        copies: More copies: files, folders, WARC and WACZ files.
        write: Whether to keep the results: for records of a folder that is given as a store, in the
            events of the store; for a record that is given itself, in the record, as the `state` of
            its copies and a revision.
        by: The person or organisation in whose name the check is made.
        at: The time of the check; by default now.
        progress: Called with the number of files of `copies` that were read, and of all of them.

    Raises:
        ReadError: There is no such path.
        SpeaksForOthers: `by` names several agents of a record.
    """
    roots, given = _paths(paths), _paths(copies)
    for path in (*roots, *given):
        if not path.exists():
            raise no_such_file(path)
    found = records_in(roots, is_record=is_record)
    return _check(found, roots, given, write=write, by=by, at=at, progress=progress)


def _paths(paths: str | Path | Iterable[str | Path]) -> list[Path]:
    given = [paths] if isinstance(paths, str | Path) else paths
    return [Path(path) for path in given]


@dataclass(frozen=True, slots=True)
class _Checked:
    """A record that was read."""

    path: Path
    document: str
    works: Sequence[int]
    """The positions of its works among the wanted ones."""
    read: tuple[RecordFile, ReadResult] | None
    """What was read, if the results are written into the record; a store gets events."""


def _check(
    found: Records,
    roots: Sequence[Path],
    copies: Sequence[Path],
    *,
    write: bool,
    by: str | None,
    at: str | None,
    progress: Callable[[int, int], None] | None,
) -> CheckedSources:
    wanted, result = WantedWorks(), CheckedSources(skipped=(*found.loose, *found.inner))
    for finding in found.without:
        result.problems[Path(finding.location.file or "")] = ReadError([finding])
    stores = {root: last_source_checks(root) for root in roots if _is_store(root)}
    checked: list[_Checked] = []
    for path in found.paths:
        try:
            file = record_at(path)
            read = io.read_record(file)
        except ArchiveError as problem:
            if isinstance(problem, OF_THE_CALL):
                raise
            result.problems[path] = problem
            continue
        first = len(wanted.works)
        wanted.add(read.document, file.where, str(path), file.around)
        kept = (file, read) if write and not any(one in path.parents for one in stores) else None
        works = range(first, len(wanted.works))
        checked.append(_Checked(path, read.document.id, works, kept))
        result.records += 1
    result.given = hold_given(wanted, copies, progress)
    result.given.findings += hold_given(wanted, list(wanted.web_archives)).findings
    hold_articles(wanted, wanted.quoted_records())
    result.copies = wanted.copies
    moment = at or now()
    events: dict[Path, list[Event]] = {root: [] for root in stores}
    for one in checked:
        store = next((root for root in stores if root in one.path.parents), None)
        last = stores[store].get(one.document) if store is not None else None
        around = _places_in(last)
        passages = [check for n in one.works for check in wanted.works[n].checks(around)]
        passages.sort(key=lambda check: _order(check.passage.pointer))
        result.passages += passages
        if not write or not passages:
            continue
        if store is not None:
            events[store].append(
                _event(passages, one.document, one.path.relative_to(store), by, moment)
            )
        elif one.read is not None:
            try:
                result.kept += _keep_in_record(*one.read, passages, by, moment)
            except ArchiveError as problem:
                if isinstance(problem, OF_THE_CALL):
                    raise
                result.problems[one.path] = problem
    for store, of_store in events.items():
        result.kept += _keep_in_store(store, of_store)
    return result


def _is_store(path: Path) -> bool:
    return is_folder(path) and not holds_record(path)


def _order(pointer: str) -> tuple[str, tuple[int, ...]]:
    """Return a key that sorts evidence in the order of a record."""
    parts = pointer.split("/")
    return parts[1], tuple(int(part) for part in parts if part.isdecimal())


def _places_in(last: Event | None) -> dict[str, list[str]]:
    """Return what was around each passage in the last check, by the SHA-256 of its words."""
    places: dict[str, list[str]] = {}
    for passage in last.passages if last else ():
        for copy in passage.get("copies", ()):
            places.setdefault(passage.get("quoted_sha256", ""), []).extend(copy.get("around", ()))
    return places


# --- keeping the results ---


def _counts(passages: Iterable[PassageCheck]) -> str:
    counts = Counter(check.state for check in passages)
    return ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])


def _event(passages: Sequence[PassageCheck], id: str, path: Path, by: str | None, at: str) -> Event:
    return Event(
        "sources-checked",
        at,
        by=by or "",
        outcome=_counts(passages),
        record=id,
        path=path.as_posix(),
        software=f"{SOFTWARE} {VERSION}",
        passages=tuple(check.as_event() for check in passages),
    )


def _keep_in_store(store: Path, events: Sequence[Event]) -> Iterator[str]:
    from archive.store.store import Store

    if events:
        target = Store(store)
        target.note(events)
        yield str(store / EVENTS)


def _keep_in_record(
    file: RecordFile, read: ReadResult, passages: Sequence[PassageCheck], by: str | None, at: str
) -> Iterator[str]:
    """Write the state of each copy into a record, and a revision that says who checked and how.

    Raises:
        Conflict: Somebody else has changed the record since it was checked.
        WriteError: The record cannot be written.
    """
    document = with_states(read.document, passages, by=by, at=at)
    write_in_place(file, document, read)
    yield file.where


def with_states(
    document: Document, passages: Sequence[PassageCheck], *, by: str | None = None, at: str
) -> Document:
    """Return a record with the states of its copies, and a revision for the check.

    A copy that was not at hand, and of which the record names no file, keeps its state.

    Args:
        document: The record.
        passages: The results for its passages.
        by: The person or organisation in whose name the check was made.
        at: The time of the check.

    Raises:
        SpeaksForOthers: Several agents of the record have the name.
    """
    of_copy: dict[tuple[str, str], list[CopyCheck]] = {}
    for check in passages:
        for one in check.copies:
            if one.copy.id is not None:
                of_copy.setdefault((check.passage.work, one.copy.id), []).append(one)
    changed = [
        work.id
        for work in document.works
        if any((work.id, copy.id) in of_copy for copy in work.copies)
    ]
    additions = Additions(document)
    caller = caller_of(document, by or SOFTWARE, is_program=by is None)
    agent = caller.agent(additions, **({"version": VERSION} if by is None else {}))
    summary = _summary(passages)
    additions.add("revisions", {"at": at, "by": agent, "summary": summary, "parts": changed})
    works = tuple(
        work.update(
            copies=tuple(
                copy.update(state=state_of(of_copy[work.id, copy.id]))
                if (work.id, copy.id) in of_copy
                else copy
                for copy in work.copies
            )
        )
        if work.id in changed
        else work
        for work in document.works
    )
    return additions.document().update(works=works)


def _summary(passages: Sequence[PassageCheck]) -> str:
    """Return what was found, for a revision: the state of each passage, with digests of copies."""
    lines = [f"Sources checked with {SOFTWARE} {VERSION}: {_counts(passages)}"]
    for check in passages:
        copies = [
            f"{PurePath(one.copy.name).name} {one.copy.sha256}"
            for one in check.copies
            if one.copy.sha256 and one.state == check.state
        ]
        place = f" (SHA-256: {listed(copies)})" if copies else ""
        lines.append(f"{check.passage.part}, {check.passage.work}: {check.state}{place}")
    return "; ".join(lines)
