"""Reads the entries of the reference list as works, and finds the works that the text cites."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.jats.works import work_from
from archive.derivations.jats_forms import descriptions_in
from archive.derivations.jats_tree import name_of
from archive.english import counted
from archive.findings import NOT_KEPT, Finding, short, warning
from archive.model.identifiers import id_from

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element


class References:
    """The works of a record, each added once: from the reference list, or where it is cited."""

    def __init__(self, root: Element, document: str, losses: ElementLosses) -> None:
        self._losses = losses
        self._references: dict[str, Element] = {}
        """The elements of references, and of works in them, by their ids in the file."""
        self._places: dict[str, tuple[Element, int]] = {}
        """The list that each reference is in, and its position in the list, by id."""
        self._lists: dict[Element, list[str]] = {}
        self._fields: dict[Element, Element] = {}
        """For each description of a work in words, the description of this work in fields."""
        self._first: dict[Element, Element] = {}
        """The first description of a work in each reference."""
        for reference in root.iter("{*}ref"):
            self._list(reference)
        for holder in root.iter("{*}ref", "{*}citation-alternatives"):
            for words, fields, _ in descriptions_in(holder):
                self._fields[words] = fields
                self._first.setdefault(holder, words)
        self._works: dict[Element, str] = {}
        self._cited: dict[str, list[str]] = {}
        self._used = {document}
        self._count = 0
        self._changed: list[tuple[str, str]] = []
        self.raw: list[dict[str, Any]] = []
        """The works as raw JSON data."""

    def _list(self, reference: Element) -> None:
        id, around = reference.get("id"), reference.getparent()
        if id and around is not None and id not in self._references:
            listed = self._lists.setdefault(around, [])
            self._places[id] = around, len(listed)
            listed.append(id)
            self._references[id] = reference
        for citation in citations_in(reference):
            if inner := citation.get("id"):
                self._references.setdefault(inner, citation)

    def add_references(self, references: Iterator[Element]) -> None:
        """Add the works that references describe, in the order of the references."""
        for reference in references:
            for citation in citations_in(reference):
                self.work(citation)

    def cited(self, id: str) -> list[str]:
        """Return the ids of the works in the reference with this id; at most `_MOST_CITED`."""
        if id not in self._cited:
            element = self._references.get(id)
            described = [element] if element is not None else []
            if element is not None and name_of(element) == "ref":
                described = [*citations_in(element)]
                if more := described[_MOST_CITED:]:
                    what = f"works in a reference beyond the first {_MOST_CITED}; not cited"
                    self._losses.other(what, element, len(more))
            described = described[:_MOST_CITED]
            self._cited[id] = [self.work(citation) for citation in described]
        return self._cited[id]

    def between(self, one: str, other: str) -> Iterator[str]:
        """Yield the works between two references of one list, without the works of these two."""
        if one not in self._places or other not in self._places:
            return
        (list_of_one, start), (list_of_other, end) = self._places[one], self._places[other]
        if list_of_one is list_of_other and end - start <= _LONGEST_RANGE:
            for id in self._lists[list_of_one][start + 1 : end]:
                yield from self.cited(id)

    def work(self, citation: Element) -> str:
        """Return the id of the work that an element describes; add the work if it is new."""
        if citation not in self._works:
            around = citation.getparent()
            if around is not None and name_of(around) == "citation-alternatives":
                around = around.getparent()
            fields = self._fields.get(citation, citation)
            is_first = around is not None and self._first.get(around) is citation
            candidates = (around if is_first else None, citation, fields)
            named = [one for one in candidates if one is not None and one.get("id")]
            received = self._losses.take(named[0], "id") if named else ""
            self._works[citation] = id = self._id(received)
            self.raw.append({"id": id, **work_from(fields, self._losses)})
            if fields is not citation:
                self._losses.read[fields] = False
                self._losses.unread_in(fields)
        return self._works[citation]

    def add(self, received: str, raw: dict[str, Any]) -> str:
        """Add a raw work, and return its id in the record."""
        id = self._id(received)
        self.raw.append({"id": id, **raw})
        return id

    def _id(self, received: str) -> str:
        id = id_from(received) if received else ""
        while not id or id in self._used:
            self._count += 1
            id = f"work-{self._count}"
        self._used.add(id)
        if received and id != received:
            self._changed.append((received, id))
        return id

    def findings(self) -> Iterator[Finding]:
        """Yield a warning that lists the ids that could not be kept."""
        if self._changed:
            first = ", ".join(f"{short(one)} is {other}" for one, other in self._changed[:3])
            more = ", ..." if len(self._changed) > 3 else ""
            ids = f"{counted(len(self._changed), 'ids')} of references"
            message = f"{ids} could not be kept: {first}{more}"
            hint = "an id has only ASCII letters, digits, _ and -, and is unique in a record"
            yield warning(NOT_KEPT, "", message, hint)


_MOST_CITED = 100
"""The most works of one reference that an `xref` cites; without a limit, a small file could cause
very many citations."""
_LONGEST_RANGE = 100
"""The most references in a range; a longer distance is probably not a range."""


def citations_in(reference: Element) -> Iterator[Element]:
    """Return, for each work that a reference describes, the element with the words about it."""
    return (words for words, _, _ in descriptions_in(reference))
