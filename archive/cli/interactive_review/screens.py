"""`Screen` shows pages and reads keys; `LineScreen` does so line by line."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence

from archive.view.page_parts import Parts
from archive.view.terminal import render


class Closed(Exception):
    """The input has ended."""


class Screen(ABC):
    """Shows pages, reads keys, and asks questions."""

    styled: bool
    """Whether it shows colours."""

    @property
    @abstractmethod
    def width(self) -> int:
        """Return the number of columns."""

    @abstractmethod
    def show(self, page: Parts, footer: str, beneath: Parts = ()) -> None:
        """Show a page in place of the previous page, with the available keys.

        Args:
            page: The page.
            footer: The keys.
            beneath: The previous page, shown below; a screen that keeps old lines omits it.
        """

    @abstractmethod
    def key(self) -> str:
        """Return the next key: a character, or a name such as `enter`.

        Raises:
            Closed: The input has ended.
        """

    @abstractmethod
    def ask(self, question: str, now: str = "") -> str | None:
        """Return a typed line; `None` if the user cancels.

        Args:
            question: What is asked.
            now: The current value, which the user changes.
        """

    def forget_typed(self) -> None:  # noqa: B027 (lines are typed after what they answer)
        """Forget keys pressed before the page was shown: nobody can decide about an unseen page."""

    def unread(self) -> str:
        """Return the rest of the line after the last key, and forget this rest."""
        return ""

    def lines(self, page: Parts) -> Sequence[str]:
        """Return the lines of a page."""
        return render(page, width=self.width, styled=self.styled).rstrip("\n").split("\n")


class LineScreen(Screen):
    """Print lines one after the other, for a screen reader, a pipe or a dumb terminal.

    Text after the key on a line answers the question that the key leads to.
    """

    def __init__(self, width: int, *, styled: bool = False) -> None:
        self._width, self.styled = width, styled
        self._rest = ""

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return self._width

    def show(self, page: Parts, footer: str, beneath: Parts = ()) -> None:
        """Print a page, but not the page beneath, which is already printed above."""
        sys.stdout.write("\n".join(("", *self.lines(page), "", footer, "")))

    def key(self) -> str:
        """Return the first character of a line, or the name of a key that is the whole line."""
        rest, self._rest = self._rest, ""
        line = rest or self._line("> ").strip()
        if line in _NAMED or not line:
            return line or "enter"
        self._rest = line[1:].strip()
        return line[0]

    def ask(self, question: str, now: str = "") -> str | None:
        """Return the typed line; an empty line keeps the current value."""
        rest, self._rest = self._rest, ""
        if rest:
            return rest
        if now:
            sys.stdout.write(f"now: {now}\n")
        return self._line(f"{question} ").strip() or None

    def unread(self) -> str:
        """Return the text after the last key on its line, if no question used this text."""
        rest, self._rest = self._rest, ""
        return rest

    def _line(self, prompt: str) -> str:
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stdout.write("\n")
            raise Closed
        if not sys.stdin.isatty():  # show piped input in the transcript
            sys.stdout.write(line if line.endswith("\n") else f"{line}\n")
        return line


_NAMED = frozenset(
    {"space", "tab", "enter", "escape", "left", "right", "shift-left", "shift-right"}
)
