"""Draws the time line of a record: a row for each time in its claims, a mark for each claim.

The page around it must define the signs, as symbols `#g-…`, and colours, as custom properties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.model.claims import Claim
from archive.model.dates import Bounds, edtf_bounds
from archive.model.document import Document
from archive.view.claim_glyphs import glyph_of
from archive.view.html.glyph_colours import glyph_colours
from archive.view.html.markup import Content, Markup, element
from archive.wording.claims import numbers_of

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_MOST_ROWS = 60
"""The most rows; with more, each row covers a longer time."""

STYLE = (
    ".timeline{display:grid;grid-template-columns:auto auto 1fr;gap:.15rem .75rem;"
    "align-items:baseline}"
    ".timeline .year{font-weight:700;white-space:nowrap}"
    ".timeline .when{color:var(--soft);white-space:nowrap}"
    ".timeline .gap{grid-column:1/-1;border-top:1px dotted var(--faint);margin:.35rem 0}"
    ".timeline .marks{display:flex;flex-wrap:wrap;gap:.25rem .55rem}"
    ".timeline svg{width:.75rem;height:.75rem;display:block}"
    + glyph_colours(".timeline")
    + ".timeline .proposed{outline:1px dashed var(--faint);outline-offset:1px}"
)
"""The CSS of the time line; the page defines the colours."""


def timeline(document: Document) -> Markup:
    """Return the time line; empty if no claim has a time.

    A row is for one time: a month, a year, a range of either, or an open range. Its place is that
    of its start or, if the start is unknown, of its end; a dotted rule shows that years are left
    out. Rejected claims are left out. Screen readers and the keyboard skip the time line, because
    lists on the page have its content.
    """
    rows = _rows(document)
    pieces: list[Content] = []
    last: int | None = None
    label = ""
    for row in sorted(rows):
        if last is not None and row.year > last + 1:
            pieces.append(element("div", class_="gap"))
            label = ""
        last = max(row.year if last is None else last, row.until)
        pieces += (
            element("div", None if row.label == label else row.label, class_="year"),
            element("div", row.when, class_="when"),
            element("div", (_mark(claim, document) for claim in rows[row]), class_="marks"),
        )
        label = row.label
    if not pieces:
        return Markup()
    return element("div", pieces, class_="timeline", aria_hidden="true")


def _mark(claim: Claim, document: Document) -> Markup:
    glyph = glyph_of(claim, document)
    sign = element("svg", element("use", href=f"#g-{glyph}"))
    name = f"{glyph} proposed" if claim.status == "proposed" else glyph
    return element("a", sign, href=f"#{claim.id}", tabindex=-1, class_=name)


@dataclass(frozen=True, slots=True, order=True)
class _Row:
    """A row for one time in claims; rows sort by time."""

    year: int
    month: int
    """The month in which the row begins; 0 for the whole year."""
    months: int
    """The number of months after the first; of two rows with one start, the shorter is first."""
    label: str
    """The year or years, in words."""
    when: str
    """The part of the year or years, in words."""
    until: int
    """The last year of the row, from which left-out years are counted."""


def _rows(document: Document) -> Mapping[_Row, Sequence[Claim]]:
    """Return the claims by rows; the rows cover longer times if there are too many."""
    claims = (document.claim(id) for id in numbers_of(document))
    timed = [
        (edtf_bounds(claim.time.date), claim)
        for claim in claims
        if claim.time and claim.status != "rejected"
    ]
    rows = _gathered((_row(bounds), claim) for bounds, claim in timed)
    step = 1
    while len(rows) > _MOST_ROWS:
        rows = _gathered((_longer(bounds, step), claim) for bounds, claim in timed)
        step *= 10
    return rows


def _gathered(pairs: Iterable[tuple[_Row, Claim]]) -> Mapping[_Row, Sequence[Claim]]:
    rows: dict[_Row, list[Claim]] = defaultdict(list)
    for row, claim in pairs:
        rows[row].append(claim)
    return rows


_OPEN = 12 * 10**20
"""The length of an open range in months: more than any date of EDTF."""


def _row(bounds: Bounds) -> _Row:
    """Return the row of a date, with its month if the date has one."""
    first, last = bounds
    if first is None:
        assert last is not None, "an interval has a date at one of its ends at least"
        year, month, _ = last
        when = "up to then" if month == 12 else f"up to {_MONTHS[month - 1]}"
        return _Row(year, month, _OPEN, year_label(year), when, year)
    year, month, _ = first
    label, begins = year_label(year), _MONTHS[month - 1]
    if last is None:
        when = "and after" if month == 1 else f"{begins} and after"
        return _Row(year, month if month > 1 else 0, _OPEN, label, when, year)
    end_year, end_month, _ = last
    months = 12 * (end_year - year) + end_month - month
    if (month, end_month) == (1, 12):
        whole = "year" if year == end_year else ""
        label = label if year == end_year else f"{label}–{year_label(end_year)}"
        return _Row(year, 0, months, label, whole, end_year)
    ends = _MONTHS[end_month - 1]
    if year != end_year:
        ends = f"{ends} {year_label(end_year)}"
    return _Row(year, month, months, label, begins if not months else f"{begins}–{ends}", end_year)


def _longer(bounds: Bounds, step: int) -> _Row:
    """Return the row of a date by its start (if unknown, its end), if rows have `step` years."""
    at = bounds.earliest or bounds.latest
    assert at is not None, "an interval has a date at one of its ends at least"
    first = at[0] - at[0] % step
    last = first + step - 1
    label = year_label(first) if step == 1 else f"{year_label(first)}–{year_label(last)}"
    return _Row(first, 0, 0, label, "", last)


def year_label(year: int) -> str:
    """Return a year as it is usually written.

    >>> year_label(2016), year_label(0), year_label(-43), year_label(-170_000_000)
    ('2016', '1 BC', '44 BC', '170,000,001 BC')
    """
    if year > 0:
        return str(year) if year < 10_000 else f"{year:,}"
    return f"{1 - year} BC" if year > -9999 else f"{1 - year:,} BC"
