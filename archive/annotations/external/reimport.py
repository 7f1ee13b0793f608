"""Finds the statements that an earlier import of the same file added to a record."""

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
"""For each kind of statement, the fields that come from a file. Only these can change."""


class ExistingStatement(NamedTuple):
    """The statement of a record that matches an imported one, if there is one."""

    statement: Statement | None
    """The statement; `None` if there is no match."""
    is_same: bool
    """Whether both have the same content."""


class EarlierImport:
    """The statements of a record, indexed by the ids of the annotations that they come from.

    Annotations without an id are matched by content.
    """

    def __init__(self, file: AnnotationFile, onto: Document) -> None:
        self._scheme, self._name = file.scheme, file.name
        self.by_identifier: dict[str, list[Statement]] = defaultdict(list)
        """The statements from files of this program, by the identifiers of their annotations."""
        self._of_others: list[Statement] = []
        self._content_of_others: set[str] | None = None
        self._by_content: dict[str, deque[Statement]] = defaultdict(deque)
        for statement in (*onto.claims, *onto.annotations, *onto.relations):
            own = [one.value for one in statement.identifiers if one.scheme == self._scheme]
            for value in own:
                self.by_identifier[value].append(statement)
            if statement.identifiers and not any(map(self._is_of_file, own)):
                self._of_others.append(statement)
            if not statement.identifiers:
                self._by_content[_statement_content(statement)].append(statement)

    def identifier(self, id: str) -> str:
        """Return the identifier for the annotation with this id, as a record has it."""
        return _escaped_id(f"{self._name}#{id}" if self._name else id)

    def statements_of(self, id: str) -> Sequence[Statement]:
        """Return the statements that come from the annotation with this id."""
        return self.by_identifier.get(self.identifier(id), ())

    def no_longer_in_file(self, ids: set[str]) -> Iterator[Statement]:
        """Yield the statements from this file whose annotations are not among these ids."""
        known = {self.identifier(id) for id in ids}
        for identifier, statements in self.by_identifier.items():
            if identifier not in known and self._is_of_file(identifier):
                yield from statements

    def _is_of_file(self, identifier: str) -> bool:
        """Whether an identifier belongs to a file of this name."""
        return identifier.startswith(_escaped_id(f"{self._name}#") if self._name else "")

    def match_by_content(
        self, mapped_statements: Sequence[MappedStatement]
    ) -> Sequence[ExistingStatement]:
        """Return the existing statement with the same content for each mapped one."""
        found = []
        for mapped in mapped_statements:
            same = self._by_content.get(_draft_content(mapped))
            found.append(
                ExistingStatement(same.popleft(), True) if same else ExistingStatement(None, False)
            )
        return found

    def is_said_elsewhere(self, mapped: MappedStatement) -> bool:
        """Whether a file with another name added a statement with the same content and words."""
        if self._content_of_others is None:
            self._content_of_others = set(map(_statement_content, self._of_others))
        return "anchors" in mapped.raw and _draft_content(mapped) in self._content_of_others

    def match_by_id(
        self, id: str, mapped_statements: Sequence[MappedStatement]
    ) -> tuple[Sequence[ExistingStatement], Sequence[Statement]]:
        """Return the existing statement for each mapped one, and the existing ones without a match.

        A match has the same content. If there is none, it is the next statement of the same kind.
        """
        of_annotation = self.statements_of(id)
        has_links = any("attribution" in mapped.raw for mapped in mapped_statements)
        same: dict[str, deque[Statement]] = defaultdict(deque)
        for statement in of_annotation:
            same[_statement_content(statement, has_links)].append(statement)
        found: list[ExistingStatement | None] = []
        for mapped in mapped_statements:
            alike = same.get(_draft_content(mapped, has_links))
            found.append(ExistingStatement(alike.popleft(), True) if alike else None)
        matched = {match.statement.id for match in found if match and match.statement}
        rest: dict[type[Statement], deque[Statement]] = defaultdict(deque)
        for statement in of_annotation:
            if statement.id not in matched:
                rest[type(statement)].append(statement)
        matches = []
        for mapped, match in zip(mapped_statements, found, strict=True):
            own = rest.get(CLASSES[mapped.kind])
            matches.append(match or ExistingStatement(own.popleft() if own else None, False))
        return matches, [statement for several in rest.values() for statement in several]


def _draft_content(mapped: MappedStatement, has_links: bool = False) -> str:
    """Return the content of a mapped statement, in a comparable form."""
    draft = CLASSES[mapped.kind].model_validate({"id": "x", **mapped.raw})
    return _statement_content(draft, has_links)


def _statement_content(statement: Statement, has_links: bool = False) -> str:
    """Return the part of a statement that comes from a file, in a comparable form.

    The attribution of a claim is included only if links state it.
    """
    kind = str(getattr(statement, "type", type(statement).__name__.lower()))
    fields = {*IMPORTED_FIELDS[kind], *(("attribution",) if has_links else ())}
    return f"{kind} {statement.model_dump_json(include=fields)}"


def _escaped_id(id: str) -> str:
    """Return an id with spaces and control characters, which identifiers cannot have, as `%20`."""
    return re.sub(r"[\x00-\x20\ufffe\uffff%]", lambda sign: f"%{ord(sign[0]):02X}", id)
