"""Tries mutants at a door, and gathers what fails."""

from __future__ import annotations

import signal
import threading
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from random import Random

import archive
from archive.findings import FAULTS
from tests.fuzz.doors import DOORS
from tests.fuzz.mutation import mutant


@dataclass
class Trial:
    """What came of the mutants of a door."""

    taken: int = 0
    refused: int = 0
    slowest: float = 0
    failures: dict[str, list[int]] = field(default_factory=dict)
    """The numbers of the mutants that failed, by what was raised and where."""
    kept: dict[str, bytes] = field(default_factory=dict)
    """The smallest mutant of each of these."""


LONGEST = 20
"""Seconds after which a mutant has failed: each file is small."""


class TooSlow(Exception):
    """A mutant takes so long that whoever gave it has stopped the library."""


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Stop what takes longer, where the system can."""

    def stop(*_: object) -> None:
        raise TooSlow(f"more than {seconds} s")

    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "alarm"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@cache
def seeds(door: str) -> Sequence[bytes]:
    return DOORS[door].seeds()


def numbered(door: str, number: int) -> bytes:
    """Return a mutant of a door by its number."""
    return mutant(seeds(door), Random(f"{door} {number}"))


def tried(door: str, numbers: Iterable[int]) -> Trial:
    """Try mutants of a door."""
    trial = Trial()
    for number in numbers:
        data = numbered(door, number)
        began = time.monotonic()
        try:
            with within(LONGEST):
                DOORS[door].take(data)
        except archive.ArchiveError as problem:
            if failure := _fault_in(problem):
                _fail(trial, failure, number, data)
            else:
                trial.refused += 1
        except Exception as problem:
            _fail(trial, _told(problem), number, data)
        else:
            trial.taken += 1
        trial.slowest = max(trial.slowest, time.monotonic() - began)
    return trial


def _fail(trial: Trial, failure: str, number: int, data: bytes) -> None:
    trial.failures.setdefault(failure, []).append(number)
    if len(data) < len(trial.kept.setdefault(failure, data)):
        trial.kept[failure] = data


def _fault_in(problem: archive.ArchiveError) -> str | None:
    """What the error tells of a fault of the library, if it does."""
    findings = getattr(problem, "findings", ())
    is_fault = any(one.code in FAULTS for one in findings) or type(problem).__name__.endswith(
        "Fault"
    )
    cause = problem.__cause__
    if not is_fault:
        return None
    return _told(cause) if isinstance(cause, Exception) else str(problem)


def _told(problem: Exception) -> str:
    """An exception, and the deepest place of ours that it comes from."""
    ours = [f for f in traceback.extract_tb(problem.__traceback__) if "/archive/" in f.filename]
    where = f"{ours[-1].filename.partition('/archive/')[2]}:{ours[-1].lineno}" if ours else "?"
    return f"{type(problem).__name__} at {where}: {str(problem)[:90]!r}"
