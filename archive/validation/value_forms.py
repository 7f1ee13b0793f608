"""Searches strings of a capture for values of the metadata, in any usual form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import unescape
from typing import Any, Literal, NamedTuple
from urllib.parse import urljoin

from archive.model.licences import Licence, recognise, recognise_printed
from archive.model.names import Name
from archive.text.characters import ALONE
from archive.text.normalized import normalized
from archive.text.printed_dates.names import month_number

Form = Literal[
    "title", "genre", "line", "name", "words", "date", "language", "identifier", "address",
    "licence",
]  # fmt: skip
"""The kind of a string; it determines in which other forms the string may occur."""


class Part(NamedTuple):
    """A string of a metadata value; it must be in the capture."""

    field: str
    """The field of the value with the string."""
    form: Form
    text: str


_FIELDS: Mapping[str, Form] = {
    "text": "words",
    "title": "title",
    "place": "line",
    "date": "date",
    "value": "line",
    "tag": "language",
    "address": "address",
    "term": "line",
    "notice": "words",
    "uri": "licence",
    "spdx": "licence",
    "holders": "line",
}
"""The form of each field that is compared with captures. Other fields are not compared: they are
judgements, such as the role of a contributor, or additions, such as the vocabulary of a keyword."""
_FORMS_BY_NAME: Mapping[tuple[str, str], Form] = {
    ("titles", "text"): "title",
    ("identifiers", "value"): "identifier",
    ("genre", "term"): "genre",
}
_NOT_HELD = frozenset((("keywords", "uri"),))


def parts_of(name: str, value: Mapping[str, Any]) -> Iterator[Part]:
    """Yield the parts of a value (as JSON) that must be in the capture.

    Args:
        name: The field of the metadata with the value, or `rights`.
        value: The value.
    """
    for field, content in value.items():
        if field == "name":
            person = content if isinstance(content, str) else str(Name.model_validate(content))
            yield Part(field, "line" if isinstance(content, str) else "name", person)
        elif field in _FIELDS and (name, field) not in _NOT_HELD:
            form = _FORMS_BY_NAME.get((name, field), _FIELDS[field])
            for text in [content] if isinstance(content, str) else content or ():
                yield Part(field, form, str(text))


class Strings:
    """Strings of a capture that are searched for a value."""

    def __init__(
        self,
        given: Sequence[str],
        *,
        bases: Sequence[str] = (),
        is_long: bool = False,
        is_notice: bool = False,
    ) -> None:
        """Store the strings.

        Args:
            given: The strings as they are in the capture.
            bases: The base addresses for relative addresses.
            is_long: Whether the strings are long texts, with values anywhere in them.
            is_notice: Whether a licence may be given in words; otherwise only by its address.
        """
        self.given = [one for one in dict.fromkeys(given) if one.strip()]
        self._bases, self._is_long, self._is_notice = bases, is_long, is_notice

    @property
    def _places(self) -> list[str]:
        """The strings that are short enough for a value of one line."""
        return [one for one in self.given if self._is_long or len(one) <= _LONGEST_PLACE]

    @cached_property
    def _folded(self) -> list[str]:
        return [folded(one) for one in self._places]

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(one.strip(_EDGES) for one in self._folded)

    @cached_property
    def _words(self) -> list[str]:
        return [_in_words(folded(one)) for one in self.given]

    def hold(self, part: Part) -> bool:
        """Return whether these strings contain a part of a value."""
        is_there = part.text in self._exact
        return is_there or bool(getattr(self, f"_hold_{part.form}")(part.text))

    @cached_property
    def _exact(self) -> frozenset[str]:
        return frozenset(self.given)

    def _hold_title(self, title: str) -> bool:
        title = folded(title).strip(_EDGES)
        places = self._lines if self._is_long else self._folded
        return not title or any(stands_apart(title, one) for one in places)

    @cached_property
    def _lines(self) -> list[str]:
        """The pieces of long texts between line ends, tags and quotation marks.

        A title must be a whole piece, not a part of a sentence.
        """
        pieces = {piece for text in self.given for piece in re.split(r"[<>\"\n]", text)}
        return [folded(one) for one in pieces if one.strip()]

    def _hold_line(self, line: str) -> bool:
        if self._is_long:
            return self._hold_words(line)
        line = folded(line).strip(_EDGES)
        return (
            not line or line in self._whole or any(stands_apart(line, one) for one in self._folded)
        )

    def _hold_genre(self, term: str) -> bool:
        """Search for a genre as a line, or as the end of `https://schema.org/Article`."""
        return self._hold_line(term) or self._hold_identifier(term)

    def _hold_words(self, words: str) -> bool:
        lines = filter(None, map(_in_words, map(folded, words.split("\n"))))
        return all(any(line in one for one in self._words) for line in lines)

    def _hold_name(self, name: str) -> bool:
        name = folded(name)
        words = _WORD.findall(name)
        is_whole = "," in name or re.search(f"[{_UNPARTED}]", name) is not None
        if is_whole and any(_in_words(name) in one for one in self._words):
            return True
        return not words or any(_name_pattern(words).search(one) for one in self._folded)

    def _hold_date(self, edtf: str) -> bool:
        begun = _BEGUN_YEAR.findall(edtf)
        return all(
            any(re.search(rf"(?<!\d){digits}", one) for one in self._places) for digits in begun
        ) and all(any(_has_date(date, one) for one in self._dates) for date in _dates_of(edtf))

    @cached_property
    def _dates(self) -> list[list[_Token]]:
        return [_date_tokens(one) for one in self._places]

    def _hold_language(self, tag: str) -> bool:
        tag = tag.casefold()
        if self._is_long:  # in a whole file, "it" and "no" are also words
            stated = re.compile(rf"lang\w*[\"']?\s*[=:]\s*[\"']?{re.escape(tag)}\b", re.I)
            return any(stated.search(text) for text in self.given)
        found = (text.casefold().replace("_", "-") for text in self.given if _TAGS.fullmatch(text))
        return any(
            one == tag or one.startswith(f"{tag}-")
            for text in found
            for one in re.split(r"[\s,;]+", text)
        )

    def _hold_identifier(self, value: str) -> bool:
        sought = _without_hyphens(value).removeprefix("pmc")
        for token in self._tokens:
            found = _without_hyphens(token).rstrip(".,;/")
            if found.endswith(sought) and not found[: -len(sought)][-1:].isalnum():
                return True
        return False

    @cached_property
    def _tokens(self) -> list[str]:
        """The pieces between blanks and quotation marks, such as addresses and identifiers."""
        texts = [*self.given, *map(unescape, self.given)]
        tokens = {token for text in texts for token in _TOKEN.findall(text)}
        return [*tokens, *(one for one in texts if not self._is_long)]

    def _hold_address(self, address: str) -> bool:
        sought = _comparable_address(address)
        return any(
            _comparable_address(one) == sought
            for token in self._tokens
            for one in (token, token.rstrip(".,;)"), *(joined(b, token) for b in self._bases))
        )

    def _hold_licence(self, text: str) -> bool:
        licence = recognise(text)
        if licence is None:
            is_address = re.match(r"\w+:", text)
            return self._hold_address(text) if is_address else self._hold_words(text)
        is_named = self._is_notice and licence in self._licences_by_name
        return is_named or licence in self._licences_by_address

    @cached_property
    def _licences_by_address(self) -> Sequence[Licence | None]:
        addresses = {one for text in self.given for one in _ADDRESS.findall(text)}
        return [recognise(one.rstrip(".,;")) for one in addresses if _OF_LICENCE.search(one)]

    @cached_property
    def _licences_by_name(self) -> Sequence[Licence | None]:
        notices = (one for one in self.given if len(one) <= _LONGEST_NOTICE)
        return [recognise_printed(one) for text in notices for one in _stretches(text)]


# --- words ---

_LONGEST_PLACE = 2000
"""The maximum length of an element's text in which a value of one line is searched for."""
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_UNPARTED = rf"{ALONE}\u0e00-\u0eff\u1100-\u11ff"
"""Letters of scripts in which words are not always separated, such as Thai, Lao and Hangul."""
_WORD = re.compile(rf"[{_UNPARTED}]|[^\W{_UNPARTED}]+")
_TAGS = re.compile(r"\s*[\w-]{2,35}(?:[\s,;]+[\w-]{2,35}){0,9}\s*")
_TOKEN = re.compile(r"[^\s\"'<>“”]+")


def folded(text: str) -> str:
    """Normalize capitals, blanks, quotation marks and entities of a text, for comparison."""
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    text = re.sub("[\u0300-\u036f]", "", normalized(text))
    return " ".join(text.casefold().split())


def _in_words(text: str) -> str:
    """Return only the words of a text, each between blanks."""
    words = _WORD.findall(text)
    return f" {' '.join(words)} " if words else ""


_EDGES = " .,;:!?\"'()[]"
_PARTING, _PARTING_BESIDE_BLANKS = "|·•»,;、،=", "-/:"
"""Signs between a title and the name of a site, or between keywords."""
_LONGEST_EDGE = 8


def stands_apart(line: str, text: str) -> bool:
    """Return whether a line is the whole text, or a part that signs separate from the rest.

    >>> stands_apart("the moon", "the moon | the gazette"), stands_apart("moon", "the moon")
    (True, False)
    """
    at = text.find(line)
    while at >= 0:
        before = text[max(0, at - _LONGEST_EDGE) : at]
        after = text[at + len(line) : at + len(line) + _LONGEST_EDGE]
        if _is_parted(before[::-1], at) and _is_parted(after, len(text) - at - len(line)):
            return True
        at = text.find(line, at + 1)
    return False


def _is_parted(beside: str, length: int) -> bool:
    """Whether the characters next to a line separate it from other words.

    Args:
        beside: The next characters, read away from the line.
        length: The number of all characters on this side of the line.
    """
    rest = beside.lstrip(" .!?\"'()[]")
    if not rest:
        return length <= len(beside)
    has_blank = " " in beside[: len(beside) - len(rest)] or rest[1:2] == " "
    return rest[0] in _PARTING or (rest[0] in _PARTING_BESIDE_BLANKS and has_blank)


_WITHIN_NAME = r"[^\w,;&|]+(?:\w[^\w,;&|]+)?"
"""The characters between two words of a name; an initial may be among them."""
_NOT_AFTER_NAME = r"(?:(?<=\bby )|(?<!\w ))"
_BEFORE_GIVEN = r"[^\w;&|]+"


def _name_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for a name in its usual order, or with the last words first."""
    words = [re.escape(word) for word in words]
    forms = [_WITHIN_NAME.join(words)]
    for n in range(1, len(words)):
        last, first = _WITHIN_NAME.join(words[n:]), _WITHIN_NAME.join(words[:n])
        forms.append(f"{_NOT_AFTER_NAME}{last}{_BEFORE_GIVEN}{first}")
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


# --- dates ---

_DATE = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\dX])")
_BEGUN_YEAR = re.compile(r"(?<!\d)\d+(?=X)")
"""The known digits of a year with unknown digits."""
_DATE_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_YEAR_DIGITS, _DAY_DIGITS = 4, 8
_LAST_MONTH, _LAST_DAY = 12, 31


def _dates_of(edtf: str) -> Iterator[tuple[int, ...]]:
    """Yield the dates in an EDTF expression, each as year, and month and day if given."""
    for found in _DATE.finditer(re.sub(r"[?~%]|T[\d:.]+(?:Z|[+-][\d:]+)?", "", edtf)):
        numbers = [int(one) for one in found.groups() if one]
        is_season = len(numbers) > 1 and numbers[1] > _LAST_MONTH
        yield tuple(map(abs, numbers[:1] if is_season else numbers))


class _Token(NamedTuple):
    """A number in a text, or the name of a month."""

    number: int
    is_name: bool = False
    is_joined: bool = False
    """Whether a sign connects it to the number before it."""

    def is_day(self) -> bool:
        return not self.is_name and self.number <= _LAST_DAY


def _date_tokens(text: str) -> list[_Token]:
    """Return the numbers and months in a text."""
    text = text.lower()
    tokens: list[_Token] = []
    for found in _DATE_TOKEN.finditer(text):
        token = found[0]
        if not token.isdecimal():
            if month := month_number(token):
                tokens.append(_Token(month, is_name=True))
        elif len(token) >= _DAY_DIGITS and token[:2] in ("18", "19", "20"):
            tokens += map(_Token, map(int, (token[:4], token[4:6], token[6:8])))
        elif len(token) <= _YEAR_DIGITS:
            is_joined = text[max(0, found.start() - 1) : found.start()] in ("-", "/", ".", "年")
            tokens.append(_Token(int(token), is_joined=is_joined))
    return tokens


def _has_date(date: tuple[int, ...], tokens: Sequence[_Token]) -> bool:
    """Whether the tokens contain a date, in any usual order."""
    year, *rest = date
    if not rest:
        return any(token.number == year and not token.is_name for token in tokens)
    begins = _begins_month if len(rest) == 1 else _begins_day
    return any(begins(date, tokens, at) for at in range(len(tokens) - 1))


def _begins_month(date: tuple[int, ...], tokens: Sequence[_Token], at: int) -> bool:
    """Whether two tokens from `at` on are the month and year of a date."""
    year, month = date
    one, other = tokens[at : at + 2]
    if (one.number, other.number) == (year, month):
        return other.is_name or other.is_joined
    follows_day = at > 0 and (tokens[at - 1].is_name or tokens[at - 1].is_day())
    return (one.number, other.number) == (month, year) and (one.is_name or not follows_day)


def _begins_day(date: tuple[int, ...], tokens: Sequence[_Token], at: int) -> bool:
    """Whether the tokens from `at` on are a date, perhaps the first or last one of a period."""
    year, month, day = date
    found = tokens[at : at + 5]
    numbers = tuple(token.number for token in found)
    names = tuple(token.is_name for token in found)
    if numbers[:3] == (year, month, day):
        return not names[2]
    is_day_first = numbers[:2] == (day, month) and not names[0]
    is_month_first = numbers[:2] == (month, day) and not names[1]
    if is_day_first or is_month_first:
        is_whole = numbers[2:3] in ((year,), (year % 100,))
        has_days = numbers[3:4] == (year,) and found[2].is_day()  # March 1-3, 2024
        has_months = numbers[4:5] == (year,) and any(names[2:4])  # 1 March to 5 April 2024
        if is_whole or has_days or has_months:
            return True
    has_days = numbers[2:4] == (month, year) and found[1].is_day()  # 1-3 March 2024
    return numbers[0] == day and not names[0] and has_days


# --- identifiers, addresses, licences ---


def _without_hyphens(text: str) -> str:
    return re.sub(r"[\s\-‐‑–]", "", text).casefold()


def _comparable_address(address: str) -> str:
    """Return an address without the parts in which equivalent addresses differ."""
    return re.sub(r"^https?:", "", unescape(address).strip().casefold()).rstrip("/")


def joined(base: str, address: str) -> str:
    """Resolve an address against a base address; return an empty string if it is not valid."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>()]+", re.I)
_OF_LICENCE = re.compile("licen[cs]e|creativecommons|rights|spdx|publicdomain|gnu|opensource", re.I)
_MOST_WORDS = 12
"""The maximum number of words in the name of a licence."""
_LONGEST_NOTICE = 2000
_NAMES_LICENCE = re.compile(
    r"\bcc\b|\(cc\)|creative|licen[cs]e|rights|domain|copyright|\bmit\b|gpl|apache|bsd", re.I
)


def _stretches(text: str) -> Iterator[str]:
    """Yield each part of a notice that may be the name of a licence."""
    words = [*re.finditer(r"\S+", text)]
    for first, start in enumerate(words):
        for end in words[first : first + _MOST_WORDS]:
            stretch = text[start.start() : end.end()].strip(_EDGES)
            if stretch and _NAMES_LICENCE.search(stretch):
                yield stretch
