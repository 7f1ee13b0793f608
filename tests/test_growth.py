"""What grows too fast is caught, however busy the machine is; what does not is let through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, repeat
from math import log2

import pytest

from tests.growth import MOST, ROUNDS, Work, grows
from tests.tools.cases import each_case


class Machine:
    """One on which work takes as long as it is said to, times how busy the machine is just then."""

    def __init__(self, busy: Iterator[float]) -> None:
        self._busy, self._now = busy, 0.0

    def clock(self) -> float:
        return self._now

    def work(self, takes: Callable[[int], float]) -> Callable[[int], Work]:
        def make(n: int) -> Work:
            def run() -> None:
                self._now += takes(n) * next(self._busy)

            return run

        return make


def n_log_n(n: int) -> float:
    return n * log2(n)


def squared(n: int) -> float:
    return n * n


@each_case(
    "busy",
    [
        repeat(1.0),
        chain([90.0], repeat(1.0)),  # it imports something first
        chain([1.0, 1.0, 1.0, 4.0] * (ROUNDS - 1), repeat(1.0)),
        chain([1.0] * 9, repeat(5.0)),  # from then on
    ],
    ids=["idle", "slow at first", "slow while it is measured", "slow in the end"],
)
def test_work_that_grows_as_it_may_is_let_through(busy: Iterator[float]) -> None:
    machine = Machine(busy)
    assert grows(machine.work(n_log_n), 1000, clock=machine.clock) < MOST


@each_case(
    "busy",
    [
        repeat(1.0),
        chain([90.0], repeat(1.0)),
        chain([2.0] * 3, repeat(1.0)),
        chain.from_iterable(repeat([1.0, 9.0, 9.0, 1.0])),
        chain.from_iterable(repeat([2.0, 2.0, 2.0, 1.0])),
    ],
    ids=["idle", "slow at first", "slow in the beginning", "slow by turns", "slow for the small"],
)
def test_work_that_grows_too_fast_is_caught(busy: Iterator[float]) -> None:
    machine = Machine(busy)
    assert grows(machine.work(squared), 1000, clock=machine.clock) >= MOST


@pytest.mark.slow
def test_pairs_of_all_take_too_long_on_this_machine() -> None:
    def pairs(n: int) -> Work:
        return lambda: [None for _ in range(n) for _ in range(n)]

    assert grows(pairs, 100) >= MOST


def test_sorting_does_not() -> None:
    def sorting(n: int) -> Work:
        return lambda: sorted(range(n, 0, -1), key=str)

    assert grows(sorting, 2000) < MOST
