# ruff: noqa: S608 (only conditions of ours stand in the SQL; values are parameters)
"""Questions over all records: their claims, sources and entities."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection
from typing import Generic, NamedTuple, TypeVar

from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.store.search.conditions import all_of
from archive.store.search.filter_conditions import FilterConditions
from archive.store.search.filters import NO_FILTERS, Filters
from archive.store.search.snapshots import snapshot


class FoundClaim(NamedTuple):
    """A claim of a record."""

    record: str
    """The id of the record."""
    title: str | None
    """The title of the article."""
    claim: str
    """The id of the claim."""
    number: int
    """The number on pages."""
    restatement: str
    """The claim as a sentence."""
    kind: str
    """What the claim asserts."""
    commitment: str
    """How firmly the words assert it."""
    status: str
    """Whether it is accepted; a proposed claim does not count as accepted."""
    voice: str
    """Who makes it, in words."""
    sources: str | None
    """Its sources as the article names them, joined by '; '."""

    def as_json(self) -> dict[str, object]:
        """Return the claim as JSON values."""
        return self._asdict()


class FoundSource(NamedTuple):
    """A source, work or agent that several records may name."""

    identity: str
    """Its identity: a public identifier or address, or `record#id` if it has none."""
    as_named: str
    """The source as one of the articles names it."""
    title: str | None
    """The title of its work in one of the records."""
    records: int
    """In how many records it is."""
    claims: int
    """How many claims refer to it, without rejected claims and relations."""
    is_withdrawn: bool
    """Whether one of the records knows its work to be withdrawn."""

    def as_json(self) -> dict[str, object]:
        """Return the source as JSON values."""
        return {
            "identity": self.identity,
            "asNamed": self.as_named,
            "title": self.title,
            "records": self.records,
            "claims": self.claims,
            "isWithdrawn": self.is_withdrawn,
        }


class FoundEntity(NamedTuple):
    """An entity that several records may have."""

    identity: str
    """Its identity: a public identifier, or `record#id` if it has none."""
    name: str | None
    """Its main name in one of the records."""
    type: str
    """person, organisation, group, place or event."""
    records: int
    """In how many records it is."""

    def as_json(self) -> dict[str, object]:
        """Return the entity as JSON values."""
        return self._asdict()


Found = TypeVar("Found", FoundClaim, FoundSource, FoundEntity)


@dataclass(frozen=True, slots=True, repr=False)
class Page(OneLineRepr, Generic[Found]):
    """A page of the answers to a question."""

    answers: tuple[Found, ...]
    """The answers of this page."""
    total: int
    """The number of all answers."""
    after: int = 0
    """How many answers come before this page."""
    unknown: tuple[str, ...] = ()
    """The claimants, sources and entities of the filters that no record has."""

    @property
    def next(self) -> int | None:
        """The `after` of the next page; `None` if this is the last."""
        end = self.after + len(self.answers)
        return end if self.answers and end < self.total else None

    def as_json(self) -> dict[str, object]:
        """Return the page as JSON values."""
        return {
            "total": self.total,
            "after": self.after,
            "next": self.next,
            "unknown": list(self.unknown),
            "answers": [answer.as_json() for answer in self.answers],
        }

    def _repr_items(self) -> ReprItems:
        yield "total", self.total
        yield "answers", Unquoted(f"<{len(self.answers)}>")


def claims(
    connection: Connection, filters: Filters = NO_FILTERS, *, first: int = 20, after: int = 0
) -> Page[FoundClaim]:
    """Return a page of the claims that fulfil the filters, by record and number.

    Args:
        connection: The index.
        filters: What the claims must fulfil; `passages` is not used.
        first: The most claims of the page.
        after: How many claims to pass over.
    """
    with snapshot(connection):
        conditions = FilterConditions(connection, filters)
        every = all_of(conditions.of_claims())
        rows = connection.execute(
            "SELECT c.document, d.title, c.id, c.number, c.restatement, c.kind, c.commitment,"
            " c.status, c.voice_name, c.source_names"
            " FROM claims AS c LEFT JOIN documents AS d ON d.document = c.document"
            f" WHERE {every.sql} ORDER BY c.document, c.number LIMIT ? OFFSET ?",
            (*every.values, first, after),
        )
        answers = tuple(map(FoundClaim._make, rows))
        total = after + len(answers)
        if len(answers) == first or (after and not answers):
            [(total,)] = connection.execute(
                f"SELECT count(*) FROM claims AS c WHERE {every.sql}", every.values
            )
    return Page(answers, total, after, tuple(conditions.unknown))


def sources(connection: Connection, *, first: int = 20, after: int = 0) -> Page[FoundSource]:
    """Return a page of the sources of all records, those of the most records first.

    Sources with one identity are one answer.
    """
    with snapshot(connection):
        total, groups = _groups(connection, "source", first, after)
        answers = tuple(_source(connection, identity, records) for identity, records in groups)
    return Page(answers, total, after)


def _source(connection: Connection, identity: str, records: int) -> FoundSource:
    [(as_named, title, is_withdrawn)] = connection.execute(
        "SELECT o.as_named, w.title, max(coalesce(w.is_withdrawn, 0)) OVER ()"
        " FROM same AS s CROSS JOIN sources AS o ON o.document = s.document AND o.id = s.part"
        " LEFT JOIN works AS w ON w.document = o.document AND w.id = o.work"
        " WHERE s.kind = 'source' AND s.identity = ? ORDER BY s.document, s.part LIMIT 1",
        (identity,),
    )
    [(claims,)] = connection.execute(
        "SELECT count(*) FROM (SELECT DISTINCT r.document, r.subject FROM same AS s"
        " CROSS JOIN relations AS r ON r.document = s.document AND r.object = s.part"
        " CROSS JOIN claims AS c ON c.document = r.document AND c.id = r.subject"
        " WHERE s.kind = 'source' AND s.identity = ?"
        " AND r.status <> 'rejected' AND c.status <> 'rejected')",
        (identity,),
    )
    return FoundSource(identity, as_named, title, records, claims, bool(is_withdrawn))


def entities(connection: Connection, *, first: int = 20, after: int = 0) -> Page[FoundEntity]:
    """Return a page of the entities of all records, those of the most records first.

    Entities with one identity are one answer.
    """
    with snapshot(connection):
        total, groups = _groups(connection, "entity", first, after)
        answers = tuple(_entity(connection, identity, records) for identity, records in groups)
    return Page(answers, total, after)


def _entity(connection: Connection, identity: str, records: int) -> FoundEntity:
    [(name, type)] = connection.execute(
        "SELECT e.name, e.type"
        " FROM same AS s CROSS JOIN entities AS e ON e.document = s.document AND e.id = s.part"
        " WHERE s.kind = 'entity' AND s.identity = ?"
        " ORDER BY e.name IS NULL, s.document, s.part LIMIT 1",
        (identity,),
    )
    return FoundEntity(identity, name, type, records)


def _groups(
    connection: Connection, kind: str, first: int, after: int
) -> tuple[int, list[tuple[str, int]]]:
    """Return the number of identities of a kind, and a page of them with their records."""
    rows = connection.execute(
        "SELECT identity, count(DISTINCT document), count(*) OVER () FROM same WHERE kind = ?"
        " GROUP BY identity ORDER BY 2 DESC, 1 LIMIT ? OFFSET ?",
        (kind, first, after),
    ).fetchall()
    if rows:
        return rows[0][2], [(identity, records) for identity, records, _ in rows]
    [(total,)] = connection.execute(
        "SELECT count(DISTINCT identity) FROM same WHERE kind = ?", (kind,)
    )
    return total, []
