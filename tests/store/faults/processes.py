"""Runs an action in a process of its own, with a fault at one of its calls."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from errno import EIO, ENOSPC
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from tests.store.faults.system_calls import Call, watched

SECONDS = 120
"""After so long an action hangs."""

TAKES_SPACE = ("write", "mkdir", "open", "symlink")
"""The calls that fail on a full disk."""


class Action(NamedTuple):
    """A function by its name, `module:function`; it is called with the folder and these arguments."""

    function: str
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Fault:
    """What happens at a call, by its number from 1. Without a number, nothing happens."""

    at: int = 0
    kind: str = "kill"
    """`kill` ends the process before the call. `torn` ends it when half of the bytes are written.
    `error` lets the call fail; `full` this one and all later ones that take space, after half of
    the bytes are written."""
    errno: int = EIO
    """The number of the error."""


@dataclass(frozen=True)
class Ended:
    """How an action ended."""

    is_killed: bool
    error: str = ""
    """The exception that it raised, as `Type: message`; empty if it raised none."""
    calls: tuple[Call, ...] = ()
    """The calls that were done, in order; of a killed process none."""
    tried: tuple[str, ...] = ()
    """The names of all calls, of those that failed too: the first has the number 1 for a fault."""

    @property
    def is_finished(self) -> bool:
        """Whether the function returned."""
        return not (self.is_killed or self.error)


def run(action: Action, folder: Path, fault: Fault | None = None) -> Ended:
    """Run an action on a folder in a new process.

    Raises:
        TimeoutError: The action takes longer than `SECONDS`.
    """
    context = get_context("forkserver")
    module = action.function.partition(":")[0]
    context.set_forkserver_preload(["tests.store.faults.preloaded", __name__, module])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_act, args=(action, os.path.realpath(folder), fault or Fault(), theirs)
    )
    process.start()
    theirs.close()
    ended = None
    try:
        if not ours.poll(SECONDS):
            raise TimeoutError(f"{action.function} hangs")
        ended = ours.recv()
    except EOFError:
        pass
    finally:
        if ended is None and process.is_alive():
            process.join(1)
            process.kill()
        process.join()
    if ended is None:
        assert process.exitcode == -signal.SIGKILL, f"it ended with {process.exitcode}"
        return Ended(is_killed=True)
    return ended


def _act(action: Action, folder: str, fault: Fault, result: Connection) -> None:
    module, _, name = action.function.partition(":")
    function = getattr(import_module(module), name)
    hook = _Hook(folder, fault)
    error = ""
    with watched(folder, hook):
        try:
            function(Path(folder), *action.arguments)
        except Exception as problem:
            error = f"{type(problem).__name__}: {problem}"
    result.send(Ended(False, error, tuple(hook.calls), tuple(hook.tried)))


class _Hook:
    """Does each call and notes it, until the one at which the fault is."""

    def __init__(self, folder: str, fault: Fault) -> None:
        self.folder, self.fault = folder, fault
        self.calls: list[Call] = []
        self.tried: list[str] = []
        self.is_full = False

    def at(self, call: Call, perform: Callable[[bytes], Any]) -> Any:
        if self.is_full and call.name in TAKES_SPACE:
            raise OSError(ENOSPC, os.strerror(ENOSPC), call.path)
        self.tried.append(call.name)
        if len(self.tried) == self.fault.at:
            return self.fail(call, perform)
        return self.do(call, perform)

    def fail(self, call: Call, perform: Callable[[bytes], Any]) -> Any:
        """Do what the fault does to a call."""
        half = call.data[: len(call.data) // 2]
        if self.fault.kind in ("kill", "torn"):
            if half and self.fault.kind == "torn":
                perform(half)
            os.kill(os.getpid(), signal.SIGKILL)
        if self.fault.kind == "full":
            self.is_full = True
            if half and call.name == "write":
                return self.do(call._replace(data=half), perform)
        raise OSError(self.fault.errno, os.strerror(self.fault.errno), call.path)

    def do(self, call: Call, perform: Callable[[bytes], Any]) -> Any:
        result = perform(call.data)
        if call.name == "write":
            call = call._replace(data=call.data[:result])
        elif call.name in ("open", "mkdir"):
            call = call._replace(inode=Path(self.folder, call.path).lstat().st_ino)
        self.calls.append(call)
        return result
