"""Adds the makers and times of external annotations to a record, as agents and revisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from archive.annotations.external.data_model import Body, ExternalAnnotation, Maker
from archive.errors import InvalidPart, ReadError
from archive.findings import Finding, Location
from archive.formats.additions import Additions
from archive.formats.caller import Caller, UntrustedClaims
from archive.model.dates import Instant, instant_order
from archive.model.document import Document
from archive.model.identifiers import address_problem
from archive.model.revisions import Revision
from archive.model.statements import Agent, Statement

_INSTANT: TypeAdapter[str] = TypeAdapter(Instant)


class Authorship(NamedTuple):
    """The maker and time of an annotation or body, as the file states them."""

    maker: Maker | None
    at: str | None
    location: Location


def authorship_of(annotation: ExternalAnnotation, body: Body | None) -> Authorship:
    """Return the maker and time of a body."""
    maker = (body.maker if body else None) or annotation.maker
    at = (body.made_at if body else None) or annotation.made_at
    return Authorship(maker, at, annotation.location)


def change_authorship_of(annotation: ExternalAnnotation, body: Body | None) -> Authorship | None:
    """Return who made the last change, and when.

    Return `None` if the file states no time but that of the making.
    """
    made = authorship_of(annotation, body)
    if annotation.changed_at is None or annotation.changed_at == made.at:
        return None
    return Authorship(annotation.maker, annotation.changed_at, annotation.location)


def newer_than(
    annotation: ExternalAnnotation, statement: Statement, document: Document
) -> str | None:
    """Return the time of a statement's last change, if the version in the file is older."""
    at = annotation.changed_at or annotation.made_at
    ids = [statement.revision, *(change.revision for change in statement.history)]
    revisions = [document.index.by_id.get(id) for id in ids if id is not None]
    times = [one.at for one in revisions if isinstance(one, Revision) and one.at]
    if at is None or not times:
        return None
    last = max(times, key=instant_order)
    try:
        return last if instant_order(_INSTANT.validate_python(at)) < instant_order(last) else None
    except ValidationError:
        return None


def only_trusted(stated: Authorship, claims: UntrustedClaims) -> Authorship:
    """Return the maker and time to use: those in the file only if the file is trusted."""
    if claims.caller.trust:
        return stated
    if stated.maker is not None:
        claims.add("maker", stated.maker.name, stated.location)
    if stated.at is not None:
        claims.add("time", stated.at, stated.location)
    return Authorship(None, None, stated.location)


class AgentsAndRevisions:
    """The agents and revisions that one file adds to a record."""

    def __init__(self, additions: Additions, scheme: str, summary: str, caller: Caller) -> None:
        """Keep the additions, the file's scheme, the summary for new revisions, and the caller.

        Raises:
            ReadError: The time of the caller is not an instant.
        """
        self._caller = caller
        self._at = caller.at and _checked_instant(caller.at)
        self._additions, self._scheme, self._summary = additions, scheme, summary
        self._agents: dict[Maker, str] = {}
        self.losses: list[tuple[str, Location]] = []
        """The makers and times that the record cannot hold."""

    def revisions(self, authorships: Sequence[Authorship | None]) -> Sequence[str | None]:
        """Return the revision for each maker and time, an existing one if there is one."""
        wanted: list[tuple[str | None, str | None] | None] = []
        for authorship in authorships:
            if authorship is None:
                wanted.append(None)
            else:
                at = self._instant(authorship.at, authorship.location)
                if authorship.maker:
                    wanted.append((self._agent(authorship.maker, authorship.location), at))
                else:
                    wanted.append((self._caller.agent(self._additions), at or self._at))
        onto = self._additions.onto.revisions
        ids: dict[tuple[str | None, str | None], str] = {
            (revision.by, revision.at): revision.id
            for revision in reversed(onto)
            if revision.summary == self._summary
        }
        new = [key for key in dict.fromkeys(wanted) if key is not None and key not in ids]
        new.sort(key=_by_time)
        raws = [({"summary": self._summary, **_without_none(*key)}, None) for key in new]
        if raws:
            ids.update(zip(new, self._additions.add_all("revisions", list(raws)), strict=True))
        return [None if key is None else ids[key] for key in wanted]

    def _agent(self, maker: Maker, location: Location) -> str | None:
        if maker not in self._agents:
            id = "_".join((maker.id or "").split())
            name = " ".join(maker.name.split()) or id
            if not name:
                self.losses.append(("a maker without a name", location))
                return None
            fields: dict[str, Any] = {"type": maker.type}
            if maker.address and not address_problem(maker.address):
                fields["address"] = maker.address
            elif maker.address:
                self.losses.append(("an address of a maker that is not valid", location))
            if id and id != name:
                fields["identifiers"] = [{"scheme": self._scheme, "value": id}]
            try:
                Agent.model_validate({"id": "x", "name": name, **fields})
            except InvalidPart:
                self.losses.append(("a maker whose name a record cannot hold", location))
                return None
            self._agents[maker] = self._additions.agent(name, **fields)
        return self._agents[maker]

    def _instant(self, at: str | None, location: Location) -> str | None:
        if at is None:
            return None
        try:
            return _INSTANT.validate_python(at)
        except ValidationError:
            self.losses.append(("a time that is not a date and time with a time zone", location))
            return None


def _checked_instant(at: str) -> str:
    try:
        return _INSTANT.validate_python(at)
    except ValidationError as problem:
        reason = problem.errors()[0]["msg"]
        raise ReadError([Finding("instant-not-valid", reason)]) from None


def _by_time(key: tuple[str | None, str | None]) -> tuple[bool, datetime | None]:
    """Return the sort key of a revision: oldest first, without a time last, as in a record."""
    at = key[1]
    return (True, None) if at is None else (False, instant_order(at))


def _without_none(by: str | None, at: str | None) -> dict[str, str]:
    return {name: value for name, value in (("by", by), ("at", at)) if value is not None}
