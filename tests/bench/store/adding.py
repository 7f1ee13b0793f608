"""Records added, one by one and many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import archive
from archive.store.index.index import Index, IndexedRecord
from archive.store.index.rows import record_rows
from tests.bench.store.by_hand import ByHand, files_in, write_by_hand
from tests.bench.store.measuring import ROUNDS, left_out, size
from tests.bench.store.peers import ocfl_adding
from tests.bench.timing import Task, least, line
from tests.store.faults.system_calls import Call, watched

ADDED = 30
"""How many records are added one by one."""


def adding(folders: Sequence[Path], work: Path) -> None:
    """Records added one by one, each durable and indexed before the next."""
    chosen = Random(0).sample(folders, min(ADDED, len(folders)))
    files = {folder: files_in(folder) for folder in chosen}
    rows = {folder: record_rows(archive.load(folder)) for folder in chosen}
    numbers = count()

    def fresh(name: str) -> Path:
        made = work / f"{name}-{next(numbers)}"
        made.mkdir()
        return made

    def load() -> None:
        for folder in chosen:
            archive.load(folder)

    def write() -> None:
        place = fresh("by-hand")
        for folder in chosen:
            write_by_hand(place / folder.name, files[folder])

    def put() -> None:
        database = ByHand(fresh("rows") / "rows.sqlite")
        database.put_all(rows.values(), 1)
        database.close()

    def make_rows() -> None:
        for folder in chosen:
            record_rows(archive.load(folder))

    def add(*, is_indexed: bool) -> None:
        store = archive.Store(fresh("ours"))
        if is_indexed:
            store.index()
        for folder in chosen:
            store.add(folder)

    def put_in_index() -> None:
        with Index.open(fresh("index") / "index.sqlite") as index:
            for folder in chosen:
                index.put_rows(IndexedRecord(folder.name, "0" * 64, 1, ""), rows[folder])

    tasks: dict[str, Task] = {
        "load": load,
        "write": write,
        "put": put,
        "make rows": make_rows,
        "add": lambda: add(is_indexed=False),
        "indexed": lambda: add(is_indexed=True),
        "index": put_in_index,
    }
    if ocfl := ocfl_adding(chosen, fresh):
        tasks["ocfl"] = ocfl
    times = least(tasks, ROUNDS, perf_counter)
    written = times["load"] + times["write"]
    floor = written + times["put"]
    print(f"\n{len(chosen)} records added one by one (the clock)")
    line("loading them", times["load"], floor, "")
    line("writing their files durably by hand", times["write"], floor, "")
    line("putting their rows into SQLite, each alone", times["put"], floor, "")
    line("the three together (floor)", floor, floor, "")
    line("loading them and making their rows", times["make rows"], times["load"], "of loading")
    line("Store.add, not indexed", times["add"], written, "of the first two")
    line("Store.add, indexed", times["indexed"], floor, "at most 1.25")
    line("Index.put_rows, each alone", times["index"], times["put"], "of its floor; at most 1.5")
    if ocfl is None:
        left_out("ocfl-py: create", "ocfl-py is not installed")
    else:
        note = "of writing; no fsync, no check of a record"
        line("ocfl-py: create", times["ocfl"], times["write"], note)
    syncs(chosen, fresh("synced"))


def syncs(folders: Sequence[Path], place: Path) -> None:
    """The number of fsyncs of one record that is added to a store with an index."""
    store, counted = archive.Store(place / "store"), Syncs()
    store.add(folders[0])
    store.index()
    with watched(str(place), counted):
        store.add(folders[1])
    by_hand = Syncs()
    with watched(str(place), by_hand):
        write_by_hand(place / folders[1].name, files_in(folders[1]))
    size("fsyncs of one written by hand (floor)", by_hand.count, "", "one a file and folder")
    size("fsyncs of one Store.add, indexed", counted.count, "", "at most 8; without SQLite's")


class Syncs:
    """Counts the calls of fsync."""

    def __init__(self) -> None:
        self.count = 0

    def at(self, call: Call, perform: Callable[[bytes], Any]) -> Any:
        self.count += call.name == "fsync"
        return perform(call.data)


def many_at_once(folders: Sequence[Path], work: Path) -> None:
    """Many records added in one go."""
    chosen = folders[: max(60, len(folders) // 20)]
    numbers = count()

    def load_and_write() -> None:
        place = work / f"many-{next(numbers)}"
        place.mkdir()
        for folder in chosen:
            archive.load(folder)
            write_by_hand(place / folder.name, files_in(folder))

    def ours(*, is_indexed: bool) -> None:
        store = archive.Store(work / f"many-{next(numbers)}")
        if is_indexed:
            store.path.mkdir()
            store.index()
        store.add_many(chosen)

    tasks: dict[str, Task] = {
        "floor": load_and_write,
        "ours": lambda: ours(is_indexed=False),
        "indexed": lambda: ours(is_indexed=True),
    }
    times = least(tasks, 2, perf_counter)
    print(f"\n{len(chosen)} records added at once (the clock)")
    line("loading and durable writing by hand (floor)", times["floor"], times["floor"], "")
    line("Store.add_many, not indexed", times["ours"], times["floor"], "at most 1.3")
    line("Store.add_many, indexed", times["indexed"], times["floor"], "")
