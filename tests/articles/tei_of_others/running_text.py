"""Finds the running text of a TEI file by XPath alone, which the reader must not lose.

It is every text node in `text`, in the order of the file, but for

- what a `choice` holds beside its first `sic`, or else `orig`, or else `abbr`, or else beside its
  first child;
- what an `app` holds beside its `lem`, or else beside its first `rdg`;
- `rt` and `figDesc`; in files of GROBID `figure/label` instead of `figDesc`.

Notes and the furniture of pages stand apart, each by itself; a table or figure within a figure
follows its words. White space counts for nothing here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from archive.model.blocks import Block, Furniture, Note, Section, TextBlock
from archive.model.captures import ElementOrigin
from archive.model.document import Document

Element = etree._Element

PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    collect_ids=False,
    huge_tree=True,
    remove_comments=True,
    remove_pis=True,
)
WITHIN_FIGURES = ("table", "figure", "egXML")
_SIC, _ORIG, _ABBR = (f"local-name()='{name}'" for name in ("sic", "orig", "abbr"))
_VARIANTS = f"""
.//*[local-name()='choice'][*[{_SIC}]]/*[not({_SIC}) or preceding-sibling::*[{_SIC}]]
| .//*[local-name()='choice'][not(*[{_SIC}])][*[{_ORIG}]]
  /*[not({_ORIG}) or preceding-sibling::*[{_ORIG}]]
| .//*[local-name()='choice'][not(*[{_SIC} or {_ORIG}])][*[{_ABBR}]]
  /*[not({_ABBR}) or preceding-sibling::*[{_ABBR}]]
| .//*[local-name()='choice'][not(*[{_SIC} or {_ORIG} or {_ABBR}])]/*[position() > 1]
| .//*[local-name()='app'][*[local-name()='lem']]/*[local-name()='rdg' or local-name()='rdgGrp']
| .//*[local-name()='app'][not(*[local-name()='lem'])]/*[local-name()='rdg'][position() > 1]
| .//*[local-name()='app']/*[local-name()='lem'][position() > 1]
| .//*[local-name()='app']/*[local-name()='witDetail' or local-name()='wit']
| .//*[local-name()='rt']"""
_LEFT_OUT = f"{_VARIANTS} | .//*[local-name()='figDesc']"
_LEFT_OUT_BY_GROBID = f"{_VARIANTS} | .//*[local-name()='figure']/*[local-name()='label']"


def found(root: Element, xpath: str) -> list[Element]:
    """The elements that an XPath finds."""
    elements: Any = root.xpath(xpath)
    return [*elements]


def without_blanks(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", "", text)


def element_at(root: Element, path: str) -> Element:
    """The element to which the path of an origin leads."""
    here = root
    for step in path.split("/")[2:]:
        name, number = step[:-1].split("[")
        same = [one for one in here if name in ("*", etree.QName(one).localname)]
        here = same[int(number) - 1]
    return here


def left_out_of(text: Element) -> set[Element]:
    """The elements in a text that are none of the running text."""
    is_of_grobid = bool(found(text, "//*[local-name()='application'][@ident='GROBID']"))
    return set(found(text, _LEFT_OUT_BY_GROBID if is_of_grobid else _LEFT_OUT))


def text_nodes(text: Element) -> Iterator[tuple[Element, str]]:
    """The text nodes of the running text, each with the element in which it stands."""
    left_out = left_out_of(text)
    stack: list[tuple[Element, str]] = [(text, "in")]
    while stack:
        element, part = stack.pop()
        if part == "tail":
            parent = element.getparent()
            if parent is not None and element.tail:
                yield parent, element.tail
            continue
        if element in left_out:
            continue
        if element.text:
            yield element, element.text
        children = [*element]
        apart = [one for one in children if etree.QName(one).localname in WITHIN_FIGURES]
        if etree.QName(element).localname == "figure":
            stack += [(child, "in") for child in reversed(apart)]
            stack += [
                part
                for child in reversed(children)
                for part in ([(child, "tail")] + [(child, "in")] * (child not in apart))
            ]
            continue
        for child in reversed(children):
            stack += [(child, "tail"), (child, "in")]


def blocks_of(sections: Sequence[Section]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks
        yield from blocks_of(section.sections)


def texts_of(part: Any) -> Iterator[TextBlock]:
    """The texts in a block, in reading order."""
    if isinstance(part, TextBlock):
        yield part
    for name in ("caption", "lines", "blocks", "credit", "rows", "cells", "items", "lists"):
        value = getattr(part, name, None)
        for one in value if isinstance(value, tuple) else () if value is None else (value,):
            yield from texts_of(one)


def path_of(text: TextBlock) -> str:
    assert isinstance(text.origin, ElementOrigin)
    return text.origin.path


def around(element: Element, *names: str) -> Element | None:
    """The nearest of an element and those around it that has one of these names."""
    chain = [element, *element.iterancestors()]
    return next((one for one in chain if etree.QName(one).localname in names), None)


def differences(document: Document, root: Element, text: Element) -> list[tuple[str, str]]:
    """What of the running text a document does not have as the file has it: file, document."""
    apart: dict[Element, str] = {}
    article = []
    for block in blocks_of(document.sections):
        texts = [*texts_of(block)]
        words = "".join(words_of(one, root) for one in texts)
        if isinstance(block, Note | Furniture):
            names = ("note", "witDetail") if isinstance(block, Note) else ("fw",)
            holder = around(element_at(root, path_of(texts[0])), *names)
            assert holder is not None
            apart[holder] = words
        else:
            article.append(words)
    wanted: dict[Element | None, list[str]] = {None: [], **{holder: [] for holder in apart}}
    for holder, words in text_nodes(text):
        chain = [holder, *holder.iterancestors()]
        wanted[next((one for one in chain if one in apart), None)].append(without_blanks(words))
    pairs = [("".join(wanted[holder]), words) for holder, words in apart.items()]
    pairs.append(("".join(wanted[None]), "".join(article)))
    return [first_difference(*pair) for pair in pairs if pair[0] != pair[1]]


def words_of(text: TextBlock, root: Element) -> str:
    """The words of a text; of XML that it has as an example, the text in that."""
    element = element_at(root, path_of(text))
    examples = found(element, "descendant-or-self::*[local-name()='egXML'][*]")
    if not examples:
        return without_blanks(text.text)
    return without_blanks(html.unescape(re.sub(r"<(?![ =])[^>]*>", "", text.text)))


def first_difference(one: str, other: str) -> tuple[str, str]:
    ends = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    at = next(ends, min(len(one), len(other)))
    return one[max(0, at - 20) : at + 40], other[max(0, at - 20) : at + 40]
