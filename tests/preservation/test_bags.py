"""A bag has all of a record, other programs accept it, and what was damaged is found and named."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given

import archive
from archive.errors import MissingExtra, ReadError, WriteError
from archive.findings import Severity
from archive.model.document import Document
from archive.preservation.bagit.checking import MOST_PROBLEMS, check_bag
from archive.preservation.bagit.tag_files import decode_name, encode_name, path_problem
from archive.workflows.preserve import write_bag
from archive.workflows.receive_bag import receive_bag
from tests import samples, strategies
from tests.conftest import RECORDS, import_or_skip
from tests.preservation.packages import (
    DRAWN,
    bagit_says,
    contents,
    same_record,
    save_note,
    save_with_files,
)
from tests.runner import run
from tests.store.faults.bit_flips import each_bit_flip
from tests.tools.cases import each_case

SUITE = "conformance/bagit/bagit-conformance-suite.tar.gz"


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """A bag of the record `rain`, beside its folder."""
    write_bag(save_note(tmp_path / "rain"), tmp_path / "bag", bagging_date="2026-12-01")
    return tmp_path / "bag"


def codes(folder: Path) -> list[str]:
    return [finding.code for finding in check_bag(folder).findings]


def with_new_manifests(bag: Path) -> None:
    """Make the manifests of a bag anew, so that only a planted fault is wrong."""
    for name in ("sha256", "sha512"):
        lines = []
        for path in sorted((bag / "data").rglob("*")):
            if path.is_file():
                digest = hashlib.new(name, path.read_bytes()).hexdigest()
                lines.append(f"{digest}  {encode_name(path.relative_to(bag).as_posix())}\n")
        (bag / f"manifest-{name}.txt").write_text("".join(lines), "utf-8")
        (bag / f"tagmanifest-{name}.txt").unlink(missing_ok=True)
    info = bag / "bag-info.txt"
    text = re.sub("Payload-Oxum:.*\n", "", info.read_text("utf-8"))
    info.write_text(text, "utf-8")


# --- there and back ---


@pytest.mark.slow
@each_case("record", RECORDS, ids=lambda path: path.name)
def test_a_record_comes_back_from_its_bag_file_for_file(record: Path, tmp_path: Path) -> None:
    write_bag(record, tmp_path / "bag", tei=True, page=True)
    received = receive_bag(tmp_path / "bag", tmp_path / "back")
    assert contents(tmp_path / "back") == contents(record)
    [note] = received.findings
    assert (note.code, note.severity) == ("bag-file-left", Severity.NOTE)
    assert f"{record.name}.html" in note.message


@pytest.mark.slow
@pytest.mark.judged
@each_case("record", RECORDS, ids=lambda path: path.name)
def test_bagit_accepts_the_bag_of_a_record(record: Path, tmp_path: Path) -> None:
    write_bag(record, tmp_path / "bag", tei=True, page=True)
    assert bagit_says(tmp_path / "bag") == ""


@pytest.mark.slow
@DRAWN
@given(document=strategies.documents())
def test_any_record_comes_back_from_its_bag(
    document: Document, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("drawn")
    record = save_with_files(document, place / "record")
    write_bag(record, place / "bag")
    receive_bag(place / "bag", place / "back")
    assert same_record(record, place / "back")
    shutil.rmtree(place)


@pytest.mark.slow
@pytest.mark.judged
@DRAWN
@given(document=strategies.documents())
def test_bagit_accepts_the_bag_of_any_record(
    document: Document, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """bagit 1.9 does not decode `%25`, which RFC 8493 demands: names with % are judged below."""
    place = tmp_path_factory.mktemp("judged")
    record = save_with_files(document, place / "record")
    assume(not any("%" in name for name in contents(record)))
    write_bag(record, place / "bag", tei=True)
    assert bagit_says(place / "bag") == ""
    shutil.rmtree(place)


@pytest.mark.slow
def test_a_store_comes_back_with_its_groups_and_events(tmp_path: Path) -> None:
    store = archive.Store(tmp_path / "store")
    for id, group in (("rain", "2016/march"), ("wind", "2016"), ("snow", "")):
        store.add(archive.receive(b"It rained.", "text", id=id), under=group)
    store.verify(by="Ada Example")
    store.index()
    store.remove("snow", by="Ada Example", reason="It was sent by mistake.")
    (store.path / "README.md").write_text("Notes", "utf-8")
    written = write_bag(store.path, tmp_path / "bag")
    assert [finding.location.file for finding in written.findings] == [f"{store.path}/.removed"]
    payload = {name.split("/")[0] for name in contents(tmp_path / "bag" / "data")}
    assert payload == {"2016", "README.md", "events.jsonl", "ro-crate-metadata.json"}
    received = receive_bag(tmp_path / "bag", tmp_path / "back")
    assert received.ids == ("rain", "wind")
    back = contents(tmp_path / "back")
    assert back == {
        name: data for name, data in contents(store.path).items() if not name.startswith(".")
    }
    assert archive.Store(tmp_path / "back").verify().ok


def test_equal_records_and_dates_give_equal_bags(tmp_path: Path) -> None:
    record = save_note(tmp_path / "rain")
    for name in ("a", "b"):
        write_bag(record, tmp_path / name, bagging_date="2026-12-01", tei=True)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_bag_says_what_was_said_and_nothing_else(tmp_path: Path) -> None:
    record = save_note(tmp_path / "rain")
    write_bag(
        record, tmp_path / "bag", bagging_date="2026-12-01", source_organization="Leith Archive"
    )
    lines = (tmp_path / "bag" / "bag-info.txt").read_text("utf-8").splitlines()
    payload = contents(tmp_path / "bag" / "data")
    size = sum(map(len, payload.values()))
    assert [line for line in lines if not line.startswith(("Bag-Size", "Bag-Software"))] == [
        "Source-Organization: Leith Archive",
        "External-Identifier: rain",
        "Bagging-Date: 2026-12-01",
        f"Payload-Oxum: {size}.{len(payload)}",
    ]
    assert (tmp_path / "bag" / "bagit.txt").read_bytes() == (
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )


def test_names_with_percent_signs_and_line_ends_are_written_as_the_rfc_says(
    tmp_path: Path,
) -> None:
    record = save_note(tmp_path / "rain")
    odd = ("100%.txt", "%0A.txt", "a\nb\rc.txt", "%25.txt")
    for name in odd:
        (record / "received" / name).write_bytes(name.encode())
    (record / "manifest-sha256.txt").unlink()
    write_bag(record, tmp_path / "bag")
    manifest = (tmp_path / "bag" / "manifest-sha512.txt").read_text("utf-8")
    assert "/100%25.txt\n" in manifest
    assert "/a%0Ab%0Dc.txt\n" in manifest
    assert check_bag(tmp_path / "bag").findings == ()
    receive_bag(tmp_path / "bag", tmp_path / "back")
    assert {f"received/{name}" for name in odd} <= contents(tmp_path / "back").keys()


def test_names_that_bagit_leaves_unencoded_are_read_with_a_warning(bag: Path) -> None:
    (bag / "data" / "100%25.txt").write_text("x", "utf-8")
    with_new_manifests(bag)
    for name in ("manifest-sha256.txt", "manifest-sha512.txt"):
        path = bag / name
        path.write_text(path.read_text("utf-8").replace("100%2525", "100%25"), "utf-8")
    checked = check_bag(bag)
    assert checked.is_valid
    assert {finding.code for finding in checked.findings} == {"bag-manifest-style"}


# --- RO-Crate ---


def crate_of(bag: Path) -> dict[str, dict[str, object]]:
    graph = json.loads((bag / "data" / "ro-crate-metadata.json").read_bytes())["@graph"]
    return {entity["@id"]: entity for entity in graph}


@pytest.mark.slow
def test_rocrate_reads_the_metadata_and_every_file_is_in_it(tmp_path: Path) -> None:
    rocrate = import_or_skip("rocrate.rocrate")
    folder = next(path for path in RECORDS if path.name == "frenemies")
    write_bag(folder, tmp_path / "bag", tei=True, bagging_date="2026-12-01")
    crate = rocrate.ROCrate(tmp_path / "bag" / "data")
    files = {entity.id for entity in crate.data_entities if entity.type == "File"}
    assert files == contents(tmp_path / "bag" / "data").keys() - {"ro-crate-metadata.json"}
    assert crate.root_dataset["datePublished"] == "2026-12-01"
    assert str(crate.name) == archive.load(folder).metadata.title
    entities = crate_of(tmp_path / "bag")
    in_copyright = {"@id": "http://rightsstatements.org/vocab/InC/1.0/"}
    assert entities["frenemies/received/frenemies.txt"]["license"] == in_copyright
    assert entities["frenemies/document.json"]["license"] == {"@id": "#frenemies.rights"}
    said = str(entities["#frenemies.rights"]["description"])
    assert "The text of the article: In Copyright" in said
    assert "The record about it: CC BY 4.0" in said


def test_what_nobody_has_looked_for_is_not_in_the_metadata(bag: Path) -> None:
    entities = crate_of(bag)
    assert set(entities["#rain"]) == {"@id", "@type", "name", "headline"}
    assert "nobody has looked" in str(entities["#rain.rights"]["description"])


@pytest.mark.slow
@given(document=strategies.documents())
def test_the_metadata_of_any_record_is_flat_and_refers_to_what_is_in_it(
    document: Document, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("crate")
    write_bag(save_with_files(document, place / "record"), place / "bag")
    entities = crate_of(place / "bag")
    for entity in entities.values():
        for name, value in entity.items():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    assert set(one) == {"@id"}, (entity["@id"], name)
                    if name in ("license", "hasPart", "about", "isBasedOn", "author"):
                        assert one["@id"] in entities
    shutil.rmtree(place)


def test_a_bag_without_the_metadata_needs_no_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = save_note(tmp_path / "rain")
    monkeypatch.setitem(__import__("sys").modules, "rocrate.rocrate", None)
    with pytest.raises(MissingExtra, match=r"annotated-archive\[rocrate\]"):
        write_bag(record, tmp_path / "bag")
    assert not (tmp_path / "bag").exists()
    write_bag(record, tmp_path / "bag", crate=False)
    assert check_bag(tmp_path / "bag").findings == ()


# --- the suite of the Library of Congress ---


@pytest.fixture(scope="module")
def suite(
    shared: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Path]]:
    """The bags of the suite, by the name of their kind."""
    folder = tmp_path_factory.mktemp("suite")
    with tarfile.open(shared(SUITE)) as packed:
        packed.extractall(folder, filter="data")
    kinds: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("v*/*/*/")):
        kinds.setdefault(path.parent.name, []).append(path)
    return kinds


@pytest.mark.slow
def test_the_suite_is_answered_as_its_folders_say(suite: dict[str, list[Path]]) -> None:
    assert {kind: len(paths) for kind, paths in suite.items()} == {
        "valid": 13, "invalid": 15, "warning": 6, "linux-only": 6, "windows-only": 6,
    }  # fmt: skip
    for path in suite["valid"]:
        assert check_bag(path).is_valid, path
    for kind in ("invalid", "linux-only", "windows-only"):
        for path in suite[kind]:
            assert not check_bag(path).is_valid, path
    for path in suite["warning"]:
        found = check_bag(path).findings
        assert any(finding.severity is Severity.WARNING for finding in found), path


@pytest.mark.slow
@each_case(
    ("name", "code"),
    [
        ("duplicate-file-with-different-case", "bag-names-alike"),
        ("made-with-md5sum-tools", "bag-manifest-style"),
        ("relative-path", "bag-manifest-style"),
        ("same-filename-listed-twice-with-different-normalization", "bag-names-alike"),
        ("same-filename-listed-twice-with-the-same-hash", "bag-listed-twice"),
        ("special-system-files", "bag-system-file"),
    ],
)
def test_what_the_suite_warns_of_is_named(
    name: str, code: str, suite: dict[str, list[Path]]
) -> None:
    """Two of these bags also lack a file on this system, which is an error besides."""
    [path] = [path for path in suite["warning"] if path.name == name]
    checked = check_bag(path)
    assert code in {f.code for f in checked.findings if f.severity is Severity.WARNING}
    lacks_a_file = name in ("duplicate-file-with-different-case", "special-system-files")
    assert checked.is_valid is not lacks_a_file


@pytest.mark.slow
@pytest.mark.judged
def test_bagit_differs_only_where_it_is_known_to(suite: dict[str, list[Path]]) -> None:
    differ = {
        path.name
        for paths in suite.values()
        for path in paths
        if path.parent.name != "windows-only"
        and check_bag(path).is_valid is not (bagit_says(path) == "")
    }
    assert differ == {
        "bagit-with-invalid-whitespace",  # which bagit 1.9 accepts
        "same-filename-listed-twice-with-different-normalization",  # which is to be a warning
    }


# --- damage ---


@pytest.mark.slow
def test_each_of_200_flipped_bits_is_found_and_its_file_named(tmp_path: Path) -> None:
    record = next(path for path in RECORDS if path.name == "not-from-the-moon")
    write_bag(record, tmp_path / "bag", tei=True)
    kinds = set()
    for state, name in each_bit_flip(tmp_path / "bag", 200, seed=29):
        found = check_bag(tmp_path / "bag").findings
        assert any(name in f"{finding.location.file} {finding.message}" for finding in found), state
        kinds.add(name.split("/")[0])
    assert kinds >= {"data", "bagit.txt", "bag-info.txt", "manifest-sha256.txt"}
    assert kinds >= {"tagmanifest-sha256.txt", "tagmanifest-sha512.txt"}
    assert check_bag(tmp_path / "bag").is_valid


def _lost(bag: Path) -> None:
    (bag / "data" / "rain" / "document.json").unlink()


def _added(bag: Path) -> None:
    (bag / "data" / "more.txt").write_text("more", "utf-8")


def _linked(bag: Path) -> None:
    (bag / "data" / "more.txt").symlink_to("/etc/passwd")


def _linked_folder(bag: Path) -> None:
    (bag / "tags").symlink_to("/etc")


def _line(bag: Path, line: str, name: str = "manifest-sha256.txt") -> None:
    with (bag / name).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    for path in bag.glob("tagmanifest-*"):
        path.unlink()


def _listed_twice(bag: Path) -> None:
    _line(bag, (bag / "manifest-sha256.txt").read_text("utf-8").splitlines()[0])


def _fetched(bag: Path, path: str = "data/far.txt") -> None:
    (bag / "fetch.txt").write_text(f"https://example.org/far 12 {path}\n", "utf-8")
    for name, digits in (("sha256", 64), ("sha512", 128)):
        _line(bag, f"{'0' * digits}  data/far.txt", f"manifest-{name}.txt")


def _replaced(bag: Path, name: str, old: str, new: str, encoding: str = "utf-8") -> None:
    text = (bag / name).read_text("utf-8").replace(old, new)
    (bag / name).write_bytes(text.encode(encoding))
    for path in bag.glob("tagmanifest-*"):
        path.unlink()


FAULTS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a lost file": ("bag-file-missing", _lost),
    "an added file": ("bag-file-unlisted", _added),
    "a link in the payload": ("bag-link", _linked),
    "a link to a folder of tags": ("bag-link", _linked_folder),
    "an absolute path": ("bag-path-unsafe", lambda bag: _line(bag, f"{'0' * 64}  /etc/passwd")),
    "a path with ..": ("bag-path-unsafe", lambda bag: _line(bag, f"{'0' * 64}  data/../../x")),
    "a home folder": ("bag-path-unsafe", lambda bag: _line(bag, f"{'0' * 64}  ~/x")),
    "a drive": ("bag-path-unsafe", lambda bag: _line(bag, f"{'0' * 64}  C:\\x")),
    "steps of another system": (
        "bag-path-unsafe",
        lambda bag: _line(bag, f"{'0' * 64}  data\\..\\..\\x"),
    ),
    "a tag file in a payload manifest": (
        "bag-path-unsafe",
        lambda bag: _line(bag, f"{'0' * 64}  bag-info.txt"),
    ),
    "a file elsewhere": ("bag-not-fetched", _fetched),
    "an unsafe file elsewhere": ("bag-path-unsafe", lambda bag: _fetched(bag, "../../x")),
    "a line that is none": ("bag-tag-file", lambda bag: _line(bag, "nothing")),
    "a short digest": ("bag-tag-file", lambda bag: _line(bag, "00  data/x")),
    "an endless line": ("bag-tag-file", lambda bag: _line(bag, "0" * 100_000)),
    "a tag without a colon": ("bag-tag-file", lambda bag: _line(bag, "Contact", "bag-info.txt")),
    "a file listed twice": ("bag-listed-twice", _listed_twice),
    "another encoding": (
        "bag-tag-file",
        lambda bag: _replaced(bag, "bag-info.txt", "archive", "ärchive", "latin-1"),
    ),
    "another size": (
        "bag-oxum-differs",
        lambda bag: _replaced(bag, "bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 1"),
    ),
    "no manifest": (
        "bag-manifest-missing",
        lambda bag: [path.unlink() for path in bag.glob("*manifest*")] and None,
    ),
    "a manifest of unknown digests": (
        "bag-manifest-missing",
        lambda bag: _line(bag, "0 data/x", "manifest-tiger.txt"),
    ),
    "no payload": ("bag-declaration", lambda bag: shutil.rmtree(bag / "data")),
    "no declaration": ("bag-declaration", lambda bag: (bag / "bagit.txt").unlink()),
    "a later version": (
        "bag-declaration",
        lambda bag: _replaced(bag, "bagit.txt", "1.0", "2.0"),
    ),
    "an encoding that runs code": (
        "bag-declaration",
        lambda bag: _replaced(bag, "bagit.txt", "UTF-8", "unicode_escape"),
    ),
}


@pytest.mark.slow
@each_case("fault", FAULTS)
def test_a_faulty_bag_gives_its_code_and_nothing_else(fault: str, tmp_path: Path) -> None:
    code, plant = FAULTS[fault]
    record = save_note(tmp_path / "rain")
    write_bag(record, tmp_path / "bag")
    plant(tmp_path / "bag")
    assert code in codes(tmp_path / "bag")
    if fault != "a manifest of unknown digests":
        with pytest.raises(ReadError) as refused:
            receive_bag(tmp_path / "bag", tmp_path / "back")
        assert code in [finding.code for finding in refused.value.findings]
        assert not (tmp_path / "back").exists()


@pytest.mark.slow
def test_every_problem_is_reported_up_to_a_thousand(bag: Path) -> None:
    _lost(bag)
    _added(bag)
    _line(bag, "nothing")
    assert {"bag-file-missing", "bag-file-unlisted", "bag-tag-file"} <= set(codes(bag))
    for number in range(2 * MOST_PROBLEMS):
        _line(bag, f"{'0' * 64}  data/{number}")
    found = check_bag(bag).findings
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1].code == "bag-problems-cut"


@each_case("name", ["a%.txt", "100%25", "%0a", "a\r\nb", "%%", "ä"])
def test_an_encoded_name_is_decoded_again(name: str) -> None:
    assert decode_name(encode_name(name)) == name


@each_case("name", ["/a", "../a", "data/../../a", "~", "~root/a", "C:/a", "\\\\server\\a", "a\0b"])
def test_a_path_that_could_lead_out_is_refused(name: str) -> None:
    assert path_problem(name)


# --- packed bags ---


def _zipped(bag: Path, folder: str = "bag/") -> Path:
    path = bag.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in contents(bag).items():
            packed.writestr(folder + name, data)
    return path


@pytest.mark.slow
@each_case("form", ["folder in zip", "files in zip", "tar", "tar.gz"])
def test_a_packed_bag_is_received_and_added_as_its_folder_is(form: str, tmp_path: Path) -> None:
    record = save_note(tmp_path / "rain")
    write_bag(record, tmp_path / "bag")
    if "zip" in form:
        path = _zipped(tmp_path / "bag", "bag/" if form == "folder in zip" else "")
    else:
        path = tmp_path / f"bag.{form}"
        with tarfile.open(path, "w:gz" if form == "tar.gz" else "w") as packed:
            packed.add(tmp_path / "bag", "bag")
    receive_bag(path, tmp_path / "back")
    assert same_record(record, tmp_path / "back")
    store = archive.Store(tmp_path / "store")
    assert store.add(path).id == "rain"
    assert same_record(record, store.path / "rain")


def _evil_zip(path: Path, name: str, mode: int = 0o100644) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("bag/bagit.txt", "BagIt-Version: 1.0\n")
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        packed.writestr(entry, "/etc/passwd")


def _evil_tar(path: Path, name: str, kind: bytes = tarfile.REGTYPE) -> None:
    with tarfile.open(path, "w") as packed:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc/passwd"
        packed.addfile(member)


@each_case(
    "make",
    [
        lambda path: _evil_zip(path / "a.zip", "../out.txt"),
        lambda path: _evil_zip(path / "a.zip", "/tmp/out.txt"),
        lambda path: _evil_zip(path / "a.zip", "bag/link", 0o120777),
        lambda path: _evil_zip(path / "a.zip", "bag/bagit.txt/x"),
        lambda path: _evil_tar(path / "a.tar", "../out.txt"),
        lambda path: _evil_tar(path / "a.tar", "link", tarfile.SYMTYPE),
        lambda path: _evil_tar(path / "a.tar", "pipe", tarfile.FIFOTYPE),
        lambda path: (path / "a.tar").write_bytes(b"nothing"),
        lambda path: (path / "a.tar.gz").write_bytes(b"\x1f\x8b nothing"),
    ],
)
def test_a_hostile_package_is_not_opened(
    make: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path)
    [path] = tmp_path.iterdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # where a way out would lead to
    with pytest.raises(ReadError) as refused:
        receive_bag(path, tmp_path / "back")
    assert {finding.code for finding in refused.value.findings} == {"bag-not-opened"}
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.slow
def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bagit.txt", "BagIt-Version: 1.0\n")
        packed.writestr("data/zeros", bytes(64 << 20))
    with pytest.raises(ReadError, match="unpacked"):
        receive_bag(path, tmp_path / "back")


# --- what others put into bags ---


def test_a_bag_without_a_record_says_what_it_has_and_what_to_do(tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    write_bag(save_note(tmp_path / "rain"), bag)
    shutil.rmtree(bag / "data")
    (bag / "data").mkdir()
    (bag / "data" / "page.html").write_text("<p>It rained.</p>", "utf-8")
    (bag / "data" / "scan.tif").write_bytes(b"II*")
    with_new_manifests(bag)
    with pytest.raises(ReadError) as refused:
        receive_bag(bag, tmp_path / "back")
    [finding] = refused.value.findings
    assert finding.code == "bag-without-record"
    assert '2 files: "page.html", "scan.tif"' in finding.message
    assert finding.hint == f"archive receive {bag}/data/page.html"


def test_a_record_that_is_the_payload_itself_is_received(tmp_path: Path) -> None:
    """As other tools bag the folder of a record."""
    bag, record = tmp_path / "bag", save_note(tmp_path / "rain")
    write_bag(record, bag)
    shutil.rmtree(bag / "data")
    shutil.copytree(record, bag / "data")
    (bag / "data" / "ro-crate-metadata.json").write_text("{}", "utf-8")
    (bag / "data" / "letter.pdf").write_text("Dear Ada", "utf-8")
    with_new_manifests(bag)
    received = receive_bag(bag, tmp_path / "back")
    assert same_record(record, tmp_path / "back")
    messages = [finding.message for finding in received.findings]
    assert any('"letter.pdf"' in message for message in messages)
    assert any('"ro-crate-metadata.json"' in message for message in messages)


@pytest.mark.slow
def test_hidden_files_of_others_are_never_taken(tmp_path: Path) -> None:
    """A hook of git would be run, and an index of the store believed."""
    bag, records = tmp_path / "bag", tmp_path / "records"
    save_note(records / "rain")
    save_note(records / "wind")
    write_bag(records, bag)
    for name in (".git/config", ".archive/index.sqlite", "2016/.git/hooks/pre-commit"):
        (bag / "data" / name).parent.mkdir(parents=True)
        (bag / "data" / name).write_text("evil", "utf-8")
    with_new_manifests(bag)
    received = receive_bag(bag, tmp_path / "back")
    assert contents(tmp_path / "back") == contents(records)
    assert any("3 files of no record" in finding.message for finding in received.findings)
    manifest = bag / "data" / "rain" / "manifest-sha256.txt"
    (bag / "data" / "rain" / ".GIT").mkdir()
    (bag / "data" / "rain" / ".GIT" / "config").write_text("evil", "utf-8")
    manifest.write_text(
        f"{manifest.read_text('utf-8')}{hashlib.sha256(b'evil').hexdigest()}  .GIT/config\n",
        "utf-8",
    )
    with_new_manifests(bag)
    with pytest.raises(ReadError, match="belongs to git"):
        receive_bag(bag, tmp_path / "again")
    with pytest.raises(ReadError, match="belongs to git"):
        archive.Store(tmp_path / "store").add(bag)


def test_a_record_that_lacks_a_file_is_not_taken(tmp_path: Path, bag: Path) -> None:
    (bag / "data" / "rain" / "received" / "rain.txt").unlink()
    with_new_manifests(bag)
    with pytest.raises(ReadError, match="the manifest of its record lists it"):
        receive_bag(bag, tmp_path / "back")


# --- writing is refused ---


def test_nothing_is_written_of_a_damaged_record(tmp_path: Path) -> None:
    records = tmp_path / "records"
    save_note(records / "rain")
    (save_note(records / "wind") / "received" / "wind.txt").write_bytes(b"changed")
    with pytest.raises(WriteError, match=r"wind/received/wind\.txt"):
        write_bag(records, tmp_path / "bag")
    save_note(records / "snow")
    (records / "snow" / "document.json").write_text("{}", "utf-8")
    (records / "rain" / "received" / "rain.txt").unlink()
    with pytest.raises(ReadError) as refused:
        write_bag(records, tmp_path / "bag")
    files = {finding.location.file for finding in refused.value.findings}
    assert files == {f"{records}/snow/document.json", f"{records}/rain"}
    assert {path.name for path in tmp_path.iterdir()} == {"records"}


def test_two_files_of_one_name_are_not_in_one_bag(tmp_path: Path) -> None:
    for store in ("a", "b"):
        save_note(tmp_path / store / f"rain-{store}")
        (tmp_path / store / "README.md").write_text(store, "utf-8")
    with pytest.raises(WriteError, match=r"two files would be data/README\.md"):
        write_bag([tmp_path / "a", tmp_path / "b"], tmp_path / "bag")
    save_note(tmp_path / "b" / "rain-a")
    with pytest.raises(WriteError, match="would both be rain-a in the bag"):
        write_bag([tmp_path / "a", tmp_path / "b"], tmp_path / "bag")
    assert not (tmp_path / "bag").exists()


def test_what_does_not_belong_to_a_record_is_named(tmp_path: Path) -> None:
    record = save_note(tmp_path / "rain")
    (record / ".note").write_text("hidden", "utf-8")
    (record / "out").symlink_to("/etc/passwd")
    written = write_bag(record, tmp_path / "bag")
    left = {Path(finding.location.file or "").name for finding in written.findings}
    assert left == {".note", "out"}
    assert not any(name.endswith((".note", "out")) for name in contents(tmp_path / "bag"))


@pytest.mark.slow
@each_case(
    ("arguments", "said"),
    [
        (("write", "rain", "--to", "bagit"), "name a new folder with -o"),
        (("write", "rain", "--to", "bagit", "-o", "full"), "full has files"),
        (("write", "rain", "--to", "bagit", "-o", "rain/bag"), "in the folder of a record"),
        (("write", "store", "--to", "bagit", "-o", "store/bag"), "is in store, which is packed"),
        (("write", "rain", "--to", "bagit", "-o", "bag.zip"), "a package is a folder"),
        (("write", "rain", "--to", "bagit", "-o", "rain/document.json"), "is not a folder"),
        (("write", "rain/document.json", "--to", "bagit", "-o", "b"), "this is no folder"),
        (("write", "bag", "--to", "bagit", "-o", "b"), "is a bag already"),
        (("write", "full", "--to", "bagit", "-o", "b"), "no record in full"),
        (("write", "rain", "--to", "bagit", "-o", "b", "--public"), "leave out --public"),
        (("write", "rain", "--to", "bagit", "-o", "b", "--option", "a=b"), "no option 'a'"),
        (("write", "-", "--to", "bagit", "-o", "b"), "standard input"),
        (
            ("write", "rain", "--to", "bagit", "-o", "b", "--option", "bagging_date=today"),
            "is a date such as 2026-12-01",
        ),
        (
            ("write", "rain", "--to", "bagit", "-o", "b", "--option", "contact_name=a\nb"),
            "must be one line",
        ),
        (("receive", "bag", "--id", "x"), "--id is for articles"),
        (("receive", "bag", "-o", "rain"), "rain exists already"),
        (("receive", "bag", "rain/received/rain.txt"), "receive them separately"),
        (("store", "add", "bag", "rain"), "is in a bag"),
        (("search", "bag", "rain"), "is in a bag"),
    ],
)
def test_a_mistake_is_answered_and_nothing_is_written(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    save_note(Path("rain"))
    save_note(Path("store/wind"))
    write_bag("rain", "bag")
    Path("full").mkdir()
    Path("full/letter.txt").write_text("Dear Ada", "utf-8")
    before = contents(tmp_path)
    result = run(*arguments)
    assert result.exit_code != 0
    assert said in result.stderr, result.stderr
    assert "Traceback" not in result.stderr
    assert contents(tmp_path) == before


def test_a_record_in_a_bag_is_not_written_in_place(bag: Path) -> None:
    before = contents(bag)
    record = bag / "data" / "rain"
    with pytest.raises(WriteError, match="is in a bag"):
        archive.save(archive.load(record).update(language="en"), record)
    with pytest.raises(WriteError, match="is in a bag"):
        archive.Store(bag / "data")
    assert contents(bag) == before


# --- the commands ---


@pytest.mark.slow
def test_the_commands_write_check_receive_and_add_a_bag(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    save_note(Path("records/rain"))
    save_note(Path("records/wind"))
    written = run("write", "records", "--to", "bagit", "-o", "bag", "--option", "tei=yes")
    assert (written.exit_code, written.stderr) == (0, "archive: 2 records written to bag\n")
    checked = run("validate", "bag", "--statistics")
    assert checked.stdout.splitlines()[-1].endswith("in 2 records")
    assert not Path("bag/.archive").exists()
    received = run("receive", "bag")
    assert received.exit_code == 0
    assert received.stderr.splitlines()[-1] == "archive: bag-records: 2 records from the bag bag"
    added = run("store", "add", "store", "bag")
    assert added.stderr == "archive: 2 of 2 records added to store\n"
    Path("bag/data/rain/document.json").write_text("{}", "utf-8")
    refused = run("store", "add", "other", "bag")
    assert refused.exit_code == 2
    assert "bag-file-damaged" in refused.stderr
    assert run("validate", "bag").exit_code == 1
    assert run("receive", "bag", "-o", "again").stderr.endswith("bag: nothing was taken from it\n")


@pytest.mark.slow
def test_several_bags_are_received_and_one_that_is_refused_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for id in ("rain", "wind"):
        write_bag(save_note(Path(id)), f"bag-{id}")
    Path("bag-rain/bag-info.txt").unlink()
    result = run("receive", "bag-rain", "bag-wind", "-o", "back")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "archive: 1 of 2 bags received"
    assert [path.name for path in Path("back").iterdir()] == ["wind"]


def test_a_zipped_bag_is_validated_under_its_own_name(tmp_path: Path, bag: Path) -> None:
    path = _zipped(bag)
    result = run("validate", path)
    assert result.exit_code == 0
    assert f"{path}/bag/data/rain/document.json" in result.stdout
    assert "/tmp/archive-bag" not in result.stdout


@pytest.mark.slow
def test_memory_does_not_grow_with_the_payload(tmp_path: Path) -> None:
    import tracemalloc

    record = save_note(tmp_path / "rain")
    with (record / "received" / "film.mp4").open("wb") as film:
        block = Random(0).randbytes(1 << 20)
        for _ in range(48):
            film.write(block)
    (record / "manifest-sha256.txt").unlink()
    write_bag(save_note(tmp_path / "warm"), tmp_path / "warm-bag")
    tracemalloc.start()
    write_bag(record, tmp_path / "bag")
    receive_bag(tmp_path / "bag", tmp_path / "back")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 << 20


def test_a_sample_with_every_kind_of_file_comes_back(tmp_path: Path) -> None:
    record = save_with_files(samples.assessed(), tmp_path / "record")
    write_bag(record, tmp_path / "bag")
    receive_bag(tmp_path / "bag", tmp_path / "back")
    assert same_record(record, tmp_path / "back")
