"""The words of an article, which public output must not repeat if they must not be published."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model.anchors import Orphan
from archive.model.blocks import Figure, Item, Note
from archive.model.document import Document
from archive.model.metadata import Abstract
from archive.model.revisions import CaptureChange
from archive.model.statements import Former
from archive.rights.withheld import IN_WORDS_OF_THE_ARTICLE
from archive.text.shared_runs import SharedRuns


def article_runs(document: Document) -> SharedRuns:
    """Return the runs of words in the article's text and in the text of earlier captures."""
    return SharedRuns(_article_texts(document))


def _article_texts(document: Document) -> Iterator[str]:
    yield from (block.text for block in document.text_blocks())
    of_type = document.index.of_type
    for _, part in of_type(Abstract, Figure, Item, Note, CaptureChange, Orphan, Former):
        match part:
            case Item() | Note():
                yield part.marker
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
            case _:
                pass
