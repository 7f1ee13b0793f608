"""Identifiers are compared in one form, however they are written."""

from __future__ import annotations

from archive.model.names import Identifier
from archive.model.works import Work
from archive.store.search.identifiers import keys_of, keys_of_entity, keys_of_work
from tests.tools.cases import each_case


@each_case(
    ("typed", "key"),
    [
        ("10.1000/ABC", "doi:10.1000/abc"),
        ("doi:10.1000/ABC", "doi:10.1000/abc"),
        ("DOI: 10.1000/abc", "doi:10.1000/abc"),
        ("https://doi.org/10.1000/ABC", "doi:10.1000/abc"),
        ("http://dx.doi.org/10.1000/abc", "doi:10.1000/abc"),
        ("https://doi.org/10.1000/ABC", "https://doi.org/10.1000/ABC"),
        ("Q42", "wikidata:Q42"),
        ("wikidata:Q42", "wikidata:Q42"),
        ("http://www.wikidata.org/entity/Q42", "wikidata:Q42"),
        ("https://www.wikidata.org/wiki/Q42", "wikidata:Q42"),
        ("0000-0002-1825-0097", "orcid:0000-0002-1825-0097"),
        ("0-306-40615-2", "isbn:9780306406157"),
        ("isbn:978-0-306-40615-7", "isbn:9780306406157"),
        ("http://www.Example.org/A/", "https://example.org/A"),
        ("ftp://example.org/a", "ftp://example.org/a"),
        ("PMCID:PMC12", "pmcid:PMC12"),
    ],
)
def test_what_is_typed_and_a_key_that_it_means(typed: str, key: str) -> None:
    assert key in keys_of(typed)
    assert key in keys_of(f" {typed}\n")


@each_case("typed", ["", "42", "src-1", "the Council", "Q0", "0-306-40615-3", "record#src-1", "\0"])
def test_what_is_no_identifier_has_no_key(typed: str) -> None:
    assert keys_of(typed) == ()


def test_the_keys_of_a_work_are_found_by_what_it_has() -> None:
    work = Work(
        id="w-1",
        type="book",
        title="Trade",
        address="http://www.example.org/Trade/",
        identifiers=(Identifier(scheme="DOI", value="10.1000/ABC"), Identifier(scheme="ISBN", value="0-306-40615-2")),
        issued="2016",
    )  # fmt: skip
    keys = keys_of_work(work)
    assert keys == ("doi:10.1000/abc", "https://example.org/Trade", "isbn:9780306406157")
    for one in (*(f"{one.scheme}:{one.value}" for one in work.identifiers), str(work.address)):
        assert set(keys_of(one)) & set(keys)


def test_only_public_identifiers_of_an_entity_are_keys() -> None:
    identifiers = (
        Identifier(scheme="local", value="7"),
        Identifier(scheme="Wikidata", value="Q42"),
    )
    assert keys_of_entity(identifiers) == ("wikidata:Q42",)
