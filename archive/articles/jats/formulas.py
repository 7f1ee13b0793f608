"""Formulas and images in a line, and which of several forms of the same is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles.jats.alternatives import RENDERINGS, alternative_of, rendering_of
from archive.articles.jats.losses import OTHER_FORM
from archive.articles.jats.tree import HREF, name_of, one_line, within
from archive.model.blocks import InlineImage

if TYPE_CHECKING:
    from archive.articles.jats.inline_walk import Handler, Inline
    from archive.articles.jats.text_builder import Line
    from archive.formats.untrusted_xml import Element


def _image(inline: Inline, element: Element, name: str, line: Line) -> None:
    target = one_line(element.get(HREF))
    if target:
        line.put(lambda s, e: InlineImage(start=s, end=e, target=target))
    else:
        inline.left.element(name, element)
    for said in within(element, "alt-text", "long-desc"):
        inline.left.element(name_of(said), said)


def _alternatives(inline: Inline, element: Element, name: str, line: Line) -> None:
    read = alternative_of(element)
    for child in element:
        if child is read:
            inline.element(child, line)
        else:
            inline.left.other(OTHER_FORM.format(name_of(child)), child)


def _formula(inline: Inline, element: Element, name: str, line: Line) -> None:
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
                inline.left.other(OTHER_FORM.format(name_of(child)), child)
        elif name_of(child) == "graphic":
            _image(inline, child, "graphic", line)
        else:
            inline.element(child, line)
        if child.tail:
            line.text(child.tail)
    if is_displayed:
        line.line_break()


def _math(inline: Inline, element: Element, name: str, line: Line) -> None:
    """The characters of MathML, between which white space counts for nothing."""
    inline.left.element(name, element, words=True)
    _tokens(inline, element, line)


def _tokens(inline: Inline, element: Element, line: Line) -> None:
    if words := one_line(element.text):
        line.text(words)
    for child in element:
        if name_of(child) in ("mml:annotation", "mml:annotation-xml"):
            inline.left.element(name_of(child), child)
        else:
            _tokens(inline, child, line)
        if words := one_line(child.tail):
            line.text(words)


FORMULAS: Mapping[str, Handler] = {
    **dict.fromkeys(("inline-formula", "disp-formula"), _formula),
    **dict.fromkeys(("inline-graphic", "inline-media", "private-char"), _image),
    "alternatives": _alternatives,
    "mml:math": _math,
}
"""What reads them."""
