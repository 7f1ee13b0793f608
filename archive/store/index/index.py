"""`Index` holds the rows of a store's records in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from archive.store.index.identities import remove_identities, set_identities
from archive.store.index.opening import (
    connect,
    connect_to_read,
    create,
    errors_of,
    file_number,
)
from archive.store.index.row_types import Passage, RecordRows

if TYPE_CHECKING:
    from archive.model.document import Document

# The rows of records and their tables are imported by what writes: they need the whole model.


class IndexedRecord(NamedTuple):
    """What the index knows of a record's `document.json`."""

    path: str
    """The path of the record's folder, relative to the store, with slashes; `.` for the store."""
    sha256: str | None
    """SHA-256 of the bytes that were read; `None` if they could not be read."""
    size_bytes: int | None
    """The number of those bytes."""
    stamp: str | None
    """The stamp of the file when it was read (`lasting_stamp`), empty if it has none; `None` if the
    record must be read again."""


class Index:
    """The index of a store: an SQLite file that is made from the records.

    Many may read while one writes; a second writer waits. An index belongs to the thread that
    opened it.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path, self.is_read_only = path, read_only
        self._connect()

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False) -> Index:
        """Open an index; make it, with its folder, if there is none.

        An index that is cut off, or that another version of the library made, becomes empty.

        Args:
            path: The path of the file. It need not be in the store.
            read_only: Whether to open an existing index that may not be written, for example on a
                read-only disk. Attempts to write then raise `IndexUnavailable`.

        Raises:
            IndexUnavailable: The file cannot be made or opened.
        """
        return cls(Path(path), read_only=read_only)

    def _connect(self) -> None:
        self._writer = (connect_to_read if self.is_read_only else connect)(self.path)
        self._file = file_number(self.path)

    def reopen_if_replaced(self) -> bool:
        """Open the file again if somebody has deleted or replaced it since it was opened.

        Returns:
            Whether it was; it may be empty then.
        """
        is_replaced = file_number(self.path) != self._file
        if is_replaced:
            self.close()
            self._connect()
        return is_replaced

    @cached_property
    def connection(self) -> sqlite3.Connection:
        """A connection for queries; it cannot write.

        Raises:
            IndexUnavailable: The file cannot be opened.
        """
        return connect_to_read(self.path)

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        if connection := self.__dict__.pop("connection", None):
            connection.close()
        self._writer.close()

    def __del__(self) -> None:
        """Close the file; a connection of SQLite is in a cycle, and would stay open for some time.

        The log beside the file is removed when the last connection is closed.
        """
        with suppress(AttributeError, sqlite3.Error):  # not opened, or by another thread
            self.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # --- writing ---

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write everything within the block in one transaction, or nothing if it raises.

        Blocks may be within each other; the outermost commits. Another writer waits until then.

        Raises:
            IndexUnavailable: Another writer does not finish, the disk is full, or the file is
                damaged.
        """
        writer = self._writer
        if writer.in_transaction:
            yield writer
            return
        with errors_of(self.path):
            writer.execute("BEGIN IMMEDIATE")
            try:
                yield writer
                writer.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # SQLite may have rolled back already
                    writer.execute("ROLLBACK")
                raise

    def refuse_read_only(self) -> None:
        """Raise an error if the file cannot be written; SQLite opens such a file all the same.

        Raises:
            IndexUnavailable: As `writing`.
        """
        with self.writing() as writer:
            writer.execute("DELETE FROM records WHERE FALSE")

    def put(self, record: IndexedRecord, document: Document) -> None:
        """Add a record, or replace its rows.

        Args:
            record: The place of the record, and the file from which the document was read.
            document: The document.

        Raises:
            IndexUnavailable: As `writing`.
        """
        from archive.store.index.rows import record_rows

        self.put_rows(record, record_rows(document))

    def put_rows(self, record: IndexedRecord, rows: RecordRows) -> None:
        """Add a record with these rows, or replace its rows; otherwise as `put`.

        If another record has the same id, the one whose path sorts first has its rows in the index,
        and the other has a problem.
        """
        with self.writing() as writer:
            holder = _path_of(writer, rows.document)
            if holder not in (None, record.path):
                if holder < record.path:
                    self.put_problem(record, _taken(rows.document, holder), taken_id=rows.document)
                    return
                self._take_id(holder, rows.document, record.path)
            earlier = _document_at(writer, record.path)
            if earlier not in (None, rows.document):
                self._remove_rows(earlier)
            _set_record(writer, record, rows.document)
            if earlier == rows.document:
                _replace_rows(writer, rows)
            else:
                _insert_rows(writer, rows)

    def put_problem(
        self, record: IndexedRecord, problem: str, *, taken_id: str | None = None
    ) -> None:
        """Note that a record cannot be read; its earlier rows are removed.

        Args:
            record: The place of the record.
            problem: Why it cannot be read.
            taken_id: The id of the document, if the problem is that another record has it.

        Raises:
            IndexUnavailable: As `writing`.
        """
        with self.writing() as writer:
            earlier = _document_at(writer, record.path)
            if earlier is not None:
                self._remove_rows(earlier)
            _set_record(writer, record, None, problem, taken_id)

    def drop(self, document: str) -> None:
        """Remove a record with this id, if there is one; otherwise as `put`."""
        with self.writing() as writer:
            path = _path_of(writer, document)
            if path is not None:
                self.drop_path(path)

    def drop_path(self, path: str) -> None:
        """Remove the record at this path, if there is one; otherwise as `put`."""
        with self.writing() as writer:
            document = _document_at(writer, path)
            if document is not None:
                self._remove_rows(document)
            for table in ("records", "reports", "cross_reports", "findings"):
                writer.execute(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608

    def destroy_removed(self) -> bool:
        """Destroy what the file still has of removed rows.

        This writes the whole file anew, and empties the write-ahead log, for which readers must
        end.

        Returns:
            Whether it is destroyed: a reader that does not end keeps it alive.

        Raises:
            IndexUnavailable: As `writing`.
        """
        with errors_of(self.path):
            self._writer.execute("INSERT INTO words (words) VALUES ('optimize')")
            self._writer.execute("VACUUM")
            [(is_read, _, _)] = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not is_read

    def renew(self, record: IndexedRecord) -> bool:
        """Set the stamp of a record that has the bytes that were indexed; otherwise as `put`.

        Returns:
            Whether the index has the record with these bytes.
        """
        with self.writing() as writer:
            renewed = writer.execute(
                "UPDATE records SET stamp = ? WHERE path = ? AND sha256 = ?",
                (record.stamp, record.path, record.sha256),
            )
            return renewed.rowcount == 1

    def clear(self) -> None:
        """Remove all records; otherwise as `put`."""
        with errors_of(self.path):
            create(self._writer, anew=True)

    def _remove_rows(self, document: str) -> None:
        """Remove the rows of a record; a record that has the same id must be read again."""
        writer = self._writer
        _delete_passages(writer, list(_passages(writer, document)))
        remove_identities(writer, document)
        from archive.store.index.schema import deletions

        for statement in deletions():
            writer.execute(statement, (document,))
        writer.execute("UPDATE records SET document = NULL WHERE document = ?", (document,))
        writer.execute(
            "UPDATE records SET stamp = NULL, sha256 = NULL, taken_id = NULL WHERE taken_id = ?",
            (document,),
        )

    def _take_id(self, holder: str, document: str, path: str) -> None:
        """Remove the rows of the record at `holder`, because the one at `path` has its id."""
        self._remove_rows(document)
        self._writer.execute(
            "UPDATE records SET problem = ?, taken_id = ? WHERE path = ?",
            (_taken(document, path), document, holder),
        )


def _taken(document: str, path: str) -> str:
    return f"the record in {path} has the same id, {document}; change one of them"


# --- records ---


def _path_of(connection: sqlite3.Connection, document: str) -> str | None:
    row = connection.execute("SELECT path FROM records WHERE document = ?", (document,)).fetchone()
    return row and row[0]  # type: ignore[no-any-return]


def _document_at(connection: sqlite3.Connection, path: str) -> str | None:
    row = connection.execute("SELECT document FROM records WHERE path = ?", (path,)).fetchone()
    return row and row[0]  # type: ignore[no-any-return]


def _set_record(
    connection: sqlite3.Connection,
    record: IndexedRecord,
    document: str | None,
    problem: str | None = None,
    taken_id: str | None = None,
) -> None:
    values = (document, record.sha256, record.size_bytes, record.stamp, problem, taken_id)
    connection.execute(
        "INSERT INTO records (document, sha256, size_bytes, stamp, problem, taken_id, path)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET"
        " (document, sha256, size_bytes, stamp, problem, taken_id) = (excluded.document,"
        " excluded.sha256, excluded.size_bytes, excluded.stamp, excluded.problem,"
        " excluded.taken_id)",
        (*values, record.path),
    )


# --- rows ---


class _Numbered(NamedTuple):
    """A passage in the index."""

    number: int
    kind: str
    part: str
    text: str

    @property
    def content(self) -> tuple[str, str, str]:
        """All except the number."""
        return self.kind, self.part, self.text


def _insert_rows(connection: sqlite3.Connection, rows: RecordRows) -> None:
    """Insert the rows of a record that has none."""
    _insert_into_tables(connection, rows)
    _insert_passages(connection, rows.document, rows.passages)
    set_identities(connection, rows, is_new=True)


def _replace_rows(connection: sqlite3.Connection, rows: RecordRows) -> None:
    """Replace the rows of a record. Passages that stay the same keep their numbers and words."""
    left: Counter[tuple[str, str, str]] = Counter(passage[:3] for passage in rows.passages)
    gone = []
    for passage in _passages(connection, rows.document):
        if left[passage.content] > 0:
            left[passage.content] -= 1
        else:
            gone.append(passage)
    new = []
    for one in reversed(rows.passages):
        if left[one[:3]] > 0:
            left[one[:3]] -= 1
            new.append(one)
    _delete_passages(connection, gone)
    from archive.store.index.schema import deletions

    for statement in deletions():
        connection.execute(statement, (rows.document,))
    _insert_into_tables(connection, rows)
    _insert_passages(connection, rows.document, new[::-1])
    set_identities(connection, rows, is_new=False)


def _insert_into_tables(connection: sqlite3.Connection, rows: RecordRows) -> None:
    from archive.store.index.schema import insertions

    for statement, of_table in zip(insertions(), rows.tables, strict=True):
        if of_table:
            connection.executemany(statement, of_table)


def _insert_passages(
    connection: sqlite3.Connection, document: str, passages: Sequence[Passage]
) -> None:
    [(last,)] = connection.execute("SELECT coalesce(max(number), 0) FROM passages")
    numbered = list(enumerate(passages, start=last + 1))
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
        [
            (number, document, kind, part, None if kind == "text" else text)
            for number, (kind, part, text, _) in numbered
        ],
    )
    connection.executemany(
        "INSERT INTO words (rowid, tokens) VALUES (?, ?)",
        [(number, passage.words) for number, passage in numbered],
    )


def _passages(connection: sqlite3.Connection, document: str) -> Iterator[_Numbered]:
    """Yield the passages of a record with their texts; those of blocks are in `blocks`."""
    rows = connection.execute(
        "SELECT p.number, p.kind, p.part, coalesce(p.text, b.text) FROM passages AS p"
        " LEFT JOIN blocks AS b ON p.text IS NULL AND b.document = p.document AND b.id = p.part"
        " WHERE p.document = ? ORDER BY p.number",
        (document,),
    )
    return map(_Numbered._make, rows)


def _delete_passages(connection: sqlite3.Connection, passages: Sequence[_Numbered]) -> None:
    """Delete passages and their words, for which FTS5 needs the same words again."""
    from archive.store.index.rows import words_of

    connection.executemany(
        "INSERT INTO words (words, rowid, tokens) VALUES ('delete', ?, ?)",
        [(passage.number, words_of(passage.text)) for passage in passages],
    )
    connection.executemany(
        "DELETE FROM passages WHERE number = ?", [(passage.number,) for passage in passages]
    )
