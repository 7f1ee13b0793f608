"""What is in an index, without the numbers that depend on the order in which records came."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.tabular.table_schemas import TABLES

NUMBERED = {
    "records": "SELECT document, path, sha256, size_bytes, problem, taken_id FROM records",
    "passages": "SELECT document, kind, part, text FROM passages",
    "identity_keys": "SELECT * FROM identity_keys",
    "same": "SELECT * FROM same",
}


def contents(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """The rows of each table, sorted; of `words`, the words of each passage in their order."""
    queries = {schema.name: f'SELECT * FROM "{schema.name}"' for schema in TABLES} | NUMBERED
    found = {name: sorted(connection.execute(query), key=repr) for name, query in queries.items()}
    passages = {
        number: tuple(rest)
        for number, *rest in connection.execute("SELECT number, document, kind, part FROM passages")
    }
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.places USING fts5vocab(main, words, instance)"
    )
    words: dict[Any, list[Any]] = {}
    for term, number, at in connection.execute("SELECT term, doc, offset FROM places"):
        words.setdefault(passages[number], []).append((at, term))
    found["words"] = sorted((place, sorted(of)) for place, of in words.items())
    return found
