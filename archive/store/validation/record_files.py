"""The state of all files of a record, from which one sees whether its report still holds."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from archive.files.manifest import digest_of
from archive.store.index.stamps import UNSURE, lasting_stamp


class FilesState(NamedTuple):
    """What the system says of the files in a record's folder, without reading them."""

    digest: str
    """The digest of the names and stamps of all files, and of the links."""
    is_sure: bool
    """Whether a later change of a file will change the digest."""

    @property
    def stamp(self) -> str:
        """The stamp to store; one that is not sure equals no other."""
        return self.digest if self.is_sure else UNSURE + self.digest


def files_state(folder: str) -> FilesState | None:
    """Return the state of the files in a folder, at any depth.

    Returns:
        `None` if the state cannot be told: a folder cannot be listed, or a link leads out of the
        folder, to what may change unseen.
    """
    lines, is_sure = [], True
    started_at = time.time_ns()
    try:
        for name, status, target in _entries(folder, folder):
            kind = stat.S_IFMT(status.st_mode)
            if kind == stat.S_IFDIR:
                lines.append(f"{name}\0{status.st_mode}")
                continue
            if target is not None:
                if _leads_out(name, target):
                    return None
                lines.append(f"{name}\0{target}")
                continue
            stamp = lasting_stamp(status, started_at)
            is_sure = is_sure and not stamp.startswith(UNSURE)
            lines.append(f"{name}\0{kind}\0{stamp.removeprefix(UNSURE)}")
    except OSError:
        return None
    return FilesState(_digest(lines), is_sure)


def content_digest(folder: str) -> str | None:
    """Return the digest of the names, permissions and bytes of all files in a folder.

    Returns:
        `None` if a file cannot be read.
    """
    lines = []
    try:
        for name, status, target in _entries(folder, folder):
            content = target or ""
            if stat.S_ISREG(status.st_mode):
                content = digest_of(Path(folder, name))
            lines.append(f"{name}\0{status.st_mode}\0{content}")
    except OSError:
        return None
    return _digest(lines)


def _entries(folder: str, at: str) -> Iterator[tuple[str, os.stat_result, str | None]]:
    """Yield the name, the status, and the target of a link, for everything in a folder, sorted."""
    with os.scandir(at) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        name = entry.path[len(folder) + 1 :]
        target = os.readlink(entry.path) if entry.is_symlink() else None  # noqa: PTH115
        yield name, entry.stat(follow_symlinks=False), target
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(folder, entry.path)


def _leads_out(name: str, target: str) -> bool:
    """Return whether the target of a link is outside the folder, without following other links."""
    path = Path(os.path.normpath(Path(name).parent / target))
    return path.is_absolute() or path.parts[:1] == (os.pardir,)


def _digest(lines: list[str]) -> str:
    return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
