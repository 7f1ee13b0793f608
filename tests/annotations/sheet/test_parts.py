"""What is wrong with a part of a file is reported for that part, and the rest is still read."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

import archive
from archive.annotations.sheet.parsing import looks_like_a_sheet
from tests.conftest import ROOT
from tests.samples import from_text
from tests.tools.cases import each_case

TEXT = "Bread\n\nBakers say that bread is dear. Rye is rare, and oats are not.\n\nMilk is cheap."
RECORD = from_text(TEXT, id="bread")
DEAR = {"words": "bread is dear", "restatement": "Bread is dear.", "kind": "evaluative"}
RARE = {"words": "Rye is rare", "restatement": "Rye is rare.", "kind": "descriptive"}


def lay(data: str | bytes, **options: Any) -> archive.ReadResult:
    return archive.add(
        RECORD,
        data.encode() if isinstance(data, str) else data,
        "sheet",
        **options,
    )


def codes(result: archive.ReadResult) -> list[str]:
    return [one.code for one in result.findings]


def test_an_answer_without_claims_is_an_answer() -> None:
    assert looks_like_a_sheet(b'{"claims": []}')
    result = lay('{"claims": []}')
    assert result.document == RECORD
    assert not result.findings


@each_case("around", ["Sure!\n\n{}", "{}\n\nShall I go on?", "Here: {}. Done {{x}}."])
def test_an_answer_among_sentences_is_found_without_a_fence(around: str) -> None:
    given = around.format(json.dumps({"claims": [DEAR]}, indent=1))
    assert looks_like_a_sheet(given.encode())
    result = lay(given)
    assert [claim.restatement for claim in result.document.claims] == ["Bread is dear."]


def test_of_two_answers_among_sentences_none_is_taken() -> None:
    draft, answer = (json.dumps({"claims": [one]}) for one in (DEAR, RARE))
    with pytest.raises(archive.errors.ReadError, match="2 answers are in the text"):
        lay(f"<think>\nMaybe {draft}\n</think>\n{answer}")


def test_an_answer_among_sentences_that_was_cut_says_so() -> None:
    with pytest.raises(archive.errors.ReadError, match="the answer was cut"):
        lay("Sure!\n\n" + json.dumps({"claims": [DEAR, RARE]})[:-30])


def test_what_is_no_claim_spoils_no_other_claim() -> None:
    given = json.dumps({"claims": [DEAR, 5, None, {**RARE, "kind": ["descriptive"]}]})
    with pytest.raises(archive.errors.ReadError) as refused:
        lay(given)
    assert [one.code for one in refused.value.findings] == ["cell-wrong"] * 3
    result = lay(given, good_rows=True)
    assert [claim.restatement for claim in result.document.claims] == ["Bread is dear."]
    assert codes(result) == ["cell-wrong"] * 3


def test_a_formula_of_excel_spoils_its_row_alone() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (tuple(DEAR), ("bread is dear", "=A1", "evaluative"), tuple(RARE.values())):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(archive.errors.ReadError, match="this is a formula"):
        lay(stream.getvalue())
    result = lay(stream.getvalue(), good_rows=True)
    assert [claim.restatement for claim in result.document.claims] == ["Rye is rare."]
    assert codes(result) == ["cell-spoilt"]


CSV = (
    "words,restatement,kind,,\r\nbread is dear,B.,evaluative,look,\r\nRye is rare,R.,causal,x,y\r\n"
)


def test_columns_without_a_name_in_which_something_stands_are_reported_once() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for line in CSV.strip().split("\r\n"):
        book.active.append([cell or None for cell in line.split(",")])
    stream = io.BytesIO()
    book.save(stream)
    for data in (CSV, stream.getvalue()):
        reported = [one.message for one in lay(data).findings]
        assert reported == [
            "column 4 has no name, but a cell in row 2",
            "column 5 has no name, but a cell in row 3",
        ]


def test_a_column_without_a_name_that_is_empty_is_not_reported() -> None:
    assert not lay("words,restatement,kind,\r\nbread is dear,B.,evaluative,\r\n").findings


SPOILT = {
    "####": "cell-spoilt",
    "a\bb": "characters-xml-cannot-carry",
    "a\x00b": "characters-xml-cannot-carry",
}


@each_case("cell", SPOILT, ids=repr)
def test_what_nobody_meant_is_refused(cell: str) -> None:
    with pytest.raises(archive.errors.ReadError) as refused:
        lay(json.dumps([{**DEAR, "restatement": cell}]))
    assert [one.code for one in refused.value.findings] == [SPOILT[cell]]


@pytest.mark.parametrize("name", ["person: Li; person: Wang", "person: Li; Wang"])
def test_several_names_are_no_one_claimant(name: str) -> None:
    with pytest.raises(archive.errors.ReadError, match="looks like several names"):
        lay(json.dumps([{**DEAR, "claimant": name}]))


def test_who_adds_a_row_is_known_though_the_row_says_when() -> None:
    sheet = "words,restatement,kind,at\r\nbread is dear,B.,evaluative,2020-01-01T00:00:00Z\r\n"
    document = lay(sheet, by="Ada Reader", trust=True).document
    (revision,) = document.revisions
    assert document.agent(revision.by or "").name == "Ada Reader"
    assert revision.at == "2020-01-01T00:00:00Z"
    assert archive.add(document, sheet.encode(), "sheet", by="Ada Reader").document == document


def test_a_revision_of_nobody_stays_one_of_nobody() -> None:
    sheet = (
        "words,restatement,kind,at,id,type\r\n"
        ",,,2020-01-01T00:00:00Z,rev-1,revision\r\n"
        "bread is dear,B.,evaluative,2020-01-01T00:00:00Z,,\r\n"
    )
    document = lay(sheet, by="Ada Reader", trust=True).document
    assert document.claims[0].revision == "rev-1"
    assert document.revisions[0].by is None


@pytest.mark.slow
@pytest.mark.parametrize("good_rows", [False, True])
def test_of_a_sheet_of_another_article_nothing_is_taken(good_rows: bool) -> None:
    frenemies = archive.load(ROOT / "documents/frenemies")
    sheet = archive.write(frenemies, "sheet").data
    with pytest.raises(archive.errors.ReadError) as refused:
        lay(sheet, good_rows=good_rows)
    assert refused.value.findings[0].code == "not-this-article"
    assert not [one for one in refused.value.findings if one.code == "cell-missing"]


def test_what_stands_between_the_beginning_and_the_end_is_reported() -> None:
    result = lay(json.dumps([{**RARE, "words": "Rye ... not"}]))
    assert result.document.claims[0].anchors[0].exact == "Rye is rare, and oats are not"
    (reported,) = result.findings
    assert reported.code == "words-filled"
    assert reported.message == (
        "claim 1, words: the claim has all of 'Rye is rare, and oats are not': 18 characters more "
        "than the cell"
    )


def test_a_doubt_is_not_accepted_with_the_claim_of_its_row() -> None:
    sheet = "words,restatement,kind,verdict,reasoning,status\r\n"
    sheet += "bread is dear,B.,evaluative,doubt,Nobody says how dear.,accepted\r\n"
    result = lay(sheet, by="Ada", trust=True)
    assert result.document.claims[0].status == "accepted"
    assert result.document.assessments[0].status == "proposed"
    assert codes(result) == ["doubt-proposed"]
    found = archive.validate(result.document).findings
    assert "accepted-without-evidence" not in [one.code for one in found]


def test_who_made_what_somebody_else_changes_is_reported() -> None:
    record = lay(json.dumps([DEAR]), by="Ada Reader").document
    (claim,) = record.claims
    other = json.dumps([{**DEAR, "kind": "causal"}]).encode()
    (reported,) = archive.add(record, other, "sheet", by="A model").findings
    assert str(reported) == (
        f"1: warning[statement-changed]: claim 1: {claim.id} is changed: kind; Ada Reader "
        "proposed it, and nobody has reviewed it"
    )
    (reported,) = archive.add(record, other, "sheet", by="Ada Reader").findings
    assert (reported.severity, reported.message) == (
        "note",
        f"claim 1: {claim.id} is changed: kind",
    )


def test_a_cell_that_was_emptied_is_reported_and_takes_nothing_out() -> None:
    record = lay(json.dumps([{**DEAR, "time": "2015", "reason": "So it is."}])).document
    sheet = archive.write(record, "sheet").data.decode("utf-8-sig")
    assert not archive.add(record, sheet.encode(), "sheet").findings
    result = archive.add(record, sheet.replace("2015", "").encode(), "sheet")
    assert result.document == record
    (reported,) = result.findings
    assert (reported.code, reported.severity) == ("cell-emptied", "note")
    assert reported.message == (
        f"row 2: time of {record.claims[0].id} is not changed: the cell is empty"
    )


def test_marks_of_direction_round_words_are_form() -> None:
    persian = from_text("هیچ قانونی وجود ندارد که بگوید.", id="law")
    claim = {**DEAR, "words": "\u202bقانونی وجود\u202c\u200f ندارد"}
    result = archive.add(persian, json.dumps([claim]).encode(), "sheet")
    assert result.document.claims[0].anchors[0].exact == "قانونی وجود ندارد"
    assert codes(result) == ["words-form"]


@each_case("cell", ["1. Mrz", "01. Mrz", "3-Jan", "Jan-03"])
def test_a_locator_of_which_a_spreadsheet_made_a_day_is_reported(cell: str) -> None:
    reported = {**DEAR, "verdict": "mixed", "reasoning": "So.", "evidence": "report: A"}
    with pytest.raises(
        archive.errors.ReadError, match="a number that a spreadsheet turned into a date"
    ):
        lay(json.dumps([{**reported, "locator": cell}]))
    assert lay(json.dumps([{**reported, "locator": "section 1.3"}])).document.assessments


def test_a_title_before_the_header_is_reported_as_that() -> None:
    with pytest.raises(archive.errors.ReadError) as refused:
        lay("My claims,,\r\n,,\r\nwords,restatement,kind\r\nbread is dear,B.,evaluative\r\n")
    (reported,) = refused.value.findings
    assert reported.code == "column-missing"
    assert reported.message == 'the first row has no known columns, only "My claims"'
