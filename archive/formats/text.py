"""Plain text in: blocks by visible rules, each with its origin (`verbatim-1`).

The rules, in the order in which they are tried on a run of lines that are not blank:

- *furniture*: from the first run that reads like a part of a web page (a comment form, a share
  bar, a privacy notice) after which no paragraph comes, to the end.
- *title*: the first run, if it is one line that does not end like a sentence.
- *caption*: one line that begins with "Figure", "Table", "Photo" ... or holds a credit such as
  "(CC" or "©".
- *list*: lines of which each new item begins with a bullet or a number.
- *heading*: one line of at most 100 code points that does not end like a sentence and is followed
  by a paragraph.
- *paragraph*: any other run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from archive.errors import ReadError
from archive.findings import Finding, Location, Severity
from archive.formats.base import ReadResult
from archive.formats.decoding import byte_order_mark, decode, has_byte_order_mark
from archive.model.base import NOT_XML
from archive.model.blocks import (
    Block,
    Caption,
    Figure,
    Furniture,
    Heading,
    Item,
    List,
    Paragraph,
    Section,
)
from archive.model.captures import BlockOrigin
from archive.model.document import Document

_RUN = r"(?m)^[^\S\n]*+\S[^\n]*+(?:\n[^\S\n]*+\S[^\n]*+)*+"
"""What a line began with is never given back, so that a line of blanks is read only once."""
_MARKER = r"[^\S\n]*(?:[-*•‣◦–]|\(?[0-9]{1,3}[.)]|[a-z][.)])[^\S\n]+"
_NUMBER = r"\s*\(?[0-9a-z]{1,3}[.)]"
_SENTENCE_END = r"[.!?…:;,。！？।؟][\"'”’»)\]]*\s*$"
_CAPTION = (
    r"(?i)"
    r"^\s*(?:fig\.|(?:figure|table|photo(?:graph)?|image|chart|map|illustration)\b)"
    r"|\(CC\b|©|\bflickr\b"
)
_FURNITURE = (
    r"(?i)"
    r"post (?:a|your) comment|leave a (?:reply|comment)|email address will not be published"
    r"|required fields are marked|uses akismet|comment data is processed|share (?:this|on)\b"
    r"|related (?:posts|articles)|subscribe|sign up for|cookie|follow us|you must be logged in"
)


class _Run(NamedTuple):
    """Lines that are not blank, or one item of a list, and the blank text up to the next run."""

    start: int
    text: str
    separator: str
    marker: str = ""

    @property
    def is_line(self) -> bool:
        return "\n" not in self.text

    @property
    def ends_like_a_sentence(self) -> bool:
        return re.search(_SENTENCE_END, self.text) is not None


def read(data: bytes, *, id: str = "article", file: str | None = None) -> ReadResult:
    """Return a document of the blocks of a plain text, with the text as its capture.

    Args:
        data: UTF-8; a byte order mark is read over.
        id: The id of the document.
        file: Name of the capture in the record's folder; `received/{id}.txt` if left out.

    Raises:
        ReadError: The bytes are not UTF-8, hold no text, or characters that XML cannot carry.
        InvalidDocument: The id is none.
    """
    text = decode(data)
    if problems := list(_characters_xml_cannot_carry(text)):
        raise ReadError(problems)
    runs = list(_runs(text))
    if not runs:
        raise ReadError([Finding("no-text", "the file holds no text")])
    file = file or f"received/{id}.txt"
    title = runs[0] if _is_title(runs) else None
    document = Document.model_validate(
        {
            "id": id,
            "metadata": {"titles": [{"text": " ".join(title.text.split())}] if title else ()},
            "captures": [
                {
                    "id": _part_id("capture", id),
                    "file": file,
                    "media_type": "text/plain;charset=utf-8",
                    "size_bytes": len(data),
                    "sha256": sha256(data).hexdigest(),
                    "derivation": "verbatim-1",
                    "lead": text[: runs[0].start - len(runs[0].marker)],
                }
            ],
            "sections": _sections(runs, id),
        }
    )
    findings = [byte_order_mark()] if has_byte_order_mark(data) else []
    if "\r" in text:
        message = "the text has carriage returns; they are kept"
        findings.append(Finding("carriage-returns", message, severity=Severity.NOTE))
    return ReadResult(document, tuple(findings), {file: data})


def _characters_xml_cannot_carry(text: str) -> Iterator[Finding]:
    line, line_start = 1, 0
    for found in re.finditer(f"[{NOT_XML}]|\n", text):
        if found[0] == "\n":
            line, line_start = line + 1, found.end()
            continue
        column = found.start() - line_start + 1
        yield Finding(
            "characters-xml-cannot-carry",
            f"U+{ord(found[0]):04X} is a character that XML cannot carry",
            "take it out of the file",
            location=Location(line=line, column=column),
        )


def _runs(text: str) -> Iterator[_Run]:
    """Split a text into runs of lines that are not blank, and those that are lists into items."""
    spans = [
        span
        for match in re.finditer(_RUN, text)
        for span in _items(text, match.start(), match.end())
    ]
    for n, (marker_start, start, end) in enumerate(spans):
        following = spans[n + 1][0] if n + 1 < len(spans) else len(text)
        yield _Run(start, text[start:end], text[end:following], text[marker_start:start])


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The items of a run: where the marker starts, where the text starts and ends.

    A run whose first line has no marker is one item without one.
    """
    line_end, marker_form = re.compile("\n"), re.compile(_MARKER)
    starts = [start, *(match.end() for match in line_end.finditer(text, start, end))]
    markers = [match for at in starts if (match := marker_form.match(text, at, end))]
    if not markers or markers[0].start() != start:
        yield start, start, end
        return
    for marker, following in zip(markers, [*markers[1:], None], strict=True):
        stop = following.start() - 1 if following else end
        yield marker.start(), marker.end(), stop


def _is_title(runs: list[_Run]) -> bool:
    first = runs[0]
    return first.is_line and not first.marker and not first.ends_like_a_sentence


def _sections(runs: list[_Run], record: str) -> list[Section]:
    """One section for the article, with a section in it for each heading, and one for furniture."""
    end = _furniture_start(runs)
    blocks = tuple(_blocks(runs[:end], _is_title(runs), record))
    opening = next(
        (n for n, b in enumerate(blocks) if n > 0 and isinstance(b, Heading)),
        len(blocks),
    )
    inner: list[list[Block]] = []
    for block in blocks[opening:]:
        if isinstance(block, Heading):
            inner.append([])
        inner[-1].append(block)
    sections = tuple(
        Section(id=_part_id(f"section-{n}", record), blocks=tuple(within))
        for n, within in enumerate(inner, 1)
    )
    article = _part_id("article", record)
    found = [Section(id=article, blocks=blocks[:opening], sections=sections)]
    if end < len(runs):
        furniture = tuple(
            Furniture(
                id=_part_id(f"furniture-{n}", record),
                role=_role(run.text),
                **_received(run, record),
            )
            for n, run in enumerate(map(_with_marker, runs[end:]), 1)
        )
        id = _part_id("furniture", record)
        found.append(Section(id=id, role="furniture", blocks=furniture))
    return found


def _furniture_start(runs: list[_Run]) -> int:
    """The first of the last runs that are short and of which the first reads like furniture."""
    start = len(runs)
    for n in range(len(runs) - 1, 0, -1):
        if len(runs[n].text) > 200:
            break
        if re.search(_FURNITURE, runs[n].text):
            start = n
    return start


def _with_marker(run: _Run) -> _Run:
    """A run as a block that has no place of its own for a marker."""
    marker = run.marker
    return _Run(run.start - len(marker), marker + run.text, run.separator) if marker else run


def _role(text: str) -> str | None:
    if re.search(r"comment|reply|email address|required fields", text, re.IGNORECASE):
        return "privacy-notice" if "data" in text else "comment-form"
    if re.search(r"share|follow us", text, re.IGNORECASE):
        return "share-bar"
    return None


def _blocks(runs: list[_Run], has_title: bool, record: str) -> Iterator[Block]:
    """The blocks of the article; ids count each kind from 1."""
    counts: Counter[str] = Counter()

    def new_id(kind: str) -> str:
        counts[kind] += 1
        return _part_id(f"{kind}-{counts[kind]}", record)

    n = 0
    while n < len(runs):
        run = runs[n]
        following = runs[n + 1] if n + 1 < len(runs) else None
        if n == 0 and has_title:
            yield Heading(id=_part_id("title", record), **_received(run, record))
        elif run.marker:
            length = _list_length(runs, n)
            items = tuple(
                Item(id=new_id("item"), marker=item.marker, **_received(item, record))
                for item in runs[n : n + length]
            )
            numbered = re.match(_NUMBER, run.marker) is not None
            style: Literal["numbered", "bulleted"] = "numbered" if numbered else "bulleted"
            yield List(id=new_id("list"), style=style, items=items)
            n += length - 1
        elif run.is_line and re.search(_CAPTION, run.text) and len(run.text) <= 300:
            caption = Caption(id=new_id("caption"), **_received(run, record))
            yield Figure(id=new_id("figure"), caption=caption)
        elif _is_heading(run, following):
            yield Heading(id=new_id("heading"), **_received(run, record))
        else:
            yield Paragraph(id=new_id("p"), **_received(run, record))
        n += 1


def _list_length(runs: list[_Run], start: int) -> int:
    """How many runs from here on are items of one list: those parted by a single line end."""
    length = 1
    while runs[start + length - 1].separator.strip(" \t\r") == "\n" and (
        start + length < len(runs) and runs[start + length].marker
    ):
        length += 1
    return length


def _is_heading(run: _Run, following: _Run | None) -> bool:
    return (
        run.is_line
        and len(run.text) <= 100
        and not run.ends_like_a_sentence
        and following is not None
        and (following.ends_like_a_sentence or len(following.text) > 100)
    )


def _part_id(name: str, record: str) -> str:
    """The id of a part: this name, unless the record has it."""
    return f"{name}-part" if name == record else name


def _received(run: _Run, record: str) -> dict[str, Any]:
    """Text and origin of a block."""
    origin = BlockOrigin(
        capture=_part_id("capture", record),
        start=run.start,
        end=run.start + len(run.text),
        separator=run.separator,
    )
    return {"text": run.text, "origin": origin}
