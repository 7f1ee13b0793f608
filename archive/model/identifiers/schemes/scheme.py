"""The value type of a scheme of identifiers: form, example, check digits."""

from collections.abc import Callable
from typing import NamedTuple

CheckDigits = Callable[[str], tuple[str, str]]
"""A function that returns the written and the correct check digits of an identifier. The identifier
is passed without hyphens and spaces."""


class Scheme(NamedTuple):
    """A scheme of identifiers."""

    form: str
    """A regular expression that matches a whole bare identifier."""
    example: str
    check_digits: CheckDigits | None = None
