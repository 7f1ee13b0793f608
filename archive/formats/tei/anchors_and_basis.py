"""Anchors and the basis of values in TEI: pointers, quoted words, basis notes, absences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from archive.formats.tei.context import LONGEST_NUMBER, Raw, ReadContext, present, short_quoted
from archive.formats.tei.parser import Element, take
from archive.formats.tei.xml_output import XmlOutput
from archive.model.anchors import Anchor, Orphan, Stretch
from archive.model.basis import Absence, Certainty
from archive.model.statements import Former

_OFFSET = rf"[0-9]{{1,{LONGEST_NUMBER}}}"
_STRING_RANGE = re.compile(rf"#string-range\(([^,()\s]+),({_OFFSET}),({_OFFSET})\)")
_POINT = re.compile(rf"string-index\(([^,()\s]+),({_OFFSET})\)(?:,|$)")
_NUMBER = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE]-?[0-9]{1,3})?", re.ASCII)

Place = tuple[str, int, int]
"""A stretch of a block: its id, start and end, in code points."""


# --- pointers ---


def write_place(stretch: Stretch | Former) -> str:
    """Return `#string-range(block,start,length)`; characters are code points (TEI P5, 17.2.4)."""
    return f"#string-range({stretch.block},{stretch.start},{stretch.end - stretch.start})"


def write_places(anchors: Sequence[Anchor]) -> str:
    """Return one pointer to one or several stretches.

    For several stretches, this is one `range()` with two points for each; two pointers would be two
    targets.
    """
    if len(anchors) == 1:
        return write_place(anchors[0])
    points = ",".join(
        f"string-index({a.block},{a.start}),string-index({a.block},{a.end})" for a in anchors
    )
    return f"#range({points})"


def read_place(pointer: str) -> Place | None:
    """Undo `write_place`; `None` for any other pointer."""
    match = _STRING_RANGE.fullmatch(pointer)
    if match is None:
        return None
    start = int(match[2])
    return match[1], start, start + int(match[3])


def read_places(pointer: str) -> list[Place] | None:
    """Undo `write_places`: return block, start and end of each stretch; `None` if impossible."""
    if (place := read_place(pointer)) is not None:
        return [place]
    if not (pointer.startswith("#range(") and pointer.endswith(")")):
        return None
    inside = pointer[len("#range(") : -1]
    points: list[tuple[str, int]] = []
    reached = 0
    while match := _POINT.match(inside, reached):
        points.append((match[1], int(match[2])))
        reached = match.end()
    if reached < len(inside) or inside.endswith(",") or len(points) % 2 or not points:
        return None
    pairs = list(zip(points[::2], points[1::2], strict=True))
    if any(first[0] != last[0] for first, last in pairs):
        return None
    return [(block, start, end) for (block, start), (_, end) in pairs]


# --- runs: words within a note ---


def write_anchor_quotes(to: XmlOutput, stretches: Iterable[Stretch], *, end: str = "\n") -> None:
    """Write `<quote type="anchor" source="#string-range(…)">…</quote>` for each."""
    for stretch in stretches:
        place = write_place(stretch)
        if isinstance(stretch, Anchor):
            to.keep("quote", stretch.exact, {"type": "anchor", "source": place}, end)
        else:
            to.inline("quote", {"type": "lost", "source": place})
            write_orphan_words(to, stretch)
            to.raw(f"</quote>{end}")


def write_orphan_words(to: XmlOutput, orphan: Orphan) -> None:
    """Write the words of an orphan, their context, and why their place was lost."""
    to.raw("\n")
    if orphan.prefix:
        to.keep("seg", orphan.prefix, {"type": "prefix"})
    to.keep("seg", orphan.exact, {"type": "exact"})
    if orphan.suffix:
        to.keep("seg", orphan.suffix, {"type": "suffix"})
    to.keep("p", orphan.reason)


def write_former(to: XmlOutput, former: Former) -> None:
    """Write `<quote type="former" source="#string-range(…)" n="/anchors/0" ana="…">`.

    It holds `seg` elements: the words, their context, the words that replaced them.
    """
    status = None if former.status == "proposed" else f"#status.{former.status}"
    place = {"source": write_place(former), "n": former.stretch, "ana": status}
    to.inline("quote", {"type": "former", **place})
    for type in _PARTS_OF_FORMER:
        if words := getattr(former, type):
            to.keep("seg", words, {"type": type}, end="")
    to.raw("</quote>")


def read_former(quote: Element, context: ReadContext) -> Raw:
    """Undo `write_former`."""
    take(quote, "type")
    block, start, end = _place_of(quote, take(quote, "source") or "", context)
    raw: Raw = {"stretch": take(quote, "n"), "block": block, "start": start, "end": end}
    raw |= categories(quote, context, "status")
    for child in quote:
        type = child.attrib.get("type", "")
        if child.tag != "seg" or type not in _PARTS_OF_FORMER or type in raw:
            context.note_lost(child)
            continue
        take(child, "type")
        raw[type] = context.kept(child)
    context.end(quote)
    return present(raw)


_PARTS_OF_FORMER = ("prefix", "exact", "suffix", "became")


def is_anchor_quote(element: Element) -> bool:
    """Whether an element is one that `write_anchor_quotes` writes."""
    return element.tag == "quote" and element.attrib.get("type") in ("anchor", "lost")


def read_anchor_quote(quote: Element, context: ReadContext) -> Raw:
    """Undo `write_anchor_quotes` for one quote."""
    type, pointer = take(quote, "type"), take(quote, "source") or ""
    place = _place_of(quote, pointer, context)
    if type == "lost":
        return read_orphan_words(quote, place, context)
    block, start, end = place
    return {
        "type": "anchor",
        "block": block,
        "start": start,
        "end": end,
        "exact": context.kept(quote),
    }


def _place_of(quote: Element, pointer: str, context: ReadContext) -> Place:
    """Return the place that an anchor quote points to; report any other pointer."""
    if (place := read_place(pointer)) is not None:
        return place
    message = f"{short_quoted(pointer)} does not point to characters in a block"
    context.unreadable(quote, "pointer-not-readable", message, _POINTER)
    return ("unknown", 0, 0)


def read_orphan_words(holder: Element, place: Place, context: ReadContext) -> Raw:
    """Undo `write_orphan_words`."""
    block, start, end = place
    raw: Raw = {"type": "orphan", "block": block, "start": start, "end": end}
    for child in holder:
        field = "reason" if child.tag == "p" else child.attrib.get("type", "")
        known = child.tag == "p" or (child.tag == "seg" and field in ("prefix", "exact", "suffix"))
        if not known or field in raw:
            context.note_lost(child)
            continue
        take(child, "type")
        raw[field] = context.kept(child)
    context.end(holder)
    return raw


def read_anchor_quotes(children: Iterable[Element], context: ReadContext) -> list[Raw]:
    """Undo `write_anchor_quotes` in an element that may contain nothing else."""
    anchors: list[Raw] = []
    for child in children:
        if is_anchor_quote(child):
            anchors.append(read_anchor_quote(child, context))
        else:
            context.note_lost(child)
    return anchors


# --- the basis of a value ---


def write_certainty(certainty: Certainty | None) -> str | None:
    """Return `@cert`: a word, or a number with all its digits."""
    return certainty if certainty is None or isinstance(certainty, str) else repr(certainty)


def read_certainty(element: Element) -> Raw:
    """Undo `write_certainty`."""
    certainty = element.attrib.pop("cert", None)
    return {} if certainty is None else {"certainty": number(certainty)}


def number(text: str | None) -> int | float | str | None:
    """Return the number in an attribute; return other text unchanged, for the model to refuse."""
    if text is None or not _NUMBER.fullmatch(text):
        return text
    return int(text) if text.isdigit() else float(text)


def write_basis_note(to: XmlOutput, reason: str | None, rests_on: Sequence[Stretch] = ()) -> None:
    """Write `<note type="basis"><p>reason</p><quote type="anchor"/>…</note>`, if not empty."""
    if reason is not None or rests_on:
        to.open("note", {"type": "basis"})
        write_grounds(to, reason, rests_on)
        to.close("note")


def write_grounds(to: XmlOutput, reason: str | None, rests_on: Sequence[Stretch]) -> None:
    """Write the reason for a value, and the words that support it."""
    if reason is not None:
        to.keep("p", reason)
    write_anchor_quotes(to, rests_on)


def read_grounds(note: Element, context: ReadContext, *, is_required: bool = True) -> Raw:
    """Undo `write_grounds`; an empty note is reported if content is required."""
    raw: Raw = {}
    for child in note:
        read_ground(child, raw, context)
    if not raw and is_required:
        context.empty(note)
    context.end(note)
    return raw


def read_ground(child: Element, raw: Raw, context: ReadContext) -> None:
    """Read the reason for a value, or words that support it."""
    if is_anchor_quote(child):
        raw.setdefault("rests_on", []).append(read_anchor_quote(child, context))
    elif child.tag == "p" and "reason" not in raw:
        raw["reason"] = context.kept(child)
    else:
        context.note_lost(child)


# --- absence ---

_ABSENCES = {Absence.NOT_STATED: "not stated", Absence.NONE: "none"}
"""The text of an element that states an absence."""

_INNER = {"langUsage": "p", "abstract": "p", "keywords": "term"}
"""Elements whose text must be in a child element, and the name of the child."""
_WORDS = {absence.value: words for absence, words in _ABSENCES.items()}


def write_absence(
    to: XmlOutput, name: str, absence: Absence, attributes: dict[str, str | None]
) -> None:
    """Write `<author ana="#absence.not-stated">not stated</author>`."""
    to.add(name, {**attributes, **absence_pointer(absence)}, _ABSENCES[absence])


def absence_pointer(absence: Absence) -> dict[str, str | None]:
    """Return `@ana` for an element that states an absence."""
    return {"ana": f"#absence.{absence.value}"}


def absence_words(absence: Absence) -> str:
    """Return the text of an element that states an absence."""
    return _ABSENCES[absence]


def read_absence(element: Element, context: ReadContext) -> str | None:
    """Undo `write_absence`; return `None` if the element has a value."""
    ana = element.attrib.get("ana")
    if ana is None or not ana.startswith("#absence."):
        return None
    take(element, "ana")
    absence = ana.removeprefix("#absence.")
    holder = element
    if (inner := element.find(_INNER.get(element.tag, ""))) is not None:
        holder = inner
        for child in element:
            if child is not inner:
                context.note_lost(child)
        context.end(element)
    said = context.line(holder)
    if said and said != _WORDS.get(absence, said):
        context.differs(element, f'the element has the text "{said}"', _WORDS[absence])
    return absence


def categories(element: Element, context: ReadContext, *taxonomies: str) -> dict[str, str]:
    """Return the terms in `@ana` by their taxonomy: `#kind.causal` becomes `{"kind": "causal"}`."""
    ana = element.attrib.pop("ana", None)
    if ana is None:
        return {}
    words, others = _words(ana, taxonomies)
    for pointer in others:
        message = f'@ana has "{pointer}", which is not supported on <{element.tag}>'
        context.unreadable(element, "not-kept", message, "remove it")
    return dict(words)


def is_yes(taxonomy: str, word: str | None, element: Element, context: ReadContext) -> bool | None:
    """Return true for the word `yes` of a taxonomy in `@ana`, else `None`; report other words."""
    if word not in (None, "yes"):
        message = f'@ana has "#{taxonomy}.{word}", but this taxonomy has no such word'
        context.unreadable(element, "not-kept", message, "remove it")
    return True if word == "yes" else None


@lru_cache(maxsize=1024)
def _words(
    ana: str, taxonomies: tuple[str, ...]
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the words in an `@ana` by their taxonomies, and the other pointers in it."""
    words: dict[str, str] = {}
    others = []
    for pointer in ana.split():
        taxonomy, _, word = pointer.removeprefix("#").partition(".")
        if taxonomy not in taxonomies or taxonomy in words or not pointer.startswith("#"):
            others.append(pointer)
        else:
            words[taxonomy] = word
    return tuple(words.items()), tuple(others)


_POINTER = "write #string-range(block,start,length), counted in code points"
