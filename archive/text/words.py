"""The word boundaries of a text, by UAX #29 with exceptions for signs at the edges of words.

Newer versions of Unicode define more characters, so words may depend on the installed version.
Validity must not depend on them: callers may only warn or choose by them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Pattern


def splits_word(text: str, offset: int) -> bool:
    """Whether an offset is inside a word, or inside what a reader sees as one character.

    The words are those of UAX #29, except for signs that readers do not see as part of words:

    - An apostrophe or a full stop separates two letters: "Europe’s", "l’été" and "U.S." contain the
      words "Europe", "été" and "U". In Hebrew it does not, because it is part of the spelling.
    - A low line or a narrow no-break space separates letters: "_so_" contains the word "so".
    - An invisible sign, such as a mark of direction, is not part of the word before it.
    - Each of several consecutive blanks is separate.

    The words of Chinese, Japanese, Thai, Lao, Khmer and Burmese cannot be found without a
    dictionary: an offset between two of their characters (except Katakana) splits no word.

    >>> splits_word("since 2015", 8), splits_word("Europe’s", 6), splits_word("1,500", 2)
    (True, False, True)
    """
    if not 0 < offset < len(text):
        return False
    if _LETTERS.match(text, offset - 1):
        return True
    first = max(0, offset - _NEAR)
    return _inside().match(text[first : offset + _NEAR], offset - first) is not None


_LETTERS = re.compile("[0-9A-Za-zÀ-ÖØ-öø-ɏ]{2}")
"""Matches two letters, one on each side of an offset: a quick answer for most offsets."""
_NEAR = 64
"""Code points on each side of an offset that are examined. No article has more invisible signs or
flags in a row; in a text that has them, each offset would examine the whole row."""


@cache
def _inside() -> Pattern[str]:
    """Return the pattern of the text around an offset within a word, by the rules WB3 to WB16."""
    import regex

    hebrew, digit, kana = r"\p{WB=Hebrew_Letter}", r"\p{WB=Numeric}", r"\p{WB=Katakana}"
    other, flag = r"\p{WB=ALetter}", r"\p{WB=Regional_Indicator}"
    letter = f"[{other}{hebrew}]"
    quote = r"\p{WB=Single_Quote}"
    sign = rf"[\p{{WB=MidNumLet}}{quote}]"
    marks = r"[\p{WB=Extend}\p{WB=ZWJ}\p{GCB=SpacingMark}]"  # such as the "am" of Thai and Lao
    unseen = r"[\p{WB=Extend}\p{WB=Format}\p{WB=ZWJ}]*"
    one_flag = flag + unseen
    joined = (
        (f"[{other}{hebrew}{digit}]", "", f"[{other}{hebrew}{digit}]"),
        (letter, r"\p{WB=MidLetter}", letter),
        (hebrew, sign, letter),
        (other, sign, hebrew),
        (hebrew, r"\p{WB=Double_Quote}", hebrew),
        (digit, rf"[\p{{WB=MidNum}}\p{{WB=MidNumLet}}{quote}\p{{WB=ExtendNumLet}}]", digit),
        (kana, "", kana),
    )
    ahead = r"(?=\p{WB=Format}*+"
    ways = [
        r"(?<=\r)(?=\n)",
        r"(?<=\p{WB=ZWJ})(?=\p{Extended_Pictographic})",
        rf"(?<=[^\r\n\p{{WB=Newline}}]){ahead}{marks})",
        rf"(?<={hebrew}{unseen}){ahead}{quote})",
        rf"(?<=(?<!{one_flag})(?:{one_flag}{one_flag})*{one_flag}){ahead}{flag})",
    ]
    for before, between, after in joined:
        if between:
            ways.append(rf"(?<={before}{unseen}){ahead}{between}{unseen}+{after})")
        middle = f"{between}{unseen}" if between else ""
        ways.append(rf"(?<={before}{unseen}{middle}){ahead}{after})")
    return regex.compile("|".join(ways))
