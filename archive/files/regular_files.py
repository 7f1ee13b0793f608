"""Reads regular files completely; errors of the system become findings."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from archive.errors import ReadError
from archive.findings import Finding


def is_folder(path: Path) -> bool:
    """Return whether there is a folder at this path; false if the path is impossible."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_same_file(path: Path, other: Path) -> bool:
    """Return whether two paths lead to the same file; the file need not exist."""
    if os.path.realpath(path) == os.path.realpath(other):
        return True
    return path.exists() and other.exists() and path.samefile(other)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a regular file; refuse pipes and devices, which may be endless.

    Raises:
        ReadError: There is no such file, or the system reports an error.
    """
    return _read(path, -1)


def read_start(path: Path, size: int) -> bytes:
    """Return the first bytes of a file; empty if the file cannot be read."""
    try:
        return _read(path, size)
    except ReadError:
        return b""


def _read(path: Path, size: int) -> bytes:
    with open_regular(path) as file:
        try:
            return file.read(size)
        except OSError as problem:
            raise unreadable(path, problem.strerror or str(problem)) from None


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading; refuse pipes and devices, which may be endless.

    Raises:
        ReadError: There is no such file, or the system reports an error.
    """
    if not stat.S_ISREG(status(path).st_mode):
        raise unreadable(path, "this is not a regular file")
    try:
        # If the file has become a pipe since, opening it must not wait for a writer.
        return open(path, "rb", opener=_without_waiting)
    except FileNotFoundError:
        raise no_such_file(path) from None
    except OSError as problem:
        raise unreadable(path, problem.strerror or str(problem)) from None


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def status(path: Path) -> os.stat_result:
    """Return the status of a file, after following links.

    Raises:
        ReadError: There is no file of this name, or the name is impossible: with U+0000, or too
            long.
    """
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise no_such_file(path) from None
    except OSError as problem:
        raise unreadable(path, problem.strerror or str(problem)) from None


def no_such_file(path: Path) -> ReadError:
    """Return the error for a missing file."""
    return ReadError([Finding("no-such-file", "there is no such file").at(file=str(path))])


def unreadable(path: Path, reason: str) -> ReadError:
    """Return the error for a file that cannot be read."""
    return ReadError([Finding("file-unreadable", reason).at(file=str(path))])


def leads_out(folder: Path, name: str) -> bool:
    """Return whether a name in a folder is a link that leads out of the folder, or to itself."""
    return (folder / name).is_symlink() and path_inside(folder, name) is None


def path_inside(folder: Path, name: str) -> Path | None:
    """Return the path of a file of the folder.

    The result is `None` if a link leads out of the folder or to itself, or if the name is
    impossible.
    """
    try:
        path = (folder / name).resolve()
        is_loop = path.is_symlink()  # since Python 3.13; before, a loop raises RuntimeError
        return path if path.is_relative_to(folder.resolve()) and not is_loop else None
    except (OSError, RuntimeError, ValueError):
        return None
