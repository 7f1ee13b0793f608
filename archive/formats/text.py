"""Plain text in: blocks by visible rules, each with its origin.

A run of lines that are not blank is a block; or, where the caller says so, each line is. What is no
plain text is refused (`foreign`). The rules, in the order in which they are tried on a run:

- *furniture*: from the first run that reads like a part of a web page (a comment form, a share
  bar, a privacy notice) after which no paragraph comes, to the end. Before it a run that says no
  more than "Read more" or "Advertisement", and one that would be a paragraph and begins like
  furniture; each stays where it is.
- *title*: the first run, those aside that say when and by whom (`dateline`), if it is one line of
  at most 300 code points that does not end like a sentence and holds a letter.
- *caption*: one line that begins with "Figure", "Table", "Photo" ... or holds a credit such as
  "(CC", "Flickr" or "Photo:"; but no notice of rights ("© 2024 ...", "All rights reserved").
- *list*: lines of which each new item begins with a bullet or a number. A line of signs ("* * *")
  and a page number ("- 12 -") are none.
- *heading*: one line of at most 100 code points that does not end like a sentence and is followed
  by a paragraph. No heading is a line that says when and by whom, a notice of rights, an address,
  a page number, or a line without letters.
- *paragraph*: any other run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal, NamedTuple

from archive.derivations.verbatim_1 import DERIVATION as VERBATIM_1
from archive.errors import ReadError
from archive.findings import Finding, Location, Severity
from archive.formats import found
from archive.formats.assembly import Received, assemble, part_id
from archive.formats.base import Format, ReadResult
from archive.formats.dateline import says_when_or_by_whom
from archive.formats.foreign import foreign_of
from archive.model.captures import TextOrigin
from archive.text.characters import NOT_XML
from archive.text.decoding import (
    byte_order_mark,
    decode,
    decode_leniently,
    decode_or_suggest,
    has_byte_order_mark,
    is_utf_8,
)
from archive.text.encodings import encoding_of
from archive.text.furniture import (
    is_furniture_at_the_end,
    reads_like_furniture,
    role_of_furniture,
    says_only_furniture,
)
from archive.text.sentences import ends_like_a_sentence

Paragraphs = Literal["blank-line", "line"]
"""What parts blocks: lines that are blank, or the end of each line."""

_LINE = r"[^\S\n]*+\S[^\n]*+"
_RUNS: dict[Paragraphs, str] = {
    "blank-line": rf"(?m)^{_LINE}(?:\n{_LINE})*+",
    "line": rf"(?m)^{_LINE}",
}
"""What a line began with is never given back, so that a line of blanks is read only once."""
_MARKER = r"[^\S\n]*(?:[-*•‣◦–]|\(?[0-9]{1,3}[.)]|[a-z][.)])[^\S\n]+"
_NUMBER = r"\s*\(?[0-9a-z]{1,3}[.)]"
_NO_ITEM = r"[^\S\n]*([-*•‣◦–])[^\w\n]*(?:[0-9]{1,4}[^\w\n]*)?\1[^\S\n]*$"
"""A line of signs, or a page number between two of them."""
_PAGE_NUMBER = (
    r"(?i)\W*(?:page|seite|página|pagina|p\.|s\.)?\s*[0-9]{1,4}"
    r"(?:\s*(?:of|/|von|de|di)\s*[0-9]{1,4})?\W*"
)
_ADDRESS = r"(?i)\s*(?:https?://|www\.)\S+\s*|\s*\S+@\S+\.\w+\s*"
_LONGEST_TITLE, _LONGEST_CAPTION, _LONGEST_HEADING, _LONGEST_ADDRESS = 300, 300, 100, 200
"""How many code points a line of each kind has at most."""
_CAPTION = (
    r"(?i)\s*(?:fig\.|(?:figure|table|photo(?:graph)?|picture|image|chart|map|illustration)\b)"
)
_CREDIT = (
    r"(?i)"
    r"\(CC\b|\bflickr\b"
    r"|[.|(\[–—-]\s*(?:photo(?:graph)?|picture|image|illustration)s?"
    r"(?: credits?| courtesy| by)?\s*:"
)
_RIGHTS = (
    r"(?i)"
    r"^\s*(?:©|\(c\)\s*[0-9]{4}\b|copyright\s*(?:©|\(c\)|[0-9]{4}\b))|\ball rights reserved\W*$"
)
_RIGHTS_IN_TEXT = r"(?i)^\s*(?:©|\(c\)|copyright)\W*[0-9]{4}\b|\ball rights reserved\W*$"
"""A notice with its year is that of a text, though "(CC BY)" stands in it; "© A. Berg, Flickr" is a
credit."""


class _Run(NamedTuple):
    """Lines that are not blank, or one item of a list, and the blank text up to the next run."""

    start: int
    text: str
    separator: str
    marker: str = ""

    @property
    def lines(self) -> list[str]:
        return re.split("[\r\n]+", self.text.rstrip())

    @property
    def is_line(self) -> bool:
        line = self.text.rstrip()
        return "\n" not in line and "\r" not in line

    @property
    def ends_like_a_sentence(self) -> bool:
        return ends_like_a_sentence(self.text)


def read(
    data: bytes,
    *,
    id: str = "article",
    file: str | None = None,
    encoding: str = "utf-8",
    paragraphs: Paragraphs = "blank-line",
    plain: bool = False,
) -> ReadResult:
    """Return a document of the blocks of a plain text, with the text as its capture.

    Args:
        data: The bytes; a byte order mark is read over.
        id: The id of the document.
        file: Name of the capture in the record's folder; `received/{id}.txt` if left out.
        encoding: The encoding of the bytes, by its name in the Encoding Standard. The capture
            keeps them as they are, and its media type names the encoding.
        paragraphs: What parts blocks: a blank line, or the end of each line.
        plain: Whether the bytes are plain text though they look like something else.

    Raises:
        UnknownEncoding: No encoding has this name.
        ReadError: The bytes are of another kind (a web page, a Word document), not in the
            encoding, hold no text, or characters that XML cannot carry.
        InvalidDocument: The id is none.
    """
    if paragraphs not in _RUNS:
        raise ValueError(f'paragraphs are parted by "blank-line" or "line", not by {paragraphs!r}')
    name = encoding_of(encoding, data).name
    foreign = foreign_of(data, decode_leniently(data, name))
    if foreign and not plain:
        raise ReadError([foreign.finding()])
    try:
        text = decode_or_suggest(data, name)
    except ReadError:
        if foreign and not foreign.is_text:
            raise ReadError([foreign.finding()]) from None
        raise
    if problems := list(_characters_xml_cannot_carry(text)):
        raise ReadError(problems, stage="schema")
    runs = list(_runs(text, paragraphs))
    if not runs:
        raise ReadError([Finding("no-text", "the file holds no text")])
    media_type = f"text/plain;charset={name}"
    received = Received(
        part_id("capture", id),
        file or f"received/{id}.txt",
        data,
        media_type,
        VERBATIM_1.derive(data, media_type),
    )
    findings = (*_of_bytes(data, text, name), *_of_lines(text, runs, paragraphs))
    return replace(assemble(id, _blocks(runs, received.id), [received]), findings=findings)


def _of_bytes(data: bytes, text: str, encoding: str) -> Iterator[Finding]:
    """What was noticed about the bytes."""
    if encoding == "utf-8" and has_byte_order_mark(data):
        yield byte_order_mark()
    if encoding != "utf-8" and is_utf_8(data) and decode(data) != text:
        yield Finding(
            "encoding-doubtful",
            f"the file is UTF-8, and reads differently as {encoding}",
            "leave the encoding out, unless you are certain",
            Severity.WARNING,
        )
    if "\r" in text:
        message = "the text has carriage returns; they are kept"
        yield Finding("carriage-returns", message, severity=Severity.NOTE)


_LONG_LINE = 100
"""Code points: whoever breaks lines by hand or by program breaks them before."""
_FEWEST_LINES = 3
"""How many lines must break off within a sentence before anything is said about it."""


def _of_lines(text: str, runs: Sequence[_Run], paragraphs: Paragraphs) -> Iterator[Finding]:
    """Whether lines look like paragraphs, or paragraphs like lines."""
    if paragraphs == "line":
        broken = sum(_breaks_off(one, other) for one, other in pairwise(runs))
        if broken >= _FEWEST_LINES and broken * 3 > len(runs):
            yield Finding(
                "paragraphs-look-like-lines",
                f"{broken} of {len(runs)} blocks break off within a sentence",
                "leave out --paragraphs line: blank lines part the paragraphs of this text",
                Severity.WARNING,
            )
    elif alike := [run for run in runs if _is_of_paragraphs(run)]:
        others = f"; so do those of {len(alike) - 1} more" if len(alike) > 1 else ""
        yield Finding(
            "lines-look-like-paragraphs",
            f"{len(alike[0].lines)} lines are one block, since no blank line parts them, "
            f"and look like paragraphs{others}",
            "if each line is a paragraph: --paragraphs line",
            Severity.WARNING,
            Location(line=text.count("\n", 0, alike[0].start) + 1),
        )


def _breaks_off(one: _Run, other: _Run) -> bool:
    """Whether a sentence seems to go on from one line to the next."""
    beginning = other.text.lstrip()[:1]
    return not (one.ends_like_a_sentence or other.marker) and beginning.islower()


def _is_of_paragraphs(run: _Run) -> bool:
    """Whether most of the long lines of a run, and more than one, end like sentences."""
    long = [line for line in run.lines if len(line) > _LONG_LINE]
    ended = sum(map(ends_like_a_sentence, long))
    return ended > 1 and ended * 3 >= len(long) * 2


def _characters_xml_cannot_carry(text: str) -> Iterator[Finding]:
    line, line_start = 1, 0
    for match in re.finditer(f"[{NOT_XML}]|\n", text):
        if match[0] == "\n":
            line, line_start = line + 1, match.end()
            continue
        column = match.start() - line_start + 1
        yield Finding(
            "characters-xml-cannot-carry",
            f"U+{ord(match[0]):04X} is a character that XML cannot carry",
            "take it out of the file",
            location=Location(line=line, column=column),
        )


def _runs(text: str, paragraphs: Paragraphs) -> Iterator[_Run]:
    """Split a text into runs of lines that are not blank, and those that are lists into items."""
    # Lines may end in carriage returns alone, as on old Macintoshes.
    lines = text if "\n" in text else text.replace("\r", "\n")
    spans = [
        span
        for match in re.finditer(_RUNS[paragraphs], lines)
        for span in _items(lines, match.start(), match.end())
    ]
    for n, (marker_start, start, end) in enumerate(spans):
        following = spans[n + 1][0] if n + 1 < len(spans) else len(text)
        yield _Run(start, text[start:end], text[end:following], text[marker_start:start])


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The items of a run: where the marker starts, where the text starts and ends.

    A run whose first line has no marker is one item without one; so is a line that only looks like
    an item ("3. März 2016", "p. 12").
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
    """Whether what seems to be a marker is the day of a date, or stands for "page"."""
    return says_when_or_by_whom(line) or (
        len(line) <= _LONGEST_ADDRESS
        and any(map(str.isalpha, line))
        and re.fullmatch(_PAGE_NUMBER, line) is not None
    )


def _title_place(runs: Sequence[_Run]) -> int | None:
    """Which run is the title: the first, those aside that say when and by whom."""
    n = 0
    while n < len(runs) - 1 and (
        _is_dateline(runs[n], before_title=True) or _heads_nothing(runs[n])
    ):
        n += 1
    run = runs[n]
    is_title = (
        run.is_line
        and len(run.text) <= _LONGEST_TITLE
        and not (run.marker or run.ends_like_a_sentence or _heads_nothing(run))
        and not _is_dateline(run, before_title=True)
    )
    return n if is_title else None


def _is_dateline(run: _Run, **where: bool) -> bool:
    return run.is_line and not run.marker and says_when_or_by_whom(run.text, **where)


def _is_aside(run: _Run, is_head: bool) -> bool:
    """Whether a line says when and by whom, or heads nothing for another reason."""
    return _is_dateline(run, after_title=is_head) or _heads_nothing(run)


def _heads_nothing(run: _Run) -> bool:
    """Whether a line is a notice of rights, a page number, an address, furniture or signs alone."""
    if not any(map(str.isalpha, run.text)) or says_only_furniture(run.text):
        return True
    if run.is_line and re.search(_RIGHTS, run.text):
        return True
    is_short = len(run.text) <= _LONGEST_ADDRESS
    return is_short and any(re.fullmatch(form, run.text) for form in (_PAGE_NUMBER, _ADDRESS))


def _furniture_start(runs: list[_Run]) -> int:
    """The first of the last runs that are short and of which the first reads like furniture."""
    start = len(runs)
    for n in range(len(runs) - 1, 0, -1):
        if len(runs[n].text) > 200:
            break
        if is_furniture_at_the_end(runs[n].text):
            start = n
    return start


def _with_marker(run: _Run) -> _Run:
    """A run as a block that has no place of its own for a marker."""
    marker = run.marker
    return _Run(run.start - len(marker), marker + run.text, run.separator) if marker else run


def _blocks(runs: list[_Run], capture: str) -> Iterator[found.Block]:
    """The blocks of the article, then the furniture."""
    end = _furniture_start(runs)
    yield from _article(runs[:end], capture)
    for run in runs[end:]:
        yield _furniture(run, capture)


def _furniture(run: _Run, capture: str) -> found.Furniture:
    whole = _with_marker(run)
    return found.Furniture(_words(whole, capture), role_of_furniture(whole.text))


def _article(runs: list[_Run], capture: str) -> Iterator[found.Block]:
    title = _title_place(runs)
    n, is_head = 0, title is not None
    while n < len(runs):
        run = runs[n]
        following = runs[n + 1] if n + 1 < len(runs) else None
        if n == title:
            yield found.Title(_words(run, capture))
        elif says_only_furniture(run.text):
            yield _furniture(run, capture)
        elif run.marker:
            length = _list_length(runs, n)
            yield _list(runs[n : n + length], capture)
            n, is_head = n + length - 1, False
        elif _is_caption(run):
            yield found.Figure((_words(run, capture),))
        elif _is_heading(run, following) and not _is_aside(run, is_head):
            yield found.Heading(_words(run, capture))
        elif reads_like_furniture(run.text):
            yield _furniture(run, capture)
        else:
            is_head = is_head and _is_aside(run, is_head)
            yield found.Paragraph(_words(run, capture))
        n += 1


def _list(runs: Sequence[_Run], capture: str) -> found.List:
    items = tuple(found.Item(_words(run, capture), run.marker) for run in runs)
    is_numbered = re.match(_NUMBER, runs[0].marker) is not None
    return found.List(items, "numbered" if is_numbered else "bulleted")


def _is_caption(run: _Run) -> bool:
    """Whether a line begins like a caption, or holds a credit and is no notice of rights."""
    if not run.is_line or len(run.text) > _LONGEST_CAPTION:
        return False
    has_credit = re.search(_CREDIT, run.text) and not re.search(_RIGHTS_IN_TEXT, run.text)
    return bool(re.match(_CAPTION, run.text) or has_credit)


def _list_length(runs: list[_Run], start: int) -> int:
    """How many runs from here on are items of one list: those parted by a single line end."""
    length = 1
    while _is_one_line_end(runs[start + length - 1].separator) and (
        start + length < len(runs)
        and runs[start + length].marker
        and not says_only_furniture(runs[start + length].text)
    ):
        length += 1
    return length


def _is_one_line_end(separator: str) -> bool:
    return separator.replace("\r\n", "\n").replace("\r", "\n").strip(" \t") == "\n"


def _is_heading(run: _Run, following: _Run | None) -> bool:
    return (
        run.is_line
        and len(run.text) <= _LONGEST_HEADING
        and not run.ends_like_a_sentence
        and following is not None
        and (following.ends_like_a_sentence or len(following.text) > 100)
    )


def _words(run: _Run, capture: str) -> found.Words:
    end = run.start + len(run.text)
    return found.Words(run.text, TextOrigin(capture=capture, start=run.start, end=end))


_CODES = {
    "not-plain-text": """The file is no plain text: a web page, a Word document, an image ...

        Taken for plain text it would become blocks of markup. What it is, is told by its content.
        Save its text as plain text. Where a text only looks like another kind, `--plain` (in Python
        `plain=True`) takes it as it is.""",
    "not-in-encoding": """The bytes are not in the encoding that is named.

        The message says which byte is none of its. The file is in another encoding, or damaged.""",
    "no-text": """The text file holds no text.

        There is nothing to make a record of.""",
    "encoding-doubtful": """A text was read in the encoding that was named, and is UTF-8 as well.

        Text that happens to be UTF-8 in every byte and is something else is very rare. Look at the
        letters with accents: where each has become two or three signs, it is UTF-8.""",
    "lines-look-like-paragraphs": """Long lines that end like sentences became one block.

        A run of lines without a blank line is one block, since lines may be broken anywhere. In
        this text each line seems to be a paragraph: `--paragraphs line` makes each a block.""",
    "paragraphs-look-like-lines": """Each line became a block, and many break off within a sentence.

        The lines seem to be broken where they were full. Without `--paragraphs line`, blank lines
        part the blocks.""",
    "carriage-returns": """The text has carriage returns.

        They are kept, and counted as code points.""",
}
"""What each code means that plain text alone gives."""

TEXT = Format(name="text", media_type="text/plain", suffixes=(".txt",), read=read, codes=_CODES)
