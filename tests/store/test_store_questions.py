"""Questions to a store with arguments that are wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import archive
from archive.errors import NotInDocument, ReadError, UnknownFilterValue, UnknownRecord
from tests import samples
from tests.tools.cases import each_case


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> archive.Store:
    made = archive.Store(tmp_path_factory.mktemp("store"))
    made.add(samples.assessed(), files={"received/small.txt": samples.RECEIVED.encode()})
    return made


Ask = Callable[[archive.Store], object]


@each_case(
    "ask, message",
    [
        (lambda s: s.search(5), "search takes what to look for, a str, not an int"),
        (lambda s: s.search("a", first="x"), "first is a whole number, an int, not a str"),
        (lambda s: s.search("a", time=2016), "time is a date in EDTF, a str, not an int"),
        (lambda s: s.search("a", bogus=1), "unexpected keyword argument 'bogus'"),
        (lambda s: s.claims(doubted="yes"), "doubted is True, False or None, not a str"),
        (lambda s: s.claims(sources=[5]), "sources are strings, not an int"),
        (lambda s: s.impact(None), "impact takes an identifier, an address or record#id, a str"),
        (lambda s: s.verify(by=5), "by is a name, a str, not an int"),
        (lambda s: s.remove("small", by=5, reason="x"), "by is a name, a str, not an int"),
        (lambda s: s.purge(5, by="x", reason="x"), "the id of a record is a str, not an int"),
    ],
)
def test_an_argument_of_another_type_is_refused(
    ask: Ask, message: str, store: archive.Store
) -> None:
    with pytest.raises(TypeError, match=message):
        ask(store)


@each_case(
    "ask, message",
    [
        (lambda s: s.search("a", first=-1), "-1 is not a value of the filter 'first'"),
        (lambda s: s.claims(after=-1), "-1 is not a value of the filter 'after'"),
        (lambda s: s.sources(first=-1), "a whole number from 0"),
        (lambda s: s.entities(after=-1), "a whole number from 0"),
        (lambda s: s.claims(kinds="guess"), "write one of descriptive, causal"),
        (lambda s: s.claims(published="1 May"), "is not a value of the filter 'published'"),
    ],
)
def test_a_value_that_a_filter_does_not_have_is_refused(
    ask: Ask, message: str, store: archive.Store
) -> None:
    with pytest.raises(UnknownFilterValue, match=message):
        ask(store)


def test_one_value_of_a_filter_needs_no_tuple(store: archive.Store) -> None:
    every = store.claims().total
    assert every > 0
    assert store.claims(records="small").total == every
    assert store.claims(records=["small"]) == store.claims(records=("small",))


def test_related_claims_of_an_unknown_claim_are_not_none(store: archive.Store) -> None:
    [claim, *_] = store.get("small").claims
    store.related_claims("small", claim.id)
    with pytest.raises(UnknownRecord, match="did you mean 'small'"):
        store.related_claims("smal", claim.id)
    with pytest.raises(NotInDocument, match=f"did you mean '{claim.id}'"):
        store.related_claims("small", claim.id[:-1])


def test_a_copy_that_is_not_there_is_named(store: archive.Store, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="there is no such file"):
        store.verify(copy=tmp_path / "none")
