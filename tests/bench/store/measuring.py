"""How the figures are measured and printed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from math import ceil
from time import perf_counter
from typing import Any

from tests.bench.timing import ENVIRONMENT, line

ROUNDS = 3


def optional(module: str, name: str) -> Any:
    """Return a name of another library, or `None` if that is not installed."""
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError:
        return None


def left_out(what: str, why: str) -> None:
    print(f"  {what:<46} left out: {why}")


def size(name: str, number: float, unit: str, aim: str) -> None:
    print(f"  {name:<46} {number:9.2f} {unit:<11}  {aim}")


def output(*arguments: str, script: str) -> str:
    """Return what a new process prints that runs a script."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT)
    return done.stdout


def seconds_of_each(
    ways: dict[str, Callable[[Any], object]], questions: Sequence[Any]
) -> dict[str, list[float]]:
    """Return the least of three times of each question, sorted, by each way of answering it.

    What the answers are made from is in memory before.
    """
    for question in questions:
        for way in ways.values():
            way(question)
    return {
        name: sorted(min(_seconds(way, question) for _ in range(3)) for question in questions)
        for name, way in ways.items()
    }


def _seconds(way: Callable[[Any], object], question: Any) -> float:
    start = perf_counter()
    way(question)
    return perf_counter() - start


def lines_of_each(
    times: dict[str, list[float]], parts: dict[str, float], aims: dict[str, str]
) -> None:
    """Print parts of sorted times beside those of the first way, which is the floor.

    Args:
        times: The times of `seconds_of_each`.
        parts: What share of the questions takes at most the time, by the part's name.
        aims: The aim of a part, by its name.
    """
    floor = next(iter(times.values()))
    for name, seconds in times.items():
        for part, share in parts.items():
            n = ceil(len(seconds) * share) - 1
            aim = "" if seconds is floor else aims.get(part, "")
            line(f"{name}, {part}", seconds[n], floor[n], aim)
