"""Extracts the metadata from all places of a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.html.metadata import bibliographic_fields, contributors
from archive.articles.html.metadata.author_names import display_name, is_person, names_in
from archive.articles.html.metadata.dates import edtf, is_published_on
from archive.articles.html.metadata.extracted_values import (
    Field,
    MetadataValue,
    PageMetadata,
    clean_line,
    comparison_key,
)
from archive.articles.html.metadata.field_candidates import FieldCandidates
from archive.articles.html.metadata.head import values_of_head
from archive.articles.html.metadata.json_ld import JsonLd
from archive.articles.html.metadata.losses import MetadataLosses
from archive.articles.html.metadata.page_elements import PageElements
from archive.articles.html.metadata.rights import rights
from archive.articles.html.metadata.semantic_markup import values_of_markup
from archive.articles.html.metadata.titles import site_in_title, title_heading, titles
from archive.articles.html.metadata.visible_metadata import (
    address_author,
    bylines,
    dates,
    headings,
    lines_after,
)
from archive.model.metadata import Contributor

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from archive.articles.content import Given

Raw = dict[str, Any]

_LONGEST = 2000
"""The maximum length of a title, name or address, in code points."""
_LONG: tuple[Field, ...] = ("abstract", "keywords", "author", "licence")


class MetadataExtraction:
    """Extracts the metadata of one page."""

    def __init__(
        self,
        tree: LexborHTMLParser,
        path: Callable[[LexborNode], str],
        given: Given,
        trafilatura: Any | None,
    ) -> None:
        self._page = PageElements(tree, path, given.capture)
        self._tree, self._given, self._trafilatura = tree, given, trafilatura
        self._losses = MetadataLosses(self._page)

    def result(self) -> PageMetadata:
        """Return the metadata, and findings."""
        page, losses = self._page, self._losses
        values = self._short(values_of_head(page, losses))
        lines = headings(page)
        linked = JsonLd(page)
        ours = {comparison_key(one.words) for one in lines} | set(_keys(values, "title"))
        own = {value.text for value in values if value.field == "address"}
        address = self._given.fields.get("address")
        own |= {address} if isinstance(address, str) else set()
        ours |= set(_keys(values, "page-title"))
        values += self._short(linked.values(ours, own, losses))
        title = title_heading(FieldCandidates(page, values, losses), lines)
        at = title.node if title is not None else None
        values += self._short(values_of_markup(page, at))
        title = title or title_heading(FieldCandidates(page, values, losses), lines)
        at = title.node if title is not None else None
        near = [*lines_after(page, at)] if at is not None else []
        named, by = bylines(page, near, at)
        dated_values, dated = dates(page, by, at)
        candidates = FieldCandidates(page, (*values, *named, *dated_values), losses)
        site = next((comparison_key(value.text) for value in candidates.of("container")), "")

        found = {
            "titles": titles(candidates, lines, title),
            "authors": contributors.authors(candidates, by, near, site),
            "contributors": contributors.contributors(candidates),
        }
        self._guess_people(found)
        main = found["titles"][0]["text"] if found["titles"] else ""
        container = bibliographic_fields.container(candidates)
        if container is None and (in_title := site_in_title(candidates, main)):
            container = candidates.raw(in_title, title=in_title.text)
        published = bibliographic_fields.date(candidates, "published", dated, updated=False)
        publication = {
            "container": container or self._guess("sitename", "title"),
            "publisher": bibliographic_fields.publisher(candidates),
            "published": published or self._guess("date", "date"),
            "updated": bibliographic_fields.date(candidates, "updated", dated, updated=True),
            "written": bibliographic_fields.date(candidates, "written", dated, updated=False),
            "extents": bibliographic_fields.extents(candidates),
        }
        metadata = {
            **found,
            "publication": _without_empty(publication),
            "languages": bibliographic_fields.languages(candidates),
            "identifiers": bibliographic_fields.identifiers(candidates),
            "addresses": bibliographic_fields.addresses(candidates, address),
            "abstract": bibliographic_fields.abstract(candidates, main),
            "keywords": bibliographic_fields.keywords(candidates),
            "genre": bibliographic_fields.genre(candidates),
        }
        of_text, about_rights = rights(candidates, values)
        for value in candidates.others():
            losses.add_other_place(value.label)
        findings = (*linked.findings, *candidates.findings, *about_rights, *losses.findings())
        sources = frozenset(page.sources)
        return PageMetadata(_without_empty(metadata), of_text, findings, sources)

    def _short(self, values: Iterable[MetadataValue]) -> list[MetadataValue]:
        """Return the values of plausible length; count longer values as losses."""
        found: list[MetadataValue] = []
        for value in values:
            if len(value.text) <= _LONGEST or value.field in _LONG:
                found.append(value)
            else:
                self._losses.add(f"{value.label} of {len(value.text)} characters", value.node)
        return found

    def _guess_people(self, found: dict[str, list[Raw]]) -> None:
        """Add a missing title from trafilatura, missing authors from `address` or trafilatura."""
        if not found["titles"] and (guess := self._guess("title", "text")):
            found["titles"] = [guess]
        if found["authors"]:
            return
        if (signed := address_author(self._page)) is not None:
            origin = self._page.origin(signed.node)
            raw: Raw = {"name": {"literal": signed.text}, "basis": "inferred"}
            found["authors"] = [raw | ({"origin": origin} if origin else {})]
            return
        text = clean_line(str(getattr(self._trafilatura, "author", None) or ""))
        for name in names_in(text):
            if is_person(display_name(name)):
                raw = {"name": name, "basis": "inferred"}
                Contributor.model_validate(raw)
                found["authors"].append(raw)

    def _guess(self, name: str, field: str) -> Raw | None:
        """Return a value that trafilatura guessed; `None` if there is none or it is unlikely."""
        text = clean_line(str(getattr(self._trafilatura, name, None) or ""))
        if name == "date":
            text = edtf(text) or ""
            address = str(self._given.fields.get("address") or "")
            text = text if is_published_on(text, self._tree, address) else ""
        if not text or (name == "sitename" and _HOST.fullmatch(text)):
            return None
        return {field: text, "basis": "inferred"}


_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
"""A host name, which is not accepted as the name of a site."""


def _keys(values: Iterable[MetadataValue], field: Field) -> Iterator[str]:
    return (one for value in values if value.field == field and (one := comparison_key(value.text)))


def _without_empty(raw: Raw) -> Raw:
    """Return a raw part without empty fields: an empty field would mean that there is no value."""
    return {name: value for name, value in raw.items() if value not in (None, [], {}, "")}
