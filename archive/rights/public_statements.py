"""Leaves out statements that nobody has accepted, and parts that are then no longer needed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from archive.model.anchors import Anchor, Orphan
from archive.model.assessments import Assessment
from archive.model.base import Model
from archive.model.blocks import Furniture, Note, NoteCall, Section
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.introspection import stretch_fields
from archive.model.relations import Relation
from archive.model.revisions import CaptureChange
from archive.model.statements import STATEMENT_COLLECTIONS, Former, Statement
from archive.model.walk import mapped, references, unchecked_copy, walk

_NEEDED_BY_STATEMENTS = ("entities", "works", "sources")
"""The collections of parts that statements need."""
_REPLACED = "supersedes"
"""The reference to a replaced statement; the new statement does not need the old one."""


def with_public_statements(document: Document, *, proposals: bool) -> Document:
    """Return a record with only its public statements, and the parts that these statements need.

    Accepted statements are public, and so are doubts that a person or organisation has let stand.
    Statements about a left-out statement are also left out, and so are entities, works and sources
    that nothing else needs.

    Args:
        document: The record.
        proposals: Whether to keep proposals too.
    """
    left_out = {s.id for s in document.index.statements if not _is_public(s, document, proposals)}
    if not left_out:
        return document
    return _without_unneeded(without_statements(document, left_out), document.index.used)


def without_statements(document: Document, ids: Iterable[str]) -> Document:
    """Return a record without some statements, and without the statements about them."""
    left_out = set(ids)
    _spread(left_out, document.index.statements)
    return _without(document, left_out, STATEMENT_COLLECTIONS)


def without_furniture(document: Document) -> Document:
    """Return a record without furniture, and without statements that are only about furniture."""
    furniture = document.index.furniture
    if not furniture:
        return document
    gone = furniture | {
        part.id
        for _, section in document.index.of_type(Section)
        if section.role == "furniture"
        for _, part in walk(section)
        if isinstance(part, Note)
    }

    def change(part: Model) -> Model | None:
        match part:
            case Furniture() | Section(role="furniture"):
                return None
            case (
                Anchor(block=id)
                | Orphan(block=id)
                | Former(block=id)
                | CaptureChange(block=id)
                | NoteCall(note=id)
            ) if id in gone:
                return None
        return part

    shown = mapped(document, change)
    wordless = {
        statement.id
        for statement, whole in zip(shown.index.statements, document.index.statements, strict=True)
        for field in stretch_fields(type(whole))
        if field == "anchors" and whole.anchors and not statement.anchors  # type: ignore[attr-defined]
    }
    return _without_unneeded(without_statements(shown, wordless), document.index.used)


def left_out_counts(before: Document, after: Document) -> Mapping[str, int]:
    """Return the number of proposals that are left out, by kind."""
    kept = {statement.id for statement in after.index.statements}
    return Counter(
        _kind(statement)
        for statement in before.index.statements
        if statement.id not in kept and statement.status == "proposed"
    )


def _is_public(statement: Statement, document: Document, proposals: bool) -> bool:
    if statement.status == "accepted":
        return True
    if statement.status == "rejected":
        return False
    is_doubt = isinstance(statement, Assessment) and statement.verdict == "doubt"
    return proposals or (is_doubt and document.index.is_let_stand(statement))


def _spread(left_out: set[str], statements: Iterable[Statement]) -> None:
    """Add to the left-out ids those of the statements about left-out statements, and so on."""
    about: dict[str, list[str]] = defaultdict(list)
    for reference in references((statement.id, statement) for statement in statements):
        if reference.field != _REPLACED:
            about[reference.id].append(reference.holder)
    waiting = list(left_out)
    while waiting:
        for id in about[waiting.pop()]:
            if id not in left_out:
                left_out.add(id)
                waiting.append(id)


def _without(document: Document, ids: set[str], collections: Sequence[str]) -> Document:
    """Return a record without the parts with these ids."""
    if not ids:
        return document
    kept = {
        name: tuple(
            _without_replaced(part, ids) for part in getattr(document, name) if part.id not in ids
        )
        for name in collections
    }
    return unchecked_copy(document, **kept)


def with_named_parts(document: Document) -> Document:
    """Return a record whose revisions name only parts that the record has."""
    present = document.index.by_id.keys()
    revisions = tuple(
        one
        if present >= set(one.parts)
        else unchecked_copy(one, parts=tuple(id for id in one.parts if id in present))
        for one in document.revisions
    )
    return unchecked_copy(document, revisions=revisions)


def _without_replaced(part: Model, ids: set[str]) -> Model:
    is_gone = getattr(part, _REPLACED, None) in ids
    return unchecked_copy(part, **{_REPLACED: None}) if is_gone else part


def _without_unneeded(document: Document, needed_before: frozenset[str]) -> Document:
    """Return a record without the entities, works and sources that are no longer needed."""
    while True:
        needed = document.index.used
        unneeded = {
            part.id
            for name in _NEEDED_BY_STATEMENTS
            for part in getattr(document, name)
            if part.id in needed_before and part.id not in needed
        }
        if not unneeded:
            return document
        document = _without(document, unneeded, _NEEDED_BY_STATEMENTS)


def _kind(statement: Statement) -> str:
    match statement:
        case Claim():
            return "claims"
        case Assessment(verdict="doubt"):
            return "doubts"
        case Assessment():
            return "verdicts"
        case Relation():
            return "relations"
        case _:
            return "annotations"
