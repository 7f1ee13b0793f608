"""Opening an index: whatever lies there becomes an index, or the error says what to do."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import ArchiveError, IndexUnavailable
from archive.store.index import index_version, opening, schema
from archive.store.index.index import Index, IndexedRecord
from tests import samples
from tests.tools.cases import each_case

RECORD = IndexedRecord("small", "0" * 64, 1, "stamp")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def full(path: Path) -> None:
    with Index.open(path) as index:
        index.put(RECORD, samples.small())


def empty(path: Path) -> None:
    path.touch()


def garbage(path: Path) -> None:
    path.write_bytes(b"This is not SQLite. " * 1000)


def text(path: Path) -> None:
    path.write_bytes(b"x")


def cut_off(path: Path) -> None:
    full(path)
    os.truncate(path, path.stat().st_size * 2 // 3)


def cut_in_its_header(path: Path) -> None:
    full(path)
    os.truncate(path, 60)


def of_another_version(path: Path) -> None:
    full(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 7")


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute('CREATE TABLE "claims ""old""" (x)')
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(x)")
        connection.execute("CREATE VIEW v AS SELECT * FROM words")


def with_a_log_of_garbage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 7")
    path.with_name(path.name + "-wal").write_bytes(b"garbage" * 9000)


@each_case(
    "state",
    (empty, garbage, text, cut_off, cut_in_its_header, of_another_version, of_another_program, with_a_log_of_garbage),
    ids=lambda state: state.__name__,
)  # fmt: skip
@pytest.mark.slow
def test_what_is_no_index_becomes_an_empty_one(
    tmp_path: Path, state: Callable[[Path], None]
) -> None:
    path = tmp_path / "index.sqlite"
    state(path)
    with Index.open(path) as index:
        assert index.connection.execute("SELECT * FROM records").fetchall() == []
        index.put(RECORD, samples.small())
        assert index.connection.execute("SELECT document FROM claims").fetchall() == [("small",)]
    assert names_in(tmp_path) == ["index.sqlite"]


def test_an_index_is_opened_again_as_it_was(tmp_path: Path) -> None:
    full(tmp_path / "index.sqlite")
    for read_only in (False, True):
        with Index.open(tmp_path / "index.sqlite", read_only=read_only) as index:
            found = index.connection.execute("SELECT path, document FROM records").fetchall()
            assert found == [("small", "small")]


@each_case("name", ("with space", "per%20cent", "question?mark#", "ünï", b"\xff".decode("utf-8", "surrogateescape")))  # fmt: skip
@pytest.mark.slow
def test_an_index_can_have_any_path(tmp_path: Path, name: str) -> None:
    full(tmp_path / name / "index.sqlite")
    assert names_in(tmp_path) == [name]
    assert names_in(tmp_path / name) == ["index.sqlite"]


def test_a_changed_table_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = index_version.version()
    assert before == index_version.version() > 0
    for name, value in (("SQL_DIGEST", ""), ("ROWS_VERSION", 0), ("WORDS_VERSION", "x")):
        with monkeypatch.context() as patch:
            patch.setattr(index_version, name, value)
            assert index_version.version() != before


def test_the_version_is_that_of_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """If this fails, a table or view was changed: set `SQL_DIGEST` to the other digest."""
    assert schema.sql_digest() == index_version.SQL_DIGEST
    monkeypatch.setattr(schema, "TABLES", schema.TABLES[1:])
    assert schema.sql_digest() != index_version.SQL_DIGEST


def refused(path: Path, *, read_only: bool = False) -> str:
    with pytest.raises(IndexUnavailable) as error:
        Index.open(path, read_only=read_only)
    assert isinstance(error.value, ArchiveError)
    assert error.value.path == str(path)
    return str(error.value).replace(str(path), "PATH")


def test_a_folder_that_cannot_be_made_is_an_error_with_advice(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refused(tmp_path / "file" / "index.sqlite") == (
        "the index PATH cannot be used: File exists; "
        "the index can be in another place: give the path of a file in a folder where you may write"
    )


def test_a_folder_in_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    assert "unable to open database file" in refused(tmp_path)


def test_a_missing_index_is_an_error_for_who_only_reads(tmp_path: Path) -> None:
    assert "unable to open database file" in refused(tmp_path / "no.sqlite", read_only=True)
    assert names_in(tmp_path) == []


def test_an_index_of_another_version_is_an_error_for_who_only_reads(tmp_path: Path) -> None:
    of_another_version(tmp_path / "index.sqlite")
    assert refused(tmp_path / "index.sqlite", read_only=True) == (
        "the index PATH cannot be used: another version of the library made it; "
        "delete it; it is made again from the records"
    )


def test_who_only_reads_cannot_write(tmp_path: Path) -> None:
    full(tmp_path / "index.sqlite")
    advice = "readonly database; the index can be in another"
    with (
        Index.open(tmp_path / "index.sqlite", read_only=True) as index,
        pytest.raises(IndexUnavailable, match=advice),
    ):
        index.drop("small")


def test_a_writer_that_does_not_finish_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full(tmp_path / "index.sqlite")
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.01)
    with Index.open(tmp_path / "index.sqlite") as one, Index.open(tmp_path / "index.sqlite") as two:
        with one.writing(), pytest.raises(IndexUnavailable, match=r"for 0\.01 seconds; try again"):
            two.drop("small")
        two.drop("small")


def test_an_index_that_was_deleted_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    full(path)
    with Index.open(path) as index:
        assert index.connection.execute("SELECT path FROM records").fetchall() == [("small",)]
        path.unlink()
        index.reopen_if_replaced()
        assert index.connection.execute("SELECT path FROM records").fetchall() == []
        index.put(RECORD, samples.small())
        index.reopen_if_replaced()
        assert index.connection.execute("SELECT path FROM records").fetchall() == [("small",)]


@pytest.mark.slow
def test_a_full_disk_is_an_error_and_nothing_is_half_written(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index.sqlite") as index:
        index.put(RECORD, samples.small())
        with index.writing() as writer:
            [(pages,)] = writer.execute("PRAGMA page_count")
        writer.execute(f"PRAGMA max_page_count = {pages}")  # as if there were no more space
        long = samples.from_text("It rained. " * 9000, id="long")
        with pytest.raises(IndexUnavailable, match="the disk is full; free some space"):
            index.put(RECORD._replace(path="long"), long)
        assert index.connection.execute("SELECT document FROM records").fetchall() == [("small",)]
        writer.execute("PRAGMA max_page_count = 100000")
        index.put(RECORD._replace(path="long"), long)
