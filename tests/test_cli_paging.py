"""Pages on a real terminal (a pty): which pager gets them, and what is left when it is closed."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pty", allow_module_level=True)

import fcntl
import pty
import termios

from archive import io
from archive.cli import paging
from archive.view import show
from tests import samples
from tests.conftest import ROOT
from tests.started import Started
from tests.test_cli import save
from tests.view.articles import rich

LONG = ROOT / "documents" / "frenemies"
"""Its page is longer than a pipe holds, so a pager can be closed while it is written."""

ENVIRONMENT = {
    "COLUMNS": "60",
    "TERM": "xterm",
    "PATH": os.environ["PATH"],
    "PYTHONPATH": str(ROOT),
    "PYTHONIOENCODING": "utf-8",
}


@dataclass
class Ended:
    """What was seen on the terminal, and how the program ended."""

    seen: str
    code: int


@cache
def program() -> Started:
    """The program that `on_terminal` calls."""
    return Started(ENVIRONMENT)


@pytest.fixture(scope="module", autouse=True)
def program_ends() -> Iterator[None]:
    yield
    if program.cache_info().currsize:
        program().end()
        program.cache_clear()


def on_terminal(
    *arguments: object,
    typed: Callable[[str], bytes] = lambda seen: b"",
    anew: bool = False,
    **environment: str,
) -> Ended:
    """Run the program with a terminal for everything, and type what is called for.

    Args:
        arguments: What stands on the command line.
        typed: What to type, told by all that was seen so far.
        anew: Whether Python is started for it, where it matters how that opens its streams.
        environment: What is added to the environment.
    """
    ours, theirs = pty.openpty()
    command, env = [*map(str, arguments)], ENVIRONMENT | environment
    if anew:
        process = subprocess.Popen(
            [sys.executable, "-m", "archive", *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=env,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
    else:
        program().call(command, env, theirs)
    os.close(theirs)
    seen = b""
    while chunk := _read(ours):
        seen += chunk
        if keys := typed(seen.decode("utf-8", "replace")):
            os.write(ours, keys)
    os.close(ours)
    code = process.wait(timeout=60) if anew else program().code()
    return Ended(seen.decode("utf-8").replace("\r\n", "\n"), code)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError as end:
        if end.errno != errno.EIO:  # how Linux says that nobody has the other side open any more
            raise
        return b""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return save(samples.small(), tmp_path)


@pytest.fixture
def pager(tmp_path: Path) -> Callable[..., str]:
    """`pager("name", "line", ...)`: a shell script; without lines it brackets what it is given."""

    def make(name: str, *lines: str) -> str:
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        lines = lines or (f"echo '<{name}>'", "cat", f"echo '</{name}>'")
        path.write_text("\n".join(["#!/bin/sh", *lines]) + "\n", "utf-8")
        path.chmod(0o755)
        return str(path)

    return make


def bracketed(page: str, name: str = "pager") -> str:
    return f"<{name}>\n{page}</{name}>\n"


def page(**options: bool) -> str:
    return show.page(samples.small(), width=60, **{"styled": True, **options})


# --- many records ---


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder of two records, one of them broken."""
    save(samples.small(), tmp_path / "store")
    (tmp_path / "store" / "bad").mkdir()
    (tmp_path / "store" / "bad" / "document.json").write_text("{", "utf-8")
    return tmp_path / "store"


@pytest.mark.slow
def test_many_pages_go_through_one_pager_and_messages_follow_it(
    two: Path, pager: Callable[..., str]
) -> None:
    shown = on_terminal("show", two, PAGER=pager("pager"))
    first, _, rest = shown.seen.partition("</pager>\n")
    assert first.startswith(f"<pager>\n==> {two}/small <==\n\n")
    assert first.endswith(f"{page().rstrip()}\n\n")
    assert "error[not-json]" in rest
    assert rest.endswith("2 records: 1 shown, 1 not shown\n")
    assert shown.code == 1


@pytest.mark.slow
def test_a_pager_that_is_closed_ends_the_run(two: Path) -> None:
    for n in range(30):
        save(samples.small().update(id=f"r-{n:02}"), two)
    shown = on_terminal("show", two, LONG, PAGER="head -n 1")
    assert re.match(rf"==> {re.escape(str(two))}/r-00 <==\n", shown.seen)
    assert re.search(r"[0-9]+ records: ", shown.seen)
    assert "Traceback" not in shown.seen


# --- which pager ---


@pytest.mark.slow
def test_a_page_on_a_terminal_goes_through_the_pager(
    small: Path, pager: Callable[..., str]
) -> None:
    for anew in (False, True):
        shown = on_terminal("show", small, PAGER=pager("pager"), anew=anew)
        assert shown == Ended(bracketed(page()), 0)


@pytest.mark.slow
def test_our_own_setting_comes_first(small: Path, pager: Callable[..., str]) -> None:
    shown = on_terminal("show", small, PAGER=pager("other"), ARCHIVE_PAGER=pager("pager"))
    assert shown == Ended(bracketed(page()), 0)


def test_a_pager_is_a_command_for_the_shell(small: Path, pager: Callable[..., str]) -> None:
    shown = on_terminal("show", small, PAGER=f"cat | '{pager('pager')}'")
    assert shown == Ended(bracketed(page()), 0)


@pytest.mark.parametrize("setting", ["", "cat", " "])
def test_no_pager_can_be_set(setting: str, small: Path, pager: Callable[..., str]) -> None:
    shown = on_terminal("show", small, PAGER=pager("pager"), ARCHIVE_PAGER=setting)
    assert shown == Ended(page(), 0)


def test_a_pager_can_be_refused(small: Path, pager: Callable[..., str]) -> None:
    assert on_terminal("show", small, "--no-pager", PAGER=pager("pager")) == Ended(page(), 0)


def less(pager: Callable[..., str]) -> str:
    """A folder in which `less` says how it is set."""
    return str(Path(pager("less", 'echo "less $LESS"', "cat")).parent) + f":{os.environ['PATH']}"


def test_the_pager_is_less_unless_another_is_set(small: Path, pager: Callable[..., str]) -> None:
    assert on_terminal("show", small, PATH=less(pager)) == Ended(f"less FRX\n{page()}", 0)


def test_the_readers_own_settings_of_less_are_kept(small: Path, pager: Callable[..., str]) -> None:
    assert on_terminal("show", small, PATH=less(pager), LESS="R").seen.startswith("less R\n")


def test_there_is_no_pager_where_there_is_no_less(small: Path, tmp_path: Path) -> None:
    assert on_terminal("show", small, PATH=str(tmp_path)) == Ended(page(), 0)


def test_a_dumb_terminal_gets_no_less_and_no_styles(small: Path, pager: Callable[..., str]) -> None:
    shown = on_terminal("show", small, PATH=less(pager), TERM="dumb")
    assert shown == Ended(page(styled=False), 0)


@pytest.mark.slow
def test_a_page_that_is_piped_has_no_pager_and_no_styles(
    small: Path, pager: Callable[..., str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "archive", "show", str(small)],
        capture_output=True,
        env=ENVIRONMENT | {"PAGER": pager("pager")},
        check=True,
    )
    assert done.stdout.decode() == show.page(samples.small(), width=80)


def test_colours_reach_the_pager_unless_they_are_refused(
    small: Path, pager: Callable[..., str]
) -> None:
    setting = pager("pager")
    plain = Ended(bracketed(page(styled=False)), 0)
    assert "\x1b[" in on_terminal("show", small, PAGER=setting).seen
    assert on_terminal("show", small, PAGER=setting, NO_COLOR="1") == plain
    assert on_terminal("show", small, "--no-color", PAGER=setting) == plain


# --- a pager that fails, or is closed ---


def test_a_pager_that_is_missing_costs_no_page(small: Path) -> None:
    shown = on_terminal("show", small, PAGER="no-such-program --really")
    assert shown.code == 0
    assert page() in shown.seen
    assert shown.seen.endswith("archive: the pager 'no-such-program --really' exited with 127\n")


def test_a_pager_that_fails_costs_no_page(small: Path) -> None:
    shown = on_terminal("show", small, PAGER="exit 3")
    assert shown == Ended(f"{page()}archive: the pager 'exit 3' exited with 3\n", 0)


@pytest.mark.slow
def test_a_pager_may_be_closed_before_the_end() -> None:
    shown = on_terminal("show", LONG, PAGER="head -n 1")
    title = show.page(io.load(LONG), width=60, styled=True).splitlines()[0]
    assert shown == Ended(f"{title}\n", 0)


def once(awaited: str, keys: bytes) -> Callable[[str], bytes]:
    """Type these keys when something is seen for the first time."""
    waiting: Iterator[bytes] = iter([keys])

    def typed(seen: str) -> bytes:
        if awaited not in seen:
            return b""
        time.sleep(0.2)  # so that the program, too, is at the place where it waits
        return next(waiting, b"")

    return typed


@pytest.mark.slow
def test_an_interruption_is_the_pagers_to_answer(pager: Callable[..., str]) -> None:
    """As `less` does, which ends a search by it; nothing of the page is lost by that."""
    patient = pager(
        "patient",
        "trap 'echo interrupted' INT",
        "echo ready",
        "read line",
        'while ! read go < /dev/tty; do :; done; echo "$go"',
        'echo "$line"',
        "cat",
    )
    whole = show.page(io.load(LONG), width=60)

    waiting = [("ready", b"\x03"), ("interrupted", b"on\n")]

    def typed(seen: str) -> bytes:
        if waiting and waiting[0][0] in seen:
            time.sleep(0.2)
            return waiting.pop(0)[1]
        return b""

    shown = on_terminal("show", LONG, "--no-color", PAGER=patient, typed=typed)
    assert shown.code == 0
    assert shown.seen.endswith(whole)


@pytest.mark.slow
def test_an_interruption_that_ends_the_pager_ends_the_program(pager: Callable[..., str]) -> None:
    weak = pager("weak", "trap 'exit 2' INT", "echo ready", "while :; do sleep 0.1; done")
    shown = on_terminal("show", LONG, PAGER=weak, typed=once("ready", b"\x03"), anew=True)
    assert (shown.seen.replace("^C", ""), shown.code) == ("ready\n", 128 + signal.SIGINT)


def test_another_thread_leaves_interruptions_as_they_are() -> None:
    before = signal.getsignal(signal.SIGINT)
    during = []

    def look() -> None:
        with paging._interruptions_left_to_the_pager():
            during.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert during == [before]


@pytest.mark.slow
def test_a_pager_gets_the_encoding_of_the_terminal(
    tmp_path: Path, pager: Callable[..., str]
) -> None:
    record = save(rich(), tmp_path)
    for encoding in ("utf-8", "ascii"):
        setting = {"PAGER": pager("pager"), "PYTHONIOENCODING": encoding}
        shown = on_terminal("show", record, "--no-color", anew=True, **setting)
        told = show.page(rich(), width=60).encode(encoding, "backslashreplace").decode()
        assert shown == Ended(bracketed(told), 0)


# --- the other pages ---


@pytest.mark.slow
def test_a_diff_is_paged_and_ends_as_it_would(
    small: Path, tmp_path: Path, pager: Callable[..., str]
) -> None:
    other = save(rich(), tmp_path)
    setting = pager("pager")
    for code, options in ((0, ()), (1, ("--exit-code",))):
        shown = on_terminal("diff", small, other, *options, PAGER=setting)
        assert shown.code == code
        assert shown.seen.startswith("<pager>\n")
    assert "<pager>" not in on_terminal("diff", small, other, "--no-pager", PAGER=setting).seen
    assert (
        "<pager>" not in on_terminal("diff", small, other, "--format", "json", PAGER=setting).seen
    )


@pytest.mark.slow
def test_git_has_a_pager_of_its_own(small: Path, pager: Callable[..., str]) -> None:
    file = small / "document.json"
    arguments = ("document.json", file, "0", "100644", "/dev/null", "0", "100644")
    assert "<pager>" not in on_terminal("diff", "--git", *arguments, PAGER=pager("pager")).seen


@pytest.mark.slow
def test_a_rebase_is_paged_unless_it_writes(
    small: Path, tmp_path: Path, pager: Callable[..., str]
) -> None:
    text = tmp_path / "small.txt"
    text.write_text(samples.RECEIVED, "utf-8")
    setting = pager("pager")
    shown = on_terminal("rebase", small, text, PAGER=setting)
    assert shown.seen.startswith("<pager>\n")
    assert shown.seen.endswith("</pager>\nnothing has changed, and nothing was written\n")
    assert "<pager>" not in on_terminal("rebase", small, text, "--write", PAGER=setting).seen
