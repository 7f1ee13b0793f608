"""Words of a text, as Unicode has them (UAX #29) but for signs at their edges.

Newer versions of Unicode know more characters, so what is a word may depend on the version that is
installed. No document may be valid or not by it: what asks here can only warn or choose.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Pattern


def splits_word(text: str, offset: int) -> bool:
    """Whether an offset lies inside a word, or inside what a reader sees as one character.

    The words are those of UAX #29, but for signs that readers take for no part of them:

    - An apostrophe or a full stop parts two letters: "Europe’s", "l’été" and "U.S." hold the words
      "Europe", "été" and "U". In Hebrew it does not, since there it spells.
    - A low line or a narrow no-break space parts letters: "_so_" holds the word "so".
    - What nobody sees, such as a mark of direction, is no part of the word before it.
    - Each blank of several stands by itself.

    Without a dictionary nobody can tell the words of Chinese, Japanese, Thai, Lao, Khmer and
    Burmese: between two of their characters (of Katakana aside) no word is split.

    >>> splits_word("since 2015", 8), splits_word("Europe’s", 6), splits_word("1,500", 2)
    (True, False, True)
    """
    if not 0 < offset < len(text):
        return False
    if _LETTERS.match(text, offset - 1):
        return True
    return _edge().match(text, offset) is None


_LETTERS = re.compile("[0-9A-Za-zÀ-ÖØ-öø-ɏ]{2}")
"""Most of what is asked about: so that it is answered at once."""


@cache
def _edge() -> Pattern[str]:
    """Where a word begins or ends, or anything else that is none."""
    import regex

    letter, digit, joiner = r"\p{WB=ALetter}", r"\p{WB=Numeric}", r"\p{WB=ExtendNumLet}"
    sign = r"[\p{WB=MidNumLet}\p{WB=Single_Quote}]"
    unseen = r"[\p{WB=Extend}\p{WB=Format}\p{WB=ZWJ}]"
    return regex.compile(
        r"(?w)\b"
        rf"|(?<={letter}{unseen}*)(?={sign}{unseen}*+{letter})"
        rf"|(?<={letter}{unseen}*{sign}{unseen}*)(?={letter})"
        rf"|(?={joiner})(?<!{digit}{unseen}*)|(?={joiner}{unseen}*+(?!{digit}))"
        rf"|(?<={joiner}{unseen}*)(?!{unseen})((?<!{digit}{unseen}*{joiner}{unseen}*)|(?!{digit}))"
        r"|(?=\p{WB=Format}++\b)"
        r"|(?<=\p{WB=WSegSpace})(?=\p{WB=WSegSpace})"
    )
