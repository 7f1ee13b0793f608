"""`place_in` finds the place of a stretch of the old text in the new one, or its candidates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive.model.anchors import Anchor, Orphan
from archive.revision.rebase.matched_blocks import TELLING
from archive.revision.rebase.new_text import NewText
from archive.text.alignment.projection import Fate
from archive.text.alignment.tokens import weight
from archive.text.words import splits_word

_LIGHTEST_ORPHAN = 8
"""The least weight of words and context by which an orphan is recognised."""
TWICE = "the same words stood there twice, and nothing told them apart"
"""The end of the reason of an orphan that can never be recognised."""
_CANDIDATES = 4
"""The most further places named on each side of a possible place of ambiguous words."""


class NewPlace(NamedTuple):
    """The fate of the words of a stretch, and their place."""

    fate: Fate
    at: Anchor | None = None
    """Their place, if it is certain."""
    candidates: tuple[Anchor, ...] = ()
    """Their possible places otherwise, in the order of the text."""


def place_in(text: NewText, stretch: Anchor | Orphan) -> NewPlace:
    """Return the fate of the words of a stretch."""
    return _anchor(text, stretch) if isinstance(stretch, Anchor) else _orphan(text, stretch)


def _anchor(text: NewText, anchor: Anchor) -> NewPlace:
    start, end, fate, _ = text.placing.place(*text.old.span(anchor))
    if fate in ("same", "altered"):
        return NewPlace(fate, text.new.anchor(start, end))
    if fate == "doubtful":
        return NewPlace(fate, None, tuple(_candidates(text, anchor, start, end)))
    if text.may_be_copies and weight(anchor.exact) >= TELLING:
        return NewPlace(fate, None, tuple(_free_copies(text, anchor.exact)))
    return NewPlace(fate)


def _candidates(text: NewText, anchor: Anchor, start: int, end: int) -> Iterator[Anchor]:
    """Yield the possible places of words, then the words now in their place.

    Those nearest to it are named, in the order of the text. No word is split that was whole before.
    """
    new, exact = text.new, anchor.exact
    whole_start, whole_end = (not splits_word(text.old.text, at) for at in text.old.span(anchor))

    def is_whole(at: int) -> bool:
        return not (
            (whole_start and splits_word(new.text, at))
            or (whole_end and splits_word(new.text, at + len(exact)))
        )

    before: list[int] = []
    at = start
    while len(before) < _CANDIDATES and at > 0:
        at = new.text.rfind(exact, 0, at + len(exact) - 1)
        if at >= 0 and is_whole(at):
            before.append(at)
    after: list[int] = []
    at = new.text.find(exact, start)
    while len(after) < _CANDIDATES and at >= 0:
        if is_whole(at):
            after.append(at)
        at = new.text.find(exact, at + 1)
    last = new.end_of(new.number_at(start)) - 1
    places = {(at, at + len(exact)) for at in (*before, *after)}
    if not any(at < end and start < stop for at, stop in places):
        places.add((start, max(start + 1, min(end, last))))
    for place in sorted(places):
        yield new.anchor(*place)


def _free_copies(text: NewText, exact: str) -> Iterator[Anchor]:
    """Yield the places of the same words that certainly belong to nothing else, in text order."""
    new, count = text.new, 0
    at = new.text.find(exact)
    while at >= 0 and count < 2 * _CANDIDATES:
        if text.placing.is_free(at, at + len(exact)):
            count += 1
            yield new.anchor(at, at + len(exact))
        at = new.text.find(exact, at + len(exact))


def _orphan(text: NewText, orphan: Orphan) -> NewPlace:
    """Return the place of lost words, if they are found with all their context exactly once."""
    words = orphan.prefix + orphan.exact + orphan.suffix
    new = text.new
    place = new.text.find(words)
    if (
        place < 0
        or weight(words) < _LIGHTEST_ORPHAN
        or new.text.find(words, place + 1) >= 0
        or new.text == text.old.text
        or orphan.reason.endswith(TWICE)
    ):
        return NewPlace("gone")
    start = place + len(orphan.prefix)
    return NewPlace("same", new.anchor(start, start + len(orphan.exact)))
