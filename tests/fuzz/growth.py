"""Print how the time of each door grows with its file: n, 2n, 4n and 8n parts.

    python -m tests.fuzz.growth "html receive" "ris add" --parts 20

Not a test, since it takes minutes; `test_growth.py` compares n with 8n. A ratio of 2 is linear, one of 4 the square.
"""

from __future__ import annotations

import argparse
import gc
from itertools import pairwise
from time import thread_time

from tests.fuzz.larger import LARGER

_ROUNDS = 3


def seconds(door: str, parts: int) -> float:
    """The least time of a few rounds."""
    work = LARGER[door](parts)
    found = float("inf")
    for _ in range(_ROUNDS):
        gc.collect()
        began = thread_time()
        work()
        found = min(found, thread_time() - began)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.growth")
    parser.add_argument("doors", nargs="*", default=list(LARGER))
    parser.add_argument("--parts", type=int, default=10)
    given = parser.parse_args()
    for door in given.doors:
        taken = [seconds(door, given.parts * times) for times in (1, 2, 4, 8)]
        ratios = " ".join(f"{large / small:5.2f}" for small, large in pairwise(taken))
        print(f"{door:24} {taken[0]:8.3f} s {taken[-1]:8.3f} s   {ratios}", flush=True)


if __name__ == "__main__":
    main()
