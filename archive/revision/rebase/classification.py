"""`outcome_of` decides what became of each anchor of a record in a new text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from archive.findings import short
from archive.model.anchors import Anchor
from archive.model.annotations import Correction
from archive.model.document import Document
from archive.model.statements import Statement
from archive.revision.rebase.new_places import NewPlace
from archive.revision.rebase.outcomes import Kind, Outcome
from archive.revision.rebase.record_text import RecordText
from archive.revision.rebase.stretch_holders import HeldStretch
from archive.text.characters import BLOCK_END
from archive.text.normalized import has_same_words, normalized
from archive.text.words_between import words_between, words_between_repr

_REASONS = {
    "doubtful": "it is unknown which of several copies is meant",
    "parted": "its words are no longer together",
    "gone": "it was deleted or rewritten",
}
_WHOLE = 60
"""The most code points of changed words that are shown completely."""
_BESIDE = 8
"""The code points that are shown on each side of a change in longer words."""


def outcome_of(old: RecordText, held: HeldStretch, place: NewPlace) -> Outcome:
    """Return the outcome of an anchor or orphan that has this place in the new text."""
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
    """Return why words have no certain place."""
    if place.fate == "doubtful":
        if len(place.candidates) == 1:
            return "it is unknown whether the words there now are the same or a copy"
        return _REASONS[place.fate]
    return _REASONS[place.fate] + (", or is one of its copies" if place.candidates else "")


def altered_words(old: str, new: str) -> str:
    """Return the old and new words; if they are long, only where they differ."""
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
    """Yield the outcomes; if the new text makes a proposed correction, its anchor is orphaned."""
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
    """Return whether the words are the subject of a statement, not grounds for it."""
    return "/anchors/" in outcome.pointer


def _corrected(old: RecordText, outcome: Outcome) -> Outcome:
    """Return the outcome for words that the new text corrects as proposed."""
    was, now = outcome.old, outcome.new
    if outcome.kind != "altered" or not isinstance(was, Anchor):
        return outcome
    why = f"the text has {short(now.exact)} now, as corrected"
    reason = f"{short(was.exact)}: {why}"
    return replace(outcome, kind="orphaned", new=old.orphan(was, why), reason=reason)


def with_changed_gaps(
    document: Document, old: RecordText, new: RecordText, outcomes: Iterable[Outcome]
) -> Iterator[Outcome]:
    """Yield the outcomes; if the text between the parts of a statement changed, with a reason.

    "The minister is" and "guilty" have another meaning if "not" is between them. Words that are
    grounds for a statement are separate, so the text between them does not count.
    """
    by_id = document.index.by_id
    for pointer, group in groupby(outcomes, key=lambda one: one.pointer.rpartition("/")[0]):
        own = list(group)
        is_one = isinstance(by_id.get(own[0].holder), Statement) and not pointer.endswith(_GROUNDS)
        reason = _changed_gap(old, new, own) if len(own) > 1 and is_one else ""
        yield from (replace(one, reason=reason) for one in own) if reason else own


_GROUNDS = "/rests_on"


def _changed_gap(old: RecordText, new: RecordText, pieces: Sequence[Outcome]) -> str:
    """Return the old and new text between parts in one block; empty if it is the same.

    It is also empty if one of the parts is reopened for another reason.
    """
    was = [one.old for one in pieces if isinstance(one.old, Anchor)]
    now = [one.new for one in pieces if isinstance(one.new, Anchor) and not one.reason]
    if not len(was) == len(now) == len(pieces) or len({one.block for one in was}) > 1:
        return ""
    stretches = _between_edges(old, was), _between_edges(new, now)
    before, after = ([*map(_normalized_gap, words_between(*one))] for one in stretches)
    if before == after:
        return ""
    had, has = (words_between_repr(*one) or "no words" for one in stretches)
    return f"the text between its parts was {had} and is now {has}"


def _between_edges(text: RecordText, pieces: Sequence[Anchor]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text from the first to the last of some parts, and their ranges in it."""
    spans = [text.span(one) for one in pieces]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    whole = text.text[first:last].replace(BLOCK_END, "\n")
    return whole, [(start - first, end - first) for start, end in spans]


def _normalized_gap(words: str) -> str:
    return normalized(words).strip()
