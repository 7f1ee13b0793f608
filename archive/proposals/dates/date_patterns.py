"""The patterns of dates, for all languages and for English, each with its reading function."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from archive.proposals.candidates import is_language
from archive.proposals.dates.date_arithmetic import WritingTime
from archive.proposals.dates.edtf import (
    NUMBERS,
    ORDINALS,
    AmbiguousDate,
    DateContext,
    DateReader,
    MatchedDate,
    read_ago,
    read_century,
    read_decade,
    read_full,
    read_iso,
    read_lone_month,
    read_month_year,
    read_near_day,
    read_numeric,
    read_part_of_year,
    read_season,
    read_short_decade,
    read_span,
    read_weekday,
    read_which,
    read_year,
    read_years,
)
from archive.text.printed_dates.forms import (
    FREE,
    IN_RUNNING_TEXT,
    TEXT_DAY,
    TEXT_YEAR,
    TH,
    Kind,
    any_of,
)
from archive.text.printed_dates.names import ENGLISH_MONTHS, ENGLISH_WEEKDAYS

_ENGLISH_MONTH = rf"(?P<month>{'|'.join(ENGLISH_MONTHS)})"
_WEEKDAY = rf"(?P<weekday>{'|'.join(ENGLISH_WEEKDAYS)})"
_NUMBER = rf"(?P<number>{any_of(NUMBERS)}|\d{{1,4}})"
_UNIT = r"(?P<unit>day|week|month|year|decade|centur(?:y|ie))s?"
_BC = r"(?:\s*(?P<bc>BCE?|B\.C\.(?:E\.)?))"
_MEASURES = (
    r"(?!\s*(?:people|men|women|children|cases|deaths|miles|km|metres|meters|feet|tons|tonnes|euros"
    r"|dollars|pounds|percent|per cent|million|billion|votes|words|pages|items|times|workers"
    r"|soldiers|troops|homes|houses|years|jobs|students|copies|others|other|of\s+(?:the|these|them))"
    r"\b)"
)
"""Excludes a unit after a year, because with a unit the number is a quantity."""
_IN = (
    r"(?:in|since|by|of|from|until|till|during|before|after|around|about|circa|ca\.|c\.|years?|and"
    r"|for|to|through|late|early|mid|back in|spring|summer|autumn|fall|winter)"
)
_IN_OTHER = (
    r"(?:Jahre?|seit|année|an|depuis|en|año|desde|anno|dal|nel|ano|jaar|år|sinds|roku|rok|vuonna)"
)

_READERS: dict[Kind, DateReader] = {
    "in order": read_iso,
    "in figures": read_numeric,
    "day": read_full,
    "month": read_month_year,
}
_EVERYWHERE: tuple[tuple[str, DateReader], ...] = tuple(
    (pattern, _READERS[kind]) for pattern, kind in IN_RUNNING_TEXT
)
_IN_ENGLISH: tuple[tuple[str, DateReader], ...] = (
    (
        rf"(?i:\b(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?\s+{TEXT_YEAR})",
        read_season,
    ),
    (rf"(?i:\b(?P<part>early|mid|late)(?:\s+in)?[\s-]{TEXT_YEAR}(?!s))", read_part_of_year),
    (
        (
            rf"(?i:\b(?:between|from)\s+{TEXT_YEAR}\s+(?:and|to|until|through)\s+(?P<last>\d{{4}})"
            r"(?!\d|,\d|%))"
        ),
        read_years,
    ),
    (
        rf"{FREE}{TEXT_YEAR}\s?[–-]\s?(?P<last>\d{{4}}|\d\d)(?![\w%/–-]|\.\d)",
        read_years,
    ),
    (
        r"(?i:\bthe\s+(?:early\s+|mid-?\s*|late\s+)?(?P<words>(?P<decade>1\d\d0|20\d0)[’']?s)\b)",
        read_decade,
    ),
    (
        r"(?i:\bthe\s+(?:early\s+|mid-?\s*|late\s+)?(?P<words>[’'‘]?(?P<decade>[1-9]0)s)\b)",
        read_short_decade,
    ),
    (
        (
            rf"(?i:\b(?:(?P<ordinal>{any_of(ORDINALS)})|(?P<digits>\d{{1,2}})(?:st|nd|rd|th))[\s-]"
            rf"centur(?:y|ies)\b{_BC}?)"
        ),
        read_century,
    ),
    (
        (
            r"\b(?i:the day before yesterday|the day after tomorrow|yesterday|tomorrow|today"
            r"|tonight|last night|this (?:morning|afternoon|evening))\b(?!”)"
        ),
        read_near_day,
    ),
    (rf"\b(?i:the\s+(?:last|past)\s+(?:{_NUMBER}\s+)?{_UNIT})\b", read_span),
    (
        r"\b(?i:(?P<which>last|this|next|past)\s+(?P<unit>week|month|year|decade|century))\b",
        read_which,
    ),
    (rf"\b(?i:{_NUMBER}\s+{_UNIT}\s+ago)\b", read_ago),
    (
        (
            rf"\b(?:(?i:(?P<which>last|this|next|since)\s+))?{_WEEKDAY}\b"
            r"(?!\s+(?!(?:Night|Morning)\b)[A-Z]\w+)"
        ),
        read_weekday,
    ),
    (
        (
            rf"(?<!\w)(?:(?i:(?P<which>last|this|next|since)\s+))?{_ENGLISH_MONTH}\s+{TEXT_DAY}{TH}"
            r"(?!\w|,?\d|[–-]\d|\.?,?\s+(?:1\d|20)\d\d|\s+(?:terror\w*\s+)?attacks?\b)"
        ),
        read_lone_month,
    ),
    (
        rf"(?<![\w,.]){TEXT_DAY}{TH}\s+(?:of\s+)?{_ENGLISH_MONTH}\b(?!,?\s+\d)",
        read_lone_month,
    ),
    (
        (
            r"\b(?i:in|since|until|by|from|during|before|after|of|and|through|between)\s+"
            rf"(?P<words>(?i:early\s+|mid-?\s*|late\s+)?{_ENGLISH_MONTH})\b(?!\s+(?:\d|[A-Z])|[’']s)"
        ),
        read_lone_month,
    ),
    (
        (
            rf"\b(?P<words>(?i:(?P<which>last|this|next|early|late)\s+){_ENGLISH_MONTH})\b"
            r"(?!\s+(?:\d|[A-Z]))"
        ),
        read_lone_month,
    ),
    (rf"{FREE}(?P<year>\d{{1,4}}){_BC}", read_year),
    (rf"\b(?i:{_IN})\s+{TEXT_YEAR}{_MEASURES}", read_year),
    (rf"\((?:[^()\d]{{0,40}}\s)?{TEXT_YEAR}\)", read_year),
    (rf"(?<=,\s){TEXT_YEAR}(?=[.;)\s]|$){_MEASURES}", read_year),
)
_IN_OTHERS: tuple[tuple[str, DateReader], ...] = (
    (rf"\b(?i:{_IN_OTHER})\s+{TEXT_YEAR}{_MEASURES}", read_year),
    (rf"{FREE}{TEXT_YEAR}\s?(?:г\.|года?|році|року|年)", read_year),
    (rf"\((?:[^()\d]{{0,40}}\s)?{TEXT_YEAR}\)", read_year),
)
_FUTURE = re.compile(
    r"\b(?:will|won[’']t|going to|scheduled|planned|plans? to|upcoming|next|ahead of|expected to)\b"
    r"|[’']ll\b"
)
_NEAR_BEFORE, _NEAR_BEHIND = 80, 40
"""How many code points before and after a date are searched for words about the future."""


@cache
def _compiled(english: bool) -> tuple[tuple[re.Pattern[str], DateReader], ...]:
    own = _IN_ENGLISH if english else _IN_OTHERS
    return tuple((re.compile(pattern), reader) for pattern, reader in (*_EVERYWHERE, *own))


def dates_in(
    text: str, language: str | None, written: WritingTime | None
) -> Iterator[tuple[int, int, MatchedDate | AmbiguousDate]]:
    """Yield the dates of a text with start and end. If two overlap, yield the longer one.

    Args:
        text: The text of a block.
        language: The tag of the text's language, in lower case.
        written: The time at which the article was written.
    """
    covered = bytearray(len(text))
    for pattern, reader in _compiled(is_language(language, "en")):
        for match in pattern.finditer(text):
            future = _speaks_of_future(text, *match.span())
            dated = reader(match, DateContext(written, language, future))
            if dated is None:
                continue
            start, end = match.span(dated.words if isinstance(dated, MatchedDate) else 0)
            if any(covered[start:end]):
                continue
            covered[start:end] = b"\1" * (end - start)
            yield start, end, dated


def _speaks_of_future(text: str, start: int, end: int) -> bool:
    """Return whether words near these are about the future."""
    low = max(0, start - _NEAR_BEFORE)
    low = max(low, text.rfind(". ", low, start), text.rfind("” ", low, start))
    high = end + _NEAR_BEHIND
    stop = text.find(". ", end, high)
    return _FUTURE.search(text, low, stop if stop >= 0 else high) is not None
