"""Finds the words of the article that a record repeats in words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.findings import Finding, note
from archive.model.anchors import Anchor, Orphan
from archive.model.blocks import TextBlock
from archive.model.document import Document
from archive.model.entities import EntityName
from archive.model.metadata import Title
from archive.model.revisions import CaptureChange
from archive.model.works import Evidence, Source, Work

_OF_OTHERS = (TextBlock, Anchor, Orphan, Evidence, Title, Work, Source, EntityName, CaptureChange)
"""Words of the article or of another work, and what things are called."""
_IN_A_ROW = 8
"""So many words in a row are repeated, and not met by chance."""


def reused_text(document: Document) -> Finding | None:
    """Report how often a record repeats the article in words of its own; `None` if it does not.

    A restatement, a reason or a comment may quote a sentence, or follow it word for word. It is
    the record's, and stands in what is written for everybody; whoever writes that decides.
    """
    rows = {row for block in document.text_blocks() for row in _rows(block.text)}
    pointers = [
        pointer for pointer, text in _own_words(document) if not rows.isdisjoint(_rows(text))
    ]
    if not pointers:
        return None
    return note(
        "words-repeated",
        pointers[0],
        f"what the record says itself repeats {_IN_A_ROW} words of the article in a row or more, "
        f"in so many places: {len(pointers)}",
        "read them before you publish it; restatements stand in words of their own",
    )


def _own_words(document: Document) -> Iterator[tuple[str, str]]:
    """Every text that is the record's own, with its JSON Pointer."""
    for pointer, part in document.index.parts:
        if isinstance(part, _OF_OTHERS):
            continue
        for name, value in part.__dict__.items():
            if isinstance(value, str) and value.count(" ") >= _IN_A_ROW - 1:
                yield f"{pointer}/{name}", value


def _rows(text: str) -> Iterator[tuple[str, ...]]:
    """Every row of so many words, however they are parted and written."""
    words = re.findall(r"\w+", text.lower())
    for n in range(len(words) - _IN_A_ROW + 1):
        yield tuple(words[n : n + _IN_A_ROW])
