"""`archive add`, `archive sheet` and `archive schema sheet`: what they print, and what they write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import archive
from tests import samples
from tests.conftest import import_or_skip
from tests.runner import run
from tests.test_cli import save

SHEET = """words,restatement,kind,verdict,reasoning
nobody acts,Nobody acts.,descriptive,doubt,Who knows?
"""
WRONG = SHEET + "nobody sleeps,Nobody sleeps.,descriptive,,\n"
BIBTEX = "@book{knuth, title = {The Art}, author = {Knuth, Donald}, year = {1968}}\n"
AT = "2026-11-25T09:30:00Z"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return save(samples.text_only("Trade fell. If nobody acts, it will fall again."), tmp_path)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def add(*args: Any) -> Any:
    return run("add", *map(str, args))


def test_a_sheet_is_added_and_what_was_added_is_said(small: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path / "claims.csv", SHEET)
    result = add(sheet, "--to", small, "--by", "Ada", "--at", AT)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "added 1 agent: agent-ada",
        "added 1 claim: c-nobody-acts",
        "added 1 assessment: as-doubt-c-nobody-acts",
        "added 1 revision: rev-statements-laid-from-a-sheet",
    ]
    document = archive.load(small)
    assert document.claims[0].status == "proposed"
    assert document.revisions[0].at == AT
    assert "wrote" in result.stderr


def test_the_same_sheet_again_writes_nothing(small: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path / "claims.csv", SHEET)
    add(sheet, "--to", small)
    before = (small / "document.json").read_bytes()
    result = add(sheet, "--to", small, "--by", "Ben")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing is new, and nothing was written" in result.stderr
    assert (small / "document.json").read_bytes() == before


def test_a_wrong_row_is_told_with_file_line_and_column_and_nothing_is_written(
    small: Path, tmp_path: Path
) -> None:
    sheet = written(tmp_path / "claims.csv", WRONG)
    before = (small / "document.json").read_bytes()
    result = add(sheet, "--to", small)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{sheet}:3:1: error[words-not-found]: row 3, words: 'nobody sleeps'" in result.stderr
    assert (small / "document.json").read_bytes() == before


def test_good_rows_are_taken_if_wished(small: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path / "claims.csv", WRONG)
    result = add(sheet, "--to", small, "--good-rows", "--status", "accepted")
    assert result.exit_code == 0
    assert "warning[words-not-found]" in result.stderr
    assert [claim.status for claim in archive.load(small).claims] == ["accepted"]


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(small: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path / "claims.csv", SHEET)
    before = (small / "document.json").read_bytes()
    result = add(sheet, "--to", small, "-n")
    assert "added 1 claim: c-nobody-acts" in result.stdout
    assert "nothing was written" in result.stderr
    assert (small / "document.json").read_bytes() == before


def test_several_files_of_several_formats_are_added_at_once(small: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path / "claims.csv", SHEET)
    works = written(tmp_path / "works.txt", BIBTEX)
    import_or_skip("bibtexparser")
    result = add(sheet, works, "--to", small)
    assert result.exit_code == 0, result.stderr
    document = archive.load(small)
    assert (len(document.claims), len(document.works)) == (1, 1)


def test_of_several_files_one_that_is_wrong_keeps_all_from_being_written(
    small: Path, tmp_path: Path
) -> None:
    before = (small / "document.json").read_bytes()
    files = written(tmp_path / "a.csv", SHEET), written(tmp_path / "b.csv", WRONG)
    assert add(*files, "--to", small).exit_code == 1
    assert (small / "document.json").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("a.csv", SHEET, "sheet"),
        ("a.tsv", SHEET.replace(",", "\t"), "sheet"),
        ("a", SHEET, "sheet"),
        ("answer.md", '```json\n{"claims": [{"words": "a", "restatement": "b"}]}\n```\n', "sheet"),
        ("a.json", '{"claims": [{"words": "a", "restatement": "b", "kind": "c"}]}', "sheet"),
        ("a.csv", "claim,claimant\nc-1,Ada\n", "sheet"),
        ("works.bib", BIBTEX, "bibtex"),
        ("works", "\n" + BIBTEX, "bibtex"),
        ("works", "TY  - BOOK\nTI  - A\nER  - \n", "ris"),
        ("works.json", '[{"id": "a", "type": "book", "title": "A"}]', "csl"),
        ("a.json", '{"type": "AnnotationCollection"}', "web-annotation"),
    ],
)
def test_a_format_is_found_by_content_and_name(name: str, text: str, format: str) -> None:
    from archive.keeping.adding import format_to_lay

    assert format_to_lay(text.encode(), Path(name)) == format


def test_a_file_that_shows_no_format_asks_for_its_name(small: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "notes.txt", "Trade fell.")
    result = add(file, "--to", small)
    assert result.exit_code == 2
    assert "the file does not show it: --format names it" in result.stderr


def test_an_option_that_the_format_does_not_take_is_refused(small: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "works.bib", BIBTEX)
    result = add(file, "--to", small, "--good-rows")
    assert result.exit_code == 2
    assert "the format bibtex takes no option 'good_rows'" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--at", "yesterday"], "instant"),
        (["--by", " "], "at least one letter"),
        (["--status", "done"], "is not one of"),
        (["--format", "word"], "no format 'word'"),
        (["--encoding", "klingon"], "klingon"),
    ],
)
def test_a_mistaken_option_is_told(
    options: list[str], said: str, small: Path, tmp_path: Path
) -> None:
    file = written(tmp_path / "claims.csv", SHEET)
    result = add(file, "--to", small, *options)
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert not archive.load(small).claims


def test_a_file_that_is_not_there_is_told(small: Path, tmp_path: Path) -> None:
    result = add(tmp_path / "none.csv", "--to", small)
    assert result.exit_code == 2
    assert "no-such-file" in result.stderr


def test_a_mapping_that_is_none_is_told(small: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "claims.csv", SHEET)
    result = add(file, "--to", small, "--map", tmp_path / "none.json")
    assert result.exit_code == 2
    assert "no-such-file" in result.stderr


# --- archive sheet ---


@pytest.mark.parametrize("suffix", ["csv", "tsv", "jsonl", "xlsx"])
def test_a_sheet_is_written_in_the_form_that_its_name_says(
    suffix: str, small: Path, tmp_path: Path
) -> None:
    if suffix == "xlsx":
        import_or_skip("openpyxl")
    add(written(tmp_path / "claims.csv", SHEET), "--to", small)
    file = tmp_path / f"out.{suffix}"
    assert run("sheet", str(small), "-o", str(file)).exit_code == 0
    before = (small / "document.json").read_bytes()
    again = add(file, "--to", small)
    assert again.exit_code == 0
    assert "nothing is new" in again.stderr
    assert (small / "document.json").read_bytes() == before


def test_an_empty_sheet_has_a_header_only(small: Path) -> None:
    result = run("sheet", str(small), "--empty")
    assert result.stdout.lstrip("\ufeff") == (
        "words,restatement,kind,claimant,about,time,source,relation,verdict,reasoning,evidence\n"
    )
    assert result.stderr == ""


def test_a_sheet_of_sentences_can_be_filled_and_added(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    run("sheet", str(small), "--empty", "--sentences", "-o", str(file))
    text = file.read_text("utf-8-sig")
    assert text.count("\n") == 3
    filled = text.replace("Trade fell.,,", "Trade fell.,Trade fell.,descriptive", 1)
    assert "added 1 claim" in add(written(file, filled), "--to", small).stdout


def test_a_sheet_never_overwrites_a_record(small: Path) -> None:
    file = small / "document.json"
    before = file.read_bytes()
    assert run("sheet", str(small), "--form", "csv", "-o", str(file)).exit_code == 2
    assert file.read_bytes() == before


def test_a_name_that_says_no_form_asks_for_one(small: Path, tmp_path: Path) -> None:
    result = run("sheet", str(small), "-o", str(tmp_path / "out.doc"))
    assert result.exit_code == 2
    assert "name the form with --form" in result.stderr


# --- archive schema sheet ---


def test_the_schema_of_answers_is_printed_and_listed() -> None:
    printed = json.loads(run("schema", "sheet").stdout)
    assert printed["properties"]["claims"]["type"] == "array"
    assert "sheet" in run("schema", "--list").stdout.splitlines()
