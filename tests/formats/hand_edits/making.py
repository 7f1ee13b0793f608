"""Of what an edit of a TEI file is made.

An edit takes the text of a file and returns another. It is made of replacements that must apply
exactly once, so that an edit cannot come to do nothing when the writer changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import archive
from tests.formats.harbour import harbour

DOCUMENTS = Path(__file__).resolve().parents[3] / "documents"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

FRENEMIES, CLAIMS, HARBOUR = "frenemies", "claims-and-sources", "harbour"
"""The files that are edited: the TEI of two kept records, and that of a small one made by hand."""

Change = Callable[[str], str]


@dataclass(frozen=True)
class Edit:
    """One edit of one file."""

    name: str
    """A slug."""
    base: str
    """The file."""
    why: str
    """Who does this, and what for."""
    change: Change
    says: str = ""
    """For an edit of which something elsewhere in the file tells: what a finding names then."""
    wide: bool = False
    """Whether it touches the whole file, so that no line is nearer to it than another."""

    @property
    def before(self) -> str:
        return base(self.base)

    @property
    def after(self) -> str:
        changed = self.change(self.before)
        assert changed != self.before, f"{self.name} changes nothing"
        return changed

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last line of the edited file that the edit touched."""
        old, new = self.before.split("\n"), self.after.split("\n")
        shorter = min(len(old), len(new))
        first = next((n for n in range(shorter) if old[n] != new[n]), shorter)
        same_at_end = next(
            (n for n in range(shorter - first) if old[-1 - n] != new[-1 - n]), shorter - first
        )
        return first + 1, max(first + 1, len(new) - same_at_end)


@cache
def base(name: str) -> str:
    """The file that is edited, as text."""
    if name == HARBOUR:
        return archive.write(harbour(), "tei").data.decode()
    return (DOCUMENTS / name / "document.tei.xml").read_bytes().decode()


EDITS: list[Edit] = []


def edit(
    name: str, base: str, why: str, *changes: Change, says: str = "", wide: bool = False
) -> None:
    """Enter an edit into the catalogue; several changes are made one after the other."""

    def change(text: str) -> str:
        for step in changes:
            text = step(text)
        return text

    EDITS.append(Edit(name, base, why, change, says, wide))


# --- of what edits are made ---


def swap(old: str, new: str) -> Change:
    """One stretch, which stands in the file once, becomes another."""

    def change(text: str) -> str:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        return text.replace(old, new)

    return change


def after(mark: str, added: str) -> Change:
    """Something stands behind a mark, on the same line if it does not begin another."""
    return swap(mark, mark + added)


def before(mark: str, added: str) -> Change:
    return swap(mark, added + mark)


def out(old: str) -> Change:
    return swap(old, "")


def within(start: str, old: str, new: str) -> Change:
    """The first `old` after `start`, which stands in the file once."""

    def change(text: str) -> str:
        assert text.count(start) == 1, f"{start!r} stands {text.count(start)} times"
        head, rest = text.split(start)
        assert old in rest, f"{old!r} does not stand behind {start!r}"
        return head + start + rest.replace(old, new, 1)

    return change


def everywhere(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def pattern(old: str, new: str, count: int = 0) -> Change:
    def change(text: str) -> str:
        changed, found = re.subn(old, new, text, count=count, flags=re.DOTALL)
        assert found
        return changed

    return change


def whole(start: str, end: str, becomes: Callable[[str], str] | str) -> Change:
    """From `start`, which stands in the file once, to the next `end`, both with it."""

    def change(text: str) -> str:
        assert text.count(start) == 1, f"{start!r} stands {text.count(start)} times"
        first = text.index(start)
        last = text.index(end, first) + len(end)
        part = text[first:last]
        return text[:first] + (becomes if isinstance(becomes, str) else becomes(part)) + text[last:]

    return change


def moved(start: str, end: str, to: str) -> Change:
    """A part moves to where it stands before a mark."""

    def change(text: str) -> str:
        first = text.index(start)
        last = text.index(end, first) + len(end)
        part, rest = text[first:last], text[:first] + text[last:]
        assert rest.count(to) == 1, f"{to!r} stands {rest.count(to)} times"
        return rest.replace(to, part + to)

    return change
