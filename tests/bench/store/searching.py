"""Words and phrases searched in all texts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import perf_counter

from tests.bench.store.measuring import left_out, optional
from tests.bench.store.peers import ripgrep
from tests.bench.timing import line

QUERIES = 500
SCANNED = 5
"""How many of the queries are given to ripgrep, which reads everything each time."""


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
