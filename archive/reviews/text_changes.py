"""`text_changes` lists the changes of the text in a rebase that a person should look at."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from archive.model.anchors import Anchor, Orphan
from archive.model.blocks import TextBlock
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.revisions import CaptureChange
from archive.model.statements import Statement
from archive.revision.rebase import Outcome, Rebase
from archive.revision.rebase.record_text import text_of_record
from archive.text.alignment.sentence_diff import Piece, SentenceDiff
from archive.text.normalized import normalized
from archive.text.occurrences import occurrences

_SEVERAL = 3
"""The most places with the same wording that are examined."""


@dataclass(frozen=True, slots=True)
class AffectedPart:
    """A part of the record with words that were changed, removed or restored."""

    id: str
    """The id of the part; empty if it has none."""
    pointer: str
    """The JSON Pointer of the first of these words in the old record."""
    outcomes: tuple[Outcome, ...]
    """The outcomes for all words of the part that were changed, lost or restored."""
    elsewhere: tuple[Anchor, ...]
    """The anchors of the part on other words than those that replaced the old ones."""
    is_reported: bool
    """Whether the part was already reported with an earlier change."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """The sentences around one change of the text, and the parts anchored on words in it."""

    old: str | None
    """The id of the block in the old text; `None` for restored words."""
    new: str | None
    """The id of the block in the new text; `None` if it was removed."""
    pieces: tuple[Piece, ...]
    """The words of both texts: changed pieces, and the unchanged pieces between them.

    Words that changed only in form are in the new form, so pieces of both texts may be adjacent.
    """
    affected: tuple[AffectedPart, ...]
    """The parts anchored on these words: claims first, then other statements, then other parts."""
    instead: tuple[str, ...] = ()
    """The new blocks in place of a removed block."""
    copies: tuple[str, ...] = ()
    """The blocks that now have a copy of the old wording."""


def text_changes(result: Rebase) -> Sequence[TextChange]:
    """Return each change of the text that parts were anchored on, in the order of the new text.

    A part anchored on several changes belongs to each of them. A removed block has the position
    that it would have. Anchors that were orphans and still are, and anchors that kept their words,
    are left out.
    """
    return tuple(_changes(result))


def in_text_order(
    result: Rebase, changes: Sequence[TextChange]
) -> Sequence[TextChange | CaptureChange]:
    """Return the changes of the text together with other changes of the capture, in text order.

    Args:
        result: The rebase.
        changes: The changes of the text that parts were anchored on.
    """
    numbers = _numbers(result.before, result.document)
    texts = [one.index.blocks for one in (result.before, result.document)]
    wordings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows: list[tuple[tuple[float, int], TextChange | CaptureChange]] = []
    for change in changes:
        old, new = (_wording(change, which) for which in ("old", "new"))
        for block in filter(None, {change.old, change.new}):
            wordings[block].append((normalized(old), normalized(new)))
        for id in change.instead:
            wordings[id].append(("", normalized(texts[True][id].text)))
        block = change.new or change.old or ""
        text = texts[change.new is not None].get(block)
        rows.append(((numbers[block], _offset(text, new if change.new else old)), change))
    number = -1.0
    for one in result.changes:
        if one.block is None:
            continue
        number = numbers.get(one.block, number)
        was, became = (normalized(words or "") for words in (one.was, one.became))
        if not any(was in old and became in new for old, new in wordings[one.block]):
            text = texts[one.became is not None].get(one.block)
            rows.append(((number, _offset(text, one.became or one.was or "")), one))
    return [change for _, change in sorted(rows, key=itemgetter(0))]


def _wording(change: TextChange, which: str) -> str:
    """Return the sentences of a change in the old or the new text."""
    return "".join(words for one, words in change.pieces if one in ("both", which))


def _offset(block: TextBlock | None, words: str) -> int:
    """Return the offset of words in a block; the end of the block if it does not have them."""
    text = "" if block is None else block.text
    at = text.find(words.strip())
    return at if at >= 0 else len(text)


def is_restored(outcome: Outcome) -> bool:
    """Return whether words that were lost have a place again."""
    return isinstance(outcome.old, Orphan) and isinstance(outcome.new, Anchor)


def is_still_lost(outcome: Outcome) -> bool:
    """Return whether words had no place before, and still have none."""
    return isinstance(outcome.old, Orphan) and isinstance(outcome.new, Orphan)


_Place = tuple[str | None, str | None, int]
"""The old and new block of a change, and the number of the piece in it."""


def _changes(result: Rebase) -> Iterator[TextChange]:
    finder = _ChangeFinder(result)
    affected: dict[_Place, dict[str, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    own: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in result.outcomes:
        if outcome.reopens or is_restored(outcome):
            key = outcome.holder or outcome.pointer
            own[key].append(outcome)
            for place in finder.places(outcome):
                affected[place][key].append(outcome)
    finder.look_for_copies(affected)
    reported: set[str] = set()
    for place in sorted(affected, key=finder.order):
        here = affected[place]
        parts = [
            AffectedPart(
                outcomes[0].holder,
                outcomes[0].pointer,
                tuple(own[key]),
                tuple(finder.elsewhere(place, outcomes)),
                key in reported,
            )
            for key, outcomes in sorted(here.items(), key=lambda item: finder.rank(item[0]))
        ]
        reported.update(here)
        yield finder.change(place, parts)


class _ChangeFinder:
    """Finds the words of outcomes in the texts of the old and the new record."""

    def __init__(self, result: Rebase) -> None:
        self._before, self._after = result.before, result.document
        self._sides: dict[tuple[str | None, str | None], SentenceDiff] = {}
        self._numbers = _numbers(result.before, result.document)
        self._added = _added_blocks(result.before, result.document)
        self._copies: Mapping[str, Sequence[str]] = {}
        self._may_be_copies = any(one.code == "copy-came" for one in result.findings)

    def look_for_copies(self, places: Iterable[_Place]) -> None:
        """Find copies of the old wordings of changes, if the rebase reports any."""
        if not self._may_be_copies:
            return
        before, after = text_of_record(self._before), text_of_record(self._after)
        words = {self._old_words(place) for place in places if None not in place}
        old_places, new_places = (
            occurrences(words, text.text, _SEVERAL) for text in (before, after)
        )
        self._copies = {
            wording: tuple(dict.fromkeys(after.place_at(at)[0] for at in new_places[wording]))
            for wording in words
            if len(old_places[wording]) == 1
        }

    def _old_words(self, place: _Place) -> str:
        """Return the old wording of a change."""
        old, new, number = place
        sides = self._diff_of(old, new)
        return sides.old[slice(*sides.ends(number))].strip()

    def places(self, outcome: Outcome) -> Iterator[_Place]:
        """Yield the changes that the words of an outcome belong to."""
        old, new = outcome.old, outcome.new
        if not isinstance(old, Anchor):
            sides = self._diff_of(None, new.block)
            yield None, new.block, bisect_right(sides.cuts, new.start) - 1
            return
        block = new.block if isinstance(new, Anchor) else old.block
        now = block if block in self._after.index.blocks else None
        for number in self._diff_of(old.block, now).numbers(old.start, old.end):
            yield old.block, now, number

    def _diff_of(self, old: str | None, new: str | None) -> SentenceDiff:
        """Return the diff between a block's texts; for restored words both are the new text."""
        if (old, new) not in self._sides:
            now = self._after.block(new).text if new is not None else ""
            was = self._before.block(old).text if old is not None else now
            self._sides[old, new] = SentenceDiff(was, now)
        return self._sides[old, new]

    def order(self, place: _Place) -> tuple[float, int, int]:
        """Return the sort key of a change, by the order of the new text."""
        old, new, number = place
        sides = self._diff_of(old, new)
        if new is None:
            return self._numbers[old or ""], number, 0
        return self._numbers[new], sides.new_ends(number)[0], number

    def rank(self, key: str) -> int:
        """Return the sort key of a part among the parts of one change."""
        part = self._after.index.by_id.get(key)
        return 0 if isinstance(part, Claim) else 1 if isinstance(part, Statement) else 2

    def elsewhere(self, place: _Place, outcomes: Sequence[Outcome]) -> Iterator[Anchor]:
        """Yield the anchors on other words than those that replaced the old words."""
        old, new, _ = place
        for outcome in outcomes:
            now = outcome.new
            if isinstance(now, Anchor) and isinstance(outcome.old, Anchor):
                expected = self._diff_of(old, new).replacement(outcome.old.start, outcome.old.end)
                if (now.start, now.end) != expected:
                    yield now

    def change(self, place: _Place, parts: Sequence[AffectedPart]) -> TextChange:
        """Return a change with the parts that it affects."""
        old, new, number = place
        sides = self._diff_of(old, new)
        start, end = sides.ends(number)
        pieces = tuple(sides.pieces(number))
        if old is None:
            restored = [o.new for one in parts for o in one.outcomes if o.new.block == new]
            pieces = tuple(_marked_pieces(sides.new, start, end, restored))
        instead = self._added.get(self._numbers[old or ""], ()) if new is None else ()
        copies: Sequence[str] = ()
        if any(outcome.kind == "altered" for one in parts for outcome in one.outcomes):
            copies = self._copies.get(self._old_words(place), ())
        return TextChange(old, new, pieces, tuple(parts), tuple(instead), tuple(copies))


def _marked_pieces(
    text: str, start: int, end: int, restored: Sequence[Anchor | Orphan]
) -> Iterator[Piece]:
    """Yield the pieces of a part of a text, with the restored words marked as new."""
    at = start
    for words in sorted(restored, key=lambda one: one.start):
        first, last = max(words.start, at), min(words.end, end)
        if first < last:
            if at < first:
                yield "both", text[at:first]
            yield "new", text[first:last]
            at = last
    if at < end:
        yield "both", text[at:end]


def _numbers(before: Document, after: Document) -> Mapping[str, float]:
    """Return the positions of blocks in the new text; a removed one follows the block before it."""
    numbers: dict[str, float] = {id: n for n, id in enumerate(after.index.blocks)}
    last = -1.0
    for id in before.index.blocks:
        if id in after.index.blocks:
            last = numbers[id]
        else:
            numbers[id] = last + 0.5
    return numbers


def _added_blocks(before: Document, after: Document) -> Mapping[float, Sequence[str]]:
    """Return the added blocks between unchanged ones, by the position of a removed block there."""
    added: dict[float, list[str]] = defaultdict(list)
    last = -1.0
    for n, id in enumerate(after.index.blocks):
        if id in before.index.blocks:
            last = n
        else:
            added[last + 0.5].append(id)
    return added
