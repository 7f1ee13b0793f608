"""Mentions, dates, corrections, citations, tags and comments as `annotation`."""

from __future__ import annotations

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
    """Write `<annotation motivation="identifying">…`; the motivation depends on the type."""
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
"""The type of annotation, by the `@type` of the child with its content."""


def read_annotation(annotation: Element, record: str | None, context: ReadContext) -> Raw | None:
    """Undo `write_annotation`."""
    if not is_annotation(annotation, context):
        return None
    raw = read_annotation_start(annotation, ("status", "basis"), context)
    stretch_reader = StretchReader(annotation, context)
    raw["anchors"] = stretch_reader.stretches
    for child in annotation:
        type = take(child, "type")
        if stretch_reader.read(child, type) or read_common(child, type, raw, context):
            continue
        if child.tag == "ptr" and type == "on" and "on" not in raw:
            raw["on"] = context.reference(child)
            context.note_all_lost(child)
        elif (
            type in _SAYS
            and "type" not in raw
            and (child.tag == ("ptr" if type == "refers-to" else "note"))
        ):
            raw["type"] = _SAYS[type]
            _READ[type](child, raw, context)
        else:
            context.note_lost(child)
    if (motivation := _MOTIVATIONS.get(raw.get("type", ""))) is not None:
        context.expect(annotation, "motivation", motivation)
    else:
        take(annotation, "motivation")
    end_of_target(stretch_reader, raw.get("on") or record, annotation, context)
    context.end(annotation)
    return present(raw)


def _read_refers_to(ptr: Element, raw: Raw, context: ReadContext) -> None:
    raw["refers_to"] = context.reference(ptr)
    context.note_all_lost(ptr)


def _read_date(note: Element, raw: Raw, context: ReadContext) -> None:
    for date in context.children(note, "date", only_first=True):
        raw["date"] = read_date(date, context)
        context.note_all_lost(date)


def _read_correction(note: Element, raw: Raw, context: ReadContext) -> None:
    for corr in context.children(note, "corr", only_first=True):
        raw["corrected"] = context.kept(corr)


def _read_citation(note: Element, raw: Raw, context: ReadContext) -> None:
    for bibl in context.children(note, "bibl", only_first=True):
        raw["cites"] = context.reference(bibl, "corresp")
        for cited_range in context.children(bibl, "citedRange", only_first=True):
            raw["locator"] = read_locator(cited_range, context)


def _read_tag(note: Element, raw: Raw, context: ReadContext) -> None:
    for term in context.children(note, "term", only_first=True):
        raw["uri"] = context.address(term, "ref")
        raw["tag"] = context.line(term)


def _read_comment(note: Element, raw: Raw, context: ReadContext) -> None:
    raw["text"] = context.kept(note)


_READ = {
    "refers-to": _read_refers_to,
    "date": _read_date,
    "correction": _read_correction,
    "citation": _read_citation,
    "tag": _read_tag,
    "comment": _read_comment,
}
