"""The page with a table of the claims of a record."""

from __future__ import annotations

from dataclasses import replace

from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.works import Source
from archive.view.numbered_claims import NumberedClaims, painted_verdict
from archive.view.page_parts import Notice, Paragraph, Parts, Row, Table, Text, text
from archive.wording.claims import claimant, no_source, predicate
from archive.wording.statement_history import status_unless_accepted

_HEAD = ("claim", "who says it", "source", "verdict")
_SHARES = (0.44, 0.16, 0.2, 0.2)
"""The shares of the width if the columns do not fit; a verdict has at most 13 letters."""
_LEGEND = "? means proposed: nobody has accepted it. ! means rejected."


def claims_table_parts(document: Document) -> Parts:
    """Return the parts of a page with a table: who makes each claim, its source, its verdicts."""
    if not document.claims:
        return (Paragraph(f"{document.id} records no claims"),)
    claims = NumberedClaims(document)
    table = Table(_HEAD, tuple(_row(claim, claims, document) for claim in claims.ordered), _SHARES)
    return (table, Notice(_LEGEND)) if _has_signs(document) else (table,)


class AllClaims:
    """Makes a page with one table of the claims of many records; each id is `record#id`.

    Documents are not kept, only their rows.
    """

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._has_signs = False

    def add(self, document: Document) -> None:
        """Add the claims of a record."""
        claims = NumberedClaims(document)
        rows = [_row(claim, claims, document) for claim in claims.ordered]
        self._rows += [replace(row, id=f"{document.id}#{row.id}") for row in rows]
        self._has_signs |= bool(rows) and _has_signs(document)

    def parts(self) -> Parts:
        """Return the parts of the page."""
        if not self._rows:
            return (Paragraph("no claims are recorded"),)
        table = Table(_HEAD, tuple(self._rows), _SHARES)
        return (table, Notice(_LEGEND)) if self._has_signs else (table,)


def _has_signs(document: Document) -> bool:
    """Return whether a number of a claim, or a verdict, has a sign that the legend explains."""
    statements = (*document.claims, *document.assessments)
    return any(statement.status != "accepted" for statement in statements)


def _row(claim: Claim, claims: NumberedClaims, document: Document) -> Row:
    cells = (
        claim.restatement,
        _claimants(claim, document),
        _sources(claim, document),
        _verdicts(claim, claims, document),
    )
    return Row(claims.number(claim), claim.id, cells)


def _claimants(claim: Claim, document: Document) -> str:
    """Return the claimants of a claim, the outermost first."""
    return " > ".join(claimant(step, document) for step in claim.attribution) or "the author"


def _sources(claim: Claim, document: Document) -> str:
    """Return the sources of a claim, each with the predicate of its relation."""
    sources = "; ".join(
        f"{predicate(relation.predicate)}: {part.as_named}{status_unless_accepted(relation)}"
        for relation in document.index.relations_from.get(claim.id, ())
        if isinstance(part := document.get(relation.object), Source)
    )
    return sources or no_source()


def _verdicts(claim: Claim, claims: NumberedClaims, document: Document) -> Text:
    """Return the current verdicts on a claim; a question mark means proposed."""
    verdicts = dict.fromkeys(
        painted_verdict(a, a.verdict + ("" if a.status == "accepted" else "?"))
        for a in document.index.assessments_of.get(claim.id, ())
        if a.status != "rejected" and a.id not in claims.replaced
    )
    return text(
        *(piece for n, verdict in enumerate(verdicts) for piece in (", " if n else "", verdict))
    )
