"""Actions that are interrupted at one of their calls: killed, without space, or with an error."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from errno import EIO, ENOSPC
from pathlib import Path
from random import Random

from tests.store.faults.processes import TAKES_SPACE, Action, Fault, run
from tests.store.faults.states import State, copied


def each_kill(
    action: Action, folder: Path, *, most: int | None = None, seed: int = 0
) -> Iterator[State]:
    """Yield the folder after the action was killed (SIGKILL) at each of its calls.

    It is killed before the call, and of a write also when half of the bytes are written. The folder
    itself is not changed: each time a copy is.

    Args:
        action: What is done to the folder.
        folder: The folder before.
        most: If the action has more points than this, so many of them are drawn.
        seed: The seed for drawing.
    """
    tried = _tried(action, folder)
    faults = [Fault(at, "kill") for at in range(1, len(tried) + 1)]
    faults += [Fault(at, "torn") for at, name in enumerate(tried, 1) if name == "write"]
    yield from _after(action, folder, faults, tried, most, seed)


def each_full_disk(
    action: Action, folder: Path, *, most: int | None = None, seed: int = 0
) -> Iterator[State]:
    """Yield the folder after the disk was full at each of the calls that take space.

    Half of the bytes of that write are written, and nothing that takes space succeeds afterwards.
    """
    tried = _tried(action, folder)
    numbers = [at for at, name in enumerate(tried, 1) if name in TAKES_SPACE]
    faults = [Fault(at, "full", ENOSPC) for at in numbers]
    yield from _after(action, folder, faults, tried, most, seed)


def each_error(
    action: Action,
    folder: Path,
    *,
    errno: int = EIO,
    names: Collection[str] = (),
    most: int | None = None,
    seed: int = 0,
) -> Iterator[State]:
    """Yield the folder after each of the calls has failed once, with this error.

    Args:
        action: What is done to the folder.
        folder: The folder before.
        errno: The number of the error.
        names: The names of the calls that fail; if left out, all but those of SQLite.
        most: If there are more such calls, so many of them are drawn.
        seed: The seed for drawing.
    """
    tried = _tried(action, folder)
    numbers = [
        at for at, name in enumerate(tried, 1) if (name in names if names else name != "sql")
    ]
    faults = [Fault(at, "error", errno) for at in numbers]
    yield from _after(action, folder, faults, tried, most, seed)


def _tried(action: Action, folder: Path) -> tuple[str, ...]:
    """Return the names of the calls of an action that nothing interrupts."""
    with copied(folder) as copy:
        ended = run(action, copy)
    assert not ended.error, f"without a fault, {action.function} raises {ended.error}"
    assert ended.tried, f"{action.function} changes nothing below the folder"
    return ended.tried


def _after(
    action: Action,
    folder: Path,
    faults: Iterable[Fault],
    tried: tuple[str, ...],
    most: int | None,
    seed: int,
) -> Iterator[State]:
    faults = [*faults]
    if most is not None and len(faults) > most:
        faults = Random(seed).sample(faults, most)
    for fault in faults:
        with copied(folder) as copy:
            ended = run(action, copy, fault)
            what = WHAT[fault.kind].format(os.strerror(fault.errno))
            what = f"{what} call {fault.at} of {len(tried)}, {tried[fault.at - 1]}"
            yield State(copy, what, ended.is_finished, ended.error)


WHAT = {
    "kill": "killed before",
    "torn": "killed in the middle of",
    "full": "the disk was full from",
    "error": "{} at",
}
