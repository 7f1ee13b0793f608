"""Operations on XML elements of an OpenDocument text, shared by the modules of its reader."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from archive.derivations.opendocument_names import PARAGRAPHS, text

XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"


def insert_text(element: Element, words: str) -> None:
    """Insert a span with words directly before an element."""
    element.addprevious(span(words))


def span(words: str) -> Element:
    """Return a span with these words, without formatting."""
    made = etree.Element(text("span"))
    made.text = words
    return made


def replace(element: Element, words: str) -> None:
    """Turn an element in a paragraph into a span with these words; its tail stays."""
    for child in list(element):
        element.remove(child)
    unwrap(element)
    element.text = words


def take_out(element: Element) -> None:
    """Remove an element that is between blocks; make an element in a paragraph an empty span."""
    parent = element.getparent()
    if next(element.iterancestors(*PARAGRAPHS), None) is not None:
        replace(element, "")
    elif parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Turn an element in a paragraph into a span without a style."""
    element.tag = text("span")
    element.attrib.clear()


def unwrap_blocks(element: Element) -> None:
    """Replace an element by the blocks that it contains."""
    for child in list(element):
        element.addprevious(child)
    take_out(element)


def prepend_text(paragraph: Element, words: str) -> None:
    """Put words at the beginning of a paragraph."""
    made = span(words)
    made.tail, paragraph.text = paragraph.text, None
    paragraph.insert(0, made)


def append_text(paragraph: Element, words: str) -> None:
    """Put words at the end of a paragraph."""
    paragraph.append(span(words))


def merge_spans(element: Element) -> None:
    """Merge spans that have only words into the text around them."""
    pieces = [element.text or ""]
    last: Element | None = None
    for child in list(element):
        if child.tag == text("span") and not len(child) and not child.attrib:
            pieces += (child.text or "", child.tail or "")
            child.tail = None
            element.remove(child)
            continue
        _set(element, last, pieces)
        last, pieces = child, [child.tail or ""]
    _set(element, last, pieces)


def _set(element: Element, last: Element | None, pieces: list[str]) -> None:
    """Set the text after the child `last` to the joined pieces; if `None`, the text before all."""
    words = "".join(pieces) or None
    if last is None:
        element.text = words
    else:
        last.tail = words


def words_of(element: Element) -> str:
    """Return the words in an element, one line for each paragraph."""
    paragraphs = [*element.iter(*PARAGRAPHS)]
    return "\n".join("".join(one.itertext()) for one in paragraphs)
