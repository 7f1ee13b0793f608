"""The metadata values of a page, their sources, and functions to clean and compare their text."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from archive.text.characters import NOT_XML
from archive.text.folding import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from archive.findings import Finding


NOT_READ = "metadata-not-read"
"""The code of findings on metadata that cannot be read."""
DISAGREE = "metadata-disagree"
"""The code of findings on metadata that contradict each other."""


class MetadataSource(IntEnum):
    """A place of metadata in a page; the most trusted source is first."""

    HIGHWIRE = 1
    """`citation_*`: for scientific indexes, with an element for each author."""
    JSON_LD = 2
    """The schema.org node about the article."""
    DUBLIN_CORE = 3
    """`DC.*`, `DCTERMS.*`, `prism.*`: the vocabularies of libraries."""
    MARKUP = 4
    """Microdata, microformats, RDFa: markup of the text itself."""
    OPEN_GRAPH = 5
    """`og:*`, `article:*`: for shared links, whose titles and descriptions may be shortened."""
    TRACKING = 6
    """`parsely-*`, `sailthru.*`: for analytics."""
    PLAIN = 7
    """`author`, `description`, `keywords` of HTML itself, which often describe the site."""
    WEB_PAGE = 8
    """The schema.org node about the page."""
    TWITTER = 9
    """`twitter:*`."""
    PRINTED = 10
    """Printed lines, such as a byline, that have no markup for metadata."""


Field: TypeAlias = Literal[
    "title", "subtitle", "page-title", "author", "contributor", "container", "publisher",
    "published", "updated", "written", "volume", "issue", "page", "first-page", "last-page",
    "section", "language", "identifier", "issn", "isbn", "address", "abstract", "keywords",
    "keyword", "genre", "licence", "holder",
]  # fmt: skip
"""The metadata field of a value."""


@dataclass(frozen=True, slots=True)
class MetadataValue:
    """One value in the metadata of a page."""

    field: Field
    text: str
    """The text of the value, without markup, with white space normalized."""
    source: MetadataSource
    label: str
    """The key of the value, for messages: `article:published_time`."""
    node: LexborNode
    """The element with the value."""
    is_printed: bool = False
    """Whether the value is in the text of the element, and not in an attribute."""
    more: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """Further fields: parts of a name, identifiers, the type of a container."""


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The metadata of a page, and its losses."""

    metadata: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """The metadata as a JSON object; each value has its basis, and its origin if there is one."""
    rights: Mapping[str, Any] | None = None
    """The rights in the text, as a JSON object."""
    findings: tuple[Finding, ...] = ()
    """Losses, unreadable values, and contradictions."""
    sources: frozenset[int] = frozenset()
    """The elements that are origins of metadata (`mem_id`)."""


_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|br|cite|code|em|font|i|mark|p|q|s|small|span|strong|sub|sup|u|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLANKS = re.compile(r"[\t\n\r ]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile(f"[{NOT_XML}]")
_NO_LETTERS = re.compile(r"[\W_]+")


def clean_line(text: str) -> str:
    r"""Return a text on one line, without markup, entities and characters not allowed in XML.

    >>> clean_line("Tom &amp; <em>Jerry</em>\n in  Rome")
    'Tom & Jerry in Rome'
    """
    return _BLANKS.sub(" ", clean_text(text)).strip(" ")


def clean_text(text: str) -> str:
    """Return a text without markup, entities and characters not allowed in XML; keep line ends."""
    if "<" in text:
        text = _INLINE.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    if not text.isprintable():  # as few values are
        text = _NOT_XML.sub("", _SURROGATE.sub("\ufffd", text).replace("\f", " "))
    return text.strip("\t\n\r ")


def comparison_key(text: str) -> str:
    """Return the letters and digits of a text, folded, so that similar spellings are equal.

    >>> comparison_key("“Weekly Address”: Tuition-Free") == comparison_key(
    ...     '"Weekly address" - tuition free'
    ... )
    True
    """
    return _NO_LETTERS.sub("", fold(text))


_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_LOCALE_END = re.compile(r"[.@].*$")


def language_tag(text: str) -> str | None:
    """Return a language tag (BCP 47) with the usual upper and lower case; `None` if not a tag.

    >>> language_tag("en_US"), language_tag("zh-hans"), language_tag("C"), language_tag("en, fr")
    ('en-US', 'zh-Hans', None, None)
    """
    tag = _LOCALE_END.sub("", text.strip()).replace("_", "-")
    if _LANGUAGE.fullmatch(tag) is None:
        return None
    first, *others = tag.split("-")
    parts = [first.lower()]
    for part in others:
        within = any(len(one) == 1 for one in parts)  # an extension: all small (RFC 5646, 2.1.1)
        parts.append(part.lower() if within else _in_usual_case(part))
    return "-".join(parts)


def _in_usual_case(part: str) -> str:
    if part.isalpha():
        return part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower()
    return part.lower()
