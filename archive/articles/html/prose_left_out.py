"""Reports running prose of a page that is not in the article of its record."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from archive.articles import content
from archive.english import counted
from archive.findings import Finding, warning
from archive.text.running_prose import count_words, first_words, is_running_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.articles.html.page_context import Piece
    from archive.articles.html.page_prose import PageProse
    from archive.derivations.html_text_1 import Element, Page

CODE = "prose-left-out"
_MOST_REPORTED = 20
"""The maximum number of warnings for a page; the rest is summed up in one more."""
_HINT = "if it belongs to the article, change its blocks from furniture to paragraphs, or add them"
_TAGS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*+>?", re.DOTALL | re.IGNORECASE
)
"""Tags, comments, scripts and style sheets of markup."""
_NEVER_PROSE = frozenset(("head", "script", "style", "annotation", "annotation-xml", "datalist"))
"""Elements that are not in the page's text and never contain prose."""


@dataclass(slots=True)
class _Stretch:
    """Paragraphs of prose, one after the other, that are left out for the same reason (`way`)."""

    way: str
    text: str
    place: str
    words: int = 0
    paragraphs: int = 0

    def message(self) -> str:
        """Return the message about this prose, with its first words."""
        words, paragraphs = counted(self.words, "words"), counted(self.paragraphs, "paragraphs")
        begins = first_words(self.text)
        said = f"{words} of running text in {paragraphs} are {self.way}, not part of the article"
        return f'{said}; first at {self.place}: "{begins}"'


def findings_on_prose(page: Page, pieces: Sequence[Piece], prose: PageProse) -> Iterator[Finding]:
    """Yield a warning for each part of the running prose that is not in the article.

    Args:
        page: The page.
        pieces: All blocks of the record, in order.
        prose: The running prose of the page.
    """
    stretches = [*_of_text(page, pieces, prose), *_of_elements_left_out(page)]
    for stretch in stretches[:_MOST_REPORTED]:
        yield warning(CODE, "", stretch.message(), _HINT)
    if rest := stretches[_MOST_REPORTED:]:
        words = counted(sum(one.words for one in rest), "words")
        message = f"{counted(len(rest), 'more stretches')} of running text, {words}"
        yield warning(CODE, "", f"{message}, are not in the article", _HINT)


def _of_text(page: Page, pieces: Sequence[Piece], prose: PageProse) -> Iterator[_Stretch]:
    """Yield the prose that is in furniture or in no block."""
    for parts in _left_out(page, pieces):
        starts = [part.start for part in parts]
        stretch: _Stretch | None = None
        for start, end in prose.within(starts[0], parts[-1].end, with_linked=True):
            part = parts[bisect_right(starts, start) - 1]
            text = page.text[start:end].strip()
            if stretch is None or stretch.way != part.way:
                if stretch is not None:
                    yield stretch
                stretch = _Stretch(part.way, text, part.place)
            stretch.words += count_words(text)
            stretch.paragraphs += 1
        if stretch is not None:
            yield stretch


class _Part(NamedTuple):
    """A part of a page's text that is not in the article."""

    start: int
    end: int
    way: str
    place: str


def _left_out(page: Page, pieces: Sequence[Piece]) -> Iterator[list[_Part]]:
    """Yield lists of parts that are not in the article; words of the article separate lists."""
    parts: list[_Part] = []
    reached = 0
    end = len(page.text)
    for block, start, stop in (*pieces, (None, end, end)):
        if start > reached and not page.text[reached:start].isspace():
            parts.append(_Part(reached, start, "in no block", page.root.path))
        if isinstance(block, content.Furniture):
            way = f"furniture ({block.role})" if block.role else "furniture"
            parts.append(_Part(start, stop, way, getattr(block.words.origin, "path", "")))
        elif parts and (stop > start or block is None):
            yield parts
            parts = []
        reached = max(reached, stop)


def _of_elements_left_out(page: Page) -> Iterator[_Stretch]:
    """Yield the prose in elements that browsers do not show; the page's text lacks it."""
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
    """Return the words of an element, from its markup: the tree lacks the content of `template`."""
    return " ".join(unescape(_TAGS.sub(" ", element.node.html or "")).split())
