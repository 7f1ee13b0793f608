"""ISBN: books, with ten digits or thirteen (ISO 2108)."""

from archive.model.identifiers.schemes.check_digits import mod_11
from archive.model.identifiers.schemes.scheme import Scheme


def _mod_10(text: str) -> tuple[str, str]:
    """Return the check digits of an ISBN-13: the weights are 1 and 3 in turn."""
    total = sum(map(int, text[:-1:2])) + 3 * sum(map(int, text[1:-1:2]))
    return text[-1], str(-total % 10)


def _isbn(text: str) -> tuple[str, str]:
    return mod_11(text) if len(text) == 10 else _mod_10(text)


SCHEME = Scheme(r"97[89](?:-?\d){10}|\d(?:-?\d){8}-?[\dX]", "978-0-306-40615-7", _isbn)
