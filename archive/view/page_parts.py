"""The parts of a page: a tree of content and structure.

The renderers decide how a page looks, and escape its text. No text here is escaped. Numbers of
columns are only preferences, for a renderer that has columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Style = Literal["strong", "quiet", "name", "good", "doubt", "bad"]
"""Styles of words; the last three show a judgement."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a style of their own."""

    words: str
    style: Style


Text = str | Run | tuple[str | Run, ...]
"""Running text; its line ends are read as spaces."""


def text(*pieces: Text) -> Text:
    """Join several texts into one.

    >>> text("so ", text("it ", Run("is", "good")))
    ('so it ', Run(words='is', style='good'))
    """
    joined: list[str | Run] = []
    for piece in pieces:
        for run in piece if isinstance(piece, tuple) else (piece,):
            if isinstance(run, str) and joined and isinstance(joined[-1], str):
                joined[-1] += run
            else:
                joined.append(run)
    return tuple(joined)


def runs(of: Text) -> Iterator[tuple[str, Style | None]]:
    """Yield the words of a text, each run with its style."""
    for piece in of if isinstance(of, tuple) else (of,):
        yield (piece, None) if isinstance(piece, str) else (piece.words, piece.style)


# --- statements about a record ---


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above other parts; it is emphasised unless some of its words have a style."""

    text: Text
    level: Literal[1, 2, 3, 4] = 2
    """1 for the page, 2 for a part of it, 3 for a group of items, 4 for an item."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in the words of the program, not of the record."""

    text: Text
    style: Style | None = None
    """The style of the whole paragraph."""
    hanging: bool = False
    """Whether the lines after the first are indented."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark about the page, shown apart from its content."""

    text: str
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels, each with its value; a value without a label belongs to the previous label."""

    rows: tuple[tuple[str, Text], ...]
    label_width: int
    """The width of the labels in columns."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of items of one kind."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, about a part of the record; the first cell is the content of the part."""

    number: str
    id: str
    cells: tuple[Text, ...]
    """The cells beside number and id; an empty cell has no value."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row for each of some parts of a record: number, id and a few fields."""

    head: tuple[str, ...]
    """The headings of the columns."""
    rows: tuple[Row, ...]
    shares: tuple[float, ...]
    """The shares of the width for the cells."""


# --- the words of a record ---


@dataclass(frozen=True, slots=True)
class Edge:
    """A place where the words of numbered statements begin or end; their ranges may overlap."""

    numbers: tuple[str, ...]
    is_end: bool


Words = tuple[str | Edge, ...]
"""Unchanged words of the record, line ends included, and the edges between them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A complete block of the record's text."""

    words: Words
    kind: Literal["paragraph", "heading", "code", "verse", "caption", "furniture"] = "paragraph"
    label: str = ""
    """The kind of furniture, or of the part that the caption belongs to."""
    level: int = 1
    """The depth of the section of a heading."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a passage."""

    words: Words
    from_start: bool
    """Whether the excerpt includes the start of the passage."""
    to_end: bool
    """Whether the excerpt includes the end of the passage."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Paragraphs that the article quotes."""

    paragraphs: tuple[Words, ...]
    credit: Words | None = None
    """The credit line of the quotation."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    marker: str
    """As printed; empty if there is none."""
    paragraphs: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list in the article."""

    marker: str
    """As printed; empty if there is none."""
    words: Words
    listings: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in the article."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in the article, row by row."""

    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """Words of the old or the new version, or of both, with a little context."""

    which: Literal["old", "new", "both"]
    words: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of the old or the new version between common words, or words that are in question."""

    which: Literal["old", "new", "meant"]
    words: str


@dataclass(frozen=True, slots=True)
class Edited:
    """The words of two versions in one line, which shows common words once."""

    words: tuple[str | Marked, ...]
    label: str = ""
    """The place of the words."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a file, shown without wrapping."""

    lines: tuple[Text, ...]


# --- parts that hold other parts ---


@dataclass(frozen=True, slots=True)
class Inset:
    """Parts that belong to the part before them."""

    parts: Parts
    columns: int = 2
    """The indent in columns."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Parts that belong together, with space before the next part."""

    parts: Parts


@dataclass(frozen=True, slots=True)
class Furniture:
    """A run of furniture around an article, shown as one line."""

    title: str
    """The line. A renderer that cannot open the line names the option that shows the parts."""
    parts: Parts


Part = (
    Heading | Paragraph | Notice | Fields | Items | Table
    | Passage | Excerpt | Quote | Note | Listing | Grid | Version | Edited | Lines | Inset | Apart
    | Furniture
)  # fmt: skip
Parts = tuple[Part, ...]
"""A page, or a group of parts on a page."""
