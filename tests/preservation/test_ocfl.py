"""An OCFL object has every version of a record, and `ocfl-py` finds what was planted into it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import archive
from archive.errors import WriteError
from archive.model.document import Document
from archive.preservation.ocfl.inventory import Inventory, Version
from archive.preservation.ocfl.objects import object_id
from archive.preservation.ocfl.storage_root import object_path
from archive.workflows.preserve import write_ocfl
from tests import strategies
from tests.conftest import RECORDS, ROOT, import_or_skip, skip_or_fail
from tests.preservation.packages import (
    DRAWN,
    contents,
    git,
    ocfl_says,
    save_note,
    save_with_files,
)
from tests.runner import run
from tests.store.faults.bit_flips import each_bit_flip
from tests.tools.cases import each_case

BASE = "https://example.org/records/"
DOCUMENT = "v1/content/document.json"
FIXTURES = "conformance/ocfl/ocfl-fixtures-1.1.tar.gz"


@pytest.fixture(autouse=True)
def git_is_there() -> None:
    if shutil.which("git") is None:
        skip_or_fail("git is not installed")


def objects_in(root: Path) -> list[Path]:
    return sorted(path.parent for path in root.rglob("0=ocfl_object_1.1"))


def inventory_of(place: Path) -> dict[str, Any]:
    inventory: dict[str, Any] = json.loads((place / "inventory.json").read_bytes())
    return inventory


def files_of(place: Path, version: str) -> dict[str, bytes]:
    """The files of a version, by name, with the bytes that the manifest leads to."""
    inventory = inventory_of(place)
    return {
        name: (place / inventory["manifest"][digest][0]).read_bytes()
        for digest, names in inventory["versions"][version]["state"].items()
        for name in names
    }


def storage_root_says(root: Path) -> list[str]:
    storage_root = import_or_skip("ocfl.storage_root")
    store = storage_root.StorageRoot(root=str(root))
    is_valid = store.validate(log_warnings=True)
    assert is_valid
    assert store.num_objects == store.good_objects > 0
    return [*store.log.messages, *(message for _, message in store.errors)]


# --- versions ---


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with the store `notes`, in which `rain` was changed, moved and restored."""
    place = tmp_path / "repository"
    notes = place / "notes"
    rain = save_note(notes / "2016" / "rain")
    git(place, "init", "--quiet")
    git(place, "add", ".")
    git(place, "commit", "--quiet", "-m", "Receive the note\n\nFrom Leith.")
    archive.save(archive.load(rain).update(language="en"), rain)
    (rain / "received" / "copy.txt").write_bytes((rain / "received" / "rain.txt").read_bytes())
    save_note(notes / "wind", b"The wind was from the west.")
    git(place, "add", ".")
    git(place, "commit", "--quiet", "-m", "Say the language", at="2026-04-01T00:00:00Z")
    (place / "other.txt").write_text("no record", "utf-8")
    git(place, "add", ".")
    git(place, "commit", "--quiet", "-m", "Something else")
    return place


@pytest.mark.slow
def test_each_commit_that_changed_a_record_is_a_version(repository: Path, tmp_path: Path) -> None:
    write_ocfl(repository / "notes", tmp_path / "root", base=BASE)
    place = tmp_path / "root" / object_path(f"{BASE}rain")
    versions = inventory_of(place)["versions"]
    said = {name: (one["created"], one["message"], one["user"]) for name, one in versions.items()}
    ada = {"name": "Ada Example", "address": "mailto:ada@example.org"}
    assert said == {
        "v1": ("2026-03-20T09:30:00+01:00", "Receive the note\n\nFrom Leith.", ada),
        "v2": (said["v2"][0], "Say the language", ada),
    }
    assert said["v2"][0] in ("2026-04-01T00:00:00Z", "2026-04-01T00:00:00+00:00")
    assert files_of(place, "v2") == contents(repository / "notes" / "2016" / "rain")
    assert b'"language"' not in files_of(place, "v1")["document.json"]
    wind = inventory_of(tmp_path / "root" / object_path(f"{BASE}wind"))
    assert wind["head"] == "v1"


@pytest.mark.slow
def test_what_did_not_change_is_stored_once(repository: Path, tmp_path: Path) -> None:
    write_ocfl(repository / "notes", tmp_path / "root", base=BASE)
    place = tmp_path / "root" / object_path(f"{BASE}rain")
    manifest = inventory_of(place)["manifest"]
    stored = sorted(path for [path] in manifest.values())
    assert stored == [
        "v1/content/document.json",
        "v1/content/manifest-sha256.txt",
        "v1/content/received/rain.txt",
        "v2/content/document.json",
        "v2/content/manifest-sha256.txt",
    ]
    there = {name for name in contents(place) if "/content/" in name}
    assert there == set(stored)


@pytest.mark.slow
def test_what_is_not_committed_is_the_last_version(repository: Path, tmp_path: Path) -> None:
    rain = repository / "notes" / "2016" / "rain"
    archive.save(archive.load(rain).update(language="de"), rain)
    write_ocfl(
        rain, tmp_path / "root", base=BASE, user="Ada Example", user_address="mailto:a@example.org"
    )
    place = tmp_path / "root" / object_path(f"{BASE}rain")
    last = inventory_of(place)["versions"]["v3"]
    assert last["message"].startswith("Not committed")
    assert last["user"] == {"name": "Ada Example", "address": "mailto:a@example.org"}
    assert files_of(place, "v3") == contents(rain)


@pytest.mark.slow
def test_a_record_that_was_deleted_and_restored_has_both_versions(
    repository: Path, tmp_path: Path
) -> None:
    git(repository, "rm", "--quiet", "-r", "notes/wind")
    git(repository, "commit", "--quiet", "-m", "Delete")
    git(repository, "checkout", "--quiet", "HEAD~1", "--", "notes/wind")
    git(repository, "commit", "--quiet", "-m", "Restore")
    write_ocfl(repository / "notes", tmp_path / "root", base=BASE)
    place = tmp_path / "root" / object_path(f"{BASE}wind")
    messages = [one["message"] for one in inventory_of(place)["versions"].values()]
    assert messages == ["Say the language", "Delete", "Restore"]
    assert (files_of(place, "v2"), files_of(place, "v3")) == ({}, files_of(place, "v1"))


@pytest.mark.slow
def test_a_merge_is_one_version_of_what_it_brought(repository: Path, tmp_path: Path) -> None:
    rain = repository / "notes" / "2016" / "rain"
    git(repository, "checkout", "--quiet", "-b", "side")
    archive.save(archive.load(rain).update(language="fr"), rain)
    git(repository, "commit", "--quiet", "-am", "On the side")
    git(repository, "checkout", "--quiet", "main")
    save_note(repository / "notes" / "snow")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "Snow")
    git(repository, "merge", "--quiet", "--no-edit", "side")
    write_ocfl(repository / "notes", tmp_path / "root", base=BASE)
    place = tmp_path / "root" / object_path(f"{BASE}rain")
    messages = [one["message"] for one in inventory_of(place)["versions"].values()]
    assert messages[:2] == ["Receive the note\n\nFrom Leith.", "Say the language"]
    assert messages[2].startswith("Merge branch 'side'")
    assert files_of(place, inventory_of(place)["head"]) == contents(rain)


@pytest.mark.slow
@pytest.mark.judged
def test_every_version_of_the_records_of_the_project_is_as_git_has_it(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone")
    write_ocfl(ROOT / "documents", tmp_path / "root", base=BASE)
    assert storage_root_says(tmp_path / "root") == []
    for record in RECORDS:
        place = tmp_path / "root" / object_path(f"{BASE}{record.name}")
        assert ocfl_says(place) == []
        path = f"documents/{record.name}"
        log = git(ROOT, "log", "--first-parent", "-m", "--reverse", "--format=%H", "--", path)
        versions = inventory_of(place)["versions"]
        commits = log.split()
        assert len(commits) <= len(versions) <= len(commits) + 1
        for name, commit in zip(versions, commits, strict=False):
            tree = git(ROOT, "ls-tree", "-r", "--name-only", commit, "--", path).split()
            names = {one.removeprefix(f"{path}/") for one in tree}
            assert files_of(place, name).keys() == names
            shown = git(ROOT, "show", f"{commit}:{path}/document.json").encode()
            assert files_of(place, name)["document.json"] == shown


def test_without_git_there_is_one_version(tmp_path: Path) -> None:
    record = save_note(tmp_path / "rain")
    write_ocfl(record, tmp_path / "root", base=BASE)
    place = tmp_path / "root" / object_path(f"{BASE}rain")
    inventory = inventory_of(place)
    assert list(inventory["versions"]) == ["v1"]
    assert inventory["versions"]["v1"]["message"] == "The record rain"
    assert files_of(place, "v1") == contents(record)


@pytest.mark.slow
def test_a_repository_without_commits_has_no_versions(tmp_path: Path) -> None:
    record = save_note(tmp_path / "rain")
    git(tmp_path, "init", "--quiet")
    write_ocfl(record, tmp_path / "root", base=BASE)
    assert inventory_of(objects_in(tmp_path / "root")[0])["head"] == "v1"


@pytest.mark.slow
def test_names_and_links_in_git_are_those_of_the_record(tmp_path: Path) -> None:
    record = save_note(tmp_path / "place" / "rain")
    for name in ("a b.txt", "ä\n.txt", ":c", ".hidden", "-d"):
        (record / "received" / name).write_text(name, "utf-8")
    (record / "received" / "link").symlink_to("a b.txt")
    (record / "received" / "out").symlink_to("/etc/passwd")
    (record / "manifest-sha256.txt").unlink()
    git(tmp_path / "place", "init", "--quiet")
    git(tmp_path / "place", "add", ".")
    git(tmp_path / "place", "commit", "--quiet", "-m", "All")
    write_ocfl(record, tmp_path / "root", base=BASE)
    [place] = objects_in(tmp_path / "root")
    assert inventory_of(place)["head"] == "v2"  # which adds the manifest
    names = files_of(place, "v1").keys()
    assert names == files_of(place, "v2").keys() - {"manifest-sha256.txt"}
    assert "received/ä\n.txt" in names
    assert files_of(place, "v1")["received/link"] == b"a b.txt"
    assert not {"received/out", "received/.hidden"} & names


@pytest.mark.slow
def test_git_is_asked_four_times_however_many_versions_there_are(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rain = repository / "notes" / "2016" / "rain"
    for number in range(20):
        (rain / "received" / "more.txt").write_text(str(number), "utf-8")
        git(repository, "add", ".")
        git(repository, "commit", "--quiet", "-m", f"Change {number}")
    asked: list[list[str]] = []
    popen = subprocess.Popen

    class Counted(popen):  # type: ignore[type-arg, misc, valid-type]
        def __init__(self, arguments: list[str], *rest: Any, **options: Any) -> None:
            asked.append(arguments)
            super().__init__(arguments, *rest, **options)

    monkeypatch.setattr(subprocess, "Popen", Counted)
    write_ocfl(repository / "notes", tmp_path / "root", base=BASE)
    assert len(asked) == 4, asked
    place = tmp_path / "root" / object_path(f"{BASE}rain")
    assert inventory_of(place)["head"] == "v22"


# --- refusals ---


@pytest.mark.slow
def test_git_that_is_missing_or_refuses_is_said(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = repository / "notes"
    (repository / ".git" / "HEAD").write_text("nonsense", "utf-8")
    with pytest.raises(WriteError, match="git cannot read the history"):
        write_ocfl(notes, tmp_path / "root")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(WriteError, match="git is not installed"):
        write_ocfl(notes, tmp_path / "root")
    assert not (tmp_path / "root").exists()
    write_ocfl(notes, tmp_path / "root", history=False)
    assert len(objects_in(tmp_path / "root")) == 2


@pytest.mark.slow
def test_commits_that_change_no_bytes_of_a_record_are_no_versions(
    repository: Path, tmp_path: Path
) -> None:
    wind = repository / "notes" / "wind"
    (wind / "received" / "wind.txt").chmod(0o755)
    git(repository, "commit", "--quiet", "-am", "Permissions")
    (wind / ".note").write_text("hidden", "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "A hidden file")
    written = write_ocfl(repository / "notes", tmp_path / "root", base=BASE)
    assert inventory_of(tmp_path / "root" / object_path(f"{BASE}wind"))["head"] == "v1"
    assert [finding.location.file for finding in written.findings] == [f"{wind}/.note"]


def test_nothing_is_written_of_a_damaged_record(tmp_path: Path) -> None:
    record = save_note(tmp_path / "rain")
    (record / "received" / "rain.txt").write_bytes(b"changed")
    with pytest.raises(WriteError, match=r"rain/received/rain\.txt"):
        write_ocfl(record, tmp_path / "root")
    assert not (tmp_path / "root").exists()


@pytest.mark.slow
def test_nothing_is_added_to_a_root_that_is_there(tmp_path: Path) -> None:
    record = save_note(tmp_path / "rain")
    write_ocfl(record, tmp_path / "root")
    before = contents(tmp_path / "root")
    with pytest.raises(WriteError, match="has files"):
        write_ocfl(record, tmp_path / "root")
    assert contents(tmp_path / "root") == before


@pytest.mark.slow
@each_case(
    ("options", "said"),
    [
        (("base=records/",), "base must be a URI"),
        (("user_address=Ada",), "user_address must be a URI"),
        (("history=maybe",), "is not a value of history"),
        (("tei=yes",), "bagit"),
    ],
)
def test_a_mistake_is_answered(
    options: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    save_note(Path("rain"))
    given = [part for option in options for part in ("--option", option)]
    result = run("write", "rain", "--to", "ocfl", "-o", "root", *given)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not Path("root").exists()


def test_two_records_of_one_id_are_not_one_object(tmp_path: Path) -> None:
    save_note(tmp_path / "notes" / "2016" / "rain")
    save_note(tmp_path / "notes" / "2017" / "rain")
    with pytest.raises(WriteError, match="would be one object"):
        write_ocfl(tmp_path / "notes", tmp_path / "root")


# --- the judge ---


@pytest.mark.slow
@pytest.mark.judged
@DRAWN
@given(document=strategies.documents())
def test_ocfl_py_accepts_the_object_of_any_record(
    document: Document, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("drawn")
    record = save_with_files(document, place / "record")
    write_ocfl(record, place / "root")
    [found] = objects_in(place / "root")
    assert ocfl_says(found) == []
    assert storage_root_says(place / "root") == []
    assert files_of(found, "v1") == contents(record)
    shutil.rmtree(place)


@each_case("address", ["9a:b", "例:x", "a b:c", "#p", "?", "//example.org/a", "https://", ":"])
def test_what_is_no_absolute_address_is_no_id(address: str) -> None:
    assert object_id(Document(id="rain", base_iri=address)).startswith("urn:uuid:")


@pytest.mark.judged
def test_the_path_of_an_object_is_that_of_the_extension() -> None:
    layout = import_or_skip("ocfl.layout_registry").get_layout("0003")
    for id in ("object-01", "..hor/rib:le-$id", f"urn:{'x' * 200}", "https://example.org/ä"):
        assert object_path(id) == layout.identifier_to_path(id)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An object of three versions."""
    place = tmp_path_factory.mktemp("sound")
    rain = save_note(place / "repository" / "rain")
    git(place / "repository", "init", "--quiet")
    for number in range(3):
        if number:
            archive.save(archive.load(rain).update(language=("en", "de")[number - 1]), rain)
        git(place / "repository", "add", ".")
        git(place / "repository", "commit", "--quiet", "-m", f"Version {number + 1}")
    write_ocfl(rain, place / "root", base=BASE)
    return place / "root" / object_path(f"{BASE}rain")


def _write(place: Path, inventory: dict[str, Any], algorithm: str = "sha512") -> None:
    data = json.dumps(inventory).encode()
    (place / "inventory.json").write_bytes(data)
    for old in place.glob("inventory.json.*"):
        old.unlink()
    digest = hashlib.new(algorithm, data).hexdigest()
    (place / f"inventory.json.{algorithm}").write_text(f"{digest} inventory.json\n", "utf-8")


def _edit(place: Path, change: Callable[[dict[str, Any]], object], *, only: str = "") -> None:
    """Change the inventory, and make its digests right; `only` in one version."""
    inventory = inventory_of(place / only)
    change(inventory)
    for where in [only] if only else ["", "v3"]:
        _write(place / where, inventory)


def _state(inventory: dict[str, Any], version: str = "v3") -> dict[str, list[str]]:
    state: dict[str, list[str]] = inventory["versions"][version]["state"]
    return state


def _first(names: dict[str, Any]) -> str:
    return next(iter(names))


def _renamed(old: str, new: str) -> Callable[[Path], None]:
    def plant(place: Path) -> None:
        for version in sorted(place.glob("v*")):
            text = (version / "inventory.json").read_text("utf-8").replace(old, new)
            _write(version, json.loads(text))
        text = (place / "inventory.json").read_text("utf-8").replace(old, new)
        _write(place, json.loads(text))
        (place / old).rename(place / new)

    return plant


def _set(*path: str, to: Any, only: str = "") -> Callable[[Path], None]:
    def change(inventory: dict[str, Any]) -> None:
        inner = inventory
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = to

    return lambda place: _edit(place, change, only=only)


def _without(*path: str, only: str = "") -> Callable[[Path], None]:
    def change(inventory: dict[str, Any]) -> None:
        inner = inventory
        for key in path[:-1]:
            inner = inner[key]
        del inner[path[-1]]

    return lambda place: _edit(place, change, only=only)


def _file(name: str, data: str) -> Callable[[Path], None]:
    def plant(place: Path) -> None:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(data, "utf-8")

    return plant


def _deleted(name: str) -> Callable[[Path], None]:
    return lambda place: (place / name).unlink()


def _emptied(place: Path) -> None:
    shutil.rmtree(place)
    place.mkdir()


def _without_versions(place: Path) -> None:
    inventory = inventory_of(place)
    del inventory["head"]
    inventory["versions"] = {}
    _write(place, inventory)


def _content_beside(place: Path) -> None:
    """Move a file of the first version out of its content folder."""
    for where in ("", "v1", "v2", "v3"):
        text = (place / where / "inventory.json").read_text("utf-8")
        text = text.replace("v1/content/received/rain.txt", "v1/received/rain.txt")
        _write(place / where, json.loads(text))
    (place / "v1" / "received").mkdir()
    (place / "v1/content/received/rain.txt").rename(place / "v1/received/rain.txt")


def _forgotten(place: Path) -> None:
    """List a content under a second path, in all manifests but that of the second version."""
    (place / "v1/content/again.json").write_bytes((place / DOCUMENT).read_bytes())
    for where in ("", "v1", "v3"):
        inventory = inventory_of(place / where)
        [paths] = [paths for paths in inventory["manifest"].values() if DOCUMENT in paths]
        paths.append("v1/content/again.json")
        _write(place / where, inventory)


def _without_manifest(place: Path) -> None:
    def change(inventory: dict[str, Any]) -> None:
        del inventory["manifest"]
        for version in inventory["versions"].values():
            version["state"] = {}

    for version in ("v1", "v2"):  # with which the inventory would be compared
        for path in (place / version).glob("inventory.json*"):
            path.unlink()
    _edit(place, change)


def _padded(place: Path) -> None:
    """Ten versions, of which the last has no zero before its number."""
    inventory = inventory_of(place)
    for number in range(4, 11):
        inventory["versions"][f"v{number}"] = inventory["versions"]["v3"]
        (place / f"v{number}").mkdir()
    inventory["head"] = "v10"
    text = re.sub('"v([1-9])(?=["/])', r'"v0\1', json.dumps(inventory))
    for number in range(1, 10):
        (place / f"v{number}").rename(place / f"v0{number}")
    for where in ("", "v10"):
        _write(place / where, json.loads(text))


def _bad_version(place: Path) -> None:
    def change(inventory: dict[str, Any]) -> None:
        inventory["versions"]["v3"] |= {"created": 1, "user": {"address": "x"}}
        _unknown_digest(inventory)

    _edit(place, change)


def _reworded_root(place: Path) -> None:
    path = place / "inventory.json"
    path.write_text(path.read_text("utf-8").replace("Version 3", "Version III"), "utf-8")


def _old_digest(place: Path) -> None:
    """Give a content another digest in the manifest and the states of the first version."""
    inventory = inventory_of(place / "v1")
    [old] = [digest for digest, paths in inventory["manifest"].items() if DOCUMENT in paths]
    for block in (inventory["manifest"], _state(inventory, "v1")):
        block["0" * 128] = block.pop(old)
    _write(place / "v1", inventory)


def _absent(place: Path) -> None:
    (place / DOCUMENT).unlink()
    _fixity(DOCUMENT)(place)


def _earlier_root(place: Path) -> None:
    _write(place, inventory_of(place / "v2"))


def _wrong_case(inventory: dict[str, Any]) -> None:
    digest = _first(inventory["manifest"])
    inventory["manifest"][digest.upper()] = inventory["manifest"].pop(digest)
    for version in inventory["versions"]:
        if digest in _state(inventory, version):
            _state(inventory, version)["0" * 128] = _state(inventory, version).pop(digest)


def _unknown_digest(inventory: dict[str, Any]) -> None:
    _state(inventory)["0" * 128] = _state(inventory).pop(_first(_state(inventory)))


def _logical(*names: str) -> Callable[[Path], None]:
    def change(inventory: dict[str, Any]) -> None:
        digests = list(_state(inventory))[: len(names)]
        for digest, name in zip(digests, names, strict=True):
            _state(inventory)[digest] = [name]

    return lambda place: _edit(place, change)


def _content(*paths: str) -> Callable[[Path], None]:
    def change(inventory: dict[str, Any]) -> None:
        inventory["manifest"][_first(inventory["manifest"])] += paths

    return lambda place: _edit(place, change)


def _fixity(path: str, digest: str = "0" * 32) -> Callable[[Path], None]:
    return _set("fixity", to={"md5": {digest: [path]}})


def _twice(inventory: dict[str, Any]) -> None:
    block = inventory["manifest"]
    digest = next(one for one in block if one != one.upper())
    block[digest.upper()] = block[digest]


def _shared_content(inventory: dict[str, Any]) -> None:
    first, second, *_ = inventory["manifest"]
    inventory["manifest"][first].append(inventory["manifest"][second][0])


def _wrong_sidecar(name: str) -> Callable[[Path], None]:
    return _file(name, f"{'0' * 128} inventory.json\n")


def _older(place: Path) -> None:
    for where in ("", "v3"):
        inventory = inventory_of(place / where)
        inventory["type"] = "https://ocfl.io/1.0/spec/#inventory"
        _write(place / where, inventory)
    (place / "0=ocfl_object_1.1").rename(place / "0=ocfl_object_1.0")
    (place / "0=ocfl_object_1.0").write_text("ocfl_object_1.0\n", "utf-8")


def _unused(place: Path) -> None:
    _file("v3/content/unused.txt", "unused")(place)
    digest = hashlib.sha512(b"unused").hexdigest()
    _set("manifest", digest, to=["v3/content/unused.txt"])(place)


def _other_state(inventory: dict[str, Any]) -> None:
    state = _state(inventory, "v1")
    state[_first(state)] = ["other.txt"]


FAULTS: dict[str, Callable[[Path], object]] = {
    "E001_extra_dir_in_root": _file("extra/file.txt", "x"),
    "E001_extra_file_in_root": _file("extra.txt", "x"),
    "E001_invalid_version_format": _file("1/content/file.txt", "x"),
    "E001_v2_file_in_root": _file("v4", "x"),
    "E003_E063_empty": _emptied,
    "E003_no_decl": _deleted("0=ocfl_object_1.1"),
    "E007_bad_declaration_contents": _file("0=ocfl_object_1.1", "nothing"),
    "E008_E036_no_versions_no_head": _without_versions,
    "E010_missing_versions": _without("versions", "v2"),
    "E010_skipped_versions": _renamed("v2", "v7"),
    "E011_E013_invalid_padded_head_version": _padded,
    "E015_content_not_in_content_dir": _content_beside,
    "E017_invalid_content_dir": _set("contentDirectory", to="content/dir"),
    "E019_inconsistent_content_dir": _set("contentDirectory", to="stuff", only="v1"),
    "E023_extra_file": _file("v1/content/extra.txt", "x"),
    "E023_old_manifest_missing_entries": _forgotten,
    "E025_wrong_digest_algorithm": _set("digestAlgorithm", to="md5"),
    "E036_no_head": _without("head"),
    "E036_no_id": _without("id"),
    "E037_inconsistent_id": _set("id", to="https://example.org/other", only="v1"),
    "E040_head_not_most_recent": _set("head", to="v2"),
    "E040_wrong_head_doesnt_exist": _set("head", to="v9"),
    "E040_wrong_head_format": _set("head", to=1),
    "E040_wrong_version_in_version_dir": _set("head", to="v2", only="v1"),
    "E041_no_manifest": _without_manifest,
    "E046_root_not_most_recent": _earlier_root,
    "E049_E050_E054_bad_version_block_values": _bad_version,
    "E049_created_no_timezone": _set("versions", "v3", "created", to="2026-01-01T01:02:03"),
    "E049_created_not_to_seconds": _set("versions", "v3", "created", to="2026-01-01T01:02Z"),
    "E050_manifest_digest_wrong_case": lambda place: _edit(place, _wrong_case),
    "E050_state_digest_not_in_manifest": lambda place: _edit(place, _unknown_digest),
    "E053_E052_invalid_logical_paths": _logical("/up.txt", "../up.txt"),
    "E058_no_sidecar": _deleted("inventory.json.sha512"),
    "E060_E064_root_inventory_digest_mismatch": _reworded_root,
    "E060_version_inventory_digest_mismatch": _wrong_sidecar("v1/inventory.json.sha512"),
    "E061_invalid_sidecar": _file("inventory.json.sha512", "nothing"),
    "E063_no_inv": _deleted("inventory.json"),
    "E064_different_root_and_latest_inventories": _set("versions", "v3", "message", to="?", only="v3"),
    "E066_E092_old_manifest_digest_incorrect": _old_digest,
    "E066_algorithm_change_state_mismatch": lambda place: _edit(place, _other_state, only="v1"),
    "E066_inconsistent_version_state": lambda place: _edit(place, _other_state, only="v2"),
    "E067_file_in_extensions_dir": _file("extensions/file.txt", "x"),
    "E092_E093_content_path_does_not_exist": _absent,
    "E092_algorithm_change_incorrect_digest": _file("v2/content/document.json", "{}"),
    "E092_content_file_digest_mismatch": _file(DOCUMENT, "{}"),
    "E093_fixity_digest_mismatch": _fixity(DOCUMENT),
    "E095_conflicting_logical_paths": _logical("a", "a/b"),
    "E095_non_unique_logical_paths": _logical("a", "a"),
    "E096_manifest_duplicate_digests": lambda place: _edit(place, _twice),
    "E097_fixity_duplicate_digests": _set(
        "fixity", to={"md5": {"a" * 32: [DOCUMENT], "A" * 32: [DOCUMENT]}}
    ),
    "E100_E099_fixity_invalid_content_paths": _fixity("/v1/content/up.txt"),
    "E100_E099_manifest_invalid_content_paths": _content("/v1/up.txt", "v1/content/../../up.txt"),
    "E101_non_unique_content_paths": lambda place: _edit(place, _shared_content),
    "E103_older_spec_v2": _older,
    "E107_file_in_manifest_not_used": _unused,
}  # fmt: skip
"""The fault of each of OCFL's bad objects, by the name of the object; it begins with the codes that a
validator must give."""

SAID_OTHERWISE = {
    "E010_missing_versions": {"E046"},
    "E011_E013_invalid_padded_head_version": {"E011"},
    "E015_content_not_in_content_dir": {"E042"},
    "E019_inconsistent_content_dir": {"E020", "E042"},
    "E040_wrong_version_in_version_dir": {"E066"},
    "E100_E099_fixity_invalid_content_paths": {"E057"},
}
"""The codes that ocfl-py 2.1 gives for the bad object itself, where they are not those of its name."""


def codes_of(said: list[str]) -> set[str]:
    return {code for one in said for code in re.findall(r"^(?:\[|Unknown error: )([EW]\d{3})", one)}


@pytest.mark.judged
def test_an_object_of_ours_passes_without_errors_and_warnings(sound: Path) -> None:
    assert ocfl_says(sound) == []
    assert inventory_of(sound)["head"] == "v3"


@pytest.mark.slow
@pytest.mark.judged
@each_case("fault", FAULTS)
def test_a_fault_of_the_bad_objects_is_found_in_ours(
    fault: str, sound: Path, tmp_path: Path
) -> None:
    place = tmp_path / "object"
    shutil.copytree(sound, place)
    FAULTS[fault](place)
    said = ocfl_says(place)
    named, otherwise = set(re.findall(r"E\d{3}", fault)), SAID_OTHERWISE.get(fault)
    assert named <= codes_of(said) or (otherwise and otherwise <= codes_of(said)), said


@pytest.mark.slow
@pytest.mark.judged
def test_the_faults_are_those_of_the_bad_objects_and_their_codes_those_of_the_judge(
    shared: Callable[[str], Path], tmp_path: Path
) -> None:
    with tarfile.open(shared(FIXTURES)) as packed:
        packed.extractall(tmp_path, filter="data")
    objects = {path.name: path for path in tmp_path.glob("*/bad-objects/*")}
    assert objects.keys() == FAULTS.keys()
    for name, path in objects.items():
        named = set(re.findall(r"E\d{3}", name))
        said = codes_of(ocfl_says(path))
        assert (named <= said) is (name not in SAID_OTHERWISE), (name, said)
        assert SAID_OTHERWISE.get(name, named) <= said


@pytest.mark.slow
@pytest.mark.judged
def test_each_of_200_flipped_bits_in_an_object_is_found_and_its_file_named(
    sound: Path, tmp_path: Path
) -> None:
    """ocfl-py calls an inventory `v1 inventory`, and does not say which digest file it cannot read."""
    place = tmp_path / "object"
    shutil.copytree(sound, place)
    unnamed = []
    for state, name in each_bit_flip(place, 200, seed=29):
        said = _said(place)
        assert said, state
        version = name.removesuffix("inventory.json").rstrip("/") or "root"
        called = (name, f"{version} inventory") if name.endswith(".json") else (name,)
        if name.endswith(".sha512"):
            called = (*called, "[E061] Cannot extract digest from inventory digest file")
        if not any(one in message for message in said for one in called):
            unnamed.append((name, said))
    assert not unnamed
    assert ocfl_says(place) == []


def _said(place: Path) -> list[str]:
    """What is said of a damaged object; ocfl-py 2.1 overlooks some bytes of the declaration."""
    declaration = place / "0=ocfl_object_1.1"
    if declaration.read_bytes() != b"ocfl_object_1.1\n":
        return [f"{declaration} has other words than its name"]
    try:
        return ocfl_says(place)
    except ValueError as problem:  # it ends at an inventory that is not in UTF-8
        return [
            f"{path.relative_to(place)}: {problem}"
            for path in place.rglob("inventory.json")
            if hashlib.sha512(path.read_bytes()).hexdigest()
            not in path.with_name("inventory.json.sha512").read_text("utf-8")
        ]


def versions() -> Iterator[Version]:
    for number in range(1, 4):
        yield Version(f"2026-01-0{number}T00:00:00Z", f"Version {number}", "Ada", "mailto:a@b.org")


def test_an_inventory_lists_each_content_once() -> None:
    inventory = Inventory("urn:uuid:7e1a5b0e-6ad8-4a9e-9a11-1d1a0c0f0c0e")
    for number, version in enumerate(versions(), 1):
        if number != 2:
            inventory.add_content(f"{number}" * 128, "a.txt")
        inventory.add_version(version, {"a.txt": f"{number - (number == 2)}" * 128})
    data = json.loads(inventory.data())
    assert data["head"] == "v3"
    assert data["manifest"] == {"1" * 128: ["v1/content/a.txt"], "3" * 128: ["v3/content/a.txt"]}
