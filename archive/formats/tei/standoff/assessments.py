"""Assessments of claims as `annotation`."""

from __future__ import annotations

from archive.formats.tei.context import Raw, ReadContext, present
from archive.formats.tei.parser import Element, take, take_reference
from archive.formats.tei.standoff.statements import (
    close_annotation,
    is_annotation,
    open_annotation,
    read_annotation_start,
    read_common,
)
from archive.formats.tei.works_and_sources import read_evidence, write_evidence
from archive.formats.tei.xml_output import XmlOutput
from archive.model.assessments import Assessment


def write_assessment(to: XmlOutput, assessment: Assessment) -> None:
    """Write `<annotation motivation="assessing" target="#claim">…`: verdict and reasons."""
    open_annotation(to, assessment, "assessing", f"#{assessment.claim}", verdict=assessment.verdict)
    if (rating := assessment.rating) is not None:
        to.open("note", {"type": "rating"})
        to.add("rs", {"type": "scale"}, rating.scale)
        to.add("rs", {"type": "value"}, rating.value)
        to.close("note")
    to.keep("note", assessment.reasoning, {"type": "reasoning"})
    for evidence in assessment.evidence:
        to.open("note", {"type": "evidence"})
        write_evidence(to, evidence)
        to.close("note")
    if assessment.supersedes is not None:
        to.add("ptr", {"type": "supersedes", "target": f"#{assessment.supersedes}"})
    close_annotation(to, assessment)


def read_assessment(annotation: Element, context: ReadContext) -> Raw | None:
    """Undo `write_assessment`."""
    if not is_annotation(annotation, context):
        return None
    evidence: list[Raw] = []
    raw = read_annotation_start(annotation, ("verdict", "status"), context)
    raw |= {"claim": take_reference(annotation), "evidence": evidence}
    context.expect(annotation, "motivation", "assessing")
    for child in annotation:
        type = take(child, "type")
        match child.tag, type:
            case "note", "rating" if "rating" not in raw:
                raw["rating"] = _read_rating(child, context)
            case "note", "reasoning" if "reasoning" not in raw:
                raw["reasoning"] = context.kept(child)
            case "note", "evidence":
                evidence += _read_evidence(child, context)
            case "ptr", "supersedes" if "supersedes" not in raw:
                raw["supersedes"] = context.reference(child)
                context.note_all_lost(child)
            case _:
                if not read_common(child, type, raw, context):
                    context.note_lost(child)
    context.end(annotation)
    return present(raw)


def _read_rating(note: Element, context: ReadContext) -> Raw:
    raw: Raw = {}
    for child in note:
        type = child.attrib.get("type")
        if child.tag == "rs" and type in ("scale", "value") and type not in raw:
            take(child, "type")
            raw[type] = context.line(child)
        else:
            context.note_lost(child)
    context.end(note)
    return raw


def _read_evidence(note: Element, context: ReadContext) -> list[Raw]:
    return [read_evidence(bibl, context) for bibl in context.children(note, "bibl")]
