"""Reads values of a header with their origins, paragraphs, and the rights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.tei_of_others.identifiers import idno_of
from archive.articles.tei_of_others.tree import TeiTree, is_language, words_in
from archive.derivations.tei_structure import holds_words
from archive.derivations.tei_vocabulary import LANG
from archive.derivations.xml_walk import normalize_space
from archive.model.licences import Licence, recognise

if TYPE_CHECKING:
    from archive.articles.tei_of_others.kept import Kept
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.works import Works
    from archive.derivations.untrusted_xml import Element

_BLOCKS_IN_HEADERS = frozenset(("p", "ab", "head", "div", "list", "item", "licence", "license"))
"""Elements of a header that are separate lines of an abstract or a notice."""
_ADDRESS = re.compile(r"https?://[^\s<>()]+[^\s<>().,;]")


class HeaderValues:
    """The header of a file, and the methods that the readers of its parts share."""

    def __init__(
        self, tree: TeiTree, capture: str, works: Works, kept: Kept, losses: MarkupLosses
    ) -> None:
        self._tree, self._capture, self._works = tree, capture, works
        self._kept, self._losses = kept, losses
        header = tree.header
        self._file = tree.find(header, "fileDesc")
        self._statement = tree.find(self._file, "titleStmt")
        self._published = tree.find(self._file, "publicationStmt")
        self.article = self._article()
        """The element of the `sourceDesc` that describes the article itself, if there is one."""

    def _article(self) -> Element | None:
        """Return the `biblStruct` in `sourceDesc` with the file's title, or from GROBID."""
        title = words_in(self._tree.find(self._statement, "title"))
        for one in self._tree.all(self._file, "sourceDesc/biblStruct"):
            analytic = self._tree.find(one, "analytic")
            own = words_in(self._tree.find(analytic, "title"))
            if self._tree.is_of_grobid or (own and own == title):
                return one
        return None

    def _stated(
        self, element: Element, *taken: str, within: Element | None = None, **fields: Any
    ) -> dict[str, Any]:
        """Return a value with its origin; record that its element and attributes are kept.

        Args:
            element: The element of the value.
            taken: The attributes that are kept.
            within: The element that was searched for the value at any depth, if one was.
            fields: The fields of the value.
        """
        self._kept.add(element, *taken)
        self._kept.add_way(element if within is None else within)
        origin = self._tree.origin(self._capture, element)
        return {**fields, "basis": "embedded", "origin": origin}

    def _add_language(self, element: Element, stated: dict[str, Any]) -> None:
        if is_language(element.get(LANG) or ""):
            stated["language"] = element.get(LANG)
            self._kept.add(element, LANG)

    def _identifiers_in(self, idnos: Iterable[Element]) -> Iterator[dict[str, Any]]:
        for element in idnos:
            if (words := words_in(element)) and (idno := idno_of(element, words)):
                self._kept.add_value(element, *idno.taken)
                yield idno.identifier

    def _titles_of_article(self) -> list[Element]:
        titles = [*self._tree.all(self._statement, "title")]
        titles = [title for title in titles if holds_words(title)]
        if not titles and self.article is not None:
            titles = [*self._tree.all(self.article, "analytic/title")]
            titles = [title for title in titles if holds_words(title)]
        own = [title for title in titles if title.get("level") not in ("s", "j")]
        return own or titles

    def _paragraphs(self, element: Element) -> Iterator[str]:
        """Yield the paragraphs in an element and the lines between them; record all as kept."""
        self._kept.add_words(element)
        line = [element.text or ""]
        for child in element:
            if self._tree.name(child) in _BLOCKS_IN_HEADERS:
                if words := normalize_space("".join(line)):
                    yield words
                paragraphs = [*self._paragraphs(child)]
                if paragraphs and self._tree.name(child) in ("p", "ab"):
                    self._kept.add(child)
                yield from paragraphs
                line = []
            else:
                line.append("".join(child.itertext()))
            line.append(child.tail or "")
        if words := normalize_space("".join(line)):
            yield words

    # --- rights ---

    def rights(self) -> dict[str, Any] | None:
        """Return the rights in the header: all notices, and the first known licence."""
        available = [*self._tree.all(self._file, "publicationStmt/availability")]
        available += self._tree.all(self.article, "analytic/availability")
        notices: list[str] = []
        licences: list[Licence] = []
        for availability in available:
            notices += self._paragraphs(availability)
            self._kept.add(availability)
            self._kept.add_way(availability)
            for one in self._tree.within(availability, "licence", "license", "ref", "p"):
                target = normalize_space(one.get("target"))
                named = [target] if target else _ADDRESS.findall(words_in(one))
                known = [licence for name in named if (licence := recognise(name)) is not None]
                new = [licence for licence in known if licence not in licences]
                licences += new
                if target and not known:
                    notices.append(target)
                if target:
                    self._kept.add(one, "target")
                    if known and not new:
                        self._losses.repeated(one)
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
