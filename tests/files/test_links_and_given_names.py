"""Files that are given with a record, and links among its files, in each place a record has."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import archive
from archive.files.folder import FilesInFolder
from archive.files.interface import Files
from archive.files.memory import FilesInMemory
from archive.files.zip_file import FilesInZip, pack
from tests.samples import text_only

TEXT = b"One.\n\nTwo.\n"

_per_example = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

NAMES = st.sampled_from(
    [
        "received/a.txt",
        "received/b.txt",
        "map.png",
        "document.json",
        "document.tei.xml",
        "../x",
        "CON",
    ]
)


def place(kind: str, within: Path) -> tuple[Path, Files]:
    """A place that is not there yet."""
    path = within / ("a.zip" if kind == "zip" else "a")
    return path, FilesInZip(path) if kind == "zip" else FilesInFolder(path)


@pytest.mark.parametrize("kind", ["folder", "zip"])
@given(names=st.sets(NAMES))
@_per_example
def test_what_is_given_beside_a_record_is_kept_or_refused(
    kind: str, names: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path, files = place(kind, tmp_path_factory.mktemp("place"))
    given = {name: name.encode() for name in names}
    document = text_only("One.")
    if refused := names & {"document.json", "document.tei.xml", "../x", "CON"}:
        with pytest.raises(archive.errors.WriteError) as caught:
            archive.save(document, path, files=given)
        assert any(name in str(caught.value) for name in refused)
        assert not path.exists()
        return
    archive.save(document, path, files=given)
    assert {name: files.read(name) for name in names} == given
    assert archive.load(path) == document


def test_memory_keeps_what_it_is_given() -> None:
    files = FilesInMemory({})
    files.write({"received/a.txt": b"x", "document.json": b"{}"})
    assert files.read("document.json") == b"{}"
    with pytest.raises(archive.errors.WriteError):
        files.write({"../x": b""})


# --- links ---


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The folder of a record with its capture, and things beside it."""
    read = archive.read(TEXT, "text", id="a")
    archive.save(read.document, tmp_path / "a", files=read.files)
    (tmp_path / "outside").mkdir()
    return tmp_path / "a"


LINKED = ("document.json", "received/a.txt", "received")


def link(folder: Path, name: str, *, out: bool) -> Path:
    """Put a link in the place of a file or folder of the record."""
    target = (folder.parent / "outside" / "x") if out else folder / "x"
    (folder / name).rename(target)
    (folder / name).symlink_to(target)
    return target


@pytest.mark.parametrize("out", [False, True], ids=["within", "out"])
@pytest.mark.parametrize("name", LINKED)
def test_a_link_among_the_files_of_a_record_is_reported(name: str, out: bool, kept: Path) -> None:
    assert archive.validate(kept).ok
    target = link(kept, name, out=out)
    report = archive.validate(kept)
    found = {finding.code: finding for finding in report}
    if out and name != "document.json":
        assert "capture-missing" in found, "it is not followed"
        assert "file-is-link" not in found
        return
    assert report.ok
    finding = found["file-is-link"]
    file = "received/a.txt" if name == "received" else name
    end = "/a.txt" if name == "received" else ""
    where = f"{target}{end}" if out else f"x{end}"
    assert finding.message == f"{file} is a link to {where}"
    assert finding.location.file == str(kept / file)
    assert finding.location.pointer == ("" if name == "document.json" else "/captures/0/file")
    assert archive.load(kept).id == "a"


def test_a_folder_that_is_a_link_has_no_links_in_it(kept: Path) -> None:
    (kept.parent / "b").symlink_to(kept)
    assert "file-is-link" not in [finding.code for finding in archive.validate(kept.parent / "b")]


@given(linked=st.sets(st.sampled_from(LINKED[:2])), out=st.booleans())
@_per_example
def test_links_are_told_in_a_folder_and_elsewhere_there_are_none(
    linked: set[str], out: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    read = archive.read(TEXT, "text", id="a")
    folder = tmp_path_factory.mktemp("links") / "a"
    archive.save(read.document, folder, files=read.files)
    (folder.parent / "outside").mkdir()
    contents: Mapping[str, bytes] = {
        name: (folder / name).read_bytes() for name in ("document.json", "received/a.txt")
    }
    (folder.parent / "b.zip").write_bytes(pack(contents))
    for name in linked:
        (folder / name).rename(folder.parent / "outside" / name.replace("/", "-"))
        target = folder.parent / "outside" / name.replace("/", "-")
        if not out:
            target = target.rename(folder / f"own-{name.replace('/', '-')}")
        (folder / name).symlink_to(target)
    followed = {name for name in linked if not out or name == "document.json"}
    in_folder, in_zip, in_memory = (
        FilesInFolder(folder), FilesInZip(folder.parent / "b.zip"), FilesInMemory(contents),
    )  # fmt: skip
    for name in contents:
        assert (in_folder.link_target(name) is not None) == (name in linked)
        assert in_zip.link_target(name) is None
        assert in_memory.link_target(name) is None
    told = [f.message.split()[0] for f in archive.validate(folder) if f.code == "file-is-link"]
    assert set(told) == followed
    assert "file-is-link" not in [f.code for f in archive.validate(folder.parent / "b.zip")]
