"""From a JATS file to what is found in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.errors import ReadError
from archive.findings import Finding
from archive.formats import found
from archive.formats.foreign_xml import parse
from archive.formats.jats.blocks import HANDLERS
from archive.formats.jats.body import Body
from archive.formats.jats.in_line import IN_LINE
from archive.formats.jats.inline import Inline
from archive.formats.jats.left import Left
from archive.formats.jats.metadata import Metadata
from archive.formats.jats.references import References
from archive.formats.jats.rights import rights_of
from archive.formats.jats.tree import (
    Paths,
    Text,
    children,
    chosen,
    first,
    name_of,
    texts_of,
    within,
)
from archive.formats.jats.values import language_of

if TYPE_CHECKING:
    from archive.formats.foreign_xml import Element
    from archive.formats.found import Given


def article_of(given: Given, number: int | None, media_type: str) -> found.Article:
    """Return one of the texts of a file.

    Raises:
        ReadError: As `receive` does.
    """
    tree = parse(given.data)
    texts = texts_of(tree.root)
    text, others = chosen(texts, number)
    left = Left()
    paths = Paths(given.capture)
    references = References(tree.root, given.id)
    inline = Inline(paths, references, left, language_of(text.element), IN_LINE)
    inline.take_notes(within(text.element, "fn"))
    inline.called = frozenset(_called_in(text))
    references.take(within(text.element, "ref"))
    metadata = Metadata(text, _around(text, texts), paths, left)
    raw = metadata.metadata()
    blocks = _blocks_of(text, Body(inline, left, HANDLERS), metadata)
    if not blocks:
        raise ReadError([Finding("no-text", "the file holds no text")])
    metadata.related(references)
    rights = [rights_of(one, left) for one in metadata.permissions()]
    metadata.tell()
    return found.Article(
        blocks,
        media_type,
        metadata=raw,
        rights=next(filter(None, rights), None),
        parts={"works": references.raw} if references.raw else {},
        findings=(*tree.findings, *others, *left.findings(), *references.findings()),
    )


def _around(text: Text, texts: list[Text]) -> Text:
    """The article in which a text stands."""
    element = text.element
    while (around := element.getparent()) is not None and any(around is t.element for t in texts):
        element = around
    return next(one for one in texts if one.element is element)


def _called_in(text: Text) -> Iterator[str]:
    """The ids to which the text points; what is said of contributors is no text."""
    of_people = {one for group in within(text.own, "contrib-group") for one in group.iter()}
    for reference in within(text.element, "xref"):
        if reference not in of_people:
            yield from (reference.get("rid") or "").split()


def _blocks_of(text: Text, body: Body, metadata: Metadata) -> list[found.Block]:
    """What is printed: title, what is reviewed, abstracts, body, back, notes about the authors."""
    own = text.own
    for element in children(first(own, "title-group"), "article-title", "subtitle"):
        metadata.read.add(element)
        if (words := body.inline.words(element)) is not None:
            body.sequence.add(found.Title(words), 0)
            body.has_title = True
        body.aside(0)
    for element in _printed(text):
        metadata.read.add(element)
        body.block(element, 0)
    for element in children(text.element, "body", "back", "floats-group"):
        body.block(element, 0)
    for element in _after(text):
        metadata.read.add(element)
        if "".join(element.itertext()).strip():
            body.block(element, 0)
    return body.sequence.blocks


def _printed(text: Text) -> Iterator[Element]:
    """What of the front is printed before the text."""
    for group in children(text.own, "title-group"):
        yield from children(group, "fn-group")
    yield from children(text.own, "product", "abstract", "trans-abstract")
    front = text.front
    if front is not None and front is not text.own:
        yield from (one for one in front if name_of(one) not in ("journal-meta", "article-meta"))


def _after(text: Text) -> Iterator[Element]:
    """What of the front is printed at the foot of the first page, or after the text."""
    return children(text.own, "author-notes")
