"""The archive of many records, beside what is done by hand and by others: `python -m tests.bench.store`.

The records are those of `tests.store.generated`. Writing is measured by the clock, since it waits for the
disk; so is what runs in several processes. What `archive.store` does not have yet is left out.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from importlib import import_module
from itertools import count, islice
from operator import itemgetter
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, NamedTuple

import archive
from archive.model.document import Document
from archive.tabular.row_builders import row_source
from archive.tabular.table_schemas import TABLES
from tests.bench.timing import Task, least, line
from tests.store.generated import make_archive

ROUNDS = 3
ADDED = 60
"""How many records are added one by one."""
TOGETHER = 100
"""How many records are put into SQLite in one transaction, where many are."""
QUERIES = 500
SCANNED = 5
"""How many of the queries are given to ripgrep, which reads everything each time."""


def store(records: int = 10_000, folder: Path | None = None) -> None:
    """Print the figures of an archive with so many records, which is made in a temporary folder.

    Args:
        records: The number of records.
        folder: An archive that has been made before.
    """
    logging.disable(logging.INFO)  # ocfl-py logs each object
    with tempfile.TemporaryDirectory(prefix="bench-store-") as scratch:
        work = Path(scratch)
        made = folder or work / "archive"
        print(f"\narchive of {records:,} generated records")
        if folder is None:
            start = perf_counter()
            counts = make_archive(made, records, processes=os.cpu_count() or 1)
            seconds = perf_counter() - start
            print(
                f"  {counts.paragraphs:,} paragraphs, {counts.annotations + counts.claims:,} annotations "
                f"and claims, {counts.size_bytes / 1e6:,.0f} MB, made in {seconds:.0f} s"
            )
        folders = sorted(path.parent for path in made.glob("*/*/document.json"))
        adding(folders, work)
        many_at_once(folders, work)
        reading(folders)
        fixity(made, folders, work)
        index = indexing(made, folders, work)
        searching(index, made)
        one_more(index, folders, work)


def optional(module: str, name: str) -> Any:
    """Return a name of a module, or `None` if there is no such module yet."""
    try:
        return getattr(import_module(module), name, None)
    except ModuleNotFoundError:
        return None


def left_out(what: str, why: str) -> None:
    print(f"  {what:<46} left out: {why}")


# --- by hand ---


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of a record by their paths in its folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def without_tei(folder: Path) -> dict[str, bytes]:
    """Return the files of a record that cannot be made again."""
    files = files_in(folder)
    del files["document.tei.xml"]
    return files


def write_by_hand(folder: Path, files: dict[str, bytes]) -> None:
    """Write a record so that a power cut leaves all or nothing: one `fsync` a file and folder."""
    new = folder.with_name(f".{folder.name}.tmp")
    folders = {new, *((new / name).parent for name in files)}
    for one in sorted(folders):
        one.mkdir()
    for name, data in files.items():
        with (new / name).open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    for one in sorted(folders, reverse=True):
        sync(one)
    new.rename(folder)
    sync(folder.parent)


def sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(handle)
    os.close(handle)


class Rows(NamedTuple):
    """The rows of a record."""

    document: str
    tables: Sequence[Sequence[tuple[Any, ...]]]
    """In the order of `TABLES`, sorted by key."""
    passages: Sequence[tuple[str, str, str, str]]
    """Kind, part, text, and the words of it."""


def rows_of(document: Document) -> Rows:
    """Return the rows that the index has of a record; without it, those of its tables and texts."""
    make = optional("archive.store.index.rows", "record_rows")
    if make is not None:
        made = make(document)
        return Rows(made.document, made.tables, made.passages)
    source = row_source(document, public=False, proposals=True)
    tables = []
    for schema in TABLES:
        key = itemgetter(*(schema.row._fields.index(name) for name in schema.key))
        tables.append(sorted(map(tuple, schema.make(source)), key=key))
    texts = [("text", block.id, block.text) for block in document.text_blocks()]
    texts += [("claim", claim.id, claim.restatement) for claim in document.claims]
    passages = [(*one, " ".join(re.findall(r"\w+", one[2].lower()))) for one in texts]
    return Rows(document.id, tables, passages)


class ByHand:
    """A database with the tables of the index, and nothing but what SQLite does itself.

    Pages, cache and durability are those of the index: after a power cut it is whole, and may lack
    the last records, which is what can be asked of a file that is made from the records.
    """

    def __init__(self, path: Path) -> None:
        is_new = not path.exists()
        self.database = sqlite3.connect(path, isolation_level=None)
        run = self.run = self.database.execute
        for pragma in ("page_size = 8192", "journal_mode = WAL", "synchronous = NORMAL", "cache_size = -32768"):  # fmt: skip
            run(f"PRAGMA {pragma}")
        if is_new:
            run("BEGIN IMMEDIATE")
            self.create()
            run("COMMIT")
        self.inserts = [
            f'INSERT INTO "{schema.name}" VALUES ({", ".join("?" * len(schema.row._fields))})'
            for schema in TABLES
        ]
        self.numbers = count(run("SELECT coalesce(max(number), 0) + 1 FROM passages").fetchone()[0])

    def create(self) -> None:
        for schema in TABLES:
            columns = ", ".join(f'"{name}"' for name in schema.row._fields)
            key = ", ".join(f'"{name}"' for name in schema.key)
            self.run(f'CREATE TABLE "{schema.name}" ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID')
        self.run("CREATE TABLE passages (number INTEGER PRIMARY KEY, document, kind, part, text)")
        self.run("CREATE INDEX passages_by_document ON passages (document)")
        signs = "".join(c for c in map(chr, range(33, 127)) if not c.isalnum() and c != '"')
        signs = signs.replace("'", "''")
        self.run(
            f"CREATE VIRTUAL TABLE words USING fts5(tokens, content='', tokenize=\"ascii tokenchars '{signs}'\")"
        )

    def put(self, rows: Rows) -> None:
        many = self.database.executemany
        for insert, values in zip(self.inserts, rows.tables, strict=True):
            if values:
                many(insert, values)
        numbered = [(next(self.numbers), *passage) for passage in rows.passages]
        many(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
            [
                (number, rows.document, kind, part, None if kind == "text" else text)
                for number, kind, part, text, _ in numbered
            ],
        )
        many("INSERT INTO words (rowid, tokens) VALUES (?, ?)", [(n[0], n[4]) for n in numbered])

    def put_all(self, rows: Iterable[Rows], together: int) -> None:
        """Put the rows of records, so many in a transaction."""
        records = iter(rows)
        while some := [*islice(records, together)]:
            self.run("BEGIN IMMEDIATE")
            for one in some:
                self.put(one)
            self.run("COMMIT")

    def remove(self, rows: Rows) -> None:
        """Remove the rows of a record that was put with these."""
        self.run("BEGIN IMMEDIATE")
        numbers = self.run(
            "SELECT number FROM passages WHERE document = ? ORDER BY number", (rows.document,)
        ).fetchall()
        self.database.executemany(
            "INSERT INTO words (words, rowid, tokens) VALUES ('delete', ?, ?)",
            [(n, passage[3]) for (n,), passage in zip(numbers, rows.passages, strict=True)],
        )
        for name in ("passages", *(schema.name for schema in TABLES)):
            self.run(f'DELETE FROM "{name}" WHERE document = ?', (rows.document,))
        self.run("COMMIT")

    def close(self) -> None:
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")
        self.database.close()


# --- writing ---


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


# --- reading ---


def reading(folders: Sequence[Path]) -> None:
    """Records fetched by their id."""
    chosen = Random(1).sample(folders, min(100, len(folders)))
    tasks: dict[str, Task] = {
        "load": lambda: [archive.load(folder) for folder in chosen],
        "bytes": lambda: [(folder / "document.json").read_bytes() for folder in chosen],
    }
    store = optional("archive.store.store", "Store")
    if store is not None:
        opened = store(folders[0].parents[1])
        opened.get(folders[0].name)
        tasks["get"] = lambda: [opened.get(folder.name) for folder in chosen]
    times = least(tasks, ROUNDS)
    print(f"\n{len(chosen)} records read")
    line("archive.load (floor)", times["load"], times["load"], "")
    line("their bytes alone", times["bytes"], times["load"], "")
    if store is None:
        left_out("Store.get", "archive.store.store is not there yet")
    else:
        line("Store.get", times["get"], times["load"], "at most 1.2")


# --- fixity ---


def fixity(made: Path, folders: Sequence[Path], work: Path) -> None:
    """All files checked against their digests."""

    def walk(folder: str) -> Iterator[str]:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from walk(entry.path)
                else:
                    yield entry.path

    def digest() -> None:
        for path in walk(str(made)):
            with Path(path).open("rb") as stream:
                sha256(stream.read()).hexdigest()

    tasks: dict[str, Task] = {"digest": digest, "scandir": lambda: sum(1 for _ in walk(str(made)))}
    opened = optional("archive.store.store", "Store")
    if opened is not None:
        copy = work / "verified"
        shutil.copytree(made, copy)
        for folder in sorted(path.parent for path in copy.glob("*/*/document.json")):
            write_manifest(folder)
        checked = opened(copy).verify()
        assert checked.ok, checked.findings[:3]
        tasks["verify"] = lambda: opened(copy).verify()
    chosen = folders[:ADDED]
    sizes = sum(len(data) for folder in chosen for data in files_in(folder).values())
    ocfl = ocfl_checking(chosen, work)
    if ocfl is not None:
        tasks["ocfl"] = ocfl
        tasks["digest of those"] = lambda: [
            sha256(data).hexdigest() for folder in chosen for data in files_in(folder).values()
        ]
    times = least(tasks, ROUNDS)
    size = sum(Path(path).stat().st_size for path in walk(str(made)))
    print(f"\nfiles of the archive checked: {size / 1e6:,.0f} MB")
    line("SHA-256 of each file (floor)", times["digest"], times["digest"], "")
    line("os.scandir of the tree", times["scandir"], times["digest"], "")
    if opened is None:
        left_out("Store.verify", "archive.store.store is not there yet")
    else:
        line("Store.verify", times["verify"], times["digest"], "at most 2")
    if ocfl is None:
        left_out("ocfl-py: validate", "ocfl-py is not installed")
    else:
        note = f"of SHA-256 of those {len(chosen)} records, {sizes / 1e6:.0f} MB; it takes SHA-512"
        line("ocfl-py: validate", times["ocfl"], times["digest of those"], note)


def write_manifest(folder: Path) -> None:
    """Write the manifest of a record's folder, without waiting for the disk."""
    listed = import_module("archive.files.manifest").with_manifest(files_in(folder))
    for name, data in listed.items():
        if not (folder / name).exists():
            (folder / name).write_bytes(data)


# --- the index ---


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


# --- queries ---


def searching(index: Path, made: Path) -> None:
    """Queries drawn from the texts."""
    database = sqlite3.connect(f"file:{index}?mode=ro", uri=True)
    is_ours = "records" in {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
    queries = drawn_queries(database, is_ours)
    print(f"\n{len(queries)} words and phrases drawn from the texts of the archive")
    match = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20"

    def bare(query: str) -> object:
        return database.execute(match, (quoted(query),)).fetchall()

    ways: dict[str, Callable[[str], object]] = {"bare FTS5 (floor)": bare}
    search = search_of(index)
    if search is not None:
        ways["archive.store.search"] = search
    for query in queries:  # all of it is in memory before anything is measured
        for way in ways.values():
            way(query)
    times = {name: sorted(least_of(way, query) for query in queries) for name, way in ways.items()}
    floor = times["bare FTS5 (floor)"]
    for name, seconds in times.items():
        for part, at in (("median", 0.5), ("p95", 0.95)):
            n = int(len(seconds) * at)
            line(
                f"{name}, {part}",
                seconds[n],
                floor[n],
                "" if name.endswith("(floor)") else "p95 at most 1.3",
            )
    if search is None:
        left_out("archive.store.search", "it is not there yet")
    ripgrep(queries[:SCANNED], made, floor)
    database.close()


def search_of(index: Path) -> Callable[[str], object] | None:
    """Return a function that searches as `archive.store` does, if it is there."""
    search = optional("archive.store.search.search", "search")
    opened = optional("archive.store.index.index", "Index")
    if search is None or opened is None:
        return None
    connection = opened.open(index).connection
    return lambda query: search(connection, quoted(query))


def drawn_queries(database: sqlite3.Connection, is_ours: bool) -> list[str]:
    """Return words, and phrases of two or three words, drawn evenly from the blocks of all texts."""
    words_of = optional("archive.store.search.words", "tokens") if is_ours else None
    words_of = words_of or (lambda text: re.findall(r"\w+", text.lower()))
    [(last,)] = database.execute("SELECT max(number) FROM passages")
    random, found = Random(2), []
    while len(found) < QUERIES:
        row = database.execute(
            "SELECT coalesce(p.text, b.text) FROM passages AS p LEFT JOIN blocks AS b"
            " ON b.document = p.document AND b.id = p.part WHERE p.number = ?",
            (random.randint(1, last),),
        ).fetchone()
        words = words_of(row[0]) if row and row[0] else []
        size = random.choice((1, 1, 2, 3))
        if len(words) >= size:
            start = random.randrange(len(words) - size + 1)
            found.append(" ".join(words[start : start + size]))
    return found


def quoted(query: str) -> str:
    return '"' + query.replace('"', '""') + '"'


def least_of(task: Callable[[str], object], query: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = perf_counter()
        task(query)
        best = min(best, perf_counter() - start)
    return best


def ripgrep(queries: Sequence[str], made: Path, floor: Sequence[float]) -> None:
    beside = Path(sys.executable).with_name("rg")
    program = shutil.which("rg") or (str(beside) if beside.exists() else None)
    if program is None:
        left_out("ripgrep over the folder", "there is no `rg`; install ripgrep")
        return
    arguments = [
        program,
        "--files-with-matches",
        "--ignore-case",
        "--fixed-strings",
        "--glob=document.json",
    ]

    def run() -> None:
        for query in queries:
            subprocess.run([*arguments, "--", query, str(made)], capture_output=True, check=False)

    run()
    seconds = least({"rg": run}, 1, perf_counter)["rg"] / len(queries)
    middle = floor[len(floor) // 2]
    line(
        "ripgrep over the folder, one query",
        seconds,
        middle,
        "of the median; warm; no word of a text in TEI",
    )


# --- others ---


def ocfl_adding(chosen: Sequence[Path], fresh: Callable[[str], Path]) -> Task | None:
    """Return a task that makes an OCFL object of each record."""
    made = optional("ocfl", "Object")
    metadata = optional("ocfl", "VersionMetadata")
    if made is None:
        return None

    def run() -> None:
        place = fresh("ocfl")
        for folder in chosen:
            described = metadata(message="added", name="Bench", address="mailto:b@example.org")
            made(identifier=f"urn:x:{folder.name}").create(
                srcdir=str(folder), metadata=described, objdir=str(place / folder.name)
            )

    return run


def ocfl_checking(chosen: Sequence[Path], work: Path) -> Task | None:
    """Return a task that validates an OCFL object of each record."""
    place = work / "ocfl-to-check"
    place.mkdir()
    add = ocfl_adding(chosen, lambda _: place)
    if add is None:
        return None
    add()
    checked = optional("ocfl", "Object")

    def run() -> None:
        for folder in chosen:
            passed, _ = checked().validate(str(place / folder.name))
            assert passed, folder

    return run


def sqlite_utils_rows(folders: Sequence[Path], work: Path) -> None:
    """The same rows put into SQLite by sqlite-utils, with its full-text search."""
    made = optional("sqlite_utils", "Database")
    if made is None:
        left_out("sqlite-utils: the same rows", "sqlite-utils is not installed")
        return
    rows = [rows_of(archive.load(folder)) for folder in folders]
    numbers = count()

    def by_hand() -> None:
        database = ByHand(work / f"beside-{next(numbers)}.sqlite")
        database.put_all(rows, TOGETHER)
        database.close()

    def others() -> None:
        database = made(work / f"others-{next(numbers)}.sqlite")
        database.enable_wal()
        for number, schema in enumerate(TABLES):
            names = schema.row._fields
            database[schema.name].insert_all(
                (dict(zip(names, row, strict=True)) for one in rows for row in one.tables[number]),
                pk=schema.key,
            )
        database["passages"].insert_all(
            {"document": one.document, "kind": kind, "part": part, "text": text}
            for one in rows
            for kind, part, text, _ in one.passages
        )
        database["passages"].enable_fts(["text"])
        database.close()

    times = least({"by hand": by_hand, "others": others}, 1, perf_counter)
    line(f"rows of {len(folders)} records by hand (floor)", times["by hand"], times["by hand"], "")
    note = "its own tokenizer: no Chinese words, `o` is no `ø`"
    line("sqlite-utils: the same rows", times["others"], times["by hand"], note)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--archive", type=Path, help="an archive that was made before")
    arguments = parser.parse_args()
    store(arguments.records, arguments.archive)


if __name__ == "__main__":
    main()
