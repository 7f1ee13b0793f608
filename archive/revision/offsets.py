"""Offsets for other programs: in other units, and in one plain text of the whole article.

The record counts code points of one block. JavaScript, Java and C# count UTF-16 code units, files
and many tools count UTF-8 bytes, and what reads an article as one text counts from its beginning.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import index
from typing import Literal, NamedTuple

from archive.errors import NoSuchOffset, NotInPlainText, ReadError, UnknownPolicy, UnknownUnit
from archive.findings import Finding
from archive.model.anchors import Anchor
from archive.model.base import Model
from archive.model.blocks import Caption, Heading, Note, Section, Table, TextBlock, Verse
from archive.model.document import Document
from archive.model.walk import walk
from archive.one_line import OneLine

Unit = Literal["code-points", "utf-16", "utf-8"]
"""What an offset counts: code points, UTF-16 code units, or UTF-8 bytes."""

_CODECS = {"utf-16": ("utf-16-le", 2), "utf-8": ("utf-8", 1)}
"""How each unit is encoded, and how many bytes of that make one of it."""

_STEP = 64
"""How many code points lie between two entries of a table: what a conversion encodes at most."""


def offsets(text: str) -> Offsets:
    """Return the offsets of a text: of a block, of a plain text, or of any other.

    It looks at the text once; keep what it returns while you have offsets to convert.

    >>> smile = offsets("Oh 😀!")
    >>> smile.convert(4, to="utf-16"), smile.convert(4, to="utf-8")
    (5, 7)
    >>> smile.convert(7, of="utf-8", to="utf-16")
    5

    Raises:
        ReadError: The text holds half of a surrogate pair (`lone-surrogate`).
    """
    return Offsets(text)


@dataclass(frozen=True, repr=False)
class Offsets(OneLine):
    """The offsets of one text, converted exactly between units.

    Units are `"code-points"` (what the record counts), `"utf-16"` (code units) and `"utf-8"`
    (bytes). What has an offset is the place between two code points, so one inside of a sequence
    that the user sees as one character (a flag, a letter with its accents) is as good as another.
    """

    text: str
    """The text."""
    _tables: dict[Unit, Sequence[int] | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        try:
            self.text.encode()
        except UnicodeEncodeError as problem:
            message = f"code point {problem.start} is half of a surrogate pair, which is no text"
            raise ReadError([Finding("lone-surrogate", message)], "the text") from None

    def length(self, unit: Unit = "code-points") -> int:
        """Return how long the text is.

        Raises:
            UnknownUnit: There is no such unit.
        """
        table = self._table(unit)
        return len(self.text) if table is None else table[-1]

    def convert(self, offset: int, *, of: Unit = "code-points", to: Unit = "code-points") -> int:
        """Return in one unit an offset that is given in another.

        Raises:
            NoSuchOffset: It lies outside of the text, in the middle of a surrogate pair, or in the
                middle of the bytes of one code point. It is never rounded.
            UnknownUnit: There is no such unit.
        """
        code_points = self._code_points(offset, of)
        table = self._table(to)
        if table is None:
            return code_points
        codec, size = _CODECS[to]
        n = code_points // _STEP
        return table[n] + len(self.text[n * _STEP : code_points].encode(codec)) // size

    def convert_span(
        self, start: int, end: int, *, of: Unit = "code-points", to: Unit = "code-points"
    ) -> tuple[int, int]:
        """Return in one unit a span (its end excluded) that is given in another.

        Raises:
            NoSuchOffset: One of its ends is no offset of the text.
            UnknownUnit: There is no such unit.
        """
        return self.convert(start, of=of, to=to), self.convert(end, of=of, to=to)

    def _code_points(self, offset: int, unit: Unit) -> int:
        """How many code points stand before an offset."""
        offset = _within(offset, self.length(unit), unit, "the text")
        table = self._table(unit)
        if table is None:
            return offset
        codec, size = _CODECS[unit]
        n = bisect_right(table, offset, hi=len(table) - 1) - 1
        piece = self.text[n * _STEP : (n + 1) * _STEP].encode(codec)
        try:
            return n * _STEP + len(piece[: (offset - table[n]) * size].decode(codec))
        except UnicodeDecodeError as problem:
            cut = self.text[n * _STEP + len(piece[: problem.start].decode(codec))]
            before = table[n] + problem.start // size
            after = before + len(cut.encode(codec)) // size
            why = f"inside of one code point, U+{ord(cut):04X}, which goes from {before} to {after}"
            raise NoSuchOffset(offset, unit, why, before, after) from None

    def _table(self, unit: Unit) -> Sequence[int] | None:
        """The offsets of every so-many-th code point and of the end; `None` if they are the same.

        Where they stand that close, Python's own codecs are the quickest way between them, and
        the ones that cannot be wrong.
        """
        if unit not in self._tables:
            self._tables[unit] = self._measured(unit)
        return self._tables[unit]

    def _measured(self, unit: Unit) -> Sequence[int] | None:
        if unit != "code-points" and unit not in _CODECS:
            raise UnknownUnit(unit, ("code-points", *_CODECS))
        if unit == "code-points" or self.text.isascii():
            return None
        codec, size = _CODECS[unit]
        widths = (
            len(self.text[at : at + _STEP].encode(codec)) // size
            for at in range(0, len(self.text), _STEP)
        )
        table = array("Q", accumulate(widths, initial=0))
        return table if table[-1] > len(self.text) else None


# --- one plain text ---

_VERSION = "archive-text-1"
"""The rules by which a plain text is made. Others keep offsets in it: once released, it never
changes; another way to make one gets another number."""

_OPTIONAL = ("headings", "captions", "notes", "references", "furniture")
"""What a policy may leave out."""

_POLICIES = {
    "everything": frozenset(_OPTIONAL),
    "article": frozenset(_OPTIONAL) - {"furniture"},
    "body": frozenset[str](),
}
"""What each named policy does not leave out."""

_EMPTY_LINE = "\n\n"
"""What parts two blocks, but for lines of a verse and cells of a table."""


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
    """Return one plain text of the article, with every offset in it tied to its block.

    It holds the texts of the blocks in reading order, code point for code point, and nothing else
    but what parts them: a tab between the cells of a row, a line end between the rows of a table
    and the lines of a verse, an empty line (two line ends) between all others. Bullets and numbers
    of items, markers of notes and descriptions of images are no text of a block, and not in it.

    A block that is two of the things which a policy can leave out needs both: the heading of a
    section of notes is in the text if headings and notes are.

    Args:
        document: The record.
        policy: `"everything"`: every block. `"article"`: all but furniture. `"body"`: without
            headings, captions, notes, references and furniture. Or the `policy` of a plain text
            made earlier.
        headings: Whether headings are in it, whatever the policy says.
        captions: Whether captions of figures and tables and credits of quotations are.
        notes: Whether notes are, and sections of that role with their headings.
        references: Whether sections of that role are, with their headings.
        furniture: Whether furniture is, and sections of that role.

    Raises:
        UnknownPolicy: There is no such policy, or it is one of a later version.
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
    """The one name of a policy; one without a name of its own is a body with more."""
    for name, theirs in _POLICIES.items():
        if theirs == kept:
            return f"{_VERSION}:{name}"
    return "+".join([f"{_VERSION}:body", *(name for name in _OPTIONAL if name in kept)])


@dataclass(frozen=True, repr=False)
class PlainText(OneLine):
    """One plain text of an article, made by `plain_text`; offsets in it count code points.

    Every place of a block that is in it, the block's end too, has one offset, and no two places
    have the same. Only what parts two blocks has offsets of no place.
    """

    document: Document = field(repr=False)
    """The record that it is a text of."""
    policy: str
    """The name of its rules, to be kept with offsets in it; `plain_text` takes it, too."""

    @property
    def text(self) -> str:
        """The text."""
        return self._layout.text

    @cached_property
    def starts(self) -> Mapping[str, int]:
        """The offset at which each block in it begins, by the block's id, in reading order."""
        blocks, begins, _ = self._layout
        return {block.id: begin for block, begin in zip(blocks, begins, strict=True)}

    @cached_property
    def offsets(self) -> Offsets:
        """The offsets of the text, to be converted between units."""
        return Offsets(self.text)

    def offset_of(self, block: str, offset: int) -> int:
        """Return the offset in this text of an offset in a block.

        Raises:
            NoSuchOffset: It lies outside of the block.
            NotInPlainText: The policy leaves the block out.
            NotInDocument: There is no such block.
        """
        offset = _within(offset, len(self.document.block(block).text), "code-points", block)
        if block not in self.starts:
            why = " and ".join(sorted(self._optional[block] - _kept(self.policy)))
            message = f"{block} is not in {self.policy}, which leaves out {why}"
            raise NotInPlainText(block, self.policy, message)
        return self.starts[block] + offset

    def place_of(self, offset: int) -> tuple[str, int]:
        """Return the block, and the offset in it, of an offset in this text: undo `offset_of`.

        Raises:
            NoSuchOffset: It lies outside of the text, or within what parts two blocks.
        """
        offset = _within(offset, len(self.text), "code-points", "the plain text")
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
        """Return the span of an anchor in this text, its end excluded.

        Raises:
            NotInPlainText: The policy leaves the block out, or other words stand at the place of
                the anchor, which is then of another record.
            NoSuchOffset: It reaches beyond the block.
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
        """Return what a span of this text has of each block: its id, from where, up to where.

        In reading order. What parts blocks is in no stretch, so a span of nothing else has none. A
        span of no width has one, of no width, if it is at a place of a block.

        Raises:
            NoSuchOffset: An end lies outside of the text, or the span ends before it starts.
        """
        end = _within(end, len(self.text), "code-points", "the plain text")
        start = _within(start, end, "code-points", "the plain text before the end of the span")
        blocks, begins, _ = self._layout
        found = []
        for n in range(max(0, bisect_right(begins, start) - 1), bisect_right(begins, end)):
            block, begin = blocks[n], begins[n]
            first, last = max(start - begin, 0), min(end - begin, len(block.text))
            if first < last or (first == last and start == end):
                found.append((block.id, first, last))
        return tuple(found)

    def anchors(self, start: int, end: int) -> tuple[Anchor, ...]:
        """Return the anchors of a span of this text, one for each block of which it has words.

        Raises:
            NoSuchOffset: An end lies outside of the text, or the span ends before it starts.
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
    """The blocks of a plain text, where each begins, and the text."""

    blocks: Sequence[TextBlock]
    begins: Sequence[int]
    text: str


def _optional(document: Document) -> Mapping[str, frozenset[str]]:
    """What a block is that a policy may leave out, for each block that is such a thing."""
    found: dict[str, set[str]] = defaultdict(set)
    holders: list[tuple[str, Model]] = [("notes", note) for _, note in document.index.of_type(Note)]
    holders += [(part.role, part) for _, part in document.index.of_type(Section)]
    for kind, holder in holders:
        if kind in ("notes", "references"):
            for _, part in walk(holder):
                if isinstance(part, TextBlock):
                    found[part.id].add(kind)
    for _, heading in document.index.of_type(Heading):
        found[heading.id].add("headings")
    for _, caption in document.index.of_type(Caption):
        found[caption.id].add("captions")
    for id in document.index.furniture:
        found[id].add("furniture")
    return {id: frozenset(kinds) for id, kinds in found.items()}


def _between(document: Document) -> Mapping[str, str]:
    """What stands before a block, where that is not an empty line."""
    found: dict[str, str] = {}
    for _, verse in document.index.of_type(Verse):
        found |= {line.id: "\n" for line in verse.lines[1:]}
    for _, table in document.index.of_type(Table):
        found |= {row.cells[0].id: "\n" for row in table.rows[1:]}
        found |= {cell.id: "\t" for row in table.rows for cell in row.cells[1:]}
    return found


def _within(offset: int, length: int, unit: Unit, what: str) -> int:
    """An offset as a plain `int`, if it lies between 0 and a length."""
    offset = index(offset)
    if not 0 <= offset <= length:
        why = f"outside of {what}, which goes from 0 to {length}"
        before, after = (None, 0) if offset < 0 else (length, None)
        raise NoSuchOffset(offset, unit, why, before, after)
    return offset
