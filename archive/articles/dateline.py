"""Recognises bylines and datelines: "By Jane Doe | March 3, 2016", "Publié le 3 mars 2016".

Such lines end without a full stop, as headings do, but are not headings. A line with other words
beside the date, "The attack of March 3", is not a dateline.
"""

from __future__ import annotations

import re

from archive.text.printed_dates.forms import DATE, YEAR, any_of
from archive.text.printed_dates.names import WEEKDAYS

_LONGEST = 150
"""The maximum length of such a line, in code points."""

_LABELS = (
    "first published|published|posted|updated|last updated|last update|last modified|modified"
    "|revised|created|date|on"
    "|at|as of|the|of|release date|publication date"
    "|veröffentlicht|erschienen|aktualisiert|stand|datum|am|um|uhr|den|der|vom"
    "|publié|mis à jour|le|à|publicado|actualizado|el|fecha|pubblicato|aggiornato|il|data"
    "|atualizado|em|às|gepubliceerd|bijgewerkt|op|om|publicerad|uppdaterad|publisert|oppdatert"
    "|publiceret|opdateret|opublikowano|aktualizacja|опубликовано|обновлено|г|года|р|року"
)


_BESIDE_A_DATE = re.compile(
    rf"(?<!\w)(?:{_LABELS}|{any_of(WEEKDAYS.split())})(?!\w)\.?"
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
_DIGIT = re.compile(r"\d")


def is_byline_or_dateline(
    line: str, *, before_title: bool = False, after_title: bool = False
) -> bool:
    """Return whether a line is a dateline or byline: when an article was published, or by whom.

    Args:
        line: The line.
        before_title: Whether the line may itself be the title. Doubtful cases are then `False`.
        after_title: Whether only the title and such lines precede the line. Names after "By" are
            then authors, and a place may be beside the date.

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
    rest, dates = _dates_replaced(line, " ")
    byline = _BYLINE.match(rest.strip(_EDGES))
    if not dates:
        whole = byline is not None and byline.end() == len(line)
        return whole and (before_title or after_title) and _are_people(line, before_title)
    if before_title and not re.search(rf"{YEAR}|\d[-/.]\d\d\b", line):
        return False
    if byline:
        rest = rest.replace(byline[0], " ", 1)
    others = _BESIDE_A_DATE.sub(" ", rest).strip()
    return not others or (after_title and re.fullmatch(_ONE_AND_OTHERS, others) is not None)


def authors_in(line: str, *, is_byline: bool = False) -> str | None:
    """Return the author names in a byline, as written; `None` if it is not a byline.

    Args:
        line: The line; a date may precede or follow the names.
        is_byline: Whether the line is known to be a byline, so that it needs no "By".

    >>> authors_in("by Breno Ferreira on 2020-03-05"), authors_in("By land and sea")
    ('Breno Ferreira', None)
    >>> authors_in("Jane Doe and John Smith | 3 March 2016", is_byline=True)
    'Jane Doe and John Smith'
    """
    if len(line) > _LONGEST:
        return None
    rest, _ = _dates_replaced(line, " | ")
    rest = _IN_A_PLACE.sub("", rest).strip(_EDGES)
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
    """Whether a line with "By" gives names, and is not a title such as "By Land and Sea"."""
    byline = _BYLINE.match(line)
    names = _PARTED.split(byline["names"]) if byline else []
    of_several_words = [name for name in names if " " in name]
    if before_title:
        return len(of_several_words) == len(names)
    return bool(of_several_words) or len(names) == 1


def _dates_replaced(line: str, by: str) -> tuple[str, int]:
    """Return a line with its dates replaced, and their number."""
    # Every date has a digit, and most lines have none; `DATE` tries each month at each word.
    return DATE.subn(by, line) if _DIGIT.search(line) else (line, 0)
