"""What spreadsheets make of a sheet: encodings, separators, spoilt cells, workbooks."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

import archive
from archive.model.claims import KINDS
from tests import samples
from tests.conftest import import_or_skip
from tests.tools.cases import each_case

ONTO = samples.text_only(
    "Trade fell in 2015, “it is said”. It will fall again.", "=1+1 is two.", "- So it is."
)
HEAD = "words,restatement,kind\n"
ROW = "Trade fell in 2015,Trade fell.,descriptive\n"


def lay(data: bytes | str, **options: Any) -> Any:
    return archive.add(ONTO, data.encode() if isinstance(data, str) else data, "sheet", **options)


def reported(data: bytes | str, **options: Any) -> list[str]:
    """What is said of a sheet that is refused."""
    with pytest.raises(archive.errors.ReadError) as refused:
        lay(data, **options)
    return [str(finding) for finding in refused.value.findings]


def claims(data: bytes | str, **options: Any) -> list[tuple[str, str]]:
    laid = lay(data, **options).document
    return [(claim.anchors[0].exact, claim.restatement) for claim in laid.claims]


ONE = [("Trade fell in 2015", "Trade fell.")]


@each_case(
    "data",
    [
        (HEAD + ROW).encode(),
        (HEAD + ROW).encode("utf-8-sig"),
        (HEAD + ROW).encode("utf-16"),
        (HEAD + ROW).replace("\n", "\r\n").encode(),
        (HEAD + ROW).replace("\n", "\r").encode(),
        (HEAD + ROW).replace(",", ";").encode(),
        (HEAD + ROW).replace(",", "\t").encode(),
        ("sep=;\n" + HEAD + ROW).replace(",", ";").encode(),
        ("\n\n" + HEAD + ",,\n\n" + ROW + "\n").encode(),
        ("WORDS, Restatement ,KIND\n" + ROW).encode(),
        (HEAD + ROW).rstrip("\n").encode(),
    ],
    ids=[
        "utf-8",
        "mark",
        "utf-16",
        "crlf",
        "cr",
        "semicolons",
        "tabs",
        "sep",
        "empty rows",
        "case",
        "no end",
    ],
)
def test_a_sheet_is_read_as_countries_and_programs_write_it(data: bytes) -> None:
    assert claims(data) == ONE


def test_line_ends_within_a_cell_are_blanks() -> None:
    assert claims(HEAD + '"Trade fell\nin 2015","Trade\nfell.",descriptive\n') == ONE


def test_an_old_encoding_is_named_by_whoever_knows_it() -> None:
    data = (
        HEAD + "“it is said”,Man sagt’s: Zölle fielen – überall und für immer.,descriptive\n"
    ).encode("cp1252")
    [said] = reported(data)
    assert "not-utf-8" in said
    assert "--encoding windows-1252" in said
    assert claims(data, encoding="windows-1252") == [
        ("“it is said”", "Man sagt’s: Zölle fielen – überall und für immer.")
    ]


@each_case(
    ("data", "said"),
    [
        ("", "error[not-a-sheet]: the file is empty (begin with a row of column names)"),
        (" \n\n", "error[not-a-sheet]: the file is empty (begin with a row of column names)"),
        ("a,b\n1,2\n", ("1: error[column-missing]: no column is called words (begin with a row of "
         "column names: words, restatement, kind ...)")),
        (HEAD.replace("kind", "knid") + ROW, '1:3: error[column-unknown]: no column is called "knid" (did you mean "kind"?)'),
        ("words,restatement,words\n" + ROW, "1:3: error[column-twice]: two columns are called words (remove one)"),
        (HEAD + '"Trade fell\n', '2: error[not-a-sheet]: row 2: unexpected end of data (put a cell with " or line ends in "...", and write each " in it twice)'),
        ("%PDF-1.4\n", ("1: error[column-missing]: no column is called words (begin with a row of "
         "column names: words, restatement, kind ...)")),
        ("\xd0\xcf\x11\xe0".encode("latin-1"), ("error[not-a-sheet]: this is a file in the old "
         "Excel format (.xls) (save it as .xlsx, or as CSV)")),
        ("PK\x03\x04rest", "error[not-a-sheet]: this workbook is broken: File is not a zip file (save it again)"),
        ('{"claims": 3}', '1: error[not-a-sheet]: this JSON holds no claims (write {"claims": [...]}, as `archive schema sheet` describes it)'),
        ('{"claims": [{"words": "Trade', '1:29: error[not-json]: the text ends within the JSON: the file ends within the string that begins at 1:23 (the answer was cut off: ask for fewer claims at a time)'),
        ('{"claims": [{"words": "a"},', "error[not-json]"),
        ('{"claims": [{"words": {"a": 1}}]}', '1:23: error[cell-wrong]: claim 1, words: {"a": 1} is not a valid words (write a string)'),
        ('{"claims": ["Trade"]}', ("1: error[cell-wrong]: claim 1: this is not an object (a claim "
           "is {...})")),
        ('{"claims": [{"words": "a", "words": "b"}]}', "error[not-json]"),
        ("[" * 100_000, "error[not-json]"),
        ("```json\n{\"claims\": [\n", "error[not-json]"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_gets_one_clear_error(data: str | bytes, said: str) -> None:
    found = reported(data)
    assert any(said in one for one in found), found


@pytest.mark.slow
@each_case("offset", range(0, 240, 20))
def test_a_damaged_workbook_gets_one_clear_error_or_is_read(offset: int) -> None:
    data = archive.write(samples.small(), "sheet", form="xlsx").data
    refused: list[str] = []
    for entry in zipfile.ZipFile(io.BytesIO(data)).infolist():
        damaged = bytearray(data)
        at = entry.header_offset + 30 + len(entry.filename) + offset
        damaged[at : at + 2] = bytes(byte ^ 0x5A for byte in damaged[at : at + 2])
        try:
            lay(bytes(damaged))
        except archive.errors.ReadError as refusal:
            refused += (finding.code for finding in refusal.findings)
    assert "not-a-sheet" in refused


def test_columns_of_ones_own_are_reported_and_left_out() -> None:
    laid = lay("words,restatement,kind,my colour\n" + ROW.strip() + ",red\n")
    assert [str(f) for f in laid.findings] == [
        '1:4: warning[column-unknown]: no column is called "my colour" (its cells are left out)'
    ]
    assert len(laid.document.claims) == 1


def test_cells_beyond_the_columns_are_reported() -> None:
    laid = lay("words,restatement,kind\nTrade fell in 2015,Trade fell.,descriptive,lost\n")
    assert [finding.code for finding in laid.findings] == ["cells-too-many"]


@each_case(
    ("cell", "column", "hint"),
    [
        ("#NAME?", "restatement", "enter the intended value as text"),
        ("#REF!", "words", "enter the intended value as text"),
        ("#BEZUG!", "words", "enter the intended value as text"),
        ("=SUM(A1:A2)", "restatement", "write its value"),
        ("42451", "time", "it may be the day 2016-03-22"),
        ("42451.5", "time", "it may be the day 2016-03-22"),
        ("22.03.2016", "time", "write year, month, day: 2016-03-22"),
        ("3/4/2016", "time", "write year, month, day: 2016-04-03 or 2016-03-04"),
        ("Mar-16", "time", "write year and month: 2016-03"),
        ("1.23E+15", "words", "format the cell as text"),
        ("1,23E+15", "restatement", "format the cell as text"),
        ("x" * 32_767, "restatement", "check that it is complete"),
    ],
)
def test_a_cell_that_a_spreadsheet_spoilt_is_reported(cell: str, column: str, hint: str) -> None:
    row = {
        "words": "Trade fell in 2015",
        "restatement": "Trade fell.",
        "kind": "descriptive",
        column: cell,
    }
    [said] = reported(
        ",".join(row) + "\n" + ",".join(f'"{value}"' for value in row.values()) + "\n"
    )
    assert "error[cell-spoilt]" in said
    assert hint in said


def test_a_decimal_comma_is_taken_and_reported() -> None:
    laid = lay("words;restatement;kind;certainty\nTrade fell in 2015;Trade fell.;descriptive;0,7\n")
    assert laid.document.claims[0].certainty == 0.7
    assert [str(f) for f in laid.findings] == [
        '2:4: note[cell-mended]: row 2, certainty: "0,7" is read as 0.7'
    ]


@each_case("form", ["csv", "tsv", "xlsx", "jsonl"])
def test_words_that_look_like_a_formula_come_back(form: Any) -> None:
    words = json.dumps({"words": "=1+1 is two", "restatement": "=1+1 is 2.", "kind": "descriptive"})
    other = json.dumps({"words": "- So it is", "restatement": "- It is so.", "kind": "descriptive"})
    document = lay(f"{words}\n{other}\n").document
    data = archive.write(document, "sheet", form=form).data
    assert archive.add(ONTO, data, "sheet").document.claims == document.claims
    if form == "csv":
        assert b"'=1+1" in data
        assert b",=" not in data


# --- workbooks ---


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    openpyxl = import_or_skip("openpyxl")

    def made(*rows: list[Any], change: Callable[[Any], None] = lambda sheet: None) -> bytes:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        change(book.active)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return made


HEADER = ["words", "restatement", "kind", "time"]
CELLS = ["Trade fell in 2015", "Trade fell.", "descriptive"]


def test_a_workbook_is_read(workbook: Any) -> None:
    assert claims(workbook(HEADER, [*CELLS, "2015"])) == ONE
    assert lay(workbook(HEADER, [*CELLS, 2015])).document.claims[0].time.date == "2015"
    assert lay(workbook(HEADER, [*CELLS, 2015.0])).document.claims[0].time.date == "2015"


def test_a_day_that_excel_holds_as_a_date_is_taken_and_reported(workbook: Any) -> None:
    laid = lay(workbook(HEADER, [*CELLS, datetime(2016, 3, 22)]))
    assert laid.document.claims[0].time.date == "2016-03-22"
    assert [f.code for f in laid.findings] == ["cell-is-date"]
    assert lay(workbook(HEADER, [*CELLS, date(2016, 3, 22)])).document == laid.document


def test_a_month_of_which_excel_made_a_day_is_an_error(workbook: Any) -> None:
    def as_month(sheet: Any) -> None:
        sheet["D2"].number_format = "mmm-yy"

    [said] = reported(workbook(HEADER, [*CELLS, datetime(2016, 3, 1)], change=as_month))
    assert said == (
        "2:4: error[cell-spoilt]: row 2, time: the spreadsheet turned this into a date: "
        "2016-03-01 00:00:00, shown as mmm-yy (format the cell as text, and type it again)"
    )


def test_words_of_which_excel_made_a_date_are_an_error(workbook: Any) -> None:
    [said] = reported(workbook(HEADER, [datetime(2016, 2, 1), *CELLS[1:], None]))
    assert "cell-spoilt" in said


def test_a_formula_in_a_workbook_is_an_error(workbook: Any) -> None:
    [said] = reported(workbook(HEADER, [CELLS[0], "=A2", "descriptive", None]))
    assert said.startswith("2:2: error[cell-spoilt]: row 2, restatement: this is a formula: =A2")


def test_a_number_whose_zeros_are_gone_is_reported(workbook: Any) -> None:
    [said] = reported(workbook(HEADER, [7, *CELLS[1:], None]))
    assert "removes zeros at the beginning" in said


def test_hidden_rows_merged_cells_and_other_sheets_are_reported(workbook: Any) -> None:
    def change(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.merge_cells("C2:C3")
        other = sheet.parent.create_sheet("notes")
        other.append(["words", "restatement"])
        other.append(["a", "b"])

    data = workbook(
        HEADER, [*CELLS, None], ["It will fall again", "It falls.", "predictive"], change=change
    )
    found = reported(data)
    assert [one.split("[")[1].split("]")[0] for one in found] == [
        "sheet-not-read", "rows-hidden", "cell-merged", "cell-missing",
    ]  # fmt: skip


def test_visible_sheets_come_first_and_hidden_ones_are_named(workbook: Any) -> None:
    def change(sheet: Any) -> None:
        sheet.sheet_state = "hidden"
        sheet.title = "a"
        other = sheet.parent.create_sheet("b")
        other.append(HEADER)
        other.append(["It will fall again", "It falls.", "predictive"])
        sheet.parent.active = 1

    data = workbook(HEADER, [*CELLS], change=change)
    assert claims(data) == [("It will fall again", "It falls.")]
    [found] = lay(data).findings
    assert (found.code, found.severity.value) == ("sheet-not-read", "warning")
    assert found.message == 'only the sheet "b" is read; left out: a (hidden)'


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_that_is_read_is_reported(workbook: Any, state: str) -> None:
    def change(sheet: Any) -> None:
        sheet.sheet_state = state
        sheet.parent.create_sheet("notes").append(["seen"])

    [found] = lay(workbook(HEADER, [*CELLS], change=change)).findings
    assert (found.code, found.severity.value) == ("rows-hidden", "warning")
    assert found.message == 'hidden in the workbook, but read: the sheet "Sheet"'


def test_hidden_columns_that_are_read_are_reported(workbook: Any) -> None:
    def change(sheet: Any) -> None:
        for letter in "BC":
            sheet.column_dimensions[letter].hidden = True
        sheet.column_dimensions.group("E", "F", hidden=True)

    [found] = lay(workbook(HEADER, [*CELLS], change=change)).findings
    assert found.code == "rows-hidden"
    assert found.message == "hidden in the workbook, but read: columns B, C, E-F"


@pytest.mark.slow
def test_a_row_far_below_is_not_looked_for_and_that_is_reported(workbook: Any) -> None:
    data = workbook(HEADER, [*CELLS], change=lambda sheet: sheet.cell(9000, 1, "far"))
    laid = lay(data)
    assert [finding.code for finding in laid.findings] == ["rows-not-read"]


def test_a_cell_far_to_the_right_costs_nothing_and_is_reported(workbook: Any) -> None:
    data = workbook(HEADER, [*CELLS], change=lambda sheet: sheet.cell(1, 16_384, "far"))
    laid = lay(data)
    assert [finding.code for finding in laid.findings] == ["cells-too-many"]
    assert len(laid.document.claims) == 1


def test_a_written_workbook_has_a_header_that_stays_and_lists_of_words(workbook: Any) -> None:
    openpyxl = import_or_skip("openpyxl")
    data = archive.write(samples.assessed(), "sheet", form="xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet.freeze_panes == "A2"
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert f'"{",".join(KINDS)}"' in lists
    assert {cell.number_format for row in sheet.rows for cell in row if cell.value} == {"@"}


@pytest.mark.slow
def test_a_cell_that_excel_would_cut_is_reported(workbook: Any) -> None:
    import_or_skip("openpyxl")
    document = samples.text_only("word " * 10_000)
    claim = {"words": "word word ... word", "restatement": "x" * 40_000, "kind": "descriptive"}
    claim["words"] = ("word " * 10_000).strip()
    laid = archive.add(document, json.dumps(claim).encode(), "sheet").document
    codes = [f.message for f in archive.write(laid, "sheet", form="xlsx").findings]
    assert any("characters, but Excel keeps only 32,767" in one for one in codes)


@pytest.mark.slow
def test_a_bomb_and_a_dtd_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"<a/>")
        for n in range(3):
            parts.writestr(f"xl/{n}.xml", b" " * 100_000_000)
    assert "unpacks to more than" in reported(stream.getvalue())[0]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert "refers to a DTD" in reported(stream.getvalue())[0]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("xl/workbook.xml", b"<a/>")
    assert "cannot be read" in reported(stream.getvalue())[0]
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
    assert "an OpenDocument file" in reported(stream.getvalue())[0]


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(archive.errors.MissingExtra, match="annotated-archive\\[excel\\]"):
        archive.write(ONTO, "sheet", form="xlsx")
