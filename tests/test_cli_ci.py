"""`archive validate` as a check: exit codes, counts, annotations, standard input, settings."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from archive import io
from archive.cli.validate import SETTINGS
from archive.findings import Finding, Location, Severity
from archive.report import as_github, as_statistics, as_statistics_json
from archive.validation import RULES, Report
from tests import samples
from tests.runner import run
from tests.tools.cases import each_case

MINIMAL = b"""{
  "schema_version": "1.0",
  "id": "minimal",
  "rights": {"text": {"notice": "not-stated"}},
  "sections": [{"id": "s"}]
}
"""
"""A record with one warning (section-empty) and one note (metadata-left-out)."""


def codes(*arguments: object, **options: object) -> list[str]:
    result = run("validate", "--format", "json", *arguments, **options)
    return sorted(finding["code"] for finding in json.loads(result.stdout)["findings"])


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder `project`, to work in, with a record in `minimal`."""
    folder = tmp_path / "project"
    (folder / "minimal").mkdir(parents=True)
    (folder / "minimal" / "document.json").write_bytes(MINIMAL)
    monkeypatch.chdir(folder)
    return folder


def test_the_record_has_a_warning_and_a_note() -> None:
    result = run("validate", "minimal")
    assert "warning[section-empty]" in result.stdout
    assert "note[metadata-left-out]" in result.stdout
    assert result.stdout.endswith("1 warning, 1 note in 1 record\n")


# --- fail-on ---


@each_case(
    ("fail_on", "left_out", "code"),
    [
        (None, (), 0),
        ("error", (), 0),
        ("warning", (), 1),
        ("warning", ("section-empty",), 0),
        ("note", (), 1),
        ("note", ("section-empty",), 1),
        ("note", ("section-empty", "metadata-left-out"), 0),
    ],
)
def test_it_fails_on_what_is_as_bad_or_worse(
    fail_on: str | None, left_out: tuple[str, ...], code: int
) -> None:
    options = ["--fail-on", fail_on] if fail_on else []
    assert run("validate", "minimal", *options, "--ignore", ",".join(left_out)).exit_code == code


def test_an_error_fails_and_what_cannot_run_ends_with_2_whatever_is_asked() -> None:
    Path("broken.json").write_text("{", "utf-8")
    for fail_on in ("error", "warning", "note"):
        assert run("validate", "broken.json", "--fail-on", fail_on).exit_code == 1
        assert run("validate", "gone.json", "minimal", "--fail-on", fail_on).exit_code == 2
    assert run("validate", "minimal", "--fail-on", "none").exit_code == 2


# --- statistics ---

ERROR = Finding("not-json", "expected value", location=Location("a.json", 3))
NOTE = Finding("work-unused", "nothing refers to w-1", severity=Severity.NOTE)
WARNING = Finding("block-empty", "p-1 is blank", severity=Severity.WARNING)
BROKEN = Report((ERROR,), {"well-formed": "failed", "rules": "not run"}, "a.json")
MANY = Report((*[NOTE] * 11, *[WARNING] * 2))


def test_findings_are_counted_by_code_the_most_frequent_first() -> None:
    assert as_statistics([BROKEN, MANY, Report((ERROR,))]).splitlines() == [
        "11  note     work-unused",
        " 2  error    not-json",
        " 2  warning  block-empty",
        "a.json: rules did not run, because well-formed failed",
        "2 errors, 2 warnings, 11 notes in 3 records, 2 with errors",
    ]
    assert as_statistics([Report()]) == "nothing found in 1 record\n"


def test_counts_are_data_too() -> None:
    assert json.loads(as_statistics_json([BROKEN, MANY])) == [
        {"code": "work-unused", "severity": "note", "count": 11},
        {"code": "block-empty", "severity": "warning", "count": 2},
        {"code": "not-json", "severity": "error", "count": 1},
    ]


def test_statistics_take_the_place_of_the_findings() -> None:
    result = run("validate", "minimal", "--statistics", "--fail-on", "warning")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "1  warning  section-empty",
        "1  note     metadata-left-out",
        "1 warning, 1 note in 1 record",
    ]
    counts = json.loads(run("validate", "minimal", "--statistics", "--format", "json").stdout)
    assert [entry["count"] for entry in counts] == [1, 1]
    for format in ("sarif", "github"):
        result = run("validate", "minimal", "--statistics", "--format", format)
        assert result.exit_code == 2
        assert "--statistics needs --format text or json" in result.stderr


# --- github ---


def test_a_command_has_the_file_the_place_and_the_code() -> None:
    finding = Finding(
        "block-empty", "p-1 is blank", "remove it", Severity.WARNING, Location("a/b.json", 3, 7, "/x")
    )  # fmt: skip
    assert as_github([Report((finding,)), Report((NOTE,))]).splitlines() == [
        "::warning file=a/b.json,line=3,col=7,title=block-empty::/x: p-1 is blank (remove it)",
        "::notice title=work-unused::nothing refers to w-1",
        "1 warning, 1 note in 2 records",
    ]


def test_what_did_not_run_is_a_command_too() -> None:
    assert as_github([BROKEN]).splitlines()[1] == (
        "::notice ::a.json: rules did not run, because well-formed failed"
    )


def test_commands_are_escaped_as_the_toolkit_of_github_does_it() -> None:
    finding = Finding(
        "not-json", "50%: a,b\r\n::error::\x1b[31m", location=Location("a:b,50%\n.json", 1)
    )
    command, _ = as_github([Report((finding,))]).splitlines()
    assert command == (
        "::error file=a%3Ab%2C50%25%0A.json,line=1,title=not-json"
        "::50%25: a,b%0D%0A::error::<U+001B>[31m"
    )


def test_findings_are_written_for_github(here: Path) -> None:
    result = run("validate", "minimal", "--format", "github", "-o", "found")
    assert result.output == ""
    lines = Path("found").read_text("utf-8").splitlines()
    assert lines == run("validate", "minimal", "--format", "github").stdout.splitlines()
    assert lines[-1] == "1 warning, 1 note in 1 record"
    for line in lines[:-1]:
        assert re.match(r"::(warning|notice) file=minimal/document\.json,line=\d+,col=\d+,title=", line)  # fmt: skip


# --- standard input ---


def test_standard_input_is_validated() -> None:
    result = run("validate", "-", input=MINIMAL)
    assert result.exit_code == 0
    assert all(line.startswith("-:") for line in result.stdout.splitlines()[:-1])
    assert result.stdout.endswith(" in 1 record\n")
    broken = run("validate", "-", input=b"{")
    assert broken.exit_code == 1
    assert "-:1:2: error[not-json]" in broken.stdout
    assert "rules, captures did not run, because well-formed failed" in broken.stdout


def test_standard_input_goes_with_paths_and_with_tei() -> None:
    tei = io.write(samples.small(), "tei").data
    result = run("validate", "-", "minimal", "-", "--format", "json", input=tei)
    assert [record["source"] for record in json.loads(result.stdout)["records"]] == ["-", "minimal"]


def test_standard_input_is_converted_shown_and_compared() -> None:
    data = io.write(samples.small(), "json").data
    converted = run("write", "-", "--to", "tei", input=data)
    assert converted.stdout_bytes == io.write(samples.small(), "tei").data
    assert run("write", "-", "-o", "small.json", input=converted.stdout_bytes).exit_code == 0
    assert Path("small.json").read_bytes() == data
    assert run("show", "-", input=data).stdout == run("show", "small.json").stdout
    for paths in (("-", "small.json"), ("small.json", "-")):
        assert run("diff", *paths, input=data).stdout == "small: no differences\n"
    assert "minimal → small" in run("diff", "minimal", "-", input=data).stdout
    assert run("diff", "-", "-", input=data).exit_code == 2


@each_case("command", [["show"], ["write", "--to", "tei"], ["diff", "minimal"]])
def test_what_is_wrong_with_standard_input_is_reported(command: list[str]) -> None:
    for data, code in ((b"", "format-unknown"), (b"{", "not-json"), (b"{}", "missing-field")):
        result = run(*command, "-", input=data)
        assert (result.exit_code, result.stdout) == (1, "")
        assert re.match(rf"-(:1:\d)?: error\[{code}\]", result.stderr)


def test_what_was_read_from_standard_input_can_be_written_anywhere() -> None:
    text = io.write(samples.small(), "tei").data.decode()
    data = text.replace("<body>", "<body><!-- look -->").encode()
    Path("small.xml").write_bytes(data)
    result = run("write", "-", "-o", "small.xml", input=data)
    assert result.exit_code == 0
    assert "-:" in result.stderr
    assert "warning[not-kept]" in result.stderr


# --- settings ---


def test_settings_of_a_project_are_taken_from_its_files(here: Path) -> None:
    assert codes("minimal") == ["metadata-left-out", "section-empty"]
    Path("pyproject.toml").write_text('[tool.archive]\nignore = ["section-empty"]\n', "utf-8")
    assert codes("minimal") == ["metadata-left-out"]
    Path("archive.toml").write_text('select = ["section-empty"]\nfail-on = "warning"\n', "utf-8")
    assert codes("minimal") == ["section-empty"]
    assert run("validate", "minimal").exit_code == 1


@pytest.mark.parametrize("file", ["archive.toml", "pyproject.toml"])
def test_a_name_may_have_underscores_as_those_of_other_tools_have(file: str, here: Path) -> None:
    table = "[tool.archive]\n" if file == "pyproject.toml" else ""
    for key in SETTINGS:
        value = '"note"' if SETTINGS[key] else '["section-empty"]'
        outcomes = set()
        for written in {key, key.replace("-", "_")}:
            Path(file).write_text(f"{table}{written} = {value}\n", "utf-8")
            result = run("validate", "minimal")
            outcomes.add((result.exit_code, result.stdout))
        assert len(outcomes) == 1
    assert outcomes.pop()[0] == 1  # the last is fail-on


def test_they_are_looked_for_upward_from_the_working_directory(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here.parent / "archive.toml").write_text('ignore = ["section-empty"]\n', "utf-8")
    (here / "pyproject.toml").write_text('[tool.other]\na = 1\n[project]\nname = "x"\n', "utf-8")
    assert codes("minimal") == ["metadata-left-out"]
    (here / "pyproject.toml").write_text("[tool.archive]\n", "utf-8")
    assert codes("minimal") == ["metadata-left-out", "section-empty"]
    (here / "minimal" / "deep").mkdir()
    monkeypatch.chdir("minimal/deep")
    (here / "pyproject.toml").unlink()
    assert codes("..") == ["metadata-left-out"]


@pytest.mark.parametrize("file", ["archive.toml", "pyproject.toml"])
@pytest.mark.parametrize("deep", ["", "deep"])
def test_they_are_not_taken_from_the_folder_of_a_record(
    file: str, deep: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever forged it could have put them there."""
    elsewhere = here.parent / "elsewhere"
    elsewhere.mkdir()
    table = "[tool.archive]\n" if file == "pyproject.toml" else ""
    (elsewhere / file).write_text(f'{table}ignore = ["metadata-left-out"]\n', "utf-8")
    within = here / "minimal" / deep
    within.mkdir(exist_ok=True)
    (within / file).symlink_to(elsewhere / file)
    monkeypatch.chdir(within)
    assert codes(here / "minimal") == ["metadata-left-out", "section-empty"]
    said = f"the settings in {file} are ignored, because it is in the folder of a record"
    assert said in run("validate", ".").stderr
    assert codes(".", "--config", file) == ["section-empty"]
    assert run("validate", ".", "--isolated").stderr == ""
    (here / "archive.toml").write_text('ignore = ["section-empty"]\n', "utf-8")
    assert codes(".") == ["metadata-left-out"]


def test_every_report_names_the_rules_that_settings_switch_off(here: Path) -> None:
    Path("archive.toml").write_text('ignore = ["section-empty", "block-empty"]\n', "utf-8")
    said = "archive.toml turns off these codes: section-empty, block-empty"
    for options in ([], ["--statistics"], ["--format", "github"], ["--format", "sarif"]):
        assert said in run("validate", "minimal", *options).stdout
    [record] = json.loads(run("validate", "minimal", "--format", "json").stdout)["records"]
    [choice] = record["choices"]
    assert choice["codes"] == ["section-empty", "block-empty"]
    assert (choice["key"], choice["file"]) == ("ignore", "archive.toml")
    counts = run("validate", "minimal", "--format", "json", "--statistics").stdout
    assert json.loads(counts) == [
        {"code": "metadata-left-out", "severity": "note", "count": 1},
        {"code": "block-empty", "severity": None, "count": None},
        {"code": "section-empty", "severity": None, "count": None},
    ]
    result = run("validate", "minimal", "-o", here / "report.txt")
    assert (said in result.stderr, said in Path("report.txt").read_text("utf-8")) == (True, True)


def test_of_rules_that_alone_are_looked_for_all_others_have_no_count(here: Path) -> None:
    Path("archive.toml").write_text('select = ["section-empty"]\n', "utf-8")
    assert (
        "archive.toml selects only these codes: section-empty\n"
        in run("validate", "minimal").stdout
    )
    counts = json.loads(run("validate", "minimal", "--format", "json", "--statistics").stdout)
    assert counts[0] == {"code": "section-empty", "severity": "warning", "count": 1}
    assert {"code": "block-differs-from-capture", "severity": None, "count": None} in counts
    assert len(counts) == len(RULES)


def test_what_the_command_line_leaves_out_json_names_as_well() -> None:
    result = run("validate", "minimal", "--format", "json", "--ignore", "section-empty,block-empty")
    [record] = json.loads(result.stdout)["records"]
    assert record["choices"] == [
        {"key": "ignore", "codes": ["section-empty", "block-empty"], "file": None}
    ]
    assert (
        "turns off these codes"
        not in run("validate", "minimal", "--ignore", "section-empty").stdout
    )


def test_what_the_command_line_says_wins(here: Path) -> None:
    Path("archive.toml").write_text(
        'ignore = ["section-empty"]\nfail-on = "note"\n', "utf-8"
    )  # fmt: skip
    assert run("validate", "minimal").exit_code == 1
    assert run("validate", "minimal", "--fail-on", "error").exit_code == 0
    assert codes("minimal", "--ignore", "metadata-left-out") == ["section-empty"]


def test_a_file_of_settings_can_be_named_and_none_be_taken(here: Path) -> None:
    Path("archive.toml").write_text("nonsense", "utf-8")
    other = here.parent / "other.toml"
    other.write_text('ignore = ["section-empty"]\n', "utf-8")
    assert codes("minimal", "--config", other) == ["metadata-left-out"]
    assert codes("minimal", "--isolated") == ["metadata-left-out", "section-empty"]
    result = run("validate", "minimal", "--isolated", "--config", other)
    assert result.exit_code == 2
    assert "--config and --isolated" in result.stderr


@each_case(
    ("text", "said"),
    [
        ('fail_onn = "note"', 'archive.toml: no setting "fail_onn"; did you mean "fail-on"?'),
        ('fail_on = "none"', "archive.toml: fail-on is 'none'; choose from error, warning, note"),
        (
            'fail_on = "note"\nfail-on = "note"',
            "archive.toml: fail-on is set twice, with - and with _ in its name; keep one of them",
        ),
        ('[tool.archive]\nignore = ["block-empty"]', "archive.toml: in this file, settings go at the top, not under [tool.archive]"),
        ("colour = 1", 'archive.toml: no setting "colour"; the settings are select, ignore, fail-on'),
        ('fail-on = "none"', "archive.toml: fail-on is 'none'; choose from error, warning, note"),
        ("fail-on = 1", "archive.toml: fail-on is 1; choose from error, warning, note"),
        ('select = "a"', "archive.toml: select is 'a'; write a list of codes, as in "),
        ("ignore = [1]", "archive.toml: ignore is [1]; write a list of codes, as in "),
        ('ignore = ["rights-left-oud"]', "archive.toml: ignore: no finding has the code 'rights-left-oud'; did you mean rights-left-out"),
        ("a = 1\nselect = [", "archive.toml:2: this is not TOML: Invalid value"),
        ("a = 1\nb = = 2\n", "archive.toml:2:5: this is not TOML: Invalid value"),
        ('a = "\udce4"', "archive.toml: this is not UTF-8"),
    ],
)  # fmt: skip
def test_a_wrong_setting_ends_with_2_and_is_reported(text: str, said: str) -> None:
    Path("archive.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    result = run("validate", "minimal")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"archive: {said}")


def test_a_table_that_is_none_and_a_file_without_one_are_reported() -> None:
    Path("pyproject.toml").write_text("[tool]\narchive = 1\n", "utf-8")
    result = run("validate", "minimal")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pyproject.toml: tool.archive is not a table" in result.stderr
    Path("pyproject.toml").write_text("[project]\n", "utf-8")
    assert run("validate", "minimal").exit_code == 0
    result = run("validate", "minimal", "--config", "pyproject.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pyproject.toml: it has no [tool.archive] table" in result.stderr


def test_a_file_of_settings_that_is_not_there_is_reported() -> None:
    result = run("validate", "minimal", "--config", "gone.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "archive: gone.toml: there is no such file\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are another thing on Windows")
def test_a_pipe_is_not_waited_for() -> None:
    os.mkfifo("archive.toml")
    assert run("validate", "minimal").exit_code == 0
    assert run("validate", "minimal", "--config", "archive.toml").exit_code == 2
