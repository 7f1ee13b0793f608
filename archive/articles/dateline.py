"""Recognises bylines and datelines: "By Jane Doe | March 3, 2016", "Publié le 3 mars 2016".

Such lines stand alone and end without a full stop, as headings do, but are not headings. A line
with a date that says more, "The attack of March 3", is no dateline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.text.printed_dates.names import MONTHS, SHORT_MONTHS, month_number

_LONGEST = 150
"""How many code points such a line has at most."""

_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday
mon tue tues wed thu thurs fri sat sun
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
lunedì martedì mercoledì giovedì venerdì sabato domenica
segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
poniedziałek wtorek środa czwartek piątek sobota niedziela
pondělí úterý středa čtvrtek pátek sobota neděle
понедельник вторник среда четверг пятница суббота воскресенье
понеділок вівторок середа четвер п'ятниця пʼятниця субота неділя
pazartesi salı çarşamba perşembe cuma cumartesi pazar
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
"""
_LONGEST_WITH_DATES = 1000
"""How many code points of a line are looked at for dates."""
_LABELS = (
    "first published|published|posted|updated|last updated|last update|last modified|modified"
    "|revised|created|date|on"
    "|at|as of|the|of|release date|publication date"
    "|veröffentlicht|erschienen|aktualisiert|stand|datum|am|um|uhr|den|der|vom"
    "|publié|mis à jour|le|à|publicado|actualizado|el|fecha|pubblicato|aggiornato|il|data"
    "|atualizado|em|às|gepubliceerd|bijgewerkt|op|om|publicerad|uppdaterad|publisert|oppdatert"
    "|publiceret|opdateret|opublikowano|aktualizacja|опубликовано|обновлено|г|года|р|року"
)


def _any_of(words: str) -> str:
    return "|".join(sorted({re.escape(word) for word in words.split()}, key=len, reverse=True))


_MONTH = rf"(?:{_any_of(MONTHS.replace('/', ' ') + SHORT_MONTHS)})\b\.?"
_DAY = r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|\.)?(?!\d)"
_YEAR = r"(?:1\d|20)\d\d(?!\d)"
_OF = r"(?:of\s+|de\s+|del\s+|d[’'])?"
_DATE = re.compile(
    rf"(?<!\w){_MONTH}\s+{_DAY}(?:\s*,?\s*{_YEAR})?(?!\w)"
    rf"|{_DAY}\s+{_OF}{_MONTH}(?:\s*,?\s*{_OF}{_YEAR})?(?!\w)"
    rf"|(?<!\w){_MONTH}\s+{_OF}{_YEAR}(?!\w)"
    r"|(?<![\w.])\d{4}([-/.])\d{1,2}\1\d{1,2}(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?(?!\w)"
    r"|(?<![\w.])\d{1,2}([-/.])\s?\d{1,2}\2\s?(?:\d{4}|\d\d)(?!\w)"
    r"|(?<!\d)\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    r"|(?<![\w.])\d{4}\.\s\d{1,2}\.\s\d{1,2}\.(?!\w)",
    re.IGNORECASE,
)
_BESIDE_A_DATE = re.compile(
    rf"(?<!\w)(?:{_LABELS}|{_any_of(_WEEKDAYS)})(?!\w)\.?"
    r"|(?<!\w)\d{1,2}[:.h]\d\d(?::\d\d)?(?!\w)|(?<!\w)\d{0,2}\s?[ap]\.?m\.?(?!\w)"
    r"|(?<!\w)(?:utc|gmt|cet|cest|bst|e[sd]?t|p[sd]?t|c[sd]t|ist)(?:[+-]\d{1,2})?(?!\w)"
    r"|(?<!\w)\d{1,3}\s?(?:-\s?)?min(?:ute)?s?\.?\s(?:read|lesezeit)(?!\w)"
    r"|(?:星期|周)[一二三四五六日天]|[日月火水木金土]曜日|[일월화수목금토]요일"
    r"|[^\w\s]",
    re.IGNORECASE,
)
_NAME = r"(?!(?:The|A|An|All|No)\b)[^\W\d_a-zß-öø-ÿ][\w.’'-]*"
_NAMES = rf"{_NAME}(?:\s+(?:(?:de|da|di|van|von|der|den|la|le|bin|ibn|al)\s+)*{_NAME}){{0,4}}"
_ONE_AND_OTHERS = rf"{_NAMES}(?:\s*(?:,|&|\b(?:and|und|et|y|e|en|og|och)\b)\s*{_NAMES}){{0,5}}"
_BY = (
    r"(?:(?i:(?:written |reported |story )?by|von|par|por|di|door|av|af)\s+"
    r"|(?i:author|autor(?:in)?|auteur|autore|text|words)s?:\s*)"
)
_BYLINE = re.compile(rf"{_BY}(?P<names>{_ONE_AND_OTHERS})")
_IN_A_PLACE = re.compile(rf"(?<=\w)\s+(?:in|à|en|aus)\s+{_NAME}(?:\s{_NAME})?(?!\w)")
_PARTED = re.compile(r"\s*(?:,|&|\b(?:and|und|et|y|e|en|og|och)\b)\s*")
_EDGES = " ,;|·•–—-/\t"


def is_byline_or_dateline(
    line: str, *, before_title: bool = False, after_title: bool = False
) -> bool:
    """Whether a line says when an article was published, and perhaps where and by whom.

    Args:
        line: The line.
        before_title: Whether it may be the title, so that it has to say so beyond doubt.
        after_title: Whether only the title and such lines stand before it, so that names after
            "By" are its author, and a place may stand beside the date.

    >>> is_byline_or_dateline("Posted on Thursday, March 3, 2016 at 10:30 am")
    True
    >>> is_byline_or_dateline("What March 3, 2016 taught us")
    False
    >>> is_byline_or_dateline("LONDON, 3 March 2016")
    False
    >>> is_byline_or_dateline("LONDON, 3 March 2016", after_title=True)
    True
    """
    line = line.strip()
    if len(line) > _LONGEST:
        return False
    rest, dates = _DATE.subn(" ", line)
    byline = _BYLINE.match(rest.strip(_EDGES))
    if not dates:
        whole = byline is not None and byline.end() == len(line)
        return whole and (before_title or after_title) and _are_people(line, before_title)
    if before_title and not re.search(rf"{_YEAR}|\d[-/.]\d\d\b", line):
        return False
    if byline:
        rest = rest.replace(byline[0], " ", 1)
    others = _BESIDE_A_DATE.sub(" ", rest).strip()
    return not others or (after_title and re.fullmatch(_ONE_AND_OTHERS, others) is not None)


def dates_in(line: str) -> Iterator[str]:
    """Yield the dates in a line as EDTF: days, and months of a year.

    Left out is what has no year, and what could be read in two ways: 03/04/2016 (with full stops,
    03.04.2016, the day stands first).

    >>> list(dates_in("Posted on March 3, 2016; 03/04/2016; am 5. April 2016; mars 2017"))
    ['2016-03-03', '2016-04-05', '2017-03']
    """
    for found in _DATE.finditer(line[:_LONGEST_WITH_DATES]):
        year, month, day = _numbers_of(found[0])
        if year and 1 <= month <= 12 and day <= 31:
            yield f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def _numbers_of(date: str) -> tuple[int, int, int]:
    """Year, month and day of a date; the year is 0 where it is not known."""
    numbers = [int(number) for number in re.findall(r"\d+", date.partition("T")[0])]
    month = next((n for w in re.findall(r"[^\W\d_]+", date) if (n := month_number(w.lower()))), 0)
    if month:
        year = next((number for number in numbers if number > 31), 0)
        return year, month, next((number for number in numbers if number <= 31), 0)
    if len(numbers) != 3:
        return 0, 0, 0
    if numbers[0] > 31:
        return numbers[0], numbers[1], numbers[2]
    first, second, year = numbers
    if year < 100 or ("." not in date and first != second and max(first, second) <= 12):
        return 0, 0, 0
    if second > 12:
        first, second = second, first
    return year, second, first


def authors_in(line: str, *, is_byline: bool = False) -> str | None:
    """Return the names in a line that says by whom an article is, as they are written there.

    Args:
        line: The line; a date may stand before or after the names.
        is_byline: Whether something else says that it is a byline, so that it needs no "By".

    >>> authors_in("by Breno Ferreira on 2020-03-05"), authors_in("By land and sea")
    ('Breno Ferreira', None)
    >>> authors_in("Jane Doe and John Smith | 3 March 2016", is_byline=True)
    'Jane Doe and John Smith'
    """
    if len(line) > _LONGEST:
        return None
    rest = _IN_A_PLACE.sub("", _DATE.sub(" | ", line)).strip(_EDGES)
    byline = _BYLINE.match(rest)
    names = byline["names"] if byline else None
    if names is None and is_byline:
        found = re.match(_ONE_AND_OTHERS, rest)
        names = found[0] if found else None
    if names is None:
        return None
    after = rest[rest.index(names) + len(names) :]
    return names if not _BESIDE_A_DATE.sub(" ", after).strip() else None


def _are_people(line: str, before_title: bool) -> bool:
    """Whether a byline names people, and is no title such as "By Land and Sea"."""
    byline = _BYLINE.match(line)
    names = _PARTED.split(byline["names"]) if byline else []
    of_several_words = [name for name in names if " " in name]
    if before_title:
        return len(of_several_words) == len(names)
    return bool(of_several_words) or len(names) == 1
