"""`archive diff` of texts, of a record and a text, and of two captures of a record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import archive
from archive import Diff
from archive.workflows.diff import on_capture
from tests.runner import run
from tests.tools.cases import each_case

FIRST = "The bridge\n\nThe bridge will cost 40 million crowns.\n\nThe river is wide here.\n"
SECOND = FIRST.replace("40", "90")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two texts, and a record that was received as both."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"first.txt": FIRST, "second.txt": SECOND}.items():
        (tmp_path / name).write_bytes(text.encode())
    assert run("receive", "first.txt", "-o", "bridge").exit_code == 0
    assert run("rebase", "bridge", "second.txt", "--write").exit_code == 0
    return tmp_path


SENTENCES = (
    "\nText\n  p-1 has other words\n"
    "    - The bridge will cost 40 million crowns.\n"
    "    + The bridge will cost 90 million crowns.\n"
)


def test_two_texts_are_compared(here: Path) -> None:
    result = run("diff", "first.txt", "second.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("first.txt → second.txt: 3 differences (text 1, record 2)\n")
    assert SENTENCES in result.stdout
    assert run("diff", "first.txt", "first.txt").stdout == "first.txt: no differences\n"


def test_a_record_and_a_text_are_compared(here: Path) -> None:
    assert SENTENCES in run("diff", "first.txt", "bridge").stdout
    assert "no differences" in run("diff", "bridge", "second.txt").stdout
    back = run("diff", "bridge", "first.txt")
    assert "    + The bridge will cost 40 million crowns.\n" in back.stdout


def test_one_of_them_can_be_standard_input(here: Path) -> None:
    assert SENTENCES in run("diff", "first.txt", "-", input=SECOND).stdout
    assert SENTENCES in run("diff", "-", "second.txt", input=FIRST).stdout
    assert "no differences" in run("diff", "bridge", "-", input=SECOND).stdout


def test_two_captures_are_compared(here: Path) -> None:
    result = run("diff", "bridge", "--captures", "capture", "capture-2")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("capture → capture-2: 1 difference (text 1)\n")
    assert SENTENCES in result.stdout
    alone = run("diff", "bridge/document.json", "--captures", "capture", "capture-2")
    assert alone.stdout == result.stdout


def test_the_exit_codes_are_those_of_records(here: Path) -> None:
    for arguments in (
        ("first.txt", "second.txt"),
        ("bridge", "--captures", "capture", "capture-2"),
    ):
        assert run("diff", *arguments).exit_code == 0
        assert run("diff", "--exit-code", *arguments).exit_code == 1
    assert run("diff", "--exit-code", "first.txt", "first.txt").exit_code == 0
    same = ("bridge", "--captures", "capture", "capture")
    assert run("diff", "--exit-code", *same).exit_code == 0


def test_a_diff_of_captures_is_written_and_applied(here: Path) -> None:
    arguments = ("bridge", "--captures", "capture", "capture-2", "--format", "json")
    assert run("diff", *arguments, "-o", "changes.json").exit_code == 0
    found = Diff.from_json(Path("changes.json").read_bytes())
    document = archive.load("bridge")
    old = on_capture(document, "capture", FIRST.encode())
    assert [change.kind for change in found.changes if not change.quiet] == ["text-corrected"]
    assert json.loads(Path("changes.json").read_text("utf-8"))["old"]["id"] == old.id


def test_texts_are_read_as_they_are_said_to_be(here: Path) -> None:
    for name, text in {
        "a.txt": "“One”\nThe ferry comes at two.\n",
        "b.txt": "“One”\nThe ferry comes at six.\n",
    }.items():
        Path(name).write_bytes(text.encode("windows-1252"))
    assert "--encoding windows-1252" in run("diff", "a.txt", "b.txt").stderr
    options = ("--encoding", "windows-1252", "--paragraphs", "line")
    result = run("diff", *options, "a.txt", "b.txt")
    assert "    - The ferry comes at two.\n    + The ferry comes at six.\n" in result.stdout
    for name in ("c.txt", "d.txt"):
        Path(name).write_text("<p>It is.\n", "utf-8")
    assert run("diff", "--plain", "c.txt", "d.txt").stdout.endswith("no differences\n")


@each_case(
    ("arguments", "said"),
    [
        (
            ["bridge", "bridge", "--encoding", "utf-8"],
            "--encoding is only for a file that is received",
        ),
        (["bridge", "second.txt", "--captures", "a", "b"], "--captures needs one record"),
        (["-", "--captures", "a", "b"], "--captures needs one record"),
        (
            ["bridge", "--captures", "a", "b", "--plain"],
            "--plain is only for a file that is received",
        ),
        (["bridge", "--captures", "capture"], "requires 2 arguments"),
        (
            ["--git", *"abcdefg", "--captures", "a", "b"],
            "--git excludes --format, -o, --exit-code",
        ),
        (["--git", *"abcdefg", "--plain"], "--plain is only for a file that is received"),
        (["first.txt"], "name two records or texts"),
    ],
)
def test_a_wrong_call_is_reported(arguments: list[str], said: str, here: Path) -> None:
    result = run("diff", *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["bridge", "--captures", "capture", "capture-9"], 2, "capture-9"),
        (["bridge", "--captures", "p-1", "capture"], 2, "is a paragraph, not a capture"),
        (["first.txt", "none.txt"], 2, "none.txt: error[no-such-file]"),
        (["first.txt", "empty.txt"], 1, "empty.txt: error[no-text]"),
        (["first.txt", "scan.pdf"], 1, "scan.pdf: error[not-an-article]"),
        (["first.txt", "broken.json"], 1, "broken.json:1:2: error[not-json]"),
    ],
)
def test_what_cannot_be_compared_is_reported(
    arguments: list[str], code: int, said: str, here: Path
) -> None:
    Path("empty.txt").write_bytes(b"")
    Path("scan.pdf").write_bytes(b"%PDF-1.7\n")
    Path("broken.json").write_bytes(b"{")
    result = run("diff", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_a_capture_that_has_changed_is_reported(here: Path) -> None:
    Path("bridge/received/first.txt").write_bytes(SECOND.encode())
    result = run("diff", "bridge", "--captures", "capture", "capture-2")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error[capture-damaged]" in result.stderr
