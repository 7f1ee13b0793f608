"""The words for numbers in English, German, French and Spanish, grouped by their use.

Words are without capitals and accents, as returned by `archive.text.folding.folded_word`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from archive.text.numbers.values import Quantity

LANGUAGES = ("en", "de", "fr", "es")
"""The languages whose words for numbers are known."""

Use = Literal["one", "cardinal", "hundred", "scale", "ordinal", "part", "half", "times", "and"]
"""How a word is used: it counts, multiplies (`hundred`, `scale`), names a part ("third"), states
how many times ("threefold"), or joins two words."""


class NumberWord(NamedTuple):
    """A word for a number, or part of such a word."""

    use: Use
    value: Quantity
    is_part: bool = False
    """Whether an ordinal also names a part: "third"."""


_COUNTED: Mapping[str, Mapping[int, str]] = {
    "en": {
        0: "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen",
        20: "twenty thirty forty/fourty fifty sixty seventy eighty ninety",
    },
    "de": {
        0: "null eins zwei/zwo drei vier funf/fuenf sechs sieben acht neun zehn elf zwolf/zwoelf "
        "dreizehn vierzehn funfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn",
        20: "zwanzig dreissig vierzig funfzig/fuenfzig sechzig siebzig achtzig neunzig",
    },
    "fr": {
        0: "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
        "quinze seize",
        20: "vingt/vingts trente quarante cinquante soixante septante huitante/octante nonante",
    },
    "es": {
        0: "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
        "quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno/veintiun/veintiuna "
        "veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho "
        "veintinueve",
        30: "treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        200: "doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas "
        "quinientos/quinientas seiscientos/seiscientas setecientos/setecientas "
        "ochocientos/ochocientas novecientos/novecientas",
    },
}
"""Cardinals, with the value of the first: below 20 in steps of one, from 20 in steps of ten, from
200 in steps of a hundred. Other forms follow a slash."""

_ORDINALS: Mapping[str, str] = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "de": "erst zweit dritt viert funft/fuenft sechst siebt/siebent acht neunt zehnt elft "
    "zwolft/zwoelft dreizehnt vierzehnt funfzehnt sechzehnt siebzehnt achtzehnt neunzehnt "
    "zwanzigst",
    "fr": "premier/premiere deuxieme/second/seconde troisieme quatrieme cinquieme sixieme septieme "
    "huitieme neuvieme dixieme onzieme douzieme treizieme quatorzieme quinzieme seizieme",
    "es": "primer/primero/primera segundo/segunda tercer/tercero/tercera cuarto/cuarta "
    "quinto/quinta sexto/sexta septimo/septima octavo/octava noveno/novena decimo/decima "
    "undecimo/undecima duodecimo/duodecima",
}
_MORE_ORDINALS: Mapping[str, str] = {
    "en": "30 thirtieth 40 fortieth 50 fiftieth 60 sixtieth 70 seventieth 80 eightieth "
    "90 ninetieth 100 hundredth 1000 thousandth",
    "de": "30 dreissigst 40 vierzigst 50 funfzigst 60 sechzigst 70 siebzigst 80 achtzigst "
    "90 neunzigst 100 hundertst 1000 tausendst",
    "fr": "20 vingtieme 30 trentieme 40 quarantieme 50 cinquantieme 60 soixantieme 100 centieme "
    "1000 millieme 1 unieme",
    "es": "20 vigesimo 30 trigesimo 40 cuadragesimo 50 quincuagesimo 100 centesimo 1000 milesimo",
}
_GERMAN_ENDINGS = ("e", "er", "es", "en", "em")

_SCALES: Mapping[str, str] = {
    "en": "12 dozen 1000 thousand 1000000 million 1000000000 billion 1000000000000 trillion",
    "de": "12 dutzend 1000 tausend 1000000 million/millionen 1000000000 milliarde/milliarden "
    "1000000000000 billion/billionen",
    "fr": "12 douzaine 15 quinzaine 20 vingtaine 30 trentaine 100 centaine 1000 mille/millier "
    "1000000 million/millions 1000000000 milliard/milliards 1000000000000 billion/billions",
    "es": "12 docena 10 decena 100 centenar 1000 mil/millar 1000000 millon/millones "
    "1000000000 millardo 1000000000000 billon/billones",
}
_HUNDREDS: Mapping[str, str] = {
    "en": "100 hundred", "de": "100 hundert", "fr": "100 cent/cents", "es": "100 cien/ciento",
}  # fmt: skip
_ONES: Mapping[str, str] = {
    "en": "1 a/an", "de": "1 ein/eine/einen/einem/einer/eines", "fr": "1 un/une", "es": "1 un/una",
}  # fmt: skip
_HALVES: Mapping[str, str] = {
    "en": "1/2 half", "de": "1/2 halb/halbe/halbes/halben/halber/halfte",
    "fr": "1/2 demi/demie/moitie", "es": "1/2 medio/media/mitad",
}  # fmt: skip
_PARTS: Mapping[str, str] = {
    "en": "2 halves 4 quarter/quarters",
    "de": "",
    "fr": "3 tiers 4 quart/quarts",
    "es": "3 tercio/tercios 4 cuarto/cuartos 5 quinto/quintos 6 sexto/sextos 8 octavo/octavos "
    "10 decimo/decimos",
}
_TIMES: Mapping[str, str] = {
    "en": "2 twice/double/doubled/doubles/doubling 3 thrice/triple/tripled/triples/tripling/treble "
    "4 quadruple/quadrupled 5 quintuple 12 noon 20 twenties 30 thirties 40 forties 50 fifties "
    "60 sixties 70 seventies 80 eighties 90 nineties",
    "de": "2 doppelt/doppelte/verdoppelt/verdoppelte/zweimal/verdoppeln "
    "3 verdreifacht/verdreifachte/verdreifachen/dreimal 4 vervierfacht/vervierfachte "
    "5 verfunffacht 10 verzehnfacht",
    "fr": "2 double/doubles/doublait 3 triple/triples 4 quadruple",
    "es": "2 doble/duplico/duplicado/duplicar 3 triple/triplico/triplicado 4 cuadruple/cuadruplico",
}
_AND: Mapping[str, str] = {"en": "0 and", "de": "0 und", "fr": "0 et", "es": "0 y"}
_MIXED: Mapping[str, str] = {"de": "3/2 anderthalb/eineinhalb 3/4 dreiviertel"}


def pieces_of(word: str, language: str) -> Sequence[NumberWord]:
    """Return the number words in a folded word; empty if they do not make up the whole word.

    >>> [int(piece.value) for piece in pieces_of("zweihundertfunfzig", "de")]
    [2, 100, 50]
    """
    known = _table(language).get(word)
    if known is not None:
        return (known,)
    if language == "en" and word.endswith("fold"):
        return _times(_table("en").get(word.removesuffix("fold")))
    if language == "fr" and word.endswith("iemes"):
        return pieces_of(word[:-1], language)
    return _german(word) if language == "de" else ()


def _times(word: NumberWord | None) -> Sequence[NumberWord]:
    return () if word is None else (NumberWord("times", word.value),)


_GERMAN_STARTS = re.compile("ein|zw[eoa]|dre|vie|fun|fue|sec|sie|ach|neu|zeh|elf|hun|tau|mil")


def _german(word: str) -> Sequence[NumberWord]:
    """Return the number words in a compound, read from left to right."""
    if not _GERMAN_STARTS.match(word):
        return ()
    for ending in ("fache", "fach", "mal"):
        if word.endswith(ending) and (stem := _german_compound(word.removesuffix(ending))):
            return (NumberWord("times", stem[0].value),) if len(stem) == 1 else ()
    if word.endswith("einhalb") and (stem := _german_compound(word.removesuffix("einhalb"))):
        return (NumberWord("cardinal", stem[0].value + Fraction(1, 2)),) if len(stem) == 1 else ()
    return _german_compound(word)


def _german_compound(word: str) -> Sequence[NumberWord]:
    pieces: list[NumberWord] = []
    at = 0
    while at < len(word):
        found = _german_piece().match(word, at)
        if found is None:
            return ()
        pieces.append(_german_words()[found[0]])
        at = found.end()
        if pieces[-1].use in ("ordinal", "part") and at < len(word):
            return ()
    return pieces


@cache
def _german_words() -> Mapping[str, NumberWord]:
    inner = {"ein": NumberWord("cardinal", 1)}
    return {word: piece for word, piece in _table("de").items() if piece.use != "one"} | inner


@cache
def _german_piece() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_german_words(), key=len, reverse=True)))


@cache
def _table(language: str) -> Mapping[str, NumberWord]:
    """Return the number words of a language; of two that are spelled alike, the later one."""
    table: dict[str, NumberWord] = {}

    def add(use: Use, values: Iterable[tuple[Quantity, str]]) -> None:
        table.update((word, NumberWord(use, value)) for value, word in values)

    add("times", _pairs(_TIMES[language]))
    add("part", _pairs(_PARTS[language]))
    for value, word in (*_one_by_one(_ORDINALS[language], 1, 1), *_pairs(_MORE_ORDINALS[language])):
        _add_ordinal(table, language, value, word)
    for first, words in _COUNTED[language].items():
        add("cardinal", _one_by_one(words, first, 1 if first < 20 else 10 if first < 200 else 100))
    add("cardinal", _pairs(_MIXED.get(language, "")))
    add("hundred", _pairs(_HUNDREDS[language]))
    add("scale", _pairs(_SCALES[language]))
    add("one", _pairs(_ONES[language]))
    add("half", _pairs(_HALVES[language]))
    add("and", _pairs(_AND[language]))
    return table


def _add_ordinal(table: dict[str, NumberWord], language: str, value: Quantity, word: str) -> None:
    """Add the forms of an ordinal number, and of the part that has the same name."""
    if language == "de":
        for ending in _GERMAN_ENDINGS:
            table[word + ending] = NumberWord("ordinal", value)
        if value > 2:
            for end in ("el", "eln", "els"):
                table[word + end] = NumberWord("part", value)
        return
    is_part = value > 2 and language in ("en", "fr")
    table.setdefault(word, NumberWord("ordinal", value, is_part))
    if is_part:
        table[f"{word}s"] = NumberWord("part", value)


def _one_by_one(words: str, first: int, step: int) -> Iterable[tuple[Quantity, str]]:
    for position, forms in enumerate(words.split()):
        value = first + position * step
        for word in forms.split("/"):
            yield value, word


def _pairs(text: str) -> Iterable[tuple[Quantity, str]]:
    """Yield the values and words of a text such as "3 tiers 4 quart/quarts"."""
    tokens = text.split()
    for value, forms in zip(tokens[::2], tokens[1::2], strict=True):
        for word in forms.split("/"):
            yield Fraction(value) if "/" in value else int(value), word
