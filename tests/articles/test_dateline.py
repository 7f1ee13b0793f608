"""Bylines and datelines are told from headings."""

from __future__ import annotations

from archive.articles.dateline import authors_in, is_byline_or_dateline
from archive.text.printed_dates.forms import dates_in
from tests.tools.cases import each_case

DATES = """
March 3, 2016
3 March 2016
Mar. 3, 2016
March 3rd, 2016
March 3
March 2016
2016-03-03
2016-03-03T09:30:00Z
03.03.2016
3/3/16
Thursday, March 3, 2016
Thu, 3 Mar 2016 10:30:00 GMT
March 3, 2016 at 10:30 am
Published: March 3, 2016
Posted on March 3, 2016 | Updated March 4, 2016
Last Update Posted : November 21, 2018
By Jane Doe | March 3, 2016
March 3, 2016 · By Jane Doe and Jörg van der Berg
March 3, 2016 · 5 min read
3. März 2016
Donnerstag, 3. März 2016, 10:30 Uhr
Veröffentlicht am 3. März 2016
Von Jana Muster | 3. März 2016
Stand: 03.03.2016
1er mars 2016
Publié le 3 mars 2016 à 10h30
3 de marzo de 2016
3 de março de 2016
giovedì 3 marzo 2016
3 maart 2016
den 3 mars 2016
3. marts 2016
3. maaliskuuta 2016
3 marca 2016
3. března 2016
3 марта 2016 г.
3 березня 2016 р.
3 Mart 2016
Πέμπτη 3 Μαρτίου 2016
2016年3月3日
2016年3月3日木曜日
2016년 3월 3일 목요일
"""
HEADINGS = """
The attack of March 3, 2016
What happened on 3 March 2016
March on Washington
Mars and Venus
May
May Day
The summer of 2016
In 2016
1.5 per cent
Version 1.5.2016b
3 Marches
Section 3
By the numbers
By land and sea
Von Krieg und Frieden
Text
Date
"""


@each_case("line", DATES.strip().split("\n"))
def test_a_date_line_is_known(line: str) -> None:
    assert is_byline_or_dateline(line)
    assert is_byline_or_dateline(f"  {line}\r")


@each_case("line", HEADINGS.strip().split("\n"))
def test_a_heading_is_none(line: str) -> None:
    assert not is_byline_or_dateline(line)
    assert not is_byline_or_dateline(line, after_title=True)
    assert not is_byline_or_dateline(line, before_title=True)


@each_case(
    ("line", "before", "after"),
    [
        ("By Jane Doe", True, True),
        ("By Jane Doe and John Roe", True, True),
        ("BY JANE DOE", True, True),
        ("Par Jean de la Tour", True, True),
        ("Author: Jane Doe", True, True),
        ("By Reuters", False, True),
        ("By Land and Sea", False, False),
        ("LONDON, 3 March 2016", False, True),
        ("Jane Doe – 3 March 2016", False, True),
        ("March 3", False, True),
        ("September 11", False, True),
    ],
)
def test_what_may_be_a_title_has_to_say_so_beyond_doubt(
    line: str, before: bool, after: bool
) -> None:
    assert is_byline_or_dateline(line, before_title=True) is before
    assert is_byline_or_dateline(line, after_title=True) is after


def test_names_alone_are_no_byline_in_the_middle_of_a_text() -> None:
    assert not is_byline_or_dateline("By Jane Doe")
    assert not is_byline_or_dateline("LONDON, 3 March 2016")


def test_a_long_line_is_a_sentence_and_none_of_these() -> None:
    assert is_byline_or_dateline("March 3, 2016, " * 10)
    assert not is_byline_or_dateline("March 3, 2016, " * 11)


@each_case(
    ("line", "dates"),
    [
        ("Posted on Thursday, March 3, 2016 at 10:30 am", ["2016-03-03"]),
        ("March 3, 2016, updated 4 March 2016", ["2016-03-03", "2016-03-04"]),
        (
            "3. März 2016; 1er mai 2016; 3 de marzo de 2016",
            ["2016-03-03", "2016-05-01", "2016-03-03"],
        ),
        ("Mar. 3, 2016; Sept. 5, 2016; 3 mrt 2016", ["2016-03-03", "2016-09-05", "2016-03-03"]),
        ("März 2016, septiembre de 2016", ["2016-03", "2016-09"]),
        ("2016年3月20日 2016-03-03T09:30:00Z 2016/3/3", ["2016-03-20", "2016-03-03", "2016-03-03"]),
        ("12 grudnia 2016, 12 listopadu 2016", ["2016-12-12", "2016-11-12"]),
        (
            "03.04.2016, 13/4/2016, 4/13/2016, 4/4/2016",
            ["2016-04-03", *["2016-04-13"] * 2, "2016-04-04"],
        ),
        ("03/04/2016, March 3, 3/3/16, in 2016", []),
    ],
)
def test_dates_are_read_where_they_can_mean_one_day(line: str, dates: list[str]) -> None:
    assert list(dates_in(line)) == dates


@each_case(
    ("line", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("by Breno Ferreira on 2020-03-05", "Breno Ferreira"),
        ("Von Anna Müller und Bernd Schmidt, 3. März 2016", "Anna Müller und Bernd Schmidt"),
        ("By Jane Doe in Rotterdam and John Smith in Antwerp", "Jane Doe and John Smith"),
        ("By land and sea", None),
        ("By Jane Doe who was there", None),
        ("Jane Doe", None),
    ],
)
def test_authors_are_read_from_a_line_that_says_by_whom(line: str, names: str | None) -> None:
    assert authors_in(line) == names


def test_a_byline_needs_no_by() -> None:
    assert authors_in("Jane Doe · 5 min read", is_byline=True) == "Jane Doe"
    assert authors_in("written at home", is_byline=True) is None
