"""The reports of a store are those of all its records, validated anew, whatever happened to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import archive
from archive import io
from archive.errors import IndexUnavailable
from archive.store.index import stamps
from archive.store.index.index import Index
from archive.store.validation import incremental, record_checks
from archive.store.validation.record_checks import RuleSet, Task
from tests import samples
from tests.store.validation.small_stores import (
    CHOICES,
    edit,
    expected,
    flip,
    in_words,
    put,
    reports_of,
    without_cross,
)

SETTLED = -(10**18)
"""A grain with which each stamp counts, as if all files had been written long ago."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in ("a/first", "a/second", "third"):
        put(tmp_path / "store" / path)
    return tmp_path / "store"


def check(root: Path, **choice: Any) -> None:
    """Compare the reports from the index with new ones."""
    found = [without_cross(report) for report in reports_of(root, **choice)]
    right = expected(root, **choice)
    assert in_words(found) == in_words(right)
    assert found == right


@pytest.fixture
def validated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are validated, in order."""
    paths: list[str] = []

    def noted(root: Path, rules: RuleSet, task: Task) -> Any:
        made = record_checks.check_record(root, rules, task)
        if isinstance(made, record_checks.CheckedRecord):
            paths.append(task.path)
        return made

    monkeypatch.setattr(incremental, "check_record", noted)
    return paths


# --- whatever is done ---


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32), is_settled=st.booleans())
def test_reports_are_those_of_validating_each_record_anew(
    seed: int, is_settled: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    random = Random(seed)
    root = tmp_path_factory.mktemp("store") / "store"
    for path in ("a/first", "a/second", "third"):
        put(root / path)
    with pytest.MonkeyPatch.context() as patch:
        if is_settled:
            patch.setattr(stamps, "GRAIN_NANOSECONDS", SETTLED)
        choice: Any = {}
        for _ in range(random.randrange(2, 8)):
            for _ in range(random.randrange(3)):
                edit(root, random)
            choice = random.choice((choice, choice, *CHOICES))
            if random.random() < 0.3:
                with suppress(KeyboardInterrupt), interrupted(random.randrange(3)):
                    reports_of(root, again=random.random() < 0.5, **choice)
            if random.random() < 0.7:
                check(root, **choice)
        check(root, **choice)
        new = archive.Store(root, index=root.parent / "new.sqlite")
        assert in_words(reports_of(root)) == in_words(list(new.validate()))


class interrupted:
    """Interrupts the work, as Ctrl-C does, at a record; keeps what was done before at once."""

    def __init__(self, at: int) -> None:
        self.left = at
        self.patch = pytest.MonkeyPatch()

    def __enter__(self) -> None:
        def check_record(root: Path, rules: RuleSet, task: Task) -> Any:
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            return record_checks.check_record(root, rules, task)

        self.patch.setattr(incremental, "check_record", check_record)
        self.patch.setattr(incremental, "_RECORDS_IN_A_TRANSACTION", 1)

    def __exit__(self, *problem: object) -> None:
        self.patch.undo()


# --- what is done again ---


@pytest.mark.slow
def test_only_what_changed_is_validated_again(
    root: Path, validated: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "GRAIN_NANOSECONDS", SETTLED)
    everything = ["a/first", "a/second", "third"]
    assert done(root, validated) == everything
    assert done(root, validated) == []
    assert done(root, validated, again=True) == everything
    flip(root / "a/second/received/small.txt", Random(1))
    assert done(root, validated) == ["a/second"]
    (root / "third/received/new.txt").write_text("new", "utf-8")
    assert done(root, validated) == ["third"]
    (root / "third/received/new.txt").rename(root / "third/received/newer.txt")
    assert done(root, validated) == ["third"]
    (root / "third/received/newer.txt").unlink()
    assert done(root, validated) == ["third"]
    assert done(root, validated, ignore=["source-unused"]) == everything
    assert done(root, validated, ignore=["source-unused"]) == []
    os.utime(root / "a/first/document.json")  # the same bytes, another stamp
    assert done(root, validated, ignore=["source-unused"]) == []
    shutil.move(root / "a", root / "b")
    assert done(root, validated, ignore=["source-unused"]) == ["b/first", "b/second"]
    monkeypatch.setattr(record_checks, "library_state", lambda: "another version")
    assert done(root, validated, ignore=["source-unused"]) == ["b/first", "b/second", "third"]


def done(root: Path, validated: list[str], **options: Any) -> list[str]:
    validated.clear()
    reports_of(root, **options)
    return validated[:]


@pytest.mark.slow
def test_a_file_that_was_just_written_is_compared_by_its_bytes(
    root: Path, validated: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A clock so coarse that a change has the same time.
    monkeypatch.setattr(stamps, "stamp_of", lambda status: f"{status.st_ino} {status.st_size}")
    assert len(done(root, validated)) == 3
    path = root / "third/received/small.txt"
    before = path.stat()
    data = path.read_bytes()
    path.write_bytes(data.swapcase())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert done(root, validated) == ["third"]
    assert done(root, validated) == []


@pytest.mark.slow
def test_a_link_out_of_the_record_is_looked_at_each_time(
    root: Path, validated: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "GRAIN_NANOSECONDS", SETTLED)
    capture = root / "third/received/small.txt"
    outside = capture.rename(root.parent / "outside.txt")
    capture.symlink_to(outside)
    done(root, validated)
    outside.write_text("Changed", "utf-8")
    assert done(root, validated) == ["third"]
    check(root)


@pytest.mark.slow
def test_what_was_done_before_ctrl_c_is_kept(root: Path, validated: list[str]) -> None:
    with pytest.raises(KeyboardInterrupt), interrupted(2):
        reports_of(root)
    assert done(root, validated) == ["third"]
    check(root)


@pytest.mark.slow
def test_a_moved_store_names_its_new_place(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "GRAIN_NANOSECONDS", SETTLED)
    other = samples.small().update(id="third", language="fr")
    (root / "third/document.tei.xml").write_bytes(io.write(other, "tei").data)
    [third] = [report for report in reports_of(root) if report.source == str(root / "third")]
    assert any(str(root) in (finding.hint or "") for finding in third)  # a command to mend it
    check(root)
    moved = root.rename(root.with_name("it's moved"))
    check(moved)
    monkeypatch.chdir(moved)
    check(Path())


# --- the index ---


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_report_is_made_again(root: Path, seed: int) -> None:
    (root / "third/document.json").write_bytes(b"{")
    check(root)
    random = Random(seed)
    with closing(sqlite3.connect(root / ".archive/index.sqlite")) as connection, connection:
        table, column = random.choice(
            (("findings", "message"), ("findings", "code"), ("reports", "layers"))
        )
        connection.execute(
            f"UPDATE {table} SET {column} = replace({column}, 'e', 'f') WHERE path = 'third'"
        )
    check(root)
    check(root)


def test_findings_are_asked_for_by_sql(root: Path) -> None:
    flip(root / "a/first/received/small.txt", Random(1))
    reports_of(root)
    with closing(sqlite3.connect(root / ".archive/index.sqlite")) as connection:
        rows = connection.execute(
            "SELECT document, path, severity, file, pointer FROM findings_by_record"
            " WHERE code = 'capture-damaged'"
        ).fetchall()
    file = "a/first/document.json"
    assert rows == [("first", "a/first", "error", file, "/captures/0/sha256")]


@pytest.mark.slow
def test_a_store_that_cannot_be_written_is_validated_and_nothing_is_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flip(root / "third/received/small.txt", Random(1))
    (root / ".archive").write_text("in the way", "utf-8")
    temporary = root.parent / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    check(root)
    assert list(temporary.iterdir()) == []
    assert (root / ".archive").is_file()


def test_an_index_that_can_only_be_read_is_not_used(root: Path) -> None:
    right = reports_of(root)
    with Index.open(root / ".archive/index.sqlite", read_only=True) as index:
        with pytest.raises(IndexUnavailable):
            index.refuse_read_only()
        store = archive.Store(root)
        store._index.__dict__["_index"] = index
        assert list(store.validate(again=True)) == right


@pytest.mark.slow
def test_the_index_may_be_in_another_place(root: Path) -> None:
    index = root.parent / "index.sqlite"
    reports = list(archive.Store(root, index=index).validate())
    assert reports == reports_of(root)
    assert index.exists()
    index.unlink()
    shutil.rmtree(root / ".archive")
    list(archive.Store(root, index=index).validate())
    assert not (root / ".archive").exists()


@pytest.mark.slow
def test_nothing_is_written_into_a_record(root: Path) -> None:
    folder = root / "third/received"
    list(archive.Store(folder).validate())
    assert not (folder / ".archive").exists()


def test_a_store_without_records_has_no_reports(tmp_path: Path) -> None:
    assert reports_of(tmp_path / "nothing") == []
    assert reports_of(tmp_path) == []


# --- several processes ---


@pytest.mark.slow
def test_two_processes_make_the_same_reports_as_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(7)
    for n in range(20):
        flip(put(root / f"more/r-{n:02}") / "document.json", random)
    one = reports_of(root, processes=1)
    monkeypatch.setattr(incremental, "_MANY", 1)
    calls: list[tuple[int, int]] = []
    two = reports_of(root, processes=2, again=True, progress=lambda *numbers: calls.append(numbers))
    assert in_words(two) == in_words(one)
    assert two == one
    assert calls[-1] == (23, 23)


@pytest.mark.slow
def test_programs_that_validate_with_different_rules_at_once_are_right(root: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    for n in range(6):
        put(root / f"more/r-{n}")
    right = [in_words(expected(root, **choice)) for choice in CHOICES]

    def run(number: int) -> bool:
        for _ in range(3):
            found = reports_of(root, **CHOICES[number % len(CHOICES)])
            if in_words(found) != right[number % len(CHOICES)]:
                return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(run, range(6)))
