"""Names that are refused, acts that are repeated, and folders that somebody has changed by hand."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.errors import (
    ArchiveError,
    ReadError,
    RecordExists,
    RecordTwice,
    UnknownRecord,
    WriteError,
)
from archive.store.events import Event
from tests import samples
from tests.runner import run
from tests.store.acts import FILES, note
from tests.store.faults import files_of
from tests.tools.cases import each_case

WHO = {"by": "An Editor", "reason": "asked for"}


@pytest.fixture
def store(tmp_path: Path) -> archive.Store:
    made = archive.Store(tmp_path / "store")
    made.add(samples.small(), files=FILES, under="x")
    made.add(note("other"), under="x")
    return made


def kinds(store: archive.Store) -> list[str]:
    return [event.event for event in store.events() if isinstance(event, Event)]


def codes(store: archive.Store) -> list[str]:
    return sorted(finding.code for finding in store.verify(index=False).findings)


# --- names ---

NAMES = (
    "..", ".", "../outside", "a/../../outside", "/etc", "//x", "x/./y", "C:\\x", "C:/x", "\\\\host\\x", "a\\b",
    "nul", "CON", "aux.txt", "com1", "x/lpt9.d", "a\0b", "\0", "a\nb", "a\x1bb", "x" * 256, "x" * 5000, "a ", " a",
    "a.", ".hidden", "x/.hidden", ".git", ".removed", ".archive", "\u202ea", "\ud800", "document.json",
)  # fmt: skip


def is_file_name(name: str) -> bool:
    """Whether a file of a record may have this name, although a group may not."""
    is_hidden = name.rpartition("/")[2] in (".hidden", ".removed", ".archive")
    return is_hidden or name == "document.json"


@each_case("name", NAMES)
@pytest.mark.slow
def test_a_hostile_name_is_refused_everywhere(name: str, tmp_path: Path) -> None:
    store = archive.Store(tmp_path / "store")
    store.add(note("other"), under="x")
    store.search("rained")
    before = files_of(tmp_path)
    with pytest.raises(WriteError, match="is not a group of the store"):
        store.add(note("new"), under=name)
    for act in (store.get, store.read, store.folder):
        with pytest.raises(UnknownRecord):
            act(name)
    for change in (store.remove, store.purge):
        with pytest.raises(UnknownRecord):
            change(name, **WHO)
    assert name not in store
    with pytest.raises(ArchiveError):
        store.add(samples.small().update(id=name), files=FILES)
    with pytest.raises(ArchiveError):
        store.add(samples.small().model_copy(update={"id": name}), files=FILES)
    if not is_file_name(name):
        based_on = store.read("other").sha256
        with pytest.raises(WriteError, match="is not written into"):
            store.replace(note("other").document, based_on=based_on, files={name: b"x"})
        with pytest.raises(WriteError, match="is not a file of"):
            store.add(samples.small(), files={**FILES, name: b"x"})
    assert store.search(name).total == 0
    assert store.impact(name).identities == ()
    if "\0" not in name and "\ud800" not in name:  # which no system passes to a program
        for words in (
            ("get",),
            ("remove", "--by", "A", "--reason", "b"),
            ("purge", "--by", "A", "--reason", "b"),
        ):
            result = run("store", words[0], store.path, *words[1:], "--", name)
            assert result.exit_code == 2, result.stderr
            assert "the store has no record with the id" in result.stderr
    assert files_of(tmp_path) == before


@pytest.mark.slow
@given(st.text(min_size=1), st.text())
def test_any_text_is_a_group_of_the_store_or_refused(
    tmp_path_factory: pytest.TempPathFactory, under: str, id: str
) -> None:
    base = tmp_path_factory.mktemp("names")
    store = archive.Store(base / "store")
    (base / "outside").mkdir()
    with suppress(WriteError):
        version = store.add(note("a"), under=under)
        assert version.folder.resolve().is_relative_to((base / "store").resolve())
        assert store.ids() == ["a"]
        assert store.folder("a") == version.folder
    if id != "a":
        with pytest.raises(UnknownRecord):
            store.get(id)
    assert sorted(path.name for path in base.iterdir()) in (["outside"], ["outside", "store"])
    assert [*(base / "outside").iterdir()] == []


def test_ids_and_groups_differ_in_more_than_case(store: archive.Store) -> None:
    for id, under in (("Small", ""), ("SMALL", "x"), ("X", ""), ("OTHER", "y/z")):
        with pytest.raises(WriteError, match="is there already, and case does not count"):
            store.add(note(id), under=under)
    store.add(note("X"), under="x")
    assert store.ids() == ["X", "other", "small"]


def test_a_record_is_not_added_where_something_else_is(store: archive.Store) -> None:
    (store.path / "y" / "new").mkdir(parents=True)
    with pytest.raises(WriteError, match="is there already"):
        store.add(note("new"), under="y")
    with pytest.raises(WriteError, match="is there already"):
        store.add(note("x"))  # a group
    (store.path / "file").write_text("mine")
    with pytest.raises(WriteError, match="is there already"):
        store.add(note("file"))
    assert (store.path / "file").read_text() == "mine"
    assert store.ids() == ["other", "small"]


# --- acts that are repeated ---


def test_what_was_removed_is_not_removed_again_and_can_be_purged_once(store: archive.Store) -> None:
    store.remove("small", **WHO)
    with pytest.raises(UnknownRecord):
        store.remove("small", **WHO)
    with pytest.raises(RecordExists, match="ids are not used again"):
        store.add(samples.small(), files=FILES)
    store.purge("small", **WHO)
    for act in (store.purge, store.remove):
        with pytest.raises(UnknownRecord):
            act("small", **WHO)
    with pytest.raises(RecordExists, match="ids are not used again"):
        store.add(samples.small(), files=FILES)
    assert kinds(store) == ["removed", "purged"]
    assert codes(store) == []


def test_a_record_that_was_brought_back_is_removed_again(store: archive.Store) -> None:
    store.remove("small", **WHO)
    removed = store.path / ".removed" / "x" / "small"
    shutil.copytree(removed, store.path / "x" / "small")
    assert store.get("small") == samples.small()
    again = store.remove("small", **WHO)
    assert again.outcome == "moved to .removed/again-1/x/small"
    assert files_of(removed) == files_of(store.path / ".removed" / "again-1" / "x" / "small")
    assert kinds(store) == ["removed", "removed"]
    store.purge("small", **WHO)
    assert not list((store.path / ".removed").rglob("document.json"))


def test_a_removed_record_in_a_group_with_the_name_of_another_is_purged(
    tmp_path: Path,
) -> None:
    store = archive.Store(tmp_path / "store")
    store.add(note("y"))
    store.remove("y", **WHO)
    store.add(note("inner"), under="y")
    store.remove("inner", **WHO)
    store.purge("inner", **WHO)
    [left] = (store.path / ".removed").rglob("document.json")
    assert left.parent.name == "y"


# --- folders changed by hand ---


def test_a_record_that_was_moved_by_hand_is_found_where_it_is(store: archive.Store) -> None:
    store.search("rained")
    (store.path / "y").mkdir()
    (store.path / "x" / "other").rename(store.path / "y" / "other")
    assert store.folder("other") == store.path / "y" / "other"
    opened = archive.Store(store.path)
    assert [hit.record for hit in opened.search("rained").hits] == ["other"]
    assert codes(opened) == []
    opened.remove("other", **WHO)
    assert (store.path / ".removed" / "y" / "other").is_dir()


def test_two_folders_of_one_id_are_named_and_nothing_is_chosen(store: archive.Store) -> None:
    shutil.copytree(store.path / "x" / "other", store.path / "y" / "other")
    for act in (store.get, store.folder):
        with pytest.raises(RecordTwice, match=r"x/other, y/other"):
            act("other")
    with pytest.raises(RecordTwice):
        store.remove("other", **WHO)
    with pytest.raises(RecordTwice):
        store.replace(note("other").document, based_on="")
    with pytest.raises(RecordExists):
        store.add(note("other"))
    assert codes(store) == ["record-id-twice"]
    assert [hit.record for hit in store.search("rained").hits] == ["other"]
    store.purge("other", **WHO)  # of a takedown, nothing may remain
    assert store.ids() == ["small"]


def test_an_emptied_folder_is_no_record_and_its_manifest_is_a_finding(store: archive.Store) -> None:
    for path in (store.path / "x" / "other").iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(ReadError):
        store.get("other")
    opened = archive.Store(store.path)
    assert opened.ids() == ["small"]
    with pytest.raises(WriteError, match="is there already"):
        opened.add(note("other"), under="x")
    assert opened.search("rained").total == 0


def a_folder(file: Path) -> None:
    file.mkdir()


def a_pipe(file: Path) -> None:
    os.mkfifo(file)


def a_socket(file: Path) -> None:
    here = Path.cwd()
    os.chdir(file.parent)  # paths of sockets are short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(file.name)
    os.chdir(here)


def an_endless_device(file: Path) -> None:
    file.symlink_to("/dev/zero")


def a_link_to_itself(file: Path) -> None:
    file.symlink_to(file.name)


def garbage(file: Path) -> None:
    file.write_bytes(b"\xff\xfe{")


@each_case(
    "name", ["document.json", "received/other.txt", "manifest-sha256.txt"], ids=lambda name: name
)
@pytest.mark.slow
@pytest.mark.parametrize(
    "put", [a_folder, a_pipe, a_socket, an_endless_device, a_link_to_itself, garbage]
)
def test_what_is_no_file_is_a_finding_and_stops_nothing(
    name: str, put: Callable[[Path], None], tmp_path: Path
) -> None:
    store = archive.Store(tmp_path / "store")
    store.add(samples.small(), files=FILES, under="x")
    store.add(note("other"), under="x")
    file = store.path / "x" / "other" / name
    file.unlink()
    put(file)
    for opened in (store, archive.Store(store.path)):
        if name == "document.json":
            with pytest.raises((ReadError, UnknownRecord)):
                opened.get("other")
        else:
            assert opened.get("other").id == "other"
        assert opened.get("small") == samples.small()
        found = [str(finding.location.file) for finding in opened.verify().findings]
        if not (name == "document.json" and put is a_folder):  # the folder is then a group
            assert any("other" in file for file in found), found
        hits = opened.search("rained").hits
        assert {hit.record for hit in hits} == ({"other"} if name != "document.json" else set())
    with suppress(ArchiveError):
        store.remove("other", **WHO)
    assert archive.Store(store.path).get("small") == samples.small()
    for words in (("list",), ("verify",), ("index",), ("get", "other")):
        result = run("store", words[0], store.path, *words[1:])
        assert result.exit_code in (0, 1, 2), result.stderr
        assert "a fault in archive" not in result.stderr
