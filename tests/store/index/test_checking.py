"""`check_index` finds whatever in an index is not as the records give it."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.errors import IndexUnavailable
from archive.store.index import stamps
from archive.store.index.checking import Discrepancy, check_index
from archive.store.index.index import Index
from archive.store.index.refreshing import refresh
from archive.tabular.table_schemas import TABLES
from tests import samples
from tests.store.index.test_index import with_parts
from tests.strategies import large_document
from tests.tools.cases import each_case

SHARED: list[set[tuple[str, str]]] = [{("DOI", "10.1000/1"), ("Wikidata", "Q1")}]


def made_of(folder: Path, documents: list[archive.Document]) -> tuple[Path, bytes]:
    """A store of records, and the bytes of its index."""
    root = folder / "store"
    for document in documents:
        (root / document.id).mkdir(parents=True)
        data = archive.write(document, "json").data
        (root / document.id / "document.json").write_bytes(data)
    with pytest.MonkeyPatch.context() as patch, Index.open(folder / "index.sqlite") as index:
        patch.setattr(stamps, "GRAIN_NANOSECONDS", -(10**18))  # as if written long ago
        assert refresh(root, index).problems == 0
    return root, (folder / "index.sqlite").read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: Any) -> tuple[Path, bytes]:
    """A small store with parts that two records share."""
    documents = [samples.assessed(), with_parts("one", SHARED), with_parts("two", SHARED)]
    return made_of(tmp_path_factory.mktemp("checked"), documents)


def found(made: tuple[Path, bytes], path: Path, *changes: str) -> list[Discrepancy]:
    """What is found after somebody changed the index."""
    root, data = made
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as connection:
        for change in changes:
            assert connection.execute(change).rowcount != 0, change
        connection.commit()
    return list(check_index(root, path))


@pytest.mark.slow
def test_a_right_index_has_no_differences(made: tuple[Path, bytes], tmp_path: Path) -> None:
    assert found(made, tmp_path / "index.sqlite") == []


@pytest.mark.slow
def test_a_missing_and_a_changed_row_are_found_in_every_table(tmp_path: Path) -> None:
    full = made_of(tmp_path, [large_document().update(id="large")])
    missing, changed = [], []
    for schema in TABLES:
        key = ", ".join(f'"{name}"' for name in schema.key)
        one = f'({key}) = (SELECT {key} FROM "{schema.name}" LIMIT 1)'
        last = next(c.name for c in reversed(schema.columns) if c.name not in schema.key)
        missing.append(f'DELETE FROM "{schema.name}" WHERE {one}')
        changed.append(f"""UPDATE "{schema.name}" SET "{last}" = '17' WHERE {one}""")
    for changes in (missing, changed):
        tables = {one.table for one in found(full, tmp_path / "changed.sqlite", *changes)}
        assert tables >= {schema.name for schema in TABLES}


CHANGES = {
    "a passage is missing": ("DELETE FROM passages WHERE kind = 'claim' AND document = 'small'", "passages"),
    "a passage is changed": ("UPDATE passages SET text = 'x' WHERE kind = 'claim' AND document = 'small'", "passages"),
    "words are missing": (
        """INSERT INTO words (words, rowid, tokens) SELECT 'delete', number, 'trade' FROM passages
        WHERE kind = 'title' AND document = 'small'""", "words",
    ),
    "words are too many": ("INSERT INTO words (rowid, tokens) VALUES (100000, 'trade')", "words"),
    "a key is missing": ("DELETE FROM identity_keys WHERE document = 'one' AND kind = 'work'", "identity_keys"),
    "an identity is missing": ("DELETE FROM same WHERE document = 'one' AND kind = 'work'", "same"),
    "an identity is wrong": ("UPDATE same SET identity = 'wikidata:Q1' WHERE document = 'one' AND kind = 'work'", "same"),
    "all of a group have a wrong identity": ("UPDATE same SET identity = 'wikidata:Q1' WHERE kind = 'work' AND identity = 'doi:10.1000/1'", "same"),
    "a part without keys has another identity": ("UPDATE same SET identity = 'doi:10.1000/1' WHERE part = 'w-1' AND document = 'small'", "same"),
    "the identity of a source is wrong": ("UPDATE same SET identity = 'x' WHERE part = 'src-w-0' AND document = 'one'", "same"),
    "rows of a record that is not there": ("UPDATE same SET document = 'x' WHERE part = 'src' AND document = 'one'", "same"),
    "the digest of a record is wrong": ("UPDATE records SET sha256 = 'x' WHERE path = 'one'", "records"),
    "the size of a record is wrong": ("UPDATE records SET size_bytes = 1 WHERE path = 'one'", "records"),
    "a record has another id": ("UPDATE records SET document = 'x' WHERE path = 'one'", "records"),
    "a record has a problem that it has not": ("UPDATE records SET document = NULL WHERE path = 'one'", "records"),
}  # fmt: skip


@each_case("change, table", CHANGES.values(), ids=CHANGES)
@pytest.mark.slow
def test_each_change_is_found(
    made: tuple[Path, bytes], tmp_path: Path, change: str, table: str
) -> None:
    assert table in {one.table for one in found(made, tmp_path / "index.sqlite", change)}


@pytest.mark.slow
def test_records_that_changed_since_are_left_to_the_next_refresh(tmp_path: Path) -> None:
    root = tmp_path / "store"
    (root / "small").mkdir(parents=True)
    file = root / "small" / "document.json"
    file.write_bytes(archive.write(samples.small(), "json").data)
    with Index.open(tmp_path / "index.sqlite") as index:
        refresh(root, index)
    file.write_bytes(archive.write(samples.assessed(), "json").data)
    assert list(check_index(root, tmp_path / "index.sqlite")) == []
    file.unlink()
    assert list(check_index(root, tmp_path / "index.sqlite")) == []


@pytest.mark.slow
def test_a_flipped_bit_is_found_or_changes_nothing(
    made: tuple[Path, bytes], tmp_path: Path
) -> None:
    """A bit of a stamp only lets the record be read again; some bits are not used."""
    root, data = made
    path, source, seen = tmp_path / "index.sqlite", random.Random(1), 0
    for _ in range(200):
        at, bit = source.randrange(100, len(data)), source.randrange(8)
        changed = bytearray(data)
        changed[at] ^= 1 << bit
        path.write_bytes(changed)
        try:
            differences = list(check_index(root, path))
        except IndexUnavailable:
            seen += 1
            continue
        seen += bool(differences)
        if not differences:
            with closing(sqlite3.connect(path)) as one:
                changes = set(one.iterdump()) - _dump(data, tmp_path)
            others = [line for line in changes if not line.startswith(('INSERT INTO "records"', 'INSERT INTO "folders"'))]  # fmt: skip
            assert others == []
    assert seen > 5


def _dump(data: bytes, folder: Path) -> set[str]:
    (folder / "right.sqlite").write_bytes(data)
    with closing(sqlite3.connect(folder / "right.sqlite")) as connection:
        return set(connection.iterdump())
