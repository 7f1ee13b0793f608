"""A bibliography added to a record: nothing is overwritten, nothing is left out in silence."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.model.names import Identifier, Name
from archive.model.works import CslField, Work
from tests import samples
from tests.bibliographies.bibliographies import alone, as_carried
from tests.strategies import documents
from tests.tools.cases import each_case

DOI = Identifier(scheme="DOI", value="10.1000/182")


def laid(onto: archive.Document, *items: Any) -> archive.ReadResult:
    return archive.add(onto, json.dumps(items).encode(), "csl")


def reported(result: archive.ReadResult) -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in result.findings]


@pytest.mark.slow
@given(documents())
@pytest.mark.parametrize("format", ["csl", "bibtex", "ris"])
def test_a_record_takes_its_own_works_for_what_they_are(
    format: str, document: archive.Document
) -> None:
    for work in document.works:
        data = archive.write(alone(as_carried(work)), format).data
        back = archive.add(document, data, format).document
        assert [one.id for one in back.works] == [one.id for one in document.works]
        assert back.update(works=document.works) == document


def test_what_is_empty_is_filled_and_what_differs_is_reported() -> None:
    work = Work(id="w-1", type="report", title="Trade", identifiers=(DOI,), basis="printed")
    item = {
        "id": "doe2016",
        "type": "book",
        "title": "Trade in Figures",
        "DOI": "https://doi.org/10.1000/182",
        "publisher": "Press",
        "ISBN": "0306406152",
        "note": "Seen.",
    }
    result = laid(alone(work), item)
    [merged] = result.document.works
    assert merged == work.update(
        publisher="Press",
        identifiers=(DOI, Identifier(scheme="ISBN", value="0306406152")),
        fields=(CslField(name="note", value="Seen."),),
    )
    assert [(found.code, found.location.pointer) for found in result.findings] == [
        ("work-differs", "/works/0/title"),
        ("work-differs", "/works/0/type"),
        ("work-filled", "/works/0"),
    ]
    assert "still has the basis printed" in result.findings[-1].message
    assert laid(result.document, item).document == result.document


@each_case(
    ("format", "data"),
    [
        (
            "csl",
            b'[{"id": "w-1", "title": "Trade in Figures", "note": "Retracted", "DOI": "10.1000/x"}]',
        ),
        ("bibtex", b"@report{w-1, title={Trade in Figures}, note={Retracted}, doi={10.1000/x}}"),
        (
            "ris",
            b"TY  - RPRT\nID  - w-1\nTI  - Trade in Figures\nN1  - Retracted\nDO  - 10.1000/x\nER  - \n",
        ),
    ],
)
def test_what_a_work_gets_on_which_something_rests_is_a_warning_with_the_values(
    format: str, data: bytes
) -> None:
    document = samples.assessed()
    who = {"by": "Eve", "at": "2026-11-30T09:00:00Z"}
    result = archive.add(document, data, format, **who)
    [filled] = [found for found in result.findings if found.code == "work-filled"]
    assert filled.severity.value == "warning"
    assert 'DOI "10.1000/x"' in filled.message
    assert 'note "Retracted"' in filled.message
    assert result.document.revisions == document.revisions, "a work that is filled has no history"
    other = archive.add(document, data.replace(b"w-1", b"w-2").replace(b"Trade in", b"Other"), format, **who).document  # fmt: skip
    new = other.works[-1]
    made = other.get(new.revision or "")
    assert isinstance(made, archive.Revision)
    assert (other.agent(made.by or "").name, made.at) == ("Eve", who["at"])
    assert other.works[:-1] == document.works


@pytest.mark.parametrize(
    ("work", "item"),
    [
        ({"identifiers": (DOI,)}, {"DOI": "10.1000/182"}),
        (
            {"identifiers": ({"scheme": "DOI", "value": "10.1000/ABC"},)},
            {"DOI": "doi:10.1000/abc"},
        ),
        (
            {"type": "book", "identifiers": ({"scheme": "ISBN", "value": "0-306-40615-2"},)},
            {"type": "book", "ISBN": "978-0-306-40615-7"},
        ),
        (
            {
                "volume": "2",
                "page": "3-9",
                "identifiers": ({"scheme": "ISSN", "value": "0317-8471"},),
            },
            {"volume": 2, "page": "3–9", "ISSN": "03178471"},
        ),
        ({"identifiers": ({"scheme": "PMID", "value": "31978945"},)}, {"PMID": 31978945}),
        ({"address": "http://www.Example.org/a/"}, {"URL": "https://example.org/a"}),
        ({"id": "key", "title": "The Same"}, {"title": "the same."}),
    ],
)
def test_the_same_work_is_found_again(work: dict[str, Any], item: dict[str, Any]) -> None:
    record = alone(Work.model_validate({"id": "w", "type": "article-journal", **work}))
    assert len(laid(record, {"id": "key", "type": "article-journal", **item}).document.works) == 1


@each_case(
    ("work", "item"),
    [
        (
            {"identifiers": (DOI,), "address": "https://a.org"},
            {"DOI": "10.1000/2", "URL": "https://a.org"},
        ),
        ({"address": "https://a.org", "title": "One"}, {"URL": "https://a.org", "title": "Other"}),
        ({"address": "https://a.org/A"}, {"URL": "https://a.org/a"}),
        (
            {
                "type": "chapter",
                "title": "One",
                "identifiers": ({"scheme": "ISBN", "value": "0-306-40615-2"},),
            },
            {"type": "chapter", "title": "Other", "ISBN": "0306406152"},
        ),
        ({"id": "key", "title": "One"}, {"id": "key", "title": "Other"}),
        ({"title": "One"}, {"title": "One"}),
    ],
)
def test_works_that_only_look_alike_stay_two(work: dict[str, Any], item: dict[str, Any]) -> None:
    record = alone(Work.model_validate({"id": "w", "type": "webpage", **work}))
    result = laid(record, {"id": "new", "type": "webpage", **item})
    assert result.document.works[0] == record.works[0]
    assert len(result.document.works) == 2


def test_a_work_is_added_under_its_key_or_under_a_name_that_is_reported() -> None:
    record = samples.assessed()
    result = laid(
        record,
        {"id": "doe2016", "type": "book", "title": "A"},
        {"id": "doe:2016", "type": "book", "title": "The Uses of Argument"},
        {"id": "claim-1", "type": "book", "title": "B"},
        {"id": "w-1", "type": "book", "title": "Another"},
        {"id": "doe2016", "type": "book", "title": "C"},
        {"type": "book", "title": "D"},
    )
    ids = [re.sub("-[0-9a-f]{11}$", "", work.id) for work in result.document.works[1:]]
    assert ids == ["doe2016", "w-the-uses", "w-b", "w-1-2", "w-c", "w-d"]
    assert [found.code for found in result.findings] == ["work-renamed"] * 4
    assert result.document.update(works=record.works) == record


def test_one_that_may_be_several_is_reported() -> None:
    record = alone(
        Work(id="w-1", type="book", title="A", identifiers=(DOI,)),
        Work(id="w-2", type="book", title="A", address="https://a.org"),
    )
    result = laid(record, {"id": "k", "type": "book", "DOI": "10.1000/182", "URL": "https://a.org"})
    assert ("work-ambiguous", '"k": by its DOI it is w-1, but it may also be w-2') in reported(
        result
    )


def test_one_identifier_in_two_forms_is_one() -> None:
    isbn = Identifier(scheme="ISBN", value="0-306-40615-2")
    work = Work(id="w", type="book", title="A", identifiers=(isbn, DOI))
    item = {"id": "w", "type": "book", "title": "A", "ISBN": "9780306406157", "DOI": "10.1000/182"}
    assert laid(alone(work), item) == archive.ReadResult(alone(work))


def test_names_in_other_parts_are_the_same_names() -> None:
    work = Work(
        id="w", type="book", title="A", author=(Name(family="Gogh", non_dropping_particle="van"),)
    )
    item = {"id": "w", "type": "book", "title": "A", "author": [{"family": "van Gogh"}]}
    assert laid(alone(work), item).findings == ()


@each_case(
    ("item", "code", "part"),
    [
        ({"type": "book"}, "item-not-read", "has no data"),
        ("book", "item-not-read", "an item must be an object"),
        ({"id": "a", "type": "scroll", "title": "A"}, "not-kept", 'no type "scroll"'),
        (
            {"id": "a", "type": "book", "issued": {"raw": "spring"}},
            "not-kept",
            "issued is not a date",
        ),
        ({"id": "a", "type": "book", "title": ["A"]}, "not-kept", "title is not a text"),
        ({"id": "a", "type": "book", "title": "A\x00B"}, "not-kept", "XML cannot carry"),
        ({"id": "a", "type": "book", "DOI": "nonsense"}, "not-kept", "its DOI is left out"),
        ({"id": "a", "type": "book", "ISBN": "0306406153"}, "not-kept", "its ISBN is left out"),
        ({"id": "a", "type": "book", "language": "Klingon!"}, "not-kept", "not a language tag"),
        ({"id": "a", "type": "book", "author": [7]}, "not-kept", "author is not a name"),
        ({"id": "a", "type": "book", "author": [{}]}, "not-kept", "name without words"),
        ({"id": "a", "type": "book", "director": [{"family": "B"}]}, "not-kept", "director"),
        (
            {"id": "a", "type": "book", "journalAbbreviation": "J."},
            "not-kept",
            "journalAbbreviation",
        ),
    ],
)
def test_what_an_item_says_and_a_work_cannot_is_reported(item: Any, code: str, part: str) -> None:
    result = laid(alone(), item, {"id": "good", "type": "book", "title": "Good"})
    assert result.document.works[-1].title == "Good"
    assert [found for found, message in reported(result) if part in message] == [code]
    assert (result.findings[0].location.pointer or "").startswith("/0")


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
_KEYS = st.sampled_from(
    [
        *(
            "id",
            "type",
            "title",
            "title-short",
            "author",
            "issued",
            "accessed",
            "DOI",
            "ISBN",
            "ISSN",
        ),
        *("PMID", "URL", "page", "language", "custom", "note", "event", "arXiv", "keyword"),
    ]
)


@given(st.lists(st.dictionaries(_KEYS, _JSON, max_size=6), max_size=4))
def test_any_items_give_works_or_findings(items: list[Any]) -> None:
    data = json.dumps(items).encode("utf-8", "replace")
    result = archive.add(alone(), data, "csl")
    assert len(result.document.works) + len(result.findings) >= bool(items)


@each_case("format", ["csl", "bibtex", "ris"])
@each_case("data", [b"[", b"Trade fell.", b"\xff\xfe", b"<html>", b'"a"', b"\xe9"])
def test_what_is_no_bibliography_is_refused(format: str, data: bytes) -> None:
    with pytest.raises(archive.errors.ReadError) as caught:
        archive.add(alone(), data, format)
    assert {found.code for found in caught.value.findings} <= {"not-a-bibliography", "not-utf-8"}


def test_a_record_is_no_bibliography() -> None:
    with pytest.raises(archive.errors.ReadError, match="the file is a record"):
        archive.add(alone(), archive.write(samples.small(), "json").data, "csl")


def test_a_bibliography_is_laid_and_not_read() -> None:
    with pytest.raises(archive.errors.UnknownFormat):
        archive.read(b"[]", "csl")
    with pytest.raises(archive.errors.UnknownFormat, match="csl, bibtex, ris"):
        archive.add(alone(), b"", "text")
    with pytest.raises(TypeError, match="add takes bytes"):
        archive.add(alone(), "[]", "csl")  # type: ignore[arg-type]


@pytest.mark.slow
def test_laying_takes_no_longer_for_each_work_than_for_the_first() -> None:
    from time import perf_counter

    def seconds(count: int) -> float:
        items = [{"id": f"k{n}", "type": "book", "title": f"T {n}"} for n in range(count)]
        data = json.dumps(items).encode()
        start = perf_counter()
        archive.add(alone(), data, "csl")
        return perf_counter() - start

    seconds(100)
    assert seconds(4000) < 12 * seconds(1000)


@each_case(
    ("module", "call"),
    [
        ("bibtexparser", lambda: archive.add(alone(), b"@book{a, title={A}}", "bibtex")),
        ("rispy", lambda: archive.add(alone(), b"TY  - BOOK\nER  -\n", "ris")),
        ("citeproc", lambda: archive.bibliography(alone())),
    ],
)
def test_without_the_extra_its_name_is_reported(
    monkeypatch: pytest.MonkeyPatch, module: str, call: Any
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(archive.errors.MissingExtra, match=r"annotated-archive\[cite\]"):
        call()


def test_writing_needs_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("bibtexparser", "pylatexenc", "rispy", "citeproc"):
        monkeypatch.setitem(sys.modules, module, None)
    for format in ("csl", "bibtex", "ris"):
        assert archive.write(samples.assessed(), format).data
    assert archive.citation(samples.assessed()).text


def test_a_bibliography_without_ids_changes_nothing_the_second_time() -> None:
    ris = b"TY  - JOUR\nAU  - Doe, Jane\nTI  - A study of tides\nPY  - 2015\nVL  - 3\nER  - \n"
    once = archive.add(archive.Document(id="a"), ris, "ris").document
    assert archive.add(once, ris, "ris").document == once
    other = ris.replace(b"VL  - 3", b"VL  - 4")
    assert len(archive.add(once, other, "ris").document.works) == 2


def test_an_entry_is_met_again_by_its_key_though_that_is_no_id() -> None:
    items = [{"id": "a 1", "type": "book", "title": title} for title in ("Tides", "Walls", "Tides")]
    document = laid(archive.Document(id="a"), *items).document
    assert [work.title for work in document.works] == ["Tides", "Walls"]


def test_braces_that_stand_too_deep_spoil_no_other_entry() -> None:
    deep = b"@book{a, title={" + b"{" * 2000 + b"x" + b"}" * 2000 + b"}}\n@book{b, title={B}}"
    result = archive.add(archive.Document(id="a"), deep, "bibtex")
    assert [work.id for work in result.document.works] == ["b"]
    [finding] = result.findings
    assert finding.message == '"a" was not read: its braces or commands are nested too deeply'
