"""From what a reader of articles finds to a document: ids, sections, origins, title, captures.

Every reader goes this way, so that a heading or a list is the same in a record, whatever it was
read from. Ids count each kind of block from 1, in reading order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any, assert_never

from archive.files.fixity import fixity_of
from archive.findings import Finding, short, warning
from archive.formats import found
from archive.formats.base import ReadResult
from archive.model.blocks import Mark, NoteCall
from archive.model.document import Document

if TYPE_CHECKING:
    from archive.derivations.base import Derived
    from archive.model.captures import Origin

Raw = dict[str, Any]
"""A part of the record as JSON would have it, before it is checked."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was received."""

    id: str
    """The id of the capture, which origins name; `part_id` makes it one that is free."""
    file: str
    """Its name in the record's folder."""
    data: bytes
    media_type: str
    derived: Derived | None = None
    """The text that was derived from it, if blocks stand in it that can be derived again."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """What else a capture says: address, received_at, received_by, taken_from."""


def part_id(name: str, document: str) -> str:
    """Return the id of a part: this name, unless the document has it."""
    return f"{name}-part" if name == document else name


def assemble(
    id: str,
    blocks: Iterable[found.Block],
    received: Sequence[Received] = (),
    metadata: Mapping[str, Any] | None = None,
) -> ReadResult:
    """Return the document of an article, with the files that belong into its folder.

    A finding says which calls name a note that was not found; their words stay.

    Args:
        id: The id of the document.
        blocks: What was found, in reading order.
        received: What it was found in.
        metadata: What was found about the article, as a record has it in JSON. Without titles in
            it, the words of the first `Title` that has any are one.

    Raises:
        InvalidDocument: The id is none, or what was found is no document: marks cross, say.
    """
    article = tuple(blocks)
    captures = {one.id: _Capture(one) for one in received}
    made = _Blocks(id, article, captures)
    sections = [*_sections(made, article)]
    titles = (block.words.text.split() for block in article if isinstance(block, found.Title))
    title = next(filter(None, titles), None)
    document = Document.model_validate(
        {
            "id": id,
            "metadata": {
                "titles": () if title is None else [{"text": " ".join(title)}],
                **(metadata or {}),
            },
            "captures": [capture.end() for capture in captures.values()],
            "sections": sections,
        }
    )
    return ReadResult(document, tuple(made.findings), {one.file: one.data for one in received})


# --- sections ---


def _sections(made: _Blocks, article: Sequence[found.Block]) -> Iterator[Raw]:
    """One section for the article, with one in it for each heading, and one for furniture."""
    furniture = [*takewhile(lambda block: isinstance(block, found.Furniture), reversed(article))]
    end = len(article) - len(furniture)
    first = made.section("article")
    around: list[tuple[int, Raw]] = [(0, first)]
    for block in article[:end]:
        if isinstance(block, found.Heading):
            level = max(block.level, 1)
            while around[-1][0] >= level:
                around.pop()
            section = made.section("section", block.role)
            around[-1][1]["sections"].append(section)
            around.append((level, section))
        around[-1][1]["blocks"] += made.of(block)
    yield first
    if furniture:
        last = made.section("furniture", "furniture")
        for block in article[end:]:
            last["blocks"] += made.of(block)
        yield last


# --- blocks ---


class _Blocks:
    """Blocks as they are made, one after the other, with their ids."""

    def __init__(
        self, document: str, article: Sequence[found.Block], captures: Mapping[str, _Capture]
    ) -> None:
        self._document = document
        self._captures = captures
        self._counts: Counter[str] = Counter()
        self._has_title = False
        self._notes = {
            block.key: self._id("note") for block in article if isinstance(block, found.Note)
        }
        self.findings: list[Finding] = []
        """Calls of notes that were not found."""

    def section(self, name: str, role: str = "section") -> Raw:
        """A section without blocks. Those of headings are numbered; there is one of each other."""
        id = self._id(name) if name == "section" else part_id(name, self._document)
        return {"id": id, "role": role, "blocks": [], "sections": []}

    def of(self, block: found.Block) -> Iterator[Raw]:
        """The blocks of the record that something found is."""
        match block:
            case found.Title():
                id = self._id("heading") if self._has_title else part_id("title", self._document)
                self._has_title = True
                yield self._text(block.words, id, type="heading")
            case found.Heading():
                yield self._text(block.words, self._id("heading"), type="heading")
            case found.Paragraph():
                yield self._paragraph(block.words)
            case found.Code():
                yield self._text(block.words, self._id("code"), type="code")
            case found.Furniture():
                id = self._id("furniture")
                yield self._text(block.words, id, type="furniture", role=block.role)
            case found.Verse():
                id = self._id("verse")
                lines = [self._text(line, self._id("line")) for line in block.lines]
                yield {"type": "verse", "id": id, "lines": lines}
            case found.Quotation():
                yield self._quotation(block)
            case found.List():
                yield self._list(block)
            case found.Table():
                yield self._table(block)
            case found.Figure():
                yield from self._figures(block)
            case found.Note():
                yield self._note(block)
            case _:
                assert_never(block)

    def _id(self, prefix: str) -> str:
        self._counts[prefix] += 1
        return part_id(f"{prefix}-{self._counts[prefix]}", self._document)

    def _paragraph(self, words: found.Words, marker: str = "") -> Raw:
        return self._text(words, self._id("p"), marker, type="paragraph")

    def _quotation(self, block: found.Quotation) -> Raw:
        raw: Raw = {"type": "quotation", "id": self._id("quotation")}
        raw["blocks"] = [self._paragraph(words) for words in block.paragraphs]
        if block.credit is not None:
            raw["credit"] = self._text(block.credit, self._id("credit"))
        return raw

    def _list(self, block: found.List) -> Raw:
        raw: Raw = {"type": "list", "id": self._id("list"), "style": block.style}
        raw["items"] = [self._item(item) for item in block.items]
        return raw

    def _item(self, item: found.Item) -> Raw:
        raw = self._text(item.words, self._id("item"), item.marker)
        raw["marker"] = item.marker
        raw["lists"] = [self._list(inner) for inner in item.lists]
        return raw

    def _table(self, block: found.Table) -> Raw:
        raw: Raw = {"type": "table", "id": self._id("table")}
        if block.caption is not None:
            raw["caption"] = self._text(block.caption, self._id("caption"))
        raw["rows"] = [
            {"role": row.role, "cells": [self._cell(cell) for cell in row.cells]}
            for row in block.rows
        ]
        return raw

    def _cell(self, cell: found.Cell) -> Raw:
        return self._text(
            cell.words, self._id("cell"), role=cell.role, columns=cell.columns, rows=cell.rows
        )

    def _figures(self, block: found.Figure) -> Iterator[Raw]:
        figure: Raw = {
            "type": "figure",
            "id": self._id("figure"),
            "image": block.image,
            "description": block.description,
            "rights": block.rights,
        }
        first, *further = block.captions or (None,)
        if first is not None:
            figure["caption"] = self._text(first, self._id("caption"))
        yield figure
        for words in further:
            id = self._id("figure")
            caption = self._text(words, self._id("caption"))
            yield {"type": "figure", "id": id, "caption": caption}

    def _note(self, block: found.Note) -> Raw:
        first, *further = block.paragraphs
        return {
            "type": "note",
            "id": self._notes[block.key],
            "place": block.place,
            "marker": block.marker,
            "blocks": [self._paragraph(first, block.marker), *map(self._paragraph, further)],
        }

    def _text(self, words: found.Words, id: str, marker: str = "", **fields: Any) -> Raw:
        """A text block; a marker stands just before its words."""
        origin, marks = words.origin, [*self._marks(words, id)]
        raw = {
            **fields,
            "id": id,
            "text": words.text,
            "marks": marks,
            "origin": origin,
            "language": words.language,
        }
        if origin is not None and origin.capture in self._captures:
            self._captures[origin.capture].add(raw, origin, marker)
        return raw

    def _marks(self, words: found.Words, block: str) -> Iterator[Mark]:
        for mark in words.marks:
            if not isinstance(mark, found.Call):
                yield mark
            elif note := self._notes.get(mark.key):
                yield NoteCall(start=mark.start, end=mark.end, note=note)
            else:
                message = f"{block} calls the note {short(mark.key)}, which was not found"
                self.findings.append(warning("not-kept", "", message))


# --- captures ---


class _Capture:
    """A file that was received, and the texts that stand in it as they follow one another."""

    def __init__(self, received: Received) -> None:
        self._received = received
        self._lead = ""
        self._last: tuple[Raw, Origin] | None = None
        """The last text so far that can be derived again, and its origin."""

    def add(self, text: Raw, origin: Origin, marker: str) -> None:
        """Take a text, which follows the one before it."""
        derived = self._received.derived
        if derived is None or not derived.derivation.tells(origin):
            return
        before = None if self._last is None else self._last[1]
        self._settle(derived, derived.gap(before, origin, len(marker)).text)
        self._last = text, origin

    def end(self) -> Raw:
        """Return the capture, in which no text follows any more."""
        received, derivation = self._received, None
        if received.derived is not None and self._last is not None:
            self._settle(received.derived, received.derived.gap(self._last[1], None).text)
            derivation = received.derived.derivation.name
        return {
            "id": received.id,
            "file": received.file,
            "media_type": received.media_type,
            **fixity_of(received.data)._asdict(),
            "derivation": derivation,
            "lead": self._lead,
            **received.fields,
        }

    def _settle(self, derived: Derived, gap: str) -> None:
        """Keep what follows the last text, or stands before the first."""
        if self._last is None:
            self._lead = gap
        else:
            text, origin = self._last
            text["origin"] = derived.origin(origin, gap)
