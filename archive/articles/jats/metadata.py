"""Reads the metadata in the front of an article.

Title and abstract are in the text as well, so their basis is printed; all other values are only in
the front, and their basis is embedded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.jats.contributors import Contributors
from archive.articles.jats.field_values import (
    bare_doi,
    date_of,
    identifier_of,
    is_on_web,
    language_from,
    language_of,
)
from archive.articles.jats.tree import Paths, Text, find_path, within, words_in
from archive.derivations.jats_tree import (
    HREF,
    LANG,
    children,
    first,
    name_of,
    normalize_space,
    outermost,
)

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.articles.jats.references import References
    from archive.derivations.untrusted_xml import Element

_GENRES = "https://jats.nlm.nih.gov/archiving/tag-library/1.3/attribute/article-type.html"
"""Where the values of `@article-type` are explained."""

_ORDER = ("epub", "pub", "preprint", "epub-ppub", "ppub", "print", "collection", "issue-pub", "")
"""The order in which dates of publication are preferred: the electronic edition, since that is what
people read; then print; then the collection."""

_ONLY_HOLD = frozenset(
    (
        *(
            "front",
            "front-stub",
            "article-meta",
            "journal-meta",
            "journal-title-group",
            "title-group",
        ),
        *("trans-title-group", "contrib-group", "contrib", "permissions", "article-categories"),
        *("kwd-group", "subj-group", "publisher", "history", "funding-group", "name-alternatives"),
        *("collab-alternatives", "abstract", "trans-abstract", "volume-issue-group", "pub-history"),
    )
)
"""Elements that only hold others."""


class Metadata:
    """Reads the front of a text, and counts what a record cannot hold of it."""

    def __init__(self, text: Text, main: Text, paths: Paths, losses: ElementLosses) -> None:
        self._text, self._paths, self._losses = text, paths, losses
        self._own, self._main = text.own, main.own
        """The metadata elements of the text, and of the article that it is in."""
        self._journal = first(text.front, "journal-meta")
        if self._journal is None:
            self._journal = first(main.front, "journal-meta")
        self.read: set[Element] = set()
        """The elements that are in the record."""

    def _stated(self, element: Element, basis: str = "embedded", **fields: Any) -> dict[str, Any]:
        """A value with its basis and origin; what is empty is left out."""
        self.read.add(element)
        values = {name: value for name, value in fields.items() if value not in ("", None, [])}
        return {**values, "basis": basis, "origin": self._paths.origin(element)}

    def _inherited(self, name: str) -> list[Element]:
        """The elements of the text, or else those of the article that it is in."""
        return [*children(self._own, name)] or [*children(self._main, name)]

    def metadata(self) -> dict[str, Any]:
        """Return the raw metadata."""
        contributors = Contributors(self._stated, self.read, self._losses)
        people = [*contributors.of(self._own)]
        found = {
            "titles": [*self._titles()],
            "authors": [one for is_author, one in people if is_author],
            "contributors": [one for is_author, one in people if not is_author],
            "publication": self._publication(),
            "languages": [*self._languages()],
            "identifiers": [*self._identifiers()],
            "addresses": [*self._addresses()],
            "abstract": self._abstract(),
            "keywords": [*self._keywords()],
            "genre": self._genre(),
        }
        return {name: value for name, value in found.items() if value}

    # --- titles, abstract ---

    def _titles(self) -> Iterator[dict[str, Any]]:
        group = first(self._own, "title-group")
        for name, type in (("article-title", "main"), ("subtitle", "sub")):
            for element in children(group, name):
                if words := words_in(element):
                    yield self._title(element, words, type, "printed")
        for holder in (group, *children(group, "trans-title-group")):
            for element in children(holder, "trans-title", "trans-subtitle"):
                if words := words_in(element):
                    yield self._title(element, words, "variant", "embedded")
        for element in children(group, "alt-title"):
            if words := words_in(element):
                kind = (element.get("alt-title-type") or "").lower()
                is_short = kind in ("running-head", "running-title", "short", "right-running")
                yield self._title(element, words, "short" if is_short else "variant", "embedded")

    def _title(self, element: Element, words: str, type: str, basis: str) -> dict[str, Any]:
        holder = element.getparent()
        own = element.get(LANG) or (holder.get(LANG) if holder is not None else None)
        return self._stated(element, basis, text=words, type=type, language=language_from(own))

    def _abstract(self) -> dict[str, Any] | None:
        """The first abstract without a type: its paragraphs, separated by empty lines."""
        for abstract in children(self._own, "abstract"):
            if not abstract.get("abstract-type"):
                blocks = [*outermost(abstract, "title", "p")] or [abstract]
                words = "\n\n".join(filter(None, map(words_in, blocks)))
                language = language_from(abstract.get(LANG))
                if words:
                    return self._stated(abstract, "printed", text=words, language=language)
        return None

    # --- publication ---

    def _publication(self) -> dict[str, Any]:
        found = {
            "container": self._container(),
            "publisher": self._publisher(),
            "published": self._published(),
            "updated": self._updated(),
            "extents": [*self._extents()],
        }
        return {name: value for name, value in found.items() if value}

    def _container(self) -> dict[str, Any] | None:
        title = find_path(self._journal, "journal-title-group", "journal-title")
        if title is None:
            title = first(self._journal, "journal-title")
        if title is None:
            title = find_path(self._journal, "journal-title-group", "abbrev-journal-title")
        if title is None or not words_in(title):
            return None
        identifiers = []
        for number in children(self._journal, "issn", "issn-l", "isbn", "journal-id"):
            kind = number.get("journal-id-type") or name_of(number).removesuffix("-l")
            # The id of a journal in PMC is none of an article there.
            kind = "PMC-journal" if kind.lower() == "pmc" else kind
            if identifier := identifier_of(kind, words_in(number)):
                self.read.add(number)
                if identifier not in identifiers:
                    identifiers.append(identifier)
        return self._stated(title, title=words_in(title), type="journal", identifiers=identifiers)

    def _publisher(self) -> dict[str, Any] | None:
        publisher = first(self._journal, "publisher")
        name, place = first(publisher, "publisher-name"), first(publisher, "publisher-loc")
        if name is None or not words_in(name):
            return None
        if place is not None:
            self.read.add(place)
        return self._stated(name, name=words_in(name), place=words_in(place))

    def _published(self) -> dict[str, Any] | None:
        """The first date of publication, in the order of `_ORDER`."""
        dated = [(_rank(one), one, date_of(one)) for one in self._inherited("pub-date")]
        known = [(rank, one, date) for rank, one, date in dated if date is not None]
        if not known:
            return None
        _, element, date = min(known, key=lambda one: one[0])
        return self._stated(element, date=date)

    def _updated(self) -> dict[str, Any] | None:
        """When it was corrected."""
        for history in self._inherited("history"):
            for date in children(history, "date"):
                if date.get("date-type") in ("corrected", "updated") and (edtf := date_of(date)):
                    return self._stated(date, date=edtf)
        return None

    def _extents(self) -> Iterator[dict[str, Any]]:
        for name, unit in (("volume", "volume"), ("issue", "issue")):
            for element in self._inherited(name):
                if words := words_in(element):
                    yield self._stated(element, unit=unit, value=words)
        first_page, last_page = first(self._own, "fpage"), first(self._own, "lpage")
        range = first(self._own, "page-range")
        if range is not None and words_in(range):
            self.read.update(without_none((first_page, last_page)))
            yield self._stated(range, unit="page", value=words_in(range))
        elif first_page is not None and words_in(first_page):
            self.read.update(without_none((last_page,)))
            ends = dict.fromkeys(filter(None, (words_in(first_page), words_in(last_page))))
            yield self._stated(first_page, unit="page", value="-".join(ends))
        for element in children(self._own, "elocation-id"):
            if words := words_in(element):
                yield self._stated(element, unit="number", value=words)

    # --- languages, identifiers, subjects ---

    def _languages(self) -> Iterator[dict[str, Any]]:
        element: Element | None = self._text.element
        while element is not None and element.get(LANG) is None:
            element = element.getparent()
        if element is None:
            return
        if tag := language_of(self._text.element):
            yield self._stated(element, tag=tag)
        else:
            self._losses.other("xml:lang that is no language tag", element)

    def _identifiers(self) -> Iterator[dict[str, Any]]:
        found: list[dict[str, str]] = []
        for element in children(self._own, "article-id"):
            kind = element.get("pub-id-type")
            identifier = None if kind == "other" else identifier_of(kind, words_in(element))
            if identifier is not None and identifier not in found:
                found.append(identifier)
                yield self._stated(element, **identifier)
            elif identifier is not None:
                self.read.add(element)  # it stands there twice

    def _addresses(self) -> Iterator[dict[str, Any]]:
        for element in children(self._own, "self-uri"):
            address = normalize_space(element.get(HREF)) or words_in(element)
            if is_on_web(address):
                yield self._stated(element, address=address)

    def _keywords(self) -> Iterator[dict[str, Any]]:
        """Keywords, then subjects."""
        for group in children(self._own, "kwd-group"):
            self.read.update(children(group, "title", "label"))
            scheme = normalize_space(group.get("vocab-identifier"))
            for keyword in within(group, "kwd"):
                if words := words_in(keyword):
                    uri = normalize_space(keyword.get("vocab-term-identifier"))
                    yield self._stated(keyword, term=words, scheme=scheme, uri=uri)
        for categories in children(self._own, "article-categories"):
            for subject in within(categories, "subject"):
                if words := words_in(subject):
                    yield self._stated(subject, term=words)

    def _genre(self) -> dict[str, Any] | None:
        element = self._text.element
        kind = element.get("article-type") or element.get("response-type")
        return (
            self._stated(element, term=normalize_space(kind), scheme=_GENRES)
            if normalize_space(kind)
            else None
        )

    # --- losses ---

    def related(self, references: References) -> None:
        """Add the articles that this one is about, or belongs to, as works."""
        for element in children(self._own, "related-article", "related-object"):
            href, kind = (
                normalize_space(element.get(HREF)),
                normalize_space(element.get("related-article-type")),
            )
            id_type = element.get("ext-link-type") or element.get("document-id-type")
            identifier = identifier_of(id_type, href or normalize_space(element.get("document-id")))
            if identifier is None and (doi := bare_doi(href)):
                identifier = {"scheme": "DOI", "value": doi}
            title = next(filter(None, map(words_in, within(element, "article-title"))), "")
            words = words_in(element)
            raw = {
                "type": "article",
                "title": title,
                "identifiers": [identifier] if identifier else [],
                "address": href if is_on_web(href) else "",
                "fields": [
                    {"name": name, "value": value}
                    for name, value in (("note", words), ("genre", kind))
                    if value
                ],
            }
            if identifier or raw["address"] or words:
                self.read.add(element)
                found = {name: value for name, value in raw.items() if value}
                references.add(element.get("id") or "", {**found, "basis": "embedded"})

    def permissions(self) -> list[Element]:
        """Return the `permissions` of the text, or else of the article that it is in."""
        found = self._inherited("permissions")
        self.read.update(found)
        return found

    def count_losses(self) -> None:
        """Count the elements of the front that are not in the record."""
        stack = [] if self._text.front is None else [self._text.front]
        while stack:
            element = stack.pop()
            if element in self.read:
                continue
            if name_of(element) in _ONLY_HOLD:
                stack.extend(reversed(element))
            elif name_of(element) not in ("counts", "x") or words_in(element):
                self._losses.element(name_of(element), element)


def without_none(elements: tuple[Element | None, ...]) -> Iterator[Element]:
    """The elements that are there."""
    return (element for element in elements if element is not None)


def _rank(date: Element) -> int:
    """The rank of a date of publication; the lowest is preferred."""
    kind = date.get("pub-type") or date.get("date-type") or ""
    if kind == "pub" and date.get("publication-format") == "print":
        kind = "ppub"
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
