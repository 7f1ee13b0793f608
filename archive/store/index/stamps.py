"""Stamps: what the system says of a file, from which one sees that the file has not changed.

A file that is written twice within one tick of the system's clock can have one stamp for two
contents. A stamp that was taken so soon after the last change is marked as unsure, and equals no
other; the file is then compared by its digest (Git calls such entries racy).
"""

from __future__ import annotations

import os
import time
from pathlib import Path

GRAIN_NANOSECONDS = 2_000_000_000
"""The coarsest tick among file systems in use (FAT: two seconds)."""

UNSURE = "~"
"""The beginning of a stamp that equals no later one."""


def stamp_of(status: os.stat_result) -> str:
    """Return the stamp of a file or folder: two times of change, its size and its number.

    The times are in nanoseconds: that of the content, which programs can set, and that of any
    change, which the system sets.
    """
    return f"{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_size}:{status.st_ino}"


def lasting_stamp(status: os.stat_result, taken_at: int | None = None) -> str:
    """Return the stamp to store; it equals no later stamp if the file may still change unseen.

    Args:
        status: The status of the file, taken before it was read.
        taken_at: The time at which the status was taken, in nanoseconds since 1970, or earlier; if
            left out, now.
    """
    now = time.time_ns() if taken_at is None else taken_at
    changed_at = max(status.st_mtime_ns, status.st_ctime_ns)
    return ("" if changed_at + GRAIN_NANOSECONDS < now else UNSURE) + stamp_of(status)


def unsure_stamp(file: Path) -> str:
    """Return a stamp that equals no later one, so that a file is read again; empty without file."""
    try:
        return UNSURE + stamp_of(file.stat())
    except OSError:
        return ""


def is_of(stamp: str | None, file: Path) -> bool:
    """Return whether a stamp, even one that is not sure, is that of a file as it is now."""
    return stamp is not None and stamp.removeprefix(UNSURE) == unsure_stamp(file)[1:]
