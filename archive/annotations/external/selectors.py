"""Reads selectors, which select the words of a target (Web Annotation Data Model, 4.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Any

from archive.annotations.external.data_model import Target
from archive.findings import Location
from archive.formats.losses import Losses
from archive.text.offsets import Unit

Raw = dict[str, Any]

_CHARACTERS = re.compile(r"char=([0-9]{1,15}),([0-9]{1,15})(?:;.*)?")
"""Matches the start and end of a part of a plain text in code points (RFC 5147, 2.1.1)."""
_LARGEST = 1 << 53
"""The largest offset; larger numbers are not exact in a browser."""
_DEEPEST = 50


def add_unknown(
    raw: Raw, known: Set[str], what: str, losses: Losses[Location], location: Location
) -> None:
    """Add the fields of an object that are not known to the losses."""
    for name in sorted(raw.keys() - known):
        losses.add(f"`{name}` of {what}", location)


def target_of(
    selectors: Any, unit: Unit | None, losses: Losses[Location], location: Location
) -> Target | None:
    """Return the target of selectors; `None` if there is no selector.

    If there are several selectors, each selects the same words in another way (4.2).

    Args:
        selectors: The value of `selector`.
        unit: The unit of offsets, if known.
        losses: The losses, to which the parts that are not understood are added.
        location: The location of the annotation.
    """
    known: dict[str, Any] = {}
    others: dict[str, str] = {}
    for raw in as_list(selectors):
        if isinstance(raw, str):
            others.setdefault("selector", raw)
        elif isinstance(raw, dict):
            for name, value in _fields_of_chain(raw, unit, losses, location, others).items():
                known.setdefault(name, value)
        else:
            losses.add("a selector that is not an object or an address", location)
    if not known and not others and not as_list(selectors):
        return None
    return Target(**known, other_selectors=others or {"selector": "of nothing"})


def _fields_of_chain(
    raw: Raw,
    unit: Unit | None,
    losses: Losses[Location],
    location: Location,
    others: dict[str, str],
) -> dict[str, Any]:
    """Return the fields of a target from one selector and the selectors that refine it."""
    found: dict[str, Any] = {}
    outer: str | None = None
    for _ in range(_DEEPEST):
        inner = _fields_of_selector(raw, unit, losses, location, others)
        if outer is not None and inner.get("exact") and outer.count(inner["exact"]) == 1:
            before, _, after = outer.partition(inner["exact"])
            inner.setdefault("prefix", before)
            inner.setdefault("suffix", after)
        if "start" in inner and (outer is not None or "start" in found):
            del (
                inner["start"],
                inner["end"],
            )  # its offsets are relative to the words of the outer selector
            inner.pop("unit", None)
            losses.add("a position relative to selected words", location)
        outer = inner.get("exact")
        found.update(inner)
        refining = as_list(raw.get("refinedBy"))
        if not refining or not isinstance(refining[0], dict):
            break
        raw = refining[0]
    return found


def _fields_of_selector(
    raw: Raw,
    unit: Unit | None,
    losses: Losses[Location],
    location: Location,
    others: dict[str, str],
) -> dict[str, Any]:
    """Return the fields of a target from one selector alone."""
    kind = str(raw.get("type", raw.get("@type", ""))).rpartition(":")[2]
    value = text_of(raw.get("value"))
    if kind == "TextQuoteSelector" or "quote" in raw or "exact" in raw:
        return _quote_fields(raw, unit, losses, location)
    if kind == "TextPositionSelector" or (not kind and "start" in raw):
        return _position_fields(raw, unit, losses, location)
    if kind == "FragmentSelector" and value is not None:
        if stretch := _CHARACTERS.fullmatch(value):
            start, end = int(stretch[1]), int(stretch[2])
            return {"start": start, "end": end, "unit": "code-points"}
        others.setdefault("fragment", value)
        return {"element": value} if "refinedBy" in raw else {}
    if kind in ("XPathSelector", "CssSelector") and value is not None:
        others.setdefault(kind, value)
        return {"element": value} if "refinedBy" in raw else {}
    if kind == "RangeSelector" or "startSelector" in raw:
        return _range(raw, others)
    others.setdefault(kind or "selector", value or "without a value")
    return {}


def _quote_fields(
    raw: Raw, unit: Unit | None, losses: Losses[Location], location: Location
) -> dict[str, Any]:
    exact = text_of(raw.get("exact", raw.get("quote")))
    found: dict[str, Any] = {} if exact is None else {"exact": exact}
    for name in ("prefix", "suffix"):
        if words := text_of(raw.get(name)):
            found[name] = words
    if "start" in raw:  # in Recogito, one selector has words and position
        found.update(_position_fields(raw, unit, losses, location))
    return found


def _position_fields(
    raw: Raw, unit: Unit | None, losses: Losses[Location], location: Location
) -> dict[str, Any]:
    start, end = raw.get("start"), raw.get("end")
    if not _is_offset(start) or not _is_offset(end):
        losses.add("a position that is not valid", location)
        return {}
    return {"start": start, "end": end, "unit": unit}


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST


def _range(raw: Raw, others: dict[str, str]) -> dict[str, Any]:
    """Record the two ends of a range: selectors or, in Hypothesis, elements with offsets."""
    ends = []
    for name in ("start", "end"):
        inner = raw.get(f"{name}Selector")
        if isinstance(inner, dict):
            ends.append(text_of(inner.get("value")) or "")
        elif container := text_of(raw.get(f"{name}Container")):
            ends.append(f"{container} at {raw.get(f'{name}Offset')}")
    others.setdefault("range", " to ".join(ends))
    return {}


def as_list(value: Any) -> Sequence[Any]:
    """Return a list unchanged, a single value as a list of one, and `None` as an empty list."""
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def dicts(value: Any) -> Sequence[Raw]:
    """Return the dicts in a list; a single dict is a list of one."""
    return [one for one in as_list(value) if isinstance(one, dict)]


def text_of(value: Any) -> str | None:
    """Return a value if it is a string, else `None`."""
    return value if isinstance(value, str) else None
