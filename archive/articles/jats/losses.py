"""Records which parts of a JATS text are in the record, and counts all others by kind.

Code that keeps a value records this: with `take` for an attribute, in `read` for an element of the
metadata or of a reference. Everything else is counted after the text has been read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.articles.jats.language import language_from, language_of
from archive.articles.jats.vocabulary import (
    ABOUT_THE_FILE,
    DEFAULTS,
    LAYOUT,
    LAYOUT_ELEMENTS,
    NO_NAMES,
)
from archive.derivations.jats_tree import LANG, NAMES, OTHER_TEXTS, holds_words, name_of
from archive.findings import Finding
from archive.formats.losses import Losses

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element


class ElementLosses:
    """Elements and attributes of a text that are in the record, and those that are not."""

    def __init__(self) -> None:
        self._losses = Losses[int]()
        self._taken: defaultdict[str, set[Element]] = defaultdict(set)
        """For each attribute name, the elements whose attribute is kept."""
        self._dropped: dict[Element, str] = {}
        """Elements that are lost with all their content; the value is the name under which each
        is counted."""
        self.read: dict[Element, bool] = {}
        """Elements whose values are kept; the value says whether all their words are kept."""

    # --- what is kept ---

    def take(self, element: Element, attribute: str) -> str:
        """Record that an attribute is kept; return its value, empty if there is none."""
        value = element.get(attribute)
        if value is None:
            return ""
        self._taken[attribute].add(element)
        return value

    # --- what is not ---

    def element(self, name: str, element: Element, *, words: bool = False) -> None:
        """Count an element that the record cannot hold; `words` says whether its words are kept.

        If they are not, the element is counted once, together with all its content.
        """
        if words:
            self.other(f"<{name}>; its words are kept", element)
        elif element not in self._dropped:
            self.drop(f"<{name}>", element)

    def drop(self, what: str, element: Element) -> None:
        """Count an element, together with all its content, under the name `what`."""
        self._dropped[element] = what
        self.other(what, element)

    def other_form(self, element: Element) -> None:
        """Count an element that is only another form of one that is read, unless read too."""
        if element not in self.read and element not in self._dropped:
            self.drop(f"alternative forms (<{name_of(element)}>)", element)

    def other(self, what: str, element: Element, times: int = 1) -> None:
        """Count content of another kind that the record cannot hold.

        Args:
            what: The name of the loss; after `; ` it may say what is kept.
            element: The element with the content.
            times: How often to count it.
        """
        self._losses.add(what, element.sourceline or 1, times)

    def part(self, block: str, element: Element) -> None:
        """Count a part of a block; only the words of this part are kept."""
        self._count(f"parts of <{block}>; their words are kept", element, f"<{name_of(element)}>")

    def unread_in(self, element: Element) -> None:
        """Count the elements in an element that have not been read."""
        for child in element:
            if child in self.read:
                self.unread_in(child)
            else:
                self.unread(child)

    def unread(self, element: Element, *, words: bool = False) -> None:
        """Count an unread metadata element; its parent is part of the name of the loss.

        Args:
            element: The element.
            words: Whether the words of the element are kept.
        """
        around = element.getparent()
        if around is None or name_of(around) in _METADATA:
            self.element(name_of(element), element, words=words)
            return
        name = name_of(element)
        in_words = self.read.get(around, False) and name not in _NO_WORDS
        words = words or (in_words and holds_words(element))
        self.element(f"{name}> in <{name_of(around)}", element, words=words)

    # --- the attributes of a text ---

    def count_attributes(self, text: Element) -> None:
        """Count the attributes of a text that are not kept, and the content of lost elements."""
        lost = self._lost_with()
        in_others: set[Element] = set()
        for other in text.iter(*(f"{{*}}{name}" for name in OTHER_TEXTS)):
            if other is not text and other not in in_others:
                in_others.update(other.iter())
        for element in text.iter():
            if in_others and element in in_others:
                continue
            name = NAMES[element.tag]  # type: ignore[index]
            what = self._dropped.get(element, "")
            if not what and element in lost:
                what = lost[element]
                self._losses.of(what).details[f"<{name}>"] += 1
            elif name in LAYOUT_ELEMENTS:
                self._count("layout", element, f"<{name}>")
            for attribute in element.keys():  # noqa: SIM118 - lxml's items() is quadratic
                if element not in self._taken[attribute]:
                    self._count_attribute(element, name, attribute, what)

    def _lost_with(self) -> dict[Element, str]:
        """Return each element in a lost element, with the name of the nearest lost element."""
        lost: dict[Element, str] = {}
        for dropped, what in self._dropped.items():
            stack = [*dropped]
            while stack:
                element = stack.pop()
                if element not in self._dropped:
                    lost[element] = what
                    stack += element
        return lost

    def _count_attribute(self, element: Element, name: str, attribute: str, what: str) -> None:
        if attribute in ABOUT_THE_FILE or _is_default(element, attribute):
            return
        shown = f"@{_PREFIXED.get(attribute) or attribute.rpartition('}')[2]}"
        if what:
            self._losses.of(what).details[shown] += 1
        elif attribute in LAYOUT:
            self._count("layout", element, shown)
        else:
            self._count(f"attributes of <{name}>", element, shown)

    def _count(self, what: str, element: Element, detail: str) -> None:
        self._losses.add(what, element.sourceline or 1, detail=detail)

    # --- findings ---

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each kind of loss, in the order of their first occurrence."""
        return self._losses.findings()


_METADATA = frozenset(("article", "front", "front-stub", "article-meta", "journal-meta"))
"""Parent elements that the name of a loss does not mention."""

_NO_WORDS = NO_NAMES | {"fn-group", "index-term"}
"""Elements in a value whose words do not belong to the value."""

_PREFIXED = {
    LANG: "xml:lang",
    **{
        f"{{http://www.w3.org/1999/xlink}}{name}": f"xlink:{name}"
        for name in ("href", "title", "role", "type", "show", "actuate", "label")
    },
}


def _is_default(element: Element, attribute: str) -> bool:
    """Whether an attribute has its default value."""
    if attribute in DEFAULTS:
        return element.get(attribute, "").strip() in DEFAULTS[attribute]
    if attribute != LANG:
        return False
    around, language = element.getparent(), language_from(element.get(LANG))
    return language is not None and around is not None and language == language_of(around)
