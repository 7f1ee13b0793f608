"""Several queries that see the index in one state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """Let all queries inside see the same state, whatever a writer commits meanwhile.

    Inside a transaction of the caller, that transaction is the snapshot.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()
