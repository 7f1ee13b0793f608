"""`Screen` shows pages and reads keys; `LineScreen` does so line by line."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence

from archive.view.page_parts import Parts
from archive.view.terminal import render


class Closed(Exception):
    """Nobody answers any more."""


class Screen(ABC):
    """Shows pages, reads keys, and asks questions."""

    styled: bool
    """Whether it has colours."""

    @property
    @abstractmethod
    def width(self) -> int:
        """Its columns."""

    @abstractmethod
    def show(self, page: Parts, footer: str, beneath: Parts = ()) -> None:
        """Show a page in place of the last one, with the keys that there are.

        Args:
            page: The page.
            footer: The keys.
            beneath: The page shown before, which is not repeated where lines stay.
        """

    @abstractmethod
    def key(self) -> str:
        """Return the next key: a character, or a name such as `enter`.

        Raises:
            Closed: There is none any more.
        """

    @abstractmethod
    def ask(self, question: str, now: str = "") -> str | None:
        """Return a line that is typed; `None` where somebody thinks better of it.

        Args:
            question: What is asked.
            now: The current value, to be changed.
        """

    def forget_typed(self) -> None:  # noqa: B027 (lines are typed after what they answer)
        """Forget keys that were pressed already: nobody decides about what he has not seen."""

    def unread(self) -> str:
        """Return the rest of a line whose key was read, and forget it."""
        return ""

    def lines(self, page: Parts) -> Sequence[str]:
        """Return the lines of a page."""
        return render(page, width=self.width, styled=self.styled).rstrip("\n").split("\n")


class LineScreen(Screen):
    """Lines one after the other, as a screen reader, a pipe or a dumb terminal wants them.

    The text behind the key on a line answers the question that the key leads to.
    """

    def __init__(self, width: int, *, styled: bool = False) -> None:
        self._width, self.styled = width, styled
        self._rest = ""

    @property
    def width(self) -> int:
        """Its columns."""
        return self._width

    def show(self, page: Parts, footer: str, beneath: Parts = ()) -> None:
        """Print a page, but not the one beneath, which is above already."""
        sys.stdout.write("\n".join(("", *self.lines(page), "", footer, "")))

    def key(self) -> str:
        """Return the first character of a line, or the name of a key that stands there alone."""
        rest, self._rest = self._rest, ""
        line = rest or self._line("> ").strip()
        if line in _NAMED or not line:
            return line or "enter"
        self._rest = line[1:].strip()
        return line[0]

    def ask(self, question: str, now: str = "") -> str | None:
        """Return the typed line; an empty one leaves the current value."""
        rest, self._rest = self._rest, ""
        if rest:
            return rest
        if now:
            sys.stdout.write(f"now: {now}\n")
        return self._line(f"{question} ").strip() or None

    def unread(self) -> str:
        """Return the text behind the last key on its line that answered no question."""
        rest, self._rest = self._rest, ""
        return rest

    def _line(self, prompt: str) -> str:
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stdout.write("\n")
            raise Closed
        if not sys.stdin.isatty():  # input from a pipe is not visible: it is part of the transcript
            sys.stdout.write(line if line.endswith("\n") else f"{line}\n")
        return line


_NAMED = frozenset(
    {"space", "tab", "enter", "escape", "left", "right", "shift-left", "shift-right"}
)
