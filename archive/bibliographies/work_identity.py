"""Decides whether two works are the same: by identifiers, by address, or by title and author."""

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
"""The fewest letters of a title that, with the year, identifies a work without an author."""
_UNIQUE_SCHEMES = frozenset(
    ("DOI", "PMID", "PMCID", "arXiv", "Handle", "ARK", "OCLC", "LCCN", "URN", "Wikidata")
)


def identities_of(work: Work) -> Iterator[tuple[str, str]]:
    """Yield the identities of a work, the most certain first: a scheme and a value.

    An ISBN identifies a whole book; it identifies a part of a book only with its title, and an ISSN
    identifies a work only with volume and first page. An address is compared without `http:` or
    `https:`, `www.`, capitals in its host and a slash at its end. The id identifies a work together
    with the title. The last identity is the title with the first author and the year.
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
    """Return the identity of a work by the key of its entry in a bibliography, and its title."""
    return "id", f"{key} {_folded(work.title or '')}"


def are_different(one: Work, other: Work, *, by: str) -> bool:
    """Whether two works are different although they have the same value of the scheme `by`.

    They are different if both have an identifier of a scheme that names only one work, and have
    none in common. At one address, they are different if their titles differ and neither title is a
    shorter form of the other.
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
    """The values that distinguish two works with the same title, author and year."""
    return work.type, work.volume, work.issue, work.page, work.edition


def normalized_identifier(scheme: str, value: str) -> str:
    """Return an identifier in the form in which it is compared with others of its scheme."""
    return _isbn_13(value) if scheme == "ISBN" else _normalized_value(scheme, value)


def _normalized_value(scheme: str, value: str) -> str:
    if scheme == "arXiv":
        return re.sub(r"v\d+$", "", value)
    return value.casefold() if scheme in ("DOI", "Handle", "URN") else value


def _isbn_13(value: str) -> str:
    """An ISBN in its thirteen digits."""
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
    """A title without capitals, punctuation and spaces, in which its copies often differ."""
    return "".join(filter(str.isalnum, text.casefold()))
