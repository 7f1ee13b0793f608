"""`MarkdownBlocks` writes the text of a record in Markdown, with note calls."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, assert_never

from archive.findings import NOT_KEPT, Finding, warning
from archive.formats.nested_spans import Span, walk_spans
from archive.formats.visitor import Visitor
from archive.model.blocks import (
    CodeBlock,
    Figure,
    Foreign,
    Formatting,
    Furniture,
    Heading,
    InlineImage,
    LineBreak,
    Link,
    List,
    Mark,
    Note,
    NoteCall,
    Quotation,
    Section,
    Table,
    TextBlock,
    Verse,
)
from archive.model.document import Document
from archive.model.identifiers import as_uri
from archive.rights import Withheld
from archive.view.claim_notes import CallPlaces
from archive.view.html.markup import href
from archive.view.markdown.escaping import escaped, line
from archive.view.markdown.marks import SIGNS, Within, representable_marks
from archive.wording import metadata_and_rights

_DEEPEST_HEADING = 6
_WIDEST_CELL = 100
"""The most columns that a cell spans; a cell with a larger number gets one column."""
_NOTHING = "&#160;"
"""The content of a note without words: Markdown has no empty notes."""
_LIKE_A_TARGET = re.compile(r"[^ \t\n]*(?:[ \t]*(?:\n|\Z)|[ \t\n]+[\"'(])")
"""A text that looks like the target of a link definition (CommonMark 0.31, 4.7)."""
_NUMBER = re.compile(r"\s*(\d{1,8})[.)]\s*")


class Delimiters(NamedTuple):
    """The strings at the start and at the end of a mark."""

    start: str
    end: str
    is_code: bool = False
    is_call: bool = False


class MarkdownBlocks(Visitor[Delimiters]):
    """Writes the blocks of a text in Markdown, to `written`, and counts the losses."""

    def __init__(
        self, document: Document, calls: CallPlaces, hidden: Withheld, *, furniture: bool
    ) -> None:
        self.written: list[str] = []
        """For each block, its lines as a string."""
        self._document = document
        self._calls = calls
        self._hidden = hidden
        self._furniture = furniture
        self._notes = note_labels(document)
        self._callable: Collection[str] = self._notes
        self._losses: Counter[str] = Counter()
        self._first: dict[str, str] = {}
        self._pieces: list[str] = []
        self._escaped: Sequence[str] = ()
        self._text = ""
        self._at = 0
        self._in_code = False
        self._last_list: str | None = None

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each kind of loss."""
        for what, number in self._losses.items():
            hint = "write json or tei to keep it"
            yield warning(
                NOT_KEPT, self._first[what], f"Markdown does not carry {what}: {number}", hint
            )

    def _lose(self, what: str, id: str, within: str = "") -> None:
        self._losses[what] += 1
        self._first.setdefault(what, f"{self._document.index.pointers[id]}{within}")

    # --- sections ---

    def sections(self, sections: Iterable[Section], depth: int = 1) -> None:
        """Visit sections, except unwanted furniture."""
        super().sections((s for s in sections if self._furniture or s.role != "furniture"), depth)

    def start_section(self, section: Section, depth: int) -> None:
        """Write nothing: the heading shows where a section begins."""

    def end_section(self, section: Section, depth: int) -> None:
        """Write nothing: the next heading shows where it ends."""

    # --- blocks ---

    def _add(self, written: str, list_sign: str | None = None) -> None:
        if written:
            self.written.append(written)
            self._last_list = list_sign

    def paragraph(self, block: TextBlock) -> None:
        """Write a paragraph: its text with inline markup, and no sign before it."""
        self._add(self._inline(block))

    def heading(self, block: Heading, depth: int, is_opening: bool) -> None:
        """`## …`: at the level of its section, and one level deeper between blocks."""
        level = depth if is_opening else depth + 1
        if level > _DEEPEST_HEADING:
            self._lose("the level of some headings", block.id)
        words = self._inline(block, "line")
        self._add(f"{'#' * min(level, _DEEPEST_HEADING)} {words}" if words else "")

    def code_block(self, block: CodeBlock) -> None:
        """Write a code block between fences longer than any in it, then the note calls."""
        for n, mark in enumerate(block.marks):
            if what := _loss(mark):
                self._lose(what, block.id, f"/marks/{n}")
        if "\r" in block.text:
            self._lose("a carriage return in program text", block.id)
        longest = max(map(len, re.findall("`+", block.text)), default=0)
        fence = "`" * max(3, longest + 1)
        self._add(f"{fence}\n{block.text}\n{fence}")
        calls = self._calls.get(block.id, {})
        self._add("".join(_call(number) for at in sorted(calls) for number in calls[at]))

    def furniture(self, block: Furniture) -> None:
        """Write a paragraph, unless furniture is left out."""
        if self._furniture:
            self._add(self._inline(block))

    def verse(self, block: Verse) -> None:
        """Write the lines, each except the last with a line break."""
        lines = [self._inline(one, "line") for one in block.lines]
        while lines and not lines[-1]:
            lines.pop()
        self._add("\\\n".join(lines))

    def quotation(self, block: Quotation) -> None:
        """`> …`: the quoted paragraphs, and their credit line."""
        texts = [self._inline(paragraph) for paragraph in block.blocks]
        if block.credit:
            texts.append(self._inline(block.credit))
        self._add(_indented("\n\n".join(filter(None, texts)), "> ", "> "))

    def list_of_items(self, block: List) -> None:
        """`- …` or `3. …`; two lists that follow each other have different signs."""
        sign = _list_sign(block, self._last_list)
        self._add(self._list(block, sign), sign)

    def _list(self, listing: List, sign: str) -> str:
        """Return a list; numbered items start from the received number of the first."""
        first = _NUMBER.fullmatch(listing.items[0].marker)
        number = int(first[1]) if first else 1
        items = []
        for item in listing.items:
            marker = f"{number}{sign} " if listing.style == "numbered" else f"{sign} "
            number += 1
            content = "\n\n".join((self._inline(item), *self._lists(item.lists)))
            if content.startswith("\n\n"):  # an item may begin with one empty line, not two
                content = content[1:]
            items.append(_indented(content, marker, " " * len(marker)))
        return "\n".join(items)

    def _lists(self, lists: Sequence[List]) -> Iterator[str]:
        last = None
        for listing in lists:
            last = _list_sign(listing, last)
            yield self._list(listing, last)

    def table(self, block: Table) -> None:
        """Write the cells between bars; without labels in its first row, the head is empty."""
        rows = list(self._rows(block))
        width = max(map(len, rows))
        head = rows.pop(0) if block.rows[0].role == "label" else []
        lines = [_row(head, width), _row(["---"] * width, width)]
        lines += (_row(row, width) for row in rows)
        self._add("\n".join(lines))
        if block.caption:
            self._add(self._inline(block.caption))

    def _rows(self, table: Table) -> Iterator[Sequence[str]]:
        """Yield the cells of each row by columns; a column that a cell above spans is empty."""
        reaching: dict[int, int] = {}
        for row in table.rows:
            cells: list[str] = []
            for cell in row.cells:
                while reaching.get(len(cells), 0):
                    cells.append("")
                columns = cell.columns if cell.columns <= _WIDEST_CELL else 1
                for column in range(len(cells), len(cells) + columns):
                    reaching[column] = cell.rows
                cells += (self._inline(cell, "cell"), *[""] * (columns - 1))
            yield cells
            reaching = {
                column: remaining - 1 for column, remaining in reaching.items() if remaining > 1
            }

    def figure(self, block: Figure) -> None:
        """`![description](address)`, then the caption, then the rights in the image."""
        image, withheld = block.image, self._hidden.figures.get(block.id)
        target = (image.address or image.file) if image else None
        description = line(block.description or "", enclosed=True)
        if withheld:
            self._lose("the address of some images", block.id)
            self._add(line(withheld))
            self._add(description)
        elif target and href(target) is not None:
            self._add(f"![{description}]({_target(target)})")
        else:
            if target:
                self._lose("the address of some images", block.id)
            self._add(description)
        if block.caption:
            self._add(self._inline(block.caption))
        if block.rights:
            self._add(line(f"Rights in the image: {metadata_and_rights.rights(block.rights)}"))

    def note(self, block: Note) -> None:
        """`[^note-1]: …` if the text has a call of the note, else its marker and paragraphs.

        A note can refer only to later notes: pandoc loops forever on circular references.
        """
        label = self._notes.get(block.id)
        if label:
            labels = list(self._notes)
            self._callable = labels[labels.index(block.id) + 1 :]
        texts = [text for text in map(self._inline, block.blocks) if text]
        self._callable = self._notes
        if label:
            self._add(definition(label, "\n\n".join(texts) or _NOTHING))
            return
        marker = line(block.marker)
        texts[:1] = [" ".join(filter(None, (marker, *texts[:1])))]
        self._add("\n\n".join(filter(None, texts)))

    # --- texts ---

    def _inline(self, block: TextBlock, within: Within = "lines") -> str:
        """Return the text of a block with its marks and note calls."""
        self._pieces, self._text, self._at = [], block.text, 0
        marks = self._representable_marks(block, within)
        wholes = list(_unbreakable_ranges(marks))
        spans = [(at, 0, Span(at, at, tag)) for at, tag in self._calls_in(block, marks, wholes)]
        spans += (
            (mark.start, 1, Span(mark.start, mark.end, self.tag(mark)))
            for mark in marks
            if not isinstance(mark, NoteCall)
        )
        spans.sort(key=lambda span: span[:2])
        cuts = {edge for _, _, span in spans for edge in span[:2]}
        breaks = {mark.start for mark in marks if isinstance(mark, LineBreak)}
        calls = {span.end for _, _, span in spans if span.tag.is_call}
        self._escaped = escaped(
            block.text,
            cuts=cuts,
            calls=calls,
            breaks=breaks,
            line=within == "line",
            cell=within == "cell",
        )
        walk_spans(block.text, [span for _, _, span in spans], self)
        return "".join(self._pieces)

    def _calls_in(
        self, block: TextBlock, marks: Sequence[Mark], wholes: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, Delimiters]]:
        """Yield the note calls in a block; a call in an unbreakable range moves to its end."""
        calls = [(mark.end, self.tag(mark)) for mark in marks if isinstance(mark, NoteCall)]
        for at, numbers in self._calls.get(block.id, {}).items():
            calls.append((at, Delimiters("".join(map(_call, numbers)), "", is_call=True)))
        for at, tag in calls:
            n = bisect_left(wholes, (at, at)) - 1
            yield max(at, wholes[n][1]) if n >= 0 else at, tag

    def _representable_marks(self, block: TextBlock, within: Within) -> Sequence[Mark]:
        """Return the marks of a block that can be written; the others are counted as losses."""
        if not block.marks:
            return ()
        numbers = set(representable_marks(block, within, self._callable))
        for n, mark in enumerate(block.marks):
            if n not in numbers and (what := _loss(mark)):
                self._lose(what, block.id, f"/marks/{n}")
        return [mark for n, mark in enumerate(block.marks) if n in numbers]

    def characters(self, text: str) -> None:
        """Write text, escaped unless it is code."""
        end = self._at + len(text)
        self._pieces += (text,) if self._in_code else self._escaped[self._at : end]
        self._at = end

    def start(self, tag: Delimiters) -> None:
        """Write the string at the start of a mark."""
        self._pieces.append(tag.start)
        self._in_code = tag.is_code

    def end(self, tag: Delimiters) -> None:
        """Write the string at the end of a mark."""
        self._pieces.append(tag.end)
        self._in_code = False

    # --- marks ---

    def formatting(self, mark: Formatting) -> Delimiters:
        """Return the signs on both sides; for code, more backticks than the code has."""
        sign = SIGNS[mark.type]
        if sign != "`":
            return Delimiters(sign, sign)
        words = self._text[mark.start : mark.end]
        sign *= max(map(len, re.findall("`+", words)), default=0) + 1
        blank = " " if words.startswith("`") or words.endswith("`") else ""
        return Delimiters(sign + blank, blank + sign, is_code=True)

    def foreign(self, mark: Foreign) -> Delimiters:
        """Return nothing: Markdown cannot show it."""
        return Delimiters("", "")

    def link(self, mark: Link) -> Delimiters:
        """`[…](<target>)`."""
        return Delimiters("[", f"]({_target(mark.target or '')})")

    def note_call(self, mark: NoteCall) -> Delimiters:
        """`[^note-1]`, after the call as printed."""
        return Delimiters(_call(self._notes[mark.note]), "", is_call=True)

    def line_break(self, mark: LineBreak) -> Delimiters:
        """Return a backslash at the end of the line."""
        return Delimiters("\\\n", "")

    def inline_image(self, mark: InlineImage) -> Delimiters:
        """`![](<target>)`."""
        return Delimiters(f"![]({_target(mark.target)})", "")


def definition(label: str, text: str) -> str:
    """Return the definition of a note: `[^12]: …`, with further lines indented.

    A parser that knows no notes could read a line of a single word as the address of a link.
    """
    if text != _NOTHING and _LIKE_A_TARGET.match(text):
        text = f"Note: {text}"
    return _indented(text, f"[^{label}]: ", "    ")


def note_labels(document: Document) -> Mapping[str, str]:
    """Return the label of each note that has a call outside notes, by the id of the note."""
    within = {paragraph.id for _, note in document.index.of_type(Note) for paragraph in note.blocks}
    calls = {
        mark.note
        for block in document.index.blocks.values()
        if block.marks and block.id not in within and not isinstance(block, CodeBlock)
        for mark in block.marks
        if isinstance(mark, NoteCall)
    }
    notes = (note.id for _, note in document.index.of_type(Note) if note.id in calls)
    return {id: f"note-{n}" for n, id in enumerate(notes, start=1)}


def _call(label: str) -> str:
    return f"[^{label}]"


def _unbreakable_ranges(marks: Iterable[Mark]) -> Iterator[tuple[int, int]]:
    """Yield the ranges in which nothing may be inserted: the outermost links and code."""
    reached = 0
    for mark in marks:
        is_whole = isinstance(mark, Link) or (
            isinstance(mark, Formatting) and SIGNS[mark.type] == "`"
        )
        if is_whole and mark.start >= reached and mark.start < mark.end:
            yield mark.start, mark.end
            reached = mark.end


def _loss(mark: Mark) -> str:
    """Return what is lost without a mark; empty if nothing, or if something else reports it."""
    match mark:
        case Formatting():
            return f"some formatting ({mark.type})"
        case Link():
            return "" if mark.target is None else "the target of some links"
        case NoteCall():
            return "some note calls"
        case LineBreak():
            return "some line breaks"
        case InlineImage():
            return "the target of some inline images"
        case Foreign():
            return ""
    assert_never(mark)


def _target(address: str) -> str:
    """Return the target of a link in angle brackets, where few characters need escaping."""
    return f"<{as_uri(href(address) or '').replace('&', '&amp;')}>"


def _row(cells: Sequence[str], width: int) -> str:
    """Return a row of a table; missing cells are empty."""
    return f"| {' | '.join((*cells, *[''] * (width - len(cells))))} |"


def _list_sign(listing: List, before: str | None) -> str:
    """Return the sign for items, different from the sign of the list directly before."""
    first, other = (".", ")") if listing.style == "numbered" else ("-", "*")
    return other if before == first else first


def _indented(text: str, first: str, others: str) -> str:
    """Prefix the first line with `first`, and the others with `others`."""
    if not text:
        return first.rstrip()
    start, *rest = text.split("\n")
    return "\n".join(one.rstrip(" ") for one in (first + start, *(others + one for one in rest)))
