"""Places that cannot be written, or are full, also for root: for processes of their own.

Root may write read-only files, so the process gives up that right (`CAP_DAC_OVERRIDE`), or the folder
is on a disk that is mounted read-only. Of the two ways to have no space, the limit for the size of
files works everywhere, and a small disk in memory where the system lets tests mount it.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from archive.errors import ArchiveError
from tests.store.faults.processes import SECONDS, Action

_OVERRIDE, _READ_SEARCH = 1, 2


class Tried(NamedTuple):
    """How an action ended."""

    result: Any
    """What it returned."""
    error: str
    """The exception that it raised, with its traceback unless the library raised it."""
    is_refusal: bool
    """Whether the exception is one of the library or of the system, which commands show."""


def tried(action: Action, folder: Path, *, largest_file: int | None = None) -> Tried:
    """Run an action in a process that must obey the permissions of files, also as root.

    Args:
        action: What is done.
        folder: The folder that it is given.
        largest_file: The bytes that a file may have; larger writes fail.
    """
    context = get_context("forkserver")
    module = action.function.partition(":")[0]
    context.set_forkserver_preload(["archive.io", "archive.validation", __name__, module])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_act, args=(action, folder, largest_file, theirs))
    process.start()
    theirs.close()
    try:
        if not ours.poll(SECONDS):
            raise TimeoutError(f"{action.function} hangs")
        result: Tried = ours.recv()
    finally:
        process.kill()
        process.join()
    return result


def _act(action: Action, folder: Path, largest_file: int | None, result: Connection) -> None:
    obey_permissions()
    module, _, name = action.function.partition(":")
    function = getattr(import_module(module), name)
    if largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, resource.RLIM_INFINITY))
    try:
        tried = Tried(function(folder, *action.arguments), "", False)
    except (ArchiveError, OSError) as problem:
        tried = Tried(None, f"{type(problem).__name__}: {problem}", True)
    except Exception:
        tried = Tried(None, traceback.format_exc(), False)
    result.send(tried)


def obey_permissions() -> None:
    """Let the permissions of files hold for this process, also if it is root's."""
    if os.geteuid() != 0:
        return
    # capget(2): the version, this process; for each half effective, permitted, inheritable
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    rights = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, rights) == 0, os.strerror(ctypes.get_errno())
    for number in (0, 1):
        rights[number] &= ~(1 << _OVERRIDE | 1 << _READ_SEARCH)
    assert libc.capset(header, rights) == 0, os.strerror(ctypes.get_errno())


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the permission to write from a folder and all that is in it."""
    paths = [folder, *(path for path in folder.rglob("*") if not path.is_symlink())]
    modes = {path: path.stat().st_mode for path in paths}
    try:
        for path, mode in modes.items():
            path.chmod(mode & 0o555)
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@contextmanager
def small_disk(folder: Path, size_bytes: int) -> Iterator[bool]:
    """Mount a disk in memory at a folder; yield whether the system allows it."""
    folder.mkdir(parents=True, exist_ok=True)
    options = f"size={size_bytes}"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    is_there = False
    with suppress(OSError):
        is_there = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield is_there
    finally:
        if is_there:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def remount_read_only(folder: Path) -> None:
    """Let nobody write to a small disk any more."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def fill(folder: Path, left_bytes: int) -> None:
    """Fill a small disk, so that only a few bytes are free."""
    free = shutil.disk_usage(folder).free
    (folder / "filler").write_bytes(bytes(max(0, free - left_bytes)))
