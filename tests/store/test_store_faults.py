"""No fault of the machine loses a record, leaves half of one, or stops the next command."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

import archive
from archive.errors import RecordExists, UnknownRecord
from archive.files.manifest import digests_in, faults_in
from archive.store.events import Event
from tests import samples
from tests.store import acts
from tests.store.faults import (
    Action,
    Judge,
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
    assert failures(MACHINE[fault](action(act), store), judge(act, before)) == []


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
def test_a_power_cut_loses_nothing(act: str, store: Path) -> None:
    before = digests_in(store / "x" / "other")
    states = each_power_cut(action(act), store)
    assert failures(states, judge(act, before)) == []
