"""Unicode's own tests of where a text breaks (UAX #29), from Debian's package `unicode-data`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

UNTIL_17 = "\u2701"
"""Was reserved for emoji when the test was written, and is so no more: what it tells depends on the
version of Unicode."""


class Case(NamedTuple):
    """A text and the offsets at which it breaks, beginning and end included."""

    text: str
    breaks: list[int]

    def __repr__(self) -> str:
        return f"{self.text!a} breaks at {self.breaks}"


def cases(folder: Path, kind: Literal["Grapheme", "Word", "Sentence"]) -> Iterator[Case]:
    r"""Yield the cases of a file, of which a line is `÷ 0061 × 0301 ÷ # ...`."""
    for line in (folder / f"auxiliary/{kind}BreakTest.txt").read_text("utf-8").splitlines():
        text, breaks = "", []
        for sign in line.partition("#")[0].split():
            if sign == "÷":
                breaks.append(len(text))
            elif sign != "×":
                text += chr(int(sign, 16))
        if breaks:
            yield Case(text, breaks)


def failing(cases: list[Case], splits: Callable[[str, int], bool]) -> list[Case]:
    """Return those cases in which a text is split elsewhere."""
    return [
        case
        for case in cases
        if [n for n in range(len(case.text) + 1) if not splits(case.text, n)] != case.breaks
    ]
