"""Collects the entities of a file: from its lists of people and places, and names in the text.

A name with a pointer is the entity to which it points: a member of a list of the file, or an entity
outside it, known by the pointer alone. A name without one does not tell whose it is: equal words
are taken for the same entity, which records that this was inferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.tei_of_others.identifiers import (
    Prefixes,
    identifier_of_idno,
    identifier_of_pointer,
)
from archive.articles.tei_of_others.text_builder import normalize_space
from archive.articles.tei_of_others.tree import is_language, tokens, value_of
from archive.articles.tei_of_others.vocabulary import ENTITIES, KINDS, KINDS_BY_TYPE, NAMING
from archive.derivations.tei_vocabulary import ID, LANG
from archive.english import counted
from archive.findings import Finding, Severity
from archive.model.identifiers import id_from

if TYPE_CHECKING:
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.derivations.untrusted_xml import Element

_POINTERS = ("ref", "corresp", "sameAs")
_DESCRIBING = ("note", "desc", "p", "occupation", "trait", "state")
_INFERRED = "the file does not say who or what this is: the same words were taken for the same"
_CERTAINTIES = ("high", "medium", "low")


class PartIds:
    """Makes unique ids of parts that are no blocks: as received, where that is possible."""

    def __init__(self, document: str) -> None:
        self._used = {document}
        self._counts: dict[str, int] = {}
        self.changed: list[tuple[str, str]] = []

    def of(self, received: str | None, prefix: str) -> str:
        """Return the id that a part was received with, or else the next of its kind."""
        if received:
            id = id_from(received)
            if id not in self._used:
                self._used.add(id)
                if id != received:
                    self.changed.append((received, id))
                return id
        while True:
            self._counts[prefix] = self._counts.get(prefix, 0) + 1
            id = f"{prefix}-{self._counts[prefix]}"
            if id not in self._used:
                self._used.add(id)
                if received:
                    self.changed.append((received, id))
                return id


class Entities:
    """Collects the entities of a file."""

    def __init__(self, tree: TeiTree, ids: PartIds, losses: MarkupLosses) -> None:
        self._tree, self._ids, self._losses = tree, ids, losses
        self._prefixes = Prefixes(tree)
        self._raws: dict[str, dict[str, Any]] = {}
        """Each entity by its id in the record, in the order in which they are named."""
        self._listed: dict[str, dict[str, Any]] = {}
        """Members of lists by their id in the file."""
        self._outside: dict[tuple[str, str], dict[str, Any]] = {}
        self._unknown: dict[tuple[str, str], dict[str, Any]] = {}
        self._unknown_names = 0
        for part in (*tree.headers_around(), tree.file):
            for element in tree.within(part, *ENTITIES):
                self._list(element)

    # --- lists ---

    def _list(self, element: Element) -> None:
        """Register a member of a list."""
        tree, kind = self._tree, ENTITIES[self._tree.name(element)]
        received = element.get(ID)
        if received is None and not tree.has(element, *NAMING):
            return
        names: list[dict[str, Any]] = []
        descriptions: list[str] = []
        identifiers: list[dict[str, Any]] = []
        for child in element:
            name, words = tree.name(child), value_of(child)
            if name in NAMING or (name in ("label", "head") and not names):
                if words and words not in (one["text"] for one in names):
                    names.append(_name(child, words, is_first=not names))
            elif name in _DESCRIBING and words:
                descriptions.append(words)
            elif name == "idno":
                if identifier := identifier_of_idno(child, words):
                    identifiers.append(identifier)
            elif words or child.attrib:
                self._losses.element(f"{tree.name(element)}/{name}", child, words=False)
        raw: dict[str, Any] = {
            "id": self._ids.of(received, kind),
            "type": kind,
            "names": names,
            "identifiers": identifiers,
            "basis": "embedded",
        }
        if descriptions:
            raw["description"] = descriptions[0]
            for _ in descriptions[1:]:
                self._losses.other("further descriptions of people, places and events", element)
        if received is not None:
            self._listed.setdefault(received, raw)
        self._raws[raw["id"]] = raw

    # --- names in the text ---

    def mentions(self, element: Element, name: str, words: str) -> Iterator[dict[str, Any]]:
        """Yield the mention of each entity that a name names."""
        kind = self._kind(element, name)
        certainty = element.get("cert")
        found: dict[str, Any] = {"type": "mention", "status": "accepted", "basis": "embedded"}
        if certainty in _CERTAINTIES:
            found["certainty"] = certainty
        pointers = next(filter(None, (tokens(element.get(one)) for one in _POINTERS)), ())
        key = normalize_space(element.get("key")).replace(" ", "_")
        for pointer in pointers or ((key,) if key else ()):
            raw = self._entity_of_pointer(pointer, kind, words, is_name=name != "rs")
            if raw is not None:
                yield {**found, "refers_to": raw["id"]}
            else:
                self._losses.other(f"what <{name}> without a known type names", element)
        if not pointers and not key:
            if kind is None or name == "rs" or not words:
                self._losses.element(name, element)
            else:
                yield {**found, "refers_to": self._unidentified(kind, words)["id"]}

    def _kind(self, element: Element, name: str) -> str | None:
        if name in KINDS:
            return KINDS[name]
        return KINDS_BY_TYPE.get(normalize_space(element.get("type")))

    def _entity_of_pointer(
        self, pointer: str, kind: str | None, words: str, *, is_name: bool
    ) -> dict[str, Any] | None:
        """The entity to which a pointer leads; `None` if its kind is not known."""
        local = self._listed.get(pointer.removeprefix("#"))
        if local is not None:
            return local
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
        """The entity that words name, without an identification."""
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
        """Yield the mention of each person to whom a speech is attributed (`@who`)."""
        for pointer in tokens(element.get("who")):
            raw = self._listed.get(pointer.removeprefix("#"))
            if raw is None:
                self._losses.other("@who that leads to nobody in the file", element)
            else:
                found = {"type": "mention", "status": "accepted", "basis": "embedded"}
                yield {**found, "refers_to": raw["id"]}

    # --- the end ---

    def kept_ids(self) -> Iterable[str]:
        """The ids of the file that entities have."""
        return self._listed

    def raws(self) -> list[dict[str, Any]]:
        """The entities, as JSON has them."""
        return [*self._raws.values()]

    def findings(self) -> Iterator[Finding]:
        """Yield a finding on names without an identification."""
        if self._unknown:
            yield Finding(
                "names-not-identified",
                f"names that do not say who or what they name: {self._unknown_names}; words that "
                f"are the same were taken for the same: {counted(len(self._unknown), 'entities')}",
                "merge and part them by hand; their basis is inferred",
                Severity.NOTE,
            )


def _name(element: Element, words: str, *, is_first: bool) -> dict[str, Any]:
    type = element.get("type", "")
    is_short = type in ("abbr", "abbreviation", "short", "acronym")
    raw: dict[str, Any] = {"text": words, "basis": "embedded"}
    if is_short:
        raw["type"] = "abbreviation"
    elif not is_first:
        raw["type"] = "variant"
    if (language := element.get(LANG)) and is_language(language):
        raw["language"] = language
    return raw
