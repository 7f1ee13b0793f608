"""No fault of the machine loses a record, leaves half of one, or stops the next command."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

import archive
from archive.errors import RecordExists, UnknownRecord
from archive.files.manifest import digests_in, faults_in
from archive.store.events import EVENTS, Event
from tests import samples
from tests.store import acts
from tests.store.faults import (
    Action,
    Judge,
    State,
    each_bit_flip,
    each_error,
    each_full_disk,
    each_kill,
    each_power_cut,
    failures,
    files_of,
)

INDEX = [f".archive/index.sqlite{end}" for end in ("", "-wal", "-shm")]
"""SQLite writes these itself: what it leaves is tried with kills."""
MOST = int(os.environ.get("FAULTS", "10"))
"""How many of the calls of an act are tried; `FAULTS=1000` tries each."""
ACTS = ("add", "replace", "remove", "purge")
MACHINE = {"kill": each_kill, "full disk": each_full_disk, "error": each_error}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    made = archive.Store(folder)
    made.add(samples.small(), files=acts.FILES, under="x")
    made.add(acts.note("other"), under="x")
    made.index(processes=1)
    return folder


def action(act: str) -> Action:
    return Action(f"tests.store.acts:{act}")


def judge(act: str, before: dict[str, str]) -> Judge:
    """A judge: has a store after a fault lost nothing, and does what is done next work?"""

    def is_whole(state: State) -> None:
        folder = state.folder
        store = archive.Store(folder)
        other = folder / "x" / "other"
        assert digests_in(other) == before, "another record is not as it was"
        AS_IT_LIES[act](store)
        with suppress(RecordExists, UnknownRecord):  # it was done
            getattr(acts, act)(folder)
        assert not list(folder.rglob(".archive-*.tmp"))
        hits = {hit.record for hit in store.search("rained").hits}
        assert hits == {document.id for document in store if "rained" in str(document.sections)}
        found = store.verify(by="An Editor").findings
        assert not [finding for finding in found if finding.code != "event-damaged"]

    return is_whole


def _added(store: archive.Store) -> None:
    if "new" in store:
        assert store.get("new") == acts.note("new").document
        assert not faults_in(store.folder("new"))


def _replaced(store: archive.Store) -> None:
    assert store.get("small") in (samples.small(), samples.assessed())
    assert not faults_in(store.folder("small")), "opening the store finishes the write"


def _removed(store: archive.Store) -> None:
    if "small" in store:
        assert store.get("small") == samples.small()
        assert not faults_in(store.folder("small"))
    else:
        assert [one for one in store.events() if isinstance(one, Event) and one.record == "small"]
        assert not faults_in(store.path / ".removed" / "x" / "small")


def _purged(store: archive.Store) -> None:
    if "small" not in store:
        assert [one for one in store.events() if isinstance(one, Event) and one.record == "small"]


AS_IT_LIES = {"add": _added, "replace": _replaced, "remove": _removed, "purge": _purged}
"""What must hold of the store before anything else is done to it."""


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("fault", MACHINE)
def test_a_fault_at_any_call_loses_nothing(act: str, fault: str, store: Path) -> None:
    before = digests_in(store / "x" / "other")
    assert failures(MACHINE[fault](action(act), store, most=MOST), judge(act, before)) == []


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
def test_a_power_cut_loses_nothing(act: str, store: Path) -> None:
    before = digests_in(store / "x" / "other")
    states = each_power_cut(action(act), store, ignored=INDEX)
    assert failures(states, judge(act, before)) == []


@pytest.mark.slow
def test_a_flipped_bit_is_found_named_and_restored(store: Path, tmp_path: Path) -> None:
    archive.Store(store).remove("other", by="An Editor", reason="asked for")
    shutil.rmtree(store / ".archive")
    copy = tmp_path / "copy"
    shutil.copytree(store, copy)
    right = files_of(copy)
    for state, name in each_bit_flip(store, 20 * MOST):
        opened = archive.Store(store)
        named = [str(finding.location.file) for finding in opened.verify().findings]
        record = name.rpartition("/received/")[0] or name.rpartition("/")[0] or name
        assert any(record in file for file in named), state.what
        restored = opened.verify(copy=copy)
        assert restored.findings == (), state.what
        assert restored.restored, state.what
        found = files_of(store)
        assert found.pop(EVENTS).startswith(right[EVENTS]), state.what
        assert found == {file: data for file, data in right.items() if file != EVENTS}, state.what
        shutil.copy(copy / EVENTS, store / EVENTS)
