"""No fault of the machine loses a record, leaves half of one, or stops the next command."""

from __future__ import annotations

from pathlib import Path

import pytest

import archive
from archive.errors import RecordExists, UnknownRecord, WriteError
from archive.files.manifest import digests_in, faults_in
from archive.store.events import Event
from tests import samples
from tests.store import acts
from tests.store.faults import (
    Action,
    State,
    each_error,
    each_full_disk,
    each_kill,
    each_power_cut,
    failures,
)

ACTS = ("add", "replace", "remove", "purge")
MACHINE = {"kill": each_kill, "full disk": each_full_disk, "error": each_error}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    made = archive.Store(folder)
    made.add(samples.small(), files=acts.FILES, under="x")
    made.add(acts.note("other"), under="x")
    return folder


def action(act: str) -> Action:
    return Action(f"tests.store.acts:{act}")


def judge(act: str, before: dict[str, str]):
    """Whether a store after a fault has lost nothing, and what is done next works."""

    def is_whole(state: State) -> object:
        folder = state.folder
        if (problem := _as_it_lies(act, folder, before)) is not None:
            return problem
        store = archive.Store(folder)
        try:
            getattr(acts, act)(folder)
        except (RecordExists, UnknownRecord):
            pass  # it was done
        except WriteError as problem:
            return f"the next one cannot do it: {problem}"
        if litter := [path.name for path in folder.rglob(".archive-*.tmp")]:
            return f"left: {litter}"
        result = store.verify(by="An Editor")
        damaged = [f for f in result.findings if f.code != "event-damaged"]
        return True if not damaged else f"then: {list(map(str, damaged))}"

    return is_whole


def _as_it_lies(act: str, folder: Path, before: dict[str, str]) -> str | None:
    store = archive.Store(folder)
    if digests_in(folder / "x" / "other") != before or faults_in(folder / "x" / "other"):
        return "another record is not as it was"
    events = [event for event in store.events() if isinstance(event, Event)]
    if act == "add":
        if "new" in store and (
            store.get("new") != acts.note("new").document or faults_in(store.folder("new"))
        ):
            return "half a record was added"
    elif act == "replace":
        if store.get("small") not in (samples.small(), samples.assessed()):
            return "it is neither the old nor the new one"
        faults = [
            fault for fault in faults_in(store.folder("small")) if fault.state != "half-written"
        ]
        if faults:
            return f"not finished by opening the store: {faults}"
    elif "small" in store:
        if act == "remove" and (
            store.get("small") != samples.small() or faults_in(store.folder("small"))
        ):
            return "half of it was removed"
    elif not [event for event in events if event.record == "small"]:
        return "it is gone without a tombstone"
    elif act == "remove" and faults_in(folder / ".removed" / "x" / "small"):
        return "its bytes are lost"
    return None


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("fault", MACHINE)
def test_a_fault_at_any_call_loses_nothing(act: str, fault: str, store: Path) -> None:
    before = digests_in(store / "x" / "other")
    assert failures(MACHINE[fault](action(act), store), judge(act, before)) == []


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
def test_a_power_cut_loses_nothing(act: str, store: Path) -> None:
    before = digests_in(store / "x" / "other")
    states = each_power_cut(action(act), store, ignored=[".archive"])
    assert failures(states, judge(act, before)) == []
