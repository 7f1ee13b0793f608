"""Dates: printed in several languages, counted from the writing, and words that are no dates."""

from __future__ import annotations

import archive
from archive.text.printed_dates.names import MONTHS, month_number
from tests.proposals.articles import article, dates, proposed
from tests.tools.cases import each_case

PRINTED = [
    ("It was on March 3, 2015.", "March 3, 2015", "2015-03-03"),
    ("It was on 3 March 2015.", "3 March 2015", "2015-03-03"),
    ("It was on Sept. 11, 2001.", "Sept. 11, 2001", "2001-09-11"),
    ("It was on 2015-03-03.", "2015-03-03", "2015-03-03"),
    ("From March 3-5, 2015.", "March 3-5, 2015", "2015-03-03/2015-03-05"),
    ("It was in March 2015.", "March 2015", "2015-03"),
    ("It was in 1961.", "1961", "1961"),
    ("Printed (London, 1625).", "1625", "1625"),
    ("It was in 44 BC.", "44 BC", "-0043"),
    ("It was in the summer of 2014.", "summer of 2014", "2014-22"),
    ("It was in late 2015.", "late 2015", "[2015-09..2015-12]"),
    ("It was in the 1980s.", "1980s", "198X"),
    ("It was in the 19th century.", "19th century", "1801/1900"),
    ("It was in the nineteenth century.", "nineteenth century", "1801/1900"),
    ("It was in the 5th century BC.", "5th century BC", "-0499/-0400"),
    ("It was between 1914 and 1918.", "between 1914 and 1918", "1914/1918"),
    ("The war of 1939-45 was long.", "1939-45", "1939/1945"),
    ("On 25/12/2015 it was.", "25/12/2015", "2015-12-25"),
]


@each_case(("text", "words", "edtf"), PRINTED)
def test_a_printed_date_needs_no_time_of_writing(text: str, words: str, edtf: str) -> None:
    assert dates(text, written=None) == {words: edtf}


RELATIVE = [
    ("It rained yesterday.", "yesterday", "2016-03-22"),
    ("It rains today.", "today", "2016-03-23"),
    ("It will rain tomorrow.", "tomorrow", "2016-03-24"),
    ("It rained last Tuesday.", "last Tuesday", "2016-03-22"),
    ("It rained on Friday.", "Friday", "2016-03-18"),
    ("It rained on Wednesday.", "Wednesday", "2016-03-23"),
    ("It will rain on Friday.", "Friday", "2016-03-25"),
    ("It rains next Tuesday.", "next Tuesday", "2016-03-29"),
    ("It rained last week.", "last week", "2016-03-14/2016-03-20"),
    ("It rained last month.", "last month", "2016-02"),
    ("It rained last year.", "last year", "2015"),
    ("It rains this year.", "this year", "2016"),
    ("It rained five years ago.", "five years ago", "2011"),
    ("It rained three months ago.", "three months ago", "2015-12"),
    ("It rained two weeks ago.", "two weeks ago", "2016-03-09~"),
    ("It rained three days ago.", "three days ago", "2016-03-20"),
    ("It rained three decades ago.", "three decades ago", "1986~"),
    ("It rained in the last five years.", "the last five years", "2011/2016"),
    ("It rained over the past decade.", "the past decade", "2006/2016"),
    ("It rained in January.", "January", "2016-01"),
    ("It rained in November.", "November", "2015-11"),
    ("It rained since early February.", "early February", "2016-02"),
    ("It will rain in May.", "May", "2016-05"),
    ("It rained on March 3.", "March 3", "2016-03-03"),
    ("It rained on October 28.", "October 28", "2015-10-28"),
    ("The vote of April 5 decides.", "April 5", "2016-04-05"),
    ("It rained in the '60s.", "'60s", "196X"),
]


@each_case(("text", "words", "edtf"), RELATIVE)
def test_a_relative_date_is_counted_from_the_writing(text: str, words: str, edtf: str) -> None:
    assert dates(text) == {words: edtf}
    assert dates(text, written=None) == {}


@each_case(
    "text",
    [
        "May said that it rained.",
        "They march in rows.",
        "Judge April Jones left.",
        "Section 2010 was amended.",
        "There were 1,000 people.",
        "See RFC 2119 for it.",
        "It hit in 2010 people.",
        "It cost 1961 dollars, of 2000 pounds.",
        "Call 2015-33-99 for it.",
        "On 30 February 2015x it was.",
        "USA TODAY wrote it.",
        "Seen on CBS This Morning then.",
        "The Sunday Times wrote it.",
        "https://example.org/2015/03/03/ship",
        "Version 2015.3.3.1 is out.",
        "The September 11 attacks changed it.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text) == {}


@each_case("text", ["Am 31. Februar 2016.", "On February 30, 2015.", "On 2015-02-30."])
def test_a_day_that_never_was_is_no_day(text: str) -> None:
    assert all("-30" not in date and "-31" not in date for date in dates(text).values())


@each_case(
    ("text", "language", "expected"),
    [
        ("Am 3. März 2016 regnete es.", "de", {"3. März 2016": "2016-03-03"}),
        ("Le 3 mars 2016 il a plu.", "fr", {"3 mars 2016": "2016-03-03"}),
        ("El 3 de marzo de 2016 llovió.", "es", {"3 de marzo de 2016": "2016-03-03"}),
        ("3 марта 2016 шёл дождь.", "ru", {"3 марта 2016": "2016-03-03"}),
        ("2016年3月3日に雨が降った。", "ja", {"2016年3月3日": "2016-03-03"}),
        ("2016년 3월 3일 비가 왔다.", "ko", {"2016년 3월 3일": "2016-03-03"}),
        ("Am 3.4.2016 regnete es.", "de", {"3.4.2016": "2016-04-03"}),
        ("Le 3/4/2016 il a plu.", "fr", {"3/4/2016": "2016-04-03"}),
        ("It rained on 3/4/2016.", "en-US", {"3/4/2016": "2016-03-04"}),
        ("It rained on 3/4/2016.", "en-GB", {"3/4/2016": "2016-04-03"}),
        ("Im Jahr 1961 regnete es gestern.", "de", {"1961": "1961"}),
    ],
)
def test_the_language_tells_how_dates_are_read(
    text: str, language: str, expected: dict[str, str]
) -> None:
    assert dates(text, language=language) == expected


def test_a_date_in_figures_that_can_be_two_is_reported() -> None:
    found = proposed(article("It rained on 3/4/2016."), "dates")
    assert not found.proposed
    (finding,) = found.findings
    assert finding.code == "date-ambiguous"
    assert "2016-04-03 or 2016-03-04" in finding.message


@each_case(
    ("written", "expected"),
    [
        ("2016-04~", {"This year": "2016", "January": "2016-01", "today": "2016-04"}),
        ("2016", {"This year": "2016", "January": "2016-01", "today": "2016"}),
        ("201X", {}),
        ("2015/2016", {}),
        ("../2016", {}),
        ("-0043", {}),
    ],
)
def test_only_what_is_known_of_the_writing_is_counted_from(
    written: str, expected: dict[str, str]
) -> None:
    text = "This year it rained in January, yesterday, and on Tuesday; and today."
    assert dates(text, written=written) == expected


@each_case(
    ("written", "told"),
    [
        (None, "does not state"),
        ("2016-03", "states only to the month"),
        ("2016", "states only to the year"),
    ],
)
def test_what_would_be_counted_from_a_day_that_nobody_knows_is_reported(
    written: str | None, told: str
) -> None:
    text = "It rained yesterday, and on Tuesday, and on March 3, 2015."
    (finding,) = proposed(article(text, written=written), "dates").findings
    assert finding.code == "date-not-counted"
    assert "2 dates such as “yesterday” in p-1" in finding.message
    assert told in finding.message
    assert not proposed(article(text), "dates").findings


def test_what_is_counted_rests_on_where_the_time_of_writing_is_printed() -> None:
    document = article("Printed on 23 March 2016.", "It rained yesterday.", written=None)
    dated = archive.model.StatedDate(
        date="2016-03-23", rests_on=(document.anchor("23 March 2016"),)
    )
    publication = archive.model.Publication(published=dated)
    document = document.update(
        metadata=document.metadata.model_copy(update={"publication": publication})
    )
    printed, counted = proposed(document, "dates").proposed
    assert isinstance(printed, archive.model.DateMention)
    assert isinstance(counted, archive.model.DateMention)
    assert (printed.basis, printed.rests_on) == ("printed", ())
    assert (counted.basis, counted.rests_on) == ("inferred", dated.rests_on)


def test_each_language_has_twelve_months() -> None:
    assert len(MONTHS.split()) % 12 == 0
    names = {"january": 1, "märz": 3, "août": 8, "diciembre": 12, "мая": 5, "sierpnia": 8}
    assert {name: month_number(name) for name in names} == names


def test_a_name_is_the_same_month_in_all_languages() -> None:
    for n, names in enumerate(MONTHS.split()):
        for name in names.split("/"):
            assert month_number(name) == n % 12 + 1
