"""Counts the content of the header and of other parts outside the text that the record lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.articles.tei_of_others.vocabulary import NAMING
from archive.derivations.tei_structure import has_own_text

if TYPE_CHECKING:
    from archive.articles.tei_of_others.kept import Kept
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.derivations.untrusted_xml import Element

_BY_HOLDER = NAMING | frozenset(
    ("p", "ab", "date", "idno", "note", "title", "desc", "bibl", "ref", "label", "term")
)
"""Elements whose losses also name the parent, because their own name says little."""


_WORD = re.compile(r"\w")


class HeaderLosses:
    """Counts losses in the parts outside the text, after the whole file has been read."""

    def __init__(self, tree: TeiTree, kept: Kept, losses: MarkupLosses) -> None:
        self._tree, self._kept, self._losses = tree, kept, losses
        self._around = kept.around()

    def count_header(self, header: Element) -> None:
        """Count the elements and attributes of a header that are not in the record."""
        self._losses.attributes(self._tree.name(header), header)
        for child in header:
            self._count(child, has_words=False)

    def count_part(self, part: Element) -> None:
        """Count the losses of another part; children of which nothing is kept count as wholes."""
        name = self._tree.name(part)
        self._losses.attributes(name, part)
        if not len(part):
            self._losses.whole(f"{self._tree.name(self._tree.file)}/{name}", part)
        for child in part:
            if child in self._around or child in self._kept:
                self._count(child, has_words=False)
            else:
                self._losses.whole(f"{name}/{self._tree.name(child)}", child)

    def _count(self, element: Element, *, has_words: bool) -> None:
        """Count the losses in an element and its content.

        Args:
            element: The element.
            has_words: Whether the words of the parent element are in the record.
        """
        kept, losses, name = self._kept, self._losses, self._tree.name(element)
        has_words = has_words or kept.has_words(element)
        taken = kept.taken_of(element)
        if taken is not None:
            losses.attributes(name, element, taken)
            if not has_words and _has_own_words(element):
                losses.other(f"words in <{name}> that are not in the record", element)
        elif has_words:
            losses.part_of_value(self._named(element, name), element)
            losses.attributes(name, element)
        else:
            has_own = has_own_text(element)
            says_something = has_own or (not len(element) and len(element.keys()) > 0)
            if says_something and element not in self._around:
                losses.whole(self._named(element, name), element)
                return
            losses.attributes(name, element)
            if has_own:
                losses.other(f"words in <{name}> that are not in the record", element)
            elif not kept.is_way(element):
                losses.wrapper(name, element)
        for child in element:
            self._count(child, has_words=has_words)

    def _named(self, element: Element, name: str) -> str:
        around = element.getparent()
        if around is None or name not in _BY_HOLDER:
            return name
        return f"{self._tree.name(around)}/{name}"


def _has_own_words(element: Element) -> bool:
    """Whether there are words, not only punctuation, directly in an element."""
    texts = (element.text, *(child.tail for child in element))
    return any(_WORD.search(text) for text in texts if text)
