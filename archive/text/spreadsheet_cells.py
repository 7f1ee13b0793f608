"""Escapes cells that a spreadsheet would compute as formulas, so that they remain text."""

from __future__ import annotations

import re

_LIKE_A_FORMULA = re.compile(r"[\"'\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
"""Matches a cell that a spreadsheet would compute, or that looks as if it was escaped.

Spreadsheet programs skip blanks and quotation marks, and treat full-width signs as the usual ones
(OWASP, CSV Injection).
"""


def escape_formula(cell: str) -> str:
    """Return a cell as text that no spreadsheet interprets as a formula.

    >>> escape_formula("=1+1"), escape_formula("'tis so"), unescape_formula(escape_formula("'=x"))
    ("'=1+1", "'tis so", "'=x")
    """
    return f"'{cell}" if _LIKE_A_FORMULA.match(cell) else cell


def unescape_formula(cell: str) -> str:
    """Undo `escape_formula`."""
    is_escaped = cell.startswith("'") and _LIKE_A_FORMULA.match(cell, 1)
    return cell[1:] if is_escaped else cell
