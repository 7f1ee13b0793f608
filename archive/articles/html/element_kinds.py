"""Classifies each element of a page: part of a line, a kind of block, or furniture."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Literal

from archive.articles.dateline import is_byline_or_dateline
from archive.articles.html.furniture_names import classes_and_id
from archive.articles.html.layout_tables import is_data_table
from archive.articles.html.tuning import (
    BLOCK_TAKEN,
    LARGE_PIXELS,
    LARGEST_PIXELS,
    LEAST_FOLLOWING,
    LINE_TAKEN,
    LONGEST_ASIDE,
    LONGEST_CAPTION,
    LONGEST_HEADING,
    LONGEST_IN_HEAD,
    LOOKED_AT,
    MOST_AROUND,
    MOST_QUOTED,
    SENTENCE_END,
)
from archive.text.sentences import ends_like_a_sentence

if TYPE_CHECKING:
    from archive.articles.html.page_context import PageContext, Run
    from archive.derivations.html_text_1 import Element

DEEPEST = 10
"""The maximum depth of nested lists, quotations and figures; deeper ones are read as text."""

Kind = Literal[
    "line", "holder", "furniture", "outside", "heading", "code", "quotation", "list", "table",
    "figure", "verse", "note", "caption",
]  # fmt: skip

HEADINGS = {f"h{n}": n for n in range(1, 7)}
_VERSE = re.compile(r"(?<![\w-])(?:[\w-]*[_-])?(?:poem|poetry|verse|stanza|lyrics)(?![\w-])", re.I)
CAPTION = re.compile(
    r"(?<![\w-])(?:[\w-]*captions?(?:[_-]*(?:text|wrapper|container|content|body))?|gallerytext"
    r"|cutline|[\w-]*(?:image|img|photo|picture|figure)[\w-]*(?:credit|description|legend))"
    r"(?![\w-])",
    re.I,
)
_FIGURE = re.compile(
    r"(?<![\w-])(?:wp-caption|(?:[\w-]*[_-])?(?:figure|image|img|photo|picture)(?:[_-][\w-]*)?"
    r"|thumb|thumbinner|captioned-image-container|media(?:[_-](?:image|object))?"
    r"|\w*(?:inline|embed)(?:ded)?image[\w-]*)(?![\w-])",
    re.I,
)
_NAMES_NEVER_BESIDE = (
    "table pre code blockquote figure figcaption math dl video audio iframe object"
)
_NEVER_BESIDE = frozenset(_NAMES_NEVER_BESIDE.split())


class ElementKinds:
    """Determines the kind of each element of a page."""

    def __init__(self, context: PageContext) -> None:
        self._context = context

    def of(self, element: Element, depth: int) -> Kind:
        """Return the kind of an element; `depth` is the number of lists and so on around it."""
        context = self._context
        is_empty = element.end <= element.start
        if is_empty and element not in context.image_holders:
            return "holder" if element.is_block else "line"
        region = context.region
        if not is_empty:
            if not region.overlaps(element.start, element.end):
                return "outside" if element.is_block or element in context.block_holders else "line"
            if element in context.notes.bodies:
                return "note"
            if region.straddles(element) and (
                region.is_around(element) or context.furniture.role(element) is None
            ):
                return "holder" if element.is_block or element in context.block_holders else "line"
        elif not region.overlaps(element.start - 1, element.end + 1):
            return "holder" if element.is_block else "line"
        is_line = not element.is_block and element not in context.block_holders
        if not is_line and not is_empty and self._is_boxed_aside(element):
            return "furniture"
        if not is_line and element is not region.title and context.furniture.role(element):
            return "furniture"
        if is_line and not (element.name == "code" or element is region.title):
            return "line"
        return self._kind_of_block(element, depth, is_line=is_line)

    def _is_boxed_aside(self, element: Element) -> bool:
        """Whether a block within the article is a box that does not belong to it.

        Such a box is a list in the head of the article, a list of teasers, or an element with a
        class or id and with links or a heading in which trafilatura found nothing. A box of prose
        belongs to the article if much of the article follows.
        """
        context = self._context
        start, end = element.start, element.end
        if element in context.image_holders or element is context.region.title:
            return False
        title = context.region.title
        if title is not None and start <= title.start and title.end <= end:
            return False
        scores = context.scores
        if context.region.in_head(start, end):
            return element.name in ("ul", "ol", "dl") and scores.share(start, end) < BLOCK_TAKEN
        if element.name in ("ul", "ol") and scores.share(start, end) < BLOCK_TAKEN:
            teasers = [item for item in element.children if self._is_teaser(item)]
            if len(teasers) > 1 and len(teasers) * 2 > len(element.children):
                return True
        if element.name not in ("div", "section", "aside", "ul") or not element.attributes:
            return False
        if not scores.first < start < end < scores.last or scores.share(start, end) > 0:
            return False
        if end - start > LONGEST_ASIDE or context.furniture.is_lone_heading(element):
            return False
        follows = scores.score_between(end, scores.last) > LEAST_FOLLOWING * scores.total
        if follows and context.prose.paragraphs.count(start, end):
            return context.furniture.asks_to_subscribe(element)
        inner = [*islice(element.within(), LOOKED_AT)]
        if len(inner) == LOOKED_AT or any(
            one.name in _NEVER_BESIDE or one in context.notes.bodies for one in inner
        ):
            return False
        return any(one.name in HEADINGS for one in inner) or scores.links(start, end) > 0

    def _is_teaser(self, item: Element) -> bool:
        """Whether a list item has a heading and a link, as a teaser of another page has."""
        inner = [*islice(item.within(), LOOKED_AT)]
        return any(one.name in HEADINGS for one in inner) and any(
            one.name == "a" and one.end > one.start for one in inner
        )

    def _kind_of_block(self, element: Element, depth: int, *, is_line: bool) -> Kind:
        name = element.name
        if element is self._context.region.title or name in HEADINGS:
            return "heading"
        if is_line:
            return "line"
        if element.get("role") == "heading":
            return "heading"
        if element.attributes and _VERSE.search(classes_and_id(element)):
            return "verse" if not self._has_several_poems(element) else "holder"
        if name in ("pre", "listing", "xmp", "plaintext"):
            return "code" if element.end > element.start else "holder"
        if name == "figcaption" or (
            element.attributes
            and element.name in ("p", "div", "span", "dd")
            and CAPTION.search(classes_and_id(element))
            and element.end - element.start <= LONGEST_CAPTION
            and element not in self._context.image_holders
        ):
            return "caption"
        if depth >= DEEPEST:
            return "holder"
        if name == "blockquote":
            return "holder" if self._is_indented_article(element) else "quotation"
        if name in ("ul", "ol", "dl", "menu", "dir"):
            return "list"
        if name == "table":
            return "table" if is_data_table(element) else "holder"
        if name == "figure" or self._is_like_figure(element):
            return "figure"
        return "holder"

    def _is_indented_article(self, element: Element) -> bool:
        """Whether a block quotation contains the article, and is only used to indent it.

        It must contain headings, or all sentences of the article. A page that introduces a long
        quotation has a sentence outside the quotation.
        """
        scores = self._context.scores
        if not scores.total or scores.score(element) <= MOST_QUOTED * scores.total:
            return False
        if any(one.name in HEADINGS for one in islice(element.within(), LOOKED_AT)):
            return True
        lines = self._sentences
        outside = bisect_left(lines, element.start) + len(lines) - bisect_left(lines, element.end)
        return outside == 0

    @cached_property
    def _sentences(self) -> list[int]:
        """The starts of the lines of the article, except the title, that end like a sentence."""
        scores, title = self._context.scores, self._context.region.title
        found = []
        for start, end, share in zip(scores.starts, scores.ends, scores.shares, strict=True):
            is_title = title is not None and title.start <= start < title.end
            last = self._context.text(max(start, end - SENTENCE_END), end)
            if share >= LINE_TAKEN and not is_title and ends_like_a_sentence(last):
                found.append(start)
        return found

    def _has_several_poems(self, element: Element) -> bool:
        inner = [one for one in element.children if one.is_block]
        return any(one.name in HEADINGS or one.name == "blockquote" for one in inner) or any(
            one.attributes and _VERSE.search(classes_and_id(one)) for one in inner
        )

    def _is_like_figure(self, element: Element) -> bool:
        """Whether an element is a figure by its class or id: an image with or without caption."""
        if element not in self._context.image_holders or element.name not in (
            "div",
            "dl",
            "li",
            "p",
        ):
            return False
        if element.end - element.start > LONGEST_CAPTION or not element.attributes:
            return False
        if not _FIGURE.search(classes_and_id(element)):
            return False
        inner = [*islice(element.within(), LOOKED_AT)]
        return not any(one.name in HEADINGS or one.name in ("figure", "ul") for one in inner) and (
            element.end == element.start
            or any(one.attributes and CAPTION.search(classes_and_id(one)) for one in inner)
        )

    def role_in_head(self, run: Run) -> str | None:
        """Return the role of a short line between title and text, if it is furniture."""
        context = self._context
        if not context.region.in_head(run.start, run.end):
            return None
        text = context.text(run.start, run.end)
        if len(text) > LONGEST_IN_HEAD or context.scores.share(run.start, run.end) > BLOCK_TAKEN:
            return None
        if is_byline_or_dateline(text, after_title=True):
            return "byline"
        return None if ends_like_a_sentence(text) else "head"


_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_SIZE = re.compile(r"font-size\s*:\s*([0-9]+)\s*px", re.I)


def looks_like_heading(context: PageContext, run: Run) -> bool:
    """Whether a run is a heading by its style: a whole element, one line, bold and large."""
    return level_by_style(context, run) > 0


def level_by_style(context: PageContext, run: Run) -> int:
    """Return the level that a run has as a heading, by its style; 0 if it is not a heading."""
    element = run.around
    if (run.start, run.end) != (element.start, element.end) or not element.attributes:
        return 0
    style = element.attributes.get("style") or ""
    size = _SIZE.search(style)
    if size is None or not _BOLD.search(style) or run.end - run.start > LONGEST_HEADING:
        return 0
    if "\n" in context.text(run.start, run.end):
        return 0
    if int(size[1]) < LARGE_PIXELS and int(size[1]) <= _size_around(element):
        return 0
    return 2 if int(size[1]) >= LARGEST_PIXELS else 3 if int(size[1]) >= LARGE_PIXELS else 4


def _size_around(element: Element) -> int:
    """Return the font size around an element, in pixels; without a style, the browsers' default."""
    at = element.parent
    for _ in range(MOST_AROUND):
        if at is None:
            break
        if at.attributes and (size := _SIZE.search(at.attributes.get("style") or "")):
            return int(size[1])
        at = at.parent
    return LARGE_PIXELS
