"""Several processes that share a list of tasks."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Generator, Sequence
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_AT_A_TIME = 8
"""The number of tasks that are sent to a process at a time, so that it need not wait for each."""


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_start_processes() -> bool:
    """Return whether a new process would not run the caller's script again.

    A new process imports the main module. For a script without `if __name__ == "__main__"`, that
    does again all that the script does. Modules that were run by name, and sessions without a file,
    are safe.
    """
    main = sys.modules.get("__main__")
    has_file = getattr(main, "__file__", None) is not None
    return not has_file or getattr(main, "__spec__", None) is not None


def results_in_order(
    function: Callable[[Task], Result], tasks: Sequence[Task], *, processes: int = 1
) -> Generator[Result, None, None]:
    """Yield the result of a function for each task, in the order of the tasks.

    At most a few results for each process are held at a time, however slowly they are taken. The
    processes end when the results are closed, and when the process that started them is killed.
    Only that one is interrupted by Ctrl-C.

    Args:
        function: A function that can be pickled, such as a `partial` of one in a module.
        tasks: What the function is called with.
        processes: The number of processes; 1 means this process.
    """
    if processes == 1:
        yield from map(function, tasks)
        return
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    # A fork of a process with threads can hang.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _depend_on_parent)
    waiting: deque[Future[list[Result]]] = deque()
    try:
        for start in range(0, len(tasks), _AT_A_TIME):
            waiting.append(pool.submit(_each, function, tasks[start : start + _AT_A_TIME]))
            if len(waiting) > 3 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _each(function: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    return [function(task) for task in tasks]


def _depend_on_parent() -> None:
    """Leave Ctrl-C to the process that started this one, and end if that one is gone."""
    from multiprocessing import parent_process
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := parent_process():
        Thread(target=_end_after, args=(parent.join,), daemon=True).start()


def _end_after(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)
