"""The parts of a page, which is a tree of them: what it says, and in which structure.

The renderers decide how it looks. Nothing here is escaped: each renderer makes words safe for its
output. Numbers of columns are wishes, for a renderer that has columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Style = Literal["strong", "quiet", "name", "good", "doubt", "bad"]
"""How words stand out; the last three judge what they say."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand out from those around them."""

    words: str
    style: Style


Text = str | Run | tuple[str | Run, ...]
"""Words to be read on; their line ends are no more than blanks."""


def text(*pieces: Text) -> Text:
    """Return a text of several, put together.

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
    """Yield the words of a text, each stretch with its style."""
    for piece in of if isinstance(of, tuple) else (of,):
        yield (piece, None) if isinstance(piece, str) else (piece.words, piece.style)


# --- statements about a record ---


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above other parts; where none of its words are styled, all of them stand out."""

    text: Text
    level: Literal[1, 2, 3, 4] = 2
    """Of the page, of a part of it, of things of a kind, of one of them."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that stand by themselves."""

    text: Text
    style: Style | None = None
    """How all of it stands out."""
    hanging: bool = False
    """Whether the lines after its first are set in."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark on the page itself, set apart from its content."""

    text: str
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels, each with its value; one without a label continues the last."""

    rows: tuple[tuple[str, Text], ...]
    label_width: int
    """Columns of the labels."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of things of a kind."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the record in a table: the first cell is what it says."""

    number: str
    id: str
    cells: tuple[Text, ...]
    """An empty one has nothing to say."""


@dataclass(frozen=True, slots=True)
class Table:
    """Parts of a record, each with its number, its id and a few words on the same questions."""

    head: tuple[str, ...]
    """The headings of the columns."""
    rows: tuple[Row, ...]
    shares: tuple[float, ...]
    """How the width is shared out between the cells."""


# --- the words of a record ---


@dataclass(frozen=True, slots=True)
class Edge:
    """Where statements with these numbers begin or end; their stretches may cross."""

    numbers: tuple[str, ...]
    is_end: bool


Words = tuple[str | Edge, ...]
"""Words of the record as they stand there, with their line ends, and what marks them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the record's text that is a whole there."""

    words: Words
    kind: Literal["paragraph", "heading", "code", "verse", "caption", "furniture"] = "paragraph"
    label: str = ""
    """What kind of furniture it is, or what the caption is of."""
    level: int = 1
    """How deep the section of a heading lies."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a passage."""

    words: Words
    from_start: bool
    to_end: bool
    """Whether it goes from the beginning, and to the end."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Paragraphs that the article quotes, set off from its own."""

    paragraphs: tuple[Words, ...]
    credit: Words | None = None
    """Whose words they are, as the article has it."""


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
    """Words of one of two versions, or of both, and a little of the text around them."""

    which: Literal["old", "new", "both"]
    words: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of one of two versions within those of both, or words that are meant."""

    which: Literal["old", "new", "meant"]
    words: str


@dataclass(frozen=True, slots=True)
class Edited:
    """Words as two versions have them, those of both in one row."""

    words: tuple[str | Marked, ...]
    label: str = ""
    """Where they stand."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a file, each to be shown whole."""

    lines: tuple[Text, ...]


# --- what holds other parts ---


@dataclass(frozen=True, slots=True)
class Inset:
    """Parts that belong to what stands before them."""

    parts: Parts
    columns: int = 2
    """How far they are set in."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Parts that belong together, set apart from what comes after them."""

    parts: Parts


@dataclass(frozen=True, slots=True)
class Furniture:
    """Furniture around an article on its page, shown as one line."""

    title: str
    """The line; where it cannot be opened, the option is named that shows the parts."""
    parts: Parts


Part = (
    Heading | Paragraph | Notice | Fields | Items | Table
    | Passage | Excerpt | Quote | Note | Listing | Grid | Version | Edited | Lines | Inset | Apart
    | Furniture
)  # fmt: skip
Parts = tuple[Part, ...]
"""A page, or what stands together on one."""
