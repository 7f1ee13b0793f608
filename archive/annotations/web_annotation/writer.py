"""Writes the statements of a record as a collection of Web Annotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic_core import to_json

from archive.annotations.web_annotation.bodies import Bodies
from archive.annotations.web_annotation.creators import Creators
from archive.annotations.web_annotation.iris import identifier_iris, record_iri, web_address
from archive.annotations.web_annotation.json_ld_context import context
from archive.annotations.web_annotation.statement_fields import STATEMENTS, write_fields
from archive.annotations.web_annotation.targets import PLAIN_TEXT, TargetWriter, Unit
from archive.english import counted
from archive.findings import NOT_KEPT, Finding, warning
from archive.formats.field_coverage import EVERY_FIELD, FieldCoverage
from archive.formats.format import WriteResult
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import Comment
from archive.model.assessments import Assessment
from archive.model.document import Document
from archive.model.introspection import classes_within
from archive.model.relations import Relation
from archive.model.statements import Former, Statement
from archive.model.walk import unchecked_copy
from archive.rights import Withheld

Selection = Literal["all", "on-text"]
"""Which statements are written."""

COLLECTION, PAGE = "web-annotation.collection", "web-annotation.page"
"""The fragments in the IRIs of the collection and its page. No id of a part has a dot."""

CARRIED = FieldCoverage(
    "Web Annotation",
    {
        Document: {
            "id",
            "base_iri",
            "language",
            "claims",
            "annotations",
            "assessments",
            "relations",
        },
        **{held: EVERY_FIELD for cls in STATEMENTS.values() for held in classes_within(cls)},
    },
)
"""The fields of a record that a collection has, if nothing is withheld."""


def write(
    document: Document, withheld: Withheld, *, unit: Unit, statements: Selection
) -> WriteResult:
    """Return the statements of a record as Web Annotations (`web_annotation.write`)."""
    on_text = statements == "on-text"
    chosen = [s for s in document.index.statements if not on_text or _is_on_text(s)]
    hidden = withheld.text
    collection = AnnotationCollection(document, record_iri(document), unit, hidden, statements)
    head = collection.head(len(chosen))
    before, after = to_json(head).rsplit(b"[]", 1)
    items = b",\n".join([to_json(collection.annotation(statement)) for statement in chosen])
    besides = ("assessments", "relations") if on_text else ()
    findings = [*withheld.findings, *CARRIED.loss_findings(document, besides=besides)]
    findings += _withheld_words(document, hidden)
    if on_text:
        findings += _not_on_text(document)
    return WriteResult(before + b"[\n" + items + b"\n]" + after + b"\n", tuple(findings))


class AnnotationCollection:
    """Writes the collection of a record, and its annotations."""

    def __init__(
        self,
        document: Document,
        base: str,
        unit: Unit,
        hidden: str = "",
        selection: Selection = "all",
    ) -> None:
        """Keep the record, its IRI and the options.

        Args:
            document: The record.
            base: The IRI of the record.
            unit: The unit of positions.
            hidden: The notice that replaces withheld words; empty if none are withheld.
            selection: Which statements are written.
        """
        self._document, self._base, self._unit = document, base, unit
        self._hidden, self._on_text = hidden, selection == "on-text"
        self._target_writer = TargetWriter(document, base, unit, words=not hidden)
        self._bodies = Bodies(document, self.iri)
        self._creators = Creators(document, self.iri)

    def iri(self, id: str) -> str:
        """Return the IRI of a part of the record."""
        return f"{self._base}#{id}"

    def head(self, total: int) -> dict[str, Any]:
        """Return the collection with its page, which comes last and is still empty (5.1, 5.2).

        All annotations are on one page inside the collection, because further pages would have to
        be separate files.
        """
        document, id, page = self._document, self.iri(COLLECTION), self.iri(PAGE)
        rights = document.rights.record.uri if document.rights.record else None
        optional = {
            "label": document.metadata.title,
            "rights": web_address(rights),
            "record": document.id,
            "baseIri": document.base_iri,
            "language": document.language,
            "plainText": PLAIN_TEXT,
            "plainTextSha256": self._target_writer.sha256,
            "positionUnit": self._unit,
            "withheld": self._hidden,
            "selection": "on-text" if self._on_text else "",
        }
        return {
            "@context": context(),
            "id": id,
            "type": "AnnotationCollection",
            **{name: value for name, value in optional.items() if value},
            "total": total,
            "last": page,
            "first": {
                "id": page,
                "type": "AnnotationPage",
                "partOf": id,
                "startIndex": 0,
                "items": [],
            },
        }

    def annotation(self, statement: Statement) -> dict[str, Any]:
        """Return the annotation for a statement (3.1)."""
        if self._hidden:
            statement = _without_previous_words(statement)
        motivation, bodies = self._bodies.of(statement)
        targets = self._targets(statement)
        via = identifier_iris(statement)
        return {
            "id": self.iri(statement.id),
            "type": "Annotation",
            **({"via": via[0] if len(via) == 1 else via} if via else {}),
            "motivation": motivation,
            **self._creators.of(statement),
            "body": bodies,
            "target": targets[0] if len(targets) == 1 else targets,
            "statement": {
                "type": type(statement).__name__,
                **write_fields(statement, self.iri, self._target_writer.target),
            },
        }

    def _targets(self, statement: Statement) -> list[Any]:
        """Return the targets of a statement: its words in order, or another statement."""
        if isinstance(statement, Assessment):
            return [self.iri(statement.claim)]
        if isinstance(statement, Relation):
            return [self.iri(statement.subject)]
        stretches = statement.__dict__["anchors"]
        if self._on_text:
            stretches = [stretch for stretch in stretches if isinstance(stretch, Anchor)]
        targets: list[Any] = [self._target_writer.target(stretch) for stretch in stretches]
        if isinstance(statement, Comment) and statement.on is not None and not self._on_text:
            targets.append(self.iri(statement.on))
        return targets or [self._base]


def _is_on_text(statement: Statement) -> bool:
    stretches = statement.__dict__.get("anchors", ())
    return any(isinstance(stretch, Anchor) for stretch in stretches)


def _without_previous_words(statement: Statement) -> Statement:
    """Return a statement without the words of the article in its history."""
    if not any(change.former for change in statement.history):
        return statement
    history = tuple(unchecked_copy(change, former=()) for change in statement.history)
    return unchecked_copy(statement, history=history)


def _withheld_words(document: Document, hidden: str) -> Iterator[Finding]:
    """Warn of words that are withheld."""
    if not hidden:
        return
    found = [
        pointer
        for pointer, _ in document.index.of_type(Anchor, Orphan)
        if pointer.startswith(_COLLECTIONS)
    ]
    if found:
        message = f"the words of {counted(len(found), 'anchors')} are left out. {hidden}"
        yield warning(NOT_KEPT, f"{found[0]}/exact", message, "their places are kept")
    if former := [pointer for pointer, _ in document.index.of_type(Former)]:
        message = f"earlier words of statements are left out: {len(former)}. {hidden}"
        yield warning(NOT_KEPT, former[0], message)


_COLLECTIONS = ("/claims/", "/annotations/", "/assessments/", "/relations/")
"""The JSON pointers of the collections of statements in a record."""


def _not_on_text(document: Document) -> Iterator[Finding]:
    """Warn of statements and orphans that have no words of the text, and so are left out."""
    left_out = [
        f"/{name}/{n}"
        for name in ("claims", "annotations")
        for n, statement in enumerate(getattr(document, name))
        if not _is_on_text(statement)
    ]
    if left_out:
        message = f"statements without words of the text are left out: {len(left_out)}"
        yield warning(NOT_KEPT, left_out[0], message, "write all statements")
    orphans = [
        f"/{name}/{n}/anchors/{m}"
        for name in ("claims", "annotations")
        for n, statement in enumerate(getattr(document, name))
        if _is_on_text(statement)
        for m, stretch in enumerate(statement.anchors)
        if isinstance(stretch, Orphan)
    ]
    if orphans:
        message = f"words that are no longer in the text are left out: {len(orphans)}"
        yield warning(NOT_KEPT, orphans[0], message, "write all statements")
