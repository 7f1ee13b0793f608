"""Puts the blocks of the result into sections: those of the new text, or the old ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from typing import Literal, NamedTuple

from archive.model.blocks import Block, Furniture, Section
from archive.model.walk import unchecked_copy
from archive.revision.rebase.earlier_reading import sections_in_order
from archive.revision.rebase.top_blocks import text_ids
from archive.text.alignment.increasing_subsequence import longest_increasing_subsequence


class PlacedBlock(NamedTuple):
    """A block of the result."""

    block: Block
    home: str | None
    """The id of the block's old section; `None` if it has none."""
    section: str
    """The id of the block's section in the new text."""


class PlacedSections:
    """Makes the sections of the result.

    Args:
        old: The sections of the record.
        new: The sections of the new text.
        matched: The ids of text blocks of the new text that correspond to a block of the record;
            the values are the ids in the record.
        fresh: Makes an id for a section that corresponds to no section of the record.
        renamed: The ids of parts of the new text and their ids in the result. Ids of sections are
            added to it.
    """

    def __init__(
        self,
        old: Sequence[Section],
        new: Sequence[Section],
        matched: Mapping[str, str],
        fresh: Callable[[str], str],
        renamed: dict[str, str],
    ) -> None:
        self._old, self._new, self._matched = old, new, matched
        self._fresh, self._renamed = fresh, renamed

    def in_new_sections(self, tops: Sequence[PlacedBlock]) -> tuple[Section, ...]:
        """Return the sections of the new text, with the ids of the old sections that they match."""
        blocks: dict[str, list[Block]] = {}
        for top in tops:
            blocks.setdefault(top.section, []).append(top.block)
        ids = self._section_ids()

        def made(section: Section) -> Section:
            return unchecked_copy(
                section,
                id=ids[section.id],
                blocks=tuple(blocks.get(section.id, ())),
                sections=tuple(map(made, section.sections)),
            )

        return tuple(map(made, self._new))

    def _section_ids(self) -> dict[str, str]:
        """Return ids for the new sections: that of the old section with the same first words."""
        free: dict[_SectionName, list[str]] = {}
        for name, section in _named_sections(self._old):
            free.setdefault(name, []).append(section.id)
        ids: dict[str, str] = {}
        for name, section in _named_sections(self._new):
            if name.text is not None:
                name = name._replace(text=self._matched.get(name.text))
            own = free.get(name)
            ids[section.id] = own.pop(0) if own else self._fresh(section.id)
            if ids[section.id] != section.id:
                self._renamed[section.id] = ids[section.id]
        return ids

    def in_old_sections(self, tops: Sequence[PlacedBlock]) -> tuple[Section, ...]:
        """Return the old sections with the new blocks, in the order of the blocks."""
        return self._filled(tops, self._section_order(tops))

    def _section_order(self, tops: Sequence[PlacedBlock]) -> list[Section]:
        """Return the old sections; siblings are in the order of their blocks now."""
        positions: dict[str, list[int]] = {}
        for position, top in enumerate(tops):
            if top.home is not None:
                positions.setdefault(top.home, []).append(position)

        def middle(section: Section) -> float | None:
            inner = [
                n for part, _ in sections_in_order([section]) for n in positions.get(part.id, ())
            ]
            return median(inner) if inner else None

        def ordered(sections: Sequence[Section]) -> tuple[Section, ...]:
            middles = [middle(section) for section in sections]
            placed = sorted((at, n) for n, at in enumerate(middles) if at is not None)
            moving = iter(n for _, n in placed)
            row = [n if at is None else next(moving) for n, at in enumerate(middles)]
            return tuple(
                unchecked_copy(sections[n], sections=ordered(sections[n].sections)) for n in row
            )

        return self._with_room_for_furniture(ordered(self._old), tops)

    def _with_room_for_furniture(
        self, sections: Sequence[Section], tops: Sequence[PlacedBlock]
    ) -> list[Section]:
        """Return the old sections, and sections for furniture at the beginning or end if missing.

        Without such a section, the furniture would be in the article.
        """
        row = list(sections)
        unplaced = {top.section for top in tops if top.home is None}
        new = {
            name.place: section
            for name, section in _named_sections(self._new)
            if section.role == "furniture" and section.id in unplaced
        }
        if "before" in new and row[0].role != "furniture":
            row.insert(0, self._empty(new["before"]))
        if "after" in new and row[-1].role != "furniture":
            row.append(self._empty(new["after"]))
        return row

    def _empty(self, section: Section) -> Section:
        id = self._renamed[section.id] = self._fresh(section.id)
        return unchecked_copy(section, id=id, blocks=(), sections=())

    def _filled(
        self, tops: Sequence[PlacedBlock], sections: Sequence[Section]
    ) -> tuple[Section, ...]:
        """Return sections that contain the blocks, in the order of the blocks."""
        order = [section for section, _ in sections_in_order(sections)]
        numbers = {section.id: n for n, section in enumerate(order)}
        homes = list(self._homes(tops, sections, numbers))
        kept = {
            homes[n][0]: homes[n][1]
            for n in longest_increasing_subsequence([number for _, number in homes], strictly=False)
        }
        following = [0] * len(tops)
        ahead = len(order) - 1
        for position in range(len(tops) - 1, -1, -1):
            ahead = kept.get(position, ahead)
            following[position] = ahead
        blocks: dict[int, list[Block]] = {}
        current = min(kept.values(), default=0)
        for position, top in enumerate(tops):
            if position in kept:
                current = kept[position]
            elif not isinstance(top.block, Furniture) and order[current].role == "furniture":
                later = range(current + 1, following[position] + 1)
                current = next((n for n in later if order[n].role != "furniture"), current)
            blocks.setdefault(current, []).append(top.block)

        def filled(section: Section) -> Section | None:
            own = tuple(blocks.get(numbers[section.id], ()))
            inner = tuple(made for s in section.sections if (made := filled(s)) is not None)
            was_empty = not (section.blocks or section.sections or section.role == "furniture")
            if not own and not inner and not was_empty:
                return None
            return unchecked_copy(section, blocks=own, sections=inner)

        return tuple(made for section in sections if (made := filled(section)) is not None)

    def _homes(
        self,
        tops: Sequence[PlacedBlock],
        sections: Sequence[Section],
        numbers: Mapping[str, int],
    ) -> Iterator[tuple[int, int]]:
        """Yield the positions of blocks that have a section, and the number of the section."""
        aside = {
            name.place: numbers[section.id]
            for name, section in _named_sections(sections)
            if section.role == "furniture"
        }
        places = {
            section.id: name.place
            for name, section in _named_sections(self._new)
            if section.role == "furniture"
        }
        for position, top in enumerate(tops):
            if top.home is not None:
                yield position, numbers[top.home]
            elif (place := places.get(top.section)) in aside:
                yield position, aside[place]


class _SectionName(NamedTuple):
    """What identifies a section within a record, without its id."""

    role: str
    place: Literal["before", "after", "article", "within"]
    """Furniture is before or after the article; the first other section is the article."""
    text: str | None = None
    """The first text block of any other section; a section and its first child can share it."""


def _named_sections(sections: Sequence[Section]) -> Iterator[tuple[_SectionName, Section]]:
    """Yield each section in reading order, with what identifies it."""
    has_article = False
    for section, _ in sections_in_order(sections):
        if section.role == "furniture":
            yield _SectionName(section.role, "after" if has_article else "before"), section
        elif not has_article:
            has_article = True
            yield _SectionName(section.role, "article"), section
        else:
            yield _SectionName(section.role, "within", _first_text(section)), section


def _first_text(section: Section) -> str:
    """Return the id of the first text block in a section or in the sections within it."""
    for inner, _ in sections_in_order([section]):
        for block in inner.blocks:
            if texts := text_ids(block):
                return texts[0]
    return ""
