"""Verifies the fixity of a store: every file against its manifest, and the store's own files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.english import counted, listed
from archive.errors import ReadError, WriteError
from archive.files.atomic_write import make_folder, write_file
from archive.files.layout import PUBLISHED, RECORD
from archive.files.manifest import (
    MANIFEST,
    FileFault,
    Manifest,
    digest_of,
    digests_in,
    faults_against,
    faults_in,
    finish_writes,
    listed_names,
    manifest_in,
    parse_manifest,
    with_manifest,
)
from archive.files.one_writer import one_writer
from archive.files.record_discovery import holds_record
from archive.files.regular_files import path_inside
from archive.findings import Finding, Severity, short
from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.store.events import (
    EVENTS,
    LINK_OUT,
    DamagedEvent,
    Event,
    event_of,
    events_in,
)
from archive.store.record_folders import RecordFolders

GIT_ATTRIBUTES = f"""\
**/received/** -text
**/figures/** -text
**/document.json text eol=lf
**/document.tei.xml text eol=lf
**/{MANIFEST} text eol=lf
{EVENTS} text eol=lf merge=union
"""
"""The lines for `.gitattributes`: no byte changes on check-out, and events are merged."""

REMOVED = ".removed"
"""The folder in the store to which removed records are moved."""


@dataclass(frozen=True, slots=True, repr=False)
class Verification(OneLineRepr):
    """The result of verifying a store."""

    records: int
    """The number of records that were verified."""
    files: int
    """The number of files with a line in a manifest."""
    findings: tuple[Finding, ...]
    """What is wrong, in the order of the paths."""
    restored: tuple[str, ...] = ()
    """The files that were restored from the copy, as paths in the store."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong, apart from warnings."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def __str__(self) -> str:
        """Return one line: how many were verified, and what was found."""
        codes = Counter(finding.code for finding in self.findings)
        parts = [f"{number} {code}" for code, number in sorted(codes.items())]
        if self.restored:
            parts.append(f"{counted(len(self.restored), 'files')} restored")
        verified = f"{counted(self.records, 'records')}, {counted(self.files, 'files')}"
        return f"{verified}: {', '.join(parts) or 'all as their manifests say'}"

    def _repr_items(self) -> ReprItems:
        yield None, Unquoted(str(self))


def verify(store: Path, folders: RecordFolders, copy: Path | None = None) -> Verification:
    """Verify every file of a store; with a copy of the store, restore what is damaged or missing.

    A file is restored only if the copy has the bytes of which the manifest has the digest. If the
    files are as the manifest of the copy says, the manifest itself is restored.
    """
    findings: list[Finding] = []
    restored: list[str] = []
    records = files = 0
    is_there = (store / REMOVED).is_dir() and path_inside(store, REMOVED)
    removed = RecordFolders(store / REMOVED) if is_there else ()
    for folder in (*folders, *removed):
        records += 1
        path = folder.relative_to(store).as_posix()
        if copy is not None and (there := path_inside(copy, path)):
            restored += _restored(folder, there, store)
        count, faults = _of_record(folder)
        if faults:
            count, faults = _of_record_at_rest(store, folder) or (count, faults)
        files += count
        findings += faults
    if copy is not None:
        restored += _restored_own(store, copy)
        restored += _restored_records(store, copy, folders)
    findings += _of_store(store, folders)
    return Verification(records, files, tuple(findings), tuple(restored))


def _of_record(folder: Path) -> tuple[int, list[Finding]]:
    """Return the number of listed files of a record, and what is wrong with them."""
    try:
        manifest = manifest_in(folder)
        faults = faults_against(manifest, folder)
    except (ReadError, OSError) as problem:
        return 0, [_error(folder, "file-unreadable", str(problem))]
    if manifest is None:
        hint = "the next write of the record makes one"
        return 0, [_warning(folder / MANIFEST, "no-manifest", "there is none", hint)]
    findings = [_of_file(folder, fault) for fault in faults]
    return len(manifest.digests), [*findings, *_of_manifest(folder, manifest)]


def _of_record_at_rest(store: Path, folder: Path) -> tuple[int, list[Finding]] | None:
    """Return what is wrong with a record while nobody writes it.

    What was found may have been a write that was going on. Returns `None` if a writer does not
    finish, or if it cannot be known who writes.
    """
    if path_inside(store, EVENTS) is None or path_inside(folder, RECORD) is None:
        return None
    try:
        with one_writer(store / EVENTS), one_writer(folder / RECORD):
            return _of_record(folder) if os.path.lexists(folder) else (0, [])
    except WriteError:
        return None


def _of_manifest(folder: Path, manifest: Manifest) -> list[Finding]:
    """Return the finding for a manifest that is not as this library writes it, if it is not."""
    if not manifest.unreadable and manifest.data() == (folder / MANIFEST).read_bytes():
        return []
    message = "its lines are not sorted, or not written as usual"
    if manifest.unreadable:
        lines = counted(len(manifest.unreadable), "lines")
        message = f"{lines} cannot be read, such as {short(manifest.unreadable[0])}"
    return [_error(folder / MANIFEST, "manifest-damaged", message, _RESTORE)]


_RESTORE = "restore it: `archive store verify STORE --from COPY`, or from git or a backup"


def _of_file(folder: Path, fault: FileFault) -> Finding:
    path = folder / fault.name
    match fault.state:
        case "missing":
            return _error(
                path, "file-missing", "the manifest lists it, and it is not there", _RESTORE
            )
        case "added":
            hint = "if it belongs to the record, `archive format` lists it; otherwise move it away"
            return _warning(path, "file-added", "the manifest does not list it", hint)
        case "half-written":
            hint = "the next write of the record finishes or removes it"
            return _warning(path, "write-unfinished", "a write did not end", hint)
        case "damaged":
            message = f"its SHA-256 is {fault.found}, not {fault.listed}"
            hint = _RESTORE
            if fault.name in (RECORD, PUBLISHED):
                hint = f"if it was edited by hand, run `archive format`; otherwise {_RESTORE}"
            return _error(path, "file-damaged", message, hint)


def _of_store(store: Path, folders: RecordFolders) -> Iterator[Finding]:
    """Yield what is wrong with the files of the store itself, and ids that are used twice."""
    for event in events_in(store):
        if isinstance(event, DamagedEvent):
            message = f"line {event.number} is damaged or cut off"
            yield _error(store / EVENTS, "event-damaged", message, _RESTORE)
    attributes = store / ".gitattributes"
    if path_inside(store, attributes.name) is None:
        hint = "replace the link by a file"
        yield _error(attributes, "git-attributes-differ", LINK_OUT, hint)
    elif attributes.exists() and GIT_ATTRIBUTES.encode() not in attributes.read_bytes():
        hint = f"it should have the lines {' / '.join(GIT_ATTRIBUTES.splitlines())}"
        yield _error(attributes, "git-attributes-differ", "lines of the store are missing", hint)
    for id, found in folders.by_id().items():
        twice = [folder for folder in found if folder.exists()] if len(found) > 1 else found
        if len(twice) > 1:
            hint = "rename all but one, in the name of the folder and in the record"
            message = f"{id} is also {listed([str(folder) for folder in twice[:-1]])}"
            yield _error(twice[-1], "record-id-twice", message, hint)


def _error(path: Path, code: str, message: str, hint: str = "") -> Finding:
    return Finding(code, message, hint or None).at(file=str(path))


def _warning(path: Path, code: str, message: str, hint: str) -> Finding:
    return Finding(code, message, hint, Severity.WARNING).at(file=str(path))


# --- restoring ---


def _restored(folder: Path, copy: Path, store: Path) -> Iterator[str]:
    """Restore the damaged and missing files of a record; yield their paths in the store."""
    if not copy.is_dir():
        return
    try:
        faults_in(folder)
    except (ReadError, OSError):
        return  # it is a finding
    with one_writer(folder / MANIFEST):
        finish_writes(folder)
        is_doubtful = not (folder / MANIFEST).is_file()
        for fault in faults_in(folder):
            source = path_inside(copy, fault.name)
            is_inside = source is not None and path_inside(folder, fault.name) is not None
            if (
                fault.listed
                and source
                and is_inside
                and source.is_file()
                and digest_of(source) == fault.listed
            ):
                write_file(folder / fault.name, source.read_bytes())
                yield (folder / fault.name).relative_to(store).as_posix()
            else:
                is_doubtful = True  # perhaps the line is damaged, and not the file
        manifest = manifest_in(folder)
        is_doubtful |= manifest is not None and bool(_of_manifest(folder, manifest))
        if is_doubtful and _is_of(copy / MANIFEST, folder):
            write_file(folder / MANIFEST, (copy / MANIFEST).read_bytes())
            yield (folder / MANIFEST).relative_to(store).as_posix()


def _is_of(path: Path, folder: Path) -> bool:
    """Whether a manifest of a copy is right for the files of a folder, and differs from its own."""
    if not path.is_file() or path_inside(path.parent, path.name) is None:
        return False
    manifest = parse_manifest(path.read_bytes())
    own = folder / MANIFEST
    is_other = not own.is_file() or own.read_bytes() != path.read_bytes()
    return is_other and not manifest.unreadable and dict(manifest.digests) == digests_in(folder)


def _restored_own(store: Path, copy: Path) -> Iterator[str]:
    """Restore the events and attributes of a store; later events of the store are kept."""
    with one_writer(store / EVENTS):
        lines = (store / EVENTS).read_bytes().splitlines() if (store / EVENTS).exists() else []
        is_damaged = any(isinstance(event, DamagedEvent) for event in events_in(store))
        if is_damaged and not any(isinstance(event, DamagedEvent) for event in events_in(copy)):
            theirs = (copy / EVENTS).read_bytes().splitlines()
            own = [line for line in lines if line not in theirs and event_of(line) is not None]
            write_file(store / EVENTS, b"".join(line + b"\n" for line in (*theirs, *own)))
            yield EVENTS
        attributes = store / ".gitattributes"
        theirs_too = path_inside(copy, ".gitattributes")
        if attributes.exists() and theirs_too and theirs_too.is_file():
            right = theirs_too.read_bytes()
            is_wrong = GIT_ATTRIBUTES.encode() not in attributes.read_bytes()
            if is_wrong and GIT_ATTRIBUTES.encode() in right:
                write_file(attributes, right)
                yield attributes.name


def _restored_records(store: Path, copy: Path, folders: RecordFolders) -> Iterator[str]:
    """Restore records that only the copy has, unless they were removed."""
    gone = {event.record for event in events_in(store) if isinstance(event, Event)}
    for folder in RecordFolders(copy):
        path = folder.relative_to(copy)
        place = path_inside(store, path.as_posix())
        if place is None or place.exists() or any(map(holds_record, _within(store, place))):
            continue
        if folder.name in gone or folders.of(folder.name) or _has_faults(folder):
            continue
        files = {name: (folder / name).read_bytes() for name in listed_names(folder)}
        if RECORD in files:
            make_folder(store / path, with_manifest(files))
            yield path.as_posix()


def _within(store: Path, place: Path) -> list[Path]:
    """Return the folders of a store in which a place is."""
    return [one for one in place.parents if store.resolve() in one.parents]


def _has_faults(folder: Path) -> bool:
    try:
        return bool(faults_in(folder))
    except (ReadError, OSError):
        return True
