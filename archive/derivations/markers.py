"""Decides whether a text can be the marker of a list item or note, or is words of the article."""

from __future__ import annotations

import re
from collections.abc import Collection
from unicodedata import category, numeric

_TOKEN = re.compile(r"\d+|[^\W\d_]+|\s+|.", re.DOTALL)
_NUMERAL = re.compile(
    r"([a-zA-Z])\1*|(?i:m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))"
    r"|[一二三四五六七八九十百]{1,4}"
)
"""Matches letters, Roman numerals and Chinese numerals that count items and notes."""
_BLANKS = frozenset(" \t\n\u00a0\u2002\u2003\u2009\u202f\u3000")
_LONGEST = 40
"""The most code points of a marker."""
_MOST_DIGITS = 4
_MOST_SIGNS = 8
_ENDS = frozenset(".):]>）］〕】")
"""Signs that end a counter."""
_SIGNS = frozenset(("Pd", "Ps", "Pe", "Po", "So", "Sk", "No"))
"""Unicode categories of signs in markers; signs with their own meaning are excepted."""
_SAYING = frozenset("%‰‱,;!?¡¿\"'&@✓✔✗✘☑☒")
_MORE_SIGNS = frozenset("+~→←↑↓⇒⇐►▶⤴↩\ufe0e\ufe0f")


def is_marker(
    marker: str,
    words: Collection[str] = (),
    *,
    bare_number: bool = True,
    bare_letter: bool = True,
) -> bool:
    """Whether a text can be the marker of an item or note, that is, counters and signs.

    Args:
        marker: The text, with the blanks after it.
        words: Words that the marker may contain.
        bare_number: Whether a number without a sign after it can be a marker. "1." has a sign;
            without it, the number may be a word of the article.
        bare_letter: Whether a letter without a sign after it can be a marker.

    >>> [is_marker(one) for one in ("1. ", "a) ", "^ a b ", "Not ", "50,000 € ", "- 40 % ")]
    [True, True, True, False, False, False]
    >>> is_marker("50 ", bare_number=False), is_marker("5.1) ", bare_number=False)
    (False, True)
    """
    if len(marker) > _LONGEST or "\n" in marker.strip():
        return False
    signs, before, counters, bare = 0, "", 0, ""
    for token in _TOKEN.findall(marker):
        if token.isspace():
            if not _BLANKS.issuperset(token):
                return False
        elif token in words or token.casefold() in words:
            bare = ""
        elif token.isdecimal() or token[0].isalpha():
            is_letter = len(token) == 1 and token.isalpha()
            is_parted = before != "" and not before.isspace()
            is_counter = len(token) <= _MOST_DIGITS if token.isdecimal() else _is_numeral(token)
            if len(token) == _MOST_DIGITS and counters:
                return False  # a date
            if not is_counter or not (counters == 0 or is_parted or is_letter):
                return False
            counters, bare = counters + 1, token
        elif token in _SAYING or not all(map(_is_sign, token)):
            return False
        else:
            signs += len(token)
            bare = "" if token in _ENDS else bare
        before = token
    may_be_bare = bare == "" or (bare_number if bare.isdecimal() else bare_letter)
    return signs <= _MOST_SIGNS and may_be_bare


def _is_sign(character: str) -> bool:
    is_fraction = not float(numeric(character, 0)).is_integer()
    return character in _MORE_SIGNS or (category(character) in _SIGNS and not is_fraction)


def _is_numeral(letters: str) -> bool:
    is_one_case = letters in (letters.lower(), letters.upper())
    return is_one_case and _NUMERAL.fullmatch(letters) is not None
