"""Detects blocks whose text was edited by hand: their anchors no longer agree with the text.

An anchor has the words and offsets from before the edit. If one edit explains several anchors that
disagree, the text was edited. If no edit explains an anchor, the anchor itself is wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from archive.model.anchors import Anchor
from archive.model.captures import BlockOrigin
from archive.text.common_affixes import common_prefix_length, common_suffix_length
from archive.text.occurrences import occurrences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archive.model.blocks import TextBlock
    from archive.model.document import Document

_MOST_PLACES = 100
"""The most occurrences of the same words that are compared to find the nearest."""
_MOST_CHANGES = 20
"""The most anchors of a block that are used to reconstruct a change of the text."""


class HandEdit(NamedTuple):
    """A change made by hand to the text of a block."""

    pointer: str
    """The JSON Pointer of the block."""
    block: TextBlock
    """The block with its present text."""
    anchors: Sequence[str]
    """The JSON Pointers of the anchors whose words are no longer at their place."""
    was: str | None
    """The text before the change, certain only at the first changed place; `None` if unknown."""
    longer_by: int
    """How many code points the text has become longer; negative if it has become shorter."""
    before: int
    """The start of the first moved anchor: the text was changed before this offset."""


def hand_edits_of(
    document: Document, received: Mapping[str, str] | None = None
) -> Mapping[str, HandEdit]:
    """Return the hand edit of each block whose text was edited, by block id.

    Args:
        document: A document whose anchors need not agree with its text.
        received: The received texts of blocks, by block id, as far as known.
    """
    edits: dict[str, HandEdit] = {}
    untrue: dict[str, list[tuple[str, Anchor]]] = defaultdict(list)
    for pointer, anchor in document.index.untrue_anchors:
        untrue[anchor.block].append((pointer, anchor))
    if not untrue:
        return edits
    true: dict[str, list[Anchor]] = defaultdict(list)
    for _, anchor in document.index.of_type(Anchor):
        if anchor.block in untrue and _agrees(anchor, document.index.blocks[anchor.block].text):
            true[anchor.block].append(anchor)
    for pointer, block in document.index.text_blocks:
        if block.id not in untrue or block.id in document.index.twins:
            continue  # if two blocks have one id, an anchor may belong to either
        was = (received or {}).get(block.id)
        if was is not None:
            edit = _by_received(pointer, block, untrue[block.id], was)
        else:
            edit = _by_anchors(pointer, block, untrue[block.id], true[block.id])
        if edit:
            edits[block.id] = edit
    return edits


def _by_received(
    pointer: str, block: TextBlock, untrue: Sequence[tuple[str, Anchor]], was: str
) -> HandEdit | None:
    """Return the edit of a block, found by comparison with its received text."""
    explained = [at for at, anchor in untrue if was[anchor.start : anchor.end] == anchor.exact]
    if not explained or was == block.text:
        return None
    return HandEdit(pointer, block, explained, was, len(block.text) - len(was), 0)


def _by_anchors(
    pointer: str,
    block: TextBlock,
    untrue: Sequence[tuple[str, Anchor]],
    true: Sequence[Anchor],
) -> HandEdit | None:
    """Return the edit of a block whose old words are known only from anchors."""
    text, longer_by = block.text, _longer_by(block)
    moves = _moves_by_pointer(text, untrue)
    shift = _shift(moves, longer_by)
    is_certain = bool(longer_by)
    explained: set[str] = set()
    changes: list[_Change] = []
    unmoved = [entry for entry in untrue if not shift or moves.get(entry[0]) != shift]
    for change in _changes(text, unmoved, shift):
        if change.pointer in explained:
            continue
        was = change.undone(text)
        agreeing = {at for at, anchor in untrue if _agrees(anchor, was)}
        several = len(agreeing) > 1 or (is_certain and change.is_small)
        if several and all(_agrees(anchor, was) for anchor in true):
            explained |= agreeing
            changes.append(change)
    moved = {at for at, by in moves.items() if _is_within(by, shift)} - explained
    shifted = [anchor for at, anchor in untrue if at in moved]
    if moved and (explained or is_certain or _is_move(text, shifted, true, shift)):
        explained |= moved
    if not explained:
        return None
    anchors = [at for at, _ in untrue if at in explained]
    before = min((anchor.start for anchor in shifted), default=0)
    original = changes[0].undone(text) if changes else None
    return HandEdit(pointer, block, anchors, original, shift, before)


class _Change(NamedTuple):
    """A possible change of the text that explains why one anchor disagrees with the text."""

    pointer: str
    """The pointer of the anchor."""
    start: int
    """The start of the anchor."""
    exact: str
    """The words of the anchor."""
    now: str
    """The words that would have replaced the words of the anchor."""
    kept: int
    """How many code points at the beginning are the same in old and new words."""
    after: int
    """How many code points at the end are the same in old and new words."""

    @property
    def is_small(self) -> bool:
        """Whether at least half of the words are unchanged; if so, the place is certain."""
        return 2 * (self.kept + self.after) >= len(self.exact)

    def undone(self, text: str) -> str:
        """Return the text as it was before the change."""
        end = self.start + len(self.now)
        return text[: self.start] + self.exact + text[end:]


def _changes(text: str, untrue: Sequence[tuple[str, Anchor]], shift: int) -> list[_Change]:
    """Return the possible changes, sorted by length of their anchors, the longest first."""
    by_place = {(anchor.start, anchor.exact): (at, anchor) for at, anchor in reversed(untrue)}
    widest = sorted(by_place.values(), key=lambda entry: -len(entry[1].exact))[:_MOST_CHANGES]
    changes = []
    for pointer, anchor in widest:
        for by in dict.fromkeys((shift, 0)):
            exact, now = anchor.exact, text[anchor.start : max(anchor.start, anchor.end + by)]
            kept = common_prefix_length(exact, now)
            after = min(min(len(exact), len(now)) - kept, common_suffix_length(exact, now))
            changes.append(_Change(pointer, anchor.start, exact, now, kept, after))
    return changes


def _is_move(text: str, moved: Sequence[Anchor], true: Sequence[Anchor], shift: int) -> bool:
    """Return whether anchors have moved because words were inserted or deleted before them.

    In that case, anchors after that place have moved and anchors before it have not. If there are
    no anchors before it and all differ by the same number, the offsets may have been counted from 1
    or in other units.
    """
    first = min(anchor.start for anchor in moved)
    starts = [anchor.start for anchor in true]
    is_after = len(moved) > 1 and bool(starts) and max(starts) < first
    return is_after and not any(
        all(units(text[: anchor.start + shift]) == anchor.start for anchor in moved)
        for units in (_units_of_utf_16, _bytes_of_utf_8)
    )


def _units_of_utf_16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _bytes_of_utf_8(text: str) -> int:
    return len(text.encode())


def _is_within(by: int, shift: int) -> bool:
    """Return whether such a move is possible after all changes, or between two changes."""
    return 0 < by <= shift or shift <= by < 0


def _agrees(anchor: Anchor, text: str) -> bool:
    return anchor.start < anchor.end and text[anchor.start : anchor.end] == anchor.exact


def _longer_by(block: TextBlock) -> int | None:
    """Return how many code points longer the text is than the received text, if known."""
    if not isinstance(block.origin, BlockOrigin):
        return None
    return len(block.text) - (block.origin.end - block.origin.start)


def _moves_by_pointer(text: str, untrue: Sequence[tuple[str, Anchor]]) -> Mapping[str, int]:
    """Return how far the words of anchors have moved, by the pointer of the anchor.

    Words that do not occur in the text are left out; of several occurrences, the nearest counts.
    """
    places = occurrences((anchor.exact for _, anchor in untrue), text, _MOST_PLACES)
    return {
        pointer: min((start - anchor.start for start in starts), key=abs)
        for pointer, anchor in untrue
        if (starts := places[anchor.exact])
    }


def _shift(moves: Mapping[str, int], longer_by: int | None) -> int:
    """Return how far the changes have moved the later text; 0 if not at all."""
    if longer_by is not None:
        return longer_by
    counts = Counter(moves.values())
    return max(counts, key=lambda by: (counts[by], -abs(by)), default=0)
