"""The stretch of a text that shows best where a query matches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from archive.store.search.query import Query
from archive.store.search.words import spans
from archive.text.graphemes import splits_grapheme
from archive.text.words import splits_word

LONGEST = 240
"""The most code points of a snippet, about three lines; one word may be longer."""

Place = tuple[int, int]
"""Start and end in code points, end excluded."""


class Snippet(NamedTuple):
    """A stretch of a text, with the words that match."""

    text: str
    """The words of the stretch."""
    start: int
    """The offset of the stretch in the whole text, in code points."""
    places: tuple[Place, ...]
    """The matching words, as offsets in `text`; in order, and none overlaps another."""
    is_cut_before: bool
    """Whether the whole text has words before the stretch."""
    is_cut_after: bool
    """Whether the whole text has words after the stretch."""

    def as_json(self) -> dict[str, object]:
        """Return the snippet as JSON values."""
        return {
            "text": self.text,
            "start": self.start,
            "places": [list(place) for place in self.places],
            "isCutBefore": self.is_cut_before,
            "isCutAfter": self.is_cut_after,
        }


def snippet(text: str, query: Query, longest: int = LONGEST) -> Snippet:
    """Return the stretch of a text that has the most phrases of a query, the first of the best.

    It splits no grapheme and no word. If the query does not match, it is the beginning.

    >>> from archive.store.search.query import parse
    >>> found = snippet("It rained. Trade with China fell.", parse("china fell"), longest=20)
    >>> found.text, found.places
    ('with China fell.', ((5, 10), (11, 15)))

    Args:
        text: The text of a passage.
        query: What was asked.
        longest: The most code points of the stretch.
    """
    words = spans(text)
    matches = _matches(words, query)
    first, last = _densest(matches, longest)
    start, end = _with_context(text, [word[1:] for word in words], first, last, longest)
    places = _merged([place[:2] for place in matches if start <= place[0] and place[1] <= end])
    return Snippet(
        text[start:end],
        start,
        tuple((one - start, other - start) for one, other in places),
        bool(words) and words[0][1] < start,
        bool(words) and words[-1][2] > end,
    )


def _matches(words: Sequence[tuple[str, int, int]], query: Query) -> list[tuple[int, int, int]]:
    """Return start, end and number of the phrase for each match, in order."""
    tokens = [token for token, _, _ in words]
    return sorted(
        (words[at][1], words[at + len(phrase.tokens) - 1][2], number)
        for number, phrase in enumerate(query.phrases)
        for at in phrase.places_in(tokens)
    )


def _densest(matches: Sequence[tuple[int, int, int]], longest: int) -> Place:
    """Return start and end of the stretch of at most this length with the most phrases.

    Of stretches with as many phrases, the one with more matches is returned. A match that is longer
    stands alone.
    """
    if not matches:
        return 0, 0
    best, most = matches[0][:2], (0, 0)
    within: dict[int, int] = {}
    first = 0
    for last, (_, end, phrase) in enumerate(matches):
        within[phrase] = within.get(phrase, 0) + 1
        while first < last and end - matches[first][0] > longest:
            within[matches[first][2]] -= 1
            first += 1
        found = (sum(map(bool, within.values())), last - first)
        if found > most:
            best, most = (matches[first][0], end), found
    return best


def _with_context(text: str, words: Sequence[Place], first: int, last: int, longest: int) -> Place:
    """Return a stretch of the given length around another, which stands in its middle."""
    start = max(first - max(longest - (last - first), 0) // 2, 0)
    start = max(min(start, len(text) - longest), 0)
    if start:
        start = next((s for s, _ in words if start <= s <= first and _divides(text, s)), first)
    end = start + longest
    if end < len(text):
        ends = [e for _, e in words if min(last, end) <= e <= end and _divides(text, e)]
        end = ends[-1] if ends else next((e for s, e in words if s < end < e), end)
    return _outside_words(text, start, min(end, len(text)))


def _outside_words(text: str, start: int, end: int) -> Place:
    while start and not _divides(text, start):
        start -= 1
    while end < len(text) and not _divides(text, end):
        end += 1
    return start, end


def _divides(text: str, offset: int) -> bool:
    return not splits_word(text, offset) and not splits_grapheme(text, offset)


def _merged(places: Sequence[Place]) -> list[Place]:
    """Return places without overlaps; places that touch stay apart."""
    merged: list[Place] = []
    for start, end in places:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif not merged or (start, end) != merged[-1]:
            merged.append((start, end))
    return merged
