"""Commands on a store, each a new process."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

import archive
from tests.bench.timing import ENVIRONMENT, Task, least, line

RUNS = 7


def commands(store: archive.Store, word: str) -> None:
    """Commands on the store, whose index is up to date, beside Python that does nothing."""
    folder, record = str(store.path), next(store.folders())
    ours = {
        "archive --version": ["--version"],
        "archive store list": ["store", "list", folder],
        "archive store get": ["store", "get", folder, record.name],
        "archive search": ["search", folder, word],
        "archive validate, one record": ["validate", str(record)],
    }
    tasks = {"floor": command("-c", "pass")}
    tasks |= {name: command("-m", "archive", *arguments) for name, arguments in ours.items()}
    times = least(tasks, RUNS, perf_counter)
    print("\ncommands, a new process each time (the clock)")
    line("python -c pass (floor)", times["floor"], times["floor"], "")
    for name in ours:
        line(name, times[name], times["floor"], "at most 15")


def command(*arguments: str) -> Task:
    """Return a task that runs Python with these arguments; findings of a record are no failure."""

    def run() -> None:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, check=False, capture_output=True, env=ENVIRONMENT)
        assert done.returncode in (0, 1), done.stderr

    return run
