"""Writes files and folders atomically and durably."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from errno import EACCES, EEXIST, EISDIR
from hashlib import sha256
from pathlib import Path

_STALE_SECONDS = 3600
"""The most seconds that a write can take; an older temporary file is from a killed writer."""
_MOST_WRITERS = 100
"""The most writers of one file at the same time."""
_MOST_LINKS = 40
"""The most successive links that a system follows."""


def write_file(path: Path, data: bytes) -> None:
    """Write a file atomically and durably.

    A crash at any moment leaves the old file or the new one. If the path is a link, the target of
    the link is written and the link stays. Pipes, devices and open streams of the process
    (`/dev/stdout`) cannot be replaced, so the bytes are written to them directly, as a shell does.

    Raises:
        PermissionError: The file is read-only.
        IsADirectoryError: The path is a folder.
    """
    opened = _open_stream(path)
    if opened is not None:
        with os.fdopen(os.dup(opened), "wb") as stream:
            stream.write(data)
        return
    file = writable(path)
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            stream.write(data)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(file, lambda new: new.touch(0o600, exist_ok=False))
    try:
        with temporary.open("wb") as new:
            new.write(data)
            new.flush()
            os.fsync(new.fileno())
        temporary.chmod(_mode(file))
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(file.parent)


def writable(path: Path) -> Path:
    """Return the file that a write to this path changes: for a link, its target.

    Raises:
        PermissionError: The file is read-only.
        IsADirectoryError: The path is a folder.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return path.resolve()
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    # The system lets root write read-only files, which should not be changed nevertheless.
    if not (mode & 0o222 and os.access(path, os.W_OK)):
        raise PermissionError(EACCES, "the file is read-only", str(path))
    return path.resolve()


_OPEN_STREAMS = ("/dev/fd", "/proc/self/fd")
"""Folders in which a system lists the open streams of the process, by number."""


def _open_stream(path: Path) -> int | None:
    """Return the number of the open stream for a path such as `/dev/stdout`; else `None`.

    The stream is written to at its present position. Opening the path again would truncate a file
    to which others also write, and would fail for a file of another user.
    """
    folders = {os.path.realpath(folder) for folder in _OPEN_STREAMS}
    for _ in range(_MOST_LINKS):
        is_number = path.name.isascii() and path.name.isdecimal()
        if is_number and os.path.realpath(path.parent) in folders:
            return int(path.name)
        try:
            path = path.parent / path.readlink()
        except (OSError, ValueError):
            return None
    return None


def make_folder(folder: Path, files: Mapping[str, bytes], *, last: str) -> None:
    """Make a folder with files in it, atomically; `write_files` explains the arguments.

    Raises:
        FileExistsError: Another writer has made the folder, or too many writers are making it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(folder, lambda new: new.mkdir(0o700))
    try:
        write_files(temporary, files, last=last)
        temporary.chmod(0o777 & ~_mask())
        _rename_to_new(temporary, folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    _sync_folder(folder.parent)


def _rename_to_new(temporary: Path, folder: Path) -> None:
    """Rename a folder; on every system, raise `FileExistsError` if the new name exists."""
    try:
        temporary.rename(folder)
    except OSError:
        if not os.path.lexists(folder):
            raise
        raise FileExistsError(EEXIST, os.strerror(EEXIST), str(folder)) from None


def _temporary(path: Path, make: Callable[[Path], None]) -> Path:
    """Make a temporary file or folder beside the path to write, with a name that is never too long.

    The name is derived from the path. The next writer therefore finds the file of a killed writer,
    and removes that file if it is older than `_STALE_SECONDS`.
    """
    name = sha256(os.fsencode(path.name)).hexdigest()[:16]
    for number in range(_MOST_WRITERS):
        temporary = path.parent / f".archive-{name}-{number}.tmp"
        _remove_if_stale(temporary)
        try:
            make(temporary)
        except FileExistsError:  # another writer is using it now
            continue
        except OSError as problem:
            problem.filename = str(path)  # users do not know the temporary file
            raise
        return temporary
    raise FileExistsError(EEXIST, "too many others are writing it", str(path))


def _remove_if_stale(temporary: Path) -> None:
    try:
        status = temporary.lstat()
    except OSError:
        return
    is_ours = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
    if not is_ours or time.time() - status.st_mtime < _STALE_SECONDS:
        return
    if stat.S_ISDIR(status.st_mode):
        shutil.rmtree(temporary, ignore_errors=True)
    elif stat.S_ISREG(status.st_mode):
        temporary.unlink(missing_ok=True)


def write_files(folder: Path, files: Mapping[str, bytes], *, last: str) -> None:
    """Write files into a folder, under names that the caller has checked.

    Unchanged files are not written again. If one of the files cannot be written, none is written.

    Args:
        folder: The folder.
        files: The files.
        last: The name of the file that is written last, if it is one of them.
    """
    wanted = [name for name in files if not _holds(folder / name, files[name])]
    for name in wanted:
        writable(folder / name)
    for name in sorted(wanted, key=lambda name: name == last):
        write_file(folder / name, files[name])


def _holds(path: Path, data: bytes) -> bool:
    """Return whether a file already has these bytes, so that it need not be written."""
    try:
        same_size = path.is_file() and path.stat().st_size == len(data)
        return same_size and path.read_bytes() == data
    except OSError:
        return False


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or the default for a new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    return 0o666 & ~_mask()


def _mask() -> int:
    """Return the permissions that the process withholds from new files (umask)."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make a rename durable, if the system supports this (POSIX)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def folder_made_of(folder: Path, *, last: str) -> Iterator[Path]:
    """Yield a temporary folder for new files; at the end, all its files are moved to `folder`.

    The files may be too large for memory. A new folder is created atomically. In an existing
    folder, each file durably replaces the earlier file of the same name; if an error occurs before
    the move, no file is replaced.

    Args:
        folder: The folder.
        last: The name of the file that is moved last.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(folder, lambda new: new.mkdir(0o700))
    try:
        yield temporary
        made = sorted(temporary.iterdir(), key=lambda file: (file.name == last, file.name))
        for file in made:
            writable(folder / file.name)
            with file.open("rb+") as written:
                os.fsync(written.fileno())
            file.chmod(_mode(folder / file.name))
        if folder.exists():
            for file in made:
                file.replace((folder / file.name).resolve())
            _sync_folder(folder)
        else:
            temporary.chmod(0o777 & ~_mask())
            temporary.rename(folder)
            _sync_folder(folder.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
