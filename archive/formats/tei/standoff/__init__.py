"""Statements in `standOff`: claims, annotations and assessments as `annotation`, and relations."""

from __future__ import annotations

from archive.formats.tei.standoff.annotations import read_annotation, write_annotation
from archive.formats.tei.standoff.assessments import read_assessment, write_assessment
from archive.formats.tei.standoff.claims import read_claim, write_claim
from archive.formats.tei.standoff.relations import (
    read_change_of_relation,
    read_relation,
    write_relation,
)
from archive.formats.tei.standoff.statements import write_change
from archive.formats.tei.xml_output import XmlOutput
from archive.model.document import Document

__all__ = [
    "read_annotation",
    "read_assessment",
    "read_change_of_relation",
    "read_claim",
    "read_relation",
    "write_statements",
]


def write_statements(to: XmlOutput, document: Document) -> None:
    """Write `<standOff type="annotations">`: annotations, then relations and their history."""
    with to.holding("standOff", {"type": "annotations"}):
        with to.holding("listAnnotation", {"type": "claims"}):
            for claim in document.claims:
                write_claim(to, claim, document.id)
        with to.holding("listAnnotation", {"type": "annotations"}):
            for annotation in document.annotations:
                write_annotation(to, annotation, document.id)
        with to.holding("listAnnotation", {"type": "assessments"}):
            for assessment in document.assessments:
                write_assessment(to, assessment)
        with to.holding("listRelation"):
            for relation in document.relations:
                write_relation(to, relation)
        with to.holding("listChange"):
            for relation in document.relations:
                for change in relation.history:
                    write_change(to, change, target=f"#{relation.id}")
