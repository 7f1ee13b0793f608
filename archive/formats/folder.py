"""A record's folder: `document.json`, its captures under `received/`, and what is made from it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from archive.errors import ReadError
from archive.findings import Finding

RECORD = "document.json"
"""The record itself."""
PUBLISHED = "document.tei.xml"
"""The record as TEI, made from it."""


def record_path(path: Path) -> Path:
    """Return the file that holds the record: the path itself, or the record in this folder.

    Raises:
        ReadError: There is no such file, or the folder holds no record.
    """
    if not path.is_dir():
        if not path.exists():
            raise ReadError([_no_such_file(path)])
        return path
    for name in (RECORD, PUBLISHED):
        if (path / name).is_file():
            return path / name
    message = f"the folder holds neither {RECORD} nor {PUBLISHED}"
    raise ReadError([Finding("folder-without-record", message).at(file=str(path))])


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        ReadError: There is no such file, or the system refuses, with its reason.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError([_no_such_file(path)]) from None
    except OSError as problem:
        message = problem.strerror or str(problem)
        raise ReadError([Finding("file-unreadable", message).at(file=str(path))]) from None


def _no_such_file(path: Path) -> Finding:
    return Finding("no-such-file", "there is no such file").at(file=str(path))


def inside(folder: Path, name: str) -> Path | None:
    """Return the path of a file of the folder, or `None` if a link leads out of the folder."""
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder.resolve()) else None


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and durably.

    A crash at any moment leaves the old file or the new one.
    """
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder by their names there, the record last.

    A folder that was not there before is there whole or not at all.
    """
    import shutil
    import tempfile

    if folder.exists():
        _write_files(folder, files)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        _write_files(temporary, files)
        temporary.chmod(0o777 & ~_mask())
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    _sync_folder(folder.parent)


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for name in sorted(files, key=lambda name: name == RECORD):
        write_file(folder / name, files[name])


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
