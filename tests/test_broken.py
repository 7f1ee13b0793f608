"""Broken inputs, and exactly what a user is told about each: tests/broken/catalogue.toml."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive import io
from archive.errors import ArchiveError
from archive.findings import Severity
from archive.validation import explain, validate
from tests.runner import run

BROKEN = Path(__file__).resolve().parent / "broken"
SOUND = BROKEN / "tei" / "sound.xml"
FOLDER = BROKEN / "folders" / "capture-damaged"


@dataclass(frozen=True)
class Case:
    """A broken input."""

    name: str
    about: str
    findings: Sequence[str]
    edits: Sequence[Sequence[str]] = ()
    recipe: str | None = None
    exit: int = 1
    converted: int | None = None
    """How `convert` ends where it is not as `validate`, for which it may be a record that is lost."""
    loads: bool = False

    def make(self, folder: Path) -> Path:
        """Put the input into a folder and return its path."""
        path = folder / Path(self.name).name
        if self.recipe is not None:
            RECIPES[self.recipe](path)
        elif self.edits:
            path.write_bytes(self._edited().encode())
        elif (BROKEN / self.name).is_dir():
            shutil.copytree(BROKEN / self.name, path)
        else:
            shutil.copyfile(BROKEN / self.name, path)
        return path

    def _edited(self) -> str:
        text = SOUND.read_text("utf-8")
        for old, new in self.edits:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in sound.xml"
            text = text.replace(old, new)
        return text

    @property
    def is_text(self) -> bool:
        return self.name.startswith("text/")


def _catalogue() -> Sequence[Case]:
    tables = tomllib.loads((BROKEN / "catalogue.toml").read_text("utf-8"))
    return [Case(name, **table) for name, table in tables.items()]


# --- what Git or an editor would not leave alone ---


def _encoded(encoding: str) -> Callable[[Path], None]:
    record = '{\n  "schema_version": "1.0",\n  "id": "broken",\n  "metadata": {"remark": "Caf\u00e9"}\n}\n'
    return lambda path: _write(path, record.encode(encoding))


def _complete_with_byte_order_mark(path: Path) -> None:
    record = {
        "schema_version": "1.0",
        "id": "broken",
        "metadata": {
            "titles": "not-stated",
            "authors": "not-stated",
            "publication": {"published": "not-stated"},
            "languages": "not-stated",
        },
        "rights": {"text": {"notice": "none"}},
    }
    _write(path, json.dumps(record).encode("utf-8-sig"))


def _nested_sections(path: Path) -> None:
    depth = 40
    opened = "".join(f'{{"id": "s-{n}", "sections": [\n' for n in range(1, depth + 1))
    record = (
        f'{{"schema_version": "1.0", "id": "broken", "sections": [\n{opened}{"]}" * depth}]}}\n'
    )
    _write(path, record.encode())


def _long_number(path: Path) -> None:
    anchor = f'{{"type": "anchor", "block": "p-1",\n"start": {"1" * 5000}, "exact": "Trade"}}'
    claim = f'{{"id": "c-1", "anchors": [{anchor}], "restatement": "Trade.", "kind": "causal"}}'
    _write(path, f'{{"schema_version": "1.0", "id": "broken", "claims": [{claim}]}}'.encode())


def _in_tei(old: str, new: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    def make(path: Path) -> None:
        text = SOUND.read_text("utf-8")
        assert text.count(old) == 1
        _write(path, text.replace(old, new).encode(encoding))

    return make


def _folder(change: Callable[[Path], None]) -> Callable[[Path], None]:
    """A folder that is sound but for the change."""

    def make(path: Path) -> None:
        shutil.copytree(FOLDER, path)
        record = (path / "document.json").read_text("utf-8")
        (path / "document.json").write_text(record.replace(FOLDER.name, path.name), "utf-8")
        capture = path / "received" / "text.txt"
        capture.write_text(capture.read_text("utf-8").replace("11%", "10%"), "utf-8")
        change(path)

    return make


def _link_out(path: Path) -> None:
    capture = path / "received" / "text.txt"
    outside = path.parent.parent / "outside.txt"
    capture.rename(outside)
    capture.symlink_to(outside)


def _publish_less(path: Path) -> None:
    document = io.load(path)
    less = document.update(metadata=document.metadata.model_copy(update={"authors": ()}))
    (path / "document.tei.xml").write_bytes(io.write(less, "tei").data)


def _sound(cut: str) -> str:
    """The sound file without what this finds in it."""
    return re.sub(cut, "", SOUND.read_text("utf-8"), flags=re.DOTALL)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


_PARAGRAPH = '<p xml:id="p-2" source="received/broken.txt#char=72,87" xml:space="preserve">'
_SECTION = '<div type="section" xml:id="s-1">'
_NESTED = "".join(f'<div type="section" xml:id="d-{n}">' for n in range(1, 33))

RECIPES: Mapping[str, Callable[[Path], Any]] = {
    "utf-16": _encoded("utf-16"),
    "utf-16-le": _encoded("utf-16-le"),
    "utf-32": _encoded("utf-32"),
    "latin-1": _encoded("latin-1"),
    "utf-8-sig": _complete_with_byte_order_mark,
    "empty": lambda path: _write(path, b""),
    "blank": lambda path: _write(path, b" \n\t\n"),
    "nul bytes": lambda path: _write(path, b"\0" * 4096),
    "nested arrays": lambda path: _write(path, b"[" * 100_000),
    "nested sections": _nested_sections,
    "long number": _long_number,
    "nested elements": _in_tei(_PARAGRAPH, "<div>" * 5000 + "</div>" * 5000 + "\n" + _PARAGRAPH),
    "nested divs": _in_tei("It may recover.</p>", f"It may recover.</p>{_NESTED}{'</div>' * 32}"),
    "latin-1 tei": _in_tei(
        "<persName>A. N. Editor", "<persName>Andr\u00e9 \u00c9diteur", "latin-1"
    ),
    "cut off": lambda path: _write(path, _sound(r" recover\.</p>.*").encode()),
    "no text": lambda path: _write(path, _sound(r"  <text .*</text>\n").encode()),
    "utf-16 cut": lambda path: _write(path, SOUND.read_text("utf-8").encode("utf-16")[:-1]),
    "control characters": lambda path: _write(path, b"Trade\n\nT\x07 fell.\n\nIt may \x1b[31m.\n"),
    "noncharacter": lambda path: _write(path, "Tra\ufffede\n".encode()),
    "latin-1 text": lambda path: _write(path, "Trade\n\nCaf\u00e9 fell.\n".encode("latin-1")),
    "utf-16 text": lambda path: _write(path, "Trade\n\nTrade fell.\n".encode("utf-16")),
    "surrogate text": lambda path: _write(path, b"Tra\xed\xa0\xbd\xed\xb8\x80de\n"),
    "empty folder": lambda path: path.mkdir(),
    "missing": lambda path: None,
    "link out of the folder": _folder(_link_out),
    "published out of date": _folder(_publish_less),
    "published broken": _folder(
        lambda path: _write(path / "document.tei.xml", b"<!DOCTYPE TEI><TEI/>")
    ),
}
"""How to make an input, by the name that the catalogue gives."""


# --- what is told about each ---

CATALOGUE = _catalogue()
RECORDS = [case for case in CATALOGUE if not case.is_text]
TEXTS = [case for case in CATALOGUE if case.is_text]
UNREADABLE = [case for case in RECORDS if case.exit and not case.loads]


def each(cases: Sequence[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


def state(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder under a folder, with the bytes of the files."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def told(finding: Mapping[str, Any], path: Path) -> str:
    """A finding as the catalogue writes it, its file left out where that is the record."""
    place = ":".join(str(finding[part]) for part in ("line", "column") if finding[part])
    files = (path, path / "document.json")
    if finding["file"] is not None and Path(finding["file"]) not in files:
        file = Path(finding["file"]).relative_to(path).as_posix()
        place = f"{file}:{place}" if place else file
    parts = (place, f"{finding['severity']}[{finding['code']}]", finding["pointer"])
    return " ".join(part for part in parts if part)


def compared(found: Sequence[str], expected: Sequence[str]) -> list[str]:
    """What was found, without columns that the catalogue leaves to the parser."""
    bare = {line for line in expected if re.match(r"\d+ ", line)}
    without = [re.sub(r"^(\d+):\d+ ", r"\1 ", line) for line in found]
    return sorted(
        short if short in bare else line for line, short in zip(found, without, strict=True)
    )


@each(RECORDS)
def test_every_finding_is_reported_and_none_besides(case: Case, tmp_path: Path) -> None:
    path = case.make(tmp_path)
    before = state(tmp_path)
    result = run("validate", "--format", "json", path)
    found = [told(finding, path) for finding in json.loads(result.stdout)["findings"]]
    assert compared(found, case.findings) == sorted(case.findings), result.stdout
    assert result.exit_code == case.exit
    assert result.stderr == ""
    assert state(tmp_path) == before


@pytest.mark.slow
@each(RECORDS)
def test_no_traceback_reaches_a_user(case: Case, tmp_path: Path) -> None:
    path = case.make(tmp_path)
    for command in (["validate"], ["show"], ["show", "--claims"], ["write", "--to", "json"]):
        result = run(*command, path)
        assert "Traceback" not in result.output
        assert "fault in archive" not in result.output
        assert result.exit_code in (0, 1, 2)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", result.stderr)


@pytest.mark.slow
@each(UNREADABLE)
def test_nothing_is_written_from_what_cannot_be_read(case: Case, tmp_path: Path) -> None:
    path = case.make(tmp_path)
    before = state(tmp_path)
    for format in ("tei", "json", "tei-inline"):
        result = run("write", path, "--to", format, "-o", tmp_path / "out" / "record.xml")
        assert result.exit_code == (case.converted or case.exit)
        assert result.stdout_bytes == b""
        assert result.stderr.strip()
        assert state(tmp_path) == before


def is_newer(case: Case) -> bool:
    return any("newer-schema-version" in finding for finding in case.findings)


@each([case for case in RECORDS if case.loads and is_newer(case)])
def test_a_record_of_a_newer_schema_is_not_written(case: Case, tmp_path: Path) -> None:
    path = case.make(tmp_path)
    result = run("write", path, "--to", "json")
    assert result.exit_code == 2
    assert result.stdout_bytes == b""
    assert "update archive" in result.stderr


@each([case for case in RECORDS if case.loads and not is_newer(case)])
def test_a_record_is_converted_whatever_befell_its_captures(case: Case, tmp_path: Path) -> None:
    path = case.make(tmp_path)
    result = run("write", path, "--to", "tei")
    assert result.exit_code == 0
    assert io.read(result.stdout_bytes).document == io.load(path)


@each(TEXTS)
def test_no_record_is_made_of_a_broken_text(case: Case, tmp_path: Path) -> None:
    path = case.make(tmp_path)
    before = state(tmp_path)
    with pytest.raises(ArchiveError) as raised:
        io.read(path.read_bytes(), "text")
    found = [
        told(
            {
                "file": None,
                "line": finding.location.line,
                "column": finding.location.column,
                "pointer": finding.location.pointer,
                "severity": finding.severity,
                "code": finding.code,
            },
            path,
        )
        for finding in raised.value.findings  # type: ignore[attr-defined]
    ]
    assert sorted(found) == sorted(case.findings)
    result = run("receive", path, "-o", tmp_path / "record")
    assert result.exit_code == case.exit
    assert result.stdout == ""
    assert result.stderr.count(str(path)) == len(case.findings)
    assert "Traceback" not in result.stderr
    assert state(tmp_path) == before


def test_the_sound_file_is_sound() -> None:
    """Its capture is not beside it, which is reported."""
    assert [finding.code for finding in validate(SOUND)] == ["captures-not-beside"]


def test_the_catalogue_names_every_file() -> None:
    assert len(CATALOGUE) >= 150
    held = {str(path.relative_to(BROKEN)) for path in BROKEN.glob("[jt]*/*")}
    held |= {str(path.relative_to(BROKEN)) for path in BROKEN.glob("folders/*")}
    named = {case.name for case in CATALOGUE if not case.recipe and not case.edits}
    assert held == named | {"tei/sound.xml"}


def test_every_code_in_the_catalogue_has_a_page() -> None:
    codes = {
        code
        for case in CATALOGUE
        for line in case.findings
        for code in re.findall(r"(?:^| )[a-z]+\[([a-z0-9-]+)\]", line)
    }
    assert len(codes) > 40
    for code in codes:
        assert explain(code)


def test_an_exit_code_follows_from_the_findings() -> None:
    for case in CATALOGUE:
        has_errors = any(f"{Severity.ERROR}[" in line for line in case.findings)
        assert has_errors == (case.exit > 0), case.name


# --- as a program of its own ---

AS_PROGRAM = (
    "json/lone-surrogate.json",
    "json/nested-arrays.json",
    "json/utf-16.json",
    "tei/billion-laughs.xml",
    "tei/external-entity.xml",
    "tei/nested-elements.xml",
    "folders/missing",
    "folders/capture-damaged",
)


@pytest.mark.slow
@each([case for case in CATALOGUE if case.name in AS_PROGRAM])
def test_the_program_ends_with_the_right_code(case: Case, tmp_path: Path) -> None:
    path = case.make(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", "from archive.cli import main; main()", "validate", path],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        timeout=60,
        check=False,
    )
    assert done.returncode == case.exit
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"root:" not in done.stdout + done.stderr
    for line in case.findings:
        assert re.findall(r"(?:^| )([a-z]+\[[a-z0-9-]+\])", line)[0].encode() in done.stdout
