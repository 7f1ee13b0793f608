"""One writer at a time: a file is locked while it is compared with what was read, and written.

The lock is the system's own (`flock`), on the open folder in which the file lies: it leaves nothing
behind, holds although the file itself is exchanged, and ends with its process, however that ends.
Windows opens no folders, and locks an empty file in the folder for temporary files. A system that
has no such locks (some network file systems) leaves the comparison alone.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from hashlib import sha256
from pathlib import Path

from archive.errors import Conflict, ReadError, WriteError
from archive.files.atomic_write import write_file
from archive.files.regular_files import read_bytes

WAIT_SECONDS = 10.0
"""How long a writer waits for another; writing takes less than one."""
_PAUSE_SECONDS = 0.005
NONE_THERE = frozenset({"no-such-file", "folder-without-record"})
"""Codes of findings that say that there is no record."""


def write_alone(path: Path, data: bytes, *, based_on: str | None = None) -> None:
    """Write a file whole or not at all, while no other writer does.

    Args:
        path: The file.
        data: Its new bytes.
        based_on: As `hold_to_read` takes it; left out, it is written over.

    Raises:
        Conflict: It is not what was read.
        WriteError: Another program does not end writing it.
        OSError: The system refuses.
    """
    if based_on == "":
        path.parent.mkdir(parents=True, exist_ok=True)  # where two could make it at once
    is_stream = path.exists() and not path.is_file()  # it may have no end, and is not exchanged
    with nullcontext() if is_stream else one_writer(path):
        hold_to_read(str(path), based_on, lambda: read_bytes(path))
        write_file(path, data)


@contextmanager
def one_writer(path: Path) -> Iterator[None]:
    """Keep other writers of a file waiting meanwhile; where a link leads is what is locked.

    Raises:
        WriteError: Another program does not end writing it.
    """
    folder = Path(os.path.realpath(path)).parent
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            lock = _lock(folder)
            break
        except BlockingIOError:
            if time.monotonic() > end:
                raise WriteError(
                    f"{path}: another program{_holder(folder)} has been writing in its folder for "
                    f"{WAIT_SECONDS:g} seconds; nothing was written"
                ) from None
            time.sleep(_PAUSE_SECONDS)
    try:
        yield
    finally:
        if lock is not None:
            _unlock(lock)


def hold_to_read(where: str, based_on: str | None, read: Callable[[], bytes]) -> None:
    """Refuse to write over what was not read.

    Args:
        where: Where the record lies, for the message.
        based_on: The SHA-256 of what was read, in hexadecimal digits; empty where nothing was
            there. `None` allows anything.
        read: Returns what lies there now, or raises `ReadError`.

    Raises:
        Conflict: Something else lies there.
    """
    if based_on is None:
        return
    try:
        found = sha256(read()).hexdigest()
    except ReadError as problem:
        if not based_on and {finding.code for finding in problem.findings} <= NONE_THERE:
            return
        raise Conflict(where, based_on, None) from None
    if found != based_on.lower():
        raise Conflict(where, based_on, found)


if sys.platform == "win32":
    import msvcrt
    from tempfile import gettempdir

    def _lock(folder: Path) -> int | None:
        """Lock a folder.

        Raises:
            BlockingIOError: Somebody else has locked it.
        """
        name = sha256(os.path.normcase(folder).encode()).hexdigest()[:16]
        try:
            handle = os.open(Path(gettempdir()) / f"archive-{name}.lock", os.O_RDWR | os.O_CREAT)
        except OSError:
            return None
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            os.close(handle)
            raise BlockingIOError from None
        return handle

    def _unlock(handle: int) -> None:
        with suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)

else:
    import fcntl

    def _lock(folder: Path) -> int | None:
        """Lock a folder; return its handle, or `None` where there is no lock to be had.

        Raises:
            BlockingIOError: Somebody else has locked it.
        """
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:  # not there yet, or not to be listed
            return None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(handle), folder.stat()):
                return handle
        except BlockingIOError:
            os.close(handle)
            raise
        except OSError:  # no locks on this file system, or the folder has gone
            os.close(handle)
            return None
        os.close(handle)
        raise BlockingIOError  # another folder has taken its place

    def _unlock(handle: int) -> None:
        # A process that was forked meanwhile would keep the lock if the handle were only closed.
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def _holder(folder: Path) -> str:
    """The process that has locked a folder, where the system tells: " (process 4711)" (Linux)."""
    with suppress(OSError, ValueError):
        inode = f":{folder.stat().st_ino}"
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            # 1: FLOCK  ADVISORY  WRITE 4711 fd:01:131 0 EOF, see proc_locks(5)
            _, kind, _, _, process, file, *_ = line.split()
            if kind == "FLOCK" and file.endswith(inode):
                return f" (process {process})"
    return ""
