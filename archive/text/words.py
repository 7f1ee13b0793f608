"""The word boundaries of a text, as Unicode has them (UAX #29) but for signs at the edges of words.

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
    first = max(0, offset - _NEAR)
    return _inside().match(text[first : offset + _NEAR], offset - first) is not None


_LETTERS = re.compile("[0-9A-Za-zÀ-ÖØ-öø-ɏ]{2}")
"""Two letters, as stand beside most offsets: a quick answer for them."""
_NEAR = 64
"""Code points on each side of an offset that are looked at. Longer rows of signs that nobody sees,
and of flags, stand in no article; in one that has them, each offset would look at all of them."""


@cache
def _inside() -> Pattern[str]:
    """What stands on both sides of an offset within a word, by the rules WB3 to WB16."""
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
