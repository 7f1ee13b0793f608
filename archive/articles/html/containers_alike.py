"""Finds parts of the article that trafilatura omits, in elements like those that it found.

An article can be in several similar elements: parts between advertisements, sections, the posts of
a thread. Often trafilatura finds only the first or the longest of them.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from archive.articles.html.furniture_names import HEADINGS, classes_and_id
from archive.articles.html.page_prose import PageProse, Stretches
from archive.articles.html.related_articles import is_related_heading
from archive.articles.html.tuning import (
    CONTAINER_LINKED,
    CONTAINER_PROSE,
    CONTAINERS_TAKEN,
    LONGEST_AUTHOR,
    LOOKED_AT,
    PARAGRAPH_TAKEN,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.articles.html.article_region import ArticleRegion
    from archive.articles.html.furniture import FurnitureDetector
    from archive.articles.html.line_scores import LineScores
    from archive.derivations.html_text_1 import Element, Page

_DIGITS = re.compile(r"[0-9]+")
_AUTHOR = re.compile(
    r"(?<![\w-])(?:[\w-]*[_-])?(?:author|byline|user-?name|display-?name|poster|handle|fn|nick)"
    r"(?:[_-]*name)?(?![\w-])|^name(?![\w-])",
    re.IGNORECASE,
)


class ContainersAlike(NamedTuple):
    """The elements with prose beside the containers that trafilatura found."""

    alike: tuple[Element, ...]
    """Elements that are parts of the article."""
    others: tuple[Element, ...]
    """Elements that are not: replies, teasers, elements with other names."""


def containers_alike(
    page: Page,
    scores: LineScores,
    prose: PageProse,
    furniture: FurnitureDetector,
    region: ArticleRegion,
) -> ContainersAlike:
    """Return the elements with prose outside the region: parts of the article, and others."""
    finder = _Finder(page, scores, prose, furniture)
    alike: list[Element] = []
    others: list[Element] = []
    for element, models in finder.siblings(region):
        is_alike = bool(models) and finder.is_alike(element, models)
        (alike if is_alike else others).append(element)
    others.sort(key=lambda element: element.start)
    return ContainersAlike(tuple(alike), tuple(others))


class _Finder:
    def __init__(
        self, page: Page, scores: LineScores, prose: PageProse, furniture: FurnitureDetector
    ) -> None:
        self._page, self._scores, self._prose, self._furniture = page, scores, prose, furniture
        self._taken = Stretches(
            (start, end)
            for start, end in prose.paragraphs
            if scores.share(start, end) >= PARAGRAPH_TAKEN
        )
        self._authors: dict[Element, str] = {}

    def siblings(self, region: ArticleRegion) -> Iterator[tuple[Element, list[Element]]]:
        """Yield the outermost elements with prose that are outside the region.

        With each, yield its siblings with the same name and classes that contain the article.
        """
        left = [self._page.root]
        while left:
            element = left.pop()
            models: dict[tuple[str, str], list[Element]] = {}
            beside = []
            for child in element.children:
                if child.is_left_out or not self._prose.paragraphs.count(child.start, child.end):
                    continue
                if not region.overlaps(child.start, child.end):
                    beside.append(child)
                elif self._taken.count(child.start, child.end):
                    models.setdefault(_kind(child), []).append(child)
                    left.append(child)
            weighty = {kind: some for kind, some in models.items() if self._holds_much(some)}
            for child in beside:
                yield child, weighty.get(_kind(child), [])

    def _holds_much(self, elements: list[Element]) -> bool:
        """Whether these elements have so much of the article that similar elements belong to it."""
        return sum(map(self._scores.score, elements)) >= CONTAINERS_TAKEN * self._scores.total

    def is_alike(self, element: Element, models: list[Element]) -> bool:
        """Whether an element is a part of the article, as its siblings `models` are."""
        start, end = element.start, element.end
        text, paragraphs, furniture = self._page.text, self._prose.paragraphs, self._furniture
        return (
            self._scores.share_linked(start, end) <= CONTAINER_LINKED
            and paragraphs.length(start, end) >= CONTAINER_PROSE * (end - start)
            and furniture.role(element) is None
            and not (paragraphs.count(start, end) == 1 and furniture.asks_to_subscribe(element))
            and not is_related_heading(text[start:end].partition("\n")[0])
            and not self._is_teaser(element)
            and self._author(element) in {"", *(self._author(one) for one in models[:1])}
        )

    def _is_teaser(self, element: Element) -> bool:
        """Whether a heading, the first line or the last line is a link to another page."""
        for one in islice(element.within(), LOOKED_AT):
            if one.name != "a" or one.end <= one.start or not _leads_away(one):
                continue
            is_first = one.start == element.start and self._is_line(one)
            is_last = one.end == element.end and self._is_line(one)
            if is_first or is_last or self._is_in_heading(one):
                return True
        return False

    def _is_line(self, link: Element) -> bool:
        text = self._page.text
        before, after = text[max(0, link.start - 1) : link.start], text[link.end : link.end + 1]
        return before in ("", "\n") and after in ("", "\n")

    def _is_in_heading(self, link: Element) -> bool:
        around = link.parent
        inner = (one.name for one in islice(link.within(), LOOKED_AT))
        return (around is not None and around.name in HEADINGS) or any(
            name in HEADINGS for name in inner
        )

    def _author(self, element: Element) -> str:
        """Return the author named in an element, in lower case; empty if there is none."""
        if element not in self._authors:
            found = ""
            for one in islice(element.within(), LOOKED_AT):
                is_called = one.get("itemprop") == "author" or one.get("rel") == "author"
                if not 0 < one.end - one.start <= LONGEST_AUTHOR:
                    continue
                if is_called or (one.attributes and _AUTHOR.search(classes_and_id(one))):
                    found = " ".join(self._page.text[one.start : one.end].casefold().split())
                    break
            self._authors[element] = found
        return self._authors[element]


def _kind(element: Element) -> tuple[str, str]:
    """Return the name of an element and its classes; digits in classes are removed."""
    classes = element.get("class") if element.attributes else ""
    return element.name, " ".join(sorted(set(_DIGITS.sub("", classes).split())))


def _leads_away(link: Element) -> bool:
    address = link.get("href").strip()
    return bool(address) and not address.startswith("#")
