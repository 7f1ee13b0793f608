"""Finds where the words of two texts differ, and shows them with some context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.revision.diff.difference_kinds import Passage
from archive.text.alignment.alignment import Edit, edits
from archive.text.common_affixes import common_prefix_length
from archive.text.normalized import NormalizedText, normalized

CONTEXT = 30
"""The code points of context on each side of changed words."""


def passages(old: str, new: str, differences: Sequence[Edit]) -> Iterator[Passage]:
    """Yield the passages in which two texts differ, with context; adjacent ones are joined.

    The context begins and ends with a whole word, if the text has word spaces.

    Args:
        old: The old text.
        new: The new text.
        differences: The places where the texts differ, or only those to report. The text between
            two of them may also differ; context stops at such text.
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
    """Return where the words of two texts differ; differences in form are left out.

    Args:
        old: The old text.
        new: The new text.
        differences: All places where the texts differ.
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
    """Return where two normalized texts differ; empty if a difference begins within a character."""
    here, there = NormalizedText(old), NormalizedText(new)
    mapped = []
    for start, end, new_start, new_end in edits(here.text, there.text):
        stretch, new_stretch = _stretch(here, start, end), _stretch(there, new_start, new_end)
        if stretch is None or new_stretch is None:
            return ()
        mapped.append(Edit(*stretch, *new_stretch))
    return mapped


def _stretch(text: NormalizedText, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of a text that belongs to a range (perhaps empty) of its normalized form."""
    if start < end:
        return text.stretch(start, end)
    if start == 0:
        return 0, 0
    before = text.stretch(0, start)
    return before and (before[1], before[1])


def _before(old: str, new: str) -> str:
    """Return the common end of two texts before a changed passage, in whole words."""
    return _after(old[-CONTEXT - 1 :][::-1], new[-CONTEXT - 1 :][::-1])[::-1]


def _after(old: str, new: str) -> str:
    """Return the common start of two texts after a changed passage, in whole words."""
    common = common_prefix_length(old[: CONTEXT + 1], new[: CONTEXT + 1])
    if common == max(len(old), len(new)) <= CONTEXT:
        return old
    least = min(common, CONTEXT)
    words = old.rfind(" ", 0, least)
    if words < 0 or (words == 0 and common > CONTEXT):
        return old[:least]
    return old[:words].rstrip()
