"""Returns the whole article as one plain text, and converts its offsets to places in blocks.

Offsets in the record are relative to a block; offsets here are relative to the whole text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from archive.errors import NoSuchOffset, NotInPlainText, UnknownPolicy
from archive.model.anchors import Anchor
from archive.model.base import Model
from archive.model.blocks import Caption, Heading, Note, Section, Table, TextBlock, Verse
from archive.model.document import Document
from archive.model.walk import walk
from archive.reprs import OneLineRepr
from archive.text.offsets import Offsets, within

_VERSION = "archive-text-1"
"""The version of the rules for plain texts. Users store offsets in plain texts, so released rules
never change; other rules get a new number."""

_OPTIONAL = ("headings", "captions", "notes", "references", "furniture")
"""The kinds of blocks that a policy may leave out."""

_POLICIES = {
    "everything": frozenset(_OPTIONAL),
    "article": frozenset(_OPTIONAL) - {"furniture"},
    "body": frozenset[str](),
}
"""The optional kinds of blocks that each named policy keeps."""

_EMPTY_LINE = "\n\n"
"""The separator of two blocks, except lines of verse and cells of a table."""


def plain_text(
    document: Document,
    policy: str = "article",
    *,
    headings: bool | None = None,
    captions: bool | None = None,
    notes: bool | None = None,
    references: bool | None = None,
    furniture: bool | None = None,
) -> PlainText:
    """Return one plain text of the article, with the mapping of its offsets to blocks.

    It has the texts of the blocks in reading order, unchanged, with separators between them: a tab
    between the cells of a row, a line end between rows of a table and between lines of verse, an
    empty line (two line ends) between all other blocks. Bullets and numbers of items, markers of
    notes and descriptions of images are not text of a block, and are left out. A block that belongs
    to two optional kinds is included only if both kinds are: the heading of a section of notes is
    included only with headings and notes.

    Args:
        document: The record.
        policy: `"everything"`: every block. `"article"`: all except furniture. `"body"`: without
            headings, captions, notes, references and furniture. Or the `policy` of a plain text
            made earlier.
        headings: Whether headings are included; overrides the policy.
        captions: Whether captions of figures and tables and credits of quotations are included.
        notes: Whether notes, and sections with the role `notes` and their headings, are included.
        references: Whether sections with the role `references`, and their headings, are included.
        furniture: Whether furniture, and sections with that role, are included.

    Raises:
        UnknownPolicy: There is no such policy, or the policy is of a later version.
    """
    switches = (headings, captions, notes, references, furniture)
    kept = set(_kept(policy))
    for name, switch in zip(_OPTIONAL, switches, strict=True):
        if switch is not None:
            (kept.add if switch else kept.discard)(name)
    return PlainText(document, _name(kept))


def _kept(policy: str) -> frozenset[str]:
    base, *more = policy.removeprefix(f"{_VERSION}:").split("+")
    if base not in _POLICIES or not set(more) <= set(_OPTIONAL):
        raise UnknownPolicy(policy, tuple(f"{_VERSION}:{name}" for name in _POLICIES))
    return _POLICIES[base].union(more)


def _name(kept: set[str]) -> str:
    """Return the canonical name of a policy: a name, or `body+` and the kinds that are added."""
    for name, policy in _POLICIES.items():
        if policy == kept:
            return f"{_VERSION}:{name}"
    return "+".join([f"{_VERSION}:body", *(name for name in _OPTIONAL if name in kept)])


@dataclass(frozen=True, repr=False)
class PlainText(OneLineRepr):
    """A plain text of an article, made by `plain_text`; its offsets count code points.

    Every place in an included block, also its end, has an offset of its own. Offsets within
    separators have no place in a block.
    """

    document: Document = field(repr=False)
    """The record."""
    policy: str
    """The name of the rules. Store it with offsets; `plain_text` accepts it as `policy`."""

    @property
    def text(self) -> str:
        """The text."""
        return self._layout.text

    @cached_property
    def starts(self) -> Mapping[str, int]:
        """The offset at which each included block starts, by the block's id, in reading order."""
        blocks, begins, _ = self._layout
        return {block.id: begin for block, begin in zip(blocks, begins, strict=True)}

    @cached_property
    def offsets(self) -> Offsets:
        """The offsets of the text, for conversion between units."""
        return Offsets(self.text)

    def offset_of(self, block: str, offset: int) -> int:
        """Convert an offset in a block to an offset in this text.

        Raises:
            NoSuchOffset: The offset is outside the block.
            NotInPlainText: The policy leaves the block out.
            NotInDocument: There is no such block.
        """
        offset = within(offset, len(self.document.block(block).text), "code-points", block)
        if block not in self.starts:
            why = " and ".join(sorted(self._optional[block] - _kept(self.policy)))
            message = f"{block} is not in {self.policy}, which leaves out {why}"
            raise NotInPlainText(block, self.policy, message)
        return self.starts[block] + offset

    def place_of(self, offset: int) -> tuple[str, int]:
        """Convert an offset in this text to a block and the offset in it; undo `offset_of`.

        Raises:
            NoSuchOffset: The offset is outside the text, or within a separator.
        """
        offset = within(offset, len(self.text), "code-points", "the plain text")
        blocks, begins, _ = self._layout
        if not blocks:
            raise NoSuchOffset(offset, "code-points", "in a plain text that holds no block")
        n = bisect_right(begins, offset) - 1
        block, into = blocks[n], offset - begins[n]
        if into > (length := len(block.text)):
            end, start = begins[n] + length, begins[n + 1]
            why = f"between {block.id}, up to {end}, and {blocks[n + 1].id}, from {start} on"
            raise NoSuchOffset(offset, "code-points", why, end, start)
        return block.id, into

    def span_of(self, anchor: Anchor) -> tuple[int, int]:
        """Return the span of an anchor in this text, end exclusive.

        Raises:
            NotInPlainText: The policy leaves the block out; or other words are at the place of the
                anchor, because the anchor belongs to another record.
            NoSuchOffset: The anchor ends beyond the block.
            NotInDocument: There is no such block.
        """
        start = self.offset_of(anchor.block, anchor.start)
        end = self.offset_of(anchor.block, anchor.end)
        if (words := self.text[start:end]) != anchor.exact:
            place = f"{anchor.block} from {anchor.start} to {anchor.end}"
            message = f"{place} is {words!r}, not {anchor.exact!r}"
            raise NotInPlainText(anchor.block, self.policy, message)
        return start, end

    def stretches(self, start: int, end: int) -> tuple[tuple[str, int, int], ...]:
        """Return the parts of blocks that a span of this text covers: id of the block, start, end.

        They are in reading order. Separators belong to no block, so a span within a separator gives
        no part. An empty span gives an empty part if it is in a block.

        Raises:
            NoSuchOffset: Start or end is outside the text, or the span ends before it starts.
        """
        end = within(end, len(self.text), "code-points", "the plain text")
        start = within(start, end, "code-points", "the plain text before the end of the span")
        blocks, begins, _ = self._layout
        parts = []
        for n in range(max(0, bisect_right(begins, start) - 1), bisect_right(begins, end)):
            block, begin = blocks[n], begins[n]
            first, last = max(start - begin, 0), min(end - begin, len(block.text))
            if first < last or (first == last and start == end):
                parts.append((block.id, first, last))
        return tuple(parts)

    def anchors(self, start: int, end: int) -> tuple[Anchor, ...]:
        """Return anchors for a span of this text, one for each block in which the span has words.

        Raises:
            NoSuchOffset: Start or end is outside the text, or the span ends before it starts.
        """
        return tuple(
            self.document.anchor_at(block, first, last)
            for block, first, last in self.stretches(start, end)
            if first < last
        )

    @cached_property
    def _optional(self) -> Mapping[str, frozenset[str]]:
        return _optional(self.document)

    @cached_property
    def _layout(self) -> _Layout:
        kept, between = _kept(self.policy), _between(self.document)
        blocks = [
            block
            for block in self.document.text_blocks()
            if kept.issuperset(self._optional.get(block.id, ()))
        ]
        begins: list[int] = []
        parts: list[str] = []
        length = 0
        for block in blocks:
            before = between.get(block.id, _EMPTY_LINE) if parts else ""
            begins.append(length + len(before))
            length = begins[-1] + len(block.text)
            parts += (before, block.text)
        return _Layout(blocks, begins, "".join(parts))


class _Layout(NamedTuple):
    """The blocks of a plain text, their starts, and the text."""

    blocks: Sequence[TextBlock]
    begins: Sequence[int]
    text: str


def _optional(document: Document) -> Mapping[str, frozenset[str]]:
    """Return the optional kinds of each block that a policy may leave out."""
    roles_by_block: dict[str, set[str]] = defaultdict(set)
    holders: list[tuple[str, Model]] = [("notes", note) for _, note in document.index.of_type(Note)]
    holders += [(part.role, part) for _, part in document.index.of_type(Section)]
    for role, holder in holders:
        if role in ("notes", "references"):
            for _, part in walk(holder):
                if isinstance(part, TextBlock):
                    roles_by_block[part.id].add(role)
    for _, heading in document.index.of_type(Heading):
        roles_by_block[heading.id].add("headings")
    for _, caption in document.index.of_type(Caption):
        roles_by_block[caption.id].add("captions")
    for id in document.index.furniture:
        roles_by_block[id].add("furniture")
    return {id: frozenset(roles) for id, roles in roles_by_block.items()}


def _between(document: Document) -> Mapping[str, str]:
    """Return the separator before each block, unless it is an empty line."""
    separators: dict[str, str] = {}
    for _, verse in document.index.of_type(Verse):
        separators |= {line.id: "\n" for line in verse.lines[1:]}
    for _, table in document.index.of_type(Table):
        separators |= {row.cells[0].id: "\n" for row in table.rows[1:]}
        separators |= {cell.id: "\t" for row in table.rows for cell in row.cells[1:]}
    return separators
