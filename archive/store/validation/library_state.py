"""The state of the library itself: reports hold only for the rules that made them."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from archive.version import VERSION


@cache
def library_state() -> str:
    """Return a digest that changes with everything in this installation that reports depend on.

    That is: the version and the files of this package, the installed distributions (a text is
    checked only if the library for it is installed), and the version of Python and of Unicode.
    """
    parts = [VERSION, sys.version, unicodedata.unidata_version]
    parts += sorted(_distributions())
    for folder in sys.modules["archive"].__path__:
        parts += sorted(_files_of(folder, folder))
    return sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _distributions() -> Iterator[str]:
    """Yield the names of the folders that say which distributions are installed, with versions."""
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or os.curdir)  # noqa: PTH208 (names are enough)
        except OSError:
            continue
        yield from (name for name in names if name.endswith((".dist-info", ".egg-info")))


def _files_of(package: str, folder: str) -> Iterator[str]:
    """Yield the name, size and time of each file of a package, without compiled ones."""
    try:
        entries = list(os.scandir(folder))
    except OSError:  # the package is in a zip file, and VERSION has to do
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files_of(package, entry.path)
        else:
            status = entry.stat()
            yield f"{entry.path[len(package) :]} {status.st_size} {status.st_mtime_ns}"
