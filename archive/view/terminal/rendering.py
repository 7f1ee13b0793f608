"""Renders a page for a terminal: each part as lines, with control characters escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from archive.control_characters import safe
from archive.view.page_parts import (
    Apart,
    Edge,
    Edited,
    Excerpt,
    Fields,
    Furniture,
    Grid,
    Heading,
    Inset,
    Items,
    Lines,
    Listing,
    Marked,
    Note,
    Notice,
    Paragraph,
    Part,
    Parts,
    Passage,
    Quote,
    Run,
    Style,
    Table,
    Text,
    Version,
    Words,
    runs,
)
from archive.view.terminal.layout import Layout
from archive.view.terminal.text_width import width_of, wrap

_NARROWEST_TABLE = 80
"""The fewest columns for a table; a narrower one would break words."""
_ROOM_BESIDE_IDS = 96
"""The columns that a table needs beside a column for ids."""

_ESCAPE, _PLAIN = re.compile("\x1b\\[[0-9;]*m"), "\x1b[0m"
"""The sequence that begins a style, and the one that ends it."""

_AROUND_HEADINGS = {1: (0, 0), 2: (1, 1), 3: (1, 0), 4: (0, 0)}
"""Empty lines above and below a heading of each level."""
_SET_IN = " " * 4
"""The indent of code, of verse, of a caption, and of a passage below its prefix."""
_VERSIONS: dict[str, tuple[str, Style]] = {
    "old": ("-", "bad"),
    "new": ("+", "good"),
    "both": (" ", "quiet"),
}
_MARKED: dict[str, tuple[str, str, Style]] = {
    "old": ("[-", "-]", "bad"),
    "new": ("{+", "+}", "good"),
    "meant": ("[", "]", "doubt"),
}
"""The signs around words of one version, as in `wdiff`: they need no colours."""


def render(page: Parts, *, width: int = 80, styled: bool = False) -> str:
    """Return a page for a terminal.

    Characters that control the terminal, or change the reading direction, are escaped.

    Args:
        page: The parts of the page.
        width: The most columns of a line.
        styled: Whether to colour it with ANSI sequences.
    """
    lines = _Renderer(Layout(width, styled)).lines(page)
    return "\n".join(lines).strip("\n") + "\n"


class _Renderer:
    """Renders parts as lines for a terminal of one width."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._narrower: dict[int, _Renderer] = {}

    def lines(self, parts: Parts) -> list[str]:
        """Return the lines of some parts."""
        lines: list[str] = []
        for part in parts:
            if isinstance(part, Notice) and lines and lines[-1]:
                lines.append("")
            lines += self._part(part)
        return lines

    def _part(self, part: Part) -> list[str] | Iterator[str]:
        match part:
            case Heading():
                return self._heading(part)
            case Paragraph(hanging=True):
                return self._hanging(self._styled_text(part.text))
            case Paragraph():
                return self._styled(part.text, part.style)
            case Notice():
                return [*self._styled(part.text, part.style), ""]
            case Fields():
                return self._fields(part)
            case Items():
                return self._items(part)
            case Table():
                wide = self._layout.width >= _NARROWEST_TABLE
                return self._table(part) if wide else self._list_of(part)
            case Passage():
                return self._led(part.words, _lead(part))
            case Excerpt():
                return self._excerpt(part)
            case Quote():
                return self._quote(part)
            case Note():
                return self._note(part)
            case Listing():
                return self._listing(part, "")
            case Grid():
                return self._grid(part)
            case Version():
                return self._version(part)
            case Edited():
                return self._edited(part)
            case Lines():
                return [self._styled_text(line) for line in part.lines]
            case Inset():
                return self._inset(part)
            case Apart():
                return [*self.lines(part.parts), ""]
            case Furniture():
                return self._styled(f"[{part.title}; --furniture shows it]", "quiet")
        assert_never(part)

    def _inset(self, inset: Inset) -> list[str]:
        narrower = self._narrower.get(inset.columns)
        if narrower is None:
            layout = Layout(self._layout.width - inset.columns, self._layout.styled)
            narrower = self._narrower[inset.columns] = _Renderer(layout)
        blanks = " " * inset.columns
        return [blanks + line if line else "" for line in narrower.lines(inset.parts)]

    # --- statements about a record ---

    def _styled_text(self, text: Text) -> str:
        paint = self._layout.paint
        return "".join(paint(safe(w), style) if style else safe(w) for w, style in runs(text))

    def _styled(self, text: Text, style: Style | None) -> list[str]:
        lines = self._layout.indented(self._styled_text(text))
        if style:
            return [self._layout.paint(line, style) for line in lines]
        return list(_each_in_its_style(lines))

    def _heading(self, heading: Heading) -> list[str]:
        style: Style | None = "strong" if isinstance(heading.text, str) else None
        lines = self._styled(heading.text, style)
        above, below = _AROUND_HEADINGS[heading.level]
        return [*[""] * above, *lines, *[""] * below]

    def _fields(self, fields: Fields) -> Iterator[str]:
        for label, text in fields.rows:
            yield from self._layout.item(safe(label), self._styled_text(text), fields.label_width)

    def _items(self, items: Items) -> Iterator[str]:
        for item in items.items:
            yield from self._layout.item("-", self._styled_text(item), 2)

    def _table(self, table: Table) -> list[str]:
        """Return the lines of a table; if a column of ids has no room, ids have own lines."""
        ids = [safe(row.id) for row in table.rows]
        head = tuple(map(safe, table.head))
        rows = [
            (safe(row.number), *(self._styled_text(cell) or "-" for cell in row.cells))
            for row in table.rows
        ]
        if self._layout.width - max(map(len, ids)) >= _ROOM_BESIDE_IDS:
            rows = [(number, id, *cells) for (number, *cells), id in zip(rows, ids, strict=True)]
            return self._layout.table(("", "id", *head), rows, (0, 0, *table.shares))
        return self._layout.table(("", *head), rows, (0, *table.shares), above=("id", *ids))

    def _list_of(self, table: Table) -> Iterator[str]:
        """Yield the lines of a table as a list, if the screen is too narrow."""
        layout, labels = self._layout, table.head[1:]
        for row in table.rows:
            first, *cells = row.cells
            number = layout.paint(f"[{safe(row.number)}]", "name")
            yield from layout.indented(
                f"{number} {layout.paint(self._styled_text(first), 'strong')}"
            )
            fields = tuple((label, cell) for label, cell in zip(labels, cells, strict=True) if cell)
            yield from self._inset(Inset((Paragraph(Run(row.id, "name")), Fields(fields, 13)), 4))

    # --- the words of a record ---

    def _with_edges(self, words: Words) -> str:
        """Return the words with the numbers of their statements, and with their line ends."""
        return "".join(
            self._edge(piece)
            if isinstance(piece, Edge)
            else "\n".join(map(safe, piece.split("\n")))
            for piece in words
        )

    def _edge(self, edge: Edge) -> str:
        numbers = safe(",".join(edge.numbers))
        return self._layout.paint(f"|{numbers}]" if edge.is_end else f"[{numbers}|", "name")

    def _led(self, words: Words, lead: str = "", following: str | None = None) -> list[str]:
        """Return the lines of a passage, with prefixes: `lead` for the first, then `following`."""
        room = width_of(lead)
        if room > self._layout.width // 2:
            return [*self._layout.indented(lead), *self._led(words, _SET_IN)]
        later = following if following is not None else " " * room
        lines = [
            line
            for written in self._with_edges(words).split("\n")
            for line in self._layout.indented(written, room)
        ]
        return [((later if n else lead) + line[room:]).rstrip(" ") for n, line in enumerate(lines)]

    def _excerpt(self, part: Excerpt) -> Iterator[str]:
        before, after = "…" * (not part.from_start), "…" * (not part.to_end)
        for line in f"{before}{self._with_edges(part.words).rstrip()}{after}".split("\n"):
            yield from self._layout.indented(line)

    def _quote(self, quote: Quote) -> Iterator[str]:
        for words in quote.paragraphs:
            yield from self._led(words, "> ", "> ")
        if quote.credit is not None:
            yield from self._led(quote.credit, "> -- ")

    def _note(self, note: Note) -> Iterator[str]:
        lead = f"[note] {safe(note.marker)}"
        for words in note.paragraphs:
            yield from self._led(words, lead)
            lead = _SET_IN

    def _listing(self, listing: Listing, indent: str) -> Iterator[str]:
        for item in listing.items:
            marker = safe(item.marker) or "-"
            blank = "" if marker.endswith(" ") else " "
            yield from self._led(item.words, f"{indent}{marker}{blank}")
            for inner in item.listings:
                deeper = len(indent) < self._layout.width // 4
                yield from self._listing(inner, f"{indent}{_SET_IN}" if deeper else indent)

    def _grid(self, grid: Grid) -> Iterator[str]:
        for row in grid.rows:
            line = " | ".join(self._with_edges(cell).replace("\n", " ") for cell in row)
            yield from self._layout.indented(f"| {line} |")

    def _version(self, version: Version) -> list[str]:
        """Return a version as lines: a sign for removed or added, then each styled word."""
        sign, style = _VERSIONS[version.which]
        words = self._word_by_word(safe(version.words), style)
        text = f"{safe(version.before)}{words}{safe(version.after)}"
        return self._hanging(text, f"{self._layout.paint(sign, style)} ")

    def _edited(self, edited: Edited) -> list[str]:
        label = f"{self._layout.paint(f'{safe(edited.label)}:', 'quiet')} " if edited.label else ""
        return self._hanging(label + "".join(map(self._marks, edited.words)))

    def _marks(self, piece: str | Marked) -> str:
        if isinstance(piece, str):
            return safe(piece)
        opening, closing, style = _MARKED[piece.which]
        return self._word_by_word(f"{opening}{safe(piece.words)}{closing}", style)

    def _word_by_word(self, words: str, style: Style) -> str:
        """Return the words, each in the style by itself, because a line may end between them."""
        return re.sub("[^ ]+", lambda match: self._layout.paint(match[0], style), words)

    def _hanging(self, text: str, first: str = "") -> list[str]:
        """Return a text as lines, the first with a prefix, the others indented by two."""
        lines = _each_in_its_style(wrap(text, max(self._layout.width - 2, 10)))
        return [("  " if n else first) + line for n, line in enumerate(lines)]


def _each_in_its_style(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines that each start in the style at the end of the previous line, and reset it.

    A pager can start at any line, and expects that lines begin without a style (`less`, -R).
    """
    style = ""
    for line in lines:
        begun = style + line
        styles = _ESCAPE.findall(begun)
        style = styles[-1] if styles and styles[-1] != _PLAIN else ""
        yield f"{begun}{_PLAIN}" if style else begun


def _lead(passage: Passage) -> str:
    """Return the prefix of the first line of a passage."""
    match passage.kind:
        case "paragraph":
            return ""
        case "heading":
            return f"{'#' * min(passage.level, 6)} "
        case "furniture":
            return f"[{safe(passage.label)}] "
        case "caption":
            return f"[{safe(passage.label)}] " if passage.label else _SET_IN
        case "code" | "verse":
            return _SET_IN
    assert_never(passage.kind)
