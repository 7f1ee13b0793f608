"""Known again: which statements of a record come from the remarks of a file laid onto it before."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from archive.annotations.external.data_model import Remarks
from archive.annotations.external.mapped_statements import CLASSES, Said
from archive.model.document import Document
from archive.model.statements import Statement

SAYS: Mapping[str, Sequence[str]] = {
    "comment": ("text", "anchors", "on"),
    "tag": ("tag", "uri", "anchors"),
    "mention": ("refers_to", "anchors"),
    "date": ("date", "anchors"),
    "correction": ("corrected", "anchors"),
    "citation": ("cites", "anchors"),
    "claim": ("restatement", "kind", "anchors"),
    "relation": ("subject", "predicate", "object"),
}
"""The fields of each statement that a file gives: what is compared, and changed."""


class Again(NamedTuple):
    """What a record has of one thing that a remark says."""

    there: Statement | None
    """The statement; `None` where it has none."""
    is_same: bool
    """Whether it says the same."""


class Known:
    """The statements of a record, by the names of the remarks that they come from.

    Those without a name are known by what they say.
    """

    def __init__(self, remarks: Remarks, onto: Document) -> None:
        self._scheme, self._name = remarks.scheme, remarks.name
        self.there: dict[str, list[Statement]] = defaultdict(list)
        """The statements from such a file, by the identifiers of their remarks."""
        self._of_others: list[Statement] = []
        self._said: set[str] | None = None
        self._alike: dict[str, deque[Statement]] = defaultdict(deque)
        for statement in (*onto.claims, *onto.annotations, *onto.relations):
            own = [one.value for one in statement.identifiers if one.scheme == self._scheme]
            for value in own:
                self.there[value].append(statement)
            if statement.identifiers and not any(map(self._is_of_file, own)):
                self._of_others.append(statement)
            if not statement.identifiers:
                self._alike[_content_of(statement)].append(statement)

    def identifier(self, id: str) -> str:
        """Return the identifier that a remark of this name has in a record."""
        return _token(f"{self._name}#{id}" if self._name else id)

    def statements_of(self, id: str) -> Sequence[Statement]:
        """Return the statements that a remark of this name has become."""
        return self.there.get(self.identifier(id), ())

    def gone(self, ids: set[str]) -> Iterator[Statement]:
        """Yield the statements from such a file whose remarks are not among these."""
        known = {self.identifier(id) for id in ids}
        for identifier, statements in self.there.items():
            if identifier not in known and self._is_of_file(identifier):
                yield from statements

    def _is_of_file(self, identifier: str) -> bool:
        """Whether an identifier is one of a file of this name."""
        return identifier.startswith(_token(f"{self._name}#") if self._name else "")

    def alike(self, saids: Sequence[Said]) -> Sequence[Again]:
        """Return for each thing that a remark without a name says what says the same."""
        found = []
        for said in saids:
            same = self._alike.get(_content(said))
            found.append(Again(same.popleft(), True) if same else Again(None, False))
        return found

    def is_said(self, said: Said) -> bool:
        """Whether a statement from a file of another name says the same of the same words."""
        if self._said is None:
            self._said = set(map(_content_of, self._of_others))
        return "anchors" in said.raw and _content(said) in self._said

    def again(self, id: str, saids: Sequence[Said]) -> tuple[Sequence[Again], Sequence[Statement]]:
        """Return for each thing that a remark says which statement it is, and what is left.

        It is one that says the same, or else the next of the same kind.
        """
        there = self.statements_of(id)
        same: dict[str, deque[Statement]] = defaultdict(deque)
        for statement in there:
            same[_content_of(statement)].append(statement)
        found: list[Again | None] = []
        for said in saids:
            alike = same.get(_content(said))
            found.append(Again(alike.popleft(), True) if alike else None)
        matched = {again.there.id for again in found if again and again.there}
        rest: dict[type[Statement], deque[Statement]] = defaultdict(deque)
        for statement in there:
            if statement.id not in matched:
                rest[type(statement)].append(statement)
        agains = []
        for said, again in zip(saids, found, strict=True):
            own = rest.get(CLASSES[said.kind])
            agains.append(again or Again(own.popleft() if own else None, False))
        return agains, [statement for several in rest.values() for statement in several]


def _content(said: Said) -> str:
    """What a statement says, so that it can be compared."""
    return _content_of(CLASSES[said.kind].model_validate({"id": "x", **said.raw}))


def _content_of(statement: Statement) -> str:
    kind = str(getattr(statement, "type", type(statement).__name__.lower()))
    return f"{kind} {statement.model_dump_json(include=set(SAYS[kind]))}"


def _token(id: str) -> str:
    """An id without what no identifier holds: blanks and control characters, as `%20`."""
    return re.sub(r"[\x00-\x20\ufffe\uffff%]", lambda sign: f"%{ord(sign[0]):02X}", id)
