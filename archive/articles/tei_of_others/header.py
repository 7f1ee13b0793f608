"""Reads the header of a file as the metadata of the article; each value gets its origin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from archive.articles.tei_of_others.identifiers import Idno, idno_of, is_address
from archive.articles.tei_of_others.publication import Publication
from archive.articles.tei_of_others.tree import is_language, value_of, words_in
from archive.articles.tei_of_others.vocabulary import IN_BIBLIOGRAPHY
from archive.articles.tei_of_others.works import name_of
from archive.derivations.tei_vocabulary import LANG
from archive.derivations.untrusted_xml import Element
from archive.derivations.xml_walk import normalize_space

_TITLE_TYPES = {
    **dict.fromkeys(("", "main", "full"), "main"),
    **dict.fromkeys(("sub", "subordinate", "subtitle"), "sub"),
    **dict.fromkeys(("short", "abbr", "abbrev"), "short"),
}
_LONGEST_ROLE = 60
_ANY_ROLE = "contributor"
"""The role of contributors whose role is missing or cannot be in a record."""


class Header(Publication):
    """Reads the header of a file."""

    def add_sources(self) -> None:
        """Add the sources of the file as works, except the article itself."""
        for source in self._tree.all(self._file, "sourceDesc"):
            for element in self._tree.within(source, *IN_BIBLIOGRAPHY):
                if element is not self.article and not self._is_in_source(element):
                    self._works.add(element, "embedded")
            if any(one in self._works.taken for one in source.iterdescendants()):
                self._kept.add_way(source[0])
        for part in () if self._tree.header is None else self._tree.header:
            if part is not self._file:
                self._works.add_part(part, "embedded")

    def _is_in_source(self, element: Element) -> bool:
        around = element.getparent()
        while around is not None and self._tree.name(around) != "sourceDesc":
            if self._tree.name(around) in IN_BIBLIOGRAPHY:
                return True
            around = around.getparent()
        return False

    # --- values ---

    def metadata(self) -> dict[str, Any]:
        """Return the metadata of the article as raw JSON data."""
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
            type = _TITLE_TYPES.get(title.get("type", ""))
            stated = self._stated(title, text=words, type=type or "variant")
            self._kept.add_value(title, *(("type",) if type else ()))
            self._add_language(title, stated)
            yield stated

    def _authors(self) -> Iterator[dict[str, Any]]:
        authors = [*self._tree.all(self._statement, "author")]
        if not any(map(words_in, authors)) and self.article is not None:
            authors = [*self._tree.all(self.article, "analytic/author")]
        for author in authors:
            if value_of(author):
                for one in self._people_in(author):
                    yield self._contributor(one, None)

    def _people_in(self, author: Element) -> Sequence[Element]:
        """Return the names in an `author` if they are several people, otherwise the `author`."""
        names = [*self._tree.children(author, "persName", "name", "orgName")]
        are_forms = any(name.get("type") or name.get(LANG) for name in names)
        if len(names) < 2 or are_forms:
            return [author]
        self._kept.add(author)
        return names

    def _contributor(self, element: Element, role: str | None) -> dict[str, Any]:
        stated = self._stated(element, name=name_of(self._tree, element, self._kept))
        if role is not None:
            stated["role"] = role
        if identifiers := [*self._identifiers_in(self._tree.within(element, "idno"))]:
            stated["identifiers"] = identifiers
        return stated

    def _contributors(self) -> Iterator[dict[str, Any]]:
        for editor in self._tree.all(self._statement, "editor"):
            if not value_of(editor):
                continue
            role = _role(editor.get("role") or "editor")
            names = [*self._tree.children(editor, "name", "persName", "orgName")]
            self._kept.add(editor, *(("role",) if role else ()))
            for one in names if len(names) > 1 else [editor]:
                yield self._contributor(one, role or _ANY_ROLE)
        for statement in (
            *self._tree.all(self._statement, "respStmt"),
            *self._tree.all(self._file, "editionStmt/respStmt"),
        ):
            resp = next(self._tree.children(statement, "resp"), None)
            role = _role("" if resp is None else value_of(resp))
            for one in self._tree.children(statement, "name", "persName", "orgName"):
                if value_of(one):
                    self._kept.add(statement)
                    if resp is not None and role:
                        self._kept.add_value(resp)
                    yield self._contributor(one, role or _ANY_ROLE)
        for principal in self._tree.all(self._statement, "principal"):
            if value_of(principal):
                yield self._contributor(principal, "principal")

    # --- languages, identifiers, subjects ---

    def _languages(self) -> Iterator[dict[str, Any]]:
        """Yield the language of the text, then the other languages that the header lists."""
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
                if next(iter(declared), None) == tag:
                    self._losses.repeated(element)
                yield self._language(declared.get(tag, element), tag)
            elif tag and tag not in seen:
                self._losses.attribute(LANG, self._tree.name(element), element)
        for tag, element in declared.items():
            if tag not in seen:
                yield self._language(element, tag)

    def _language(self, element: Element, tag: str) -> dict[str, Any]:
        is_declared = self._tree.name(element) == "language"
        stated = self._stated(element, *(("ident",) if is_declared else ()), tag=tag)
        if is_declared:
            self._kept.add_words(element)
        usage = element.get("usage", "")
        if usage.isdecimal() and usage.isascii() and len(usage) < 4 and int(usage) <= 100:
            stated["usage"] = int(usage)
            self._kept.add(element, "usage")
        return stated

    def _idnos(self) -> Iterator[Element]:
        yield from self._tree.children(self._published, "idno")
        yield from self._tree.children(self.article, "idno")
        yield from self._tree.all(self.article, "analytic/idno")

    def _identifiers(self) -> Iterator[dict[str, Any]]:
        for idno in self._idnos():
            words = words_in(idno)
            found = idno_of(idno, words) if words else None
            if found is not None and not _is_address(found, words):
                self._kept.add_words(idno)
                yield self._stated(idno, *found.taken, **found.identifier)

    def _addresses(self) -> Iterator[dict[str, Any]]:
        for idno in self._idnos():
            words = words_in(idno)
            if words and _is_address(idno_of(idno, words), words):
                self._kept.add_words(idno)
                yield self._stated(idno, address=words)

    def _abstract(self) -> dict[str, Any] | None:
        for abstract in self._tree.all(self._tree.header, "profileDesc/abstract"):
            if texts := [*self._paragraphs(abstract)]:
                stated = self._stated(abstract, text="\n\n".join(texts))
                self._add_language(abstract, stated)
                return stated
        return None

    def _keywords(self) -> Iterator[dict[str, Any]]:
        for keywords in self._tree.all(self._tree.header, "profileDesc/textClass/keywords"):
            scheme = normalize_space(keywords.get("scheme"))
            for term in self._tree.within(keywords, "term", "item"):
                if self._tree.name(term) == "item" and self._tree.has(term, "term"):
                    continue
                if words := value_of(term):
                    stated = self._stated(term, "ref", within=keywords, term=words)
                    self._kept.add_words(term)
                    self._kept.add(keywords, "scheme")
                    if scheme:
                        stated["scheme"] = scheme
                    if uri := normalize_space(term.get("ref")):
                        stated["uri"] = uri
                    yield stated


def _is_address(idno: Idno | None, words: str) -> bool:
    """Whether an `idno` is the address of a page, without a scheme of its own."""
    scheme = "URI" if idno is None else idno.identifier["scheme"]
    return is_address(words) and scheme in ("URI", "URL", "idno")


def _role(words: str) -> str:
    """Return a role as one word, in which hyphens join the words.

    >>> _role("Transcription by"), _role("編輯")
    ('transcription-by', '')
    """
    word = re.sub(r"[^A-Za-z0-9._-]+", "-", words).strip("-._")[:_LONGEST_ROLE].strip("-._")
    return word.lower() if word[:1].isalpha() else ""
