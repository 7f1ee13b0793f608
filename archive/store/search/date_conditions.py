"""Conditions in SQL that dates overlap."""

from __future__ import annotations

from archive.model.dates import Bounds, Day, edtf_bounds
from archive.store.search.conditions import Condition


def overlaps(column: str, date: str) -> Condition:
    """Return the condition that an EDTF date overlaps another; no date overlaps nothing.

    The columns with days decide if they can. They are empty for open ends and for years outside 1
    to 9999; in these cases the dates themselves are compared.
    """
    bounds = edtf_bounds(date)
    earliest, latest = map(_day, bounds)
    if (earliest is None) != (bounds.earliest is None) or (latest is None) != (
        bounds.latest is None
    ):
        return Condition(f"edtf_overlaps({column}, ?)", (date,))
    sql, values = [f"{column} IS NOT NULL"], []
    for end, sign, day in (("earliest", "<=", latest), ("latest", ">=", earliest)):
        if day is not None:
            sql.append(f"({column}_{end} IS NULL OR {column}_{end} {sign} ?)")
            values.append(day)
    sql.append(
        f"(({column}_earliest IS NOT NULL AND {column}_latest IS NOT NULL)"
        f" OR edtf_overlaps({column}, ?))"
    )
    return Condition(" AND ".join(sql), (*values, date))


def _day(bound: Day | None) -> str | None:
    if bound is None or not 1 <= bound[0] <= 9999:
        return None
    return "{:04}-{:02}-{:02}".format(*bound)


def dates_overlap(one: str | None, other: str) -> bool:
    """Whether two EDTF dates can mean the same day; nothing overlaps a date that is not there."""
    if not one:
        return False
    return _starts_before(edtf_bounds(one), edtf_bounds(other)) and _starts_before(
        edtf_bounds(other), edtf_bounds(one)
    )


def _starts_before(one: Bounds, other: Bounds) -> bool:
    """Whether one date starts no later than the other ends."""
    return one.earliest is None or other.latest is None or one.earliest <= other.latest
