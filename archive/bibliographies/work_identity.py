"""Decides whether two works are the same, by identifiers, address, or title and author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import ne

from archive.model.names import Name
from archive.model.works import Work

_WHOLE_BOOKS = frozenset(
    ("book", "classic", "collection", "manuscript", "periodical", "report", "standard", "thesis")
)
"""The types of works that have an ISBN of their own; a chapter has the ISBN of its book."""
_DISTINCTIVE_LENGTH = 16
"""If a title is at least this long, it identifies, with the year, a work without an author."""
_UNIQUE_SCHEMES = frozenset(
    ("DOI", "PMID", "PMCID", "arXiv", "Handle", "ARK", "OCLC", "LCCN", "URN", "Wikidata")
)


def identities_of(work: Work) -> Iterator[tuple[str, str]]:
    """Yield pairs of scheme and value that identify a work, the most certain first.

    An ISBN identifies a whole book; for a part of a book, the title of the part is added. To an
    ISSN, the volume and the first page are added, to the id the title. An address is compared
    without `http:` or `https:`, `www.`, capitals in the host and a slash at the end. The last pair
    is the title with the first author and the year.
    """
    for identifier in work.identifiers:
        if identifier.scheme in _UNIQUE_SCHEMES:
            yield identifier.scheme, _normalized_value(identifier.scheme, identifier.value)
    title = _folded(work.title or "")
    for identifier in work.identifiers:
        if identifier.scheme == "ISBN" and (work.type in _WHOLE_BOOKS or title):
            part = "" if work.type in _WHOLE_BOOKS else f" {title}"
            yield "ISBN", _isbn_13(identifier.value) + part
        elif identifier.scheme == "ISSN" and work.volume and work.page:
            yield "ISSN", f"{identifier.value} {work.volume} {re.split('[-–—]', work.page)[0]}"
    if work.address:
        yield "address", _address(work.address)
    yield "id", f"{work.id} {title}"
    if work.issued and (work.author or len(title) >= _DISTINCTIVE_LENGTH):
        first = work.author[0] if work.author else Name(literal="-")
        name = _folded(first.family or first.literal or first.given or "")
        yield "title, author and year", f"{title} {name} {work.issued[:4]}"


def identity_by_key(key: str, work: Work) -> tuple[str, str]:
    """Return the pair of scheme and value for the key of a bibliography entry, with the title."""
    return "id", f"{key} {_folded(work.title or '')}"


def are_different(one: Work, other: Work, *, by: str) -> bool:
    """Whether two works are different although they have the same value in the scheme `by`.

    Works are different if both have identifiers of a scheme that identifies one work only, and none
    of these is the same. Works with the same address are different if their titles differ and
    neither title is a shorter form of the other.
    """
    if by == "address" and one.title and other.title:
        shorter, longer = sorted((_folded(one.title), _folded(other.title)), key=len)
        if not longer.startswith(shorter):
            return True
    if by == "title, author and year" and any(
        map(ne, _publication_of(one), _publication_of(other))
    ):
        return True
    for scheme in _UNIQUE_SCHEMES:
        values = [
            {
                _normalized_value(scheme, found.value)
                for found in work.identifiers
                if found.scheme == scheme
            }
            for work in (one, other)
        ]
        if all(values) and not values[0] & values[1]:
            return True
    return False


def _publication_of(work: Work) -> tuple[str | None, ...]:
    """Return the values that distinguish works with the same title, author and year."""
    return work.type, work.volume, work.issue, work.page, work.edition


def normalized_identifier(scheme: str, value: str) -> str:
    """Return an identifier in the form that is compared with other identifiers of its scheme."""
    return _isbn_13(value) if scheme == "ISBN" else _normalized_value(scheme, value)


def _normalized_value(scheme: str, value: str) -> str:
    if scheme == "arXiv":
        return re.sub(r"v\d+$", "", value)
    return value.casefold() if scheme in ("DOI", "Handle", "URN") else value


def _isbn_13(value: str) -> str:
    """Return an ISBN in its form with thirteen digits."""
    digits = re.sub("[- ]", "", value)
    if len(digits) != 10:
        return digits
    first = f"978{digits[:9]}"
    total = sum(int(digit) * (1, 3)[n % 2] for n, digit in enumerate(first))
    return f"{first}{-total % 10}"


def _address(value: str) -> str:
    found = re.match(r"(?i)https?://(?:www\.)?([^/?#]*)", value)
    if found is None:
        return value
    return found[1].lower() + value[found.end() :].rstrip("/")


def _folded(text: str) -> str:
    """Return a title without capitals, punctuation and spaces, which often differ."""
    return "".join(filter(str.isalnum, text.casefold()))
