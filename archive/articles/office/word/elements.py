"""Operations on XML elements of a Word document, shared by the modules of its reader."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from archive.derivations.word_names import w

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def run(text: str, beside: Element | None = None) -> Element:
    """Return a run of text with the formatting of the run `beside`, so that it is not split."""
    made = etree.Element(w("r"))
    properties = None if beside is None else beside.find(w("rPr"))
    if properties is not None:
        made.append(deepcopy(properties))
    etree.SubElement(made, w("t")).text = text
    return made


def begin(paragraph: Element, new: Element) -> None:
    """Insert a run at the start of a paragraph."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        paragraph.insert(0, new)
    else:
        properties.addnext(new)


def take_out(element: Element) -> None:
    """Remove an element. WordprocessingML has no text between elements."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Replace an element by its children."""
    for child in list(element):
        element.addprevious(child)
    take_out(element)


def words_of(element: Element) -> str:
    """Return the words in an element, with tabs and line breaks, without deleted words."""
    return "".join(_words(element, w("t")))


def words_taken_out(element: Element) -> str:
    """Return all words in an element, deleted words included."""
    return "".join(_words(element, w("t"), w("delText")))


def _words(element: Element, *texts: str) -> Iterator[str]:
    for one in element.iter(*texts, w("tab"), w("br"), w("cr"), w("noBreakHyphen")):
        if one.tag in texts:
            yield one.text or ""
        elif one.tag == w("noBreakHyphen"):
            yield "\u2011"
        elif one.tag == w("tab"):
            yield "\t" if one.getparent().tag == w("r") else ""  # type: ignore[union-attr]
        elif one.get(w("type")) not in ("page", "column"):
            yield "\n"
