"""Merges rows into an existing statement of the record; empty cells change nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archive.annotations.sheet.columns import COLUMNS
from archive.annotations.sheet.grid import Row
from archive.annotations.sheet.name_resolution import Raw
from archive.model.claims import Claim
from archive.model.statements import Statement


def merged_statement(own: Statement, stated: Mapping[str, Any]) -> Raw:
    """Return the raw statement with the fields that rows state, and its other fields unchanged."""
    raw: Raw = own.model_dump(mode="json", exclude_none=True)
    for name, value in stated.items():
        match name:
            case "time":
                raw[name] = _merged_time(raw.get(name) or {}, value)
            case "attribution":
                raw[name] = _merged_steps(raw.get(name) or [], value)
            case "evidence" if isinstance(value, list):
                raw[name] = _merged_evidence(raw.get(name) or [], value)
            case "evidence":
                raw[name] = value if not _includes(raw.get(name) or {}, value) else raw[name]
            case _:
                raw[name] = value
    return raw


def differing_fields(own: Statement, raw: Mapping[str, Any]) -> list[str]:
    """Return the names of the fields in which a raw statement differs from the record's."""
    old = own.model_dump(mode="json", exclude_none=True)
    return [name for name in (*raw, *(old.keys() - raw.keys())) if old.get(name) != raw.get(name)]


def adds_to(own: Statement, raw: Mapping[str, Any]) -> bool:
    """Return whether a raw statement has all that the record's has, and possibly more."""
    old = own.model_dump(mode="json", exclude_none=True)
    return all(
        raw.get(name) == value or (isinstance(value, list) and raw[name][: len(value)] == value)
        for name, value in old.items()
    )


def _includes(own: Mapping[str, Any], stated: Mapping[str, Any]) -> bool:
    """Whether a value has all these fields with the same values."""
    return all(own.get(name) == value for name, value in stated.items())


def _merged_time(own: Mapping[str, Any], stated: Mapping[str, Any]) -> Raw:
    """Return the merged time. If the date changes, the grounds of the old date are dropped."""
    same = stated.get("date", own.get("date")) == own.get("date")
    return {**own, **stated} if same else dict(stated)


def _merged_steps(own: Sequence[Raw], stated: Sequence[Raw]) -> list[Raw]:
    """Return the record's steps if they include the stated steps in this order, else the latter."""
    steps = iter(own)
    if all(any(_includes(step, one) for step in steps) for one in stated):
        return list(own)
    return list(stated)


def _merged_evidence(own: Sequence[Raw], stated: Sequence[Raw]) -> list[Raw]:
    """Return the record's evidence with the stated fields added, then the new evidence."""
    pieces = list(own)
    for one in stated:
        if any(_includes(piece, one) for piece in pieces):
            continue
        alike = [
            n
            for n, piece in enumerate(pieces)
            if (piece["work"], piece.get("locator")) == (one["work"], one.get("locator"))
            and piece not in stated
        ]
        if len(alike) == 1:
            pieces[alike[0]] = {**pieces[alike[0]], **one}
        else:
            pieces.append(one)
    return pieces


_CAN_BE_EMPTIED = tuple(
    column.name
    for column in COLUMNS
    if column.name in Claim.model_fields and Claim.model_fields[column.name].default in (None, ())
)
"""The optional fields of a claim that have a column of the same name."""


def emptied_columns(own: Statement, rows: Sequence[Row]) -> list[str]:
    """Return the columns that are empty in a sheet but have a value in a claim of the record.

    Return none unless a row has both the id of the claim and its words, and so should be complete.
    """
    if not any(row.get("id") and row.get("words") for row in rows):
        return []
    return [
        name
        for name in _CAN_BE_EMPTIED
        if getattr(own, name, None) not in (None, ())
        and all(name in row.columns and not row.get(name) for row in rows)
    ]


def has_attribution(raw: Raw, claim: Statement | None) -> bool:
    """Return whether a claim of the record has this condition or step of attribution."""
    if "condition" in raw:
        return _places_of_anchors(getattr(claim, "condition", ())) == _places_of_anchors(
            raw["condition"]
        )
    return any(
        own.claimant == raw.get("claimant")
        and _places_of_anchors(own.cue) == _places_of_anchors(raw.get("cue"))
        for own in getattr(claim, "attribution", ())
    )


def _places_of_anchors(anchors: Any) -> list[Any]:
    """Return the places of anchors, which may be raw."""
    several = [one if isinstance(one, dict) else one.model_dump() for one in anchors or ()]
    return [(one.get("block"), one.get("start"), one.get("end")) for one in several]
