"""Codes and messages for strings that do not match the pattern of their type."""

from __future__ import annotations

import re
from typing import Any

from archive.model.base import Line, Prose, Text, Token, Word, Words
from archive.model.captures import ElementPath
from archive.model.identifiers import Id, MediaType, Sha256


def pattern_of(annotated: Any) -> str:
    """Return the regular expression of a type of strings."""
    return next(str(m.pattern) for m in annotated.__metadata__ if getattr(m, "pattern", None))


ID = re.compile(pattern_of(Id))
_XML = ("characters-xml-cannot-carry", "")
BY_PATTERN = {
    pattern_of(Text): _XML,
    pattern_of(Words): _XML,
    pattern_of(Prose): _XML,
    pattern_of(Line): (
        "not-one-line",
        "is not one line: not empty, no blank at its ends, single spaces between words",
    ),
    pattern_of(Word): ("not-a-word", "is not a word of ASCII letters, digits, dots and hyphens"),
    pattern_of(Token): ("not-one-word", "is not one word without blanks"),
    pattern_of(Id): (
        "malformed-value",
        "is not an id: a letter or _, then letters, digits, _ and -, all ASCII",
    ),
    pattern_of(MediaType): (
        "malformed-value",
        "is not a media type such as text/html or text/plain;charset=utf-8",
    ),
    pattern_of(Sha256): (
        "malformed-value",
        "is not a SHA-256 digest: 64 digits, 0 to 9 and a to f",
    ),
    pattern_of(ElementPath): (
        "malformed-value",
        "is not a path of numbered steps to an element, such as /html[1]/body[1]/p[3]",
    ),
}
OTHER_PATTERN = ("malformed-value", "does not have the required form")
