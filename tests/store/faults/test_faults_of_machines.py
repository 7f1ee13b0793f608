"""The faults: what holds is let through, and what does not is caught, each by the fault it is about."""

from __future__ import annotations

import sqlite3
from collections import Counter
from errno import EROFS
from functools import partial
from pathlib import Path

import pytest

from tests.store.faults import (
    Action,
    State,
    each_bit_flip,
    each_error,
    each_full_disk,
    each_kill,
    each_power_cut,
    failures,
    files_of,
    power_cuts,
    processes,
    run,
)
from tests.store.faults.power_cuts import Unrecorded
from tests.store.faults.processes import Fault
from tests.store.faults.states import Judge, copied
from tests.store.faults.system_calls import Call

WRITERS = "tests.store.faults.writers"
OLD, NEW = "old\n" * 3, "new text\n" * 4
FILES = {"b.txt": "b\n" * 9, "a.txt": "a\n" * 9, "document.json": "{}\n" * 9}

pytestmark = pytest.mark.slow


def action(name: str, *arguments: object) -> Action:
    return Action(f"{WRITERS}:{name}", arguments)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "a.txt").write_text(OLD)
    return tmp_path / "store"


def old_or_new(state: State) -> None:
    """The file is whole, and new if the writer returned."""
    text = (state.folder / "a.txt").read_text()
    assert text == NEW if state.is_finished else text in (OLD, NEW), text
    beside = {path.name for path in state.folder.iterdir()} - {"a.txt"}
    assert all(name.startswith(".archive-") for name in beside), beside


def all_or_nothing(state: State) -> None:
    """The folder has all its files, or there is none; all of them if the writer returned."""
    made = state.folder / "record"
    if state.is_finished or made.exists():
        assert files_of(made) == {name: text.encode() for name, text in FILES.items()}
    assert (state.folder / "a.txt").read_text() == OLD


def tells_of_errors(judge: Judge, state: State) -> None:
    judge(state)
    assert state.is_finished or state.error.startswith(("OSError", "PermissionError")), state.error


WRITE = action("write_file", "a.txt", NEW)
MAKE = action("make_folder", "record", FILES, "document.json")


@pytest.mark.parametrize(("act", "judge"), [(WRITE, old_or_new), (MAKE, all_or_nothing)])
def test_the_writers_of_the_library_hold(act: Action, judge: Judge, folder: Path) -> None:
    assert failures(each_kill(act, folder), judge) == []
    assert failures(each_power_cut(act, folder), judge) == []
    told = partial(tells_of_errors, judge)
    assert failures(each_full_disk(act, folder), told) == []
    assert failures(each_error(act, folder, names=("write", "fsync", "rename", "open")), told) == []
    assert failures(each_error(act, folder, errno=EROFS, names=("open", "mkdir")), told) == []


@pytest.mark.parametrize(
    ("name", "fault", "says"),
    [
        ("write_in_place", each_kill, "killed in the middle of call 2 of 2, write"),
        ("write_in_place", each_power_cut, "power cut after call 1 of 2, open a.txt"),
        ("write_in_place", each_full_disk, "the disk was full from call 2"),
        ("write_without_sync", each_power_cut, "rename a.txt.tmp a.txt; 2 of 2 entries and none"),
        ("write_without_sync_of_folder", each_power_cut, "after call 4 of 4, rename"),
        ("write_part", each_full_disk, "the disk was full from call 2 of 5, write"),
    ],
)  # fmt: skip
def test_a_bad_writer_is_caught(name: str, fault: object, says: str, folder: Path) -> None:
    def whole(state: State) -> None:
        text = (state.folder / "a.txt").read_text()
        assert text == NEW if state.is_finished else text in (OLD, NEW), text

    assert callable(fault)
    assert any(says in line for line in failures(fault(action(name, "a.txt", NEW), folder), whole))


def test_one_that_ignores_errors_is_caught(folder: Path) -> None:
    act = action("ignore_errors", "a.txt", NEW)
    assert failures(each_full_disk(act, folder), old_or_new) != []
    assert failures(each_kill(act, folder), old_or_new) == []


def test_a_text_that_is_added_may_be_there_in_half(folder: Path) -> None:
    def all_or_none(state: State) -> None:
        assert (state.folder / "a.txt").read_text() in (OLD, OLD + NEW)

    act = action("append", "a.txt", NEW)
    [killed] = failures(each_kill(act, folder), all_or_none)
    assert killed.startswith("killed in the middle of call 1 of 1, write")
    cut = failures(each_power_cut(act, folder), all_or_none)
    assert cut
    assert all("half of the bytes" in line for line in cut)


def test_a_file_that_was_moved_does_not_come_back(folder: Path) -> None:
    """Its new folder is synced first; the entry in the old one, which is older, must not count."""
    for name in ("one", "two"):
        (folder / name).mkdir()
    one, two = ((folder / name).stat().st_ino for name in ("one", "two"))
    disk = power_cuts._Disk(folder, ())
    for call in (
        Call("open", "one/x", inode=-1, is_new=True),
        Call("fsync", "one/x", inode=-1),
        Call("rename", "one/x", "two/x"),
        Call("fsync", "two", inode=two),
    ):
        disk.do(call)
    moved = (("a.txt", OLD.encode()), ("one", ()), ("two", (("x", b""),)))
    assert {tree for tree, _ in disk.states()} == {moved}
    disk.do(Call("fsync", "one", inode=one))
    assert {tree for tree, _ in disk.states()} == {moved}


def test_files_written_one_by_one_are_caught(folder: Path) -> None:
    act = action("write_files_one_by_one", "record", FILES, "document.json")
    assert failures(each_kill(act, folder), all_or_nothing) != []
    assert failures(each_power_cut(act, folder), all_or_nothing) != []


@pytest.mark.parametrize(
    ("act", "judge", "needed"),
    # The bytes and the entry of one file; the bytes of three, their entries, and that of the folder.
    [(WRITE, old_or_new, 2), (MAKE, all_or_nothing, 5)],
)
def test_each_sync_of_the_library_that_is_needed_is_there(
    act: Action,
    judge: Judge,
    needed: int,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where one is left out of the recorded calls, a power cut loses something."""
    with copied(folder) as copy:
        recorded = run(act, copy).calls
    lost: Counter[bool] = Counter()
    for left_out, call in enumerate(recorded):
        if call.name == "fsync":

            def run_without(act: Action, copy: Path, left_out: int = left_out) -> processes.Ended:
                calls = run(act, copy).calls
                return processes.Ended(False, calls=calls[:left_out] + calls[left_out + 1 :])

            monkeypatch.setattr(power_cuts, "run", run_without)
            lost[bool(failures(each_power_cut(act, folder), judge))] += 1
    assert lost[True] == needed


@pytest.mark.parametrize(
    "act",
    [
        action("write_file", "2016/a.txt", NEW),
        action("make_folder", "2016/record", FILES, "document.json"),
    ],
)
def test_new_folders_above_are_synced(act: Action, folder: Path) -> None:
    def is_there(state: State) -> None:
        assert not state.is_finished or (state.folder / str(act.arguments[0])).exists()

    assert failures(each_power_cut(act, folder), is_there) == []


def test_every_way_of_writing_is_recorded(folder: Path) -> None:
    states = [state.what for state in each_power_cut(action("write_in_every_way"), folder)]
    assert len(states) > 50
    names = {call.name for call in run(action("write_in_every_way"), folder).calls}
    assert names == {
        "open", "write", "truncate", "fsync", "mkdir", "rmdir", "rename", "unlink", "link", "symlink",
    }  # fmt: skip


def test_what_is_not_recorded_is_an_error(folder: Path) -> None:
    act = action("write_by_database", 3)
    with pytest.raises(Unrecorded, match=r"rows\.sqlite"):
        [*each_power_cut(act, folder)]
    ignored = ("rows.sqlite", "rows.sqlite-journal")
    assert [state.is_finished for state in each_power_cut(act, folder, ignored=ignored)][-1]


def test_a_process_is_killed_within_a_statement_of_a_database(folder: Path) -> None:
    def all_rows_or_none(state: State) -> None:
        with sqlite3.connect(state.folder / "rows.sqlite") as database:
            tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            rows = database.execute("SELECT count(*) FROM rows").fetchone()[0] if tables else 0
        database.close()
        assert rows in ((5000,) if state.is_finished else (0, 5000))

    states = each_kill(action("write_by_database", 5000), folder, most=12)
    assert failures(states, all_rows_or_none) == []


def test_the_folder_itself_stays_as_it_was(folder: Path) -> None:
    before = files_of(folder)
    for fault in (each_kill, each_power_cut, each_full_disk, each_error):
        seen = [files_of(state.folder) for state in fault(WRITE, folder)]
        assert before in seen
    assert files_of(folder) == before


def test_an_action_that_hangs_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "SECONDS", 0.5)
    with pytest.raises(TimeoutError, match="hang"):
        run(action("hang"), folder)


def test_a_killed_process_says_nothing_and_one_with_an_error_does(folder: Path) -> None:
    assert run(WRITE, folder, Fault(1)) == processes.Ended(is_killed=True)
    assert not run(WRITE, folder, Fault(2, "error")).is_finished
    assert run(WRITE, folder).is_finished


def test_a_bit_flips_and_flips_back(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"x")
    before = files_of(folder)
    times = {name: (folder / name).stat().st_mtime_ns for name in before}
    flipped = set()
    for state, name in each_bit_flip(folder, 40):
        now = files_of(state.folder)
        assert [path for path in now if now[path] != before[path]] == [name]
        old, new = (int.from_bytes(files[name]) for files in (before, now))
        assert (old ^ new).bit_count() == 1
        assert (folder / name).stat().st_mtime_ns == times[name]
        flipped.add(name)
    assert files_of(folder) == before
    assert flipped == {"a.txt", "b.txt"}
