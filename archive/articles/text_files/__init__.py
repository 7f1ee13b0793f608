"""Reads plain text: makes blocks from it by simple rules, each with its origin.

The text is split into runs: lines without a blank line between them, or, on request, single lines.
A run becomes a block. A file that is not plain text is refused (`file_kinds`). The rules for a run
are tried in this order:

- *furniture*: words of a web page around the article, such as a comment form, a share bar or a
privacy notice. At the end of the text: all runs from the first such run that no paragraph follows.
Elsewhere: a run that is only "Read more", "Advertisement" or the like, or that begins like
furniture and would otherwise be a paragraph; it stays in its place.
- *title*: the first run after any bylines and datelines (`dateline`), if it is one line of at most
300 code points that has a letter and does not end like a sentence.
- *caption*: one line that begins with "Figure", "Table", "Photo" ... or has a credit such as "(CC",
"Flickr" or "Photo:". A rights notice ("© 2024 ...", "All rights reserved") is not a caption.
- *list*: lines in which each item begins with a bullet or a number. A line of signs ("* * *") and a
page number ("- 12 -") are not lists.
- *heading*: one line of at most 100 code points that does not end like a sentence and is followed
by a paragraph. A byline or dateline, a rights notice, an address, a page number, and a line
without letters are not headings.
- *paragraph*: any other run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.articles.assembly import assemble
from archive.articles.content import Article, Given
from archive.articles.text_files.block_rules import blocks_of
from archive.articles.text_files.runs import FORMS_OF_RUNS, Paragraphs, Run, runs_of
from archive.derivations.file_kinds import file_kind_of
from archive.derivations.verbatim_1 import DERIVATION as VERBATIM_1
from archive.derivations.verbatim_2 import DERIVATION as VERBATIM_2
from archive.english import counted
from archive.errors import ReadError, require
from archive.findings import Finding, Location, Severity
from archive.formats.format import Format, ReadResult
from archive.text.decoding import (
    UNTOUCHED,
    byte_order_mark,
    characters_xml_cannot_carry,
    decode,
    decode_leniently,
    decode_or_suggest,
    has_byte_order_mark,
    is_utf_8,
)
from archive.text.encodings import encoding_of
from archive.text.sentences import ends_like_a_sentence


def receive(
    given: Given,
    *,
    encoding: str = "utf-8",
    paragraphs: Paragraphs = "blank-line",
    plain: bool = False,
) -> Article:
    """Return the article in a plain text file.

    Args:
        given: The file; a byte order mark is skipped.
        encoding: The name of the encoding of the bytes, as in the Encoding Standard. The capture
            keeps the bytes unchanged, and states the encoding in its media type.
        paragraphs: What separates blocks: a blank line, or the end of each line.
        plain: Whether to read the bytes as plain text even if they look like another format.

    Raises:
        UnknownEncoding: No encoding has this name.
        ReadError: The bytes are in another format, such as a web page or a Word document, or are
            not valid in the encoding; the text is empty, or has characters not allowed in XML.
    """
    if paragraphs not in FORMS_OF_RUNS:
        raise ValueError(
            f'paragraphs must be separated by "blank-line" or "line", not by {paragraphs!r}'
        )
    require(encoding, str, 'an encoding must be a name, such as "windows-1252"')
    data = given.data
    name = encoding_of(encoding, data).name
    foreign = file_kind_of(data, decode_leniently(data, name))
    if foreign and not plain:
        raise ReadError([foreign.finding()])
    try:
        text = decode_or_suggest(data, name)
    except ReadError:
        if foreign and not foreign.is_text:
            raise ReadError([foreign.finding()]) from None
        raise
    media_type = f"text/plain;charset={name}"
    derived = VERBATIM_1.derive(data, media_type)
    controls = list(_controls_read_as_blanks(text))
    if controls:
        derived = VERBATIM_2.derive(data, media_type)
        text = derived.text
    if problems := list(characters_xml_cannot_carry(text, UNTOUCHED)):
        raise ReadError(problems, stage="schema")
    runs = list(runs_of(text, paragraphs))
    if not runs:
        raise ReadError([Finding("no-text", "the file holds no text")])
    return Article(
        [*blocks_of(runs, given.capture)],
        media_type,
        derived,
        findings=(
            *_byte_findings(data, text, name),
            *controls,
            *_line_findings(text, runs, paragraphs),
        ),
    )


def read(
    data: bytes,
    *,
    id: str = "article",
    file: str | None = None,
    encoding: str = "utf-8",
    paragraphs: Paragraphs = "blank-line",
    plain: bool = False,
) -> ReadResult:
    """Return the document of a plain text; the bytes are its capture.

    Args:
        data: The bytes; a byte order mark is skipped.
        id: The id of the document.
        file: The name of the capture in the record's folder; by default `received/{id}.txt`.
        encoding: As in `receive`.
        paragraphs: As in `receive`.
        plain: As in `receive`.

    Raises:
        UnknownEncoding: No encoding has this name.
        ReadError: As in `receive`.
        InvalidDocument: The id is invalid.
    """
    given = Given(data=data, id=id, file=file or f"received/{id}.txt")
    return assemble(given, receive(given, encoding=encoding, paragraphs=paragraphs, plain=plain))


def _byte_findings(data: bytes, text: str, encoding: str) -> Iterator[Finding]:
    """Yield findings on the byte order mark, the encoding and carriage returns."""
    if encoding == "utf-8" and has_byte_order_mark(data):
        yield byte_order_mark()
    if encoding != "utf-8" and is_utf_8(data) and decode(data) != text:
        yield Finding(
            "encoding-doubtful",
            f"the file is valid UTF-8, but was read as {encoding}",
            "leave the encoding out, unless you are certain that it is right",
            Severity.WARNING,
        )
    if "\r" in text:
        message = "the text has carriage returns; they are kept"
        yield Finding("carriage-returns", message, severity=Severity.NOTE)


_BLANKS = {
    "\v": ("line tabulations", "a line end"),
    "\f": ("form feeds", "a line end"),
    "\x1a": ("end-of-file marks", "a space"),
    "\0": ("nulls", "a space"),
}
"""Control characters that `verbatim-2` reads as white space: the name, and what each is read as. A
space is read only at the end of the text."""


def _controls_read_as_blanks(text: str) -> Iterator[Finding]:
    """Yield a note for each control character that is read as white space."""
    end = len(text.rstrip("\0\x1a"))
    for sign, (name, blank) in _BLANKS.items():
        first = end if blank == "a space" else 0
        at, count = text.find(sign, first), text.count(sign, first)
        if count:
            yield Finding(
                "controls-read-as-blanks",
                f"{counted(count, name)} (U+{ord(sign):04X}): each is read as {blank}",
                "nothing to do: the capture keeps them",
                Severity.NOTE,
                Location(line=text.count("\n", 0, at) + 1, column=at - text.rfind("\n", 0, at)),
            )


_LONG_LINE = 100
"""The maximum length of a line that was broken to fit a width, in code points."""
_FEWEST_LINES = 3
"""The minimum number of lines that break off within a sentence, for a warning."""


def _line_findings(text: str, runs: Sequence[Run], paragraphs: Paragraphs) -> Iterator[Finding]:
    """Yield a warning if blocks look like several paragraphs, or like parts of one paragraph."""
    if paragraphs == "line":
        broken = sum(_breaks_off(one, other) for one, other in pairwise(runs))
        if broken >= _FEWEST_LINES and broken * 3 > len(runs):
            yield Finding(
                "paragraphs-look-like-lines",
                f"{broken} of {len(runs)} blocks break off within a sentence",
                "leave out --paragraphs line: blank lines separate the paragraphs of this text",
                Severity.WARNING,
            )
    elif alike := [run for run in runs if _is_of_paragraphs(run)]:
        more = counted(len(alike) - 1, "other blocks")
        others = f"; so do the lines of {more}" if len(alike) > 1 else ""
        yield Finding(
            "lines-look-like-paragraphs",
            f"{len(alike[0].lines)} lines without a blank line between them are one block, "
            f"but look like paragraphs{others}",
            "if each line is a paragraph, use --paragraphs line",
            Severity.WARNING,
            Location(line=text.count("\n", 0, alike[0].start) + 1),
        )


def _breaks_off(one: Run, other: Run) -> bool:
    """Whether a sentence seems to continue from one run to the next."""
    beginning = other.text.lstrip()[:1]
    return not (one.ends_like_a_sentence or other.marker) and beginning.islower()


def _is_of_paragraphs(run: Run) -> bool:
    """Whether at least two long lines of a run, and two thirds of them, end like sentences."""
    long = [line for line in run.lines if len(line) > _LONG_LINE]
    ended = sum(map(ends_like_a_sentence, long))
    return ended > 1 and ended * 3 >= len(long) * 2


_CODES = {
    "not-plain-text": """The file is not plain text: it is a web page, a Word document, an image ...

        The format is detected from the content. Read as plain text, the file would become blocks of
        markup. Save its text as plain text. If the file is plain text and only looks like another
        format, use `--plain` (in Python `plain=True`).""",
    "not-in-encoding": """The bytes are not valid in the given encoding.

        The message shows the first invalid byte. The file is in another encoding, or damaged.""",
    "no-text": """The text file has no text.

        A record cannot be made from it.""",
    "encoding-doubtful": """A text was read in the given encoding, but is valid UTF-8.

        Text in another encoding is very rarely valid UTF-8. Look at the letters with accents: if
        each has become two or three characters, the file is UTF-8.""",
    "lines-look-like-paragraphs": """Long lines that end like sentences became one block.

        Lines without a blank line between them are one block. In this text each line seems to be a
        paragraph: `--paragraphs line` makes each line a block.""",
    "paragraphs-look-like-lines": """Each line became a block, and many break off within a sentence.

        The lines seem to be broken to fit a width. Without `--paragraphs line`, blank lines
        separate the blocks.""",
    "controls-read-as-blanks": """Control characters, such as form feeds, were read as white space.

        XML does not allow them, so no block has them. Form feeds and line tabulations are read as
        line ends; U+001A and U+0000 at the end of the text are read as spaces (`verbatim-2`). The
        capture keeps the control characters.""",
    "carriage-returns": """The text has carriage returns.

        They are kept, and counted as code points.""",
}
"""The meaning of each code that only plain text causes."""

TEXT = Format(
    name="text",
    media_type="text/plain",
    suffixes=(".txt",),
    read=read,
    receive=receive,
    codes=_CODES,
)
