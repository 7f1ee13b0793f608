"""The longest increasing subsequence: the most items that two lists have in the same order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def longest_increasing_subsequence(numbers: Sequence[int], *, strictly: bool = True) -> list[int]:
    """Return the positions of a longest increasing subsequence (patience sorting)."""
    find = bisect_left if strictly else bisect_right
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        pile = find(tops, number)
        before.append(at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        at[pile : pile + 1] = [position]
    row = []
    position = at[-1] if at else -1
    while position >= 0:
        row.append(position)
        position = before[position]
    return row[::-1]
