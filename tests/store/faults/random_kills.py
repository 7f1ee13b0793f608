"""Kills a program at a random moment, whatever it does then, also within SQLite and its own processes."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from random import Random

from tests.store.faults.processes import SECONDS, Action
from tests.store.faults.states import State, copied

_GONE_SECONDS = 20


def each_random_kill(action: Action, folder: Path, count: int, *, seed: int = 0) -> Iterator[State]:
    """Yield the folder after the action was killed (SIGKILL), each time a copy.

    Only the process of the action is killed. Those that it has started must end by themselves.

    Args:
        action: What is done to the folder.
        folder: The folder before.
        count: How often.
        seed: The seed for drawing the moments. The program may be further or less far at each.

    Raises:
        AssertionError: A process that the action has started goes on.
    """
    random = Random(seed)
    with copied(folder) as copy:
        longest = _seconds(action, copy, None)
    for number in range(count):
        after = random.uniform(0, longest)
        with copied(folder) as copy:
            taken = _seconds(action, copy, after)
            what = f"kill {number}, after {taken:.3f} of about {longest:.3f} seconds"
            yield State(copy, what, is_finished=False)


def _seconds(action: Action, folder: Path, killed_after: float | None) -> float:
    """Run an action, kill it after some seconds, and return the seconds that it ran."""
    context = get_context("forkserver")
    module = action.function.partition(":")[0]
    context.set_forkserver_preload(["archive.io", "archive.validation", __name__, module])
    process = context.Process(target=_act, args=(action, folder))
    process.start()
    start = time.monotonic()
    process.join(SECONDS if killed_after is None else killed_after)
    taken = time.monotonic() - start
    if killed_after is not None and process.is_alive() and process.pid:
        os.kill(process.pid, signal.SIGKILL)
    process.join(1)
    assert process.exitcode in (0, -signal.SIGKILL), f"it ended with {process.exitcode}"
    end = time.monotonic() + _GONE_SECONDS
    while left := _in_session(process.pid):
        if time.monotonic() > end:
            for one in left:
                os.kill(one, signal.SIGKILL)
            raise AssertionError(f"{action.function}: {len(left)} of its processes go on")
        time.sleep(0.01)
    return taken


def _act(action: Action, folder: Path) -> None:
    os.setsid()  # by which the processes that it starts are known
    module, _, name = action.function.partition(":")
    getattr(import_module(module), name)(folder, *action.arguments)


def _in_session(session: int | None) -> list[int]:
    """Return the processes of a session that have not ended."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                # 4711 (name) S parent group session ..., see proc_pid_stat(5)
                fields = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] not in "ZX" and int(fields[3]) == session:
                found.append(int(folder.name))
    return found
