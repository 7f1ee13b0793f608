"""The state of a folder after a fault, and the judge of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple


class State(NamedTuple):
    """A folder after a fault. It is gone when the next state is asked for."""

    folder: Path
    what: str
    """What happened, for people."""
    is_finished: bool
    """Whether the action had returned before the fault: what it did must then be there."""
    error: str = ""
    """The exception that the action raised, as `Type: message`; empty if it raised none."""


Judge = Callable[[State], object]
"""Raises an exception for a state that must not be."""


def failures(states: Iterable[State], judge: Judge) -> list[str]:
    """Return a line for each state that the judge refuses: what happened, and what the judge said."""
    refused = []
    for state in states:
        try:
            judge(state)
        except Exception as refusal:
            refused.append(f"{state.what}: {type(refusal).__name__}: {refusal}")
    return refused


@contextmanager
def copied(folder: Path) -> Iterator[Path]:
    """Yield a copy of a folder, of the same name."""
    with TemporaryDirectory(prefix="faults-") as scratch:
        copy = Path(scratch).resolve() / folder.name
        shutil.copytree(folder, copy, symlinks=True)
        yield copy


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by their relative paths; an empty folder ends with a slash."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif path.is_dir() and not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def litter(folder: Path, *, is_index_open: bool = False) -> list[str]:
    """Return what lies in a store and should not: temporary files, and notes of unfinished writes.

    Args:
        folder: The store.
        is_index_open: Whether a program may have the index open, or has not opened it after a
            fault: SQLite's log is then no litter.
    """
    derived = folder / ".archive"
    kept = {derived / ".gitignore", derived / "index.sqlite"}
    if is_index_open:
        kept |= {derived / f"index.sqlite{end}" for end in ("-wal", "-shm")}
    left = {path for path in derived.rglob("*") if path not in kept}
    left.update(folder.rglob(".archive-*.tmp"))
    return sorted(path.relative_to(folder).as_posix() for path in left)
