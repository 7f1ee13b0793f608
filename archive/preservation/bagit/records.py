"""The records in a bag, ours or made by others."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.english import counted, listed
from archive.errors import ReadError
from archive.files.layout import RECORD
from archive.files.manifest import MANIFEST, manifest_in
from archive.files.record_discovery import Tree, holds_record
from archive.findings import Finding, Severity, short
from archive.preservation.bagit.checking import CheckedBag
from archive.preservation.bagit.tag_files import PAYLOAD
from archive.preservation.ro_crate import METADATA

_RENDERED = (".tei.xml", ".html")
"""What is added to the path of a record for the files that `write_bag` makes from it."""

_ARTICLES = (
    *(".html", ".htm", ".mhtml", ".mht", ".txt", ".md", ".markdown", ".docx", ".odt", ".xml"),
    *(".warc", ".warc.gz", ".wacz"),
)
"""Suffixes of files that often are articles."""


@dataclass(frozen=True, slots=True)
class RecordInBag:
    """A record in a bag, with its files."""

    folder: Path
    """The folder of the record."""
    place: str
    """Its path in `data`; empty if the record is the payload itself."""
    files: tuple[str, ...]
    """Its files by their names in the folder: those that its manifest lists, with the manifest; if
    it has none, all of them."""


@dataclass(frozen=True, slots=True)
class BagContents:
    """What a valid bag has: records, files of the store, and files made from records."""

    records: tuple[RecordInBag, ...]
    """The records, in the order of their paths."""
    others: tuple[str, ...]
    """Files that belong to no record, by their paths in `data`."""
    hidden: tuple[str, ...]
    """Hidden files that belong to no record. They are never taken: a `.git` or an index that others
    have made could run programs, or give wrong answers."""
    made: tuple[str, ...]
    """Files that were made from the records, such as their TEI: they can be made again."""
    findings: tuple[Finding, ...]
    """The warnings of the check."""


def contents_of(bag: CheckedBag, path: Path) -> BagContents:
    """Return the records of a bag, of which nothing is taken if it is not valid.

    Args:
        bag: The bag, after its check.
        path: The path that was given, for messages.

    Raises:
        ReadError: The bag is not valid, with every problem; or it has no record.
    """
    if not bag.is_valid:
        raise ReadError(bag.findings, str(path))
    payload = bag.folder / PAYLOAD
    folders = [folder for folder in Tree(payload).records() if holds_record(folder)]
    names = [name.removeprefix(f"{PAYLOAD}/") for name in bag.payload]
    if not folders:
        raise ReadError([_no_record(path, names)], str(path))
    records = tuple(_of_folders(payload, folders, names))
    problems = [
        finding
        for record in records
        for finding in (*_lacking(record, path), *_of_git(record, path))
    ]
    if problems:
        raise ReadError(problems, str(path))
    taken = {
        f"{record.place}/{name}".removeprefix("/") for record in records for name in record.files
    }
    made = {METADATA} | {record.place + ending for record in records for ending in _RENDERED}
    left = [name for name in names if name not in taken]
    return BagContents(
        records,
        tuple(name for name in left if name not in made and not _is_hidden(name)),
        tuple(name for name in left if name not in made and _is_hidden(name)),
        tuple(name for name in left if name in made),
        bag.findings,
    )


def _of_folders(payload: Path, folders: list[Path], names: list[str]) -> Iterator[RecordInBag]:
    """Yield the records; the names of all payload files are divided in one pass."""
    places = {
        folder.relative_to(payload).as_posix().removeprefix("."): folder for folder in folders
    }
    files: dict[str, list[str]] = {place: [] for place in places}
    for name in names:
        steps = name.split("/")
        at = next(
            (place for n in range(len(steps)) if (place := "/".join(steps[:n])) in places), None
        )
        if at is not None:
            files[at].append(name.removeprefix(f"{at}/") if at else name)
    for place, folder in places.items():
        manifest = manifest_in(folder)
        kept = files[place]
        if manifest is not None:
            kept = [name for name in kept if name in manifest.digests or name == MANIFEST]
        elif not place:
            kept = [name for name in kept if name != METADATA]
        yield RecordInBag(folder, place, tuple(kept))


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _of_git(record: RecordInBag, path: Path) -> Iterator[Finding]:
    """Yield an error for each file of a record in a folder that git would take for its own."""
    for name in record.files:
        if any(part.lower() == ".git" for part in name.split("/")):
            place = "/".join(filter(None, (str(path), PAYLOAD, record.place, name)))
            message = '".git" belongs to git, which may run files in it'
            yield Finding("bag-path-unsafe", message, "do not trust this bag").at(file=place)


def _lacking(record: RecordInBag, path: Path) -> Iterator[Finding]:
    """Yield an error for each file that a record's manifest lists and the bag does not have."""
    manifest = manifest_in(record.folder)
    there = frozenset(record.files)
    for name in () if manifest is None else manifest.digests:
        if name not in there:
            place = "/".join(filter(None, (str(path), PAYLOAD, record.place, name)))
            message = "the manifest of its record lists it, and the bag does not have it"
            yield Finding("bag-file-missing", message, "get the bag again").at(file=place)


def left_findings(contents: BagContents, path: Path) -> Iterator[Finding]:
    """Yield a note on the files of a bag that are not taken, if there are any."""
    if contents.made:
        names = listed([short(name) for name in contents.made[:3]])
        many = counted(len(contents.made), "files")
        message = f"not taken: {many} made from the records, {names}"
        message += " ..." if len(contents.made) > 3 else ""
        yield Finding("bag-file-left", message, None, Severity.NOTE).at(file=str(path))
    others = (*contents.others, *contents.hidden)
    if others:
        names = listed([short(name) for name in others[:3]])
        message = f"not taken: {counted(len(others), 'files')} of no record, {names}"
        message += " ..." if len(others) > 3 else ""
        hint = "take them from data/ in the bag if you need them"
        yield Finding("bag-file-left", message, hint, Severity.WARNING).at(file=str(path))


def _no_record(path: Path, names: list[str]) -> Finding:
    """Return the finding for a bag of others, which says what it has and what can be done."""
    has = counted(len(names), "files")
    shown = f": {listed([short(name) for name in names[:3]])}" if names else ""
    message = f"the bag is valid, but has no record ({RECORD}); it has {has}{shown}"
    message += " ..." if len(names) > 3 else ""
    articles = names if len(names) == 1 else [
        name for name in names if name.lower().endswith(_ARTICLES)
    ]  # fmt: skip
    hint = "receive the files with articles in it one by one"
    if len(articles) == 1:
        unpack = "" if path.is_dir() else "unpack it, then "
        place = path if path.is_dir() else Path("BAG")
        hint = f"{unpack}archive receive {shlex.quote(f'{place}/{PAYLOAD}/{articles[0]}')}"
    return Finding("bag-without-record", message, hint).at(file=str(path))
