"""Holds a record of a TEI file against the text that is derived from the file again."""

from __future__ import annotations

from archive.derivations.tei_text_1 import DERIVATION, TeiText
from archive.model.captures import ElementOrigin
from archive.model.document import Document


def faults(document: Document, data: bytes) -> list[str]:
    """What of the text of a record does not stand in the file as the record says."""
    (capture,) = document.captures
    derived = DERIVATION.derive(data, capture.media_type)
    found: list[str] = []
    if capture.derivation != ("tei-text-1" if [*document.text_blocks()] else None):
        found.append(f"the derivation is {capture.derivation}")
    last: tuple[int, ...] = (-1,)
    taken = [(0, 0)]
    for block in document.text_blocks():
        origin = block.origin
        if not isinstance(origin, ElementOrigin):
            found.append(f"{block.id} is not derived")
            continue
        if derived.words(origin) != block.text or not derived.has(origin):
            found.append(f"{block.id}: {block.text!r}, derived {derived.words(origin)!r}")
        place = derived.place(origin)
        if place <= last:
            found.append(f"{block.id} {block.text!r} stands at {place}, after {last}")
        last = place
        taken.append(derived.stretch(origin))
    taken += [derived.stretch(one.origin) for one in capture.omitted]
    return found + list(_uncovered(derived, sorted(one for one in taken if one[0] < one[1])))


def _uncovered(derived: TeiText, taken: list[tuple[int, int]]) -> list[str]:
    """The words in no stretch, and those in two."""
    found: list[str] = []
    reached = 0
    for start, end in [*taken, (len(derived.text), len(derived.text))]:
        if start < reached:
            found.append(f"{derived.text[start:reached]!r} stands in two blocks")
        elif words := derived.text[reached:start].strip():
            found.append(f"{words!r} stands in no block")
        reached = max(reached, end)
    return found
