"""EDTF and the dates of CSL: what one cannot say of the other is kept in words."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from archive.bibliographies.csl_dates import date_of_edtf, edtf_of_date, is_edtf
from tests.strategies import edtf
from tests.tools.cases import each_case


@each_case(
    ("date", "csl"),
    [
        ("2016", {"date-parts": [[2016]]}),
        ("2016-03-20", {"date-parts": [[2016, 3, 20]]}),
        ("2016-03~", {"date-parts": [[2016, 3]], "circa": True}),
        ("2016?", {"date-parts": [[2016]], "circa": True}),
        ("2016-24", {"date-parts": [[2016]], "season": 4}),
        ("2015/2016-03", {"date-parts": [[2015], [2016, 3]]}),
        ("2016-03-20T09:30:00Z", {"date-parts": [[2016, 3, 20]]}),
        ("0000", {"date-parts": [[-1]]}),
        ("-0043-03-15", {"date-parts": [[-44, 3, 15]]}),
        ("Y170000002", {"date-parts": [[170000002]]}),
        *((text, {"literal": text}) for text in ("201X", "2016/..", "2016-34", "Y17E7")),
        *((text, {"literal": text}) for text in ("[2015,2016]", "2016-21/2016-23", "2016~-03")),
    ],
)
def test_a_date_of_csl_says_what_it_can(date: str, csl: dict[str, Any]) -> None:
    assert date_of_edtf(date) == csl


@given(edtf())
def test_a_date_comes_back_or_says_that_it_is_not_exact(date: str) -> None:
    csl = date_of_edtf(date)
    back = edtf_of_date(csl)
    assert back is not None
    assert is_edtf(back)
    assert back == date or "circa" in csl or "T" in date or date_of_edtf(back) == csl


@each_case(
    ("csl", "date"),
    [
        ({"date-parts": [["2016", "03", "20"]]}, "2016-03-20"),
        ({"date-parts": [[2016, 0, 0]]}, "2016"),
        ({"date-parts": [[2016.0, 3]]}, "2016-03"),
        ({"date-parts": [[2016, 21]]}, "2016-21"),
        ({"date-parts": [[2016, 13]]}, "2016-21"),
        ({"date-parts": [[2016]], "season": "2"}, "2016-22"),
        ({"date-parts": [[2016]], "circa": 1}, "2016~"),
        ({"date-parts": [[2016]], "circa": "false"}, "2016"),
        ({"raw": "2016/3/20"}, "2016-03-20"),
        ({"literal": "2016-03-20T11:12:13+0100"}, "2016-03-20"),
        ("2016-03/2017", "2016-03/2017"),
        (2016, "2016"),
        ({"raw": "spring 2016"}, None),
        ({"date-parts": [[2016, 2, 30]]}, None),
        ({"date-parts": [[2017], [2016]]}, None),
        ({"date-parts": [[0]]}, None),
        ({"date-parts": [[True]]}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": "2016"}, None),
        ({"date-parts": [[10**30]]}, None),
        ({"date-parts": [["9" * 5000]]}, None),
        ([], None),
        (None, None),
    ],
)
def test_dates_of_others_are_read_or_refused(csl: Any, date: str | None) -> None:
    assert edtf_of_date(csl) == date
