"""Watches the calls by which Python changes files below a folder, and lets a hook act on each.

Watched are `open` of a file to write (built in, and of `os` and `io`), `write`, `truncate`, `fsync`,
`rename`, `mkdir`, `unlink`, `rmdir`, `link` and `symlink`, of `os` and of what stands on it (`pathlib`,
`shutil`). The statements of SQLite are calls named `sql`; what SQLite writes itself is not seen.
"""

# It stands under `pathlib`.
# ruff: noqa: PTH100, PTH115, PTH118, PTH119
from __future__ import annotations

import builtins
import fcntl
import io
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol
from unittest.mock import patch

SQL_STEP = 2000
"""After so many instructions of SQLite's machine, a long statement is a call again."""


class Call(NamedTuple):
    """A call that changes files; paths are relative to the watched folder."""

    name: str
    path: str
    target: str = ""
    """The new path of a rename or link."""
    data: bytes = b""
    """What is written."""
    offset: int = 0
    """Where it is written, or the size that a file is cut to."""
    inode: int = 0
    """The number of the file or folder, which stays when it is renamed."""
    is_new: bool = False
    """Whether `open` makes the file."""
    is_cut: bool = False
    """Whether `open` empties the file."""


class Hook(Protocol):
    """What happens at each call."""

    def at(self, call: Call, perform: Callable[[bytes], Any]) -> Any:
        """Do the call or not, and return what it returns.

        Args:
            call: The call.
            perform: Does it; of a write, with these bytes.
        """


_real_open, _real_os_open, _real_connect = io.open, os.open, sqlite3.connect
_real_write, _real_pwrite, _real_ftruncate = os.write, os.pwrite, os.ftruncate
_real_symlink = os.symlink


@contextmanager
def watched(folder: str, hook: Hook) -> Iterator[None]:
    """Call the hook for each call that changes files below a folder."""
    watch = _Watch(os.path.realpath(folder), hook)
    replaced: list[tuple[Any, str, Any]] = [
        (builtins, "open", watch.open),
        (io, "open", watch.open),
        (os, "open", watch.os_open),
        (os, "write", watch.write),
        (os, "pwrite", watch.pwrite),
        (os, "writev", lambda fd, buffers: watch.write(fd, b"".join(map(bytes, buffers)))),
        (os, "ftruncate", watch.ftruncate),
        (os, "truncate", watch.truncate),
        (os, "fsync", watch.syncing(os.fsync)),
        (os, "fdatasync", watch.syncing(os.fdatasync)),
        (os, "rename", watch.two_paths("rename", os.rename)),
        (os, "replace", watch.two_paths("rename", os.replace)),
        (os, "link", watch.two_paths("link", os.link)),
        (os, "symlink", watch.symlink),
        (os, "mkdir", watch.one_path("mkdir", os.mkdir)),
        (os, "unlink", watch.one_path("unlink", os.unlink)),
        (os, "remove", watch.one_path("unlink", os.remove)),
        (os, "rmdir", watch.one_path("rmdir", os.rmdir)),
        (sqlite3, "connect", watch.connect),
        (shutil, "_USE_CP_SENDFILE", False),  # it copies past `write`
    ]
    patches = [patch.object(owner, name, new) for owner, name, new in replaced]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in reversed(patches):
            one.stop()


class _Watch:
    def __init__(self, root: str, hook: Hook) -> None:
        self.root, self.hook = root, hook

    # --- which file ---

    def relative(self, path: str) -> str | None:
        """Return a path relative to the folder; `None` if it is not below the folder."""
        if path == self.root:
            return "."
        start = self.root + os.sep
        return path[len(start) :] if path.startswith(start) else None

    def entry(self, path: Any, dir_fd: int | None = None) -> str | None:
        """Return the place of an entry of a folder: the last step of a path is not followed."""
        text = os.fsdecode(path)
        if dir_fd is not None:
            text = os.path.join(os.readlink(f"/proc/self/fd/{dir_fd}"), text)
        head, name = os.path.split(os.path.abspath(text))
        return self.relative(os.path.join(os.path.realpath(head), name))

    def opened(self, fd: int) -> tuple[str, int] | None:
        """Return the path and number of an open file or folder, if it is below the folder."""
        status = os.fstat(fd)
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            return None
        path = self.relative(os.readlink(f"/proc/self/fd/{fd}").removesuffix(" (deleted)"))
        return None if path is None else (path, status.st_ino)

    # --- opening ---

    def os_open(
        self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None
    ) -> int:
        def perform(_: bytes) -> int:
            return _real_os_open(path, flags, mode, dir_fd=dir_fd)

        changes = flags & (os.O_CREAT | os.O_TRUNC)
        if not changes:
            return perform(b"")
        return int(self.opening(path, dir_fd, bool(flags & os.O_TRUNC), perform))

    def opening(
        self, path: Any, dir_fd: int | None, is_cut: bool, perform: Callable[[bytes], Any]
    ) -> Any:
        text = os.path.realpath(os.fsdecode(path)) if dir_fd is None else os.fsdecode(path)
        place = self.entry(text, dir_fd)
        is_new = not os.path.lexists(os.path.join(self.root, place or ""))
        if place is None or not (is_new or is_cut):
            return perform(b"")
        return self.hook.at(Call("open", place, is_new=is_new, is_cut=is_cut), perform)

    def open(
        self,
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        """Open as the built-in function does; what is written goes through the hook."""
        if not set(mode) & set("wax+"):
            return _real_open(file, mode, buffering, encoding, errors, newline, closefd, opener)
        raw = _WatchedFile(self, file, mode.replace("b", "").replace("t", ""), closefd, opener)
        if buffering == 0:
            return raw
        size = buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE
        buffer = (io.BufferedRandom if "+" in mode else io.BufferedWriter)(raw, size)
        if "b" in mode:
            return buffer
        return io.TextIOWrapper(buffer, encoding, errors, newline, buffering == 1)

    # --- an open file ---

    def write(self, fd: int, data: Any) -> int:
        return self.writing(fd, data, None, lambda part: _real_write(fd, part))

    def pwrite(self, fd: int, data: Any, offset: int) -> int:
        return self.writing(fd, data, offset, lambda part: _real_pwrite(fd, part, offset))

    def writing(
        self, fd: int, data: Any, offset: int | None, perform: Callable[[bytes], int]
    ) -> int:
        opened = self.opened(fd)
        if opened is None:
            return perform(data)
        path, inode = opened
        if offset is None:
            appends = fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_APPEND
            offset = os.fstat(fd).st_size if appends else os.lseek(fd, 0, os.SEEK_CUR)
        call = Call("write", path, data=bytes(data), offset=offset, inode=inode)
        return int(self.hook.at(call, perform))

    def ftruncate(self, fd: int, length: int) -> Any:
        return self.cutting(fd, length, lambda _: _real_ftruncate(fd, length))

    def truncate(self, path: Any, length: int) -> Any:
        if isinstance(path, int):
            return self.ftruncate(path, length)
        fd = _real_os_open(path, os.O_WRONLY)
        try:
            return self.ftruncate(fd, length)
        finally:
            os.close(fd)

    def cutting(self, fd: int, length: int, perform: Callable[[bytes], Any]) -> Any:
        opened = self.opened(fd)
        if opened is None:
            return perform(b"")
        return self.hook.at(Call("truncate", opened[0], offset=length, inode=opened[1]), perform)

    def syncing(self, real: Callable[[int], None]) -> Callable[[Any], None]:
        def sync(file: Any) -> None:
            fd = file if isinstance(file, int) else file.fileno()
            opened = self.opened(fd)
            if opened is None:
                real(fd)
            else:
                call = Call("fsync", opened[0], inode=opened[1])
                self.hook.at(call, lambda _: real(fd))

        return sync

    # --- entries of folders ---

    def one_path(self, name: str, real: Callable[..., None]) -> Callable[..., None]:
        def act(path: Any, *args: Any, dir_fd: int | None = None) -> None:
            place = self.entry(path, dir_fd)
            if place is None:
                real(path, *args, dir_fd=dir_fd)
            else:
                self.hook.at(Call(name, place), lambda _: real(path, *args, dir_fd=dir_fd))

        return act

    def two_paths(self, name: str, real: Callable[..., None]) -> Callable[..., None]:
        def act(
            src: Any,
            dst: Any,
            *,
            src_dir_fd: int | None = None,
            dst_dir_fd: int | None = None,
            **options: Any,
        ) -> None:
            place, target = self.entry(src, src_dir_fd), self.entry(dst, dst_dir_fd)

            def perform(_: bytes) -> None:
                real(src, dst, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd, **options)

            if place is None and target is None:
                perform(b"")
            elif place is None or target is None:
                raise AssertionError(f"{name} from or to a place that is not watched: {src}, {dst}")
            else:
                self.hook.at(Call(name, place, target), perform)

        return act

    def symlink(
        self, src: Any, dst: Any, is_folder: bool = False, *, dir_fd: int | None = None
    ) -> None:
        place = self.entry(dst, dir_fd)
        if place is None:
            _real_symlink(src, dst, dir_fd=dir_fd)
        else:
            call = Call("symlink", place, data=os.fsencode(src))
            self.hook.at(call, lambda _: _real_symlink(src, dst, dir_fd=dir_fd))

    # --- SQLite ---

    def connect(self, database: Any, *args: Any, **options: Any) -> sqlite3.Connection:
        connection = _real_connect(database, *args, **options)
        call = Call("sql", os.path.basename(os.fsdecode(database)))

        def step(_: object = None) -> int:
            self.hook.at(call, lambda data: None)
            return 0

        connection.set_trace_callback(step)
        connection.set_progress_handler(step, SQL_STEP)
        return connection


class _WatchedFile(io.FileIO):
    """A file whose writes go through the hook."""

    def __init__(self, watch: _Watch, file: Any, mode: str, closefd: bool, opener: Any) -> None:
        self.watch = watch

        def perform(_: bytes) -> None:
            io.FileIO.__init__(self, file, mode, closefd, opener)

        if isinstance(file, int) or opener is not None:  # `os.open` has been called, or will be
            perform(b"")
        else:
            watch.opening(file, None, "w" in mode, perform)

    def write(self, data: Any) -> int:
        data = memoryview(data).tobytes()
        return self.watch.writing(self.fileno(), data, None, super().write)

    def truncate(self, size: int | None = None) -> int:
        length = self.tell() if size is None else size
        self.watch.cutting(self.fileno(), length, lambda _: io.FileIO.truncate(self, length))
        return length
