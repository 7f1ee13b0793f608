"""What the head of a page says: `meta`, `link`, `title`, the language of the root."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.html.metadata.author_names import identifiers_in
from archive.articles.html.metadata.extracted_values import Field, Source, Value, line, prose
from archive.articles.html.metadata.losses import Left
from archive.articles.html.metadata.page_elements import Page, attribute, tokens
from archive.articles.html.metadata.vocabulary import META, ROLES, is_of_looks

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LINKS: dict[str, Field] = {
    "canonical": "address",
    "original": "address",
    "license": "licence",
    "copyright": "licence",
    "dcterms.license": "licence",
    "dc.rights": "licence",
    "cc:license": "licence",
    "schema.dc.rights": "licence",
}
"""Relations of links that say something about the article (IANA, RFC 7089, cc REL)."""
_ORCID = "citation_author_orcid"


def values_of_head(page: Page, left: Left) -> list[Value]:
    """Return what the head says, in its order; what has no place in a record is `left`."""
    found: list[Value] = []
    root = page.root
    if root is not None:
        for name in ("lang", "xml:lang"):
            if tag := line(attribute(root, name)):
                found.append(Value("language", tag, Source.HIGHWIRE, f"html {name}", root))
    for node in page.head:
        if node.tag == "meta":
            _take(found, node, left)
        elif node.tag == "script" and attribute(node, "type") == "text/front-matter":
            found += _of_front_matter(node)
        elif node.tag == "link":
            found += _of_link(node)
        elif node.tag == "title" and page.around(node).is_hidden and line(node.text()):
            found.append(Value("page-title", line(node.text()), Source.PLAIN, "title", node))
    return found


def _take(found: list[Value], node: LexborNode, left: Left) -> None:
    """Take what one `meta` says. Some pages write `value` where `content` should be."""
    content = attribute(node, "content") or attribute(node, "value")
    if attribute(node, "itemprop"):
        return  # microdata
    if attribute(node, "http-equiv"):
        if attribute(node, "http-equiv").lower() == "content-language" and line(content):
            found.append(Value("language", line(content), Source.PLAIN, "Content-Language", node))
        return
    if not line(content):
        return
    written = attribute(node, "property") or attribute(node, "name")
    for name in written.split():
        known = META.get(plain := plain_name(name))
        if known is not None:
            field, source = known
            text = prose(content) if field == "abstract" else line(content)
            more: dict[str, Any] = {"role": ROLES[plain]} if plain in ROLES else {}
            found.append(Value(field, text, source, name, node, more=more))
        elif plain == _ORCID and found and found[-1].label.lower() == "citation_author":
            last = found.pop()
            more = {"identifiers": identifiers_in(f"https://orcid.org/{content.split('/')[-1]}")}
            found.append(Value("author", last.text, last.source, last.label, last.node, more=more))
        elif not is_of_looks(plain):
            left.add_key(name, node)


_FRONT_MATTER: dict[str, Field] = {
    "title": "title",
    "description": "abstract",
    "published": "published",
}


def _of_front_matter(node: LexborNode) -> Iterator[Value]:
    """Yield what the front matter of Distill says, of which its script makes the byline.

    It is YAML of a few forms: a key and a value, and a list of authors with their addresses.
    """
    of = ""
    for row in node.text().splitlines():
        found = _ROW.match(row)
        if found is None:
            continue
        if found["dash"] and of == "authors" and line(found["name"]):
            yield Value("author", line(found["name"]), Source.PLAIN, "front matter", node)
        elif not found["dash"]:
            of = found["name"]
            if of in _FRONT_MATTER and (text := line((found["value"] or "").strip(" \"'"))):
                yield Value(_FRONT_MATTER[of], text, Source.PLAIN, "front matter", node)


_ROW = re.compile(
    r"\s{0,40}(?P<dash>-\s{1,20})?(?P<quote>[\"']?)(?P<name>[^\"':]{1,200})(?P=quote)"
    r"(?::(?P<value>[^\n]{0,2000}))?$"
)


def plain_name(name: str) -> str:
    """Return the key of metadata as the table has it.

    >>> plain_name("DC:Creator"), plain_name("schema:author"), plain_name("OG:Title")
    ('dc.creator', 'author', 'og:title')
    """
    name = name.lower().removeprefix("schema:")
    for prefix in ("dc", "dcterms", "prism", "cc", "eprints"):
        name = (
            name.replace(f"{prefix}:", f"{prefix}.", 1) if name.startswith(f"{prefix}:") else name
        )
    return name.replace("dct:", "dcterms.", 1) if name.startswith("dct:") else name


def _of_link(node: LexborNode) -> Iterator[Value]:
    href = line(attribute(node, "href"))
    for name in tokens(node, "rel"):
        field = _LINKS.get(name.lower())
        if field is not None and href and not href.startswith("#"):
            yield Value(field, href, Source.HIGHWIRE, f"link {name}", node)
