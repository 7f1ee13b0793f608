"""Formats that other packages bring are formats like ours, and a broken one harms nobody."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.articles.content import Article
from archive.formats import FORMATS, Format
from archive.formats.entry_points import guarded
from archive.formats.format import hints_of, options_of
from archive.formats.registry import FormatRegistry
from archive.model.document import Document
from tests import samples
from tests.tools.cases import each_case

Run = Callable[..., subprocess.CompletedProcess[str]]

PAGE = b"%gemtext\n# A dry spring\n\nIt did not rain.\n> Never, says Ann.\n=> gemini://example.org/a more\n"


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package of `tests/plugin/`, as an installer adds it out."""
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


@pytest.mark.slow
def test_a_record_is_written_and_read_in_a_format_of_another_package(run: Run, tmp_path: Path):
    (tmp_path / "small.json").write_bytes(archive.write(samples.small(), "json").data)
    run("-m", "archive", "write", "small.json", "--to", "json-gz", "-o", "small.json.gz")
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


@pytest.mark.slow
def test_the_command_line_knows_a_format_of_another_package(run: Run, tmp_path: Path):
    assert "json-gz" in run("-m", "archive", "write", "--help").stdout
    (tmp_path / "cut.json.gz").write_bytes(gzip.compress(b"{}")[:-6])
    done = run("-m", "archive", "validate", "cut.json.gz", code=1)
    assert "gzip-damaged" in done.stdout
    (tmp_path / "whole.json.gz").write_bytes(
        gzip.compress(archive.write(samples.minimal(), "json").data)
    )
    run("-m", "archive", "validate", "whole.json.gz")
    (tmp_path / "whole.json").write_bytes(archive.write(samples.minimal(), "json").data)
    run("-m", "archive", "diff", "whole.json", "whole.json.gz")
    run("-m", "archive", "diff", "whole.json.gz", "whole.json.gz")
    run("-m", "archive", "rebase", "whole.json", "whole.json.gz")
    assert "gemtext" in run("-m", "archive", "receive", "--help").stdout
    done = run("-m", "archive", "write", "whole.json.gz", "--to", "jsongz", code=2)
    assert "json-gz" in done.stderr


@pytest.mark.slow
def test_an_article_is_received_in_a_format_of_another_package(run: Run, tmp_path: Path):
    (tmp_path / "spring.txt").write_bytes(PAGE)
    run("-m", "archive", "receive", "spring.txt")
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


@each_case(
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
        ("a = format_values:OTHER", "format_values:OTHER has the name 'b'"),
        ("json = format_values:JSON", "a built-in format has this name already"),
        ("c = format_values:SUFFIX", "a built-in format has the suffix .md already"),
        ("d = nothing at all!", "'nothing at all!' must have the form module:NAME"),
        ("e = exiting_format:E", "exiting_format:E cannot be imported (SystemExit: 3)"),
        (
            "g h = format_values:SPACE",
            "a name must consist of lower-case letters, digits and hyphens",
        ),
        (
            "i = format_values:WRONG",
            (
                "suffixes must be a tuple such as ('.json.gz',), not '.i'; losses must be a "
                "frozenset of codes; "
                "codes must map each code to its manual page, a str; knows is a bytes, not a function; "
                "it must have one of read, write, add, receive and unpack"
            ),
        ),
    ],
)
def test_what_cannot_be_used_is_left_out_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, reason: str
):
    (tmp_path / "broken_format.py").write_text("1 / 0")
    (tmp_path / "exiting_format.py").write_text("raise SystemExit(3)")
    (tmp_path / "format_values.py").write_text(
        "from functools import partial\n"
        "from archive.formats import Format\n"
        "Format = partial(Format, media_type='text/plain')\n"
        "NAME = 'a'\n"
        "OTHER = Format(name='b')\n"
        "JSON = Format(name='json', knows=lambda data: True)\n"
        "SUFFIX = Format(name='c', suffixes=('.c', '.md'), read=print)\n"
        "SPACE = Format(name='g h', read=print)\n"
        "WRONG = Format(name='i', suffixes='.i', losses=['a'], codes=['a'], knows=b'i')\n"
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
    name = entry.partition(" =")[0]
    [warning] = caught
    assert str(warning.message) == (
        f"the format '{name}' of the package theirs is left out: {reason}"
    )
    assert registry["json"] is FORMATS["json"]


# --- a function that fails ---


def _fails(data: bytes) -> archive.ReadResult:
    raise KeyError(data.decode())


def _guarded(**functions: Any) -> Format:
    """A format with these functions, as the registry has it."""
    format = Format(name="theirs", media_type="text/x-theirs", **functions)
    return guarded(format, "the format theirs of the package their-formats")


@pytest.mark.parametrize(
    ("read", "message"),
    [
        (_fails, r"read raised KeyError: 'a', at tests.formats.test_entry_points:\d+"),
        (lambda data: None, "read returned a NoneType, not a ReadResult"),
        (lambda data: samples.minimal(), "read returned a Document, not a ReadResult"),
        (lambda: None, "read raised TypeError: .*takes 0 positional arguments but 1 was given"),
    ],
)
def test_what_fails_in_a_package_is_an_error_that_names_it(read: Any, message: str):
    with pytest.raises(archive.errors.ReadError) as caught:
        _guarded(read=read).read(b"a")  # type: ignore[misc]
    [finding] = caught.value.findings
    assert finding.code == "format-failed"
    begin = "the format theirs of the package their-formats failed: "
    assert re.fullmatch(re.escape(begin) + message, finding.message)


def test_a_reader_that_refuses_a_file_says_why():
    def read(data: bytes) -> archive.ReadResult:
        raise archive.errors.ReadError([])

    with pytest.raises(archive.errors.ReadError, match="read refuses the data without a finding"):
        _guarded(read=read).read(b"a")  # type: ignore[misc]

    def refuse(data: bytes) -> archive.ReadResult:
        raise archive.errors.ReadError([archive.Finding("theirs-damaged", "it is damaged")])

    with pytest.raises(archive.errors.ReadError, match="it is damaged"):
        _guarded(read=refuse).read(b"a")  # type: ignore[misc]


def test_a_writer_that_fails_is_an_error_of_writing():
    format = _guarded(write=lambda document: document.nothing)
    with pytest.raises(
        archive.errors.WriteError, match="their-formats failed: write raised AttributeError"
    ):
        format.write(samples.minimal())  # type: ignore[misc]


def test_an_article_without_a_block_is_refused():
    format = _guarded(receive=lambda given: Article([], "text/x-theirs"))
    with pytest.raises(archive.errors.ReadError, match="the file holds no text"):
        format.receive(b"")  # type: ignore[misc]


def test_a_question_that_fails_is_answered_with_no_and_a_warning():
    format = _guarded(read=_fails, knows=_fails)
    with pytest.warns(
        RuntimeWarning, match=r"theirs of the package their-formats does not recognise"
    ):
        assert format.knows(b"a") is False


def test_options_and_types_are_those_of_the_function():
    def write(document: Document, *, level: int = 3, untyped=None) -> archive.WriteResult:
        """Return it."""
        return archive.WriteResult(b"")

    format = _guarded(write=write)
    assert format.write is not None
    assert list(options_of(format.write)) == ["level", "untyped"]
    assert hints_of(format.write) == {"level": int, "untyped": None}
    assert format.write.__doc__ == "Return it."


def test_a_registry_without_a_group_asks_no_package():
    registry = FormatRegistry(FORMATS.homes)
    assert list(registry) == list(FORMATS.homes)
    assert all(isinstance(format, Format) for format in registry.values())
