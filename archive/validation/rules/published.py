"""Rules on the TEI in a record's folder: is it up to date, and how does it differ?"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.english import counted
from archive.errors import WriteError
from archive.files.interface import Files
from archive.files.layout import PUBLISHED, RECORD
from archive.findings import Finding, Location, Severity, error, short, warning
from archive.formats import tei
from archive.validation.rederivation import difference, with_markers

if TYPE_CHECKING:
    from archive.model.document import Document
    from archive.revision.diff import Diff
    from archive.revision.diff.difference_kinds import Difference, Passage

_SHOWN = 5
"""The maximum number of differences that are shown; `archive diff` shows all."""


@dataclass(frozen=True, slots=True)
class Published:
    """The TEI in a record's folder."""

    document: Document
    files: Files
    """The files in the folder."""


def is_as_written(document: Document, data: bytes) -> bool:
    """Whether a TEI file is byte for byte what this library writes for a document."""
    try:
        return tei.write(document).data == data
    except WriteError:
        return False


def published_tei_out_of_date(document: Document, published: Published) -> Iterator[Finding]:
    """The TEI in the record's folder differs from the record.

    One of the two was changed after the TEI was written. To keep the TEI, write the record from it:
    `archive write FOLDER/document.tei.xml --to json -o FOLDER/document.json`. To keep the record,
    write the TEI again: `archive write FOLDER --to tei -o FOLDER/document.tei.xml`. Each command
    overwrites changes in the other file; if both files have changed, first copy the changes from
    one to the other. `archive diff` shows all differences. TEI that another program has saved with
    a different layout is accepted.
    """
    if published.document == document:
        return
    from archive.revision.diff import diff

    changes = diff(document, published.document)
    wanted = (c for c in changes.changes if not c.quiet or c.kind == "text-restyled")
    reported = tuple(wanted) or changes.changes
    if not reported:
        return
    files = published.files
    yield _summary(changes, len(reported), files)
    for change in reported[:_SHOWN]:
        finding = warning(
            "published-tei-out-of-date", change.new_pointer or "", _difference_line(change)
        )
        yield finding.at(file=files.where(PUBLISHED))


def published_words_differ(document: Document, published: Published) -> Iterator[Finding]:
    """The text of the article in the record's TEI differs from the record.

    Readers of the TEI would believe that its words are the printed words. The capture decides which
    file is right: write the other file again. `published-tei-out-of-date` explains how.
    """
    where, hint = published.files.where(PUBLISHED), _remedies(published.files)
    here = {block.id: (marker, block.text) for _, block, marker in with_markers(document)}
    there = {block.id for block in published.document.text_blocks()}
    for pointer, block, marker in with_markers(published.document):
        own = here.get(block.id)
        if own is None:
            message = f"{RECORD} has no block {block.id}: {short(block.text)}"
        elif own != (marker, block.text):
            message = f"{block.id} {difference(marker + block.text, ''.join(own), RECORD)}"
        else:
            continue
        yield error("published-words-differ", f"{pointer}/text", message, hint).at(file=where)
    for id, (_, text) in here.items():
        if id not in there:
            message = f"the TEI has no block {id}: {short(text)}"
            yield error("published-words-differ", "", message, hint).at(file=where)
    order = [block.id for block in published.document.text_blocks()]
    if [*here] != order and set(here) == there:
        first = next(id for id, other in zip(here, order, strict=True) if id != other)
        message = f"from {first} on, the order of its blocks differs from {RECORD}"
        yield error("published-words-differ", "", message, hint).at(file=where)


def _summary(changes: Diff, number: int, files: Files) -> Finding:
    """Return the finding with the number of differences and both commands."""
    differences = counted(number, "differences", grouped=False)
    shown = f"; the first {_SHOWN}" if number > _SHOWN else "; these"
    return Finding(
        "published-tei-out-of-date",
        f"it differs from {RECORD}: {differences}{shown} are shown as changes to {RECORD}",
        _remedies(files),
        Severity.WARNING,
        Location(files.where(PUBLISHED), 1, 1),
    )


def _remedies(files: Files) -> str:
    """Return the hint: commands if the files have paths, otherwise what to do first."""
    if files.path_of(RECORD) is None:
        return "unpack the zip file; `archive validate FOLDER` then shows what to do"
    folder, record, published = (shlex.quote(files.where(name)) for name in ("", RECORD, PUBLISHED))
    return (
        f"to see all: archive diff {record} {published}; "
        f"to keep the TEI: archive write {published} --to json -o {record}; "
        f"to keep {RECORD}: archive write {folder} --to tei -o {published}"
    )


def _difference_line(change: Difference) -> str:
    """Return a difference as one line: the message of the diff, and the words."""
    if change.passages:
        first, *others = change.passages
        return f"{change.message}{', first' if others else ''}: {_passage_line(first)}"
    if all(text in change.message for text in (change.old, change.new) if text is not None):
        return change.message
    if change.old is None or change.new is None or change.old == change.new:
        return f"{change.message}: {short(change.new or change.old or '')}"
    return f"{change.message}: {RECORD} has {short(change.old)}, the TEI {short(change.new)}"


def _passage_line(passage: Passage) -> str:
    """Return the difference between two texts, with some of the text around it."""
    before, after = passage.before[-15:], passage.after[:15]
    old, new = (short(f"{before}{words}{after}") for words in (passage.old, passage.new))
    return f"{RECORD} has {old}, the TEI {new}"
