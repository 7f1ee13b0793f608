"""Formats that other packages bring are formats like ours, and a broken one harms nobody."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import archive
from archive.formats import FORMATS, Format
from archive.formats.registry import FormatRegistry
from tests import samples

Run = Callable[..., subprocess.CompletedProcess[str]]

PAGE = b"%gemtext\n# A dry spring\n\nIt did not rain.\n> Never, says Ann.\n=> gemini://example.org/a more\n"


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package of `tests/plugin/`, as an installer lays it out."""
    folder = tmp_path_factory.mktemp("plugin")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run(
        [*build, str(folder)], cwd=root / "tests" / "plugin", check=True, capture_output=True
    )
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "installed")
    return folder / "installed"


@pytest.fixture
def run(installed: Path, tmp_path: Path) -> Run:
    """Runs Python, or the command line, where the package is installed."""

    def _run(
        *arguments: str, code: int = 0, at: Path = installed
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done

    return _run


# --- a package with formats ---


def test_a_record_is_written_and_read_in_a_format_of_another_package(run: Run, tmp_path: Path):
    (tmp_path / "small.json").write_bytes(archive.write(samples.small(), "json").data)
    run("-m", "archive", "convert", "small.json", "--to", "json-gz", "-o", "small.json.gz")
    data = (tmp_path / "small.json.gz").read_bytes()
    assert archive.read(gzip.decompress(data)).document == samples.small()
    done = run(
        "-c",
        "import archive; from pathlib import Path\n"
        "document = archive.load('small.json')\n"
        "data = Path('small.json.gz').read_bytes()\n"
        "assert archive.read(data).document == document\n"
        "assert archive.load('small.json.gz') == document\n"
        "assert archive.write(document, 'json-gz').data == data\n"
        "archive.save(document, 'again.json.gz', level=1)\n"
        "assert archive.load('again.json.gz') == document\n"
        "assert list(archive.READERS)[-1] == list(archive.WRITERS)[-1] == 'json-gz'\n"
        "import pickle; from archive.formats import FORMATS\n"
        "assert pickle.loads(pickle.dumps(FORMATS)) == FORMATS\n"
        "print(archive.explain('gzip-damaged'))\n",
    )
    assert done.stdout.startswith("A file in gzip is cut off or changed.")
    assert done.stderr == ""


def test_the_command_line_knows_a_format_of_another_package(run: Run, tmp_path: Path):
    assert "json-gz" in run("-m", "archive", "convert", "--help").stdout
    (tmp_path / "cut.json.gz").write_bytes(gzip.compress(b"{}")[:-6])
    done = run("-m", "archive", "validate", "cut.json.gz", code=1)
    assert "gzip-damaged" in done.stdout
    (tmp_path / "whole.json.gz").write_bytes(
        gzip.compress(archive.write(samples.minimal(), "json").data)
    )
    run("-m", "archive", "validate", "whole.json.gz")
    done = run("-m", "archive", "convert", "whole.json.gz", "--to", "jsongz", code=2)
    assert "json-gz" in done.stderr


def test_an_article_is_received_in_a_format_of_another_package(run: Run, tmp_path: Path):
    (tmp_path / "spring.txt").write_bytes(PAGE)
    run("-m", "archive", "new", "spring.txt")
    document = archive.load(_record_in(tmp_path))
    assert [block.text for block in document.text_blocks()] == [
        "A dry spring",
        "It did not rain.",
        "Never, says Ann.",
        "=> gemini://example.org/a more",
    ]
    assert document.captures[0].media_type == "text/gemini"
    done = run(
        "-c",
        "import archive\n"
        f"result = archive.receive({PAGE!r}, links=False)\n"
        "print(len(result.document.text_blocks()))\n"
        "archive.receive(b'It rained.', links=False)",
        code=1,
    )
    assert done.stdout == "3\n"
    assert "links" in done.stderr


def _record_in(folder: Path) -> Path:
    [record] = folder.glob("*/document.json")
    return record.parent


# --- a package that cannot be used ---


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (
            "a = nowhere:A",
            r"nowhere:A cannot be imported (ModuleNotFoundError: No module named 'nowhere')",
        ),
        (
            "a = broken_format:A",
            "broken_format:A cannot be imported (ZeroDivisionError: division by zero)",
        ),
        ("a = format_values:NAME", "format_values:NAME is a str, not a Format"),
        ("a = format_values:OTHER", "format_values:OTHER calls itself 'b'"),
        ("json = format_values:JSON", "there is a format of this name"),
        ("c = format_values:SUFFIX", "another format has files that end with .md"),
    ],
)
def test_what_cannot_be_used_is_left_out_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, reason: str
):
    (tmp_path / "broken_format.py").write_text("1 / 0")
    (tmp_path / "format_values.py").write_text(
        "from archive.formats import Format\n"
        "NAME = 'a'\n"
        "OTHER = Format(name='b', media_type='text/plain')\n"
        "JSON = Format(name='json', media_type='text/plain', knows=lambda data: True)\n"
        "SUFFIX = Format(name='c', media_type='text/plain', suffixes=('.c', '.md'))\n"
    )
    metadata = tmp_path / "theirs-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[archive.formats]\n{entry}\n")
    writers = list(archive.WRITERS)
    monkeypatch.syspath_prepend(tmp_path)
    registry = FormatRegistry(FORMATS.homes, group="archive.formats")
    with pytest.warns(RuntimeWarning) as caught:
        assert list(registry.writers) == writers
    name = entry.partition(" ")[0]
    [warning] = caught
    assert str(warning.message) == (
        f"the format '{name}' of the package theirs is left out: {reason}"
    )
    assert registry["json"] is FORMATS["json"]


def test_a_registry_without_a_group_asks_no_package():
    registry = FormatRegistry(FORMATS.homes)
    assert list(registry) == list(FORMATS.homes)
    assert all(isinstance(format, Format) for format in registry.values())
