"""What the command line prints can be had in Python, to the letter."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import archive
from archive import report
from archive.cli import main
from archive.cli.validate import validate
from archive.report import write_report
from tests.runner import runner
from tests.samples import SENTENCE, small
from tests.tools.cases import each_case


def run(*arguments: object) -> Result:
    return runner().invoke(main, [str(argument) for argument in arguments], prog_name="archive")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """The folder of a record, and a text that is another."""
    archive.save(small(), tmp_path / "small", files={})
    return tmp_path / "small"


# --- pages ---


@pytest.mark.parametrize("width", [40, 80, 132])
def test_a_document_is_shown_as_the_command_shows_it(saved: Path, width: int) -> None:
    document = archive.load(saved)
    assert archive.show(document, width=width) == run("show", saved, "--width", width).stdout
    table = archive.show(document, claims=True, width=width)
    assert table == run("show", saved, "--claims", "--width", width).stdout
    assert table != archive.show(document, width=width)


MOVED = SENTENCE.replace("the Council", "the old Council")
"""What the claim stands on has moved, which a page lists only if asked."""


def test_one_claim_is_shown_as_the_command_shows_it(saved: Path) -> None:
    document = archive.load(saved)
    id = document.claims[0].id
    assert archive.show(document, claim=id) == run("show", saved, "--claim", id).stdout
    with pytest.raises(archive.errors.NotInDocument):
        archive.show(document, claim="nobody")


@pytest.mark.parametrize("everything", [False, True])
def test_a_difference_is_shown_as_the_command_shows_it(
    saved: Path, tmp_path: Path, everything: bool
) -> None:
    old = archive.load(saved)
    new = archive.with_text(old, {"p-1": MOVED}).document
    archive.save(new, tmp_path / "new.json")
    shown = archive.show(archive.diff(old, new), everything=everything)
    options = ["--all"] if everything else []
    assert shown == run("diff", saved, tmp_path / "new.json", *options).stdout
    assert ("Not listed" in shown) is not everything


@pytest.mark.parametrize("everything", [False, True])
def test_a_rebase_is_shown_as_the_command_shows_it(saved: Path, everything: bool) -> None:
    rebase = archive.with_text(archive.load(saved), {"p-1": MOVED})
    shown = archive.show(rebase, everything=everything)
    options = ["--all"] if everything else []
    assert shown == run("rebase", saved, "--text", "p-1", MOVED, *options).stdout
    assert ("\nmoved\n" in shown) is everything


def test_a_page_is_coloured_only_if_asked() -> None:
    assert "\x1b" not in archive.show(small())
    assert "\x1b[1m" in archive.show(small(), styled=True)


def test_a_page_is_never_narrower_than_can_be_read() -> None:
    assert archive.show(small(), width=1) == archive.show(small(), width=40)


def test_what_is_no_page_is_told_plainly() -> None:
    with pytest.raises(TypeError, match="show needs a document, a rebase or a diff, not Claim"):
        archive.show(small().claims[0])  # type: ignore[call-overload]


# --- reports ---


@pytest.mark.parametrize("format", report.FORMATS)
def test_a_report_is_written_as_the_command_writes_it(saved: Path, format: str) -> None:
    found = archive.validate(saved)
    assert write_report(found, format) == run("validate", saved, "--format", format).stdout


@pytest.mark.parametrize("format", report.STATISTICS)
def test_statistics_are_written_as_the_command_writes_them(saved: Path, format: str) -> None:
    counted = write_report(archive.validate(saved), format, statistics=True)
    assert counted == run("validate", saved, "--statistics", "--format", format).stdout
    assert counted != write_report(archive.validate(saved), format)


def test_statistics_have_forms_of_their_own() -> None:
    with pytest.raises(
        archive.errors.UnknownFormat, match="no format 'sarif'; there are text, json"
    ):
        write_report(archive.Report(), "sarif", statistics=True)


def test_several_reports_are_written_together(saved: Path) -> None:
    reports = [archive.validate(saved), archive.validate(small())]
    told = json.loads(write_report(iter(reports), "json"))
    assert len(told["records"]) == 2
    assert write_report(reports).endswith(" in 2 records, 1 with errors\n")


def test_a_report_is_written_as_text_unless_asked() -> None:
    found = archive.validate(small())
    assert write_report(found) == write_report([found], "text")


def test_a_form_that_nobody_knows_is_told_with_those_there_are() -> None:
    with pytest.raises(
        archive.errors.UnknownFormat, match="no format 'xml'; there are text, json, sarif"
    ):
        write_report(archive.Report(), "xml")


def test_findings_are_no_reports() -> None:
    finding = archive.Finding("a", "b")
    with pytest.raises(TypeError, match="a report is a result of `validate`, not Finding"):
        write_report([finding])  # type: ignore[list-item]


def test_the_command_offers_every_form_there_is() -> None:
    offered = next(option for option in validate.params if option.name == "format").type
    assert tuple(offered.choices) == tuple(report.FORMATS)  # type: ignore[attr-defined]


@each_case(
    ("call", "said"),
    [
        (lambda: archive.read("{}"), "read takes bytes .* not a str"),
        (lambda: archive.read(Path("a.json")), "for a path, use load"),
        (lambda: archive.format("{}"), "format takes bytes .* not a str"),
        (lambda: archive.write("x", "json"), "write takes a Document, not a str"),
        (lambda: archive.save("x", "a.json"), "write takes a Document, not a str"),
        (lambda: archive.diff(small(), "x"), "diff takes two documents, not a str"),
        (lambda: archive.diff(None, small()), "diff takes two documents, not a NoneType"),
    ],
)
def test_an_argument_of_another_type_is_told_what_is_wanted(
    call: Callable[[], object], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TypeError, match=said):
        call()
    assert not list(tmp_path.iterdir())


def test_one_code_can_be_given_alone() -> None:
    several = archive.validate(small(), select=["rights-left-out"])
    assert archive.validate(small(), select="rights-left-out") == several
    assert not archive.validate(
        small(), select="rights-left-out", ignore="rights-left-out"
    ).findings
    with pytest.raises(archive.errors.UnknownCode, match="'rights-left'"):
        archive.validate(small(), select="rights-left")
