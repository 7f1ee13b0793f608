"""Finds the elements of a page that hold metadata, their ancestors and their words.

Every search is bounded, so that the time is linear in the length of the page: only the first words
of an element are read, and its ancestry is cached for all elements with the same parent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from archive.text.characters import NOT_XML

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_HEAD = "meta, title, link[rel], script[type], base"
_BODY = ", ".join(
    (
        *("h1", "h2", "h3", "time", "address", "[itemprop]", "[itemtype]", "[property]", "a[rel]"),
        *("area[rel]", "[class*=author i]", "[class*=byline i]", "[class*=date i]"),
        *("[class*=publish i]", "[class*=posted i]", "[class*=updated i]", "[class*=time i]"),
        *("[class*=copyright i]", "[class*=licen i]", "[id*=copyright i]", "[id*=licen i]"),
        *("[class*=entry]", "[class~=p-name]", "[class~=p-category]", "[class~=u-url]"),
        *("[class~=h-card]", "[class~=fn]", "footer a[href*='/creativecommons.org/']"),
        *("footer a[href*='.creativecommons.org/']", "[id*=lastmod i]", "[id*=last-mod i]"),
        "[id*=lastupdate i]",
    )
)
"""Elements of the text that may hold metadata."""

_MOST_WORDS = 400
"""How many code points of an element are read: a longer one is not a name, date or title."""
_MOST_NODES = 200
"""How many nodes of an element are looked at for its words."""
_UNREAD = frozenset(
    ("script", "style", "template", "svg", "iframe", "noembed", "noframes", "rt", "rp")
)
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"),
        *("main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
    }
)
_MOST_TOKENS = 50
"""How many words of an attribute are looked at."""
_BESIDE = frozenset(("nav", "aside", "form", "dialog"))
_BESIDE_BY_CLASS = re.compile(
    r"(?:^|\s)(?:comments?|respond|related|recommend\w*|sidebar|widget|newsletter|subscribe|promo\w*"
    r"|teaser|trending|most-read|read-next|cookie\w*|navbox|menu|pagination|breadcrumbs?)\b",
    re.IGNORECASE,
)
"""Class prefixes of elements beside the article."""
_ROOTS = frozenset(("html", "body", "main", "article"))
"""Elements that are never beside the article, whatever their classes."""


@dataclass(frozen=True, slots=True)
class Ancestry:
    """What is known of an element and its ancestors."""

    is_beside: bool = False
    """In a part of the page that is not the article: navigation, comments, related stories."""
    is_in_aside: bool = False
    """Beside the article only because of an `aside`, in which some pages put the byline."""
    is_hidden: bool = False
    """In the head, in a template, or `hidden`."""
    footer: bool = False
    header: bool = False
    figure: bool = False
    article: bool = False
    """In `main` or `article`."""
    nearest_article: int | None = None
    """The nearest `article`."""
    scope: int | None = None
    """The nearest element with `itemscope`."""
    entry: int | None = None
    """The nearest entry of microformats."""


class PageElements:
    """The elements of a page that may hold metadata."""

    def __init__(
        self, tree: LexborHTMLParser, path: Callable[[LexborNode], str], capture: str
    ) -> None:
        self._tree, self._path, self._capture = tree, path, capture
        self._around: dict[int, Ancestry] = {}
        self.sources: set[int] = set()
        """The elements that are origins of metadata."""

    @cached_property
    def head(self) -> list[LexborNode]:
        """Elements of metadata, in the order of the page."""
        return _unique(self._tree.css(_HEAD))

    @cached_property
    def body(self) -> list[LexborNode]:
        """Elements of the text that may hold metadata, in the order of the page."""
        return [n for n in _unique(self._tree.css(_BODY)) if n.tag not in ("meta", "link", "title")]

    @property
    def large(self) -> list[LexborNode]:
        """Elements that set the size of their words, in the order of the page."""
        return _unique(self._tree.css('[style*="font-size" i], font[size]'))

    @property
    def tags(self) -> list[LexborNode]:
        """The links in elements whose class names tags or keywords."""
        return _unique(self._tree.css('[class*="tags" i] a[href], [class*="keywords" i] a[href]'))

    @property
    def root(self) -> LexborNode | None:
        """The `html` element."""
        return self._tree.root

    def ancestry(self, node: LexborNode) -> Ancestry:
        """Return the ancestry of an element."""
        unknown: list[LexborNode] = []
        above: LexborNode | None = node
        while above is not None and above.mem_id not in self._around:
            unknown.append(above)
            above = above.parent
        found = Ancestry() if above is None else self._around[above.mem_id]
        for one in reversed(unknown):
            found = self._around[one.mem_id] = _ancestry(one, found)
        return found

    def words(self, node: LexborNode, most: int = _MOST_WORDS) -> str | None:
        """Return the text of an element on one line; `None` if it is empty or too long."""
        parts: list[str] = []
        size = 0
        for steps, one in enumerate(_within(node)):
            if steps > _MOST_NODES or size > 4 * most:
                return None
            if one.is_text_node:
                text = one.text_content or ""
                size += len(text)
                parts.append(text)
            elif one.tag in _BLOCKS:
                parts.append(" ")
        text = " ".join(re.split(r"[\t\n\f\r ]+", re.sub(f"[{NOT_XML}]", "", "".join(parts))))
        return text.strip(" ")[: most + 1] if 0 < len(text.strip(" ")) <= most else None

    def origin(self, node: LexborNode | None) -> dict[str, Any] | None:
        """Return the origin of an element; `None` if a record cannot hold it."""
        path = self.path(node) if node is not None else ""
        if node is None or not path or path.count("/") > _MOST_STEPS:
            return None
        self.sources.add(node.mem_id)
        return {"type": "element", "capture": self._capture, "path": path}

    def path(self, node: LexborNode) -> str:
        """Return the path of an element."""
        return self._path(node)


_MOST_STEPS = 256
"""How many steps the path of an origin has at most (`ElementPath`)."""


def attribute(node: LexborNode, name: str) -> str:
    """Return the value of an attribute; empty if it has none."""
    return node.attributes.get(name) or ""


def tokens(node: LexborNode, name: str) -> list[str]:
    """Return the words of an attribute, such as `class` and `rel`, as they are written."""
    return attribute(node, name).split(None, _MOST_TOKENS)[:_MOST_TOKENS]


def _unique(nodes: list[LexborNode]) -> list[LexborNode]:
    """The elements that a selector found, each once even if several of its parts match."""
    return list({node.mem_id: node for node in nodes}.values())


def _within(node: LexborNode) -> Iterator[LexborNode]:
    """The nodes within one, in page order, without those that no reader sees."""
    top, one = node.mem_id, node.child
    while one is not None:
        if not one.is_comment_node:
            yield one
        below = one.child if one.is_element_node and one.tag not in _UNREAD else None
        while below is None and one is not None and one.mem_id != top:
            below = one.next
            if below is None:
                one = one.parent
        one = below if one is not None and one.mem_id != top else None


def _ancestry(node: LexborNode, above: Ancestry) -> Ancestry:
    """The ancestry of an element, from that of its parent."""
    if not node.is_element_node:
        return above
    tag, attributes = node.tag, node.attributes
    classes = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    beside = tag in _BESIDE or (
        tag not in _ROOTS and _BESIDE_BY_CLASS.search(classes[:_MOST_WORDS]) is not None
    )
    names = classes.split()
    is_entry = "h-entry" in names or "hentry" in names
    only_aside = tag == "aside" and _BESIDE_BY_CLASS.search(classes[:_MOST_WORDS]) is None
    return Ancestry(
        above.is_beside or beside,
        (above.is_in_aside and (only_aside or not beside)) or (only_aside and not above.is_beside),
        above.is_hidden or tag in ("head", "template") or "hidden" in attributes,
        above.footer or tag == "footer",
        above.header or tag == "header",
        above.figure or tag in ("figure", "figcaption"),
        above.article or tag in ("main", "article"),
        node.mem_id if tag == "article" else above.nearest_article,
        node.mem_id if "itemscope" in attributes else above.scope,
        node.mem_id if is_entry else above.entry,
    )
