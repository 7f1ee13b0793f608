"""What a rebase leaves to a person: each change of the text, with all that stood on it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.model.anchors import Anchor, Orphan
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.statements import Statement
from archive.revision.rebase import Outcome, Rebase
from archive.revision.rebase.record_text import text_of_record
from archive.text.alignment.sentence_diff import Piece, SentenceDiff
from archive.text.occurrences import occurrences

_SEVERAL = 3
"""Places of one wording that are looked at."""


@dataclass(frozen=True, slots=True)
class AffectedPart:
    """A part of the record that stood on words that are others now, are gone, or are back."""

    id: str
    """Its id; empty where it has none."""
    pointer: str
    """The JSON Pointer of the first of these words in the old record."""
    outcomes: tuple[Outcome, ...]
    """What became of all its words that did not come along."""
    elsewhere: tuple[Anchor, ...]
    """Where it stands on other words than those that took the place of its own."""
    is_reported: bool
    """Whether an earlier change has told of it."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """The sentences round one change of the text, and what stood on its words."""

    old: str | None
    """The block that has them in the old text; none, of words that were lost and are back."""
    new: str | None
    """The block that has them now; none, if it is gone."""
    pieces: tuple[Piece, ...]
    """The words of both texts, each change between the words that stayed.

    Of words that only have another form, the new one; so words of both may follow each other.
    """
    affected: tuple[AffectedPart, ...]
    """What stood on them: claims first, then other statements, then other parts."""
    instead: tuple[str, ...] = ()
    """The new blocks that stand where a block stood that is gone."""
    copies: tuple[str, ...] = ()
    """The blocks to which the old wording has come, as a copy of what stood there."""


def text_changes(result: Rebase) -> Sequence[TextChange]:
    """Return each change of the text on which something stood, in the order of the new text.

    What stood on several changes belongs to each of them. A block that is gone stands where it
    would stand. What was an orphan and still is one, and what came along, is left out.
    """
    return tuple(_changes(result))


def reopens_statement(outcome: Outcome) -> bool:
    """Return whether words changed or lost their place: a statement on them is proposed again.

    So is one whose words were lost, if other words are back on which it stood before.
    """
    return bool(outcome.reason) and not is_still_lost(outcome)


def is_restored(outcome: Outcome) -> bool:
    """Return whether words that were lost have a place again."""
    return isinstance(outcome.old, Orphan) and isinstance(outcome.new, Anchor)


def is_still_lost(outcome: Outcome) -> bool:
    """Return whether words had lost their place before, and have none now."""
    return isinstance(outcome.old, Orphan) and isinstance(outcome.new, Orphan)


_Place = tuple[str | None, str | None, int]
"""The blocks of a change, and the number of its piece."""


def _changes(result: Rebase) -> Iterator[TextChange]:
    finding = _ChangeFinder(result)
    standing: dict[_Place, dict[str, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    own: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in result.outcomes:
        if reopens_statement(outcome) or is_restored(outcome):
            key = outcome.holder or outcome.pointer
            own[key].append(outcome)
            for place in finding.places(outcome):
                standing[place][key].append(outcome)
    finding.look_for_copies(standing)
    told: set[str] = set()
    for place in sorted(standing, key=finding.order):
        here = standing[place]
        touched = [
            AffectedPart(
                found[0].holder,
                found[0].pointer,
                tuple(own[key]),
                tuple(finding.elsewhere(place, found)),
                key in told,
            )
            for key, found in sorted(here.items(), key=lambda item: finding.rank(item[0]))
        ]
        told.update(here)
        yield finding.change(place, touched)


class _ChangeFinder:
    """Where the words of outcomes stood and stand, in the texts of a record and its rebase."""

    def __init__(self, result: Rebase) -> None:
        self._before, self._after = result.before, result.document
        self._sides: dict[tuple[str | None, str | None], SentenceDiff] = {}
        self._numbers = _numbers(result.before, result.document)
        self._come = _added_blocks(result.before, result.document)
        self._copies: Mapping[str, Sequence[str]] = {}
        self._may_be_copies = any(one.code == "copy-came" for one in result.findings)

    def look_for_copies(self, places: Iterable[_Place]) -> None:
        """Find where the old wordings of changes have come, if the rebase says that some have."""
        if not self._may_be_copies:
            return
        before, after = text_of_record(self._before), text_of_record(self._after)
        words = {self._old_words(place) for place in places if None not in place}
        known, found = (occurrences(words, text.text, _SEVERAL) for text in (before, after))
        self._copies = {
            wording: tuple(dict.fromkeys(after.place_at(at)[0] for at in found[wording]))
            for wording in words
            if len(known[wording]) == 1
        }

    def _old_words(self, place: _Place) -> str:
        """The old wording of a change."""
        old, new, number = place
        sides = self._of(old, new)
        return sides.old[slice(*sides.ends(number))].strip()

    def places(self, outcome: Outcome) -> Iterator[_Place]:
        """The changes that words belong to."""
        old, new = outcome.old, outcome.new
        if not isinstance(old, Anchor):
            sides = self._of(None, new.block)
            yield None, new.block, bisect_right(sides.cuts, new.start) - 1
            return
        block = new.block if isinstance(new, Anchor) else old.block
        now = block if block in self._after.index.blocks else None
        for number in self._of(old.block, now).numbers(old.start, old.end):
            yield old.block, now, number

    def _of(self, old: str | None, new: str | None) -> SentenceDiff:
        """The texts of a block; of words that are back the new one stands on both sides."""
        if (old, new) not in self._sides:
            now = self._after.block(new).text if new is not None else ""
            was = self._before.block(old).text if old is not None else now
            self._sides[old, new] = SentenceDiff(was, now)
        return self._sides[old, new]

    def order(self, place: _Place) -> tuple[float, int, int]:
        """Where a change comes in the order of the new text."""
        old, new, number = place
        sides = self._of(old, new)
        if new is None:
            return self._numbers[old or ""], number, 0
        return self._numbers[new], sides.new_ends(number)[0], number

    def rank(self, key: str) -> int:
        """Which parts come first of those that stood on one change."""
        part = self._after.index.by_id.get(key)
        return 0 if isinstance(part, Claim) else 1 if isinstance(part, Statement) else 2

    def elsewhere(self, place: _Place, outcomes: Sequence[Outcome]) -> Iterator[Anchor]:
        """The places of words that are not those that took the place of the old ones."""
        old, new, _ = place
        for outcome in outcomes:
            now = outcome.new
            if isinstance(now, Anchor) and isinstance(outcome.old, Anchor):
                expected = self._of(old, new).replacement(outcome.old.start, outcome.old.end)
                if (now.start, now.end) != expected:
                    yield now

    def change(self, place: _Place, touched: Sequence[AffectedPart]) -> TextChange:
        """A change with what stood on it."""
        old, new, number = place
        sides = self._of(old, new)
        start, end = sides.ends(number)
        pieces = tuple(sides.pieces(number))
        if old is None:
            back = [o.new for one in touched for o in one.outcomes if o.new.block == new]
            pieces = tuple(_marked(sides.new, start, end, back))
        instead = self._come.get(self._numbers[old or ""], ()) if new is None else ()
        copies: Sequence[str] = ()
        if any(outcome.kind == "altered" for one in touched for outcome in one.outcomes):
            copies = self._copies.get(self._old_words(place), ())
        return TextChange(old, new, pieces, tuple(touched), tuple(instead), tuple(copies))


def _marked(text: str, start: int, end: int, back: Sequence[Anchor | Orphan]) -> Iterator[Piece]:
    """A stretch of a text in which the words that are back are new."""
    at = start
    for words in sorted(back, key=lambda one: one.start):
        first, last = max(words.start, at), min(words.end, end)
        if first < last:
            if at < first:
                yield "both", text[at:first]
            yield "new", text[first:last]
            at = last
    if at < end:
        yield "both", text[at:end]


def _numbers(before: Document, after: Document) -> Mapping[str, float]:
    """The numbers of the blocks in the new text; one that is gone comes after the one before it."""
    numbers: dict[str, float] = {id: n for n, id in enumerate(after.index.blocks)}
    last = -1.0
    for id in before.index.blocks:
        if id in after.index.blocks:
            last = numbers[id]
        else:
            numbers[id] = last + 0.5
    return numbers


def _added_blocks(before: Document, after: Document) -> Mapping[float, Sequence[str]]:
    """The blocks that came between two that stayed, by the number of one that went there."""
    come: dict[float, list[str]] = defaultdict(list)
    last = -1.0
    for n, id in enumerate(after.index.blocks):
        if id in before.index.blocks:
            last = n
        else:
            come[last + 0.5].append(id)
    return come
