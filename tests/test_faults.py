"""A fault of the library is a finding of one file: it is named with its place, and stops no other."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace
from errno import ENOSPC
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import archive
from archive.articles.html.metadata import dates
from archive.errors import faults_raised, require
from archive.formats import FORMATS, json
from archive.formats.registry import running
from archive.validation import layers, validate
from archive.validation.rules import structure
from tests.articles.web_archives import containers
from tests.runner import run
from tests.samples import small, text_only
from tests.tools.cases import each_case


class Unexpected(Exception):
    """What no code of ours knows."""


EXCEPTIONS: tuple[Callable[[], Exception], ...] = (
    lambda: ValueError("year 0 is out of range"),
    lambda: TypeError("unsupported operand"),
    lambda: KeyError("a"),
    lambda: IndexError("string index out of range"),
    lambda: AssertionError(),
    lambda: AttributeError("'NoneType' object has no attribute 'text'"),
    lambda: RecursionError("maximum recursion depth exceeded"),
    lambda: UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
    lambda: OSError("no such thing"),
    lambda: ImportError("No module named 'x'"),
    lambda: Unexpected("\x9b31m\n" * 500),
)
TASKS = ("read", "write", "add", "receive", "unpack")
WAYS = [
    (name, task)
    for name in FORMATS.homes
    for task in TASKS
    if getattr(FORMATS[name], task) is not None
]


def use(name: str, task: str) -> object:
    """Do with a format what a caller does."""
    match task:
        case "read":
            return archive.read(b"One.", name)
        case "write":
            return archive.write(text_only("One."), name)
        case "add":
            return archive.add(text_only("One."), b"One.", name)
        case _:
            return archive.receive(b"One.", name, id="a")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "task"), WAYS, ids=" ".join)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=5)
@given(make=st.sampled_from(EXCEPTIONS))
def test_whatever_a_format_raises_is_a_fault_that_names_it(
    name: str, task: str, make: Callable[[], Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = make()

    def fails(*_: object, **__: object) -> Any:
        raise problem

    failing = replace(FORMATS[name], **{task: fails})
    kind = archive.errors.WriteFault if task == "write" else archive.errors.ReadFault
    with monkeypatch.context() as patch:
        patch.setitem(FORMATS._formats, name, failing)
        with pytest.raises(kind) as caught:
            use(name, task)
    assert caught.value.__cause__ is problem
    message = str(caught.value)
    assert f"the format {name} failed: {task} raised {type(problem).__name__}" in message
    assert "please report it" in message
    assert len(message) < 600
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), str(again)) == (kind, message)
    for finding in getattr(caught.value, "findings", ()):
        assert finding.code == "format-failed"
        assert archive.explain(finding.code)


@each_case("problem", [MemoryError(), KeyboardInterrupt(), SystemExit(1)], ids=repr)
def test_what_ends_the_run_is_no_fault(problem: BaseException) -> None:
    with pytest.raises(type(problem)), running(FORMATS["json"], "read"):
        raise problem


def test_what_the_system_refuses_is_no_fault() -> None:
    with pytest.raises(OSError, match="full"), running(FORMATS["csv"], "write"):
        raise OSError(ENOSPC, "full")


def test_an_argument_of_a_wrong_type_is_the_callers(tmp_path: Path) -> None:
    for call in (
        lambda: archive.read("{}"),  # type: ignore[arg-type]
        lambda: archive.write(b"", "json"),  # type: ignore[arg-type]
        lambda: archive.add(b"", b"", "ris"),  # type: ignore[arg-type]
        lambda: archive.receive(b"One.", "text", paragraph="line"),
        lambda: require(1, str, "a name is a str"),
    ):
        with pytest.raises(TypeError):
            call()
    with pytest.raises(ValueError, match="paragraphs"):
        archive.receive(b"One.", "text", paragraphs="lines")
    with pytest.raises(TypeError, match="a name is a str"), faults_raised("it"):
        require(1, str, "a name is a str")


def test_a_fault_names_the_deepest_place_of_ours() -> None:
    place = r"at archive\.articles\.html\.metadata\.dates:\d+"
    with pytest.raises(archive.errors.ReadFault, match=place), faults_raised("it"):
        dates.agree("2016-13-45", "2016-12-23T00:00:00Z")


# --- many files ---

PAGE = """<!DOCTYPE html><title>A {n}</title><meta name="date" content="{date}">
<article><p>The ferry {n} is late again, and nobody at the harbour knows the reason for it.</p></article>"""


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ten pages, of which the fourth leads to a fault."""
    monkeypatch.chdir(tmp_path)
    edtf = dates.edtf

    def fails(text: str) -> str | None:
        if text.startswith("1999"):
            raise ValueError("year 1999 is out of range")
        return edtf(text)

    for module in ("extraction", "bibliographic_fields", "visible_metadata", "dates"):
        monkeypatch.setattr(f"archive.articles.html.metadata.{module}.edtf", fails)
    names = [f"page-{n}.html" for n in range(10)]
    for n, name in enumerate(names):
        date = "1999-01-01" if n == 3 else "2016-01-01"
        Path(name).write_text(PAGE.format(n=n, date=date))
    return names


def test_a_fault_in_one_file_stops_no_other(pages: list[str]) -> None:
    result = run("receive", *pages, "-o", "made")
    assert result.exit_code == 1
    assert sorted(path.name for path in Path("made").iterdir()) == [
        f"page-{n}" for n in range(10) if n != 3
    ]
    assert "Traceback" not in result.stderr
    assert "9 of 10 records made" in result.stderr
    [line] = [line for line in result.stderr.splitlines() if "format-failed" in line]
    assert line.startswith(
        "page-3.html: error[format-failed]: the format html failed: receive raised"
    )
    assert "please report it" in line


def test_a_fault_alone_ends_with_2(pages: list[str]) -> None:
    result = run("receive", pages[3])
    assert result.exit_code == 2
    [line] = result.stderr.splitlines()
    assert line.startswith("page-3.html: error[format-failed]")


def test_a_fault_shows_where_it_happened_when_asked(
    pages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_TRACEBACK", "1")
    result = run("receive", pages[3])
    assert isinstance(result.exception, archive.errors.ReadFault)


def test_a_system_that_refuses_one_file_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("One.\n")
    opened = archive.io.open_regular

    def broken(path: Path) -> Any:
        if path.name == "b.txt":
            return opened(path)

        class Broken(BytesIO):
            def read(self, *_: Any) -> bytes:
                raise OSError(5, "Input/output error")

        return Broken(b"x")

    monkeypatch.setattr(archive.io, "open_regular", broken)
    result = run("receive", "a.txt", "b.txt")
    assert "a.txt: error[file-unreadable]: Input/output error" in result.stderr
    assert Path("b/document.json").exists()


# --- rules, tables, format ---


def test_a_rule_that_fails_keeps_no_other_from_being_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def block_empty(document: archive.Document) -> Iterator[archive.Finding]:
        """Fail."""
        yield archive.Finding("block-empty", "first")
        raise Unexpected("so")

    record = small()
    before = [*validate(record)]
    rules = tuple(
        block_empty if r is structure.block_empty else r for r in archive.validation.ON_DOCUMENT
    )
    monkeypatch.setattr("archive.validation.ON_DOCUMENT", rules)
    report = validate(record)
    failed = [f for f in report if f.code == "rule-failed"]
    assert len(failed) == 1
    assert failed[0].message.startswith("the rule block-empty failed: it raised Unexpected: so")
    assert {f.code for f in before} <= {f.code for f in report}
    assert not report.ok


@each_case("source", ["path", "bytes", "document"])
def test_validation_that_fails_is_a_finding(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.save(small(), tmp_path / "a.json")

    def fails(*_: object) -> Any:
        raise RecursionError("deep")

    monkeypatch.setattr(layers, "_Run", fails)
    given: Any = {
        "path": tmp_path / "a.json",
        "bytes": (tmp_path / "a.json").read_bytes(),
        "document": small(),
    }[source]
    [finding] = validate(given)
    assert finding.code == "rule-failed"
    assert finding.location.file == (str(tmp_path / "a.json") if source == "path" else None)


def test_validating_and_formatting_many_records_goes_on_after_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c"):
        archive.save(text_only(f"The {name} is late."), f"{name}.json")
    read_with = json.read_with

    def fails(data: bytes, *rest: Any) -> Any:
        if b"The b is" in data:
            raise Unexpected("so")
        return read_with(data, *rest)

    monkeypatch.setattr(json, "read_with", fails)
    for command in ("validate", "format"):
        result = run(command, "a.json", "b.json", "c.json")
        said = result.stdout + result.stderr
        assert "b.json: error[format-failed]" in said, command
        assert "Traceback" not in said
        assert result.exit_code == 2


def test_tables_name_the_record_that_leads_to_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(document: archive.Document, **_: object) -> Any:
        raise Unexpected("so")

    for module in ("row_builders", "data_package"):
        monkeypatch.setattr(import_module(f"archive.tabular.{module}"), "row_source", fails)
    message = "the tables of text failed: making them raised Unexpected: so"
    with pytest.raises(archive.errors.WriteFault, match=message):
        archive.tables([text_only("One.")]).blocks  # noqa: B018
    with pytest.raises(archive.errors.WriteFault, match=message):
        archive.tables([text_only("One.")]).write(tmp_path / "a")
    assert not (tmp_path / "a").exists()


# --- faults that were found, each by the file that showed it ---


@each_case("date", ["0000-01-01", "0000", "0000-01-01T09:30:00Z"])
def test_a_page_of_the_year_0_is_read_and_the_date_reported(date: str) -> None:
    page = PAGE.format(n=1, date=date) + '<meta name="dc.date" content="2016-03-01T10:00:00Z">'
    result = archive.receive(page.encode(), id="a")
    assert any(f'date "{date}" is left out' in finding.message for finding in result.findings)


@each_case("cut", [1, 2, 20, 60])
def test_a_wacz_that_is_cut_off_is_refused(cut: int, tmp_path: Path) -> None:
    data = containers.packed({"a.warc": containers.record()}, [])[:-cut]
    whole = containers.packed({"a.warc": containers.record()}, [])
    for damaged in (data, whole[cut:]):
        (tmp_path / "a.wacz").write_bytes(damaged)
        for source in (damaged, tmp_path / "a.wacz"):
            with pytest.raises(archive.errors.ReadError) as caught:
                archive.receive(source, "wacz", id="a")
            assert not isinstance(caught.value, archive.errors.ReadFault)
            assert {f.code for f in caught.value.findings} == {"web-archive-damaged"}


def test_a_file_without_a_name_in_a_zip_file_is_no_fault(tmp_path: Path) -> None:
    data = containers.zipped({"": b"x", "document.json": b"{}"})
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(archive.errors.ReadError, match="not a safe file name"):
        archive.load(tmp_path / "a.zip")
    for use in (
        lambda: archive.receive(data, "wacz", id="a"),
        lambda: archive.add(text_only("One."), data, "uima"),
    ):
        with pytest.raises(archive.errors.ReadError) as caught:
            use()
        assert not isinstance(caught.value, archive.errors.ReadFault)


def test_a_tag_of_ris_that_stands_there_twice_may_go_on() -> None:
    lines = "TY  - JOUR\nID  - a\nID  - b\ngoes on\nTI  - The ferry\nis late\nKW  - x\ny\nER  - \n"
    result = archive.add(text_only("One."), lines.encode(), "ris")
    [work] = result.document.works
    assert work.title == "The ferry is late"
    [finding] = result.findings
    assert finding.message == '"a": a work has no field for a second id'


@pytest.mark.parametrize("text", [f"a = {'9' * 5000}", f"a = {'[' * 9000}"], ids=["long", "deep"])
def test_settings_that_cannot_be_read_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "archive.toml").write_text(text)
    result = run("validate", tmp_path, "--config", tmp_path / "archive.toml")
    assert result.exit_code == 2
    assert "this is not TOML" in result.stderr
    assert "fault" not in result.stderr
