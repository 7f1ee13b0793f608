"""A cell stays words in a spreadsheet, and can be had back."""

from __future__ import annotations

import pytest

from archive.text.spreadsheet_cells import escape_formula, unescape_formula


@pytest.mark.parametrize(
    "text", ["=1+1", "-1", "+1", "@a", "\tx", "'=1", "''-", "'tis", "plain", "'", ""]
)
def test_a_cell_is_no_formula_in_a_spreadsheet_and_is_read_back_equal(text: str) -> None:
    cell = escape_formula(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unescape_formula(cell) == text
