"""Makes new records from articles, each in its own folder."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from archive import io
from archive.english import counted
from archive.errors import ArchiveError, InvalidDocument, ReadError, WriteError
from archive.files.layout import RECORD
from archive.findings import Finding
from archive.model.document import Document
from archive.model.identifiers import document_id_from
from archive.model.introspection import kind_for


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that was made."""

    id: str
    """The id of the record."""
    folder: Path
    """The folder of the record."""
    contents: str
    """A summary of the text: the numbers of blocks."""
    findings: Sequence[Finding]
    """Findings about the file; each has its name."""


@dataclass(frozen=True, slots=True)
class RecordPlan:
    """A record to be made."""

    files: Sequence[Path]
    """The file of the article. Several files, whose names give the same id, are an error."""
    id: str
    folder: Path
    """The folder to make; an existing folder is never touched."""

    def make(self, **options: Any) -> NewRecord:
        """Make the folder, with the file as received and a record of the article.

        Args:
            **options: When and from where the file was received, and the options of its reader
                (`archive.receive`).

        Raises:
            ReadError: The file cannot be read, or holds no article.
            InvalidDocument: The id is invalid.
            WriteError: There are several files, or the folder exists already or cannot be made.
            Conflict: Somebody else has made the folder in the meantime.
        """
        if len(self.files) > 1:
            names = " and ".join(map(str, self.files))
            raise WriteError(
                f"{names} give the same id, {self.id}; receive them one by one, with --id"
            )
        [file] = self.files
        _refuse_folder(file)
        if os.path.lexists(self.folder):
            is_itself = os.path.realpath(self.folder) == os.path.realpath(file)
            why = "is the file itself" if is_itself else "exists already"
            raise WriteError(f"{self.folder} {why}; choose another folder with -o")
        received = io.receive(file, id=self.id, **options)
        # A folder, even if its name looks like a file's.
        saved = io.save(received.document, f"{self.folder}/", files=received.files, based_on="")
        findings = (*received.findings, *saved.findings)
        return NewRecord(self.id, self.folder, _contents(received.document), findings)


def make_each(
    plans: Sequence[RecordPlan], options: Mapping[str, Any], *, jobs: int = 1
) -> Iterator[tuple[RecordPlan, NewRecord | ArchiveError]]:
    """Make records, and yield the result or error of each, in order.

    Args:
        plans: The records.
        options: The options of `RecordPlan.make`.
        jobs: The number of processes; 1 means this process.
    """
    make = partial(_make_or_error, options)
    if jobs == 1:
        yield from zip(plans, map(make, plans), strict=True)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A fork of a process with threads (the progress bar has one) can hang.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"))
    try:
        yield from zip(plans, pool.map(make, plans, chunksize=_AT_A_TIME), strict=True)
    finally:  # when the consumer stops, make no further records
        pool.shutdown(cancel_futures=True)


_AT_A_TIME = 4
"""The number of files sent to a process at a time, so that it need not wait for each."""


def _make_or_error(options: Mapping[str, Any], plan: RecordPlan) -> NewRecord | ArchiveError:
    try:
        return plan.make(**options)
    except ArchiveError as problem:
        return problem


def plan_records(files: Iterable[Path], within: Path) -> list[RecordPlan]:
    """Return the records to make from several files, each in its own folder inside another."""
    by_id: dict[str, list[Path]] = {}
    for file in files:
        by_id.setdefault(id_from(file), []).append(file)
    return [RecordPlan(group, id, within / id) for id, group in by_id.items()]


def id_from(file: Path, folder: Path | None = None) -> str:
    """Return the id of a record: the name of its folder if valid, else an id made from a name."""
    if folder is None:
        return document_id_from(file.stem)
    name = folder.resolve().name
    return name if id_problem(name) is None else document_id_from(name)


def id_problem(id: str) -> str | None:
    """Return why a text is not a valid id of a record, or `None` if it is."""
    try:
        Document(id=id)
    except InvalidDocument as invalid:
        return invalid.findings[0].message
    return None


def _refuse_folder(file: Path) -> None:
    """Refuse a folder in place of a file.

    Raises:
        ReadError: The path is a folder.
    """
    if file.is_dir():
        is_record = (file / RECORD).exists()
        hint = "it is already received" if is_record else f"name the files in it: {file / '*.html'}"
        message = "this is the folder of a record" if is_record else "this is a folder"
        raise ReadError([Finding("file-unreadable", message, hint).at(file=str(file))])


_BLOCK_NAMES = {
    "Title": "titles",
    "Heading": "headings",
    "Paragraph": "paragraphs",
    "CodeBlock": "code blocks",
    "VerseLine": "verse lines",
    "Item": "list items",
    "Cell": "cells",
    "Caption": "captions",
    "Furniture": "furniture",
}
"""The words for blocks of text by their classes, in the order in which they are counted. A title is
a heading. Blocks of other classes get the name of their class."""


_SOURCES = {
    "text/html": "a web page",
    "multipart/related": "a web page (MHTML)",
    "text/markdown": "Markdown",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "a Word document",
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    "application/tei+xml": "TEI",
    "application/pdf": "a PDF",
}
"""The words for files, by media type."""


def _contents(document: Document) -> str:
    """Return the counts of blocks: "14 blocks of text: 1 title, 2 headings, 11 paragraphs".

    For an article that is not plain text, the source follows: " from a web page".
    """
    counts = Counter(type(block).__name__ for block in document.text_blocks())
    # A heading among the blocks of a section is a title; the others open sections.
    outermost = (block for section in document.sections for block in section.blocks)
    counts["Title"] = sum(type(block).__name__ == "Heading" for block in outermost)
    counts["Heading"] -= counts["Title"]
    names = dict(_BLOCK_NAMES)
    for cls in dict.fromkeys(map(type, document.text_blocks())):
        names.setdefault(cls.__name__, f"{kind_for(cls)}s")
    block_counts = (counted(counts[cls], things) for cls, things in names.items() if counts[cls])
    kinds = {capture.media_type.partition(";")[0] for capture in document.captures}
    kinds = {kind for kind in kinds if not kind.startswith("image/")}
    sources = "".join(
        f" from {_SOURCES.get(kind, kind)}" for kind in sorted(kinds - {"text/plain"})
    )
    blocks = counted(len(document.text_blocks()), "blocks")
    return f"{blocks} of text{sources}: {', '.join(block_counts)}"
