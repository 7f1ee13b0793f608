"""Collects the works that a file describes in `bibl`, `biblStruct`, `biblFull` and `msDesc`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, get_args

from archive.articles.tei_of_others.dates import attributes_of, date_of
from archive.articles.tei_of_others.identifiers import idno_of, is_address
from archive.articles.tei_of_others.tree import TeiTree, is_language, value_of
from archive.articles.tei_of_others.vocabulary import IN_BIBLIOGRAPHY
from archive.derivations.tei_vocabulary import ID
from archive.derivations.xml_walk import BLANKS, normalize_space
from archive.model.works import WorkType

if TYPE_CHECKING:
    from archive.articles.tei_of_others.kept import Kept
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.part_ids import PartIds
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
"""Elements that contain parts of a description of a work."""


class Works:
    """Collects the works of a file."""

    def __init__(self, tree: TeiTree, ids: PartIds, kept: Kept, losses: MarkupLosses) -> None:
        self._tree, self._ids, self._kept, self._losses = tree, ids, kept, losses
        self._raws: list[dict[str, Any]] = []
        self._by_id: dict[str, str] = {}
        """The ids of works in the record, by their ids in the file."""
        self.taken: set[Element] = set()
        """The elements of descriptions that became works."""

    def add(self, element: Element, basis: str) -> None:
        """Add the work that an element describes, unless the element has no data."""
        description = Description(self._tree, element, self._kept, self._losses)
        fields = description.fields
        received = element.get(ID)
        if basis == "embedded" and "title" not in fields:
            identified = self._tree.find(element, "msIdentifier")
            if words := value_of(element if identified is None else identified):
                fields["fields"] = [{"name": "note", "value": words}]
                self._kept.add_words(element if identified is None else identified)
        if not fields.keys() - {"type"} and received is None:
            return
        raw = {"id": self._ids.of(received, "work"), **fields, "basis": basis}
        if received is not None:
            self._by_id.setdefault(received, raw["id"])
        self._raws.append(raw)
        self.taken.add(element)
        self._kept.add(element, *description.taken)

    def add_part(self, part: Element, basis: str) -> None:
        """Add works in a part of the file: members of lists, and descriptions with an id."""
        for element in self._tree.within(part, *IN_BIBLIOGRAPHY):
            around = element.getparent()
            is_listed = around is not None and self._tree.name(around) == "listBibl"
            if element in self.taken or not (is_listed or element.get(ID)):
                continue
            if not self._is_part(element):
                self.add(element, basis)

    def _is_part(self, element: Element) -> bool:
        """Whether a description is part of the description of another work."""
        around = element.getparent()
        while around is not None and self._tree.name(around) in ("relatedItem", "listBibl", "bibl"):
            if self._tree.name(around) == "bibl":
                return True
            around = around.getparent()
        return False

    def cited(self, pointer: str) -> str | None:
        """Return the id of the work that a pointer refers to; `None` if there is none."""
        return self._by_id.get(pointer.removeprefix("#"))

    def kept_ids(self) -> Iterable[str]:
        """Return the ids that the works have in the file."""
        return self._by_id

    def raws(self) -> list[dict[str, Any]]:
        """Return the works as raw JSON data."""
        return self._raws


class Description:
    """Reads the fields of a work from an element that describes the work."""

    def __init__(self, tree: TeiTree, element: Element, kept: Kept, losses: MarkupLosses) -> None:
        self._tree, self._element, self._kept, self._losses = tree, element, kept, losses
        self.taken: list[str] = []
        """The attributes of the element that are in the fields."""
        self._parts = [*_parts(tree, element)]
        self._levels = {part.get("level") for name, part in self._parts if name == "title"}
        self._given_type = self._type_given()
        self.fields: dict[str, Any] = {"type": self._given_type or self._type_by_levels()}
        if self._given_type:
            if self._given_type == self._type_by_levels():
                losses.repeated(element)
            self.taken.append("type")
        self._add_titles()
        for name, part in self._parts:
            self._add(name, part, value_of(part))

    def _add_titles(self) -> None:
        """Add the titles of a work and of its container; `title/@level` tells them apart."""
        found = self.fields
        titles = [(part, value_of(part)) for name, part in self._parts if name == "title"]
        titles = [(part, words) for part, words in titles if words]
        has_article = any(part.get("level") == "a" for part, _ in titles)
        for part, words in titles:
            field, attributes = self._title(part, has_article)
            if field == "variant_titles":
                found.setdefault(field, []).append(words)
            elif field is None or field in found:
                continue
            else:
                found[field] = words
            self._kept.add_value(part, *attributes)
        if "title" not in found and "container_title" in found and self._first_level() == "m":
            found["title"] = found.pop("container_title")

    def _title(self, part: Element, has_article: bool) -> tuple[str | None, Sequence[str]]:
        """Return the field for a title, and the attributes that decide which field it is."""
        level, type = part.get("level"), part.get("type")
        if type in ("abbrev", "short", "abbr", "alt", "alternative", "sub"):
            return (None, ()) if level in ("j", "s") else ("variant_titles", ("type",))
        if level == "j" or (level == "m" and has_article):
            return "container_title", ("level",)
        if level == "s":
            return "collection_title", ("level",)
        decides = not self._given_type and "j" not in self._levels
        is_of_chapter = level == "a" and "m" in self._levels
        return "title", ("level",) if decides and (level == "m" or is_of_chapter) else ()

    def _first_level(self) -> str | None:
        return next((part.get("level") for name, part in self._parts if name == "title"), None)

    def _add(self, name: str, part: Element, words: str) -> None:
        """Add the values of one part of the description to the fields."""
        found, kept = self.fields, self._kept
        match name:
            case "author" | "editor" if words:
                is_translator = part.get("role") == "translator"
                role = "translator" if is_translator else name
                found.setdefault(role, []).append(name_of(self._tree, part, kept))
                kept.add(part, *(("role",) if is_translator else ()))
            case "date" if "issued" not in found and (date := date_of(attributes_of(part), words)):
                found["issued"] = date.edtf
                kept.add_value(part, *date.taken)
            case "publisher" | "pubPlace" | "edition" if words:
                field = {"pubPlace": "publisher_place"}.get(name, name)
                if field not in found:
                    found[field] = words
                    kept.add_value(part)
            case "biblScope":
                self._add_scope(part, words)
            case "idno" if words:
                self._add_idno(part, words)
            case "ref" | "ptr" if is_address(address := normalize_space(part.get("target"))):
                if "address" not in found:
                    found["address"] = address
                    kept.add(part, "target")
            case "textLang" if is_language(part.get("mainLang") or ""):
                found["language"] = part.get("mainLang")
                kept.add(part, "mainLang")
            case _:
                pass

    def _add_scope(self, part: Element, words: str) -> None:
        """Add a volume, an issue or pages to the fields."""
        attribute = "unit" if part.get("unit") else "type"
        unit = _UNITS.get(normalize_space(part.get(attribute)).lower())
        ends = {name: normalize_space(part.get(name)) for name in ("from", "to")}
        value = words or "-".join(filter(None, ends.values()))
        if unit and value and unit not in self.fields:
            self.fields[unit] = value
            self._kept.add_value(part, attribute, *(() if words else ends))

    def _add_idno(self, part: Element, words: str) -> None:
        """Add an identifier or an address to the fields."""
        if is_address(words) and (part.get("type") or "URI").upper() in ("URI", "URL"):
            if "address" not in self.fields:
                self.fields["address"] = words
                self._kept.add_value(part)
        elif idno := idno_of(part, words):
            self.fields.setdefault("identifiers", []).append(idno.identifier)
            self._kept.add_value(part, *idno.taken)

    def _type_given(self) -> str | None:
        type = normalize_space(self._element.get("type"))
        type = _KINDS.get(type.lower(), type)
        return type if type in _TYPES else None

    def _type_by_levels(self) -> str:
        """Return the type of a work, from its element and the levels of its titles."""
        if str(self._element.tag).endswith("msDesc"):
            return "manuscript"
        if "j" in self._levels:
            return "article-journal"
        if {"a", "m"} <= self._levels:
            return "chapter"
        return "book" if "m" in self._levels else "document"


def _parts(tree: TeiTree, element: Element) -> Iterator[tuple[str, Element]]:
    """Yield the parts of a description in file order, without the parts of works inside it."""
    for child in element:
        name = tree.name(child)
        if name in _HOLDERS:
            yield from _parts(tree, child)
        else:
            yield name, child


def name_of(tree: TeiTree, element: Element, kept: Kept) -> dict[str, Any]:
    """Return the name of a person or organisation, in parts if the file has the parts."""
    holder = next(tree.children(element, "persName", "name", "orgName"), element)
    parts = {
        field: [one for one in tree.children(holder, name) if value_of(one)]
        for field, name in _NAME_PARTS.items()
    }
    if parts["family"] and not (holder.text or "").strip(BLANKS):
        for part in chain.from_iterable(parts.values()):
            kept.add_value(part)
        return {field: " ".join(map(value_of, of)) for field, of in parts.items() if of}
    words = value_of(holder)
    kept.add_words(holder if words else element)
    return {"literal": _trimmed(words or value_of(element))}


_NAME_PARTS = {
    "given": "forename",
    "family": "surname",
    "non_dropping_particle": "nameLink",
    "suffix": "genName",
}
"""The TEI element for each part of a name."""


def _trimmed(words: str) -> str:
    """Return a name without the punctuation at its end."""
    return re.sub(r"[\s,;:]+$", "", words) or words
