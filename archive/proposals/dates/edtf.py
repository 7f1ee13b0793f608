"""The functions that read a match of a date pattern, and return the date in EDTF."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from archive.proposals.candidates import is_language
from archive.proposals.dates.date_arithmetic import (
    WritingTime,
    is_day,
    month_edtf,
    week_of,
    weekday_after,
    weekday_before,
    year_edtf,
)
from archive.proposals.tuning import SOON
from archive.text.printed_dates.names import ENGLISH_SEASONS, ENGLISH_WEEKDAYS, month_number

Match = re.Match[str]


class MatchedDate(NamedTuple):
    """A date that words state."""

    edtf: str
    way: str = "printed date"
    words: str | int = 0
    """The group of the pattern whose words are the date; 0 is the whole match."""


class AmbiguousDate(NamedTuple):
    """Words that can be read as two different dates."""

    readings: tuple[str, str]


class DateContext(NamedTuple):
    """The article and the sentence around a date, as far as they are known."""

    written: WritingTime | None
    language: str | None
    future: bool
    """Whether the sentence is about the future."""


DateReader = Callable[[Match, DateContext], MatchedDate | AmbiguousDate | None]

PRINTED = ("printed date", "printed year", "decade or century", "part of a year")
"""The ways of finding a date that do not need the time of writing."""

_NUMBER_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
NUMBERS = {
    **{word: number for number, word in enumerate(_NUMBER_WORDS.split())},
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
}
_ORDINAL_WORDS = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
twenty-first twenty-second
"""
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS.split())}
PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


def _month_of(match: Match) -> int:
    parts = match.groupdict()
    return month_number((parts.get("month") or parts.get("short") or "").lower())


def read_full(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a day, or several days of a month: 3 March 2016, March 3-5, 2016."""
    year, month, day = int(match["year"]), _month_of(match), int(match["day"])
    if not is_day(year, month, day):
        return None
    if (last := match.groupdict().get("last")) is not None:
        if not is_day(year, month, int(last)) or int(last) <= day:
            return None
        return MatchedDate(f"{year:04}-{month:02}-{day:02}/{year:04}-{month:02}-{int(last):02}")
    return MatchedDate(f"{year:04}-{month:02}-{day:02}")


def read_iso(match: Match, context: DateContext) -> MatchedDate | None:
    """Read year, month and day in figures: 2016-03-03."""
    year, month, day = int(match["year"]), int(match["m"]), int(match["day"])
    return MatchedDate(f"{year:04}-{month:02}-{day:02}") if is_day(year, month, day) else None


def read_numeric(match: Match, context: DateContext) -> MatchedDate | AmbiguousDate | None:
    """Read a day in figures: 12/31/2015, 31/12/2015. With full stops the day always comes first."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    day_first = f"{year:04}-{second:02}-{first:02}" if is_day(year, second, first) else None
    month_first = f"{year:04}-{first:02}-{second:02}" if is_day(year, first, second) else None
    if match["sign"] == ".":
        return MatchedDate(day_first) if day_first else None
    language = context.language or ""
    if is_language(language, "en"):
        region = language.partition("-")[2][:2]
        if region == "us":
            day_first = None if month_first else day_first
        elif region and region not in ("ca", "ph"):
            month_first = None if day_first else month_first
    elif language:
        month_first = None if day_first else month_first
    if day_first and month_first and day_first != month_first:
        return AmbiguousDate((day_first, month_first))
    only = day_first or month_first
    return MatchedDate(only) if only else None


def read_month_year(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a month of a year."""
    return MatchedDate(month_edtf(int(match["year"]), _month_of(match)))


def read_season(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a season of a year. The code is that of the northern hemisphere."""
    return MatchedDate(f"{int(match['year']):04}-{ENGLISH_SEASONS[match['season'].lower()]}")


def read_part_of_year(match: Match, context: DateContext) -> MatchedDate | None:
    """Read the first, middle or last four months of a year."""
    year, (first, last) = int(match["year"]), PARTS[match["part"].lower()]
    return MatchedDate(f"[{year:04}-{first:02}..{year:04}-{last:02}]", "part of a year")


def read_years(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a range of years; the second year may have only its last digits."""
    first, last = int(match["year"]), match["last"]
    second = int(last if len(last) == 4 else match["year"][: -len(last)] + last)
    return MatchedDate(f"{first:04}/{second:04}") if first < second else None


def read_year(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a year, also BC. A number far after the time of writing is not a year."""
    year = int(match["year"])
    if match.groupdict().get("bc"):
        return MatchedDate(year_edtf(1 - year), "printed year")
    if context.written and year > context.written.day.year + 50:
        return None
    return MatchedDate(year_edtf(year), "printed year", "year")


def read_decade(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a decade: the 1980s."""
    return MatchedDate(f"{match['decade'][:3]}X", "decade or century", "words")


def read_short_decade(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a decade without a century, the 80s: the last one before the time of writing."""
    if context.written is None:
        return None
    year = context.written.day.year // 100 * 100 + int(match["decade"])
    return MatchedDate(
        f"{(year if year <= context.written.day.year else year - 100) // 10}X",
        "from the writing",
        "words",
    )


def read_century(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a century; the 19th is 1801/1900."""
    word = (match["ordinal"] or "").lower()
    number = ORDINALS[word] if word else int(match["digits"])
    if not 1 <= number <= 30:
        return None
    if match["bc"]:
        return MatchedDate(
            f"{year_edtf(1 - 100 * number)}/{year_edtf(100 - 100 * number)}", "decade or century"
        )
    return MatchedDate(f"{100 * number - 99:04}/{100 * number:04}", "decade or century")


def read_near_day(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a day near the time of writing: yesterday, today, tomorrow."""
    written = context.written
    words = " ".join(match[0].lower().split())
    if written is None:
        return None
    if match[0].isupper() or match[0].endswith(("Morning", "Night")):
        return None  # a newspaper, a programme
    if words in ("today", "tonight", "this morning", "this afternoon", "this evening"):
        return MatchedDate(written.edtf, "today")
    if written.precision != "day":
        return None
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2,
             "the day after tomorrow": 2}[words]  # fmt: skip
    return MatchedDate(str(written.day + timedelta(days=shift)), "from the writing")


def read_weekday(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a weekday: the nearest one before or after the time of writing."""
    written = context.written
    if written is None or written.precision != "day":
        return None
    day, which = ENGLISH_WEEKDAYS.index(match["weekday"]), (match["which"] or "").lower()
    if which == "next" or (context.future and which not in ("last", "since")):
        return MatchedDate(str(weekday_after(written.day, day)), "day of the week")
    return MatchedDate(
        str(weekday_before(written.day, day, same=which != "last")), "day of the week"
    )


def read_which(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a relative date: "this year", "last month", "next week"."""
    written, unit = context.written, match["unit"]
    if written is None:
        return None
    step = {"last": -1, "this": 0, "next": 1, "past": -1}[match["which"].lower()]
    year, month = written.day.year, written.day.month
    if unit == "year":
        return MatchedDate(year_edtf(year + step), "from the writing")
    if unit == "decade" and step:
        return MatchedDate(f"{year // 10 + step}X", "from the writing")
    if unit == "century" and step:
        number = year // 100 + step
        return MatchedDate(f"{number * 100 + 1:04}/{number * 100 + 100:04}", "from the writing")
    if unit == "month" and written.precision != "year":
        return MatchedDate(month_edtf(year, month + step), "from the writing")
    if unit == "week" and written.precision == "day":
        return MatchedDate(week_of(written.day + timedelta(weeks=step)), "from the writing")
    return None


def _count(words: str) -> int:
    lower = " ".join(words.lower().split())
    return NUMBERS[lower] if lower in NUMBERS else int(lower)


def read_ago(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a number of years, months, weeks or days before the time of writing."""
    if context.written is None:
        return None
    written = context.written
    number, unit = _count(match["number"]), match["unit"]
    day, precision = written.day, written.precision
    number *= {"decade": 10, "centur": 100}.get(unit[:6], 1)
    if unit in ("year", "decade") or unit.startswith("centur"):
        return MatchedDate(
            f"{year_edtf(day.year - number)}{'~' if unit != 'year' else ''}", "so long ago"
        )
    if unit == "month" and precision != "year":
        return MatchedDate(month_edtf(day.year, day.month - number), "so long ago")
    if unit in ("day", "week") and precision == "day" and number < 1000:
        days = number * (7 if unit == "week" else 1)
        return MatchedDate(
            f"{day - timedelta(days=days)}{'~' if unit == 'week' else ''}", "so long ago"
        )
    return None


def read_span(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a span before the time of writing: "the last five years", "the past decade"."""
    if context.written is None:
        return None
    number, unit = _count(match["number"] or "one"), match["unit"]
    written = context.written
    years = number * {"year": 1, "decade": 10}.get(unit, 100)
    if unit in ("year", "decade") or unit.startswith("centur"):
        return MatchedDate(
            f"{year_edtf(written.day.year - years)}/{written.day.year:04}", "a span of time"
        )
    if unit == "month" and written.precision != "year":
        start = month_edtf(written.day.year, written.day.month - number)
        return MatchedDate(f"{start}/{written.edtf[:7]}", "a span of time")
    if unit in ("week", "day") and written.precision == "day" and number < 1000:
        first = written.day - timedelta(days=number * (7 if unit == "week" else 1))
        return MatchedDate(f"{first}/{written.day}", "a span of time")
    return None


def read_lone_month(match: Match, context: DateContext) -> MatchedDate | None:
    """Read a month or day without a year: the last one, or the next one if "will" is near."""
    if context.written is None:
        return None
    written, month = context.written.day, _month_of(match)
    day = match.groupdict().get("day")
    which = (match.groupdict().get("which") or "").lower()
    year = written.year
    if context.future and which not in ("last", "since", "past"):
        year += month < written.month
    elif day is not None:
        if not is_day(year, month, int(day)):
            return None
        year -= (date(year, month, int(day)) - written).days > SOON
    else:
        year -= month > written.month or (which == "last" and month == written.month)
    if which == "next" and month <= written.month:
        year = written.year + 1
    if day is None:
        return MatchedDate(month_edtf(year, month), "month without a year", "words")
    if not is_day(year, month, int(day)):
        return None
    return MatchedDate(f"{year:04}-{month:02}-{int(day):02}", "day without a year")
