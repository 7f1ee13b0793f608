"""Finds runs of words that a value and a text have in common, however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import pairwise
from urllib.parse import unquote

from archive.text.slugs import WITHOUT_ACCENTS

WORDS_IN_A_RUN = 8
"""From this many consecutive words on, a repetition is not a coincidence."""

_WORDS_QUOTED = 3
"""From this many words on, words in quotation marks are a quotation, not a name or phrase."""
_QUOTATION_MARKS = '“”„‟"«»‹›‘’‚‛「」『』'
_QUOTATION = re.compile(
    rf"[{_QUOTATION_MARKS}]([^{_QUOTATION_MARKS}]+(?:(?<=\w)’(?=\w)[^{_QUOTATION_MARKS}]+)*)"
    rf"[{_QUOTATION_MARKS}]|(?<!\w)'([^']+(?:(?<=\w)'(?=\w)[^']+)*)'(?!\w)"
)
"""Matches words between two quotation marks of any kind, which may contain apostrophes."""
_LETTER_IN_BRACKETS = re.compile(r"\[(\w)\]")
_LEFT_OUT = re.compile(r"…|\.\.\.|\[[^\]]*\]")
_WORD = re.compile(r"[^\W_]+")
_UNPARTED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Matches a letter of Thai, Lao, Burmese, Khmer, Japanese or Chinese (no word spaces)."""


class SharedRuns:
    """All runs of eight words in some texts, for comparison with values.

    Case, accents, punctuation and whitespace are ignored, so `the-ferry-is-late` shares the words
    of "The ferry is late". A sign between two letters separates words. A letter of a script without
    word spaces counts as a word.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Index consecutive texts: a run may begin in one text and end in the next one."""
        several = list(texts)
        words = [word for text in several for word in _words(text)]
        written_out = [
            word
            for text in several
            for word in _words(unicodedata.normalize("NFC", text).translate(_WRITTEN_OUT))
        ]
        self._by_beginning: dict[str, set[str]] = defaultdict(set)
        for row in (words, written_out) if written_out != words else (words,):
            for n in range(len(row) - WORDS_IN_A_RUN + 1):
                run = "".join(row[n : n + WORDS_IN_A_RUN])
                self._by_beginning[run[:WORDS_IN_A_RUN]].add(run)
        self._pairs = set(pairwise(words))

    def shares(self, value: str) -> bool:
        """Return whether a run of the texts occurs in a value, also if the value is URL-encoded.

        >>> runs = SharedRuns(["It is said that the ferry to Åland is late."])
        >>> runs.shares("x-that-the-ferry-to-aland-is-late-2"), runs.shares("The ferry is late.")
        (False, False)
        >>> runs.shares("https://example.org/It_is_said_that_the_ferry_to_%C3%85land")
        True
        """
        return self.shared(value) is not None

    def quotes(self, value: str) -> bool:
        """Return whether a value quotes three or more words of the texts in quotation marks.

        Every two consecutive words of the quotation must be consecutive somewhere in the texts.
        Words may be left out, and letters changed in brackets.

        >>> runs = SharedRuns(["The minister said that the ferry is late."])
        >>> (
        ...     runs.quotes("“[T]he ferry is late” is what he said."),
        ...     runs.quotes("He calls it “late”."),
        ... )
        (True, False)
        """
        return any(
            len(words) >= _WORDS_QUOTED and self._pairs.issuperset(pairwise(words))
            for words in map(list, map(_words, _quoted_pieces(value)))
        )

    def shared(self, value: str) -> str | None:
        """Return the first run of the texts that occurs in a value, as the value writes it.

        Percent-encoding and HTML references are decoded. The result is `None` if no run occurs.

        >>> SharedRuns(["It is said that the ferry is late."]).shared(
        ...     "They say: “it is SAID – that the ferry is late”, and wait."
        ... )
        'it is SAID – that the ferry is late'
        """
        if len(value) < WORDS_IN_A_RUN or not self._by_beginning:
            return None
        return next(filter(None, map(self._shared, _readings(value))), None)

    def _shared(self, value: str) -> str | None:
        letters = "".join(_words(value))
        for at in range(len(letters) - WORDS_IN_A_RUN + 1):
            runs = self._by_beginning.get(letters[at : at + WORDS_IN_A_RUN], ())
            if found := [run for run in runs if letters.startswith(run, at)]:
                return _written(value, at, at + max(map(len, found)))
        return None


def _written(value: str, start: int, end: int) -> str:
    """Return the part of a value that its folded letters from `start` to before `end` come from."""
    places = [n for n, sign in enumerate(value) for _ in "".join(_words(sign))]
    return value[places[start] : places[end - 1] + 1]


def _readings(value: str) -> Iterator[str]:
    """Yield a value unchanged, then decoded (HTML, percent-encoding) once or several times."""
    yield value
    for _ in range(_MOST_DECODINGS if "%" in value or "&" in value else 0):
        decoded = unquote(unescape(value))
        if "\ufffd" in decoded:
            decoded = unquote(unescape(value), encoding="latin-1")
        if decoded == value:
            return
        yield (value := decoded)


_MOST_DECODINGS = 3


def _quoted_pieces(value: str) -> Iterator[str]:
    """Yield the words in quotation marks, split where a mark shows an omission."""
    for quotation in _QUOTATION.finditer(value):
        words = next(filter(None, quotation.groups()), "")
        yield from _LEFT_OUT.split(_LETTER_IN_BRACKETS.sub(r"\1", words))


def _words(text: str) -> Iterator[str]:
    """Yield the folded words of a text; each has at least one letter or digit."""
    for word in _WORD.findall(_folded(text)):
        if _UNPARTED.search(word):
            yield from word
        else:
            yield word


_LETTERS = {sign: letters for sign, letters in WITHOUT_ACCENTS.items() if letters}
"""Without apostrophes: these separate words, as in "don't", in any language."""


_NO_LETTERS = frozenset(("Mn", "Mc", "Me", "Lm", "Cf"))
"""Categories of signs within words: accents, tatweel, soft hyphens, marks of direction."""
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa"}
)
"""How addresses without accents spell accented letters."""


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).translate(_LETTERS).casefold()
    return "".join(c for c in decomposed if unicodedata.category(c) not in _NO_LETTERS)
