"""Cells that a spreadsheet would compute, written so that they stay words."""

from __future__ import annotations

import re

_LIKE_A_FORMULA = re.compile(r"[\"'\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
"""The start of a cell that a spreadsheet would compute, or that looks as if it was escaped.

Programs pass over blanks and quotation marks, and take full-width signs for the usual ones (OWASP,
CSV Injection).
"""


def escape_formula(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> escape_formula("=1+1"), escape_formula("'tis so"), unescape_formula(escape_formula("'=x"))
    ("'=1+1", "'tis so", "'=x")
    """
    return f"'{cell}" if _LIKE_A_FORMULA.match(cell) else cell


def unescape_formula(cell: str) -> str:
    """Undo `escape_formula`."""
    is_escaped = cell.startswith("'") and _LIKE_A_FORMULA.match(cell, 1)
    return cell[1:] if is_escaped else cell
