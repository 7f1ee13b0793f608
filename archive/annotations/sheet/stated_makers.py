"""Removes the status, makers and times that a sheet states, unless the caller trusts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.annotations.sheet.cell_values import closed_word
from archive.annotations.sheet.columns import AGENT_TYPES, BY_NAME
from archive.annotations.sheet.grid import Grid, Row
from archive.formats.caller import Kind, UntrustedClaims, makers_of
from archive.model.claims import PLAIN_FIELDS
from archive.model.document import Document
from archive.model.revisions import Revision

_KINDS: Mapping[str, Kind] = {"status": "status", "by": "maker", "at": "time"}
"""The columns about the making of statements, and the word for what each states."""
_OF_CLAIM = ("words", *PLAIN_FIELDS)
_ABOUT_CLAIM = ("relation", "verdict")


def leave_out_makers(grid: Grid, onto: Document, claims: UntrustedClaims) -> None:
    """Remove what a sheet states about its own makers, unless the caller trusts it.

    A value that is the same in the record is removed without a finding. So a sheet that `archive
    sheet` wrote gives no findings.
    """
    if not claims.caller.trust:
        grid.rows = [row for one in grid.rows if (row := _without_makers(one, onto, claims))]


def _without_makers(row: Row, onto: Document, claims: UntrustedClaims) -> Row | None:
    """Return a row without status, maker and time; `None` for a new agent or revision."""
    type, id = closed_word(row.get("type"), BY_NAME["type"]), row.get("id").strip()
    if type in (*AGENT_TYPES, "revision") and id not in onto.index.by_id:
        kind: Kind = "revision" if type == "revision" else "agent"
        claims.add(kind, row.get("name") or row.get("description") or id, row.at())
        return None
    stated = [name for name in _KINDS if row.has(name)]
    if not stated:
        return row
    for name in stated:
        if not _is_in_record(row, name, id, onto):
            sample = row.get(name) or row.unread[name][0].message
            claims.add(_KINDS[name], sample, row.at(name))
    cells = {name: cell for name, cell in row.cells.items() if name not in _KINDS}
    unread = {name: found for name, found in row.unread.items() if name not in _KINDS}
    return replace(row, cells=cells, unread=unread) if cells or unread else None


def _is_in_record(row: Row, name: str, id: str, onto: Document) -> bool:
    """Whether a row's status, maker or time is that of the record's part with the row's id."""
    part, cell = onto.index.by_id.get(id), " ".join(row.get(name).split())
    others = _OF_CLAIM if row.has("claim") else _ABOUT_CLAIM
    if part is None or any(map(row.has, others)):
        return False  # the cell also applies to another statement of the row
    if name == "status":
        return bool(getattr(part, "status", None) == cell.lower())
    revision = part.id if isinstance(part, Revision) else getattr(part, "revision", None)
    makers, at = makers_of(onto, revision)
    return cell == at if name == "at" else cell in makers
