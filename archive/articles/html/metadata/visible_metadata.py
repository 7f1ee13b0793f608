"""Finds metadata in the visible text: headings, bylines, dates, the name in `address`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from archive.articles.dateline import authors_in, is_byline_or_dateline
from archive.articles.html.metadata.author_names import is_no_name, is_person, starts_with_by
from archive.articles.html.metadata.dates import edtf, prints_date
from archive.articles.html.metadata.extracted_values import (
    Field,
    MetadataSource,
    MetadataValue,
    clean_line,
)
from archive.articles.html.metadata.page_elements import PageElements, attribute, tokens
from archive.text.printed_dates.forms import dates_in
from archive.text.sentences import ends_like_a_sentence

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HEADINGS = ("h1", "h2", "h3")
_LONGEST_TITLE = 300
_AUTHOR = re.compile(
    r"^(?!.*(?:comment|related|image|photo|avatar|bio|form|social|follow|card|teaser|item|promo|tile))"
    r"(?:[a-z0-9]+[-_]{1,2}){0,3}(?:authors?|byline|contributor|writer)"
    r"(?:[-_]{1,2}(?:name|names|link|title|info|text|line|list))*$",
    re.IGNORECASE,
)
"""Classes of elements with an author's name or a byline."""
_DATE = re.compile(
    r"(?:^|[-_])(?:date|dateline|pubdate|published|posted|datetime|timestamp|time)(?:$|[-_])"
    r"|^(?:publish(?:ed)?|post(?:ed)?)[-_]?(?:date|on|at|time)$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"publi|pub-?date|entry-date|post(?:ed)?-|updat|modif", re.IGNORECASE)
"""Classes and properties of a date that is that of the article, wherever it is on the page."""
_LAST_CHANGE = re.compile(r"last-?mod|last-?update", re.IGNORECASE)
"""Ids of a line at the foot of a page with the date of its last change."""
_UPDATED = re.compile(r"updat|modif|revis|lastmod|aktualis|mis à jour", re.IGNORECASE)
_MOST = 200
"""The maximum number of elements of one kind that are checked."""
_LINES = frozenset(("p", "h1", "h2", "h3", "figure", "table", "ul", "ol", "blockquote", "time"))
"""Elements that are one line, or have no byline in them; their children are not searched."""
_MOST_OF_A_DATE = 25
"""The maximum length of a date that ends with a full stop, in code points."""
_MOST_LINES = 12
"""The maximum number of lines after the title that are searched for a byline."""
_MOST_AUTHORS = 6
"""If there are more names in bylines, they are those of a list of articles, and are ignored."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of visible text, and its element."""

    words: str
    node: LexborNode
    is_updated: bool = False
    """For a line with a date: whether the date is that of an update."""


def headings(page: PageElements) -> list[PrintedLine]:
    """Return the lines that may be the title: headings, and elements with a class of titles."""
    found: list[PrintedLine] = []
    for node in page.body:
        is_title = node.tag in _HEADINGS or {"p-name", "entry-title"} & set(tokens(node, "class"))
        around = page.ancestry(node)
        if not is_title or around.is_beside or around.is_hidden or around.footer:
            continue
        for one in (node, *_inner(node)):
            if words := page.words(one, _LONGEST_TITLE):
                found.append(PrintedLine(words, one))
        if len(found) >= _MOST:
            break
    return found or [*_headings_by_style(page)]


def _headings_by_style(page: PageElements) -> Iterator[PrintedLine]:
    """Yield the lines in a large font, which look like headings; for pages without headings."""
    for node in page.large[:_MOST]:
        given = node.attributes
        size = _LARGE.search(given.get("style") or "")
        is_large = size is not None and int(size[1]) >= _PIXELS
        if (is_large or _LARGE_FONT.fullmatch(given.get("size") or "")) and (
            words := page.words(node, _LONGEST_TITLE)
        ):
            yield PrintedLine(words, node)


_LARGE = re.compile(r"font-size\s*:\s*([0-9]{1,3})\s*px", re.IGNORECASE)
_LARGE_FONT = re.compile(r"\s*(?:[5-7]|\+[2-4])\s*")
_PIXELS = 20


def _inner(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements within a heading; one of them may be the title, beside other lines."""
    one = node.child
    for _ in range(_MOST_LINES):
        if one is None:
            return
        if one.is_element_node:
            yield one
        one = one.next


def bylines(
    page: PageElements, near: list[PrintedLine], title: LexborNode | None
) -> tuple[list[MetadataValue], list[PrintedLine]]:
    """Return the authors in bylines, and the bylines.

    Names are read from elements with a class such as `author` or `byline`; if there are none, from
    lines `near` the title that begin with "By".
    """
    lines: list[PrintedLine] = []
    names: list[MetadataValue] = []
    round_title = near_title(page, title)
    marked = (n for n in page.body if any(_AUTHOR.match(one) for one in tokens(n, "class")))
    for node in islice(marked, _MOST):
        around = page.ancestry(node)
        is_beside = around.is_beside and not (around.is_in_aside and node.mem_id in round_title)
        if is_beside or around.is_hidden or around.footer or around.figure:
            continue
        if words := page.words(node):
            lines.append(PrintedLine(words, node))
    innermost = [one for one in lines if not _holds_one(one, lines)]
    innermost = [one for one in innermost if one.node.mem_id in round_title] or innermost
    innermost = _of_one_article(page, innermost, title)
    for one in innermost:
        found = authors_in(one.words, is_byline=True) or (
            one.words if _is_a_name(one.words) else None
        )
        if found:
            names.append(
                MetadataValue("author", found, MetadataSource.PRINTED, "byline", one.node, True)
            )
    if len({value.text for value in names}) > _MOST_AUTHORS:
        names = []
    for after in near:
        if is_byline_or_dateline(after.words, after_title=True):
            lines.append(after)
            if not names and (found := authors_in(after.words)):
                names.append(
                    MetadataValue(
                        "author", found, MetadataSource.PRINTED, "By ...", after.node, True
                    )
                )
    return names, lines


def _of_one_article(
    page: PageElements, lines: list[PrintedLine], title: LexborNode | None
) -> list[PrintedLine]:
    """Return the lines in one `article` (that of the title, or the first), and those in none."""
    ours = page.ancestry(title).nearest_article if title is not None else None
    of = [page.ancestry(one.node).nearest_article for one in lines]
    ours = ours or next((one for one in of if one is not None), None)
    return [line for line, one in zip(lines, of, strict=True) if one in (None, ours)]


def _holds_one(line: PrintedLine, lines: list[PrintedLine]) -> bool:
    """Whether the element of a byline contains another byline, which is more exact."""
    outer = line.node.mem_id
    for other in lines:
        above = other.node.parent
        for _ in range(6):
            if above is None:
                break
            if above.mem_id == outer:
                return True
            above = above.parent
    return False


def _is_a_name(words: str) -> bool:
    """Whether the words of an element for authors are a name, and not a sentence about them."""
    is_long = " by " in words.lower() or len(words) > 80 or len(words.split()) > 8
    is_name = re.search(r"[\d:/]", words) is None and not words[0].islower()
    return is_name and not is_long and not is_no_name(words) and not starts_with_by(words)


def lines_after(page: PageElements, title: LexborNode) -> Iterator[PrintedLine]:
    """Yield the first short elements after the title, up to the start of the text.

    The text starts at the second heading, at the second line that ends like a sentence (the first
    may be a standfirst), or at the second long paragraph.
    """
    count = sentences = titles = 0
    for one in _elements_after(title):
        words = page.words(one)
        if words is None and one.tag not in ("p", "figure", "table", "ul", "ol", "blockquote"):
            continue  # the elements within it come next
        if one.tag in ("dd", "td"):
            continue  # a cell in a table of facts
        if one.tag in _HEADINGS:
            titles += 1
        if words is None or (ends_like_a_sentence(words) and len(words) > _MOST_OF_A_DATE):
            sentences += one.tag != "figure"
        if titles > 1 or sentences > 1 or count == _MOST_LINES:
            return
        around = page.ancestry(one)
        if words is not None and not around.is_beside and not around.is_hidden:
            count += 1
            yield PrintedLine(words, one)


def _elements_after(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements after an element, in page order, including the elements within them."""
    one: LexborNode | None = node
    for _ in range(_MOST):
        below = None
        if one is not None and one.mem_id != node.mem_id and one.tag not in _LINES:
            below = one.child
        while below is None and one is not None:
            below = one.next
            if below is None:
                one = one.parent
        one = below
        if one is None:
            return
        if one.is_element_node and one.tag not in ("script", "style", "template"):
            yield one


def near_title(page: PageElements, title: LexborNode | None) -> set[int]:
    """Return the elements near the title (`mem_id`), in which a date is that of the article.

    They are a few elements before the title, and those up to the third heading after it.
    """
    nodes = page.body
    at = next((n for n, one in enumerate(nodes) if title and one.mem_id == title.mem_id), 0)
    after = [n for n in range(at + 1, len(nodes)) if nodes[n].tag in _HEADINGS][:_MOST_HEADINGS]
    end = after[-1] if len(after) == _MOST_HEADINGS else len(nodes)
    return {one.mem_id for one in nodes[max(at - _MOST_BEFORE, 0) : min(end, at + _MOST)]}


_MOST_HEADINGS = 3
_MOST_BEFORE = 15


def dates(
    page: PageElements, lines: list[PrintedLine], title: LexborNode | None
) -> tuple[list[MetadataValue], list[PrintedLine]]:
    """Return the dates in elements for dates and in bylines, and all lines that may have a date.

    Args:
        page: The page.
        lines: The bylines, which often have a date.
        title: The title; a date near it is that of the article.
    """
    found: list[MetadataValue] = []
    dated: list[PrintedLine] = []
    near = near_title(page, title)
    for node in page.body:
        classes = tokens(node, "class")
        is_time = node.tag == "time"
        is_last = _LAST_CHANGE.search(attribute(node, "id")) is not None
        if not is_time and not is_last and not any(_DATE.search(name) for name in classes):
            continue
        around = page.ancestry(node)
        if around.is_beside or around.is_hidden or around.figure or (around.footer and not is_last):
            continue
        says_so = any(_PUBLISHED.search(one) for one in (*classes, *tokens(node, "itemprop")))
        if not says_so and not is_last and node.mem_id not in near:
            continue
        words = page.words(node, 150)
        says_updated = " ".join(
            (attribute(node, "id"), *classes, *tokens(node, "itemprop"), (words or "")[:40])
        )
        is_updated = _UPDATED.search(says_updated) is not None
        if not says_so and not is_last and _is_in_a_sentence(page, node):
            continue
        if words:
            dated.append(PrintedLine(words, node, is_updated))
        written = clean_line(attribute(node, "datetime")) if is_time else ""
        text = edtf(written) if written else None
        if text is None and words:
            several = [*dates_in(words)]
            text = several[0] if len(several) == 1 else None
        if text:
            is_printed = words is not None and prints_date(words, text)
            label = "time" if is_time else "date"
            found.append(
                MetadataValue(
                    _date_field(is_updated), text, MetadataSource.PRINTED, label, node, is_printed
                )
            )
        if len(dated) == _MOST:
            break
    for one in lines:
        several = [*dates_in(one.words)]
        if len(several) == 1 and len(one.words) <= 150:
            is_updated = _UPDATED.search(one.words) is not None
            found.append(
                MetadataValue(
                    _date_field(is_updated),
                    several[0],
                    MetadataSource.PRINTED,
                    "byline",
                    one.node,
                    True,
                )
            )
            dated.append(PrintedLine(one.words, one.node, is_updated))
    return found, dated


def _is_in_a_sentence(page: PageElements, node: LexborNode) -> bool:
    """Whether a date is in a paragraph that is not only a byline or dateline."""
    above = node.parent
    for _ in range(3):
        if above is not None and above.tag in ("p", "li", "td", "dd", "blockquote"):
            words = page.words(above)
            return words is None or not is_byline_or_dateline(words, after_title=True)
        above = above.parent if above is not None else None
    return False


def _date_field(is_updated: bool) -> Field:
    return "updated" if is_updated else "published"


def address_author(page: PageElements) -> MetadataValue | None:
    """Return the name at the start of the last `address` element, as old pages have the author."""
    for node in reversed([node for node in page.body if node.tag == "address"][-_MOST:]):
        around = page.ancestry(node)
        words = page.words(node, 200)
        if words and not around.is_beside and not around.is_hidden:
            name = re.split(r"[,;|<(@·]|\s-\s", words)[0].strip()
            if is_person(name):
                return MetadataValue("author", name, MetadataSource.PRINTED, "address", node, True)
    return None
