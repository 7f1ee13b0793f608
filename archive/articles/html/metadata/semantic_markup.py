"""What the markup of the text says: microdata, microformats, RDFa, links with a relation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.articles.html.metadata.author_names import identifiers_in
from archive.articles.html.metadata.extracted_values import Field, Source, Value, line, prose
from archive.articles.html.metadata.head import plain_name
from archive.articles.html.metadata.page_elements import Page, attribute, tokens
from archive.articles.html.metadata.visible_metadata import near_title
from archive.articles.html.metadata.vocabulary import (
    ARTICLES,
    META,
    ORGANISATIONS,
    ROLES,
    SCHEMA_ORG,
)

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MICROFORMATS: dict[str, Field] = {
    "p-name": "title",
    "entry-title": "title",
    "p-author": "author",
    "dt-published": "published",
    "published": "published",
    "dt-updated": "updated",
    "updated": "updated",
    "p-category": "keyword",
    "u-url": "address",
}
"""Classes of `h-entry` (microformats2) and `hentry` (hAtom)."""
_IN_ATTRIBUTES = {
    "time": "datetime", "meta": "content", "link": "href", "a": "href", "area": "href",
    "img": "src", "data": "value", "abbr": "title",
}  # fmt: skip
"""The attribute that holds the value of an item property (HTML, 5.2.4)."""
_ADDRESSES = frozenset(("licence", "address", "identifier"))
_OF_NAMES = frozenset(("author", "contributor", "publisher", "holder"))
_MOST = 500
"""How many elements of one kind are looked at."""


def values_of_markup(page: Page, title: LexborNode | None) -> Iterator[Value]:
    """Yield what the markup says about the article.

    Links with the relation `author` are its where they stand round the title.
    """
    entry, scope = article_entry(page, title), article_item(page, title)
    round_title = near_title(page, title)
    yield from _of_microdata(page, scope)
    for node in page.body:
        around = page.around(node)
        if around.is_beside or around.is_hidden:
            continue
        if entry is not None and around.entry == entry:
            yield from _of_microformats(page, node)
        for name in tokens(node, "property"):
            yield from _of_rdfa(page, node, name)
        if node.tag in ("a", "area"):
            yield from _of_relations(page, node, node.mem_id in round_title)
    yield from _tags(page)


def _of_relations(page: Page, node: LexborNode, is_near: bool) -> Iterator[Value]:
    words = page.words(node)
    relations = {name.lower() for name in tokens(node, "rel")}
    if words and "tag" in relations:
        field: Field = "section" if "category" in relations else "keyword"
        yield Value(field, words, Source.MARKUP, "rel tag", node, True)
    if words and "author" in relations and is_near:
        yield Value("author", words, Source.MARKUP, "rel author", node, True)


def _tags(page: Page) -> Iterator[Value]:
    """The links of a field of tags that lead to what the site has under each."""
    for node in page.tags[:_MOST_TAGS]:
        around = page.around(node)
        is_of_site = around.is_in_aside or around.is_hidden or around.footer
        words = None if is_of_site else page.words(node)
        if words and _OF_TAG.search(attribute(node, "href")):
            yield Value("keyword", words, Source.MARKUP, "tag", node, True)


_OF_TAG = re.compile(r"(?:^|/)(?:tags?|keywords?)/[^/?#]+/?$", re.IGNORECASE)
_MOST_TAGS = 50


def article_item(page: Page, title: LexborNode | None) -> int | None:
    """Return the item of microdata that is the article: the one round the title, or the only one.

    It is named by what selectolax calls `mem_id`, as the scope of what stands in it is.
    """
    items = [
        node for node in page.body if _type_of(node) in ARTICLES and not page.around(node).is_beside
    ]
    above = page.around(title).scope if title is not None else None
    if any(node.mem_id == above for node in items):
        return above
    return items[0].mem_id if len(items) == 1 else None


def article_entry(page: Page, title: LexborNode | None) -> int | None:
    """Return the entry of microformats that is the article: that round the title, or the only."""
    above = page.around(title).entry if title is not None else None
    if above is not None:
        return above
    entries = {
        around.entry for node in page.body if not (around := page.around(node)).is_beside
    } - {None}
    return entries.pop() if len(entries) == 1 else None


def _type_of(node: LexborNode) -> str:
    return attribute(node, "itemtype").strip().rpartition("/")[2]


def _of_microdata(page: Page, scope: int | None) -> Iterator[Value]:
    """Yield the properties of an item, and the names of the people and organisations it names."""
    if scope is None:
        return
    people: dict[int, tuple[Field, str, LexborNode]] = {}
    named: set[int] = set()
    for node in page.body:
        if node.mem_id == scope and _type_of(node):
            yield Value("genre", _type_of(node), Source.MARKUP, "itemtype", node)
        elif "itemscope" in node.attributes and _holder(page, node.parent) == scope:
            for name in tokens(node, "itemprop"):
                if (field := SCHEMA_ORG.get(name)) in _OF_NAMES and field is not None:
                    people[node.mem_id] = field, name, node
    for node in (*page.body, *page.head):
        names = tokens(node, "itemprop")
        holder = _holder(page, node) if names and "itemscope" not in node.attributes else None
        for name in names:
            if holder == scope and (field := SCHEMA_ORG.get(name)) is not None:
                yield from _of_property(page, node, field, name)
            elif holder in people and name == "name" and holder not in named:
                named.add(holder)
                yield from _of_person(page, node, *people[holder])


def _holder(page: Page, node: LexborNode | None) -> int | None:
    """The item that holds an element."""
    return page.around(node).scope if node is not None else None


def _of_property(page: Page, node: LexborNode, field: Field, name: str) -> Iterator[Value]:
    words = page.words(node)
    attribute_name = _IN_ATTRIBUTES.get(node.tag or "")
    if "content" in node.attributes:
        attribute_name = "content"
    elif node.tag in ("a", "area", "abbr") and field not in _ADDRESSES:
        attribute_name = None
    written = line(attribute(node, attribute_name)) if attribute_name else ""
    text, is_printed = (written, False) if written else (words or "", True)
    if text:
        more = {"role": ROLES[name]} if name in ROLES else {}
        is_printed = is_printed or text == words
        yield Value(field, text, Source.MARKUP, f"itemprop {name}", node, is_printed, more)


def _of_person(
    page: Page, node: LexborNode, field: Field, name: str, person: LexborNode
) -> Iterator[Value]:
    written = line(attribute(node, "content"))
    words = page.words(node)
    if text := written or words:
        more: dict[str, object] = {"role": ROLES[name]} if name in ROLES else {}
        more["identifiers"] = identifiers_in(attribute(person, "itemid"))
        more["is_organisation"] = _type_of(person) in ORGANISATIONS
        yield Value(field, text, Source.MARKUP, f"itemprop {name}", node, not written, more)


def _of_microformats(page: Page, node: LexborNode) -> Iterator[Value]:
    classes = tokens(node, "class")
    for name in classes:
        field = _MICROFORMATS.get(name)
        words = page.words(node)
        if field in ("published", "updated"):
            text = line(attribute(node, "datetime") or attribute(node, "title")) or words
            if text:
                yield Value(field, text, Source.MARKUP, name, node, text == words)
        elif field == "address":
            if href := line(attribute(node, "href")):
                yield Value(field, href, Source.MARKUP, name, node)
        elif field is not None and words and not ("p-name" in classes and "h-card" in classes):
            yield Value(field, words, Source.MARKUP, name, node, True)
    if "fn" in classes and (words := page.words(node)):
        above = node.parent
        for _ in range(3):
            if above is not None and {"vcard", "author"} & set(tokens(above, "class")):
                yield Value("author", words, Source.MARKUP, "vcard fn", node, True)
                return
            above = above.parent if above is not None else None


def _of_rdfa(page: Page, node: LexborNode, name: str) -> Iterator[Value]:
    plain = plain_name(name)
    known = META.get(plain)
    local = name.removeprefix("schema:")
    if known is None and local != name and local in SCHEMA_ORG:
        known = SCHEMA_ORG[local], Source.MARKUP
    if known is None:
        return
    field = known[0]
    words = page.words(node)
    written = line(attribute(node, "content") or attribute(node, "datetime"))
    if field in _ADDRESSES:
        written = written or line(attribute(node, "href") or attribute(node, "resource"))
    if text := written or (prose(words) if words else ""):
        yield Value(field, text, Source.MARKUP, f"property {name}", node, text == words)
