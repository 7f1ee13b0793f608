"""Displays values and classes in messages."""

from __future__ import annotations

import json
from typing import Any

from archive.english import with_article
from archive.findings import MOST_SHOWN, shortened
from archive.model import unknown_fields
from archive.model.base import Model
from archive.model.introspection import kind_for


def a_model(cls: type[Model]) -> str:
    """Return the name of a class for messages, with the indefinite article: "an anchor"."""
    word = _class_in_words(cls)
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def the_model(cls: type[Model]) -> str:
    """Return the name of a class for messages, with the definite article: "the record"."""
    return f"the {_class_in_words(cls)}"


def _class_in_words(cls: type[Model]) -> str:
    """Return the name of a class for messages: "block origin" for `BlockOrigin`."""
    return "record" if cls.__name__ == unknown_fields.RECORD else kind_for(cls)


def with_short_values(message: str, context: dict[str, Any]) -> str:
    """Return a message with its value shortened.

    The reason in the message is shortened only if it repeats a very long value.
    """
    for name, quoted in context.items():
        most = MOST_SHOWN if name == "value" else _LONGEST_REASON
        if isinstance(quoted, str) and len(quoted) > most:
            message = message.replace(quoted, shortened(quoted))
    return message


def display_value(value: Any) -> str:
    """Return a value for a message: as JSON, shortened."""
    match value:
        case str():
            return f'"{printable(shortened(value))}"'
        case None | True | False:
            return {None: "null", True: "true", False: "false"}[value]
        case dict():
            return "an object"
        case Model():
            return with_article(type(value).__name__)
        case list() | tuple():
            return f"an array of {len(value)}" if value else "an empty array"
        case int() if abs(value) >= LONG:
            return "a number of more than 60 digits"
        case _:
            return printable(shortened(str(value)))


def printable(text: str) -> str:
    """Return a text with invisible characters as JSON escapes."""
    return "".join(
        character if character.isprintable() else json.dumps(character)[1:-1] for character in text
    )


def double_quoted(expected: str) -> str:
    """Return the values that pydantic expects, in double quotes: `"a", "b" or "c"`."""
    return expected.replace("'", '"')


LONG = 10**60
_LONGEST_REASON = 300
"""The most code points of a reason; longer reasons are shortened."""
