"""`archive review` in a real terminal: tmux types the keys, and tells what is seen.

Each test has a terminal of its own. What tmux shows is what a person sees: what was drawn, after
all that moves about the screen.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import archive
from archive import Claim, Document
from archive.view.terminal import width_of
from tests.conftest import ROOT, skip_or_fail
from tests.records import japanese, right_to_left
from tests.samples import text_only

pytestmark = pytest.mark.judged

SECONDS = 30
"""So long something may take to be seen, on a machine that has much to do."""
COUNT = 30
A_KEY, A_READING = 0.2, 3.0
"""Seconds that a key takes, and that a person reads one proposal: by these a review is reckoned."""


class Terminal:
    """A terminal with a shell in it."""

    def __init__(self, folder: Path, width: int = 80, height: int = 24) -> None:
        self._socket = TemporaryDirectory()  # the path of a socket must be short
        self._server = ["tmux", "-S", f"{self._socket.name}/tmux", "-f", os.devnull]
        self.keys = 0
        size = ["-x", str(width), "-y", str(height)]
        self._tmux("new-session", "-d", *size, "env", "-u", "NO_COLOR", "bash", "--norc")
        self.type_line(f"cd {shlex.quote(str(folder))}; export PYTHONPATH={ROOT}; PS1='ready> '")
        self.type_line("clear")
        self.until("ready>")

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run([*self._server, *arguments], capture_output=True, check=True)
        return done.stdout.decode()

    def end(self) -> None:
        subprocess.run([*self._server, "kill-server"], capture_output=True, check=False)
        self._socket.cleanup()

    def type_line(self, line: str) -> None:
        self._tmux("send-keys", "-l", line)
        self._tmux("send-keys", "Enter")

    def start(self, *arguments: object, before: str = "") -> None:
        """Call the program."""
        command = shlex.join([sys.executable, "-m", "archive", *map(str, arguments)])
        self.type_line(f"clear; {before}{command}; echo ended $?")

    def press(self, *keys: str) -> None:
        """Press keys by their names in tmux, and count them."""
        self.keys += len(keys)
        self._tmux("send-keys", *keys)

    def write(self, text: str) -> None:
        """Type a text, and count its keys."""
        self.keys += len(text)
        self._tmux("send-keys", "-l", text)

    def paste(self, text: str) -> None:
        self._tmux("set-buffer", text)
        self._tmux("paste-buffer", "-p")

    def screen(self, *, styled: bool = False) -> str:
        return self._tmux("capture-pane", "-p", *(["-e"] if styled else []))

    def until(self, *awaited: str, without: str = "\0") -> str:
        """What is seen once all of some words are."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            seen = self.screen()
            if all(words in seen for words in awaited) and without not in seen:
                return seen
            time.sleep(0.02)
        pytest.fail(f"{awaited} not seen, but:\n{self.screen()}")

    def resize(self, width: int, height: int) -> None:
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    def program(self) -> int:
        """The number of the process that runs in the shell."""
        shell = self._tmux("display-message", "-p", "#{pane_pid}").strip()
        (child,) = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        return int(child)

    def is_as_it_was(self) -> bool:
        """Whether the shell has its own screen again, which shows what is typed, line by line."""
        if self._tmux("display-message", "-p", "#{alternate_on}").strip() != "0":
            return False
        self.type_line("stty -a | tr ' ' '\\n' | grep -x -e '-*icanon' -e '-*echo' | tr '\\n' ' '")
        return "icanon echo" in self.until("echo ready>", without="-icanon")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    if shutil.which("tmux") is None:
        skip_or_fail("there is no tmux on PATH: apt install tmux")
    made: list[Terminal] = []

    def make(**size: int) -> Terminal:
        made.append(Terminal(tmp_path, **size))
        return made[-1]

    yield make
    for one in made:
        one.end()


def proposals(count: int = COUNT) -> Document:
    """A record with so many claims that a program has proposed."""
    sentences = [f"The {n}th ferry was late in May, the council says." for n in range(1, count + 1)]
    document = text_only(*(" ".join(sentences[n : n + 3]) for n in range(0, count, 3)))
    document = document.update(
        agents=(archive.Agent(id="program", type="software", name="a program"),),
        revisions=(archive.Revision(id="rev-1", by="program", at="2026-11-28T08:00:00Z"),),
    )
    claims = (
        Claim(
            id=f"c-{n}",
            anchors=(document.anchor(f"The {n}th ferry was late"),),
            restatement=f"The {n}th ferry was late in May.",
            kind="descriptive",
            revision="rev-1",
            certainty=0.7,
            reason="rule reporting-verb: says.",
        )
        for n in range(1, count + 1)
    )
    return document.add(*claims)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.json"
    archive.save(proposals(), path)
    return path


def accepted(path: Path) -> int:
    return sum(claim.status == "accepted" for claim in archive.load(path).claims)


BY = ("--by", "Ada")


def test_thirty_proposals_are_decided_in_under_three_minutes(
    terminal: Callable[..., Terminal], record: Path
) -> None:
    """Most are accepted; some are rejected with a reason, some mended, one is left for later.

    Reckoned by a person who reads each for three seconds and needs 0.2 for a key.
    """
    one = terminal()
    one.start("review", record.name, *BY)
    for n in range(1, COUNT + 1):
        one.until(f" c-{n}\n")
        match n:
            case 5 | 15 | 25:  # the words are longer: "... in May"
                one.press("m", "1")
                one.until("Words")
                one.press("l", "l", "Enter")
                one.until("corrected")
                one.press("a")
            case 8 | 18:  # another restatement, typed anew
                one.press("m", "2")
                one.until("restatement:")
                one.press("C-u")
                one.write(f"Ferry {n} was late in May, as the council says.")
                one.press("Enter")
                one.until("corrected")
                one.press("a")
            case 3 | 9 | 12 | 21 | 27:
                one.press("r", "1")
            case 29:  # the decision before was a slip
                one.press("u")
                one.until(" c-28\n")
                one.press("r")
                one.until("Why is")
                one.press("2")
                one.until(" c-29\n")
                one.press("a")
            case 30:
                one.press("l")
            case _:
                one.press("a")
    one.until("Nothing is left to decide.", "1 left for later")
    one.press("q")
    one.until("ended 0")
    document = archive.load(record)
    statuses = [claim.status for claim in document.claims]
    assert [statuses.count(s) for s in ("accepted", "rejected", "proposed")] == [23, 6, 1]
    assert document.claim("c-5").anchors[0].exact == "The 5th ferry was late in May"
    assert document.claim("c-18").restatement == "Ferry 18 was late in May, as the council says."
    seconds = one.keys * A_KEY + COUNT * A_READING
    print(f"{one.keys} keys, {seconds:.0f} s")
    assert seconds < 180


def test_a_killed_review_loses_at_most_the_last_decision(
    terminal: Callable[..., Terminal], record: Path
) -> None:
    one = terminal()
    one.start("review", record.name, *BY)
    for n in range(1, 6):
        one.until(f" c-{n}\n")
        one.press("a")
    one.until("c-5: accepted")
    one.press("a")
    os.kill(one.program(), signal.SIGKILL)
    one.until("ended 137")
    assert accepted(record) in (5, 6)
    assert archive.validate(record).ok
    one.type_line("stty sane; tput rmcup")
    one.start("review", record.name, *BY)
    left = COUNT - accepted(record)
    one.until(f"claim 1 of {left} ")


def test_another_size_is_drawn_at_once(terminal: Callable[..., Terminal], record: Path) -> None:
    one = terminal()
    one.start("review", record.name, *BY)
    wide = one.until(" c-1\n")
    one.resize(40, 14)
    narrow = one.until(" c-1\n", "-- more: space --")
    assert wide != narrow
    one.press("Space")
    one.until("made", without=" c-1\n")
    one.press("Space")
    one.until(" c-1\n")
    one.resize(100, 40)
    one.until("a accept  r reject", without="-- more")
    one.press("a")
    one.until("c-1: accepted")


def test_an_interruption_keeps_what_was_decided(
    terminal: Callable[..., Terminal], record: Path
) -> None:
    one = terminal()
    one.start("review", record.name, *BY)
    one.until(" c-1\n")
    one.press("a")
    one.until("c-1: accepted")
    one.press("C-c")
    one.until("ended 130", "1 decision; 29 wait")
    assert one.is_as_it_was()
    assert accepted(record) == 1


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["TERM", "HUP"]
)
def test_a_review_that_is_ended_puts_the_terminal_back(
    number: int, code: int, terminal: Callable[..., Terminal], record: Path
) -> None:
    one = terminal()
    one.start("review", record.name, *BY)
    one.until(" c-1\n")
    os.kill(one.program(), number)
    one.until(f"ended {code}")
    assert one.is_as_it_was()


def test_a_review_is_stopped_and_gone_on_with(
    terminal: Callable[..., Terminal], record: Path
) -> None:
    one = terminal()
    one.start("review", record.name, *BY)
    one.until(" c-1\n")
    for n in (1, 2):
        one.press("C-z")
        one.until("Stopped")
        if n == 1:
            assert one.is_as_it_was()
        one.type_line("clear; fg")
        one.until(f" c-{n}\n", "a accept  r reject")
        one.press("a")
        one.until(f"c-{n}: accepted")
    one.press("q")
    one.until("2 decisions; 28 wait")
    assert accepted(record) == 2


def test_a_line_that_is_typed_can_be_given_up(
    terminal: Callable[..., Terminal], record: Path
) -> None:
    one = terminal()
    one.start("review", record.name, *BY)
    one.until(" c-1\n")
    for end in ("C-c", "C-d"):
        one.press("r", "5")
        one.until("Reason:")
        one.press(end)
        one.until(" c-1\n", "a accept  r reject")
    one.press("C-z")
    one.until("Stopped")
    assert archive.load(record) == proposals()


def test_words_are_moved_by_arrows(terminal: Callable[..., Terminal], record: Path) -> None:
    one = terminal()
    one.start("review", record.name, *BY)
    one.until(" c-1\n")
    one.press("m", "1")
    one.until("[|The 1th ferry was late|] in May")
    one.press("Right")
    one.until("[|The 1th ferry was late in|] May")
    one.press("Left")
    one.until("[|The 1th ferry was late|] in")
    one.press("S-Right")
    one.until("The [|1th ferry was late|] in")
    one.press("S-Left")
    one.until("[|The 1th ferry was late|] in")
    one.press("Right", "Escape")
    one.until("a accept  r reject")
    assert archive.load(record) == proposals()


def test_what_is_pasted_by_mistake_decides_nothing(
    terminal: Callable[..., Terminal], record: Path
) -> None:
    one = terminal()
    one.start("review", record.name, *BY)
    one.until(" c-1\n")
    one.paste("aaaa r1")
    time.sleep(0.5)
    one.press("?")
    one.until("undo the last decision")
    one.press("x")
    one.until("claim 1 of 30 c-1\n")
    assert archive.load(record) == proposals()


def test_nobody_decides_about_what_he_has_not_seen(
    terminal: Callable[..., Terminal], record: Path
) -> None:
    """Keys that are pressed while something is decided decide nothing more."""
    one = terminal()
    one.start("review", record.name, *BY)
    one.until(" c-1\n")
    one.press("a", "a", "a", "a")
    one.until("c-1: accepted", " c-2\n")
    one.press("q")
    one.until("ended 0")
    assert accepted(record) == 1


def test_two_reviews_of_one_record_write_over_nothing(
    terminal: Callable[..., Terminal], record: Path
) -> None:
    one, two = terminal(), terminal()
    for each, by in ((one, "Ada"), (two, "Ben")):
        each.start("review", record.name, "--by", by)
        each.until(" c-1\n")
    one.press("a")
    one.until("c-1: accepted")
    two.press("r", "1")
    two.until("was changed meanwhile by somebody else", " c-2\n")
    two.press("a")
    two.until("c-2: accepted")
    one.press("a")
    one.until("was changed meanwhile by somebody else", " c-3\n")
    document = archive.load(record)
    revisions = [document.revision(c.history[-1].revision or "") for c in document.claims[:2]]
    assert [document.agent(one.by or "").name for one in revisions] == ["Ada", "Ben"]


@pytest.mark.parametrize(
    ("options", "before", "styled"),
    [((), "", True), (("--no-color",), "", False), ((), "NO_COLOR=1 ", False)],
)
def test_colours_are_shown_unless_they_are_refused(
    options: tuple[str, ...],
    before: str,
    styled: bool,
    terminal: Callable[..., Terminal],
    record: Path,
) -> None:
    one = terminal()
    one.start("review", record.name, *BY, *options, before=before)
    one.until(" c-1\n", "a accept")
    assert ("\x1b[" in one.screen(styled=True)) is styled


@pytest.mark.parametrize("plain", ["--plain", "TERM=dumb"])
def test_a_plain_review_stays_line_by_line(
    plain: str, terminal: Callable[..., Terminal], record: Path
) -> None:
    one = terminal(height=60)
    options = (plain,) if plain.startswith("--") else ()
    one.start("review", record.name, *BY, *options, before="" if options else f"{plain} ")
    one.until(" c-1\n", "\n>")
    one.press("a", "Enter")
    seen = one.until(" c-1\n", " c-2\n")
    assert seen.index(" c-1\n") < seen.index(" c-2\n")
    one.press("q", "Enter")
    one.until("ended 0")


@pytest.mark.parametrize("make", [japanese, right_to_left], ids=["japanese", "right to left"])
@pytest.mark.parametrize("width", [80, 40])
def test_other_scripts_break_no_line(
    width: int,
    make: Callable[[], Document],
    terminal: Callable[..., Terminal],
    tmp_path: Path,
) -> None:
    """A line that was too wide would be broken by the terminal, and stand there as two."""
    document = make()
    names = ("claims", "annotations")
    document = document.update(
        **{
            name: tuple(s.update(status="proposed", history=()) for s in getattr(document, name))
            for name in names
        }
    )
    archive.save(document, tmp_path / "other.json")
    one = terminal(width=width, height=50)
    one.start("review", "other.json", *BY)
    for n in range(1, 6):
        seen = one.until(f" {n} of ", "a accept")
        drawn = seen.split("a accept")[0].rstrip("\n").splitlines()
        assert max(map(width_of, drawn)) < width
        assert drawn[0].split()[1:4:2] == [str(n), str(len(archive.waiting(document)))]
        one.press("n")


def test_whoever_decides_is_asked_for_a_name(
    terminal: Callable[..., Terminal], record: Path
) -> None:
    one = terminal()
    one.start("review", record.name)
    one.until("Who decides?")
    one.type_line("  ")
    one.type_line("Ada  Lovelace")
    one.until(" c-1\n")
    one.press("a")
    one.until("c-1: accepted")
    assert [agent.name for agent in archive.load(record).agents] == ["a program", "Ada Lovelace"]
