"""Where the words of two texts differ, with a little of what they share around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.revision.diff.difference_kinds import Passage
from archive.text.alignment.alignment import Edit, edits
from archive.text.common_affixes import common_prefix_length
from archive.text.normalized import NormalizedText, normalized

CONTEXT = 30
"""Code points of the text shown on either side of words that are others."""


def passages(old: str, new: str, differences: Sequence[Edit]) -> Iterator[Passage]:
    """Yield where two texts differ, with context; what stands close together is one passage.

    The context is cut where a word begins or ends, if the text has words.

    Args:
        old: The old text.
        new: The new text.
        differences: Where they differ, or as much of that as is to be reported. The text between
            two of these may differ as well; no context goes beyond such a place.
    """
    joined: list[Edit] = []
    for edit in differences:
        if joined and edit.start - joined[-1].end <= CONTEXT // 2:
            joined[-1] = joined[-1]._replace(end=edit.end, new_end=edit.new_end)
        else:
            joined.append(edit)
    ends = [*joined, Edit(len(old), len(old), len(new), len(new))]
    earliest = new_earliest = 0
    for n, (start, end, new_start, new_end) in enumerate(joined):
        latest, new_latest = ends[n + 1].start, ends[n + 1].new_start
        yield Passage(
            _before(old[earliest:start], new[new_earliest:new_start]),
            old[start:end],
            new[new_start:new_end],
            _after(old[end:latest], new[new_end:new_latest]),
        )
        earliest, new_earliest = end, new_end


def edits_of_words(old: str, new: str, differences: Sequence[Edit]) -> Sequence[Edit]:
    """Return where the words of two texts differ, without those places where only their form does.

    Args:
        old: The old text.
        new: The new text.
        differences: Where they differ at all.
    """
    if normalized(old) == old and normalized(new) == new:
        return differences
    of_words = _edits_of_normalized(old, new) or [
        edit
        for edit in differences
        if normalized(old[edit.start : edit.end]) != normalized(new[edit.new_start : edit.new_end])
    ]
    return of_words or differences


def _edits_of_normalized(old: str, new: str) -> Sequence[Edit]:
    """Where two texts differ once normalized; none, where a difference begins within a sign."""
    here, there = NormalizedText(old), NormalizedText(new)
    mapped = []
    for start, end, new_start, new_end in edits(here.text, there.text):
        stretch, new_stretch = _stretch(here, start, end), _stretch(there, new_start, new_end)
        if stretch is None or new_stretch is None:
            return ()
        mapped.append(Edit(*stretch, *new_stretch))
    return mapped


def _stretch(text: NormalizedText, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of a normalized text stands in the text itself; it may be empty."""
    if start < end:
        return text.stretch(start, end)
    if start == 0:
        return 0, 0
    before = text.stretch(0, start)
    return before and (before[1], before[1])


def _before(old: str, new: str) -> str:
    """The end of what stands before a passage, as far as both texts have it; of whole words."""
    return _after(old[-CONTEXT - 1 :][::-1], new[-CONTEXT - 1 :][::-1])[::-1]


def _after(old: str, new: str) -> str:
    """The beginning of what stands behind a passage, as far as both texts have it."""
    common = common_prefix_length(old[: CONTEXT + 1], new[: CONTEXT + 1])
    if common == max(len(old), len(new)) <= CONTEXT:
        return old
    least = min(common, CONTEXT)
    words = old.rfind(" ", 0, least)
    if words < 0 or (words == 0 and common > CONTEXT):
        return old[:least]
    return old[:words].rstrip()
