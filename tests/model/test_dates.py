"""EDTF against the calendar, against grammar-made expressions, and against another library."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

import edtf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from archive.model.dates import Bounds, Edtf, Instant, edtf_bounds, instant_order, w3c_date
from archive.relaxng.datatypes import Content
from archive.validation import schemas
from tests.tools.cases import each_case

EDTF = TypeAdapter(Edtf)
INSTANT = TypeAdapter(Instant)


def refusal(adapter: TypeAdapter[str], text: str) -> tuple[str, str]:
    """Return code and message of the one error."""
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(text)
    [problem] = caught.value.errors()
    return problem["type"], problem["msg"]


def refused_code(text: str) -> str | None:
    try:
        edtf_bounds.__wrapped__(text)
    except PydanticCustomError as error:
        return error.type
    return None


MARKS = st.sampled_from(["", "?", "~", "%"])
DAYS = st.dates()


@st.composite
def single_dates(draw: st.DrawFn) -> tuple[str, date]:
    """An EDTF date of any level, and one of the days that it can mean."""
    day = draw(DAYS)
    parts = [f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"][: draw(st.integers(1, 3))]
    masked = ["".join("X" if draw(st.booleans()) else digit for digit in part) for part in parts]
    return "-".join(f"{draw(MARKS)}{part}{draw(MARKS)}" for part in masked), day


@st.composite
def long_years(draw: st.DrawFn) -> tuple[str, int]:
    """A year with Y, an exponent or significant digits, and its value."""
    number = draw(st.integers(10_000, 10**12))
    exponent = draw(st.integers(1, 5))
    form, value = draw(
        st.sampled_from([(f"Y{number}", number), (f"Y{number}E{exponent}", number * 10**exponent)])
    )
    if draw(st.booleans()):
        form += f"S{draw(st.integers(1, len(str(value))))}"
    return (form.replace("Y", "Y-"), -value) if draw(st.booleans()) else (form, value)


def holds(bounds: Bounds, day: date) -> bool:
    return (bounds.earliest is None or bounds.earliest <= (day.year, day.month, day.day)) and (
        bounds.latest is None or (day.year, day.month, day.day) <= bounds.latest
    )


@pytest.mark.slow
def test_every_day_of_a_whole_calendar_cycle_is_a_date_and_no_other_day_is() -> None:
    day = date(1999, 12, 31)
    real = set()
    while day < date(2400, 1, 1):
        day += timedelta(days=1)
        real.add(day.isoformat())
    for year in range(2000, 2400):
        for month in range(1, 13):
            for number in (28, 29, 30, 31, 32):
                text = f"{year}-{month:02}-{number:02}"
                assert refused_code(text) == (None if text in real else "date-not-real")


@given(DAYS)
def test_a_day_bounds_itself(day: date) -> None:
    exact = (day.year, day.month, day.day)
    assert edtf_bounds(day.isoformat()) == (exact, exact)


@given(single_dates())
@example(("X0X0-02-29", date(2000, 2, 29)))
def test_a_date_of_any_level_is_kept_as_written_and_its_bounds_hold_what_it_can_mean(
    drawn: tuple[str, date],
) -> None:
    text, day = drawn
    assert EDTF.validate_python(text) == text
    assert holds(edtf_bounds(text), day)


@pytest.mark.slow
@given(
    st.text("0123X", min_size=4, max_size=4).filter(lambda year: year.count("X") < 3),
    st.text("01X2", min_size=2, max_size=2),
    st.text("0123X9", min_size=2, max_size=2),
)
@example("19X1", "02", "29")
@example("XXX0", "0X", "3X")
@example("X1XX", "02", "X9")
def test_masked_digits_mean_exactly_the_days_that_fit_them(year: str, month: str, day: str) -> None:
    pattern = f"{year}-{month}-{day}"
    if month.isdigit() and int(month) > 20:
        return

    def fits(text: str) -> bool:
        return all(a in ("X", b) for a, b in zip(pattern, text, strict=True))

    fitting = [
        (number, m, d)
        for number in range(10_000)
        if all(a in ("X", b) for a, b in zip(year, f"{number:04}", strict=True))
        for m in range(1, 13)
        if fits(f"{number:04}-{m:02}-{day.replace('X', '0')}")
        for d in range(1, month_days(number, m) + 1)
        if fits(f"{number:04}-{m:02}-{d:02}")
    ]
    if fitting:
        assert edtf_bounds(pattern) == (min(fitting), max(fitting))
    else:
        assert refusal(EDTF, pattern)[0] == "date-not-real"


def month_days(year: int, month: int) -> int:
    same = 2000 + year % 400
    return (date(same + month // 12, month % 12 + 1, 1) - date(same, month, 1)).days


@given(long_years())
def test_a_long_year_is_a_date_whose_bounds_hold_it(drawn: tuple[str, int]) -> None:
    text, value = drawn
    bounds = edtf_bounds(text)
    assert bounds.earliest is not None
    assert bounds.latest is not None
    assert bounds.earliest <= (value, 1, 1) <= bounds.latest


@given(single_dates(), single_dates())
def test_an_interval_of_two_dates_in_order_runs_from_the_first_to_the_last(
    one: tuple[str, date], other: tuple[str, date]
) -> None:
    (first, _), (last, _) = sorted((one, other), key=lambda drawn: drawn[1])
    assert edtf_bounds(f"{first}/{last}") == (
        edtf_bounds(first).earliest,
        edtf_bounds(last).latest,
    )


@given(DAYS, DAYS)
def test_an_interval_whose_end_lies_before_its_start_is_refused(one: date, other: date) -> None:
    if one != other:
        text = f"{max(one, other)}/{min(one, other)}"
        assert refusal(EDTF, text)[0] == "interval-reversed"


@given(st.lists(single_dates(), min_size=1, max_size=6), st.sampled_from(["[]", "{}"]))
def test_a_set_holds_every_member(members: list[tuple[str, date]], brackets: str) -> None:
    text = brackets[0] + ",".join(member for member, _ in members) + brackets[1]
    bounds = edtf_bounds(text)
    assert all(holds(bounds, day) for _, day in members)
    assert bounds.earliest == min(
        edtf_bounds(member).earliest or (0, 0, 0) for member, _ in members
    )


@given(st.text(max_size=20) | st.text("0123456789X-/~?%[]{}.,YESTZ:+u ", max_size=20))
@example("Y" + "9" * 5000)
@example("Y1E" + "9" * 5000)
@example("unkn" * 2000 + "own" * 2000)
@example("-0000S1")
def test_any_text_is_a_date_or_refused_with_a_known_code(text: str) -> None:
    code = refused_code(text)
    assert code in (None, "date-not-edtf", "date-not-real", "interval-reversed")
    if code is None:
        bounds = edtf_bounds(text)
        assert bounds.earliest or bounds.latest
        assert w3c_date(text) in (text, None)


VALID: dict[str, tuple[object, object]] = {
    # Level 0
    "1985-04-12": ((1985, 4, 12), (1985, 4, 12)),
    "1985-04": ((1985, 4, 1), (1985, 4, 30)),
    "1985": ((1985, 1, 1), (1985, 12, 31)),
    "0000-02-29": ((0, 2, 29), (0, 2, 29)),
    "1985-04-12T23:20:30": ((1985, 4, 12), (1985, 4, 12)),
    "1985-04-12T23:20:30Z": ((1985, 4, 12), (1985, 4, 12)),
    "1985-04-12T23:20:30-04": ((1985, 4, 12), (1985, 4, 12)),
    "1985-04-12T23:20:30+04:30": ((1985, 4, 12), (1985, 4, 12)),
    "1964/2008": ((1964, 1, 1), (2008, 12, 31)),
    "2004-06/2006-08": ((2004, 6, 1), (2006, 8, 31)),
    "2004-02-01/2005": ((2004, 2, 1), (2005, 12, 31)),
    "2005/2006-02": ((2005, 1, 1), (2006, 2, 28)),
    "2004-06-11/2004-06": ((2004, 6, 11), (2004, 6, 30)),
    "2004-06-11/2004-06-11": ((2004, 6, 11), (2004, 6, 11)),
    # Level 1
    "Y170000002": ((170000002, 1, 1), (170000002, 12, 31)),
    "Y-170000002": ((-170000002, 1, 1), (-170000002, 12, 31)),
    "2001-21": ((2001, 3, 1), (2001, 5, 31)),
    "2001-22": ((2001, 6, 1), (2001, 8, 31)),
    "2001-23": ((2001, 9, 1), (2001, 11, 30)),
    "2003-24": ((2003, 12, 1), (2004, 2, 29)),
    "1984?": ((1984, 1, 1), (1984, 12, 31)),
    "2004-06~": ((2004, 6, 1), (2004, 6, 30)),
    "2004-06-11%": ((2004, 6, 11), (2004, 6, 11)),
    "2001-21~": ((2001, 3, 1), (2001, 5, 31)),
    "201X": ((2010, 1, 1), (2019, 12, 31)),
    "20XX": ((2000, 1, 1), (2099, 12, 31)),
    "201X~": ((2010, 1, 1), (2019, 12, 31)),
    "2004-XX": ((2004, 1, 1), (2004, 12, 31)),
    "1985-04-XX": ((1985, 4, 1), (1985, 4, 30)),
    "1985-XX-XX": ((1985, 1, 1), (1985, 12, 31)),
    "1985-04-12/..": ((1985, 4, 12), None),
    "1985-04/..": ((1985, 4, 1), None),
    "1985/": ((1985, 1, 1), None),
    "../1985-04-12": (None, (1985, 4, 12)),
    "/1985": (None, (1985, 12, 31)),
    "1984~/2004-06": ((1984, 1, 1), (2004, 6, 30)),
    "1984-06-02?/2004-08-08~": ((1984, 6, 2), (2004, 8, 8)),
    "-1985": ((-1985, 1, 1), (-1985, 12, 31)),
    "-0001-12": ((-1, 12, 1), (-1, 12, 31)),
    # Level 2
    "Y-17E7": ((-170000000, 1, 1), (-170000000, 12, 31)),
    "Y1E4": ((10000, 1, 1), (10000, 12, 31)),
    "1950S2": ((1900, 1, 1), (1999, 12, 31)),
    "-1950S2": ((-1999, 1, 1), (-1900, 12, 31)),
    "1950S4?": ((1950, 1, 1), (1950, 12, 31)),
    "Y171010000S3": ((171000000, 1, 1), (171999999, 12, 31)),
    "Y3388E2S3": ((338000, 1, 1), (338999, 12, 31)),
    "2001-29": ((2001, 9, 1), (2001, 11, 30)),
    "2001-30": ((2001, 12, 1), (2002, 2, 28)),
    "2001-34": ((2001, 4, 1), (2001, 6, 30)),
    "2001-36": ((2001, 10, 1), (2001, 12, 31)),
    "2001-38": ((2001, 5, 1), (2001, 8, 31)),
    "2001-40": ((2001, 1, 1), (2001, 6, 30)),
    "2001-41": ((2001, 7, 1), (2001, 12, 31)),
    "[1667,1668,1670..1672]": ((1667, 1, 1), (1672, 12, 31)),
    "[..1760-12-03]": (None, (1760, 12, 3)),
    "[1760-12..]": ((1760, 12, 1), None),
    "[1760-01,1760-02,1760-12..]": ((1760, 1, 1), None),
    "[1667,1760-12]": ((1667, 1, 1), (1760, 12, 31)),
    "{1667,1668,1670..1672}": ((1667, 1, 1), (1672, 12, 31)),
    "{1960,1961-12}": ((1960, 1, 1), (1961, 12, 31)),
    "{..1984}": (None, (1984, 12, 31)),
    "{..1984,1990}": (None, (1990, 12, 31)),
    "{1980,1984..}": ((1980, 1, 1), None),
    "{1960~,1961-12?}": ((1960, 1, 1), (1961, 12, 31)),
    "2004-06-11~": ((2004, 6, 11), (2004, 6, 11)),
    "2004-06~-11": ((2004, 6, 11), (2004, 6, 11)),
    "2004?-06-11": ((2004, 6, 11), (2004, 6, 11)),
    "?2004-06-~11": ((2004, 6, 11), (2004, 6, 11)),
    "2004-%06-11": ((2004, 6, 11), (2004, 6, 11)),
    "156X-12-25": ((1560, 12, 25), (1569, 12, 25)),
    "15XX-12-25": ((1500, 12, 25), (1599, 12, 25)),
    "XXXX-12-XX": ((0, 12, 1), (9999, 12, 31)),
    "1XXX-XX": ((1000, 1, 1), (1999, 12, 31)),
    "1XXX-12": ((1000, 12, 1), (1999, 12, 31)),
    "1984-1X": ((1984, 10, 1), (1984, 12, 31)),
    "201X-21": ((2010, 3, 1), (2019, 5, 31)),
    "20XX-02-29": ((2000, 2, 29), (2096, 2, 29)),
    "-15XX-02-29": ((-1596, 2, 29), (-1504, 2, 29)),
    "-000X": ((-9, 1, 1), (-1, 12, 31)),
    "2004-06-~01/2004-06-~20": ((2004, 6, 1), (2004, 6, 20)),
    "2004-06-XX/2004-07-03": ((2004, 6, 1), (2004, 7, 3)),
}


@cache
def in_tei() -> Content:
    """What archive.rng says of the form of a date."""
    schema = etree.fromstring(schemas.read("archive.rng"))
    defines = {define.get("name"): define for define in schema.iter("{*}define")}
    return Content(defines["edtf"][0], defines)


@given(single_dates().map(lambda drawn: drawn[0]) | long_years().map(lambda drawn: drawn[0]))
def test_a_date_that_is_drawn_may_stand_in_tei(text: str) -> None:
    assert in_tei().allows(text)


@each_case("text", VALID)
def test_each_form_of_date_may_stand_in_tei(text: str) -> None:
    """A new form is added to archive.rnc, too."""
    assert in_tei().allows(text)


CHARACTERS = f"0X{string.ascii_uppercase}{string.punctuation}"
"""Of which forms of dates are made: a digit, what stands for one, letters, signs."""


@pytest.mark.slow
def test_whatever_is_one_character_from_a_date_and_is_one_may_stand_in_tei() -> None:
    """Forms that nobody has listed above: archive.rnc does not lag behind."""
    found = {
        changed
        for text in VALID
        for at in range(len(text) + 1)
        for character in CHARACTERS
        for changed in (
            text[:at] + character + text[at:],
            text[:at] + character + text[at + 1 :],
            text[:at] + text[at + 1 :],
        )
        if refused_code(changed) is None
    }
    assert len(found) > 1_000
    assert [text for text in sorted(found) if not in_tei().allows(text)] == []


@each_case("text", VALID)
def test_a_date_is_kept_and_has_these_bounds(text: str) -> None:
    assert EDTF.validate_python(text) == text
    assert edtf_bounds(text) == VALID[text]


NOT_REAL = {
    "2001-02-29": "February 2001 has 28 days",
    "1900-02-29": "February 1900 has 28 days",
    "-1985-02-29": "February -1985 has 28 days",
    "2016-02-3X": "February 2016 has 29 days",
    "2016-04-31": "April has 30 days",
    "201X-04-31": "April has 30 days",
    "2016-03-32": "March has 31 days",
    "2016-03-00": "a month starts on day 01",
    "2001-13": "13 is neither a month (01 to 12) nor a part of the year (21 to 41)",
    "2016-00": "00 is neither a month (01 to 12) nor a part of the year (21 to 41)",
    "2016-42": "42 is neither a month (01 to 12) nor a part of the year (21 to 41)",
    "2016-2X": "2X is neither a month (01 to 12) nor a part of the year (21 to 41)",
    "2016-13-01": "13 is neither a month (01 to 12) nor a part of the year (21 to 41)",
    "19X1-02-29": "no month 19X1-02 has a day 29",
    "2016-1X-32": "no month 2016-1X has a day 32",
    "2016-03-20T24:00:00Z": "a day runs from 00:00:00 to 23:59:59",
    "2016-03-20T10:60:00Z": "a day runs from 00:00:00 to 23:59:59",
    "2016-03-20T10:59:60Z": "a day runs from 00:00:00 to 23:59:59",
    "2016-03-20T10:00:00+14:01": "a time zone is at most 14:00 away from UTC",
    "2016-03-20T10:00:00+10:60": "a time zone is at most 14:00 away from UTC",
    "2016-03-20T10:00:00-15": "a time zone is at most 14:00 away from UTC",
}


@each_case("text", NOT_REAL)
def test_a_day_that_never_was_is_refused_with_its_bound(text: str) -> None:
    assert refusal(EDTF, text) == (
        "date-not-real",
        f'"{text}" is not a real date: {NOT_REAL[text]}',
    )


def test_a_message_about_an_interval_or_set_quotes_the_part_that_is_wrong() -> None:
    message = '"2001-02-29" is not a real date: February 2001 has 28 days'
    assert refusal(EDTF, "2001/2001-02-29") == ("date-not-real", message)
    assert refusal(EDTF, "[2000,2001-02-29..]") == ("date-not-real", message)


OLD_FORMS = {
    "156u": "156X",
    "uuuu-12-uu": "XXXX-12-XX",
    "156x": "156X",
    "unknown/1985": "/1985",
    "1985/unknown": "1985/",
    "1985/open": "1985/..",
    "y170000002": "Y170000002",
    "y-17e7": "Y-17E7",
    "y17101e4p3": "Y17101E4S3",
    "1984?~": "1984%",
    "1984~?": "1984%",
    "[1667, 1668, 1670..1672]": "[1667,1668,1670..1672]",
    "2003–2009": "2003/2009",
    "2016-3-5": "2016-03-05",
}


@each_case("text", OLD_FORMS)
def test_a_form_of_the_old_draft_is_refused_with_the_modern_one(text: str) -> None:
    assert refusal(EDTF, text) == (
        "date-not-edtf",
        f'"{text}" is not an EDTF date: write {OLD_FORMS[text]}',
    )
    edtf_bounds(OLD_FORMS[text])


NOT_EDTF = {
    "": "write a year (2016)",
    "March 2016": "write a year (2016)",
    "20160320": "write a year (2016)",
    "2016-03-20\n": "write a year (2016)",
    "١٩٨٥": "write a year (2016)",
    "85": "write a year (2016)",
    "-0000": "write a year (2016)",
    "1985/1986/1987": "write a year (2016)",
    "1985??": "write a year (2016)",
    "2016-03-20/2016-03-21T10:00:00Z": "write a year (2016)",
    "[]": "write a year (2016)",
    "[1985": "write a year (2016)",
    "[1985}": "write a year (2016)",
    "[[1985]]": "write a year (2016)",
    "Y01985": "write a year (2016)",
    "1950S0": "write a year (2016)",
    "Y1985": "Y is for years of more than four digits",
    "Y17E2": "Y is for years of more than four digits",
    "Y1E18": "a year has 18 digits at most",
    "Y1234567890123456789": "a year has 18 digits at most",
    "1950S5": "1950 has 4 significant digits at most",
    "2001-21-05": "21 is a season or similar part of the year, which has no days",
    "/": "an interval needs a date at one end at least",
    "../..": "an interval needs a date at one end at least",
    "[..]": "only the first member of a set may have no start, and only the last one no end",
    "[1667,..1984]": "only the first member of a set may have no start, and only the last one no end",
    "[1667..,1984]": "only the first member of a set may have no start, and only the last one no end",
    "2016-03-20T10:10Z": "write a time of day after a whole date, to the second",
    "1985-04-12T23:20:30Z/1986": "write a time of day after a whole date, to the second",
    "2016-03-20T10:10:10.5Z": "EDTF has no fractions of a second",
}


@each_case("text", NOT_EDTF)
def test_what_is_not_edtf_is_refused_with_what_to_write(text: str) -> None:
    code, message = refusal(EDTF, text)
    assert code == "date-not-edtf"
    assert f" is not an EDTF date: {NOT_EDTF[text]}" in message


@each_case(
    ("text", "start", "end"),
    [
        ("2005/2004-XX", "2005-01-01", "2004-12-31"),
        ("2004-06-12/2004-06-11", "2004-06-12", "2004-06-11"),
        ("0050/-0050", "0050-01-01", "-050-12-31"),
    ],
)
def test_a_reversed_interval_is_refused_with_its_two_ends(text: str, start: str, end: str) -> None:
    message = (
        f'"{text}" ends before it starts: the start is {start} or later, '
        f"the end is {end} or earlier; swap the two dates"
    )
    assert refusal(EDTF, text) == ("interval-reversed", message)


def test_a_reversed_range_in_a_set_is_refused() -> None:
    assert refusal(EDTF, "[1990,2005..2004]")[0] == "interval-reversed"


ONLY_WE_ACCEPT = {
    "2001-21~",
    "201X-21",
    "1984-1X",  # an example of the specification itself
    "-15XX-02-29",
}
ONLY_THE_OTHER_ACCEPTS = {
    # Days that never were.
    "2001-02-29",
    "1900-02-29",
    "-1985-02-29",
    "2016-02-3X",
    "201X-04-31",
    "19X1-02-29",
    "2016-03-20T24:00:00Z",
    # Spaces, which the draft allowed.
    "[1667, 1668, 1670..1672]",
    "2016-03-20\n",
    # Years of more digits than anybody needs, or of fewer than Y is for.
    "1950S0",
    "1950S5",
    "Y17E2",
    "Y1E18",
    "Y1234567890123456789",
    # An interval that says nothing.
    "../..",
}


def other_library_accepts(text: str) -> bool:
    try:
        edtf.parse_edtf(text)
    except Exception:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("text", [*VALID, *NOT_REAL, *OLD_FORMS, *NOT_EDTF])
def test_another_library_agrees_save_where_listed(text: str) -> None:
    expected = (text in VALID or text in ONLY_THE_OTHER_ACCEPTS) and text not in ONLY_WE_ACCEPT
    assert other_library_accepts(text) == expected


def w3c_cases() -> dict[str, bool]:
    yes = (
        "2016 2016-03 2016-03-20 0001 9999-12-31 2016-03-20T10:00:00 2016-03-20T10:00:00Z "
        "2016-03-20T10:00:00+14:00 2016-03-20T10:00:00-05:30"
    )
    no = (
        "0000 -0001 2016~ 201X 2016-21 2016/2017 [2016] Y20160 2016-03-20T10:00:00+05 "
        "0000-01-01T00:00:00Z 1950S2 2016-03-20?"
    )
    return {**dict.fromkeys(yes.split(), True), **dict.fromkeys(no.split(), False)}


@each_case(("text", "holds"), w3c_cases().items())
def test_w3c_date_is_the_date_that_xml_schema_can_hold(text: str, holds: bool) -> None:
    assert w3c_date(text) == (text if holds else None)


def test_w3c_date_refuses_what_is_no_date() -> None:
    with pytest.raises(PydanticCustomError):
        w3c_date("2001-02-29")


@given(
    st.datetimes(),
    st.integers(-14 * 60, 14 * 60),
    st.sampled_from(["", ".5", ".123456", ".1234567891"]),
)
def test_an_instant_is_kept_and_sorts_by_when_it_was(
    moment: datetime, offset: int, fraction: str
) -> None:
    zone = f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
    moment = moment.replace(microsecond=0)
    text = f"{moment.isoformat()}{fraction}{zone}"
    assert INSTANT.validate_python(text) == text
    expected = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    expected += timedelta(microseconds=int(f"{fraction[1:]:0<6}"[:6]))
    assert instant_order(text) == expected


def test_instants_of_different_zones_are_comparable_at_the_ends_of_the_calendar() -> None:
    first, last = "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"
    assert instant_order(first) < datetime(1, 1, 1, tzinfo=UTC) < instant_order(last)


INSTANT_REFUSALS = {
    "2016-03-20": "write date, time and time zone",
    "2016-03-20T10:00:00": "write date, time and time zone",
    "2016-03-20T10:00:00+05": "write date, time and time zone",
    "2016-03-20T10:00:00z": "write date, time and time zone",
    "2016-03-20 10:00:00Z": "write date, time and time zone",
    "2016-03-20T10:00Z": "write date, time and time zone",
    "2016-03-20T10:00:00,5Z": "write date, time and time zone",
    "2016-03-20T10:00:00.Z": "write date, time and time zone",
    "2016-03-20T10:00:00Z\n": "write date, time and time zone",
    "12016-03-20T10:00:00Z": "write date, time and time zone",
    "-2016-03-20T10:00:00Z": "write date, time and time zone",
    "0000-03-20T10:00:00Z": "the years of an instant are 0001 to 9999",
    "2015-02-29T10:00:00Z": "February 2015 has 28 days",
    "2015-21-01T10:00:00Z": "21 is a season or similar part of the year",
    "2015-02-20T24:00:00Z": "a day runs from 00:00:00 to 23:59:59",
    "2015-02-20T10:00:60Z": "a day runs from 00:00:00 to 23:59:59",
    "2015-02-20T10:00:00+14:01": "a time zone is at most 14:00 away from UTC",
}


@each_case("text", INSTANT_REFUSALS)
def test_what_is_no_instant_is_refused_with_the_reason(text: str) -> None:
    code, message = refusal(INSTANT, text)
    assert code == "instant-not-valid"
    assert message.startswith(f'"{text}" is not an instant: ')
    assert INSTANT_REFUSALS[text] in message


def test_editors_are_told_what_a_date_is_by_examples_that_are_dates() -> None:
    for adapter in (EDTF, INSTANT):
        schema = adapter.json_schema()
        assert schema["type"] == "string"
        assert schema["description"]
        assert all(adapter.validate_python(text) for text in schema["examples"])
