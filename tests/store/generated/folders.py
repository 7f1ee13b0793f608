"""Writes the records of an archive into folders, in several processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import archive
from tests.store.generated.records import made_record

TOGETHER = 25
"""How many records a process is given at a time."""


class Counts(NamedTuple):
    """How much there is in an archive."""

    records: int = 0
    paragraphs: int = 0
    """Blocks with text."""
    annotations: int = 0
    claims: int = 0
    others: int = 0
    """Relations and assessments."""
    size_bytes: int = 0
    """Of all files."""

    def plus(self, other: Counts) -> Counts:
        return Counts(*map(sum, zip(self, other, strict=True)))


def make_archive(folder: Path, records: int, seed: int = 0, *, processes: int = 1) -> Counts:
    """Write the first records of a seed below a folder, as `2016/the-water-board-00042/`.

    The files are the same whatever the number of processes. They are not made durable.
    """
    groups = [range(n, min(n + TOGETHER, records)) for n in range(0, records, TOGETHER)]
    write = partial(_write_records, folder, seed)
    if processes == 1 or len(groups) == 1:
        made = [*map(write, groups)]
    else:
        start = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(processes, mp_context=start) as pool:
            made = [*pool.map(write, groups)]
    total = Counts()
    for counts in made:
        total = total.plus(counts)
    return total


def make_record(folder: Path, number: int, seed: int = 0) -> Path:
    """Write the record of this number, and return its folder."""
    return _write(folder, seed, number)[0]


def _write_records(folder: Path, seed: int, numbers: Iterable[int]) -> Counts:
    total = Counts()
    for number in numbers:
        total = total.plus(_write(folder, seed, number)[1])
    return total


def _write(folder: Path, seed: int, number: int) -> tuple[Path, Counts]:
    made = made_record(seed, number)
    document = made.document
    files = {
        made.file: made.capture,
        "document.tei.xml": archive.write(document, "tei").data,
        "document.json": archive.write(document, "json").data,
    }
    record = folder / f"{made.year}" / document.id
    (record / "received").mkdir(parents=True)
    for name, data in files.items():
        (record / name).write_bytes(data)
    return record, Counts(
        records=1,
        paragraphs=len(document.text_blocks()),
        annotations=len(document.annotations),
        claims=len(document.claims),
        others=len(document.relations) + len(document.assessments),
        size_bytes=sum(map(len, files.values())),
    )
