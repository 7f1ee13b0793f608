"""`archive write` and `view` with options of a format, and folders that hold one format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result

import archive
from archive.cli import main
from archive.cli.console import say_losses
from archive.errors import WriteError
from archive.findings import error, warning
from archive.model.rights import Rights, RightsLayers
from tests import samples
from tests.runner import runner

RESERVED = RightsLayers(
    text=Rights(uri="http://rightsstatements.org/vocab/InC/1.0/"),
    record=Rights(uri="https://creativecommons.org/licenses/by/4.0/"),
)


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record whose text nobody may publish, in the working directory."""
    monkeypatch.chdir(tmp_path)
    files = {"received/small.txt": samples.RECEIVED.encode()}
    archive.save(samples.small().update(rights=RESERVED), "small", files=files)
    return Path("small")


def run(*command: str | Path) -> Result:
    return runner().invoke(main, list(map(str, command)))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--option", "claims"], "'claims' is not NAME=VALUE"),
        (
            ["--option", "claims=some"],
            "'some' is not a value of claims; choose from notes, none, alone",
        ),
        (["--option", "head=maybe"], "'maybe' is not a value of head; choose from yes, no"),
        (["--option", "head=no", "--option", "head=yes"], "head is given twice"),
        (["--option", "colour=red"], "colour"),
        (["-o", ""], "-o is empty; name a file"),
    ],
)
def test_what_a_form_cannot_be_told_is_said(record: Path, given: list[str], said: str) -> None:
    result = run("write", record, "--to", "text", *given)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("option", ["folder=yes", "images=figures"])
def test_what_the_command_line_sets_itself_is_not_taken(record: Path, option: str) -> None:
    result = run("write", record, "--to", "html", "--option", option)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is only for Python" in result.stderr


def test_options_reach_the_writer(record: Path) -> None:
    document = archive.load(record)
    for value in ("no", "false", "False"):
        result = run("write", record, "--to", "text", "--option", f"head={value}")
        assert result.stdout_bytes == archive.write(document, "text", head=False).data
    alone = run("write", record, "--to", "markdown", "--option", "claims=alone", "--public")
    assert (
        alone.stdout_bytes == archive.write(document, "markdown", claims="alone", public=True).data
    )


def test_what_a_form_leaves_out_is_one_line_and_all_of_it_on_request(record: Path) -> None:
    for form in ("tei-inline", "csl", "schema-org"):
        written = archive.write(archive.load(record), form)
        found = written.findings
        assert len(found) > 1
        folded = run("write", record, "--to", form)
        [line] = folded.stderr.splitlines()
        assert f"{form} leaves out {len(found)} kinds of things: " in line
        listed = run("write", record, "--to", form, "-v")
        assert listed.stderr.splitlines() == [str(finding) for finding in found]
        assert listed.stdout_bytes == folded.stdout_bytes == written.data
    into_folder = run("write", record, "--to", "csv", "-o", "tables")
    assert into_folder.stderr.count("warning[not-kept]") == 1
    for options, lines in (
        ((), 1),
        (("--verbose",), len(archive.write(archive.load(record), "sheet").findings)),
    ):
        assert run("sheet", record, *options).stderr.count("warning[not-kept]") == lines


def test_one_loss_stays_as_it_is_and_an_error_is_never_folded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    losses = [warning("not-kept", f"/claims/{n}/note", "a note is lost") for n in range(3)]
    bad = error("not-kept", "/claims/7", "a claim is lost")
    other = warning("words-repeated", "/claims/8", "words are repeated")
    say_losses(losses[:1], "csl", verbose=False)
    assert capsys.readouterr().err == f"{losses[0]}\n"
    say_losses([*losses, bad, other], "csl", verbose=False)
    told = capsys.readouterr().err.splitlines()
    assert told[:2] == [str(bad), str(other)]
    assert told[2].startswith(
        "warning[not-kept]: csl leaves out 3 kinds of things: claims/note ..."
    )
    assert len(told) == 3


@pytest.mark.slow
@pytest.mark.parametrize("name", ["x.pdf", "x.docx", "x.mods.xml", "x.yaml", "x"])
def test_a_name_that_stands_for_no_form_is_told_those_that_do(record: Path, name: str) -> None:
    result = run("write", record, "-o", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert ", ".join(archive.WRITERS) in result.stderr
    if "." in name:
        with pytest.raises(archive.errors.UnknownFormat) as caught:
            archive.save(archive.load(record), name)
        assert str(caught.value).startswith(result.stderr.removeprefix("archive: ").strip())
    assert not Path(name).exists()
    *_, ends = result.stderr.strip().partition("a file name that ends with ")
    written = re.split(", | or ", ends)
    assert {".json", ".tei.xml", ".md", ".html", ".bib"} <= set(written)
    for n, end in enumerate(written):
        assert run("write", record, "-o", f"all/{n}{end}").exit_code == 0


def test_a_form_of_several_files_says_so_of_a_name_with_its_suffix(record: Path) -> None:
    result = run("write", record, "-o", "x.parquet")
    assert result.exit_code == 2
    assert "parquet has several files: give the format and a folder" in result.stderr
    assert "--to: json, tei, tei-inline" in run("write", record).stderr


def test_a_hyphen_is_standard_output(record: Path) -> None:
    assert run("write", record, "--to", "tei", "-o", "-").stdout.startswith("<?xml")
    assert not Path("-").exists()


def test_what_is_for_everybody_never_lies_beside_the_whole_record(record: Path) -> None:
    assert run("view", record, "--no-open", "-o", "page").exit_code == 0
    assert Path("page/small.json").exists()
    for again in (
        ["view", record, "--public", "--no-open", "-o", "page"],
        ["write", record, "--to", "html", "--public", "-o", "page/"],
    ):
        result = run(*again)
        assert result.exit_code == 2
        assert "page has small.json, small.tei.xml, which would be beside" in result.stderr
    before = Path("page/index.html").read_bytes()
    assert run("view", record, "--no-open", "-o", "page").exit_code == 0
    assert Path("page/index.html").read_bytes() == before


@pytest.mark.parametrize(
    ("opens", "said"),
    [(True, "page/index.html\n"), (False, "open this file in a browser: page/index.html\n")],
)
def test_where_no_browser_opens_one_line_says_what_to_do(
    record: Path, monkeypatch: pytest.MonkeyPatch, opens: bool, said: str
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: asked.append(address) or opens)
    result = run("view", record, "-o", "page")
    assert (result.exit_code, result.stdout, result.stderr) == (0, said, "")
    assert asked == [Path("page/index.html").absolute().as_uri()]


@pytest.mark.parametrize("form", ["csv", "html"])
def test_nothing_is_written_where_a_record_keeps_what_it_received(record: Path, form: str) -> None:
    for place in ("small/received/", "small/received/tables/"):
        result = run("write", record, "--to", form, "-o", place)
        assert result.exit_code == 2
        assert "is among the received files of a record" in result.stderr
    with pytest.raises(WriteError, match="is among the received files"):
        archive.save(archive.load(record), "small/received/small.txt", "text")
    assert Path("small/received/small.txt").read_text("utf-8") == samples.RECEIVED


def test_a_form_of_several_files_needs_a_folder(record: Path) -> None:
    result = run("write", record, "--to", "csv")
    assert result.exit_code == 2
    assert "csv has several files; name a folder with -o" in result.stderr
