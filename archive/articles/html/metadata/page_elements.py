"""Finds the elements of a page with metadata, what is around these elements, and their words.

Every search is bounded, so that the time is linear in the length of the page: long elements are not
read, and what is known about the ancestors of an element is cached.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.articles.html.metadata.tuning import LONGEST_WORDS
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

_BLANKS = re.compile(r"[\t\n\f\r ]+")
_NOT_XML = re.compile(f"[{NOT_XML}]")
_MOST_NODES = 200
"""The maximum number of nodes in an element whose words are read."""
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
"""The maximum number of words of an attribute that are read."""
_BESIDE = frozenset(("nav", "aside", "form", "dialog"))
_BESIDE_BY_CLASS = re.compile(
    r"(?:^|\s)(?:comments?|respond|related|recommend\w*|sidebar|widget|newsletter|subscribe|promo\w*"
    r"|teaser|trending|most-read|read-next|cookie\w*|navbox|menu|pagination|breadcrumbs?)\b",
    re.IGNORECASE,
)
"""Classes and ids of elements that are not part of the article."""
_ROOTS = frozenset(("html", "body", "main", "article"))
"""Elements that may contain the article, whatever their classes."""


class Ancestry(NamedTuple):
    """Facts about an element and its ancestors. Other elements are given as `mem_id`."""

    is_beside: bool = False
    """Whether it is in navigation, comments or the like, and not in the article."""
    is_in_aside: bool = False
    """Whether `is_beside` is true only because of an `aside`; some pages put the byline there."""
    is_hidden: bool = False
    """Whether it is in the head, in a template, or `hidden`."""
    footer: bool = False
    header: bool = False
    figure: bool = False
    article: bool = False
    """Whether it is in `main` or `article`."""
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
        self.root = tree.root
        """The `html` element."""
        self._around: dict[int, Ancestry] = {}
        self.sources: set[int] = set()
        """The elements that are origins of metadata (`mem_id`)."""

    @cached_property
    def head(self) -> list[LexborNode]:
        """The elements `meta`, `title`, `link`, `script` and `base`, in the order of the page."""
        return _unique(self._tree.css(_HEAD))

    @cached_property
    def body(self) -> list[LexborNode]:
        """Elements of the text that may hold metadata, in the order of the page."""
        return [n for n in _unique(self._tree.css(_BODY)) if n.tag not in ("meta", "link", "title")]

    @property
    def large(self) -> list[LexborNode]:
        """Elements with a font size, in the order of the page."""
        return _unique(self._tree.css('[style*="font-size" i], font[size]'))

    @property
    def tags(self) -> list[LexborNode]:
        """The links in elements with "tags" or "keywords" in their class."""
        return _unique(self._tree.css('[class*="tags" i] a[href], [class*="keywords" i] a[href]'))

    def ancestry(self, node: LexborNode) -> Ancestry:
        """Return the facts about an element and its ancestors."""
        unknown: list[LexborNode] = []
        above: LexborNode | None = node
        while above is not None and above.mem_id not in self._around:
            unknown.append(above)
            above = above.parent
        found = Ancestry() if above is None else self._around[above.mem_id]
        for one in reversed(unknown):
            found = self._around[one.mem_id] = _ancestry(one, found)
        return found

    def words(self, node: LexborNode, most: int = LONGEST_WORDS) -> str | None:
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
        text = _BLANKS.sub(" ", _NOT_XML.sub("", "".join(parts))).strip(" ")
        return text if 0 < len(text) <= most else None

    def origin(self, node: LexborNode | None) -> dict[str, Any] | None:
        """Return an element as an origin; `None` if its path is too long for a record."""
        path = self.path(node) if node is not None else ""
        if node is None or not path or path.count("/") > _MOST_STEPS:
            return None
        self.sources.add(node.mem_id)
        return {"type": "element", "capture": self._capture, "path": path}

    def path(self, node: LexborNode) -> str:
        """Return the path of an element."""
        return self._path(node)


_MOST_STEPS = 256
"""The maximum number of steps in the path of an origin (`ElementPath`)."""


def attribute(node: LexborNode, name: str) -> str:
    """Return the value of an attribute; empty if the element does not have the attribute."""
    return node.attributes.get(name) or ""


def tokens(node: LexborNode, name: str) -> list[str]:
    """Return the words of an attribute such as `class` or `rel`, as written."""
    return attribute(node, name).split(None, _MOST_TOKENS)[:_MOST_TOKENS]


def _unique(nodes: list[LexborNode]) -> list[LexborNode]:
    """Return the nodes, each once."""
    return list({node.mem_id: node for node in nodes}.values())


def _within(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the nodes within a node, in page order, without comments and content of `_UNREAD`."""
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
    """Return the ancestry of an element, given the ancestry of its parent."""
    if not node.is_element_node:
        return above
    tag, attributes = node.tag, node.attributes
    classes = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    names = classes.split()
    is_called = bool(names) and _BESIDE_BY_CLASS.search(classes[:LONGEST_WORDS]) is not None
    beside = tag in _BESIDE or (tag not in _ROOTS and is_called)
    is_entry = "h-entry" in names or "hentry" in names
    only_aside = tag == "aside" and not is_called
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
