"""Impact finds what a plain walk over the records finds."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.document import Document
from archive.model.works import Source
from archive.store.search.impact import Impact, impact
from tests.store.search.records import claim, drawn_records, record
from tests.store.search.tables import index_of
from tests.tools.cases import each_case

_SUPPORT = ("citesAsEvidence", "citesAsAuthority", "obtainsSupportFrom")


def _identity(source: Source, document: Document) -> str:
    if source.work:
        [work] = [one for one in document.works if one.id == source.work]
        return f"doi:{work.identifiers[0].value}"
    return f"{document.id}#{source.agent}"


def _groups(identity: str, documents: list[Document]) -> dict[str, set[tuple[str, str]]]:
    """The groups of claims, by going through the records."""
    groups: dict[str, set[tuple[str, str]]] = {
        "lost": set(), "weakened": set(), "disputing": set(), "proposed": set()
    }  # fmt: skip
    for document in documents:
        works = {work.id: work for work in document.works}
        sources = {source.id: source for source in document.sources}
        for one in document.claims:
            links = [
                (link, sources[link.object])
                for link in document.relations
                if link.subject == one.id and link.object in sources and link.status != "rejected"
            ]
            to_it = [link for link, to in links if _identity(to, document) == identity]
            if one.status == "rejected" or not to_it:
                continue
            accepted = {link.predicate for link in to_it if link.status == "accepted"}
            others = [
                to
                for link, to in links
                if link not in to_it
                and link.status == "accepted"
                and link.predicate in _SUPPORT
                and not (to.work and works[to.work].withdrawn)
            ]
            if one.status == "proposed" or not accepted:
                group = "proposed"
            elif accepted == {"disputes"}:
                group = "disputing"
            else:
                group = "weakened" if others else "lost"
            groups[group].add((document.id, one.id))
    return groups


def _found(result: Impact) -> dict[str, set[tuple[str, str]]]:
    return {
        name: {(one.record, one.claim) for one in getattr(result, name)}
        for name in ("lost", "weakened", "disputing", "proposed")
    }


@pytest.mark.slow
@given(st.integers(0, 2**32))
def test_impact_is_what_a_plain_walk_finds(seed: int) -> None:
    documents = drawn_records(Random(seed))
    connection = index_of(documents)
    for document in documents:
        for source in document.sources:
            identity = _identity(source, document)
            expected = _groups(identity, documents)
            for name in (identity, f"{document.id}#{source.id}"):
                assert _found(impact(connection, name)) == expected


@each_case(
    ("relations", "group"),
    [
        ([("c", "citesAsEvidence", "src-1", "accepted")], "lost"),
        ([("c", "obtainsSupportFrom", "src-1", "accepted"), ("c", "citesAsAuthority", "src-2", "accepted")], "weakened"),
        ([("c", "citesAsEvidence", "src-1", "accepted"), ("c", "citesAsEvidence", "src-2", "proposed")], "lost"),
        ([("c", "citesAsEvidence", "src-1", "accepted"), ("c", "disputes", "src-2", "accepted")], "lost"),
        ([("c", "citesAsEvidence", "src-1", "accepted"), ("c", "citesAsEvidence", "src-3", "accepted")], "lost"),
        ([("c", "citesAsEvidence", "src-1", "accepted"), ("c", "citesAsEvidence", "same", "accepted")], "lost"),
        ([("c", "disputes", "src-1", "accepted"), ("c", "citesAsEvidence", "src-2", "accepted")], "disputing"),
        ([("c", "disputes", "src-1", "accepted"), ("c", "citesAsEvidence", "src-1", "accepted")], "lost"),
        ([("c", "citesAsEvidence", "src-1", "proposed")], "proposed"),
        ([("c", "citesAsEvidence", "src-1", "rejected")], None),
        ([("c", "citesAsEvidence", "src-2", "accepted")], None),
        ([("d", "citesAsEvidence", "src-1", "accepted")], "proposed"),
        ([("e", "citesAsEvidence", "src-1", "accepted")], None),
    ],
)  # fmt: skip
def test_relations_and_what_falls(
    relations: list[tuple[str, str, str, str]], group: str | None
) -> None:
    claims = [claim("c"), claim("d", status="proposed"), claim("e", status="rejected")]
    sources = {
        "src-1": "10.1000/1",
        "src-2": "10.1000/2",
        "src-3": "10.1000/3",
        "same": "10.1000/1",
    }
    document = record("r", claims, sources, relations, withdrawn=["src-3"])
    found = _found(impact(index_of([document]), "10.1000/1"))
    assert {name for name, claims in found.items() if claims} == ({group} if group else set())


def test_impact_of_what_no_record_has() -> None:
    result = impact(index_of([record("r", [claim("c")], {"src-1": None}, [])]), "10.1000/404")
    assert (result.identities, result.lost) == ((), ())
    assert repr(result) == "Impact('10.1000/404', lost=0, weakened=0, disputing=0, proposed=0)"


def test_a_source_is_found_by_its_agent_and_its_id() -> None:
    document = record(
        "r", [claim("c")], {"src-1": None}, [("c", "citesAsEvidence", "src-1", "accepted")]
    )
    connection = index_of([document])
    for name in ("r#src-1", "r#org", "src-1", "org"):
        assert len(impact(connection, name).lost) == 1


def test_impact_as_json() -> None:
    relations = [
        ("c", "citesAsEvidence", "src-1", "accepted"),
        ("c", "citesAsEvidence", "src-2", "proposed"),
    ]
    document = record("r", [claim("c")], {"src-1": "10.1000/1", "src-2": "10.1000/2"}, relations)
    assert impact(index_of([document]), "https://doi.org/10.1000/1").as_json() == {
        "name": "https://doi.org/10.1000/1",
        "identities": ["doi:10.1000/1"],
        "lost": [
            {
                "record": "r",
                "claim": "c",
                "restatement": "Claim c.",
                "status": "accepted",
                "predicates": ["citesAsEvidence"],
                "remaining": [
                    {
                        "id": "src-2",
                        "asNamed": "the source src-2",
                        "identity": "doi:10.1000/2",
                        "status": "proposed",
                        "isWithdrawn": False,
                    }
                ],
            }
        ],
        "weakened": [],
        "disputing": [],
        "proposed": [],
    }
