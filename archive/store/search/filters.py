# ruff: noqa: S608 (only names of ours stand in the SQL; values are parameters)
"""Filters of searches and questions, as conditions in SQL.

Every condition is part of the query that finds the matches, so that no limit is applied before a
filter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Literal, get_args

from pydantic_core import PydanticCustomError

from archive.errors import UnknownFilterValue
from archive.model.assessments import Verdict
from archive.model.claims import Commitment, Kind
from archive.model.dates import Bounds, Day, edtf_bounds
from archive.model.licences import recognise
from archive.model.statements import Status
from archive.reprs import OneLineRepr
from archive.store.search.identities import SOURCE_KINDS, identities_of, sendable

PassageKind = Literal["title", "text", "claim", "source", "work", "entity", "reason", "comment"]
"""What a passage is: a title of the article; a block of its text; the restatement of a claim; a
source as the article names it; a work, by its title and authors; an entity, by its names; the
reason for a statement; a comment."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Filters(OneLineRepr):
    """What an answer must fulfil. Of several values of a filter one is enough; all filters count.

    Filters on claims let through the claims and what is said of them: reasons of their assessments
    and relations, and comments on them.
    """

    records: tuple[str, ...] = ()
    """The ids of records."""
    passages: tuple[PassageKind, ...] = ()
    """The kinds of passage; claims, sources and entities are not affected."""
    kinds: tuple[Kind, ...] = ()
    """The kinds of claim."""
    commitments: tuple[Commitment, ...] = ()
    """How firmly the words assert the claim."""
    statuses: tuple[Status, ...] = ()
    """The statuses of the claim."""
    verdicts: tuple[Verdict, ...] = ()
    """The verdicts of the claim's accepted assessments, without superseded ones; doubts that are
    not rejected count too, since a doubt without evidence stays proposed."""
    claimants: tuple[str, ...] = ()
    """Who makes the claim: the entity of a step of its attribution. An identifier, an identity,
    `record#id` or an id (`archive.store.search.identities`); so are sources and entities."""
    sources: tuple[str, ...] = ()
    """The sources of the claim, by themselves, their work or their agent, without rejected
    relations. The passages of such sources and works are let through too."""
    entities: tuple[str, ...] = ()
    """Whom or what the claim is about, or who makes it. The passages of such entities and the text
    blocks that mention them are let through too."""
    time: str | None = None
    """An EDTF date or interval; the time that the claim is about overlaps it. A claim without a
    time does not."""
    published: str | None = None
    """An EDTF date or interval; the date of publication of the article overlaps it."""
    licences: tuple[str, ...] = ()
    """Licences of the article's text: addresses, SPDX ids or names."""
    doubted: bool | None = None
    """Whether the claim has a doubt that is neither rejected nor superseded."""

    def __post_init__(self) -> None:
        """Check the values.

        Raises:
            UnknownFilterValue: A word is not of the filter's list, or a date is not EDTF.
        """
        for name, allowed in _CLOSED.items():
            for value in getattr(self, name):
                if value not in allowed:
                    raise UnknownFilterValue(name, value, f"one of {', '.join(allowed)}")
        for name in ("time", "published"):
            if (date := getattr(self, name)) is not None:
                try:
                    edtf_bounds(date)
                except PydanticCustomError as error:
                    raise UnknownFilterValue(name, date, f"EDTF: {error.message()}") from None


_CLOSED: Mapping[str, Sequence[str]] = {
    "passages": get_args(PassageKind),
    "kinds": get_args(Kind),
    "commitments": get_args(Commitment),
    "statuses": get_args(Status),
    "verdicts": get_args(Verdict),
}

NO_FILTERS = Filters()


@dataclass(frozen=True)
class Condition:
    """A condition in SQL, with the values of its parameters in order."""

    sql: str
    """The condition; `TRUE` if there is none."""
    values: tuple[str, ...] = ()
    """The values of its parameters."""


def all_of(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that all of these hold."""
    return _joined(" AND ", list(conditions)) or Condition("TRUE")


def _any_of(*conditions: Condition) -> Condition:
    return _joined(" OR ", conditions) or Condition("FALSE")


def _joined(between: str, conditions: Sequence[Condition]) -> Condition | None:
    if not conditions:
        return None
    values = tuple(value for condition in conditions for value in condition.values)
    return Condition(f"({between.join(condition.sql for condition in conditions)})", values)


def _is_in(column: str, values: Sequence[str]) -> Condition:
    return Condition(f"{column} IN ({', '.join('?' * len(values))})", tuple(map(sendable, values)))


class FilterConditions:
    """The conditions of filters on the rows of an index."""

    def __init__(self, connection: Connection, filters: Filters) -> None:
        self._connection, self.filters = connection, filters
        self.unknown: list[str] = []
        """The claimants, sources and entities that no record has."""
        self._claimants = self._identities(connection, filters.claimants, ("entity",))
        self._sources = self._identities(connection, filters.sources, SOURCE_KINDS)
        self._entities = self._identities(connection, filters.entities, ("entity",))
        if filters.time or filters.published:
            connection.create_function("edtf_overlaps", 2, _overlaps, deterministic=True)

    def _identities(
        self, connection: Connection, names: Sequence[str], kinds: Sequence[str]
    ) -> tuple[str, ...]:
        identities: list[str] = []
        for name in names:
            found = identities_of(connection, name, kinds)
            identities += found
            if not found:
                self.unknown.append(name)
        return tuple(dict.fromkeys(identities))

    def of_passages(self) -> Condition | None:
        """Return the condition on a passage `p`; `None` if every passage fulfils it."""
        conditions = [*self._of_records("p"), *self._of_kind()]
        if self._is_about_claims:
            conditions.append(_of_claim_of_passage(all_of(self._of_claims_alone())))
        elif self.filters.sources or self.filters.entities:
            conditions += self._by_themselves()
        return all_of(conditions) if conditions else None

    def _by_themselves(self) -> Iterator[Condition]:
        """Yield the conditions that a passage is of, or about, the sources and entities."""
        if self.filters.sources:
            yield _any_of(
                _parts(("source", "work"), self._sources),
                _of_claim_of_passage(self._by_source()),
            )
        if self.filters.entities:
            yield _any_of(
                _parts(("entity",), self._entities),
                self._mentions(),
                _of_claim_of_passage(self._by_entity()),
            )

    def few_passages(self, most: int) -> Condition | None:
        """Return a query for the numbers of the passages that fulfil the filters.

        `None` if no filter makes them few, or if there are more than `most` such claims.
        """
        documents, of_passages = self._documents(), self.of_passages()
        if self._is_about_claims:
            every = all_of(self.of_claims())
            [(claims,)] = self._connection.execute(
                f"SELECT count(*) FROM (SELECT 1 FROM claims AS c WHERE {every.sql} LIMIT ?)",
                (*every.values, most + 1),
            )
            if claims > most:
                return None
            documents = Condition(
                f"SELECT DISTINCT c.document FROM claims AS c WHERE {every.sql}", every.values
            )
        if documents is None or of_passages is None:
            return None
        return Condition(
            f"SELECT p.number FROM ({documents.sql}) AS d CROSS JOIN passages AS p"
            f" ON p.document = d.document WHERE {of_passages.sql}",
            (*documents.values, *of_passages.values),
        )

    def of_claims(self) -> list[Condition]:
        """Return the conditions on a claim `c`."""
        return [*self._of_records("c"), *self._of_claims_alone()]

    @property
    def _is_about_claims(self) -> bool:
        """Whether only passages about claims fulfil the filters."""
        f = self.filters
        closed = (f.kinds, f.commitments, f.statuses, f.verdicts, f.claimants, f.time)
        return any(closed) or f.doubted is not None

    def _documents(self) -> Condition | None:
        """Return a query for the records that can have an answer; `None` if all can."""
        if self.filters.records:
            found = _is_in("document", self.filters.records)
            return Condition(f"SELECT document FROM documents WHERE {found.sql}", found.values)
        for kinds, names, identities in (
            (("source", "work"), self.filters.sources, self._sources),
            (("entity",), self.filters.claimants, self._claimants),
            (("entity",), self.filters.entities, self._entities),
        ):
            if names:
                found = _same(kinds, identities)
                return Condition(
                    f"SELECT DISTINCT document FROM same WHERE {found.sql}", found.values
                )
        if self.filters.published or self.filters.licences:
            every = all_of(self._of_record("d.document"))
            return Condition(
                f"SELECT d.document FROM documents AS d WHERE {every.sql}", every.values
            )
        return None

    def _of_kind(self) -> list[Condition]:
        return [_is_in("p.kind", self.filters.passages)] if self.filters.passages else []

    def _of_records(self, alias: str) -> list[Condition]:
        documents = self._documents()
        if documents is None:
            return []
        is_one = Condition(f"{alias}.document IN ({documents.sql})", documents.values)
        return [is_one, *self._of_record(f"{alias}.document")]

    def _of_record(self, document: str) -> list[Condition]:
        """Return the conditions on the article of a record."""
        filters, conditions = self.filters, []
        if filters.published:
            overlap = _overlap("e.published", filters.published)
            conditions.append(
                Condition(
                    f"EXISTS (SELECT 1 FROM documents AS e WHERE e.document = {document}"
                    f" AND {overlap.sql})",
                    overlap.values,
                )
            )
        if filters.licences:
            names = tuple(_licence_names(filters.licences))
            uri, spdx = _is_in("r.uri", names), _is_in("r.spdx", names)
            conditions.append(
                Condition(
                    f"EXISTS (SELECT 1 FROM rights AS r WHERE r.document = {document}"
                    f" AND r.layer = 'text' AND ({uri.sql} OR {spdx.sql}))",
                    (*uri.values, *spdx.values),
                )
            )
        return conditions

    def _of_claims_alone(self) -> list[Condition]:
        """Return the conditions on a claim `c` that do not follow from its record."""
        filters = self.filters
        conditions = [
            _is_in(f"c.{column}", values)
            for column, values in (
                ("kind", filters.kinds),
                ("commitment", filters.commitments),
                ("status", filters.statuses),
            )
            if values
        ]
        if filters.time:
            conditions.append(_overlap("c.time", filters.time))
        if filters.sources:
            conditions.append(self._by_source())
        if filters.claimants:
            conditions.append(self._made_by(self._claimants))
        if filters.entities:
            conditions.append(self._by_entity())
        if filters.verdicts:
            verdict = _is_in("a.verdict", filters.verdicts)
            counts = Condition("(a.status = 'accepted' OR a.verdict = 'doubt')")
            conditions.append(_is_assessed(all_of([verdict, counts])))
        if filters.doubted is not None:
            is_doubted = _is_assessed(Condition("a.verdict = 'doubt'"))
            no = "" if filters.doubted else "NOT "
            conditions.append(Condition(f"{no}{is_doubted.sql}"))
        return conditions

    def _by_source(self) -> Condition:
        found = _same(("source",), self._sources, "s")
        return Condition(
            "(c.document, c.id) IN (SELECT r.document, r.subject FROM same AS s"
            " CROSS JOIN relations AS r ON r.document = s.document AND r.object = s.part"
            f" WHERE {found.sql} AND r.status <> 'rejected')",
            found.values,
        )

    def _by_entity(self) -> Condition:
        """Return the condition that a claim `c` is about the entities, or is made by them."""
        is_one = _is_part("b.document", "b.subject", self._entities)
        about = Condition(
            "EXISTS (SELECT 1 FROM about AS b"
            f" WHERE b.document = c.document AND b.claim = c.id AND {is_one.sql})",
            is_one.values,
        )
        return _any_of(about, self._made_by(self._entities))

    def _made_by(self, identities: Sequence[str]) -> Condition:
        is_one = _is_part("t.document", "t.claimant", identities)
        return Condition(
            "EXISTS (SELECT 1 FROM attributions AS t"
            f" WHERE t.document = c.document AND t.claim = c.id AND {is_one.sql})",
            is_one.values,
        )

    def _mentions(self) -> Condition:
        """Return the condition that a passage `p` is a text block that mentions the entities."""
        is_one = _is_part("m.document", "m.entity", self._entities)
        return Condition(
            "(p.kind = 'text' AND EXISTS (SELECT 1 FROM anchors AS n CROSS JOIN mentions AS m"
            " ON m.document = n.document AND m.id = n.part AND m.status <> 'rejected'"
            " WHERE n.document = p.document AND n.block = p.part AND n.type = 'anchor'"
            f" AND {is_one.sql}))",
            is_one.values,
        )


def _is_assessed(of_assessment: Condition) -> Condition:
    """Return the condition that a claim `c` has such an assessment `a`.

    Assessments that are rejected or superseded do not count. An accepted assessment supersedes any,
    a proposal only a proposal.
    """
    return Condition(
        "((c.document, c.id) IN (SELECT a.document, a.claim FROM assessments AS a"
        f" WHERE a.status <> 'rejected' AND {of_assessment.sql}"
        f" AND (a.document, a.id) NOT IN ({_SUPERSEDED} = 'accepted') AND"
        f" (a.status <> 'proposed' OR (a.document, a.id) NOT IN ({_SUPERSEDED} = 'proposed'))))",
        of_assessment.values,
    )


_SUPERSEDED = (
    "SELECT z.document, z.supersedes FROM assessments AS z"
    " WHERE z.supersedes IS NOT NULL AND z.status"
)

_CLAIM_OF_PASSAGE = """CASE p.kind
  WHEN 'claim' THEN p.part
  WHEN 'reason' THEN coalesce(
    (SELECT a.claim FROM assessments AS a WHERE a.document = p.document AND a.id = p.part),
    (SELECT r.subject FROM relations AS r WHERE r.document = p.document AND r.id = p.part),
    p.part)
  WHEN 'comment' THEN
    (SELECT o."on" FROM comments AS o WHERE o.document = p.document AND o.id = p.part)
  END"""
"""The id of the claim about which a passage is; NULL, or an id of no claim, if there is none."""


def _of_claim_of_passage(of_claim: Condition) -> Condition:
    return Condition(
        "(p.kind IN ('claim', 'reason', 'comment') AND EXISTS (SELECT 1 FROM claims AS c"
        f" WHERE c.document = p.document AND c.id = {_CLAIM_OF_PASSAGE} AND {of_claim.sql}))",
        of_claim.values,
    )


def _same(kinds: Sequence[str], identities: Sequence[str], alias: str = "same") -> Condition:
    of_kind, of_identity = (
        _is_in(f"{alias}.kind", kinds),
        _is_in(f"{alias}.identity", identities),
    )
    return all_of([of_kind, of_identity])


def _parts(kinds: Sequence[str], identities: Sequence[str]) -> Condition:
    """Return the condition that a passage `p` is of a part with one of these identities."""
    found = _same(kinds, identities)
    return Condition(
        f"(p.document, p.part) IN (SELECT document, part FROM same WHERE {found.sql})",
        found.values,
    )


def _is_part(document: str, part: str, identities: Sequence[str]) -> Condition:
    """Return the condition that a part of a record is an entity with one of these identities."""
    found = _is_in("s.identity", identities)
    return Condition(
        f"EXISTS (SELECT 1 FROM same AS s WHERE s.document = {document} AND s.part = {part}"
        f" AND s.kind = 'entity' AND {found.sql})",
        found.values,
    )


def _licence_names(licences: Iterable[str]) -> Iterable[str]:
    for name in licences:
        yield name
        if licence := recognise(name):
            yield from filter(None, (licence.uri, licence.spdx))


# --- dates ---


def _overlap(column: str, date: str) -> Condition:
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


def _overlaps(one: str | None, other: str) -> bool:
    """Whether two EDTF dates can mean the same day; nothing overlaps a date that is not there."""
    if not one:
        return False
    return _starts_before(edtf_bounds(one), edtf_bounds(other)) and _starts_before(
        edtf_bounds(other), edtf_bounds(one)
    )


def _starts_before(one: Bounds, other: Bounds) -> bool:
    """Whether one date starts no later than the other ends."""
    return one.earliest is None or other.latest is None or one.earliest <= other.latest
