"""The numbers and dates that an article has, by their values."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from archive.model.annotations import DateMention
from archive.text.numbers import LANGUAGES, Number, Value, numbers_in, periods_of
from archive.validation.article_words import language_among, texts_of_article

if TYPE_CHECKING:
    from archive.model.claims import Claim
    from archive.model.document import Document


class KnownNumbers:
    """The numbers that stand in an article, in its metadata and dates, read once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._language = language_among(document.metadata.language, LANGUAGES)
        self._own = language_among(document.language, LANGUAGES) or self._language or "en"
        self._values: set[Value] = set()
        for text in (*texts_of_article(document), *_names(document), *_dates(document)):
            self._values.update(self._values_of(text))
        for value in [one for one in self._values if isinstance(one, Fraction)]:
            self._values.update(periods_of(value))
        self._in_order = sorted(v for v in self._values if isinstance(v, Fraction))
        self._relative_blocks: dict[str, bool] = {}

    def _values_of(self, text: str) -> Iterator[Value]:
        """The values of all numbers of a text; what is one in its own language is read in that."""
        read: set[int] = set()
        own = self._language
        for language in sorted(LANGUAGES, key=lambda one: one != own):
            for number in numbers_in(text, language, own):
                if number.start not in read:
                    yield from number.values
                if language == own:
                    read.update(range(number.start, number.end))

    def unknown_in(self, claim: Claim) -> Iterator[str]:
        """Yield the words of each number of a claim's restatement that the article does not have.

        Of a day that the words count from the time of writing ("yesterday", "last week") nothing
        is said, since they do not name it.
        """
        text = claim.restatement
        language = _language_of(text, self._own)
        separators = language if language == self._language else None
        numbers = [*numbers_in(text, language, separators)]
        unknown = [one for one in numbers if not self._has(one, text)]
        for number in unknown:
            if number.certainty == "vague" or (number.is_date and self._counts_dates(claim)):
                continue
            if number.certainty == "small" and not self._drops_a_number(claim, numbers):
                continue
            yield text[number.start : number.end]

    def _has(self, number: Number, text: str) -> bool:
        if any(self._values.issuperset(reading) for reading in number.readings):
            return True
        about = _ABOUT.search(text, max(0, number.start - _LONGEST_ABOUT), number.start)
        return about is not None and any(
            len(reading) == 1 and isinstance(reading[0], Fraction) and self._is_near(reading[0])
            for reading in number.readings
        )

    def _is_near(self, value: Fraction) -> bool:
        """Whether a number of the article is about a round value: no unit of its last digit off."""
        if value.denominator != 1 or value < 10:
            return False
        digits = str(value)
        unit = 10 ** (len(digits) - len(digits.rstrip("0")))
        at = bisect_left(self._in_order, value - unit + Fraction(1, 1000))
        return unit > 1 and at < len(self._in_order) and self._in_order[at] < value + unit

    def _counts_dates(self, claim: Claim) -> bool:
        """Whether the words of a claim, or those around them, name a time relative to another."""
        return any(self._is_relative(stretch.block) for stretch in claim.anchors) or any(
            _RELATIVE.search(stretch.exact) for stretch in claim.anchors
        )

    def _is_relative(self, block_id: str) -> bool:
        if block_id not in self._relative_blocks:
            block = self._document.index.blocks.get(block_id)
            found = block is not None and _RELATIVE.search(block.text) is not None
            self._relative_blocks[block_id] = found
        return self._relative_blocks[block_id]

    def _drops_a_number(self, claim: Claim, numbers: Iterable[Number]) -> bool:
        """Whether the words of a claim have a number that its restatement has not.

        "Two" may count what the words name one by one; but hardly where they say "five".
        """
        own = {value for number in numbers for value in number.values}
        for stretch in claim.anchors:
            for number in numbers_in(stretch.exact, self._language or "en", self._language):
                is_sure = number.certainty == "sure" and not number.is_date
                if is_sure and own.isdisjoint(number.values):
                    return True
        return False


def _names(document: Document) -> Iterator[str]:
    """The names of entities, and the titles of works."""
    for entity in document.entities:
        yield from (name.text for name in entity.names)
    for work in document.works:
        yield from filter(None, (work.title, work.container_title, *work.variant_titles))


def _dates(document: Document) -> Iterator[str]:
    """The dates of entities and works, of mentions, and the times of claims that rest on something.

    A time of which nobody says how it is known is as new as the number that it would explain.
    """
    yield from (date for entity in document.entities if (date := getattr(entity, "date", None)))
    yield from (work.issued for work in document.works if work.issued)
    times = (claim.time for claim in document.claims if claim.time)
    yield from (time.date for time in times if time.reason or time.rests_on)
    yield from (one.date for one in document.annotations if isinstance(one, DateMention))
    for claim in document.claims:
        yield from (s.exact for s in (*claim.anchors, *claim.condition) if s.type == "orphan")


_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|approx\.?|nearly|almost|over|under|some|circa|ca\.?"
    r"|(?:more|less|fewer)\sthan|at\s(?:least|most)|up\sto|close\sto"
    r"|etwa|rund|ungefähr|fast|knapp|gut|über|unter|mehr\sals|weniger\sals|mindestens"
    r"|environ|près\sde|presque|plus\sde|moins\sde|quelque|au\smoins"
    r"|unos|unas|casi|cerca\sde|aproximadamente|más\sde|menos\sde|alrededor\sde|al\smenos)"
    r"\s+(?:[$€£¥]|a\s)?$",
    re.IGNORECASE,
)
_LONGEST_ABOUT = 24
_RELATIVE = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:last|this|next|past|previous|coming)\s(?:\w+\s)?"
    r"(?:days?|weeks?|weekend|months?|years?|decades?|spring|summer|autumn|fall|winter|\w+day"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|(?:days?|weeks?|months?|years?|decades?)\s(?:ago|earlier|later|before|after)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|heute|gestern|vorgestern|morgen|(?:letzte|vorige|nächste|kommende|diese|vergangene)[nrsm]?"
    r"\s\w+|vor\s\w+\s(?:tagen?|wochen?|monaten?|jahren?)"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|aujourd.hui|hier|demain|(?:semaine|mois|année|an|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche)\s(?:derni|proch|pass)\w+|il\sy\sa"
    r"|hoy|ayer|anteayer|mañana|(?:semana|mes|año|lunes|martes|miércoles|jueves|viernes|sábado"
    r"|domingo)\s(?:pasad|próxim)\w+|hace\s\w+\s(?:días?|semanas?|mes(?:es)?|años?))\b",
    re.IGNORECASE,
)
"""Words that name a day, a month or a year by another."""

_SMALL_WORDS = {
    "en": "the of and in to is was were that for on by with has have had are from",
    "de": "der die das und ist war waren den dem des im in von zu mit auf hat haben nicht",
    "fr": "le la les et est était des du de dans en que qui pour par au aux sur ont a été",
    "es": "el la los las y es era fue de del en que por para con se al han una más",
}
_SMALL = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}


def _language_of(text: str, likely: str) -> str:
    """The language of a sentence by its small words; the likely one where they do not tell."""
    words = text.lower().split()
    counts = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    most = max(counts.values())
    return likely if counts.get(likely, 0) == most else max(counts, key=lambda one: counts[one])
