"""The SQL of the index: tables, indexes and views.

The tables of records are those of `archive.tables`: same names, columns and keys. Booleans are 0
and 1, dates are text in ISO 8601. The other tables are:

records         every record's folder, and why it could not be read
folders         the folders that contain records, to find new ones
passages        the texts in which words are searched
words           the words of each passage (FTS5); its rowid is the number of the passage
identity_keys   normalized public identifiers and addresses of works and entities
same            the identity of each work, entity and source across records
reports         the validation of each record, and for which state of its files it holds
cross_reports   the records with findings that were made by comparing records
cross_check     for which state of all records these hold
findings        the findings of both
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from archive.tabular.table_schemas import TABLES, TableSchema

_SQL_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
}

# All printable ASCII characters except quotation marks belong to words, so that SQLite divides the
# given words only at spaces.
_SIGNS = "".join(c for c in map(chr, range(33, 127)) if not c.isalnum() and c != '"')

_OTHER_TABLES = (
    """CREATE TABLE records (
  number INTEGER PRIMARY KEY,
  document TEXT UNIQUE,
  path TEXT UNIQUE NOT NULL,
  sha256 TEXT,
  size_bytes INTEGER,
  stamp TEXT,
  problem TEXT,
  taken_id TEXT
)""",
    "CREATE INDEX records_by_taken_id ON records (taken_id) WHERE taken_id IS NOT NULL",
    "CREATE TABLE folders (path TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE passages (
  number INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  kind TEXT NOT NULL,
  part TEXT NOT NULL,
  text TEXT
)""",
    "CREATE INDEX passages_by_document ON passages (document)",
    f"""CREATE VIRTUAL TABLE words USING fts5(
  tokens, content='', tokenize="ascii tokenchars '{_SIGNS.replace("'", "''")}'"
)""",
    """CREATE TABLE identity_keys (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  document TEXT NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (kind, key, document, part)
) WITHOUT ROWID""",
    "CREATE INDEX identity_keys_by_part ON identity_keys (document, part)",
    """CREATE TABLE same (
  kind TEXT NOT NULL,
  identity TEXT NOT NULL,
  document TEXT NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (kind, identity, document, part)
) WITHOUT ROWID""",
    "CREATE INDEX same_by_part ON same (document, part)",
    """CREATE TABLE reports (
  path TEXT PRIMARY KEY,
  rules TEXT NOT NULL,
  files TEXT,
  content TEXT,
  place TEXT,
  layers TEXT NOT NULL,
  digest TEXT NOT NULL
) WITHOUT ROWID""",
    """CREATE TABLE cross_reports (
  path TEXT PRIMARY KEY,
  sha256 TEXT,
  digest TEXT NOT NULL
) WITHOUT ROWID""",
    "CREATE TABLE cross_check (state TEXT NOT NULL, digest TEXT NOT NULL)",
    """CREATE TABLE findings (
  path TEXT NOT NULL,
  is_across_records INTEGER NOT NULL,
  number INTEGER NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  hint TEXT,
  file TEXT,
  line INTEGER,
  "column" INTEGER,
  pointer TEXT,
  PRIMARY KEY (path, is_across_records, number)
) WITHOUT ROWID""",
    "CREATE INDEX findings_by_code ON findings (code)",
)

_VIEWS = (
    # Claims with the record's title, and with who makes them across records.
    """CREATE VIEW claims_with_voices AS
SELECT c.document, d.title, c.id AS claim, c.number, c.restatement, c.kind, c.commitment, c.status,
  c.voice, c.voice_name, s.identity AS voice_identity, c.source_names, c.time
FROM claims AS c
JOIN documents AS d ON d.document = c.document
LEFT JOIN same AS s
  ON s.document = c.document AND s.part = c.voice_entity AND s.kind = 'entity'""",
    # The sources of all records; those with one identity are one source.
    """CREATE VIEW sources_by_identity AS
SELECT s.identity, o.document, o.id AS source, o.as_named, o.agent, o.work, w.title AS work_title,
  w.is_withdrawn
FROM same AS s
JOIN sources AS o ON o.document = s.document AND o.id = s.part
LEFT JOIN works AS w ON w.document = o.document AND w.id = o.work
WHERE s.kind = 'source'""",
    # Which claim refers to which source, and how.
    """CREATE VIEW claims_by_source AS
SELECT s.identity, o.as_named, r.predicate, r.status AS relation_status, c.document, d.title,
  c.id AS claim, c.restatement, c.status AS claim_status, c.voice_name
FROM same AS s
JOIN sources AS o ON o.document = s.document AND o.id = s.part
JOIN relations AS r ON r.document = o.document AND r.object_source = o.id
JOIN claims AS c ON c.document = r.document AND c.id = r.subject
JOIN documents AS d ON d.document = c.document
WHERE s.kind = 'source'""",
    # Which record has which finding.
    """CREATE VIEW findings_by_record AS
SELECT r.document, d.title, f.*
FROM findings AS f
JOIN records AS r ON r.path = f.path
LEFT JOIN documents AS d ON d.document = r.document""",
)


def statements() -> Iterator[str]:
    """Yield the statements that create all tables, indexes and views in an empty file."""
    yield from map(_create_table, TABLES)
    yield from _OTHER_TABLES
    yield from _VIEWS


def _create_table(schema: TableSchema) -> str:
    """Return the statement for a table of records."""
    columns = [
        f'"{column.name}" {_SQL_TYPES[column.type]}{" NOT NULL" if column.is_required else ""}'
        for column in schema.columns
    ]
    key = ", ".join(f'"{name}"' for name in schema.key)
    lines = ",\n  ".join([*columns, f"PRIMARY KEY ({key})"])
    return f'CREATE TABLE "{schema.name}" (\n  {lines}\n) WITHOUT ROWID'


@cache
def insertions() -> tuple[str, ...]:
    """Return the statement that inserts a row into each table of records, in their order."""
    return tuple(
        f'INSERT INTO "{schema.name}" VALUES ({", ".join("?" * len(schema.row._fields))})'  # noqa: S608
        for schema in TABLES
    )


@cache
def deletions() -> tuple[str, ...]:
    """Return the statement that deletes the rows of a record from each table of records."""
    return tuple(f'DELETE FROM "{schema.name}" WHERE document = ?' for schema in TABLES)  # noqa: S608


def sql_digest() -> str:
    """Return a digest of all statements: what `SQL_DIGEST` must be."""
    return sha256("\0".join(statements()).encode()).hexdigest()[:16]
