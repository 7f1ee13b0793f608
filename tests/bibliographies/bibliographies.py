"""The works that the tests of CSL-JSON, BibTeX and RIS share, as each format can hold them."""

from __future__ import annotations

from typing import Any

from archive.model.base import Model
from archive.model.document import Document
from archive.model.works import Work

NEVER = ("certainty", "reason", "basis", "rests_on", "copies", "withdrawn", "revision")
"""The fields of a work that no format of bibliographies has."""


def as_carried(work: Work, *also: str) -> Work:
    """A work without the fields that no bibliography has, and without some others."""
    raw = work.model_dump(mode="json", exclude=set(NEVER) | set(also))
    for names in ("author", "editor", "translator"):
        for name in raw.get(names, ()):
            name.pop("entity", None)
    return Work.model_validate(raw)


def alone(*works: Work) -> Document:
    """A record of nothing but works."""
    return Document(id="bibliography", works=works)


def in_order(value: Any) -> Any:
    """Values in an order of their own, where a form has another."""
    return sorted(value, key=str)


def silent_losses(work: Work, back: Work, findings: Any) -> dict[str, tuple[Any, Any]]:
    """The fields of a work that came back otherwise though no finding of the writer says so.

    A finding has the place of the first of several things: of names, that of any of them.
    """
    pointers = [(finding.location.pointer or "").split("/") for finding in findings]
    reported = {steps[3] for steps in pointers if len(steps) > 3 and steps[1] == "works"}
    if reported & {"author", "editor", "translator"}:
        reported |= {"author", "editor", "translator"}
    ends_are_reported = any("around a text" in finding.message for finding in findings)
    found = {}
    for name in Work.model_fields:
        before, after = getattr(work, name), getattr(back, name)
        if name in ("identifiers", "fields"):
            before, after = in_order(before), in_order(after)
        if before == after or name in reported:
            continue
        if not (ends_are_reported and _without_ends(before) == _without_ends(after)):
            found[name] = (before, after)
    return found


def _without_ends(value: Any) -> Any:
    """A value without the white space around each of its texts."""
    if isinstance(value, tuple | list):
        return [_without_ends(one) for one in value]
    if isinstance(value, Model):
        return {name: _without_ends(one) for name, one in value.model_dump().items()}
    return (value.strip() or None) if isinstance(value, str) else value
