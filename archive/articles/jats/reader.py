"""Reads one of the texts of a JATS file as an article."""

from __future__ import annotations

from collections.abc import Iterator

from archive.articles import content
from archive.articles.content import Given
from archive.articles.jats.block_handlers import BLOCK_HANDLERS
from archive.articles.jats.block_walk import BlockWalk
from archive.articles.jats.inline_handlers import INLINE_HANDLERS
from archive.articles.jats.inline_walk import InlineWalk
from archive.articles.jats.language import language_of
from archive.articles.jats.losses import ElementLosses
from archive.articles.jats.metadata import Metadata
from archive.articles.jats.references import References
from archive.articles.jats.rights import rights_in
from archive.articles.jats.tree import Paths, Text, select_text, within
from archive.articles.tying import tied
from archive.derivations.jats_text_1 import DERIVATION, JatsText
from archive.derivations.jats_tree import TITLES, holds_words, name_of, printed_in
from archive.errors import ReadError
from archive.findings import Finding
from archive.model.captures import ElementOrigin


def read_article(given: Given, number: int | None, media_type: str) -> content.Article:
    """Return one of the texts of a file as an article.

    Raises:
        ReadError: For the reasons that `receive` lists.
    """
    derived = DERIVATION.derive(given.data, media_type)
    tree = derived.tree
    texts = [Text(number, element) for number, element in enumerate(derived.texts, 1)]
    text, others = select_text(texts, number)
    losses = ElementLosses()
    paths = Paths(given.capture, derived)
    references = References(tree.root, given.id, losses)
    inline = InlineWalk(
        derived, paths, references, losses, language_of(text.element), INLINE_HANDLERS
    )
    inline.register_notes(within(text.element, "fn"))
    inline.called_ids = frozenset(_called_ids(text))
    references.add_references(within(text.element, "ref"))
    metadata = Metadata(text, _enclosing_article(text, texts), paths, losses)
    raw = metadata.metadata()
    blocks = _blocks_of(text, BlockWalk(inline, losses, BLOCK_HANDLERS), metadata)
    if not blocks:
        raise ReadError([Finding("no-text", "the file holds no text")])
    metadata.related(references)
    rights = rights_in(metadata.permissions(), losses)
    metadata.count_losses()
    losses.count_attributes(text.element)
    return content.Article(
        tied(blocks, derived, given.capture),
        media_type,
        derived,
        [*_omitted(text, texts, derived, given.capture)],
        metadata=raw,
        rights=rights,
        parts={"works": references.raw} if references.raw else {},
        findings=(*tree.findings, *others, *losses.findings(), *references.findings()),
    )


def _enclosing_article(text: Text, texts: list[Text]) -> Text:
    """Return the article that contains a text; for an article, itself."""
    element = text.element
    while (around := element.getparent()) is not None and any(around is t.element for t in texts):
        element = around
    return next(one for one in texts if one.element is element)


def _called_ids(text: Text) -> Iterator[str]:
    """Yield the ids that the text points to, without those in the data about contributors."""
    of_people = {one for group in within(text.own, "contrib-group") for one in group.iter()}
    for reference in within(text.element, "xref"):
        if reference not in of_people:
            yield from (reference.get("rid") or "").split()


def _blocks_of(text: Text, walk: BlockWalk, metadata: Metadata) -> list[content.Block]:
    """Return the printed blocks: title, reviewed works, abstracts, body, back, author notes."""
    for element in printed_in(text.element):
        if name_of(element) in TITLES:
            if (words := walk.inline.words(element)) is not None:
                walk.sequence.add(content.Title(words), 0)
                walk.has_title = True
            walk.read_asides(element, 0)
        elif name_of(element) != "author-notes" or holds_words(element):
            walk.block(element, 0)
        else:
            walk.losses.element(name_of(element), element)
    if resumed := walk.sequence.resumed:
        what = "blocks after an inner section; kept in a section without a heading"
        walk.losses.other(what, text.element, resumed)
    return walk.sequence.blocks


def _omitted(
    text: Text, texts: list[Text], derived: JatsText, capture: str
) -> Iterator[content.Omitted]:
    """Yield the other texts of the file, which are separate articles."""
    for other in texts:
        start, end = derived.own[other.element]
        if other is not text and start < end:
            hint = ElementOrigin(capture=capture, path=derived.elements[other.element].path)
            origin = derived.origin_of(capture, start, end, hint)
            yield content.Omitted(origin, f"another text in the file: {other.description()}")
