"""The names of months, weekdays and seasons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

MONTHS = """
january february march april may june july august september october november december
januar/jänner februar/feber märz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts/mars april maj/mai juni juli august september oktober november desember
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta
lokakuuta marraskuuta joulukuuta
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
ledna února března dubna května června července srpna září října listopadu prosince
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου
νοεμβρίου δεκεμβρίου
"""
"""Months as they are written in dates, twelve per language, in English, German, French, Spanish,
Italian, Portuguese, Dutch, Swedish, Danish and Norwegian, Finnish, Polish, Czech, Russian,
Ukrainian, Turkish and Greek; other words for the same month follow a slash."""
SHORT_MONTHS = """
jan feb mar apr jun jul aug sep sept oct nov dec mär okt dez janv févr avr juil déc ene abr ago dic
gen mag giu lug set ott fev out mrt sty lut kwi maj cze lip sie wrz paź lis gru
янв февр мар апр июн июл авг сент окт нояб дек
січ лют бер квіт трав черв лип серп вер жовт лист груд
oca şub nis haz tem ağu eyl eki kas ara ιαν φεβ μαρ απρ μαΐ ιουν ιουλ αυγ σεπ οκτ νοε δεκ
"""
"""Short forms of months, most of them the beginnings of the names."""
WEEKDAYS = """
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
"""Days of the week and their short forms, in the same languages."""

ENGLISH_MONTHS = tuple(name.title() for name in MONTHS.split()[:12])
"""The English months, in order."""
SHORT_ENGLISH_MONTHS = tuple(SHORT_MONTHS.split()[:12])
"""Short forms of the English months, in order, without May; September has two."""
ENGLISH_WEEKDAYS = tuple(name.title() for name in WEEKDAYS.split()[:7])
"""The English days of the week, Monday first."""
ENGLISH_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""The EDTF codes of the English seasons."""


@cache
def month_number(word: str) -> int:
    """Return the number of a month by its name or short form; 0 if none or several match."""
    numbers = _numbered_months()
    if word in numbers:
        return numbers[word]
    begun = {number for name, number in numbers.items() if name.startswith(word)}
    return begun.pop() if len(begun) == 1 and word in SHORT_MONTHS.split() else 0


def english_month(word: str) -> int:
    """Return the month whose English name begins with the same three letters as a word; 0 if none.

    >>> english_month("Sept."), english_month("march"), english_month("mars"), english_month("ma")
    (9, 3, 3, 0)
    """
    begun = word[:3].title()
    return next((n for n, name in enumerate(ENGLISH_MONTHS, 1) if name[:3] == begun), 0)


@cache
def months_by_name() -> Mapping[str, int]:
    """Return the numbers of months by their names and unambiguous short forms, in lower case."""
    short = {word: month_number(word) for word in SHORT_MONTHS.split()}
    return _numbered_months() | {word: number for word, number in short.items() if number}


@cache
def _numbered_months() -> dict[str, int]:
    return {
        name: place % 12 + 1
        for place, names in enumerate(MONTHS.split())
        for name in names.split("/")
    } | {"mar": 3, "mrt": 3}
