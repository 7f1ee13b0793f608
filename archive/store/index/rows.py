"""The rows of one record in all tables of the index."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from archive.model.document import Document
from archive.store.index.row_types import Part, Passage, RecordRows
from archive.store.search.identifiers import keys_of_entity, keys_of_work
from archive.store.search.words import tokens
from archive.tabular.row_builders import given_values, row_source
from archive.tabular.table_schemas import TABLES

_BETWEEN = "; "
"""The separator between names or titles in one passage."""


def record_rows(document: Document) -> RecordRows:
    """Return the rows of a record in all tables of the index."""
    record = row_source(document, public=False, proposals=True)
    tables = tuple(list(map(tuple, schema.make(record))) for schema in TABLES)
    passages = [
        Passage(kind, part, text, words_of(text)) for kind, part, text in _texts(document, tables)
    ]
    for table in _WITH_SIZES:
        tables[table][:] = map(_storable, tables[table])
    for rows, key in zip(tables, _KEYS, strict=True):
        rows.sort(key=key)
    parts = [Part("work", work.id, keys_of_work(work)) for work in document.works]
    parts += [
        Part("entity", entity.id, keys_of_entity(entity.identifiers))
        for entity in document.entities
    ]
    sources = [(source.id, source.work or source.agent) for source in document.sources]
    return RecordRows(document.id, tables, passages, parts, sources)


_LARGEST = 2**63 - 1
"""The largest number in a column of integers. Larger numbers are replaced by it, as in Parquet."""


def _storable(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(min(cell, _LARGEST) if type(cell) is int else cell for cell in row)


_WITH_SIZES = tuple(
    number
    for number, schema in enumerate(TABLES)
    if any(name.endswith(("_bytes", "_pixels")) for name in schema.row._fields)
)
"""The tables with numbers that records merely state; others are numbers of what a record has."""

_KEYS = tuple(
    itemgetter(*(schema.row._fields.index(column) for column in schema.key)) for schema in TABLES
)

# --- passages ---


def words_of(text: str) -> str:
    """Return the words of a text as `words` has them: folded, separated by spaces."""
    return " ".join(tokens(text))


def _texts(
    document: Document, tables: tuple[list[tuple[Any, ...]], ...]
) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, part and text of each passage."""
    for number, title in enumerate(given_values(document.metadata.titles)):
        yield "title", f"/metadata/titles/{number}", title.text
    for row in tables[_BLOCKS]:
        if row[_BLOCK_TEXT] and not row[_BLOCK_IS_FURNITURE]:
            yield "text", row[_BLOCK_ID], row[_BLOCK_TEXT]
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
            yield "entity", entity.id, _BETWEEN.join([name.text for name in entity.names])
    for table, part, reason in _REASONS:
        for row in tables[table]:
            if row[reason]:
                yield "reason", row[part], row[reason]
    for row in tables[_COMMENTS]:
        yield "comment", row[_COMMENT_ID], row[_COMMENT_TEXT]


def _table(name: str, *columns: str) -> tuple[int, ...]:
    """Return the position of a table in `TABLES`, and the positions of columns in its rows."""
    number, schema = next((n, one) for n, one in enumerate(TABLES) if one.name == name)
    return number, *map(schema.row._fields.index, columns)


def _reason_columns() -> Iterator[tuple[int, ...]]:
    """Yield the table, the column with the part, and the column with the reason, for all reasons.

    The reason of an orphan in `anchors` is a code and not a text.
    """
    for schema in TABLES:
        columns = schema.row._fields
        part = next((name for name in ("id", "part", "pointer") if name in columns), "document")
        if schema.name in ("metadata", "rights"):
            part = "pointer"
        for name in ("reasoning", "reason", "time_reason", "withdrawn_reason"):
            if name in columns and schema.name != "anchors":
                yield _table(schema.name, part, name)


_BLOCKS, _BLOCK_ID, _BLOCK_TEXT, _BLOCK_IS_FURNITURE = _table(
    "blocks", "id", "text", "is_furniture"
)
_COMMENTS, _COMMENT_ID, _COMMENT_TEXT = _table("comments", "id", "text")
_REASONS = tuple(_reason_columns())
