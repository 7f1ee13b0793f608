"""Reads the metadata in the front of an article.

The title and the abstract are also in the text, so their basis is `printed`. All other values are
only in the front, so their basis is `embedded`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.jats.contributors import Contributors
from archive.articles.jats.field_values import (
    date_of,
    identifier_of,
    is_on_web,
)
from archive.articles.jats.language import language_from, language_of
from archive.articles.jats.related import related_work
from archive.articles.jats.tree import Paths, Text, find_path, within, words_in
from archive.derivations.jats_tree import (
    HREF,
    LANG,
    OTHER_TEXTS,
    children,
    first,
    has_own_words,
    name_of,
    outermost,
    printed_in,
)
from archive.derivations.xml_walk import normalize_space

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.articles.jats.references import References
    from archive.derivations.untrusted_xml import Element

_GENRES = "https://jats.nlm.nih.gov/archiving/tag-library/1.3/attribute/article-type.html"
"""The page that explains the values of `@article-type`."""

_ORDER = ("epub", "pub", "preprint", "epub-ppub", "ppub", "print", "collection", "issue-pub", "")
"""The types of publication dates, the preferred first: the electronic edition, which people read,
then print, then the collection."""


class Metadata:
    """Reads the front of a text, and counts the parts of it that the record cannot hold."""

    def __init__(self, text: Text, main: Text, paths: Paths, losses: ElementLosses) -> None:
        self._text, self._paths, self._losses = text, paths, losses
        self._own, self._main = text.own, main.own
        """The metadata element of the text, and that of the article that contains the text."""
        self._journal = first(text.front, "journal-meta")
        if self._journal is None:
            self._journal = first(main.front, "journal-meta")

    def _stated(self, element: Element, basis: str = "embedded", **fields: Any) -> dict[str, Any]:
        """Return a value with its basis and origin, without empty fields."""
        self._losses.read.setdefault(element, name_of(element) not in _OF_FIELDS)
        values = {name: value for name, value in fields.items() if value not in ("", None, [])}
        return {**values, "basis": basis, "origin": self._paths.origin(element)}

    def _inherited(self, name: str) -> list[Element]:
        """Return the elements of this name in the text or, if it has none, in its article."""
        return [*children(self._own, name)] or [*children(self._main, name)]

    def metadata(self) -> dict[str, Any]:
        """Return the metadata as raw JSON data."""
        contributors = Contributors(self._stated, self._losses)
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
                if kind == "short":
                    self._losses.take(element, "alt-title-type")
                yield self._title(element, words, "short" if is_short else "variant", "embedded")

    def _title(self, element: Element, words: str, type: str, basis: str) -> dict[str, Any]:
        holder = element.getparent()
        giver = element if holder is None or element.get(LANG) else holder
        language = language_from(giver.get(LANG))
        if language is not None:
            self._losses.take(giver, LANG)
        return self._stated(element, basis, text=words, type=type, language=language)

    def _abstract(self) -> dict[str, Any] | None:
        """Return the first abstract without a type; empty lines separate its paragraphs."""
        for abstract in children(self._own, "abstract"):
            if not abstract.get("abstract-type"):
                blocks = [*outermost(abstract, "title", "p")] or [abstract]
                words = "\n\n".join(filter(None, map(words_in, blocks)))
                language = language_from(abstract.get(LANG))
                if words and language:
                    self._losses.take(abstract, LANG)
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
        identifiers: dict[str, dict[str, str]] = {}
        for number in children(self._journal, "issn", "issn-l", "isbn", "journal-id"):
            words = words_in(number)
            kind = number.get("journal-id-type") or name_of(number).removesuffix("-l")
            # The id of a journal in PMC does not identify an article there.
            kind = "PMC-journal" if kind.lower() == "pmc" else kind
            if identifier := identifier_of(kind, words):
                self._losses.take(number, "journal-id-type")
                self._losses.read[number] = True
                identifiers.setdefault(str(identifier), identifier)
        return self._stated(
            title, title=words_in(title), type="journal", identifiers=[*identifiers.values()]
        )

    def _publisher(self) -> dict[str, Any] | None:
        publisher = first(self._journal, "publisher")
        name, place = first(publisher, "publisher-name"), first(publisher, "publisher-loc")
        if name is None or not words_in(name):
            return None
        if place is not None and words_in(place):
            self._losses.read[place] = True
        return self._stated(name, name=words_in(name), place=words_in(place))

    def _published(self) -> dict[str, Any] | None:
        """Return the publication date whose type is first in `_ORDER`."""
        dated = [one for one in self._inherited("pub-date") if date_of(one) is not None]
        if not dated:
            return None
        element = min(dated, key=_rank)
        return self._stated(element, date=date_of(element, self._losses))

    def _updated(self) -> dict[str, Any] | None:
        """Return the date of the first correction or update."""
        for history in self._inherited("history"):
            for date in children(history, "date"):
                kind = date.get("date-type")
                if kind not in ("corrected", "updated"):
                    continue
                if edtf := date_of(date, self._losses):
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
            self._read_pages(first_page, last_page, words_in(range))
            yield self._stated(range, unit="page", value=words_in(range))
        elif first_page is not None and words_in(first_page):
            ends = dict.fromkeys(filter(None, (words_in(first_page), words_in(last_page))))
            pages = "-".join(ends)
            self._read_pages(first_page, last_page, pages)
            yield self._stated(first_page, unit="page", value=pages)
        for element in children(self._own, "elocation-id"):
            if words := words_in(element):
                yield self._stated(element, unit="number", value=words)

    def _read_pages(self, first_page: Element | None, last_page: Element | None, said: str) -> None:
        """Record that the first and last page are kept, if the page range has them."""
        for page in (first_page, last_page):
            if page is not None and words_in(page) and words_in(page) in said:
                self._losses.read[page] = True

    # --- languages, identifiers, subjects ---

    def _languages(self) -> Iterator[dict[str, Any]]:
        element: Element | None = self._text.element
        while element is not None and element.get(LANG) is None:
            element = element.getparent()
        if element is None:
            return
        self._losses.take(element, LANG)
        if tag := language_of(self._text.element):
            yield self._stated(element, tag=tag)
        else:
            self._losses.other("xml:lang that is not a language tag", element)

    def _identifiers(self) -> Iterator[dict[str, Any]]:
        found: set[str] = set()
        for element in children(self._own, "article-id"):
            kind = element.get("pub-id-type")
            identifier = None if kind == "other" else identifier_of(kind, words_in(element))
            if identifier is None:
                continue
            self._losses.take(element, "pub-id-type")
            self._losses.read[element] = True
            if str(identifier) not in found:
                found.add(str(identifier))
                yield self._stated(element, **identifier)

    def _addresses(self) -> Iterator[dict[str, Any]]:
        for element in children(self._own, "self-uri"):
            href = normalize_space(element.get(HREF))
            address = href or words_in(element)
            if is_on_web(address):
                self._losses.take(element, HREF)
                self._losses.read[element] = not href or href == words_in(element)
                yield self._stated(element, address=address)

    def _keywords(self) -> Iterator[dict[str, Any]]:
        """Yield the keywords, then the subjects."""
        for group in children(self._own, "kwd-group"):
            scheme = normalize_space(group.get("vocab-identifier"))
            for keyword in within(group, "kwd"):
                if words := words_in(keyword):
                    uri = normalize_space(self._losses.take(keyword, "vocab-term-identifier"))
                    self._losses.take(group, "vocab-identifier")
                    yield self._stated(keyword, term=words, scheme=scheme, uri=uri)
        for categories in children(self._own, "article-categories"):
            for subjects in within(categories, "subj-group"):
                for subject in children(subjects, "subject"):
                    if words := words_in(subject):
                        yield self._stated(subject, term=words)

    def _genre(self) -> dict[str, Any] | None:
        element = self._text.element
        named = "article-type" if element.get("article-type") else "response-type"
        kind = normalize_space(self._losses.take(element, named))
        return self._stated(element, term=kind, scheme=_GENRES) if kind else None

    # --- losses ---

    def related(self, references: References) -> None:
        """Add the articles that this article is about or belongs to, as works."""
        for element in children(self._own, "related-article", "related-object"):
            if raw := related_work(element, self._losses):
                references.add(self._losses.take(element, "id"), raw)

    def permissions(self) -> list[Element]:
        """Return the `permissions` of the text or, if it has none, of its article."""
        return self._inherited("permissions")

    def count_losses(self) -> None:
        """Count the content of the front that is neither printed nor in the record."""
        text, front = self._text.element, self._text.front
        read, printed = self._losses.read, frozenset(printed_in(text))
        holders = self._holders(front, printed)
        stack = [text]
        while stack:
            element = stack.pop()
            if element in printed or (element is not text and name_of(element) in OTHER_TEXTS):
                continue
            if element in holders or element is text:
                if element not in read and self._is_unknown_holder(element):
                    self._losses.unread(element, words=True)
                if not read.get(element) and has_own_words(element):
                    what = f"<{name_of(element)}> with words outside blocks"
                    self._losses.other(what, element)
                stack.extend(reversed(element))
            elif element is not front:
                self._losses.unread(element)

    def _is_unknown_holder(self, element: Element) -> bool:
        """Whether an element groups elements that are read, and the grouping is lost."""
        name, around = name_of(element), element.getparent()
        nested = around is not None and name_of(around) == name
        return (name not in _ONLY_HOLD or nested) and element is not self._text.element

    def _holders(self, front: Element | None, printed: Collection[Element]) -> set[Element]:
        """Return the elements of the front that are read or printed, and their ancestors."""
        holders: set[Element] = set()
        if front is None:
            return holders
        holders.update((front, *children(front, "article-meta", "journal-meta")))
        for element in front.iter():
            around: Element | None = element
            if element in self._losses.read or element in printed:
                while around is not None and around not in holders:
                    holders.add(around)
                    around = around.getparent()
        return holders


_ONLY_HOLD = frozenset(
    {
        "front", "front-stub", "article-meta", "journal-meta", "journal-title-group", "title-group",
        "trans-title-group", "contrib-group", "contrib", "permissions", "article-categories",
        "kwd-group", "subj-group", "publisher", "history", "name-alternatives",
        "collab-alternatives", "volume-issue-group", "pub-history", "event",
    }
)  # fmt: skip
"""Elements that only contain others; their loss is not reported."""

_OF_FIELDS = frozenset(("pub-date", "date", "permissions", "license", "article", *OTHER_TEXTS))
"""Elements whose values are in their child elements."""


def _rank(date: Element) -> int:
    """Return the rank of a publication date; the lowest rank is preferred."""
    kind = date.get("pub-type") or date.get("date-type") or ""
    if kind == "pub" and date.get("publication-format") == "print":
        kind = "ppub"
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
