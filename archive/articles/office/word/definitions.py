"""Counts the settings in style and list definitions, except those that the record uses."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml.etree import _Element as Element

from archive.articles.office.unread import Unread, local_name
from archive.articles.office.word.styles import OFF
from archive.derivations.word_names import value, w

OF_PROGRAMS = frozenset(map(w, ("proofErr", "lastRenderedPageBreak", "latentStyles")))
"""Elements that record when a program last checked or showed the text, or which styles it
offers."""
_OF_LEVELS = frozenset(map(w, ("start", "numFmt", "lvlText", "suff", "isLgl", "abstractNumId",
                               "startOverride")))  # fmt: skip
_DEFAULTS = {"start": "1", "numFmt": "decimal"}
"""The default values of elements of a list level."""


def count_styles(
    root: Element | None, used: Collection[str], taken_from: Collection[Element], unread: Unread
) -> None:
    """Count the settings in styles, except those that the record uses.

    Args:
        root: The part with the styles.
        used: The ids of the styles that the text uses.
        taken_from: The elements of styles that become marks.
        unread: The counts, which are changed.
    """
    for child in () if root is None else root:
        if child.tag in OF_PROGRAMS:
            continue
        if child.tag != w("style"):
            for one in child.iter("*"):
                _of_definition(one, unread)
            continue
        id = child.get(w("styleId")) or ""
        if id in used:
            taken = {child.find(w("name"))}
            unread.attributes(child, w("styleId"), w("type"), is_look=True)
        else:
            taken = set()
            unread.look(child)
        for one in child.iterdescendants("*"):
            if one not in taken and one not in taken_from:
                _of_definition(one, unread)


def _of_definition(one: Element, unread: Unread) -> None:
    if one.tag == w("lang"):
        unread.languages.update(map(str, one.attrib.values()))
        unread.looks["lang"] += 1
    elif one.tag in (w("rtl"), w("bidi")) and value(one) not in OFF:
        unread.add(one, value(one))
    else:
        unread.look(one)


def count_numbering(root: Element | None, used: Mapping[Element, str], unread: Unread) -> None:
    """Count the settings in list definitions, except those that form the numbers.

    Args:
        root: The part with the definitions.
        used: The definitions and levels that the text uses, with the number format of each level.
        unread: The counts, which are changed.
    """
    for one in _elements(root):
        tag = str(one.tag)
        parent = one.getparent()
        if one in used:
            taken = (w("abstractNumId"), w("numId"), w("ilvl"))
            unread.attributes(one, *taken, is_look=True)
        elif parent is not None and parent in used and tag in _OF_LEVELS:
            _of_level(one, used[parent], unread)
        else:
            unread.look(one)


def _of_level(one: Element, format: str, unread: Unread) -> None:
    name, text = local_name(str(one.tag)), value(one)
    level = one.getparent()
    written = "" if level is None else value(level.find(w("lvlText")))
    if format not in ("", "bullet") and "%" not in written:
        unread.look(one)
    elif format == "bullet" and name not in ("numFmt", "lvlText"):
        unread.look(one)  # bullets are not counted
    elif name == "lvlText" and format == "bullet":
        unread.add(one, text, text)
    elif text == _DEFAULTS.get(name) or (name == "suff" and text != "nothing"):
        unread.look(one)


def _elements(root: Element | None) -> Iterator[Element]:
    yield from () if root is None else root.iterdescendants("*")
