"""The occurrences of many needles in a text, found in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_FEW = 50
"""Up to this many needles are searched one by one, which is faster and still linear."""


def occurrences(needles: Iterable[str], text: str, most: int) -> Mapping[str, Sequence[int]]:
    """Return where each needle begins in a text, in order, with at most `most` places each.

    Places may overlap. An empty needle has no places. The time is linear in the length of the text
    and the total length of the needles, for any input.

    >>> occurrences(["na", "banana", "x"], "banana", most=5)
    {'na': [2, 4], 'banana': [0], 'x': []}
    """
    wanted = dict.fromkeys(needles)
    if len(wanted) <= _FEW:
        return {needle: list(islice(_alone(needle, text), most)) for needle in wanted}
    searched = [needle for needle in wanted if needle]
    places = NeedleSearch(searched).places(text, most)
    found = dict(zip(searched, places, strict=True))
    return {needle: found.get(needle, []) for needle in wanted}


def _alone(needle: str, text: str) -> Iterator[int]:
    start = text.find(needle) if needle else -1
    while start >= 0:
        yield start
        start = text.find(needle, start + 1)


class NeedleSearch:
    """Searches texts for many needles at once, in one pass over each.

    The needles are not empty and all different. `ahocorasick_rs` lists every match, so it is used
    only if few needles can end at one place. It is some twenty times faster than `Automaton`, which
    takes linear time for any needles.
    """

    def __init__(self, needles: Sequence[str]) -> None:
        self._needles = needles
        self._longest = max(map(len, needles), default=1)
        self._fast = _few_end_together(needles)

    def places(self, text: str, most: int) -> list[Sequence[int]]:
        """Return where each needle begins, in order, with at most `most` places each."""
        if self._fast is None or _SURROGATE.search(text):
            return _places_of_any(self._needles, text, most)
        starts: list[list[int]] = [[] for _ in self._needles]
        for number, start, _ in self.matches(text):
            if len(starts[number]) < most:
                starts[number].append(start)
        return [*starts]

    @property
    def lists_matches(self) -> bool:
        """Whether `matches` can be called: no place is the end of many needles."""
        return self._fast is not None

    def matches(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield every match, by its end: the number of the needle, its start and its end."""
        assert self._fast is not None
        length = max(_LEAST_SEARCHED, 4 * self._longest)
        for at in range(0, len(text), length):
            low = max(0, at - self._longest + 1)
            found = self._fast.find_matches_as_indexes(text[low : at + length], overlapping=True)
            for number, start, end in found:
                if low + end > at:  # else it ended in the text before
                    yield number, low + start, low + end


_LEAST_SEARCHED = 1 << 16
"""Code points that are searched at a time, so that the list of matches stays small."""
_SURROGATE = re.compile("[\ud800-\udfff]")
"""A code point that UTF-8, and so `ahocorasick_rs`, cannot carry."""
_MOST_ENDING_TOGETHER = 16
"""The most needles that may end at one place for all matches to be listed."""


def _few_end_together(needles: Sequence[str]) -> AhoCorasick | None:
    """Return the search for needles, unless many of them are the end of one another.

    Of the needles that end at one place each is the end of the longest. So only the needles
    themselves are searched, the shorter ones first: at their ends as few matches are listed.
    """
    from ahocorasick_rs import AhoCorasick, Implementation

    if any(map(_SURROGATE.search, needles)):
        return None
    # What it takes for few needles, a DFA, is built in the square of "a a a ... b".
    search = AhoCorasick(needles, store_patterns=False, implementation=Implementation.ContiguousNFA)
    for needle in sorted(needles, key=len):
        found = search.find_matches_as_indexes(needle, overlapping=True)
        if sum(end == len(needle) for _, _, end in found) > _MOST_ENDING_TOGETHER:
            return None
    return search


def _places_of_any(needles: Sequence[str], text: str, most: int) -> list[Sequence[int]]:
    """Return where each needle begins, in linear time for any needles."""
    found = _places_of_long_ones(needles, text, most)
    rest = [needle for needle in needles if needle not in found]
    found.update(zip(rest, Automaton(rest).places(text, most), strict=True))
    return [found[needle] for needle in needles]


_PIECE = 16
"""Code points of the pieces into which the text is cut to find long needles."""
_OFTEN = 64
"""The most places that are checked for one long needle."""


def _places_of_long_ones(needles: Iterable[str], text: str, most: int) -> dict[str, Sequence[int]]:
    """Return where long needles begin, except needles with a part that occurs very often.

    The text is cut into pieces of equal length. A needle of at least twice that length contains a
    whole piece wherever it occurs.
    """
    pieces: dict[str, list[int]] = defaultdict(list)
    for at in range(0, len(text) - _PIECE + 1, _PIECE):
        pieces[text[at : at + _PIECE]].append(at)
    starts: dict[str, Sequence[int]] = {}
    for needle in needles:
        if len(needle) < 2 * _PIECE:
            continue
        parts = [pieces.get(needle[n : n + _PIECE], ()) for n in range(_PIECE)]
        if sum(map(len, parts)) <= _OFTEN:
            likely = sorted(at - n for n, places in enumerate(parts) for at in places if at >= n)
            starts[needle] = [at for at in likely if text.startswith(needle, at)][:most]
    return starts


class Automaton:
    """Many needles combined into one automaton, so that a text is read only once.

    After A. V. Aho and M. J. Corasick, Efficient string matching, CACM 18 (1975). A state is the
    longest prefix of a needle that ends at the current position in the text.
    """

    def __init__(self, needles: Sequence[Sequence[str]]) -> None:
        self._lengths = [len(needle) for needle in needles]
        self._next: dict[tuple[int, str], int] = {}
        self._ending: dict[int, int] = {}
        reached: list[tuple[int, int, str]] = [(0, 0, "")]
        for number, needle in enumerate(needles):
            state = 0
            for depth, sign in enumerate(needle, 1):
                following = self._next.setdefault((state, sign), len(reached))
                if following == len(reached):
                    reached.append((depth, state, sign))
                state = following
            if state:
                self._ending[state] = number
        self._fall = [0] * len(reached)
        for state in sorted(range(1, len(reached)), key=lambda state: reached[state][0]):
            _, before, sign = reached[state]
            if before:
                self._fall[state] = self._step(self._fall[before], sign)

    def places(self, text: Sequence[str], most: int) -> list[list[int]]:
        """Return where each needle begins, in order, with at most `most` places each."""
        starts: list[list[int]] = [[] for _ in self._lengths]
        nearest = self._nearest.copy()
        state = 0
        for end, sign in enumerate(text, 1):
            state = self._step(state, sign)
            ended = _resolved(nearest, state)
            while ended:
                number = self._ending[ended]
                starts[number].append(end - self._lengths[number])
                if len(starts[number]) == most:
                    nearest[ended] = self._fall[ended]
                ended = _resolved(nearest, self._fall[ended])
        return starts

    def longest_ends(self, text: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield the start and end of the longest needle at each place where a needle ends."""
        nearest = self._nearest
        state = 0
        for end, sign in enumerate(text, 1):
            state = self._step(state, sign)
            if ended := _resolved(nearest, state):
                yield end - self._lengths[self._ending[ended]], end

    def _step(self, state: int, sign: str) -> int:
        while state and (state, sign) not in self._next:
            state = self._fall[state]
        return self._next.get((state, sign), 0)

    @cached_property
    def _nearest(self) -> list[int]:
        """Return for each state: itself if a needle ends there, else the state it falls back to."""
        return [s if s in self._ending else fallen for s, fallen in enumerate(self._fall)]


def _resolved(nearest: list[int], state: int) -> int:
    """Return the first fallback state at which a needle ends, and shorten the path to it."""
    while nearest[state] != state:
        nearest[state] = nearest[nearest[state]]
        state = nearest[state]
    return state
