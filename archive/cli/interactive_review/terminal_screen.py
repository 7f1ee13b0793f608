"""`TerminalScreen` uses the whole terminal: it reads single keys, and redraws the page in place.

The terminal is restored whatever happens: the end, an exception, Ctrl-C, SIGTERM, SIGHUP, Ctrl-Z.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import Any

from archive.cli.interactive_review.screens import Closed, Screen
from archive.control_characters import safe
from archive.view.page_parts import Parts
from archive.view.terminal import wrap

if sys.platform == "win32":
    raise ImportError("a Windows console has no termios")

import termios
import tty

_ENTER, _LEAVE = "\x1b[?1049h\x1b[?2004h", "\x1b[?2004l\x1b[?1049l"
"""Switch to the alternate screen and bracketed paste, and back (xterm's control sequences)."""
_CLEAR = "\x1b[H\x1b[2J"
_SEQUENCES = {
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1b[C": "right",
    "\x1b[D": "left",
    "\x1bOC": "right",
    "\x1bOD": "left",
    "\x1b[1;2C": "shift-right",
    "\x1b[1;2D": "shift-left",
    "\r": "enter",
    "\n": "enter",
    "\t": "tab",
    " ": "space",
    "\x04": "q",
}
_PASTED = ("\x1b[200~", "\x1b[201~")
_ESCAPE_SECONDS = 0.05
"""How long to wait after an escape for the rest of a sequence."""
_REDRAW = "redraw"


class TerminalScreen(Screen):
    """The terminal of standard input and output, while a review goes on."""

    def __init__(self, *, styled: bool, width: int | None = None) -> None:
        """Prepare the screen; the terminal is taken over only when the context is entered.

        Args:
            styled: Whether to colour what is shown.
            width: How many columns to use at most.
        """
        self.styled, self._most = styled, width
        self._input = sys.stdin.fileno()
        self._typed = b""
        self._page: tuple[Parts, str] | None = None
        self._first = 0
        self._more = False

    # --- taking over and restoring the terminal ---

    def __enter__(self) -> TerminalScreen:
        self._before = termios.tcgetattr(self._input)
        self._woken, self._wakes = os.pipe()
        os.set_blocking(self._wakes, False)
        os.set_blocking(self._woken, False)
        self._handlers: dict[int, Any] = {}
        handlers: Sequence[tuple[int, Callable[[int, FrameType | None], None]]] = (
            (signal.SIGTERM, _end),
            (signal.SIGHUP, _end),
            (signal.SIGTSTP, self._stop),
            (signal.SIGWINCH, lambda number, frame: None),
        )
        for number, handler in handlers:
            self._handlers[number] = signal.signal(number, handler)
        self._wakeup = signal.set_wakeup_fd(self._wakes, warn_on_full_buffer=False)
        self._take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._give_back()
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        os.close(self._woken)
        os.close(self._wakes)

    def _take(self) -> None:
        tty.setcbreak(self._input)
        self._write(_ENTER)

    def _give_back(self) -> None:
        with suppress(OSError, termios.error):  # the terminal may be gone (SIGHUP)
            self._write(_LEAVE)
        with suppress(OSError, termios.error):
            termios.tcsetattr(self._input, termios.TCSADRAIN, self._before)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Restore the terminal and stop, as the shell expects; go on when it is continued."""
        self._give_back()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._stop)
        self._take()

    @contextmanager
    def _as_it_was(self) -> Iterator[None]:
        """Let the terminal edit a line as usual; meanwhile Ctrl-Z does nothing."""
        stops = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        termios.tcsetattr(self._input, termios.TCSADRAIN, self._before)
        self._write("\x1b[?2004l\x1b[?25h")
        try:
            yield
        finally:
            signal.signal(signal.SIGTSTP, stops)
            tty.setcbreak(self._input)
            self._write("\x1b[?2004h")

    # --- shown ---

    @property
    def width(self) -> int:
        """Return the columns minus one: terminals differ in how they use the last column."""
        return max(min(self._size.columns - 1, self._most or self._size.columns), 20)

    @property
    def _size(self) -> os.terminal_size:
        """Return the current size; `COLUMNS` and `LINES` have the size at program start."""
        try:
            return os.get_terminal_size(self._input)
        except OSError:
            return os.terminal_size((80, 24))

    def show(self, page: Parts, footer: str, beneath: Parts = ()) -> None:
        """Show a page from its beginning, and the page shown before below it."""
        self._page, self._first = ((*page, *beneath), footer), 0
        self._draw()

    def _draw(self) -> None:
        if self._page is None:
            return
        page, footer = self._page
        lines = self.lines(page)
        foot = wrap(safe(footer), self.width)
        room = max(self._size.lines - len(foot) - 2, 1)
        self._first = min(self._first, max(len(lines) - 1, 0))
        visible = lines[self._first : self._first + room]
        self._more = self._first + room < len(lines)
        more = "-- more: space --" if self._more else ""
        self._write(_CLEAR + "\r\n".join((*visible, more, *foot)))

    def _write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    # --- asked ---

    def key(self) -> str:
        """Return the next key; meanwhile turn pages, and redraw when the window is resized."""
        while True:
            key = self._key()
            if key == _REDRAW:
                self._draw()
            elif key == "space" and self._page is not None:
                self._turn()
            elif key:
                return key

    def forget_typed(self) -> None:
        """Forget keys that were pressed before the next page is shown."""
        self._typed = b""
        with suppress(termios.error):
            termios.tcflush(self._input, termios.TCIFLUSH)

    def _turn(self) -> None:
        self._first = self._first + max(self._size.lines - 5, 1) if self._more else 0
        self._draw()

    def _key(self) -> str:
        """Return a key; empty for pasted text or an unknown sequence."""
        if not self._typed and not self._await(None):
            return _REDRAW
        text = self._typed.decode("utf-8", "ignore")
        if text.startswith("\x1b") and len(text) < 2:
            self._await(_ESCAPE_SECONDS)
            text = self._typed.decode("utf-8", "ignore")
        if text.startswith(_PASTED[0]):
            return self._pasted()
        for sequence, name in _SEQUENCES.items():
            if text.startswith(sequence):
                self._forget(sequence)
                return name
        if text == "\x1b" or text.startswith("\x1b\x1b"):
            self._forget("\x1b")
            return "escape"
        if text.startswith("\x1b"):
            self._forget(_sequence(text))
            return ""
        if not text:  # an incomplete character
            self._await(_ESCAPE_SECONDS)
            self._typed = self._typed if self._typed.decode("utf-8", "ignore") else b""
            return ""
        self._forget(text[0])
        return text[0] if text[0].isprintable() else ""

    def _pasted(self) -> str:
        """Skip pasted text, which must not decide anything by mistake; return an empty string."""
        end = _PASTED[1].encode()
        while end not in self._typed and self._await(1):
            pass
        _, _, self._typed = self._typed.partition(end)
        return ""

    def _forget(self, text: str) -> None:
        self._typed = self._typed.decode("utf-8", "ignore")[len(text) :].encode()

    def _await(self, seconds: float | None) -> bool:
        """Read what is typed next; return whether anything was typed before a signal."""
        ready, _, _ = select.select([self._input, self._woken], [], [], seconds)
        if self._woken in ready:
            with suppress(BlockingIOError):
                os.read(self._woken, 4096)
        if self._input not in ready:
            return False
        try:
            data = os.read(self._input, 4096)
        except OSError:
            data = b""
        if not data:
            raise Closed
        self._typed += data
        return True

    def ask(self, question: str, now: str = "") -> str | None:
        """Return a line typed below the page; `None` after Ctrl-C or Ctrl-D."""
        self._write("\r\n")
        with self._as_it_was(), _filled_in(now) as filled:
            if now and not filled:
                self._write(f"now: {safe(now)}\r\n")
            try:
                return input(f"{question} ").strip() or None
            except (EOFError, KeyboardInterrupt):
                return None


def _sequence(text: str) -> str:
    """Return the escape sequence at the start of a text, to its final letter."""
    for n, character in enumerate(text[2:], start=3):
        if character.isalpha() or character == "~":
            return text[:n]
    return text


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


@contextmanager
def _filled_in(now: str) -> Iterator[bool]:
    """Start a typed line with the current value; yield whether Python has a line editor for it."""
    try:
        import readline
    except ImportError:
        yield False
        return
    readline.set_auto_history(False)
    readline.set_startup_hook(lambda: readline.insert_text(now))
    try:
        yield True
    finally:
        readline.set_startup_hook(None)
