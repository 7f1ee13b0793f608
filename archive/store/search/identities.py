"""Finds the works, entities and sources that a user names, over all records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from archive.store.search.conditions import sendable

SOURCE_KINDS = ("source", "work", "entity")
"""The kinds of part that a source can be named by: a source has the identity of its work, or of its
agent."""


def identities_of(connection: Connection, name: str, kinds: Sequence[str]) -> tuple[str, ...]:
    """Return the identities that a name can mean; empty if no record has such a part.

    Args:
        connection: The index.
        name: An identifier or address in any usual form (`10.1000/182`, `wikidata:Q42`,
            `https://…`); an identity; a part of a record, `record#src-1`; or the id of a part
            alone, which means the parts of all records that have this id, and is slower.
        kinds: The kinds of part: "work", "entity", "source".
    """
    name = sendable(name)
    for found in (_by_key, _by_identity, _by_part, _by_id):
        if identities := tuple(dict.fromkeys(found(connection, name, kinds))):
            return identities
    return ()


_ID = re.compile(r"[^\s:/#]+")
"""What can be the id of a part."""


def _by_key(connection: Connection, name: str, kinds: Sequence[str]) -> Iterator[str]:
    from archive.store.search.identifiers import keys_of

    for key in keys_of(name):
        for kind in kinds:
            yield from _first(
                connection.execute(
                    "SELECT s.identity FROM identity_keys AS k JOIN same AS s"
                    " ON s.document = k.document AND s.part = k.part AND s.kind = k.kind"
                    " WHERE k.kind = ? AND k.key = ? LIMIT 1",
                    (kind, key),
                )
            )


def _by_identity(connection: Connection, name: str, kinds: Sequence[str]) -> Iterator[str]:
    for kind in kinds:
        yield from _first(
            connection.execute(
                "SELECT identity FROM same WHERE kind = ? AND identity = ? LIMIT 1", (kind, name)
            )
        )


def _by_part(connection: Connection, name: str, kinds: Sequence[str]) -> Iterator[str]:
    document, _, part = name.rpartition("#")
    for identity, kind in connection.execute(
        "SELECT identity, kind FROM same WHERE document = ? AND part = ?", (document, part)
    ):
        if kind in kinds:
            yield identity


def _by_id(connection: Connection, name: str, kinds: Sequence[str]) -> Iterator[str]:
    if not _ID.fullmatch(name):
        return
    for kind in kinds:
        yield from _first(
            connection.execute(
                "SELECT DISTINCT identity FROM same WHERE kind = ? AND part = ?", (kind, name)
            )
        )


def _first(rows: Iterator[tuple[str]]) -> Iterator[str]:
    return (value for (value,) in rows)
