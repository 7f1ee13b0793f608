"""Makes a document from the output of a reader: adds ids, sections, origins, title and capture.

All readers use this module, so records do not depend on the file format in which an article came.
Ids in the file are kept; each other part gets an id with its kind and number: `p-1`, `p-2`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any, assert_never

from archive.articles import content
from archive.articles.capture_assembly import READER, CaptureAssembler, ImageAssembler, Raw
from archive.articles.content import Given, part_id
from archive.english import counted
from archive.errors import InvalidDocument
from archive.findings import NOT_KEPT, Finding, short, warning
from archive.formats.format import ReadResult
from archive.model.blocks import Mark
from archive.model.captures import CaptureOrigin
from archive.model.document import Document
from archive.model.identifiers import id_from
from archive.version import VERSION


def assemble(given: Given, article: content.Article, *, is_transcript: bool = False) -> ReadResult:
    """Return the document of an article, with the files that belong in its folder.

    Findings report references to missing notes, ids that could not be kept, and invalid metadata
    and rights. Invalid values are left out of the document; no words of the text are lost.

    Args:
        given: The file that was received.
        article: The output of a reader.
        is_transcript: Whether the reader read a transcript of the file. The origin of every text is
            then the whole file.

    Raises:
        InvalidDocument: The id is invalid, or the article is not a valid document, for example
            because marks overlap.
    """
    ids = _Ids(given.id, article)
    whole = CaptureOrigin(capture=given.capture) if is_transcript else None
    capture = CaptureAssembler(given, article, whole)
    images = ImageAssembler(given, lambda: ids.next("image"))
    assembler = _BlockAssembler(ids, article.blocks, capture, images)
    sections = [*_sections(assembler, article.blocks)]
    titles = (b.words.text.split() for b in article.blocks if isinstance(b, content.Title))
    title = next(filter(None, titles), None)
    parts = dict(article.parts)
    if article.omitted:
        parts["agents"] = [_reader(), *parts.get("agents", ())]
    of_no_words = [assembler.annotation(raw) for raw in parts.pop("annotations", ())]
    record: Raw = {
        "id": given.id,
        "metadata": {
            "titles": () if title is None else [{"text": " ".join(title)}],
            **_with_origin(article.metadata, whole),
        },
        "rights": {"text": article.rights},
        "captures": [capture.end(), *images.captures],
        "sections": sections,
        "annotations": [*assembler.annotations, *of_no_words],
        **parts,
    }
    document, refused = _validated(record)
    findings = (*article.findings, *assembler.findings, *ids.findings(), *refused)
    return ReadResult(document, findings, {given.file: given.data, **images.files})


def _reader() -> Raw:
    """Return the agent that stands for this library in a record."""
    return {
        "id": READER,
        "type": "software",
        "name": "archive",
        "role": "reader",
        "version": VERSION,
    }


def _with_origin(raw: Any, origin: CaptureOrigin | None) -> Any:
    """Return a raw part. If `origin` is given, it replaces every origin in the part."""
    if origin is None:
        return raw
    if isinstance(raw, Mapping):
        return {
            key: origin if key == "origin" and value is not None else _with_origin(value, origin)
            for key, value in raw.items()
        }
    return [_with_origin(one, origin) for one in raw] if isinstance(raw, list | tuple) else raw


# --- invalid values ---

_OF_VALUES = ("/metadata/", "/rights/text")
"""Parts of a record in which received values, such as dates, may be invalid. The text and its
annotations are made by a reader and must be valid."""


def _validated(record: Raw) -> tuple[Document, list[Finding]]:
    """Return the document of a raw record, and a warning for each invalid value, which it omits.

    Raises:
        InvalidDocument: The record is invalid in another place than `_OF_VALUES`.
    """
    refused: list[Finding] = []
    while True:  # checks across values run only once each value is valid by itself
        try:
            return Document.model_validate(record), refused
        except InvalidDocument as problem:
            findings = {_steps_to_value(finding): finding for finding in problem.findings}
            if not all(findings):
                raise
        # Remove the last value first: then the list positions of earlier values stay valid.
        for steps in sorted(findings, key=_sort_key, reverse=True):
            record = _without(record, steps)
        refused += (
            warning(NOT_KEPT, "", f"{'/'.join(steps)} is left out: {finding.message}", finding.hint)
            for steps, finding in findings.items()
        )


def _steps_to_value(finding: Finding) -> tuple[str, ...]:
    """Return the path to the invalid metadata or rights; empty if the finding is about others."""
    pointer = finding.location.pointer or ""
    if not pointer.startswith(_OF_VALUES):
        return ()
    steps = pointer.split("/")[1:]
    numbers = [n for n, step in enumerate(steps) if step.isdigit()]
    return tuple(steps[: numbers[-1] + 1 if numbers else 3 if steps[1] == "publication" else 2])


def _sort_key(steps: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((int(step), "") if step.isdigit() else (0, step) for step in steps)


def _without(raw: Any, steps: Sequence[str]) -> Any:
    """Return a raw part without the value at this path."""
    step, *rest = steps
    if isinstance(raw, Mapping):
        if rest:
            return {**raw, step: _without(raw[step], rest)}
        return {key: value for key, value in raw.items() if key != step}
    items = [*raw]
    items[int(step) : int(step) + 1] = [_without(items[int(step)], rest)] if rest else []
    return items


# --- ids ---


class _Ids:
    """Gives each part of a document an id: the one that it has in the file, or a new one."""

    def __init__(self, document: str, article: content.Article) -> None:
        self._document = document
        self._counts: Counter[str] = Counter()
        parts = {
            raw["id"]
            for name, raws in article.parts.items()
            for raw in raws
            if "id" in raw and name != "annotations"
        }
        self._free = {*map(id_from, _received_ids(article))} - {document, *parts}
        """Ids from the file that have not yet been given to a part."""
        self._named = parts | self._free
        self._changed: list[tuple[str, str]] = []

    def of(self, received: str, prefix: str) -> str:
        """Return the id that a part has in the file, or a new id if that one cannot be kept."""
        if not received:
            return self.next(prefix)
        id = id_from(received)
        if id in self._free:
            self._free.remove(id)
        else:
            id = self.next(prefix)
        if id != received:
            self._changed.append((received, id))
        return id

    def next(self, prefix: str) -> str:
        """Return the next unused id with this prefix, such as `p-3`."""
        while True:
            self._counts[prefix] += 1
            id = part_id(f"{prefix}-{self._counts[prefix]}", self._document)
            if id not in self._named:
                return id

    def only(self, name: str) -> str:
        """Return the id of a part that occurs only once: the name, numbered if already used."""
        return self.next(name) if name in self._named else part_id(name, self._document)

    def findings(self) -> Iterator[Finding]:
        """Yield a warning with the ids that could not be kept, if there are any."""
        if self._changed:
            first = ", ".join(f"{short(one)} is {other}" for one, other in self._changed[:3])
            more = ", ..." if len(self._changed) > 3 else ""
            message = f"{counted(len(self._changed), 'ids')} could not be kept: {first}{more}"
            hint = "an id has only ASCII letters, digits, _ and -, and is unique in a record"
            yield warning(NOT_KEPT, "", message, hint)


def _received_ids(article: content.Article) -> Iterator[str]:
    """Yield the ids that sections, blocks and annotations have in the file."""
    yield from content.ids_in(article.blocks)
    for raw in article.parts.get("annotations", ()):
        if id := raw.get("id"):
            yield str(id)


# --- sections ---


def _sections(assembler: _BlockAssembler, article: Sequence[content.Block]) -> Iterator[Raw]:
    """Yield the article as a section with subsections, and furniture around it as sections."""
    end = len(article) - len([*takewhile(_is_furniture, reversed(article))])
    start = len([*takewhile(_is_furniture, article[:end])])
    if start:
        yield assembler.furniture("furniture-before", article[:start])
    first = assembler.section("article")
    around: list[tuple[int, Raw]] = [(0, first)]
    for block in article[start:end]:
        if isinstance(block, content.Heading):
            level = max(block.level, 1)
            while around[-1][0] >= level:
                around.pop()
            section = assembler.section("section", block.role, block.section)
            around[-1][1]["sections"].append(section)
            around.append((level, section))
        around[-1][1]["blocks"] += assembler.of(block)
    yield first
    if end < len(article):
        yield assembler.furniture("furniture", article[end:])


def _is_furniture(block: content.Block) -> bool:
    return isinstance(block, content.Furniture)


# --- blocks ---


class _BlockAssembler:
    """Makes the blocks of the record in reading order, and gives them ids."""

    def __init__(
        self,
        ids: _Ids,
        article: Sequence[content.Block],
        capture: CaptureAssembler,
        images: ImageAssembler,
    ) -> None:
        self._ids = ids
        self._capture = capture
        self._images = images
        self._has_title = False
        self._notes = {
            block.key: ids.of(block.id, "note")
            for block in article
            if isinstance(block, content.Note)
        }
        self.annotations: list[Raw] = []
        """Annotations that the file has as markup."""
        self._annotations_by_id: dict[str, tuple[content.Raw, Raw]] = {}
        """By the id of an annotation in the file: the annotation of the reader, and the raw
        annotation that was made from it."""
        self.findings: list[Finding] = []
        """Warnings about references to notes that are not in the article."""

    def section(self, name: str, role: str = "section", id: str = "") -> Raw:
        """Return an empty section. Sections of headings are numbered; other kinds occur once."""
        id = self._ids.of(id, name) if name == "section" else self._ids.only(name)
        return {"id": id, "role": role, "blocks": [], "sections": []}

    def furniture(self, name: str, blocks: Sequence[content.Block]) -> Raw:
        """Return a section of furniture with these blocks."""
        section = self.section(name, "furniture")
        for block in blocks:
            section["blocks"] += self.of(block)
        return section

    def annotation(self, raw: content.Raw, **anchors: Any) -> Raw:
        """Return the annotation with its id, and with its anchors, if it has any."""
        id = self._ids.of(str(raw.get("id", "")), str(raw["type"]))
        return {**raw, "id": id, **anchors}

    def of(self, block: content.Block) -> Iterator[Raw]:
        """Yield the blocks of the record for one block of the reader."""
        match block:
            case content.Title():
                yield self._title(block)
            case content.Heading():
                if block.words is not None:
                    yield self._text(block.words, "heading", type="heading")
            case content.Paragraph():
                yield self._paragraph(block.words)
            case content.Code():
                yield self._text(block.words, "code", type="code")
            case content.Furniture():
                yield self._text(block.words, "furniture", type="furniture", role=block.role)
            case content.Verse():
                id = self._ids.of(block.id, "verse")
                lines = [self._text(line, "line") for line in block.lines]
                yield {"type": "verse", "id": id, "lines": lines}
            case content.Quotation():
                yield self._quotation(block)
            case content.List():
                yield self._list(block)
            case content.Table():
                yield self._table(block)
            case content.Figure():
                yield from self._figures(block)
            case content.Note():
                yield self._note(block)
            case _:
                assert_never(block)

    def _title(self, block: content.Title) -> Raw:
        is_first, self._has_title = not self._has_title, True
        if is_first and not block.words.id:
            return self._text(block.words, "title", only=True, type="heading")
        return self._text(block.words, "heading", type="heading")

    def _paragraph(self, words: content.Words, marker: str = "") -> Raw:
        return self._text(words, "p", marker, type="paragraph")

    def _quotation(self, block: content.Quotation) -> Raw:
        raw: Raw = {"type": "quotation", "id": self._ids.of(block.id, "quotation")}
        raw["blocks"] = [self._paragraph(words) for words in block.paragraphs]
        if block.credit is not None:
            raw["credit"] = self._text(block.credit, "credit")
        return raw

    def _list(self, block: content.List) -> Raw:
        raw: Raw = {"type": "list", "id": self._ids.of(block.id, "list"), "style": block.style}
        raw["items"] = [self._item(item) for item in block.items]
        return raw

    def _item(self, item: content.Item) -> Raw:
        raw = self._text(item.words, "item", item.marker)
        raw["marker"] = item.marker
        raw["lists"] = [self._list(inner) for inner in item.lists]
        return raw

    def _table(self, block: content.Table) -> Raw:
        raw: Raw = {"type": "table", "id": self._ids.of(block.id, "table")}
        if block.caption is not None:
            raw["caption"] = self._text(block.caption, "caption")
        raw["rows"] = [
            {"role": row.role, "cells": [self._cell(cell) for cell in row.cells]}
            for row in block.rows
        ]
        return raw

    def _cell(self, cell: content.Cell) -> Raw:
        return self._text(cell.words, "cell", role=cell.role, columns=cell.columns, rows=cell.rows)

    def _figures(self, block: content.Figure) -> Iterator[Raw]:
        figure: Raw = {
            "type": "figure",
            "id": self._ids.of(block.id, "figure"),
            "image": self._images.kept(block.image),
            "description": block.description,
            "rights": block.rights,
        }
        first, *further = block.captions or (None,)
        if first is not None:
            figure["caption"] = self._text(first, "caption")
        yield figure
        for words in further:
            id = self._ids.next("figure")
            yield {"type": "figure", "id": id, "caption": self._text(words, "caption")}

    def _note(self, block: content.Note) -> Raw:
        first, *further = block.paragraphs
        return {
            "type": "note",
            "id": self._notes[block.key],
            "place": block.place,
            "marker": block.marker,
            "blocks": [self._paragraph(first, block.marker), *map(self._paragraph, further)],
        }

    def _text(
        self,
        words: content.Words,
        kind: str,
        marker: str = "",
        *,
        only: bool = False,
        **fields: Any,
    ) -> Raw:
        """Return a text block. In the file, the marker directly precedes the words."""
        id = self._ids.only(kind) if only else self._ids.of(words.id, kind)
        raw = {**fields, "id": id, "text": words.text}
        if words.marks:
            raw["marks"] = [*self._marks(words, id)]
        if origin := self._capture.whole or words.origin:
            raw["origin"] = origin
        if words.language is not None:
            raw["language"] = words.language
        for image in words.images:
            self._images.kept(image)
        for annotation in words.annotations:
            exact = words.text[annotation.start : annotation.end]
            anchor = {
                "type": "anchor",
                "block": id,
                "start": annotation.start,
                "end": annotation.end,
                "exact": exact,
            }
            known = self._annotations_by_id.get(str(annotation.annotation.get("id", "")))
            if known is not None and known[0] is annotation.annotation:
                known[1]["anchors"].append(anchor)
                continue
            new_annotation = self.annotation(annotation.annotation, anchors=[anchor])
            self.annotations.append(new_annotation)
            if "id" in annotation.annotation:
                self._annotations_by_id[annotation.annotation["id"]] = (
                    annotation.annotation,
                    new_annotation,
                )
        if words.origin is not None:
            self._capture.add(raw, words.origin, marker)
        return raw

    def _marks(self, words: content.Words, block: str) -> Iterator[Mark | Raw]:
        for mark in words.marks:
            if not isinstance(mark, content.Call):
                yield mark
            elif note := self._notes.get(mark.key):
                yield {"type": "note-call", "start": mark.start, "end": mark.end, "note": note}
            else:
                message = f"{block} refers to the note {short(mark.key)}, which was not found"
                self.findings.append(warning(NOT_KEPT, "", message))
