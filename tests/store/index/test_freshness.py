"""An index that is brought up to date is the one that is made from nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.errors import IndexUnavailable
from archive.files.record_discovery import Tree
from archive.model.document import Document
from archive.store.index import reading, refreshing, stamps
from archive.store.index.checking import check_index
from archive.store.index.freshness import survey
from archive.store.index.index import Index
from archive.store.index.refreshing import Refreshed, refresh
from tests import samples
from tests.store.index.contents import contents
from tests.tools.cases import each_case

RECORD = "document.json"


def data_of(id: str, title: str = "Trade") -> bytes:
    document = samples.small()
    [first] = document.metadata.titles
    titles = (first.update(text=title),)
    document = document.update(id=id, metadata=document.metadata.update(titles=titles))
    return archive.write(document, "json").data


def put(root: Path, path: str, id: str | None = None, title: str = "Trade") -> Path:
    """Write a record in place, which changes its file and not its folder."""
    file = root / path / RECORD
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data_of(id or file.parent.name, title))
    return file


@contextmanager
def index_beside(root: Path, name: str = "index.sqlite") -> Iterator[Index]:
    with Index.open(root.parent / name) as index:
        yield index


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust each stamp, as if all files had been written long ago."""
    monkeypatch.setattr(stamps, "GRAIN_NANOSECONDS", -(10**18))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the records that are read."""
    found: list[str] = []
    actual = reading.read_record

    def noted(root: Path, path: str, known: str | None = None) -> Any:
        found.append(path)
        return actual(root, path, known)

    monkeypatch.setattr(reading, "read_record", noted)
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "store").mkdir()
    return tmp_path / "store"


def records(index: Index) -> list[tuple[str, str | None]]:
    return index.connection.execute("SELECT path, document FROM records ORDER BY path").fetchall()


def titles(index: Index) -> dict[str, str]:
    return dict(index.connection.execute("SELECT document, title FROM documents"))


# --- any changes ---

NAMES = ("a", "b", "c")
PLACES = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map("/".join)


def write(root: Path, place: str, other: str, title: str) -> None:
    put(root, place, id=other.replace("/", "-"), title=title)


def spoil(root: Path, place: str, other: str, title: str) -> None:
    put(root, place).write_bytes(b'{"id": ')


def publish(root: Path, place: str, other: str, title: str) -> None:
    (root / place).mkdir(parents=True, exist_ok=True)
    (root / place / "document.tei.xml").write_bytes(b"<TEI/>")


def take_record(root: Path, place: str, other: str, title: str) -> None:
    (root / place / RECORD).unlink(missing_ok=True)


def take_folder(root: Path, place: str, other: str, title: str) -> None:
    shutil.rmtree(root / place, ignore_errors=True)


def move(root: Path, place: str, other: str, title: str) -> None:
    one, two = root / place, root / other
    if one.exists() and not two.exists() and one not in two.parents:
        two.parent.mkdir(parents=True, exist_ok=True)
        one.rename(two)


def swap(root: Path, place: str, other: str, title: str) -> None:
    one, two = root / place, root / other
    if one.exists() and two.exists() and one not in (two, *two.parents) and two not in one.parents:
        one.rename(root / "aside")
        two.rename(one)
        (root / "aside").rename(two)


def hide(root: Path, place: str, other: str, title: str) -> None:
    move(root, place, f".{other}", title)


def link(root: Path, place: str, other: str, title: str) -> None:
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    if not os.path.lexists(root / place):
        (root / place).symlink_to(root / other, target_is_directory=True)


STEPS = (write, write, write, spoil, publish, take_record, take_folder, move, swap, hide, link)


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(st.sampled_from(STEPS), PLACES, PLACES, st.sampled_from(("X", "Y"))), max_size=10
    )
)
def test_after_any_changes_the_index_is_as_made_from_nothing(
    tmp_path_factory: Any, steps: list[tuple[Callable[..., None], str, str, str]]
) -> None:
    root = tmp_path_factory.mktemp("any") / "store"
    root.mkdir()
    with index_beside(root) as index, index_beside(root, "new.sqlite") as new:
        for step, *values in steps:
            with suppress(OSError):  # through links that lead nowhere
                step(root, *values)
            done = refresh(root, index)
            found = [path.relative_to(root).as_posix() for path in Tree(root).records()]
            assert [path for path, _ in records(index)] == sorted(found)
            assert done.records == len(found)
            assert done.left == 0
            new.clear()
            refresh(root, new)
            assert contents(index.connection) == contents(new.connection)


# --- only what changed is read ---


def test_nothing_is_read_if_nothing_changed(root: Path, sure: None, read: list[str]) -> None:
    for path in ("one", "group/two", "group/deep/three"):
        put(root, path)
    with index_beside(root) as index:
        assert refresh(root, index) == Refreshed(3, 3, 0, 0, 0)
        read.clear()
        before = index.connection.execute("PRAGMA data_version").fetchall()
        assert refresh(root, index) == Refreshed(3, 0, 0, 0, 0)
        assert read == []
        assert index.connection.execute("PRAGMA data_version").fetchall() == before
        put(root, "group/two", title="New")
        put(root, "group/deep/four")
        assert refresh(root, index) == Refreshed(4, 2, 0, 0, 0)
        assert read == ["group/deep/four", "group/two"]
        assert titles(index) == {"one": "Trade", "two": "New", "three": "Trade", "four": "Trade"}


def test_folders_that_did_not_change_are_not_listed(
    root: Path, sure: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("one", "group/two", "other/three"):
        put(root, path)
    (root / "empty").mkdir()
    with index_beside(root) as index:
        refresh(root, index)
        listed = []
        actual = os.scandir
        monkeypatch.setattr(os, "scandir", lambda path: listed.append(path) or actual(path))  # type: ignore[func-returns-value]
        assert survey(root, index.connection).records == 3
        assert listed == [root]  # only to see that it is there
        put(root, "empty/four")
        assert list(survey(root, index.connection).suspects) == ["empty/four"]


def test_a_copied_store_is_compared_by_digest_and_not_read_again(root: Path, sure: None) -> None:
    put(root, "one")
    with index_beside(root) as index:
        refresh(root, index)
        copy = root.with_name("copy")
        shutil.copytree(root, copy)
        assert list(survey(copy, index.connection).suspects) == ["one"]
        assert refresh(copy, index) == Refreshed(1, 0, 0, 0, 0)
        assert not survey(copy, index.connection).suspects


def test_a_copy_on_a_read_only_disk_is_used_while_its_records_are_as_indexed(root: Path) -> None:
    put(root, "one")
    with index_beside(root) as index:
        refresh(root, index)
    copy = root.with_name("copy")
    shutil.copytree(root, copy)
    with Index.open(root.parent / "index.sqlite", read_only=True) as index:
        assert refresh(copy, index) == Refreshed(1, 0, 0, 0, 0)
        put(copy, "two")
        with pytest.raises(IndexUnavailable, match="readonly"):
            refresh(copy, index)
        assert titles(index) == {"one": "Trade"}


def test_a_change_that_the_clock_does_not_show_is_seen(root: Path) -> None:
    file = put(root, "one", title="Aaaa")
    status = file.stat()
    with index_beside(root) as index:
        refresh(root, index)
        [(stamp,)] = index.connection.execute("SELECT stamp FROM records")
        assert stamp == f"~{stamps.stamp_of(status)}"
        put(root, "one", title="Bbbb")
        # As if the second write had come within the same tick.
        with index.writing() as writer:
            writer.execute("UPDATE records SET stamp = ?", (f"~{stamps.stamp_of(file.stat())}",))
        refresh(root, index)
        assert titles(index) == {"one": "Bbbb"}


@pytest.mark.slow
def test_an_index_of_another_store_becomes_that_of_this_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "_RECORDS_IN_A_TRANSACTION", 1)
    put(root, "one")
    put(root, "two")
    other = root.with_name("other")
    put(other, "one", title="Other")
    put(other, "three")
    with index_beside(root) as index:
        refresh(root, index)
        assert refresh(other, index) == Refreshed(2, 2, 1, 0, 0)
        assert titles(index) == {"one": "Other", "three": "Trade"}
        assert refresh(root.with_name("other") / "one", index) == Refreshed(1, 1, 2, 0, 0)
        assert records(index) == [(".", "one")]


# --- an index that contradicts itself ---

DAMAGE = {
    "the path of a record": "UPDATE records SET path = 'group/twp' WHERE path = 'group/two'",
    "the path of a folder": "UPDATE folders SET path = 'groop' WHERE path = 'group'",
    "a folder": "DELETE FROM folders WHERE path = 'group'",
}  # fmt: skip


@pytest.mark.slow
@each_case("change", DAMAGE.values(), ids=DAMAGE)
def test_records_are_found_although_the_index_has_lost_them(
    change: str, tmp_path: Path, sure: None
) -> None:
    root = tmp_path / "store"
    for path in ("one", "group/two", "group/deep/three"):
        put(root, path)
    with index_beside(root) as index:
        refresh(root, index)
        with index.writing() as writer:
            assert writer.execute(change).rowcount == 1
        refresh(root, index)
        assert sorted(titles(index)) == ["one", "three", "two"]
        assert list(check_index(root, index.path)) == []


def test_a_record_that_no_refresh_finds_is_found_by_checking(root: Path, sure: None) -> None:
    for path in ("one", "group/two"):
        put(root, path)
    with index_beside(root) as index:
        refresh(root, index)
        index.drop("two")  # but its folder stays known
        assert refresh(root, index).indexed == 0
        [found] = check_index(root, index.path)
        assert found == ("group/two", "records", "the record is not in the index")


# --- problems ---


def unlistable(root: Path) -> None:
    (root / "bad" / RECORD).mkdir(parents=True)
    (root / "bad" / "document.tei.xml").touch()


def link_out(root: Path) -> None:
    put(root.parent, "outside")
    (root / "bad").mkdir()
    (root / "bad" / RECORD).symlink_to(root.parent / "outside" / RECORD)


def pipe(root: Path) -> None:
    (root / "bad").mkdir()
    os.mkfifo(root / "bad" / RECORD)


def broken_link(root: Path) -> None:
    (root / "bad").mkdir()
    (root / "bad" / RECORD).symlink_to("nowhere")


def link_to_itself(root: Path) -> None:
    (root / "bad").mkdir()
    (root / "bad" / RECORD).symlink_to(RECORD)


def bytes_of(data: bytes) -> Callable[[Path], None]:
    return lambda root: put(root, "bad") and (root / "bad" / RECORD).write_bytes(data) and None


PROBLEMS: dict[str, tuple[Callable[[Path], None], str]] = {
    "cut off": (bytes_of(b'{"schema_version": "1.0", "id": "x'), "not-json: "),
    "empty": (bytes_of(b""), "not-json: "),
    "unknown field": (bytes_of(b'{"schema_version": "1.0", "id": "x", "y": 1, "z": 2}'), "(and 1 more)"),
    "newer": (bytes_of(b'{"schema_version": "9.0", "id": "x"}'), "unsupported-schema-version: "),
    "a link out of the store": (link_out, "document.json is a link out of the store"),
    "a broken link": (broken_link, "no-such-file: "),
    "a link to itself": (link_to_itself, "document.json is a link out of the store, or to itself"),
    "a pipe": (pipe, "file-unreadable: this is not a regular file"),
    "a folder": (unlistable, "file-unreadable: this is not a regular file"),
    "only TEI": (lambda root: publish(root, "bad", "", ""), "there is document.tei.xml, but no document.json"),
}  # fmt: skip


@each_case("make, message", PROBLEMS.values(), ids=PROBLEMS)
@pytest.mark.slow
def test_a_record_that_cannot_be_read_stops_nothing(
    tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    root = tmp_path / "store"
    put(root, "good")
    make(root)
    with index_beside(root) as index:
        assert refresh(root, index) == Refreshed(2, 2, 0, 1, 0)
        found = index.connection.execute("SELECT path, problem FROM records ORDER BY path")
        [(path, problem), good] = found.fetchall()
        assert (path, good) == ("bad", ("good", None))
        assert message in problem
        assert refresh(root, index).indexed == 0
        shutil.rmtree(root / "bad")
        put(root, "bad")
        assert refresh(root, index) == Refreshed(2, 1, 0, 0, 0)


def test_a_folder_whose_name_is_not_utf_8_is_a_problem(root: Path, sure: None) -> None:
    put(root, "good")
    bad = b"caf\xe9".decode("utf-8", "surrogateescape")
    put(root, bad, id="x")
    (root / f"empty-{bad}").mkdir()
    with index_beside(root) as index:
        assert refresh(root, index) == Refreshed(2, 2, 0, 1, 0)
        for _ in range(2):
            assert records(index) == [("caf\\xe9", None), ("good", "good")]
            assert refresh(root, index) == Refreshed(2, 0, 0, 1, 0)
        (root / bad).rename(root / "x")
        assert refresh(root, index) == Refreshed(2, 1, 1, 0, 0)


def test_a_bug_in_making_rows_is_a_problem_of_its_record(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actual = reading.record_rows

    def failing(document: Document) -> Any:
        return actual(document) if document.id == "good" else 1 / 0  # type: ignore[operator]

    monkeypatch.setattr(reading, "record_rows", failing)
    put(root, "good")
    put(root, "bad")
    with index_beside(root) as index:
        assert refresh(root, index).problems == 1
        assert titles(index) == {"good": "Trade"}


def test_a_record_whose_id_is_free_again_is_indexed_at_once(root: Path) -> None:
    put(root, "a", id="x", title="First")
    put(root, "b", id="x", title="Second")
    with index_beside(root) as index:
        assert refresh(root, index) == Refreshed(2, 2, 0, 1, 0)
        assert records(index) == [("a", "x"), ("b", None)]
        shutil.rmtree(root / "a")
        assert refresh(root, index) == Refreshed(1, 1, 1, 0, 0)
        assert titles(index) == {"x": "Second"}


def test_a_missing_store_is_an_error_and_the_index_stays(root: Path) -> None:
    put(root, "one")
    with index_beside(root) as index:
        refresh(root, index)
        root.rename(root.with_name("moved"))
        with pytest.raises(FileNotFoundError):
            refresh(root, index)
        assert records(index) == [("one", "one")]


def test_a_record_that_changes_after_it_was_read_is_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root, "one", title="Old")
    actual = reading.read_record

    def then_changed(root: Path, path: str, known: str | None = None) -> Any:
        read = actual(root, path, known)
        monkeypatch.setattr(reading, "read_record", actual)
        put(root, "one", title="New")
        return read

    monkeypatch.setattr(reading, "read_record", then_changed)
    with index_beside(root) as index:
        assert refresh(root, index) == Refreshed(1, 1, 0, 0, 0)
        assert titles(index) == {"one": "New"}


def test_bytes_that_change_while_they_are_read_are_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(root, "one", title="Old")
    actual = reading.open_regular

    class Changing(BytesIO):
        """The file, which somebody else writes once these bytes were read."""

        def __init__(self, path: Path) -> None:
            self.inner = actual(path)
            super().__init__(self.inner.read())

        def fileno(self) -> int:
            return self.inner.fileno()

        def close(self) -> None:
            self.inner.close()
            super().close()

        def read(self, *_: Any) -> bytes:
            monkeypatch.setattr(reading, "open_regular", actual)
            file.write_bytes(data_of("one", "New"))
            return super().read()

    monkeypatch.setattr(reading, "open_regular", Changing)
    read = reading.read_record(root, "one")
    assert read.record.sha256 == sha256(data_of("one", "New")).hexdigest()


def test_an_index_that_somebody_deletes_is_made_again(root: Path, sure: None) -> None:
    put(root, "one")
    with index_beside(root) as index:
        refresh(root, index)
        index.path.unlink()
        assert refresh(root, index) == Refreshed(1, 1, 0, 0, 0)
    with index_beside(root) as index:
        assert titles(index) == {"one": "Trade"}


# --- progress ---


def test_progress_is_that_of_the_records_to_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "_RECORDS_IN_A_TRANSACTION", 2)
    for n in range(5):
        put(root, f"r-{n}")
    told: list[tuple[int, int]] = []
    with index_beside(root) as index:
        refresh(root, index, progress=lambda *counts: told.append(counts))
    assert told == [(2, 5), (4, 5), (5, 5)]


def test_what_was_read_before_an_interruption_is_kept(
    root: Path, sure: None, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "_RECORDS_IN_A_TRANSACTION", 2)
    for n in range(5):
        put(root, f"r-{n}")

    def interrupt(done: int, of: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with index_beside(root) as index:
        with pytest.raises(KeyboardInterrupt):
            refresh(root, index, progress=interrupt)
        read.clear()
        assert refresh(root, index) == Refreshed(5, 1, 0, 0, 0)
        assert read == ["r-4"]


@pytest.mark.slow
def test_two_processes_make_the_same_index(root: Path) -> None:
    for n in range(40):
        put(root, f"group-{n % 3}/r-{n}", title=f"Number {n}")
    put(root, "bad").write_bytes(b"{")
    with index_beside(root) as index, index_beside(root, "other.sqlite") as other:
        assert refresh(root, index, processes=2) == Refreshed(41, 41, 0, 1, 0)
        refresh(root, other, processes=1)
        assert contents(index.connection) == contents(other.connection)
