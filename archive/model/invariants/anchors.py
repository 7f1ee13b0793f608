"""Invariants of anchors: the words of an anchor are at its place, and the text was not edited."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from archive.english import counted
from archive.findings import Finding, error
from archive.model.anchors import Anchor, Orphan
from archive.model.captures import BlockOrigin, Capture
from archive.model.statements import Former
from archive.text.common_affixes import common_prefix_length
from archive.text.joined_blocks import JoinedBlocks
from archive.text.nearest_words import contrasting_reprs, nearest_words_hint, short_repr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from archive.model.blocks import TextBlock
    from archive.model.document import Document
    from archive.model.hand_edits import HandEdit


def block_edited(document: Document) -> Iterator[Finding]:
    """The text of a block was edited by hand, and anchors in it no longer agree with it.

    Several anchors disagree with the text, and one change of the text explains them: somebody
    edited the text in the file, but not the anchors. Restore the old text first. If the publisher
    has changed the text, then rebase the record onto the new version; for an error of the author,
    add a `correction`. If the text was typed or scanned, and is not derived from a capture, its
    transcription may be wrong; if it is, correct it with `archive rebase RECORD --text BLOCK TEXT`
    (in Python `with_text`), which also moves the anchors.

    A single wrong anchor does not count as such an edit and has another finding.
    """
    for edit in document.index.edits.values():
        count, block_id = len(edit.anchors), edit.block.id
        yield error(
            "block-edited",
            f"{edit.pointer}/text",
            f"{block_id} no longer has the words of {counted(count, 'anchors')}: "
            f"{_change(edit)} ({_holders(edit.anchors, document)})",
            _remedy(edit.block, document),
        )


def _remedy(block: TextBlock, document: Document) -> str:
    """Return the hint for an edit; it depends on whether the text is a transcription."""
    if isinstance(block.origin, BlockOrigin):
        capture = document.index.by_id.get(block.origin.capture)
        place = f"is in {capture.file}" if isinstance(capture, Capture) else "was received"
        return (
            f"restore the text as it {place}; after that, rebase onto the new text if the "
            'publisher has changed it, or add a "correction" if the author made an error'
        )
    return (
        "restore the text as it was; after that, correct a wrong transcription with "
        f'`archive rebase RECORD --text {block.id} "..."`, which also moves the anchors'
    )


def _change(edit: HandEdit) -> str:
    """Return the words for an edit in a message."""
    if edit.was is not None:
        at = common_prefix_length(edit.was, edit.block.text)
        was, now = contrasting_reprs(edit.was, edit.block.text, at)
        return f"{was} became {now}"
    length = abs(edit.longer_by)
    what = "code point" if length == 1 else "code points"
    more = "more" if edit.longer_by > 0 else "fewer"
    return f"{length} {more} {what} before {edit.before}"


def _holders(anchors: Sequence[str], document: Document) -> str:
    """Return the ids of the parts with these anchors, or the pointers of parts without an id."""
    ids = document.index.ids
    named: dict[str, None] = {}
    for anchor in anchors:
        at = anchor
        while at and at not in ids:
            at = at.rpartition("/")[0]
        named[ids[at] if at else anchor] = None
    listed = ", ".join(list(named)[:_MOST_LISTED])
    return listed + (f" and {len(named) - _MOST_LISTED} more" if len(named) > _MOST_LISTED else "")


def _unexplained_anchors(document: Document) -> Iterator[tuple[str, Anchor]]:
    """Yield the anchors that disagree with their block, without those that an edit explains."""
    explained = {pointer for edit in document.index.edits.values() for pointer in edit.anchors}
    for pointer, anchor in document.index.untrue_anchors:
        if pointer not in explained:
            yield pointer, anchor


def anchor_out_of_range(document: Document) -> Iterator[Finding]:
    """An anchor ends after the end of its block's text, or before its own start.

    Offsets count Unicode code points of the block's text, end excluded.
    """
    where = _WordPlaces(document)
    for pointer, anchor in _unexplained_anchors(document):
        length = len(document.index.blocks[anchor.block].text)
        if not anchor.start < anchor.end <= length:
            yield error(
                "anchor-out-of-range",
                pointer,
                f"{anchor.start} to {anchor.end} is not a stretch of {anchor.block}, "
                f"which has {counted(length, 'code points', grouped=False)}",
                where.of(anchor),
            )
    such = document.index.such
    lost: tuple[tuple[str, Orphan | Former], ...] = (
        *such(_is_of_other_length, Orphan), *such(_is_of_other_length, Former)
    )  # fmt: skip
    for pointer, words in lost:
        yield error(
            "anchor-out-of-range",
            pointer,
            f"{words.start} to {words.end} cannot have been the place of "
            f"{counted(len(words.exact), 'code points', grouped=False)}",
        )


def _is_of_other_length(words: Orphan | Former) -> bool:
    return words.end - words.start != len(words.exact)


def anchor_words_differ(document: Document) -> Iterator[Finding]:
    """The words in `exact` are not the words at the place of the anchor.

    Place and words must agree; otherwise the record does not load.
    """
    where = _WordPlaces(document)
    for pointer, anchor in _unexplained_anchors(document):
        text = document.index.blocks[anchor.block].text
        words_there = text[anchor.start : anchor.end]
        if words_there != anchor.exact and anchor.start < anchor.end <= len(text):
            yield error(
                "anchor-words-differ",
                pointer,
                f"{anchor.block} has {short_repr(words_there)} "
                f"at {anchor.start} to {anchor.end}, not {short_repr(anchor.exact)}",
                where.of(anchor),
            )


class _WordPlaces:
    """The places where the words of wrong anchors occur; found in one search, on first use."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._guesses = _MOST_GUESSES

    def of(self, anchor: Anchor) -> str:
        """Return the hint for an anchor: where its words occur, or which words are similar."""
        places: dict[str, int] = {}
        for block, start in self._places[anchor.exact]:
            places.setdefault(block, start)
        if not places:
            self._guesses -= 1
            near = (
                nearest_words_hint(anchor.exact, self._text, anchor.block)
                if self._guesses >= 0
                else None
            )
            return f"these words do not occur in the text{f'; {near}' if near else ''}"
        listed = [f"{block} at {start}" for block, start in list(places.items())[:3]]
        where = f"these words occur in {', '.join(listed)}{', ...' if len(places) > 3 else ''}"
        return where + self._miscounted(anchor)

    def _miscounted(self, anchor: Anchor) -> str:
        """Return a note on another unit than code points, if it explains the offsets; or empty."""
        text = self._document.index.blocks[anchor.block].text
        for block, start in self._places[anchor.exact]:
            if block == anchor.block and anchor.start > start:
                before = text[:start]
                if len(before.encode("utf-16-le")) == 2 * anchor.start:
                    return "; offsets count code points, and these are units of UTF-16"
                if len(before.encode()) == anchor.start:
                    return "; offsets count code points, and these are bytes of UTF-8"
        return ""

    @cached_property
    def _text(self) -> JoinedBlocks:
        texts = {block.id: block.text for block in self._document.text_blocks()}
        for id, twins in self._document.index.twins.items():
            texts |= {f"the other {id}": twin.text for twin in twins}
        return JoinedBlocks(texts)

    @cached_property
    def _places(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        return self._text.places_of(
            {anchor.exact for _, anchor in self._document.index.untrue_anchors}
        )


_MOST_GUESSES = 20
"""The most anchors for which similar words are searched for."""
_MOST_LISTED = 8
"""The most parts that a message about an edited block names."""
