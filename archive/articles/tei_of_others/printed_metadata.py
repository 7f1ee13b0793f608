"""Finds header metadata that is also printed in the text, and counts ids that are lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from archive.articles import content
from archive.derivations.tei_vocabulary import ID
from archive.derivations.xml_walk import normalize_space
from archive.model.captures import ElementOrigin
from archive.model.names import Name

if TYPE_CHECKING:
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.derivations.untrusted_xml import Element

_OPENING = 16
"""How many blocks at the start of a text are searched for its title, author and date."""
_LONGEST_BYLINE = 1000
"""The most characters of a byline that is searched for authors."""


def elements_with_ids(part: Element) -> Sequence[Element]:
    """Return the elements in a part of a file that have an id."""
    found: Any = part.xpath("descendant-or-self::*/@xml:id/..")
    return [*found]


def count_lost_ids(
    tree: TeiTree, blocks: Sequence[content.Block], parts: Iterable[str], losses: MarkupLosses
) -> None:
    """Count the ids that are not in the record, such as those of words or page breaks.

    If several elements have the same id, which XML does not allow, only one of them keeps it.
    """
    parts_read = (*tree.headers(), *tree.other_parts(), tree.text)
    elements = [*chain.from_iterable(map(elements_with_ids, parts_read))]
    kept = Counter((*parts, *content.ids_in(blocks))) if elements else Counter[str]()
    for element in elements:
        id = element.get(ID) or ""
        if id in kept and kept[id] > 0:
            kept[id] -= 1
        else:
            losses.attribute(ID, tree.name(element), element)


def mark_printed(metadata: dict[str, Any], blocks: Sequence[content.Block]) -> None:
    """Set the basis of titles, authors and dates to `printed` if the first blocks have them."""
    opening = [*_opening(blocks)]
    texts = {normalize_space(words.text).casefold(): words for words in opening}
    bylines = [(text, words) for text, words in texts.items() if _is_byline(text, words)]
    for title in metadata.get("titles", ()):
        _set_printed(title, texts.get(title["text"].casefold()))
    for author in metadata.get("authors", ()):
        name = str(Name(**author["name"])).casefold()
        named = (words for text, words in bylines if _names(text, name))
        _set_printed(author, next(named, None) or texts.get(name) or texts.get(f"by {name}"))
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
"""Matches the path of an element that names the author; a greeting ("Dear Hannah") does not."""


def _is_byline(text: str, words: content.Words) -> bool:
    """Whether words are in an element that names authors, and are short enough for a byline."""
    origin = words.origin
    is_of_one = isinstance(origin, ElementOrigin) and _WHO.search(origin.path) is not None
    return is_of_one and len(text) <= _LONGEST_BYLINE


def _names(text: str, name: str) -> bool:
    """Whether a name is in a text as whole words."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


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
