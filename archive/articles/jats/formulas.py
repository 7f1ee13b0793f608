"""Reads formulas and images within a line; a handler for each element."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles.jats.losses import OTHER_FORM
from archive.articles.jats.tree import within
from archive.derivations.jats_forms import RENDERINGS, alternative_of, rendering_of
from archive.derivations.jats_tree import HREF, name_of, normalize_space
from archive.model.blocks import InlineImage

if TYPE_CHECKING:
    from archive.articles.jats.inline_walk import InlineHandler, InlineWalk
    from archive.articles.jats.text_builder import TextBuilder
    from archive.derivations.untrusted_xml import Element


def _image(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    target = normalize_space(element.get(HREF))
    if target:
        builder.point(lambda s, e: InlineImage(start=s, end=e, target=target))
    else:
        inline.losses.element(name, element)
    for description in within(element, "alt-text", "long-desc"):
        inline.losses.element(name_of(description), description)


def _alternatives(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    read = alternative_of(element)
    for child in element:
        if child is read:
            inline.element(child, builder)
        else:
            inline.losses.other(OTHER_FORM.format(name_of(child)), child)


def _formula(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """A formula in several renderings is read once, with its other content."""
    is_displayed = name != "inline-formula"
    if is_displayed:
        builder.line_break()
    if element.text:
        builder.text(element.text)
    read = rendering_of(element)
    for child in element:
        if child is not read and name_of(child) in RENDERINGS:
            if name_of(child) == name_of(read if read is not None else child):
                inline.element(child, builder)
            else:
                inline.losses.other(OTHER_FORM.format(name_of(child)), child)
        elif name_of(child) == "graphic":
            _image(inline, child, "graphic", builder)
        else:
            inline.element(child, builder)
        if child.tail:
            builder.text(child.tail)
    if is_displayed:
        builder.line_break()


def _math(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """The characters of MathML; white space between them is ignored."""
    inline.losses.element(name, element, words=True)
    _tokens(inline, element, builder)


def _tokens(inline: InlineWalk, element: Element, builder: TextBuilder) -> None:
    if words := normalize_space(element.text):
        builder.text(words)
    for child in element:
        if name_of(child) in ("mml:annotation", "mml:annotation-xml"):
            inline.losses.element(name_of(child), child)
        else:
            _tokens(inline, child, builder)
        if words := normalize_space(child.tail):
            builder.text(words)


FORMULA_HANDLERS: Mapping[str, InlineHandler] = {
    **dict.fromkeys(("inline-formula", "disp-formula"), _formula),
    **dict.fromkeys(("inline-graphic", "inline-media", "private-char"), _image),
    "alternatives": _alternatives,
    "mml:math": _math,
}
"""The handlers of these elements, by name."""
