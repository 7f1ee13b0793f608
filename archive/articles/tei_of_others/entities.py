"""Collects the entities of a file, from lists of people and places, and from names in the text.

A pointer at a name identifies the entity: a member of a list in the file, or an entity outside the
file, of which only the pointer is known. A name without a pointer is not identified: names with
equal words are read as one entity with the basis `inferred`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from archive.articles.tei_of_others.identifiers import (
    Prefixes,
    identifier_of_pointer,
    idno_of,
)
from archive.articles.tei_of_others.tree import TeiTree, is_language, tokens, value_of
from archive.articles.tei_of_others.vocabulary import ENTITIES, KINDS, KINDS_BY_TYPE, NAMING
from archive.derivations.tei_vocabulary import ID, LANG
from archive.derivations.xml_walk import normalize_space
from archive.english import counted
from archive.findings import Finding, Severity

if TYPE_CHECKING:
    from archive.articles.tei_of_others.kept import Kept
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.part_ids import PartIds
    from archive.articles.tei_of_others.works import Works
    from archive.derivations.untrusted_xml import Element

_POINTERS = ("ref", "corresp", "sameAs")
_DESCRIBING = ("note", "desc", "p", "occupation", "trait", "state")
_INFERRED = "the file does not identify this name: equal words were read as one entity"
_SHORT = ("abbr", "abbreviation", "short", "acronym")
"""Values of a name's `@type` for short forms."""
_CERTAINTIES = ("high", "medium", "low")


class Entities:
    """Collects the entities of a file."""

    def __init__(self, tree: TeiTree, ids: PartIds, kept: Kept, losses: MarkupLosses) -> None:
        self._tree, self._ids, self._kept, self._losses = tree, ids, kept, losses
        self._prefixes = Prefixes(tree, kept)
        self._raws: dict[str, dict[str, Any]] = {}
        """Each entity by its id in the record, in the order of the file."""
        self._listed: dict[str, dict[str, Any]] = {}
        """Entities that are members of lists, by their ids in the file."""
        self._outside: dict[tuple[str, str], dict[str, Any]] = {}
        self._unknown: dict[tuple[str, str], dict[str, Any]] = {}
        self._unknown_names = 0
        of_corpora = (header for header in tree.headers() if header is not tree.header)
        for part in (*of_corpora, tree.file):
            for element in tree.within(part, *ENTITIES):
                self._list(element)

    # --- lists ---

    def _list(self, element: Element) -> None:
        """Register a member of a list as an entity."""
        tree, kind = self._tree, ENTITIES[self._tree.name(element)]
        received = element.get(ID)
        if received is None and not tree.has(element, *NAMING):
            return
        names: dict[str, dict[str, Any]] = {}
        raw: dict[str, Any] = {
            "id": self._ids.of(received, kind),
            "type": kind,
            "names": [],
            "identifiers": [],
            "basis": "embedded",
        }
        self._kept.add(element)
        for child in element:
            name, words = tree.name(child), value_of(child)
            if not words:
                continue
            if name in NAMING or (name in ("label", "head") and not names):
                if words not in names:
                    names[words] = self._name(child, words, is_first=not names)
            elif name in _DESCRIBING and "description" not in raw:
                raw["description"] = words
                self._kept.add_value(child)
            elif name == "idno" and (idno := idno_of(child, words)):
                raw["identifiers"].append(idno.identifier)
                self._kept.add_value(child, *idno.taken)
        raw["names"] = [*names.values()]
        if received is not None:
            self._listed.setdefault(received, raw)
        self._raws[raw["id"]] = raw

    def _name(self, element: Element, words: str, *, is_first: bool) -> dict[str, Any]:
        """Return a name of a member of a list."""
        raw: dict[str, Any] = {"text": words, "basis": "embedded"}
        taken: list[str] = []
        if element.get("type", "") in _SHORT:
            raw["type"] = "abbreviation"
            taken.append("type")
        elif not is_first:
            raw["type"] = "variant"
        if (language := element.get(LANG)) and is_language(language):
            raw["language"] = language
            taken.append(LANG)
        self._kept.add_value(element, *taken)
        return raw

    # --- names in the text ---

    def mentions(
        self, element: Element, name: str, words: str, works: Works
    ) -> tuple[list[dict[str, Any]], set[str]]:
        """Return mentions of the entities, and citations of the works, that a name refers to.

        Args:
            element: The name.
            name: The tag of the element.
            words: The words of the element.
            works: The works of the file.

        Returns:
            The annotations, and the attributes whose whole value they express.
        """
        kind = self._kind(element, name)
        attribute, pointers = _pointers_of(element)
        found: list[dict[str, Any]] = []
        taken: set[str] = set()
        for pointer in pointers:
            local = self._listed.get(pointer.removeprefix("#"))
            work = works.cited(pointer) if local is None else None
            if work is not None:
                found.append({"type": "citation", "cites": work})
                continue
            raw = local or self._outside_entity(pointer, kind, words, is_name=name != "rs")
            if raw is None:
                self._losses.other(f"entities of unknown type in pointers of <{name}>", element)
                continue
            if local is None and name not in KINDS:
                taken.add("type")
            found.append({"type": "mention", "refers_to": raw["id"]})
        if not pointers and kind is not None and name != "rs" and words:
            if name not in KINDS:
                taken.add("type")
            found.append({"type": "mention", "refers_to": self._unidentified(kind, words)["id"]})
        if found:
            taken.add(attribute)
        elif not pointers:
            self._losses.element(name, element)
        certainty = element.get("cert")
        for annotation in found:
            annotation |= {"status": "accepted", "basis": "embedded"}
            if certainty in _CERTAINTIES:
                annotation["certainty"] = certainty
                taken.add("cert")
        return found, taken

    def _kind(self, element: Element, name: str) -> str | None:
        if name in KINDS:
            return KINDS[name]
        return KINDS_BY_TYPE.get(normalize_space(element.get("type")))

    def _outside_entity(
        self, pointer: str, kind: str | None, words: str, *, is_name: bool
    ) -> dict[str, Any] | None:
        """Return the entity outside the file for a pointer; `None` if its kind is not known."""
        if kind is None:
            return None
        pointer = self._prefixes.expanded(pointer)
        raw = self._outside.get((kind, pointer))
        if raw is None:
            raw = self._new(kind, identifiers=[identifier_of_pointer(pointer)], basis="embedded")
            self._outside[kind, pointer] = raw
        if is_name and not raw["names"] and words:
            raw["names"] = [{"text": words, "basis": "printed"}]
            raw.pop("description", None)
        elif not raw["names"] and words:
            raw.setdefault("description", words)
        return raw

    def _unidentified(self, kind: str, words: str) -> dict[str, Any]:
        """Return the entity for a name without a pointer."""
        self._unknown_names += 1
        raw = self._unknown.get((kind, words))
        if raw is None:
            names = [{"text": words, "basis": "printed"}]
            raw = self._new(kind, names=names, basis="inferred", reason=_INFERRED)
            self._unknown[kind, words] = raw
        return raw

    def _new(self, kind: str, **fields: Any) -> dict[str, Any]:
        raw = {"id": self._ids.of(None, kind), "type": kind, "names": [], **fields}
        self._raws[raw["id"]] = raw
        return raw

    def speakers(self, element: Element) -> Iterator[dict[str, Any]]:
        """Yield a mention of each person in the `@who` of a speech."""
        for pointer in tokens(element.get("who")):
            raw = self._listed.get(pointer.removeprefix("#"))
            if raw is None:
                self._losses.other("@who that points to nobody in the file", element)
            else:
                found = {"type": "mention", "status": "accepted", "basis": "embedded"}
                yield {**found, "refers_to": raw["id"]}

    # --- the end ---

    def kept_ids(self) -> Iterable[str]:
        """Return the ids that the listed entities have in the file."""
        return self._listed

    def raws(self) -> list[dict[str, Any]]:
        """Return the entities as raw JSON data."""
        return [*self._raws.values()]

    def findings(self) -> Iterator[Finding]:
        """Yield a finding on names without a pointer."""
        if self._unknown:
            yield Finding(
                "names-not-identified",
                f"names without @ref or @key: {self._unknown_names}; equal words were read as one "
                f"entity: {counted(len(self._unknown), 'entities')}",
                "check these entities, and merge or split them; their basis is inferred",
                Severity.NOTE,
            )


def _pointers_of(element: Element) -> tuple[str, Sequence[str]]:
    """Return the first attribute of a name that has pointers, and these pointers."""
    for attribute in _POINTERS:
        if pointers := tokens(element.get(attribute)):
            return attribute, pointers
    key = normalize_space(element.get("key")).replace(" ", "_")
    return ("key", (key,)) if key else ("", ())
