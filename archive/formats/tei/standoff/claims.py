"""Claims as `annotation`; the kind of a claim is a category in `@ana`."""

from __future__ import annotations

from archive.formats.tei.anchors_and_basis import (
    categories,
    is_anchor_quote,
    is_yes,
    read_anchor_quote,
    read_anchor_quotes,
    read_certainty,
    read_ground,
    write_anchor_quotes,
    write_certainty,
    write_grounds,
)
from archive.formats.tei.context import Raw, ReadContext, present
from archive.formats.tei.names_and_dates import date_attributes, read_date
from archive.formats.tei.parser import Element, take
from archive.formats.tei.standoff.statements import (
    close_annotation,
    is_annotation,
    open_annotation,
    read_annotation_start,
    read_common,
)
from archive.formats.tei.standoff.targets import (
    StretchReader,
    end_of_target,
    target_of,
    write_stretches,
)
from archive.formats.tei.xml_output import XmlOutput, pointers
from archive.model.claims import CLOSED_WORDS, Attribution, Claim, ClaimTime

_OF_CLAIM = (*CLOSED_WORDS, "negated", "checkable", "status")


def write_claim(to: XmlOutput, claim: Claim, record: str) -> None:
    """Write `<annotation motivation="classifying">…`: a claim, its words and their functions."""
    checkable = {True: "yes", False: "no", None: None}[claim.checkable]
    open_annotation(
        to,
        claim,
        "classifying",
        target_of(claim.anchors, record),
        **{field: getattr(claim, field) for field in CLOSED_WORDS},
        negated="yes" if claim.negated else None,
        checkable=checkable,
    )
    write_stretches(to, claim.anchors)
    to.add("note", {"type": "restatement"}, claim.restatement)
    if claim.public_restatement is not None:
        to.add("note", {"type": "public-restatement"}, claim.public_restatement)
    for step in claim.attribution:
        _write_attribution(to, step)
    with to.holding("note", {"type": "condition"}):
        write_anchor_quotes(to, claim.condition)
    for subject in claim.about:
        to.add("ptr", {"type": "about", "target": f"#{subject}"})
    if claim.time is not None:
        _write_time(to, claim.time)
    close_annotation(to, claim)


def read_claim(annotation: Element, record: str | None, context: ReadContext) -> Raw | None:
    """Undo `write_claim`."""
    if not is_annotation(annotation, context):
        return None
    raw = read_annotation_start(annotation, _OF_CLAIM, context)
    context.expect(annotation, "motivation", "classifying")
    stretch_reader = StretchReader(annotation, context)
    attribution: list[Raw] = []
    about: list[str] = []
    raw |= {"anchors": stretch_reader.stretches, "attribution": attribution, "about": about}
    raw["negated"] = is_yes("negated", raw.get("negated"), annotation, context)
    checkable = raw.get("checkable")
    if checkable is not None:
        raw["checkable"] = {"yes": True, "no": False}.get(checkable, checkable)
    for child in annotation:
        type = take(child, "type")
        match child.tag, type:
            case "note", "exact" | "lost":
                stretch_reader.read(child, type)
            case "note", "restatement" if "restatement" not in raw:
                raw["restatement"] = context.line(child)
            case "note", "public-restatement" if "public_restatement" not in raw:
                raw["public_restatement"] = context.line(child)
            case "note", "attribution":
                attribution.append(_read_attribution(child, context))
            case "note", "condition" if "condition" not in raw:
                raw["condition"] = read_anchor_quotes(child, context)
                if not raw["condition"]:
                    context.empty(child)
                context.end(child)
            case "ptr", "about":
                about.append(context.reference(child))
                context.note_all_lost(child)
            case "note", "time" if "time" not in raw:
                raw["time"] = _read_time(child, context)
            case _:
                if not read_common(child, type, raw, context):
                    context.note_lost(child)
    end_of_target(stretch_reader, record, annotation, context)
    context.end(annotation)
    return present(raw)


def _write_attribution(to: XmlOutput, step: Attribution) -> None:
    """Write `<note type="attribution" subtype="reported"><ptr type="claimant"/>…</note>`."""
    to.open("note", {"type": "attribution", "subtype": step.manner})
    if step.claimant is not None:
        to.add("ptr", {"type": "claimant", "target": f"#{step.claimant}"})
    write_anchor_quotes(to, step.cue)
    to.close("note")


def _read_attribution(note: Element, context: ReadContext) -> Raw:
    cue: list[Raw] = []
    raw: Raw = {"manner": take(note, "subtype"), "cue": cue}
    for child in note:
        if is_anchor_quote(child):
            cue.append(read_anchor_quote(child, context))
        elif (
            child.tag == "ptr" and child.attrib.get("type") == "claimant" and "claimant" not in raw
        ):
            take(child, "type")
            raw["claimant"] = context.reference(child)
            context.note_all_lost(child)
        else:
            context.note_lost(child)
    context.end(note)
    return present(raw)


def _write_time(to: XmlOutput, time: ClaimTime) -> None:
    """Write `<note type="time"><date when-custom="…"/><p>reason</p>…</note>`."""
    attributes = {"ana": pointers(basis=time.basis), "cert": write_certainty(time.certainty)}
    to.open("note", {"type": "time", **attributes})
    to.add("date", date_attributes(time.date))
    write_grounds(to, time.reason, time.rests_on)
    to.close("note")


def _read_time(note: Element, context: ReadContext) -> Raw:
    raw: Raw = {**categories(note, context, "basis"), **read_certainty(note)}
    for child in note:
        if child.tag == "date" and "date" not in raw:
            raw["date"] = read_date(child, context)
            context.note_all_lost(child)
        else:
            read_ground(child, raw, context)
    context.end(note)
    return present(raw)
