"""Returns the words of an article: its text, its metadata and the addresses of its links."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from archive.model.blocks import Link
from archive.model.walk import walk

if TYPE_CHECKING:
    from archive.model.base import Model
    from archive.model.document import Document


def texts_of_article(document: Document) -> Iterator[str]:
    """Yield the texts of the blocks, and the values of the metadata."""
    for _, block in document.index.text_blocks:
        yield block.text
    for _, part in walk(document.metadata):
        yield from _strings(part)


def addresses_of_article(document: Document) -> Iterator[str]:
    """Yield the addresses of the article's links."""
    for _, link in document.index.of_type(Link):
        yield link.target or ""


_DESCRIBING_FIELDS = frozenset(
    {"basis", "origin", "rests_on", "reason", "certainty", "type", "entity"}
)
"""Fields of a metadata value that only describe the value."""


def _strings(part: Model) -> Iterator[str]:
    for name, value in part.__dict__.items():
        if isinstance(value, str) and name not in _DESCRIBING_FIELDS:
            yield value


def language_among(tag: str | None, languages: Collection[str]) -> str | None:
    """Return the language of a tag, if it is in `languages`."""
    language = (tag or "").partition("-")[0].lower()
    return language if language in languages else None
