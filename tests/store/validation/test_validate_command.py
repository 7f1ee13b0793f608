"""`archive validate STORE`: what it prints, keeps and leaves alone, and how it ends if interrupted."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

import archive
from archive.report import as_text
from tests.runner import run
from tests.store.validation.small_stores import expected, flip, in_words, put, reports_of
from tests.store.validation.test_cross_records import CASES
from tests.store.validation.test_cross_records import put as put_documents

pytestmark = pytest.mark.slow

TITLED = CASES[0][1]
CODE = "work-titled-otherwise"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store `notes` in the working directory; a capture of it is damaged."""
    monkeypatch.chdir(tmp_path)
    root = Path("notes")
    for path in ("a/first", "a/second", "third"):
        put(root / path)
    flip(root / "a/second/received/small.txt", random.Random(1))
    return root


def sources(*arguments: object) -> list[str]:
    result = run("validate", "--format", "json", *arguments)
    return [record["source"] for record in json.loads(result.stdout)["records"]]


def test_a_store_has_the_findings_of_its_records_and_its_second_run_the_same(root: Path) -> None:
    first, second = run("validate", root), run("validate", root)
    assert first.stdout == second.stdout == as_text(expected(root))
    assert (first.exit_code, second.exit_code) == (1, 1)
    assert (root / ".archive/index.sqlite").exists()
    assert run("validate", "--again", root, "--processes", "1").stdout == first.stdout


def test_findings_across_records_are_in_every_format(root: Path) -> None:
    put_documents(Path("works"), TITLED)
    chosen = ("--select", CODE, "works")
    line = (
        f"works/c/document.json:37:5: warning[{CODE}]: /works/1: w-3 is "
        '"Snow in Oban", but doi:10.1000/182 is "Rain in Leith" in a (correct the title or the '
        'identifier, or add the other title to "variant_titles")\n1 warning in 3 records\n'
    )
    result = run("validate", *chosen)
    assert (
        result.stdout.partition(":")[2].partition(":")[2]
        == line.partition(":")[2].partition(":")[2]
    )
    assert result.exit_code == 0
    assert run("validate", *chosen, "--fail-on", "warning").exit_code == 1
    [as_json] = json.loads(run("validate", *chosen, "--format", "json").stdout)["findings"]
    assert (as_json["code"], as_json["file"]) == (CODE, "works/c/document.json")
    [log] = json.loads(run("validate", *chosen, "--format", "sarif").stdout)["runs"]
    assert [one["ruleId"] for one in log["results"]] == [CODE]
    assert f"title={CODE}::" in run("validate", *chosen, "--format", "github").stdout
    statistics = run("validate", *chosen, "--statistics").stdout
    assert statistics == f"1  warning  {CODE}\n1 warning in 3 records\n"
    assert CODE not in run("validate", "works", "--ignore", CODE).stdout
    run("validate", *chosen, "-o", "findings.txt")
    assert Path("findings.txt").read_text("utf-8") == result.stdout
    assert run("explain", CODE).exit_code == 0


def test_what_is_named_singly_is_checked_as_before_and_nothing_is_kept(root: Path) -> None:
    for path in ("notes/third", "notes/third/document.json", "notes/third/received"):
        assert sources(path) == ["notes/third"]
    run("validate", root / "third/received/small.txt")
    assert not list(Path().rglob(".archive"))


def test_what_several_paths_lead_to_is_reported_once(root: Path) -> None:
    everything = ["notes/a/first", "notes/a/second", "notes/third"]
    assert sources(root) == sources(root, root) == everything
    assert sources(root, "notes/a") == everything
    assert not (root / "a/.archive").exists()
    assert sources("notes/a", root) == everything
    assert sources("notes/third", root) == ["notes/third", *everything[:2]]
    os.chdir(root)
    assert sources(".") == ["a/first", "a/second", "third"]


def test_a_folder_without_records_or_with_half_of_one_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "lost/received").mkdir(parents=True)
    assert run("validate", tmp_path / "empty").exit_code == 2
    assert "folder-without-record" in run("validate", tmp_path / "lost").stdout
    assert not list(tmp_path.rglob(".archive"))


def test_a_folder_that_cannot_be_written_is_validated(root: Path) -> None:
    right = run("validate", root).stdout
    (root / ".archive").rename("aside")
    (root / ".archive").write_text("", "utf-8")
    assert run("validate", root).stdout == right


# --- interruptions ---


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A store with so many records that two processes validate them."""
    one = put(tmp_path / "one")
    files = {path.relative_to(one): path.read_bytes() for path in one.rglob("*") if path.is_file()}
    for n in range(160):
        for name, data in files.items():
            path = tmp_path / f"store/g-{n % 7}/r-{n:03}" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.replace(b'"one"', f'"r-{n:03}"'.encode()))
    time.sleep(2.1)  # the stamps of the files are sure then
    return tmp_path / "store"


def started(root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "archive", "validate", str(root), "--processes", "2"]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def reports_kept(root: Path) -> int:
    with suppress(sqlite3.Error), closing(sqlite3.connect(root / ".archive/index.sqlite")) as index:
        return int(index.execute("SELECT count(*) FROM reports").fetchone()[0])
    return 0


def wait_for_reports(root: Path, program: subprocess.Popen[str]) -> None:
    while program.poll() is None and not reports_kept(root):
        time.sleep(0.01)


def alive_in(session: int) -> Iterator[int]:
    """The processes of a session that have not ended."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, _, _, own = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(own) == session and state != "Z":
                yield int(folder.name)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc")
@pytest.mark.parametrize("how", ["ctrl-c", "kill"])
def test_an_interrupted_run_goes_on_where_it_was(many: Path, how: str) -> None:
    program = started(many)
    wait_for_reports(many, program)
    if how == "ctrl-c":
        os.killpg(program.pid, signal.SIGINT)  # as a terminal does
    else:
        program.kill()
    _, errors = program.communicate(timeout=60)
    assert "Traceback" not in errors
    assert program.returncode == (130 if how == "ctrl-c" else -signal.SIGKILL)
    kept = reports_kept(many)
    assert kept
    end = time.monotonic() + 20
    while (left := [*alive_in(program.pid)]) and time.monotonic() < end:
        time.sleep(0.05)
    assert not left
    calls: list[tuple[int, int]] = []
    reports = reports_of(many, progress=lambda *numbers: calls.append(numbers))
    assert calls[-1][1] == 160 - kept or kept == 160
    assert in_words(reports) == in_words(expected(many))
    assert len(archive.Store(many)) == 160
