"""Reads tables, for which JATS uses the XHTML table model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.articles import content
from archive.derivations.jats_tree import children, name_of, pieces_of
from archive.derivations.xml_walk import BLANKS

if TYPE_CHECKING:
    from archive.articles.jats.inline_walk import InlineWalk
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element
    from archive.model.blocks import CellRole

_PARTS = ("thead", "tbody", "tfoot")
_WIDEST = 1000
"""The most columns or rows that a cell may span; browsers have the same limit for columns."""


def table_of(
    inline: InlineWalk,
    table: Element,
    losses: ElementLosses,
    caption: content.Words | None = None,
    holder: Element | None = None,
) -> content.Table | content.Paragraph | None:
    """Return a table, or only its caption if it has no rows; `holder` may give the id."""
    rows = tuple(_rows(inline, table, losses))
    if rows:
        with_id = table if holder is None or not holder.get("id") else holder
        return content.Table(rows, caption, losses.take(with_id, "id"))
    losses.element("table", table)
    return None if caption is None else content.Paragraph(caption)


def _rows(inline: InlineWalk, table: Element, losses: ElementLosses) -> Iterator[content.Row]:
    several = sum(1 for _ in children(table, "tbody")) > 1
    for part in pieces_of(table):
        if isinstance(part, str):
            yield from _loose_row(inline, part, table)
        elif name_of(part) in _PARTS:
            if name_of(part) == "tfoot" or (name_of(part) == "tbody" and several):
                losses.element(name_of(part), part, words=True)
            for row in pieces_of(part):
                is_head = name_of(part) == "thead"
                if isinstance(row, str):
                    yield from _loose_row(inline, row, part)
                else:
                    yield from _row(inline, row, losses, is_head=is_head)
        elif name_of(part) not in ("col", "colgroup") or inline.derived.has_words(part):
            yield from _row(inline, part, losses, is_head=False)


def _loose_row(inline: InlineWalk, text: str, element: Element) -> Iterator[content.Row]:
    """Yield a row for words between rows, where the schema allows no words."""
    words = inline.loose_words(text, element)
    if words is not None:
        yield content.Row((content.Cell(words),))


def _row(
    inline: InlineWalk, row: Element, losses: ElementLosses, *, is_head: bool
) -> Iterator[content.Row]:
    if row in inline.derived.put_off:
        return
    if name_of(row) != "tr":
        losses.element(name_of(row), row, words=True)
        words = inline.words(row)
        if words is not None:
            yield content.Row((content.Cell(words),))
        return
    cells: list[content.Cell] = []
    for piece in pieces_of(row):
        if not isinstance(piece, str):
            if piece not in inline.derived.put_off:
                cells.append(_cell(inline, piece))
        elif (words := inline.loose_words(piece, row)) is not None:
            cells.append(content.Cell(words))
    if cells:
        yield content.Row(tuple(cells), "label" if is_head else "data")
    else:
        losses.other("<tr> without cells", row)


def _cell(inline: InlineWalk, element: Element) -> content.Cell:
    losses = inline.losses
    name = name_of(element)
    if name in ("td", "th"):
        words = inline.line_in(element)
    else:
        losses.element(name, element, words=True)
        words = inline.words(element)
    if words is None:
        words = content.Words("", inline.paths.origin(element), id=losses.take(element, "id"))
    role: CellRole = "label" if name == "th" else "data"
    columns, rows = (_span(element, one, losses) for one in ("colspan", "rowspan"))
    return content.Cell(words, role, columns, rows)


def _span(element: Element, attribute: str, losses: ElementLosses) -> int:
    """Return the number of columns or rows that a cell spans; 1 if the attribute is invalid."""
    value = (element.get(attribute) or "").strip(BLANKS)
    span = min(int(value), _WIDEST) or 1 if value.isdecimal() and len(value) < 6 else 1
    if value and value.lstrip("0") == str(span):
        losses.take(element, attribute)
    return span
