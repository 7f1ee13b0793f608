"""`outcome_of` classifies what became of each stretch of a record that gets a new text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from archive.findings import short
from archive.model.anchors import Anchor
from archive.model.annotations import Correction
from archive.model.document import Document
from archive.revision.rebase.new_places import NewPlace
from archive.revision.rebase.outcomes import Kind, Outcome
from archive.revision.rebase.record_text import RecordText
from archive.revision.rebase.stretch_holders import HeldStretch
from archive.text.normalized import has_same_words

_REASONS = {
    "doubtful": "nobody can tell which of several copies is meant",
    "parted": "its words no longer stand together",
    "gone": "it was deleted or rewritten",
}
_WHOLE = 60
"""Code points of changed words that are shown whole."""
_BESIDE = 8
"""Code points that are shown on each side of a change in longer ones."""


def outcome_of(old: RecordText, held: HeldStretch, place: NewPlace) -> Outcome:
    """Return what became of a stretch of the old text, which has this place in the new one."""
    pointer, holder, stretch = held
    if not isinstance(stretch, Anchor):
        if place.at is None:
            return Outcome("orphaned", holder, pointer, stretch, stretch, stretch.reason)
        return Outcome("moved", holder, pointer, stretch, place.at)
    if place.at is None:
        kind: Kind = "ambiguous" if len(place.candidates) > 1 else "orphaned"
        why = _why_lost(place)
        orphan = old.orphan(stretch, why)
        reason = f"{short(stretch.exact)}: {why}"
        return Outcome(kind, holder, pointer, stretch, orphan, reason, place.candidates)
    if place.fate == "altered":
        if has_same_words(stretch.exact, place.at.exact):
            return Outcome("restyled", holder, pointer, stretch, place.at)
        reason = altered_words(stretch.exact, place.at.exact)
        return Outcome("altered", holder, pointer, stretch, place.at, reason)
    if (place.at.block, place.at.start) != (stretch.block, stretch.start):
        return Outcome("moved", holder, pointer, stretch, place.at)
    return Outcome("unchanged", holder, pointer, stretch, stretch)


def _why_lost(place: NewPlace) -> str:
    """Why words have no certain place."""
    if place.fate == "doubtful":
        if len(place.candidates) == 1:
            return "nobody can tell whether what stands there now is it or a copy of it"
        return _REASONS[place.fate]
    return _REASONS[place.fate] + (", or is one of its copies" if place.candidates else "")


def altered_words(old: str, new: str) -> str:
    """What words were and what they are; of long ones only where they differ."""
    if max(len(old), len(new)) <= _WHOLE:
        return f"{short(old)} is now {short(new)}"
    from rapidfuzz.distance import Postfix, Prefix

    head = int(Prefix.similarity(old, new))
    tail = int(Postfix.similarity(old[head:], new[head:]))
    parts = []
    for text in (old, new):
        start = text.rfind(" ", 0, max(0, head - _BESIDE)) + 1
        end = text.find(" ", len(text) - tail + _BESIDE)
        parts.append(short(text[start : end if end >= 0 else None]))
    return f"{parts[0]} is now {parts[1]}"


def with_corrections_made(
    document: Document, old: RecordText, outcomes: Iterable[Outcome]
) -> Iterator[Outcome]:
    """Yield the outcomes; a correction that the new text has made is orphaned."""
    corrected = {
        annotation.id: annotation.corrected
        for annotation in document.annotations
        if isinstance(annotation, Correction)
    }
    if not corrected:
        yield from outcomes
        return
    for holder, group in groupby(outcomes, key=attrgetter("holder")):
        own = list(group)
        printed = "".join(o.new.exact for o in own if _is_printed(o))
        made = corrected.get(holder) == printed
        yield from (_corrected(old, o) if made and _is_printed(o) else o for o in own)


def _is_printed(outcome: Outcome) -> bool:
    """Whether a stretch is what a statement is about, not what it rests on."""
    return "/anchors/" in outcome.pointer


def _corrected(old: RecordText, outcome: Outcome) -> Outcome:
    """The outcome of words that the new text has as somebody said they should be."""
    was, now = outcome.old, outcome.new
    if outcome.kind != "altered" or not isinstance(was, Anchor):
        return outcome
    why = f"the text has {short(now.exact)} now, as corrected"
    reason = f"{short(was.exact)}: {why}"
    return replace(outcome, kind="orphaned", new=old.orphan(was, why), reason=reason)
