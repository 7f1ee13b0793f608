"""The length of the prefix or suffix that two texts have in common."""

from __future__ import annotations


def common_prefix_length(one: str, other: str) -> int:
    """Return how many code points two texts have in common from their beginning.

    >>> common_prefix_length("says the major", "says the mayor")
    11
    """
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def common_suffix_length(one: str, other: str) -> int:
    """Return how many code points two texts have in common at their end.

    >>> common_suffix_length("the ferry", "a fery")
    2
    """
    return common_prefix_length(one[::-1], other[::-1])
