"""Reads Roman numerals."""

from __future__ import annotations

import re

from archive.text.numbers.values import Number

_ROMAN = re.compile(
    r"(M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?:er?|ème|es)?"
)
_SIGNS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman_numeral(word: str, start: int, end: int) -> Number | None:
    """Return the number of a Roman numeral, perhaps with a French ending: "XIV", "XXe".

    Of single letters, only "V" and "X" are numerals. "II", and numerals with letters other than I,
    V and X ("CD", "MD"), are `vague`.
    """
    match = _ROMAN.fullmatch(word)
    numeral = match[1] if match else ""
    if len(numeral) < 2 and numeral not in ("V", "X"):
        return None
    signs = [_SIGNS[sign] for sign in numeral]
    pairs = zip(signs, [*signs[1:], 0], strict=True)
    value = sum(-sign if sign < following else sign for sign, following in pairs)
    is_sure = value > 2 and len(numeral) > 1 and set(numeral) <= set("IVX")
    return Number(start, end, ((value,),), "sure" if is_sure else "vague")
