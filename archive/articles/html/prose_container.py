"""Finds the element that contains the article without trafilatura, if that finds nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from archive.articles.html.furniture_names import role_by_markup
from archive.articles.html.tuning import LARGE_SHARE, OF_GRANDCHILD

if TYPE_CHECKING:
    from archive.articles.html.line_scores import LineScores
    from archive.derivations.html_text_1 import Element, Page


def container_of_lines(page: Page, scores: LineScores) -> Element | None:
    """Return the element that directly contains most of the article; `None` if there is none.

    The length of a paragraph counts in full for its element and for the parent, and half for the
    grandparent. A quotation with paragraphs beside it is never the container.
    """
    whole = scores.total
    sums: dict[Element, float] = defaultdict(float)
    left = [page.root]
    while left:
        element = left.pop()
        own = scores.score(element)
        if own <= 0 or (own < LARGE_SHARE * whole and role_by_markup(element) is not None):
            continue
        for child in element.children:
            if child.is_block and not child.is_left_out:
                own -= scores.score(child)
                left.append(child)
        if own > 0:
            _count(sums, element, own)
    container = max(sums, key=lambda element: sums[element], default=None)
    while container is not None and is_quotation(container, scores):
        container = container.parent
    return container


def is_quotation(element: Element, scores: LineScores) -> bool:
    """Whether an element is a block quotation with paragraphs of the article beside it."""
    beside = () if element.parent is None else element.parent.children
    return element.name == "blockquote" and any(
        one.name == "p" and scores.score(one) > 0 for one in beside
    )


def _count(sums: dict[Element, float], element: Element, length: float) -> None:
    """Add the length of a paragraph to its element, and to the two elements around it."""
    sums[element] += length
    if (parent := element.parent) is not None:
        sums[parent] += length
        if parent.parent is not None:
            sums[parent.parent] += OF_GRANDCHILD * length
