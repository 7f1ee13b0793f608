"""Claims, as annotations that classify."""

from __future__ import annotations

from archive.formats.tei.anchors_and_basis import (
    categories,
    is_anchor_quote,
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
    open_reading,
    read_common,
)
from archive.formats.tei.standoff.targets import (
    StretchReading,
    end_of_target,
    target_of,
    write_stretches,
)
from archive.formats.tei.xml_output import XmlOutput, pointers
from archive.model.claims import CLOSED_WORDS, Attribution, Claim, ClaimTime

_OF_CLAIM = (*CLOSED_WORDS, "negated", "checkable", "status")


def write_claim(to: XmlOutput, claim: Claim, record: str) -> None:
    """`<annotation motivation="classifying">…`: a claim, its words and what they do."""
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
    for step in claim.attribution:
        _write_attribution(to, step)
    with to.holding("note", {"type": "condition"}):
        write_anchor_quotes(to, claim.condition)
    for subject in claim.about:
        to.add("ptr", {"type": "about", "target": f"#{subject}"})
    if claim.time is not None:
        _write_time(to, claim.time)
    close_annotation(to, claim)


def read_claim(annotation: Element, record: str | None, reading: ReadContext) -> Raw | None:
    """Undo what is written of a claim."""
    if not is_annotation(annotation, reading):
        return None
    found = open_reading(annotation, _OF_CLAIM, reading)
    reading.expect(annotation, "motivation", "classifying")
    stretches = StretchReading(annotation, reading)
    attribution: list[Raw] = []
    about: list[str] = []
    found |= {"anchors": stretches.found, "attribution": attribution, "about": about}
    if (negated := found.get("negated")) == "yes":
        found["negated"] = True
    elif negated is not None:
        _wrong_word(annotation, "negated", negated, reading)
        del found["negated"]
    checkable = found.get("checkable")
    if checkable is not None:
        found["checkable"] = {"yes": True, "no": False}.get(checkable, checkable)
    for child in annotation:
        type = take(child, "type")
        match child.tag, type:
            case "note", "exact" | "lost":
                stretches.read(child, type)
            case "note", "restatement" if "restatement" not in found:
                found["restatement"] = reading.line(child)
            case "note", "attribution":
                attribution.append(_read_attribution(child, reading))
            case "note", "condition" if "condition" not in found:
                found["condition"] = read_anchor_quotes(child, reading)
                if not found["condition"]:
                    reading.empty(child)
                reading.end(child)
            case "ptr", "about":
                about.append(reading.reference(child))
                reading.all_lost(child)
            case "note", "time" if "time" not in found:
                found["time"] = _read_time(child, reading)
            case _:
                if not read_common(child, type, found, reading):
                    reading.lost(child)
    end_of_target(stretches, record, annotation, reading)
    reading.end(annotation)
    return present(found)


def _wrong_word(annotation: Element, taxonomy: str, word: str, reading: ReadContext) -> None:
    message = f'@ana holds "#{taxonomy}.{word}", and there is no such word'
    reading.unreadable(annotation, "not-kept", message, "take it out")


def _write_attribution(to: XmlOutput, step: Attribution) -> None:
    """`<note type="attribution" subtype="reported"><ptr type="claimant"/>…</note>`."""
    to.open("note", {"type": "attribution", "subtype": step.manner})
    if step.claimant is not None:
        to.add("ptr", {"type": "claimant", "target": f"#{step.claimant}"})
    write_anchor_quotes(to, step.cue)
    to.close("note")


def _read_attribution(note: Element, reading: ReadContext) -> Raw:
    cue: list[Raw] = []
    found: Raw = {"manner": take(note, "subtype"), "cue": cue}
    for child in note:
        if is_anchor_quote(child):
            cue.append(read_anchor_quote(child, reading))
        elif (
            child.tag == "ptr"
            and child.attrib.get("type") == "claimant"
            and "claimant" not in found
        ):
            take(child, "type")
            found["claimant"] = reading.reference(child)
            reading.all_lost(child)
        else:
            reading.lost(child)
    reading.end(note)
    return present(found)


def _write_time(to: XmlOutput, time: ClaimTime) -> None:
    """`<note type="time"><date when-custom="…"/><p>reason</p>…</note>`."""
    attributes = {"ana": pointers(basis=time.basis), "cert": write_certainty(time.certainty)}
    to.open("note", {"type": "time", **attributes})
    to.add("date", date_attributes(time.date))
    write_grounds(to, time.reason, time.rests_on)
    to.close("note")


def _read_time(note: Element, reading: ReadContext) -> Raw:
    found: Raw = {**categories(note, reading, "basis"), **read_certainty(note)}
    for child in note:
        if child.tag == "date" and "date" not in found:
            found["date"] = read_date(child, reading)
            reading.all_lost(child)
        else:
            read_ground(child, found, reading)
    reading.end(note)
    return present(found)
