"""Three walks through a store find the same records: that of commands, of the store, of the index."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.errors import WriteError
from archive.files.record_discovery import Tree, holds_record
from archive.store.index.freshness import survey
from archive.store.index.opening import connect
from archive.store.record_folders import RecordFolders
from tests.store.faults import Action
from tests.store.faults.without_space import tried

NOT_UTF_8 = b"caf\xe9".decode("utf-8", "surrogateescape")
NAMES = (
    "a", "b", "c", "A", "received", "figures", ".h", "\u00e9", "e\u0301", "x y", "con", "-f", "a.b", "\n", "*",
    "document.json", ".archive-0123456789abcdef-0.tmp.x", NOT_UTF_8,
)  # fmt: skip


def folder(place: Path, outside: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)


def record(place: Path, outside: Path) -> None:
    folder(place, outside)
    (place / "document.json").write_text("{}")


def published(place: Path, outside: Path) -> None:
    folder(place, outside)
    (place / "document.tei.xml").write_text("<TEI/>")


def received(place: Path, outside: Path) -> None:
    folder(place / "received", outside)


def link_to_a_folder(place: Path, outside: Path) -> None:
    folder(place.parent, outside)
    place.symlink_to(outside)


def link_to_a_record(place: Path, outside: Path) -> None:
    folder(place, outside)
    (place / "document.json").symlink_to(outside / "document.json")


def link_to_nowhere(place: Path, outside: Path) -> None:
    folder(place, outside)
    (place / "document.json").symlink_to("nowhere")


def link_to_itself(place: Path, outside: Path) -> None:
    folder(place, outside)
    (place / "document.json").symlink_to("document.json")


def main_is_a_folder(place: Path, outside: Path) -> None:
    folder(place / "document.json", outside)


def main_is_a_link_to_a_folder(place: Path, outside: Path) -> None:
    folder(place, outside)
    (place / "document.json").symlink_to(outside)


def pipe(place: Path, outside: Path) -> None:
    folder(place, outside)
    os.mkfifo(place / "document.json")


STEPS = (
    record, record, record, folder, published, received, link_to_a_folder, link_to_a_record, link_to_nowhere,
    link_to_itself, main_is_a_folder, main_is_a_link_to_a_folder, pipe,
)  # fmt: skip
PLACES = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map("/".join)


@pytest.mark.slow
@given(st.lists(st.tuples(st.sampled_from(STEPS), PLACES), max_size=9))
def test_all_walks_find_the_same_records(
    tmp_path_factory: Any, steps: list[tuple[Callable[[Path, Path], None], str]]
) -> None:
    base = tmp_path_factory.mktemp("walks")
    store, outside = base / "store", base / "outside"
    store.mkdir()
    record(outside, outside)
    watched = RecordFolders(store)
    for step, place in steps:
        with suppress(OSError):  # something else has this name
            step(store / place, outside)
        # A listing is kept, and a folder that has become a record is one.
        assert {*paths(store, watched)} >= {*paths(store, RecordFolders(store))}
    found = paths(store, Tree(store).records())
    expected = [path for path in found if holds_record(store / path)]
    assert all((store / path / "received").is_dir() for path in {*found} - {*expected})
    assert sorted(paths(store, RecordFolders(store))) == sorted(expected)
    with closing(connect(base / "index.sqlite")) as connection:
        indexed = survey(store, connection).suspects
    assert sorted(indexed) == sorted(
        path.replace(NOT_UTF_8, "caf\\xe9")
        for path in expected
        if NOT_UTF_8 not in path.split("/")[:-1]  # such folders are not searched
    )


def paths(store: Path, folders: Any) -> list[str]:
    return [path.relative_to(store).as_posix() for path in folders]


def test_a_record_is_no_store(tmp_path: Path) -> None:
    record(tmp_path / "one", tmp_path)
    with pytest.raises(WriteError, match="is the folder of a record; a store is a folder of such"):
        archive.Store(tmp_path / "one")


@pytest.mark.slow
def test_a_folder_that_cannot_be_listed_is_a_record_to_all(tmp_path: Path) -> None:
    store = tmp_path / "store"
    record(store / "a" / "one", tmp_path)
    record(store / "b" / "two", tmp_path)
    (store / "a").chmod(0)
    try:
        done = tried(Action("tests.store.test_walks:walked"), store)
    finally:
        (store / "a").chmod(0o755)
    assert done.result == [["a", "b/two"]] * 3, done


def walked(store: Path) -> list[list[str]]:
    """The records that each walk finds."""
    with closing(connect(store.parent / "index.sqlite")) as connection:
        indexed = sorted(survey(store, connection).suspects)
    return [
        paths(store, Tree(store).records()),
        paths(store, RecordFolders(store)),
        indexed,
    ]
