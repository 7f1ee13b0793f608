"""Invariants of anchors: their words stand at their place; the text was not edited under them."""

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
    """The text of a block was changed by hand, and anchors in it are no longer true.

    Several anchors have words that one change of the text explains: it was edited in the file, and
    they were not. Put the text back as it was. If the publisher has changed it, rebase the record
    onto the new text after that; an error of the author's is a `correction`. A text that was typed
    or scanned, and is derived from no capture, may have been transcribed wrongly: mend it after
    that with `archive rebase RECORD --text BLOCK TEXT` (in Python `with_text`), which takes the
    anchors along.

    An anchor that is alone in being wrong is no sign of this, and reported as itself.
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
    """The hint for an edit: only a text without a derivation can have been transcribed wrongly."""
    if isinstance(block.origin, BlockOrigin):
        capture = document.index.by_id.get(block.origin.capture)
        place = f"stands in {capture.file}" if isinstance(capture, Capture) else "was received"
        return (
            f"put the text back as it {place}; if the publisher has changed it, rebase onto "
            'the new text then; an error of the author\'s is a "correction"'
        )
    return (
        "put the text back as it was; if it was transcribed wrongly, "
        f'`archive rebase RECORD --text {block.id} "..."` mends it then, and its anchors with it'
    )


def _change(edit: HandEdit) -> str:
    """The edit of a block, as a message names it."""
    if edit.was is not None:
        at = common_prefix_length(edit.was, edit.block.text)
        was, now = contrasting_reprs(edit.was, edit.block.text, at)
        return f"{was} became {now}"
    length = abs(edit.longer_by)
    what = "code point stands" if length == 1 else "code points stand"
    more = "more" if edit.longer_by > 0 else "fewer"
    return f"{length} {more} {what} before {edit.before}"


def _holders(anchors: Sequence[str], document: Document) -> str:
    """The parts that hold these anchors, by their ids; by pointers what has none."""
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
    """The anchors that disagree with their block though no edit of its text explains it."""
    explained = {pointer for edit in document.index.edits.values() for pointer in edit.anchors}
    for pointer, anchor in document.index.untrue_anchors:
        if pointer not in explained:
            yield pointer, anchor


def anchor_out_of_range(document: Document) -> Iterator[Finding]:
    """An anchor ends past its block's text, or before it starts.

    Offsets count Unicode code points of the block's text, end excluded.
    """
    where = _WordPlaces(document)
    for pointer, anchor in _unexplained_anchors(document):
        length = len(document.index.blocks[anchor.block].text)
        if not anchor.start < anchor.end <= length:
            yield error(
                "anchor-out-of-range",
                pointer,
                f"{anchor.start} to {anchor.end} is no stretch of {anchor.block}, "
                f"which has {counted(length, 'code points', grouped=False)}",
                where.of(anchor),
            )
    lost: tuple[tuple[str, Orphan | Former], ...] = (
        *document.index.of_type(Orphan), *document.index.of_type(Former)
    )  # fmt: skip
    for pointer, words in lost:
        if words.end - words.start != len(words.exact):
            yield error(
                "anchor-out-of-range",
                pointer,
                f"{words.start} to {words.end} can never have been the place of "
                f"{counted(len(words.exact), 'code points', grouped=False)}",
            )


def anchor_words_differ(document: Document) -> Iterator[Finding]:
    """An anchor's exact words are not the words at its place.

    An anchor cannot lie: place and words agree, or the record does not load.
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
    """The places of the words of untrue anchors: looked for together, on first use."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._guesses = _MOST_GUESSES

    def of(self, anchor: Anchor) -> str:
        """The remedy for one of them: the first place in each of three blocks, or what is near."""
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
            return f"these words stand nowhere in the text{f'; {near}' if near else ''}"
        listed = [f"{block} at {start}" for block, start in list(places.items())[:3]]
        where = f"these words stand in {', '.join(listed)}{', ...' if len(places) > 3 else ''}"
        return where + self._miscounted(anchor)

    def _miscounted(self, anchor: Anchor) -> str:
        """What was counted instead of code points, if that is what happened."""
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
"""For how many anchors that lead nowhere the nearest words are looked for."""
_MOST_LISTED = 8
"""How many parts with words in an edited block are named."""
