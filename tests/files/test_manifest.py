"""The manifest of a record's folder, and writes that were interrupted."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.errors import WriteError
from archive.files.atomic_write import Staged, is_temporary, make_folder, remove_abandoned
from archive.files.folder import FilesInFolder
from archive.files.manifest import (
    MANIFEST,
    FileFault,
    Manifest,
    digests_in,
    faults_in,
    finish_writes,
    manifest_in,
    parse_manifest,
)
from archive.files.one_writer import write_alone
from archive.files.path_resolution import record_at
from archive.workflows.format import format_in_place
from tests import samples
from tests.tools.cases import each_case

CAPTURE = "received/small.txt"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    archive.save(samples.small(), folder, files={CAPTURE: samples.RECEIVED.encode()})
    return folder


def states(folder: Path) -> dict[str, str]:
    return {fault.name: fault.state for fault in faults_in(folder)}


# --- the file ---


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1),
        st.sampled_from(["0" * 64, "ab" * 32]),
    )
)
def test_a_manifest_is_read_as_it_was_written(digests: dict[str, str]) -> None:
    assert parse_manifest(Manifest(digests).data()) == Manifest(digests)


@each_case(
    "line", ["", "  ", "no digest", f"{'0' * 63}  a", f"{'g' * 64}  a", f"{'0' * 64} a", "0" * 64]
)
def test_a_line_that_is_no_digest_and_name_is_kept_apart(line: str) -> None:
    read = parse_manifest(f"{'1' * 64}  a\n{line}\n".encode())
    assert read == Manifest({"a": "1" * 64}, (line,) if line.strip() else ())
    assert parse_manifest(read.data()) == read


def test_two_digests_of_one_file_are_a_fault_and_the_same_twice_is_none() -> None:
    read = parse_manifest(f"{'1' * 64}  a\r\n{'1' * 64} *a\n{'2' * 64}  a\n".encode())
    assert read == Manifest({"a": "1" * 64}, (f"{'2' * 64}  a",))


def test_sha256sum_reads_the_manifest(record: Path) -> None:
    (record / "notes of\\mine.txt").write_text("one\n")
    write_alone(record / "notes of\\mine.txt", b"two\n")
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", MANIFEST], cwd=record, capture_output=True, check=False
    )
    assert done.returncode == 0, done
    assert done.stdout.count(b": OK") == 3


# --- writes and their lines ---


def test_a_record_that_is_saved_has_a_line_for_each_file(record: Path) -> None:
    manifest = manifest_in(record)
    assert manifest is not None
    assert [*manifest.digests] == ["document.json", CAPTURE]
    assert manifest.digests == digests_in(record)


def test_a_write_renews_the_lines_of_what_it_writes_alone(record: Path) -> None:
    (record / CAPTURE).write_bytes(b"damaged")
    archive.save(samples.assessed(), record)
    assert states(record) == {CAPTURE: "damaged"}
    write_alone(record / "received" / "page.html", b"<p>")
    archive.save(samples.small(), record / "document.tei.xml")
    assert states(record) == {CAPTURE: "damaged"}
    assert [*manifest_in(record).digests] == [  # type: ignore[union-attr]
        "document.json", "document.tei.xml", "received/page.html", CAPTURE,
    ]  # fmt: skip


def test_each_fault_is_told_apart(record: Path) -> None:
    (record / CAPTURE).unlink()
    (record / "notes.txt").write_text("mine")
    (record / ".hidden").write_text("not listed")
    text = (record / "document.json").read_text("utf-8")
    (record / "document.json").write_text(text + "\n", "utf-8")
    staged = Staged(record / "received" / "other.txt", b"half")
    half = next(filter(is_temporary, (path.name for path in (record / "received").iterdir())))
    assert states(record) == {
        "document.json": "damaged",
        "notes.txt": "added",
        CAPTURE: "missing",
        f"received/{half}": "half-written",
    }  # fmt: skip
    staged.discard()


def test_a_link_that_leads_out_and_a_record_within_are_not_listed(
    record: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (record / "out.txt").symlink_to(tmp_path / "secret.txt")
    archive.save(samples.small(), record / "inner", files={CAPTURE: samples.RECEIVED.encode()})
    (record / MANIFEST).unlink()
    archive.save(samples.assessed(), record)
    assert [*manifest_in(record).digests] == ["document.json", CAPTURE]  # type: ignore[union-attr]


def test_a_hidden_file_counts_if_it_is_listed(tmp_path: Path) -> None:
    folder, hidden = tmp_path / "small", "received/.hidden/small.txt"
    data = archive.write(samples.small(), "json").data.replace(CAPTURE.encode(), hidden.encode())
    archive.save(archive.read(data).document, folder, files={hidden: samples.RECEIVED.encode()})
    (folder / ".DS_Store").write_bytes(b"of the system")
    assert faults_in(folder) == []
    assert sorted(digests_in(folder)) == ["document.json", hidden]
    store = archive.Store(tmp_path / "archive")
    assert faults_in(store.add(folder).folder) == []
    (folder / hidden).write_bytes(b"other")
    assert [fault[:2] for fault in faults_in(folder)] == [(hidden, "damaged")]


def test_a_folder_that_another_writer_has_just_made_is_not_taken_for_abandoned(
    tmp_path: Path,
) -> None:
    with ThreadPoolExecutor(8) as writers:
        made = [
            writers.submit(make_folder, tmp_path / f"{n:03}", {"a.txt": b"a"}) for n in range(200)
        ]
        while not all(one.done() for one in made):
            for temporary in tmp_path.glob(".archive-*.tmp"):
                remove_abandoned(temporary)
    assert [one.exception() for one in made] == [None] * 200
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{n:03}" for n in range(200)]


def test_the_manifest_of_a_bag_is_not_ours(record: Path) -> None:
    (record / "bagit.txt").write_text("BagIt-Version: 1.0\n")
    before = (record / MANIFEST).read_bytes()
    write_alone(record / "page.html", b"<p>")
    assert (record / MANIFEST).read_bytes() == before


# --- edits by hand ---


def test_format_renews_the_lines_after_an_edit_by_hand(record: Path) -> None:
    path = record / "document.json"
    path.write_text(path.read_text("utf-8").replace("A. N. Editor", "B. Editor"), "utf-8")
    (record / "notes.txt").write_text("mine")
    assert states(record) == {"document.json": "damaged", "notes.txt": "added"}
    format_in_place(record_at(record))
    assert states(record) == {}


def test_format_hides_no_damage(record: Path) -> None:
    path = record / "document.json"
    path.write_text(path.read_text("utf-8").replace("A. N. Editor", "B. Editor"), "utf-8")
    (record / CAPTURE).write_bytes(b"damaged")
    with pytest.raises(WriteError, match=f"{CAPTURE} is damaged; restore it"):
        format_in_place(record_at(record))
    assert states(record) == {"document.json": "damaged", CAPTURE: "damaged"}


# --- writes that were interrupted ---


class Killed(BaseException):
    """The process is gone."""


def killed_in(monkeypatch: pytest.MonkeyPatch, at: int, write: Callable[[], object]) -> bool:
    """Whether a write got as far as its `at`-th rename, where it is killed and leaves what it has."""
    count = 0
    put = Staged.put_in_place

    def killing(staged: Staged) -> None:
        nonlocal count
        count += 1
        if count == at:
            raise Killed
        put(staged)

    def left(staged: Staged) -> None:
        os.close(staged._handle)

    with monkeypatch.context() as patch:
        patch.setattr(Staged, "put_in_place", killing)
        patch.setattr(Staged, "discard", left)
        patch.setattr("archive.files.manifest.write_file", lambda *_: None)
        try:
            write()
        except Killed:
            return True
    return False


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_killed_write_is_undone_or_finished(
    at: int, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests_in(record)
    new = samples.assessed()
    files = {"received/a.txt": b"a", "document.json": archive.write(new, "json").data}
    assert killed_in(monkeypatch, at, lambda: FilesInFolder(record).write(files)) is (at < 4)
    assert archive.load(record) in (samples.small(), new), (
        "a reader does not wait for the next writer"
    )
    finished = finish_writes(record)
    assert (
        finished == {1: [], 2: ["document.json", "received/a.txt"], 3: ["document.json"], 4: []}[at]
    )
    assert faults_in(record) == []
    assert (digests_in(record) == before) is (at == 1)


def test_the_next_write_finishes_the_last(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_in(monkeypatch, 2, lambda: archive.save(samples.assessed(), record))
    FilesInFolder(record).write({"received/b.txt": b"b"})
    assert faults_in(record) == []
    assert archive.load(record) == samples.assessed()


def test_what_a_living_writer_has_begun_is_left_alone(record: Path) -> None:
    staged = Staged(record / "document.json", b"{}")
    assert finish_writes(record) == []
    [fault] = faults_in(record)
    assert fault == FileFault(fault.name, "half-written")
    staged.discard()
    assert faults_in(record) == []
