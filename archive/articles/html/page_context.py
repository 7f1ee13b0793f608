"""The data of a page that all readers of blocks share, and how to get words from the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from archive.articles import content
from archive.articles.html.images import IMAGES
from archive.articles.html.marks import Marks, language_of
from archive.model.captures import ElementOrigin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.articles.html.article_region import ArticleRegion
    from archive.articles.html.furniture import FurnitureDetector
    from archive.articles.html.line_scores import LineScores
    from archive.articles.html.losses import PageLosses
    from archive.articles.html.notes import Notes
    from archive.articles.html.page_prose import PageProse
    from archive.derivations.html_text_1 import Element, Page

_BLANK = "\n "
_PARTED = re.compile("\n[\n ]*\n")


class Piece(NamedTuple):
    """A block, with the start and end of its words in the text of the page."""

    block: content.Block
    start: int
    end: int


class Run(NamedTuple):
    """Words directly in an element: before, between or after the blocks within it."""

    start: int
    end: int
    around: Element
    elements: tuple[Element, ...]
    """The inline elements in the run."""
    language: str
    is_flat: bool = False
    """Whether `elements` also lists all elements within its elements."""


class Walk(Protocol):
    """The walk through a page, for readers of blocks that contain other blocks."""

    context: PageContext

    def pieces(self, root: Element, depth: int = 0) -> Iterator[Piece]:
        """Yield the blocks in an element, in order."""
        ...

    def within(self, element: Element, depth: int) -> Iterator[Piece]:
        """Yield the blocks that are made from the element itself."""
        ...


@dataclass(frozen=True, slots=True)
class PageContext:
    """The data of a page that the walk and all readers of blocks share."""

    page: Page
    capture: str
    scores: LineScores
    prose: PageProse
    furniture: FurnitureDetector
    region: ArticleRegion
    notes: Notes
    losses: PageLosses
    marks: Marks
    language: str
    """The language that the page declares; empty if it declares none."""
    block_holders: frozenset[Element]
    """The elements that contain blocks with words or images."""
    image_holders: frozenset[Element]
    """The elements that contain an image."""
    languages: dict[Element, str] = field(default_factory=dict)
    """The languages of elements; filled by `language_at`."""

    def text(self, start: int, end: int) -> str:
        """Return a part of the page's text."""
        return self.page.text[start:end]

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return new offsets, without the blanks at the start and end of this part of the text."""
        text = self.page.text[start:end]
        if text and text[0] not in _BLANK and text[-1] not in _BLANK:
            return start, end
        start += len(text) - len(text.lstrip(_BLANK))
        return start, max(start, start + len(text.strip(_BLANK)))

    def origin(self, element: Element, start: int, end: int) -> ElementOrigin:
        """Return the origin of a part of the text: the whole element, or offsets within it."""
        return self.page.origin_in(self.capture, element, start, end)

    def words(
        self,
        around: Element,
        start: int,
        end: int,
        elements: Iterable[Element] = (),
        language: str = "",
    ) -> content.Words:
        """Return the words from `start` to `end` in the element `around`, with marks."""
        other_language = language if language and language.lower() != self.language.lower() else ""
        marks = self.marks.of(start, end, elements, language or self.language)
        return content.Words(
            self.text(start, end),
            self.origin(around, start, end),
            marks,
            other_language or None,
            images=self.marks.images.of_marks(marks),
        )

    def words_of_run(self, run: Run) -> content.Words:
        """Return the words of a run, with marks."""
        elements = run.elements if run.is_flat else within(run.elements)
        return self.words(run.around, run.start, run.end, elements, run.language)

    def words_of_element(self, element: Element) -> content.Words:
        """Return the words of an element, without blanks at its edges."""
        start, end = self.trimmed(element.start, element.end)
        inner = (one for one in element.within() if one is not element)
        return self.words(element, start, end, inner, self.language_at(element))

    def split_paragraphs(self, run: Run) -> Iterator[Run]:
        """Split a run at blank lines; yield each paragraph as a run."""
        text = self.text(run.start, run.end)
        if "\n" not in text or not _PARTED.search(text):
            yield run
            return
        stretches, reached = [], run.start
        for match in (*_PARTED.finditer(text), None):
            end = run.end if match is None else run.start + match.start()
            start, end = self.trimmed(reached, end)
            if end > start:
                stretches.append((start, end))
            if match is not None:
                reached = run.start + match.end()
        elements = run.elements if run.is_flat else within(run.elements)
        for start, end, here in sliced(stretches, elements):
            yield run._replace(start=start, end=end, elements=tuple(here), is_flat=True)

    def language_at(self, element: Element) -> str:
        """Return the language of an element, stated by it, by an ancestor, or by the page."""
        chain: list[Element] = []
        at: Element | None = element
        while at is not None and at not in self.languages:
            chain.append(at)
            at = at.parent
        language = self.language if at is None else self.languages[at]
        for one in reversed(chain):
            if one.attributes:
                language = language_of(one) or language
            self.languages[one] = language
        return language


def sliced(
    stretches: Iterable[tuple[int, int]], elements: Iterable[Element]
) -> Iterator[tuple[int, int, list[Element]]]:
    """Yield these parts of a text, in order, each with the elements that overlap it.

    An element without words between two parts, such as an image, belongs to the first part.
    """
    carried: list[Element] = []
    left = iter(elements)
    waiting = next(left, None)
    for start, end in stretches:
        here = [one for one in carried if one.end > start]
        while waiting is not None and (
            waiting.start < max(end, start + 1) or waiting.start == waiting.end == end
        ):
            if waiting.end >= start:
                here.append(waiting)
            waiting = next(left, None)
        yield start, end, here
        carried = [one for one in here if one.end > end]


def within(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield the elements and all elements within them, in document order."""
    for element in elements:
        if element.children:
            yield from element.within()
        else:
            yield element


def holders_of(page: Page) -> tuple[frozenset[Element], frozenset[Element]]:
    """Return the elements that contain blocks with words or images, and those with images."""
    holders: set[Element] = set()
    pictured: set[Element] = set()
    for element in reversed(page.elements):
        if element.is_left_out:
            continue
        parent = element.parent
        if element.name in IMAGES:
            pictured.add(element)
        if parent is None:
            continue
        if element in pictured:
            pictured.add(parent)
        has_any = element.end > element.start or element in pictured
        if (element.is_block and has_any) or element in holders:
            holders.add(parent)
    return frozenset(holders), frozenset(pictured)
