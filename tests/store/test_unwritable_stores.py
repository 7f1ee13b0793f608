"""A store that cannot be written, or has no space, is read, and says so when it is written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

import archive
from archive.errors import RecordExists, UnknownRecord
from tests import samples
from tests.store import acts
from tests.store.faults import Action, litter
from tests.store.faults.answers import answers, right_answers
from tests.store.faults.without_space import (
    Tried,
    fill,
    read_only,
    remount_read_only,
    small_disk,
    tried,
)
from tests.store.without_writing import digests, read

pytestmark = pytest.mark.slow

MOST = int(os.environ.get("FAULTS", "10"))
"""How many faults of each kind are tried."""
HERE = "tests.store.without_writing"
WRITES = ("add", "replace", "remove", "purge")
EACH = MOST // (len(WRITES) + 1)
"""Of which so many with each act."""
COMMANDS = {
    "list": ("store", "list", "STORE"),
    "get": ("store", "get", "STORE", "other"),
    "verify": ("store", "verify", "STORE"),
    "index": ("store", "index", "STORE"),
    "search": ("search", "STORE", "rained"),
    "add": ("store", "add", "STORE", "FOLDER"),
    "remove": ("store", "remove", "STORE", "other", "--by", "An Editor", "--reason", "asked for"),
    "purge": ("store", "purge", "STORE", "other", "--by", "An Editor", "--reason", "asked for"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = archive.Store(tmp_path / "disk" / "store")
    store.add(samples.small(), files=acts.FILES, under="x")
    store.add(acts.note("other"), under="x")
    return store.path


@pytest.fixture(params=["permissions", "disk"])
def unwritable(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The folder of a store that cannot be written, by its permissions or its disk."""
    made: Path = request.getfixturevalue("folder")
    if request.param == "permissions":
        with read_only(made):
            yield made
        return
    disk = tmp_path / "mounted"
    with small_disk(disk, 1 << 24) as is_there:
        if not is_there:
            pytest.skip("the system does not allow to mount a disk")
        shutil.copytree(made, disk / "store")
        remount_read_only(disk)
        yield disk / "store"


def refused(done: Tried) -> str:
    assert done.is_refusal, done
    return done.error


def test_what_cannot_be_written_is_read_and_searched(unwritable: Path, tmp_path: Path) -> None:
    right = right_answers(unwritable)
    assert tried(Action(f"{HERE}:read"), unwritable).result == read(unwritable)
    assert tried(Action(f"{HERE}:verify"), unwritable).result == ["check-not-noted"]
    assert "the index can be in another place" in refused(
        tried(Action(f"{HERE}:search"), unwritable)
    )
    index = str(tmp_path / "elsewhere" / "index.sqlite")
    for _ in range(2):
        assert tried(Action(f"{HERE}:search", (index,)), unwritable).result == right
    for act in WRITES:
        refused(tried(Action(f"tests.store.acts:{act}"), unwritable))
    assert litter(unwritable) == []


def test_an_index_in_a_store_that_cannot_be_written_is_used_while_it_is_right(
    folder: Path,
) -> None:
    archive.Store(folder).index()
    right = right_answers(folder)
    with read_only(folder):
        assert tried(Action(f"{HERE}:search"), folder).result == right
        assert tried(Action(f"{HERE}:verify"), folder).result == ["check-not-noted"]
    archive.Store(folder).add(acts.note("new"))
    (folder / "new" / "document.json").write_bytes(
        (folder / "new" / "document.json").read_bytes().replace(b"It rained", b"We rained")
    )
    with read_only(folder):
        assert "index.sqlite cannot be used" in refused(tried(Action(f"{HERE}:search"), folder))


def test_each_command_says_that_the_store_cannot_be_written(
    unwritable: Path, tmp_path: Path
) -> None:
    archive.Store(tmp_path / "source").add(acts.note("new"))
    for name, words in COMMANDS.items():
        given = [str(tmp_path / "source") if word == "FOLDER" else word for word in words]
        done = tried(Action(f"{HERE}:command", (given,)), unwritable)
        exit_code, _, error = done.result
        assert exit_code == (0 if name in ("list", "get", "verify") else 2), (name, error)
        assert "a fault in archive" not in error, (name, error)
        if exit_code:
            assert any(
                word in error for word in ("Permission denied", "Read-only", "index", "readonly")
            ), (name, error)


# --- no space ---


def whole(folder: Path, act: str, before: dict[str, dict[str, str]]) -> None:
    """Nothing is lost, and what is done next works."""
    store = archive.Store(folder)
    assert digests(folder).get("other") == before["other"]
    assert litter(folder, is_index_open=True) == []
    if "small" in store:
        assert store.get("small") in (samples.small(), samples.assessed())
    if "new" in store:
        assert store.get("new") == acts.note("new").document
    assert answers(store) == right_answers(folder)
    assert not store.verify().findings
    with suppress(RecordExists, UnknownRecord):  # it was done
        getattr(acts, act)(folder)
    assert answers(archive.Store(folder)) == right_answers(folder)
    assert not archive.Store(folder).verify().findings
    del store
    assert litter(folder) == []


@pytest.mark.parametrize("act", [*WRITES, "index"])
def test_files_that_cannot_grow_lose_nothing(act: str, folder: Path, tmp_path: Path) -> None:
    before, random = digests(folder), Random(act)
    for number in range(EACH):
        copy = tmp_path / f"{number}" / "store"
        shutil.copytree(folder, copy)
        if number % 2 and act != "index":
            archive.Store(copy).index()
        limit = random.choice((0, random.randrange(2000), random.randrange(300_000)))
        done = tried(Action(f"tests.store.acts:{act}"), copy, largest_file=limit)
        assert not done.error or done.is_refusal, (limit, done)
        whole(copy, act, before)
        shutil.rmtree(copy)


@pytest.mark.parametrize("act", [*WRITES, "index"])
def test_a_full_disk_loses_nothing(act: str, folder: Path, tmp_path: Path) -> None:
    before, random = digests(folder), Random(act)
    for number in range(EACH):
        disk = tmp_path / f"disk-{number}"
        with small_disk(disk, 1 << 22) as is_there:
            if not is_there:
                pytest.skip("the system does not allow to mount a disk")
            copy = disk / "store"
            shutil.copytree(folder, copy)
            if number % 2 and act != "index":
                archive.Store(copy).index()
            left = random.choice((0, 4096 * random.randrange(8), random.randrange(400_000)))
            fill(disk, left)
            done = tried(Action(f"tests.store.acts:{act}"), copy)
            assert not done.error or done.is_refusal, (left, done)
            assert tried(Action(f"{HERE}:read"), copy).result == read(copy)
            verified = tried(Action(f"{HERE}:verify"), copy)
            assert verified.result is not None, (left, verified)
            assert {*verified.result} <= {"check-not-noted", "index-not-compared"}, (left, verified)
            (disk / "filler").unlink()
            whole(copy, act, before)


def test_searching_on_a_full_disk_is_right_or_says_so(folder: Path, tmp_path: Path) -> None:
    right = right_answers(folder)
    said = []
    for number in range(MOST):
        disk = tmp_path / f"disk-{number}"
        with small_disk(disk, 1 << 22) as is_there:
            if not is_there:
                pytest.skip("the system does not allow to mount a disk")
            copy = disk / "store"
            shutil.copytree(folder, copy)
            if number % 2:
                archive.Store(copy).index()
            fill(disk, Random(number).randrange(500_000))
            done = tried(Action(f"{HERE}:search"), copy)
            said.append(done.error)
            assert done.is_refusal or done.result == right, done
    assert any(said)
    assert not all(said)
