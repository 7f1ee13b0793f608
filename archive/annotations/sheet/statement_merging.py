"""What rows say of a statement that the record has already: only what is said can change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archive.annotations.sheet.grid import Row
from archive.annotations.sheet.name_resolution import Raw
from archive.model.statements import Statement


def merged_statement(own: Statement, said: Mapping[str, Any]) -> Raw:
    """Return the raw statement with what is said of it; what is not mentioned stays."""
    raw: Raw = own.model_dump(mode="json", exclude_none=True)
    for name, value in said.items():
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
    """Return the fields in which a raw statement differs from that of the record."""
    old = own.model_dump(mode="json", exclude_none=True)
    return [name for name in (*raw, *(old.keys() - raw.keys())) if old.get(name) != raw.get(name)]


def _includes(own: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Whether something has all that is said of it."""
    return all(own.get(name) == value for name, value in said.items())


def _merged_time(own: Mapping[str, Any], said: Mapping[str, Any]) -> Raw:
    """A time; what another date rested on is no ground of this one."""
    same = said.get("date", own.get("date")) == own.get("date")
    return {**own, **said} if same else dict(said)


def _merged_steps(own: Sequence[Raw], said: Sequence[Raw]) -> list[Raw]:
    """A chain: the record's own, if each step that is said stands in it, in this order."""
    steps = iter(own)
    if all(any(_includes(step, one) for step in steps) for one in said):
        return list(own)
    return list(said)


def _merged_evidence(own: Sequence[Raw], said: Sequence[Raw]) -> list[Raw]:
    """Evidence: that of the record, with what is said of it, and what is new behind it."""
    pieces = list(own)
    for one in said:
        if any(_includes(piece, one) for piece in pieces):
            continue
        alike = [
            n
            for n, piece in enumerate(pieces)
            if (piece["work"], piece.get("locator")) == (one["work"], one.get("locator"))
            and piece not in said
        ]
        if len(alike) == 1:
            pieces[alike[0]] = {**pieces[alike[0]], **one}
        else:
            pieces.append(one)
    return pieces


_CAN_BE_EMPTIED = ("condition", "stance", "about", "time", "certainty", "reason")
"""Fields of a claim that need no value, and have a column of their name."""


def emptied_columns(own: Statement, rows: Sequence[Row]) -> list[str]:
    """Return the columns in which a sheet has nothing, and a claim of the record something.

    Only a row with the id of the claim and its words is meant to say all of it.
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
    """Return whether a claim of the record has this condition, or this step of attribution."""
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
    """Where anchors stand, raw or not."""
    several = [one if isinstance(one, dict) else one.model_dump() for one in anchors or ()]
    return [(one.get("block"), one.get("start"), one.get("end")) for one in several]
