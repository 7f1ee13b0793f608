"""Converts values of JATS to values of a record: addresses, dates, identifiers, names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from archive.articles.jats.tree import words_in
from archive.articles.jats.vocabulary import NO_NAMES
from archive.derivations.jats_tree import HREF, first, name_of
from archive.derivations.xml_walk import normalize_space
from archive.model.dates import is_edtf
from archive.model.identifiers import SCHEMES, check_identifier
from archive.text.printed_dates.names import ENGLISH_SEASONS, english_month

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element

# --- addresses ---

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_RESOLVER = re.compile(r"(?i)(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")


def address_of(element: Element) -> str:
    """Return the link target of an element as written; a bare DOI becomes a `doi.org` address."""
    href = normalize_space(element.get(HREF))
    kind = (element.get("ext-link-type") or element.get("document-id-type") or "").lower()
    if kind == "doi" and (bare := bare_doi(href)):
        return href if href.startswith("http") else f"https://doi.org/{bare}"
    return href


def take_address(element: Element, losses: ElementLosses) -> None:
    """Record that a link target is kept, and its type too if the target shows the type."""
    losses.take(element, HREF)
    href, kind = element.get(HREF, ""), element.get("ext-link-type", "").lower()
    if (kind == "uri" and is_on_web(href)) or (kind == "doi" and bare_doi(href)):
        losses.take(element, "ext-link-type")


def is_on_web(address: str) -> bool:
    """Whether an address is on the web (or an FTP server), not relative to a file."""
    return re.match(r"(?i)(?:https?|ftp)://[^\s/]", address) is not None


def bare_doi(text: str) -> str | None:
    """Return the DOI in a text, without a resolver's address; `None` if the text is no DOI."""
    text = _RESOLVER.sub("", normalize_space(text))
    return text if _DOI.fullmatch(text) else None


# --- identifiers ---

_SCHEMES = {scheme.lower(): scheme for scheme in SCHEMES} | {"pmc": "PMCID", "pmcid": "PMCID"}


def identifier_of(kind: str | None, text: str) -> dict[str, str] | None:
    """Return an identifier with its scheme; `None` if it is not valid in this scheme.

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


@lru_cache(maxsize=4096)
def checked_date(text: str) -> str | None:
    """Return a text if it is an EDTF date, otherwise `None`."""
    return text if is_edtf(text) else None


def date_of(element: Element, losses: ElementLosses | None = None) -> str | None:
    """Return the date of an element, from `@iso-8601-date` or from its year, month and day.

    Args:
        element: The element.
        losses: Records which attributes and elements of the date were read.
    """
    iso = normalize_space(element.get("iso-8601-date"))
    date = checked_date(iso[:10]) if iso else None
    in_words, parts = _date_in(element)
    if losses is not None:
        if date is not None and date == iso:
            losses.take(element, "iso-8601-date")
        if date is None or date == in_words:  # otherwise the words are another date
            losses.read.update(dict.fromkeys(parts, True))
    return date or in_words


def _date_in(element: Element) -> tuple[str | None, list[Element]]:
    """Return the date in the children of an element, and the children that it comes from."""
    if "year" not in (children_of := {name_of(child): child for child in reversed(element)}):
        date = checked_date(words_in(element))
        return date, [] if date is None else [*element.iterdescendants()]
    return date_in_parts(children_of)


def date_in_parts(parts: Mapping[str, Element]) -> tuple[str | None, list[Element]]:
    """Return the date in elements given by name (year, month, day), and those that were used."""
    words = {name: words_in(part) for name, part in parts.items() if name in _OF_DATES}
    year = re.fullmatch(r"\W*(\d{4})[a-z]?\W*", words.get("year", ""), re.ASCII)
    if year is None:
        return None, []
    month = month_of(words.get("month", ""))
    season = ENGLISH_SEASONS.get(words.get("season", "").lower())
    day = words.get("day", "")
    names = ["year", "month", "day"]
    date = f"{year[1]}-{month}-{day:0>2}" if month and day.isdecimal() and day.isascii() else ""
    if not date or not checked_date(date):
        part = month or season
        date = f"{year[1]}-{part}" if part else year[1]
        names = ["year", *(["month" if month else "season"] if part else [])]
    return checked_date(date), [parts[name] for name in names]


_OF_DATES = ("year", "month", "day", "season")


def month_of(text: str) -> str | None:
    """Return the number of a month in two digits, from a number or an English name."""
    if re.fullmatch(r"0?[1-9]|1[0-2]", text, re.ASCII):
        return f"{text:0>2}"
    month = english_month(text)
    return f"{month:02}" if month else None


# --- names ---

NAMES_OF_PEOPLE = ("name", "string-name", "collab", "name-alternatives", "collab-alternatives")


def name_from(element: Element, losses: ElementLosses | None = None) -> Mapping[str, str] | None:
    """Return a name in the parts that CSL has, or as written; `None` if there are no words.

    A degree or title before or after the name is left out.

    Args:
        element: The element of the name.
        losses: Records which elements of the name were read.
    """
    if name_of(element).endswith("-alternatives"):
        inner = first(element, "name", "string-name", "collab")
        name = None if inner is None else name_from(inner, losses)
        if losses is not None and name is not None and inner is not None:
            losses.read |= {element: False, inner: losses.read.get(inner, False)}
        return name
    parts = {name_of(child): child for child in reversed(element)}
    words = {
        field: words_in(parts[name]) for name, field in _PARTS_OF_NAMES.items() if name in parts
    }
    if name_of(element) == "collab" or not (words.get("family") or words.get("given")):
        literal = words_of_collab(element)
        if losses is not None and literal:
            losses.read[element] = True
        return {"literal": literal} if literal else None
    if losses is not None:
        losses.read[element] = False
        losses.read.update(
            (parts[name], True) for name, field in _PARTS_OF_NAMES.items() if words.get(field)
        )
    return {field: text for field, text in words.items() if text}


_PARTS_OF_NAMES = {"surname": "family", "given-names": "given", "suffix": "suffix"}


def words_of_collab(element: Element) -> str:
    """Return the name of a group, without the names of its members."""
    pieces = [element.text or ""]
    for child in element:
        if name_of(child) not in NO_NAMES:
            pieces.append(words_in(child))
        pieces.append(child.tail or "")
    return normalize_space("".join(pieces))
