"""`archive store`: the commands for many records."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import archive
from archive.files.manifest import digests_in
from tests import samples
from tests.runner import run
from tests.tools.cases import each_case


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two records in a folder, and a broken one."""
    monkeypatch.chdir(tmp_path)
    for id in ("a", "b"):
        note = archive.receive(b"It rained.", "text", id=id)
        archive.save(note.document, Path("records") / id, files=note.files)
    Path("records/c").mkdir()
    Path("records/c/document.json").write_text("{}")
    return tmp_path


def test_a_broken_record_stops_no_other(records: Path) -> None:
    result = run("store", "add", "store", "records", "--under", "2016")
    assert result.exit_code == 1
    assert [line.split("  ")[1] for line in result.stdout.splitlines()] == [
        "store/2016/a",
        "store/2016/b",
    ]
    assert "records/c: not added" in result.stderr
    assert result.stderr.splitlines()[-1] == "archive: 2 of 3 records added to store"
    assert run("store", "list", "store").stdout == "a\t2016/a\nb\t2016/b\n"
    again = run("store", "add", "store", "records/a")
    assert again.exit_code == 2
    assert "the store has a record with the id 'a' in 2016/a" in again.stderr


def test_what_was_got_replaces_what_is_stored_unless_that_has_changed(records: Path) -> None:
    run("store", "add", "store", "records")
    got = run("store", "get", "store", "a", "-o", "draft")
    assert digests_in(Path("draft")) == digests_in(Path("store/a"))
    digest = got.stderr.split()[1]
    assert run("store", "get", "store", "a").stdout == Path("store/a/document.json").read_text(
        "utf-8"
    )
    archive.save(archive.load("draft").update(language="en"), "draft")
    done = run("store", "replace", "store", "draft", "--based-on", digest)
    assert (done.exit_code, done.stdout.split()[1]) == (0, "store/a")
    archive.save(archive.load("draft").update(language="de"), "draft")
    late = run("store", "replace", "store", "draft", "--based-on", digest)
    assert late.exit_code == 2
    assert "conflict" in late.stderr
    assert "language" in late.stderr
    assert archive.load("store/a").language == "en"


def test_what_is_removed_and_purged_is_named(records: Path) -> None:
    run("store", "add", "store", "records")
    who = ("--by", "Ada Example", "--reason", "asked for")
    assert run("store", "remove", "store", "a", *who).stderr == "archive: a: moved to .removed/a\n"
    assert run("store", "purge", "store", "a", *who).exit_code == 0
    assert run("store", "purge", "store", "a", *who).exit_code == 2
    without = run("store", "remove", "store", "b", "--reason", "asked for")
    assert (without.exit_code, "say with --by who decides" in without.stderr) == (2, True)
    assert run("store", "list", "store").stdout == "b\tb\n"


def test_damage_is_an_error_until_it_is_restored(records: Path) -> None:
    run("store", "add", "store", "records")
    assert run("store", "verify", "store").exit_code == 0
    shutil.copytree("store", "copy")
    Path("store/b/document.json").write_text("{}")
    damaged = run("store", "verify", "store")
    assert damaged.exit_code == 1
    assert damaged.stderr.startswith("store/b/document.json: error[file-damaged]: its SHA-256 is")
    restored = run("store", "verify", "store", "--from", "copy")
    assert (restored.exit_code, restored.stdout) == (0, "restored store/b/document.json\n")


@each_case("command", ["list", "get", "remove", "purge", "verify"])
def test_a_store_that_is_not_there_is_named(command: str, records: Path) -> None:
    more = {"get": ["a"], "remove": ["a", "--by", "A", "--reason", "b"]}
    more["purge"] = more["remove"]
    result = run("store", command, "nowhere", *more.get(command, []))
    assert (result.exit_code, result.stderr) == (2, "archive: nowhere: there is no such folder\n")
    assert not Path("nowhere").exists()


def test_an_unknown_record_is_answered_with_near_ones(records: Path) -> None:
    archive.save(
        samples.small(), "records/small", files={"received/small.txt": samples.RECEIVED.encode()}
    )
    run("store", "add", "store", "records")
    result = run("store", "get", "store", "smal")
    assert (result.exit_code, "did you mean 'small'" in result.stderr) == (2, True)
