"""Placing: the words of remarks found in the text of a record, or why they are not.

Blanks, soft hyphens, case and the form of quotation marks and dashes aside, the words that the file
says stand where an anchor is set. All words of a file are looked for together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.annotations.external.context_matching import OccurrenceIndex, WantedQuote
from archive.annotations.external.data_model import AnnotationFile, ExternalAnnotation, Target
from archive.annotations.external.disambiguation import OffsetChain
from archive.annotations.external.external_text import external_text_of
from archive.annotations.external.spaceless_text import (
    Needle,
    SpacelessText,
    needle_of,
    without_spaces,
)
from archive.english import counted
from archive.model.document import Document
from archive.text.graphemes import splits_grapheme
from archive.text.joined_blocks import JoinedBlocks
from archive.text.nearest_words import context_repr, nearest_words_hint, short_repr
from archive.text.occurrences import occurrences
from archive.text.words import splits_word

_MOST, _MOST_IN_ALL = 200, 400_000
"""Places of the same words that are looked at, at least, and of all words together."""
_CONTEXT = 64
"""How much of the context is compared, in code points that are compared."""
_AGREES = 0.75
"""The least share of one side of the context that agrees with a place."""
_BETTER = 0.25
"""How much better one place must be than any other, of all of the context."""
_TELLING = 30
"""So many code points of words tell enough without their context."""
_GUESSES = 20
"""For how many words that stand nowhere the nearest words are looked for."""
_SHOWN = 3
_SEVERAL = 3
"""So many remarks that are nowhere are told of together as well."""


@dataclass(frozen=True, slots=True)
class AnchoringResult:
    """What became of the words of one remark."""

    anchors: Sequence[dict[str, Any]] = ()
    """The raw anchors, in the order of its targets."""
    problem: str = ""
    """Why it has none; empty where it was placed, or is about no words."""
    hint: str | None = None
    """What may help."""


@dataclass(slots=True)
class _TargetSearch:
    """One target: what is wanted, and what was found."""

    target: Target
    wanted: WantedQuote | None = None
    found: tuple[int, int] | None = None
    """Start and end in what is compared of the record's text."""
    problem: str = ""
    hint: str | None = None
    likely: Sequence[int] = field(default_factory=tuple)
    """Where it may start, if in several places."""


def anchor_annotations(remarks: AnnotationFile, document: Document) -> Sequence[AnchoringResult]:
    """Return what became of the words of each remark."""
    return _Anchoring(remarks, document).results()


def mostly_not_anchored(remarks: AnnotationFile, placed: Sequence[AnchoringResult]) -> str | None:
    """Return what is said of a file of which most words were not placed; `None` of others."""
    there = zip(remarks.annotations, placed, strict=True)
    problems = [where.problem for remark, where in there if any(t.exact for t in remark.targets)]
    missing = sum(map(bool, problems))
    if missing < _SEVERAL or 2 * missing <= len(problems):
        return None
    number = f"{counted(missing, 'annotations')} of {len(problems)}"
    return f"{number} are about words that stand nowhere, or not in one place"


class _Anchoring:
    """The words of one file in one record."""

    def __init__(self, remarks: AnnotationFile, document: Document) -> None:
        self._remarks = remarks.annotations
        self._joined = JoinedBlocks({block.id: block.text for block in document.text_blocks()})
        self._ours = SpacelessText(self._joined.text)
        self._searches = [[_TargetSearch(t) for t in remark.targets] for remark in self._remarks]
        targets = [search.target for several in self._searches for search in several]
        self._theirs = external_text_of(remarks.text, targets, document, self._ours)
        self._guesses = _GUESSES
        self._known: list[tuple[int, int]] = []
        """Where words begin in a text that nobody has, and in what is compared of ours."""

    def results(self) -> Sequence[AnchoringResult]:
        """Return what became of each remark."""
        searches = [search for several in self._searches for search in several]
        for search in searches:
            self._by_position(search)
        rest = [search for search in searches if not search.found and search.wanted]
        places = self._places(search.wanted.needle for search in rest if search.wanted)
        for search in rest:
            self._by_words(search, places)
        self._by_all_of_context([search for search in rest if search.likely])
        self._by_offset_chain(rest)
        return [
            self._result(remark, several)
            for remark, several in zip(self._remarks, self._searches, strict=True)
        ]

    # --- where the text is known that the offsets count in ---

    def _by_position(self, search: _TargetSearch) -> None:
        """Place a target by its offsets, if the words there are those that it names."""
        target = search.target
        read = self._theirs.read(target) if self._theirs else None
        exact, prefix, suffix = target.exact, target.prefix, target.suffix
        if read and (not exact or without_spaces(exact) == without_spaces(read.words)):
            exact, prefix, suffix = read.words, prefix or read.prefix, suffix or read.suffix
            found = self._theirs.in_record(read) if self._theirs else None
            if found and self._is_whole(*found):
                search.found = found
        needle = needle_of(exact or "")
        if not needle.text:
            search.problem, search.hint = _no_words_problem(target)
            return
        before, after = without_spaces(prefix)[-_CONTEXT:], without_spaces(suffix)[:_CONTEXT]
        start = target.start if target.element is None else None
        splits = _splits_word_in_context(prefix, exact or "", suffix)
        search.wanted = WantedQuote(exact or "", needle, before, after, start, splits)
        if search.found:
            self._add_known_offset(search)

    # --- by the words and what stands beside them ---

    def _places(self, needles: Iterable[Needle]) -> Mapping[Needle, OccurrenceIndex]:
        """Where words stand, but for places that split a character or part them otherwise."""
        wanted = {needle: needle.text for needle in needles}
        most = max(_MOST, _MOST_IN_ALL // max(len(wanted), 1))
        found = occurrences(wanted.values(), self._ours.text, most)
        return {
            needle: OccurrenceIndex(
                self._ours.text,
                needle,
                [at for at in found[text] if self._is_occurrence(needle, at)],
                is_all=len(found[text]) < most,
            )
            for needle, text in wanted.items()
        }

    def _is_occurrence(self, needle: Needle, at: int) -> bool:
        """Whether words stand at a place where what is compared of them does."""
        whole = self._is_whole(at, at + len(needle.text))
        return whole and self._ours.has_blanks_of(at, needle)

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a stretch of what is compared splits no character of the text."""
        first, last = self._ours.stretch(start, end)
        text = self._joined.text
        return not (splits_grapheme(text, first) or splits_grapheme(text, last))

    def _by_words(self, search: _TargetSearch, places: Mapping[Needle, OccurrenceIndex]) -> None:
        """Choose one of the places of its words by the context, if it tells."""
        wanted = search.wanted
        assert wanted is not None
        there = places[wanted.needle]
        starts = self._of_whole_words(there.starts, wanted)
        if not starts:
            self._not_found(search, wanted)
            return
        judged = [
            (there.agreement(at, wanted), at)
            for at in (starts if len(starts) == 1 else there.prefiltered(wanted, starts))
        ]
        judged.sort(key=lambda one: -sum(one[0]))
        has_context = bool(wanted.prefix or wanted.suffix)
        if len(starts) == 1 and there.is_all:
            sides = judged[0][0]
            if not has_context and not wanted.splits and self._splits_word(starts[0], wanted):
                search.likely = starts  # offsets may say that a part of a word is meant
                search.problem = f"{short_repr(wanted.exact)} stands only within another word"
                search.hint = self._examples(starts, len(wanted.needle.text))
                return
            if not has_context or max(sides) >= _AGREES or len(wanted.needle.text) >= _TELLING:
                search.found = starts[0], starts[0] + len(wanted.needle.text)
                if has_context or len(there.starts) == 1:
                    self._add_known_offset(search)
                else:  # whole words once, but parts of words too: offsets may say these are meant
                    search.likely = there.starts
                return
            search.problem = (
                f"{short_repr(wanted.exact)} stands in the text, but not beside the words that the "
                "file has beside it"
            )
            search.hint = self._examples(starts, len(wanted.needle.text))
            return
        if judged and max(judged[0][0]) >= _AGREES:
            better = [at for sides, at in judged if sum(judged[0][0]) - sum(sides) < 2 * _BETTER]
            if len(better) == 1 and (there.is_all or min(judged[0][0]) == 1):
                search.found = better[0], better[0] + len(wanted.needle.text)
                self._add_known_offset(search)
                return
            starts = sorted(better)
        search.likely = there.touching(wanted, starts) if there.is_all else starts
        number = counted(len(starts), "places") if there.is_all else "many places"
        search.problem = (
            f"{short_repr(wanted.exact)} stands in {number}, and nothing in the file tells which "
            "is meant"
        )
        search.hint = self._examples(starts, len(wanted.needle.text))

    def _by_all_of_context(self, rest: Sequence[_TargetSearch]) -> None:
        """Place words that stand too often to look at each place: with all that is beside them."""
        wanted = [
            one.wanted for one in rest if one.wanted and (one.wanted.prefix or one.wanted.suffix)
        ]
        there = occurrences({one.whole for one in wanted}, self._ours.text, 2)
        for search in rest:
            if search.wanted and len(starts := there.get(search.wanted.whole, ())) == 1:
                start = starts[0] + len(search.wanted.prefix)
                end = start + len(search.wanted.needle.text)
                if self._is_occurrence(search.wanted.needle, start):
                    search.found, search.problem, search.hint = (start, end), "", None
                    search.likely = ()
                    self._add_known_offset(search)

    def _of_whole_words(self, starts: Sequence[int], wanted: WantedQuote) -> Sequence[int]:
        """Those of some places that split no word, if any does not and theirs did not, either."""
        if len(starts) < 2 or wanted.splits:
            return starts
        return [at for at in starts if not self._splits_word(at, wanted)] or starts

    def _splits_word(self, at: int, wanted: WantedQuote) -> bool:
        """Whether words that stand at a place begin or end within a word of the text."""
        first, last = self._ours.stretch(at, at + len(wanted.needle.text))
        text = self._joined.text
        return splits_word(text, first) or splits_word(text, last)

    def _not_found(self, search: _TargetSearch, wanted: WantedQuote) -> None:
        search.problem = f"{short_repr(wanted.exact)} does not stand in the text"
        if self._guesses:
            self._guesses -= 1
            search.hint = nearest_words_hint(wanted.exact, self._joined)

    def _examples(self, starts: Sequence[int], length: int) -> str:
        """Some places of the same words, as a person is shown them."""
        seen = []
        for at in starts[:_SHOWN]:
            first, last = self._ours.stretch(at, at + length)
            block, start = self._joined.place_at(first)
            text = self._joined.blocks[block]
            end = min(start + last - first, len(text))
            seen.append(f"{block} at {start}: {context_repr(text, start, end)}")
        more = len(starts) - _SHOWN
        return "; ".join(seen) + (f"; and {more} more" if more > 0 else "")

    # --- by the other remarks of the file ---

    def _add_known_offset(self, search: _TargetSearch) -> None:
        if search.wanted and search.wanted.start is not None and search.found:
            self._known.append((search.wanted.start, search.found[0]))

    def _by_offset_chain(self, rest: Sequence[_TargetSearch]) -> None:
        """Choose among several places by where the other remarks of the file stand."""
        unsure = [
            search
            for search in rest
            if search.likely and search.wanted and search.wanted.start is not None
        ]
        starts = [search.wanted.start or 0 for search in unsure if search.wanted]
        course = OffsetChain(self._ours.places, self._known)
        chosen = course.choose(starts, [search.likely for search in unsure])
        for search, at in zip(unsure, chosen, strict=True):
            if at is not None and search.wanted:
                search.found = at, at + len(search.wanted.needle.text)
                search.problem, search.hint = "", None

    # --- what becomes of a remark ---

    def _result(
        self, remark: ExternalAnnotation, searches: Sequence[_TargetSearch]
    ) -> AnchoringResult:
        for search in searches:
            if search.found is None:
                return AnchoringResult((), search.problem, search.hint)
        return AnchoringResult([anchor for search in searches for anchor in self._anchors(search)])

    def _anchors(self, search: _TargetSearch) -> Sequence[dict[str, Any]]:
        """The raw anchors of a target: one in each block that it reaches into."""
        if search.found is None:
            return ()
        start, end = search.found
        first, last = self._ours.stretch(start, end)
        places, joined = self._ours.places, self._joined
        anchors = []
        for number in range(joined.number_at(first), joined.number_at(last - 1) + 1):
            begins = joined.starts[number]
            one = bisect_left(places, begins, start, end)
            past = bisect_left(places, joined.end_of(number), start, end)
            if one == past:
                continue
            at, until = places[one] - begins, places[past - 1] + 1 - begins
            words = joined.text_of(number)[at:until]
            block = joined.ids[number]
            anchors.append(
                {"type": "anchor", "block": block, "start": at, "end": until, "exact": words}
            )
        return anchors


def _splits_word_in_context(prefix: str, exact: str, suffix: str) -> bool:
    """Whether words begin or end within a word of the text that they are from."""
    text = prefix + exact + suffix
    return splits_word(text, len(prefix)) or splits_word(text, len(prefix) + len(exact))


def _no_words_problem(target: Target) -> tuple[str, str | None]:
    """Why a target that names no words is not placed, and what the file says instead."""
    if target.start is not None:
        of = f" of {target.element}" if target.element else ""
        return (
            "the file says offsets and not words, and the text that they count in is not known",
            f"{target.start} to {target.end}{of}",
        )
    if target.other_selectors:
        names = ", ".join(target.other_selectors)
        said = ", ".join(
            f"{name} {short_repr(str(value))}" for name, value in target.other_selectors.items()
        )
        return f"no words of a text are named, but: {names}", said
    return "no words of a text are named", None
