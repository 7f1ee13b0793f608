# ruff: noqa: S608 (only names of ours stand in the SQL; values are parameters)
"""Filters of searches and questions, as conditions in SQL.

Every condition is part of the query that finds the matches, so that no limit is applied before a
filter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection

from archive.store.search.conditions import Condition, all_of, any_of, is_in
from archive.store.search.filters import Filters
from archive.store.search.identities import SOURCE_KINDS, identities_of


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
            from archive.store.search.date_conditions import dates_overlap

            connection.create_function("edtf_overlaps", 2, dates_overlap, deterministic=True)

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
            yield any_of(
                _parts(("source", "work"), self._sources),
                _of_claim_of_passage(self._by_source()),
            )
        if self.filters.entities:
            yield any_of(
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
            found = is_in("document", self.filters.records)
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
        return [is_in("p.kind", self.filters.passages)] if self.filters.passages else []

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
            from archive.store.search.date_conditions import overlaps

            overlap = overlaps("e.published", filters.published)
            conditions.append(
                Condition(
                    f"EXISTS (SELECT 1 FROM documents AS e WHERE e.document = {document}"
                    f" AND {overlap.sql})",
                    overlap.values,
                )
            )
        if filters.licences:
            names = tuple(_licence_names(filters.licences))
            uri, spdx = is_in("r.uri", names), is_in("r.spdx", names)
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
            is_in(f"c.{column}", values)
            for column, values in (
                ("kind", filters.kinds),
                ("commitment", filters.commitments),
                ("status", filters.statuses),
            )
            if values
        ]
        if filters.time:
            from archive.store.search.date_conditions import overlaps

            conditions.append(overlaps("c.time", filters.time))
        if filters.sources:
            conditions.append(self._by_source())
        if filters.claimants:
            conditions.append(self._made_by(self._claimants))
        if filters.entities:
            conditions.append(self._by_entity())
        if filters.verdicts:
            verdict = is_in("a.verdict", filters.verdicts)
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
        return any_of(about, self._made_by(self._entities))

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
        is_in(f"{alias}.kind", kinds),
        is_in(f"{alias}.identity", identities),
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
    found = is_in("s.identity", identities)
    return Condition(
        f"EXISTS (SELECT 1 FROM same AS s WHERE s.document = {document} AND s.part = {part}"
        f" AND s.kind = 'entity' AND {found.sql})",
        found.values,
    )


def _licence_names(licences: Iterable[str]) -> Iterable[str]:
    from archive.model.licences import recognise

    for name in licences:
        yield name
        if licence := recognise(name):
            yield from filter(None, (licence.uri, licence.spdx))
