"""Compares two versions of a page by plain rules, which share nothing with the reader.

A value is what a machine can read off the page alone: what the head, the structured data and the
attributes say, and the words, cut at every full stop. Where on the page it stands is not asked.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lxml import html

FIELDS = (
    "title", "author", "date", "licence", "site", "address", "language", "description", "keyword",
    "image", "alt", "link", "text",
)  # fmt: skip
"""What is compared, in the order in which it is reported."""


class Value(NamedTuple):
    """A value of a page."""

    field: str
    words: str


class Differences(NamedTuple):
    """The values that one of two pages has, and the other has not."""

    went: Sequence[Value]
    came: Sequence[Value]


def differing(old: bytes, new: bytes) -> Differences:
    """Return what differs; what only has another form (case, quotation marks) does not.

    The name of a site stands beside headlines, and is the same value there.
    """
    sides = [
        {(one.field.replace("site", "title"), plain(one.words)): one for one in values(raw)}
        for raw in (old, new)
    ]
    went, came = (
        [one for key, one in side.items() if key not in other and key[1]]
        for side, other in (sides, sides[::-1])
    )
    return Differences(went, came)


def plain(words: str) -> str:
    """Return words without their form.

    >>> plain("“The  Ferry” ¶")
    'theferry'
    """
    folded = unicodedata.normalize("NFKC", words).casefold()
    return _FORM.sub("", re.sub("[\u2010-\u2015]", "-", folded))


_FORM = re.compile("[\\s\u200b\ufeff\u00ad\ue000-\uf8ff¶#↩“”„«»\"‘’'`´]+")


def values(raw: bytes) -> Iterator[Value]:
    """Yield the values of a page."""
    root = html.document_fromstring(_decoded(raw), parser=html.HTMLParser(huge_tree=True))
    for value in (*_head(root), *_structured(root), *_attributes(root), *_texts(root)):
        if words := " ".join(value.words.split()):
            yield value._replace(words=words)


def _decoded(raw: bytes) -> str:
    named = re.search(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", raw[:4096], re.IGNORECASE)
    name = named[1].decode() if named else "utf-8"
    name = {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252"}.get(name.lower(), name)
    for encoding in (name, "utf-8"):
        try:
            text = raw.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        return re.sub(r"^\s*<\?xml[^>]*>", "", text.removeprefix("\ufeff"))
    return raw.decode("windows-1252", "replace")


# --- the head ---

_META = {
    "title": "og:title twitter:title dc.title dcterms.title citation_title",
    "author": "author article:author dc.creator dcterms.creator citation_author",
    "date": "date article:published_time article:modified_time og:updated_time dc.date "
    "dc.date.issued dc.date.modified dcterms.issued dcterms.modified citation_publication_date",
    "licence": "dc.rights dcterms.rights dcterms.license copyright rights license",
    "site": "og:site_name dc.publisher dcterms.publisher publisher citation_journal_title",
    "address": "og:url twitter:url",
    "description": "description og:description twitter:description dc.description",
    "keyword": "keywords news_keywords article:tag dc.subject article:section",
    "image": "og:image twitter:image",
    "language": "og:locale content-language language dc.language dcterms.language",
}
_FIELD_OF_META = {name: field for field, names in _META.items() for name in names.split()}
_FIELD_OF_LINK = {"canonical": "address", "license": "licence", "author": "author"}


def _head(root: Any) -> Iterator[Value]:
    for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
        yield Value("language", root.get(name) or "")
    for title in root.xpath("//title[not(ancestor::svg)]"):
        yield from (Value("title", part) for part in _PARTED.split(title.text_content()))
    for meta in root.iter("meta"):
        names = (meta.get(name) or "" for name in ("property", "name", "http-equiv"))
        name = next((name for name in names if name), "").strip().lower()
        field, content = _FIELD_OF_META.get(name), meta.get("content") or ""
        if field == "title":
            yield from (Value(field, part) for part in _PARTED.split(content))
        elif field in ("keyword", "author"):
            yield from (Value(field, part) for part in re.split("[,;&]", content))
        elif field:
            yield Value(field, content)
    for link in root.iter("link"):
        for relation in (link.get("rel") or "").lower().split():
            if relation in _FIELD_OF_LINK:
                yield Value(_FIELD_OF_LINK[relation], link.get("href") or "")


_PARTED = re.compile(r"\s+(?:[|–—·•»«/~]|::|-{1,2}|\|\|)\s+|\s*[|｜]\s*")
"""What stands between a headline and the name of the site."""

_STRUCTURED = {
    "headline": "title", "author": "author", "creator": "author", "datePublished": "date",
    "dateModified": "date", "publisher": "site", "inLanguage": "language", "license": "licence",
    "description": "description", "keywords": "keyword", "image": "image",
}  # fmt: skip


def _structured(root: Any) -> Iterator[Value]:
    """What JSON-LD says of articles."""
    for script in root.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            data = json.loads(script.text or "", strict=False)
        except ValueError:
            continue
        for thing in _things(data):
            if re.search("Article|Posting|Report|WebPage", str(thing.get("@type"))):
                for name, field in _STRUCTURED.items():
                    yield from (Value(field, words) for words in _names(thing.get(name)))


def _things(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    for inner in data.values() if isinstance(data, dict) else data:
        if isinstance(inner, dict | list):
            yield from _things(inner)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)
    elif isinstance(value, dict):
        yield from _names(value.get("name") or value.get("url"))


# --- the body ---


def _attributes(root: Any) -> Iterator[Value]:
    for element in root.iter("a", "img", "iframe", "video", "time"):
        match element.tag:
            case "a":
                href = element.get("href") or ""
                is_licence = "license" in (element.get("rel") or "") or _LICENCE.search(href)
                yield Value("licence" if is_licence else "link", href)
            case "time":
                yield Value("date", element.get("datetime") or "")
            case _:
                yield Value("image", element.get("src") or element.get("data-src") or "")
                yield Value("alt", element.get("alt") or "")


_LICENCE = re.compile(r"creativecommons\.org/(?:licen[sc]es|publicdomain)/")

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_NOT_SHOWN = frozenset(
    [
        "head",
        "title",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "object",
        "iframe",
        "textarea",
        "select",
    ]
)


def _texts(root: Any) -> Iterator[Value]:
    """The words of the page, cut at the end of each block and at every full stop."""
    row: list[str] = []
    for words in (*_words(root), None):
        if words is not None:
            row.append(words)
            continue
        yield from (Value("text", part) for part in _STOP.split("".join(row)))
        row.clear()


_STOP = re.compile(
    r"(?<=[。！？])(?![」』”’）】。！？])|(?<=[。！？][」』”’）】])|(?<=[.!?…؟।])\s+"
)


def _words(element: Any) -> Iterator[str | None]:
    """The words of an element; `None` where a block begins or ends."""
    if isinstance(element.tag, str) and element.tag not in _NOT_SHOWN:
        edge = [] if element.tag in _INLINE else [None]
        yield from edge
        yield element.text or ""
        for child in element:
            yield from _words(child)
        yield from edge
    yield element.tail or ""
