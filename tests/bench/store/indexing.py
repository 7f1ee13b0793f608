"""The index made from nothing, and one record put into it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter

import archive
from tests.bench.store.by_hand import TOGETHER, ByHand, Rows, rows_of
from tests.bench.store.measuring import ROUNDS, left_out, optional
from tests.bench.store.peers import sqlite_utils_rows
from tests.bench.timing import Task, least, line


def indexing(made: Path, folders: Sequence[Path], work: Path) -> Path:
    """The index made from nothing; the path of the one that is made, ours or by hand, is returned."""
    numbers = count()
    size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file())

    def by_hand() -> None:
        path = work / f"by-hand-{next(numbers)}.sqlite"
        database = ByHand(path)
        database.put_all((rows_of(archive.load(folder)) for folder in folders), TOGETHER)
        database.close()

    def make_rows() -> None:
        for folder in folders:
            rows_of(archive.load(folder))

    def load() -> None:
        for folder in folders:
            archive.load(folder)

    tasks: dict[str, Task] = {"load": load, "rows": make_rows, "by hand": by_hand}
    index = optional("archive.store.index.index", "Index")
    refresh = optional("archive.store.index.refreshing", "refresh")
    path = work / "by-hand-0.sqlite"
    if index is not None and refresh is not None:
        path = work / "index.sqlite"

        def ours(processes: int) -> None:
            for one in work.glob("index.sqlite*"):
                one.unlink()
            with index.open(path) as opened:
                refresh(made, opened, processes=processes)

        tasks["ours"] = lambda: ours(1)
        tasks["ours in two"] = lambda: ours(2)
    # Each takes minutes, so that one round has to be enough.
    times = least(tasks, 1 if len(folders) > 2000 else 2, perf_counter)
    floor = times["by hand"]
    print(f"\nindex of {len(folders):,} records from nothing (the clock)")
    line("loading them", times["load"], floor, "")
    line("loading them and making their rows", times["rows"], floor, "")
    line("and putting the rows into SQLite (floor)", floor, floor, "")
    if refresh is None:
        left_out("refresh", "archive.store.index is not there yet")
    else:
        line("refresh, one process", times["ours"], floor, "at most 2")
        line("refresh, two processes", times["ours in two"], floor, "")
        with index.open(path) as opened:
            again = least({"again": lambda: refresh(made, opened, processes=1)}, 3, perf_counter)
        scan = least(
            {"scan": lambda: sum(1 for _ in made.glob("*/*/document.json"))}, 3, perf_counter
        )
        line("refresh, nothing has changed", again["again"], scan["scan"], "of listing the folders")
        print(
            f"  {'size of the index':<46} {path.stat().st_size / size:.3f} of the store (at most 0.35)"
        )
        peak(path, made, work)
    by_hand_size = (work / "by-hand-0.sqlite").stat().st_size
    print(f"  {'size of the rows in SQLite by hand':<46} {by_hand_size / size:.3f} of the store")
    sqlite_utils_rows(folders[:500], work)
    return path


def peak(index: Path, made: Path, work: Path) -> None:
    """Print the memory that making an index takes at most, above what the imports have taken."""
    code = (
        "import re, sys, archive; from archive.store.index.index import Index;"
        "from archive.store.index.refreshing import refresh;"
        "peak = lambda: int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) / 1024;"
        "small, made, store = sys.argv[1:]; archive.load(small); before = peak();"
        "opened = Index.open(made); refresh(store, opened, processes=1); print(peak() - before)"
    )
    small = next(made.glob("*/*"))
    done = subprocess.run(
        [sys.executable, "-c", code, str(small), str(work / "peak.sqlite"), str(made)],
        capture_output=True,
        check=True,
    )
    print(f"  {'peak above before of making it':<46} {float(done.stdout):9.1f} MB (at most 100)")


def one_more(index: Path, folders: Sequence[Path], work: Path) -> None:
    """A record put into the whole index."""
    opened = optional("archive.store.index.index", "Index")
    print("\none record put again into the whole index (the clock)")
    if opened is None:
        left_out("Index.put_rows", "archive.store.index is not there yet")
        return
    indexed = optional("archive.store.index.index", "IndexedRecord")
    make = optional("archive.store.index.rows", "record_rows")
    chosen = Random(4).sample(folders, min(50, len(folders)))
    documents = [archive.load(folder) for folder in chosen]
    made = [make(document) for document in documents]
    with closing(sqlite3.connect(index)) as database:
        paths = dict(database.execute("SELECT document, path FROM records").fetchall())
    hand = ByHand(work / "by-hand-0.sqlite")
    by_hand_rows = [Rows(rows.document, rows.tables, rows.passages) for rows in made]

    def replace_by_hand() -> None:
        for rows in by_hand_rows:
            hand.remove(rows)
            hand.put_all([rows], 1)

    with opened.open(index) as ours:

        def remove_and_put() -> None:
            for rows in made:
                ours.drop(rows.document)
                ours.put_rows(indexed(paths[rows.document], "0" * 64, 1, ""), rows)

        def put() -> None:
            for rows in made:
                ours.put_rows(indexed(paths[rows.document], "0" * 64, 1, ""), rows)

        tasks: dict[str, Task] = {"by hand": replace_by_hand, "ours": remove_and_put, "same": put}
        times = least(tasks, ROUNDS, perf_counter)
    hand.close()
    line(f"{len(made)} removed and put, by hand (floor)", times["by hand"], times["by hand"], "")
    line(f"{len(made)} removed and put", times["ours"], times["by hand"], "at most 1.5")
    line(f"{len(made)} replaced by the same rows", times["same"], times["by hand"], "")
