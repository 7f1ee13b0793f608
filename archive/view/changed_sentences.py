"""Shows changed sentences in both wordings, and leaves out words far from a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.text.alignment.sentence_diff import Piece, SentenceDiff
from archive.text.alignment.tokens import weight
from archive.text.graphemes import splits_grapheme
from archive.view.page_parts import Marked
from archive.wording import differences

_CONTEXT = 80
"""The number of code points shown on each side of a change."""
_CUT = 10
"""The fewest code points that are left out; an ellipsis for fewer would save no room."""
_TELLING = 4
"""Two changes with words of less weight than this between them are shown as one."""
_LONGEST = 240
"""The most code points of added or removed words that are shown in full."""


def marked_words(pieces: Sequence[Piece], *, whole: bool = False) -> Iterator[str | Marked]:
    """Yield the words of both texts in the form in which a page shows them.

    Args:
        pieces: The words of whole sentences, as in `SentenceDiff`.
        whole: Whether to show all of them, not only those near a change.
    """
    places = changes_in(pieces)
    last = len(places) - 1
    for n, place in enumerate(places):
        if not isinstance(place, str):
            removed, added = (p if whole else differences.elide_middle(p, _LONGEST) for p in place)
            if removed:
                yield Marked("old", removed)
            if added:
                yield Marked("new", added)
            continue
        words = place.lstrip() if n == 0 else place
        words = words.rstrip() if n == last else words
        yield words if whole else change_context(words, follows=n > 0, leads=n < last)


def both_wordings(old: str, new: str) -> Sequence[Piece]:
    """Return the words of an old and a new text: the common words, and the words of only one.

    >>> both_wordings("It fell.", "It rose.")
    [('both', 'It '), ('old', 'fell'), ('new', 'rose'), ('both', '.')]
    """
    pieces: list[Piece] = []
    at = 0
    for edit in SentenceDiff(old, new).edits:
        pieces.append(("both", old[at : edit.start]))
        pieces.append(("old", old[edit.start : edit.end]))
        pieces.append(("new", new[edit.new_start : edit.new_end]))
        at = edit.end
    pieces.append(("both", old[at:]))
    return [piece for piece in pieces if piece[1]]


def changes_in(pieces: Sequence[Piece]) -> Sequence[str | tuple[str, str]]:
    """Return the words of both texts and, between them, the old and new words of each change.

    Changes with few words between them are merged, which is easier to read.
    """
    changes: list[str | tuple[str, str]] = []
    for which, words in pieces:
        last = changes[-1] if changes else None
        if which == "both":
            if isinstance(last, str):
                changes[-1] = last + words
            else:
                changes.append(words)
            continue
        own = (words, "") if which == "old" else ("", words)
        if isinstance(last, str) and len(changes) > 1 and weight(last) < _TELLING:
            changes.pop()
            before = changes[-1]
            assert not isinstance(before, str)
            changes[-1] = last = (before[0] + last, before[1] + last)
        if isinstance(last, tuple):
            changes[-1] = (last[0] + own[0], last[1] + own[1])
        else:
            changes.append(own)
    return changes


def change_context(words: str, *, follows: bool = False, leads: bool = False) -> str:
    """Return the words near a change: after one (`follows`), before one (`leads`), or both."""
    if len(words) <= _CONTEXT * (1 + (follows and leads)) + _CUT:
        return words
    first, last = _CONTEXT * follows, len(words) - _CONTEXT * leads
    if not follows and not leads:
        return differences.elide_middle(words, _LONGEST)
    if follows:
        first = words.rfind(" ", 1, first) + 1 or first
    if leads:
        at = words.find(" ", last, len(words) - 1)
        last = at if at >= 0 else last
    first, last = _grapheme_boundary(words, first), _grapheme_boundary(words, last)
    return f"{words[:first].rstrip()}{' … ' if follows and leads else '…'}{words[last:].lstrip()}"


def _grapheme_boundary(words: str, at: int) -> int:
    """Return the first offset from `at` on that is not inside a grapheme."""
    while splits_grapheme(words, at):
        at += 1
    return at
