"""Escapes characters that could control a terminal."""

from __future__ import annotations

import json
import re


def safe(text: str) -> str:
    r"""Return a text without characters that control a terminal or change the reading direction.

    A tab or line end becomes a space; any other such character is replaced by its code point.

    >>> safe("red: \x9b31m, tab:\t.")
    'red: <U+009B>31m, tab: .'
    """
    if text.isprintable():  # true of most texts, and faster
        return text
    return _STEERING.sub(_visible, text)


_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def safe_lines(text: str) -> str:
    r"""Return a text with its line ends and tabs, but without characters that control a terminal.

    >>> safe_lines("red: \x9b31m,\ttab.\r\n")
    'red: <U+009B>31m,\ttab.\r\n'
    """
    return _NOT_LINES.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


_NOT_LINES = re.compile(rf"(?![\t\n\u2028\u2029]|\r\n){_STEERING.pattern}")


def _visible(match: re.Match[str]) -> str:
    character = match[0]
    return " " if character in "\t\n\r\u2028\u2029" else f"<U+{ord(character):04X}>"


def safe_json(value: object) -> str:
    """Return JSON in which characters that could control a terminal are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "\n".join(_STEERING.sub(_escaped, line) for line in text.split("\n")) + "\n"


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
