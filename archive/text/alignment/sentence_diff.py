"""Compares two texts sentence by sentence: which words are in both, and which in only one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from typing import Literal

from archive.text.alignment.alignment import Edit, edits
from archive.text.alignment.tuning import SLID
from archive.text.common_affixes import common_prefix_length, common_suffix_length
from archive.text.normalized import has_same_words
from archive.text.sentences import sentence_starts
from archive.text.words import splits_word

Which = Literal["both", "old", "new"]
Piece = tuple[Which, str]
"""Some words, and whether they are in both texts, only in the old text, or only in the new text."""


class SentenceDiff:
    """An old and a new text, cut into pieces at sentence ends that are not within a change.

    Each piece of the old text is paired with the part of the new text that replaced it. A sentence
    inserted between two pieces belongs to none.

    >>> two = SentenceDiff("It fell. Nobody saw it.", "It fell. It rose. Nobody knew it.")
    >>> list(two.pieces(0)), list(two.pieces(1))[1:]
    ([('both', 'It fell. ')], [('old', 'saw'), ('new', 'knew'), ('both', ' it.')])
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.edits = (
            list(_widened_edits(old, new)) if old and new else [Edit(0, len(old), 0, len(new))]
        )
        self._restyled = frozenset(
            edit.start
            for edit in self.edits
            if has_same_words(old[edit.start : edit.end], new[edit.new_start : edit.new_end])
        )
        self._starts = [edit.start for edit in self.edits]
        self._opening = frozenset(sentence_starts(new))
        self.cuts = [at for at in sentence_starts(old) if not self._is_within_edit(at)]
        self._changed = [n for n in range(len(self.cuts)) if self._is_changed(n)]

    def _is_changed(self, number: int) -> bool:
        return any(which != "both" for which, _ in self.pieces(number))

    def _is_within_edit(self, at: int) -> bool:
        n = bisect_left(self._starts, at) - 1
        return n >= 0 and at < self.edits[n].end

    def numbers(self, start: int, end: int) -> Sequence[int]:
        """Return the pieces that a stretch of the old text touches; only changed ones, if any."""
        first = max(bisect_right(self.cuts, start) - 1, 0)
        last = max(bisect_left(self.cuts, end), first + 1)
        changed = self._changed
        return changed[bisect_left(changed, first) : bisect_left(changed, last)] or [first]

    def ends(self, number: int) -> tuple[int, int]:
        """Return where a piece begins and ends in the old text."""
        following = self.cuts[number + 1 : number + 2]
        return self.cuts[number], following[0] if following else len(self.old)

    def new_ends(self, number: int) -> tuple[int, int]:
        """Return where a piece begins and ends in the new text.

        A sentence that was inserted before or after the piece is not included.
        """
        start, end = self.ends(number)
        first = self._inserted_at(start)
        last = self._inserted_at(end)
        new_start, new_end = self.replacement(start, end)
        if first and not self._opens(first.new_end):
            new_start = first.new_start
        if last and not self._opens(last.new_start):
            new_end = last.new_end
        return new_start, max(new_start, new_end)

    def replacement(self, start: int, end: int) -> tuple[int, int]:
        """Return the place of the words that replaced a stretch, without insertions beside it."""
        return self._after(start), self._before(end)

    def _after(self, at: int) -> int:
        """Return where words that begin at an offset of the old text begin in the new text."""
        n = bisect_right(self._starts, at) - 1
        if n < 0:
            return at
        edit = self.edits[n]
        return edit.new_start if at < edit.end else edit.new_end + at - edit.end

    def _before(self, at: int) -> int:
        """Return where words that end at an offset of the old text end in the new text."""
        n = bisect_left(self._starts, at) - 1
        if n < 0:
            return at
        edit = self.edits[n]
        return edit.new_end if at <= edit.end else edit.new_end + at - edit.end

    def _inserted_at(self, at: int) -> Edit | None:
        """Return the edit that only inserts words at an offset, if there is one."""
        n = bisect_left(self._starts, at)
        following = self.edits[n : n + 1]
        return following[0] if following and following[0].start == following[0].end == at else None

    def _opens(self, at: int) -> bool:
        """Whether a sentence of the new text begins at an offset, apart from whitespace."""
        while self.new[at : at + 1].isspace():
            at += 1
        return at in self._opening or at == len(self.new)

    def pieces(self, number: int) -> Iterator[Piece]:
        """Yield the words of a piece in both texts."""
        at, end = self.ends(number)
        new_start, new_end = self.new_ends(number)
        for n in range(bisect_left(self._starts, at), len(self.edits)):
            edit = self.edits[n]
            if edit.start > end or edit.new_start > new_end:
                break
            deleted = self.old[edit.start : min(edit.end, end)]
            inserted = self.new[max(edit.new_start, new_start) : min(edit.new_end, new_end)]
            if edit.start in self._restyled:
                yield from _piece("both", self.old[at : edit.start])
                yield from _piece("both", inserted)
                at = max(at, edit.end)
            elif deleted or inserted:
                yield from _piece("both", self.old[at : edit.start])
                yield from _piece("old", deleted)
                yield from _piece("new", inserted)
                at = max(at, edit.end)
        yield from _piece("both", self.old[at:end])


def _widened_edits(old: str, new: str) -> Iterator[Edit]:
    """Yield the edits of two texts, widened to words as readers see them, such as `40,000`.

    An edit of punctuation includes the words beside it, because a comma alone is hard to see.
    """
    found = _slid_to_sentences(
        old, new, [_trimmed_edit(old, new, edit) for edit in edits(old, new)]
    )
    last: Edit | None = None
    for number, (start, end, new_start, new_end) in enumerate(found):
        words = old[start:end] + new[new_start:new_end]
        is_glued = not (any(map(str.isalnum, words)) or words.isspace())
        first = last.end if last else 0
        before = _glued(old, new, start, new_start, -1, is_glued, start - first)
        following = found[number + 1].start if number + 1 < len(found) else len(old)
        after = _glued(old, new, end, new_end, 1, is_glued, following - end)
        edit = Edit(start - before, end + after, new_start - before, new_end + after)
        if last and edit.start <= last.end:
            last = Edit(last.start, edit.end, last.new_start, edit.new_end)
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last


def _trimmed_edit(old: str, new: str, edit: Edit) -> Edit:
    """Return an edit without the words at its beginning and end that are in both texts."""
    start, end, new_start, new_end = edit
    most = min(end - start, new_end - new_start)
    head = common_prefix_length(old[start:end], new[new_start:new_end])
    while head and (splits_word(old, start + head) or splits_word(new, new_start + head)):
        head -= 1
    tail = min(most - head, common_suffix_length(old[start:end], new[new_start:new_end]))
    while tail and (splits_word(old, end - tail) or splits_word(new, new_end - tail)):
        tail -= 1
    return Edit(start + head, end - tail, new_start + head, new_end - tail)


def _slid_to_sentences(old: str, new: str, changes: Sequence[Edit]) -> Sequence[Edit]:
    """Return the edits; inserted or deleted words are shifted to begin with a sentence if possible.

    The insertion between "It fell." and "It rose." is "It stood. ", not " It stood.".
    """
    starts, new_starts = frozenset(sentence_starts(old)), frozenset(sentence_starts(new))
    slid: list[Edit] = []
    for number, edit in enumerate(changes):
        start, end, new_start, new_end = edit
        before = slid[-1].end if slid else 0
        after = changes[number + 1].start if number + 1 < len(changes) else len(old)
        most = min(after - end, SLID)
        by = 0
        if start == end:
            by = _to_start(new, new_start, new_end, new_starts, min(start - before, SLID), most)
        elif new_start == new_end:
            by = _to_start(old, start, end, starts, min(start - before, SLID), most)
        slid.append(Edit(start + by, end + by, new_start + by, new_end + by))
    return slid


def _to_start(
    text: str, start: int, end: int, starts: Set[int], most_before: int, most_after: int
) -> int:
    """Return by how much to shift an edit, with the same effect, to begin with a sentence."""
    for by in range(most_after + 1):
        if start + by in starts:
            return by
        if text[start + by] != text[end + by : end + by + 1]:
            break
    for by in range(1, most_before + 1):
        if text[start - by] != text[end - by]:
            break
        if start - by in starts:
            return -by
    return 0


def _glued(old: str, new: str, at: int, new_at: int, step: int, is_glued: bool, most: int) -> int:
    """Return how many code points on one side of an edit belong to a word that the edit changes.

    On that side, `most` code points are the same in both texts.
    """
    beside = at if step > 0 else at - 1
    count = 1 if is_glued and most and old[beside].isalnum() else 0
    while count < most and (
        splits_word(old, at + step * count) or splits_word(new, new_at + step * count)
    ):
        count += 1
    return count


def _piece(which: Which, words: str) -> Iterator[Piece]:
    if words:
        yield which, words
