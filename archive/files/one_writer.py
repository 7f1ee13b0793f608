"""One writer at a time: a file is locked while it is compared with what was read, and written.

The system locks the open folder of the file (`flock`). Such a lock leaves no files behind, stays
valid while the file is replaced, and always ends with its process. Windows cannot open folders, so
there an empty file in the folder for temporary files is locked. On systems without such locks (some
network file systems), the file is only compared.
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
from archive.files.manifest import write_one
from archive.files.regular_files import read_bytes

WAIT_SECONDS = 10.0
"""The seconds that a writer waits for another writer; a write takes less than one second."""
_PAUSE_SECONDS = 0.005
NONE_THERE = frozenset({"no-such-file", "folder-without-record"})
"""The codes of findings for a missing record."""


def write_alone(path: Path, data: bytes, *, based_on: str | None = None) -> None:
    """Write a file atomically, while no other writer writes it.

    Args:
        path: The file.
        data: Its new bytes.
        based_on: As for `hold_to_read`; if left out, the file is overwritten in any case.

    Raises:
        Conflict: The file has changed since it was read.
        WriteError: Another program is writing the file and does not finish.
        OSError: The system reports an error.
    """
    if based_on == "":
        path.parent.mkdir(parents=True, exist_ok=True)  # in case two writers create it at once
    is_stream = path.exists() and not path.is_file()  # it may be endless, and is not replaced
    with nullcontext() if is_stream else one_writer(path):
        hold_to_read(str(path), based_on, lambda: read_bytes(path))
        write_one(path, data)


@contextmanager
def one_writer(path: Path, wait_seconds: float | None = None) -> Iterator[None]:
    """Make other writers of a file wait during the block; for a link, its target is locked.

    Args:
        path: The file. It need not exist.
        wait_seconds: How long to wait for another writer; if left out, `WAIT_SECONDS`.

    Raises:
        WriteError: Another program is writing the file and does not finish.
    """
    folder = Path(os.path.realpath(path)).parent
    waited = WAIT_SECONDS if wait_seconds is None else wait_seconds
    end = time.monotonic() + waited
    while True:
        try:
            lock = _lock(folder)
            break
        except BlockingIOError:
            if time.monotonic() > end:
                raise WriteError(
                    f"{path}: another program{_holder(folder)} has been writing in its folder for "
                    f"{waited:g} seconds; nothing was written"
                ) from None
            time.sleep(_PAUSE_SECONDS)
    try:
        yield
    finally:
        if lock is not None:
            _unlock(lock)


def hold_to_read(where: str, based_on: str | None, read: Callable[[], bytes]) -> None:
    """Raise `Conflict` if a file has changed since it was read.

    Args:
        where: The location of the record, for the message.
        based_on: The SHA-256 of the bytes that were read, in hexadecimal digits; empty if there was
            no file. With `None`, nothing is compared.
        read: A function that returns the present bytes, or raises `ReadError`.

    Raises:
        Conflict: The file has other bytes.
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
            BlockingIOError: Another writer has locked it.
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
        """Lock a folder; return its handle, or `None` if locks are not available.

        Raises:
            BlockingIOError: Another writer has locked it.
        """
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:  # it does not exist yet, or may not be read
            return None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(handle), folder.stat()):
                return handle
        except BlockingIOError:
            os.close(handle)
            raise
        except OSError:  # no locks on this file system, or the folder was deleted
            os.close(handle)
            return None
        os.close(handle)
        raise BlockingIOError  # another folder has replaced it

    def _unlock(handle: int) -> None:
        # A process forked in the meantime would keep the lock if the handle were only closed.
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def _holder(folder: Path) -> str:
    """Return the process that has locked a folder, `" (process 4711)"`; empty except on Linux."""
    with suppress(OSError, ValueError):
        inode = f":{folder.stat().st_ino}"
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            # 1: FLOCK  ADVISORY  WRITE 4711 fd:01:131 0 EOF, see proc_locks(5)
            _, kind, _, _, process, file, *_ = line.split()
            if kind == "FLOCK" and file.endswith(inode):
                return f" (process {process})"
    return ""
