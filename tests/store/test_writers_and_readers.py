"""Writers and readers of one store do not harm each other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import archive
from archive.store.events import Event
from tests.store.faults import Action, litter, run
from tests.store.faults.answers import answers, right_answers
from tests.store.faults.at_once import at_once
from tests.store.writers_and_readers import IDS, add_all, number_of

pytestmark = pytest.mark.slow

MOST = int(os.environ.get("FAULTS", "10"))
HERE = "tests.store.writers_and_readers"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def is_whole(folder: Path) -> None:
    store = archive.Store(folder)
    assert answers(store) == right_answers(folder)
    assert not store.verify().findings
    store.close()
    assert litter(folder) == []


def test_of_two_writers_one_adds_each_record(folder: Path) -> None:
    for _ in range(max(1, MOST // 10)):
        folder = folder.with_name(folder.name + "x")
        ids = at_once([Action(f"{HERE}:add_all", (writer,)) for writer in range(3)], folder)
        assert sorted(id for of_one in ids for id in of_one) == sorted(IDS), (
            "each is added once, and no more than once"
        )
        store = archive.Store(folder)
        assert store.ids() == sorted(IDS)
        for writer, added in enumerate(ids):
            assert all(number_of(store.get(id)) == writer for id in added)
        is_whole(folder)


def test_two_writers_of_the_same_records_lose_nothing(folder: Path) -> None:
    for _ in range(max(1, MOST // 20)):
        folder = folder.with_name(folder.name + "x")
        steps = 20
        done = at_once([Action(f"{HERE}:write", (writer, steps)) for writer in (1, 2)], folder)
        acts = [act for of_one in done for act in of_one]
        added = sorted(id for act, id, _ in acts if act == "add")
        removed = sorted(id for act, id, _ in acts if act == "remove")
        assert len(added) == len({*added}), "an id is added once"
        store = archive.Store(folder)
        assert store.ids() == sorted({*added} - {*removed})
        events = [one for one in store.events() if isinstance(one, Event)]
        assert sorted(one.record or "" for one in events if one.event == "removed") == removed
        for document in store:
            written = {number for act, id, number in acts if id == document.id and act != "remove"}
            assert number_of(document) in written
        is_whole(folder)


def test_readers_see_whole_records_while_they_come_and_go(folder: Path) -> None:
    add_all(folder, 0)
    archive.Store(folder).index()
    actions = [Action(f"{HERE}:write_for_readers", (4 * MOST,))]
    actions += [Action(f"{HERE}:read", (reader,)) for reader in range(10)]
    written, *read = at_once(actions, folder, seconds=60 + 3 * MOST)
    assert written > MOST
    assert min(read) > 0
    is_whole(folder)


def test_a_lock_ends_with_its_process(folder: Path) -> None:
    add_all(folder, 0)
    for _ in range(MOST):
        assert run(Action(f"{HERE}:hold_and_die"), folder).is_killed
        store = archive.Store(folder)
        store.replace(store.get("r-0"), based_on=store.read("r-0").sha256)
    is_whole(folder)


def test_a_writer_that_waits_too_long_says_so(folder: Path) -> None:
    add_all(folder, 0)
    _, message = at_once([Action(f"{HERE}:hold", (2,)), Action(f"{HERE}:wait")], folder)
    assert "another program (process " in message
    assert "nothing was written" in message
    assert "late" not in archive.Store(folder)
