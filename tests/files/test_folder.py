"""Records are loaded from files and folders, and written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive.articles import text_files
from archive.cycle_collector import uncollected
from archive.errors import InvalidDocument, ReadError, UnknownFormat, WriteError
from archive.files import atomic_write, regular_files
from archive.files.manifest import MANIFEST
from archive.formats import json, tei
from archive.io import detect, format_of, load, load_result, read, save, write
from archive.validation import validate
from tests import samples
from tests.tools.cases import each_case

SMALL = samples.small()


def names(path: Path) -> set[str]:
    """Every file and folder under a path, but manifests."""
    found = {found.relative_to(path).as_posix() for found in path.rglob("*")}
    return {name for name in found if not name.endswith(MANIFEST)}


def codes(problem: pytest.ExceptionInfo[ReadError]) -> list[tuple[str, str | None]]:
    return [(f.code, f.location.file) for f in problem.value.findings]


# --- load and save ---


@each_case("name", ["a.json", "a.xml", "a.tei", "A.JSON", "a.tei.xml"])
def test_a_record_is_saved_in_the_format_of_its_file_name(tmp_path: Path, name: str):
    save(SMALL, tmp_path / name)
    data = (tmp_path / name).read_bytes()
    assert data == write(SMALL, "json" if "json" in name.lower() else "tei").data
    assert load(tmp_path / name) == SMALL
    assert load(str(tmp_path / name)) == SMALL


def test_a_format_that_is_named_wins_over_the_file_name(tmp_path: Path):
    save(SMALL, tmp_path / "a.json", "tei")
    assert (tmp_path / "a.json").read_bytes().startswith(b"<?xml")
    assert load(tmp_path / "a.json") == SMALL


@pytest.mark.parametrize("name", ["a.doc", "a.rtf"])
def test_a_file_name_that_stands_for_no_writer_is_refused(tmp_path: Path, name: str):
    with pytest.raises(UnknownFormat):
        save(SMALL, tmp_path / name)
    assert names(tmp_path) == set()


def test_a_record_is_saved_into_a_folder_with_its_files(tmp_path: Path):
    files = {"received/small.txt": samples.RECEIVED.encode(), "figures/a.svg": b"<svg/>"}
    save(SMALL, tmp_path / "deep" / "small", files=files)
    assert names(tmp_path / "deep" / "small") == {
        *("document.json", "received", "received/small.txt", "figures", "figures/a.svg"),
    }
    assert load(tmp_path / "deep" / "small") == SMALL
    assert (tmp_path / "deep/small/received/small.txt").read_bytes() == samples.RECEIVED.encode()


@each_case("name", ["sv2.json", "2024.10.14", "a.xml", "small", "a.txt"])
@each_case("files", [{"received/small.txt": b"x"}, {}])
def test_with_files_it_is_a_folder_whatever_its_name(
    tmp_path: Path, name: str, files: dict[str, bytes]
):
    save(SMALL, tmp_path / name, files=files)
    received = {"received", *files} if files else set()
    assert names(tmp_path / name) == {"document.json", *received}
    assert load(tmp_path / name) == SMALL


def test_files_are_never_dropped(tmp_path: Path):
    files = {"received/small.txt": b"x"}
    for name, format in (("a.json", "json"), ("a.xml", "tei"), ("small", "json")):
        with pytest.raises(WriteError, match="is a folder, whose record is JSON"):
            save(SMALL, tmp_path / name, format, files=files)
    (tmp_path / "old.json").write_text("mine")
    for name in ("old.json", "old.json/"):
        with pytest.raises(WriteError, match=r"old\.json is not a folder"):
            save(SMALL, f"{tmp_path}/{name}", files=files)
    assert (tmp_path / "old.json").read_text() == "mine"
    assert names(tmp_path) == {"old.json"}


def test_a_path_with_a_slash_at_its_end_is_a_folder(tmp_path: Path):
    with pytest.raises(UnknownFormat, match=r"'.14'.* end it with a slash: \".*/2024.10.14/\"$"):
        save(samples.minimal(), tmp_path / "2024.10.14")
    save(samples.minimal(), f"{tmp_path}/2024.10.14/")
    assert names(tmp_path) == {"2024.10.14", "2024.10.14/document.json"}
    save(samples.minimal(), tmp_path / "2024.10.14")  # it is one now
    with pytest.raises(WriteError, match="is a folder, whose"):
        save(samples.minimal(), f"{tmp_path}/a/", "json")


def test_a_record_does_not_leave_its_capture_behind_without_a_word(tmp_path: Path):
    captures = {"received/small.txt": samples.RECEIVED.encode()}
    save(SMALL, tmp_path / "one", files=captures)
    moved = load(tmp_path / "one")
    with pytest.raises(WriteError, match=r"two would lack received/small.txt, which small names"):
        save(moved, tmp_path / "two")
    assert names(tmp_path) == {"one", "one/document.json", "one/received", "one/received/small.txt"}
    save(moved, tmp_path / "two", files=captures)
    assert validate(tmp_path / "two", select=["capture-missing"]).ok
    save(moved, tmp_path / "three", files={})  # they are left out on purpose
    save(moved, tmp_path / "three")  # and what is gone already stops no other change
    (tmp_path / "four" / "received").mkdir(parents=True)
    (tmp_path / "four" / "received" / "small.txt").write_bytes(b"x")
    save(moved, tmp_path / "four")  # it lies there


def test_what_is_read_only_is_left_alone(tmp_path: Path):
    files = {"received/small.txt": b"x", "figures/a.svg": b"<svg/>"}
    save(SMALL, tmp_path / "small", files=files)
    capture = tmp_path / "small/received/small.txt"
    capture.chmod(0o444)
    save(samples.assessed(), tmp_path / "small", files=files)  # it has these bytes already
    assert load(tmp_path / "small") == samples.assessed()
    with pytest.raises(WriteError, match=f"cannot write {capture}: the file is read-only"):
        save(SMALL, tmp_path / "small", files={"figures/a.svg": b"", "received/small.txt": b"y"})
    assert load(tmp_path / "small") == samples.assessed()
    assert (tmp_path / "small/figures/a.svg").read_bytes() == b"<svg/>"
    (tmp_path / "a.json").write_text("mine")
    (tmp_path / "a.json").chmod(0o444)
    with pytest.raises(WriteError, match="read-only"):
        save(SMALL, tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text() == "mine"


def test_a_folder_that_is_there_keeps_what_it_has(tmp_path: Path):
    (tmp_path / "notes.md").write_text("kept")
    save(SMALL, tmp_path, files={"received/small.txt": b"x"})
    save(samples.assessed(), tmp_path)
    assert names(tmp_path) == {"notes.md", "document.json", "received", "received/small.txt"}
    assert load(tmp_path) == samples.assessed()


def test_a_folder_is_read_by_its_record_and_else_by_what_was_published(tmp_path: Path):
    save(samples.assessed(), tmp_path / "document.tei.xml")
    assert load(tmp_path) == samples.assessed()
    save(SMALL, tmp_path / "document.json")
    assert load(tmp_path) == SMALL


def test_a_file_without_a_known_name_is_read_by_its_content(tmp_path: Path):
    for data in (json.write(SMALL).data, tei.write(SMALL).data):
        (tmp_path / "a").write_bytes(data)
        assert load(tmp_path / "a") == SMALL


@each_case(
    ("name", "data", "code"),
    [
        ("a.json", b"", "not-json"),
        ("a.xml", b"", "not-well-formed"),
        ("a.json", b"text", "not-json"),
        ("a.xml", b"text", "not-well-formed"),
        ("a.txt", b"text", "format-unknown"),
        ("a.txt", b"", "format-unknown"),
        ("a", b" \n", "format-unknown"),
    ],
)
def test_a_file_that_holds_no_record_is_refused_with_its_name(
    tmp_path: Path, name: str, data: bytes, code: str
):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError) as caught:
        load(tmp_path / name)
    assert codes(caught) == [(code, str(tmp_path / name))]
    assert str(tmp_path / name) in str(caught.value)


def test_a_record_that_is_not_true_is_refused_with_its_file(tmp_path: Path):
    data = json.write(SMALL).data.replace(b'"object": "src-council"', b'"object": "nobody"')
    (tmp_path / "a.json").write_bytes(data)
    with pytest.raises(InvalidDocument) as caught:
        load(tmp_path / "a.json")
    [finding] = caught.value.findings
    assert (finding.code, finding.location.file) == ("dangling-reference", str(tmp_path / "a.json"))
    assert finding.location.line


def test_what_the_reader_notices_names_the_file(tmp_path: Path):
    (tmp_path / "a.json").write_bytes(b"\xef\xbb\xbf" + json.write(SMALL).data)
    result = load_result(tmp_path / "a.json")
    assert result.document == SMALL
    [finding] = result.findings
    assert (finding.code, finding.location.file) == ("byte-order-mark", str(tmp_path / "a.json"))


def test_what_is_not_there_is_said_not_to_be_there(tmp_path: Path):
    with pytest.raises(ReadError) as caught:
        load(tmp_path / "a.json")
    assert codes(caught) == [("no-such-file", str(tmp_path / "a.json"))]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError) as caught:
        load(tmp_path / "empty")
    assert codes(caught) == [("folder-without-record", str(tmp_path / "empty"))]


def test_a_file_that_the_system_refuses_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    save(SMALL, tmp_path / "a.json")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(regular_files, "_without_waiting", refuse)
    with pytest.raises(ReadError) as caught:
        load(tmp_path / "a.json")
    [finding] = caught.value.findings
    assert (finding.code, finding.message) == ("file-unreadable", "Permission denied")


# --- formats ---


@each_case(
    ("data", "format"),
    [
        (b"{}", "json"),
        (b" \r\n\t[", "json"),
        (b"\xef\xbb\xbf{", "json"),
        (b"<TEI/>", "tei"),
        (b"\xef\xbb\xbf\n<TEI/>", "tei"),
        ("<TEI/>".encode("utf-16"), "tei"),
        ("<TEI/>".encode("utf-16-be"), "tei"),
        ("{}".encode("utf-16"), "json"),
        (b"text", None),
        (b"", None),
        (b" ", None),
        (b"x{", None),
    ],
)
def test_a_format_is_found_by_content(data: bytes, format: str | None):
    assert detect(data) == format


def test_a_format_is_found_by_file_name():
    found = {name: format_of(Path(name)) for name in ("a.JSON", "a.xml", "a.tei", "a.txt", "a")}
    assert found == {"a.JSON": "json", "a.xml": "tei", "a.tei": "tei", "a.txt": "text", "a": None}


def test_a_format_that_nobody_knows_is_refused_with_those_that_are_known():
    with pytest.raises(UnknownFormat, match="json, tei, text"):
        read(b"{}", "docx")
    with pytest.raises(UnknownFormat, match="tei-inline"):
        write(SMALL, "docx")


def test_bytes_that_are_neither_json_nor_xml_are_refused():
    with pytest.raises(ReadError) as caught:
        read(b"Trade falls")
    [finding] = caught.value.findings
    assert (finding.code, finding.message) == ("format-unknown", "this is neither JSON nor XML")
    with pytest.raises(ReadError, match="this is empty"):
        read(b" ")


def test_plain_text_is_read_when_asked_for():
    assert read(b"Trade", "text", id="t").document == text_files.read(b"Trade", id="t").document


def test_the_cycle_collector_works_again_afterwards():
    import gc

    assert gc.isenabled()
    with pytest.raises(ReadError):
        read(b"{", "json")
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


# --- whole or not at all ---


class Crash(BaseException):
    """The power is gone."""


@contextmanager
def crash_in(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> Iterator[None]:
    def crash(*arguments: object, **named: object) -> None:
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, crash)
        with pytest.raises(Crash):
            yield


STEPS: list[tuple[object, str]] = [(os, "fsync"), (os, "replace"), (os, "chmod")]


@each_case("step", STEPS, ids=lambda step: step[1])
def test_a_crash_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str]
):
    path = tmp_path / "a.json"
    save(SMALL, path)
    before = path.read_bytes()
    with crash_in(monkeypatch, *step):
        save(samples.assessed(), path)
    assert path.read_bytes() == before
    assert names(tmp_path) == {"a.json"}


@each_case("step", [(os, "fsync"), (os, "chmod"), (os, "rename")], ids=lambda step: step[1])
def test_a_crash_leaves_no_half_of_a_new_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str]
):
    with crash_in(monkeypatch, *step):
        save(SMALL, tmp_path / "small", files={"received/small.txt": b"x"})
    assert names(tmp_path) == set()


def test_the_record_is_written_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    written: list[str] = []

    def note(staged: atomic_write.Staged) -> None:
        written.append(staged.path.name)

    monkeypatch.setattr(atomic_write.Staged, "put_in_place", note)
    save(SMALL, tmp_path, files={"z.txt": b"", "a.txt": b""})
    assert written == [MANIFEST, "a.txt", "z.txt", "document.json"]


def test_a_file_is_on_the_disk_before_it_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    steps: list[str] = []

    def noted(name: str, run: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **named: object) -> object:
            steps.append(name)
            return run(*arguments, **named)

        return step

    for name in ("fsync", "replace"):
        monkeypatch.setattr(os, name, noted(name, getattr(os, name)))
    save(SMALL, tmp_path / "a.json")
    assert steps == ["fsync", "replace", "fsync"]  # the file, its name, the folder


def test_a_file_keeps_its_permissions_and_a_new_one_gets_those_of_any(tmp_path: Path):
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    save(SMALL, old)
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        save(samples.assessed(), old)
        save(SMALL, new)
        save(SMALL, tmp_path / "folder", files={})
    finally:
        os.umask(mask)
    assert old.stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "folder").stat().st_mode & 0o777 == 0o750
    assert os.umask(mask) == mask


# --- links that lead out ---


def test_a_name_is_inside_the_folder_unless_a_link_leads_out(tmp_path: Path):
    home, outside = tmp_path / "record", tmp_path / "outside"
    (home / "received").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (home / "link.txt").symlink_to(outside / "secret.txt")
    (home / "away").symlink_to(outside)
    (home / "within.txt").symlink_to(home / "received" / "a.txt")
    assert regular_files.path_inside(home, "received/a.txt") == home.resolve() / "received/a.txt"
    assert regular_files.path_inside(home, "within.txt") == home.resolve() / "received/a.txt"
    assert regular_files.path_inside(home, "link.txt") is None
    assert regular_files.path_inside(home, "away/secret.txt") is None
    assert regular_files.path_inside(home, "../outside/secret.txt") is None
    assert regular_files.path_inside(home, "../record-2/a.txt") is None
    assert regular_files.path_inside(home, str(outside / "secret.txt")) is None


def test_a_folder_that_is_itself_a_link_is_the_folder(tmp_path: Path):
    save(SMALL, tmp_path / "record", files={"received/a.txt": b"x"})
    (tmp_path / "link").symlink_to(tmp_path / "record")
    found = regular_files.path_inside(tmp_path / "link", "received/a.txt")
    assert found == (tmp_path / "record").resolve() / "received/a.txt"
    assert load(tmp_path / "link") == SMALL
