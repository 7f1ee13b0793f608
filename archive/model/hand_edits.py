"""Detects blocks whose text was edited by hand, by the anchors that no longer agree with it.

An anchor has the words as they were, and their place then. Where one edit explains several of them,
the text was edited; an anchor that no edit explains is itself wrong.
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
"""So many places of the same words are looked at for the nearest."""
_MOST_CHANGES = 20
"""So many anchors of a block are taken as signs of a change of their own."""


class HandEdit(NamedTuple):
    """What somebody did to the text of a block."""

    pointer: str
    """The JSON Pointer of the block."""
    block: TextBlock
    """The block as it is."""
    anchors: Sequence[str]
    """The pointers of the anchors whose words it no longer has where they say."""
    was: str | None
    """Its text as it was, at least where it was changed first; `None` where that is unknown."""
    longer_by: int
    """How many code points the text has more than before; less than nothing if it has fewer."""
    before: int
    """Where the first anchor that has moved began: the text was changed before it."""


def hand_edits_of(
    document: Document, received: Mapping[str, str] | None = None
) -> Mapping[str, HandEdit]:
    """Return what was done to each block whose text was edited, by the block's id.

    Args:
        document: A document whose anchors need not be true.
        received: The text of blocks as it was received, by their ids, as far as it is known.
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
            continue  # where two blocks have one id, it is open whose words an anchor has
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
    """The edit of a text that is known as it was received."""
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
    """The edit of a text whose old words are known from anchors alone."""
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
    """A change of the text that would have made one anchor untrue."""

    pointer: str
    """The pointer of the anchor."""
    start: int
    """Where it begins."""
    exact: str
    """Its words."""
    now: str
    """What would stand in their place."""
    kept: int
    """How many code points of both are the same before the change."""
    after: int
    """How many are after it."""

    @property
    def is_small(self) -> bool:
        """Whether most of the words are still there, so that they are certainly meant."""
        return 2 * (self.kept + self.after) >= len(self.exact)

    def undone(self, text: str) -> str:
        """The text as it was before the change."""
        end = self.start + len(self.now)
        return text[: self.start] + self.exact + text[end:]


def _changes(text: str, untrue: Sequence[tuple[str, Anchor]], shift: int) -> list[_Change]:
    """The changes that may have been made, those of the longest anchors first."""
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
    """Whether anchors have moved because something was put in or taken out before them.

    What stands after it has moved, and what stands before has not. Where nothing stands before,
    all are off by the same: they may have been counted otherwise, from 1 or in other units.
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
    """Whether something that has moved by so much lies after the only change, or between two."""
    return 0 < by <= shift or shift <= by < 0


def _agrees(anchor: Anchor, text: str) -> bool:
    return anchor.start < anchor.end and text[anchor.start : anchor.end] == anchor.exact


def _longer_by(block: TextBlock) -> int | None:
    """How many code points the text has more than what was received, where that is known."""
    if not isinstance(block.origin, BlockOrigin):
        return None
    return len(block.text) - (block.origin.end - block.origin.start)


def _moves_by_pointer(text: str, untrue: Sequence[tuple[str, Anchor]]) -> Mapping[str, int]:
    """How far the words of anchors have moved that stand elsewhere in the text, by pointer.

    Of several places the nearest counts.
    """
    places = occurrences((anchor.exact for _, anchor in untrue), text, _MOST_PLACES)
    return {
        pointer: min((start - anchor.start for start in starts), key=abs)
        for pointer, anchor in untrue
        if (starts := places[anchor.exact])
    }


def _shift(moves: Mapping[str, int], longer_by: int | None) -> int:
    """How far changes have moved what stands after them; 0 where they have not."""
    if longer_by is not None:
        return longer_by
    counts = Counter(moves.values())
    return max(counts, key=lambda by: (counts[by], -abs(by)), default=0)
