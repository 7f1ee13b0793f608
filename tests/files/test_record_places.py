"""A record's place is the same to those who use it: a folder, a zip file, memory."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import archive
from archive.derivations.zip_limits import ALWAYS_ALLOWED
from archive.errors import ReadError, WriteError
from archive.files.fixity import fixity_of, is_intact
from archive.files.folder import FilesInFolder
from archive.files.interface import Files, kept_file_names
from archive.files.memory import FilesInMemory
from archive.files.path_resolution import files_at, files_for, record_at
from archive.files.zip_file import FilesInZip, pack
from archive.model.document import Document
from tests import samples
from tests.tools.cases import each_case

SMALL = samples.small()
RECORD = archive.write(SMALL, "json").data
TEXT = samples.RECEIVED.encode()
KEPT = {"document.json": RECORD, "received/small.txt": TEXT}


def in_folder(tmp_path: Path, files: Mapping[str, bytes]) -> Files:
    for name, data in files.items():
        path = tmp_path / "small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return FilesInFolder(tmp_path / "small")


def in_zip(tmp_path: Path, files: Mapping[str, bytes]) -> Files:
    tmp_path.mkdir(exist_ok=True)
    if files:
        (tmp_path / "small.zip").write_bytes(pack(files))
    return FilesInZip(tmp_path / "small.zip")


def in_zipped_folder(tmp_path: Path, files: Mapping[str, bytes]) -> Files:
    named = {f"small/{name}": data for name, data in files.items()}
    return in_zip(tmp_path, {**named, "__MACOSX/small/x": b""} if files else {})


def in_memory(tmp_path: Path, files: Mapping[str, bytes]) -> Files:
    return FilesInMemory(files, "small")


Make = Callable[[Path, Mapping[str, bytes]], Files]
PLACES = pytest.mark.parametrize("make", [in_folder, in_zip, in_zipped_folder, in_memory])


def messages(problem: pytest.ExceptionInfo[ReadError]) -> list[tuple[str, str | None, str]]:
    found = problem.value.findings
    return [(f.code, f.location.file, f.message) for f in found]


# --- what every place does ---


@PLACES
def test_a_file_is_read_by_its_name(make: Make, tmp_path: Path):
    files = make(tmp_path, KEPT)
    assert files.read("received/small.txt") == TEXT == files.demand("received/small.txt")
    assert files.holds("received/small.txt")
    assert files.is_taken("received/small.txt")
    assert not any(map(files.holds, ("received", "a.txt")))
    assert not files.is_taken("a.txt")
    assert files.read("a.txt") is None
    with pytest.raises(ReadError) as caught:
        files.demand("a.txt")
    assert messages(caught) == [("no-such-file", files.where("a.txt"), "there is no such file")]


@PLACES
def test_names_below_a_folder_are_listed_in_order(make: Make, tmp_path: Path):
    more = {"received/b/c.txt": b"", "received/a.txt": b"", "received-2/a.txt": b""}
    files = make(tmp_path, {**KEPT, **more})
    assert files.names("received") == ["received/a.txt", "received/b/c.txt", "received/small.txt"]
    assert files.names("figures") == []


@PLACES
def test_a_file_is_measured_once(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    files = make(tmp_path, KEPT)
    measured = []
    monkeypatch.setattr(
        "archive.files.interface.fixity_of", lambda data: measured.append(data) or fixity_of(data)
    )
    for _ in range(2):
        assert files.fixity("received/small.txt") == fixity_of(TEXT)
        assert files.fixity("gone.txt") is None
        assert files.is_intact(SMALL.captures[0])
    assert measured == [TEXT]


@PLACES
def test_what_is_written_is_measured_anew(make: Make, tmp_path: Path):
    files = make(tmp_path, KEPT)
    assert files.is_intact(SMALL.captures[0])
    files.write({"received/small.txt": b"other"})
    assert not files.is_intact(SMALL.captures[0])
    assert files.fixity("received/small.txt") == fixity_of(b"other")


@PLACES
def test_the_record_is_its_json_and_else_its_tei(make: Make, tmp_path: Path):
    assert make(tmp_path / "a", KEPT).record_name() == "document.json"
    tei = {"document.tei.xml": b"<TEI/>"}
    assert make(tmp_path / "b", tei).record_name() == "document.tei.xml"
    assert make(tmp_path / "c", {**KEPT, **tei}).record_name() == "document.json"
    files = make(tmp_path / "d", {"received/a.txt": b""})
    with pytest.raises(ReadError) as caught:
        files.record_name()
    message = f"{files.called} has neither document.json nor document.tei.xml"
    assert messages(caught) == [("folder-without-record", files.where(""), message)]
    assert caught.value.findings[0].hint is None


@PLACES
def test_what_is_written_is_there_beside_what_was(make: Make, tmp_path: Path):
    files = make(tmp_path, KEPT)
    files.write({"document.json": b"{}", "received/new.txt": b"new"})
    files.write({})
    assert files.read("document.json") == b"{}"
    assert files.names("received") == ["received/new.txt", "received/small.txt"]
    assert files.read("received/small.txt") == TEXT


@PLACES
def test_a_place_that_was_not_there_is_made(make: Make, tmp_path: Path):
    files = make(tmp_path, {})
    files.write(KEPT)
    assert {name: files.read(name) for name in KEPT} == KEPT
    files.write_record("document.json", b"{}")
    assert files.demand_record("document.json") == b"{}"


@PLACES
@each_case(
    "name",
    [
        "../a",
        "/a",
        "a/../../b",
        "a\\b",
        "document.tei.xml",
        "Document.JSON",
        ".git/config",
        "",
        "CON",
    ],
)
def test_a_name_that_is_not_safe_is_not_written(make: Make, tmp_path: Path, name: str):
    files = make(tmp_path, KEPT)
    with pytest.raises(WriteError, match="is not written into"):
        files.write({"b.txt": b"", name: b"x"})
    assert not files.holds("b.txt")


@PLACES
def test_what_a_record_names_and_its_place_lacks(make: Make, tmp_path: Path):
    files = make(tmp_path, {"document.json": RECORD})
    assert files.lacking(SMALL) == ["received/small.txt"] == list(kept_file_names(SMALL))
    files.write({"received/small.txt": b""})
    assert files.lacking(SMALL) == []


@PLACES
def test_only_a_folder_has_paths_and_all_have_names(make: Make, tmp_path: Path):
    files = make(tmp_path, KEPT)
    path = files.path_of("document.json")
    assert (path is not None) == (make is in_folder)
    assert path is None or path.read_bytes() == RECORD
    assert files.name == (None if make is in_zip else "small")


def test_fixity_is_size_and_digest():
    assert fixity_of(b"abc") == (3, hashlib.sha256(b"abc").hexdigest())
    capture = SMALL.captures[0]
    assert is_intact(capture, TEXT)
    assert not is_intact(capture, TEXT + b" ")
    assert not is_intact(capture, TEXT[:-1] + b"\0")


# --- where a path leads ---


def test_a_path_leads_to_the_record_in_a_place_or_to_one_that_lies_alone(tmp_path: Path):
    in_folder(tmp_path, KEPT)
    in_zip(tmp_path, KEPT)
    alone = tmp_path / "small" / "document.json"
    for path, place in (
        (tmp_path / "small", alone),
        (tmp_path / "small.zip", tmp_path / "small.zip" / "document.json"),
        (alone, alone),
    ):
        found = record_at(path)
        assert found.read() == RECORD
        assert found.where == str(place)
        assert (found.files is None) == (path == alone) == (not found.has_published)
        assert found.around.read("received/small.txt") == TEXT
        assert found.is_at(alone) == (path.suffix != ".zip")
        found.write(RECORD + b" ")
        assert record_at(path).read() == RECORD + b" "
        found.write(RECORD)
    assert files_at(alone) is None
    with pytest.raises(ReadError, match="no such file"):
        files_at(tmp_path / "gone.zip")


def test_a_folder_may_be_called_like_a_zip_file(tmp_path: Path):
    (tmp_path / "a.zip").mkdir()
    assert isinstance(files_at(tmp_path / "a.zip"), FilesInFolder)
    assert isinstance(files_for(tmp_path / "a.zip"), FilesInFolder)
    archive.save(SMALL, tmp_path / "a.zip", files={"received/small.txt": TEXT})
    assert archive.load(tmp_path / "a.zip") == SMALL
    archive.save(SMALL, f"{tmp_path}/b.zip/", files={"received/small.txt": TEXT})
    assert (tmp_path / "b.zip" / "document.json").read_bytes() == RECORD


def test_a_link_out_of_a_folder_is_taken_and_neither_read_nor_written(tmp_path: Path):
    files = in_folder(tmp_path, KEPT)
    (tmp_path / "secret").write_bytes(b"secret")
    for name in ("small/a.txt", "small/received/away.txt"):
        (tmp_path / name).symlink_to(tmp_path / "secret")
    (tmp_path / "small/gone.txt").symlink_to("nowhere")
    assert files.is_taken("gone.txt")
    assert not files.holds("gone.txt")
    with pytest.raises(ReadError) as caught:
        files.demand("a.txt")
    message = "this is a link out of the folder"
    assert messages(caught) == [("file-unreadable", str(tmp_path / "small/a.txt"), message)]
    with pytest.raises(WriteError, match="a link leads out of the folder"):
        files.write({"a.txt": b"x"})
    assert (tmp_path / "secret").read_bytes() == b"secret"


def test_the_record_itself_may_lie_behind_a_link_and_is_measured_anew(tmp_path: Path):
    files = in_folder(tmp_path, {"received/small.txt": TEXT})
    (tmp_path / "elsewhere.json").write_bytes(RECORD)
    (tmp_path / "small" / "document.json").symlink_to(tmp_path / "elsewhere.json")
    assert files.record_name() == "document.json"
    assert files.demand_record("document.json") == RECORD
    files.fixity("received/small.txt")
    files.write_record("received/small.txt", b"new")
    assert files.fixity("received/small.txt") == fixity_of(b"new")
    files.write_record("document.json", b"{}")
    assert (tmp_path / "elsewhere.json").read_bytes() == b"{}"


def test_only_a_record_in_json_in_its_place_may_have_tei_beside_it(tmp_path: Path):
    tei = in_folder(tmp_path, {"document.tei.xml": b"<TEI/>"})
    assert not record_at(tmp_path / "small").has_published
    tei.write({"document.json": RECORD})
    assert record_at(tmp_path / "small").has_published
    assert not record_at(tmp_path / "small").is_at(tmp_path / "small" / "document.tei.xml")
    assert not record_at(tmp_path / "small").is_at(tmp_path / "gone")


def test_a_folder_that_cannot_be_listed_is_not_said_to_hold_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    files = in_folder(tmp_path, {"a.txt": b""})
    monkeypatch.setattr("os.scandir", refuse)
    with pytest.raises(ReadError) as caught:
        files.record_name()
    assert messages(caught) == [("file-unreadable", str(tmp_path / "small"), "Permission denied")]


def test_of_two_records_in_a_zip_file_none_is_taken(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(pack({"a/document.json": RECORD, "b/document.json": RECORD}))
    with pytest.raises(ReadError, match="the zip file has neither") as caught:
        archive.load(tmp_path / "a.zip")
    assert caught.value.findings[0].hint == "there are records in a, b; pack one of them separately"


# --- zip files: the public face ---


def test_a_zip_file_is_not_replaced_by_a_record_in_a_format(tmp_path: Path):
    path = tmp_path / "a.zip"
    path.write_bytes(pack(KEPT))
    for format in ("json", "tei"):
        with pytest.raises(WriteError, match="whose record is JSON: leave out the format"):
            archive.save(SMALL, path, format)
    assert FilesInZip(path).read("received/small.txt") == TEXT


@pytest.mark.parametrize("name", ["small.zip", "SMALL.ZIP"])
def test_a_record_is_saved_into_a_zip_file_and_loaded_from_it(tmp_path: Path, name: str):
    path = tmp_path / "deep" / name
    archive.save(SMALL, path, files={"received/small.txt": TEXT})
    assert archive.load(path) == archive.load(str(path)) == SMALL
    with zipfile.ZipFile(path) as zip:
        assert {entry.filename: zip.read(entry) for entry in zip.infolist()} == KEPT
        assert zip.testzip() is None
    assert [found.name for found in path.parent.iterdir()] == [name]


def test_a_zip_file_keeps_what_it_has(tmp_path: Path):
    path = tmp_path / "a.zip"
    archive.save(SMALL, path, files={"received/small.txt": TEXT, "notes.md": b"kept"})
    changed = SMALL.update(id="other")
    archive.save(changed, path)
    assert archive.load(path) == changed
    assert FilesInZip(path).read("notes.md") == b"kept"
    assert FilesInZip(path).read("received/small.txt") == TEXT


@pytest.mark.parametrize(("make", "called"), [(in_folder, "folder"), (in_zip, "zip file")])
def test_what_is_missing_is_missing_where_it_was_looked_for(
    make: Make, called: str, tmp_path: Path
):
    make(tmp_path, {"document.json": RECORD})
    found = archive.validate(tmp_path / ("small.zip" if make is in_zip else "small"))
    assert f"received/small.txt is not in the {called}" in [f.message for f in found.errors]


def test_a_new_zip_file_would_lack_what_the_record_names(tmp_path: Path):
    with pytest.raises(WriteError, match=r"would lack received/small\.txt, which small names"):
        archive.save(SMALL, tmp_path / "a.zip")
    archive.save(SMALL, tmp_path / "a.zip", files={})
    assert archive.load(tmp_path / "a.zip") == SMALL
    assert {found.name for found in tmp_path.iterdir()} == {"a.zip"}


@PLACES
def test_a_place_is_validated_with_its_files(make: Make, tmp_path: Path):
    if make is in_memory:
        return
    published = {"document.tei.xml": archive.write(SMALL.update(id="other"), "tei").data}
    damaged = {"received/small.txt": TEXT + b"!", "received/more.txt": b""}
    files = make(tmp_path, {**KEPT, **damaged, **published})
    path = tmp_path / ("small" if make is in_folder else "small.zip")
    report = archive.validate(path)
    codes = {f.code: f.location.file for f in report}
    assert codes["capture-damaged"] == files_place(path, "document.json", make)
    assert codes["file-unlisted"] == files_place(path, "received/more.txt", make)
    assert codes["published-tei-out-of-date"] == files_place(path, "document.tei.xml", make)
    assert report.source == str(path)
    [hint] = {f.hint for f in report if f.code == "published-tei-out-of-date" and f.hint}
    assert hint.startswith(
        "to see all: archive diff" if make is in_folder else "unpack the zip file"
    )
    files.write({"received/small.txt": TEXT})
    assert "capture-damaged" not in {f.code for f in archive.validate(path)}


def files_place(path: Path, name: str, make: Make) -> str:
    return str(path / "small" / name if make is in_zipped_folder else path / name)


def test_a_record_in_a_zip_file_that_is_not_true_is_refused_with_its_place(tmp_path: Path):
    data = RECORD.replace(b'"object": "src-council"', b'"object": "nobody"')
    in_zip(tmp_path, {"document.json": data})
    with pytest.raises(archive.errors.InvalidDocument) as caught:
        archive.load(tmp_path / "small.zip")
    [finding] = caught.value.findings
    assert finding.location.file == str(tmp_path / "small.zip" / "document.json")
    assert finding.location.line


# --- zip files: what is written ---


def test_the_same_files_make_the_same_bytes_in_any_order(tmp_path: Path):
    more = {"b.txt": b"b" * 5000, "a.txt": b"", "ä/é.txt": b"x"}
    first, second = FilesInZip(tmp_path / "1.zip"), FilesInZip(tmp_path / "2.zip")
    first.write({**KEPT, **more})
    for name, data in reversed({**KEPT, **more}.items()):
        second.write({name: data})
    assert first.path.read_bytes() == second.path.read_bytes()
    digest = hashlib.sha256(pack({"b": b"b" * 99, "a": b"a"})).hexdigest()
    assert digest == "5f26c5e3eae016483473b1e924430ebd8b9a6d1260764d4ad0d1e2079de38e78"
    with zipfile.ZipFile(first.path) as zip:
        assert zip.namelist() == sorted({**KEPT, **more})
        assert {entry.date_time for entry in zip.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_zip_file_that_has_it_all_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "small.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zip:  # by somebody else
        for name, data in KEPT.items():
            zip.writestr(name, data)
    before = path.read_bytes()
    FilesInZip(path).write(KEPT)
    assert path.read_bytes() == before


def test_a_crash_leaves_the_old_zip_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    files = in_zip(tmp_path, KEPT)
    before = (tmp_path / "small.zip").read_bytes()

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", crash)
    with pytest.raises(KeyboardInterrupt):
        files.write({"a.txt": b"x"})
    monkeypatch.undo()
    assert (tmp_path / "small.zip").read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["small.zip"]
    assert not files.holds("a.txt")
    assert files.read("received/small.txt") == TEXT


def test_what_is_beside_the_record_in_a_zip_file_is_kept(tmp_path: Path):
    files = in_zipped_folder(tmp_path, KEPT)
    files.write({"a.txt": b"x"})
    with zipfile.ZipFile(tmp_path / "small.zip") as zip:
        assert zip.namelist() == [
            "__MACOSX/small/x",
            *(f"small/{name}" for name in ("a.txt", "document.json", "received/small.txt")),
        ]


# --- zip files: what is refused ---


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file as other programs write it; the last file is not packed with Deflate if need be."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zip:
        for name, data in entries:
            zip.writestr(name, data, how if name == entries[-1][0] else zipfile.ZIP_DEFLATED)
    return made.getvalue()


MAIN = ("document.json", RECORD)


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return entry


def encrypted() -> bytes:
    data = bytearray(zipped(MAIN))
    directory = data.index(b"PK\1\2")
    data[6] |= 1
    data[directory + 8] |= 1
    return bytes(data)


@each_case(
    ("data", "message"),
    [
        (b"", "this is not a readable zip file"),
        (b"Trade fell.", "this is not a readable zip file"),
        (zipped(MAIN)[:-30], "this is not a readable zip file"),
        (zipped(MAIN, ("../evil", b"")), "'../evil' is not a safe file name: it may not start"),
        (zipped(MAIN, ("../document.json", b"")), "'../document.json' is not a safe file name"),
        (zipped(MAIN, ("/etc/passwd", b"")), "'/etc/passwd' is not a safe file name: it may not"),
        (zipped(MAIN, ("a\\..\\b", b"")), "is not a safe file name: it may not contain"),
        (zipped(MAIN, ("C:/a", b"")), "'C:/a' is not a safe file name"),
        (zipped(MAIN, (".git/hooks/x", b"")), '".git" belongs to git'),
        (encrypted(), "document.json is encrypted"),
        (
            zipped(MAIN, ("bomb", bytes(ALWAYS_ALLOWED))),
            "bytes unpacked; a file of",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_zip_file_that_is_not_safe_is_not_read(tmp_path: Path, data: bytes, message: str):
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        archive.load(path)
    [(code, file, found)] = messages(caught)
    assert (code, file) == ("file-unreadable", str(path))
    assert message in found
    [finding] = archive.validate(path).findings
    assert finding.message == found
    with pytest.raises(WriteError) as refused:
        archive.save(SMALL, path, files={})
    assert str(refused.value) == f"{path} was not changed: {found}"
    assert path.read_bytes() == data


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_file_with_two_files_of_one_name_is_not_read(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(zipped(MAIN, ("document.json", b"{}")))
    with pytest.raises(ReadError, match=r"it has two files with the name 'document\.json'"):
        archive.load(tmp_path / "a.zip")


def test_a_name_that_hides_behind_a_null_is_not_read(tmp_path: Path):
    data = zipped(MAIN, ("received/a.txt_/../../x", b"")).replace(b"a.txt_", b"a.txt\0")
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(ReadError, match="is not a safe file name"):
        archive.load(tmp_path / "a.zip")


def test_so_many_files_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("archive.derivations.zip_limits.MOST_FILES", 2)
    (tmp_path / "a.zip").write_bytes(zipped(MAIN, ("a", b""), ("b", b"")))
    with pytest.raises(ReadError, match="it contains 3 files; at most 2 are allowed"):
        archive.load(tmp_path / "a.zip")


def test_what_packs_well_is_read(tmp_path: Path):
    data = bytes(ALWAYS_ALLOWED - len(RECORD))
    (tmp_path / "a.zip").write_bytes(zipped(MAIN, ("zeros", data)))
    assert FilesInZip(tmp_path / "a.zip").read("zeros") == data


def file_damaged(data: bytes) -> bytes:
    return zipped(MAIN, ("a.txt", b"words"), how=zipfile.ZIP_STORED).replace(b"words", data)


@each_case(
    ("data", "message"),
    [
        (file_damaged(b"wordz"), "it cannot be unpacked: Bad CRC-32"),
        (zipped(MAIN, (link("a.txt"), b"/etc/passwd")), "this is a link"),
        (zipped(MAIN, ("a.txt", bytes(1 << 20)), how=zipfile.ZIP_BZIP2), "not packed with Deflate"),
        (zipped(MAIN, ("a.txt", bytes(1 << 20)), how=zipfile.ZIP_LZMA), "not packed with Deflate"),
    ],
    ids=["damaged", "link", "bzip2", "lzma"],
)
def test_a_file_that_cannot_be_unpacked_is_missing_and_never_lost(
    tmp_path: Path, data: bytes, message: str
):
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    files = FilesInZip(path)
    assert files.read("a.txt") is None
    with pytest.raises(ReadError, match=message) as caught:
        files.demand("a.txt")
    assert caught.value.findings[0].location.file == str(path / "a.txt")
    with pytest.raises(WriteError, match=r"a\.txt would be lost: "):
        files.write({"b.txt": b""})
    assert path.read_bytes() == data
    files.write({"a.txt": b"right"})
    assert FilesInZip(path).read("a.txt") == b"right"


@pytest.mark.slow
def test_no_more_is_unpacked_than_is_announced(tmp_path: Path):
    """The directory says five bytes, and there are many millions."""
    data = bytearray(zipped(MAIN, ("a.txt", bytes(64 << 20))))
    directory = data.rindex(b"PK\1\2")
    data[directory + 24 : directory + 28] = (5).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data)
    files = FilesInZip(tmp_path / "a.zip")
    assert files.holds("a.txt")
    tracemalloc.start()
    try:
        assert files.read("a.txt") is None
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()


def test_what_has_less_than_is_announced_is_not_read(tmp_path: Path):
    data = bytearray(zipped(MAIN, ("a.txt", b"words")))
    directory = data.rindex(b"PK\1\2")
    data[directory + 24 : directory + 28] = (9).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(ReadError, match="it has 5 bytes, but the zip file states 9"):
        FilesInZip(tmp_path / "a.zip").demand("a.txt")


def test_a_zip_file_that_is_a_pipe_is_not_opened(tmp_path: Path):
    os.mkfifo(tmp_path / "a.zip")
    with pytest.raises(ReadError, match="not a regular file"):
        archive.load(tmp_path / "a.zip")


def test_the_id_of_a_record_follows_its_folder_in_the_zip_file(tmp_path: Path):
    document: Document = SMALL.update(id="other")
    named = {"document.json": archive.write(document, "json").data, "received/small.txt": TEXT}
    in_zipped_folder(tmp_path, named)
    codes = {f.code for f in archive.validate(tmp_path / "small.zip")}
    assert "id-differs-from-folder" in codes
    in_zip(tmp_path, named)
    codes = {f.code for f in archive.validate(tmp_path / "small.zip")}
    assert "id-differs-from-folder" not in codes
