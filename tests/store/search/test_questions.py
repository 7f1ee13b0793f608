"""Questions over all records give what a plain walk over the records gives."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import NotInDocument
from archive.model.assessments import Assessment
from archive.model.document import Document
from archive.store.search.filters import Filters
from archive.store.search.questions import claims, entities, sources
from archive.store.search.related_claims import RelatedClaim, related_claims
from archive.store.search.words import tokens
from tests.samples import assessed
from tests.store.search.records import claim, drawn_records, record
from tests.store.search.tables import index_of
from tests.tools.cases import each_case


def _claims(documents: list[Document], **filters: Any) -> list[tuple[str, str]]:
    page = claims(index_of(documents), Filters(**filters), first=1000)
    assert page.total == len(page.answers)
    return [(answer.record, answer.claim) for answer in page.answers]


@pytest.mark.slow
@given(st.integers(0, 2**32))
def test_claims_are_those_of_the_records(seed: int) -> None:
    documents = drawn_records(Random(seed))
    every = {(document.id, one.id): one for document in documents for one in document.claims}
    assert set(_claims(documents)) == set(every)
    accepted = {place for place, one in every.items() if one.status == "accepted"}
    assert set(_claims(documents, statuses=("accepted",))) == accepted
    of_source = {
        (document.id, link.subject)
        for document in documents
        for link in document.relations
        if link.status != "rejected"
        for source in document.sources
        if source.id == link.object and source.work
        for work in document.works
        if work.id == source.work and work.identifiers[0].value == "10.1000/1"
    }
    if of_source:
        assert set(_claims(documents, sources=("10.1000/1",))) == of_source


def test_pages_of_claims_follow_each_other() -> None:
    connection = index_of(
        [record(f"r-{n}", [claim("c"), claim("a"), claim("b")], {}, []) for n in range(3)]
    )
    found, after = [], 0
    while after is not None:
        page = claims(connection, first=4, after=after)
        assert page.total == 9
        found += [(answer.record, answer.claim) for answer in page.answers]
        after = page.next  # type: ignore[assignment]
    assert found == [(f"r-{n}", id) for n in range(3) for id in "cab"]
    assert claims(connection, first=4, after=100).total == 9


def _assessed(*assessments: tuple[str, str, str | None]) -> Document:
    """A record with one claim, and verdict, status and superseded assessment of its assessments."""
    made = [
        Assessment(
            id=f"as-{n}", claim="c", verdict=verdict, reasoning="It is so.", status=status,
            supersedes=supersedes, evidence=() if verdict in ("doubt", "unverifiable") else ({"work": "w-s"},),
        )
        for n, (verdict, status, supersedes) in enumerate(assessments)
    ]  # type: ignore[arg-type]  # fmt: skip
    return record("r", [claim("c")], {"s": "10.1000/1"}, [], assessments=made)


@each_case(
    ("assessments", "filters", "is_found"),
    [
        ([("supported", "accepted", None)], {"verdicts": ("supported",)}, True),
        ([("supported", "proposed", None)], {"verdicts": ("supported",)}, False),
        ([("supported", "accepted", None)], {"verdicts": ("contradicted", "mixed")}, False),
        ([("doubt", "proposed", None)], {"verdicts": ("doubt",)}, True),
        ([("doubt", "proposed", None)], {"doubted": True}, True),
        ([("doubt", "rejected", None)], {"doubted": True}, False),
        ([("doubt", "rejected", None)], {"doubted": False}, True),
        ([], {"doubted": False}, True),
        ([("doubt", "proposed", None), ("supported", "accepted", "as-0")], {"doubted": True}, False),
        ([("doubt", "proposed", None), ("supported", "rejected", "as-0")], {"doubted": True}, True),
        ([("supported", "accepted", None), ("contradicted", "proposed", "as-0")], {"verdicts": ("supported",)}, True),
        ([("supported", "accepted", None), ("contradicted", "accepted", "as-0")], {"verdicts": ("supported",)}, False),
    ],
)  # fmt: skip
def test_assessments_and_filters(
    assessments: list[tuple[str, str, str | None]], filters: dict[str, Any], is_found: bool
) -> None:
    assert bool(_claims([_assessed(*assessments)], **filters)) == is_found


def test_sources_and_entities_of_several_records_are_one_if_they_share_an_identifier() -> None:
    relations = [("c", "citesAsEvidence", "s", "accepted"), ("e", "disputes", "s", "rejected")]
    documents = [
        record("a", [claim("c"), claim("e")], {"s": "10.1000/1"}, relations),
        record("b", [claim("c"), claim("d"), claim("e")], {"s": "10.1000/1", "t": "10.1000/2"}, [*relations, ("d", "disputes", "s", "proposed")], withdrawn=["s"]),
    ]  # fmt: skip
    connection = index_of(documents)
    page = sources(connection)
    assert [answer.as_json() for answer in page.answers] == [
        {"identity": "doi:10.1000/1", "asNamed": "the source s", "title": "Report 10.1000/1", "records": 2, "claims": 3, "isWithdrawn": True},
        {"identity": "doi:10.1000/2", "asNamed": "the source t", "title": "Report 10.1000/2", "records": 1, "claims": 0, "isWithdrawn": False},
    ]  # fmt: skip
    assert (page.total, page.next) == (2, None)
    assert sources(connection, first=1).next == 1
    assert sources(connection, after=5).total == 2
    people = entities(connection)
    assert [(answer.identity, answer.name, answer.records) for answer in people.answers] == [
        ("a#org", "The Council", 1),
        ("b#org", "The Council", 1),
    ]


def test_a_claim_as_json() -> None:
    [answer] = claims(index_of([assessed()])).answers
    assert answer.as_json() == {
        "record": "small",
        "title": "Trade",
        "claim": "claim-1",
        "number": 1,
        "restatement": "Trade with China fell by 10% in 2015.",
        "kind": "descriptive",
        "commitment": "asserted",
        "status": "accepted",
        "voice": "Council",
        "sources": "the Council",
    }


# --- related claims ---


def _short(found: RelatedClaim) -> tuple[object, ...]:
    return found.record, found.claim, found.basis, found.predicate, found.is_subject


def test_who_else_makes_a_claim_or_disputes_it() -> None:
    documents = [
        record(
            "a",
            [claim("c", "It rained."), claim("d", "It was dry.")],
            {"s": "10.1000/1"},
            [("d", "contradicts", "c", "accepted"), ("c", "citesAsEvidence", "s", "accepted")],
        ),
        record(
            "b",
            [claim("c", "It rained, it rained."), claim("e", "it RAINED"), claim("f", "Not so.", "proposed")],
            {},
            [("f", "contradicts", "e", "proposed")],
        ),
        record("x", [claim("g", "Rain is rare.")], {"s": "10.1000/1"}, [("g", "disputes", "s", "accepted")]),
        record("y", [claim("h", "It rained.", "rejected")], {}, []),
    ]  # fmt: skip
    connection = index_of(documents)
    found = related_claims(connection, "a", "c")
    assert list(map(_short, found)) == [
        ("a", "d", "relation", "contradicts", True),
        ("b", "e", "same words", None, True),
        ("b", "f", "relation to same words", "contradicts", True),
        ("x", "g", "same source", "disputes", True),
    ]
    assert found[2].status == found[2].relation_status == "proposed"
    assert found[3].source == "doi:10.1000/1"
    assert repr(found[1]) == "RelatedClaim(b#e, basis='same words', 'it RAINED')"
    assert found[0].as_json()["restatement"] == "It was dry."
    assert _short(related_claims(connection, "a", "d")[0]) == (
        "a",
        "c",
        "relation",
        "contradicts",
        False,
    )
    for other, id in ("a", "none"), ("\ud800", "c"):
        with pytest.raises(NotInDocument):
            related_claims(connection, other, id)


@pytest.mark.slow
@given(st.integers(0, 2**32))
def test_claims_with_the_same_words_are_those_of_a_plain_walk(seed: int) -> None:
    documents = drawn_records(Random(seed))
    connection = index_of(documents)
    every = [(document.id, one) for document in documents for one in document.claims]
    for document, one in every:
        expected = {
            (other, theirs.id)
            for other, theirs in every
            if tokens(theirs.restatement) == tokens(one.restatement)
            and theirs.status != "rejected"
            and (other, theirs.id) != (document, one.id)
        }
        found = related_claims(connection, document, one.id)
        assert {(f.record, f.claim) for f in found if f.basis == "same words"} == expected
