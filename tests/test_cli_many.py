"""Commands on many records: what each does with several, a folder, a store with a broken one."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import pytest

import archive
from archive.cli import main
from archive.cli.many_records import records_if_several
from archive.files.manifest import digests_in
from tests import samples
from tests.make_reference import every_command
from tests.runner import run
from tests.tools.cases import each_case

FILES = {"received/small.txt": samples.RECEIVED.encode()}
FIRST = "store/2016/march/small"
SUMMARIES: Mapping[tuple[str, ...], tuple[int, str]] = {
    ("validate", "store"): (1, "in 4 records, 1 with errors"),
    ("format", "store"): (1, "4 records: 3 unchanged, 1 not formatted"),
    ("format", "--check", "store"): (1, "4 records: 3 unchanged, 1 not formatted"),
    ("show", "store"): (1, "4 records: 3 shown, 1 not shown"),
    ("show", "--claims", "store"): (1, "4 records: 3 shown, 1 not shown"),
    ("show", "--rights", "store"): (1, "4 records: 3 shown, 1 not shown"),
    ("view", "--no-open", "-o", "out", "store"): (1, "4 records: 3 written to out, 1 not written"),
    ("sheet", "-o", "out", "store"): (1, "4 records: 3 written to out, 1 not written"),
    ("propose", "-n", "store"): (
        1,
        "4 records: 2 would get proposals, 1 without new proposals, 1 failed",
    ),
    ("propose", "store"): (1, "4 records: 2 got proposals, 1 without new proposals, 1 failed"),
    ("review", "--list", "store"): (
        1,
        "4 records: 2 with waiting statements, 1 without, 1 not listed",
    ),
    ("review", "--decide", "decisions.json", "--by", "Ada", "store"): (
        1,
        "4 records: 1 decided, 2 unchanged, 1 failed",
    ),
    ("diff", "store", "copy"): (1, "5 records: 1 added, 3 unchanged, 1 not compared"),
    ("rebase", "store", "again.txt"): (
        2,
        "archive: store is a folder of 4 records; one is rebased at a time: name store/2016/march/small",
    ),
    ("add", "claims.csv", "--to", "store"): (
        2,
        f"archive: store is a folder of 4 records; one gets statements at a time: name {FIRST}",
    ),
    ("check-sources", "store"): (
        1,
        "0 passages in 3 records: nothing to check; 0 copies read; 1 record not checked",
    ),
    ("store add", "other", "store"): (1, "archive: 3 of 4 records added to other"),
    **{
        ("write", "--to", format, "-o", "out", "store"): (
            1,
            "4 records: 3 written to out, 1 not written",
        )
        for format in archive.WRITERS
    },
}
"""The last line that each command prints on standard error, and its exit code."""
WITHOUT_RECORDS = {
    *("receive", "explain", "schema", "search"),
    *("store", "store list", "store get", "store replace", "store remove", "store purge"),
    *("store verify", "store index"),
    *("corpus", "corpus receive", "corpus validate", "corpus write", "corpus tables"),
    "corpus index",
}
"""The commands that take no records, or a store and an id, or a place: `tests/store` and
`tests/corpus` are about those."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with three records in groups and a broken one, its copy with one more, and inputs."""
    monkeypatch.chdir(tmp_path)
    fill()
    return tmp_path


def fill() -> None:
    archive.save(samples.small(), "store/2016/march/small", files=FILES)
    note = archive.receive("“It rained,” said Ada Example.".encode(), "text", id="note")
    archive.save(note.document, "store/2016/note", files=note.files)
    given = {"words": "It rained", "restatement": "It rained.", "kind": "descriptive", "by": "Bo"}
    claim = archive.add_claim(note.document, **given)
    archive.save(claim.update(id="waits"), "store/waits", files=note.files)
    Path("store/bad").mkdir()
    Path("store/bad/document.json").write_text("{\n")
    shutil.copytree("store", "copy")
    archive.save(archive.Document(id="new"), "copy/new")
    Path("copy/bad/document.json").write_text("{\n\n")
    waiting = archive.waiting(claim)[0].id
    Path("decisions.json").write_text(json.dumps([{"id": waiting, "decision": "accept"}]))
    Path("again.txt").write_text("It rained.")
    Path("claims.csv").write_text("words,restatement\n")


def last_line(arguments: Sequence[str]) -> tuple[int, str]:
    """The exit code of a command, and the last line that it prints about the run."""
    name, *rest = arguments
    result = run(*name.split(), *rest)
    said = result.stdout if name == "validate" else result.stderr
    return result.exit_code, said.splitlines()[-1]


def test_every_command_is_known_to_take_many_records_or_none() -> None:
    taking = {name for name, *_ in SUMMARIES}
    assert sorted(taking | WITHOUT_RECORDS) == sorted(name for name, _ in every_command(main))
    assert not taking & WITHOUT_RECORDS
    several = {
        name
        for name, command in every_command(main)
        for parameter in command.params
        if isinstance(parameter, click.Argument) and parameter.metavar == "PATHS..."
    }
    assert several == taking - {"diff", "rebase", "add"}


@pytest.mark.slow
@each_case("arguments", list(SUMMARIES), ids=" ".join)
def test_a_broken_record_stops_no_other_and_the_summary_counts_it(
    arguments: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fill()
    code, line = last_line(arguments)
    assert (code, line.rpartition("notes ")[2]) == SUMMARIES[tuple(arguments)]
    if arguments[0] not in ("rebase", "add", "diff"):
        again = run(*arguments[0].split(), *arguments[1:])
        assert "store/bad" in again.stderr + again.stdout
    assert not [*Path().rglob(".archive-*")]


@pytest.mark.slow
def test_folders_and_records_named_one_by_one_are_the_same_records() -> None:
    named = ("store/2016/march/small", "store/2016/note", "store/bad", "store/waits")
    for command in (("show",), ("show", "--claims"), ("propose", "-n"), ("review", "--list")):
        whole, single = run(*command, "store"), run(*command, *named)
        assert sorted(single.stdout.splitlines()) == sorted(whole.stdout.splitlines())
        assert last_line([*command, *named]) == last_line([*command, "store"])
    assert last_line(["show", "store", "store/waits", "copy/new"]) == (
        1,
        "5 records: 4 shown, 1 not shown",
    )


def test_one_record_is_as_it_was_and_a_folder_with_one_is_many() -> None:
    shutil.rmtree("store/bad")
    assert records_if_several([Path("store/waits")]) is None
    assert records_if_several([Path("store/waits/document.json")]) is None
    assert records_if_several([Path("nothing")]) is None
    found = records_if_several([Path("store/2016/march")])
    assert found is not None
    assert found.paths == [Path("store/2016/march/small")]
    for command in (["show"], ["propose", "-n"], ["write", "--to", "text"], ["review", "--list"]):
        one = run(*command, "store/2016/march/small")
        assert "1 record" not in one.stderr
        assert "==>" not in one.stdout
    assert last_line(["show", "store/2016/march"]) == (0, "1 record: 1 shown")


@each_case(
    ("arguments", "message"),
    [
        (("write", "store", "--to", "tei"), "several records are written into a folder; name it"),
        (("write", "store", "-o", "out"), "name a format with --to"),
        (("write", "store", "--to", "tei", "-o", "-"), "name it with -o"),
        (("sheet", "store"), "several sheets are written into a folder; name it with -o"),
        (("show", "store", "--claim", "c"), "--claim is about one record; name it alone"),
        (("show", "store", "-"), "standard input (-) is one record; name it alone"),
        (("review", "store"), "name one, such as store/2016/march/small"),
        (("write", "store", "--to", "tei", "-o", "claims.csv"), "claims.csv is not a folder"),
        (("write", "store", "--to", "nothing", "-o", "out"), "no format 'nothing'"),
        (("write", "store", "--to", "csv", "-o", "out", "--option", "a=b"), "no option 'a'"),
        (("write", "store", "--to", "tei", "-o", "store"), "store is a folder of records"),
        (("write", "store", "--to", "html", "-o", "store/2016"), "is a folder of records"),
        (("write", "store", "--to", "tei", "-o", "store/waits"), "in the folder of a record"),
        (("write", "store", "--to", "csv", "-o", "copy"), "which would be beside the new files"),
        (("diff", "store", "store/waits"), "store is a folder of records, and store/waits is not"),
        (("diff", "store", "copy", "--plain"), "records are compared"),
        (("propose", "store", "--rule", "nothing"), "no rule 'nothing'"),
    ],
)
def test_a_call_that_is_wrong_ends_before_anything_is_written(
    arguments: Sequence[str], message: str
) -> None:
    before = digests()
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not re.search(r"\d records: ", result.stderr)
    assert digests() == before


def digests() -> Mapping[str, str]:
    return digests_in(Path())


# --- what is written ---


def test_files_have_the_name_of_the_id_and_the_group_of_the_record() -> None:
    assert run("write", "store", "--to", "tei", "-o", "out").exit_code == 1
    names = ["2016/march/small.tei.xml", "2016/note.tei.xml", "waits.tei.xml"]
    assert sorted(digests_in(Path("out"))) == names
    assert archive.load(f"out/{names[0]}") == samples.small()
    one = run("write", "store/waits", "--to", "tei").stdout
    assert Path("out/waits.tei.xml").read_text("utf-8") == one


@pytest.mark.slow
def test_two_records_never_have_one_file() -> None:
    shutil.rmtree("store/bad")
    shutil.copytree("store/waits", "other/waits")
    (Path("other") / "index").mkdir()
    archive.save(archive.Document(id="index"), "other/index")
    files = run("write", "store/waits", "other/waits", "--to", "text", "-o", "out")
    assert (files.exit_code, files.stderr.splitlines()[-1]) == (
        2,
        "2 records: 1 written to out, 1 not written",
    )
    named = "store/waits and other/waits have the same name in out: waits.txt"
    assert f"archive: other/waits/document.json: {named}" in files.stderr
    rows = run("write", "store", "other/waits", "--to", "csv", "-o", "tables")
    assert "store/waits and other/waits have the same id, waits" in rows.stderr
    pages = run("write", "other", "--to", "html", "-o", "pages")
    assert "pages/index.html and other/index have the same name" in pages.stderr
    assert sorted(digests_in(Path("pages"))) == ["index.html", "waits.html"]


def test_an_input_is_not_written_over() -> None:
    archive.save(samples.small(), "small.json")
    archive.save(archive.Document(id="b"), "b.json")
    before = digests()
    result = run("write", "small.json", "b.json", "--to", "json", "-o", ".")
    assert result.stderr.count("is an input file; choose another folder") == 2
    assert (result.exit_code, digests()) == (2, before)


def test_nothing_is_written_through_a_link_that_leads_out() -> None:
    Path("outside").mkdir()
    Path("out").mkdir()
    Path("out/2016").symlink_to("../outside", target_is_directory=True)
    for format in ("tei", "html"):
        result = run("write", "store", "--to", format, "-o", "out")
        assert result.stderr.count("is a link that leads out of out") == 2
        assert not [*Path("outside").iterdir()]
        Path("out/waits.tei.xml").unlink(missing_ok=True)


def test_pages_are_beside_no_other_file() -> None:
    """A page of an earlier run may show what must not be published now."""
    shutil.rmtree("store/bad")
    assert run("write", "store", "--to", "html", "-o", "out").exit_code == 0
    assert run("write", "store", "--to", "html", "-o", "out", "--public").exit_code == 0
    shutil.rmtree("store/waits")
    before = digests_in(Path("out"))
    result = run("write", "store", "--to", "html", "-o", "out")
    assert result.exit_code == 2
    assert "out has waits.html, which would be beside the new pages" in result.stderr
    assert digests_in(Path("out")) == before


def test_a_folder_without_a_good_record_becomes_nothing() -> None:
    for format in ("csv", "html", "tei"):
        result = run("write", "store/bad", "nothing", "--to", format, "-o", "out")
        assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, "2 records: 2 not written")
        assert not Path("out").exists()


def test_losses_of_many_records_are_one_line() -> None:
    result = run("write", "store", "--to", "ris", "-o", "out")
    assert result.stderr.count("warning[not-kept]") == 1
    assert re.search(r"ris leaves out \d+ kinds of things: ", result.stderr)
    assert run("write", "store", "--to", "ris", "-o", "out", "-v").stderr.count("not-kept") > 1


# --- interruptions ---


@pytest.mark.slow
@each_case(
    "arguments",
    [
        *(("write", "store", "--to", format, "-o", "out") for format in ("csv", "html", "tei")),
        ("show", "store"),
        ("propose", "store"),
        ("review", "--list", "store"),
        ("diff", "store", "copy"),
        ("format", "store"),
    ],
    ids=" ".join,
)
def test_an_interruption_says_how_far_it_came_and_leaves_no_litter(
    arguments: Sequence[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    fill()
    Path("store/2016/note/document.json").write_bytes(b"{}")
    interrupt_at_second(monkeypatch)
    result = run(*arguments)
    assert result.exit_code == 130
    rest = "; nothing was written$" if {"csv", "html"} & {*arguments} else ": 1 "
    last = result.stderr.splitlines()[-1]
    assert re.match(rf"interrupted after [12] of [45] records{rest}", last)
    assert not [*Path().rglob(".archive-*")]
    assert Path("out").exists() == ("tei" in arguments)


def interrupt_at_second(monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.files.path_resolution import RecordFile

    read = RecordFile.read

    def reading(self: RecordFile) -> bytes:
        if "note" in self.where:
            raise KeyboardInterrupt
        return read(self)

    monkeypatch.setattr(RecordFile, "read", reading)


# --- pages to read, lists, decisions ---


def test_each_page_is_under_its_path() -> None:
    shown = run("show", "store").stdout
    heads = re.findall(r"^==> (.*) <==$", shown, re.MULTILINE)
    assert heads == ["store/2016/march/small", "store/2016/note", "store/waits"]
    assert run("show", "store/waits").stdout.rstrip() in shown


def test_the_claims_of_all_records_are_one_table() -> None:
    shown = run("show", "store", "--claims").stdout
    assert [line for line in shown.splitlines() if "who says" in line] != []
    assert shown.count("who says") == 1
    assert "small#claim-1" in shown
    assert "waits#" in shown
    assert run("show", "copy/new", "copy/bad", "--claims").stdout == "no claims are recorded\n"


def test_proposals_of_many_records_are_named_with_their_record() -> None:
    lines = run("propose", "store", "-n").stdout.splitlines()
    assert {line.split()[1].partition("#")[0] for line in lines} == {"note", "small"}
    data = json.loads(run("propose", "store", "-n", "--format", "json").stdout)
    assert [item["record"] for item in data] == ["small", "note", "waits"]
    assert [bool(item["proposed"]) for item in data] == [True, True, False]
    assert run("propose", "store").exit_code == 1
    assert archive.load("store/2016/note").index.statements


def test_a_decision_is_about_the_record_that_it_names() -> None:
    shutil.copytree("store/waits", "store/other")
    document = archive.load("store/waits").update(id="other")
    archive.save(document, "store/other")
    listed = run("review", "store", "--list", "--format", "json")
    items = json.loads(listed.stdout)
    assert {"waits", "other"} <= {item["record"] for item in items}
    [item] = [item for item in items if item["record"] == "other"]
    decide([{"id": item["id"], "decision": "accept"}])
    unclear = run("review", "store", "--decide", "d.json", "--by", "Ada")
    assert unclear.exit_code == 1
    assert "error[decision-without-record]" in unclear.stderr
    assert f"{item['id']} is a statement of other, waits (say which is meant" in unclear.stderr
    decide([{**item, "decision": "accept"}])
    tried = run("review", "store", "--decide", "d.json", "--by", "Ada", "-n")
    assert "store/other/document.json: 1 accepted" in tried.stderr
    assert archive.load("store/other") == document
    run("review", "store", "--decide", "d.json", "--by", "Ada")
    assert archive.load("store/other").claims[0].status == "accepted"
    assert archive.load("store/waits").claims[0].status == "proposed"
    wrong = run("review", "store/waits", "--decide", "d.json", "--by", "Ada")
    assert (wrong.exit_code, "is a statement of other, not of waits" in wrong.stderr) == (1, True)


def test_decisions_about_many_records_are_applied_all_or_none() -> None:
    [item] = json.loads(run("review", "store/waits", "--list", "--format", "json").stdout)
    decide([{**item, "decision": "accept"}, {"id": "no-such", "decision": "accept"}])
    before = digests()
    result = run("review", "store", "--decide", "d.json", "--by", "Ada")
    assert result.exit_code == 1
    assert "no-such is not a statement of any of the records" in result.stderr
    assert result.stderr.endswith("archive: nothing was written\n")
    assert digests() == before


def decide(decisions: Sequence[object]) -> None:
    Path("d.json").write_text(json.dumps(decisions), "utf-8")


def test_two_folders_are_compared_record_by_record() -> None:
    Path("copy/2017").mkdir()
    shutil.move("copy/waits", "copy/2017/waits")
    archive.save(archive.load("copy/2016/note").update(language="en"), "copy/2016/note")
    shutil.rmtree("copy/2016/march")
    shown = run("diff", "store", "copy", "--exit-code")
    assert shown.exit_code == 1
    assert "added: copy/new\n" in shown.stdout
    assert "removed: store/2016/march/small\n" in shown.stdout
    assert "moved: store/waits -> copy/2017/waits\n" in shown.stdout
    assert "==> copy/2016/note <==" in shown.stdout
    assert "store/bad/document.json:2:1: error[not-json]" in shown.stderr
    assert shown.stderr.splitlines()[-1] == (
        "5 records: 1 changed, 1 added, 1 removed, 1 moved, 1 not compared"
    )
    data = json.loads(run("diff", "store", "copy", "--format", "json").stdout)
    assert [(item["change"], item["record"]) for item in data] == [
        ("added", "new"),
        ("changed", "note"),
        ("removed", "small"),
        ("moved", "waits"),
    ]
    patch = archive.Diff.from_json(json.dumps(data[1]["diff"]))
    assert patch.apply(archive.load("store/2016/note")) == archive.load("copy/2016/note")
    run("diff", "store", "copy", "-o", "diff.txt")
    assert Path("diff.txt").read_text("utf-8") == shown.stdout
    assert run("diff", "store", "store", "--exit-code").exit_code == 0


def test_sheets_are_read_back_into_their_records() -> None:
    run("sheet", "store", "-o", "sheets", "--form", "jsonl")
    assert sorted(digests_in(Path("sheets"))) == [
        "2016/march/small.jsonl",
        "2016/note.jsonl",
        "waits.jsonl",
    ]
    back = run("add", "sheets/waits.jsonl", "--to", "store/waits", "--by", "Bo")
    assert back.exit_code == 0


# --- rows ---


@pytest.mark.slow
@each_case("format", ["csv", "parquet"])
def test_one_package_has_the_rows_of_all_single_packages(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fill()
    run("write", "store", "--to", format, "-o", "all")
    described = json.loads(Path("all/datapackage.json").read_text("utf-8"))
    names = [resource["path"] for resource in described["resources"]]
    assert sorted(digests_in(Path("all"))) == sorted(["datapackage.json", *names])
    for record in ("2016/march/small", "2016/note", "waits"):
        run("write", f"store/{record}", "--to", format, "-o", f"one/{Path(record).name}")
    for name in names:
        singles = [rows(Path("one") / id / name) for id in ("small", "note", "waits")]
        head = singles[0][0]
        assert rows(Path("all") / name) == [head, *(row for one in singles for row in one[1:])]


def rows(path: Path) -> list[Sequence[object]]:
    """The rows of a table, the names of its columns first."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return [*csv.reader(file)]
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(path)
    return [table.column_names, *(tuple(row.values()) for row in table.to_pylist())]


def test_what_fails_within_a_record_leaves_it_out_of_the_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from archive.tabular import table_schemas

    schema = next(one for one in table_schemas.TABLES if one.name == "works")
    make = schema.make

    def failing(record: object) -> Iterator[object]:
        if getattr(record, "id", "") == "note":
            raise RuntimeError("no rows")
        yield from make(record)  # type: ignore[arg-type]

    object.__setattr__(schema, "make", failing)
    try:
        result = run("write", "store", "--to", "csv", "-o", "out")
    finally:
        object.__setattr__(schema, "make", make)
    assert result.exit_code == 2
    assert "making them raised RuntimeError: no rows" in result.stderr
    assert {row[0] for row in rows(Path("out/blocks.csv"))[1:]} == {"small", "waits"}
    assert result.stderr.splitlines()[-1] == "4 records: 2 written to out, 2 not written"


def test_a_package_that_fails_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.tabular.csv import CsvTable

    add = CsvTable.add

    def failing(self: CsvTable, given: object) -> None:
        if self._schema.name == "works" and [*Path().glob(".archive-*")]:
            raise OSError(28, "No space left on device")
        add(self, given)  # type: ignore[arg-type]

    monkeypatch.setattr(CsvTable, "add", failing)
    result = run("write", "store", "--to", "csv", "-o", "out")
    assert (result.exit_code, "cannot write out: No space left" in result.stderr) == (2, True)
    assert not Path("out").exists()
    assert not [*Path().glob(".archive-*")]
