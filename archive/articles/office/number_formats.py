"""Formats the numbers of list items: letters, Roman numerals."""

from __future__ import annotations

from typing import Any

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_LETTERS = 30
"""The most times that Word repeats a letter in a number (ECMA-376 part 1, 17.18.59)."""


def marker_of(attributes: Any, position: int) -> str:
    """Return the number of a list item, with its delimiters, from pandoc's attributes of the list.

    Args:
        attributes: The first number, the style of the numbers, and their delimiter.
        position: The position of the item in the list, from 0.

    >>> marker_of([3, {"t": "LowerRoman"}, {"t": "OneParen"}], 1)
    'iv) '
    """
    first, style, delimiter = attributes
    number = _formatted_number(first + position, style["t"])
    match delimiter["t"]:
        case "OneParen":
            return f"{number}) "
        case "TwoParens":
            return f"({number}) "
        case _:
            return f"{number}. "


def _formatted_number(number: int, style: str) -> str:
    match style:
        case "LowerAlpha":
            return letters(number)
        case "UpperAlpha":
            return letters(number).upper()
        case "LowerRoman":
            return roman(number)
        case "UpperRoman":
            return roman(number).upper()
        case _:
            return str(number)


def letters(number: int) -> str:
    """Return the letters that word processors write for a number; 1 is `a`.

    >>> letters(2), letters(28)
    ('b', 'bb')
    """
    times = min((number - 1) // 26, _MOST_LETTERS - 1) + 1
    return chr(ord("a") + (number - 1) % 26) * times


def roman(number: int) -> str:
    """Return a number in Roman numerals, in lower case.

    >>> roman(1994)
    'mcmxciv'
    """
    made = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        made += sign * count
    return made
