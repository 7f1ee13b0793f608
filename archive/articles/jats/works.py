"""Reads the description of a work in a reference list into the fields of a work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from archive.articles.jats.field_values import (
    NAMES_OF_PEOPLE,
    address_of,
    checked_date,
    date_in_parts,
    date_of,
    identifier_of,
    is_on_web,
    name_from,
    take_address,
)
from archive.articles.jats.language import language_from
from archive.articles.jats.tree import words_in
from archive.derivations.jats_tree import HREF, LANG, name_of
from archive.derivations.xml_walk import normalize_space

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
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
"""The CSL type for each value that the tag library suggests for `@publication-type`."""

_PARTS = ("chapter-title", "part-title", "article-title")
_TITLES = ("article-title", "chapter-title", "part-title", "data-title")
_AUTHORS = (None, "author", "authors", "allauthors", "inventor")
_ROLES = {"editor": "editor", "guest-editor": "editor", "translator": "translator"}
_PLAIN = {
    "volume": "volume",
    "issue": "issue",
    "publisher-name": "publisher",
    "publisher-loc": "publisher_place",
    "edition": "edition",
    "series": "collection_title",
}
"""The field of a work for each of these elements."""
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
"""The CSL variable for each of these elements."""
_WITHOUT_ROLE = "names in references without a role; read as authors"
_WITHOUT_KIND = "<date-in-citation> without a type; read as the access date"
_BY_LINKS = ("doi", "pmid", "pmc", "pmcid")
_IDENTIFIERS = ("pub-id", "isbn", "issn", "object-id", "issn-l")


def work_from(citation: Element, losses: ElementLosses) -> dict[str, Any]:
    """Return a raw work without an id; record in `losses` which elements were read.

    Empty fields, and identifiers with a wrong check digit, are left out.
    """
    fields = CitationFields(citation, losses)
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
        "language": fields.language(),
        "identifiers": fields.identifiers(),
        "address": fields.address(),
        "fields": fields.variables(),
    }
    if not work["publisher"] and type in ("thesis", "report"):
        work["publisher"] = fields.one("institution")
    return {field: value for field, value in work.items() if value}


class CitationFields:
    """The elements of a description of a work, by name, and the values in them."""

    def __init__(self, citation: Element, losses: ElementLosses) -> None:
        self._citation, self._losses = citation, losses
        self._elements: dict[str, list[Element]] = {}
        self._people: list[tuple[str | None, Element, Element | None]] = []
        """Each name with its role, if it has one, and the group that gives this role."""
        self._take(citation, None, None)

    def _take(self, element: Element, role: str | None, group: Element | None) -> None:
        for child in element:
            name = name_of(child)
            if name == "person-group":
                kind = normalize_space(child.get("person-group-type")).lower()
                self._take(child, kind or role, child if kind else group)
            elif name in NAMES_OF_PEOPLE:
                self._people.append((role, child, group))
            else:
                self._elements.setdefault(name, []).append(child)
                if name not in ("date", "date-in-citation", "conf-date", "comment"):
                    self._take(child, role, group)
                elif name == "comment":
                    self._take(child, "", None)

    def one(self, *names: str) -> str:
        """Return the words of the first element with one of these names; record it as read."""
        return next((words for name in names for words in self.all(name)), "")

    def all(self, name: str) -> Iterator[str]:
        """Yield the words of each element of this name, and record these elements as read."""
        for element in self._elements.get(name, ()):
            if words := words_in(element):
                self._losses.read[element] = True
                yield words

    def _first(self, name: str) -> Element | None:
        """Return the first element of this name that has words."""
        return next((one for one in self._elements.get(name, ()) if words_in(one)), None)

    def language(self) -> str | None:
        """Return the language of the description, if it has one."""
        return language_from(self._losses.take(self._citation, LANG))

    def type(self) -> str:
        """Return the CSL type of the work, from attributes; `document` if none is known."""
        attributes = self._citation.attrib
        for name in ("publication-type", "citation-type", "product-type"):
            if kind := _TYPES.get(str(attributes.get(name, "")).strip().lower()):
                self._losses.take(self._citation, name)
                return kind
        return "document"

    def titles(self, type: str) -> tuple[str, str]:
        """Return the title of the work, and the title of its container."""
        title = self.one(*(_PARTS if type in ("book", "chapter") else _TITLES))
        source = self.one("source")
        return (title, source) if title else (source, "")

    def people(self) -> Mapping[str, list[Any]]:
        """Return the authors, editors and translators."""
        found: dict[str, list[Any]] = {"author": [], "editor": [], "translator": []}
        for role, element, group in self._people:
            field = "author" if role in _AUTHORS else _ROLES.get(role or "")
            if field is None:
                continue
            name = name_from(element, self._losses)
            if name is None:
                continue
            found[field].append(name)
            if role is None:
                self._losses.other(_WITHOUT_ROLE, element)
            elif group is not None:
                self._losses.read[group] = False
                if role not in ("guest-editor", "allauthors", "inventor"):
                    self._losses.take(group, "person-group-type")
        return found

    def issued(self) -> str | None:
        """Return the date of publication."""
        for holder in self._elements.get("date", ()):
            if found := date_of(holder, self._losses):
                self._losses.read[holder] = False
                return found
        names = ("year", "month", "day", "season")
        parts = {name: part for name in names if (part := self._first(name)) is not None}
        in_words, said_by = date_in_parts(parts)
        for element in self._elements.get("year", ()):
            iso = normalize_space(element.get("iso-8601-date"))
            if date := checked_date(iso[:10] or "-"):
                if date == iso:
                    self._losses.take(element, "iso-8601-date")
                if date == in_words or in_words is None:
                    self._losses.read.update(dict.fromkeys((element, *said_by), True))
                return date
        self._losses.read.update(dict.fromkeys(said_by, True))
        return in_words

    def accessed(self) -> str | None:
        """Return the date of access, if it can be read as a date."""
        for name in ("date-in-citation", "access-date"):
            for element in self._elements.get(name, ()):
                kind = element.get("content-type", "access-date")
                if "access" in kind and (date := date_of(element, self._losses)):
                    if not self._losses.take(element, "content-type") and name != "access-date":
                        self._losses.other(_WITHOUT_KIND, element)
                    self._losses.read[element] = True
                    return date
        return None

    def page(self) -> str:
        """Return the pages, or the article number that replaces them."""
        first = self.one("fpage")
        last = self.one("lpage") if first else ""
        pages = f"{first}-{last}" if last and first != last else first
        return self.one("page-range") or pages or self.one("elocation-id")

    def identifiers(self) -> list[dict[str, str]]:
        """Return the identifiers, each once."""
        found: dict[str, dict[str, str]] = {}
        for name in _IDENTIFIERS:
            for element in self._elements.get(name, ()):
                kind = element.get("pub-id-type") or (
                    "" if name in ("pub-id", "object-id") else name
                )
                if identifier := identifier_of(kind, words_in(element)):
                    self._losses.read[element] = True
                    self._losses.take(element, "pub-id-type")
                    found.setdefault(str(identifier), identifier)
        for link in self._elements.get("ext-link", ()):
            kind = (link.get("ext-link-type") or "").lower()
            identifier = identifier_of(kind, address_of(link)) if kind in _BY_LINKS else None
            if identifier is not None:
                self._losses.take(link, "ext-link-type")
                self._losses.take(link, HREF)
                self._losses.read.setdefault(link, False)
                found.setdefault(str(identifier), identifier)
        return [*found.values()]

    def address(self) -> str:
        """Return the web address of the work; empty if there is none."""
        for name in ("ext-link", "uri", "self-uri", "pub-id"):
            for link in self._elements.get(name, ()):
                in_words = words_in(link) if name == "uri" else ""
                address = address_of(link) or in_words
                if is_on_web(address):
                    take_address(link, self._losses)
                    self._losses.read.setdefault(link, False)
                    return address
        return ""

    def variables(self) -> list[dict[str, str]]:
        """Return the first value of each CSL variable that has no field of its own in a work."""
        found: dict[str, str] = {}
        for name, variable in _VARIABLES.items():
            if variable not in found and (words := self.one(name)):
                found[variable] = words
        year = self._first("year")
        suffix = re.fullmatch(
            r"\W*\d{4}([a-z])\W*", "" if year is None else words_in(year), re.ASCII
        )
        if suffix is not None:
            found["year-suffix"] = suffix[1]
        for size in self._elements.get("size", ()):
            if size.get("units") == "pages" and (words := words_in(size)):
                self._losses.take(size, "units")
                self._losses.read[size] = True
                found.setdefault("number-of-pages", words)
        return [{"name": name, "value": words} for name, words in found.items()]
