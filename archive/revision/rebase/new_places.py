"""`place_in` finds the place of old words in the new text, or the places that are possible."""

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
TWICE = "the same words occurred there twice, and nothing distinguished them"
"""How the reason ends for an orphan that can never be recognised."""
_CANDIDATES = 4
"""The most further places on each side of a possible place of ambiguous words."""


class NewPlace(NamedTuple):
    """What became of some words, and their place."""

    fate: Fate
    at: Anchor | None = None
    """The place of the words, if it is certain."""
    candidates: tuple[Anchor, ...] = ()
    """The possible places of the words, if it is not certain, in text order."""


def place_in(text: NewText, stretch: Anchor | Orphan) -> NewPlace:
    """Return what became of the words of an anchor or orphan, and their place."""
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
    """Yield the possible places of words, then the words that are now in the old place.

    These are the places nearest to the old place, in text order. No whole word is split.
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
    """Yield the places of the same words that surely belong to nothing else, in text order."""
    new, count = text.new, 0
    at = new.text.find(exact)
    while at >= 0 and count < 2 * _CANDIDATES:
        if text.placing.is_free(at, at + len(exact)):
            count += 1
            yield new.anchor(at, at + len(exact))
        at = new.text.find(exact, at + len(exact))


def _orphan(text: NewText, orphan: Orphan) -> NewPlace:
    """Return the place of an orphan, if its words have their whole context in exactly one place."""
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
