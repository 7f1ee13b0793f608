"""The statements of rightsstatements.org."""

from __future__ import annotations

import re
from functools import cache

from archive.model.licences.licence import Licence, Openness
from archive.model.licences.name_folding import folded


def _statement(code: str, name: str, openness: Openness) -> Licence:
    return Licence(f"http://rightsstatements.org/vocab/{code}/1.0/", None, name, openness)


_ROWS: tuple[tuple[str, str, Openness], ...] = (
    ("InC", "In Copyright", "restricted"),
    ("InC-OW-EU", "In Copyright - EU Orphan Work", "restricted"),
    ("InC-EDU", "In Copyright - Educational Use Permitted", "restricted"),
    ("InC-NC", "In Copyright - Non-Commercial Use Permitted", "non-commercial"),
    (
        "InC-RUU",
        "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable",
        "restricted",
    ),
    ("NoC-CR", "No Copyright - Contractual Restrictions", "restricted"),
    ("NoC-NC", "No Copyright - Non-Commercial Use Only", "non-commercial"),
    ("NoC-OKLR", "No Copyright - Other Known Legal Restrictions", "restricted"),
    ("NoC-US", "No Copyright - United States", "unknown"),
    ("CNE", "Copyright Not Evaluated", "unknown"),
    ("UND", "Copyright Undetermined", "unknown"),
    ("NKC", "No Known Copyright", "unknown"),
)
"""NoC-US and NKC are "unknown": NoC-US is about one country, and NKC means that a search found
nothing. The work may still be protected."""
_STATEMENTS = {code.lower(): _statement(code, name, openness) for code, name, openness in _ROWS}


@cache
def _by_name() -> dict[str, Licence]:
    return {
        **{folded(statement.name): statement for statement in _STATEMENTS.values()},
        "all rights reserved": _STATEMENTS["inc"],
    }


def at_address(path: str) -> Licence | None:
    """Return the statement at an address on rightsstatements.org."""
    form = re.fullmatch(r"(?:vocab|page|data)/([a-z-]+)/1\.0", path)
    return _STATEMENTS.get(form[1]) if form else None


def named(name: str) -> Licence | None:
    """Return the statement with this folded name."""
    return _by_name().get(name)
