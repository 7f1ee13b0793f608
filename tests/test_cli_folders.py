"""Trees of records: which are found, which are processed, and which are reported as skipped."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

import archive
from archive import io
from archive.cli import main as main_command
from archive.files.record_discovery import Tree, record_of
from archive.files.zip_file import pack
from archive.validation import validate
from archive.workflows.input_kinds import is_record
from tests import samples
from tests.runner import run


def put(folder: Path, **more: bytes) -> Path:
    """A record with nothing but its id, which is the name of the folder; and more files."""
    folder.mkdir(parents=True, exist_ok=True)
    record = f'{{"schema_version": "1.0", "id": "{folder.name}"}}\n'
    (folder / "document.json").write_text(record, "utf-8")
    for name, data in more.items():
        (folder / name).write_bytes(data)
    return folder


def put_small(folder: Path) -> Path:
    """A record with a capture, and its TEI beside it."""
    document = samples.small().update(id=folder.name)
    io.save(document, folder, files={"received/small.txt": samples.RECEIVED.encode()})
    (folder / "document.tei.xml").write_bytes(io.write(document, "tei").data)
    return folder


def looked_at(*arguments: object) -> list[str]:
    """What `archive validate` has looked at."""
    result = run("validate", "--format", "json", *arguments)
    return [record["source"] for record in json.loads(result.stdout)["records"]]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder `tree`, in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("tree").mkdir()
    return Path("tree")


# --- three hundred records ---


def _no_json(folder: Path) -> None:
    (folder / "document.json").write_text("{", "utf-8")


def _unknown_field(folder: Path) -> None:
    put(folder)
    (folder / "document.json").write_text('{"schema_version": "1.0", "id": "x", "a": 1}', "utf-8")


def _no_main_file(folder: Path) -> None:
    (folder / "received").mkdir()
    (folder / "document.json").unlink()


def _damaged_capture(folder: Path) -> None:
    put_small(folder)
    (folder / "received" / "small.txt").write_text("Trade", "utf-8")


def _broken_tei(folder: Path) -> None:
    (folder / "document.tei.xml").write_text("<TEI>", "utf-8")


@pytest.mark.slow
def test_five_broken_records_of_three_hundred_are_named_wherever_they_lie(tree: Path) -> None:
    folders = [
        put(tree / f"{year}" / f"{month:02}" / f"r-{year}-{month:02}-{n:02}")
        for year in (2024, 2025, 2026)
        for month in range(1, 11)
        for n in range(10)
    ]
    assert len(folders) == 300
    breaking: Sequence[tuple[int, Callable[[Path], None], str]] = (
        (7, _no_json, "not-json"),
        (111, _unknown_field, "unknown-field"),
        (112, _no_main_file, "folder-without-record"),
        (200, _damaged_capture, "capture-damaged"),
        (299, _broken_tei, "not-well-formed"),
    )
    for n, breaks, _ in breaking:
        breaks(folders[n])
    result = run("validate", tree)
    assert result.exit_code == 1
    errors = [line for line in result.stdout.splitlines() if ": error[" in line]
    assert [line.partition(":")[0] for line in errors] == [
        str(folders[7] / "document.json"),
        str(folders[111] / "document.json"),
        str(folders[112]),
        str(folders[200] / "document.json"),
        str(folders[299] / "document.tei.xml"),
    ]
    for line, (_, _, code) in zip(errors, breaking, strict=True):
        assert f"error[{code}]" in line
    summary = result.stdout.splitlines()[-1]
    assert summary.startswith("5 errors, ")
    assert summary.endswith(" in 300 records, 5 with errors")


# --- what is found ---


def test_records_are_found_at_any_depth_in_order(tree: Path) -> None:
    for name in ("b", "a/z/y/x", "a/c", "c"):
        put(tree / name)
    (tree / "README.md").write_text("Records.", "utf-8")
    (tree / "notes" / "empty").mkdir(parents=True)
    assert looked_at(tree) == ["tree/a/c", "tree/a/z/y/x", "tree/b", "tree/c"]


def test_what_lies_in_a_record_is_no_record_of_the_tree(tree: Path) -> None:
    put(put(tree / "a") / "received" / "b")
    put(tree / "a" / "figures" / "c" / "d")
    put(tree / "a" / "figures" / "c" / "d" / "e")
    put(tree / "a" / ".git" / "f")
    assert looked_at(tree) == ["tree/a"]
    inner = "tree/a/figures/c/d, tree/a/figures/c/d/e, tree/a/received/b"
    for command in ("validate", "format"):
        assert f"skipped: {inner}, inside other records; name" in run(command, tree).stderr
    named = tree, tree / "a" / "figures" / "c" / "d", tree / "a" / "received"
    assert "skipped: tree/a/figures/c/d/e, inside" in run("validate", *named).stderr


def test_a_zip_file_with_two_records_names_that_which_is_not_looked_at(tree: Path) -> None:
    record = put(tree / "a") / "document.json"
    path = tree / "b.zip"
    path.write_bytes(pack({"document.json": record.read_bytes(), "m/document.json": b"{}"}))
    result = run("validate", path)
    assert (result.exit_code, "skipped: tree/b.zip/m, inside" in result.stderr) == (0, True)
    path.write_bytes(b"PK")
    assert run("validate", path).exit_code == 2


def test_hidden_folders_are_searched_only_by_name(tree: Path) -> None:
    put(tree / ".git" / "a")
    put(tree / "b" / ".venv" / "c")
    put(tree / "d")
    assert looked_at(tree) == ["tree/d"]
    assert looked_at(tree / ".git") == ["tree/.git/a"]


def test_links_to_folders_are_followed_only_by_name(tree: Path) -> None:
    put(tree / "a")
    (tree / "loop").symlink_to(tree.absolute())
    (tree / "a-again").symlink_to("a")
    assert looked_at(tree) == ["tree/a"]
    assert looked_at(tree / "a-again") == ["tree/a-again"]
    assert looked_at(tree / "loop") == ["tree/loop/a"]


def test_a_main_file_that_is_a_dangling_link_is_reported(tree: Path) -> None:
    put(tree / "a")
    (tree / "b").mkdir()
    (tree / "b" / "document.json").symlink_to("gone.json")
    result = run("validate", tree)
    assert result.exit_code == 1
    assert "tree/b: error[folder-without-record]" in result.stdout


def test_a_record_that_lost_its_main_file_is_named(tree: Path) -> None:
    (tree / "a" / "received" / "deep").mkdir(parents=True)
    (tree / "a" / "figures").mkdir()
    put(tree / "b")
    result = run("validate", tree)
    assert result.exit_code == 1
    assert "tree/a: error[folder-without-record]" in result.stdout
    assert result.stdout.endswith("1 error in 2 records, 1 with errors\n")


def test_a_folder_of_records_may_have_a_folder_called_received(tree: Path) -> None:
    put(tree / "a")
    put(tree / "received" / "b")
    (tree / "received" / "inbox").mkdir()
    put(tree / "z")
    assert looked_at(tree) == ["tree/a", "tree/received/b", "tree/z"]


def test_of_two_that_may_have_lost_it_the_inner_one_has(tree: Path) -> None:
    (tree / "received").mkdir()
    (tree / "a" / "received").mkdir(parents=True)
    (tree / "b").mkdir()
    assert looked_at(tree) == ["tree/a"]


def test_a_folder_that_cannot_be_listed_is_reported(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tree / "a")
    put(tree / "b" / "c")
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    for command, ending in (("validate", "in 1 record"), ("format", "1 not formatted")):
        result = run(command, tree)
        assert result.exit_code == 2
        assert "tree/b: error[file-unreadable]: Permission denied" in (
            result.stdout + result.stderr
        )
        assert (result.stdout + result.stderr).rstrip().endswith(ending)


@pytest.mark.slow
def test_very_deep_folders_are_searched(tree: Path) -> None:
    deep = tree.joinpath(*("d" * 1500))
    folders = [deep, *deep.parents[: len(deep.parents) - 2]]
    for folder in reversed(folders):
        folder.mkdir()
    try:
        put(deep)
        assert list(Tree(tree).records()) == [deep]
    finally:  # what removes folders otherwise goes only as deep as Python lets it
        (deep / "document.json").unlink()
        for folder in folders:
            folder.rmdir()


# --- what several paths stand for ---


def test_a_record_is_looked_at_once_however_it_is_named(tree: Path) -> None:
    record = put_small(tree / "a" / "b")
    paths = [tree, record, record / "document.json", record / "received" / "small.txt", tree / "a"]
    assert looked_at(*paths) == ["tree/a/b"]
    assert looked_at(*paths[::-1]) == ["tree/a/b"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "document.json",
        "document.tei.xml",
        "received/small.txt",
        "received/page.html",
        "received/page.xml",
        "received/deep/scan.json",
        "figures/map.svg.png",
        "received",
        "figures",
    ],
)
def test_what_belongs_to_a_record_stands_for_it(name: str, tree: Path) -> None:
    record = put_small(tree / "a")
    (record / "figures").mkdir()
    (record / "received" / "deep").mkdir()
    path = record / name
    if not path.exists():
        path.write_bytes(b"x")
    assert looked_at(path) == ["tree/a"]
    assert looked_at(path.absolute()) == [str(record.absolute())]


def test_it_does_so_from_within_the_record(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = put_small(tree / "a")
    monkeypatch.chdir(record / "received")
    assert looked_at("small.txt") == [".."]
    assert looked_at(".") == [".."]
    assert "id-differs-from-folder" not in run("validate", "small.txt").stdout


@pytest.mark.parametrize("name", ["draft.json", "other.tei.xml", "drafts/draft.json"])
def test_another_record_beside_it_is_looked_at_by_itself(name: str, tree: Path) -> None:
    path = put(tree / "a") / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"schema_version": "1.0", "id": "x"}', "utf-8")
    assert looked_at(path) == [str(path)]


FORGED = "Trade fell by a third"
"""Words of a record that lies in the folder of another, which has others."""


def put_forged(record: Path, name: str) -> Path:
    """Put a record with forged words into the folder of one, under a name."""
    document = io.load(record)
    paragraph = document.block("p-1")
    text = f"{FORGED}{paragraph.text[len(FORGED) :]}"
    forged = archive.with_text(document, {"p-1": text}).document
    path = record / name
    data = io.write(forged, "tei" if "tei" in name else "json").data
    if path.suffix.lower() == ".zip":
        capture = {"a.txt": b"a" * (1 << 17), "received/small.txt": samples.RECEIVED.encode()}
        data = pack({**capture, "document.json": data})
    path.write_bytes(data)
    return path


IN_FOLDER = ("forged.tei", "forged.txt", "forged.jsonld", "forged.bak", "forged.zip", "forged.ZIP")
"""Names of a record in the folder of another."""

OF_ONE_RECORD: Mapping[str, Sequence[str]] = {
    "add": ("empty.csv", "--to", "{}", "-n"),
    "write": ("{}", "--to", "text"),
    "check-sources": ("{}",),
    "diff": ("other.json", "{}"),
    "format": ("--check", "{}"),
    "propose": ("{}", "-n"),
    "rebase": ("{}", "again.txt"),
    "review": ("{}", "--list"),
    "sheet": ("{}", "--sentences"),
    "show": ("{}",),
    "validate": ("{}",),
    "view": ("{}", "--no-open", "-o", "page"),
}
"""Arguments of each command that takes a record, which is {}."""


@pytest.mark.slow
@pytest.mark.parametrize("name", IN_FOLDER)
def test_a_record_in_the_folder_of_another_is_itself_for_every_command(
    name: str, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each says the same of it, whether a record lies round it or not."""
    forged = put_forged(put_small(tree / "small"), name)
    alone = shutil.copytree(tree / "small", tree / "alone" / "small")
    for main in ("document.json", "document.tei.xml"):
        (alone / main).unlink()
    for command, arguments in OF_ONE_RECORD.items():
        said = []
        for folder in (forged.parent, alone):
            with monkeypatch.context() as here:
                here.chdir(folder)
                io.save(samples.small(), "other.json")
                Path("again.txt").write_text(samples.RECEIVED, "utf-8")
                Path("empty.csv").write_text("id,words\n", "utf-8")
                result = run(command, *(one.format(name) for one in arguments))
                said.append((result.exit_code, result.stdout, result.stderr))
        assert said[0] == said[1], command
    assert set(OF_ONE_RECORD) | {
        "explain",
        "receive",
        "schema",
        "search",
        "store",
        "corpus",
    } == set(main_command.commands)


@pytest.mark.slow
@pytest.mark.parametrize("name", IN_FOLDER)
def test_the_forged_words_that_are_shown_are_those_that_are_validated(
    name: str, tree: Path
) -> None:
    forged = put_forged(put_small(tree / "small"), name)
    assert FORGED in run("show", forged).stdout
    assert looked_at(forged) == [str(forged)]
    result = run("validate", forged)
    assert (result.exit_code, "block-differs-from-capture" in result.stdout) == (1, True)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["forged.tei", "forged.xml", "forged.json", "a.txt", "a.zip"])
def test_a_record_among_the_captures_is_looked_at_as_well_as_the_record_that_keeps_it(
    name: str, tree: Path
) -> None:
    record = put_small(tree / "small")
    forged = put_forged(record, f"received/{name}")
    assert looked_at(forged) == ["tree/small", str(forged)]
    (record / "received" / "small.txt").unlink()
    assert "capture-missing" in run("validate", forged).stdout


@pytest.mark.parametrize("name", ["page.html", "data.json", "of-others.tei", "a.zip", "cut.tei"])
def test_a_file_that_no_command_reads_as_a_record_stands_for_that_around_it(
    name: str, tree: Path
) -> None:
    record = put_small(tree / "small")
    content = {
        "page.html": b"<html><p>One.",
        "data.json": b"{}",
        "of-others.tei": b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>',
        "a.zip": pack({"a.txt": b"a"}),
        "cut.tei": b"<TEI",
    }[name]
    path = record / "received" / name
    path.write_bytes(content)
    assert looked_at(path) == ["tree/small"]


def test_tei_alone_is_a_file_like_any_other(tree: Path) -> None:
    file = tree / "document.tei.xml"
    file.write_bytes(io.write(samples.minimal(), "tei").data)
    assert looked_at(file) == [str(file)]
    assert looked_at(tree) == ["tree"]


def test_a_capture_whose_record_has_lost_its_main_file_names_it(tree: Path) -> None:
    (tree / "a" / "received").mkdir(parents=True)
    (tree / "a" / "received" / "x.txt").write_text("x", "utf-8")
    result = run("validate", tree / "a" / "received" / "x.txt")
    assert result.exit_code == 1
    assert "tree/a: error[folder-without-record]" in result.stdout


def test_a_record_outside_of_the_repository_is_not_meant(tree: Path) -> None:
    put(tree)
    (tree / "project" / ".git").mkdir(parents=True)
    notes = tree / "project" / "notes.txt"
    notes.write_text("x", "utf-8")
    assert record_of(notes, is_record) is None
    (tree / "project" / ".git").rmdir()
    assert record_of(notes, is_record) == tree


def test_a_file_that_is_not_there_is_not_taken_for_its_record(tree: Path) -> None:
    put(tree / "a")
    result = run("validate", tree / "a" / "received" / "gone.txt")
    assert result.exit_code == 2
    assert "tree/a/received/gone.txt: error[no-such-file]" in result.stdout


def test_format_formats_the_file_that_is_named(tree: Path) -> None:
    record = put_small(tree / "a")
    result = run("format", record / "document.tei.xml")
    assert result.exit_code == 2
    assert "only JSON records can be formatted" in result.stderr


# --- nothing is found ---


@pytest.mark.parametrize("command", ["validate", "format"])
def test_a_folder_without_any_record_ends_with_2(command: str, tree: Path) -> None:
    (tree / "a" / "b").mkdir(parents=True)
    (tree / "a" / "notes.txt").write_text("x", "utf-8")
    result = run(command, tree)
    assert result.exit_code == 2
    assert (
        "tree: error[no-record]: no record in tree (a record is a folder with"
        in result.stdout + result.stderr
    )


@pytest.mark.parametrize("command", ["validate", "format"])
def test_the_others_are_looked_at_all_the_same(command: str, tree: Path) -> None:
    (tree / "empty").mkdir()
    put(tree / "a")
    result = run(command, tree / "empty", tree / "a")
    assert result.exit_code == 2
    assert "no record in tree/empty" in result.stdout + result.stderr
    assert "1 record" in result.stdout + result.stderr


def test_files_that_look_like_records_are_named_where_there_is_nothing_else(tree: Path) -> None:
    _loose(tree)
    result = run("validate", tree)
    assert result.exit_code == 2
    assert "not in a record's folder: tree/letter.json, tree/letter.tei.xml)" in result.stdout


def test_files_that_look_like_records_are_not_passed_over_in_silence(tree: Path) -> None:
    _loose(tree)
    put(tree / "a")
    for command in ("validate", "format"):
        result = run(command, tree)
        assert result.exit_code == 0
        assert "skipped: tree/letter.json, tree/letter.tei.xml;" in result.stderr
    result = run("validate", tree, tree / "letter.json", tree / "letter.tei.xml")
    assert "not looked at" not in result.stderr
    assert "in 3 records" in result.stdout


def test_of_many_such_files_some_are_named(tree: Path) -> None:
    for n in range(9):
        (tree / f"letter-{n}.json").write_text('{"schema_version": "1.0", "id": "x"}', "utf-8")
    result = run("validate", tree)
    assert "letter-0.json, tree/letter-1.json, tree/letter-2.json and 6 more)" in result.stdout


def _loose(tree: Path) -> None:
    """Two records in files of their own, and files that are none."""
    (tree / "letter.json").write_text('{"id": "letter", "schema_version": "1.0"}', "utf-8")
    (tree / "letter.tei.xml").write_bytes(io.write(samples.minimal(), "tei").data)
    (tree / "package.json").write_text('{"name": "x", "version": "1.0"}', "utf-8")
    (tree / "feed.xml").write_text("<rss/>", "utf-8")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tree / "pipe.json")


# --- the TEI beside a record ---


def test_the_tei_beside_a_record_goes_through_every_layer(tree: Path) -> None:
    record = put_small(tree / "a")
    layers = validate(record).layers
    assert list(layers)[5:] == [
        "well-formed (TEI)",
        "RELAX NG (TEI)",
        "Schematron (TEI)",
        "invariants (TEI)",
        "comparison with TEI",
    ]
    assert set(layers.values()) == {"passed"}
    assert not [layer for layer in validate(put(tree / "b")).layers if "TEI" in layer]


def test_what_would_be_written_anew_is_not_taken_through_the_schemas(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = put_small(tree / "a")
    taken: list[str] = []
    for name in ("relax_ng_findings", "schematron_findings"):
        look = lambda *_, name=name: taken.append(name) or ()  # noqa: E731
        monkeypatch.setattr(f"archive.validation.schemas.{name}", look)
    validate(record)
    assert taken == []
    file = record / "document.tei.xml"
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    validate(record)
    assert taken == ["relax_ng_findings", "schematron_findings"]


@pytest.mark.parametrize(
    ("old", "new", "code", "failed"),
    [
        ("</TEI>", "", "not-well-formed", "well-formed (TEI)"),
        ("<titleStmt>", "<titleStmt><sponsor/>", "tei-not-valid", "RELAX NG (TEI)"),
        (">trade with China fell", ">trade with Chile fell", "anchor-words-differ", "Schematron (TEI)"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it_is_an_error_with_its_place(
    old: str, new: str, code: str, failed: str, tree: Path
) -> None:
    file = put_small(tree / "a") / "document.tei.xml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    report = validate(tree / "a")
    assert not report.ok
    assert {finding.code for finding in report.errors} == {code}
    for finding in report.errors:
        assert finding.location.file == str(file)
        assert finding.location.line
        assert finding.location.column
    layers = list(report.layers)
    after = layers[layers.index(failed) + 1 :]
    assert report.layers[failed] == "failed"
    assert report.not_run == tuple(after)
    assert report.layers["captures"] == "passed"
    result = run("validate", tree / "a")
    assert f"tree/a: {', '.join(after)} did not run, because {failed} failed\n" in result.stdout


def test_it_is_looked_at_although_the_record_is_broken(tree: Path) -> None:
    record = put_small(tree / "a")
    (record / "document.json").write_text("{", "utf-8")
    report = validate(record)
    assert [finding.code for finding in report] == ["not-json"]
    assert report.layers["invariants (TEI)"] == "passed"
    assert report.layers["comparison with TEI"] == "not run"
    file = record / "document.tei.xml"
    file.write_text(file.read_text("utf-8").replace("</TEI>", ""), "utf-8")
    assert {finding.code for finding in validate(record)} == {"not-json", "not-well-formed"}
    assert run("validate", record).stdout.endswith(
        "tree/a: schema, invariants, rules, captures did not run, because well-formed failed\n"
        "tree/a: RELAX NG (TEI), Schematron (TEI), invariants (TEI), comparison with TEI did not "
        "run, because well-formed (TEI) failed\n"
        "2 errors in 1 record\n"
    )


def test_the_same_rules_say_nothing_of_it_again(tree: Path) -> None:
    record = put_small(tree / "a")
    file = record / "document.tei.xml"
    file.write_text(file.read_text("utf-8").replace("<TEI ", "<TEI\n"), "utf-8")
    found = [(f.code, f.location.pointer) for f in validate(record)]
    assert found
    assert len(found) == len(set(found))
    file.unlink()
    assert found == [(f.code, f.location.pointer) for f in validate(record)]


def test_what_is_only_written_otherwise_says_the_same(tree: Path) -> None:
    record = put_small(tree / "a")
    before = list(validate(record))
    file = record / "document.tei.xml"
    file.write_text(file.read_text("utf-8").replace("\n", "\r\n").replace('"', "'", 2), "utf-8")
    assert list(validate(record)) == before


def test_a_comment_in_it_is_reported_as_what_is_not_kept(tree: Path) -> None:
    record = put_small(tree / "a")
    file = record / "document.tei.xml"
    file.write_text(file.read_text("utf-8").replace("<body>", "<body><!-- look -->"), "utf-8")
    (found,) = [finding for finding in validate(record) if finding.code == "not-kept"]
    assert found.location.file == str(file)
    assert found.location.line
    assert not [f for f in validate(record, ignore=["not-kept"]) if f.code == "not-kept"]


@pytest.mark.parametrize("make", [lambda file: file.symlink_to("/etc/hosts"), Path.mkdir])
def test_it_is_reported_where_it_cannot_be_read(make: Callable[[Path], None], tree: Path) -> None:
    record = put(tree / "a")
    make(record / "document.tei.xml")
    result = run("validate", record)
    assert result.exit_code == 2
    assert "tree/a/document.tei.xml: error[file-unreadable]" in result.stdout
    assert result.stdout.rstrip().endswith("in 1 record")


@pytest.fixture
def edited(tree: Path) -> Path:
    """A record whose TEI somebody has edited: another restatement, and a claim less sure."""
    record = put_small(tree / "a")
    file = record / "document.tei.xml"
    text = file.read_text("utf-8")
    for old, new in (
        (">Trade with China fell by 10% in 2015.<", ">Trade with China fell in 2015.<"),
        ("#commitment.asserted", "#commitment.hedged"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")
    return record


def test_where_the_two_differ_it_is_shown_where_it_stands(edited: Path) -> None:
    found = [f for f in validate(edited) if f.code == "published-tei-out-of-date"]
    summary, *told = found
    assert "2 differences" in summary.message
    lines = (edited / "document.tei.xml").read_text("utf-8").splitlines()
    for finding in told:
        assert lines[(finding.location.line or 0) - 1].startswith('<annotation xml:id="claim-1"')
    assert [finding.message for finding in told] == [
        'claim-1 is restated: document.json has "Trade with China fell by 10% in 2015.", the TEI "Trade with China fell in 2015."',
        "claim-1: commitment changed from asserted to hedged",
    ]


@pytest.mark.parametrize("keeps", ["TEI", "record"])
def test_either_way_out_can_be_pasted(keeps: str, edited: Path) -> None:
    (summary, *_) = [f for f in validate(edited) if f.code == "published-tei-out-of-date"]
    commands = {
        ("TEI" if "TEI" in why else "record"): command
        for why, _, command in (
            part.partition(": ") for part in (summary.hint or "").split("; ")[1:]
        )
    }
    program, *arguments = shlex.split(commands[keeps])
    assert program == "archive"
    assert run(*arguments).exit_code == 0
    document = io.load(edited)
    assert document == io.load(edited / "document.tei.xml")
    assert document.claim("claim-1").commitment == ("hedged" if keeps == "TEI" else "asserted")
    assert "published-tei-out-of-date" not in {f.code for f in validate(edited)}


def test_the_comparison_can_be_left_out(edited: Path) -> None:
    code = "published-tei-out-of-date"
    assert code not in {f.code for f in validate(edited, ignore=[code])}
    assert {f.code for f in validate(edited, select=[code])} == {code}


def test_a_folder_whose_name_has_blanks_is_quoted_in_the_ways_out(tree: Path) -> None:
    record = put_small(tree / "a")
    file = record / "document.tei.xml"
    file.write_text(file.read_text("utf-8").replace(">Trade with", ">The trade with"), "utf-8")
    record = record.rename(tree / "my a")
    hints = [f.hint or "" for f in validate(record) if f.code == "published-tei-out-of-date"]
    assert "archive write 'tree/my a' --to tei -o 'tree/my a/document.tei.xml'" in hints[0]
