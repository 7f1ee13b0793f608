"""Checks whether an index has exactly what the records give.

SQLite's pages have no checksums, so a changed bit can go unnoticed until somebody compares.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from archive.errors import IndexUnavailable
from archive.files.layout import RECORD
from archive.store.index import schema
from archive.store.index.freshness import survey
from archive.store.index.opening import DELETE_IT, connect_to_read, errors_of
from archive.store.index.reading import read_record, unpacked
from archive.store.index.row_types import RecordRows
from archive.store.index.stamps import is_of
from archive.tabular.table_schemas import TABLES


class Discrepancy(NamedTuple):
    """A place where an index is not as the records give it. To mend it, delete it."""

    path: str
    """The path of the record in the store; empty if the index as a whole is damaged."""
    table: str
    """The table; empty if all, or unknown."""
    message: str
    """What differs."""


def check_index(root: Path, path: Path) -> Iterator[Discrepancy]:
    """Yield every difference between an index and rows that are made again from the records.

    Every record is read. Records that have changed since they were indexed are not compared: the
    next refresh indexes them.

    Args:
        root: The folder of the store.
        path: The path of the index.

    Raises:
        IndexUnavailable: There is no index, or it cannot be opened or read.
    """
    with closing(connect_to_read(path)) as connection:
        try:
            with errors_of(path):
                yield from _damage(connection)
                connection.execute("BEGIN")  # others may write meanwhile
                yield from _differences(root, connection)
        except IndexUnavailable as problem:
            if problem.hint != DELETE_IT:
                raise
            yield Discrepancy("", "", problem.reason)


def _damage(connection: sqlite3.Connection) -> Iterator[Discrepancy]:
    """Yield what SQLite finds in the structure of the file; FTS5 checks its own tables."""
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Discrepancy("", "", message)
    query = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
    with closing(sqlite3.connect(":memory:")) as right:
        for statement in schema.statements():
            right.execute(statement)
        expected = right.execute(query).fetchall()
    yield from _compared("", "sqlite_schema", expected, connection.execute(query).fetchall())


def _differences(root: Path, connection: sqlite3.Connection) -> Iterator[Discrepancy]:
    there = survey(root, connection, list_all=True).suspects
    found = survey(root, connection)
    for path in there.keys() - found.suspects.keys():
        if os.path.lexists(root / path):
            yield Discrepancy(path, "records", "the record is not in the index")
    known = connection.execute(
        "SELECT path, document, sha256, size_bytes, problem, stamp FROM records ORDER BY path"
    ).fetchall()
    expected_words = 0
    documents = set()
    are_words_comparable = True
    gone = frozenset(found.gone)
    for path, document, digest, size_bytes, problem, stamp in known:
        documents.add(document)
        read = None if path in gone else read_record(root, path)
        if read is None or read.record.sha256 != digest:
            are_words_comparable = False
            is_unchanged = path not in found.suspects and is_of(stamp, root / path / RECORD)
            if read is not None and is_unchanged:
                yield Discrepancy(path, "records", "the digest is not that of the file")
            continue
        if read.record.size_bytes != size_bytes:
            yield Discrepancy(path, "records", "the size is not that of the file")
        if read.rows is None or document is None:
            if problem is None or (read.problem is not None and read.problem != problem):
                yield Discrepancy(path, "records", f"the record has a problem: {read.problem}")
            continue
        rows = unpacked(read.rows)
        if rows.document != document:
            yield Discrepancy(path, "records", f"its id is {rows.document}, not {document}")
            continue
        yield from _in_tables(connection, path, rows)
        expected_words += sum(_words_digest(*passage) for passage in _numbered(connection, rows))
        yield from _in_passages(connection, path, rows)
        yield from _in_identities(connection, path, rows)
    yield from _wrong_groups(connection)
    yield from _of_no_record(connection, documents)
    if are_words_comparable and expected_words & _MASK != _digest_of_all(connection):
        yield Discrepancy("", "words", "the words are not those of the passages")


def _in_tables(
    connection: sqlite3.Connection, path: str, rows: RecordRows
) -> Iterator[Discrepancy]:
    for table, of_table in zip(TABLES, rows.tables, strict=True):
        indexed = connection.execute(
            f'SELECT * FROM "{table.name}" WHERE document = ?',  # noqa: S608 (a name of ours)
            (rows.document,),
        )
        yield from _compared(path, table.name, of_table, indexed.fetchall())


def _in_passages(
    connection: sqlite3.Connection, path: str, rows: RecordRows
) -> Iterator[Discrepancy]:
    expected = [
        (kind, part, None if kind == "text" else text) for kind, part, text, _ in rows.passages
    ]
    indexed = connection.execute(
        "SELECT kind, part, text FROM passages WHERE document = ?", (rows.document,)
    )
    yield from _compared(path, "passages", expected, indexed.fetchall())


def _in_identities(
    connection: sqlite3.Connection, path: str, rows: RecordRows
) -> Iterator[Discrepancy]:
    keys = [(part.kind, key, part.id) for part in rows.parts for key in part.keys]
    indexed = connection.execute(
        "SELECT kind, key, part FROM identity_keys WHERE document = ?", (rows.document,)
    )
    yield from _compared(path, "identity_keys", keys, indexed.fetchall())
    identities = {
        (kind, part): identity
        for kind, part, identity in connection.execute(
            "SELECT kind, part, identity FROM same WHERE document = ?", (rows.document,)
        )
    }
    parts = [(part.kind, part.id) for part in rows.parts]
    expected = [*parts, *(("source", source) for source, _ in rows.sources)]
    yield from _compared(path, "same", expected, list(identities))
    for part in rows.parts:
        if not part.keys and identities.get((part.kind, part.id)) != f"{rows.document}#{part.id}":
            yield Discrepancy(path, "same", f"{part.id}, which has no keys, has another's identity")
    of = {part.id: identities.get((part.kind, part.id)) for part in rows.parts}
    for source, behind in rows.sources:
        right = of.get(behind or "") or f"{rows.document}#{source}"
        if identities.get(("source", source)) != right:
            found = identities.get(("source", source))
            yield Discrepancy(path, "same", f"{source} has the identity {found}, not {right}")


def _wrong_groups(connection: sqlite3.Connection) -> Iterator[Discrepancy]:
    """Yield the parts whose identity is not the smallest key of their group."""
    smaller: dict[tuple[str, str], tuple[str, str]] = {}

    def smallest(key: tuple[str, str]) -> tuple[str, str]:
        while (other := smaller.get(key, key)) != key:
            smaller[key] = smaller.get(other, other)
            key = other
        return key

    parts = (
        "SELECT k.document, k.part, k.kind, k.key, s.identity FROM identity_keys AS k"
        " JOIN same AS s ON s.document = k.document AND s.part = k.part AND s.kind = k.kind"
        " ORDER BY k.document, k.part, k.kind"
    )
    by_part = groupby(connection.execute(parts), key=itemgetter(0, 1, 2))
    for (_, _, kind), rows in by_part:
        first, *others = [smallest((kind, row[3])) for row in rows]
        for other in others:
            one, two = sorted((smallest(first), smallest(other)))
            if one != two:
                smaller[two] = one
    for document, part, kind, key, identity in connection.execute(parts):
        if (right := smallest((kind, key))[1]) != identity:
            message = f"{part} of {document} has the identity {identity}, not {right}"
            yield Discrepancy("", "same", message)


def _of_no_record(
    connection: sqlite3.Connection, documents: set[str | None]
) -> Iterator[Discrepancy]:
    """Yield tables that have rows of records that are not in the index."""
    for table in (*(one.name for one in TABLES), "passages", "identity_keys", "same"):
        found = connection.execute(f'SELECT DISTINCT document FROM "{table}"')  # noqa: S608
        if others := {document for (document,) in found} - documents:
            yield Discrepancy("", table, f"it has rows of no record: {min(others)}")


def _compared(
    path: str, table: str, expected: list[Any], indexed: list[Any]
) -> Iterator[Discrepancy]:
    missing, extra = Counter(expected), Counter(indexed)
    if missing == extra:
        return
    row = next(iter((missing - extra) or (extra - missing)))
    how = f"{len(indexed)} rows instead of {len(expected)}"
    if len(indexed) == len(expected):
        how = f"{(missing - extra).total()} rows differ"
    yield Discrepancy(path, table, f"{how}, among them {row!r:.200}")


# --- words ---

_MASK = (1 << 64) - 1


def _numbered(connection: sqlite3.Connection, rows: RecordRows) -> Iterator[tuple[int, str]]:
    """Yield the number of each passage in the index, with the words that it must have."""
    numbers: dict[tuple[str, str, str | None], list[int]] = {}
    for number, *content in connection.execute(
        "SELECT number, kind, part, text FROM passages WHERE document = ?", (rows.document,)
    ):
        numbers.setdefault((content[0], content[1], content[2]), []).append(number)
    for kind, part, text, words in rows.passages:
        if same := numbers.get((kind, part, None if kind == "text" else text)):
            yield same.pop(), words


def _words_digest(number: int, words: str) -> int:
    return sum(hash((word, number, at)) for at, word in enumerate(words.split()))


def _digest_of_all(connection: sqlite3.Connection) -> int:
    """Return the sum of the digests of all words in the index, in whatever order they are."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_places USING fts5vocab(main, words, instance)"
    )
    return sum(map(hash, connection.execute("SELECT term, doc, offset FROM word_places"))) & _MASK
