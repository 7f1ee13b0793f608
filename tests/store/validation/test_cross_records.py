"""What only the records of a store beside each other show: all that is planted, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.formats.json import canonical
from archive.model.assessments import Assessment
from archive.model.document import Document
from archive.model.entities import EntityName, Organisation
from archive.model.metadata import Metadata, StatedAddress, StatedDate, Title
from archive.model.names import Identifier, Name
from archive.model.works import ArchivedCopy, Evidence, Work
from archive.store.validation.rules import RULES
from archive.validation.manual import code_of
from tests.store.search.records import claim, record
from tests.tools.cases import each_case

CODES = tuple(map(code_of, RULES))

DOI = Identifier(scheme="DOI", value="10.1000/182")


def work(id: str, title: str | None = "Rain in Leith", **fields: Any) -> Work:
    return Work(id=id, type=fields.pop("type", "report"), title=title, **fields)


def note(id: str, *works: Work, **fields: Any) -> Document:
    """A record with works."""
    plain = record(id, [claim("c-1")], {}, [])
    return plain.update(works=works, **fields)


def put(root: Path, documents: Iterable[Document]) -> None:
    for document in documents:
        folder = root / document.id
        folder.mkdir(parents=True)
        (folder / "document.json").write_bytes(canonical(document))


def found(root: Path, **options: Any) -> list[str]:
    """Each finding in words, without its line and hint."""
    options = {"select": CODES} | options
    return [
        f"{finding.severity} {finding.code} {report.source and Path(report.source).name} "
        f"{finding.location.pointer}: {finding.message}"
        for report in archive.Store(root).validate(**options)
        for finding in report
    ]


def published(document: Document, title: str, date: str, address: str) -> Document:
    publication = document.metadata.publication.update(
        published=StatedDate(date=date, basis="printed")
    )
    return document.update(
        metadata=Metadata(
            titles=(Title(text=title, basis="printed"),),
            addresses=(StatedAddress(address=address, basis="external"),),
            publication=publication,
        )
    )


ARTICLE = published(
    note("article"), "Late ferries: a survey", "2016-03-04", "https://example.org/a"
)


def _with_entity(id: str, *names: str) -> Document:
    entity = Organisation(
        id="org",
        names=tuple(EntityName(text=name, basis="printed") for name in names),
        identifiers=(Identifier(scheme="Wikidata", value="Q42"),),
    )
    return note(id).update(entities=(entity,))


AUTHOR = {"author": (Name(family="Example", given="Ada"),), "issued": "2016"}

CASES: Sequence[tuple[str, Sequence[Document], Sequence[str]]] = (
    (
        "a title that is another one",
        [
            note("a", work("w-1", identifiers=(DOI,))),
            note("b", work("w-2", identifiers=(DOI,))),
            note("c", work("w-0"), work("w-3", "Snow in Oban", identifiers=(DOI,))),
        ],
        [
            (
                'warning work-titled-otherwise c /works/1: w-3 is "Snow in Oban", but doi:10.1000/182 '
                'is "Rain in Leith" in a'
            )
        ],
    ),
    (
        "two titles that are equally usual",
        [
            note("a", work("w-1", identifiers=(DOI,))),
            note("b", work("w-2", "Snow", identifiers=(DOI,))),
        ],
        [
            (
                'warning work-titled-otherwise a /works/0: w-1 is "Rain in Leith", but doi:10.1000/182 '
                'is "Snow" in b'
            ),
            (
                'warning work-titled-otherwise b /works/0: w-2 is "Snow", but doi:10.1000/182 '
                'is "Rain in Leith" in a'
            ),
        ],
    ),
    (
        "an address with another title may be a page that has changed",
        [
            note("a", work("w-1", address="https://example.org/page")),
            note("b", work("w-1", address="http://www.example.org/page/")),
            note("c", work("w-1", "News", address="https://example.org/page")),
        ],
        [
            (
                'note work-titled-otherwise c /works/0: w-1 is "News", but https://example.org/page '
                'is "Rain in Leith" in a'
            )
        ],
    ),
    (
        "titles that differ in case, diacritics, punctuation, a subtitle, or the script",
        [
            note("a", work("w-1", "Rain in Léith", identifiers=(DOI,))),
            note("b", work("w-1", "RAIN, in Leith: A Survey", identifiers=(DOI,))),
            note("c", work("w-1", "Дождь в Лейте", identifiers=(DOI,))),
            note("d", work("w-1", "Regen", variant_titles=("Rain in Leith",), identifiers=(DOI,))),
            note("e", work("w-1", None, identifiers=(DOI,))),
        ],
        [],
    ),
    (
        "an entity by another name",
        [
            _with_entity("a", "United Nations"),
            _with_entity("b", "The United Nations"),
            _with_entity("c", "U.N."),
            _with_entity("d", "United Nations", "ONU"),
            _with_entity("e", "Organisation des Nations"),
            _with_entity("f", "联合国"),
        ],
        [
            (
                'note entity-named-otherwise e /entities/0: org is "Organisation des Nations", but '
                'wikidata:Q42 is "United Nations" in a'
            )
        ],
    ),
    (
        "an identifier that another record has",
        [
            note("a", work("w-1", identifiers=(DOI,), **AUTHOR)),
            note("b", work("w-2", "Rain in LEITH", address="https://example.org/x", **AUTHOR)),
            note("c", work("w-3", "Rain in Leith", **AUTHOR | {"issued": "2017"})),
            note("d", work("w-4", type="book", **AUTHOR)),
            note("e", work("w-5", author=(Name(family="Other"),), issued="2016")),
            note("f", work("w-6", **AUTHOR | {"edition": "2"})),
        ],
        [
            (
                "note work-identifier-elsewhere b /works/0: w-2 has no identifier; w-1 in a has the "
                "same title, author and year, and DOI 10.1000/182"
            ),
            (
                "note work-identifier-elsewhere f /works/0: w-6 has no identifier; w-1 in a has the "
                "same title, author and year, and DOI 10.1000/182"
            ),
        ],
    ),
    (
        "works of one title with two identifiers",
        [
            note("a", work("w-1", identifiers=(DOI,), **AUTHOR)),
            note("b", work("w-1", identifiers=(DOI.update(value="10.1000/183"),), **AUTHOR)),
            note("c", work("w-1", **AUTHOR)),
        ],
        [],
    ),
    (
        "short titles without an author",
        [
            note("a", work("w-1", "News", identifiers=(DOI,), issued="2016")),
            note("b", work("w-1", "News", issued="2016")),
        ],
        [],
    ),
    (
        "an article of the store, described differently",
        [
            ARTICLE,
            note("b", work("w-1", "Late Ferries", address="http://example.org/a/", issued="2016")),
            note("c", work("w-1", "Early trains", address="https://example.org/a")),
            note("d", work("w-1", "Late ferries", address="https://example.org/a", issued="2015")),
        ],
        [
            (
                "warning work-differs-from-record c /works/0: w-1 is the article of article, which has "
                'the title "Late ferries: a survey", not "Early trains"'
            ),
            (
                'note work-titled-otherwise c /works/0: w-1 is "Early trains", but '
                'https://example.org/a is "Late Ferries" in b'
            ),
            (
                "warning work-differs-from-record d /works/0: w-1 is the article of article, which has "
                "the date 2016-03-04, not 2015"
            ),
        ],
    ),
    (
        "two records with one address",
        [
            note("a", base_iri="https://example.org/records/a"),
            note("b", base_iri="https://example.org/records/a#"),
            note("c", base_iri="https://example.org/records/c"),
        ],
        [
            (
                "warning record-iri-twice a /base_iri: https://example.org/records/a is also the "
                "address of b"
            ),
            (
                "warning record-iri-twice b /base_iri: https://example.org/records/a is also the "
                "address of a"
            ),
        ],
    ),
    (
        "parts of another record",
        [
            note("a", base_iri="https://example.org/records/a"),
            note("b", work("w-1", address="https://example.org/records/a#c-1")),
            note("c", work("w-1", "Other", address="https://example.org/records/a#c-9")),
            note("d", work("w-1", "Third", address="https://example.org/elsewhere#c-9")),
        ],
        [
            (
                'warning record-part-unknown c /works/0: w-1 has the address of "c-9" in a, which has '
                "no such part"
            )
        ],
    ),
)


@pytest.mark.slow
@each_case("name, documents, expected", CASES, ids=[case[0] for case in CASES])
def test_a_catalogue_of_works_entities_and_addresses(
    name: str, documents: Sequence[Document], expected: Sequence[str], tmp_path: Path
) -> None:
    put(tmp_path, documents)
    assert found(tmp_path) == list(expected)


# --- ids ---


def test_an_id_twice_is_found_in_each_record_of_it(tmp_path: Path) -> None:
    put(tmp_path / "x", [note("a"), note("b")])
    put(tmp_path / "y", [note("a"), note("c")])
    (tmp_path / "y/c").rename(tmp_path / "y/d")
    shutil.copytree(tmp_path / "x/b", tmp_path / "y/e")
    reports = list(archive.Store(tmp_path).validate(select=["record-id-twice"]))
    rows = [
        (str(finding.location)[len(str(tmp_path)) + 1 :], finding.location.pointer, finding.message)
        for report in reports
        for finding in report
    ]
    assert rows == [
        ("x/a/document.json:3:9", "/id", '"a" is also the id of y/a'),
        ("x/b/document.json:3:9", "/id", '"b" is also the id of y/e'),
        ("y/a/document.json:3:9", "/id", '"a" is also the id of x/a'),
        ("y/e/document.json:3:9", "/id", '"b" is also the id of x/b'),
    ]
    assert [report.ok for report in reports] == [False, False, False, True, False]


# --- withdrawn and changed works ---


def _withdrawn() -> list[Document]:
    """A work of which one record knows that it was withdrawn, and what others do with it."""
    only = record(
        "b", [claim("c-1")], {"s": "10.1000/1"}, [("c-1", "citesAsEvidence", "s", "accepted")]
    )
    some = record(
        "c",
        [claim("c-1"), claim("c-2")],
        {"s": "10.1000/1", "t": "10.1000/2"},
        [
            ("c-2", "citesAsEvidence", "s", "accepted"),
            ("c-2", "citesAsEvidence", "t", "accepted"),
            ("c-1", "disputes", "s", "accepted"),
        ],
    )
    verdict = Assessment(
        id="a-1",
        claim="c-1",
        verdict="supported",
        reasoning="The report says so.",
        status="accepted",
        evidence=(Evidence(work="w-s"),),
    )
    judged = record("d", [claim("c-1")], {"s": "10.1000/1"}, []).update(assessments=(verdict,))
    cites = record("e", [claim("c-1")], {"s": "10.1000/1"}, [])
    knows = record("f", [claim("c-1")], {"s": "10.1000/1"}, [], withdrawn=["s"])
    return [
        record("a", [claim("c-1")], {"s": "10.1000/1"}, [], withdrawn=["s"]),
        *(only, some, judged, cites, knows),
    ]


def test_a_withdrawal_that_only_another_record_knows_is_found_where_it_matters(
    tmp_path: Path,
) -> None:
    put(tmp_path, _withdrawn())
    code = "work-withdrawn-elsewhere"
    assert found(tmp_path) == [
        (
            f"warning {code} b /claims/0: c-1 has its only support from w-s, which was withdrawn, as a "
            "says"
        ),
        f"note {code} c /claims/1: c-2 has some support from w-s, which was withdrawn, as a says",
        (
            f"warning {code} d /assessments/0: a-1 is accepted, but uses w-s, which was withdrawn, as "
            "a says"
        ),
        f"note {code} e /works/0: it cites w-s, which was withdrawn, as a says",
    ]


def test_a_page_that_another_record_found_changed_is_found_where_it_is_used(tmp_path: Path) -> None:
    def with_copy(id: str, state: str | None) -> Document:
        base = record(id, [claim("c-1")], {"s": "10.1000/1"}, [])
        copy = ArchivedCopy(id="copy", address="https://example.org/c", state=state)  # type: ignore[arg-type]
        [cited] = base.works
        return base.update(works=(cited.update(copies=(copy,)),))

    unused = note(
        "d",
        work("w-1", "Report 10.1000/1", identifiers=(Identifier(scheme="DOI", value="10.1000/1"),)),
    )
    put(
        tmp_path,
        [with_copy("a", "drifted"), with_copy("b", None), with_copy("c", "verified"), unused],
    )
    assert found(tmp_path) == [
        "note work-changed-elsewhere b /works/0: w-s, behind 1 source, is drifted, as a has found"
    ]


# --- rules, lines, and what is kept ---


def test_codes_are_selected_and_ignored_as_those_of_other_rules(tmp_path: Path) -> None:
    put(tmp_path, CASES[0][1])
    code = "work-titled-otherwise"
    assert len(found(tmp_path, select=[code])) == 1
    assert found(tmp_path, select=CODES, ignore=code) == []
    assert found(tmp_path, select=["work-withdrawn-elsewhere"]) == []
    assert any(code in one for one in found(tmp_path, select=()))


@pytest.mark.slow
def test_a_finding_goes_when_its_cause_in_another_record_goes(tmp_path: Path) -> None:
    put(tmp_path, CASES[0][1])
    assert len(found(tmp_path)) == 1
    shutil.rmtree(tmp_path / "a")
    assert len(found(tmp_path)) == 2  # no title is more usual
    put(tmp_path, [CASES[0][1][0]])
    assert len(found(tmp_path)) == 1
    shutil.rmtree(tmp_path / "c")
    assert found(tmp_path) == []


def test_a_finding_has_the_line_of_its_part_as_it_is_now(tmp_path: Path) -> None:
    put(tmp_path, CASES[0][1])
    for _ in range(2):
        data = (tmp_path / "c/document.json").read_bytes()
        [finding] = [f for r in archive.Store(tmp_path).validate(select=CODES) for f in r]
        lines = data.decode().splitlines()
        assert finding.location.line is not None
        assert '"w-3"' in "".join(lines[finding.location.line - 1 : finding.location.line + 2])
        (tmp_path / "c/document.json").write_bytes(data.replace(b"{", b"\n" * 9 + b"{", 1))


@pytest.mark.parametrize("table", ["cross_reports", "findings", "cross_check"])
def test_damaged_findings_are_made_again(tmp_path: Path, table: str) -> None:
    import sqlite3
    from contextlib import closing

    put(tmp_path, CASES[0][1])
    right = found(tmp_path)
    with closing(sqlite3.connect(tmp_path / ".archive/index.sqlite")) as connection, connection:
        connection.execute(f"DELETE FROM {table}")
    assert found(tmp_path) == right


def test_every_rule_has_a_manual_page() -> None:
    for code in CODES:
        assert len(archive.explain(code).splitlines()) > 2


Plant = Callable[[Path], None]


@pytest.mark.slow
def test_what_is_planted_in_a_generated_archive_is_found_and_nothing_else(tmp_path: Path) -> None:
    import json

    from tests.store.generated import make_archive

    root = tmp_path / "store"
    make_archive(root, 30, seed=5)
    assert found(root) == []
    files = sorted(root.rglob("document.json"))
    values = [json.loads(file.read_bytes()) for file in files]
    # One record gets works of three others, each with one thing that differs.
    target = values[0]
    cited = [(n, w) for n, value in enumerate(values[1:], 1) for w in value.get("works", ())]
    by_doi = [
        (n, w) for n, w in cited if w.get("identifiers") and w.get("author") and w.get("issued")
    ]
    (n1, titled), (_n2, bare), (n3, withdrawn) = by_doi[0], by_doi[1], by_doi[2]
    made = [
        {**titled, "id": "w-planted-1", "title": "Something else entirely"},
        {**bare, "id": "w-planted-2", "identifiers": [], "address": None},
        {**withdrawn, "id": "w-planted-3", "withdrawn": {"date": "2025"}},
    ]
    made = [{k: v for k, v in one.items() if v not in (None, [])} for one in made]
    target["works"] = [*target.get("works", ()), *made]
    files[0].write_text(json.dumps(target), "utf-8")
    codes = {(line.split()[1], line.split()[2]) for line in found(root)}
    own = files[0].parent.name
    others = {files[n].parent.name for n in (n1, n3)}
    assert ("work-titled-otherwise", own) in codes
    assert ("work-identifier-elsewhere", own) in codes
    assert ("work-withdrawn-elsewhere", files[n3].parent.name) in codes
    assert {record for _, record in codes} <= {own} | others
