"""The folder store: what is added, replaced, removed and purged, and by whom."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.errors import (
    Conflict,
    IndexUnavailable,
    RecordExists,
    RecordTwice,
    UnknownRecord,
    WriteError,
)
from archive.files.manifest import MANIFEST, digests_in, faults_in
from archive.model.metadata import StatedAddress, StatedIdentifier
from archive.model.names import Identifier
from archive.model.works import Work
from archive.store.events import EVENTS, DamagedEvent, Event, EventKind, event_of
from archive.store.index import opening
from tests import samples
from tests.tools.cases import each_case

CAPTURE = "received/small.txt"
FILES = {CAPTURE: samples.RECEIVED.encode()}


@pytest.fixture
def store(tmp_path: Path) -> archive.Store:
    return archive.Store(tmp_path / "archive")


def note(id: str, text: str = "It rained.") -> archive.ReadResult:
    return archive.receive(text.encode(), "text", id=id)


def tree(store: archive.Store) -> set[str]:
    return {path.relative_to(store.path).as_posix() for path in store.path.rglob("*")}


# --- add, get, iterate ---


def test_a_record_is_added_with_its_files_and_found_again(store: archive.Store) -> None:
    received = note("note-a")
    version = store.add(received, under="2016/march")
    assert version.folder == store.path / "2016" / "march" / "note-a"
    assert store.get("note-a") == received.document
    assert store.read("note-a").sha256 == version.sha256
    assert (store.ids(), len(store), "note-a" in store, "note-b" in store) == (
        ["note-a"],
        1,
        True,
        False,
    )
    assert faults_in(version.folder) == []
    assert archive.validate(version.folder).ok


def test_records_are_yielded_in_the_order_of_their_paths(store: archive.Store) -> None:
    for id, under in (("b", ""), ("a", "z"), ("c", "a/b"), ("d", "a")):
        store.add(note(id), under=under)
    assert [document.id for document in store] == ["c", "d", "b", "a"]
    assert store.ids() == ["a", "b", "c", "d"]


def test_any_folder_of_records_is_a_store_and_so_is_its_copy(
    store: archive.Store, tmp_path: Path
) -> None:
    archive.save(samples.small(), tmp_path / "plain" / "small", files=FILES)
    plain = archive.Store(tmp_path / "plain")
    assert plain.get("small") == samples.small()
    store.add(note("note-a"))
    shutil.copytree(store.path, tmp_path / "copy")
    assert archive.Store(tmp_path / "copy").get("note-a") == store.get("note-a")


def test_a_folder_is_added_as_it_is(store: archive.Store, tmp_path: Path) -> None:
    source = tmp_path / "small"
    archive.save(samples.small(), source, files=FILES)
    (source / "notes.txt").write_text("mine")
    archive.save(samples.small(), source / "document.tei.xml")
    (source / "document.json").write_bytes((source / "document.json").read_bytes() + b"\n")
    version = store.add(source)
    expected = digests_in(source)
    assert digests_in(version.folder) == expected
    assert version.sha256 == expected["document.json"]


def test_what_others_add_and_remove_is_seen(store: archive.Store) -> None:
    assert (store.ids(), len(store), list(store), "a" in store) == ([], 0, [], False)
    store.add(note("a"), under="x")
    other = archive.Store(store.path)
    other.add(note("b"), under="x")
    other.add(note("c"), under="x/y")
    assert store.ids() == ["a", "b", "c"]
    group = store.path / "x" / "y"
    archive.save(note("y").document, group, files=note("y").files)  # a group becomes a record
    assert store.ids() == ["a", "b", "y"]
    shutil.rmtree(store.path / "x" / "b")
    assert store.ids() == ["a", "y"]


def test_an_id_is_used_once(store: archive.Store, tmp_path: Path) -> None:
    store.add(note("a"), under="x")
    with pytest.raises(RecordExists, match="in x/a: replace it"):
        archive.Store(store.path).add(note("a", "Else."), under="y")
    store.remove("a", by="An Editor", reason="twice")
    with pytest.raises(RecordExists, match="ids are not used again"):
        store.add(note("a"))
    shutil.copytree(store.path / ".removed" / "x" / "a", store.path / "p" / "a")
    shutil.copytree(store.path / ".removed" / "x" / "a", store.path / "q" / "a")
    with pytest.raises(RecordTwice, match="p/a, q/a"):
        store.get("a")


def test_an_unknown_id_is_answered_with_near_ones(store: archive.Store) -> None:
    store.add(note("frenemies"))
    with pytest.raises(UnknownRecord, match="did you mean 'frenemies'"):
        store.get("frenemy")


def test_a_record_without_its_files_is_not_added(store: archive.Store) -> None:
    with pytest.raises(WriteError, match=f"names {CAPTURE}, which are not given"):
        store.add(samples.small())
    assert not store.path.exists() or tree(store) <= {".gitattributes"}
    store.add(samples.small(), files=FILES)


@each_case(
    "under",
    ["..", "/etc", "a/../b", ".hidden", "a\\b", " a", "link", "link/b", "small", "small/received"],
)
def test_a_group_is_a_plain_path_within_the_store(under: str, store: archive.Store) -> None:
    if "small" not in store:
        store.add(samples.small(), files=FILES)
        (store.path / "link").symlink_to(store.path.parent)
    before = tree(store)
    with pytest.raises(WriteError, match="group"):
        store.add(note("a"), under=under)
    assert tree(store) == before
    assert {path.name for path in store.path.parent.iterdir()} == {"archive"}


def test_an_id_that_is_the_name_of_a_group_is_refused(store: archive.Store) -> None:
    store.add(note("a"), under="x")
    with pytest.raises(WriteError, match="is there already"):
        store.add(note("x"))
    (refused,) = store.add_many([note("x")]).refused
    assert isinstance(refused.problem, WriteError)
    assert str(refused) == f"x: not added: {refused.problem}"
    assert store.ids() == ["a"]


def test_a_file_name_that_leads_elsewhere_is_refused(store: archive.Store) -> None:
    for name in ("../a", "/etc/a", "received/../../a", "con", MANIFEST):
        with pytest.raises(WriteError, match="is not a file of"):
            store.add(note("a"), files={name: b""})
    assert store.ids() == []


# --- many at once ---


@pytest.mark.slow
def test_many_records_are_added_as_one_by_one(store: archive.Store, tmp_path: Path) -> None:
    one_by_one = archive.Store(tmp_path / "others")
    versions = [one_by_one.add(note(f"a{n}"), under="x/y") for n in range(60)]
    store.add(note("first"))
    store.index()
    seen: list[tuple[int, int]] = []
    given = list(one_by_one.folders())
    additions = store.add_many(given, under="x/y", progress=lambda *done: seen.append(done))
    assert {(one.id, one.sha256) for one in additions.added} == {
        (one.id, one.sha256) for one in versions
    }
    assert [one.folder.name for one in additions.added] == [folder.name for folder in given]
    assert additions.refused == ()
    assert seen == [(50, 60), (60, 60)]
    assert digests_in(store.path / "x" / "y") == digests_in(one_by_one.path / "x" / "y")
    assert store.index().indexed == 0
    assert store.verify().findings == ()
    assert not [*store.path.rglob(".archive-*")]


def test_what_cannot_be_added_is_refused_and_the_others_are_added(
    store: archive.Store, tmp_path: Path
) -> None:
    store.add(note("there"))
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "document.json").write_text("{")
    additions = store.add_many(
        [note("a"), note("there"), broken, tmp_path / "none", samples.small(), note("a"), note("b")]
    )
    assert [one.id for one in additions.added] == ["a", "b"]
    assert [(one.record, type(one.problem).__name__) for one in additions.refused] == [
        ("there", "RecordExists"),
        (str(broken), "ReadError"),
        (str(tmp_path / "none"), "ReadError"),
        ("small", "WriteError"),
        ("a", "WriteError"),
    ]
    assert str(additions) == "2 of 7 records added"
    assert store.ids() == ["a", "b", "there"]
    assert store.add_many(iter([])).added == ()


@pytest.mark.slow
def test_an_interrupted_addition_leaves_whole_records_and_no_litter(store: archive.Store) -> None:
    def given() -> Iterator[archive.ReadResult]:
        for n in range(60):
            yield note(f"a{n:02}")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add_many(given(), under="x")
    assert len(store) == 50
    assert not [*store.path.rglob(".archive-*")]
    store.add(note("next"))
    assert store.verify().findings == ()


def test_a_store_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="is not a folder"):
        archive.Store(tmp_path / "file")


# --- replace ---


def test_a_version_replaces_the_one_from_which_it_was_made(store: archive.Store) -> None:
    store.add(samples.small(), files=FILES)
    read = store.read("small")
    version = store.replace(samples.assessed(), based_on=read.sha256)
    assert store.get("small") == samples.assessed()
    assert faults_in(version.folder) == []
    with pytest.raises(Conflict) as caught:
        store.replace(samples.small(), based_on=read.sha256)
    assert (caught.value.based_on, caught.value.found) == (read.sha256, version.sha256)
    assert "assessment" in caught.value.difference
    assert store.get("small") == samples.assessed()
    with pytest.raises(UnknownRecord):
        store.replace(note("other").document, based_on="")


# --- remove and purge ---


def test_a_removed_record_leaves_a_tombstone_and_its_bytes(store: archive.Store) -> None:
    store.add(note("a"), under="x")
    digests = digests_in(store.folder("a"))
    event = store.remove("a", by="An Editor", reason="It was sent by mistake.")
    assert list(store.events()) == [event]
    assert (event.event, event.record, event.path, event.files) == ("removed", "a", "x/a", digests)
    assert store.ids() == []
    assert digests_in(store.path / ".removed" / "x" / "a") == digests
    (store.path / ".removed" / "x" / "a").rename(store.path / "x" / "a")
    assert store.get("a") == note("a").document.update(captures=store.get("a").captures)


@pytest.mark.slow
def test_a_tombstone_names_the_records_that_cite_the_article(store: archive.Store) -> None:
    address, doi = "https://www.example.org/Rain/", Identifier(scheme="DOI", value="10.1000/182")
    rain = note("rain").document
    metadata = rain.metadata.update(
        addresses=(StatedAddress(address=address),),
        identifiers=(StatedIdentifier(scheme="DOI", value="10.1000/182"),),
    )
    store.add(replace(note("rain"), document=rain.update(metadata=metadata)))
    works = {
        "by-address": Work(id="w", type="webpage", address="http://example.org/Rain"),
        "by-doi": Work(id="w", type="webpage", identifiers=(doi,)),
        "neither": Work(id="w", type="webpage", address="https://example.org/rain"),
    }
    for id, work in works.items():
        store.add(replace(note(id), document=note(id).document.update(works=(work,))))
    assert store.remove("rain", by="An Editor", reason="x").cited_by == ("by-address", "by-doi")
    assert store.purge("rain", by="An Editor", reason="x").cited_by == ("by-address", "by-doi")
    assert store.remove("neither", by="An Editor", reason="x").cited_by == ()
    (tombstone, *_) = store.events()
    assert isinstance(tombstone, Event)
    assert tombstone.cited_by == ("by-address", "by-doi")


@pytest.mark.slow
@pytest.mark.parametrize("is_removed", [False, True])
@pytest.mark.parametrize("is_read", [False, True])
def test_a_purged_record_leaves_digests_and_a_reason_alone(
    is_removed: bool, is_read: bool, store: archive.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    # Some builds of SQLite overwrite what is deleted, and others do not.
    set_up = (*opening._SET_UP, "PRAGMA secure_delete = OFF")
    monkeypatch.setattr(opening, "_SET_UP", set_up)
    store.add(note("other"))
    store.add(note("secret", "A hushword."), under="x")
    assert [hit.record for hit in archive.Store(store.path).search("hushword").hits] == ["secret"]
    for id in "secret", "other":
        document = store.get(id)
        work = Work(
            id="w",
            type="report",
            title="The hushword",
            identifiers=(Identifier(scheme="DOI", value="10.1000/182"),),
        )
        title = "The hushword, a report" if id == "secret" else "Another"
        changed = document.update(works=(work.update(title=title),))
        store.replace(changed, based_on=store.read(id).sha256)
    assert any("hushword" in found.message for report in store.validate() for found in report)
    digests = digests_in(store.folder("secret"))
    if is_removed:
        store.remove("secret", by="An Editor", reason="asked for")
    with closing(sqlite3.connect(store.path / ".archive" / "index.sqlite")) as reader:
        if is_read:
            reader.execute("BEGIN").execute("SELECT * FROM blocks").fetchone()
        event = store.purge("secret", by="An Editor", reason="Order of the court, 4 O 12/26")
        held = [
            path
            for path in store.path.rglob("*")
            if path.is_file() and b"hushword" in path.read_bytes()
        ]
    assert held == []
    assert (event.files, event.reason) == (digests, "Order of the court, 4 O 12/26")
    assert "copies and backups" in event.outcome
    assert "secret" not in store
    assert store.search("hushword").hits == ()
    assert [hit.record for hit in store.search("rained").hits] == ["other"]
    with pytest.raises(UnknownRecord):
        store.purge("secret", by="An Editor", reason="again")


@pytest.mark.parametrize("content", ["text", "database", "cut off"])
def test_a_file_that_is_no_index_is_never_replaced(
    content: str, store: archive.Store, tmp_path: Path
) -> None:
    file = tmp_path / "mine.sqlite"
    if content == "text":
        file.write_text("My notes.")
    else:
        with closing(sqlite3.connect(file)) as mine:
            mine.execute("CREATE TABLE notes (text)")
        if content == "cut off":
            file.write_bytes(file.read_bytes()[:60])
    before = file.read_bytes()
    store.add(note("a"))
    other = archive.Store(store.path, index=file)
    for ask in (other.index, lambda: other.search("rained"), lambda: list(other.validate())):
        with suppress(IndexUnavailable):
            assert [report.ok for report in ask()] == [True]  # what needs no index
    with pytest.raises(IndexUnavailable, match="no index of this library"):
        other.search("rained")
    other.add(note("b"))
    assert file.read_bytes() == before
    file.write_bytes(b"")
    assert len(archive.Store(store.path, index=file).search("rained").hits) == 2


def test_a_store_is_closed_at_the_end_of_a_block_and_opened_again(store: archive.Store) -> None:
    with store as opened:
        opened.add(note("a"))
        opened.search("rained")
    assert not [*store.path.glob(".archive/*-wal")]
    assert len(store.search("rained").hits) == 1
    store.close()
    store.close()


def test_an_index_that_others_delete_is_made_again(store: archive.Store) -> None:
    store.add(note("a"))
    assert len(store.search("rained").hits) == 1
    shutil.rmtree(store.path / ".archive")
    assert len(store.search("rained").hits) == 1


def test_a_purge_in_a_repository_says_that_its_history_has_the_bytes(store: archive.Store) -> None:
    store.add(note("a"))
    subprocess.run(["git", "init", "-q", store.path.parent], check=True)
    assert "history of git" in store.purge("a", by="An Editor", reason="asked for").outcome


@each_case("id", ["*", "?", "x", "../archive", "a/../b", ".removed", "", "."])
def test_a_purge_takes_an_id_and_no_pattern(id: str, store: archive.Store) -> None:
    if "b" not in store:
        store.add(note("a"), under="x")
        store.add(note("b"), under="x")
        store.remove("a", by="An Editor", reason="asked for")
    before = tree(store)
    for act in (store.purge, store.remove):
        with pytest.raises(UnknownRecord):
            act(id, by="An Editor", reason="asked for")
    assert tree(store) == before


@each_case(("by", "reason"), [("", "why"), (" ", "why"), ("who", "")])
def test_who_removes_and_why_is_said(by: str, reason: str, store: archive.Store) -> None:
    if "a" not in store:
        store.add(note("a"))
    for act in (store.remove, store.purge):
        with pytest.raises(WriteError, match="by whom and why"):
            act("a", by=by, reason=reason)
    assert store.ids() == ["a"]


# --- events ---


def test_a_line_of_the_events_that_was_changed_or_cut_off_is_noticed(store: archive.Store) -> None:
    for id in "abc":
        store.add(note(id))
        store.remove(id, by="An Editor", reason="asked for")
    path = store.path / EVENTS
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1].replace(b"asked", b"ASKED") + lines[2][:-20])
    first, second, third = store.events()
    assert isinstance(first, Event)
    assert [event.number for event in (second, third) if isinstance(event, DamagedEvent)] == [2, 3]
    store.verify(by="An Editor")
    *_, last = store.events()
    assert isinstance(last, Event), "a line that was cut off does not spoil the next one"
    assert last.event == "verified"


@given(
    st.builds(
        Event,
        event=st.sampled_from(get_args(EventKind)),
        at=st.text(),
        by=st.text(),
        outcome=st.text(),
        record=st.none() | st.text(min_size=1),
        reason=st.none() | st.text(min_size=1),
        path=st.none() | st.text(min_size=1),
        files=st.none() | st.dictionaries(st.text(), st.text(), min_size=1),
        cited_by=st.lists(st.text()).map(tuple),
        software=st.none() | st.text(min_size=1),
        passages=st.lists(st.dictionaries(st.text(), st.text() | st.lists(st.text()))).map(tuple),
    )
)
def test_an_event_is_read_as_it_was_written(event: Event) -> None:
    line = event.line()
    assert line.count(b"\n") == 1
    assert event_of(line.removesuffix(b"\n")) == event


@pytest.mark.slow
def test_git_merges_events_of_two_clones(store: archive.Store, tmp_path: Path) -> None:
    def git(*arguments: str, at: Path) -> None:
        names = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *names, *arguments], cwd=at, check=True, capture_output=True)

    for id in "abc":
        store.add(note(id))
    store.remove("a", by="An Editor", reason="asked for")
    git("init", "-q", "-b", "main", at=store.path)
    git("add", "-A", at=store.path)
    git("commit", "-qm", "one", at=store.path)
    git("clone", "-q", str(store.path), str(tmp_path / "clone"), at=tmp_path)
    clone = archive.Store(tmp_path / "clone")
    for side, id in ((store, "b"), (clone, "c")):
        side.remove(id, by="An Editor", reason="asked for")
        git("add", "-A", at=side.path)
        git("commit", "-qm", id, at=side.path)
    git("pull", "-q", "--no-rebase", "--no-edit", at=clone.path)
    events = list(clone.events())
    assert sorted(event.record or "" for event in events if isinstance(event, Event)) == [
        "a",
        "b",
        "c",
    ]
    assert clone.ids() == []
    assert clone.verify(by="An Editor").ok


# --- verify ---


def codes(result: object) -> list[tuple[str, str]]:
    return [(f.code, Path(f.location.file or "").name) for f in result.findings]  # type: ignore[attr-defined]


def test_each_kind_of_damage_is_named(store: archive.Store) -> None:
    for id in "abcdef":
        store.add(note(id))
    assert store.verify(by="An Editor").ok
    folder = store.path
    (folder / "a" / "document.json").write_text("{}")
    next((folder / "b" / "received").iterdir()).unlink()
    (folder / "c" / "notes.txt").write_text("mine")
    (folder / "d" / MANIFEST).unlink()
    (folder / "e" / MANIFEST).write_text("nonsense\n")
    (folder / ".gitattributes").write_text("")
    shutil.copytree(folder / "f", folder / "x" / "f")
    result = store.verify(by="An Editor")
    assert codes(result) == [
        ("file-damaged", "document.json"),
        ("file-missing", "b.txt"),
        ("file-added", "notes.txt"),
        ("no-manifest", MANIFEST),
        ("file-added", "document.json"),
        ("file-added", "e.txt"),
        ("manifest-damaged", MANIFEST),
        ("git-attributes-differ", ".gitattributes"),
        ("record-id-twice", "f"),
    ]
    assert not result.ok
    *_, last = store.events()
    assert isinstance(last, Event)
    assert last.outcome == str(result)


@pytest.mark.slow
def test_what_is_damaged_or_missing_is_restored_from_a_copy(
    store: archive.Store, tmp_path: Path
) -> None:
    for id in "abcde":
        store.add(note(id))
    store.remove("e", by="An Editor", reason="asked for")
    archive.save(store.get("d"), store.folder("d") / "document.tei.xml")
    copy = tmp_path / "copy"
    shutil.copytree(store.path, copy)
    before = {name: digests_in(store.path / name) for name in "abcd"}
    (store.path / "a" / "document.json").write_text("{}")
    next((store.path / "b" / "received").iterdir()).unlink()
    (store.path / "c" / MANIFEST).write_bytes(
        (store.path / "c" / MANIFEST).read_bytes().replace(b"a", b"b")
    )
    shutil.rmtree(store.path / "d")
    (store.path / EVENTS).write_bytes(b"x" + (store.path / EVENTS).read_bytes())
    (store.path / ".gitattributes").write_text("")
    result = store.verify(by="An Editor", copy=copy)
    assert result.findings == ()
    assert set(result.restored) == {
        "a/document.json", "b/received/b.txt", f"c/{MANIFEST}", "d", EVENTS, ".gitattributes",
    }  # fmt: skip
    assert {name: digests_in(store.path / name) for name in "abcd"} == before
    assert store.ids() == [*"abcd"], "what was removed is not brought back"


@pytest.mark.slow
def test_an_index_that_differs_from_the_records_is_named(store: archive.Store) -> None:
    store.add(note("a"))
    store.search("rained")
    assert store.verify(by="An Editor").ok
    with closing(sqlite3.connect(store.path / ".archive" / "index.sqlite")) as index, index:
        index.execute("UPDATE documents SET title = 'Else'")
    assert codes(store.verify(by="An Editor")) == [("index-differs", "index.sqlite")]
    assert store.verify(by="An Editor", index=False).ok
    (store.path / ".archive" / "index.sqlite").unlink()
    assert archive.Store(store.path).search("rained").total == 1
    assert store.search("rained").total == 1
    assert store.verify(by="An Editor").ok


def test_a_copy_that_is_damaged_too_restores_nothing(store: archive.Store, tmp_path: Path) -> None:
    store.add(note("a"))
    shutil.copytree(store.path, tmp_path / "copy")
    for folder in (store.path, tmp_path / "copy"):
        (folder / "a" / "document.json").write_text(json.dumps({"at": str(folder)}))
    result = store.verify(by="An Editor", copy=tmp_path / "copy")
    assert codes(result) == [("file-damaged", "document.json")]
    assert result.restored == ()
