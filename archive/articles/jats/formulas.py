"""Reads formulas and images within a line: one handler for each element name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.derivations.jats_tree import HREF, OTHER_TEXTS, has_own_words, name_of
from archive.derivations.jats_vocabulary import IMAGES_IN_LINES, LEFT_OUT
from archive.derivations.xml_walk import normalize_space
from archive.model.blocks import InlineImage

if TYPE_CHECKING:
    from archive.articles.jats.inline_walk import InlineHandler, InlineWalk
    from archive.articles.jats.text_builder import TextBuilder
    from archive.derivations.untrusted_xml import Element


def add_image(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """Add an image to a line, as a mark with the image's address."""
    target = normalize_space(element.get(HREF))
    if target:
        inline.losses.take(element, HREF)
        builder.point(lambda s, e: InlineImage(start=s, end=e, target=target), element)
    else:
        inline.losses.element(name, element)


def _image(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """Add an image to a line; its description and the words in it are reported as losses."""
    add_image(inline, element, name, builder)
    for description in element:
        inline.losses.element(name_of(description), description)
    if has_own_words(element):
        inline.losses.other(f"words in <{name}>", element)


def _displayed(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    inline.losses.element(name, element, words=True)
    builder.line_break()
    inline.content(element, builder)
    builder.line_break()


def _formula(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    inline.losses.element(name, element, words=True)
    inline.content(element, builder)


def _content(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    inline.content(element, builder)


def _math(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """Add the characters of a MathML formula, without the white space between elements."""
    inline.losses.drop(f"<{name}>; its words are kept", element)
    _tokens(inline, element, builder)


def _tokens(inline: InlineWalk, element: Element, builder: TextBuilder) -> None:
    if words := normalize_space(element.text):
        builder.text(words)
    for child in element:
        if name_of(child) in LEFT_OUT | IMAGES_IN_LINES:
            inline.losses.element(name_of(child), child)
        elif name_of(child) not in OTHER_TEXTS:
            _tokens(inline, child, builder)
        if words := normalize_space(child.tail):
            builder.text(words)


FORMULA_HANDLERS: Mapping[str, InlineHandler] = {
    **dict.fromkeys(IMAGES_IN_LINES, _image),
    "alternatives": _content,
    "inline-formula": _formula,
    "disp-formula": _displayed,
    "mml:math": _math,
}
"""The handlers of formulas and images in lines, by element name."""
