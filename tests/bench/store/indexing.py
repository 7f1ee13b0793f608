"""The index made from nothing, and one record put into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter

import archive
from archive.store.index.index import Index, IndexedRecord
from archive.store.index.rows import record_rows
from tests.bench.store.by_hand import TOGETHER, ByHand
from tests.bench.store.measuring import ROUNDS, size
from tests.bench.store.peers import sqlite_utils_rows
from tests.bench.timing import Task, least, line


def indexing(store: archive.Store, index: Path, folders: Sequence[Path], work: Path) -> None:
    """The index made from nothing; that of the store, which is in this file, is left there."""
    numbers = count()
    size_bytes = sum(path.stat().st_size for path in store.path.rglob("*") if path.is_file())

    def by_hand() -> None:
        database = ByHand(work / f"by-hand-{next(numbers)}.sqlite")
        database.put_all((record_rows(archive.load(folder)) for folder in folders), TOGETHER)
        database.close()

    def ours(processes: int) -> None:
        for path in index.parent.glob(f"{index.name}*"):
            path.unlink()
        store.index(processes=processes)
        with closing(sqlite3.connect(index)) as database:  # else some of it is in the log only
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    tasks: dict[str, Task] = {
        "by hand": by_hand,
        "in two": lambda: ours(2),
        "ours": lambda: ours(1),
    }
    times = least(tasks, 1, perf_counter)  # of a large archive, each takes minutes
    unchanged: dict[str, Task] = {
        "scan": lambda: sum(1 for _ in store.path.glob("*/*/document.json")),
        "again": store.index,
    }
    times |= least(unchanged, ROUNDS, perf_counter)
    print(f"\nindex of {len(folders):,} records from nothing (the clock)")
    line("rows made and put into SQLite (floor)", times["by hand"], times["by hand"], "")
    line("Store.index, one process", times["ours"], times["by hand"], "at most 2")
    line("Store.index, two processes", times["in two"], times["by hand"], "")
    line("Store.index, nothing has changed", times["again"], times["scan"], "of listing folders")
    for name, path, aim in (
        ("size of the rows in SQLite by hand", work / "by-hand-0.sqlite", ""),
        ("size of the index", index, "at most 0.35"),
    ):
        size(name, path.stat().st_size / size_bytes, "of the store", aim)
    sqlite_utils_rows(folders[:100], work)


def one_more(index: Path, folders: Sequence[Path], work: Path) -> None:
    """A record put into a copy of the whole index."""
    chosen = Random(4).sample(folders, min(50, len(folders)))
    rows = [record_rows(archive.load(folder)) for folder in chosen]
    records = [
        IndexedRecord(folder.relative_to(index.parents[1]).as_posix(), "0" * 64, 1, "")
        for folder in chosen
    ]
    copy = work / "one-more.sqlite"
    copy.write_bytes(index.read_bytes())
    hand = ByHand(work / "by-hand-0.sqlite")

    def replace_by_hand() -> None:
        for one in rows:
            hand.remove(one)
            hand.put_all([one], 1)

    with Index.open(copy) as ours:

        def put() -> None:
            for record, one in zip(records, rows, strict=True):
                ours.put_rows(record, one)

        def remove_and_put() -> None:
            for record, one in zip(records, rows, strict=True):
                ours.drop(one.document)
                ours.put_rows(record, one)

        tasks: dict[str, Task] = {"by hand": replace_by_hand, "ours": remove_and_put, "same": put}
        times = least(tasks, ROUNDS, perf_counter)
    hand.close()
    floor = times["by hand"]
    print(f"\n{len(rows)} records put again into the whole index (the clock)")
    line("removed and put by hand (floor)", floor, floor, "")
    line("removed and put", times["ours"], floor, "at most 1.5")
    line("replaced by the same rows", times["same"], floor, "")
