"""Finds the words of the article that a record repeats in words of its own."""

from __future__ import annotations

from collections.abc import Iterator

from archive.findings import Finding, note
from archive.model.anchors import Anchor, Orphan
from archive.model.blocks import Figure, TextBlock
from archive.model.document import Document
from archive.model.entities import EntityName
from archive.model.metadata import Abstract, Title
from archive.model.revisions import CaptureChange
from archive.model.statements import Former
from archive.model.works import Evidence, Source, Work
from archive.rights.withheld import IN_WORDS_OF_THE_ARTICLE
from archive.text.shared_runs import WORDS_IN_A_RUN, SharedRuns

_OF_OTHERS = (TextBlock, Anchor, Orphan, Evidence, Title, Work, Source, EntityName, CaptureChange)
"""Words of the article or of another work, and what things are called."""


def article_runs(document: Document) -> SharedRuns:
    """Return the runs of words of the article: of its text, and of that of earlier captures."""
    return SharedRuns(_article_texts(document))


def _article_texts(document: Document) -> Iterator[str]:
    yield from (block.text for block in document.text_blocks())
    for _, part in document.index.of_type(Abstract, Figure, CaptureChange, Orphan, Former):
        match part:
            case Abstract():
                yield part.text
            case Figure():
                yield part.description or ""
            case CaptureChange():
                if part.what in IN_WORDS_OF_THE_ARTICLE:
                    yield from (part.was or "", part.became or "")
            case Orphan() | Former():
                yield f"{part.prefix}{part.exact}{part.suffix}"
                yield getattr(part, "became", None) or ""


def reused_text(document: Document) -> Finding | None:
    """Report how often a record repeats the article in words of its own; `None` if it does not.

    A restatement, a reason or a comment may quote a sentence, or follow it word for word.
    """
    runs = article_runs(document)
    pointers = [pointer for pointer, text in _own_words(document) if runs.shares(text)]
    if not pointers:
        return None
    return note(
        "words-repeated",
        pointers[0],
        f"what the record says itself repeats {WORDS_IN_A_RUN} words of the article in a row or "
        f"more, in so many places: {len(pointers)}",
        "read them before you publish it; restatements stand in words of their own",
    )


def _own_words(document: Document) -> Iterator[tuple[str, str]]:
    """Every text that is the record's own, with its JSON Pointer."""
    for pointer, part in document.index.parts:
        if isinstance(part, _OF_OTHERS):
            continue
        for name, value in part.__dict__.items():
            if isinstance(value, str):
                yield f"{pointer}/{name}", value
