"""Keeps the identity of each work, entity and source across records.

Works that share a normalized identifier or address, directly or through others, are a group; so are
entities. The identity of all parts of a group is the smallest key in it. A part without keys has
an identity of its own, `document#part`. A source has the identity of its work, else of its agent.

When a record changes, only those of its parts are examined whose keys have changed, and a whole
group is read only if it may fall apart or get another identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from sqlite3 import Connection

from archive.store.index.row_types import Part, RecordRows

_Keys = Mapping[tuple[str, str], tuple[str, ...]]
"""The keys of parts, by kind and id."""


def set_identities(connection: Connection, rows: RecordRows, *, is_new: bool) -> None:
    """Set the identities of the parts of a record whose other rows are already in the index."""
    before = {} if is_new else _keys_in_index(connection, rows.document)
    after = {(part.kind, part.id): part.keys for part in rows.parts}
    _remove_changed(connection, rows.document, before, after)
    for part in rows.parts:
        if before.get((part.kind, part.id)) != part.keys:
            _add(connection, rows.document, part)
    _set_sources(connection, rows, is_new=is_new)


def remove_identities(connection: Connection, document: str) -> None:
    """Remove the identities of all parts of a record."""
    _remove_changed(connection, document, _keys_in_index(connection, document), {})
    connection.execute("DELETE FROM same WHERE document = ?", (document,))


def _keys_in_index(connection: Connection, document: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the keys of each work and entity of a record, as the index has them."""
    parts = connection.execute(
        "SELECT kind, part FROM same WHERE document = ? AND kind <> 'source'", (document,)
    )
    keys: dict[tuple[str, str], list[str]] = {part: [] for part in parts}
    for kind, part, key in connection.execute(
        "SELECT kind, part, key FROM identity_keys WHERE document = ?", (document,)
    ):
        keys.setdefault((kind, part), []).append(key)
    return {part: tuple(sorted(of_part)) for part, of_part in keys.items()}


def _remove_changed(connection: Connection, document: str, before: _Keys, after: _Keys) -> None:
    for (kind, part), keys in before.items():
        if after.get((kind, part)) != keys:
            _remove(connection, document, Part(kind, part, keys))


def _add(connection: Connection, document: str, part: Part) -> None:
    """Add a part to the group with one of its keys; several such groups become one."""
    of_keys = {
        identity
        for key in part.keys
        for (identity,) in connection.execute(
            "SELECT s.identity FROM identity_keys AS k"
            " JOIN same AS s ON s.document = k.document AND s.part = k.part AND s.kind = k.kind"
            " WHERE k.kind = ? AND k.key = ? LIMIT 1",
            (part.kind, key),
        )
    }
    identity = min((*part.keys, *of_keys), default=f"{document}#{part.id}")
    for other in of_keys - {identity}:
        members = connection.execute(
            "SELECT document, part FROM same WHERE kind = ? AND identity = ?", (part.kind, other)
        ).fetchall()
        _set_identity(connection, part.kind, identity, members)
    connection.executemany(
        "INSERT INTO identity_keys VALUES (?, ?, ?, ?)",
        [(part.kind, key, document, part.id) for key in part.keys],
    )
    connection.execute(
        "INSERT INTO same VALUES (?, ?, ?, ?)", (part.kind, identity, document, part.id)
    )


def _remove(connection: Connection, document: str, part: Part) -> None:
    """Remove a part; if others of its group were connected only through it, divide the group."""
    place = (document, part.id, part.kind)
    [(identity,)] = connection.execute(
        "SELECT identity FROM same WHERE document = ? AND part = ? AND kind = ?", place
    )
    connection.execute("DELETE FROM same WHERE document = ? AND part = ? AND kind = ?", place)
    connection.execute(
        "DELETE FROM identity_keys WHERE document = ? AND part = ? AND kind = ?", place
    )
    shared = [key for key in part.keys if _is_held(connection, part.kind, key)]
    has_smallest = identity in shared or identity not in part.keys
    if not shared or (len(shared) == 1 and has_smallest):
        return  # nobody else is in the group, or the others share the one key
    if has_smallest and _is_held_together(connection, part.kind, shared):
        return
    _regroup(connection, part.kind, identity)


def _is_held(connection: Connection, kind: str, key: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM identity_keys WHERE kind = ? AND key = ? LIMIT 1", (kind, key)
    )
    return found.fetchone() is not None


def _is_held_together(connection: Connection, kind: str, keys: list[str]) -> bool:
    """Whether one part has all these keys, so that it connects what the removed part did."""
    first, *others = keys
    for document, part in connection.execute(
        "SELECT document, part FROM identity_keys WHERE kind = ? AND key = ?", (kind, first)
    ):
        of_part = connection.execute(
            "SELECT key FROM identity_keys WHERE document = ? AND part = ? AND kind = ?",
            (document, part, kind),
        )
        if {key for (key,) in of_part}.issuperset(others):
            return True
    return False


def _regroup(connection: Connection, kind: str, identity: str) -> None:
    """Find the groups among the parts that had one identity, and set the identity of each."""
    by_part: dict[tuple[str, str], list[str]] = {}
    by_key: dict[str, list[tuple[str, str]]] = {}
    for document, part, key in connection.execute(
        "SELECT s.document, s.part, k.key FROM same AS s JOIN identity_keys AS k"
        " ON k.document = s.document AND k.part = s.part AND k.kind = s.kind"
        " WHERE s.kind = ? AND s.identity = ?",
        (kind, identity),
    ):
        by_part.setdefault((document, part), []).append(key)
        by_key.setdefault(key, []).append((document, part))
    while by_key:
        waiting, keys, members = [next(iter(by_key))], set(), []
        while waiting:
            key = waiting.pop()
            for member in by_key.pop(key, ()):
                keys.add(key)
                if of_member := by_part.pop(member, ()):
                    members.append(member)
                    waiting += of_member
        if (smallest := min(keys)) != identity:
            _set_identity(connection, kind, smallest, members)


def _set_identity(
    connection: Connection, kind: str, identity: str, members: Iterable[tuple[str, str]]
) -> None:
    """Set the identity of parts, and of the sources that refer to them."""
    referring = _BY_WORK if kind == "work" else _BY_AGENT
    for document, part in members:
        connection.execute(
            "UPDATE same SET identity = ? WHERE document = ? AND part = ? AND kind = ?",
            (identity, document, part, kind),
        )
        connection.execute(referring, (identity, document, document, part))


_BY_WORK = (
    "UPDATE same SET identity = ? WHERE document = ? AND kind = 'source' AND part IN"
    " (SELECT id FROM sources WHERE document = ? AND work = ?)"
)
_BY_AGENT = (
    "UPDATE same SET identity = ? WHERE document = ? AND kind = 'source' AND part IN"
    " (SELECT id FROM sources WHERE document = ? AND work IS NULL AND agent = ?)"
)


def _set_sources(connection: Connection, rows: RecordRows, *, is_new: bool) -> None:
    """Set the identities of the sources of a record from those of its works and entities."""
    document = rows.document
    if not is_new:
        connection.execute("DELETE FROM same WHERE document = ? AND kind = 'source'", (document,))
    if not rows.sources:
        return
    identities = dict(
        connection.execute("SELECT part, identity FROM same WHERE document = ?", (document,))
    )
    connection.executemany(
        "INSERT INTO same VALUES ('source', ?, ?, ?)",
        [
            (identities.get(of or "") or f"{document}#{source}", document, source)
            for source, of in rows.sources
        ],
    )
