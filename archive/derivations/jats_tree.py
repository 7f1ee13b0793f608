"""The element tree of a JATS file: names without namespaces, and the articles in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.derivations.xml_walk import BLANKS
from archive.errors import ReadError
from archive.findings import Finding, Location

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element

HREF = "{http://www.w3.org/1999/xlink}href"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_PREFIXES = {
    "http://www.w3.org/1998/Math/MathML": "mml:",
    "http://www.niso.org/schemas/ali/1.0": "ali:",
    "http://www.niso.org/schemas/ali/1.0/": "ali:",
    "http://www.niso.org/standards/z39-96/ns/oasis-exchange/table": "oasis:",
}
"""Namespaces of elements that JATS takes from other standards. Elements of JATS itself have no
namespace, or the namespace of the file's supplier."""

OTHER_TEXTS = frozenset(("sub-article", "response"))
"""Elements that are separate texts within an article: reviews, translations."""


class ElementNames(dict[str, str]):
    """Maps the tags of lxml to the names of elements as JATS writes them."""

    def __missing__(self, tag: str) -> str:
        namespace, _, local = tag.removeprefix("{").rpartition("}")
        name = self[tag] = _PREFIXES.get(namespace, "") + local
        return name


NAMES = ElementNames()


def name_of(element: Element) -> str:
    """Return the name of an element: `p`, `mml:math`."""
    return NAMES[element.tag]  # type: ignore[index]


def has_own_words(element: Element) -> bool:
    """Whether words are directly in an element, not only in its children."""
    return any(isinstance(piece, str) for piece in pieces_of(element))


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the children of an element that have one of these names."""
    if element is not None:
        for child in element:
            if NAMES[child.tag] in names:  # type: ignore[index]
                yield child


def first(element: Element | None, *names: str) -> Element | None:
    """Return the first child of an element that has one of these names."""
    return next(children(element, *names), None)


def outermost(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements with these names in an element, but not those within one another."""
    for child in element:
        if NAMES[child.tag] in names:  # type: ignore[index]
            yield child
        else:
            yield from outermost(child, *names)


def pieces_of(element: Element) -> Iterator[Element | str]:
    """Yield the content of an element: child elements, and the words between them."""
    if element.text and element.text.strip(BLANKS):
        yield element.text
    for child in element:
        yield child
        if child.tail and child.tail.strip(BLANKS):
            yield child.tail


def holds_words(element: Element) -> bool:
    """Whether an element contains words at any depth."""
    return any(text.strip(BLANKS) for text in element.itertext())


# --- the texts of a file ---


def front_of(text: Element) -> Element | None:
    """Return the front matter of a text."""
    return first(text, "front", "front-stub")


def own_metadata(text: Element) -> Element | None:
    """Return the element with the title of a text: `article-meta` or `front-stub`."""
    front = front_of(text)
    if front is None or name_of(front) == "front-stub":
        return front
    return first(front, "article-meta")


def printed_in(text: Element) -> Iterator[Element]:
    """Yield the elements of a text that are printed, in text order."""
    front, own = front_of(text), own_metadata(text)
    groups = [*children(own, "title-group")]
    for group in groups:
        yield from children(group, *TITLES)
    for group in groups:
        yield from children(group, "fn-group")
    yield from children(own, "product", "abstract", "trans-abstract")
    if front is not None and front is not own:
        yield from (one for one in front if name_of(one) not in ("journal-meta", "article-meta"))
    yield from children(text, "body", "back", "floats-group", "floats-wrap")
    yield from children(own, "author-notes")


TITLES = ("article-title", "subtitle")
"""The elements for titles of a text, in its `title-group`."""


_DEEPEST = 100
"""How deep elements may nest: about four times as deep as in real articles, but not so deep that
the recursive reader overflows the stack."""


def text_elements(root: Element) -> list[Element]:
    """Return the elements that are texts: the article, then the texts within it.

    Raises:
        ReadError: The file contains no article, or elements nest too deeply.
    """
    articles = [root] if name_of(root) == "article" else []
    if not articles and name_of(root).endswith(("articleset", "article-set")):
        articles = [child for child in root if name_of(child) == "article"]
    if root.xpath(f"boolean({'/*' * (_DEEPEST + 1)})"):
        message = f"elements are nested more than {_DEEPEST} deep"
        raise ReadError([Finding("not-well-formed", message, location=Location(line=1))])
    if not articles:
        message = f'the root is "{name_of(root)}", and JATS begins with "article"'
        raise ReadError([Finding("not-jats", message, location=Location(line=root.sourceline))])
    elements: list[Element] = []
    for article in articles:
        elements += (one for one in article.iter() if one is article or name_of(one) in OTHER_TEXTS)
    return elements
