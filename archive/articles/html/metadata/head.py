"""Reads metadata in the head of a page: `meta`, `link`, `title`, and the language of `html`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.html.metadata.author_names import identifiers_in
from archive.articles.html.metadata.extracted_values import (
    Field,
    MetadataSource,
    MetadataValue,
    clean_line,
    clean_text,
)
from archive.articles.html.metadata.losses import MetadataLosses
from archive.articles.html.metadata.page_elements import PageElements, attribute, tokens
from archive.articles.html.metadata.vocabulary import META, ROLES, is_ignored_key

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

LINKS: dict[str, Field] = {
    "canonical": "address",
    "original": "address",
    "license": "licence",
    "copyright": "licence",
    "dcterms.license": "licence",
    "dc.rights": "licence",
    "cc:license": "licence",
    "schema.dc.rights": "licence",
}
"""Relations of links that are metadata of the article, by field (IANA, RFC 7089, ccREL)."""
_ORCID = "citation_author_orcid"


def values_of_head(page: PageElements, losses: MetadataLosses) -> list[MetadataValue]:
    """Return the values of known keys in the head, in order; count other keys as losses."""
    found: list[MetadataValue] = []
    root = page.root
    if root is not None:
        for name in ("lang", "xml:lang"):
            if tag := clean_line(attribute(root, name)):
                found.append(
                    MetadataValue("language", tag, MetadataSource.HIGHWIRE, f"html {name}", root)
                )
    for node in page.head:
        if node.tag == "meta":
            _add_meta(found, node, losses)
        elif node.tag == "script" and attribute(node, "type") == "text/front-matter":
            found += _of_front_matter(node)
        elif node.tag == "link":
            found += _of_link(node)
        elif node.tag == "title" and page.ancestry(node).is_hidden and clean_line(node.text()):
            found.append(
                MetadataValue(
                    "page-title", clean_line(node.text()), MetadataSource.PLAIN, "title", node
                )
            )
    return found


def _add_meta(found: list[MetadataValue], node: LexborNode, losses: MetadataLosses) -> None:
    """Add the value of a `meta` element, from `content` or, on faulty pages, from `value`."""
    content = attribute(node, "content") or attribute(node, "value")
    if attribute(node, "itemprop"):
        return  # microdata
    if directive := attribute(node, "http-equiv").lower():
        _add_directive(found, node, directive, content, losses)
    written = f"{attribute(node, 'property')} {attribute(node, 'name')}"
    for name in dict.fromkeys(written.split()):
        known = META.get(plain := vocabulary_key(name))
        if not clean_line(content):
            losses.add_ignored(f"{name} without a value")
        elif known is not None:
            field, source = known
            text = clean_text(content) if field == "abstract" else clean_line(content)
            more: dict[str, Any] = {"role": ROLES[plain]} if plain in ROLES else {}
            found.append(MetadataValue(field, text, source, name, node, more=more))
        elif plain == _ORCID and found and found[-1].label.lower() == "citation_author":
            last = found.pop()
            more = {"identifiers": identifiers_in(f"https://orcid.org/{content.split('/')[-1]}")}
            found.append(
                MetadataValue("author", last.text, last.source, last.label, last.node, more=more)
            )
        elif is_ignored_key(plain):
            losses.add_ignored(name)
        else:
            losses.add_key(name, node)


def _add_directive(
    found: list[MetadataValue],
    node: LexborNode,
    directive: str,
    content: str,
    losses: MetadataLosses,
) -> None:
    """Add the language from `http-equiv`. The encoding was already used to decode the page."""
    if not clean_line(content):
        losses.add_ignored(f"http-equiv {directive} without a value")
    elif directive == "content-language":
        language, label = clean_line(content), "Content-Language"
        found.append(MetadataValue("language", language, MetadataSource.PLAIN, label, node))
    elif directive != "content-type":
        losses.add_ignored(f"http-equiv {directive}")


_FRONT_MATTER: dict[str, Field] = {
    "title": "title",
    "description": "abstract",
    "published": "published",
}


def _of_front_matter(node: LexborNode) -> Iterator[MetadataValue]:
    """Yield the values in the front matter of a Distill article.

    The front matter is simple YAML: keys with values, and a list of authors with their addresses.
    """
    of = ""
    for row in node.text().splitlines():
        found = _ROW.match(row)
        if found is None:
            continue
        if found["dash"] and of == "authors" and clean_line(found["name"]):
            yield MetadataValue(
                "author", clean_line(found["name"]), MetadataSource.PLAIN, "front matter", node
            )
        elif not found["dash"]:
            of = found["name"]
            if of in _FRONT_MATTER and (text := clean_line((found["value"] or "").strip(" \"'"))):
                yield MetadataValue(
                    _FRONT_MATTER[of], text, MetadataSource.PLAIN, "front matter", node
                )


_ROW = re.compile(
    r"\s{0,40}(?P<dash>-\s{1,20})?(?P<quote>[\"']?)(?P<name>[^\"':]{1,200})(?P=quote)"
    r"(?::(?P<value>[^\n]{0,2000}))?$"
)


def vocabulary_key(name: str) -> str:
    """Return a key of metadata in the form that is used in `vocabulary`.

    >>> vocabulary_key("DC:Creator"), vocabulary_key("schema:author"), vocabulary_key("OG:Title")
    ('dc.creator', 'author', 'og:title')
    """
    name = name.lower().removeprefix("schema:")
    for prefix in ("dc", "dcterms", "prism", "cc", "eprints"):
        name = (
            name.replace(f"{prefix}:", f"{prefix}.", 1) if name.startswith(f"{prefix}:") else name
        )
    return name.replace("dct:", "dcterms.", 1) if name.startswith("dct:") else name


def _of_link(node: LexborNode) -> Iterator[MetadataValue]:
    href = clean_line(attribute(node, "href"))
    for name in tokens(node, "rel"):
        field = LINKS.get(name.lower())
        if field is not None and href and not href.startswith("#"):
            yield MetadataValue(field, href, MetadataSource.HIGHWIRE, f"link {name}", node)
