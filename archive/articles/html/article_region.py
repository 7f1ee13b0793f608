"""Finds the article on a page: its main element, its title, its start and end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from archive.articles.html.furniture_names import classes_and_id
from archive.articles.html.layout_tables import is_data_table
from archive.articles.html.prose_container import is_quotation
from archive.articles.html.related_articles import end_before_related
from archive.articles.html.tuning import (
    FARTHEST_TITLE,
    LONGEST_HEAD,
    LONGEST_LINE_OF_HEAD,
    LONGEST_TITLE,
    LONGEST_WHOLE,
    LONGEST_WITH_NOTES,
    MAIN_SHARE,
    SHORTEST_LAST,
    SHORTEST_TITLE,
    TITLE_AGREES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.articles.html.furniture import FurnitureDetector
    from archive.articles.html.line_scores import LineScores
    from archive.articles.html.trafilatura_adapter import Trafilatura
    from archive.derivations.html_text_1 import Element, Page

_NAMES_WITHIN_LINES = (
    "p h1 h2 h3 h4 h5 h6 li dt dd blockquote pre td th tr tbody ul ol dl table span a font em i b "
    "strong center figure figcaption"
)
_WITHIN_LINES = frozenset(_NAMES_WITHIN_LINES.split())
"""Elements that cannot be the main element, because they are within a text, a list or a table."""
_CALLED_TITLE = re.compile(
    r"(?<![\w-])(?:[\w-]*(?:headline|(?:entry|post|article|story|page|content)[_-]?title)"
    r"|firstheading|title|p-name|graf--title)(?![\w-])",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(?<![\w-])(?:foot-?notes?|endnotes?|notes|footnotes-.*|.*-footnotes|references|reflist"
    r"|bibliography|correction.*|editors?-note|wp-block-footnotes|dt-appendix)(?![\w-])",
    re.IGNORECASE,
)
_ROLES_OF_NOTES = frozenset(("doc-endnotes", "doc-footnote", "doc-bibliography", "doc-endnote"))


class ArticleRegion(NamedTuple):
    """The place of the article on a page: its main element, title, and parts of the text."""

    content_root: Element
    title: Element | None
    stretches: tuple[tuple[int, int], ...]
    """Start and end of each part of the text that is article, in order; the rest is furniture."""
    head: tuple[int, int]
    """Start and end of the text between the title and the first paragraph of the article."""

    def in_head(self, start: int, end: int) -> bool:
        """Whether this part of the text is in the head, as a byline, date or reading time is."""
        return self.head[0] <= start and end <= self.head[1] and start < end

    def overlaps(self, start: int, end: int) -> bool:
        """Whether this part of the text has words of the article."""
        return any(start < last and end > first for first, last in self.stretches)

    def with_notes(self, bodies: Sequence[Element]) -> ArticleRegion:
        """Return the region with the notes after the article, if they are close together."""
        after = [one for one in bodies if not self.overlaps(one.start, one.end)]
        last = self.stretches[-1][1]
        if not after or any(one.start < last for one in after):
            return self
        start, end = min(one.start for one in after), max(one.end for one in after)
        length = sum(one.end - one.start for one in after)
        if end - start > 2 * length + LONGEST_WITH_NOTES:
            return self
        return self._replace(stretches=(*self.stretches, (start, end)))

    def without(self, elements: Sequence[Element]) -> ArticleRegion:
        """Return the region without these elements, which must be in document order."""
        stretches: list[tuple[int, int]] = []
        left = iter(elements)
        cut = next(left, None)
        for start, end in self.stretches:
            at = start
            while cut is not None and cut.start < end:
                if cut.end > at:
                    stretches.append((at, cut.start))
                    at = cut.end
                cut = next(left, None)
            stretches.append((at, end))
        kept = tuple((start, end) for start, end in stretches if start < end)
        return self._replace(stretches=kept or self.stretches)

    def is_around(self, element: Element) -> bool:
        """Whether an element is or contains the main element, or is or contains the title."""
        inner = [self.content_root, *([self.title] if self.title is not None else [])]
        return any(element.start <= one.start and one.end <= element.end for one in inner)

    def straddles(self, element: Element) -> bool:
        """Whether an element has both words of the article and other words."""
        inside = [s for s in self.stretches if element.start < s[1] and element.end > s[0]]
        if not inside:
            return False
        first, last = inside[0][0], inside[-1][1]
        return element.start < first or element.end > last or len(inside) > 1


def region_of(
    page: Page,
    scores: LineScores,
    furniture: FurnitureDetector,
    trafilatura: Trafilatura,
    parts: Sequence[Element] = (),
) -> ArticleRegion:
    """Return the place of the article on a page; it includes `parts`, if they are given."""
    body = next((child for child in page.root.children if child.name == "body"), page.root)
    main = _content_root(body, scores)
    if parts:
        start, end = min(one.start for one in parts), max(one.end for one in parts)
        while main.parent is not None and not main.start <= start <= end <= main.end:
            main = main.parent
    title = _title_heading(page, main, scores, furniture, trafilatura)
    first, last = _core(page, main, scores)
    core = first
    if _is_tight(main, body, scores):
        first, last = main.start, _end_of_paragraphs(page, main, scores, last)
    first, last = _widened(main, furniture, first, last)
    last = end_before_related(page, scores, first, last)
    stretches = [(first, last)]
    if title is not None and title.end > title.start:
        if title.start <= core and core - title.end <= LONGEST_HEAD:
            stretches = [(title.start, max(last, title.end))]
        elif title.end <= first:
            stretches = [(title.start, title.end), (first, last)]
        else:
            stretches = [(min(first, title.start), max(last, title.end))]
    around = _article_around(main, body)
    for element in _notes_after(around, last):
        stretches.append((max(element.start, last), element.end))
    start = title.end if title is not None else first
    return ArticleRegion(
        main, title, tuple(stretches), (min(start, core), _text_begins(scores, core))
    )


def _text_begins(scores: LineScores, core: int) -> int:
    """Return the start of the first long line in the article, after headings and short lines."""
    for start, end, share in zip(scores.starts, scores.ends, scores.shares, strict=True):
        if start >= core and share >= 0.5 and end - start > LONGEST_LINE_OF_HEAD:
            return start
    return core


def _widened(main: Element, furniture: FurnitureDetector, first: int, last: int) -> tuple[int, int]:
    """Return new limits of the region, so that no list, table or the like is only partly inside."""
    low, high = first, last
    for element in main.within():
        if element.name not in _WHOLE or element.is_left_out:
            continue
        if element.name == "table" and not is_data_table(element):
            continue
        begins_before = element.start < first < element.end
        ends_behind = element.start < last < element.end
        is_parted = begins_before or ends_behind
        if (
            is_parted
            and element.end - element.start < LONGEST_WHOLE
            and furniture.role(element) is None
        ):
            low, high = min(low, element.start), max(high, element.end)
    return low, high


_WHOLE = frozenset(
    ("ul", "ol", "dl", "blockquote", "figure", "pre", "p", "table", "h1", "h2", "h3")
)


def _content_root(body: Element, scores: LineScores) -> Element:
    """Return the smallest element with nearly all the words that trafilatura found."""
    found = body
    if not scores.total:
        return body
    while found.children:
        best = max(found.children, key=scores.score)
        if scores.score(best) < MAIN_SHARE * scores.total or is_quotation(best, scores):
            break
        found = best
    while found.name in _WITHIN_LINES and found.parent is not None and found is not body:
        found = found.parent
    return found


def _article_around(main: Element, body: Element) -> Element:
    """Return the `article` or `main` around the main element; without one, its grandparent."""
    at: Element | None = main
    while at is not None and at is not body:
        if at.name in ("article", "main"):
            return at
        at = at.parent
    at = main
    for _ in range(2):
        if at.parent is not None and at is not body:
            at = at.parent
    return at


def _core(page: Page, main: Element, scores: LineScores) -> tuple[int, int]:
    """Return the start of the first and the end of the last line of the article in `main`."""
    first = last = None
    for start, end, share in zip(scores.starts, scores.ends, scores.shares, strict=True):
        if share >= 0.5 and end > start and start >= main.start and end <= main.end:
            first, last = (start if first is None else first), end
    if first is None or last is None:
        return main.start, main.end
    return first, last


def _is_tight(main: Element, body: Element, scores: LineScores) -> bool:
    """Whether the main element contains little besides the article."""
    if main.name == "article" or (main is not body and scores.share(main.start, main.end) > 0.7):
        return True
    return main is not body and scores.score(main) > 0.6 * max(1, main.end - main.start)


def _end_of_paragraphs(page: Page, main: Element, scores: LineScores, last: int) -> int:
    """Return the end of the article, including later paragraphs with the classes of the last."""
    at = next((e for e in _paragraphs_in(main) if e.start < last <= e.end), None)
    if at is None or at.parent is None or at.name != "p":
        return last
    names = at.get("class")
    siblings = at.parent.children
    for element in siblings[siblings.index(at) + 1 :]:
        start, end = element.start, element.end
        if element.name != "p" or element.get("class") != names:
            continue
        if end - start > SHORTEST_LAST and scores.share_linked(start, end) < 0.3:
            last = max(last, end)
    return last


def _paragraphs_in(main: Element) -> Iterator[Element]:
    return (one for one in main.within() if one.name == "p")


def _notes_after(around: Element, last: int) -> Iterator[Element]:
    """Yield the elements after the article that contain notes, by name or role."""
    left = [around]
    while left:
        element = left.pop()
        if element.end <= last:
            continue
        is_notes = (
            _NOTES.search(f"{element.name} {classes_and_id(element)}")
            or element.get("role") in _ROLES_OF_NOTES
        )
        if is_notes and element.name not in ("a", "sup", "cite", "body", "article", "main"):
            yield element
            last = element.end
        else:
            left += reversed(element.children)


def _title_heading(
    page: Page,
    main: Element,
    scores: LineScores,
    furniture: FurnitureDetector,
    trafilatura: Trafilatura,
) -> Element | None:
    """Return the heading that agrees best with the `title` of the page and is near the article."""
    titles = [
        _folded(text)
        for text in [*_page_titles(page)] or [trafilatura.title or ""]
        if text and text.strip()
    ]
    best: tuple[float, Element] | None = None
    for element in _candidates(page):
        text = page.text[element.start : element.end]
        folded = _folded(text)
        if not folded or len(text) > LONGEST_TITLE or _is_hidden(element, furniture):
            continue
        score = _agreement(folded, titles)
        if element.name == "h1":
            score += 0.5 if 0 < score < TITLE_AGREES else 1.0  # perhaps the name of the site
        score += 0.5 if main.start <= element.start < main.end else 0.0
        if element.start > main.end or main.start - element.end > FARTHEST_TITLE:
            score -= 2
        if score >= 1 and (best is None or score > best[0]):
            best = score, element
    return best[1] if best is not None else _title_by_text(page, main, titles)


def _title_by_text(page: Page, main: Element, titles: Sequence[str]) -> Element | None:
    """Return the longest element whose text is the title or a part of it; it may be no heading."""
    best: Element | None = None
    for element in page.elements:
        length = element.end - element.start
        if element.start > main.end or not titles:
            break
        if element.is_left_out or not SHORTEST_TITLE <= length <= LONGEST_TITLE:
            continue
        if best is not None and length <= best.end - best.start:
            continue
        text = page.text[element.start : element.end]
        if "\n" not in text and _agreement(_folded(text), titles) >= TITLE_AGREES:
            best = element
    while best is not None and len(best.children) == 1:
        inner = best.children[0]
        if (inner.start, inner.end) != (best.start, best.end) or not inner.is_block:
            break
        best = inner
    return None if best is None or best.name == "a" else best


_PERHAPS_TITLES = frozenset(("div", "p", "span", "header", "td", "b", "center", "font", "strong"))


def _candidates(page: Page) -> Iterator[Element]:
    for element in page.elements:
        if element.is_left_out or element.end <= element.start:
            continue
        if element.name in ("h1", "h2", "h3") or (
            element.name in _PERHAPS_TITLES
            and element.attributes
            and (
                element.get("itemprop") == "headline"
                or _CALLED_TITLE.search(classes_and_id(element))
            )
        ):
            yield element


def _agreement(folded: str, titles: Sequence[str]) -> float:
    """Return from 0 to 2 how well a heading agrees with the titles in the page's metadata."""
    if folded in titles:
        return 2.0
    for title in titles:
        if len(folded) > 8 and folded in title:
            return 2.0 * len(folded) / len(title)  # the name of the site is a small part of it
    return 0.0


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _page_titles(page: Page) -> Iterator[str]:
    for element in page.root.children:
        if element.name == "head":
            for child in element.children:
                if child.own:
                    yield child.own
                if child.name == "meta" and child.get("property") == "og:title":
                    yield child.get("content")


def _is_hidden(element: Element, furniture: FurnitureDetector) -> bool:
    at: Element | None = element.parent
    while at is not None and at.name != "body":
        if furniture.role(at) not in (None, "banner", "links"):
            return True
        at = at.parent
    return False
