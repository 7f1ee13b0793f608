"""Reports running prose that is not in the article of a record, whichever rule took it out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from archive.articles import content
from archive.english import counted
from archive.findings import Finding, warning
from archive.text.running_prose import count_words, first_words, is_running_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.articles.html.line_scores import LineScores
    from archive.articles.html.page_context import Piece
    from archive.derivations.html_text_1 import Element, Page

CODE = "prose-left-out"
_MOST_REPORTED = 20
"""How many stretches of a page are reported one by one."""
_HINT = "if it is of the article, change the type of its blocks in the record"
_TAGS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*+>?", re.DOTALL | re.IGNORECASE
)
"""Tags, comments, scripts and style sheets of markup."""
_NEVER_PROSE = frozenset(("head", "script", "style", "annotation", "annotation-xml", "datalist"))
"""Elements that the text of a page leaves out, and that never hold prose."""


@dataclass(slots=True)
class _Stretch:
    """Prose that stands together and is left out in one way."""

    way: str
    text: str
    place: str
    words: int = 0
    paragraphs: int = 0

    def message(self) -> str:
        """Say what is left out, with its first words."""
        words, paragraphs = counted(self.words, "words"), counted(self.paragraphs, "paragraphs")
        begins = first_words(self.text)
        said = f"{words} of running text in {paragraphs} are {self.way}, not the article"
        return f'{said}; the first is {self.place}: "{begins}"'


def findings_on_prose(page: Page, pieces: Sequence[Piece], scores: LineScores) -> Iterator[Finding]:
    """Yield a warning for each stretch of running prose that is no part of the article.

    Args:
        page: The page.
        pieces: All blocks of its record, in order.
        scores: What tells how much of a stretch is in links.
    """
    stretches = [*_of_text(page, pieces, scores), *_of_elements_left_out(page)]
    for stretch in stretches[:_MOST_REPORTED]:
        yield warning(CODE, "", stretch.message(), _HINT)
    if rest := stretches[_MOST_REPORTED:]:
        words = counted(sum(one.words for one in rest), "words")
        message = f"{counted(len(rest), 'more stretches')} of running text, {words}"
        yield warning(CODE, "", f"{message}, are not in the article", _HINT)


def _of_text(page: Page, pieces: Sequence[Piece], scores: LineScores) -> Iterator[_Stretch]:
    """The prose in furniture, and in what is in no block."""
    edges = _edges(page)
    stretch: _Stretch | None = None
    for start, end, way, place in _left_out(page, pieces):
        if not way:
            if stretch is not None:
                yield stretch
            stretch = None
            continue
        for first, last in _between(edges, start, end):
            text = page.text[first:last].strip()
            if not is_running_prose(text, scores.share_linked(first, last)):
                continue
            if stretch is not None and stretch.way != way:
                yield stretch
                stretch = None
            stretch = stretch or _Stretch(way, text, place)
            stretch.words += count_words(text)
            stretch.paragraphs += 1
    if stretch is not None:
        yield stretch


def _left_out(page: Page, pieces: Sequence[Piece]) -> Iterator[tuple[int, int, str, str]]:
    """Stretches that are left out, with the way and the place; without a way those that are not."""
    reached = 0
    for piece in pieces:
        if piece.start > reached and not page.text[reached : piece.start].isspace():
            yield reached, piece.start, "in no block", page.root.path
        if isinstance(piece.block, content.Furniture):
            role = piece.block.role
            way = f"furniture ({role})" if role else "furniture"
            origin = piece.block.words.origin
            yield piece.start, piece.end, way, getattr(origin, "path", "")
        elif piece.end > piece.start:
            yield piece.start, piece.end, "", ""
        reached = max(reached, piece.end)
    if len(page.text) > reached:
        yield reached, len(page.text), "in no block", page.root.path


def _edges(page: Page) -> list[int]:
    """Where blocks of a page begin and end, in order."""
    edges = {0, len(page.text)}
    for one in page.elements:
        if one.is_block and one.end > one.start:
            edges |= {one.start, one.end}
    return sorted(edges)


def _between(edges: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch in which no block begins or ends."""
    at = start
    n = bisect_right(edges, start)
    while n < len(edges) and edges[n] < end:
        yield at, edges[n]
        at, n = edges[n], n + 1
    yield at, end


def _of_elements_left_out(page: Page) -> Iterator[_Stretch]:
    """The prose in elements that browsers do not show, and that are no text of the page."""
    for element in page.elements:
        parent = element.parent
        if not element.is_left_out or element.name in _NEVER_PROSE:
            continue
        if parent is not None and parent.is_left_out:
            continue
        text = _text_of(element)
        if is_running_prose(text):
            way = f"not shown by browsers (<{element.name}>)"
            yield _Stretch(way, text, element.path, count_words(text), 1)


def _text_of(element: Element) -> str:
    """The words of an element; the tree of the parser does not show what is in a `template`."""
    return " ".join(unescape(_TAGS.sub(" ", element.node.html or "")).split())
