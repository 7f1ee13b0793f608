"""Writes the motivation and bodies of a statement, for programs that know only these.

The fields of the statement (`statement_fields`) have the full content once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from archive.annotations.web_annotation.iris import web_address
from archive.english import spaced
from archive.model.annotations import Citation, Comment, Correction, DateMention, Mention, Tag
from archive.model.assessments import Assessment
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.relations import Relation
from archive.model.statements import Statement
from archive.model.works import Evidence

RawBody = dict[str, Any]


class Bodies:
    """Writes the bodies and motivations of the statements of one record."""

    def __init__(self, document: Document, iri: Callable[[str], str]) -> None:
        """Keep the record, and the function that returns the IRI of an id."""
        self._by_id, self._iri = document.index.by_id, iri
        self._language = document.language
        self._article_language = document.metadata.language

    def of(self, statement: Statement) -> tuple[str, list[RawBody]]:
        """Return the motivation of an annotation (Web Annotation Vocabulary), and its bodies.

        A statement that is not accepted gets a body with its status, for viewers to show.
        """
        motivation, bodies = self._bodies_of(statement)
        if statement.status != "accepted":
            bodies.append(
                {"type": "TextualBody", "purpose": "moderating", "value": statement.status}
            )
        return motivation, bodies

    def _bodies_of(self, statement: Statement) -> tuple[str, list[RawBody]]:
        match statement:
            case Claim():
                return "describing", [self._text(statement.restatement, "describing")]
            case Mention():
                return "identifying", self._part(statement.refers_to, "identifying")
            case DateMention():
                return "identifying", [_textual_body(statement.date, "identifying", None)]
            case Correction():
                return "editing", [
                    _textual_body(statement.corrected, "editing", self._article_language)
                ]
            case Citation():
                return "linking", self._part(statement.cites, "linking")
            case Tag():
                return "tagging", self._tag(statement)
            case Comment():
                motivation = "commenting" if statement.on is None else "replying"
                return motivation, [self._text(statement.text, motivation)]
            case Assessment():
                return self._assessment(statement)
            case Relation():
                evidence = [statement.evidence] if statement.evidence else []
                predicate = _textual_body(spaced(statement.predicate), "classifying", "en")
                linked = self._part(statement.object, "linking")
                return "linking", [predicate, *linked, *self._evidence(evidence)]
            case _:
                raise TypeError(f"bodies are not defined for {type(statement).__name__}")

    def _text(self, value: str, purpose: str) -> RawBody:
        """Return a body with text that the makers of the record wrote."""
        return _textual_body(value, purpose, self._language)

    def _part(self, id: str, purpose: str) -> list[RawBody]:
        """Return the bodies for an entity, a work, a source or a claim: its IRI and its label."""
        part = self._by_id[id]
        label = part.restatement if isinstance(part, Claim) else getattr(part, "label", id)
        return [self._link(id, purpose), _textual_body(label, purpose, None)]

    def _link(self, id: str, purpose: str) -> RawBody:
        return {"type": "SpecificResource", "purpose": purpose, "source": self._iri(id)}

    def _tag(self, tag: Tag) -> list[RawBody]:
        bodies = [_textual_body(tag.tag, "tagging", None)]
        if address := web_address(tag.uri):
            bodies.append({"type": "SpecificResource", "purpose": "tagging", "source": address})
        return bodies

    def _assessment(self, assessment: Assessment) -> tuple[str, list[RawBody]]:
        motivation = "questioning" if assessment.verdict == "doubt" else "assessing"
        verdict = _textual_body(assessment.verdict, motivation, "en")
        reasoning = self._text(assessment.reasoning, "describing")
        return motivation, [verdict, reasoning, *self._evidence(assessment.evidence)]

    def _evidence(self, evidence: Iterable[Evidence]) -> Iterator[RawBody]:
        """Yield the bodies for works, with the words that are quoted from them."""
        for piece in evidence:
            body = self._link(piece.work, "linking")
            if piece.quoted is not None:
                body["selector"] = {"type": "TextQuoteSelector", "exact": piece.quoted}
            yield body


def _textual_body(value: str, purpose: str, language: str | None) -> RawBody:
    body = {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
    if language is not None:
        body["language"] = language
    return body
