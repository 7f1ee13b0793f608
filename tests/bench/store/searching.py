"""Words and phrases searched in all texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from itertools import combinations
from random import Random
from string import ascii_lowercase

import archive
from archive.store.search.words import tokens
from tests.bench.store.measuring import lines_of_each, seconds_of_each
from tests.bench.store.peers import ripgrep
from tests.bench.timing import line

QUERIES = 500
SCANNED = 5
"""How many of the queries are given to ripgrep, which reads everything each time."""

_BEST = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20"


def searching(store: archive.Store, index: sqlite3.Connection) -> None:
    """Queries drawn from the texts, and wide ones, beside FTS5 alone on the same table."""
    queries = drawn_queries(index)
    print(f"\n{len(queries)} words and phrases drawn from the texts, first 20")
    ways: dict[str, Callable[[str], object]] = {
        "bare FTS5 (floor)": lambda query: index.execute(_BEST, (quoted(query),)).fetchall(),
        "Store.search": lambda query: store.search(quoted(query)),
    }
    times = seconds_of_each(ways, queries)
    lines_of_each(times, {"median": 0.5, "p95": 0.95}, {"p95": "at most 1.3"})
    scanned = ripgrep(queries[:SCANNED], store.path)
    if scanned is not None:
        floor = times["bare FTS5 (floor)"][len(queries) // 2]
        note = "of the median; warm; no word of a text in TEI"
        line("ripgrep over the folder, one query", scanned, floor, note)


def wide_searching(store: archive.Store, index: sqlite3.Connection) -> None:
    """The first hits of queries with the most matches: what is typed, and that for FTS5."""
    index.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, row)")
    frequent = [
        term for (term,) in index.execute("SELECT term FROM vocabulary ORDER BY doc DESC LIMIT 20")
    ]
    letters = [(f"{letter}*", f'"{letter}"*') for letter in ascii_lowercase]
    pairs = [
        (f"{one} {two}", f"{quoted(one)} {quoted(two)}")
        for one, two in combinations(frequent[:7], 2)
    ]
    wide(store, index, "most frequent words", [(word, quoted(word)) for word in frequent])
    wide(store, index, "prefixes of one letter", letters)
    wide(store, index, "pairs of the most frequent words", pairs)


def wide(
    store: archive.Store, index: sqlite3.Connection, name: str, queries: Sequence[tuple[str, str]]
) -> None:
    count = "SELECT count(*) FROM words WHERE words MATCH ?"
    counts = sorted(index.execute(count, (query,)).fetchone()[0] for _, query in queries)
    print(
        f"\n{len(queries)} {name}, first 20; {counts[0]:,} to {counts[-1]:,} matches,"
        f" median {counts[len(counts) // 2]:,}"
    )
    ways: dict[str, Callable[[tuple[str, str]], object]] = {
        "bare FTS5 (floor)": lambda query: index.execute(_BEST, query[1:]).fetchall(),
        "Store.search": lambda query: store.search(query[0]),
    }
    times = seconds_of_each(ways, queries)
    lines_of_each(times, {"p95": 0.95, "worst": 1}, {"p95": "under 80 ms", "worst": "under 80 ms"})


def drawn_queries(index: sqlite3.Connection) -> list[str]:
    """Return words, and phrases of two or three words, drawn evenly from the blocks of all texts."""
    [(last,)] = index.execute("SELECT max(number) FROM passages")
    random, found = Random(2), []
    while len(found) < QUERIES:
        row = index.execute(
            "SELECT coalesce(p.text, b.text) FROM passages AS p LEFT JOIN blocks AS b"
            " ON b.document = p.document AND b.id = p.part WHERE p.number = ?",
            (random.randint(1, last),),
        ).fetchone()
        words = tokens(row[0]) if row and row[0] else []
        size = random.choice((1, 1, 2, 3))
        if len(words) >= size:
            start = random.randrange(len(words) - size + 1)
            found.append(" ".join(words[start : start + size]))
    return found


def quoted(query: str) -> str:
    return '"' + query.replace('"', '""') + '"'
