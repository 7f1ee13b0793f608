"""Writes files and folders whole or not at all, and durably."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from errno import EACCES, EEXIST, EISDIR
from hashlib import sha256
from pathlib import Path

_STALE_SECONDS = 3600
"""No writing takes as long: a temporary file that is older was left by a writer that was killed."""
_MOST_WRITERS = 100
"""How many may write one file at one moment."""
_MOST_LINKS = 40
"""So many links one after the other a system follows."""


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and durably.

    A crash at any moment leaves the old file or the new one. A link stays, and what it leads to is
    written. A pipe, a device and what the process has open (`/dev/stdout`) are written to, as a
    shell does it: there is nothing to replace.

    Raises:
        PermissionError: The file is read-only.
        IsADirectoryError: It is a folder.
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
    """Return the file that is written when this path is; of a link, what it leads to.

    Raises:
        PermissionError: It is read-only.
        IsADirectoryError: It is a folder.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return path.resolve()
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    # The system lets root write what is read-only, which is meant to stay as it is all the same.
    if not (mode & 0o222 and os.access(path, os.W_OK)):
        raise PermissionError(EACCES, "the file is read-only", str(path))
    return path.resolve()


_OPEN_STREAMS = ("/dev/fd", "/proc/self/fd")
"""Folders in which a system shows what the process has open, by its number."""


def _open_stream(path: Path) -> int | None:
    """The number of the open stream that a path such as `/dev/stdout` stands for.

    It is written to where it stands. Opened by its path once more, a file would be emptied that
    others write to as well, and what belongs to another user could not be opened at all.
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
    """Make a folder with files in it, whole or not at all; `write_files` has the arguments.

    Raises:
        FileExistsError: The folder is there by now, or too many others are making it.
    """
    import shutil

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
    """Give a folder its name; of a name that is taken by now, systems have several errors."""
    try:
        temporary.rename(folder)
    except OSError:
        if not os.path.lexists(folder):
            raise
        raise FileExistsError(EEXIST, os.strerror(EEXIST), str(folder)) from None


def _temporary(path: Path, make: Callable[[Path], None]) -> Path:
    """A new file or folder beside the one that is to be written, by a name that is never too long.

    The name follows from that of the path, so that what a killed writer left is met by
    the next one, who removes it when it is older than any writing takes.
    """
    name = sha256(os.fsencode(path.name)).hexdigest()[:16]
    for number in range(_MOST_WRITERS):
        temporary = path.parent / f".archive-{name}-{number}.tmp"
        _remove_if_stale(temporary)
        try:
            make(temporary)
        except FileExistsError:  # somebody is writing it at this moment
            continue
        except OSError as problem:
            problem.filename = str(path)  # nobody knows the temporary one
            raise
        return temporary
    raise FileExistsError(EEXIST, "too many others are writing it", str(path))


def _remove_if_stale(temporary: Path) -> None:
    import shutil

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
    """Write files into a folder by their names there, which the caller has checked.

    What is there already is not written again, and nothing is if one of the files is not to be
    written.

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
    """Whether a file has these bytes already, so that it need not be written."""
    try:
        same_size = path.is_file() and path.stat().st_size == len(data)
        return same_size and path.read_bytes() == data
    except OSError:
        return False


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those of any new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    return 0o666 & ~_mask()


def _mask() -> int:
    """The permissions that new files are not given."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make a rename durable, where the system has a way to (POSIX)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def folder_made_of(folder: Path, *, last: str) -> Iterator[Path]:
    """Give a new folder beside one in which files are made; at the end they are all in the latter.

    So files that are too large to be held can be written. A folder that was not there before is
    there whole or not at all; in one that is there already each file takes the place of an earlier
    one of its name, durably, or, where anything goes wrong before that, none does.

    Args:
        folder: The folder.
        last: The name of the file that is put in its place last.
    """
    import shutil

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
