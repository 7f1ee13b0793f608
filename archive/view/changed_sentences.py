"""Sentences in both wordings, as they are shown: what stands far from a change is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.text.alignment.sentence_diff import Piece
from archive.text.alignment.tokens import weight
from archive.text.graphemes import splits_grapheme
from archive.view.page_parts import Marked
from archive.wording import differences

_CONTEXT = 80
"""Code points that are shown on each side of a change."""
_CUT = 10
"""So many more are shown before some are left out: an ellipsis takes room, too."""
_TELLING = 4
"""Weight of the words between two changes that makes them two."""
_LONGEST = 240
"""Code points of words that came or went up to which they are shown whole."""


def marked_words(pieces: Sequence[Piece], *, whole: bool = False) -> Iterator[str | Marked]:
    """Yield the words of both texts as they are shown.

    Args:
        pieces: The words of whole sentences, as `Compared` has them.
        whole: Show all of them, not only what stands beside a change.
    """
    places = changes_in(pieces)
    last = len(places) - 1
    for n, place in enumerate(places):
        if not isinstance(place, str):
            gone, came = (p if whole else differences.elide_middle(p, _LONGEST) for p in place)
            if gone:
                yield Marked("old", gone)
            if came:
                yield Marked("new", came)
            continue
        words = place.lstrip() if n == 0 else place
        words = words.rstrip() if n == last else words
        yield words if whole else change_context(words, follows=n > 0, leads=n < last)


def changes_in(pieces: Sequence[Piece]) -> Sequence[str | tuple[str, str]]:
    """Return words of both texts, and between them the old and the new ones of each change.

    Changes with hardly a word between them are one: it is read more easily.
    """
    found: list[str | tuple[str, str]] = []
    for which, words in pieces:
        last = found[-1] if found else None
        if which == "both":
            if isinstance(last, str):
                found[-1] = last + words
            else:
                found.append(words)
            continue
        own = (words, "") if which == "old" else ("", words)
        if isinstance(last, str) and len(found) > 1 and weight(last) < _TELLING:
            found.pop()
            before = found[-1]
            assert not isinstance(before, str)
            found[-1] = last = (before[0] + last, before[1] + last)
        if isinstance(last, tuple):
            found[-1] = (last[0] + own[0], last[1] + own[1])
        else:
            found.append(own)
    return found


def change_context(words: str, *, follows: bool = False, leads: bool = False) -> str:
    """Return words that follow a change, or lead to one, without those that stand far from it."""
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
    """An offset, or the next one that lies in no character as a reader sees it."""
    while splits_grapheme(words, at):
        at += 1
    return at
