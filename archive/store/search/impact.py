# ruff: noqa: S608 (only conditions of ours stand in the SQL; values are parameters)
"""What falls if a source is withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import NamedTuple

from archive.model.relations import TO_SOURCE
from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.store.search.identities import SOURCE_KINDS, identities_of
from archive.store.search.snapshots import snapshot

_DISPUTES = "disputes"
_SUPPORT = frozenset(TO_SOURCE) - {_DISPUTES}
"""The relations to a source from which a claim has support."""


class SupportingSource(NamedTuple):
    """A source of a claim, besides the source that is asked about."""

    id: str
    """The id of the source in the record."""
    as_named: str
    """The source as the article names it."""
    identity: str
    """Its identity over all records."""
    status: str
    """Whether the relation to it is accepted or only proposed."""
    is_withdrawn: bool
    """Whether its work is known to be withdrawn; it then supports nothing."""

    def as_json(self) -> dict[str, object]:
        """Return the source as JSON values."""
        return {
            "id": self.id,
            "asNamed": self.as_named,
            "identity": self.identity,
            "status": self.status,
            "isWithdrawn": self.is_withdrawn,
        }


@dataclass(frozen=True, slots=True, repr=False)
class AffectedClaim(OneLineRepr):
    """A claim that refers to the source."""

    record: str
    """The id of the record."""
    claim: str
    """The id of the claim."""
    restatement: str
    """The claim as a sentence."""
    status: str
    """The status of the claim: accepted or proposed."""
    predicates: tuple[str, ...]
    """The claim's relations to the source, accepted ones first."""
    remaining: tuple[SupportingSource, ...]
    """The other sources from which the claim has support, without rejected relations."""

    def as_json(self) -> dict[str, object]:
        """Return the claim as JSON values."""
        return {
            "record": self.record,
            "claim": self.claim,
            "restatement": self.restatement,
            "status": self.status,
            "predicates": list(self.predicates),
            "remaining": [source.as_json() for source in self.remaining],
        }

    def _repr_items(self) -> ReprItems:
        yield None, Unquoted(f"{self.record}#{self.claim}")
        yield None, self.restatement


@dataclass(frozen=True, slots=True, repr=False)
class Impact(OneLineRepr):
    """The claims that refer to a source, by what its withdrawal would mean for them.

    Only relations to sources count: what a claim supports by a relation between claims is not
    followed.
    """

    name: str
    """What was asked about."""
    identities: tuple[str, ...]
    """The identities of the source; empty if no record has it."""
    lost: tuple[AffectedClaim, ...] = ()
    """Accepted claims that lose their only accepted support."""
    weakened: tuple[AffectedClaim, ...] = ()
    """Accepted claims that lose support, and have accepted support from another source that is not
    withdrawn."""
    disputing: tuple[AffectedClaim, ...] = ()
    """Accepted claims that dispute the source, and have no support from it."""
    proposed: tuple[AffectedClaim, ...] = ()
    """Claims that are only proposed, and claims whose relations to the source are only proposed."""

    def as_json(self) -> dict[str, object]:
        """Return the impact as JSON values."""
        return {
            "name": self.name,
            "identities": list(self.identities),
            "lost": [claim.as_json() for claim in self.lost],
            "weakened": [claim.as_json() for claim in self.weakened],
            "disputing": [claim.as_json() for claim in self.disputing],
            "proposed": [claim.as_json() for claim in self.proposed],
        }

    def _repr_items(self) -> ReprItems:
        yield None, self.name
        for name in ("lost", "weakened", "disputing", "proposed"):
            yield name, len(getattr(self, name))


def impact(connection: Connection, source: str) -> Impact:
    """Return what the withdrawal of a source would mean for the claims of all records.

    Args:
        connection: The index.
        source: A source, work or agent: an identifier or address (`10.1000/182`), an identity, or
            `record#src-1`; see `archive.store.search.identities`.
    """
    groups: dict[str, list[AffectedClaim]] = {}
    with snapshot(connection):
        identities = identities_of(connection, source, SOURCE_KINDS)
        rows = _relations(connection, identities)
        for group, claim in _affected(rows, frozenset(identities)):
            groups.setdefault(group, []).append(claim)
    return Impact(source, identities, **{name: tuple(found) for name, found in groups.items()})


class _Row(NamedTuple):
    """A relation of an affected claim to any source."""

    document: str
    claim: str
    restatement: str
    claim_status: str
    predicate: str
    status: str
    source: str
    as_named: str
    identity: str
    is_withdrawn: int | None


def _relations(connection: Connection, identities: Sequence[str]) -> Iterator[_Row]:
    """Yield all relations to sources of the claims that have one to this source."""
    marks = ", ".join("?" * len(identities))
    rows = connection.execute(
        "SELECT c.document, c.id, c.restatement, c.status, r.predicate, r.status, o.id,"
        " o.as_named, s.identity, w.is_withdrawn"
        " FROM (SELECT DISTINCT document FROM same"
        f"  WHERE kind = 'source' AND identity IN ({marks})) AS d"
        " CROSS JOIN relations AS r ON r.document = d.document AND r.status <> 'rejected'"
        " AND (r.document, r.subject) IN (SELECT t.document, t.subject FROM same AS n"
        "  CROSS JOIN relations AS t ON t.document = n.document AND t.object = n.part"
        f"  WHERE n.kind = 'source' AND n.identity IN ({marks}) AND t.status <> 'rejected')"
        " CROSS JOIN claims AS c"
        " ON c.document = r.document AND c.id = r.subject AND c.status <> 'rejected'"
        " CROSS JOIN sources AS o ON o.document = r.document AND o.id = r.object"
        " CROSS JOIN same AS s"
        " ON s.document = o.document AND s.part = o.id AND s.kind = 'source'"
        " LEFT JOIN works AS w ON w.document = o.document AND w.id = o.work"
        " ORDER BY c.document, c.number, r.id",
        (*identities, *identities),
    )
    return map(_Row._make, rows)


def _affected(
    rows: Iterable[_Row], identities: frozenset[str]
) -> Iterator[tuple[str, AffectedClaim]]:
    """Yield each claim with the field of `Impact` to which it belongs."""
    for _, of_claim in groupby(rows, key=itemgetter(0, 1)):
        relations = list(of_claim)
        to_it = sorted(
            (row.status, row.predicate) for row in relations if row.identity in identities
        )
        remaining = tuple(
            dict.fromkeys(
                SupportingSource(
                    row.source, row.as_named, row.identity, row.status, bool(row.is_withdrawn)
                )
                for row in relations
                if row.identity not in identities and row.predicate in _SUPPORT
            )
        )
        first = relations[0]
        claim = AffectedClaim(
            first.document,
            first.claim,
            first.restatement,
            first.claim_status,
            tuple(dict.fromkeys(predicate for _, predicate in to_it)),
            remaining,
        )
        accepted = {predicate for status, predicate in to_it if status == "accepted"}
        if claim.status != "accepted" or not accepted:
            yield "proposed", claim
        elif not accepted & _SUPPORT:
            yield "disputing", claim
        elif any(one.status == "accepted" and not one.is_withdrawn for one in remaining):
            yield "weakened", claim
        else:
            yield "lost", claim
