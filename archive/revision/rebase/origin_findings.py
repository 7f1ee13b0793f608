"""Findings about the origins of a text before and after a rebase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.english import listed
from archive.findings import Finding, warning
from archive.model.anchors import Anchor
from archive.model.blocks import Furniture
from archive.model.captures import CaptureOrigin
from archive.model.document import Document


def origin_findings(before: Document, after: Document) -> Iterator[Finding]:
    """Yield findings on words that nobody received, and on words that cannot be derived any more.

    Args:
        before: The record with the old text.
        after: The record with the new text.
    """
    yield from _words_not_received(before)
    yield from _origins_lost(before, after)


def _words_not_received(before: Document) -> Iterator[Finding]:
    """Warn about statements on words that have no origin."""
    loose = {
        block.id
        for block in before.text_blocks()
        if block.origin is None or isinstance(block.origin, CaptureOrigin)
    }
    blocks = dict.fromkeys(
        anchor.block for _, anchor in before.index.of_type(Anchor) if anchor.block in loose
    )
    if not blocks:
        return
    message = (
        f"statements are anchored on {listed([*blocks])}, but "
        f"{'that block has' if len(blocks) == 1 else 'these blocks have'} no origin; it is "
        "unknown whether the words were those of the article"
    )
    hint = "compare the statements with the new text before you rely on them"
    yield warning(
        "old-words-not-received", before.index.pointers[next(iter(blocks))], message, hint
    )


def _origins_lost(before: Document, after: Document) -> Iterator[Finding]:
    """Warn about blocks that had a place in a capture and have none now."""
    had = {block.id for block in before.text_blocks() if block.origin is not None}
    lost = [block.id for block in after.text_blocks() if block.origin is None and block.id in had]
    if lost:
        message = f"{listed(lost)} had an origin in a capture; the new text has none"
        hint = "receive the article (archive receive), and rebase onto that"
        yield warning("origin-lost", "", message, hint)
    exact, now = (
        {
            block.id: block.origin.capture
            for block in one.text_blocks()
            if block.origin is not None and isinstance(block.origin, CaptureOrigin) is is_transcript
        }
        for one, is_transcript in ((before, False), (after, True))
    )
    if transcribed := [id for id in now if id in exact]:
        message = (
            f"{listed(transcribed)} had an exact place in {exact[transcribed[0]]}; the new text is "
            f"a transcript of {now[transcribed[0]]}, in which blocks have no exact place"
        )
        yield warning("origin-lost", "", message, "receive the article itself, if you have it")


def furniture_findings(
    onto: Document, after: Document, renamed: Mapping[str, str]
) -> Iterator[Finding]:
    """Warn about words that are furniture in the record but part of the article in the new text.

    Args:
        onto: The document from which the new text comes.
        after: The record with the new text.
        renamed: The new ids of blocks of the new text that were renamed.
    """
    hidden = {block.id for block in after.text_blocks() if isinstance(block, Furniture)}
    found = [
        id
        for block in onto.text_blocks()
        if not isinstance(block, Furniture) and (id := renamed.get(block.id, block.id)) in hidden
    ]
    if found:
        message = (
            f"{listed(found)} is furniture in the record, but part of the article in the new text"
        )
        hint = "if it is the article, make it a paragraph; furniture is not shown"
        yield warning("kept-as-furniture", after.index.pointers[found[0]], message, hint)
