"""Splits a plain text into runs of lines. A run becomes a block or an item of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from archive.articles.dateline import is_byline_or_dateline
from archive.text.sentences import ends_like_a_sentence

Paragraphs = Literal["blank-line", "line"]
"""What separates blocks: blank lines, or the end of each line."""

_LINE = r"[^\S\n]*+\S[^\n]*+"
FORMS_OF_RUNS: dict[Paragraphs, str] = {
    "blank-line": rf"(?m)^{_LINE}(?:\n{_LINE})*+",
    "line": rf"(?m)^{_LINE}",
}
"""Regular expressions for runs; possessive, so that a line of blanks is read only once."""
_MARKER = r"[^\S\n]*(?:[-*•‣◦–]|\(?[0-9]{1,3}[.)]|[a-z][.)])[^\S\n]+"
_NO_ITEM = r"[^\S\n]*([-*•‣◦–])[^\w\n]*(?:[0-9]{1,4}[^\w\n]*)?\1[^\S\n]*$"
"""A line of equal signs, such as "* * *", or a page number between two signs."""
PAGE_NUMBER = (
    r"(?i)\W*(?:page|seite|página|pagina|p\.|s\.)?\s*[0-9]{1,4}"
    r"(?:\s*(?:of|/|von|de|di)\s*[0-9]{1,4})?\W*"
)
LONGEST_ADDRESS = 200
"""The maximum length of a line with only an address or page number, in code points."""


class Run(NamedTuple):
    """Lines that are not blank, or one item of a list, and the blank text up to the next run."""

    start: int
    text: str
    separator: str
    marker: str = ""

    @property
    def lines(self) -> list[str]:
        """The lines, without line ends."""
        return re.split("[\r\n]+", self.text.rstrip())

    @property
    def is_line(self) -> bool:
        """Whether the run is one line."""
        line = self.text.rstrip()
        return "\n" not in line and "\r" not in line

    @property
    def ends_like_a_sentence(self) -> bool:
        """Whether a sentence seems to end at the end of the run."""
        return ends_like_a_sentence(self.text)


def runs_of(text: str, paragraphs: Paragraphs) -> Iterator[Run]:
    """Split a text into runs of lines that are not blank; split runs that are lists into items."""
    # Lines may end in carriage returns alone, as on old Macintoshes.
    lines = text if "\n" in text else text.replace("\r", "\n")
    spans = [
        span
        for match in re.finditer(FORMS_OF_RUNS[paragraphs], lines)
        for span in _items(lines, match.start(), match.end())
    ]
    for n, (marker_start, start, end) in enumerate(spans):
        following = spans[n + 1][0] if n + 1 < len(spans) else len(text)
        yield Run(start, text[start:end], text[end:following], text[marker_start:start])


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the items of a run: the start of the marker, and the start and end of the text.

    A run whose first line has no marker is yielded whole, and so is a single line that only looks
    like an item ("3. März 2016", "p. 12").
    """
    line_end, marker_form, no_item = map(re.compile, ("\n", _MARKER, f"(?m){_NO_ITEM}"))
    starts = [start, *(match.end() for match in line_end.finditer(text, start, end))]
    markers = [
        match
        for at in starts
        if (match := marker_form.match(text, at, end)) and not no_item.match(text, at, end)
    ]
    if (
        not markers
        or markers[0].start() != start
        or (len(starts) == 1 and _only_looks_like_an_item(text[start:end]))
    ):
        yield start, start, end
        return
    for marker, following in zip(markers, [*markers[1:], None], strict=True):
        stop = following.start() - 1 if following else end
        yield marker.start(), marker.end(), stop


def _only_looks_like_an_item(line: str) -> bool:
    """Whether what looks like a marker is the day of a date, or means "page"."""
    return is_byline_or_dateline(line) or (
        len(line) <= LONGEST_ADDRESS
        and any(map(str.isalpha, line))
        and re.fullmatch(PAGE_NUMBER, line) is not None
    )
