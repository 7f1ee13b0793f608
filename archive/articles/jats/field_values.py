"""Converts values of JATS to those of a record: addresses, languages, dates, identifiers, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from pydantic_core import PydanticCustomError, ValidationError

from archive.articles.jats.tree import words_in
from archive.derivations.jats_tree import HREF, LANG, children, first, name_of, normalize_space
from archive.model.dates import edtf_bounds
from archive.model.identifiers import SCHEMES, Language, check_identifier

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element

_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)

# --- languages and addresses ---


@lru_cache(maxsize=1024)
def language_from(tag: str | None) -> str | None:
    """Return a language tag of BCP 47; `None` if it is none."""
    if not tag or len(tag) > 100:
        return None
    try:
        return _LANGUAGE.validate_python(tag.strip())
    except ValidationError:
        return None


def language_of(element: Element) -> str | None:
    """Return the language of an element, by the nearest `@xml:lang`."""
    here: Element | None = element
    while here is not None:
        if (tag := here.get(LANG)) is not None:
            return language_from(tag)
        here = here.getparent()
    return None


_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_RESOLVER = re.compile(r"(?i)(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")


def address_of(element: Element) -> str:
    """Return the link target of an element as written; for a bare DOI, its resolver's address."""
    href = normalize_space(element.get(HREF))
    kind = (element.get("ext-link-type") or element.get("document-id-type") or "").lower()
    if kind == "doi" and (bare := bare_doi(href)):
        return href if href.startswith("http") else f"https://doi.org/{bare}"
    return href


def is_on_web(address: str) -> bool:
    """Whether an address can be followed from anywhere."""
    return re.match(r"(?i)(?:https?|ftp)://[^\s/]", address) is not None


def bare_doi(text: str) -> str | None:
    """Return the DOI in a text, given with or without the address of a resolver."""
    text = _RESOLVER.sub("", normalize_space(text))
    return text if _DOI.fullmatch(text) else None


# --- identifiers ---

_SCHEMES = {scheme.lower(): scheme for scheme in SCHEMES} | {"pmc": "PMCID", "pmcid": "PMCID"}


def identifier_of(kind: str | None, text: str) -> dict[str, str] | None:
    """Return an identifier of a scheme; `None` if it is not valid in it.

    >>> identifier_of("doi", "https://doi.org/10.1000/182")
    {'scheme': 'DOI', 'value': '10.1000/182'}
    >>> identifier_of("pmc", "2329613"), identifier_of("publisher-id", "a b")
    ({'scheme': 'PMCID', 'value': 'PMC2329613'}, None)
    """
    kind, text = normalize_space(kind), normalize_space(text)
    scheme = _SCHEMES.get(kind.lower(), kind)
    if scheme == "DOI":
        text = bare_doi(text) or text
    elif scheme == "PMCID":
        text = f"PMC{text}" if text.isdecimal() else text
    elif scheme in ("ORCID", "ROR", "ISNI", "Wikidata"):
        text = text.rstrip("/").rpartition("/")[2]
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", scheme) or not text or re.search(r"\s", text):
        return None
    return None if check_identifier(scheme, text) else {"scheme": scheme, "value": text}


# --- dates ---

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}


def checked_date(text: str) -> str | None:
    """Return a text if it is EDTF."""
    try:
        edtf_bounds(text)
    except PydanticCustomError:
        return None
    return text


def date_of(element: Element | None) -> str | None:
    """Return the date in the children of an element (year, month, day), as far as it is valid."""
    if element is None:
        return None
    iso = normalize_space(element.get("iso-8601-date"))[:10]
    if iso and (date := checked_date(iso)):
        return date
    parts = {name_of(child): words_in(child) for child in reversed(element)}
    year = re.fullmatch(r"(\d{4})[a-z]?", parts.get("year", ""), re.ASCII)
    if year is None:
        return checked_date(words_in(element)) if "year" not in parts else None
    month = month_of(parts.get("month", ""))
    if month is None:
        season = _SEASONS.get(parts.get("season", "").lower())
        return checked_date(f"{year[1]}-{season}" if season else year[1])
    day = parts.get("day", "")
    if day.isdecimal() and day.isascii() and (date := checked_date(f"{year[1]}-{month}-{day:0>2}")):
        return date
    return checked_date(f"{year[1]}-{month}")


def month_of(text: str) -> str | None:
    """Return the number of a month, by two digits, from a number or an English name."""
    if re.fullmatch(r"0?[1-9]|1[0-2]", text, re.ASCII):
        return f"{text:0>2}"
    name = text.lower()[:3]
    return f"{_MONTHS.index(name) + 1:02}" if name in _MONTHS else None


# --- names ---

NAMES_OF_PEOPLE = ("name", "string-name", "collab", "name-alternatives", "collab-alternatives")


def name_from(element: Element) -> Mapping[str, str] | None:
    """Return a name in CSL's parts, or as it stands; `None` if there are no words.

    A degree or title before or after it is no part of it.
    """
    if name_of(element).endswith("-alternatives"):
        inner = first(element, "name", "string-name", "collab")
        return None if inner is None else name_from(inner)
    parts = {name_of(child): words_in(child) for child in reversed(element)}
    name = {
        "family": parts.get("surname", ""),
        "given": parts.get("given-names", ""),
        "suffix": parts.get("suffix", ""),
    }
    if name_of(element) != "collab" and (name["family"] or name["given"]):
        return {part: words for part, words in name.items() if words}
    words = words_of_collab(element)
    return {"literal": words} if words else None


def words_of_collab(element: Element) -> str:
    """The name of a group, without its members."""
    members = {*children(element, "contrib-group", "xref", "aff", "address", "email")}
    pieces = [element.text or ""]
    for child in element:
        if child not in members:
            pieces.append(words_in(child))
        pieces.append(child.tail or "")
    return normalize_space("".join(pieces))


def names_in(element: Element) -> Iterator[Any]:
    """Yield the names that stand directly in an element."""
    for child in children(element, *NAMES_OF_PEOPLE):
        if (name := name_from(child)) is not None:
            yield name
