"""Adds a bibliography to a record: its works are added, or merged with works of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archive.bibliographies.csl_items import ParsedItem, raw_work_of_item
from archive.bibliographies.work_identity import (
    are_different,
    identities_of,
    identity_by_key,
    normalized_identifier,
)
from archive.english import listed
from archive.errors import InvalidPart
from archive.findings import Finding, Location, Severity, short
from archive.formats.additions import Additions
from archive.formats.caller import caller_of
from archive.formats.format import ReadResult
from archive.formats.id_generation import PartsWithoutIds
from archive.model.document import Document
from archive.model.names import Identifier
from archive.model.works import CslField, Work

_KEPT_FIELDS = ("id", "type", "variant_titles", "identifiers", "fields")
"""The fields of a work that are not filled or compared as one value."""
_SUMMARY = "Works added from a bibliography"


def add_items(
    items: Sequence[ParsedItem],
    *,
    onto: Document,
    by: str | None,
    at: str | None,
    findings: Sequence[Finding] = (),
) -> ReadResult:
    """Add works to a record; return the new record and the findings.

    If the record already has a work (`identities_of` decides), only the empty fields of that work
    are filled, and each difference in its other fields is reported. All other works are added, in a
    revision by the agent who adds them.

    Args:
        items: The CSL items of the works.
        onto: The record.
        by: The name or id of the agent who adds the works.
        at: The time at which the works are added.
        findings: The findings of the reader.

    Raises:
        SpeaksForOthers: `by` does not name one agent.
    """
    caller = caller_of(onto, by, at=at)
    all_findings = list(findings)
    works = _WorkList(onto)
    for item, work in _works_of_items(items, onto):
        works.add_or_merge(work, item)
    for item in items:
        all_findings.extend(item.findings)
    additions = Additions(onto)
    for own, work in zip(onto.works, works.list, strict=False):
        if work is not own:
            additions.change(own.id, _raw(work))
    new = [_raw(work) for work in works.list[len(onto.works) :]]
    additions.add_all("works", [(raw, None) for raw in new])
    revision = caller.revision(additions, _SUMMARY) if new else None
    for raw in new if revision else ():
        raw["revision"] = revision
    return ReadResult(additions.document(), tuple(all_findings))


def _raw(work: Work) -> dict[str, Any]:
    return work.model_dump(mode="json", exclude_none=True)


def _works_of_items(
    items: Sequence[ParsedItem], onto: Document
) -> Iterator[tuple[ParsedItem, Work]]:
    """Yield each item with its work, whose id is unique in the record."""
    read: list[tuple[ParsedItem, dict[str, Any]]] = []
    for item in items:
        if not any(value for key, value in item.csl.items() if key != "type"):
            item.add_finding("item-not-read", "the item has no data", "add a title to the item")
        else:
            read.append((item, raw_work_of_item(item)))
    works = {work.id for work in onto.works}
    taken, seen = set(onto.index.by_id) | {onto.id}, set[str]()
    for _, raw in read:
        id = raw.get("id")
        if id is not None and (id in seen or (id in taken and id not in works)):
            del raw["id"]
        seen.add(id or "")
    raws = [raw for _, raw in read]
    if any("id" not in raw for raw in raws):
        others = onto.model_dump(mode="json")
        PartsWithoutIds({"works": raws, "taken": others}).generate_other_ids()
    for item, raw in read:
        try:
            yield item, Work.model_validate(raw)
        except InvalidPart as problem:  # a rule of the model that the reader does not check
            said = "; ".join(finding.message for finding in problem.findings)
            item.add_finding("item-not-read", said)


def _identities(work: Work, item: ParsedItem | None) -> Iterator[tuple[str, str]]:
    """Yield the identities of a work, also by its key in a bibliography, if that is not its id."""
    yield from identities_of(work)
    key = item.csl.get("id") if item else None
    if key is not None:
        yield identity_by_key(str(key), work)


class _WorkList:
    """The works of a record, to which other works are added."""

    def __init__(self, document: Document) -> None:
        self.list: list[Work] = list(document.works)
        self._used = document.index.used
        self._positions: dict[tuple[str, str], int] = {}
        self._ids = {*document.index.by_id, document.id}
        for n, work in enumerate(self.list):
            self._index(work, n)

    def add_or_merge(self, work: Work, item: ParsedItem) -> None:
        """Merge a work with the same work in the record, or add the work."""
        found = self._find(work, item)
        if found:
            position, by = found
            own = self.list[position]
            self.list[position] = _merged(own, work, by, position, item, own.id in self._used)
            self._index(self.list[position], position, item)
            return
        if work.id in self._ids:
            work = work.update(id=self._unused_id(work.id))
        key = item.csl.get("id")
        if key is not None and str(key) != work.id:
            message = f"the work has the id {work.id} in the record"
            item.findings.append(_note("work-renamed", f"{item.name}: {message}", item.location))
        self.list.append(work)
        self._ids.add(work.id)
        self._index(work, len(self.list) - 1, item)

    def _find(self, work: Work, item: ParsedItem) -> tuple[int, str] | None:
        """Return the position of the same work, and the scheme that identified the work."""
        found: dict[int, str] = {}
        for scheme, value in _identities(work, item):
            position = self._positions.get((scheme, value))
            if position is not None and not are_different(self.list[position], work, by=scheme):
                found.setdefault(position, scheme)
        if not found:
            return None
        (position, by), *others = found.items()
        if others:
            also = listed([self.list[n].id for n, _ in others])
            message = f"by its {by} it is {self.list[position].id}, but it may also be {also}"
            item.add_finding("work-ambiguous", message, "if these are the same work, merge them")
        return position, by

    def _index(self, work: Work, position: int, item: ParsedItem | None = None) -> None:
        for identity in _identities(work, item):
            self._positions.setdefault(identity, position)

    def _unused_id(self, id: str) -> str:
        number = 2
        while f"{id}-{number}" in self._ids:
            number += 1
        return f"{id}-{number}"


def _merged(old: Work, new: Work, by: str, position: int, item: ParsedItem, is_used: bool) -> Work:
    """Return a work with empty fields filled from another; warn if statements use the work."""
    filled: dict[str, Any] = {}
    for name in type(old).model_fields:
        value, other = getattr(old, name), getattr(new, name)
        if name in _KEPT_FIELDS or not other or _says_the_same(value, other):
            continue
        if value:
            _report_difference(item, old, position, name, _value_text(value), _value_text(other))
        else:
            filled[name] = other
    if old.type not in (new.type, *item.alike) and new.type != "document":
        _report_difference(item, old, position, "type", short(old.type), short(new.type))
    titles = {old.title, *old.variant_titles}
    more: dict[str, list[Any]] = {
        "variant_titles": [one for one in new.variant_titles if one not in titles],
        "identifiers": list(_more_identifiers(old, new)),
        "fields": list(_more_fields(old, new, position, item)),
    }
    filled |= {name: (*getattr(old, name), *values) for name, values in more.items() if values}
    if not filled:
        return old
    values = listed(list(_values_in_words({**filled, **more})))
    basis = f"; the work still has the basis {old.basis}" if old.basis else ""
    message = f"{old.id} (same {by}) got {values} from {item.name}{basis}"
    location = Location(item.location.file, item.location.line, pointer=f"/works/{position}")
    severity = Severity.WARNING if is_used else Severity.NOTE
    hint = "statements that cite this work now use these values: check that the values are right"
    found = Finding("work-filled", message, hint if is_used else None, severity, location)
    item.findings.append(found)
    return old.update(**filled)


def _values_in_words(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the values that were added to a work, each with the name of its field."""
    for name, value in values.items():
        if name == "identifiers":
            yield from (f"{one.scheme} {short(one.value)}" for one in value)
        elif name == "fields":
            yield from (f"{one.name} {short(one.value)}" for one in value)
        elif value:
            yield f"{name.replace('_', ' ')} {_value_text(value)}"


def _more_identifiers(old: Work, new: Work) -> Iterator[Identifier]:
    known = {(one.scheme, normalized_identifier(one.scheme, one.value)) for one in old.identifiers}
    for one in new.identifiers:
        if (one.scheme, normalized_identifier(one.scheme, one.value)) not in known:
            yield one


def _more_fields(old: Work, new: Work, position: int, item: ParsedItem) -> Iterator[CslField]:
    values: dict[str, list[str]] = {}
    for one in old.fields:
        values.setdefault(one.name, []).append(one.value)
    for one in new.fields:
        if one.name not in values:
            yield one
        elif one.value not in values[one.name]:
            own = short(values[one.name][0])
            _report_difference(item, old, position, one.name, own, short(one.value))


def _says_the_same(value: Any, other: Any) -> bool:
    """Whether two values are equivalent; of names, only the printed form is compared."""
    if isinstance(value, tuple):
        return [str(one) for one in value] == [str(one) for one in other]
    return bool(value == other)


def _value_text(value: Any) -> str:
    return short("; ".join(map(str, value)) if isinstance(value, tuple) else str(value))


def _report_difference(
    item: ParsedItem, work: Work, position: int, name: str, own: str, other: str
) -> None:
    label = name.replace("_", " ")
    message = f"{work.id} has the {label} {own}; {item.name} has {other}, which is left out"
    field = name if name in Work.model_fields else "fields"
    at = Location(item.location.file, item.location.line, pointer=f"/works/{position}/{field}")
    hint = "if the new value is right, change the record"
    item.findings.append(Finding("work-differs", message, hint, Severity.WARNING, at))


def _note(code: str, message: str, location: Location) -> Finding:
    return Finding(code, message, None, Severity.NOTE, location)
