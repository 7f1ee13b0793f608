"""The processes of a run, found in `/proc`."""

from __future__ import annotations

from pathlib import Path


def batch_workers(parent: int) -> list[int]:
    """Return the processes with batches that a process has started."""
    return [process for process in children(parent) if b"batch_worker" in command_of(process)]


def children(parent: int) -> list[int]:
    """Return the processes that a process has started."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                status = (folder / "stat").read_text()
            except OSError:
                continue
            if int(status.rpartition(")")[2].split()[1]) == parent:
                found.append(int(folder.name))
    return found


def command_of(process: int) -> bytes:
    """Return the command line of a process; empty if it is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""
