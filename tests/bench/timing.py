"""Times of tasks that take turns, and how they are printed."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "documents"

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""The environment of new processes, which may keep their compiled modules."""

Task = Callable[[], Any]


def least(
    tasks: dict[str, Task], rounds: int, clock: Callable[[], float] = process_time
) -> dict[str, float]:
    """The least time in seconds of each task; they take turns.

    Of the processor, unless another clock is named: that of a machine with other work says little.
    """
    found = dict.fromkeys(tasks, float("inf"))
    gc.collect()
    gc.freeze()  # else each task pays for looking through what stands around it
    for _ in range(rounds):
        for name, task in tasks.items():
            start = clock()
            task()
            found[name] = min(found[name], clock() - start)
    gc.unfreeze()
    return found


def line(name: str, seconds: float, floor: float, aim: str) -> None:
    print(f"  {name:<46} {seconds * 1000:9.2f} ms  {seconds / floor:6.2f} x   {aim}")
