"""Reads floats: figures, tables, images, supplements; a handler for each element."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles.jats.figures import OF_FIGURES, figures_of, image_at, supplement_of
from archive.articles.jats.losses import OTHER_FORM
from archive.articles.jats.tables import holds_table, tables_of
from archive.derivations.jats_forms import IMAGES, alternative_of, displayable_image
from archive.derivations.jats_tree import name_of
from archive.derivations.jats_vocabulary import OF_TABLES

if TYPE_CHECKING:
    from archive.articles.jats.block_walk import BlockHandler, BlockWalk
    from archive.derivations.untrusted_xml import Element


def _table(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    for block in tables_of(walk.inline, element, walk.losses):
        walk.sequence.add(block, level)
    walk.read_asides(level)
    if name == "table":
        return
    for child in element:
        of = name_of(child)
        if of in ("permissions", "alt-text", "long-desc", "object-id", "kwd-group", "subj-group"):
            walk.losses.element(of, child)
        elif of not in OF_TABLES or (of == "alternatives" and not holds_table(child)):
            walk.block(child, level)
        elif of in IMAGES:
            _words_with_image(walk, child, level)


def _figure(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    for block in figures_of(walk.inline, element, walk.losses):
        walk.sequence.add(block, level)
    walk.read_asides(level)
    _other_content(walk, element, level)


def _other_content(walk: BlockWalk, element: Element, level: int) -> None:
    """Read other content of a figure or supplement, and words printed with its image."""
    for child in element:
        if name_of(child) not in OF_FIGURES or (
            name_of(child) == "alternatives" and displayable_image(child) is None
        ):
            walk.block(child, level)
        elif name_of(child) in IMAGES:
            _words_with_image(walk, child, level)


def _words_with_image(walk: BlockWalk, element: Element, level: int) -> None:
    """Read the words printed with an image that is part of a figure or supplement."""
    for child in element:
        if name_of(child) not in ("alt-text", "long-desc", "object-id", "permissions"):
            walk.block(child, level)


def _figure_group(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    for block in figures_of(walk.inline, element, walk.losses):
        walk.sequence.add(block, level)
    walk.read_asides(level)
    for child in element:
        if (
            name_of(child) in IMAGES
            or name_of(child) not in OF_FIGURES
            or name_of(child) == "alternatives"
        ):
            walk.block(child, level)


def _image(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    walk.sequence.add(image_at(element, walk.losses), level)


def _alternatives(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    read = alternative_of(element)
    for child in element:
        if child is read:
            walk.block(child, level)
        else:
            walk.losses.other(OTHER_FORM.format(name_of(child)), child)


def _supplement(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    walk.add_paragraph(supplement_of(walk.inline, element, walk.losses), level)
    walk.read_asides(level)
    _other_content(walk, element, level)


FLOAT_HANDLERS: Mapping[str, BlockHandler] = {
    **dict.fromkeys(("supplementary-material", "media"), _supplement),
    **dict.fromkeys(("table-wrap", "table"), _table),
    "fig": _figure,
    "fig-group": _figure_group,
    "graphic": _image,
    "alternatives": _alternatives,
}
"""The handlers of these elements, by name."""
