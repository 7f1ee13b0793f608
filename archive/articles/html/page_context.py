"""What readers of blocks share about a page: its words with marks and origins, region, notes."""

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
    """A block, and the stretch of the page's text that holds its words."""

    block: content.Block
    start: int
    end: int


class Run(NamedTuple):
    """Words of an element that are in no block within it: before, between or after them."""

    start: int
    end: int
    around: Element
    elements: tuple[Element, ...]
    """The elements in it that are not blocks."""
    language: str
    is_flat: bool = False
    """Whether `elements` lists the elements within elements too."""


class Walk(Protocol):
    """The walk through a page, as readers use it whose blocks contain blocks."""

    context: PageContext

    def pieces(self, root: Element, depth: int = 0) -> Iterator[Piece]:
        """Yield the blocks in an element, in order."""
        ...

    def within(self, element: Element, depth: int) -> Iterator[Piece]:
        """Yield the blocks that an element itself becomes."""
        ...


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the walk and all readers of blocks share about a page."""

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
    """The elements that hold blocks with words or images."""
    image_holders: frozenset[Element]
    """The elements that hold an image."""
    languages: dict[Element, str] = field(default_factory=dict)
    """The languages of elements, as far as they are known."""

    def text(self, start: int, end: int) -> str:
        """Return a stretch of the page's text."""
        return self.page.text[start:end]

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch without the blanks at its edges."""
        text = self.page.text[start:end]
        start += len(text) - len(text.lstrip(_BLANK))
        return start, max(start, start + len(text.strip(_BLANK)))

    def origin(self, element: Element, start: int, end: int) -> ElementOrigin:
        """Return the origin of a stretch: an element, or a part of one."""
        reachable = element.reachable
        if (reachable.start, reachable.end) == (start, end):
            return ElementOrigin(capture=self.capture, path=reachable.path)
        return ElementOrigin(
            capture=self.capture,
            path=reachable.path,
            start=start - reachable.start,
            end=end - reachable.start,
        )

    def words(
        self,
        around: Element,
        start: int,
        end: int,
        elements: Iterable[Element] = (),
        language: str = "",
    ) -> content.Words:
        """Return the words of a stretch of an element."""
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
        """Return the words of a run."""
        elements = run.elements if run.is_flat else within(run.elements)
        return self.words(run.around, run.start, run.end, elements, run.language)

    def words_of_element(self, element: Element) -> content.Words:
        """Return the words of an element, without blanks at its edges."""
        start, end = self.trimmed(element.start, element.end)
        inner = (one for one in element.within() if one is not element)
        return self.words(element, start, end, inner, self.language_at(element))

    def split_paragraphs(self, run: Run) -> Iterator[Run]:
        """Yield the paragraphs of a run, which two line breaks separate."""
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
        """Return the language of an element: its own, an ancestor's, or the page's."""
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
    """Yield stretches, in order, with the elements that have a part in each.

    An element without words between two stretches, such as an image, belongs to the first.
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
    """Yield elements and all elements in them, in order."""
    for element in elements:
        if element.children:
            yield from element.within()
        else:
            yield element


def holders_of(page: Page) -> tuple[frozenset[Element], frozenset[Element]]:
    """Return the elements that hold blocks with words or images, and those that hold images."""
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
