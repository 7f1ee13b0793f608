"""Puts a new text into the structure of the old text, where the two correspond.

In a text that is received again, a program guesses the structure: it may read headings as
paragraphs and miss quotations. Structure that people gave the old text is kept around the blocks
that correspond. The new document provides the text, its origins and added blocks. If nobody edited
the structure of the old text, the new structure is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any, TypeAlias, TypeVar, cast

from archive.model.anchors import Anchor, Orphan
from archive.model.base import Model
from archive.model.blocks import (
    Block,
    Figure,
    Furniture,
    Image,
    Item,
    List,
    Note,
    Paragraph,
    Section,
    TextBlock,
)
from archive.model.document import Document
from archive.model.introspection import reference_fields
from archive.model.walk import P, mapped, unchecked_copy, walk
from archive.revision.rebase.earlier_reading import EarlierReading
from archive.revision.rebase.paired_figures import paired_figures
from archive.revision.rebase.placed_sections import PlacedBlock, PlacedSections
from archive.revision.rebase.top_blocks import TopBlock, text_ids, top_blocks

B = TypeVar("B", bound=TextBlock)

Rewrite: TypeAlias = Callable[[TextBlock], dict[str, Any]]
"""Returns the text and origin for a block of the new text."""


class _Unfit(Exception):
    """Raised if the new text blocks do not fit into the old block."""


class MergedStructure:
    """Makes the sections of the result.

    Args:
        old: The document whose structure is kept.
        new: The document whose text is used.
        matched: The ids of text blocks of `new` that correspond to a block of `old`; the values are
            the old ids.
        rewrite: Returns the new fields of a text block.
        fresh: Makes an id for a part of `new` that corresponds to no part of `old`.
        file: Makes the name of a file that comes with `new`.
        earlier: The result of reading the capture of `old` again.
        is_of_one_kind: Whether both documents were read from the same kind of file. If so, an item
            that the new text lacks is gone; if not, the new file may be unable to store it.
    """

    def __init__(
        self,
        old: Document,
        new: Document,
        matched: Mapping[str, str],
        rewrite: Rewrite,
        fresh: Callable[[str], str],
        file: Callable[[str], str],
        *,
        earlier: EarlierReading,
        is_of_one_kind: bool,
    ) -> None:
        self.old, self.new, self.matched = old, new, matched
        self.rewrite, self.fresh, self.file = rewrite, fresh, file
        self.earlier, self.is_of_one_kind = earlier, is_of_one_kind
        self.renamed: dict[str, str] = {n: o for n, o in matched.items() if n != o}
        """The ids of parts of the new text; the values are their ids in the result."""
        self._framed: set[str] = set()
        self._new_of = {old_id: new_id for new_id, old_id in matched.items()}
        self._old_blocks, self._new_blocks = old.index.blocks, new.index.blocks

    def sections(self) -> tuple[Section, ...]:
        """Return the sections: the text blocks of `new` in their order, in the old structure."""
        if not self.matched:
            return self._renamed(self.new.sections)
        tops = list(self._tops())
        placed = PlacedSections(
            self.old.sections, self.new.sections, self.matched, self.fresh, self.renamed
        )
        if self.earlier.has_sections:
            return placed.in_new_sections(tops)
        return placed.in_old_sections(tops)

    # --- the blocks ---

    def _tops(self) -> Iterator[PlacedBlock]:
        """Yield the blocks of the result."""
        old_tops, new_tops = list(top_blocks(self.old)), list(top_blocks(self.new))
        of_text = {text: n for n, top in enumerate(old_tops) for text in top.texts}
        figures = paired_figures(old_tops, new_tops, self.matched)
        waiting = self._leafless(old_tops, {figure.block.id for figure in figures.values()})
        article = (one.id for one in self.new.sections if one.role != "furniture")
        section = next(article, self.new.sections[0].id)
        for old_section, block in waiting.pop(None, ()):
            yield PlacedBlock(block, old_section, section)
        for group, number in self._groups(new_tops, of_text):
            section = group[0].section
            for block, home in self._placed(group, old_tops, number, figures):
                yield PlacedBlock(block, home, section)
            for old_section, block in waiting.pop(number, ()) if number is not None else ():
                yield PlacedBlock(block, old_section, section)
        for rest in waiting.values():
            for home, block in rest:
                yield PlacedBlock(block, home, section)

    def _placed(
        self,
        group: Sequence[TopBlock],
        old_tops: Sequence[TopBlock],
        number: int | None,
        figures: Mapping[str, TopBlock],
    ) -> Iterator[tuple[Block, str | None]]:
        """Yield the blocks that are made from a group of new blocks, each with its old section."""
        if number is None:
            for top in group:
                old = figures.get(top.block.id)
                if old is None:
                    yield self._renamed(top.block), None
                else:
                    yield self._in_old_frame(top, old), old.section
            return
        old_top = old_tops[number]
        if not self.earlier.has(old_top.block):
            try:
                yield self._refilled(old_top, group), old_top.section
                return
            except _Unfit:
                pass
        for top in group:
            yield self._in_old_frame(top, old_top), old_top.section

    def _leafless(
        self, old_tops: Sequence[TopBlock], paired: Set[str]
    ) -> dict[int | None, list[tuple[str, Block]]]:
        """Return the old blocks without text that are kept, by the text block before them."""
        leafless: dict[int | None, list[tuple[str, Block]]] = {}
        before: int | None = None
        for number, top in enumerate(old_tops):
            if top.texts:
                before = number
            elif top.block.id not in paired and not self._has_gone(top.block):
                leafless.setdefault(before, []).append((top.section, top.block))
        return leafless

    def _has_gone(self, block: Block) -> bool:
        """Return whether a block without text was part of the old page and is now gone."""
        if not self.is_of_one_kind:
            return False
        if self.earlier.is_known:
            return self.earlier.has(block)
        image = block.image if isinstance(block, Figure) and block.rights is None else None
        return image is not None and image.file is None

    def _groups(
        self, new_tops: Sequence[TopBlock], of_text: Mapping[str, int]
    ) -> Iterator[tuple[list[TopBlock], int | None]]:
        """Yield groups of new blocks that correspond to one old block, with its number."""
        group: list[TopBlock] = []
        current: int | None = None
        for top in new_tops:
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
        """Return the old block with the new texts.

        Raises:
            _Unfit: A text has no place in the block, or one of the block's own texts is elsewhere.
        """
        old = old_top.block
        if isinstance(old, TextBlock) and [type(top.block) for top in group] == [type(old)]:
            return self._with_text_of(old, group[0].block.id)
        if any(isinstance(top.block, Furniture) is not isinstance(old, Furniture) for top in group):
            raise _Unfit
        texts = [text for top in group for text in top.texts]
        if any(text not in self.matched for text in texts):
            raise _Unfit
        wanted = [self.matched[text] for text in texts]
        known = {old: self._new_of[old] for old in old_top.texts if old in self._new_of}
        if wanted != [text for text in old_top.texts if text in known] or not wanted:
            raise _Unfit
        markers = dict(_markers(top.block for top in group))

        def refilled(part: Any) -> Any:
            """Return an old part with the new texts; `None` if nothing is left in it."""
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
        if not result or list(text_ids(result[0])) != wanted or any(markers.values()):
            raise _Unfit
        for top in group:
            if type(top.block) is type(old):
                self.renamed.setdefault(top.block.id, old.id)
        figures = [top.block for top in group if isinstance(top.block, Figure)]
        if isinstance(old, Figure) and isinstance(result[0], Figure) and len(figures) == 1:
            return unchecked_copy(result[0], **self._of_image(old, figures[0]))
        return result[0]

    def _with_text_of(self, block: B, new_id: str) -> B:
        return unchecked_copy(block, **self.rewrite(self._new_blocks[new_id]))

    def _in_old_frame(self, top: TopBlock, old_top: TopBlock) -> Block:
        """Return a new block that keeps the other fields of an old block of the same kind."""
        old, new = old_top.block, top.block
        if isinstance(new, TextBlock):
            return self._of_old_nature(new, old)
        if type(new) is not type(old) or old.id in self._framed:
            return self._renamed(new)
        self._framed.add(old.id)
        self.renamed[new.id] = old.id
        self._name_lists_within(old, new)
        if isinstance(old, Figure) and isinstance(new, Figure):
            bare = unchecked_copy(new, image=None, rights=None)
            return unchecked_copy(self._renamed(bare), **self._of_image(old, new))
        block = self._renamed(new)
        kept = {
            name: getattr(old, name)
            for name, field in type(old).model_fields.items()
            if name not in ("id", "marker")
            and getattr(block, name) == field.get_default(call_default_factory=True)
            and not _holds_text(getattr(old, name))
        }
        return unchecked_copy(block, **kept)

    def _name_lists_within(self, old: Block, new: Block) -> None:
        """Give nested lists the ids of the old lists that began with the same item."""
        ids = {part.items[0].id: part.id for _, part in walk(old) if isinstance(part, List)}
        for _, part in walk(new):
            if isinstance(part, List) and (first := self.matched.get(part.items[0].id)) in ids:
                self.renamed.setdefault(part.id, ids[first])

    def _of_old_nature(self, new: TextBlock, old: Block) -> Block:
        """Return a new text block, as furniture or not, as somebody decided for the old block."""
        block: Any = self._renamed(new)  # with its id and all kept fields
        has_nature = isinstance(new, Furniture) is isinstance(old, Furniture)
        if has_nature or self.earlier.has(old):
            return cast("Block", block)
        shared = {name: getattr(block, name) for name in TextBlock.model_fields}
        if isinstance(old, Furniture):
            return Furniture.model_construct(**shared, type="furniture", role=old.role)
        if isinstance(old, TextBlock):
            return unchecked_copy(old, **shared)
        return Paragraph.model_construct(**shared, type="paragraph")

    def _of_image(self, old: Figure, new: Figure) -> dict[str, Any]:
        """Return the image and rights of a figure: from a person if given, else from the page."""
        earlier = self.earlier.figure(old) if self.is_of_one_kind else None
        fields: dict[str, Any] = {}
        for name in ("image", "description", "rights"):
            own, now = getattr(old, name), getattr(new, name)
            if earlier is not None:
                is_taken = own == getattr(earlier, name)
            else:
                is_taken = now is not None and (name != "rights" or own is None)
            fields[name] = own
            if is_taken and own != now:
                fields[name] = self._renamed(now) if isinstance(now, Model) else now
        return fields

    def _renamed(self, part: P) -> P:
        """Return a part of the new text with its ids in the result."""
        return mapped(part, self._with_own_id, closed=TextBlock)

    def _with_own_id(self, part: Any) -> Any:
        """Return a part of the new text as in the result; its contents are already changed."""
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


def _is_emptied(part: Model) -> bool:
    """Return whether a part has lost all required contents, such as a list its items."""
    fields = type(part).model_fields.items()
    return any(part.__dict__[name] == () for name, field in fields if field.is_required())


def _markers(blocks: Any) -> Iterator[tuple[str, str]]:
    """Yield the markers before texts, with the ids of the texts."""
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
