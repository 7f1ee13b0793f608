"""Counts what a header holds and the record does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.articles.tei_of_others.vocabulary import DEFAULTS, ENTITIES, FORMAL, OF_WORKS
from archive.derivations.tei_structure import has_own_text
from archive.derivations.tei_vocabulary import ID, LANG

if TYPE_CHECKING:
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.articles.tei_of_others.works import Works
    from archive.derivations.untrusted_xml import Element

_NOT_REPORTED = frozenset((*FORMAL, ID, LANG))
_BY_HOLDER = frozenset(
    ("p", "ab", "date", "idno", "note", "title", "name", "desc", "bibl", "ref", "label", "term")
)
"""Elements that are named with their parent, since they say little without it."""


def count_header_losses(
    tree: TeiTree, read: set[Element], works: Works, losses: MarkupLosses
) -> None:
    """Count the elements of a header that were not read.

    Args:
        tree: The file.
        read: The elements that were read, with all in them.
        works: The works of the file, whose descriptions were read.
        losses: Where they are counted.
    """
    if tree.header is None:
        return
    done: set[Element] = set()
    described: set[Element] = set()
    for element in tree.header.iter():
        around, name = element.getparent(), tree.name(element)
        if around in done or element in read or name in ENTITIES:
            done.add(element)
        elif element in works.taken:
            is_in_parts = tree.has(element, "title", "msIdentifier", "analytic", "monogr")
            (described if is_in_parts else done).add(element)
        elif around in described and name in OF_WORKS:
            (done if name == "msIdentifier" else described).add(element)
        else:
            attributes = [
                str(key)
                for key, value in element.items()
                if key not in _NOT_REPORTED and (key, value) not in DEFAULTS
            ]
            if has_own_text(element) or (attributes and not len(element)):
                losses.element(_named(tree, element, name), element, words=False)
                done.add(element)
            else:
                for key in attributes:
                    losses.attribute(key, name, element)


def _named(tree: TeiTree, element: Element, name: str) -> str:
    around = element.getparent()
    if around is None or name not in _BY_HOLDER:
        return name
    return f"{tree.name(around)}/{name}"
