"""How the time of some work grows with its input, told alike on an idle machine and on a busy one."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from time import thread_time

Work = Callable[[], object]

TIMES = 8
"""How much larger the large input is."""

MOST = 24
"""How much longer the work may take for it: n log n takes about 10 times as long, n * n 64 times."""

ROUNDS = 8
"""How often we measure what seems to take too long."""


def grows(
    make: Callable[[int], Work], n: int, *, clock: Callable[[], float] = thread_time
) -> float:
    """Return how much longer work for the large input takes than work for n.

    Whoever else uses the machine slows down both, so they are measured next to each other, in
    rounds: the first in which the large one takes no longer than it may is believed. What really
    grows too fast does so in each of them. Only the time of this thread counts.

    Args:
        make: Makes the work for an input of a size; what that takes is not measured.
        n: The size of the small input.
        clock: Where the time comes from.
    """

    def taken(work: Work) -> float:
        began = clock()
        work()
        return clock() - began

    def shortest(works: Sequence[Work]) -> float:
        """How long one of these works takes if nothing comes between; each is tried three times."""
        least = [float("inf")] * len(works)
        for turn in range(3):
            for number in range(len(works)):
                which = (number + turn) % len(works)
                least[which] = min(least[which], taken(works[which]))
        return sum(least) / len(works)

    small, large = [make(n)], make(TIMES * n)
    gc.collect(0)
    gc.disable()  # it would walk all that other tests have left behind
    try:
        # The first time may import something, so it is never the only one.
        found = float("inf")
        for turn in range(ROUNDS):
            if turn == ROUNDS // 2:
                # One small input stays in the processor's cache where others take most of that, and
                # a large one does not. Several, as large together as it is, do not either.
                small += [make(n) for _ in range(TIMES - 1)]
            short = shortest(small)
            found = min(found, taken(large) / short)
            if found < MOST:
                break
        return found
    finally:
        gc.enable()
