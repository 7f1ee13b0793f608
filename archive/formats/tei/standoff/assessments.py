"""Assessments of claims, as annotations."""

from __future__ import annotations

from archive.formats.tei.context import Raw, ReadContext, present
from archive.formats.tei.parser import Element, take, take_reference
from archive.formats.tei.standoff.statements import (
    close_annotation,
    is_annotation,
    open_annotation,
    open_reading,
    read_common,
)
from archive.formats.tei.works_and_sources import read_evidence, write_evidence
from archive.formats.tei.xml_output import XmlOutput
from archive.model.assessments import Assessment


def write_assessment(to: XmlOutput, assessment: Assessment) -> None:
    """`<annotation motivation="assessing" target="#claim">…`: the verdict and what it rests on."""
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


def read_assessment(annotation: Element, reading: ReadContext) -> Raw | None:
    """Undo what is written of an assessment."""
    if not is_annotation(annotation, reading):
        return None
    evidence: list[Raw] = []
    found = open_reading(annotation, ("verdict", "status"), reading)
    found |= {"claim": take_reference(annotation), "evidence": evidence}
    reading.expect(annotation, "motivation", "assessing")
    for child in annotation:
        type = take(child, "type")
        match child.tag, type:
            case "note", "rating" if "rating" not in found:
                found["rating"] = _read_rating(child, reading)
            case "note", "reasoning" if "reasoning" not in found:
                found["reasoning"] = reading.kept(child)
            case "note", "evidence":
                evidence += _read_evidence(child, reading)
            case "ptr", "supersedes" if "supersedes" not in found:
                found["supersedes"] = reading.reference(child)
                reading.all_lost(child)
            case _:
                if not read_common(child, type, found, reading):
                    reading.lost(child)
    reading.end(annotation)
    return present(found)


def _read_rating(note: Element, reading: ReadContext) -> Raw:
    found: Raw = {}
    for child in note:
        type = child.attrib.get("type")
        if child.tag == "rs" and type in ("scale", "value") and type not in found:
            take(child, "type")
            found[type] = reading.line(child)
        else:
            reading.lost(child)
    reading.end(note)
    return found


def _read_evidence(note: Element, reading: ReadContext) -> list[Raw]:
    found = []
    for child in note:
        if child.tag == "bibl":
            found.append(read_evidence(child, reading))
        else:
            reading.lost(child)
    reading.end(note)
    return found
