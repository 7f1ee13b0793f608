"""Which of several readings is text, and what an example of XML says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from archive.formats.tei_of_others.vocabulary import READINGS

if TYPE_CHECKING:
    from archive.formats.foreign_xml import Element
    from archive.formats.tei_of_others.tree import Tree


def chosen_of(tree: Tree, choice: Element) -> tuple[Element | None, Sequence[Element]]:
    """Return what of a `choice` is text, and what else stands in it.

    It is `sic`, `orig` or `abbr`, since that is what the source has; or else the first child.
    """
    by_name = {tree.name(child): child for child in reversed(choice)}
    chosen = next((by_name[name] for name in READINGS.values() if name in by_name), None)
    if chosen is None and len(choice):
        chosen = choice[0]
    return chosen, [child for child in choice if child is not chosen]


def lemma_of(tree: Tree, app: Element) -> tuple[Element | None, Sequence[Element]]:
    """Return what of an `app` is text, its `lem` or its first `rdg`, and the other readings."""
    names = {child: tree.name(child) for child in app}
    lemma = next((child for child, name in names.items() if name == "lem"), None)
    if lemma is None:
        lemma = next((child for child, name in names.items() if name in _READINGS), None)
    others = [child for child, name in names.items() if name in _VARIANTS and child is not lemma]
    return lemma, others


_READINGS = ("rdg", "rdgGrp")
_VARIANTS = (*_READINGS, "witDetail", "wit", "lem")

_DECLARATION = re.compile(r"\s+xmlns(?::[\w.-]+)?=(?:\"[^\"]*\"|'[^']*')")


def code_in(element: Element) -> str:
    """The XML or program text in an example, as it stands there but for namespaces."""
    from lxml import etree

    pieces = [element.text or ""]
    for child in element:
        pieces.append(_DECLARATION.sub("", etree.tostring(child, encoding="unicode")))
    return "".join(pieces).strip("\r\n").rstrip()
