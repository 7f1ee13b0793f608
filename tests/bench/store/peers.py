"""What others do with the same records: ocfl-py, sqlite-utils and ripgrep."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from time import perf_counter

import archive
from archive.store.index.rows import record_rows
from archive.tabular.table_schemas import TABLES
from tests.bench.store.by_hand import TOGETHER, ByHand
from tests.bench.store.measuring import left_out, optional
from tests.bench.timing import Task, least, line


def ripgrep(queries: Sequence[str], made: Path) -> float | None:
    """Return the seconds that one of the queries takes on the files; `None` without ripgrep."""
    beside = Path(sys.executable).with_name("rg")
    program = shutil.which("rg") or (str(beside) if beside.exists() else None)
    if program is None:
        left_out("ripgrep over the folder", "there is no `rg`; install ripgrep")
        return None
    options = ["--files-with-matches", "--ignore-case", "--fixed-strings", "--glob=document.json"]

    def run() -> None:
        for query in queries:
            command = [program, *options, "--", query, str(made)]
            subprocess.run(command, capture_output=True, check=False)

    run()
    return least({"rg": run}, 1, perf_counter)["rg"] / len(queries)


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
    rows = [record_rows(archive.load(folder)) for folder in folders]
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
