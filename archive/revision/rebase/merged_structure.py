"""Puts the text of a new document into the structure of the old one, as far as they correspond.

A text that is received again comes with a structure that a program has guessed: headings taken for
paragraphs, quotations for none. What people made of the old text is kept round the blocks that
correspond; the new document says what the text is, where it stands and what came to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeAlias, TypeVar

from archive.model.anchors import Anchor, Orphan
from archive.model.base import Model
from archive.model.blocks import Block, Image, Item, Note, Section, TextBlock
from archive.model.document import Document
from archive.model.introspection import reference_fields
from archive.model.walk import P, mapped, unchecked_copy, walk
from archive.text.alignment.increasing_subsequence import longest_increasing_subsequence

B = TypeVar("B", bound=TextBlock)

Rewrite: TypeAlias = Callable[[TextBlock], dict[str, Any]]
"""Gives the text and origin of a block of the new text."""


@dataclass(frozen=True, slots=True)
class TopBlock:
    """A block that stands directly in a section."""

    block: Block
    section: str
    """The id of its section."""
    texts: tuple[str, ...]
    """The ids of the text blocks in it, in reading order."""


class _Unfit(Exception):
    """The new text blocks do not fit into the old block."""


def top_blocks(document: Document) -> Iterator[TopBlock]:
    """Yield the blocks that stand directly in sections, in reading order."""
    for section in _preorder(document.sections):
        for block in section.blocks:
            yield TopBlock(block, section.id, _texts(block))


def _content(block: Block) -> str:
    """All that a block holds but its id."""
    return block.model_dump_json(exclude={"id"})


def _texts(block: Block) -> tuple[str, ...]:
    """The ids of the text blocks in a block, in reading order."""
    if isinstance(block, TextBlock):
        return (block.id,)
    return tuple(part.id for _, part in walk(block) if isinstance(part, TextBlock))


def _preorder(sections: Sequence[Section]) -> Iterator[Section]:
    stack = list(reversed(sections))
    while stack:
        section = stack.pop()
        yield section
        stack.extend(reversed(section.sections))


class MergedStructure:
    """The sections of the result.

    Args:
        old: The document whose structure is kept.
        new: The document whose text it gets.
        matched: For the id of each text block of `new` that corresponds to one of `old`, the id of
            that one.
        rewrite: Gives what is new of a text block.
        fresh: Makes an id for a part of `new` that corresponds to none of `old`.
        file: Makes the name of a file that comes with `new`.
    """

    def __init__(
        self,
        old: Document,
        new: Document,
        matched: Mapping[str, str],
        rewrite: Rewrite,
        fresh: Callable[[str], str],
        file: Callable[[str], str],
    ) -> None:
        self.old, self.new, self.matched = old, new, matched
        self.rewrite, self.fresh, self.file = rewrite, fresh, file
        self.renamed: dict[str, str] = {n: o for n, o in matched.items() if n != o}
        """Ids of parts of the new text and their ids in the result."""
        self._framed: set[str] = set()
        self._new_of = {old_id: new_id for new_id, old_id in matched.items()}
        self._old_blocks, self._new_blocks = old.index.blocks, new.index.blocks

    def sections(self) -> tuple[Section, ...]:
        """Return the sections: every text block of `new` in its order, in the old structure."""
        if not self.matched:
            return self._renamed(self.new.sections)
        tops = list(self._tops())
        order = self._section_order(tops)
        return self._filled(tops, order)

    # --- the blocks ---

    def _tops(self) -> Iterator[tuple[Block, str | None]]:
        """The blocks of the result, each with the id of the old section it belongs to."""
        old_tops = list(top_blocks(self.old))
        of_text = {text: n for n, top in enumerate(old_tops) for text in top.texts}
        waiting = self._leafless(old_tops)
        yield from waiting.pop(None, ())
        for group, number in self._groups(of_text):
            if number is None:
                for top in group:
                    yield self._renamed(top.block), None
                continue
            old_top = old_tops[number]
            try:
                yield self._refilled(old_top, group), old_top.section
            except _Unfit:
                for top in group:
                    yield self._in_old_frame(top, old_top), old_top.section
            yield from waiting.pop(number, ())

        for rest in waiting.values():
            yield from rest

    def _leafless(self, old_tops: Sequence[TopBlock]) -> dict[int | None, list[tuple[Block, str]]]:
        """Old blocks that hold no text, by the number of the one with text that they follow."""
        leafless: dict[int | None, list[tuple[Block, str]]] = {}
        before: int | None = None
        for number, top in enumerate(old_tops):
            if top.texts:
                before = number
            else:
                leafless.setdefault(before, []).append((top.block, top.section))
        return leafless

    def _groups(self, of_text: Mapping[str, int]) -> Iterator[tuple[list[TopBlock], int | None]]:
        """New blocks in rows that correspond to one old block each, with its number."""
        group: list[TopBlock] = []
        current: int | None = None
        known = {_content(top.block) for top in top_blocks(self.old) if not top.texts}
        for top in top_blocks(self.new):
            if not top.texts and _content(top.block) in known:
                continue
            numbers = {of_text[self.matched[text]] for text in top.texts if text in self.matched}
            number = numbers.pop() if len(numbers) == 1 else None
            if group and (number is None or number != current):
                yield group, current
                group = []
            group.append(top)
            current = number
        if group:
            yield group, current

    def _refilled(self, old_top: TopBlock, group: Sequence[TopBlock]) -> Block:
        """The old block with the new texts.

        Raises:
            _Unfit: A text has no place in it, or one of its own texts stands elsewhere now.
        """
        old = old_top.block
        if isinstance(old, TextBlock) and [type(top.block) for top in group] == [type(old)]:
            return self._with_text_of(old, group[0].block.id)
        texts = [text for top in group for text in top.texts]
        if any(text not in self.matched for text in texts):
            raise _Unfit
        wanted = [self.matched[text] for text in texts]
        known = {old: self._new_of[old] for old in old_top.texts if old in self._new_of}
        if wanted != [text for text in old_top.texts if text in known] or not wanted:
            raise _Unfit
        markers = dict(_markers(top.block for top in group))

        def refilled(part: Any) -> Any:
            """An old part with the new texts; `None` where it is empty then."""
            if isinstance(part, TextBlock):
                if part.id not in known:
                    return None
                part = self._with_text_of(part, known[part.id])
                if isinstance(part, Item):
                    part = unchecked_copy(part, marker=markers.pop(known[part.id], ""))
            elif _is_emptied(part):
                return None
            elif isinstance(part, Note):
                part = unchecked_copy(part, marker=markers.pop(known[part.blocks[0].id], ""))
            return part

        result: tuple[Block, ...] = mapped((old,), refilled)
        if not result or list(_texts(result[0])) != wanted or any(markers.values()):
            raise _Unfit
        for top in group:
            if type(top.block) is type(old):
                self.renamed.setdefault(top.block.id, old.id)
        return result[0]

    def _with_text_of(self, block: B, new_id: str) -> B:
        return unchecked_copy(block, **self.rewrite(self._new_blocks[new_id]))

    def _in_old_frame(self, top: TopBlock, old_top: TopBlock) -> Block:
        """A new block that keeps what is known of the old one of its kind."""
        block = self._renamed(top.block)
        old = old_top.block
        if isinstance(block, TextBlock):
            return block  # it has its id, and all that is kept of it
        if type(block) is not type(old) or old.id in self._framed:
            return block
        self._framed.add(old.id)
        kept = {
            name: getattr(old, name)
            for name, field in type(old).model_fields.items()
            if name != "marker"
            and getattr(block, name) == field.get_default(call_default_factory=True)
            and not _holds_text(getattr(old, name))
        }
        self.renamed[top.block.id] = old.id
        return unchecked_copy(block, **kept, id=old.id)

    def _renamed(self, part: P) -> P:
        """A part of the new text with the ids that it has in the result."""
        return mapped(part, self._with_own_id, closed=TextBlock)

    def _with_own_id(self, part: Any) -> Any:
        """A part of the new text as it stands in the result; what it holds is so already."""
        if isinstance(part, TextBlock):
            old = self._old_blocks.get(self.matched.get(part.id, ""))
            id = old.id if old else self._id(part.id)
            renamed = unchecked_copy(part, **self.rewrite(part), id=id)
            if isinstance(part, Item):
                renamed = unchecked_copy(renamed, lists=self._renamed(part.lists))
            return renamed
        if isinstance(part, Anchor | Orphan):
            return None  # words of the other record
        fields: dict[str, Any] = {}
        if "id" in part.__dict__:
            fields["id"] = self._id(part.id)
        if isinstance(part, Image) and part.file is not None:
            fields["file"] = self.file(part.file)
        cls: type[Model] = type(part)
        for name, _ in reference_fields(cls):
            id = part.__dict__[name]
            if id is not None and self.new.index.by_id.get(id) != self.old.index.by_id.get(id):
                fields[name] = None  # a work or source of the other record
        return unchecked_copy(part, **fields) if fields else part

    def _id(self, id: str) -> str:
        if id not in self.renamed:
            self.renamed[id] = self.fresh(id)
        return self.renamed[id]

    # --- the sections ---

    def _section_order(self, tops: Sequence[tuple[Block, str | None]]) -> list[Section]:
        """The old sections, those beside each other in the order of their blocks now."""
        positions: dict[str, list[int]] = {}
        for position, (_, home) in enumerate(tops):
            if home is not None:
                positions.setdefault(home, []).append(position)

        def middle(section: Section) -> float | None:
            inner = [n for part in _preorder([section]) for n in positions.get(part.id, ())]
            return median(inner) if inner else None

        def ordered(sections: Sequence[Section]) -> tuple[Section, ...]:
            middles = [middle(section) for section in sections]
            placed = sorted((at, n) for n, at in enumerate(middles) if at is not None)
            moving = iter(n for _, n in placed)
            row = [n if at is None else next(moving) for n, at in enumerate(middles)]
            return tuple(
                unchecked_copy(sections[n], sections=ordered(sections[n].sections)) for n in row
            )

        return list(ordered(self.old.sections))

    def _filled(
        self, tops: Sequence[tuple[Block, str | None]], sections: Sequence[Section]
    ) -> tuple[Section, ...]:
        """The sections with the blocks, all of them in the order in which they come."""
        numbers = {section.id: n for n, section in enumerate(_preorder(sections))}
        homes = [(position, numbers[home]) for position, (_, home) in enumerate(tops) if home]
        kept = {
            homes[n][0]: homes[n][1]
            for n in longest_increasing_subsequence([number for _, number in homes], strictly=False)
        }
        blocks: dict[int, list[Block]] = {}
        current = min(kept.values(), default=0)
        for position, (block, _) in enumerate(tops):
            current = kept.get(position, current)
            blocks.setdefault(current, []).append(block)

        def filled(section: Section) -> Section | None:
            own = tuple(blocks.get(numbers[section.id], ()))
            inner = tuple(made for s in section.sections if (made := filled(s)) is not None)
            if not own and not inner and (section.blocks or section.sections):
                return None
            return unchecked_copy(section, blocks=own, sections=inner)

        return tuple(made for section in sections if (made := filled(section)) is not None)


def _is_emptied(part: Model) -> bool:
    """Whether a part has lost all of what it cannot be without: a list, its items."""
    fields = type(part).model_fields.items()
    return any(part.__dict__[name] == () for name, field in fields if field.is_required())


def _markers(blocks: Any) -> Iterator[tuple[str, str]]:
    """The markers that stand before texts, by the ids of the texts."""
    for block in blocks:
        if isinstance(block, TextBlock):
            continue
        for _, part in walk(block):
            if isinstance(part, Item):
                yield part.id, part.marker
            elif isinstance(part, Note):
                yield part.blocks[0].id, part.marker


def _holds_text(value: Any) -> bool:
    if isinstance(value, tuple):
        return any(_holds_text(inner) for inner in value)
    return isinstance(value, Model) and any(isinstance(part, TextBlock) for _, part in walk(value))
