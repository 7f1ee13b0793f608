"""Formulas and images in a line, and which of several forms of the same is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles.jats.alternatives import RENDERINGS, alternative_of, rendering_of
from archive.articles.jats.losses import OTHER_FORM
from archive.articles.jats.tree import HREF, name_of, normalize_space, within
from archive.model.blocks import InlineImage

if TYPE_CHECKING:
    from archive.articles.jats.inline_walk import InlineHandler, InlineWalk
    from archive.articles.jats.text_builder import TextBuilder
    from archive.formats.untrusted_xml import Element


def _image(inline: InlineWalk, element: Element, name: str, line: TextBuilder) -> None:
    target = normalize_space(element.get(HREF))
    if target:
        line.point(lambda s, e: InlineImage(start=s, end=e, target=target))
    else:
        inline.losses.element(name, element)
    for said in within(element, "alt-text", "long-desc"):
        inline.losses.element(name_of(said), said)


def _alternatives(inline: InlineWalk, element: Element, name: str, line: TextBuilder) -> None:
    read = alternative_of(element)
    for child in element:
        if child is read:
            inline.element(child, line)
        else:
            inline.losses.other(OTHER_FORM.format(name_of(child)), child)


def _formula(inline: InlineWalk, element: Element, name: str, line: TextBuilder) -> None:
    """A formula in several renderings is read once, with what else stands in it."""
    is_displayed = name != "inline-formula"
    if is_displayed:
        line.line_break()
    if element.text:
        line.text(element.text)
    read = rendering_of(element)
    for child in element:
        if child is not read and name_of(child) in RENDERINGS:
            if name_of(child) == name_of(read if read is not None else child):
                inline.element(child, line)
            else:
                inline.losses.other(OTHER_FORM.format(name_of(child)), child)
        elif name_of(child) == "graphic":
            _image(inline, child, "graphic", line)
        else:
            inline.element(child, line)
        if child.tail:
            line.text(child.tail)
    if is_displayed:
        line.line_break()


def _math(inline: InlineWalk, element: Element, name: str, line: TextBuilder) -> None:
    """The characters of MathML, between which white space counts for nothing."""
    inline.losses.element(name, element, words=True)
    _tokens(inline, element, line)


def _tokens(inline: InlineWalk, element: Element, line: TextBuilder) -> None:
    if words := normalize_space(element.text):
        line.text(words)
    for child in element:
        if name_of(child) in ("mml:annotation", "mml:annotation-xml"):
            inline.losses.element(name_of(child), child)
        else:
            _tokens(inline, child, line)
        if words := normalize_space(child.tail):
            line.text(words)


FORMULA_HANDLERS: Mapping[str, InlineHandler] = {
    **dict.fromkeys(("inline-formula", "disp-formula"), _formula),
    **dict.fromkeys(("inline-graphic", "inline-media", "private-char"), _image),
    "alternatives": _alternatives,
    "mml:math": _math,
}
"""What reads them."""
