"""What a program opens, lists or changes outside the folder in which it works."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from archive.errors import ArchiveError
from tests.store.faults.processes import SECONDS, Action

WATCHED = ("open", "os.", "shutil.", "sqlite3.connect", "glob.")
"""The beginnings of the audit events of Python that have paths."""


OF_LINKS = ("os.remove", "os.rename")
"""The events that concern a link, and not what it leads to."""


class Touched(NamedTuple):
    """What an action did."""

    events: tuple[str, ...]
    """The audit events for paths in the other folder, after following links."""
    error: str
    """The exception that it raised, as `Type: message`; empty if it raised none."""
    is_refusal: bool
    """Whether the exception is one of the library, with what can be done."""


def touched(action: Action, folder: Path, other: Path) -> Touched:
    """Run an action on a folder in a new process, and return what it did in another folder.

    To ask for the status of a file is not noted, and neither is what SQLite opens itself.
    """
    context = get_context("forkserver")
    module = action.function.partition(":")[0]
    context.set_forkserver_preload(["archive.io", "archive.validation", __name__, module])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_act, args=(action, folder, str(other), theirs))
    process.start()
    theirs.close()
    try:
        if not ours.poll(SECONDS):
            raise TimeoutError(f"{action.function} hangs")
        result: Touched = ours.recv()
    finally:
        process.kill()
        process.join()
    return result


def _act(action: Action, folder: Path, other: str, result: Connection) -> None:
    module, _, name = action.function.partition(":")
    function = getattr(import_module(module), name)
    found: list[str] = []

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(WATCHED):
            for path in arguments:
                is_path = isinstance(path, str | bytes | os.PathLike)
                if is_path and _is_in(path, other, is_link_itself=event in OF_LINKS):
                    found.append(f"{event} {os.fsdecode(path)}")

    error, is_refusal = "", False
    sys.addaudithook(note)
    try:
        function(folder, *action.arguments)
    except Exception as problem:
        error, is_refusal = (
            f"{type(problem).__name__}: {problem}",
            isinstance(problem, ArchiveError),
        )
    result.send(Touched(tuple(found), error, is_refusal))


def _is_in(path: Any, other: str, *, is_link_itself: bool) -> bool:
    text = os.fsdecode(path)
    if text.startswith("file:"):  # for SQLite
        text = unquote(text.removeprefix("file:").partition("?")[0])
    try:
        before, _, last = text.rpartition(os.sep) if is_link_itself else (text, "", "")
        real = os.path.join(os.path.realpath(before), last)  # noqa: PTH118
        real = real.rstrip(os.sep)
    except ValueError:
        return False
    return real == other or real.startswith(other + os.sep)
