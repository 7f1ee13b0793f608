"""What is done by hand: files written durably, and rows put into SQLite."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from itertools import count, islice
from pathlib import Path

from archive.store.index.row_types import RecordRows
from archive.tabular.table_schemas import TABLES

TOGETHER = 100
"""How many records are put into SQLite in one transaction, where many are."""


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of a record by their paths in its folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


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

    def put(self, rows: RecordRows) -> None:
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

    def put_all(self, rows: Iterable[RecordRows], together: int) -> None:
        """Put the rows of records, so many in a transaction."""
        records = iter(rows)
        while some := [*islice(records, together)]:
            self.run("BEGIN IMMEDIATE")
            for one in some:
                self.put(one)
            self.run("COMMIT")

    def remove(self, rows: RecordRows) -> None:
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
