"""A small index in memory, with the tables that searches read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from archive.model.document import Document
from archive.store.search.identifiers import keys_of_entity, keys_of_work
from archive.store.search.words import TOKEN_SIGNS, tokens
from archive.tabular.row_builders import given_values, row_source
from archive.tabular.table_schemas import TABLES

_OTHERS = f"""
CREATE TABLE passages (number INTEGER PRIMARY KEY, document, kind, part, text);
CREATE INDEX passages_by_document ON passages (document);
CREATE VIRTUAL TABLE words
  USING fts5(tokens, content='', tokenize="ascii tokenchars '{TOKEN_SIGNS}'");
CREATE TABLE identity_keys (kind, key, document, part,
  PRIMARY KEY (kind, key, document, part)) WITHOUT ROWID;
CREATE INDEX identity_keys_by_part ON identity_keys (document, part);
CREATE TABLE same (kind, identity, document, part,
  PRIMARY KEY (kind, identity, document, part)) WITHOUT ROWID;
CREATE INDEX same_by_part ON same (document, part);
"""

_BETWEEN = "; "


def index_of(documents: Iterable[Document]) -> sqlite3.Connection:
    """An index in memory of these records."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(_empty())
    keys: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for document in documents:
        record = row_source(document, public=False, proposals=True)
        for schema in TABLES:
            for row in schema.make(record):
                marks = ", ".join("?" * len(row))
                cells = [str(cell) if _is_huge(cell) else cell for cell in row]
                connection.execute(f'INSERT INTO "{schema.name}" VALUES ({marks})', cells)
        for kind, part, text in passages_of(document):
            add_passage(connection, document.id, kind, part, text)
        for work in document.works:
            keys["work", document.id, work.id] = keys_of_work(work)
        for entity in document.entities:
            keys["entity", document.id, entity.id] = keys_of_entity(entity.identifiers)
    _identify(connection, keys)
    connection.commit()
    return connection


@cache
def _empty() -> bytes:
    """An index without records, as a file."""
    connection = sqlite3.connect(":memory:")
    for schema in TABLES:
        columns = ", ".join(f'"{column.name}"' for column in schema.columns)
        key = ", ".join(f'"{name}"' for name in schema.key)
        connection.execute(
            f'CREATE TABLE "{schema.name}" ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID'
        )
    connection.executescript(_OTHERS)
    return bytes(connection.serialize())


def _is_huge(cell: object) -> bool:
    """Whether SQLite has no integer for a number."""
    return isinstance(cell, int) and cell.bit_length() > 63


def add_passage(
    connection: sqlite3.Connection, document: str, kind: str, part: str, text: str
) -> None:
    stored = None if kind == "text" else text
    number = connection.execute(
        "INSERT INTO passages (document, kind, part, text) VALUES (?, ?, ?, ?)",
        (document, kind, part, stored),
    ).lastrowid
    connection.execute(
        "INSERT INTO words (rowid, tokens) VALUES (?, ?)", (number, " ".join(tokens(text)))
    )


def passages_of(document: Document) -> Iterator[tuple[str, str, str]]:
    """The kind, part and text of each passage."""
    record = row_source(document, public=False, proposals=True)
    rows: dict[str, list[Any]] = {schema.name: list(schema.make(record)) for schema in TABLES}
    for number, title in enumerate(given_values(document.metadata.titles)):
        yield "title", f"/metadata/titles/{number}", title.text
    for block in rows["blocks"]:
        if block.text and not block.is_furniture:
            yield "text", block.id, block.text
    for claim in document.claims:
        yield "claim", claim.id, claim.restatement
    for source in document.sources:
        yield "source", source.id, source.as_named
    for work in document.works:
        names = (work.title, *work.variant_titles, *map(str, work.author), work.container_title)
        if text := _BETWEEN.join(filter(None, names)):
            yield "work", work.id, text
    for entity in document.entities:
        if entity.names:
            yield "entity", entity.id, _BETWEEN.join(name.text for name in entity.names)
    for assessment in document.assessments:
        yield "reason", assessment.id, assessment.reasoning
    for statement in (*document.claims, *document.relations):
        if statement.reason:
            yield "reason", statement.id, statement.reason
    for comment in rows["comments"]:
        yield "comment", comment.id, comment.text


def _identify(
    connection: sqlite3.Connection, keys: dict[tuple[str, str, str], tuple[str, ...]]
) -> None:
    """Put parts that share keys, also through others, into one group."""
    identities = {
        part: min(of_part, default=f"{part[1]}#{part[2]}") for part, of_part in keys.items()
    }
    changed = True
    while changed:
        changed = False
        for part, of_part in keys.items():
            for other, of_other in keys.items():
                if part[0] == other[0] and set(of_part) & set(of_other):
                    smaller = min(identities[part], identities[other])
                    changed |= smaller != identities[part] or smaller != identities[other]
                    identities[part] = identities[other] = smaller
    for (kind, document, id), of_part in keys.items():
        for key in of_part:
            connection.execute(
                "INSERT INTO identity_keys VALUES (?, ?, ?, ?)", (kind, key, document, id)
            )
        connection.execute(
            "INSERT INTO same VALUES (?, ?, ?, ?)",
            (kind, identities[kind, document, id], document, id),
        )
    for document, id, agent, work in connection.execute(
        "SELECT document, id, agent, work FROM sources"
    ).fetchall():
        of = ("work", document, work) if work else ("entity", document, agent)
        identity = identities.get(of, f"{document}#{id}")
        connection.execute("INSERT INTO same VALUES ('source', ?, ?, ?)", (identity, document, id))
