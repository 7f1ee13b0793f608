"""Reads the publication of the article: publisher, dates, container, pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from archive.articles.tei_of_others.dates import Date, attributes_of, date_of
from archive.articles.tei_of_others.header_values import HeaderValues
from archive.articles.tei_of_others.tree import value_of, words_in
from archive.derivations.untrusted_xml import Element
from archive.derivations.xml_walk import normalize_space

_SCOPES = {
    **dict.fromkeys(("volume", "vol"), "volume"),
    **dict.fromkeys(("issue", "nr", "number", "no"), "issue"),
    **dict.fromkeys(("page", "pp", "pages"), "page"),
}


class Publication(HeaderValues):
    """Reads where and when the article was published."""

    def _publication(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for publisher in self._publishers():
            place = self._place(publisher)
            stated = self._stated(publisher, name=value_of(publisher))
            self._kept.add_words(publisher)
            if place is not None:
                self._kept.add_value(place)
                stated["place"] = value_of(place)
            found["publisher"] = stated
            break
        for field, dates in (("published", self._dates()), ("written", self._dates_written())):
            for element, date in dates:
                found[field] = self._stated(element, *date.taken, date=date.edtf)
                self._kept.add_words(element)
                break
        for title, type in self._containers():
            found["container"] = self._stated(title, title=value_of(title), type=type)
            is_known_by_level = type == "journal" or title.getparent() is self._statement
            self._kept.add_value(title, *(("level",) if is_known_by_level else ()))
            numbers = self._tree.all(self.article, "monogr/idno")
            if identifiers := [*self._identifiers_in(numbers)]:
                found["container"]["identifiers"] = identifiers
            break
        if extents := [*self._extents()]:
            found["extents"] = extents
        return found

    def _publishers(self) -> Iterator[Element]:
        imprint = self._tree.find(self.article, "monogr/imprint")
        for name in ("publisher", "authority", "distributor"):
            for holder in (imprint, self._published):
                yield from (e for e in self._tree.children(holder, name) if value_of(e))

    def _place(self, publisher: Element) -> Element | None:
        places = (one for one in self._tree.children(publisher.getparent(), "pubPlace"))
        return next((one for one in places if value_of(one)), None)

    def _dates(self) -> Iterator[tuple[Element, Date]]:
        for holder in (self._tree.find(self.article, "monogr/imprint"), self._published):
            yield from _dated(self._tree.children(holder, "date"))

    def _dates_written(self) -> Iterator[tuple[Element, Date]]:
        """Yield dates at which the article was written, or the letter was sent."""
        profile = self._tree.find(self._tree.header, "profileDesc")
        yield from _dated(self._tree.all(profile, "creation/date"))
        for action in self._tree.all(profile, "correspDesc/correspAction"):
            if action.get("type") == "sent":
                for one in _dated(self._tree.children(action, "date")):
                    self._kept.add(action, "type")
                    yield one

    def _extents(self) -> Iterator[dict[str, Any]]:
        for scope in self._tree.all(self.article, "monogr/imprint/biblScope"):
            unit = _SCOPES.get(normalize_space(scope.get("unit")))
            ends = {name: normalize_space(scope.get(name)) for name in ("from", "to")}
            words = value_of(scope)
            value = words or "-".join(filter(None, ends.values()))
            if unit and value:
                self._kept.add_words(scope)
                taken = ("unit", *(() if words else ends))
                yield self._stated(scope, *taken, unit=unit, value=value)
        for edition in self._tree.all(self._file, "editionStmt/edition"):
            if value_of(edition):
                self._kept.add_words(edition)
                yield self._stated(edition, unit="edition", value=value_of(edition))

    def _containers(self) -> Iterator[tuple[Element, str]]:
        """Yield the titles of containers, each with its type: journal, book or series."""
        if self.article is not None:
            for title in self._tree.all(self.article, "monogr/title"):
                if words_in(title) and title.get("type") not in ("abbrev", "abbr", "short"):
                    yield title, "journal" if title.get("level") == "j" else "book"
        own = {*self._titles_of_article()}
        for title in self._tree.all(self._statement, "title"):
            if title not in own and words_in(title):
                yield title, "journal" if title.get("level") == "j" else "series"
        for title in self._tree.all(self._file, "seriesStmt/title"):
            if words_in(title):
                yield title, "journal" if title.get("level") == "j" else "series"

    def count_repeated(self) -> None:
        """Count the values that the header gives a second time."""
        titles = {words_in(title) for title in self._titles_of_article()}
        for title in self._tree.all(self.article, "analytic/title"):
            if title not in self._kept and words_in(title) in titles:
                self._repeat(title)
        for same in (self._publishers(), (element for element, _ in self._dates())):
            first = next(same, None)
            for other in same:
                if first is not None and other not in self._kept and self._is_same(first, other):
                    self._repeat(other)

    def _is_same(self, one: Element, other: Element) -> bool:
        if self._tree.name(other) == "date":
            return _date_in(one) == _date_in(other)
        return value_of(one) == value_of(other)

    def _repeat(self, element: Element) -> None:
        """Count an element as the repetition of a value."""
        self._losses.repeated(element)
        taken = (date.taken for _, date in _dated([element]))
        self._kept.add_value(element, *next(taken, ()))


def _dated(elements: Iterable[Element]) -> Iterator[tuple[Element, Date]]:
    """Yield the elements that have a date, each with its date."""
    for element in elements:
        if date := date_of(attributes_of(element), value_of(element)):
            yield element, date


def _date_in(element: Element) -> str | None:
    return next((date.edtf for _, date in _dated([element])), None)
