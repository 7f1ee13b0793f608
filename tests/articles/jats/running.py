"""Finds the running text of a JATS article independently of the reader: by XPath.

It is every character that is no white space of what is printed: titles, notes to the title, what is
reviewed, abstracts, what else stands in the front beside the two parts with metadata, body, back,
floats, notes about the authors. Not in it is what nobody sees or reads (a description of an image,
numbers of objects, entries for an index), what is a value of the record (the rights in a figure),
and of several forms of one thing all but one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

import archive

NEVER = (
    "sub-article", "response", "alt-text", "long-desc", "object-id", "permissions", "sec-meta",
    "kwd-group", "subj-group", "index-term", "index-term-range-end", "processing-meta",
    "mml:annotation", "mml:annotation-xml", "inline-graphic", "inline-media", "private-char",
)  # fmt: skip
HREF = "{http://www.w3.org/1999/xlink}href"
MATHML = "http://www.w3.org/1998/Math/MathML"
PRINTED = (
    "{own}/title-group/article-title",
    "{own}/title-group/subtitle",
    "{own}/title-group/fn-group",
    "{own}/product",
    "{own}/abstract",
    "{own}/trans-abstract",
    "front/*[not(self::journal-meta or self::article-meta)]",
    "body",
    "back",
    "floats-group",
    "floats-wrap",
    "{own}/author-notes",
)
FORMS = ("mml:math", "tex-math", "textual-form", "chem-struct", "inline-graphic", "graphic")
CITATIONS = ("mixed-citation", "element-citation", "citation", "nlm-citation", "product")


def root_of(data: bytes) -> Any:
    parser = etree.XMLParser(load_dtd=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


def texts_of(root: Any) -> list[Any]:
    """The texts of a file, in the order of their numbers."""
    return root.xpath("descendant-or-self::*[self::article or self::sub-article or self::response]")


def own_of(text: Any) -> str:
    return "front-stub" if text.xpath("boolean(front-stub)") else "front/article-meta"


def name_of(element: Any) -> str:
    """The name of an element, with its prefix in MathML."""
    name = etree.QName(element)
    return f"mml:{name.localname}" if name.namespace == MATHML else name.localname


def characters(text: Any) -> Counter[str]:
    """How often each character stands in the running text."""
    return Counter("".join(pieces(text)))


def pieces(text: Any) -> Iterator[str]:
    """The words of the running text, in the order of the file, without white space."""
    below = len(text.xpath("ancestor-or-self::*[self::sub-article or self::response]"))
    for path in PRINTED:
        for node in text.xpath(f"{path.format(own=own_of(text))}//text()"):
            holder = node.getparent()
            around = [holder, *holder.iterancestors()]
            if node.is_tail:
                around = around[1:]
            names = [name_of(one) for one in around]
            hidden = [name for name in names if name in NEVER]
            if len(hidden) > below:
                continue
            if not any(is_other_form(one) for one in around):
                yield "".join(node.split())


def is_other_form(element: Any) -> bool:
    """Whether something is a form of what its holder has in another form as well."""
    holder = element.getparent()
    if holder is None:
        return False
    name, of_holder = name_of(element), name_of(holder)
    siblings = list(holder)
    names = [name_of(one) for one in siblings]
    if of_holder == "ref":
        described = [one for one in names if one in CITATIONS]
        if len(described) != 2 or "mixed-citation" not in described:
            return False
        return name in ("element-citation", "nlm-citation")
    if of_holder == "citation-alternatives":
        if name not in CITATIONS:
            return False
        first = next(one for one in names if one in CITATIONS)
        wanted = "mixed-citation" if "mixed-citation" in names else first
        return element is not siblings[names.index(wanted)]
    if of_holder in ("inline-formula", "disp-formula"):
        forms = [one for one in FORMS if one in names]
        return name in FORMS and name != forms[0]
    if of_holder != "alternatives":
        return False
    if "table" in names:
        return name != "table"
    first = next((one for one in FORMS if one in names and one != "graphic"), None)
    if first is not None:
        return element is not siblings[names.index(first)]
    images = [one for one in siblings if name_of(one) in ("graphic", "media")]
    shown = [one for one in images if (one.get(HREF) or "").endswith((".png", ".jpg", ".gif"))]
    return element is not (shown or images or siblings)[0]


def kept(document: archive.Document) -> Counter[str]:
    """How often each character stands in the text of a record, markers included."""
    found: list[str] = []
    stack: list[Any] = [*document.sections]
    while stack:
        part = stack.pop()
        found += (getattr(part, name, "") for name in ("text", "marker"))
        for name in ("blocks", "sections", "lines", "items", "lists", "rows", "cells"):
            within = getattr(part, name, ())
            stack.extend(within if isinstance(within, tuple) else ())  # a cell counts its rows
        stack.extend(
            one for name in ("caption", "credit") if (one := getattr(part, name, None)) is not None
        )
    return Counter("".join("".join(found).split()))
