# ruff: noqa: S608 (only conditions of ours stand in the SQL; values are parameters)
"""Rules on works of which another record knows that they were withdrawn, or have changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection

from archive.english import counted
from archive.findings import Severity
from archive.store.search.impact import impact
from archive.store.validation.rules.places import PlacedFinding, placed

_CODE = "work-withdrawn-elsewhere"
_HINT = 'add "withdrawn" to the work, and review what rests on it'


def work_withdrawn_elsewhere(connection: Connection) -> Iterator[PlacedFinding]:
    """A record uses a work that another record says was withdrawn, and does not say so.

    Works are the same if they share an identifier or an address. The finding is at each claim that
    rests on the work: a warning if the claim has no other accepted support, a note if it has; at an
    accepted verdict that uses the work as evidence, a warning; otherwise at the work, a note. Check
    whether the work was withdrawn, and add `withdrawn` to it; `evidence-withdrawn` then shows where
    it matters.
    """
    rows = connection.execute(
        "WITH withdrawn AS (SELECT s.identity, min(r.path) AS path FROM works AS w"
        "  JOIN same AS s ON s.kind = 'work' AND s.document = w.document AND s.part = w.id"
        "  JOIN records AS r ON r.document = w.document"
        "  WHERE w.is_withdrawn GROUP BY s.identity)"
        " SELECT s.identity, withdrawn.path, r.path, w.document, w.id FROM withdrawn"
        " CROSS JOIN same AS s ON s.kind = 'work' AND s.identity = withdrawn.identity"
        " JOIN works AS w ON w.document = s.document AND w.id = s.part AND NOT w.is_withdrawn"
        " JOIN records AS r ON r.document = w.document"
        " WHERE NOT EXISTS (SELECT 1 FROM works AS o JOIN same AS t ON t.kind = 'work'"
        "  AND t.document = o.document AND t.part = o.id"
        "  WHERE o.document = w.document AND o.is_withdrawn AND t.identity = s.identity)"
        " ORDER BY s.identity, r.path, w.id"
    ).fetchall()
    for (identity, known_in), works in groupby(rows, key=itemgetter(0, 1)):
        affected = impact(connection, identity)
        support = {"only": affected.lost, "some": affected.weakened}
        claims: dict[str, list[tuple[str, str]]] = {}
        for amount, of_amount in support.items():
            for claim in of_amount:
                claims.setdefault(claim.record, []).append((claim.claim, amount))
        for (path, document), own in groupby(works, key=itemgetter(2, 3)):
            of_record = [work for *_, work in own]
            message = f"{of_record[0]}, which was withdrawn, as {known_in} says"
            yield from _of_record(
                connection, path, document, of_record, claims.get(document, []), message
            )


def _of_record(
    connection: Connection,
    path: str,
    document: str,
    works: list[str],
    claims: list[tuple[str, str]],
    message: str,
) -> Iterator[PlacedFinding]:
    """Yield the findings at what rests on withdrawn works in a record, or else at the works."""
    is_used = False
    for claim, amount in claims:
        is_used = True
        severity = Severity.WARNING if amount == "only" else Severity.NOTE
        text = f"{claim} has {'its only' if amount == 'only' else 'some'} support from {message}"
        yield placed(path, "claims", claim, _CODE, text, _HINT, severity)
    marks = ", ".join("?" * len(works))
    for (assessment,) in connection.execute(
        "SELECT DISTINCT a.id FROM evidence AS e"
        " JOIN assessments AS a ON a.document = e.document AND a.id = e.part"
        f" WHERE e.document = ? AND e.work IN ({marks}) AND a.status = 'accepted' ORDER BY a.id",
        (document, *works),
    ).fetchall():
        is_used = True
        text = f"{assessment} is accepted, but uses {message}"
        yield placed(path, "assessments", assessment, _CODE, text, _HINT)
    if not is_used:
        yield placed(path, "works", works[0], _CODE, f"it cites {message}", _HINT, Severity.NOTE)


def work_changed_elsewhere(connection: Connection) -> Iterator[PlacedFinding]:
    """A record uses a work whose page has changed or is gone, as another record has found.

    In the other record, the last check of every copy found it `drifted` or `unavailable`; this
    record has no result of a check. Check the words that it takes from the work, and save a copy.
    """
    rows = connection.execute(
        "WITH checked AS (SELECT document, work, min(state) AS least, max(state) AS most,"
        "  sum(state NOT IN ('drifted', 'unavailable')) AS others FROM copies"
        "  WHERE state IS NOT NULL GROUP BY document, work),"
        " changed AS (SELECT s.identity, min(r.path) AS path, c.least, c.most FROM checked AS c"
        "  JOIN same AS s ON s.kind = 'work' AND s.document = c.document AND s.part = c.work"
        "  JOIN records AS r ON r.document = c.document WHERE c.others = 0 GROUP BY s.identity)"
        " SELECT changed.path, changed.least, changed.most, r.path, s.part,"
        "  (SELECT count(*) FROM sources AS o WHERE o.document = s.document AND o.work = s.part),"
        "  (SELECT count(*) FROM evidence AS e WHERE e.document = s.document AND e.work = s.part)"
        " FROM changed CROSS JOIN same AS s ON s.kind = 'work' AND s.identity = changed.identity"
        " JOIN records AS r ON r.document = s.document"
        " WHERE NOT EXISTS (SELECT 1 FROM checked AS c WHERE c.document = s.document"
        "  AND c.work = s.part)"
        " ORDER BY r.path, s.part"
    )
    for known_in, least, most, path, work, sources, evidence in rows.fetchall():
        uses = [
            counted(n, things)
            for n, things in ((sources, "sources"), (evidence, "quotations"))
            if n
        ]
        if uses:
            states = least if least == most else f"{least} or {most}"
            yield placed(
                path,
                "works",
                work,
                "work-changed-elsewhere",
                f"{work}, behind {' and '.join(uses)}, is {states}, as {known_in} has found",
                "check what the record takes from it, and save a copy",
                Severity.NOTE,
            )
