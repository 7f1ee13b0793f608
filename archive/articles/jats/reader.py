"""Reads one of the texts of a JATS file as an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.block_handlers import BLOCK_HANDLERS
from archive.articles.jats.block_walk import BlockWalk
from archive.articles.jats.field_values import language_of
from archive.articles.jats.inline_handlers import INLINE_HANDLERS
from archive.articles.jats.inline_walk import InlineWalk
from archive.articles.jats.losses import ElementLosses
from archive.articles.jats.metadata import Metadata
from archive.articles.jats.references import References
from archive.articles.jats.rights import rights_of
from archive.articles.jats.tree import Paths, Text, select_text, texts_of, within
from archive.derivations.jats_tree import children, first, name_of
from archive.derivations.untrusted_xml import parse_xml
from archive.errors import ReadError
from archive.findings import Finding

if TYPE_CHECKING:
    from archive.articles.content import Given
    from archive.derivations.untrusted_xml import Element


def read_article(given: Given, number: int | None, media_type: str) -> content.Article:
    """Return one of the texts of a file.

    Raises:
        ReadError: As `receive` does.
    """
    tree = parse_xml(given.data)
    texts = texts_of(tree.root)
    text, others = select_text(texts, number)
    losses = ElementLosses()
    paths = Paths(given.capture)
    references = References(tree.root, given.id)
    inline = InlineWalk(paths, references, losses, language_of(text.element), INLINE_HANDLERS)
    inline.register_notes(within(text.element, "fn"))
    inline.called_ids = frozenset(_called_ids(text))
    references.add_references(within(text.element, "ref"))
    metadata = Metadata(text, _enclosing_article(text, texts), paths, losses)
    raw = metadata.metadata()
    blocks = _blocks_of(text, BlockWalk(inline, losses, BLOCK_HANDLERS), metadata)
    if not blocks:
        raise ReadError([Finding("no-text", "the file holds no text")])
    metadata.related(references)
    rights = [rights_of(one, losses) for one in metadata.permissions()]
    metadata.count_losses()
    return content.Article(
        blocks,
        media_type,
        metadata=raw,
        rights=next(filter(None, rights), None),
        parts={"works": references.raw} if references.raw else {},
        findings=(*tree.findings, *others, *losses.findings(), *references.findings()),
    )


def _enclosing_article(text: Text, texts: list[Text]) -> Text:
    """The article that holds a text."""
    element = text.element
    while (around := element.getparent()) is not None and any(around is t.element for t in texts):
        element = around
    return next(one for one in texts if one.element is element)


def _called_ids(text: Text) -> Iterator[str]:
    """The ids to which the text points; data about contributors are no text."""
    of_people = {one for group in within(text.own, "contrib-group") for one in group.iter()}
    for reference in within(text.element, "xref"):
        if reference not in of_people:
            yield from (reference.get("rid") or "").split()


def _blocks_of(text: Text, walk: BlockWalk, metadata: Metadata) -> list[content.Block]:
    """The printed blocks: title, reviewed works, abstracts, body, back, notes about the authors."""
    own = text.own
    for element in children(first(own, "title-group"), "article-title", "subtitle"):
        metadata.read.add(element)
        if (words := walk.inline.words(element)) is not None:
            walk.sequence.add(content.Title(words), 0)
            walk.has_title = True
        walk.read_asides(0)
    for element in _front_blocks(text):
        metadata.read.add(element)
        walk.block(element, 0)
    for element in children(text.element, "body", "back", "floats-group"):
        walk.block(element, 0)
    for element in _closing_notes(text):
        metadata.read.add(element)
        if "".join(element.itertext()).strip():
            walk.block(element, 0)
    return walk.sequence.blocks


def _front_blocks(text: Text) -> Iterator[Element]:
    """Elements of the front that are printed before the text."""
    for group in children(text.own, "title-group"):
        yield from children(group, "fn-group")
    yield from children(text.own, "product", "abstract", "trans-abstract")
    front = text.front
    if front is not None and front is not text.own:
        yield from (one for one in front if name_of(one) not in ("journal-meta", "article-meta"))


def _closing_notes(text: Text) -> Iterator[Element]:
    """Elements of the front that are printed at the foot of the first page, or after the text."""
    return children(text.own, "author-notes")
