"""`Layout` lays out texts, items and tables in lines of a given number of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.view.terminal.text_width import width_of, wrap

_STYLES = {"strong": "1", "quiet": "2", "name": "36", "good": "32", "doubt": "33", "bad": "31"}


@dataclass(frozen=True, slots=True)
class Layout:
    """Lays out text for a terminal of a given width, with or without styles."""

    width: int = 80
    styled: bool = False

    def paint(self, text: str, style: str) -> str:
        """Return a text in a style, if the terminal shows styles."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.styled and text else text

    def item(self, label: str, text: str, labels: int) -> list[str]:
        """Return the lines of a text with a label before it, wrapped beside the label.

        If there is no room for both side by side, the label is on a line above.
        """
        if self.width - labels < 24 or width_of(label) >= labels:
            above = [self.paint(line, "quiet") for line in wrap(label, max(self.width, 10))]
            return [*above, *self.indented(text, 2)]
        lines = self.indented(text, labels)
        padding = " " * (labels - width_of(label))
        return [self.paint(label, "quiet") + padding + lines[0][labels:], *lines[1:]]

    def indented(self, text: str, indent: int = 0) -> list[str]:
        """Return the wrapped lines of a text, each indented by `indent` spaces."""
        lines = wrap(text, max(self.width - indent, 10))
        return [" " * indent + line if line else "" for line in lines]

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        above: Sequence[str] = (),
    ) -> list[str]:
        """Return the lines of a table.

        Args:
            head: The headings of the columns.
            rows: The cells, row by row.
            shares: The shares of the width for the columns. If a column needs less than its share,
                the others get the rest; a column with 0 is as wide as its widest cell.
            above: Texts for the head and for each row: each is a line above the cells of its row,
                beside the first cell.
        """
        widths = self._widths(head, rows, shares)
        rule = "  ".join("-" * width for width in widths)
        lines = [self.paint(line, "strong") for line in _row(head, widths)]
        if above:
            lines[:0] = [self.paint(line, "strong") for line in self._above("", above[0], widths)]
        lines.append(rule)
        for n, row in enumerate(rows, start=1):
            if above:
                lines += self._above(row[0], self.paint(above[n], "name"), widths)
                row = ("", *row[1:])
            lines += _row(row, widths)
        return lines

    def _above(self, first: str, text: str, widths: Sequence[int]) -> list[str]:
        return _row((first, text), (widths[0], max(self.width - widths[0] - 2, 1)))

    def _widths(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]
    ) -> list[int]:
        widest = [max(width_of(row[n]) for row in (head, *rows)) for n in range(len(head))]
        widths = [0 if share else width for share, width in zip(shares, widest, strict=True)]
        wanting = {n: share for n, share in enumerate(shares) if share}
        while wanting:
            room = max(self.width - sum(widths) - 2 * (len(shares) - 1), 0)
            parts = {n: room * share / sum(wanting.values()) for n, share in wanting.items()}
            content = {n: widest[n] for n, part in parts.items() if widest[n] <= part}
            for n, width in (content or parts).items():
                widths[n] = max(int(width), 1)
                del wanting[n]
        return widths


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    columns = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return [
        "  ".join(
            line + " " * (width - width_of(line))
            for line, width in (
                (column[n] if n < len(column) else "", width)
                for column, width in zip(columns, widths, strict=True)
            )
        ).rstrip(" ")
        for n in range(max(map(len, columns)))
    ]
