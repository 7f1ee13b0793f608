"""`archive add`, `archive sheet` and `archive schema sheet`: what they print, and what they write."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

import archive
from archive.model.annotations import Tag
from tests import samples
from tests.conftest import import_or_skip
from tests.runner import run
from tests.test_cli import save
from tests.tools.cases import each_case

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


def test_a_sheet_is_added_and_what_was_added_is_reported(small: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path / "claims.csv", SHEET)
    result = add(sheet, "--to", small, "--by", "Ada", "--at", AT)
    assert result.exit_code == 0
    document = archive.load(small)
    assert result.stdout.splitlines() == [
        f"added 1 agent: {document.agents[0].id}",
        f"added 1 claim: {document.claims[0].id}",
        f"added 1 assessment: {document.assessments[0].id}",
        f"added 1 revision: {document.revisions[0].id}",
    ]
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


def test_a_wrong_row_is_reported_with_file_line_and_column_and_nothing_is_written(
    small: Path, tmp_path: Path
) -> None:
    sheet = written(tmp_path / "claims.csv", WRONG)
    before = (small / "document.json").read_bytes()
    result = add(sheet, "--to", small)
    last = "archive: 1 of 2 rows refused; nothing was written (--good-rows writes the others)\n"
    assert result.stderr.endswith(last)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{sheet}:3:1: error[words-not-found]: row 3, words: 'nobody sleeps'" in result.stderr
    assert (small / "document.json").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", WRONG.replace("nobody acts", "nobody eats"), "2 of 2 rows refused; nothing was"),
        ("a.csv", WRONG + "nobody acts,It will fall.,sort,,\n", "2 of 3 rows refused; nothing was"),
        ("a.csv", SHEET.replace("kind", "knd"), "nothing was"),
        ("a.json", '[{"words": "a", "restatement": "b", "kind": 5}, 7]', "2 of 2 rows refused; n"),
        ("a.json", '[{"words": "a", "restatement": "b", "kind": 5, "cue": 1}]', "1 of 1 row ref"),
        ("a.json", '[{"type": "Annotation"', "nothing was"),
    ],
)
def test_what_is_refused_ends_with_how_much_of_it_was_and_that_nothing_was_written(
    name: str, text: str, said: str, small: Path, tmp_path: Path
) -> None:
    result = add(written(tmp_path / name, text), "--to", small)
    *_, last = result.stderr.splitlines()
    assert last.startswith(f"archive: {said}")
    assert "nothing was written" in last
    good_rows_help = bool(add(tmp_path / name, "--to", small, "--good-rows", "-n").stdout)
    assert ("--good-rows" in last) == good_rows_help


def test_good_rows_are_taken_if_wished(small: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path / "claims.csv", WRONG)
    result = add(sheet, "--to", small, "--good-rows", "--status", "accepted", "--by", "Ada")
    assert result.exit_code == 0
    assert "warning[words-not-found]" in result.stderr
    assert [claim.status for claim in archive.load(small).claims] == ["accepted"]


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(small: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path / "claims.csv", SHEET)
    before = (small / "document.json").read_bytes()
    result = add(sheet, "--to", small, "-n")
    assert "added 1 claim: c-nobody-acts-" in result.stdout
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


@each_case(
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
    from archive.workflows.add import format_to_add

    assert format_to_add(text.encode(), Path(name)) == format


def test_a_file_that_shows_no_format_asks_for_its_name(small: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "notes.txt", "Trade fell.")
    result = add(file, "--to", small)
    assert result.exit_code == 2
    assert "no format is named; there are csl" in result.stderr
    assert "notes.txt: the format is not recognised; name it with --format" in result.stderr


def test_an_option_that_the_format_does_not_take_is_refused(small: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "works.bib", BIBTEX)
    result = add(file, "--to", small, "--good-rows")
    assert result.exit_code == 2
    assert "the format bibtex has no option 'good_rows'" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--at", "2026-11-25"], "Invalid value for --at: "),
        (["--by", " "], "at least one letter"),
        (["--status", "done"], "is not one of"),
        (["--format", "word"], "no format 'word'"),
        (["--encoding", "klingon"], "klingon"),
    ],
)
def test_a_mistaken_option_is_reported(
    options: list[str], said: str, small: Path, tmp_path: Path
) -> None:
    file = written(tmp_path / "claims.csv", SHEET)
    result = add(file, "--to", small, *options)
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert not archive.load(small).claims


def test_a_file_that_is_not_there_is_reported(small: Path, tmp_path: Path) -> None:
    result = add(tmp_path / "none.csv", "--to", small)
    assert result.exit_code == 2
    assert "no-such-file" in result.stderr


def test_a_mapping_that_is_none_is_reported(small: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "claims.csv", SHEET)
    result = add(file, "--to", small, "--map", tmp_path / "none.json")
    assert result.exit_code == 2
    assert "no-such-file" in result.stderr


def test_a_wrong_mapping_is_reported_with_its_file(small: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "a.ann", "T1\tMotion 0 5\tTrade\n")
    mapping = written(tmp_path / "map.json", '{"rules": [{"becomes": "tag", "entity": "place"}]}')
    result = add(file, "--to", small, "--map", mapping)
    assert result.exit_code == 1
    assert f"{mapping}: error[mapping-wrong]: /rules/0/entity: " in result.stderr
    assert '"entity" is allowed in rules for "mention"' in result.stderr


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
        "words,restatement,kind,claimant,cue,about,time,source,agent,relation,verdict,reasoning,"
        "evidence,locator,quoted\n"
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
    assert "choose the file type with --form" in result.stderr


# --- archive schema sheet ---


def test_the_schema_of_answers_is_printed_and_listed() -> None:
    printed = json.loads(run("schema", "sheet").stdout)
    assert printed["properties"]["claims"]["type"] == "array"
    assert "sheet" in run("schema", "--list").stdout.splitlines()


def test_the_text_of_annotations_is_taken_from_beside_them(tmp_path: Path) -> None:
    """Its offsets are not those of the record; without it the second "it" could be the first."""
    text = "It fell. Then it fell, and it fell again."
    record = save(samples.text_only(text), tmp_path)
    theirs = text.replace(" ", "  ")
    start = theirs.rindex("it")
    annotations = tmp_path / "a.ann"
    annotations.write_text(f"T1\tFall {start} {start + 2}\tit\n", "utf-8")
    (tmp_path / "a.txt").write_text(theirs, "utf-8")
    result = add(annotations, "--to", record)
    assert result.exit_code == 0, result.stderr
    [tag] = archive.load(record).annotations
    assert tag.anchors[0].start == text.rindex("it")
    assert tag.identifiers[0].value == "a.ann#T1"


def test_a_file_of_annotations_is_not_its_own_text(small: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt", "T1\tMotion 0 5\tTrade\n")
    result = add(file, "--to", small)
    assert "remark-words-differ" not in result.stderr
    assert len(archive.load(small).annotations) == 1


def test_who_adds_annotations_is_kept_where_their_file_names_nobody(
    small: Path, tmp_path: Path
) -> None:
    file = written(tmp_path / "a.ann", "T1\tMotion 0 5\tTrade\n")
    result = add(file, "--to", small, "--by", "Ada", "--at", AT)
    assert result.exit_code == 0, result.stderr
    document = archive.load(small)
    [revision] = document.revisions
    assert (document.agents[0].name, revision.by, revision.at) == ("Ada", document.agents[0].id, AT)
    assert "statement-without-maker" not in run("validate", str(small)).stdout


def test_which_of_several_texts_is_meant_can_be_said(small: Path, tmp_path: Path) -> None:
    def tsv(word: str) -> str:
        head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Motion|path\n\n\n#Text=Trade\n"
        return f"{head}1-1\t0-5\tTrade\t{word}\n"

    with ZipFile(tmp_path / "two.zip", "w") as zipped:
        zipped.writestr("a.tsv", tsv("up"))
        zipped.writestr("b.tsv", tsv("down"))
    result = add(tmp_path / "two.zip", "--to", small)
    assert result.exit_code == 1
    assert "--text" in result.stderr
    result = add(tmp_path / "two.zip", "--to", small, "--text", "b.tsv")
    assert result.exit_code == 0, result.stderr
    [tag] = archive.load(small).annotations
    assert isinstance(tag, Tag)
    assert tag.tag == "Motion.path: down"


def test_the_text_of_brat_is_a_file_and_not_said(small: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "a.ann", "T1\tMotion 0 5\tTrade\n")
    result = add(file, "--to", small, "--text", "Trade fell.")
    assert result.exit_code == 2
    assert "brat has no option 'text'; it accepts the file a.txt beside a.ann" in result.stderr


def test_what_programs_note_for_themselves_is_added_if_wished(small: Path, tmp_path: Path) -> None:
    token = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
    structures = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "Trade"},
        {"%ID": 2, "%TYPE": token, "@sofa": 1, "begin": 0, "end": 5},
    ]
    cas = {"%TYPES": {}, "%VIEWS": {}, "%FEATURE_STRUCTURES": structures}
    file = written(tmp_path / "a.json", json.dumps(cas))
    assert "--technical" in add(file, "--to", small).stderr
    assert add(file, "--to", small, "--technical").exit_code == 0
    assert len(archive.load(small).annotations) == 1


def test_the_type_system_of_xmi_is_taken_from_beside_it(
    small: Path, tmp_path: Path, shared: Callable[[str], Path]
) -> None:
    system = shared("ingest/annotations/inception/dkpro-typesystem.xml").read_bytes()
    from archive.workflows.add import companion_files

    (tmp_path / "TypeSystem.xml").write_bytes(system)
    assert companion_files("uima", tmp_path / "a.xmi") == {"types": system}
    assert companion_files("brat", tmp_path / "a.ann") == {}


def test_a_broken_type_system_is_told_by_its_name_and_only_of_xmi(
    small: Path, tmp_path: Path
) -> None:
    written(tmp_path / "TypeSystem.xml", "broken")
    xmi = '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"/>'
    result = add(written(tmp_path / "a.xmi", xmi), "--to", small)
    assert (result.exit_code, "in the type system: " in result.stderr) == (1, True)
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "Trade"}
    cas = {"%TYPES": {}, "%VIEWS": {}, "%FEATURE_STRUCTURES": [sofa]}
    assert add(written(tmp_path / "a.json", json.dumps(cas)), "--to", small).exit_code == 0


STATED = '{"words": "nobody acts", "restatement": "So.", "kind": "descriptive", '
STATED += '"status": "accepted", "by": "Bea Editor", "at": "2020-01-01T00:00:00Z"}\n'


def test_what_a_file_states_of_its_makers_counts_with_trust_alone(
    small: Path, tmp_path: Path
) -> None:
    lines = written(tmp_path / "claims.jsonl", STATED)
    result = add(lines, "--to", small, "--by", "A model", "--at", AT, "-n")
    assert result.exit_code == 0
    assert result.stderr.count("warning[not-trusted]") == 3
    assert '1 time, first "Bea Editor" (use --trust (trust=True) if' in result.stderr
    assert "added 1 agent: agent-a-model" in result.stdout
    assert add(lines, "--to", small, "--by", "Ada", "--trust").exit_code == 0
    document = archive.load(small)
    assert [claim.status for claim in document.claims] == ["accepted"]
    assert [agent.name for agent in document.agents] == ["Bea Editor", "Ada"]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--by", "software: X", "--trust"), "'X' is a program, and a program cannot vouch"),
        (("--by", "software: X", "--status", "accepted"), "a program cannot accept or reject"),
    ],
)
def test_a_program_ends_with_2_where_it_decides(
    small: Path, tmp_path: Path, options: tuple[str, ...], reason: str
) -> None:
    lines = written(tmp_path / "claims.jsonl", STATED)
    before = (small / "document.json").read_bytes()
    result = add(lines, "--to", small, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert (small / "document.json").read_bytes() == before


def test_a_program_neither_reviews_nor_has_the_name_of_a_person(
    small: Path, tmp_path: Path
) -> None:
    add(written(tmp_path / "claims.csv", SHEET), "--to", small, "--by", "Ada")
    decisions = written(tmp_path / "d.json", '{"id": "c-nobody-acts", "decision": "accept"}')
    reviewed = run("review", str(small), "--decide", str(decisions), "--by", "software: X")
    assert reviewed.exit_code == 2
    assert "cannot accept or reject" in reviewed.stderr
    proposed = run("propose", str(small), "--by", "Ada")
    assert proposed.exit_code == 2
    assert "a person, but the caller is a program" in proposed.stderr
