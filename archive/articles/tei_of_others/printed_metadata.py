"""Finds metadata of the header that the text prints too, and ids that the record does not keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from archive.articles import content
from archive.articles.tei_of_others.text_builder import normalize_space
from archive.derivations.tei_vocabulary import ID
from archive.model.captures import ElementOrigin
from archive.model.names import Name

if TYPE_CHECKING:
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.derivations.untrusted_xml import Element

_OPENING = 16
"""How many blocks are the opening of a text, where its title and author may stand."""


def elements_with_ids(text: Element) -> Sequence[Element]:
    """The elements in a text that have an id."""
    found: Any = text.xpath("descendant-or-self::*/@xml:id/..")
    return [*found]


def count_lost_ids(
    tree: TeiTree, blocks: Sequence[content.Block], parts: set[str], losses: MarkupLosses
) -> None:
    """Count the ids in the text that are not in the record: those of words, of page breaks."""
    elements = elements_with_ids(tree.text)
    kept = {*parts, *content.ids_in(blocks)} if elements else parts
    for element in elements:
        if element.get(ID) not in kept:
            losses.attribute(ID, tree.name(element), element)


def mark_printed(metadata: dict[str, Any], blocks: Sequence[content.Block]) -> None:
    """Set the basis of titles, authors and dates that the opening of the text has to printed."""
    opening = [*_opening(blocks)]
    texts = {normalize_space(words.text).casefold(): words for words in opening}
    for title in metadata.get("titles", ()):
        _set_printed(title, texts.get(title["text"].casefold()))
    for author in metadata.get("authors", ()):
        name = str(Name(**author["name"])).casefold()
        _set_printed(author, next((words for words in opening if _names_author(words, name)), None))
    publication = metadata.get("publication", {})
    dated = {
        annotation.annotation["date"]: words
        for words in opening
        for annotation in words.annotations
        if annotation.annotation["type"] == "date"
    }
    for date in (publication.get("published"), publication.get("written")):
        if date is not None:
            _set_printed(date, dated.get(date["date"]))


_WHO = re.compile(r"/(?:byline|docAuthor|signed)\[\d+\]")
"""The elements that name the author of a text: "Dear Hannah" does not."""


def _names_author(words: content.Words, name: str) -> bool:
    """Whether words name this author of the text: in a byline, or the name alone."""
    text = normalize_space(words.text).casefold()
    if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is None:
        return False
    origin = words.origin
    is_byline = isinstance(origin, ElementOrigin) and _WHO.search(origin.path) is not None
    return is_byline or text.removeprefix("by ") == name


def _opening(blocks: Sequence[content.Block]) -> Iterator[content.Words]:
    for block in blocks[:_OPENING]:
        match block:
            case content.Title() | content.Paragraph():
                yield block.words
            case content.Heading() if block.words is not None:
                yield block.words
            case _:
                pass


def _set_printed(value: dict[str, Any], words: content.Words | None) -> None:
    if words is not None:
        value["basis"], value["origin"] = "printed", words.origin
