"""Cells that a spreadsheet would compute, written so that they stay words."""

from __future__ import annotations

import re

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""The start of a cell that a spreadsheet would compute, or that looks as if it was escaped."""
_ESCAPED_FORMULA = re.compile(r"'+[=+\-@\t\r]")


def escape_formula(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> escape_formula("=1+1"), escape_formula("'tis so"), unescape_formula(escape_formula("'=x"))
    ("'=1+1", "'tis so", "'=x")
    """
    return f"'{cell}" if _LIKE_A_FORMULA.match(cell) else cell


def unescape_formula(cell: str) -> str:
    """Undo `escape_formula`."""
    return cell[1:] if _ESCAPED_FORMULA.match(cell) else cell
