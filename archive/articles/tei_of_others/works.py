"""Collects the works that a file describes: `bibl`, `biblStruct`, `biblFull`, `msDesc`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, get_args

from archive.articles.tei_of_others.dates import attributes_of, date_of
from archive.articles.tei_of_others.identifiers import identifier_of_idno, is_address
from archive.articles.tei_of_others.text_builder import normalize_space
from archive.articles.tei_of_others.tree import is_language, value_of
from archive.articles.tei_of_others.vocabulary import IN_BIBLIOGRAPHY
from archive.derivations.tei_vocabulary import ID
from archive.derivations.xml_walk import BLANKS
from archive.model.works import WorkType

if TYPE_CHECKING:
    from archive.articles.tei_of_others.entities import PartIds
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.derivations.untrusted_xml import Element

_TYPES = frozenset[str](get_args(WorkType))
_KINDS = {
    "journal": "article-journal",
    "phdthesis": "thesis",
    "webpage": "webpage",
    "web": "webpage",
}
_UNITS = {
    **dict.fromkeys(("volume", "vol", "vols"), "volume"),
    **dict.fromkeys(("issue", "nr", "number", "no"), "issue"),
    **dict.fromkeys(("page", "pp", "pages", "p"), "page"),
}
_HOLDERS = frozenset(
    (
        *("analytic", "monogr", "imprint", "series", "titleStmt", "publicationStmt", "fileDesc"),
        *("msIdentifier", "msContents", "msItem", "name", "persName"),
    )
)
"""Elements that hold the parts of a description."""


class Works:
    """Collects the works of a file."""

    def __init__(self, tree: TeiTree, ids: PartIds, losses: MarkupLosses) -> None:
        self._tree, self._ids, self._losses = tree, ids, losses
        self._raws: list[dict[str, Any]] = []
        self._by_id: dict[str, str] = {}
        """The ids of works in the record, by their ids in the file."""
        self.taken: set[Element] = set()
        """Descriptions that are works."""

    def add(self, element: Element, basis: str) -> None:
        """Add a description as a work."""
        fields = fields_of(self._tree, element)
        received = element.get(ID)
        if basis == "embedded" and "title" not in fields:
            identified = self._tree.find(element, "msIdentifier")
            if words := value_of(element if identified is None else identified):
                fields["fields"] = [{"name": "note", "value": words}]
        if not fields.keys() - {"type"} and received is None:
            return
        raw = {"id": self._ids.of(received, "work"), **fields, "basis": basis}
        if received is not None:
            self._by_id.setdefault(received, raw["id"])
        self._raws.append(raw)
        self.taken.add(element)

    def add_text(self, text: Element) -> None:
        """Add the works of the text: members of its lists, and descriptions with an id."""
        for element in self._tree.within(text, *IN_BIBLIOGRAPHY):
            around = element.getparent()
            is_listed = around is not None and self._tree.name(around) == "listBibl"
            if (is_listed or element.get(ID)) and not self._is_part(element):
                self.add(element, "printed")

    def _is_part(self, element: Element) -> bool:
        """Whether a description is part of another."""
        around = element.getparent()
        while around is not None and self._tree.name(around) in ("relatedItem", "listBibl", "bibl"):
            if self._tree.name(around) == "bibl":
                return True
            around = around.getparent()
        return False

    def cited(self, pointer: str) -> str | None:
        """The id of the work to which a pointer leads."""
        return self._by_id.get(pointer.removeprefix("#"))

    def kept_ids(self) -> Iterable[str]:
        """The ids of the file that works have."""
        return self._by_id

    def raws(self) -> list[dict[str, Any]]:
        """The works, as JSON has them."""
        return self._raws


def fields_of(tree: TeiTree, element: Element) -> dict[str, Any]:
    """Return the fields of a work from its description."""
    found: dict[str, Any] = {"type": "document"}
    parts = [*_parts(tree, element)]
    titles = [*_titles(parts)]
    for field, title in titles:
        if field == "variant_titles":
            found.setdefault(field, []).append(title)
        elif field not in found:
            found[field] = title
    if "title" not in found and "container_title" in found and _level(parts) == "m":
        found["title"] = found.pop("container_title")
    for name, part in parts:
        words = value_of(part)
        match name:
            case "author" | "editor" if words:
                role = "translator" if part.get("role") == "translator" else name
                found.setdefault(role, []).append(name_of(tree, part))
            case "date" if "issued" not in found and (date := date_of(attributes_of(part), words)):
                found["issued"] = date
            case "publisher" | "pubPlace" | "edition" if words:
                found.setdefault({"pubPlace": "publisher_place"}.get(name, name), words)
            case "biblScope":
                unit = _UNITS.get(normalize_space(part.get("unit") or part.get("type")).lower())
                first, last = part.get("from"), part.get("to")
                value = words or "-".join(filter(None, map(normalize_space, (first, last))))
                if unit and value:
                    found.setdefault(unit, value)
            case "idno" if words:
                if is_address(words) and (part.get("type") or "URI").upper() in ("URI", "URL"):
                    found.setdefault("address", words)
                elif identifier := identifier_of_idno(part, words):
                    found.setdefault("identifiers", []).append(identifier)
            case "ref" | "ptr" if is_address(normalize_space(part.get("target"))):
                found.setdefault("address", normalize_space(part.get("target")))
            case "textLang" if is_language(part.get("mainLang") or ""):
                found["language"] = part.get("mainLang")
            case _:
                pass
    found["type"] = _type(element, parts, found)
    return found


def _parts(tree: TeiTree, element: Element) -> Iterator[tuple[str, Element]]:
    """The parts of a description in file order, without those of another work within it."""
    for child in element:
        name = tree.name(child)
        if name in _HOLDERS:
            yield from _parts(tree, child)
        else:
            yield name, child


def _titles(parts: list[tuple[str, Element]]) -> Iterator[tuple[str, str]]:
    """The titles of a work and its container, by their levels (TEI, title/@level)."""
    titles = [(part, value_of(part)) for name, part in parts if name == "title"]
    titles = [(part, words) for part, words in titles if words]
    levels = [part.get("level") for part, _ in titles]
    for part, words in titles:
        level, type = part.get("level"), part.get("type")
        if type in ("abbrev", "short", "abbr", "alt", "alternative", "sub"):
            if level not in ("j", "s"):
                yield "variant_titles", words
        elif level == "j" or (level == "m" and "a" in levels):
            yield "container_title", words
        elif level == "s":
            yield "collection_title", words
        else:
            yield "title", words


def _level(parts: list[tuple[str, Element]]) -> str | None:
    return next((part.get("level") for name, part in parts if name == "title"), None)


def _type(element: Element, parts: list[tuple[str, Element]], found: dict[str, Any]) -> str:
    """The type of a work: the given one, or by the levels of its titles."""
    type = normalize_space(element.get("type"))
    type = _KINDS.get(type.lower(), type)
    if type in _TYPES:
        return type
    levels = {part.get("level") for name, part in parts if name == "title"}
    if str(element.tag).endswith("msDesc"):
        return "manuscript"
    if "j" in levels:
        return "article-journal"
    if {"a", "m"} <= levels:
        return "chapter"
    if levels & {"m"}:
        return "book"
    return "document"


def name_of(tree: TeiTree, element: Element) -> dict[str, Any]:
    """Return the name of a person or organisation, in parts where the file has them."""
    holder = next(tree.children(element, "persName", "name", "orgName"), element)
    given = [value_of(one) for one in tree.children(holder, "forename")]
    family = [value_of(one) for one in tree.children(holder, "surname")]
    particle = [value_of(one) for one in tree.children(holder, "nameLink")]
    suffix = [value_of(one) for one in tree.children(holder, "genName")]
    if not any(family) or (holder.text or "").strip(BLANKS):
        return {"literal": _trimmed(value_of(holder) or value_of(element))}
    found = {
        "given": " ".join(filter(None, given)),
        "family": " ".join(filter(None, family)),
        "non_dropping_particle": " ".join(filter(None, particle)),
        "suffix": " ".join(filter(None, suffix)),
    }
    return {part: words for part, words in found.items() if words}


def _trimmed(words: str) -> str:
    """A name without the punctuation after it."""
    return re.sub(r"[\s,;:]+$", "", words) or words
