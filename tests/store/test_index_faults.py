"""No damage to an index, and no kill of who makes it, gives a wrong answer that nobody notices."""

from __future__ import annotations

import json
import os
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.errors import IndexUnavailable
from archive.store.index import stamps
from tests.runner import run
from tests.store.faults import Action, State, each_kill, each_random_kill, failures, litter
from tests.store.faults.answers import answers, right_answers
from tests.store.faults.damaged_index import each_damage, remove
from tests.store.generated import make_archive

pytestmark = pytest.mark.slow

MOST = int(os.environ.get("FAULTS", "10"))
"""How many faults of each kind are tried."""
INDEX = ".archive/index.sqlite"


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust each stamp, as if all files had been written long ago."""
    monkeypatch.setattr(stamps, "GRAIN_NANOSECONDS", -(10**18))


def indexed(folder: Path, records: int, seed: int = 0) -> Path:
    make_archive(folder, records, seed)
    with archive.Store(folder) as store:
        assert store.index(processes=1).problems == 0
    return folder / INDEX


def wrong_index(folder: Path) -> list[str]:
    """What verifying says of the index."""
    with archive.Store(folder) as store:
        found = store.verify().findings
    return [str(finding.message) for finding in found if finding.code == "index-differs"]


# --- kills ---


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without an index."""
    folder = tmp_path_factory.mktemp("plain") / "store"
    make_archive(folder, 8)
    return folder


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of which half has changed since it was indexed."""
    folder = tmp_path_factory.mktemp("changed") / "store"
    indexed(folder, 4)
    make_archive(folder.parent / "more", 8)
    for number, record in enumerate(archive.Store(folder.parent / "more").folders()):
        target = folder / record.relative_to(folder.parent / "more")
        if not target.exists():
            shutil.copytree(record, target)
        elif number % 3 == 0:
            shutil.rmtree(target)
        elif number % 3 == 1:
            rewrite(target / "document.json")
    return folder


def rewrite(file: Path) -> None:
    document = archive.load(file)
    [title, *_] = document.metadata.titles
    titles = (title.update(text="It rained upon the water"),)
    document = document.update(metadata=document.metadata.update(titles=titles))
    file.write_bytes(archive.write(document, "json").data)


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("store", ["plain", "changed"])
def test_a_kill_while_indexing_gives_no_wrong_answer_and_leaves_nothing(
    store: str, processes: int, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(store)
    right = right_answers(folder)
    action = Action("tests.store.acts:index", (processes,))
    states = each_random_kill(action, folder, -(-MOST // 4), seed=processes)
    assert failures(states, partial(is_right, right)) == []


@pytest.mark.parametrize("store", ["plain", "changed"])
def test_a_kill_at_a_statement_of_indexing_gives_no_wrong_answer(
    store: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(store)
    right = right_answers(folder)
    states = each_kill(Action("tests.store.acts:index"), folder, most=-(-MOST // 2))
    assert failures(states, partial(is_right, right)) == []


def is_right(right: dict[str, Any], state: State) -> None:
    with archive.Store(state.folder) as store:
        assert answers(store) == right
    assert litter(state.folder) == []
    assert not wrong_index(state.folder)


# --- damage ---


def test_a_damaged_index_gives_right_answers_or_an_error_or_is_found(
    tmp_path: Path, sure: None
) -> None:
    folder = tmp_path / "store"
    file = indexed(folder, 12)
    other = indexed(tmp_path / "other", 6, seed=5).read_bytes()
    shutil.copytree(folder, tmp_path / "later")
    with archive.Store(tmp_path / "later") as store:
        store.remove(store.ids()[0], by="An Editor", reason="asked for")
        store.index()
    later = (tmp_path / "later" / INDEX).read_bytes()
    right = right_answers(folder)
    said = {"right": 0, "error": 0, "wrong, and found": 0}
    others = {"that of another store": other, "that of a later copy": later}
    for what in each_damage(file, MOST, others=others):
        damaged = file.read_bytes()
        message = ""
        with archive.Store(folder) as store:
            try:
                found: dict[str, Any] = answers(store)
            except IndexUnavailable as problem:
                found, message = {}, str(problem)
                assert "delete it" in message, what
        wrong_index(folder)  # it says what it says, and raises nothing
        if found == right:
            said["right"] += 1
            continue
        if not message:
            assert wrong_index(folder), f"{what}: it is wrong, and verifying finds nothing"
            file.write_bytes(damaged)
            assert wrong_index(folder), f"{what}: verifying at once would have found nothing"
        said["error" if message else "wrong, and found"] += 1
        remove(file)
        with archive.Store(folder) as store:
            assert answers(store) == right, what
        assert not wrong_index(folder), what
    print(said)


def test_a_damaged_index_is_never_a_traceback_of_a_command(tmp_path: Path, sure: None) -> None:
    folder = tmp_path / "store"
    file = indexed(folder, 6)
    other = indexed(tmp_path / "other", 3, seed=5).read_bytes()
    asked = ("search", folder, "the", "--format", "json", "--first", "1000")
    right = found_by(run(*asked).stdout)
    for what in each_damage(file, MOST, others={"that of another store": other}, seed=1):
        found = run(*asked)
        verified = run("store", "verify", folder)
        for result in (found, verified):
            assert "a fault in archive" not in result.stderr, f"{what}: {result.stderr}"
            assert result.exit_code in (0, 1, 2), what
        if found.exit_code:
            assert "delete it" in found.stderr, what
            remove(file)
            assert found_by(run(*asked).stdout) == right, what
        elif found_by(found.stdout) != right:
            assert "index-differs" in verified.stderr + verified.stdout, what


def found_by(output: str) -> list[str]:
    return sorted(json.dumps(hit, sort_keys=True) for hit in json.loads(output)["hits"])


def test_an_index_of_another_version_is_nothing_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    file = indexed(folder, 1)
    data = bytearray(file.read_bytes())
    data[60:64] = (7).to_bytes(4, "big")  # `user_version`
    file.write_bytes(data)
    assert wrong_index(folder) == []
    assert answers(archive.Store(folder)) == right_answers(folder)
