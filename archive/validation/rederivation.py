"""Derives texts again from the captures, to compare blocks and the gaps between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from archive.derivations import derivation_of
from archive.errors import ArchiveError, MissingExtra, ReadError, UnknownEncoding
from archive.findings import Finding, error
from archive.model.blocks import Item, Note, TextBlock
from archive.model.captures import (
    BlockOrigin,
    Capture,
    CaptureOrigin,
    ElementOrigin,
    LinesOrigin,
    Origin,
    OriginOfBlock,
    TextOrigin,
)
from archive.text.common_affixes import common_prefix_length
from archive.text.nearest_words import contrasting_reprs

if TYPE_CHECKING:
    from archive.derivations.derivation import Derived
    from archive.files.interface import Files
    from archive.model.document import Document


def received_texts(document: Document, files: Files) -> Mapping[str, str]:
    """Return the text of each block as it stands in its capture, by its id, where that is whole."""
    texts = derived_texts(document, files)
    return {
        block.id: text.words(block.origin)
        for _, block in document.index.text_blocks
        if block.origin is not None and (text := derived_text_of(block.origin, texts)) is not None
    }


def not_as_received(
    document: Document, texts: Mapping[str, str], files: Files
) -> Iterator[Finding]:
    """Yield an error for each text, by the id of its block, that is not what its capture has."""
    received = received_texts(document, files)
    for id, text in texts.items():
        if text != received.get(id, text):
            capture = document.block(id).origin.capture  # type: ignore[union-attr]
            yield error(
                "block-differs-from-capture",
                f"{document.index.pointers[id]}/text",
                f"{id} is derived from what was received, and nobody transcribed it: the new text "
                f"{difference(text, received[id], capture)}",
                "if the publisher has changed the text, rebase onto the new one; "
                'an error of the author\'s is a "correction"',
            )


def derived_again(
    document: Document, files: Files
) -> Iterator[tuple[int, Capture, Derived | ArchiveError]]:
    """Yield each intact capture from which blocks are derived, with its number and its text.

    If it has no text, the error is yielded instead: the bytes are not in the stated encoding
    (`ReadError`), there is no such encoding (`UnknownEncoding`), or a library is missing that would
    derive it (`MissingExtra`).
    """
    for number, capture in enumerate(document.captures):
        if derivation_of(capture) is not None and files.is_intact(capture):
            try:
                yield number, capture, files.derived(capture)
            except (ReadError, UnknownEncoding, MissingExtra) as problem:
                yield number, capture, problem


def derived_texts(document: Document, files: Files) -> dict[str, Derived]:
    """Return the texts that can be derived, by the ids of their captures."""
    return {
        capture.id: outcome
        for _, capture, outcome in derived_again(document, files)
        if not isinstance(outcome, ArchiveError)
    }


def derived_text_of(origin: Origin, texts: Mapping[str, Derived]) -> Derived | None:
    """Return the text of the capture of an origin, if its words can be told there."""
    text = texts.get(origin.capture)
    return text if text is not None and text.derivation.supports(origin) else None


def with_markers(document: Document) -> Iterator[tuple[str, TextBlock, str]]:
    """Yield each text block with its pointer, and the marker that stands just before it."""
    of_notes = {
        printed.blocks[0].id: (pointer, printed.marker)
        for pointer, printed in document.index.of_type(Note)
    }
    for pointer, block in document.index.text_blocks:
        if isinstance(block, Item):
            yield pointer, block, block.marker
        else:
            yield pointer, block, of_notes.get(block.id, ("", ""))[1]


def gaps(document: Document, files: Files) -> Iterator[tuple[str, str | None, str, str]]:
    """Yield the gaps between blocks in each capture: pointer, as kept, as found, and where.

    A gap as kept is `None` where the origin of the block before keeps none. A capture in which only
    values of the metadata were found is not the text of the article.
    """
    derived = derived_texts(document, files)
    received: dict[str, list[tuple[str, OriginOfBlock, str]]] = defaultdict(list)
    for at, block, marker in with_markers(document):
        if block.origin is not None and derived_text_of(block.origin, derived):
            received[block.origin.capture].append((at, block.origin, marker))
    of_values = _with_values(document, derived) - set(received)
    for number, capture in enumerate(document.captures):
        text = derived.get(capture.id)
        if text is None or capture.id in of_values:
            continue
        before: OriginOfBlock | None = None
        pointer, kept = f"/captures/{number}/lead", _gap_as_kept(capture)
        place = text.place
        in_order = sorted(received.get(capture.id, ()), key=lambda one: place(one[1]))
        for at, origin, marker in in_order:
            gap = text.gap(before, origin, len(marker))
            yield pointer, kept, gap.text, gap.at
            before, pointer, kept = origin, f"{at}/origin/separator", _gap_as_kept(origin)
        gap = text.gap(before, None)
        yield pointer, kept, gap.text, gap.at


def _with_values(document: Document, texts: Mapping[str, Derived]) -> set[str]:
    """The captures in which values or blocks were found whose words can be told."""
    return {origin.capture for _, origin in _origins(document) if derived_text_of(origin, texts)}


def _origins(document: Document) -> Iterator[tuple[str, Origin]]:
    """Every origin, of values and of blocks, with its pointer."""
    yield from document.index.of_type(TextOrigin)
    yield from document.index.of_type(ElementOrigin)
    yield from document.index.of_type(LinesOrigin)
    yield from document.index.of_type(CaptureOrigin)


def _gap_as_kept(holder: Capture | OriginOfBlock) -> str | None:
    """The gap as kept before the first block of a capture, or after an origin."""
    match holder:
        case Capture():
            return holder.lead
        case BlockOrigin():
            return holder.separator
        case ElementOrigin() | LinesOrigin() | CaptureOrigin():
            return None


def difference(kept: str, found: str, capture: str) -> str:
    """Return how two texts differ, with a little of both round their first difference."""
    at = common_prefix_length(kept, found)
    repr_kept, repr_found = contrasting_reprs(kept, found, at)
    return f"has {repr_kept} where {capture} has {repr_found}, from {at} on"
