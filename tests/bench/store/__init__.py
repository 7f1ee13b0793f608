"""The archive of many records, beside what is done by hand and by others: `python -m tests.bench.store`.

The records are those of `tests.store.generated`. `docs/contributors/speed.md` says what is measured
against what.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from time import perf_counter

import archive
from archive.files.manifest import MANIFEST, with_manifest
from archive.store.writer_lock import DERIVED
from tests.bench.store.adding import adding, many_at_once
from tests.bench.store.by_hand import files_in
from tests.bench.store.commands import commands
from tests.bench.store.fixity import fixity
from tests.bench.store.indexing import indexing, one_more
from tests.bench.store.memory import memory
from tests.bench.store.questions import questions
from tests.bench.store.reading import reading
from tests.bench.store.searching import drawn_queries, searching, wide_searching
from tests.bench.store.whole_check import whole_check
from tests.store.generated import make_archive


def store(records: int = 10_000, folder: Path | None = None) -> None:
    """Print the figures of an archive with so many records, which is made in a temporary folder.

    Args:
        records: The number of records.
        folder: An archive that has been made before; a copy of it is measured.
    """
    logging.disable(logging.INFO)  # ocfl-py logs each object
    with tempfile.TemporaryDirectory(prefix="bench-store-") as scratch:
        work = Path(scratch)
        made = archive.Store(work / "archive")
        index = made.path / DERIVED / "index.sqlite"
        if folder is None:
            make(made.path, records)
        else:
            shutil.copytree(folder, made.path, ignore=shutil.ignore_patterns(DERIVED))
        folders = [*made.folders()]
        print(f"\narchive of {len(folders):,} generated records")
        for one in folders:
            write_manifest(one)
        adding(folders, work)
        many_at_once(folders, work)
        reading(made, folders)
        fixity(made, folders, work)
        indexing(made, index, folders, work)
        one_more(index, folders, work)
        with closing(sqlite3.connect(f"file:{index}?mode=ro", uri=True)) as connection:
            searching(made, connection)
            wide_searching(made, connection)
            questions(made, connection, index)
            word = drawn_queries(connection)[0].split()[0]
        whole_check(made, folders)
        memory(made, work)
        commands(made, word)


def make(folder: Path, records: int) -> None:
    start = perf_counter()
    counts = make_archive(folder, records, processes=os.cpu_count() or 1)
    print(
        f"\n{counts.records:,} records made in {perf_counter() - start:.0f} s:"
        f" {counts.paragraphs:,} paragraphs, {counts.annotations + counts.claims:,} annotations"
        f" and claims, {counts.size_bytes / 1e6:,.0f} MB"
    )


def write_manifest(folder: Path) -> None:
    """Write the manifest of a record, unless it has one, without waiting for the disk."""
    if not (folder / MANIFEST).exists():
        (folder / MANIFEST).write_bytes(with_manifest(files_in(folder))[MANIFEST])
