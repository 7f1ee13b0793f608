"""Restores the previous words of statements, if a new text has these words again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from archive.model.anchors import Anchor, Orphan
from archive.model.document import CONTEXT, Document
from archive.model.statements import Former, Statement
from archive.model.walk import unchecked_copy
from archive.revision.rebase.classification import altered_words
from archive.revision.rebase.new_places import TWICE
from archive.revision.rebase.new_text import NewText
from archive.revision.rebase.outcomes import Kind, Outcome
from archive.text.alignment.tokens import ends_block, weight
from archive.text.characters import BLOCK_END
from archive.text.normalized import NormalizedText, normalized
from archive.text.occurrences import occurrences
from archive.text.words import splits_word

_LIGHTEST = 8
"""The least weight of words and context by which words are recognised."""
_SEVERAL = 32
"""The most places of the same words that are examined."""
_FAR = 200
"""How many code points of context are stored to distinguish words from copies."""


class _PreviousWords(NamedTuple):
    """Previous words of an anchor, and the revision that replaced them."""

    words: Former
    until: str | None
    """The revision in which the words were changed or lost."""
    is_last: bool
    """Whether the statement has not changed since then."""


def with_restored_words(
    document: Document, text: NewText, outcomes: Iterable[Outcome]
) -> Iterator[Outcome]:
    """Yield the outcomes; a statement gets its previous words back if the new text has them.

    The words are recognised by their context, or because they are in the exact place.
    """
    statements = {
        statement.id: statement
        for statement in document.index.statements
        if any(change.former for change in statement.history)
    }
    if not statements or text.new.text == text.old.text:
        yield from outcomes
        return
    of_each = [
        (one, _previous_words_of(statements[one.holder], one) if one.holder in statements else [])
        for one in outcomes
    ]
    restoration = _Restoration(text, [one.words for _, known in of_each for one in known])
    for outcome, known in of_each:
        yield restoration.of(outcome, known) if known else outcome


def previous_words(
    document: Document, text: NewText, outcomes: Iterable[Outcome]
) -> dict[int, Former]:
    """Return the words that each outcome takes from a statement; the key is the outcome's identity.

    The words have enough context to distinguish them from copies, if that is possible.
    """
    by_id = document.index.by_id
    previous: dict[int, Former] = {}
    taken = _taken(outcomes)
    for one, words in zip(taken, _with_context(text, taken), strict=True):
        statement = by_id.get(one.holder)
        if not isinstance(statement, Statement):
            continue
        previous[id(one)] = Former.model_construct(
            stretch=stretch_in(one.pointer),
            block=words.block,
            start=words.start,
            end=words.end,
            exact=words.exact,
            prefix=words.prefix,
            suffix=words.suffix,
            status=statement.status,
            became=one.new.exact if isinstance(one.new, Anchor) else None,
        )
    return previous


def with_twins_named(text: NewText, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes; the reason says so if words cannot be distinguished from a copy.

    If such words return later, it is unknown whether they are the same words or the copy.
    """
    outcomes = tuple(outcomes)
    lost = [
        one for one in _taken(outcomes) if isinstance(one.new, Orphan) and _is_repeated(text, one)
    ]
    far = {id(one): _in_full(_lost_words(text, one, _FAR)) for one in lost}
    places = _places(far.values(), text.old.text, most=2)
    for one in outcomes:
        if id(one) in far and len(places[far[id(one)]]) > 1:
            reason = f"{one.new.reason}; {TWICE}"  # type: ignore[union-attr]
            one = replace(one, new=unchecked_copy(one.new, reason=reason))
        yield one


def _taken(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the outcomes that take words from statements."""
    return [
        one
        for one in outcomes
        if one.new is not one.old and one.kind in ("altered", "ambiguous", "orphaned")
    ]


def _with_context(text: NewText, taken: Sequence[Outcome]) -> Iterator[Orphan]:
    """Yield the words that outcomes take, with more context if the words have copies.

    Copies with the same context on one side count too, because that side alone may identify words.
    """
    known = [_lost_words(text, one, CONTEXT) for one in taken]
    repeated = [_is_repeated(text, one) for one in taken]
    alone = {words.exact for words, is_repeated in zip(known, repeated, strict=True) if is_repeated}
    copied = {exact for exact, at in _places(alone, text.old.text, most=2).items() if len(at) > 1}
    of_sides = (side for words in known if words.exact in copied for side in _sides(words))
    places = _places(of_sides, text.old.text, most=2)
    for one, words, is_repeated in zip(taken, known, repeated, strict=True):
        is_known = (
            not is_repeated
            or words.exact not in copied
            or all(len(places[side]) < 2 for side in _sides(words))
        )
        yield words if is_known else _lost_words(text, one, _FAR)


def _sides(words: Orphan) -> tuple[str, str]:
    """Return words with the context before them, and words with the context after them."""
    return words.prefix + words.exact, words.exact + words.suffix


def _is_repeated(text: NewText, outcome: Outcome) -> bool:
    """Return whether words may occur twice in the old text: no clause of them is unique."""
    if isinstance(outcome.old, Orphan):
        return False  # the orphan keeps its context
    return not text.placing.stands_once(*text.old.span(outcome.old))


def _lost_words(text: NewText, outcome: Outcome, reach: int) -> Orphan:
    """Return the words that an outcome takes, with `reach` code points of context."""
    was = outcome.old
    if isinstance(was, Orphan):
        return was
    block = text.old.blocks[was.block]
    return Orphan.model_construct(
        block=was.block,
        start=was.start,
        end=was.end,
        exact=was.exact,
        reason=outcome.reason,
        prefix=block[max(0, was.start - reach) : was.start],
        suffix=block[was.end : was.end + reach],
    )


def stretch_in(pointer: str) -> str:
    """Return the pointer of an anchor within its statement, from its pointer in the record.

    >>> stretch_in("/claims/3/anchors/0")
    '/anchors/0'
    """
    return "/" + "/".join(pointer.split("/")[3:])


def _previous_words_of(statement: Statement, outcome: Outcome) -> list[_PreviousWords]:
    """Return the previous words of an anchor, newest first.

    The list ends where somebody, and not a rebase, gave the statement its words.
    """
    stretch, now = stretch_in(outcome.pointer), outcome.old.exact
    previous: list[_PreviousWords] = []
    for number, change in enumerate(reversed(statement.history)):
        for former in change.former:
            if former.stretch != stretch:
                continue
            remaining = former.exact if former.became is None else former.became
            if normalized(remaining) != normalized(now):
                return previous
            now = former.exact
            previous.append(_PreviousWords(former, change.revision, number == 0))
    return previous


class _Restoration:
    """Finds previous words of statements in a new text.

    Args:
        text: The new text.
        words: All previous words to look for.
    """

    def __init__(self, text: NewText, words: Sequence[Former]) -> None:
        self._text, self._whole, self._words = text, text.new.text, words
        self._in_full = _places(map(_in_full, words), self._whole, most=_SEVERAL)

    @cached_property
    def _normalized(self) -> NormalizedText:
        return NormalizedText(self._whole)

    @cached_property
    def _alone(self) -> Mapping[str, Sequence[int]]:
        """The places of the words in the normalized text, with any context."""
        alone = (_normalized_parts(words)[1] for words in self._words)
        return _places(alone, self._normalized.text, most=2)

    @cached_property
    def _in_any_form(self) -> Mapping[str, Sequence[int]]:
        """The places of the words with their context in the normalized text."""
        return _places(self._all_normalized, self._normalized.text, most=2)

    @cached_property
    def _before(self) -> Mapping[str, Sequence[int]]:
        """The places of the words with their context in the normalized old text."""
        return _places(self._all_normalized, self._old, most=_SEVERAL)

    @cached_property
    def _old(self) -> str:
        return normalized(self._text.old.text)

    @property
    def _all_normalized(self) -> Iterator[str]:
        return ("".join(_normalized_parts(words)) for words in self._words)

    def of(self, outcome: Outcome, known: Sequence[_PreviousWords]) -> Outcome:
        """Return an outcome; the anchor gets its previous words if the new text has them."""
        is_among_copies = False
        if isinstance(outcome.old, Orphan) and known[0].words.became is None:
            outcome = replace(outcome, kind="orphaned", new=outcome.old, reason=outcome.old.reason)
            if outcome.reason.endswith(TWICE):
                return outcome
        restored: list[tuple[Anchor, _PreviousWords]] = []
        for one in known:
            places = self._in_context(one.words, outcome)
            if isinstance(outcome.new, Anchor):  # the place is certain: it is not a copy
                here = [place for place in places if self._overlap(place, outcome.new)]
            else:
                here = [place for place in places if self._has_come(one.words, place)]
            restored += [(place, one) for place in here] if len(here) == 1 else []
            is_among_copies |= len(places) > 1
        if not restored:
            restored = [(at, one) for one in known if (at := self._in_place(one, outcome))]
        if restored:
            return _on(*_widest(restored), outcome)
        if is_among_copies and isinstance(outcome.old, Orphan) and outcome.kind == "orphaned":
            return replace(outcome, reason=_COPIES)
        return outcome

    def _overlap(self, place: Anchor, other: Anchor | Orphan) -> bool:
        if isinstance(other, Orphan):
            return False
        (start, end), (at, stop) = map(self._text.new.span, (place, other))
        return start < stop and at < end

    def _has_come(self, former: Former, place: Anchor) -> bool:
        """Return whether previous words are new at a place, or were unique in their old text.

        If neither is true, the words may be a copy that was there before.
        """
        if max(len(former.prefix), len(former.suffix)) == CONTEXT:
            return True  # without copies: otherwise more context would be stored
        in_full = "".join(_normalized_parts(former))
        near = CONTEXT if self._is_as_near(former, place) else 1
        return not any(
            _is_at_edges(self._old, (at, at + len(in_full)), former, near)
            for at in self._before[in_full]
        )

    def _is_as_near(self, former: Former, place: Anchor) -> bool:
        """Return whether a place is as near to the edges of its block as the words were."""
        after = len(self._text.new.blocks[place.block]) - place.end
        return (len(former.prefix) >= CONTEXT or place.start <= len(former.prefix)) and (
            len(former.suffix) >= CONTEXT or after <= len(former.suffix)
        )

    def _in_context(self, former: Former, outcome: Outcome) -> Sequence[Anchor]:
        """Return the places of previous words with all their context, perhaps in another form.

        There are several places if it is unknown which is right.
        """
        words = _in_full(former)
        spans = [(at, at + len(words)) for at in self._in_full[words]]
        spans = [span for span in spans if _is_at_edges(self._whole, span, former, 1)]
        closer = [span for span in spans if _is_at_edges(self._whole, span, former, CONTEXT)]
        is_light = weight(words) < _LIGHTEST
        if is_light:  # such words are only recognised as a whole block
            is_block = max(len(former.prefix), len(former.suffix)) < CONTEXT
            spans = closer if is_block and weight(words) else []
        elif len(spans) > 1:  # words near an edge of a block must be near it again
            spans = closer or spans
        if spans or is_light:
            head, tail = len(former.prefix), len(former.suffix)
            return [self._text.new.anchor(at + head, stop - tail) for at, stop in spans]
        return self._in_another_form(former) or self._beside_both(former, outcome)

    def _in_another_form(self, former: Former) -> Sequence[Anchor]:
        """Return the place of previous words in another form, if there is only one."""
        parts = _normalized_parts(former)
        in_full, head = "".join(parts), len(parts[0])
        starts = self._in_any_form[in_full]
        if len(starts) != 1 or not parts[1]:
            return ()
        [at] = starts
        whole = self._normalized.stretch(at, at + len(in_full))
        span = self._normalized.stretch(at + head, at + head + len(parts[1]))
        if whole is None or span is None or not _is_at_edges(self._whole, whole, former, 1):
            return ()
        return [self._text.new.anchor(*span)]

    def _beside_both(self, former: Former, outcome: Outcome) -> Sequence[Anchor]:
        """Return the place of previous words that are new between their old neighbours.

        The whole context on one side must be there, and most words on the other. The place must be
        the only one, and be the anchor's own place or have no other words of the old text.
        """
        before, words, after = _normalized_parts(former)
        starts, normalized_text = self._alone[words], self._normalized
        if len(starts) != 1 or weight(words) < _LIGHTEST:
            return ()
        at, stop = starts[0], starts[0] + len(words)
        text = normalized_text.text
        is_before, is_after = text.endswith(before, 0, at), text.startswith(after, stop)
        sides = [side for side, stands in ((before, is_before), (after, is_after)) if stands]
        span = normalized_text.stretch(at, stop)
        if span is None or not (
            (is_before or _has_most_words(text[max(0, at - 2 * CONTEXT) : at], before, cut=0))
            and (is_after or _has_most_words(text[stop : stop + 2 * CONTEXT], after, cut=-1))
        ):
            return ()
        start, end = span
        is_known = any(weight(side) >= _LIGHTEST for side in sides)
        if not _is_at_edges(self._whole, span, former, 1):
            return ()
        place = self._text.new.anchor(start, end)
        is_own = self._overlap(place, outcome.new) or self._text.placing.is_free(start, end)
        return [place] if is_known and is_own else ()

    def _in_place(self, known: _PreviousWords, outcome: Outcome) -> Anchor | None:
        """Return the place of previous words, if the current words of the anchor are there.

        If the current words still exist, they are only replaced if the previous ones contain them.
        """
        former, place = known.words, outcome.new
        words = normalized(former.exact)
        is_part = known.is_last and normalized(outcome.old.exact) in words
        if not isinstance(place, Anchor) or (outcome.kind != "altered" and not is_part):
            return None
        (at, stop), length = self._text.new.span(place), len(former.exact)
        first, last = max(0, at - length), stop + length
        near = NormalizedText(self._whole[first:last])
        places = occurrences([words], near.text, most=_SEVERAL)[words]
        stretches = (near.stretch(n, n + len(words)) for n in places)
        spans = [(first + span[0], first + span[1]) for span in stretches if span is not None]
        if is_part:
            spans = [span for span in spans if span[0] <= at and stop <= span[1]]
        else:
            spans = [
                (a, b) for a, b in spans if 2 * (min(stop, b) - max(at, a)) >= max(b - a, stop - at)
            ]
        if len(spans) != 1 or any(splits_word(self._whole, edge) for edge in spans[0]):
            return None
        return self._text.new.anchor(*spans[0])


_COPIES = "it is unknown which of several copies is meant"


def _on(place: Anchor, known: _PreviousWords, outcome: Outcome) -> Outcome:
    """Return the outcome of an anchor that has its previous words again."""
    was = outcome.old
    restored = replace(outcome, new=place, reason="", candidates=())
    if place.exact == was.exact:
        is_there = isinstance(was, Anchor) and (was.block, was.start) == (place.block, place.start)
        kind: Kind = "unchanged" if is_there else "moved"
        return replace(restored, kind=kind, new=was if is_there else place)
    if normalized(place.exact) == normalized(was.exact) and isinstance(was, Anchor):
        return replace(restored, kind="restyled")
    had = "on which it was accepted" if known.words.status == "accepted" else "which it had"
    until = f" until {known.until}" if known.until else ""
    reason = f"{altered_words(was.exact, place.exact)}, {had}{until}"
    return replace(restored, kind="altered", reason=reason)


def _widest(restored: Sequence[tuple[Anchor, _PreviousWords]]) -> tuple[Anchor, _PreviousWords]:
    """Return the first of the restored words, or longer restored words that contain them."""
    widest = restored[0]
    for one in restored[1:]:
        part, whole = widest[0], one[0]
        if part.block == whole.block and whole.start <= part.start and part.end <= whole.end:
            widest = one
    return widest


def _has_most_words(text: str, neighbours: str, *, cut: int) -> bool:
    """Return whether a text contains at least half of the neighbouring words, by weight.

    Args:
        text: The text beside the place.
        neighbours: The previous context of the words.
        cut: The position of a context word that may be incomplete: the first or the last.
    """
    stood = re.findall(r"\w+", neighbours)
    if len(stood) > 1:
        del stood[cut]
    common = Counter(stood) & Counter(re.findall(r"\w+", text))
    return 2 * weight("".join(common.elements())) >= weight("".join(stood)) > 0


def _normalized_parts(former: Former) -> Sequence[str]:
    """Return the normalized context before words, the words, and the context after them."""
    in_full = normalized(_in_full(former))
    start = _normalized_length(former.prefix, in_full)
    end = _normalized_length(former.prefix + former.exact, in_full)
    return in_full[:start], in_full[start:end], in_full[end:]


def _normalized_length(words: str, in_full: str) -> int:
    """Return the normalized length of the first part of words; a space at its end may vanish."""
    plain = normalized(words)
    return len(plain if in_full.startswith(plain) else normalized(words.rstrip()))


def _is_at_edges(text: str, span: tuple[int, int], former: Former, near: int) -> bool:
    """Return whether words are at an edge of a block, where they had little context."""
    begins, ends = len(former.prefix) < near, len(former.suffix) < near
    at, stop = span
    return not (begins and at and text[at - 1] != BLOCK_END) and not (
        ends and not ends_block(text, stop)
    )


def _in_full(former: Former | Orphan) -> str:
    """Return words with all known context."""
    return former.prefix + former.exact + former.suffix


def _places(needles: Iterable[str], text: str, most: int) -> Mapping[str, Sequence[int]]:
    """Return the places of words like `occurrences`; words are searched one by one if quicker."""
    wanted = set(needles)
    if len(wanted) * len(text) > _ONE_BY_ONE:
        return occurrences(wanted, text, most)
    return {needle: occurrences([needle], text, most)[needle] for needle in wanted}


_ONE_BY_ONE = 80_000_000
"""The number of words times code points up to which a search one by one is quicker."""
