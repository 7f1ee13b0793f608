"""What two texts have in common."""

from __future__ import annotations


def common_start(one: str, other: str) -> int:
    """Return how many code points two texts have in common from their beginning.

    >>> common_start("says the major", "says the mayor")
    11
    """
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def common_end(one: str, other: str) -> int:
    """Return how many code points two texts have in common at their end.

    >>> common_end("the ferry", "a fery")
    2
    """
    return common_start(one[::-1], other[::-1])
