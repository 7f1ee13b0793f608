"""What stands beside the text: figures, tables, images, supplements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles.jats.alternatives import IMAGES, alternative_of, displayable_image
from archive.articles.jats.figures import OF_FIGURES, figures_of, image_at, supplement_of
from archive.articles.jats.losses import OTHER_FORM
from archive.articles.jats.tables import holds_table, tables_of
from archive.articles.jats.tree import name_of
from archive.articles.jats.vocabulary import OF_TABLES

if TYPE_CHECKING:
    from archive.articles.jats.block_walk import BlockHandler, BlockWalk
    from archive.formats.untrusted_xml import Element


def _table(body: BlockWalk, element: Element, name: str, level: int) -> None:
    for block in tables_of(body.inline, element, body.losses):
        body.sequence.add(block, level)
    body.read_asides(level)
    if name == "table":
        return
    for child in element:
        of = name_of(child)
        if of in ("permissions", "alt-text", "long-desc", "object-id", "kwd-group", "subj-group"):
            body.losses.element(of, child)
        elif of not in OF_TABLES or (of == "alternatives" and not holds_table(child)):
            body.block(child, level)
        elif of in IMAGES:
            _words_with_image(body, child, level)


def _figure(body: BlockWalk, element: Element, name: str, level: int) -> None:
    for block in figures_of(body.inline, element, body.losses):
        body.sequence.add(block, level)
    body.read_asides(level)
    _other_content(body, element, level)


def _other_content(body: BlockWalk, element: Element, level: int) -> None:
    """All in a figure or supplement that is no part of either, and words printed with its image."""
    for child in element:
        if name_of(child) not in OF_FIGURES or (
            name_of(child) == "alternatives" and displayable_image(child) is None
        ):
            body.block(child, level)
        elif name_of(child) in IMAGES:
            _words_with_image(body, child, level)


def _words_with_image(body: BlockWalk, element: Element, level: int) -> None:
    """What is printed with an image that is a part of something."""
    for child in element:
        if name_of(child) not in ("alt-text", "long-desc", "object-id", "permissions"):
            body.block(child, level)


def _figure_group(body: BlockWalk, element: Element, name: str, level: int) -> None:
    for block in figures_of(body.inline, element, body.losses):
        body.sequence.add(block, level)
    body.read_asides(level)
    for child in element:
        if (
            name_of(child) in IMAGES
            or name_of(child) not in OF_FIGURES
            or name_of(child) == "alternatives"
        ):
            body.block(child, level)


def _image(body: BlockWalk, element: Element, name: str, level: int) -> None:
    body.sequence.add(image_at(element, body.losses), level)


def _alternatives(body: BlockWalk, element: Element, name: str, level: int) -> None:
    read = alternative_of(element)
    for child in element:
        if child is read:
            body.block(child, level)
        else:
            body.losses.other(OTHER_FORM.format(name_of(child)), child)


def _supplement(body: BlockWalk, element: Element, name: str, level: int) -> None:
    body.add_paragraph(supplement_of(body.inline, element, body.losses), level)
    body.read_asides(level)
    _other_content(body, element, level)


FLOAT_HANDLERS: Mapping[str, BlockHandler] = {
    **dict.fromkeys(("supplementary-material", "media"), _supplement),
    **dict.fromkeys(("table-wrap", "table"), _table),
    "fig": _figure,
    "fig-group": _figure_group,
    "graphic": _image,
    "alternatives": _alternatives,
}
"""What reads them."""
