"""Compares the structure of a record with a new reading of the same capture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from archive.model.blocks import Block, Figure, Section, TextBlock
from archive.model.document import Document
from archive.model.walk import walk


class EarlierReading:
    """The structure that a reader gives the old text, without edits by a person.

    Args:
        document: The record.
        read_again: The result of reading the record's capture again. Without it, edits cannot be
            recognised, and all structure counts as edited.
    """

    def __init__(self, document: Document, read_again: Document | None) -> None:
        self._shapes: set[Any] = set()
        self._figures: dict[Any, Figure] = {}
        for section, _ in sections_in_order(read_again.sections if read_again else ()):
            for block in section.blocks:
                self._shapes.add(_shape(block))
                if isinstance(block, Figure):
                    self._figures.setdefault(_key(block), block)
        self.is_known = read_again is not None
        self.has_sections = read_again is not None and (
            _outline(document.sections) == _outline(read_again.sections)
        )
        """Whether the sections of the record are those of the reading."""

    def has(self, block: Block) -> bool:
        """Return whether a block of the record is the same as in the reading."""
        return _shape(block) in self._shapes

    def figure(self, figure: Figure) -> Figure | None:
        """Return the figure of the reading from which a figure of the record was made."""
        return self._figures.get(_key(figure))


class PlacedSection(NamedTuple):
    """A section, and how deep it is nested."""

    section: Section
    depth: int


def sections_in_order(sections: Sequence[Section]) -> Iterator[PlacedSection]:
    """Yield sections and the sections within them, in reading order."""
    stack = [PlacedSection(section, 0) for section in reversed(sections)]
    while stack:
        placed = stack.pop()
        yield placed
        stack.extend(
            PlacedSection(inner, placed.depth + 1) for inner in reversed(placed.section.sections)
        )


def _outline(sections: Sequence[Section]) -> list[tuple[int, str, tuple[Any, ...]]]:
    """Return the depth, role and texts of each section."""
    return [
        (depth, section.role, tuple(text for block in section.blocks for text in _texts(block)))
        for section, depth in sections_in_order(sections)
    ]


def _texts(block: Block) -> tuple[str, ...]:
    return tuple(part.text for _, part in walk(block) if isinstance(part, TextBlock))


def _key(figure: Figure) -> Any:
    """Return what identifies a figure: its texts; without texts, its image."""
    if texts := _texts(figure):
        return texts
    image = figure.image
    return None if image is None else (image.address, image.file)


def _shape(block: Block) -> Any:
    """Return a block without its ids, origin and formatting."""
    return _bare(block.model_dump())


_PLACE = frozenset(("id", "origin", "marks"))


def _bare(value: Any) -> Any:
    """Return a value without its origin, in a hashable form."""
    if isinstance(value, dict):
        return tuple((key, _bare(inner)) for key, inner in value.items() if key not in _PLACE)
    return tuple(map(_bare, value)) if isinstance(value, list | tuple) else value
