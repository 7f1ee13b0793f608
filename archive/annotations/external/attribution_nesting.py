"""Finds nested attributions: A says that B says something."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Stretch = tuple[int, int, int]
"""A part of a block's text: the number of the block, the start and the end."""

_DEEPEST = 10
"""The most attributions around one attribution; no reader can follow more."""


@dataclass(slots=True)
class NestedSteps:
    """Which attributions enclose others.

    An attribution encloses another if its content includes the content, cue and source of the
    other, or if a link states it. The nesting is unclear if it includes only some of these, or if
    both have the same content.
    """

    spans: Mapping[str, tuple[Sequence[Stretch], Sequence[Stretch]]]
    """For each attribution, the words of its content, and the words of its cue and source."""
    linked: Mapping[str, Sequence[str]]
    """For each attribution, those that enclose it by a link."""
    _around: dict[str, str | None] = field(default_factory=dict)
    """For each attribution, the innermost that encloses it; `None` if this is unclear."""

    def __post_init__(self) -> None:
        """Find the innermost attribution that encloses each."""
        self._by_words()
        for id, several in self.linked.items():
            self._around[id] = several[0] if len(several) == 1 else None

    def chain_of(self, id: str) -> Sequence[str] | None:
        """Return the attributions that enclose this one, the outermost first.

        `None` if the nesting is unclear.
        """
        chain: list[str] = []
        at = id
        while at in self._around:
            around = self._around[at]
            if around is None or len(chain) == _DEEPEST:
                return None
            chain.append(around)
            at = around
        return chain[::-1]

    def _by_words(self) -> None:
        """Find enclosing contents by a scan from left to right, with a stack of open contents."""
        sorted_spans = {id: sorted(content) for id, (content, _) in self.spans.items()}
        hulls = [
            (content[0][:2], max((block, end) for block, _, end in content), id)
            for id, content in sorted_spans.items()
        ]
        hulls.sort(key=lambda one: (one[0], (-one[1][0], -one[1][1])))
        open_ones: list[tuple[tuple[int, int], tuple[int, int], str]] = []
        for start, end, id in hulls:
            while open_ones and open_ones[-1][1] <= start:
                open_ones.pop()
            if open_ones:
                first, last, outer = open_ones[-1]
                if last < end or (first, last) == (start, end):
                    self._around[id] = None
                else:
                    self._hold(outer, id, sorted_spans[outer])
            open_ones.append((start, end, id))

    def _hold(self, outer: str, id: str, words: Sequence[Stretch]) -> None:
        """Record whether the content of the outer attribution includes all words of the other."""
        content, others = self.spans[id]
        held = [_is_within(one, words) for one in (*content, *others)]
        if all(held):
            self._around[id] = outer
        elif any(held) or outer in self._around:
            self._around[id] = None


def _is_within(stretch: Stretch, words: Sequence[Stretch]) -> bool:
    """Whether one of the sorted stretches includes another stretch."""
    block, start, end = stretch
    n = bisect_right(words, (block, start, 1 << 62)) - 1
    return n >= 0 and words[n][0] == block and words[n][1] <= start and end <= words[n][2]
