# ruff: noqa: S608 (only conditions of ours stand in the SQL; values are parameters)
"""Who else makes a claim, or disputes it.

A relation links parts of one record only, so that no record says which claim of another record it
repeats or contradicts. Claims of other records are found by what they share, and are marked so:
the same words in the restatement, or a source with the same identity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from sqlite3 import Connection
from typing import Literal

from archive.errors import NotInDocument
from archive.model.relations import TO_CLAIM
from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.store.search.conditions import sendable
from archive.store.search.query import Phrase
from archive.store.search.snapshots import snapshot
from archive.store.search.words import tokens

Basis = Literal["relation", "same words", "relation to same words", "same source"]
"""Why a claim is related: by a relation of the record; it has the same words; it has a relation to
a claim of its record with the same words; it refers to the same source."""

_CLAIM_RELATIONS = ", ".join(f"'{predicate}'" for predicate in TO_CLAIM)


@dataclass(frozen=True, slots=True, repr=False)
class RelatedClaim(OneLineRepr):
    """A claim that is related to another."""

    record: str
    """The id of the record."""
    claim: str
    """The id of the claim."""
    restatement: str
    """The claim as a sentence."""
    status: str
    """Whether the claim is accepted or only proposed."""
    basis: Basis
    """Why it is related."""
    predicate: str | None = None
    """The relation between the claims; for "same source", this claim's relation to the source."""
    is_subject: bool = True
    """Whether the relation goes out from this claim; otherwise it leads to this claim."""
    relation_status: str | None = None
    """Whether the relation is accepted or only proposed."""
    source: str | None = None
    """The identity of the shared source."""

    def as_json(self) -> dict[str, object]:
        """Return the claim as JSON values."""
        return {
            "record": self.record,
            "claim": self.claim,
            "restatement": self.restatement,
            "status": self.status,
            "basis": self.basis,
            "predicate": self.predicate,
            "isSubject": self.is_subject,
            "relationStatus": self.relation_status,
            "source": self.source,
        }

    def _repr_items(self) -> ReprItems:
        yield None, Unquoted(f"{self.record}#{self.claim}")
        yield "basis", self.basis
        if self.predicate:
            yield "predicate", self.predicate
        yield None, self.restatement


def related_claims(
    connection: Connection, record: str, claim: str, *, first: int = 100
) -> tuple[RelatedClaim, ...]:
    """Return the claims of all records that are related to a claim, the surest first.

    Rejected claims and relations do not count.

    Args:
        connection: The index.
        record: The id of the record.
        claim: The id of the claim.
        first: The most claims for each basis.

    Raises:
        NotInDocument: The index has no such claim.
    """
    with snapshot(connection):
        record, claim = sendable(record), sendable(claim)
        found = connection.execute(
            "SELECT restatement FROM claims WHERE document = ? AND id = ?", (record, claim)
        ).fetchone()
        if found is None:
            known = connection.execute("SELECT id FROM claims WHERE document = ?", (record,))
            raise NotInDocument(claim, ["claim"], known=[id for (id,) in known])
        same = list(_with_same_words(connection, record, claim, found[0], first))
        return (
            *_by_relation(connection, record, claim, "relation"),
            *same,
            *islice(
                (
                    one
                    for other in same
                    for one in _by_relation(
                        connection, other.record, other.claim, "relation to same words"
                    )
                ),
                first,
            ),
            *_with_same_source(connection, record, claim, first),
        )


def _by_relation(
    connection: Connection, record: str, claim: str, basis: Basis
) -> Iterator[RelatedClaim]:
    for mine, other, is_subject in (("object", "subject", True), ("subject", "object", False)):
        for id, restatement, status, predicate, relation_status in connection.execute(
            "SELECT c.id, c.restatement, c.status, r.predicate, r.status FROM relations AS r"
            f" CROSS JOIN claims AS c ON c.document = r.document AND c.id = r.{other}"
            f" WHERE r.document = ? AND r.{mine} = ? AND r.predicate IN ({_CLAIM_RELATIONS})"
            " AND r.status <> 'rejected' AND c.status <> 'rejected' ORDER BY c.number",
            (record, claim),
        ):
            yield RelatedClaim(
                record, id, restatement, status, basis, predicate, is_subject, relation_status
            )


def _with_same_words(
    connection: Connection, record: str, claim: str, restatement: str, first: int
) -> Iterator[RelatedClaim]:
    words = tokens(restatement)
    if not words:
        return
    rows = connection.execute(
        "SELECT c.document, c.id, c.restatement, c.status"
        " FROM (SELECT rowid AS number FROM words WHERE words MATCH ?) AS m"
        " CROSS JOIN passages AS p ON p.number = m.number AND p.kind = 'claim'"
        " CROSS JOIN claims AS c ON c.document = p.document AND c.id = p.part"
        " WHERE c.status <> 'rejected' AND (c.document, c.id) <> (?, ?) ORDER BY m.number",
        (Phrase(tuple(words)).match, record, claim),
    )
    same = (
        RelatedClaim(document, id, words_of_claim, status, "same words")
        for document, id, words_of_claim, status in rows
        if tokens(words_of_claim) == words
    )
    yield from islice(same, first)


def _with_same_source(
    connection: Connection, record: str, claim: str, first: int
) -> Iterator[RelatedClaim]:
    rows = connection.execute(
        "SELECT DISTINCT c.document, c.id, c.restatement, c.status, r.predicate, r.status,"
        " s.identity FROM (SELECT DISTINCT n.identity FROM relations AS t CROSS JOIN same AS n"
        "  ON n.document = t.document AND n.part = t.object AND n.kind = 'source'"
        "  WHERE t.document = ? AND t.subject = ? AND t.status <> 'rejected') AS shared"
        " CROSS JOIN same AS s ON s.kind = 'source' AND s.identity = shared.identity"
        " CROSS JOIN relations AS r"
        "  ON r.document = s.document AND r.object = s.part AND r.status <> 'rejected'"
        " CROSS JOIN claims AS c"
        "  ON c.document = r.document AND c.id = r.subject AND c.status <> 'rejected'"
        " WHERE (c.document, c.id) <> (?, ?)"
        " ORDER BY s.identity, c.document, c.number LIMIT ?",
        (record, claim, record, claim, first),
    )
    for document, id, restatement, status, predicate, relation_status, source in rows:
        yield RelatedClaim(
            document,
            id,
            restatement,
            status,
            "same source",
            predicate,
            relation_status=relation_status,
            source=source,
        )
