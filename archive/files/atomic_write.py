"""Writes files and folders atomically and durably."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from errno import EACCES, EEXIST, EISDIR
from hashlib import sha256
from pathlib import Path

_STALE_SECONDS = 3600
"""The most seconds that a write can take. Without locks, an older temporary file is abandoned."""
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
    make_parents(file.parent)
    staged = Staged(file, data)
    try:
        staged.put_in_place()
    finally:
        staged.discard()
    sync_folder(file.parent)


class Staged:
    """The new bytes of a file, durable in a temporary file beside it, until they replace it.

    The process holds a lock on the temporary file, which ends with the process. A temporary file
    without a lock is therefore from a killed writer.

    Args:
        path: The file, not a link.
        data: Its new bytes.

    Raises:
        OSError: The system reports an error; no temporary file is left.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self._temporary: Path | None
        self._temporary, self._handle = _temporary(path, _new_file)
        try:
            write_all(self._handle, data)
            os.fsync(self._handle)
            self._temporary.chmod(_mode(path))
        except BaseException:
            self.discard()
            raise

    def put_in_place(self) -> None:
        """Replace the file; the rename is not durable before its folder is synced."""
        if self._temporary is not None:
            if sys.platform == "win32":  # which does not rename open files
                self._close()
            self._temporary.replace(self.path)
            self._temporary = None

    def discard(self) -> None:
        """Delete the temporary file, unless it has replaced the file."""
        if self._temporary is not None:
            self._temporary.unlink(missing_ok=True)
            self._temporary = None
        self._close()

    def _close(self) -> None:
        _close(self._handle)
        self._handle = -1


def write_all(handle: int, data: bytes) -> None:
    """Write all bytes to an open file: the system may write fewer at once."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


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


def make_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with files in it, atomically and durably; the caller has checked the names.

    Raises:
        FileExistsError: Another writer has made the folder, or too many writers are making it.
    """
    make_parents(folder.parent)
    staged = StagedFolder(folder, files, mode_of_new_folder())
    try:
        staged.put_in_place()
    finally:
        staged.discard()
    sync_folder(folder.parent)


class StagedFolder:
    """A new folder with its files, durable under a temporary name beside it; compare `Staged`.

    Args:
        folder: The new folder; the folder around it exists.
        files: The bytes of its files by name; the caller has checked the names.
        mode: The permissions of the folder: `mode_of_new_folder()`.

    Raises:
        FileExistsError: Too many writers are making the folder.
        OSError: The system reports an error; nothing temporary is left.
    """

    def __init__(self, folder: Path, files: Mapping[str, bytes], mode: int) -> None:
        self.folder = folder
        self._temporary: Path | None
        self._temporary, self._handle = _temporary(folder, _new_folder)
        try:
            inner = {self._temporary}
            for name, data in files.items():
                path = self._temporary / name
                path.parent.mkdir(parents=True, exist_ok=True)
                inner.update(one for one in path.parents if self._temporary in one.parents)
                with path.open("xb") as new:
                    new.write(data)
                    new.flush()
                    os.fsync(new.fileno())
            self._temporary.chmod(mode)
            for one in inner:
                sync_folder(one)
        except BaseException:
            self.discard()
            raise

    def put_in_place(self) -> None:
        """Give the folder its name, which is not durable before the folder around it is synced.

        Raises:
            FileExistsError: Another writer has made the folder.
        """
        if self._temporary is not None:
            _rename_to_new(self._temporary, self.folder)
            self._temporary = None

    def discard(self) -> None:
        """Delete the temporary folder, unless it was put in place."""
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)
            self._temporary = None
        _close(self._handle)
        self._handle = -1


def make_parents(folder: Path) -> None:
    """Make a folder and those above it that do not exist yet, durably."""
    missing = [folder]
    while not missing[-1].exists() and missing[-1] != missing[-1].parent:
        missing.append(missing[-1].parent)
    folder.mkdir(parents=True, exist_ok=True)
    for one in missing[:-1]:
        sync_folder(one.parent)


def _rename_to_new(temporary: Path, folder: Path) -> None:
    """Rename a folder; on every system, raise `FileExistsError` if the new name exists."""
    try:
        temporary.rename(folder)
    except OSError:
        if not os.path.lexists(folder):
            raise
        raise FileExistsError(EEXIST, os.strerror(EEXIST), str(folder)) from None


def _new_file(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)


def _new_folder(path: Path) -> int:
    path.mkdir(0o700)
    try:
        return _open_to_lock(path)
    except FileNotFoundError:  # another program took it for abandoned at once
        raise FileExistsError(EEXIST, os.strerror(EEXIST), str(path)) from None


_BINARY: int = getattr(os, "O_BINARY", 0)


def _open_to_lock(path: Path) -> int:
    """Open a temporary file or folder; -1 where folders cannot be opened (Windows)."""
    try:
        return os.open(path, os.O_RDONLY | _BINARY | getattr(os, "O_NOFOLLOW", 0))
    except PermissionError:
        return -1


def _close(handle: int) -> None:
    if handle >= 0:
        os.close(handle)


def _temporary(path: Path, make: Callable[[Path], int]) -> tuple[Path, int]:
    """Make a temporary file or folder beside the path to write, with a name that is never too long.

    The name is derived from the path. The next writer therefore finds the file of a killed writer,
    and removes it.

    Returns:
        The temporary file, and its open handle, which holds the lock on it.
    """
    for number in range(_MOST_WRITERS):
        temporary = path.parent / f"{_beginning(path.name)}{number}{_END}"
        remove_abandoned(temporary)
        try:
            handle = make(temporary)
        except FileExistsError:  # another writer is using it now
            continue
        except OSError as problem:
            problem.filename = str(path)  # users do not know the temporary file
            raise
        if _is_locked_by_us(temporary, handle):
            return temporary, handle
        _close(handle)  # another writer took it for abandoned
    raise FileExistsError(EEXIST, "too many others are writing it", str(path))


_BEGINNING, _END = ".archive-", ".tmp"


def _beginning(name: str) -> str:
    return f"{_BEGINNING}{sha256(os.fsencode(name)).hexdigest()[:16]}-"


_TEMPORARY = re.compile(rf"{re.escape(_BEGINNING)}[0-9a-f]{{16}}-[0-9]{{1,2}}{re.escape(_END)}")


def is_temporary(name: str) -> bool:
    """Return whether a name is that of a temporary file or folder of a write."""
    return _TEMPORARY.fullmatch(name) is not None


def is_temporary_for(name: str, target: str) -> bool:
    """Return whether a name is that of a temporary file for a file of another name."""
    return is_temporary(name) and name.startswith(_beginning(target))


def _is_locked_by_us(temporary: Path, handle: int) -> bool:
    is_locked = _lock(handle)
    return is_locked is None or (is_locked and _is_at(temporary, handle))


def remove_abandoned(temporary: Path) -> None:
    """Remove a temporary file or folder, if it is from a killed writer."""
    with _locked_if_abandoned(temporary) as abandoned:
        if abandoned and temporary.is_dir():
            shutil.rmtree(temporary, ignore_errors=True)
        elif abandoned:
            temporary.unlink(missing_ok=True)


def is_abandoned(temporary: Path) -> bool:
    """Return whether a temporary file or folder is from a killed writer of the same user.

    Where the system has no locks, it is if it is older than a write takes.
    """
    with _locked_if_abandoned(temporary) as abandoned:
        return abandoned


@contextmanager
def _locked_if_abandoned(temporary: Path) -> Iterator[bool]:
    """Yield whether a temporary file or folder is from a killed writer.

    If it is, it is locked during the block: a writer that has just made it must not lose it.
    """
    opened = _opened_if_ours(temporary)
    if opened is None:
        yield False
        return
    handle, changed_at = opened
    try:
        is_free = _lock(handle)
        if is_free is None:
            _close(handle)  # Windows does not remove open files
            handle = -1
            yield time.time() - changed_at > _STALE_SECONDS
        else:
            yield is_free and _is_at(temporary, handle)
    finally:
        _close(handle)


def _opened_if_ours(temporary: Path) -> tuple[int, float] | None:
    """Open a temporary file or folder; return the handle, and when it was changed.

    The result is `None` if another user has made it, or if it cannot be opened.
    """
    try:
        status = temporary.lstat()
        is_ours = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
        if is_ours and (stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)):
            return _open_to_lock(temporary), status.st_mtime
    except OSError:
        pass
    return None


def _is_at(path: Path, handle: int) -> bool:
    """Return whether an open file or folder still has this path."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def _lock(handle: int) -> bool | None:
        """Return `None`: there are no locks on folders."""
        return None

else:
    import fcntl

    def _lock(handle: int) -> bool | None:
        """Lock an open file; return whether it is locked now, or `None` if there are no locks."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # no locks on this file system
            return None
        return True


def write_files(folder: Path, files: Mapping[str, bytes], *, last: str, first: str = "") -> None:
    """Write files into an existing folder durably, under names that the caller has checked.

    Unchanged files are not written again. If one of the files cannot be written, none is written.
    All new bytes and their names are durable before the first file is replaced, and that one before
    the others: after a crash, `finish_writes` can therefore finish the write.

    Args:
        folder: The folder.
        files: The files.
        last: The name of the file that is replaced last, if it is one of them.
        first: The name of the file that is replaced first, likewise.
    """
    wanted = [name for name in files if not _holds(folder / name, files[name])]
    targets = {name: writable(folder / name) for name in wanted}
    staged: dict[str, Staged] = {}
    try:
        for name, target in targets.items():
            make_parents(target.parent)
            staged[name] = Staged(target, files[name])
        for parent in {target.parent for target in targets.values()}:
            sync_folder(parent)  # the names of the temporary files
        for names in ([first], sorted(staged.keys() - {first}, key=lambda n: (n == last, n))):
            there = [name for name in names if name in staged]
            for name in there:
                staged[name].put_in_place()
            for parent in {targets[name].parent for name in there}:
                sync_folder(parent)
    finally:
        for one in staged.values():
            one.discard()


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


def mode_of_new_folder() -> int:
    """Return the permissions of a new folder.

    To ask the system changes them for a moment, so threads that write get them from the caller.
    """
    return 0o777 & ~_mask()


def _mask() -> int:
    """Return the permissions that the process withholds from new files (umask)."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
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

    The files may be too large for memory, and may be in folders of the temporary folder. A new or
    empty folder is created atomically. In a folder with files, each file durably replaces the
    earlier file of the same name; if an error occurs before the move, no file is replaced.

    Args:
        folder: The folder.
        last: The name of the file that is moved last.
    """
    make_parents(folder.parent)
    temporary, handle = _temporary(folder, _new_folder)
    try:
        yield temporary
        made = sorted(
            (file.relative_to(temporary) for file in temporary.rglob("*") if not file.is_dir()),
            key=lambda file: (file == Path(last), file),
        )
        for file in made:
            writable(folder / file)
            with (temporary / file).open("rb+") as written:
                os.fsync(written.fileno())
            (temporary / file).chmod(_mode(folder / file))
        if folder.exists() and any(folder.iterdir()):
            for parent in sorted({(folder / file).parent for file in made}):
                make_parents(parent)
            for file in made:
                (temporary / file).replace((folder / file).resolve())
            for parent in {(folder / file).parent for file in made}:
                sync_folder(parent)
        else:
            mode = mode_of_new_folder()
            for one in {temporary, *(temporary / one for file in made for one in file.parents)}:
                one.chmod(mode)
                sync_folder(one)
            temporary.rename(folder)
            sync_folder(folder.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        _close(handle)
