"""Counts the elements and attributes of a page that were not read, and reports them as losses.

Readers record the elements and attributes that they read (`PageLosses.take`), and `presentational`
lists markup without meaning. All other markup is counted here, so that every loss is reported: in
the article by kind of element; for the rest of the page, which keeps only its words, as a sum.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from archive.articles.html.marks import language_of
from archive.articles.html.metadata.head import LINKS
from archive.articles.presentational import (
    ELEMENTS_WITHOUT_MEANING,
    RELATIONS,
    SCRIPTS,
    is_presentational,
)
from archive.findings import NOT_KEPT, Finding, note
from archive.formats.losses import Loss, with_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.articles.html.page_context import PageContext
    from archive.derivations.html_text_1 import Element

EMBEDDED = {
    "iframe": "embedded pages (iframe)",
    "video": "videos",
    "audio": "sounds",
    "canvas": "drawings by scripts (canvas)",
    "object": "embedded objects",
    "embed": "embedded objects",
}
"""Names in messages for embedded content, by element."""
_WHOLE = {
    "svg": "drawings (svg)",
    "math": "formulas (math); their words are kept",
    "template": "templates, which no browser shows",
}
"""Names in messages for elements that are counted together with everything in them."""
_IN_HEAD = frozenset(("meta", "title"))
"""Elements whose values are read or reported as metadata, wherever they are."""
_NOT_COUNTED = ELEMENTS_WITHOUT_MEANING | _IN_HEAD
_NAMES_OF_METADATA = (
    "itemprop itemtype itemscope itemid property typeof resource about vocab prefix"
)
_OF_METADATA = frozenset(_NAMES_OF_METADATA.split())
"""Attributes of microdata and RDFa."""
_OF_SOURCES = frozenset(("rel", "href", "content", "datetime", "title", "value", "src"))
"""Attributes from which metadata may be read, on any element."""
_POINTING = frozenset(
    ("for", "headers", "itemref", "list", "form", "aria-labelledby", "aria-describedby")
)
"""Attributes with ids of other elements as value."""


class _Zone:
    """The counts for one part of a page."""

    def __init__(self) -> None:
        self.elements: Loss[Element] = Loss()
        """Counts of elements, by name."""
        self.attributes: dict[str, Loss[Element]] = {}
        """Counts of attributes, by name of the element and of the attribute."""
        self.wholes: dict[str, Loss[Element]] = {}
        """Counts of the elements in `_WHOLE`, by name, with the size of their content."""

    def add_element(self, element: Element) -> None:
        elements = self.elements
        elements.first = elements.first or element
        elements.details[element.name] += 1

    def add_attribute(self, element: Element, name: str) -> None:
        known = self.attributes.get(element.name)
        if known is None:
            known = self.attributes[element.name] = Loss(element)
        known.details[name] += 1

    def add_whole(self, element: Element) -> None:
        loss = self.wholes.setdefault(element.name, Loss(element))
        loss.times += 1
        loss.details.update(_sizes(element))


def _sizes(element: Element) -> Counter[str]:
    """Return the size of an element's content: elements, attributes, words; zeros are omitted."""
    if element.name == "template":
        return +Counter(characters=len(element.node.html or ""))
    sizes = Counter(attributes=len(element.attributes), elements=0)
    for inner in element.within():
        if inner is not element:
            sizes["elements"] += 1
            sizes["attributes"] += len(inner.attributes)
    if element.name == "svg":
        sizes["words"] = len((element.node.text(deep=True, separator=" ") or "").split())
    return +sizes


class MarkupLosses:
    """The markup of a page that is not in its record."""

    def __init__(
        self, context: PageContext, stretches: Iterable[tuple[int, int]], sources: frozenset[int]
    ) -> None:
        """Count the markup.

        Args:
            context: The page, and the elements and attributes that were read.
            stretches: Start and end of each part of the text that is in the article, in any order.
            sources: The elements from which metadata were read (`mem_id`).
        """
        self._context, self._sources = context, sources
        self._notes = frozenset(context.notes.bodies.values())
        self._article, self._beside, self._head = _Zone(), _Zone(), _Zone()
        self._data: Counter[str] = Counter()
        self._relations: Counter[str] = Counter()
        self._semantic: Counter[str] = Counter()
        """Counts of attributes for metadata."""
        self._starts, self._ends = _merged(stretches)
        self._pointed = self._targets()
        self._count()

    def _targets(self) -> frozenset[str]:
        """Return the ids to which links and attributes on the page point."""
        found: set[str] = set()
        for element in self._context.page.elements:
            for name, value in element.attributes.items():
                if name in ("href", "usemap"):
                    if value and value[0] == "#":
                        found.add(value[1:])
                elif name in _POINTING:
                    found.update((value or "").split())
        return frozenset(found - {""})

    def _count(self) -> None:
        passed_to = head_to = -1
        for number, element in enumerate(self._context.page.elements):
            if number <= passed_to:
                continue
            if element.name == "head" and head_to < 0:
                head_to = number + _size(element) - 1
            if number <= head_to:
                zone = self._head
            else:
                zone = self._article if self._is_of_article(element) else self._beside
            if element.name in _WHOLE:
                zone.add_whole(element)
                passed_to = number + _size(element) - 1
            else:
                self._count_element(element, zone)

    def _is_of_article(self, element: Element) -> bool:
        """Whether an element has words of the article, or is empty and lies between such words."""
        start, end = element.start, element.end
        if start == end:
            return self._context.region.overlaps(start - 1, end + 1)
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start

    def _is_around_article(self, element: Element) -> bool:
        """Whether an element contains all words of the article."""
        starts, ends = self._starts, self._ends
        return bool(starts) and element.start <= starts[0] and ends[-1] <= element.end

    def _count_element(self, element: Element, zone: _Zone) -> None:
        name = element.name
        taken = self._context.losses.taken(element)
        match name:
            case "script":
                self._count_script(element)
                return
            case "style":
                return
            case "link":
                if not self._count_link(element):
                    return
                taken = ("rel", "href")
            case _ if name in EMBEDDED and zone is self._article:
                self._context.losses.add(EMBEDDED[name], element, detail=_address(element) or "")
                taken = tuple(name for name in ("src", "data") if element.get(name))
            case "article" | "main" if self._is_around_article(element):
                pass  # the record as a whole stands for it
            case _ if taken is None and name not in _NOT_COUNTED:
                zone.add_element(element)
            case _:
                pass
        attributes = element.attributes
        for key in attributes or ():
            if not is_presentational(key) and (taken is None or key not in taken):
                self._count_attribute(element, key, zone)

    def _count_attribute(self, element: Element, key: str, zone: _Zone) -> None:
        """Count an attribute that was not read, if its value has a meaning."""
        if self._is_empty(element, key, zone):
            return
        is_source = key in _OF_SOURCES and element.node.mem_id in self._sources
        if is_source or key in _OF_METADATA:
            self._semantic[key] += 1
        else:
            zone.add_attribute(element, key)

    def _is_empty(self, element: Element, key: str, zone: _Zone) -> bool:
        """Whether an attribute has no meaning with its value, or was read elsewhere."""
        value = (element.attributes[key] or "").strip()
        if key == "id" or (key == "name" and element.name in ("a", "map")):
            return value not in self._pointed or value in self._notes
        if key in ("lang", "xml:lang"):
            is_read = zone is self._article and language_of(element) is not None
            return zone is self._head or not value or is_read
        if key in ("colspan", "rowspan"):
            return value == "1"
        if key in ("alt", "title"):
            return not value
        return element.name in _IN_HEAD and not _is_unread_of_meta(element, key)

    def _count_script(self, element: Element) -> None:
        kind = element.get("type").partition(";")[0].strip().lower()
        is_script = not kind or kind in SCRIPTS.names
        if not is_script and kind not in ("application/ld+json", "text/front-matter"):
            self._data[kind] += 1

    def _count_link(self, element: Element) -> bool:
        """Count a `link`; return whether it has a meaning."""
        relations = element.get("rel").lower().split()
        if relations and all(one in RELATIONS.names for one in relations):
            return False
        if not any(one in LINKS for one in relations):
            relation = " ".join(relations) or "no relation"
            self._relations[relation if element.get("href") else f"{relation} to nothing"] += 1
        return True

    # --- findings ---

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each kind of loss in the article, and notes on the rest."""
        article, losses = self._article, self._context.losses
        for name, loss in article.wholes.items():
            losses.put(_WHOLE[name], loss)
        losses.put("elements of the article of which only the words are kept", article.elements)
        for name, loss in article.attributes.items():
            losses.put(f"attributes of <{name}>", loss)
        yield from losses.findings()
        yield from self._of_the_rest()

    def _of_the_rest(self) -> Iterator[Finding]:
        """Yield a note on markup outside the article, and a note on the head and metadata."""
        if parts := _all_of(self._beside):
            lost = "; ".join(parts)
            yield _note(f"outside the article, only the words are kept; not kept: {lost}")
        parts = [
            f"{what}: {with_counts(counts)}"
            for what, counts in (
                ("attributes for metadata, of which the values are kept", self._semantic),
                ("links (link) by relation", self._relations),
                ("data for scripts", self._data),
            )
            if counts
        ]
        parts += _all_of(self._head)
        if parts:
            yield _note(f"not kept from the head and from metadata: {'; '.join(parts)}")


def _merged(stretches: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Return the starts and the ends of these parts of a text; touching parts are joined."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(stretches):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        elif end > start:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _size(element: Element) -> int:
    """Return the number of elements in an element, plus one for the element itself."""
    return sum(1 for _ in element.within())


def _is_unread_of_meta(element: Element, key: str) -> bool:
    """Whether this attribute of `meta` or `title` is not read as metadata."""
    if key in ("name", "property", "http-equiv", "charset"):
        return False
    return key not in ("content", "value") or "itemprop" in element.attributes


def _address(element: Element) -> str | None:
    """Return the address of embedded content, if it has one."""
    sources = (element, *element.children[:1])
    found = (one.get(name) for one in sources for name in ("src", "data", "data-src"))
    return next(filter(None, found), None)


def _all_of(zone: _Zone) -> list[str]:
    attributes: Counter[str] = Counter()
    for loss in zone.attributes.values():
        attributes.update(loss.details)
    parts = [
        f"{_WHOLE[name]}: {loss.times}"
        + (f" ({with_counts(loss.details)})" if loss.details else "")
        for name, loss in zone.wholes.items()
    ]
    if elements := zone.elements.details:
        parts.append(f"elements: {with_counts(elements)}")
    if attributes:
        parts.append(f"attributes: {with_counts(attributes)}")
    return parts


def _note(message: str) -> Finding:
    return note(NOT_KEPT, "", message)
