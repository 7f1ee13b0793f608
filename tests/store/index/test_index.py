"""The index: the rows of every record as the tables have them, its words, and who is the same."""

from __future__ import annotations

import sqlite3
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.model.document import Document
from archive.model.entities import EntityName, Organisation
from archive.model.names import Identifier
from archive.model.works import Source, Work
from archive.store.index.index import Index, IndexedRecord
from archive.store.index.index_version import ROWS_VERSION
from archive.store.index.rows import record_rows
from archive.tabular.table_schemas import TABLES
from tests import samples
from tests.store.index.contents import contents
from tests.strategies import documents
from tests.tools.cases import each_case


def record(path: str = "a", digest: str = "0") -> IndexedRecord:
    return IndexedRecord(path, digest * 64, 1, "stamp")


def matches(index: Index, words: str) -> list[tuple[str, str]]:
    """The kind and part of the passages with these words."""
    return index.connection.execute(
        "SELECT p.kind, p.part FROM words JOIN passages AS p ON p.number = words.rowid"
        " WHERE words MATCH ? ORDER BY p.number",
        (words,),
    ).fetchall()


@pytest.fixture(scope="module")
def used(tmp_path_factory: Any) -> Any:
    """An index that each test leaves empty: to make a file takes longer than many tests."""
    with Index.open(tmp_path_factory.mktemp("used") / "index.sqlite") as index:
        yield index


@pytest.fixture(scope="module")
def other(tmp_path_factory: Any) -> Any:
    """Another such index."""
    with Index.open(tmp_path_factory.mktemp("other") / "index.sqlite") as index:
        yield index


@pytest.fixture
def index(tmp_path: Path) -> Any:
    with Index.open(tmp_path / "index.sqlite") as index:
        yield index


@pytest.mark.slow
@given(st.data())
def test_the_index_has_the_rows_of_the_tables(used: Index, data: st.DataObject) -> None:
    document = data.draw(documents())
    try:
        used.put(record(), document)
        found = contents(used.connection)
        for schema, rows in zip(TABLES, record_rows(document).tables, strict=True):
            assert Counter(found[schema.name]) == Counter(rows)
    finally:
        used.drop(document.id)
    assert not any(contents(used.connection).values())


def test_every_text_is_a_passage(index: Index) -> None:
    index.put(record(), samples.assessed())
    found = index.connection.execute("SELECT kind, part, text FROM passages ORDER BY number")
    assert found.fetchall() == [
        ("title", "/metadata/titles/0", "Trade"),
        ("text", "h-1", None),
        ("text", "p-1", None),
        ("text", "p-2", None),
        ("text", "i-1", None),
        ("text", "i-2", None),
        ("claim", "claim-1", "Trade with China fell by 10% in 2015."),
        ("source", "src-council", "the Council"),
        ("work", "w-1", "Trade in Figures"),
        ("entity", "council", "Council"),
        ("entity", "china", "China"),
        ("reason", "a-1", "The report has the same number."),
        ("comment", "c-1", "The year of the report is not given."),
    ]


def test_a_size_beyond_the_integers_of_sqlite_is_the_largest_of_them(index: Index) -> None:
    document = samples.small()
    [capture] = document.captures
    index.put(record(), document.update(captures=(capture.update(size_bytes=2**70),)))
    assert index.connection.execute("SELECT size_bytes FROM captures").fetchall() == [(2**63 - 1,)]


def test_words_find_passages_and_are_gone_with_them(index: Index) -> None:
    index.put(record(), samples.assessed())
    assert matches(index, '"trade with china"') == [("text", "p-1"), ("claim", "claim-1")]
    assert matches(index, '"coun"*') == [
        ("text", "p-1"),
        ("source", "src-council"),
        ("entity", "council"),
    ]
    index.put(record(), samples.small())
    assert matches(index, '"china"') == [("text", "p-1"), ("claim", "claim-1")]
    index.drop("small")
    assert matches(index, '"trade"') == []


def test_a_replaced_record_keeps_the_passages_that_stay_the_same(index: Index) -> None:
    def numbers() -> dict[tuple[str, str], int]:
        rows = index.connection.execute("SELECT kind, part, number FROM passages")
        return {(kind, part): number for kind, part, number in rows}

    document = samples.assessed()
    index.put(record(), document)
    before = numbers()
    [claim] = document.claims
    index.put(record(), document.update(claims=(claim.update(restatement="Trade fell."),)))
    changed = {key for key, number in numbers().items() if before[key] != number}
    assert changed == {("claim", "claim-1")}
    assert matches(index, '"10"') == [("text", "p-1")]


def test_the_rows_of_a_sample_are_those_of_this_version() -> None:
    """If this fails, a record gives other rows than before: raise `ROWS_VERSION`."""
    tables = repr([list(rows) for rows in record_rows(samples.assessed()).tables])
    assert (ROWS_VERSION, sha256(tables.encode()).hexdigest()[:12]) == (1, "402f8f6a7c5b")


# --- records across records ---

SCHEMES = ("DOI", "Wikidata")
VALUES = {"DOI": ("10.1000/1", "10.1000/2", "10.1000/3"), "Wikidata": ("Q1", "Q2", "Q3")}
KEYS = st.sampled_from([(scheme, value) for scheme in SCHEMES for value in VALUES[scheme]])


def named(keys: set[tuple[str, str]]) -> tuple[Identifier, ...]:
    return tuple(Identifier(scheme=scheme, value=value) for scheme, value in sorted(keys))


def with_parts(id: str, of_parts: list[set[tuple[str, str]]]) -> Document:
    """A record with a work and an entity for each set of keys, and sources that refer to them."""
    numbered = list(enumerate(of_parts))
    return Document(
        id=id,
        works=tuple(Work(id=f"w-{n}", type="report", identifiers=named(keys)) for n, keys in numbered),
        entities=tuple(
            Organisation(id=f"org-{n}", names=(EntityName(text="X"),), identifiers=named(keys))
            for n, keys in numbered
        ),
        sources=(
            *(Source(id=f"src-w-{n}", as_named="it", work=f"w-{n}", agent=f"org-{n}") for n, _ in numbered),
            *(Source(id=f"src-o-{n}", as_named="they", agent=f"org-{n}") for n, _ in numbered),
            Source(id="src", as_named="somebody"),
        ),
    )  # fmt: skip


def identities(records: dict[str, list[set[tuple[str, str]]]]) -> list[tuple[str, ...]]:
    """The rows of `same` for records, by joining groups until nothing changes."""
    parts = {(id, n): {f"{s.lower()}:{v}" for s, v in keys} for id, of in records.items() for n, keys in enumerate(of)}  # fmt: skip
    groups = {part: set(keys) for part, keys in parts.items()}
    while True:
        joined = {
            part: set().union(*(other for other in groups.values() if keys & other))
            for part, keys in groups.items()
        }
        if joined == groups:
            break
        groups = joined
    found = []
    for (id, n), keys in groups.items():
        of = {kind: min(keys, default=f"{id}#{kind}-{n}") for kind in ("w", "org")}
        found += [
            ("work", of["w"], id, f"w-{n}"),
            ("entity", of["org"], id, f"org-{n}"),
            ("source", of["w"], id, f"src-w-{n}"),
            ("source", of["org"], id, f"src-o-{n}"),
        ]
    return [*found, *(("source", f"{id}#src", id, "src") for id in records)]


PARTS = st.lists(st.sets(KEYS, max_size=3), max_size=3)


D1, Q1, Q2 = ("DOI", "10.1000/1"), ("Wikidata", "Q1"), ("Wikidata", "Q2")


@pytest.mark.slow
@example([("a", [{D1, Q1}]), ("b", [{Q1}]), ("a", None)])  # the smallest key goes with its part
@example([("a", [{D1, Q1, Q2}]), ("b", [{Q1, Q2}]), ("a", None)])
@example([("a", [{D1}]), ("b", [{D1, Q1}]), ("c", [{Q1}]), ("b", None)])  # a group is divided
@example([("a", [{Q1}]), ("b", [{Q2}]), ("c", [{D1, Q1, Q2}]), ("c", [set()])])
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.none() | PARTS), max_size=12))
def test_identities_stay_right_while_records_come_and_go(
    used: Index, other: Index, steps: list[tuple[str, list[set[tuple[str, str]]] | None]]
) -> None:
    records: dict[str, list[set[tuple[str, str]]]] = {}
    try:
        for id, parts in steps:
            if parts is None:
                used.drop(id)
                records.pop(id, None)
            else:
                used.put(record(id), with_parts(id, parts))
                records[id] = parts
            found = used.connection.execute("SELECT * FROM same").fetchall()
            assert sorted(found) == sorted(identities(records))
        for id, parts in records.items():
            other.put(record(id), with_parts(id, parts))
        assert contents(used.connection) == contents(other.connection)
    finally:
        for id in records:
            used.drop(id)
            other.drop(id)


def test_two_records_with_one_id_are_one_record_and_a_problem(index: Index) -> None:
    def records() -> list[Any]:
        return index.connection.execute(
            "SELECT path, document, stamp, problem FROM records ORDER BY path"
        ).fetchall()

    taken = "the record in {} has the same id, small; change one of them"
    index.put(record("b"), samples.small())
    index.put(record("c"), samples.small())
    assert records() == [("b", "small", "stamp", None), ("c", None, "stamp", taken.format("b"))]
    index.put(record("a"), samples.small())
    assert [row[:2] for row in records()] == [("a", "small"), ("b", None), ("c", None)]
    index.drop_path("a")  # the others must be read again
    assert [row[:3] for row in records()] == [("b", None, None), ("c", None, None)]
    index.put(record("c"), samples.small())
    index.put(record("b"), samples.small())
    assert records() == [("b", "small", "stamp", None), ("c", None, "stamp", taken.format("b"))]
    assert matches(index, '"trade"')


def test_a_record_that_cannot_be_read_has_no_rows(index: Index) -> None:
    index.put(record(), samples.small())
    index.put_problem(record(), "not-json: it ends too soon")
    found = {name: rows for name, rows in contents(index.connection).items() if rows}
    assert found == {"records": [(None, "a", "0" * 64, 1, "not-json: it ends too soon", None)]}


def test_a_record_with_a_new_id_leaves_nothing_of_the_old_one(index: Index) -> None:
    index.put(record(), samples.small())
    index.put(record(), samples.minimal())
    assert index.connection.execute("SELECT document FROM records").fetchall() == [("minimal",)]
    assert matches(index, '"trade"') == []


def test_all_or_nothing_is_written(index: Index) -> None:
    def interrupted() -> None:
        with index.writing():
            index.put(record(), samples.small())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not any(contents(index.connection).values())


def test_readers_see_what_was_there_until_the_writer_commits(index: Index) -> None:
    with index.writing():
        index.put(record(), samples.small())
        assert matches(index, '"trade"') == []
    assert matches(index, '"trade"')


def test_the_connection_for_readers_cannot_write(index: Index) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        index.connection.execute("DELETE FROM records")


VIEWS = {
    "claims_with_voices": [
        ("small", "Trade", "claim-1", 1, "Trade with China fell by 10% in 2015.", "descriptive", "asserted", "accepted",
         "named", "Council", "small#council", "the Council", None),
    ],
    "sources_by_identity": [("small#council", "small", "src-council", "the Council", "council", None, None, None)],
    "claims_by_source": [
        ("small#council", "the Council", "citesAsAuthority", "proposed", "small", "Trade", "claim-1",
         "Trade with China fell by 10% in 2015.", "accepted", "Council"),
    ],
}  # fmt: skip


@each_case("view, rows", VIEWS.items(), ids=VIEWS)
def test_views_answer_what_people_ask(index: Index, view: str, rows: list[Any]) -> None:
    index.put(record(), samples.small())
    assert index.connection.execute(f"SELECT * FROM {view}").fetchall() == rows
