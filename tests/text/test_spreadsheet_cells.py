"""A cell stays words in a spreadsheet, and can be had back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.text.spreadsheet_cells import escape_formula, unescape_formula
from tests.tools.cases import each_case

FORMULAS = (
    *("=1+1", "-1", "+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", '"=1', "'=1", "''-1", "' \"=1"),
    *("\uff1d1", "\uff0b1", "\uff0d1", "\uff20a"),
)  # fmt: skip


@each_case("text", FORMULAS)
def test_what_a_spreadsheet_could_compute_begins_with_an_apostrophe(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@each_case("text", ["", "'", "'tis", "a=1", "1-2", "“=1”", "\u2013 a", "(=1)"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert escape_formula(text) == text


@given(st.text("'\"=+-@\t\r\n a1\uff1d", max_size=6))
def test_every_cell_is_read_back_equal(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text
