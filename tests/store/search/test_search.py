"""SQLite finds what a plain comparison of tokens finds, ranked, in pages, with filters."""

from __future__ import annotations

from contextlib import closing
from functools import cache
from pathlib import Path
from random import Random
from sqlite3 import Connection, connect
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive.store.search.search as module
from archive.errors import UnknownFilterValue
from archive.store.search.filters import Filters
from archive.store.search.query import parse
from archive.store.search.search import search
from tests import strategies
from tests.samples import assessed, text_only
from tests.store.search.drawn_texts import text, typed
from tests.store.search.tables import add_passage, index_of
from tests.tools.cases import each_case


def _searched(random: Random, texts: int, queries: int) -> None:
    """Ask an index of drawn texts many drawn queries."""
    drawn = [text(random) for _ in range(texts)]
    connection = index_of([])
    for number, one in enumerate(drawn):
        add_passage(connection, "drawn", "comment", f"c-{number}", one)
    for _ in range(queries):
        query = typed(random, drawn)
        asked, results = parse(query), search(connection, query, first=texts)
        expected = {f"c-{n}" for n, one in enumerate(drawn) if asked.matches(one)}
        assert {hit.part for hit in results.hits} == expected, repr(query)
        assert results.total == len(expected)
        assert all(hit.snippet.places for hit in results.hits[:3])


def test_drawn_queries_find_what_a_plain_scan_finds() -> None:
    _searched(Random(0), texts=8, queries=200)


@pytest.mark.slow
def test_two_thousand_drawn_queries_find_what_a_plain_scan_finds() -> None:
    for seed in range(20):
        _searched(Random(seed), texts=60, queries=100)


@given(st.text(st.characters(), max_size=20), st.lists(st.text(max_size=30), max_size=5))
def test_no_query_is_an_error(query: str, texts: list[str]) -> None:
    connection = index_of([assessed()])
    results = search(connection, query)
    assert (results.note is not None) == parse(query).is_empty
    assert results.as_json()["query"] == query
    filters = Filters(sources=(query,), claimants=(query,), entities=(query,), records=(query,), licences=(query,))  # fmt: skip
    assert search(connection, "trade", filters).hits == ()
    assert len(repr(results)) <= 100


@pytest.mark.parametrize("few", [0, 50])
@pytest.mark.parametrize("ranked", [1, 3, 1000])
@pytest.mark.parametrize("counted", [2, 7, 10_000])
@pytest.mark.parametrize(
    "filters", [Filters(), Filters(passages=("text",)), Filters(records=("text",))]
)
def test_pages_give_every_match_once(
    few: int, ranked: int, counted: int, filters: Filters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RANKED", ranked)
    monkeypatch.setattr(module, "COUNTED", max(counted, ranked))
    monkeypatch.setattr(module, "_LOOKED_UP", 4)
    monkeypatch.setattr(module, "_FEW", few)
    connection = index_of([text_only(*(f"rain {'rain ' * n} sun" for n in range(12)), "sun")])
    found: list[str] = []
    after: int | None = 0
    while after is not None:
        results = search(connection, "rain", filters, first=5, after=after)
        assert len(results.hits) <= 5
        found += [hit.part for hit in results.hits]
        after = results.next
    assert sorted(found) == sorted(f"p-{n}" for n in range(1, 13))


@pytest.mark.parametrize("few", [0, 50])
def test_a_passage_with_more_of_the_words_comes_first(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FEW", few)
    connection = index_of(
        [text_only("rain and sun", "rain, rain and rain", "a long text on rain and other things")]
    )
    for filters in (Filters(), Filters(passages=("text",))):
        hits = search(connection, "rain", filters).hits
        assert [hit.part for hit in hits] == ["p-2", "p-1", "p-3"]


@pytest.mark.parametrize("few", [0, 50])
def test_the_rarer_word_weighs_more(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FEW", few)
    texts = ["rain rain sun x", "rain sun sun x", *["rain x"] * 60]
    connection = index_of([text_only(*texts)])
    for filters in (Filters(), Filters(passages=("text",))):
        assert [hit.part for hit in search(connection, "rain sun", filters).hits] == ["p-2", "p-1"]


@pytest.mark.slow
@given(strategies.documents(), st.data())
def test_filters_and_limits_leave_nothing_out(document: object, data: st.DataObject) -> None:
    """Whatever plan is chosen, a query finds the same."""
    connection = index_of([document, assessed()])  # type: ignore[list-item]
    filters = data.draw(_filters(document))
    with pytest.MonkeyPatch.context() as patch:
        expected = _all(connection, filters)
        patch.setattr(module, "COUNTED", 1)
        patch.setattr(module, "RANKED", 1)
        assert _all(connection, filters) == expected
        patch.setattr(module, "_LOOKED_UP", 0)
        assert _all(connection, filters) == expected


def _all(connection: object, filters: Filters) -> list[tuple[str, str, str]]:
    found = []
    for query in ("t*", "the", "e*", "a*"):
        results = search(connection, query, filters, first=10_000)  # type: ignore[arg-type]
        found += sorted((hit.record, hit.kind, hit.part) for hit in results.hits)
        if results.next is not None:
            results = search(connection, query, filters, first=10_000, after=results.next)  # type: ignore[arg-type]
            assert not results.hits
    return found


def _filters(document: object) -> st.SearchStrategy[Filters]:
    entities = [entity.id for entity in document.entities]  # type: ignore[attr-defined]
    sources = [source.id for source in document.sources]  # type: ignore[attr-defined]
    return st.sampled_from(
        [
            Filters(),
            Filters(records=("small",)),
            Filters(records=(document.id, "small")),  # type: ignore[attr-defined]
            Filters(passages=("claim", "reason")),
            Filters(kinds=("descriptive", "causal")),
            Filters(commitments=("asserted",)),
            Filters(statuses=("proposed", "accepted")),
            Filters(verdicts=("supported", "doubt")),
            Filters(doubted=True),
            Filters(doubted=False),
            Filters(time="1000/2100"),
            Filters(time="../2100"[3:]),
            Filters(published="1000/2100"),
            Filters(licences=("CC BY 4.0", "http://rightsstatements.org/vocab/UND/1.0/")),
            *(Filters(entities=(id,)) for id in entities[:3]),
            *(Filters(claimants=(id, "council")) for id in entities[:3]),
            *(Filters(sources=(id, "src-council")) for id in sources[:3]),
            *(Filters(sources=(id,), kinds=("descriptive",)) for id in sources[:3]),
        ]
    )


@cache
def _assessed() -> Connection:
    return index_of([assessed()])


@each_case(
    ("filters", "parts"),
    [
        ({}, {"h-1", "p-1", "i-1", "claim-1", "/metadata/titles/0", "w-1", "a-1", "c-1", "council", "src-council"}),
        ({"records": ("small",), "passages": ("text",)}, {"h-1", "p-1", "i-1"}),
        ({"records": ("other",)}, set()),
        ({"passages": ("title", "work")}, {"/metadata/titles/0", "w-1"}),
        ({"kinds": ("descriptive",)}, {"claim-1", "a-1", "c-1"}),
        ({"kinds": ("causal",)}, set()),
        ({"commitments": ("asserted",), "passages": ("claim",)}, {"claim-1"}),
        ({"statuses": ("accepted",)}, {"claim-1", "a-1", "c-1"}),
        ({"statuses": ("proposed", "rejected")}, set()),
        ({"verdicts": ("supported",)}, set()),
        ({"doubted": True}, set()),
        ({"doubted": False}, {"claim-1", "a-1", "c-1"}),
        ({"claimants": ("council",)}, {"claim-1", "a-1", "c-1"}),
        ({"claimants": ("small#council",)}, {"claim-1", "a-1", "c-1"}),
        ({"claimants": ("small#nobody",)}, set()),
        ({"sources": ("src-council",)}, {"claim-1", "a-1", "c-1", "src-council"}),
        ({"sources": ("w-1",)}, {"w-1"}),
        ({"entities": ("china",)}, {"p-1"}),
        ({"entities": ("council",)}, {"claim-1", "a-1", "c-1", "council"}),
        ({"time": "2015"}, set()),
        ({"licences": ("UND",), "passages": ("title",)}, set()),
        ({"licences": ("CC BY 4.0",), "passages": ("title",)}, set()),
        ({"claimants": ("small#src-council",)}, set()),
        ({"licences": ("http://rightsstatements.org/vocab/UND/1.0/",), "passages": ("title",)}, {"/metadata/titles/0"}),
    ],
)  # fmt: skip
def test_each_filter_lets_through_what_it_says(filters: dict[str, object], parts: set[str]) -> None:
    words = ["trade", "council", "the"]
    connection = _assessed()
    found = {
        hit.part
        for word in words
        for hit in search(connection, word, Filters(**filters), first=100).hits
    }  # type: ignore[arg-type]
    assert found == parts


def test_a_rejected_mention_is_none() -> None:
    document = assessed()
    mentions = [one.update(status="rejected") for one in document.annotations if one.id == "m-1"]
    connection = index_of([document.update(annotations=tuple(mentions))])
    assert search(connection, "trade", Filters(entities=("china",))).hits == ()


def test_a_search_sees_one_state_of_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a writer commits while it runs is not seen."""
    path = tmp_path / "index.sqlite"
    path.write_bytes(index_of([assessed()]).serialize())
    with closing(connect(path)) as reader, closing(connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")

        def removed_meanwhile(*given: Any) -> list[int]:
            numbers = first_matches(*given)
            writer.execute("DELETE FROM passages")
            writer.commit()
            return numbers

        first_matches = module._first_matches
        monkeypatch.setattr(module, "_first_matches", removed_meanwhile)
        assert search(reader, "trade").hits
        monkeypatch.undo()
        assert not reader.in_transaction


@each_case(
    ("time", "asked", "is_found"),
    [
        ("2015", "2015-06", True),
        ("2015", "2016", False),
        ("2015-12", "2015-12-31/2016", True),
        ("2015/..", "2020", True),
        ("../2015", "2020", False),
        ("2015", "2014/..", True),
        ("2015", "/2014", False),
        ("-0044-03-15", "-0050/-0040", True),
        ("-0044-03-15", "2015", False),
        ("-0044-03-15", "/2015", True),
        ("Y12000", "2015/..", True),
        ("2015", "Y12000", False),
        ("2015", "Y12000/..", False),
        ("2015", "../-0044"[2:], False),
        ("-0044-03-15", "-0050/-0044-03-15", True),
        (None, "2015", False),
    ],
)
def test_times_that_overlap(time: str | None, asked: str, is_found: bool) -> None:
    document = assessed()
    claim = document.claims[0].update(time={"date": time} if time else None)
    connection = index_of([document.update(claims=(claim,))])
    results = search(connection, "trade", Filters(time=asked, passages=("claim",)))
    assert bool(results.hits) == is_found


@each_case(
    "filters",
    [
        {"kinds": ("causl",)},
        {"time": "last year"},
        {"passages": ("block",)},
        {"verdicts": ("true",)},
    ],
)
def test_a_filter_refuses_what_it_does_not_have(filters: dict[str, object]) -> None:
    with pytest.raises(UnknownFilterValue) as raised:
        Filters(**filters)  # type: ignore[arg-type]
    [name] = filters
    assert raised.value.filter == name
    assert name in str(raised.value)


def test_results_say_what_no_record_has() -> None:
    results = search(index_of([assessed()]), "trade", Filters(sources=("10.1000/none",)))
    assert results.unknown == ("10.1000/none",)
    assert results.note == "no record has '10.1000/none'"


def test_a_query_without_words_finds_nothing_and_says_so() -> None:
    results = search(index_of([assessed()]), "* - \0")
    assert (results.hits, results.total, results.next) == ((), 0, None)
    assert results.note == "the query has no words, so nothing can be found"


@each_case(
    ("query", "part", "status"),
    [
        ("trade", "claim-1", "accepted"),
        ("same", "a-1", "proposed"),
        ("year", "c-1", "proposed"),
        ("according", "p-1", None),
    ],
)
def test_a_hit_has_the_status_of_its_statement(query: str, part: str, status: str | None) -> None:
    hits = search(index_of([assessed()]), query).hits
    assert {(hit.part, hit.status) for hit in hits} >= {(part, status)}


def test_a_hit_as_json() -> None:
    [hit] = search(index_of([assessed()]), '"10%" fell', Filters(passages=("claim",))).hits
    assert hit.as_json() == {
        "record": "small",
        "title": "Trade",
        "kind": "claim",
        "part": "claim-1",
        "status": "accepted",
        "snippet": {
            "text": "Trade with China fell by 10% in 2015.",
            "start": 0,
            "places": [[17, 21], [25, 27]],
            "isCutBefore": False,
            "isCutAfter": False,
        },
    }
    assert repr(hit) == "Hit(small#claim-1, kind='claim', 'Trade with China fell by 10% in 2015.')"
