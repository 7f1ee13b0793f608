"""`-o`: what is replaced, what is only written to, and what is never written over."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from archive import io
from archive.validation.schemas import read as schema
from tests import samples
from tests.test_cli import TEXT, names, program, run, save
from tests.test_cli_rebase import state

JSON = io.write(samples.small(), "json").data
SCHEMA = schema("archive.sch")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return save(samples.small(), tmp_path)


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


COMMANDS: dict[str, Callable[[Path], Sequence[object]]] = {
    "write": lambda record: ("write", record, "--to", "json"),
    "validate": lambda record: ("validate", record, "--format", "json"),
    "diff": lambda record: ("diff", record, record, "--format", "json"),
    "schema": lambda record: ("schema", "archive.sch"),
}
"""Each command that takes -o, as it is called with a record."""


# --- pipes and open streams are written to ---


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pipe_is_written_to(command: str, small: Path, pipe: Path) -> None:
    call = COMMANDS[command](small)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    done = run(*call, "-o", pipe)
    reader.join(60)
    assert (done.exit_code, done.output) == (0, "")
    assert read == [run(*call).stdout_bytes]
    assert pipe.is_fifo()


def test_a_library_call_writes_to_a_pipe_as_well(pipe: Path) -> None:
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    io.save(samples.small(), pipe, "json")
    reader.join(60)
    assert read == [JSON]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="streams have no paths here")
def test_an_open_stream_is_written_to_where_it_stands(small: Path, tmp_path: Path) -> None:
    (tmp_path / "stdout").symlink_to("/proc/self/fd/1")  # as /dev/stdout is one
    call = "from archive.cli import main; main()"
    arguments = ("write", small, "--to", "json", "-o", tmp_path / "stdout")
    with (tmp_path / "log").open("wb", buffering=0) as log:
        log.write(b"before\n")
        subprocess.run([sys.executable, "-c", call, *map(str, arguments)], stdout=log, check=True)
        log.write(b"after\n")
    assert (tmp_path / "log").read_bytes() == b"before\n" + JSON + b"after\n"
    piped = program(*arguments)
    assert (piped.returncode, piped.stdout) == (0, JSON)
    assert (tmp_path / "stdout").is_symlink()


# --- links stay, what is read-only stays as it is ---


@pytest.mark.parametrize("there", [True, False])
def test_of_a_link_what_it_leads_to_is_written(there: bool, small: Path, tmp_path: Path) -> None:
    file, link = tmp_path / "file.json", tmp_path / "link.json"
    if there:
        file.write_text("old")
    link.symlink_to("file.json")
    assert run("write", small, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert file.read_bytes() == JSON


@pytest.mark.parametrize("command", COMMANDS)
def test_a_read_only_file_is_left_alone(command: str, small: Path, tmp_path: Path) -> None:
    file, link = tmp_path / "a.json", tmp_path / "link.json"
    file.write_text("mine")
    file.chmod(0o444)
    link.symlink_to(file)
    for path in (file, link):
        result = run(*COMMANDS[command](small), "-o", path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"archive: {path}: the file is read-only\n"
    assert file.read_text() == "mine"
    assert names(tmp_path) == ["a.json", "link.json", "small"]


def test_a_file_that_cannot_be_made_is_named_as_it_was(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("archive.files.atomic_write._new_file", refuse)
    result = run("write", small, "-o", tmp_path / "a.json")
    assert result.exit_code == 2
    assert result.stderr == f"archive: {tmp_path / 'a.json'}: Permission denied\n"


# --- what a record keeps is not written over ---


@pytest.fixture
def full(small: Path) -> Path:
    """A record with a capture, its TEI, an image that it names, and a note that it does not."""
    text = (small / "document.json").read_text("utf-8")
    place = text.index('"blocks": [') + len('"blocks": [')
    figure = '{"type": "figure", "id": "fig-1", "image": {"file": "figures/a.svg"}},'
    (small / "document.json").write_text(text[:place] + figure + text[place:], "utf-8")
    (small / "figures").mkdir()
    (small / "figures" / "a.svg").write_text("<svg/>")
    (small / "notes.txt").write_text("notes")
    document = io.load(small)
    (small / "document.tei.xml").write_bytes(io.write(document, "tei").data)
    return small


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("received/small.txt", "is among the received files of a record"),
        ("received/new.json", "is among the received files of a record"),
        ("figures/a.svg", "belongs to the record around it"),
        ("document.tei.xml", "is the TEI file of a record"),
        ("document.json", "is the JSON file of a record"),
    ],
)
def test_what_a_record_keeps_is_not_written_over(
    command: str, name: str, said: str, full: Path, tmp_path: Path
) -> None:
    call = COMMANDS[command](full)
    if command == "write" and name == "document.json":
        call = ("write", full, "--to", "tei")
    before = state(tmp_path)
    result = run(*call, "-o", full / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"archive: {full / name} {said}; choose another file\n"
    assert state(tmp_path) == before


def test_it_is_not_written_over_through_a_link(full: Path, tmp_path: Path) -> None:
    for number, name in enumerate(("received/small.txt", "document.json", "figures/a.svg")):
        link = tmp_path / f"link-{number}.xml"
        link.symlink_to(full / name)
        before = state(full)
        result = run("write", full, "--to", "tei", "-o", link)
        assert result.exit_code == 2, name
        assert state(full) == before


@pytest.mark.parametrize("format", ["json", "tei", "tei-inline"])
@pytest.mark.parametrize("name", ["document.json", "document.tei.xml"])
def test_the_names_of_a_record_are_kept_for_it_in_new_folders_too(
    name: str, format: str, small: Path, tmp_path: Path
) -> None:
    result = run("write", small, "--to", format, "-o", tmp_path / "new" / name)
    is_its = (name, format) in (("document.json", "json"), ("document.tei.xml", "tei"))
    assert result.exit_code == (0 if is_its else 2)
    assert (tmp_path / "new" / name).exists() is is_its


def test_other_files_of_a_folder_are_written(full: Path) -> None:
    for _ in range(2):
        assert run("validate", full, "-o", full / "report.txt").exit_code == 0
        assert run("validate", full, "-o", full / "notes.txt").exit_code == 0
    assert (full / "report.txt").read_bytes() == (full / "notes.txt").read_bytes()
    assert run("write", full, "-o", full / "document.json").exit_code == 0
    assert run("write", full, "-o", full / "document.tei.xml").exit_code == 0


@pytest.mark.parametrize("command", ["validate", "diff"])
def test_what_is_read_is_not_written_over(command: str, tmp_path: Path) -> None:
    letter = tmp_path / "letter.json"
    letter.write_bytes(JSON)
    result = run(*COMMANDS[command](letter), "-o", tmp_path / "." / "letter.json")
    assert result.exit_code == 2
    assert "letter.json is an input file; choose another file\n" in result.stderr
    assert letter.read_bytes() == JSON


# --- a folder that is no record ---


@pytest.mark.parametrize("command", ["show", "write", "diff", "rebase"])
def test_a_folder_without_a_record_ends_with_2(command: str, small: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    more = {"write": ["--to", "tei"], "diff": [small], "rebase": [small]}
    result = run(command, tmp_path / "empty", *more.get(command, []))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{tmp_path / 'empty'}: error[folder-without-record]" in result.stderr


# --- new makes a folder, whatever its name ---


@pytest.mark.parametrize(
    "name", ["tram.json", "a.xml", "2024-10-14.v1", "vestbypost.example", "x.txt", "my folder"]
)
def test_new_makes_a_folder_of_any_name(name: str, tmp_path: Path) -> None:
    (tmp_path / "tram.txt").write_text(TEXT, "utf-8")
    folder = tmp_path / "records" / name
    assert run("receive", tmp_path / "tram.txt", "-o", folder).exit_code == 0
    assert names(folder) == ["document.json", "manifest-sha256.txt", "received"]
    [capture] = io.load(folder).captures
    assert (folder / capture.file).read_text("utf-8") == TEXT
    assert run("validate", folder).exit_code == 0
    assert "id-differs-from-folder" not in run("validate", folder).stdout


# --- whoever reads us has enough, and what was asked for is done all the same ---

CLOSED = pytest.mark.skipif(sys.platform == "win32", reason="pipes are another thing on Windows")


def unread(*arguments: object, stream: str, cwd: Path) -> int:
    """How a command ends of which nobody reads one stream; the other says nothing of that."""
    read, write = os.pipe()
    os.close(read)
    other = {"stdout": "stderr", "stderr": "stdout"}[stream]
    streams = {stream: write, other: subprocess.PIPE}
    done = program(*arguments, capture_output=False, cwd=cwd, **streams)
    os.close(write)
    said = (done.stderr if stream == "stdout" else done.stdout) or b""
    assert b"roken" not in said
    assert b"Traceback" not in said
    return done.returncode


@pytest.mark.slow
@CLOSED
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_record_is_rebased_though_nobody_reads_the_outcome(
    stream: str, small: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.txt"
    again.write_bytes(samples.RECEIVED.encode().replace(b"fell", b"rose"))
    before = (small / "document.json").read_bytes()
    unread("rebase", small, again, "--write", stream=stream, cwd=tmp_path)
    assert (small / "document.json").read_bytes() != before
    assert (small / "received" / "again.txt").exists()


@pytest.mark.slow
@CLOSED
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_each_of_several_records_is_made_though_nobody_reads_of_it(
    stream: str, tmp_path: Path
) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("A title\n\nIt rained all day.\n", "utf-8")
    unread("receive", *(f"{name}.txt" for name in "abc"), stream=stream, cwd=tmp_path)
    assert all((tmp_path / name / "document.json").exists() for name in "abc")


@pytest.mark.slow
@CLOSED
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_proposals_and_forms_are_written_though_nobody_reads_of_them(
    stream: str, tmp_path: Path
) -> None:
    text = (
        "A title\n\nOn 3 May 2016 it rained. According to the council, the bridge will cost 40.\n"
    )
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        assert program("receive", f"{name}.txt", cwd=tmp_path).returncode == 0
    unread("propose", "a", stream=stream, cwd=tmp_path)
    assert b"archive-propose" in (tmp_path / "a" / "document.json").read_bytes()
    for name in "ab":
        record = tmp_path / name / "document.json"
        record.write_bytes(record.read_bytes() + b"\n\n")
    unread("format", "a", "b", stream=stream, cwd=tmp_path)
    assert not any((tmp_path / n / "document.json").read_bytes().endswith(b"\n\n") for n in "ab")
