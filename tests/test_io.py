"""The whole list of formats: what is saved, and what is told of what was saved."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

import archive
from archive import io
from archive.cli import main
from archive.errors import ReadError, UnknownFormat, WriteError
from archive.findings import Finding, Severity
from archive.formats import FORMATS
from archive.formats.format import WriteResult
from archive.validation import validate
from tests import samples
from tests.runner import runner
from tests.tools.cases import each_case


def test_what_a_format_could_not_carry_is_reported_when_it_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    saved = archive.save(samples.assessed(), path, "tei-inline")
    assert saved == archive.write(samples.assessed(), "tei-inline")
    assert {finding.code for finding in saved.findings} == {"not-kept"}
    assert path.read_bytes() == saved.data
    assert archive.save(samples.small(), tmp_path / "a.json").findings == ()
    assert archive.save(samples.small(), tmp_path / "small", files={}).data.startswith(b"{")


@each_case("name", io.WRITERS)
def test_what_is_not_written_exactly_nor_shown_whole_is_reported_as_lost(name: str) -> None:
    written = archive.write(samples.assessed(), name)
    lost = FORMATS.losses(written.findings)
    shows_all = FORMATS[name].is_exact or name == "html"
    assert bool(lost) is not shows_all


def test_the_command_line_says_what_could_not_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    archive.save(samples.small(), "a.json")
    archive.save(samples.small(), "small", files={"received/small.txt": samples.RECEIVED.encode()})
    Path("a.txt").write_text(samples.RECEIVED, "utf-8")
    Path("b.txt").write_text(samples.RECEIVED.replace("10%", "11%"), "utf-8")
    lost = Finding("not-kept", "the moon", severity=Severity.WARNING)
    monkeypatch.setattr(io, "write", lambda *_, **__: WriteResult(b"", (lost,)))
    for command in (
        ["receive", "a.txt", "--id", "a"],
        ["rebase", "a.json", "--text", "p-1", "Trade rose.", "--write"],
        ["rebase", "small", "b.txt", "--write"],
    ):
        assert "warning[not-kept]: the moon\n" in runner().invoke(main, command).stderr, command


@each_case("name", ["a.mods.xml", "A.MODS.XML", "a.jats.xml"])
def test_a_record_is_not_written_under_the_name_of_another_format(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(UnknownFormat) as caught:
        archive.save(samples.small(), tmp_path / name)
    assert caught.value.name == f".{name.lower().partition('.')[2]}"
    assert "give the format, or a file name that ends with .json, .tei.xml" in caught.value.hint
    assert list(tmp_path.iterdir()) == []
    archive.save(samples.small(), tmp_path / name, "json")
    assert archive.load(tmp_path / name) == samples.small()


@each_case("name", ["page.html", "page.xml", "page.json", "page"])
def test_a_web_page_is_reported_as_one_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("<!DOCTYPE html>\n<html><p>Trade fell.<br></html>", "utf-8")
    with pytest.raises(ReadError) as caught:
        archive.load(path)
    [finding] = caught.value.findings
    assert finding.code == "format-unknown"
    assert finding.message == "this is a web page (HTML), not a record"
    assert "archive receive" in (finding.hint or "")
    report = validate(path)
    assert [found.message for found in report] == [finding.message]
    assert report.layers["well-formed"] == "failed"
    assert "RELAX NG" not in report.layers


def test_other_xml_is_still_distinguished_from_tei_by_its_root() -> None:
    with pytest.raises(ReadError, match='the root is "article" in no namespace, not "TEI"'):
        archive.read(b"<article/>")
    report = validate(b"<article/>")
    assert [finding.code for finding in report] == ["not-tei"]
    assert "RELAX NG" in report.layers


def test_the_help_of_convert_names_the_formats_that_are_written() -> None:
    shown = runner().invoke(main, ["write", "--help"]).stdout
    *others, last = io.WRITERS
    lines = " ".join(shown.split()).replace("- ", "-")  # a name is broken at its hyphen
    packages = "bagit or ocfl. [default: from the name of FILE]"
    assert f"{', '.join(others)}, {last}, {packages}" in lines


# --- two writers ---


@each_case("name", ["small", "small.zip", "small.json", "small.tei.xml"])
def test_a_record_is_saved_only_if_it_is_what_was_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    document, other = samples.small(), samples.assessed().update(id=samples.small().id)
    received = {"received/small.txt": samples.RECEIVED.encode()}
    files = None if path.suffix in (".json", ".xml") else received
    archive.save(document, path, files=files, based_on="")
    with pytest.raises(archive.errors.Conflict):
        archive.save(other, path, files=files, based_on="")
    read = archive.load_result(path)
    first = archive.save(other, path, based_on=read.sha256)
    with pytest.raises(archive.errors.Conflict) as caught:
        archive.save(document, path, based_on=read.sha256)
    assert caught.value.based_on == read.sha256
    assert caught.value.found == first.sha256 == archive.load_result(path).sha256
    assert archive.load(path) == other
    archive.save(document, path, based_on=first.sha256)
    archive.save(other, path)
    assert archive.load(path) == other


@pytest.mark.parametrize("name", ["small", "small.json"])
def test_a_record_that_has_gone_is_not_saved_anew(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    archive.save(samples.text_only("Trade fell."), path, files=None if "." in name else {})
    read = archive.load_result(path)
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(archive.errors.Conflict) as caught:
        archive.save(read.document, path, based_on=read.sha256)
    assert caught.value.found is None
    assert list(tmp_path.iterdir()) == []


def test_what_was_read_names_its_bytes(tmp_path: Path) -> None:
    for format in ("json", "tei"):
        data = archive.write(samples.small(), format).data
        assert archive.read(data).sha256 == hashlib.sha256(data).hexdigest()
    assert archive.read(b"Trade fell.", "text", id="a").sha256 is None
    assert archive.receive(b"Trade fell.", id="a").sha256 is None
    bibliography = b"@book{a, title = {The Art}, year = {1968}}"
    assert archive.add(samples.small(), bibliography, "bibtex").sha256 is None


def test_only_a_record_is_based_on_one(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="leave out based_on"):
        archive.save(samples.small(), tmp_path / "tables", "csv", based_on="")
    with pytest.raises(TypeError, match="based_on is a SHA-256 in hexadecimal digits, a str"):
        archive.save(samples.small(), tmp_path / "a.json", based_on=b"")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
