"""The occurrences of many needles in a text, found in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

_FEW = 50
"""Up to this many needles are searched one by one, which is faster and still linear."""
_PIECE = 16
"""Code points of the pieces into which the text is cut to find long needles."""
_OFTEN = 64
"""The most places that are checked for one long needle."""


def occurrences(needles: Iterable[str], text: str, most: int) -> Mapping[str, Sequence[int]]:
    """Return where each needle begins in a text, in order, with at most `most` places each.

    Places may overlap. An empty needle has no places. The time is linear in the length of the text
    and the total length of the needles, for any input.

    >>> occurrences(["na", "banana", "x"], "banana", most=5)
    {'na': [2, 4], 'banana': [0], 'x': []}
    """
    wanted = dict.fromkeys(needles, ())
    starts: dict[str, Sequence[int]] = dict(wanted)
    if len(wanted) > _FEW:
        starts |= _long_ones(wanted, text, most)
    rest = [needle for needle in wanted if starts[needle] == ()]
    if len(rest) <= _FEW:
        return starts | {needle: list(islice(_alone(needle, text), most)) for needle in rest}
    return starts | dict(zip(rest, Automaton(rest).places(text, most), strict=True))


def _long_ones(needles: Iterable[str], text: str, most: int) -> dict[str, Sequence[int]]:
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


def _alone(needle: str, text: str) -> Iterator[int]:
    start = text.find(needle) if needle else -1
    while start >= 0:
        yield start
        start = text.find(needle, start + 1)


class Automaton:
    """Many needles combined into one automaton, so that a text is read only once.

    After A. V. Aho and M. J. Corasick, Efficient string matching, CACM 18 (1975). A state is the
    longest prefix of a needle that ends at the current position in the text.
    """

    def __init__(self, needles: Sequence[Sequence[Hashable]]) -> None:
        self._lengths = [len(needle) for needle in needles]
        self._next: dict[tuple[int, Hashable], int] = {}
        self._ending: dict[int, int] = {}
        reached: list[tuple[int, int, Hashable]] = [(0, 0, "")]
        for number, needle in enumerate(needles):
            state = 0
            for depth, token in enumerate(needle, 1):
                following = self._next.setdefault((state, token), len(reached))
                if following == len(reached):
                    reached.append((depth, state, token))
                state = following
            if state:
                self._ending[state] = number
        self._fall = [0] * len(reached)
        for state in sorted(range(1, len(reached)), key=lambda state: reached[state][0]):
            _, before, token = reached[state]
            if before:
                self._fall[state] = self._step(self._fall[before], token)

    def places(self, text: Sequence[Hashable], most: int) -> list[list[int]]:
        """Return where each needle begins, in order, with at most `most` places each."""
        starts: list[list[int]] = [[] for _ in self._lengths]
        nearest = self._nearest.copy()
        state = 0
        for end, token in enumerate(text, 1):
            state = self._step(state, token)
            ended = _resolved(nearest, state)
            while ended:
                number = self._ending[ended]
                starts[number].append(end - self._lengths[number])
                if len(starts[number]) == most:
                    nearest[ended] = self._fall[ended]
                ended = _resolved(nearest, self._fall[ended])
        return starts

    def longest_ends(self, text: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
        """Yield the start and end of the longest needle at each place where a needle ends."""
        nearest = self._nearest
        state = 0
        for end, token in enumerate(text, 1):
            state = self._step(state, token)
            if ended := _resolved(nearest, state):
                yield end - self._lengths[self._ending[ended]], end

    def _step(self, state: int, token: Hashable) -> int:
        while state and (state, token) not in self._next:
            state = self._fall[state]
        return self._next.get((state, token), 0)

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
