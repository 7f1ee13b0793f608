"""A bibliography laid onto a record: works are added, or merged with those that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from archive.bibliography.csl_items import ParsedItem, raw_work_of_item
from archive.bibliography.work_identity import (
    are_different,
    identities_of,
    identity_by_key,
    normalized_identifier,
)
from archive.english import listed
from archive.errors import InvalidPart
from archive.findings import Finding, Location, Severity, short
from archive.formats.format import ReadResult
from archive.formats.id_generation import PartsWithoutIds
from archive.model.document import Document
from archive.model.names import Identifier
from archive.model.works import CslField, Work

_KEPT_FIELDS = ("id", "type", "variant_titles", "identifiers", "fields")
"""The fields of a work that are not filled or compared as a whole."""


def lay_items(
    items: Sequence[ParsedItem], *, onto: Document, findings: Sequence[Finding] = ()
) -> ReadResult:
    """Return a record with these works, and what was noticed.

    A work that is there already, by its identifiers (`identities_of`), is filled where it is
    empty; what it says otherwise stays, and each difference is told. All others are added.

    Args:
        items: The items.
        onto: The record.
        findings: What was noticed before.
    """
    told = list(findings)
    works = _WorkList(onto)
    for item, work in _works_of_items(items, onto):
        works.take(work, item)
    for item in items:
        told.extend(item.findings)
    document = onto
    if tuple(works.list) != onto.works:
        document = onto.update(works=tuple(works.list))
    return ReadResult(document, tuple(told))


def _works_of_items(
    items: Sequence[ParsedItem], onto: Document
) -> Iterator[tuple[ParsedItem, Work]]:
    """The works that items give; each has an id that nothing else in the record has."""
    read: list[tuple[ParsedItem, dict[str, Any]]] = []
    for item in items:
        if not any(value for key, value in item.csl.items() if key != "type"):
            item.add_finding("item-not-read", "it says nothing of a work", "give it a title")
        else:
            read.append((item, raw_work_of_item(item)))
    there = {work.id for work in onto.works}
    held, seen = set(onto.index.by_id) | {onto.id}, set[str]()
    for _, raw in read:
        id = raw.get("id")
        if id is not None and (id in seen or (id in held and id not in there)):
            del raw["id"]
        seen.add(id or "")
    raws = [raw for _, raw in read]
    if any("id" not in raw for raw in raws):
        PartsWithoutIds({"works": raws, "taken": onto.model_dump(mode="json")}).generate_other_ids(
            {}
        )
    for item, raw in read:
        try:
            yield item, Work.model_validate(raw)
        except InvalidPart as problem:  # a rule of the model that the reader does not foresee
            said = "; ".join(finding.message for finding in problem.findings)
            item.add_finding("item-not-read", said)


def _identities(work: Work, item: ParsedItem | None) -> Iterator[tuple[str, str]]:
    """What tells a work, also by the key that it has in a bibliography, which may be no id."""
    yield from identities_of(work)
    key = item.csl.get("id") if item else None
    if key is not None:
        yield identity_by_key(str(key), work)


class _WorkList:
    """The works of a record, to which others come."""

    def __init__(self, document: Document) -> None:
        self.list: list[Work] = list(document.works)
        self._places: dict[tuple[str, str], int] = {}
        self._ids = {*document.index.by_id, document.id}
        for n, work in enumerate(self.list):
            self._note(work, n)

    def take(self, work: Work, item: ParsedItem) -> None:
        """Merge a work with the one that it is, or add it."""
        found = self._places_of(work, item)
        if found:
            place, by = found
            self.list[place] = _merged(self.list[place], work, by, place, item)
            self._note(self.list[place], place, item)
            return
        if work.id in self._ids:
            work = work.update(id=self._free(work.id))
        key = item.csl.get("id")
        if key is not None and str(key) != work.id:
            message = f"it is the work {work.id} in the record"
            item.findings.append(_note("work-renamed", f"{item.name}: {message}", item.location))
        self.list.append(work)
        self._ids.add(work.id)
        self._note(work, len(self.list) - 1, item)

    def _places_of(self, work: Work, item: ParsedItem) -> tuple[int, str] | None:
        """Where the same work stands, and what tells it."""
        found: dict[int, str] = {}
        for scheme, value in _identities(work, item):
            place = self._places.get((scheme, value))
            if place is not None and not are_different(self.list[place], work, by=scheme):
                found.setdefault(place, scheme)
        if not found:
            return None
        (place, by), *others = found.items()
        if others:
            also = listed([self.list[n].id for n, _ in others])
            message = f"it is {self.list[place].id} by its {by}, and may as well be {also}"
            item.add_finding("work-ambiguous", message, "are these one work? then make them one")
        return place, by

    def _note(self, work: Work, place: int, item: ParsedItem | None = None) -> None:
        for identity in _identities(work, item):
            self._places.setdefault(identity, place)

    def _free(self, id: str) -> str:
        number = 2
        while f"{id}-{number}" in self._ids:
            number += 1
        return f"{id}-{number}"


def _merged(old: Work, new: Work, by: str, place: int, item: ParsedItem) -> Work:
    """A work with what another says of it where it says nothing itself."""
    filled: dict[str, Any] = {}
    for name in type(old).model_fields:
        value, theirs = getattr(old, name), getattr(new, name)
        if name in _KEPT_FIELDS or not theirs or _says_the_same(value, theirs):
            continue
        if value:
            _difference_finding(item, old, place, name, _value_text(value), _value_text(theirs))
        else:
            filled[name] = theirs
    if old.type not in (new.type, *item.alike) and new.type != "document":
        _difference_finding(item, old, place, "type", short(old.type), short(new.type))
    titles = {old.title, *old.variant_titles}
    more: dict[str, list[Any]] = {
        "variant_titles": [one for one in new.variant_titles if one not in titles],
        "identifiers": list(_more_identifiers(old, new)),
        "fields": list(_more_fields(old, new, place, item)),
    }
    filled |= {name: (*getattr(old, name), *values) for name, values in more.items() if values}
    if not filled:
        return old
    names = ", ".join(name.replace("_", " ") for name in filled)
    basis = f"; its basis says {old.basis}" if old.basis else ""
    message = f"{old.id}, the same by its {by}, got {names} from {item.name}{basis}"
    location = Location(item.location.file, item.location.line, pointer=f"/works/{place}")
    item.findings.append(_note("work-filled", message, location))
    return old.update(**filled)


def _more_identifiers(old: Work, new: Work) -> Iterator[Identifier]:
    known = {(one.scheme, normalized_identifier(one.scheme, one.value)) for one in old.identifiers}
    for one in new.identifiers:
        if (one.scheme, normalized_identifier(one.scheme, one.value)) not in known:
            yield one


def _more_fields(old: Work, new: Work, place: int, item: ParsedItem) -> Iterator[CslField]:
    theirs: dict[str, list[str]] = {}
    for one in old.fields:
        theirs.setdefault(one.name, []).append(one.value)
    for one in new.fields:
        if one.name not in theirs:
            yield one
        elif one.value not in theirs[one.name]:
            ours = short(theirs[one.name][0])
            _difference_finding(item, old, place, one.name, ours, short(one.value))


def _says_the_same(value: Any, theirs: Any) -> bool:
    """Whether two values say the same; of names, however they are parted."""
    if isinstance(value, tuple):
        return [str(one) for one in value] == [str(one) for one in theirs]
    return bool(value == theirs)


def _value_text(value: Any) -> str:
    return short("; ".join(map(str, value)) if isinstance(value, tuple) else str(value))


def _difference_finding(
    item: ParsedItem, work: Work, place: int, name: str, ours: str, theirs: str
) -> None:
    said = name.replace("_", " ")
    message = f"{work.id} has the {said} {ours}; {item.name} says {theirs}, which was not taken"
    field = name if name in Work.model_fields else "fields"
    at = Location(item.location.file, item.location.line, pointer=f"/works/{place}/{field}")
    hint = "if it is right, change the record"
    item.findings.append(Finding("work-differs", message, hint, Severity.WARNING, at))


def _note(code: str, message: str, location: Location) -> Finding:
    return Finding(code, message, None, Severity.NOTE, location)
