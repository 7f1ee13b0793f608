"""Searches an article for numbers and dates, by value."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from archive.model.annotations import DateMention
from archive.model.claims import Claim
from archive.model.document import Document
from archive.text.numbers import LANGUAGES, Number, NumberSearch, Quantity, Value, periods_of
from archive.validation.article_words import language_among, texts_of_article


class KnownNumbers:
    """The numbers in an article, in its metadata and in dates of the record."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._language = language_among(document.metadata.language, LANGUAGES)
        self._own = language_among(document.language, LANGUAGES) or self._language or "en"
        self._relative_blocks: dict[str, bool] = {}
        self._searches = {language: NumberSearch([language]) for language in LANGUAGES}

    @cached_property
    def _values(self) -> set[Value]:
        document = self._document
        search = NumberSearch(sorted(LANGUAGES, key=lambda one: one != self._language))
        texts = (*texts_of_article(document), *_names(document), *_dates(document))
        values = {value for text in texts for value in self._values_of(text, search)}
        return values.union(*(periods_of(value) for value in values if not isinstance(value, str)))

    @cached_property
    def _in_order(self) -> list[Quantity]:
        return sorted(value for value in self._values if not isinstance(value, str))

    def _values_of(self, text: str, search: NumberSearch) -> Iterator[Value]:
        """Yield the values of all numbers in a text, in each language, the article's first."""
        read: set[int] = set()
        own, *others = search.find(text, self._language)
        for number in own:
            yield from number.values
            if self._language:
                read.update(range(number.start, number.end))
        for numbers in others:
            for number in numbers:
                if number.start not in read:
                    yield from number.values

    def unknown_in(self, claim: Claim) -> Iterator[str]:
        """Yield each number in a claim's restatement that the article does not have, in words.

        Numbers that are too vague to compare are left out. Dates are left out too if the claim or
        its block has relative dates: "yesterday", "last week".
        """
        text = claim.restatement
        language = _language_of(text, self._own)
        separators = language if language == self._language else None
        numbers = [*self._searches[language].find(text, separators)[0]]
        for number in numbers:
            if not self._has(number, text) and self._is_compared(number, claim, numbers):
                yield text[number.start : number.end]

    def _has(self, number: Number, text: str) -> bool:
        if any(self._values.issuperset(reading) for reading in number.readings):
            return True
        about = _ABOUT.search(text, max(0, number.start - _LONGEST_ABOUT), number.start)
        return about is not None and any(map(self._is_near, number.single_values))

    def _is_near(self, value: Quantity) -> bool:
        """Whether the article has a number close to a round value: within one of its last digit."""
        if value.denominator != 1 or value < 10:
            return False
        digits = str(value)
        unit = 10 ** (len(digits) - len(digits.rstrip("0")))
        at = bisect_right(self._in_order, value - unit)
        return unit > 1 and at < len(self._in_order) and self._in_order[at] < value + unit

    def _is_compared(self, number: Number, claim: Claim, numbers: Iterable[Number]) -> bool:
        if number.certainty == "vague" or (number.is_date and self._counts_dates(claim)):
            return False
        return number.certainty == "sure" or self._drops_a_number(claim, numbers)

    def _counts_dates(self, claim: Claim) -> bool:
        """Whether a claim or its block has a time relative to the time of writing."""
        return any(
            self._is_relative(anchor.block) or _RELATIVE.search(anchor.exact)
            for anchor in claim.anchors
        )

    def _is_relative(self, block_id: str) -> bool:
        if block_id not in self._relative_blocks:
            block = self._document.index.blocks.get(block_id)
            is_relative = block is not None and _RELATIVE.search(block.text) is not None
            self._relative_blocks[block_id] = is_relative
        return self._relative_blocks[block_id]

    def _drops_a_number(self, claim: Claim, numbers: Iterable[Number]) -> bool:
        """Whether the words of a claim have a number that its restatement lacks.

        If so, "two" in the restatement is hardly a count of things in the words.
        """
        restated = {value for number in numbers for value in number.values}
        search = self._searches[self._language or "en"]
        return any(
            number.certainty == "sure" and not number.is_date and restated.isdisjoint(number.values)
            for anchor in claim.anchors
            for number in search.find(anchor.exact, self._language)[0]
        )


def _names(document: Document) -> Iterator[str]:
    """Yield the names of entities and the titles of works."""
    for entity in document.entities:
        yield from (name.text for name in entity.names)
    for work in document.works:
        yield from filter(None, (work.title, work.container_title, *work.variant_titles))


def _dates(document: Document) -> Iterator[str]:
    """Yield the dates of entities, works and mentions, and the supported times of claims.

    A time without words or a reason is left out, because it supports no number.
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
"""Words that make the following number a round one."""
_LONGEST_ABOUT = 24
"""The maximum distance between such words and a number: that of "aproximadamente", with blanks and
a currency sign."""
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
"""Words for a day, month or year relative to another."""

_FUNCTION_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and in to is was were that for on by with has have had are from",
        "de": "der die das und ist war waren den dem des im in von zu mit auf hat haben nicht",
        "fr": "le la les et est était des du de dans en que qui pour par au aux sur ont a été",
        "es": "el la los las y es era fue de del en que por para con se al han una más",
    }.items()
}


def _language_of(text: str, likely: str) -> str:
    """Return the language of a sentence by its function words; `likely` if unclear."""
    words = text.lower().split()
    counts = {
        language: sum(word in known for word in words)
        for language, known in _FUNCTION_WORDS.items()
    }
    return max(counts, key=lambda language: (counts[language], language == likely))
