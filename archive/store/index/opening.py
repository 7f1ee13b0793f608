"""Opens the SQLite file of an index; a file that cannot be an index is made anew."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from archive.errors import ArchiveError, IndexUnavailable, WriteError
from archive.files.one_writer import one_writer
from archive.store.index.index_version import version

BUSY_SECONDS = 60.0
"""The seconds that a writer waits for another one; a transaction takes less than a few seconds."""
_PAUSE_SECONDS = 0.02
_CACHE_KIBIBYTES = 32_768
_PAGE_BYTES = 8192
"""The size of a page: half as many long paragraphs need further pages as with SQLite's 4096."""
_WAL_BYTES = 1 << 24
"""The size to which the write-ahead log is cut after a checkpoint."""

_NOT_AN_INDEX = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR))
"""The SQLite codes for files that are damaged, are no databases, or lack a table or column."""
_IS_DAMAGED = _NOT_AN_INDEX | {sqlite3.SQLITE_CONSTRAINT}
"""The codes for files that are damaged, where a key is taken that should not be."""
_IS_BUSY = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))

FILES_OF_DATABASE = ("", "-wal", "-shm", "-journal")
"""The ends of the names of the files that SQLite makes for a database."""

_SET_UP = (
    "PRAGMA synchronous = NORMAL",
    f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}",
    f"PRAGMA journal_size_limit = {_WAL_BYTES}",
    "PRAGMA cell_size_check = ON",
    "PRAGMA trusted_schema = OFF",
)

ELSEWHERE = (
    "the index can be in another place: give the path of a file in a folder where you may write"
)
_APPLICATION_ID = int.from_bytes(b"arcv", "big")
"""The number by which SQLite tells that a file is an index of this library."""
_HEADER = b"SQLite format 3\0"
DELETE_IT = "delete it; it is made again from the records"
OTHER_VERSION = "another version of the library made it"
"""The reason for an index that the next writer makes again by itself."""


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection that writes; make the file if there is none, or if it is no index.

    Raises:
        IndexUnavailable: The file cannot be made or opened.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise IndexUnavailable(str(path), _reason(problem), ELSEWHERE) from problem
    with errors_of(path):
        try:
            return _connect(path)
        except sqlite3.DatabaseError as problem:
            if _code(problem) not in _NOT_AN_INDEX:
                raise
        return _connect_to_new(path)


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot write. It never waits for a writer.

    Raises:
        IndexUnavailable: There is no index, or it cannot be opened or was made by another version.
    """
    with errors_of(path):
        connection = _opened(path, "mode=ro")
        try:
            try:
                found = _version(connection)
            except sqlite3.OperationalError:
                # In a folder without write permission, SQLite cannot make the shared memory of the
                # write-ahead log. Without a log, the file cannot change either.
                if os.access(path.parent, os.W_OK) or _has_log(path):
                    raise
                connection.close()
                connection = _opened(path, "mode=ro&immutable=1")
                found = _version(connection)
            if found != version():
                raise IndexUnavailable(str(path), OTHER_VERSION, DELETE_IT)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def errors_of(path: Path) -> Iterator[None]:
    """Raise errors of SQLite within the block as `IndexUnavailable`.

    So are the errors of Python for a value of another type, or a row that is missing: a damaged
    file can hold anything.
    """
    try:
        yield
    except ArchiveError:
        raise
    except (TypeError, ValueError, LookupError, AttributeError) as problem:
        reason = f"it is damaged ({type(problem).__name__}: {problem})"
        raise IndexUnavailable(str(path), reason, DELETE_IT) from problem
    except sqlite3.Error as problem:
        code = _code(problem)
        is_undecodable = code is None and isinstance(problem, sqlite3.OperationalError)
        if code in _IS_DAMAGED or is_undecodable:
            raise IndexUnavailable(str(path), f"it is damaged ({problem})", DELETE_IT) from problem
        if code is None or code == sqlite3.SQLITE_MISUSE:
            raise  # a bug
        if code in _IS_BUSY:
            reason = f"another program has been writing it for {BUSY_SECONDS:g} seconds"
            raise IndexUnavailable(str(path), reason, "try again later") from problem
        if code == sqlite3.SQLITE_FULL:
            reason, hint = "the disk is full", "free some space; what was indexed is kept"
            raise IndexUnavailable(str(path), reason, hint) from problem
        raise IndexUnavailable(str(path), str(problem), ELSEWHERE) from problem


def _connect(path: Path) -> sqlite3.Connection:
    connection = _opened(path, "mode=rwc")
    try:
        if not path.stat().st_size:  # in the file itself, and not in its log
            connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        _use_write_ahead_log(connection)
        for statement in _SET_UP:
            connection.execute(statement)
        if not _is_current(connection):
            create(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _opened(path: Path, options: str) -> sqlite3.Connection:
    uri = f"file:{quote(os.fsencode(path.absolute()))}?{options}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; two programs that do so at once do not wait by themselves."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as problem:
            if _code(problem) not in _IS_BUSY or time.monotonic() > end:
                raise
            time.sleep(_PAUSE_SECONDS)


def _is_current(connection: sqlite3.Connection) -> bool:
    return _version(connection) == version()


def _version(connection: sqlite3.Connection) -> int:
    """Return the number of the version, after reading the names of all tables."""
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    [(found,)] = connection.execute("PRAGMA user_version")
    return int(found)


def create(connection: sqlite3.Connection, *, anew: bool = False) -> None:
    """Create empty tables in place of all that are there. Readers of these are not disturbed.

    Args:
        connection: A connection that writes.
        anew: Whether to do so even if the tables are those of this version.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        if anew or not _is_current(connection):
            _drop_all(connection)
            from archive.store.index.schema import statements

            for statement in statements():
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version()}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _drop_all(connection: sqlite3.Connection) -> None:
    """Drop all tables and views; tables that belong to a virtual table go with it."""
    for kinds in ("type = 'view'", "sql LIKE 'CREATE VIRTUAL%'", "type = 'table'"):
        names = connection.execute(
            f"SELECT type, name FROM sqlite_schema WHERE {kinds} AND name NOT GLOB 'sqlite_*'"  # noqa: S608
        ).fetchall()
        for kind, name in names:
            quoted = '"' + name.replace('"', '""') + '"'
            connection.execute(f"DROP {kind} {quoted}")


def _connect_to_new(path: Path) -> sqlite3.Connection:
    """Replace a file that is no index by a new index, while no other program does the same."""
    try:
        with one_writer(path):
            if not _is_usable(path):
                delete_index(path)
            return _connect(path)
    except WriteError as problem:
        raise IndexUnavailable(str(path), str(problem), "try again later") from problem
    except OSError as problem:
        raise IndexUnavailable(str(path), _reason(problem), ELSEWHERE) from problem


def is_of_others(path: Path) -> bool:
    """Return whether a file is no index, so that it must not be replaced by one.

    An empty file may be replaced, and so may an index that is damaged behind its first bytes.
    """
    try:
        with path.open("rb") as file:
            start = file.read(72)
    except OSError:  # there is none, or opening it reports the error
        return False
    is_index = start.startswith(_HEADER) and start[68:] == _APPLICATION_ID.to_bytes(4, "big")
    return bool(start) and not is_index


def delete_index(path: Path) -> None:
    """Delete the file of an index, with what SQLite keeps beside it."""
    for end in FILES_OF_DATABASE:
        path.with_name(path.name + end).unlink(missing_ok=True)


def _is_usable(path: Path) -> bool:
    """Return whether another program has already replaced the file."""
    try:
        with closing(_opened(path, "mode=rw")) as connection:
            return _is_current(connection)
    except sqlite3.DatabaseError:
        return False


def _has_log(path: Path) -> bool:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _code(problem: sqlite3.Error) -> int | None:
    """Return SQLite's primary result code of an error; `None` if Python's module raised it."""
    code: int | None = getattr(problem, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _reason(problem: OSError) -> str:
    return problem.strerror or str(problem)


def file_number(path: Path) -> int | None:
    """Return the number of a file in its file system; `None` if there is no file."""
    try:
        return path.stat().st_ino
    except OSError:
        return None
