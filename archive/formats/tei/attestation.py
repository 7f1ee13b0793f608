"""Anchors, and what a value rests on: runs, pointers and basis notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from archive.formats.tei.xml import (
    Element,
    add,
    add_kept,
    children,
    kept_text,
    name_of,
    number,
    pointers,
    words,
)
from archive.model.anchors import Anchor, Orphan, Stretch
from archive.model.attestation import Absence, Attested, Certainty

Raw = dict[str, Any]
"""A part of the record as JSON would have it, before it is checked."""

_STRING_RANGE = re.compile(r"#string-range\(([^,()]+),(\d+),(\d+)\)")
_RANGE = re.compile(r"#range\((string-index\([^()]*\)(?:,string-index\([^()]*\))*)\)")
_POINT = re.compile(r"string-index\(([^,()]+),(\d+)\)")


# --- pointers ---


def write_place(stretch: Stretch) -> str:
    """`#string-range(block,start,length)`; characters are code points (TEI P5, 17.2.4)."""
    return f"#string-range({stretch.block},{stretch.start},{stretch.end - stretch.start})"


def write_places(anchors: list[Anchor]) -> str:
    """The pointer to one or several stretches, which are one target.

    Several are one `range()` with a pair of points for each: two pointers would be two targets.
    """
    if len(anchors) == 1:
        return write_place(anchors[0])
    points = ",".join(
        f"string-index({a.block},{a.start}),string-index({a.block},{a.end})" for a in anchors
    )
    return f"#range({points})"


def read_places(pointer: str) -> list[tuple[str, int, int]] | None:
    """Undo `write_places`: block, start, end of each stretch; `None` if it is no such pointer."""
    if found := _STRING_RANGE.fullmatch(pointer):
        start = int(found[2])
        return [(found[1], start, start + int(found[3]))]
    if not (outer := _RANGE.fullmatch(pointer)):
        return None
    points = _POINT.findall(outer[1])
    pairs = list(zip(points[::2], points[1::2], strict=False))
    if len(points) % 2 or any(first[0] != last[0] for first, last in pairs):
        return None
    return [(first[0], int(first[1]), int(last[1])) for first, last in pairs]


# --- runs: anchors within a note ---


def write_runs(parent: Element, stretches: Iterable[Stretch]) -> None:
    """`<ptr type="anchor" target="#string-range(…)"/><quote type="exact">…</quote>` for each."""
    for stretch in stretches:
        lost = isinstance(stretch, Orphan)
        add(parent, "ptr", {"type": "lost" if lost else "anchor", "target": write_place(stretch)})
        write_quotes(parent, stretch)


def write_quotes(parent: Element, stretch: Stretch) -> None:
    """The words of a stretch with those beside them; for an orphan also why they are gone."""
    if stretch.prefix:
        add_kept(parent, "quote", stretch.prefix, "prefix")
    add_kept(parent, "quote", stretch.exact, "exact")
    if stretch.suffix:
        add_kept(parent, "quote", stretch.suffix, "suffix")
    if isinstance(stretch, Orphan):
        add_kept(parent, "gloss", stretch.reason, "lost")


def read_runs(parent: Element) -> list[Raw]:
    """Undo `write_runs`."""
    found: list[Raw] = []
    for element in parent:
        type = element.get("type")
        match name_of(element), type:
            case "ptr", "anchor" | "lost":
                found.append(_at(element.get("target", ""), type == "lost"))
            case ("quote", "prefix" | "exact" | "suffix") | ("gloss", "lost") if found:
                found[-1]["reason" if type == "lost" else str(type)] = kept_text(element)
    return found


def read_quotes(note: Element, stretch: Raw) -> Raw:
    """Put the words of an anchor note into a stretch whose place is known."""
    for element in note:
        type = element.get("type")
        if type in ("prefix", "exact", "suffix"):
            stretch[type] = element.text or ""
        elif type == "lost" and name_of(element) == "gloss":
            stretch["reason"] = kept_text(element)
    return stretch


def _at(pointer: str, lost: bool) -> Raw:
    places = read_places(pointer)
    kind = "orphan" if lost else "anchor"
    if places is None or len(places) != 1:
        return {"type": kind, "block": pointer, "prefix": "", "suffix": ""}
    return stretch_at(places[0], kind)


def stretch_at(place: tuple[str, int, int], kind: str) -> Raw:
    """A stretch at a place, without its words."""
    block, start, end = place
    return {
        "type": kind,
        "block": block,
        "start": start,
        "end": end,
        "exact": "",
        "prefix": "",
        "suffix": "",
    }


# --- what a value rests on ---


def write_certainty(certainty: Certainty | None) -> str | None:
    """`@cert`: a word, or a number with all its digits."""
    return certainty if certainty is None or isinstance(certainty, str) else repr(certainty)


def basis_word(value: Attested) -> str | None:
    """The word for `@ana`; printed, the default, is not written."""
    return None if value.basis == "printed" else value.basis


def write_basis_note(parent: Element, value: Attested) -> None:
    """`<note type="basis"><gloss type="reason">…</gloss>…</note>`, if there is anything to say."""
    if value.reason is not None or value.rests_on:
        write_grounds(add(parent, "note", {"type": "basis"}), value)


def write_grounds(parent: Element, value: Attested) -> None:
    """The reason and the words that a value rests on."""
    if value.reason is not None:
        add_kept(parent, "gloss", value.reason, "reason")
    write_runs(parent, value.rests_on)


def read_basis(element: Element) -> Raw:
    """Undo what is written of `Attested` on an element: basis, certainty, reason and words."""
    found = read_certainty(element)
    if basis := words(element).get("basis"):
        found["basis"] = basis
    for note in children(element, "note", "basis"):
        found |= read_grounds(note)
    return found


def read_certainty(element: Element) -> Raw:
    """Undo `write_certainty`."""
    certainty = element.get("cert")
    return {} if certainty is None else {"certainty": number(certainty)}


def read_grounds(parent: Element) -> Raw:
    """Undo `write_grounds`."""
    found: Raw = {}
    for gloss in children(parent, "gloss", "reason"):
        found["reason"] = kept_text(gloss)
    if runs := read_runs(parent):
        found["rests_on"] = runs
    return found


# --- absence ---


def absent(value: Absence) -> dict[str, str | None]:
    """`@ana` of an element that says that there is no value."""
    return {"ana": pointers(absence=value.value)}


def read_absence(element: Element) -> str | None:
    """Undo `absent`."""
    return words(element).get("absence")
