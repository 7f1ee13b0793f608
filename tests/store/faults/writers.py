"""Writers by which the faults are tried: those of the library, which hold, and bad ones, which must not.

Each writes a text into a file, or files into a folder, and takes the folder in which it works.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Mapping
from contextlib import suppress
from inspect import signature
from pathlib import Path

from archive.files import atomic_write


def write_file(folder: Path, name: str, text: str) -> None:
    atomic_write.write_file(folder / name, text.encode())


def make_folder(folder: Path, name: str, files: Mapping[str, str], last: str) -> None:
    data = {file: text.encode() for file, text in files.items()}
    # Which file is the last matters only to a writer that does not write the folder as a whole.
    takes = signature(atomic_write.make_folder).parameters
    options = {"last": last} if "last" in takes else {}
    atomic_write.make_folder(folder / name, data, **options)


# --- bad ones ---


def write_in_place(folder: Path, name: str, text: str) -> None:
    """Write over the old file: half of it may be there."""
    (folder / name).write_text(text, "utf-8")


def write_without_sync(folder: Path, name: str, text: str) -> None:
    """Rename a file whose bytes may not be on the disk."""
    new = folder / f"{name}.tmp"
    new.write_text(text, "utf-8")
    new.replace(folder / name)
    sync(folder)


def write_without_sync_of_folder(folder: Path, name: str, text: str) -> None:
    """Return before the rename is on the disk."""
    new = folder / f"{name}.tmp"
    with new.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(folder / name)


def write_part(folder: Path, name: str, text: str) -> None:
    """Take it that `os.write` writes everything."""
    new = folder / f"{name}.tmp"
    file = os.open(new, os.O_WRONLY | os.O_CREAT)
    os.write(file, text.encode())
    os.fsync(file)
    os.close(file)
    new.replace(folder / name)
    sync(folder)


def ignore_errors(folder: Path, name: str, text: str) -> None:
    """Write as it should be done, and say nothing if it fails."""
    with suppress(OSError):
        atomic_write.write_file(folder / name, text.encode())


def append(folder: Path, name: str, text: str) -> None:
    """Add text at the end: half of it may be there."""
    with (folder / name).open("a", encoding="utf-8") as stream:
        stream.write(text)


def write_files_one_by_one(folder: Path, name: str, files: Mapping[str, str], last: str) -> None:
    """Write each file into the folder that others see already."""
    (folder / name).mkdir()
    for file, text in files.items():
        atomic_write.write_file(folder / name / file, text.encode())


# --- what the recording must see, or must say that it does not ---


def write_in_every_way(folder: Path) -> None:
    """Change files by each call that is watched."""
    (folder / "one").mkdir()
    with (folder / "one" / "text").open("w", encoding="utf-8") as stream:
        stream.write("first line\n")
    with (folder / "one" / "text").open("a", encoding="utf-8") as stream:
        stream.write("second line\n")
    with (folder / "one" / "text").open("r+b") as stream:
        stream.seek(6)
        stream.write(b"LINE")
        stream.truncate(15)
    file = os.open(folder / "bytes", os.O_RDWR | os.O_CREAT)
    os.write(file, b"0123456789")
    os.pwrite(file, b"ab", 4)
    os.ftruncate(file, 8)
    os.writev(file, [b"x", b"y"])
    os.fsync(file)
    os.close(file)
    os.truncate(folder / "bytes", 9)
    (folder / "link").symlink_to("bytes")
    os.link(folder / "bytes", folder / "same")
    (folder / "one").rename(folder / "two")
    (folder / "same").unlink()
    (folder / "empty").mkdir()
    (folder / "empty").rmdir()
    handle = os.open(folder, os.O_RDONLY)
    (folder / "three").mkdir()
    os.rename("link", "moved", src_dir_fd=handle, dst_dir_fd=handle)
    os.unlink("moved", dir_fd=handle)
    os.close(handle)


def write_by_database(folder: Path, rows: int) -> None:
    with sqlite3.connect(folder / "rows.sqlite") as database:
        database.execute("CREATE TABLE IF NOT EXISTS rows (number INTEGER PRIMARY KEY)")
        database.executemany("INSERT INTO rows VALUES (?)", ((n,) for n in range(rows)))
    database.close()


def hang(folder: Path) -> None:
    time.sleep(3600)


def sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
