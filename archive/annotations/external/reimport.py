"""Known again: which statements of a record come from the remarks of a file laid onto it before."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from archive.annotations.external.data_model import AnnotationFile
from archive.annotations.external.mapped_statements import CLASSES, MappedStatement
from archive.model.document import Document
from archive.model.statements import Statement

IMPORTED_FIELDS: Mapping[str, Sequence[str]] = {
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


class ExistingStatement(NamedTuple):
    """What a record has of one thing that a remark says."""

    statement: Statement | None
    """The statement; `None` where it has none."""
    is_same: bool
    """Whether it says the same."""


class EarlierImport:
    """The statements of a record, by the names of the remarks that they come from.

    Those without a name are known by what they say.
    """

    def __init__(self, remarks: AnnotationFile, onto: Document) -> None:
        self._scheme, self._name = remarks.scheme, remarks.name
        self.by_identifier: dict[str, list[Statement]] = defaultdict(list)
        """The statements from such a file, by the identifiers of their remarks."""
        self._of_others: list[Statement] = []
        self._said: set[str] | None = None
        self._alike: dict[str, deque[Statement]] = defaultdict(deque)
        for statement in (*onto.claims, *onto.annotations, *onto.relations):
            own = [one.value for one in statement.identifiers if one.scheme == self._scheme]
            for value in own:
                self.by_identifier[value].append(statement)
            if statement.identifiers and not any(map(self._is_of_file, own)):
                self._of_others.append(statement)
            if not statement.identifiers:
                self._alike[_statement_content(statement)].append(statement)

    def identifier(self, id: str) -> str:
        """Return the identifier that a remark of this name has in a record."""
        return _escaped_id(f"{self._name}#{id}" if self._name else id)

    def statements_of(self, id: str) -> Sequence[Statement]:
        """Return the statements that a remark of this name has become."""
        return self.by_identifier.get(self.identifier(id), ())

    def no_longer_in_file(self, ids: set[str]) -> Iterator[Statement]:
        """Yield the statements from such a file whose remarks are not among these."""
        known = {self.identifier(id) for id in ids}
        for identifier, statements in self.by_identifier.items():
            if identifier not in known and self._is_of_file(identifier):
                yield from statements

    def _is_of_file(self, identifier: str) -> bool:
        """Whether an identifier is one of a file of this name."""
        return identifier.startswith(_escaped_id(f"{self._name}#") if self._name else "")

    def match_by_content(self, saids: Sequence[MappedStatement]) -> Sequence[ExistingStatement]:
        """Return for each thing that a remark without a name says what says the same."""
        found = []
        for said in saids:
            same = self._alike.get(_draft_content(said))
            found.append(
                ExistingStatement(same.popleft(), True) if same else ExistingStatement(None, False)
            )
        return found

    def is_said_elsewhere(self, said: MappedStatement) -> bool:
        """Whether a statement from a file of another name says the same of the same words."""
        if self._said is None:
            self._said = set(map(_statement_content, self._of_others))
        return "anchors" in said.raw and _draft_content(said) in self._said

    def match_by_id(
        self, id: str, saids: Sequence[MappedStatement]
    ) -> tuple[Sequence[ExistingStatement], Sequence[Statement]]:
        """Return for each thing that a remark says which statement it is, and what is left.

        It is one that says the same, or else the next of the same kind.
        """
        there = self.statements_of(id)
        same: dict[str, deque[Statement]] = defaultdict(deque)
        for statement in there:
            same[_statement_content(statement)].append(statement)
        found: list[ExistingStatement | None] = []
        for said in saids:
            alike = same.get(_draft_content(said))
            found.append(ExistingStatement(alike.popleft(), True) if alike else None)
        matched = {again.statement.id for again in found if again and again.statement}
        rest: dict[type[Statement], deque[Statement]] = defaultdict(deque)
        for statement in there:
            if statement.id not in matched:
                rest[type(statement)].append(statement)
        agains = []
        for said, again in zip(saids, found, strict=True):
            own = rest.get(CLASSES[said.kind])
            agains.append(again or ExistingStatement(own.popleft() if own else None, False))
        return agains, [statement for several in rest.values() for statement in several]


def _draft_content(said: MappedStatement) -> str:
    """What a statement says, so that it can be compared."""
    return _statement_content(CLASSES[said.kind].model_validate({"id": "x", **said.raw}))


def _statement_content(statement: Statement) -> str:
    kind = str(getattr(statement, "type", type(statement).__name__.lower()))
    return f"{kind} {statement.model_dump_json(include=set(IMPORTED_FIELDS[kind]))}"


def _escaped_id(id: str) -> str:
    """An id without what no identifier holds: blanks and control characters, as `%20`."""
    return re.sub(r"[\x00-\x20\ufffe\uffff%]", lambda sign: f"%{ord(sign[0]):02X}", id)
