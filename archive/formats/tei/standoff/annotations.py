"""Mentions, dates, corrections, citations, tags and comments, as annotations."""

from __future__ import annotations

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
from archive.formats.tei.works_and_sources import read_locator, write_locator
from archive.formats.tei.xml_output import XmlOutput, address
from archive.model.annotations import (
    Annotation,
    Citation,
    Comment,
    Correction,
    DateMention,
    Mention,
    Tag,
)

_MOTIVATIONS = {
    "mention": "identifying",
    "date": "tagging",
    "correction": "editing",
    "citation": "linking",
    "tag": "tagging",
    "comment": "commenting",
}
"""The motivation of each annotation (W3C Web Annotation Vocabulary, 3.2)."""


def write_annotation(to: XmlOutput, annotation: Annotation, record: str) -> None:
    """`<annotation motivation="identifying">…`: which motivation tells of which annotation."""
    otherwise = (annotation.on if isinstance(annotation, Comment) else None) or record
    target = target_of(annotation.anchors, otherwise)
    open_annotation(to, annotation, _MOTIVATIONS[annotation.type], target)
    write_stretches(to, annotation.anchors)
    match annotation:
        case Mention():
            to.add("ptr", {"type": "refers-to", "target": f"#{annotation.refers_to}"})
        case DateMention():
            to.open("note", {"type": "date"})
            to.add("date", date_attributes(annotation.date))
            to.close("note")
        case Correction():
            to.open("note", {"type": "correction"})
            to.keep("corr", annotation.corrected)
            to.close("note")
        case Citation():
            to.open("note", {"type": "citation"})
            to.open("bibl", {"corresp": f"#{annotation.cites}"})
            if annotation.locator is not None:
                write_locator(to, annotation.locator)
            to.close("bibl")
            to.close("note")
        case Tag():
            to.open("note", {"type": "tag"})
            to.add("term", address("ref", annotation.uri), annotation.tag)
            to.close("note")
        case Comment():
            to.keep("note", annotation.text, {"type": "comment"})
            if annotation.on is not None:
                to.add("ptr", {"type": "on", "target": f"#{annotation.on}"})
    close_annotation(to, annotation)


_SAYS = {
    "refers-to": "mention",
    "date": "date",
    "correction": "correction",
    "citation": "citation",
    "tag": "tag",
    "comment": "comment",
}
"""What the child that says what an annotation says is called, and what that makes it."""


def read_annotation(annotation: Element, record: str | None, reading: ReadContext) -> Raw | None:
    """Undo what is written of an annotation."""
    if not is_annotation(annotation, reading):
        return None
    found = open_reading(annotation, ("status", "basis"), reading)
    stretches = StretchReading(annotation, reading)
    found["anchors"] = stretches.found
    for child in annotation:
        type = take(child, "type")
        if stretches.read(child, type) or read_common(child, type, found, reading):
            continue
        if child.tag == "ptr" and type == "on" and "on" not in found:
            found["on"] = reading.reference(child)
            reading.all_lost(child)
        elif (
            type in _SAYS
            and "type" not in found
            and (child.tag == ("ptr" if type == "refers-to" else "note"))
        ):
            found["type"] = _SAYS[type]
            _READ[type](child, found, reading)
        else:
            reading.lost(child)
    if (motivation := _MOTIVATIONS.get(found.get("type", ""))) is not None:
        reading.expect(annotation, "motivation", motivation)
    else:
        take(annotation, "motivation")
    end_of_target(stretches, found.get("on") or record, annotation, reading)
    reading.end(annotation)
    return present(found)


def _read_refers_to(ptr: Element, found: Raw, reading: ReadContext) -> None:
    found["refers_to"] = reading.reference(ptr)
    reading.all_lost(ptr)


def _read_date(note: Element, found: Raw, reading: ReadContext) -> None:
    for child in note:
        if child.tag == "date" and "date" not in found:
            found["date"] = read_date(child, reading)
            reading.all_lost(child)
        else:
            reading.lost(child)
    reading.end(note)


def _read_correction(note: Element, found: Raw, reading: ReadContext) -> None:
    for child in note:
        if child.tag == "corr" and "corrected" not in found:
            found["corrected"] = reading.kept(child)
        else:
            reading.lost(child)
    reading.end(note)


def _read_citation(note: Element, found: Raw, reading: ReadContext) -> None:
    for child in note:
        if child.tag != "bibl" or "cites" in found:
            reading.lost(child)
            continue
        found["cites"] = reading.reference(child, "corresp")
        for inner in child:
            if inner.tag == "citedRange" and "locator" not in found:
                found["locator"] = read_locator(inner, reading)
            else:
                reading.lost(inner)
        reading.end(child)
    reading.end(note)


def _read_tag(note: Element, found: Raw, reading: ReadContext) -> None:
    for child in note:
        if child.tag == "term" and "tag" not in found:
            found["uri"] = reading.address(child, "ref")
            found["tag"] = reading.line(child)
        else:
            reading.lost(child)
    reading.end(note)


def _read_comment(note: Element, found: Raw, reading: ReadContext) -> None:
    found["text"] = reading.kept(note)


_READ = {
    "refers-to": _read_refers_to,
    "date": _read_date,
    "correction": _read_correction,
    "citation": _read_citation,
    "tag": _read_tag,
    "comment": _read_comment,
}
