"""The value type of a scheme of identifiers: form, example, check digits."""

from collections.abc import Callable
from typing import NamedTuple

CheckDigits = Callable[[str], tuple[str, str]]
"""Returns the check digits of an identifier without hyphens and spaces: as written, and correct."""


class Scheme(NamedTuple):
    """A scheme of identifiers."""

    form: str
    """A regular expression for a whole bare identifier."""
    example: str
    check_digits: CheckDigits | None = None
