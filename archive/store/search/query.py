"""What a user types into a search: words, phrases and prefixes, and never syntax.

- Words: all of them must occur, in any order, in one passage.
- `"in quotes"` is a phrase: its words must follow each other.
- `word*` is a prefix: it finds all words that begin so.

Everything else is plain text: an unpaired quotation mark, `AND`, `NEAR(`, `-foo`, `a:b`, `^`. What
the index divides into several tokens (`10.1000/182`, `don't`, `北京`) is looked for as a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.reprs import OneLineRepr, ReprItems
from archive.store.search.words import spans, tokens
from archive.text.folding import plain_signs


@dataclass(frozen=True, slots=True, repr=False)
class Phrase(OneLineRepr):
    """Tokens that must follow each other."""

    tokens: tuple[str, ...]
    """The tokens, one or more."""
    is_prefix: bool = False
    """Whether the last token may be only the beginning of a word."""

    @property
    def match(self) -> str:
        """The phrase as an FTS5 query, in quotation marks."""
        return f'"{" ".join(self.tokens)}"{" *" if self.is_prefix else ""}'

    def places_in(self, tokens: Sequence[str]) -> Iterator[int]:
        """Yield the positions in a list of tokens at which the phrase begins."""
        *before, last = self.tokens
        for end, token in enumerate(tokens):
            if token == last or (self.is_prefix and token.startswith(last)):
                start = end - len(before)
                if start >= 0 and all(map(str.__eq__, before, tokens[start:end])):
                    yield start


@dataclass(frozen=True, repr=False)
class Query(OneLineRepr):
    """Phrases, all of which must occur in a passage; a single word is a phrase too."""

    text: str
    """What the user typed."""
    phrases: tuple[Phrase, ...]
    """The phrases, each once; empty if the text has no words."""

    @property
    def is_empty(self) -> bool:
        """Whether the text has no words; such a query finds nothing."""
        return not self.phrases

    @cached_property
    def match(self) -> str:
        """The query in the syntax of FTS5, every token in quotation marks; empty if `is_empty`.

        >>> parse('c++ "New York" gener*').match
        '"c++" AND "new york" AND "gener" *'
        """
        return " AND ".join(phrase.match for phrase in self.phrases)

    def matches(self, text: str) -> bool:
        """Whether all phrases occur in a text, by a plain comparison of its tokens."""
        in_text = tokens(text)
        return not self.is_empty and all(
            any(True for _ in phrase.places_in(in_text)) for phrase in self.phrases
        )

    def _repr_items(self) -> ReprItems:
        yield None, self.text
        yield "phrases", self.phrases


def parse(text: str) -> Query:
    """Return what a user asks for.

    >>> parse("don't")
    Query("don't", phrases=(Phrase(tokens=('don', 't')),))
    >>> parse('"New York", 5" nails').match
    '"new york" AND "5" AND "nails"'
    """
    return Query(text, tuple(dict.fromkeys(_phrases(text))))


_QUOTED = re.compile(r'(?<!\w)"[^"]+"(?!\w)')
"""A phrase in quotation marks; the mark in `5"` or in the Hebrew abbreviation `צה"ל` is none."""


def _phrases(text: str) -> Iterator[Phrase]:
    at = 0
    for quoted in (*_QUOTED.finditer(plain_signs(text)), None):
        first, end = quoted.span() if quoted else (len(text), len(text))
        for word in text[at:first].split():
            if phrase := _word(word):
                yield phrase
        if in_quotes := tuple(tokens(text[first:end])):
            yield Phrase(in_quotes)
        at = end


def _word(word: str) -> Phrase | None:
    """Return the phrase of a word; none if it has only signs."""
    found = spans(word)
    if not found:
        return None
    ends_at_star = word.endswith("*") and found[-1][2] == len(word) - 1
    return Phrase(tuple(token for token, _, _ in found), ends_at_star)
