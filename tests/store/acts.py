"""What is done to a store in tests of faults: each function takes the folder of the store."""

from __future__ import annotations

from pathlib import Path

import archive
from archive.store.index import reading
from tests import samples

FILES = {"received/small.txt": samples.RECEIVED.encode()}


def note(id: str) -> archive.ReadResult:
    return archive.receive(b"It rained.", "text", id=id, received_at="2016-03-04T09:30:00Z")


def add(folder: Path) -> None:
    archive.Store(folder).add(note("new"), under="x/y")


def replace(folder: Path) -> None:
    store = archive.Store(folder)
    files = {"received/again.txt": b"Again.", "figures/a.svg": b"<svg/>"}
    store.replace(samples.assessed(), based_on=store.read("small").sha256, files=files)


def remove(folder: Path) -> None:
    archive.Store(folder).remove("small", by="An Editor", reason="asked for")


def purge(folder: Path) -> None:
    archive.Store(folder).purge("small", by="An Editor", reason="asked for")


def index(folder: Path, processes: int = 1) -> None:
    reading._AT_A_TIME = 2  # so that each process has some
    archive.Store(folder).index(processes=processes)
