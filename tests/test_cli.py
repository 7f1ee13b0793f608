"""The command line: what it prints where, how it ends, and what it leaves alone."""

from __future__ import annotations

import errno
import inspect
import io
import json
import os
import re
import stat
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest

import archive.cli
import archive.formats
import archive.view.show
from archive.cli import main
from archive.formats import FORMATS
from archive.model.document import Document
from archive.validation import RULES, explain
from archive.validation.manual import known_codes
from archive.version import VERSION
from archive.view import show
from tests import samples
from tests.make_reference import every_command
from tests.public_names import public
from tests.records import surrounded
from tests.runner import run
from tests.tools.cases import each_case
from tests.view.articles import rich

BROKEN = Path(__file__).resolve().parent / "broken"
TEXT = "Trade fell\n\nTrade with China fell by 10% in 2015. It may recover.\n"


def program(
    *arguments: object, env: dict[str, str] | None = None, **options: object
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-c", "from archive.cli import main; main()", *map(str, arguments)],
        capture_output=options.pop("capture_output", True),
        env={**os.environ, **(env or {})},
        check=False,
        **options,
    )


def save(document: Document, folder: Path) -> Path:
    """A record in a folder of its name, with what it was received as."""
    path = folder / document.id
    received = {"received/small.txt": samples.RECEIVED.encode()}
    archive.save(document, path, files=received if document.captures else None)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return save(samples.small(), tmp_path)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A record of a newer minor version, which can be read and not written."""
    path = tmp_path / "newer.json"
    path.write_text('{"schema_version": "1.9", "id": "newer"}', "utf-8")
    return path


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "My Article (2).txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    path = tmp_path / "here"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


# --- the whole ---


COMMANDS = dict(every_command(main))
"""Every command by its name, those of groups too."""


def test_it_tells_its_version() -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout == f"archive, version {VERSION}\n"


def test_the_help_names_every_command_and_the_exit_codes() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name in main.commands:
        assert re.search(rf"^  {name} +[A-Z].*\.$", result.stdout, re.MULTILINE), name
    assert "0 clean, 1 errors found, 2 could not run" in result.stdout


def test_what_is_installed_names_no_page_that_is_not() -> None:
    """Neither does the help, nor what is said of a finding, nor what `help()` shows in Python."""
    told = {"--help": run("--help").stdout}
    told |= {f"{name} --help": run(*name.split(), "--help").stdout for name in COMMANDS}
    told |= {code: explain(code) for code in known_codes(RULES)}
    functions = public() | {**archive.READERS, **archive.WRITERS, **FORMATS.receivers}
    told |= {name: inspect.getdoc(value) or "" for name, value in functions.items()}
    assert "--public" in told["write --help"]
    assert "TEI" in told["tei-not-valid"]
    named = {
        name: re.findall(r"\bdocs/|\bhow-to|\breference/|\.md\b", t) for name, t in told.items()
    }
    assert {name: pages for name, pages in named.items() if pages} == {}


def test_every_command_that_is_written_can_be_called() -> None:
    written = {
        command
        for module in iter_modules(archive.cli.__path__)
        for command in vars(import_module(f"archive.cli.{module.name}")).values()
        if isinstance(command, click.Command)
    }
    assert written == set(COMMANDS.values())


@each_case("command", sorted(COMMANDS))
def test_every_command_and_option_has_a_help_text(command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert result.stdout == run(*command.split(), "-h").stdout
    for option in COMMANDS[command].params:
        assert not isinstance(option, click.Option) or option.help, option.name


@each_case(
    "arguments",
    [
        ["nonsense"],
        ["validate"],
        ["validate", "--format", "xml", "x"],
        ["write", "x"],
        ["show", "--width", "3", "x"],
        ["schema"],
        ["schema", "nonsense"],
        ["explain"],
    ],
)
def test_a_wrong_call_ends_with_2_and_says_why(arguments: Sequence[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage: " in result.stderr
    assert "Error: " in result.stderr


def test_a_fault_of_our_own_is_reported_without_a_traceback(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(show, "page", fail)
    result = run("show", small)
    assert result.exit_code == 2
    assert "a fault in archive itself: RuntimeError: out of order" in result.stderr
    assert "Traceback" not in result.stderr
    monkeypatch.setenv("ARCHIVE_TRACEBACK", "1")
    assert isinstance(run("show", small).exception, RuntimeError)


def test_an_interruption_is_quiet(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(show, "page", interrupt)
    result = run("show", small)
    assert result.exit_code == 130
    assert result.output == ""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pipes are another thing on Windows")
@pytest.mark.parametrize("command", [["show"], ["write", "--to", "json"]])
def test_a_closed_pipe_is_quiet(command: Sequence[str], small: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = program(*command, small, capture_output=False, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert done.returncode == 141
    assert done.stderr == b""


def test_a_closed_pipe_is_quiet_in_process(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(show, "page", closed)
    result = run("show", small)
    assert result.exit_code == 141
    assert result.output == ""


@pytest.mark.slow
def test_a_terminal_that_is_not_utf_8_is_written_to_all_the_same(tmp_path: Path) -> None:
    path = save(rich(), tmp_path)
    for encoding, shown in (("latin-1", r"\u4e2d\u56fd"), ("utf-8", "中国"), ("gb2312", "中国")):
        done = program("show", path, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
        assert done.returncode == 0, done.stderr
        assert shown in done.stdout.decode(encoding)


@pytest.mark.slow
def test_converted_bytes_are_utf_8_whatever_the_terminal(tmp_path: Path) -> None:
    path = save(rich(), tmp_path)
    done = program("write", path, "--to", "json", env={"PYTHONIOENCODING": "ascii"})
    assert archive.read(done.stdout).document == rich()


# --- new ---


def test_new_makes_a_record_that_validates(text: Path, here: Path) -> None:
    result = run("receive", text)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "my-article-2: 2 blocks of text: 1 title, 1 paragraph\n"
    folder = here / "my-article-2"
    assert (folder / "received" / "My Article (2).txt").read_bytes() == TEXT.encode()
    document = archive.load(folder)
    assert document.id == "my-article-2"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document.captures[0].received_at or "")
    assert run("validate", folder).exit_code == 0
    assert names(here) == ["my-article-2"]


@each_case(
    ("name", "id"),
    [
        ("Über China.txt", "uber-china"),
        ("2016.txt", "article-2016"),
        ("Łódź.txt", "lodz"),
        ("Straße in Århus, Færøyar.txt", "strasse-in-arhus-faeroyar"),
        ("新闻.txt", "article-d39567b2"),
        ("....txt", "article-ab5df625"),
        ("con.txt", "article-con"),
        ("_x--y_.txt", "x-y"),
        ("a" * 150 + ".txt", "a" * 80),
        ("archive.tar.txt", "archive-tar"),
    ],
)
def test_an_id_is_made_of_the_name_of_the_file(
    name: str, id: str, tmp_path: Path, here: Path
) -> None:
    (tmp_path / name).write_text(TEXT, "utf-8")
    assert run("receive", tmp_path / name).exit_code == 0
    assert archive.load(id).id == id


def test_the_folder_gives_the_id_and_the_id_the_folder(text: Path, tmp_path: Path) -> None:
    assert run("receive", text, "-o", tmp_path / "records" / "trade").exit_code == 0
    assert archive.load(tmp_path / "records" / "trade").id == "trade"
    result = run("receive", text, "-o", tmp_path / "here", "--id", "Trade_1")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{tmp_path / 'here'} (id Trade_1): 2 blocks")
    assert archive.load(tmp_path / "here").id == "Trade_1"
    assert run("receive", text, "-o", tmp_path / "Trade_2").exit_code == 0
    assert archive.load(tmp_path / "Trade_2").id == "Trade_2"
    assert run("receive", text, "-o", tmp_path / "Trade 3").exit_code == 0
    assert archive.load(tmp_path / "Trade 3").id == "trade-3"


@pytest.mark.parametrize("id", ["1st", "a b", "nul", "a.b", "..", "", "/tmp"])
@each_case("output", [[], ["-o", "x"]])
def test_an_id_that_cannot_be_one_is_refused(
    id: str, output: Sequence[str], text: Path, here: Path
) -> None:
    result = run("receive", text, "--id", id, *output)
    assert result.exit_code == 2
    assert "Invalid value for --id" in result.stderr
    assert "exists already" not in result.stderr
    assert names(here) == []


def test_a_capture_keeps_the_name_of_its_file_where_it_can(tmp_path: Path, here: Path) -> None:
    for name, kept in (("Tram 1.txt", "Tram 1.txt"), ("con.txt", "other.txt")):
        (tmp_path / name).write_text(TEXT, "utf-8")
        folder = here / kept / "other"
        assert run("receive", tmp_path / name, "--id", "other", "-o", folder).exit_code == 0
        assert names(folder / "received") == [kept]


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch])
def test_new_never_touches_what_is_there(make: object, text: Path, tmp_path: Path) -> None:
    make(tmp_path / "trade")  # type: ignore[operator]
    result = run("receive", text, "-o", tmp_path / "trade")
    assert result.exit_code == 2
    assert "exists already" in result.stderr
    hint = f"to make the record in it: -o {tmp_path / 'trade' / 'my-article-2'}"
    assert (hint in result.stderr) is (tmp_path / "trade").is_dir()
    named = run("receive", text, "-o", tmp_path / "trade", "--id", "other").stderr
    hint = f"to make the record in it: -o {tmp_path / 'trade' / 'other'}\n"
    assert (hint in named) is (tmp_path / "trade").is_dir()
    assert names(tmp_path) == [text.name, "trade"]
    assert (tmp_path / "trade").is_file() or not names(tmp_path / "trade")


def test_new_does_not_write_through_a_link_that_leads_nowhere(text: Path, tmp_path: Path) -> None:
    (tmp_path / "trade").symlink_to(tmp_path / "nowhere")
    result = run("receive", text, "-o", tmp_path / "trade")
    assert result.exit_code == 2
    assert "exists already" in result.stderr
    assert (tmp_path / "trade").is_symlink()


def test_new_tells_what_the_reader_noticed(tmp_path: Path) -> None:
    path = tmp_path / "bom.txt"
    path.write_bytes(b"\xef\xbb\xbfTrade fell.\r\n")
    result = run("receive", path, "-o", tmp_path / "bom")
    assert result.exit_code == 0
    assert f"{path}:1:1: warning[byte-order-mark]" in result.stderr
    assert f"{path}: note[carriage-returns]" in result.stderr
    assert (tmp_path / "bom" / "received" / "bom.txt").read_bytes() == path.read_bytes()


def test_new_leaves_nothing_half_made(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/dev/full")

    monkeypatch.setattr(os, "fsync", fail)
    result = run("receive", text, "-o", tmp_path / "trade")
    assert result.exit_code == 2
    assert result.stderr == f"archive: cannot write {tmp_path / 'trade'}: No space left on device\n"
    assert names(tmp_path) == [text.name]


def test_new_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = run("receive", tmp_path / "nothing.txt", "-o", tmp_path / "x")
    assert result.exit_code == 2
    assert f"{tmp_path / 'nothing.txt'}: error[no-such-file]" in result.stderr


def test_new_says_of_a_folder_that_it_is_one(tmp_path: Path) -> None:
    result = run("receive", tmp_path, "-o", tmp_path / "x")
    assert result.exit_code == 2
    assert f"error[file-unreadable]: this is a folder (name the files in it: {tmp_path}" in (
        result.stderr
    )


def test_new_says_how_many_blocks_of_which_kind_it_found(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    received = (
        "Trade fell\n\nMarch 3, 2016\n\nFigure 1: Trade\n\nTrade fell.\n\nChina\n\nSo they say.\n\n"
        "- a\n- b\n\nWhy it did.\n\nLeave a comment\n\nName\n"
    )
    path.write_text(received, "utf-8")
    assert run("receive", path, "-o", tmp_path / "a").stderr == (
        f"{tmp_path / 'a'}: 11 blocks of text: 1 title, 1 heading, 4 paragraphs, 2 list items, "
        "1 caption, 2 furniture\n"
    )
    path.write_text("Trade fell.\n", "utf-8")
    assert run("receive", path, "-o", tmp_path / "b").stderr.endswith(
        ": 1 block of text: 1 paragraph\n"
    )


@pytest.mark.parametrize(
    "received", ["\\documentclass{article}\nTrade fell.", '{"trade": "It fell."}']
)
def test_new_refuses_what_holds_no_article_unless_told(received: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(received, "utf-8")
    result = run("receive", path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert f"{path}: error[not-an-article]: this is " in result.stderr
    assert not (tmp_path / "a").exists()
    assert run("receive", path, "-o", tmp_path / "a", "--plain").exit_code == 0
    assert (tmp_path / "a" / "received" / "a.txt").read_text("utf-8") == received


def test_new_says_what_a_file_is_that_is_no_text_even_if_told_to_take_it(tmp_path: Path) -> None:
    path = tmp_path / "a.pptx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("ppt/presentation.xml", "<p:presentation/>")
        packed.writestr("ppt/media/photo", bytes(range(256)))
    result = run("receive", path, "--plain", "-o", tmp_path / "x")
    assert result.exit_code == 1
    assert "error[not-plain-text]: this is a PowerPoint document (.pptx)" in result.stderr
    assert "--encoding" not in result.stderr


def test_new_keeps_another_encoding_and_validation_derives_the_text_from_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Le café\n\nIl est “fermé”.\n".encode("windows-1252"))
    result = run("receive", path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert f"{path}:1:7: error[not-utf-8]: byte 6 is 0xe9" in result.stderr
    assert "--encoding windows-1252" in result.stderr
    assert run("receive", path, "-o", tmp_path / "a", "--encoding", "latin1").exit_code == 0
    assert (tmp_path / "a" / "received" / "a.txt").read_bytes() == path.read_bytes()
    assert archive.load(tmp_path / "a").text_blocks()[1].text == "Il est “fermé”."
    assert "error" not in run("validate", tmp_path / "a").stdout
    result = run("receive", path, "-o", tmp_path / "b", "--encoding", "latin-9")
    assert result.exit_code == 2
    assert result.stderr == (
        "archive: no character encoding is called 'latin-9'; did you mean iso-8859-15?\n"
    )


def test_new_can_make_each_line_a_block(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Trade fell\nTrade fell.\nIt may recover.\n", "utf-8")
    assert run("receive", path, "-o", tmp_path / "a").stderr.endswith(
        "1 block of text: 1 paragraph\n"
    )
    result = run("receive", path, "-o", tmp_path / "b", "--paragraphs", "line")
    assert result.stderr.endswith("3 blocks of text: 1 title, 2 paragraphs\n")


def test_new_keeps_when_and_where_from_a_text_was_received(text: Path, tmp_path: Path) -> None:
    where = "https://example.org/trade"
    when = "2016-03-20T10:30:00+01:00"
    options = ("--received-at", when, "--address", where)
    assert run("receive", text, "-o", tmp_path / "a", *options).exit_code == 0
    [capture] = archive.load(tmp_path / "a").captures
    assert (capture.received_at, capture.address) == (when, where)


@pytest.mark.parametrize(("year", "is_told"), [("2016", False), ("9016", True)])
def test_new_tells_of_a_time_that_is_still_to_come(
    year: str, is_told: bool, text: Path, tmp_path: Path
) -> None:
    when = f"{year}-03-20T09:30:00Z"
    result = run("receive", text, "-o", tmp_path / "a", "--received-at", when)
    assert result.exit_code == 0
    assert ("warning[received-in-future]: " in result.stderr) == is_told
    assert (f"{when} is in the future" in result.stderr) == is_told
    assert archive.load(tmp_path / "a").captures[0].received_at == when


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--received-at", "2016-03-20", "write date, time and time zone"),
        ("--received-at", "yesterday", '"yesterday" is not an instant'),
        ("--address", "example.org/a", "has no scheme such as https:"),
        ("--address", "https://example.org/a b", "write %20"),
        ("--address", "", "has no scheme"),
    ],
)
def test_new_refuses_a_time_or_address_that_is_none(
    option: str, value: str, message: str, text: Path, tmp_path: Path
) -> None:
    result = run("receive", text, "-o", tmp_path / "a", option, value)
    assert result.exit_code == 2
    assert f"Invalid value for {option}: " in result.stderr
    assert message in result.stderr
    assert not (tmp_path / "a").exists()


# --- several new records ---


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of texts, two of which have names that give the same id."""
    folder = tmp_path / "texts"
    for name in ("a.txt", "b.txt", "c.txt", "C!.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(TEXT, "utf-8")
    (folder / "page.txt").write_text("%PDF-1.7 ...", "utf-8")
    return folder


def test_several_texts_make_a_folder_each(texts: Path, here: Path) -> None:
    result = run("receive", texts / "a.txt", texts / "b.txt")
    assert (result.exit_code, names(here)) == (0, ["a", "b"])
    assert result.stderr == (
        "a: 2 blocks of text: 1 title, 1 paragraph\nb: 2 blocks of text: 1 title, 1 paragraph\n"
        "2 of 2 records made\n"
    )
    assert run("receive", texts / "a.txt", texts / "b.txt", "-o", here / "in" / "it").exit_code == 0
    assert names(here / "in" / "it") == ["a", "b"]
    assert archive.load(here / "in" / "it" / "b").id == "b"


def test_a_text_that_is_refused_stops_no_other(texts: Path, here: Path) -> None:
    (here / "b").mkdir()
    given = [texts / name for name in ("page.txt", "b.txt", "none.txt", "a.txt")]
    result = run("receive", *given, texts)
    assert result.exit_code == 1
    assert names(here) == ["a", "b"]
    assert names(here / "b") == []
    for said in (
        f"{texts / 'page.txt'}: error[not-an-article]",
        "archive: b exists already",
        f"{texts / 'none.txt'}: error[no-such-file]",
        f"{texts}: error[file-unreadable]: this is a folder",
    ):
        assert said in result.stderr
    assert result.stderr.endswith("1 of 5 records made\n")


@pytest.mark.slow
def test_two_at_a_time_make_the_same_records_and_say_the_same(texts: Path, here: Path) -> None:
    given = [texts / name for name in ("a.txt", "page.txt", "b.txt", "none.txt")]
    at = ("--received-at", "2016-03-20T09:30:00Z")
    one = run("receive", *given, "-o", here / "out", *at)
    (here / "out").rename(here / "one")
    two = run("receive", *given, "-o", here / "out", "--jobs", "2", *at)
    assert (two.exit_code, two.stderr) == (one.exit_code, one.stderr)
    assert names(here / "out") == names(here / "one") == ["a", "b"]
    for name in ("a", "b"):
        files = [here / where / name / "document.json" for where in ("one", "out")]
        assert files[0].read_bytes() == files[1].read_bytes()


def test_a_file_and_a_record_are_no_place_for_a_record(here: Path) -> None:
    (here / "notes").write_text(TEXT, "utf-8")
    assert "notes is the file itself; choose another folder" in run("receive", "notes").stderr
    assert run("receive", "notes", "-o", "record").exit_code == 0
    assert (
        "this is the folder of a record (it is already received)" in run("receive", "record").stderr
    )


def test_texts_that_give_the_same_id_are_reported_and_neither_is_made(
    texts: Path, here: Path
) -> None:
    result = run("receive", texts / "c.txt", texts / "a.txt", texts / "C!.txt")
    assert (result.exit_code, names(here)) == (1, ["a"])
    assert result.stderr.startswith(
        f"archive: {texts / 'c.txt'} and {texts / 'C!.txt'} give the same id, c; "
        "receive them one by one, with --id\n"
    )
    assert result.stderr.endswith("1 of 3 records made\n")


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_missing_extra_is_reported_once_with_the_command(
    jobs: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [Path(f"page-{n}.html") for n in range(10)]
    for page in pages:
        page.write_text("<!DOCTYPE html><title>Trade</title><p>Prices rose in 2015.</p>")
    Path("plain.txt").write_text("Prices rose in 2015.\n")
    # Also for the processes of --jobs: a module of this name is found first, and cannot be imported.
    Path("selectolax.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(here))
    done = subprocess.run(
        [sys.executable, "-m", "archive", "receive", "--jobs", jobs, *pages, "plain.txt"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "plain: 1 block of text: 1 paragraph",
        (
            "archive: page-0.html, page-1.html, page-2.html and 7 more: a web page needs an extra: "
            "pip install 'annotated-archive[web]'"
        ),
        "1 of 11 records made",
    ]


@pytest.mark.parametrize("option", [("--id", "a"), ("--address", "https://example.org/")])
def test_what_is_of_one_text_is_refused_for_several(
    option: tuple[str, str], texts: Path, here: Path
) -> None:
    result = run("receive", texts / "a.txt", texts / "b.txt", *option)
    assert (result.exit_code, names(here)) == (2, [])
    assert f"{option[0]} is only for one text; name one FILE" in result.stderr


# --- validate ---


def test_a_sound_record_is_clean(small: Path) -> None:
    result = run("validate", small)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "error" not in result.stdout


def test_every_path_is_looked_at(small: Path, tmp_path: Path) -> None:
    result = run("validate", small, BROKEN / "json" / "trailing-comma.json", tmp_path / "none")
    assert result.exit_code == 2
    for code in ("not-json", "no-such-file"):
        assert f"error[{code}]" in result.stdout
    assert "in 2 records, 1 with errors" in result.stdout


def test_a_folder_of_records_stands_for_the_records_in_it(tmp_path: Path) -> None:
    save(samples.small(), tmp_path)
    save(samples.minimal(), tmp_path)
    published = tmp_path / "published"
    published.mkdir()
    (published / "document.tei.xml").write_bytes(archive.write(samples.minimal(), "tei").data)
    (tmp_path / "lost" / "received").mkdir(parents=True)
    (tmp_path / "notes").mkdir()
    (tmp_path / "README.md").write_text("Records.", "utf-8")
    result = run("validate", "--format", "json", tmp_path)
    assert result.exit_code == 1
    sources = [Path(record["source"]).name for record in json.loads(result.stdout)["records"]]
    assert sources == ["lost", "minimal", "published", "small"]


def test_findings_as_sarif(small: Path) -> None:
    result = run("validate", "--format", "sarif", small, BROKEN / "json" / "marks-cross.json")
    assert result.exit_code == 1
    log = json.loads(result.stdout)
    assert log["version"] == "2.1.0"
    found = next(r for r in log["runs"][0]["results"] if r["ruleId"] == "marks-cross")
    assert found["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 14,
        "startColumn": 13,
    }


@each_case("format", ["text", "json", "sarif"])
def test_findings_go_to_a_file(format: str, tmp_path: Path) -> None:
    path = BROKEN / "json" / "marks-cross.json"
    result = run("validate", "--format", format, path, "-o", tmp_path / "found")
    assert (result.exit_code, result.output) == (1, "")
    assert (tmp_path / "found").read_text("utf-8") == run(
        "validate", "--format", format, path
    ).stdout


def test_rules_are_selected_and_ignored(text: Path, tmp_path: Path) -> None:
    path = tmp_path / "trade"
    assert run("receive", text, "-o", path).exit_code == 0

    def codes(*options: str) -> set[str]:
        result = run("validate", "--format", "json", path, *options)
        assert result.exit_code == 0
        return {finding["code"] for finding in json.loads(result.stdout)["findings"]}

    assert {"metadata-left-out", "rights-left-out"} <= codes()
    assert codes("--select", "rights-left-out") == {"rights-left-out"}
    assert codes("--select", "rights-left-out, metadata-left-out") == {
        "rights-left-out",
        "metadata-left-out",
    }
    assert "rights-left-out" not in codes("--ignore", "rights-left-out")
    assert not codes("--select", "rights-left-out", "--ignore", "rights-left-out")


def test_an_unknown_code_is_refused_with_what_was_meant(small: Path) -> None:
    result = run("validate", small, "--select", "rights-left-oud")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "did you mean rights-left-out" in result.stderr


def test_findings_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil.json"
    path.write_text(
        '{"schema_version": "1.0", "id": "x", "a\\u001b[31m\\u009b": 1, "language": "\\u001b]0;x\\u0007"}',
        "utf-8",
    )
    for result in (run("validate", path), run("write", path, "--to", "tei")):
        assert result.exit_code == 1
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", result.output)


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def on_terminal(*arguments: object) -> str:
    """What is seen on a terminal, where standard output and standard error come together."""
    seen = io.BytesIO()
    screen = Terminal(seen, encoding="utf-8", write_through=True)
    with redirect_stdout(screen), redirect_stderr(screen), pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert not ended.value.code
    return seen.getvalue().decode()


@pytest.fixture(autouse=True)
def terminal_of_60_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_progress_is_shown_on_a_terminal_and_taken_back(tmp_path: Path) -> None:
    for document in (samples.small(), samples.minimal()):
        save(document, tmp_path)
    shown = on_terminal("validate", tmp_path)
    assert "\r\x1b[K1/2\r\x1b[K2/2\r\x1b[K" in shown
    last = shown.rindex("\r\x1b[K")
    assert "2/2" not in shown[last:]
    assert "in 2 records" in shown[last:]


def test_findings_are_in_colour_on_a_terminal_only_and_not_if_refused(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run("validate", small).stdout
    assert "warning[" in plain
    assert "\x1b" not in plain
    shown = on_terminal("validate", small)
    assert "\x1b[1;33mwarning[" in shown
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == plain
    assert on_terminal("validate", small, "--no-color") == plain
    assert "\x1b" not in on_terminal("validate", small, "--format", "json")
    assert on_terminal("validate", small, "-o", tmp_path / "found") == ""
    assert (tmp_path / "found").read_text("utf-8") == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert on_terminal("validate", small) == plain


# --- convert ---


@pytest.mark.parametrize("format", ["json", "tei"])
def test_a_record_is_converted_to_standard_output(format: str, small: Path) -> None:
    result = run("write", small, "--to", format)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == archive.write(samples.small(), format).data


@pytest.fixture
def enriched(tmp_path: Path) -> Path:
    """A record in TEI to which somebody has added a funder and a comment."""
    path = tmp_path / "enriched.tei.xml"
    text = archive.write(samples.small(), "tei").data.decode()
    funded = "<funder>Us</funder>\n</titleStmt><!-- look -->"
    path.write_text(text.replace("</titleStmt>", funded), "utf-8")
    return path


def test_what_somebody_added_to_a_file_stops_its_conversion(enriched: Path, here: Path) -> None:
    result = run("write", enriched, "--to", "json", "-o", "a.json")
    assert result.exit_code == 1
    assert "error[not-kept]" in result.stderr
    assert "<funder>" in result.stderr
    assert "--lossy" in result.stderr
    assert list(here.iterdir()) == []


def test_it_is_left_out_on_request_and_reported(enriched: Path, here: Path) -> None:
    result = run("write", enriched, "--to", "json", "-o", "a.json", "--lossy")
    assert result.exit_code == 0
    assert result.stderr.count("warning[not-kept]") == 2
    assert "lossy" not in result.stderr
    assert "(this content was left out)\n" in result.stderr
    assert Path("a.json").read_bytes() == archive.write(samples.small(), "json").data


@pytest.mark.parametrize("name", ["enriched.tei.xml", "./enriched.tei.xml", "link.tei.xml"])
def test_a_file_is_not_written_over_while_anything_in_it_is_lost(
    enriched: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(enriched.parent)
    Path("link.tei.xml").symlink_to(enriched)
    before = enriched.read_bytes()
    result = run("write", enriched, "-o", name, "--lossy")
    assert result.exit_code == 1
    assert "would lose 2 things" in result.stderr
    assert enriched.read_bytes() == before


def test_a_comment_alone_stops_only_writing_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.tei.xml"
    text = archive.write(samples.small(), "tei").data.decode()
    path.write_text(text.replace("<body>", "<body><!-- look -->"), "utf-8")
    before = path.read_bytes()
    assert run("write", path, "--to", "json").exit_code == 0
    result = run("write", path, "-o", path)
    assert result.exit_code == 1
    assert "would lose 1 thing;" in result.stderr
    assert path.read_bytes() == before


def test_the_name_of_the_file_gives_the_format(small: Path, tmp_path: Path) -> None:
    for name, format in (("a.json", "json"), ("a.xml", "tei")):
        result = run("write", small, "-o", tmp_path / name)
        assert (result.exit_code, result.output) == (0, "")
        assert (tmp_path / name).read_bytes() == archive.write(samples.small(), format).data


def test_a_file_that_is_there_is_replaced_whole(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    assert run("write", small, "-o", path).exit_code == 0
    assert archive.load(path) == samples.small()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_stays_as_it_was_if_it_cannot_be_written(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_text("old", "utf-8")

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    result = run("write", small, "-o", path)
    assert (result.exit_code, result.stderr) == (2, "archive: No space left on device\n")
    assert path.read_text("utf-8") == "old"
    assert names(tmp_path) == ["a.json", "small"]


def test_a_folder_is_no_file(small: Path, tmp_path: Path) -> None:
    (tmp_path / "x.json").mkdir()
    result = run("write", small, "-o", tmp_path / "x.json")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"archive: {tmp_path / 'x.json'}: ")
    assert names(tmp_path) == ["small", "x.json"]


def test_a_format_that_is_not_there_is_reported(small: Path) -> None:
    result = run("write", small, "--to", "pdf")
    assert result.exit_code == 2
    assert result.stdout_bytes == b""
    assert "archive: no format 'pdf'; there are json, tei" in result.stderr


def test_what_the_reader_noticed_is_reported_beside_the_result(newer: Path, tmp_path: Path) -> None:
    result = run("write", newer, "--to", "json")
    assert result.exit_code == 2
    assert result.stdout_bytes == b""
    assert "update archive" in result.stderr
    shown = run("show", newer)
    assert shown.exit_code == 0
    assert "warning[newer-schema-version]" in shown.stderr
    assert "warning" not in shown.stdout


# --- show ---


def test_a_page_has_no_styles_where_there_is_no_terminal(small: Path) -> None:
    result = run("show", small)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == archive.view.show.page(samples.small(), width=80)
    assert "\x1b" not in result.stdout


def test_a_page_is_as_wide_as_is_wished(small: Path) -> None:
    assert run("show", small, "--width", 50).stdout == archive.view.show.page(
        samples.small(), width=50
    )
    table = run("show", small, "--claims", "--width", 50).stdout
    assert table == archive.view.show.claims_table(samples.small(), width=50)


def test_show_tells_what_may_be_done(small: Path) -> None:
    shown = run("show", small, "--rights").stdout
    assert "publish the text: not determined" in shown
    assert "describe: permitted" in shown
    refused = run("show", small, "--rights", "--claims")
    assert refused.exit_code == 2
    assert "--rights shows no claims" in refused.stderr


def test_show_has_a_line_for_what_stands_around_the_article(tmp_path: Path) -> None:
    path = tmp_path / "ferry.json"
    archive.save(surrounded(), path)
    shown = run("show", path).stdout
    assert "[Page before the article: 3 blocks, 17 words, 1 claim; --furniture shows it]" in shown
    assert "Sign in" not in shown
    assert "Sign in" in run("show", path, "--furniture").stdout
    for other in (["--rights"], ["--claims"], ["--claim", "c-ice"]):
        refused = run("show", path, "--furniture", *other)
        assert refused.exit_code == 2
        assert "--furniture cannot be combined with" in refused.stderr


@pytest.mark.parametrize("claims", [[], ["--claims"]])
def test_a_terminal_gives_width_and_styles(claims: Sequence[str], small: Path) -> None:
    make = archive.view.show.claims_table if claims else archive.view.show.page
    assert on_terminal("show", small, *claims) == make(samples.small(), width=60, styled=True)


def test_styles_can_be_refused(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = archive.view.show.page(samples.small(), width=60)
    assert on_terminal("show", small, "--no-color") == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert on_terminal("show", small) == plain


def test_a_narrow_terminal_is_not_followed_too_far(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "3")
    shown = on_terminal("show", small, "--no-color")
    assert shown == archive.view.show.page(samples.small(), width=40)


@pytest.fixture
def full(tmp_path: Path) -> Path:
    return save(rich(), tmp_path)


@pytest.mark.parametrize("named", ["first", "1", "[1]"])
def test_one_claim_is_shown_by_its_id_or_its_number(named: str, full: Path) -> None:
    assert run("show", full, "--claim", named).stdout == archive.view.show.claim_page(
        rich(), "first"
    )


def test_the_number_of_a_proposal_may_have_its_sign_or_not(full: Path) -> None:
    shown = archive.view.show.claim_page(rich(), "later")
    for named in ("2", "2?", "[2?]"):
        assert run("show", full, "--claim", named).stdout == shown


def test_several_claims_are_shown_in_the_order_asked_for_each_once(full: Path) -> None:
    shown = run("show", full, "--claim", "later", "--claim", "1", "--claim", "first").stdout
    pages = [archive.view.show.claim_page(rich(), id) for id in ("later", "first")]
    assert shown == "\n\n".join(pages)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("named", "told"),
    [
        (
            "frist",
            "'frist' is not a claim of rich, which has 4 claims; did you mean first? --claims lists",
        ),
        ("ATE", "did you mean later?"),
        ("a-2", "did you mean first?"),
        ("r-1", "did you mean later?"),
        ("council", "which has 4 claims; --claims lists them"),
        ("5", "'5' is not a claim of rich, which has 4 claims; --claims lists them"),
        ("", "'' is not a claim of rich, which has 4 claims; --claims lists them"),
    ],
)
def test_a_claim_that_is_not_there_is_reported_with_what_was_meant(
    named: str, told: str, full: Path
) -> None:
    result = run("show", full, "--claim", named)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_a_record_without_claims_has_none_to_show(tmp_path: Path) -> None:
    result = run("show", save(samples.minimal(), tmp_path), "--claim", "1")
    assert result.exit_code == 2
    assert "'1' is not a claim of minimal, which has 0 claims" in result.stderr


def test_a_table_of_all_and_one_claim_are_two_things(full: Path) -> None:
    result = run("show", full, "--claims", "--claim", "first")
    assert result.exit_code == 2
    assert "use one of them" in result.stderr


# --- explain and schema ---


def test_a_code_is_explained() -> None:
    result = run("explain", "anchor-words-differ")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "The words in `exact` are not the words at the place of the anchor.\n"
    )
    assert not result.stdout.endswith("\n\n")


def test_a_code_that_is_misspelt_is_guessed() -> None:
    result = run("explain", "anchor-words-difer")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean anchor-words-differ" in result.stderr


def test_schemas_are_listed_and_printed(tmp_path: Path) -> None:
    listed = run("schema", "--list").stdout.split()
    assert {"document.schema.json", "archive.rng", "archive.rnc", "archive.sch"} <= set(listed)
    schemas = Path(__file__).resolve().parent.parent / "schemas"
    for name in set(listed) - {"sheet"}:  # made from the columns; tests/test_cli_add.py
        assert run("schema", name).stdout_bytes == (schemas / name).read_bytes()
    assert run("schema", "archive.rng", "-o", tmp_path / "x.rng").output == ""
    assert (tmp_path / "x.rng").read_bytes() == (schemas / "archive.rng").read_bytes()


def test_it_is_reported_where_a_schema_lies_so_that_an_editor_can_be_led_there() -> None:
    schemas = Path(__file__).resolve().parent.parent / "schemas"
    assert run("schema", "--where").stdout == f"{schemas}\n"
    assert run("schema", "catalog.xml", "--where").stdout == f"{schemas / 'catalog.xml'}\n"
    for name, reason in (
        ("sheet", "made on request"),
        ("archive.dtd", "no schema 'archive.dtd'"),
    ):
        result = run("schema", "--where", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert reason in result.stderr


def test_a_schema_that_is_not_there_is_reported_with_those_that_are() -> None:
    result = run("schema", "archive.dtd")
    assert result.exit_code == 2
    assert "no schema 'archive.dtd'; the names are archive" in result.stderr
