"""Reads the description of a work in a reference list, as CSL fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from archive.articles.jats.field_values import (
    NAMES_OF_PEOPLE,
    address_of,
    checked_date,
    date_of,
    identifier_of,
    is_on_web,
    language_from,
    month_of,
    name_from,
)
from archive.articles.jats.tree import words_in
from archive.derivations.jats_tree import LANG, name_of, normalize_space

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element

_TYPES = {
    "journal": "article-journal",
    "article": "article-journal",
    "preprint": "article",
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "book": "book",
    "chapter": "chapter",
    "confproc": "paper-conference",
    "conf-proc": "paper-conference",
    "conference": "paper-conference",
    "commun": "personal_communication",
    "data": "dataset",
    "database": "dataset",
    "dataset": "dataset",
    "discussion": "post",
    "gov": "report",
    "legal": "legislation",
    "patent": "patent",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "thesis": "thesis",
    "web": "webpage",
    "webpage": "webpage",
    "website": "webpage",
    "list": "post",
}
"""The types of CSL, by the values that the tag library suggests for `@publication-type`."""

_IN_CONTAINER = frozenset(
    (
        *(
            "article-journal",
            "article-magazine",
            "article-newspaper",
            "paper-conference",
            "article",
        ),
        *("webpage", "dataset", "post", "document", "report", "software"),
    )
)
"""Types of which `source` is the container, if the work has a title of its own."""
_PARTS = ("chapter-title", "part-title", "article-title")
_TITLES = ("article-title", "chapter-title", "part-title", "data-title")
_ROLES = {"editor": "editor", "guest-editor": "editor", "translator": "translator"}
_PLAIN = {
    "volume": "volume",
    "issue": "issue",
    "publisher-name": "publisher",
    "publisher-loc": "publisher_place",
    "edition": "edition",
    "series": "collection_title",
}
"""Fields of a work by the elements that hold them."""
_VARIABLES = {
    "conf-name": "event-title",
    "conf-loc": "event-place",
    "comment": "note",
    "annotation": "annote",
    "version": "version",
    "patent": "number",
    "std": "number",
    "volume-series": "collection-number",
    "supplement": "supplement-number",
}
"""Variables of CSL by the elements that hold them."""
_BY_LINKS = ("doi", "pmid", "pmc", "pmcid")
_IDENTIFIERS = ("pub-id", "isbn", "issn", "object-id", "issn-l")


def work_from(citation: Element) -> dict[str, Any]:
    """Return a raw work without an id.

    Fields without words in the element are left out, and identifiers with a wrong check digit.
    """
    fields = CitationFields(citation)
    type = fields.type()
    title, container = fields.titles(type)
    if type == "book" and container:
        type = "chapter"
    work: dict[str, Any] = {"type": type, "basis": "printed"}
    work |= {
        "title": title,
        "variant_titles": [*fields.all("trans-title"), *fields.all("trans-source")],
        **fields.people(),
        "container_title": container,
        **{field: fields.one(name) for name, field in _PLAIN.items()},
        "issued": fields.issued(),
        "accessed": fields.accessed(),
        "page": fields.page(),
        "language": language_from(citation.get(LANG)),
        "identifiers": fields.identifiers(),
        "address": fields.address(),
        "fields": fields.variables(),
    }
    if not work["publisher"] and type in ("thesis", "report"):
        work["publisher"] = fields.one("institution")
    return {field: value for field, value in work.items() if value}


class CitationFields:
    """The elements of a description, by their names."""

    def __init__(self, citation: Element) -> None:
        self._citation = citation
        self._elements: dict[str, list[Element]] = {}
        self._people: list[tuple[str, Element]] = []
        self._take(citation, "author")

    def _take(self, element: Element, role: str) -> None:
        for child in element:
            name = name_of(child)
            if name == "person-group":
                group = normalize_space(child.get("person-group-type")).lower()
                self._take(child, group or role)
            elif name in NAMES_OF_PEOPLE:
                self._people.append((role, child))
            else:
                self._elements.setdefault(name, []).append(child)
                if name not in ("date", "date-in-citation", "conf-date", "comment"):
                    self._take(child, role)
                elif name == "comment":
                    self._take(child, "")

    def one(self, *names: str) -> str:
        """The words of the first element that has one of these names and words."""
        return next((words for name in names for words in self.all(name)), "")

    def all(self, name: str) -> Iterator[str]:
        """The words of each element of a name."""
        return filter(None, map(words_in, self._elements.get(name, ())))

    def type(self) -> str:
        """Its CSL type, from the attributes; `document` if none of them is known."""
        attributes = self._citation.attrib
        for name in ("publication-type", "citation-type", "product-type"):
            if kind := _TYPES.get(str(attributes.get(name, "")).strip().lower()):
                return kind
        return "document"

    def titles(self, type: str) -> tuple[str, str]:
        """Its title, and that of its container."""
        title = self.one(*(_PARTS if type in ("book", "chapter") else _TITLES))
        source = self.one("source")
        return (title, source) if title else (source, "")

    def people(self) -> Mapping[str, list[Any]]:
        """Authors, editors and translators."""
        found: dict[str, list[Any]] = {"author": [], "editor": [], "translator": []}
        for role, element in self._people:
            name = name_from(element)
            field = _ROLES.get(role, role if role == "author" else None)
            if role in ("allauthors", "inventor"):
                field = "author"
            if name is not None and field is not None:
                found[field].append(name)
        return found

    def issued(self) -> str | None:
        """When it was published."""
        for date in self._elements.get("date", ()):
            if found := date_of(date):
                return found
        for element in self._elements.get("year", ()):
            if iso := checked_date(normalize_space(element.get("iso-8601-date"))[:10] or "-"):
                return iso
        year = re.fullmatch(r"\W*(\d{4})[a-z]?\W*", self.one("year"), re.ASCII)
        if year is None:
            return None
        month, day = month_of(self.one("month")), self.one("day")
        if month is None:
            return checked_date(year[1])
        whole = f"{year[1]}-{month}-{day:0>2}" if day.isdecimal() else ""
        return checked_date(whole or "-") or checked_date(f"{year[1]}-{month}")

    def accessed(self) -> str | None:
        """The access date, where it is in figures."""
        for name in ("date-in-citation", "access-date"):
            for element in self._elements.get(name, ()):
                kind = element.get("content-type", "access-date")
                if "access" in kind and (date := date_of(element)):
                    return date
        return None

    def page(self) -> str:
        """Its pages, or what replaces them."""
        first, last = self.one("fpage"), self.one("lpage")
        pages = f"{first}-{last}" if first and last and first != last else first
        return self.one("page-range") or pages or self.one("elocation-id")

    def identifiers(self) -> list[dict[str, str]]:
        """Identifiers, each once."""
        found: dict[str, dict[str, str]] = {}
        for name in _IDENTIFIERS:
            for element in self._elements.get(name, ()):
                kind = element.get("pub-id-type") or (
                    "" if name in ("pub-id", "object-id") else name
                )
                if identifier := identifier_of(kind, words_in(element)):
                    found.setdefault(str(identifier), identifier)
        for link in self._elements.get("ext-link", ()):
            kind = (link.get("ext-link-type") or "").lower()
            identifier = identifier_of(kind, address_of(link)) if kind in _BY_LINKS else None
            if identifier is not None:
                found.setdefault(str(identifier), identifier)
        return [*found.values()]

    def address(self) -> str:
        """Where it can be read."""
        for name in ("ext-link", "uri", "self-uri", "pub-id"):
            for link in self._elements.get(name, ()):
                address = address_of(link) or (words_in(link) if name == "uri" else "")
                if is_on_web(address):
                    return address
        return ""

    def variables(self) -> list[dict[str, str]]:
        """CSL variables without a field in a work; of each the first."""
        found = {
            variable: words
            for name, variable in reversed(_VARIABLES.items())
            if (words := self.one(name))
        }
        year = re.fullmatch(r"\W*\d{4}([a-z])\W*", self.one("year"), re.ASCII)
        if year is not None:
            found["year-suffix"] = year[1]
        for size in self._elements.get("size", ()):
            if size.get("units") == "pages" and (words := words_in(size)):
                found.setdefault("number-of-pages", words)
        return [{"name": name, "value": words} for name, words in found.items()]
