"""The index as other programs see it: SQLite, Datasette, and DuckDB over the same tables in Parquet."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

import archive
from archive.tabular.table_schemas import TABLES
from tests.conftest import import_or_skip


@pytest.fixture(scope="module")
def store(root: Path, tmp_path_factory: pytest.TempPathFactory) -> archive.Store:
    folder = tmp_path_factory.mktemp("store") / "documents"
    shutil.copytree(root / "documents", folder, ignore=shutil.ignore_patterns(".archive"))
    made = archive.Store(folder)
    made.index()
    return made


@pytest.fixture(scope="module")
def index(store: archive.Store) -> Path:
    return store.path / ".archive" / "index.sqlite"


def question(root: Path) -> str:
    """Return the question in SQL of the manual."""
    page = (root / "docs" / "how-to" / "store.md").read_text("utf-8")
    [query] = re.findall("```sql\n(.*?)```", page, re.DOTALL)
    return query.strip()


def datasette(index: Path, path: str) -> object:
    client = import_or_skip("datasette.app").Datasette([str(index)]).client
    with ThreadPoolExecutor(1) as thread:  # a browser of another test may run a loop in this one
        return thread.submit(lambda: asyncio.run(client.get(path))).result().json()


@pytest.mark.judged
def test_datasette_opens_every_table_and_view(index: Path) -> None:
    import_or_skip("datasette")
    with closing(sqlite3.connect(index)) as connection:
        views = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")
        ]
        assert len(views) == 4
        for name in [schema.name for schema in TABLES] + views:
            [(count,)] = connection.execute(f'SELECT count(*) FROM "{name}"')
            found = datasette(index, f"/index/{name}.json?_shape=objects&_size=1")
            assert isinstance(found, dict)
            assert (
                found.get("error"),
                found["filtered_table_rows_count"],
            ) == (None, count)


@pytest.mark.judged
def test_one_question_has_one_answer_over_index_and_parquet(
    store: archive.Store, index: Path, root: Path, tmp_path: Path
) -> None:
    duckdb = import_or_skip("duckdb")
    import_or_skip("datasette")
    with closing(sqlite3.connect(index)) as connection:
        answer = connection.execute(question(root)).fetchall()
    assert len(answer) > 3
    found = datasette(index, f"/index.json?sql={quote(question(root))}&_shape=arrays")
    assert isinstance(found, dict)
    assert [tuple(row) for row in found["rows"]] == answer
    archive.tables(store).write(tmp_path / "package", format="parquet")
    sql = duckdb.connect()
    sql.execute(f"create table claims as from '{tmp_path}/package/claims.parquet'")
    assert sql.execute(question(root)).fetchall() == answer
