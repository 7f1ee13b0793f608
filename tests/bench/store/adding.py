"""Records added, one by one and many at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter

import archive
from tests.bench.store.by_hand import ByHand, files_in, rows_of, without_tei, write_by_hand
from tests.bench.store.measuring import ROUNDS, left_out, optional
from tests.bench.store.peers import ocfl_adding
from tests.bench.timing import Task, least, line

ADDED = 60
"""How many records are added one by one."""


def adding(folders: Sequence[Path], work: Path) -> None:
    """Records added one by one, each durable and indexed before the next."""
    chosen = Random(0).sample(folders, min(ADDED, len(folders)))
    files = {folder: without_tei(folder) for folder in chosen}
    rows = {folder: rows_of(archive.load(folder)) for folder in chosen}
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
        database.put_all((rows[folder] for folder in chosen), 1)
        database.close()

    def make_rows() -> None:
        for folder in chosen:
            rows_of(archive.load(folder))

    tasks: dict[str, Task] = {"load": load, "write": write, "put": put, "make rows": make_rows}
    store, index = optional("archive.store.store", "Store"), optional("archive.store.index.index", "Index")  # fmt: skip
    indexed = optional("archive.store.index.index", "IndexedRecord")

    def add() -> None:
        made = store(fresh("ours"))
        for folder in chosen:
            made.add(given / folder.name)

    def put_in_index() -> None:
        with index.open(fresh("index") / "index.sqlite") as made:
            for folder in chosen:
                record = indexed(folder.name, "0" * 64, 1, "")
                made.put_rows(record, our_rows[folder])

    given = work / "given"
    for folder in chosen:
        for name, data in files[folder].items():
            path = given / folder.name / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    if store is not None:
        tasks["add"] = add
        add()
        written = work / f"ours-{next(numbers) - 1}"
        files = {folder: files_in(written / folder.name) for folder in chosen}  # with manifests
    if index is not None:
        our_rows = {
            folder: optional("archive.store.index.rows", "record_rows")(archive.load(folder))
            for folder in chosen
        }
        tasks["index"] = put_in_index
    ocfl = ocfl_adding(chosen, fresh)
    if ocfl is not None:
        tasks["ocfl"] = ocfl
    times = least(tasks, ROUNDS, perf_counter)
    floor = times["load"] + times["write"] + times["put"]
    print(f"\n{len(chosen)} records added one by one (the clock)")
    line("loading them", times["load"], floor, "")
    line("writing their files durably by hand", times["write"], floor, "")
    line("putting their rows into SQLite, each alone", times["put"], floor, "")
    line("the three together (floor)", floor, floor, "")
    line("making their rows, with loading", times["make rows"], times["load"], "of loading")
    if store is None:
        left_out("Store.add", "archive.store.store is not there yet")
    else:
        line(
            "Store.add, not indexed",
            times["add"],
            times["load"] + times["write"],
            "of the first two",
        )
    if store is not None and index is not None:
        added = times["add"] + times["make rows"] - times["load"] + times["index"]
        line("Store.add, rows made and put into the index", added, floor, "at most 1.25")
    if index is None:
        left_out("Index.put_rows, each alone", "archive.store.index is not there yet")
    else:
        line(
            "Index.put_rows, each alone", times["index"], times["put"], "of its floor; at most 1.5"
        )
    if ocfl is None:
        left_out("ocfl-py: create", "ocfl-py is not installed")
    else:
        line(
            "ocfl-py: create",
            times["ocfl"],
            times["write"],
            "of writing; no fsync, no check of a record",
        )


def many_at_once(folders: Sequence[Path], work: Path) -> None:
    """All records added in one go."""
    chosen = folders[: max(200, len(folders) // 20)]
    numbers = count()

    def load_and_write() -> None:
        place = work / f"many-{next(numbers)}"
        place.mkdir()
        for folder in chosen:
            archive.load(folder)
            write_by_hand(place / folder.name, files_in(folder))

    def ours() -> None:
        archive.Store(work / f"many-ours-{next(numbers)}").add_many(chosen)

    def indexed() -> None:
        store = archive.Store(work / f"many-indexed-{next(numbers)}")
        store.path.mkdir()
        store.index()
        store.add_many(chosen)

    tasks: dict[str, Task] = {"floor": load_and_write, "ours": ours, "indexed": indexed}
    times = least(tasks, ROUNDS, perf_counter)
    print(f"\n{len(chosen)} records added at once (the clock)")
    line("loading and durable writing by hand (floor)", times["floor"], times["floor"], "")
    line("added at once", times["ours"], times["floor"], "at most 1.3")
    line("added at once, and put into the index", times["indexed"], times["floor"], "")
