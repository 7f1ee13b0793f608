"""What becomes of each stretch of a record that gets a new text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from archive.findings import short
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import Correction
from archive.model.document import Document
from archive.revision.rebase.heirs import ROW
from archive.revision.rebase.joined import Joined
from archive.revision.rebase.new_text import NewText
from archive.revision.rebase.outcomes import Kind, Outcome
from archive.text.tokens import weight
from archive.text.words import splits_word

_LIGHTEST_ORPHAN = 8
"""Weight of the words and context by which an orphan is known again."""
_REASONS = {
    "doubtful": "nobody can tell which of several copies is meant",
    "parted": "its words no longer stand together",
    "gone": "it was deleted or rewritten",
}
_WHOLE = 60
"""Code points of words that are shown whole where they have changed."""
_BESIDE = 8
"""Code points that are shown on each side of a change in longer ones."""
_CANDIDATES = 4
"""Other places that are named on each side of the one where ambiguous words could stand."""


def outcomes_of(document: Document, change: NewText) -> Iterator[Outcome]:
    """What becomes of every stretch of a document, in the record's order."""
    holders = [("", "")]
    for pointer, part in document.index.parts:
        while not pointer.startswith(holders[-1][0]):
            holders.pop()
        if isinstance(part, Anchor):
            yield _of_anchor(change, holders[-1][1], pointer, part)
        elif isinstance(part, Orphan):
            yield _of_orphan(change, holders[-1][1], pointer, part)
        elif pointer and "id" in part.__dict__:
            holders.append((f"{pointer}/", part.__dict__["id"]))


def with_corrections_made(
    document: Document, text: Joined, outcomes: Iterable[Outcome]
) -> Iterator[Outcome]:
    """The outcomes; a correction that the new text has made no longer has what it corrects."""
    corrected = {
        annotation.id: annotation.corrected
        for annotation in document.annotations
        if isinstance(annotation, Correction)
    }
    for holder, group in groupby(outcomes, key=attrgetter("holder")):
        own = list(group)
        printed = [o for o in own if "/anchors/" in o.pointer]
        made = holder in corrected and corrected[holder] == "".join(o.new.exact for o in printed)
        for outcome in own:
            if made and outcome in printed and outcome.kind == "altered":
                assert isinstance(outcome.old, Anchor)
                why = f"the text has {short(outcome.new.exact)} now, as corrected"
                reason = f"{short(outcome.old.exact)}: {why}"
                orphan = text.orphan(outcome.old, why)
                outcome = replace(outcome, kind="orphaned", new=orphan, reason=reason)
            yield outcome


def _of_anchor(change: NewText, holder: str, pointer: str, anchor: Anchor) -> Outcome:
    old, new = change.old, change.new
    first = old.start_of[anchor.block]
    start, end = first + anchor.start, first + anchor.end
    place = change.placing.place(start, end)
    if place.fate in ("same", "altered"):
        moved = new.anchor(place.start, place.end)
        if place.fate == "altered":
            reason = _altered(anchor.exact, moved.exact)
            return Outcome("altered", holder, pointer, anchor, moved, reason)
        if (moved.block, moved.start) != (anchor.block, anchor.start):
            return Outcome("moved", holder, pointer, anchor, moved)
        return Outcome("unchanged", holder, pointer, anchor, anchor)
    why = _REASONS[place.fate]
    candidates: tuple[Anchor, ...] = ()
    if place.fate == "doubtful":
        candidates = tuple(_candidates(change, anchor, place.start, place.end))
        if len(candidates) == 1:
            why = "nobody can tell whether what stands there now is it or a copy of it"
    elif change.may_be_copies and weight(anchor.exact) >= ROW:
        candidates = tuple(_free_copies(change, anchor))
        if candidates:
            why += ", or is one of its copies"
    kind: Kind = "ambiguous" if candidates else "orphaned"
    reason = f"{short(anchor.exact)}: {why}"
    return Outcome(kind, holder, pointer, anchor, old.orphan(anchor, why), reason, candidates)


def _altered(old: str, new: str) -> str:
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


def _candidates(change: NewText, anchor: Anchor, start: int, end: int) -> Iterator[Anchor]:
    """Where words stand that could be meant, nearest to a place, in the order of the text.

    No word is split that was not split before.
    """
    new, text, exact = change.new, change.new.text, anchor.exact
    old, first = change.old.text, change.old.start_of[anchor.block]
    whole_start = not splits_word(old, first + anchor.start)
    whole_end = not splits_word(old, first + anchor.end)

    def is_whole(at: int) -> bool:
        return not (
            (whole_start and splits_word(text, at))
            or (whole_end and splits_word(text, at + len(exact)))
        )

    before: list[int] = []
    at = start
    while len(before) < _CANDIDATES and at > 0:
        at = text.rfind(exact, 0, at + len(exact) - 1)
        if at >= 0 and is_whole(at):
            before.append(at)
    after: list[int] = []
    at = text.find(exact, start)
    while len(after) < _CANDIDATES and at >= 0:
        if is_whole(at):
            after.append(at)
        at = text.find(exact, at + 1)
    places = [*reversed(before), *after]
    for place in places:
        yield new.anchor(place, place + len(exact))
    if not places:
        last = new.end_of(new.number_at(start)) - 1
        yield new.anchor(start, max(start + 1, min(end, last)))


def _free_copies(change: NewText, anchor: Anchor) -> Iterator[Anchor]:
    """Where the same words stand that are nobody else's for sure, in the order of the text."""
    new, exact, found = change.new, anchor.exact, 0
    at = new.text.find(exact)
    while at >= 0 and found < 2 * _CANDIDATES:
        if change.placing.is_free(at, at + len(exact)):
            found += 1
            yield new.anchor(at, at + len(exact))
        at = new.text.find(exact, at + len(exact))


def _of_orphan(change: NewText, holder: str, pointer: str, orphan: Orphan) -> Outcome:
    """Words that were lost come back where they stand with all their context, and only there."""
    words = orphan.prefix + orphan.exact + orphan.suffix
    text = change.new.text
    place = text.find(words)
    if (
        place < 0
        or weight(words) < _LIGHTEST_ORPHAN
        or text.find(words, place + 1) >= 0
        or text == change.old.text
    ):
        return Outcome("orphaned", holder, pointer, orphan, orphan, orphan.reason)
    start = place + len(orphan.prefix)
    end = start + len(orphan.exact)
    return Outcome("moved", holder, pointer, orphan, change.new.anchor(start, end))
