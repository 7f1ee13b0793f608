"""Reads the header of a file as metadata of the article, each value with its origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.tei_of_others.dates import attributes_of, date_of
from archive.articles.tei_of_others.header_losses import count_header_losses
from archive.articles.tei_of_others.identifiers import identifier_of_idno, is_address
from archive.articles.tei_of_others.text_builder import normalize_space
from archive.articles.tei_of_others.tree import is_language, value_of, words_in
from archive.articles.tei_of_others.vocabulary import IN_BIBLIOGRAPHY
from archive.articles.tei_of_others.works import name_of
from archive.derivations.tei_structure import holds_words
from archive.derivations.tei_vocabulary import LANG
from archive.model.licences import recognise

if TYPE_CHECKING:
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.articles.tei_of_others.works import Works
    from archive.derivations.untrusted_xml import Element

_TITLE_TYPES = {
    **dict.fromkeys(("", "main", "full"), "main"),
    **dict.fromkeys(("sub", "subordinate", "subtitle"), "sub"),
    **dict.fromkeys(("short", "abbr", "abbrev"), "short"),
}
_SCOPES = {
    **dict.fromkeys(("volume", "vol"), "volume"),
    **dict.fromkeys(("issue", "nr", "number", "no"), "issue"),
    **dict.fromkeys(("page", "pp", "pages"), "page"),
}
_LONGEST_ROLE = 60
_ADDRESS = re.compile(r"https?://[^\s<>()]+[^\s<>().,;]")


class Header:
    """Reads a header, and at the end counts what was not read of it."""

    def __init__(self, tree: TeiTree, capture: str, works: Works, losses: MarkupLosses) -> None:
        self._tree, self._capture, self._works, self._losses = tree, capture, works, losses
        self._read: set[Element] = set()
        header = tree.header
        self._file = tree.find(header, "fileDesc")
        self._statement = tree.find(self._file, "titleStmt")
        self._published = tree.find(self._file, "publicationStmt")
        self.article = self._article()
        """The description of the article itself among those of its sources, if there is one."""

    def _article(self) -> Element | None:
        """A `biblStruct` in the `sourceDesc` that has the title of the file, or is GROBID's."""
        title = words_in(self._tree.find(self._statement, "title"))
        for one in self._tree.all(self._file, "sourceDesc/biblStruct"):
            analytic = self._tree.find(one, "analytic")
            own = words_in(self._tree.find(analytic, "title"))
            if self._tree.is_of_grobid or (own and own == title):
                return one
        return None

    def add_sources(self) -> None:
        """Add the sources of the file as works, but for the article itself."""
        for source in self._tree.all(self._file, "sourceDesc"):
            for element in self._tree.within(source, *IN_BIBLIOGRAPHY):
                if element is not self.article and not self._is_in_source(element):
                    self._works.add(element, "embedded")

    def _is_in_source(self, element: Element) -> bool:
        around = element.getparent()
        while around is not None and self._tree.name(around) != "sourceDesc":
            if self._tree.name(around) in IN_BIBLIOGRAPHY:
                return True
            around = around.getparent()
        return False

    # --- values ---

    def _stated(self, element: Element, **fields: Any) -> dict[str, Any]:
        """A value with its origin; its element counts as read."""
        self._read.add(element)
        origin = self._tree.origin(self._capture, element)
        return {**fields, "basis": "embedded", "origin": origin}

    def metadata(self) -> dict[str, Any]:
        """Return the raw metadata of the article."""
        found: dict[str, Any] = {
            "titles": [*self._titles()],
            "authors": [*self._authors()],
            "contributors": [*self._contributors()],
            "publication": self._publication(),
            "languages": [*self._languages()],
            "identifiers": [*self._identifiers()],
            "addresses": [*self._addresses()],
            "keywords": [*self._keywords()],
        }
        if (abstract := self._abstract()) is not None:
            found["abstract"] = abstract
        return {name: value for name, value in found.items() if value}

    def _titles(self) -> Iterator[dict[str, Any]]:
        for title in self._titles_of_article():
            words = value_of(title)
            type = _TITLE_TYPES.get(title.get("type", ""), "variant")
            stated = self._stated(title, text=words, type=type)
            if is_language(title.get(LANG) or ""):
                stated["language"] = title.get(LANG)
            yield stated

    def _titles_of_article(self) -> list[Element]:
        titles = [*self._tree.all(self._statement, "title")]
        titles = [title for title in titles if holds_words(title)]
        if not titles and self.article is not None:
            titles = [*self._tree.all(self.article, "analytic/title")]
            titles = [title for title in titles if holds_words(title)]
        own = [title for title in titles if title.get("level") not in ("s", "j")]
        words = {words_in(title) for title in own}
        same = self._tree.all(self.article, "analytic/title")
        self._read.update(title for title in same if words_in(title) in words)
        return own or titles

    def _containers(self) -> Iterator[tuple[Element, str]]:
        """The titles of containers, and whether each is a journal or a series."""
        if self.article is not None:
            for title in self._tree.all(self.article, "monogr/title"):
                if words_in(title) and title.get("type") not in ("abbrev", "abbr", "short"):
                    yield title, "journal" if title.get("level") == "j" else "book"
        own = self._titles_of_article()
        for title in self._tree.all(self._statement, "title"):
            if title not in own and words_in(title):
                yield title, "journal" if title.get("level") == "j" else "series"
        for title in self._tree.all(self._file, "seriesStmt/title"):
            if words_in(title):
                yield title, "journal" if title.get("level") == "j" else "series"

    def _authors(self) -> Iterator[dict[str, Any]]:
        authors = [*self._tree.all(self._statement, "author")]
        if not any(map(words_in, authors)) and self.article is not None:
            authors = [*self._tree.all(self.article, "analytic/author")]
        for author in authors:
            if value_of(author):
                yield self._contributor(author, None)

    def _contributor(self, element: Element, role: str | None) -> dict[str, Any]:
        stated = self._stated(element, name=name_of(self._tree, element))
        if role is not None:
            stated["role"] = role
        identifiers = [
            identifier
            for idno in self._tree.within(element, "idno")
            if (identifier := identifier_of_idno(idno, words_in(idno)))
        ]
        if identifiers:
            stated["identifiers"] = identifiers
        for child in element:
            if self._tree.name(child) in ("affiliation", "email", "address", "note"):
                self._losses.element(self._tree.name(child), child, words=False)
        return stated

    def _contributors(self) -> Iterator[dict[str, Any]]:
        for editor in self._tree.all(self._statement, "editor"):
            if not value_of(editor):
                continue
            role = _role(editor.get("role") or "editor")
            names = [*self._tree.children(editor, "name", "persName", "orgName")]
            for one in names if len(names) > 1 else [editor]:
                self._read.add(editor)
                yield self._contributor(one, role)
        for statement in (
            *self._tree.all(self._statement, "respStmt"),
            *self._tree.all(self._file, "editionStmt/respStmt"),
        ):
            resp = next(self._tree.children(statement, "resp"), None)
            role = _role("" if resp is None else value_of(resp))
            for one in self._tree.children(statement, "name", "persName", "orgName"):
                if value_of(one):
                    self._read.add(statement)
                    yield self._contributor(one, role)
        for principal in self._tree.all(self._statement, "principal"):
            if value_of(principal):
                yield self._contributor(principal, "principal")

    # --- publication ---

    def _publication(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for publisher in self._publishers():
            place = self._place(publisher)
            stated = self._stated(publisher, name=value_of(publisher))
            if place is not None:
                self._read.add(place)
                stated["place"] = value_of(place)
            found["publisher"] = stated
            same = (one for one in self._publishers() if value_of(one) == stated["name"])
            self._read.update(same)
            break
        for element, date in self._dates():
            found["published"] = self._stated(element, date=date)
            self._read.update(other for other, same in self._dates() if same == date)
            break
        for element, date in self._dates_written():
            found["written"] = self._stated(element, date=date)
            break
        for title, type in self._containers():
            if "container" in found:
                break
            found["container"] = self._stated(title, title=value_of(title), type=type)
            numbers = self._tree.all(self.article, "monogr/idno")
            identifiers = [
                identifier_of_idno(idno, words_in(idno)) for idno in numbers if words_in(idno)
            ]
            if any(identifiers):
                found["container"]["identifiers"] = [*filter(None, identifiers)]
                self._read.update(self._tree.all(self.article, "monogr/idno"))
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

    def _dates(self) -> Iterator[tuple[Element, str]]:
        for holder in (self._tree.find(self.article, "monogr/imprint"), self._published):
            for element in self._tree.children(holder, "date"):
                if date := date_of(attributes_of(element), value_of(element)):
                    yield element, date

    def _dates_written(self) -> Iterator[tuple[Element, str]]:
        """When the article was written, or the letter sent."""
        profile = self._tree.find(self._tree.header, "profileDesc")
        for element in self._tree.all(profile, "creation/date"):
            if date := date_of(attributes_of(element), value_of(element)):
                yield element, date
        for action in self._tree.all(profile, "correspDesc/correspAction"):
            if action.get("type") == "sent":
                for element in self._tree.children(action, "date"):
                    if date := date_of(attributes_of(element), value_of(element)):
                        yield element, date

    def _extents(self) -> Iterator[dict[str, Any]]:
        for scope in self._tree.all(self.article, "monogr/imprint/biblScope"):
            unit = _SCOPES.get(normalize_space(scope.get("unit")))
            ends = filter(
                None, (normalize_space(scope.get("from")), normalize_space(scope.get("to")))
            )
            value = value_of(scope) or "-".join(ends)
            if unit and value:
                yield self._stated(scope, unit=unit, value=value)
        for edition in self._tree.all(self._file, "editionStmt/edition"):
            if value_of(edition):
                yield self._stated(edition, unit="edition", value=value_of(edition))

    # --- languages, identifiers, subjects ---

    def _languages(self) -> Iterator[dict[str, Any]]:
        """The language of the text first, then those that the header lists."""
        declared = {
            normalize_space(language.get("ident")): language
            for language in self._tree.all(self._tree.header, "profileDesc/langUsage/language")
            if is_language(normalize_space(language.get("ident")))
        }
        seen: set[str] = set()
        for element in (self._tree.text, self._tree.file):
            tag = element.get(LANG)
            if tag and is_language(tag) and not seen:
                seen.add(tag)
                yield self._language(declared.get(tag, element), tag)
        for tag, element in declared.items():
            if tag not in seen:
                yield self._language(element, tag)

    def _language(self, element: Element, tag: str) -> dict[str, Any]:
        stated = self._stated(element, tag=tag)
        usage = element.get("usage", "")
        if usage.isdecimal() and usage.isascii() and len(usage) < 4 and int(usage) <= 100:
            stated["usage"] = int(usage)
        return stated

    def _idnos(self) -> Iterator[Element]:
        yield from self._tree.children(self._published, "idno")
        yield from self._tree.children(self.article, "idno")
        yield from self._tree.all(self.article, "analytic/idno")

    def _identifiers(self) -> Iterator[dict[str, Any]]:
        for idno in self._idnos():
            words = words_in(idno)
            if words and not self._is_address(idno, words):
                identifier = identifier_of_idno(idno, words)
                if identifier is not None:
                    yield self._stated(idno, **identifier)

    def _addresses(self) -> Iterator[dict[str, Any]]:
        for idno in self._idnos():
            words = words_in(idno)
            if words and self._is_address(idno, words):
                yield self._stated(idno, address=words)

    def _is_address(self, idno: Element, words: str) -> bool:
        return is_address(words) and (identifier_of_idno(idno, words) or {}).get(
            "scheme", "URI"
        ) in (
            "URI",
            "URL",
            "idno",
        )

    def _abstract(self) -> dict[str, Any] | None:
        for abstract in self._tree.all(self._tree.header, "profileDesc/abstract"):
            blocks = [one for one in abstract.iter() if self._tree.name(one) in ("p", "ab", "head")]
            texts = [*filter(None, map(words_in, blocks))] or [words_in(abstract)]
            if any(texts):
                stated = self._stated(abstract, text="\n\n".join(texts))
                if is_language(abstract.get(LANG) or ""):
                    stated["language"] = abstract.get(LANG)
                return stated
        return None

    def _keywords(self) -> Iterator[dict[str, Any]]:
        for keywords in self._tree.all(self._tree.header, "profileDesc/textClass/keywords"):
            scheme = normalize_space(keywords.get("scheme"))
            for term in self._tree.within(keywords, "term", "item"):
                if self._tree.name(term) == "item" and self._tree.has(term, "term"):
                    continue
                if words := value_of(term):
                    stated = self._stated(term, term=words)
                    if scheme:
                        stated["scheme"] = scheme
                        self._read.add(keywords)
                    if uri := normalize_space(term.get("ref")):
                        stated["uri"] = uri
                    yield stated

    # --- rights ---

    def rights(self) -> dict[str, Any] | None:
        """Return the rights that the header states, by its first licence that is known."""
        available = [*self._tree.all(self._file, "publicationStmt/availability")]
        available += self._tree.all(self.article, "analytic/availability")
        notices, licences = [], []
        for availability in available:
            if words := words_in(availability):
                notices.append(words)
            for one in self._tree.within(availability, "licence", "license", "ref", "p"):
                target = normalize_space(one.get("target"))
                named = [target] if target else _ADDRESS.findall(words_in(one))
                known = [licence for name in named if (licence := recognise(name)) is not None]
                licences += [licence for licence in known if licence not in licences]
                if target and not known:
                    notices.append(target)
            self._read.update(availability.iter())
        if not notices and not licences:
            return None
        found: dict[str, Any] = {"basis": "embedded"}
        if notices:
            found["notice"] = "\n".join(dict.fromkeys(notices))
        if licences:
            found["uri"], found["spdx"] = licences[0].uri, licences[0].spdx
        for _ in licences[1:]:
            self._losses.other("a further licence", available[0])
        return found

    def count_losses(self) -> None:
        """Count the elements of the header that are not in the record."""
        count_header_losses(self._tree, self._read, self._works, self._losses)


def _role(words: str) -> str:
    """A role as one word: of several, joined by hyphens.

    >>> _role("Transcription by"), _role("")
    ('transcription-by', 'contributor')
    """
    word = re.sub(r"[^A-Za-z0-9._-]+", "-", words).strip("-._")[:_LONGEST_ROLE].strip("-._")
    return word.lower() if word[:1].isalpha() else "contributor"
