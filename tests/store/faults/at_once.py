"""Programs that write and read one store at the same time, each in a process of its own."""

from __future__ import annotations

import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.store.faults.processes import Action


def at_once(actions: Sequence[Action], folder: Path, *, seconds: float = 60) -> list[Any]:
    """Run actions on a folder at the same time; return what each function returned, in order.

    Raises:
        TimeoutError: One of them takes longer than this.
        AssertionError: One of them raised an exception.
    """
    context = get_context("forkserver")
    modules = {action.function.partition(":")[0] for action in actions}
    context.set_forkserver_preload(["archive.io", "archive.validation", __name__, *modules])
    started = []
    for action in actions:
        ours, theirs = context.Pipe()
        process = context.Process(target=_act, args=(action, folder, theirs))
        process.start()
        theirs.close()
        started.append((process, ours))
    end = time.monotonic() + seconds
    results, failures = [], []
    try:
        for _, ours in started:
            assert ours.recv() == "ready"
        for _, ours in started:
            ours.send("go")
        for action, (_, ours) in zip(actions, started, strict=True):
            if not ours.poll(max(0.0, end - time.monotonic())):
                raise TimeoutError(f"{action.function} has not ended after {seconds} seconds")
            result, failure = ours.recv()
            results.append(result)
            failures += [f"{action.function}: {failure}"] if failure else []
    finally:
        for process, _ in started:
            process.kill()
            process.join()
    assert not failures, "\n".join(failures)
    return results


def _act(action: Action, folder: Path, link: Connection) -> None:
    module, _, name = action.function.partition(":")
    function = getattr(import_module(module), name)
    link.send("ready")
    link.recv()
    try:
        link.send((function(folder, *action.arguments), ""))
    except Exception:
        link.send((None, traceback.format_exc()))
