"""Derives texts from captures again, to compare blocks and the blanks between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from archive.derivations import (
    PLAIN,
    derivation_as_plain,
    derivation_for,
    derivation_named,
    derivation_of,
)
from archive.errors import ArchiveError, MissingExtra, ReadError, UnknownEncoding
from archive.findings import Finding, error
from archive.model.blocks import Item, Note, TextBlock
from archive.model.captures import (
    Capture,
    Origin,
)
from archive.text.common_affixes import common_prefix_length
from archive.text.nearest_words import contrasting_reprs

if TYPE_CHECKING:
    from archive.derivations.derivation import Derivation, Derived
    from archive.files.interface import Files
    from archive.model.document import Document


def received_texts(document: Document, files: Files) -> Mapping[str, str]:
    """Return for each block, by id, its text in the capture; omit damaged captures."""
    texts = derived_texts(document, files)
    return {
        block.id: text.words(block.origin)
        for _, block in document.index.text_blocks
        if block.origin is not None and (text := derived_text_of(block.origin, texts)) is not None
    }


def not_as_received(
    document: Document, texts: Mapping[str, str], files: Files
) -> Iterator[Finding]:
    """Yield an error for each text that differs from its capture; texts are given by block id."""
    received = received_texts(document, files)
    for id, text in texts.items():
        if text != received.get(id, text):
            capture = document.block(id).origin.capture  # type: ignore[union-attr]
            yield error(
                "block-differs-from-capture",
                f"{document.index.pointers[id]}/text",
                f"{id} is derived from a capture, not transcribed: the new text "
                f"{difference(text, received[id], capture)}",
                "if the publisher has changed the text, rebase onto the new text; "
                'if the author made an error, add a "correction"',
            )


def not_in_capture(document: Document, texts: Mapping[str, str], files: Files) -> Iterator[Finding]:
    """Yield an error for each text that is not in its capture; omit captures with a derivation."""
    derived = {
        capture.id: outcome
        for _, capture, outcome in derived_again(document, files, unnamed=True)
        if capture.derivation is None and not isinstance(outcome, ArchiveError)
    }
    for id, text in texts.items():
        origin = document.block(id).origin
        found = derived.get(origin.capture) if origin is not None else None
        if origin is not None and found is not None and text not in found.text:
            yield error(
                "block-differs-from-capture",
                f"{document.index.pointers[id]}/text",
                f"{id} comes from {origin.capture}, whose text does not have these words",
                "receive the file again (archive receive), and rebase the record onto the result",
            )


def derived_again(
    document: Document, files: Files, *, unnamed: bool = False
) -> Iterator[tuple[int, Capture, Derived | ArchiveError]]:
    """Yield each intact capture from which blocks are derived: number, capture and text.

    If the text cannot be derived, an error is yielded in its place: the bytes are not in the stated
    encoding (`ReadError`), there is no such encoding (`UnknownEncoding`), or a library is missing
    (`MissingExtra`).

    Args:
        document: The record.
        files: The files of the record.
        unnamed: Whether to include captures of blocks without a derivation in the record, if one
            applies to them.
    """
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    for number, capture in enumerate(document.captures):
        derivation = derivation_of(capture)
        if derivation is None and unnamed and capture.id in sources:
            derivation = possible_derivation(capture, files)
        if derivation is None or not files.is_intact(capture):
            continue
        try:
            yield number, capture, files.derived(capture, derivation)
        except (ReadError, UnknownEncoding, MissingExtra) as problem:
            yield number, capture, problem


def possible_derivation(capture: Capture, files: Files) -> Derivation | None:
    """Return the derivation that fits the content of a capture; `None` if there is none.

    If the content could be plain text, the media type decides, because Markdown without any syntax
    looks the same. The media type also decides if no derivation fits the apparent content, such as
    an e-mail.
    """
    content, of_type = files.content(capture.file), derivation_for(capture.media_type)
    is_marked = of_type is not None and of_type.name in ("markdown-text-1", "html-text-1")
    if content is None:
        kind = files.kind(capture.file)
        if is_marked and kind is not None and kind.is_text:
            return of_type
        data = files.read(capture.file)
        name = None if data is None else derivation_as_plain(data, capture.media_type)
        return None if name is None else derivation_named(name)
    if content.name not in PLAIN:
        return content
    return of_type if is_marked else content


def derived_texts(document: Document, files: Files) -> dict[str, Derived]:
    """Return the texts that can be derived, by capture id."""
    return {
        capture.id: outcome
        for _, capture, outcome in derived_again(document, files)
        if not isinstance(outcome, ArchiveError)
    }


def derived_text_of(origin: Origin, texts: Mapping[str, Derived]) -> Derived | None:
    """Return the text of an origin's capture, if the origin is a place in that text."""
    text = texts.get(origin.capture)
    return text if text is not None and text.derivation.supports(origin) else None


def with_markers(document: Document) -> Iterator[tuple[str, TextBlock, str]]:
    """Yield each text block with its pointer and the marker just before it."""
    of_notes = {
        printed.blocks[0].id: (pointer, printed.marker)
        for pointer, printed in document.index.of_type(Note)
    }
    for pointer, block in document.index.text_blocks:
        if isinstance(block, Item):
            yield pointer, block, block.marker
        else:
            yield pointer, block, of_notes.get(block.id, ("", ""))[1]


def difference(kept: str, found: str, capture: str) -> str:
    """Return a description of the first difference between two texts, with some context."""
    at = common_prefix_length(kept, found)
    repr_kept, repr_found = contrasting_reprs(kept, found, at)
    return f"has {repr_kept} where {capture} has {repr_found}, from {at} on"
