"""Reads metadata in the markup of the text: microdata, microformats, RDFa, links with a `rel`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.articles.html.metadata.author_names import identifiers_in
from archive.articles.html.metadata.extracted_values import (
    Field,
    MetadataSource,
    MetadataValue,
    clean_line,
    clean_text,
)
from archive.articles.html.metadata.head import vocabulary_key
from archive.articles.html.metadata.page_elements import PageElements, attribute, tokens
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
"""Fields by class, of `h-entry` (microformats2) and `hentry` (hAtom)."""
_IN_ATTRIBUTES = {
    "time": "datetime", "meta": "content", "link": "href", "a": "href", "area": "href",
    "img": "src", "data": "value", "abbr": "title",
}  # fmt: skip
"""The attribute with the value of an item property, by element (HTML, 5.2.4)."""
_ADDRESSES = frozenset(("licence", "address", "identifier"))
_OF_NAMES = frozenset(("author", "contributor", "publisher", "holder"))
_MOST = 500
"""The maximum number of elements of one kind that are read."""


def values_of_markup(page: PageElements, title: LexborNode | None) -> Iterator[MetadataValue]:
    """Yield the metadata of the article in the markup of the text.

    Links with the relation `author` are read only near the title.
    """
    entry, scope = article_entry(page, title), article_item(page, title)
    round_title = near_title(page, title)
    yield from _of_microdata(page, scope)
    for node in page.body:
        around = page.ancestry(node)
        if around.is_beside or around.is_hidden:
            continue
        if entry is not None and around.entry == entry:
            yield from _of_microformats(page, node)
        for name in tokens(node, "property"):
            yield from _of_rdfa(page, node, name)
        if node.tag in ("a", "area"):
            yield from _of_relations(page, node, node.mem_id in round_title)
    yield from _tags(page)


def _of_relations(page: PageElements, node: LexborNode, is_near: bool) -> Iterator[MetadataValue]:
    words = page.words(node)
    relations = {name.lower() for name in tokens(node, "rel")}
    if words and "tag" in relations:
        field: Field = "section" if "category" in relations else "keyword"
        yield MetadataValue(field, words, MetadataSource.MARKUP, "rel tag", node, True)
    if words and "author" in relations and is_near:
        yield MetadataValue("author", words, MetadataSource.MARKUP, "rel author", node, True)


def _tags(page: PageElements) -> Iterator[MetadataValue]:
    """Yield the keywords in a list of tags: the links to addresses such as `/tag/harbour`."""
    for node in page.tags[:_MOST_TAGS]:
        around = page.ancestry(node)
        is_of_site = around.is_in_aside or around.is_hidden or around.footer
        words = None if is_of_site else page.words(node)
        if words and _OF_TAG.search(attribute(node, "href")):
            yield MetadataValue("keyword", words, MetadataSource.MARKUP, "tag", node, True)


_OF_TAG = re.compile(r"(?:^|/)(?:tags?|keywords?)/[^/?#]+/?$", re.IGNORECASE)
_MOST_TAGS = 50


def article_item(page: PageElements, title: LexborNode | None) -> int | None:
    """Return the `mem_id` of the microdata item of the article.

    It is the item of an article type around the title, or the only such item.
    """
    items = [
        node
        for node in page.body
        if _type_of(node) in ARTICLES and not page.ancestry(node).is_beside
    ]
    above = page.ancestry(title).scope if title is not None else None
    if any(node.mem_id == above for node in items):
        return above
    return items[0].mem_id if len(items) == 1 else None


def article_entry(page: PageElements, title: LexborNode | None) -> int | None:
    """Return the `mem_id` of the microformats entry around the title, or of the only entry."""
    above = page.ancestry(title).entry if title is not None else None
    if above is not None:
        return above
    entries = {
        around.entry for node in page.body if not (around := page.ancestry(node)).is_beside
    } - {None}
    return entries.pop() if len(entries) == 1 else None


def _type_of(node: LexborNode) -> str:
    return attribute(node, "itemtype").strip().rpartition("/")[2]


def _of_microdata(page: PageElements, scope: int | None) -> Iterator[MetadataValue]:
    """Yield the properties of an item, and the names of people and organisations in it."""
    if scope is None:
        return
    people: dict[int, tuple[Field, str, LexborNode]] = {}
    named: set[int] = set()
    for node in page.body:
        if node.mem_id == scope and _type_of(node):
            yield MetadataValue("genre", _type_of(node), MetadataSource.MARKUP, "itemtype", node)
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


def _holder(page: PageElements, node: LexborNode | None) -> int | None:
    """Return the `mem_id` of the nearest microdata item around an element."""
    return page.ancestry(node).scope if node is not None else None


def _of_property(
    page: PageElements, node: LexborNode, field: Field, name: str
) -> Iterator[MetadataValue]:
    words = page.words(node)
    attribute_name = _IN_ATTRIBUTES.get(node.tag or "")
    if "content" in node.attributes:
        attribute_name = "content"
    elif node.tag in ("a", "area", "abbr") and field not in _ADDRESSES:
        attribute_name = None
    written = clean_line(attribute(node, attribute_name)) if attribute_name else ""
    text, is_printed = (written, False) if written else (words or "", True)
    if text:
        more = {"role": ROLES[name]} if name in ROLES else {}
        is_printed = is_printed or text == words
        yield MetadataValue(
            field, text, MetadataSource.MARKUP, f"itemprop {name}", node, is_printed, more
        )


def _of_person(
    page: PageElements, node: LexborNode, field: Field, name: str, person: LexborNode
) -> Iterator[MetadataValue]:
    written = clean_line(attribute(node, "content"))
    words = page.words(node)
    if text := written or words:
        more: dict[str, object] = {"role": ROLES[name]} if name in ROLES else {}
        more["identifiers"] = identifiers_in(attribute(person, "itemid"))
        more["is_organisation"] = _type_of(person) in ORGANISATIONS
        yield MetadataValue(
            field, text, MetadataSource.MARKUP, f"itemprop {name}", node, not written, more
        )


def _of_microformats(page: PageElements, node: LexborNode) -> Iterator[MetadataValue]:
    classes = tokens(node, "class")
    for name in classes:
        field = _MICROFORMATS.get(name)
        words = page.words(node)
        if field in ("published", "updated"):
            text = clean_line(attribute(node, "datetime") or attribute(node, "title")) or words
            if text:
                yield MetadataValue(field, text, MetadataSource.MARKUP, name, node, text == words)
        elif field == "address":
            if href := clean_line(attribute(node, "href")):
                yield MetadataValue(field, href, MetadataSource.MARKUP, name, node)
        elif field is not None and words and not ("p-name" in classes and "h-card" in classes):
            yield MetadataValue(field, words, MetadataSource.MARKUP, name, node, True)
    if "fn" in classes and (words := page.words(node)):
        above = node.parent
        for _ in range(3):
            if above is not None and {"vcard", "author"} & set(tokens(above, "class")):
                yield MetadataValue("author", words, MetadataSource.MARKUP, "vcard fn", node, True)
                return
            above = above.parent if above is not None else None


def _of_rdfa(page: PageElements, node: LexborNode, name: str) -> Iterator[MetadataValue]:
    plain = vocabulary_key(name)
    known = META.get(plain)
    local = name.removeprefix("schema:")
    if known is None and local != name and local in SCHEMA_ORG:
        known = SCHEMA_ORG[local], MetadataSource.MARKUP
    if known is None:
        return
    field = known[0]
    words = page.words(node)
    written = clean_line(attribute(node, "content") or attribute(node, "datetime"))
    if field in _ADDRESSES:
        written = written or clean_line(attribute(node, "href") or attribute(node, "resource"))
    if text := written or (clean_text(words) if words else ""):
        yield MetadataValue(
            field, text, MetadataSource.MARKUP, f"property {name}", node, text == words
        )
