"""The parts of an article, each identified by a few of its words.

A heading is known by its words; an item, a table, a quotation and a caption by their first eight; a
figure by the name of its image's file; a link by its words and where it leads. Of several that are
alike one is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html as lxml_html

from tests.articles.html.finding.sets import INLINE, text_of
from tests.articles.html.finding.words import words

FIRST = 8
"""By how many of its first words a long part is known."""
ENOUGH = 4
"""How many words must stand in the article, that it is no chance."""

Key = tuple[str, ...]


@dataclass
class Structure:
    """The parts of an article, by kind."""

    headings: set[Key] = field(default_factory=set)
    items: set[Key] = field(default_factory=set)
    tables: set[Key] = field(default_factory=set)
    quotations: set[Key] = field(default_factory=set)
    figures: set[Key] = field(default_factory=set)
    captions: set[Key] = field(default_factory=set)
    links: set[Key] = field(default_factory=set)

    def add(self, kind: str, key: Iterable[str]) -> None:
        """Add a part, if there is anything to know it by."""
        if key := tuple(key):
            getattr(self, kind).add(key)


KINDS = tuple(each.name for each in fields(Structure))


def kept(true: Structure, found: Structure) -> dict[str, tuple[int, int]]:
    """Of the parts of each kind, how many were found, and how many there are."""
    return {
        kind: (len(getattr(true, kind) & getattr(found, kind)), len(getattr(true, kind)))
        for kind in KINDS
    }


def of_article(article: str, address: str | None) -> Structure:
    """The parts of an article that is given as HTML."""
    return _structure(lxml_html.fromstring(f"<div>{article}</div>"), address, None)


def of_page(page: bytes, text: str, address: str | None) -> Structure:
    """The parts of a page whose words stand, in this order, in the text of its article.

    A heading is a whole line of it. An item, a table, a quotation, a caption, and the block in which
    a link stands have four words at least. A figure counts if its caption stands there.
    """
    try:
        page_text = page.decode("utf-8")
    except UnicodeDecodeError:
        root = lxml_html.fromstring(page)
    else:
        root = lxml_html.document_fromstring(_without_declaration(page_text))
    return _structure(root, address, _Article(text))


class _Article:
    """The words of an article, to look others up in."""

    def __init__(self, text: str) -> None:
        self._all = f" {' '.join(words(text))} "
        self._lines = {words(line) for line in text.splitlines()}

    def has_line(self, key: Key) -> bool:
        return key in self._lines

    def has(self, key: Key) -> bool:
        return len(key) >= ENOUGH and f" {' '.join(key)} " in self._all


def _structure(root: Any, address: str | None, article: _Article | None) -> Structure:
    found = Structure()
    for useless in root.xpath("//script | //style | //noscript | //template | //comment()"):
        if useless.getparent() is not None:
            useless.drop_tree()
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        key = _words(element)
        if article is None or article.has_line(key):
            found.add("headings", key)
    for element in root.iter("li"):
        key = words(" ".join(_own_text(element)))
        if article is None or article.has(key):
            found.add("items", key[:FIRST])
    for element in root.iter("blockquote"):
        key = _words(element)
        if article is None or article.has(key):
            found.add("quotations", key[:FIRST])
    for element in root.iter("table"):
        rows = data_rows(element)
        if rows and (article is None or sum(map(article.has, rows)) * 2 >= len(rows)):
            found.add("tables", [word for row in rows for word in row][:FIRST])
    for element in root.iter("figure"):
        caption = next((_words(each) for each in element.iter("figcaption")), ())
        if article is None or article.has(caption):
            found.add("captions", caption[:FIRST])
            for image in element.iter("img"):
                found.add("figures", image_key(image.get("src")))
    for element in root.iter("a"):
        if article is None or article.has(_words(_block_around(element))):
            found.add("links", link_key(element.text_content(), element.get("href"), address))
    return found


def data_rows(table: Any) -> list[Key]:
    """The words of each row of a table; none of one that only lays out the page.

    It has two rows at least with two cells or more, and no table within.
    """
    if next((each for each in table.iter("table") if each is not table), None) is not None:
        return []
    rows = [row for row in table.iter("tr") if sum(1 for _ in row.iter("td", "th")) > 1]
    return [key for row in rows if (key := _words(row))] if len(rows) > 1 else []


def link_key(label: str, target: str | None, address: str | None) -> Key:
    """A link by its words and where it leads; none of one that leads elsewhere in the page."""
    if not target or not (known := words(label)) or target.startswith(("#", "javascript:")):
        return ()
    try:
        whole = urljoin(address or "", target.strip())
        within = urldefrag(whole)[0] == urldefrag(address or "")[0]
    except ValueError:
        return ()
    return () if within and "#" in whole else (*known, whole)


def image_key(target: str | None) -> Key:
    """An image by the name of its file."""
    if not target or target.startswith("data:"):
        return ()
    try:
        path = urlsplit(target.strip()).path
    except ValueError:
        return ()
    return tuple(filter(None, [unquote(path.rstrip("/").rpartition("/")[2])]))


def _words(element: Any) -> Key:
    return words(text_of(lxml_html.tostring(element, encoding="unicode", with_tail=False)))


def _own_text(item: Any) -> Iterator[str]:
    """The text of an item without that of the lists within it."""
    yield item.text or ""
    for child in item:
        if child.tag not in ("ul", "ol") and isinstance(child.tag, str):
            if child.tag not in INLINE:
                yield "\n"
            yield from _own_text(child)
        yield child.tail or ""


def _block_around(element: Any) -> Any:
    """The nearest element around a link that ends words."""
    around = element.getparent()
    while around is not None and around.tag in INLINE and around.getparent() is not None:
        around = around.getparent()
    return element if around is None else around


def _without_declaration(page: str) -> str:
    """lxml refuses a text that declares an encoding of its own."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", page)
