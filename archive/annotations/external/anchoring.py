"""Anchors the words of external annotations in the text of a record, or reports why it cannot.

An anchor is set only where the words of the file are in the text; spaces, soft hyphens, case, and
the form of quotation marks and dashes may differ. All words of a file are searched together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.annotations.external.context_matching import OccurrenceIndex, WantedQuote
from archive.annotations.external.data_model import AnnotationFile, ExternalAnnotation, Target
from archive.annotations.external.disambiguation import OffsetChain
from archive.annotations.external.external_text import external_text_of
from archive.annotations.external.several_texts import parts_of_record
from archive.annotations.external.spaceless_text import (
    Needle,
    SpacelessText,
    needle_of,
    without_spaces,
)
from archive.english import counted
from archive.model.document import Document
from archive.text.graphemes import splits_grapheme
from archive.text.nearest_words import short_repr
from archive.text.occurrences import occurrences
from archive.text.word_finder import MOST_EXAMPLES, TextPlace, Unplaced, WordFinder
from archive.text.words import splits_word

_MOST_PLACES, _MOST_PLACES_IN_ALL = 200, 400_000
"""The most places of the same words that are compared, and the most places of all words. The first
number applies if the second, divided by the number of different words, is smaller."""
_CONTEXT = 64
"""The length of the context that is compared, in code points of the spaceless text."""
_LEAST_AGREEMENT = 0.75
"""The least share of the text before or after the words that must match at a place."""
_LEAST_LEAD = 0.25
"""How much more of the whole context must match at the chosen place than at any other."""
_DISTINCTIVE_LENGTH = 30
"""From this length in code points, words need no context."""
_LEAST_OF_SOURCE, _LEAST_SHARE_OF_SOURCE = 5, 0.8
"""For a file that annotates several texts, one of which the record does not hold exactly: the least
number and share of its annotations that must be anchored for that text to count as a part of the
record. Up to three frequent words, such as names, are anchored by chance."""
_LEAST_NOT_ANCHORED = 3
"""From this number of annotations without an anchor, one warning counts them."""

_OF_OTHER_TEXT = "add them to the record of that text, or choose this text with text= (--text)"


@dataclass(frozen=True, slots=True)
class AnchoringResult:
    """The anchors of one annotation, or the reason why it has none."""

    anchors: Sequence[dict[str, Any]] = ()
    """The raw anchors, in the order of the annotation's targets."""
    problem: str = ""
    """Why the annotation has no anchor; empty if it is anchored or selects no words."""
    hint: str | None = None
    """A hint for the user."""
    source: str | None = None
    """The name of the annotated text, if the record does not hold this text."""


@dataclass(slots=True)
class _TargetSearch:
    """The search for the words of one target."""

    target: Target
    wanted: WantedQuote | None = None
    found: tuple[int, int] | None = None
    """Start and end of the words in the record's spaceless text, if they are found."""
    problem: str = ""
    hint: str | None = None
    likely: Sequence[int] = field(default_factory=tuple)
    """Where the words may start, if there are several places."""

    def set_problem(self, answer: Unplaced) -> None:
        """Record why the words have no place."""
        self.problem, self.hint = answer.message, answer.hint


def anchor_annotations(file: AnnotationFile, document: Document) -> Sequence[AnchoringResult]:
    """Return the anchors of each annotation, or the reason why it has none."""
    return _Anchoring(file, document).results()


def mostly_not_anchored(file: AnnotationFile, results: Sequence[AnchoringResult]) -> str | None:
    """Return the warning for a file if most of its words were not anchored, else `None`."""
    pairs = zip(file.annotations, results, strict=True)
    problems = [
        result.problem
        for annotation, result in pairs
        if result.source is None and any(t.exact for t in annotation.targets)
    ]
    missing = sum(map(bool, problems))
    if missing < _LEAST_NOT_ANCHORED or 2 * missing <= len(problems):
        return None
    number = f"{counted(missing, 'annotations')} of {len(problems)}"
    return f"{number} are on words that are not in the text, or in several places of it"


class _Anchoring:
    """Anchors the words of one file in one record."""

    def __init__(self, file: AnnotationFile, document: Document) -> None:
        self._annotations = file.annotations
        self._joined = document.index.joined_text
        self._finder = WordFinder(self._joined)
        self._record_text = SpacelessText(self._joined.text)
        self._searches = [
            [_TargetSearch(t) for t in annotation.targets] for annotation in self._annotations
        ]
        self._by_source: dict[str | None, list[_TargetSearch]] = defaultdict(list)
        for search in (search for several in self._searches for search in several):
            self._by_source[search.target.source].append(search)
        targets = {
            source: [search.target for search in several]
            for source, several in self._by_source.items()
        }
        own = targets.pop(None, [])
        self._external_text = external_text_of(file.text, own, document, self._record_text)
        named = {source: several for source, several in targets.items() if source is not None}
        self._parts = parts_of_record(named, document, self._record_text) if named else {}
        self._known_offsets: dict[str | None, list[tuple[int, int]]] = defaultdict(list)
        """Pairs of an offset in each external text and the place in the record's spaceless text."""
        self._whole_words: dict[Needle, Sequence[int]] = {}
        """The places of each needle where it is not part of a longer word."""
        self._of_other_texts: set[str] = set()
        """The external texts that are not in the record."""

    def results(self) -> Sequence[AnchoringResult]:
        """Return the result of each annotation."""
        searches = [search for several in self._by_source.values() for search in several]
        for search in searches:
            self._by_position(search)
        rest = [search for search in searches if not search.found and search.wanted]
        places = self._places(search.wanted.needle for search in rest if search.wanted)
        own = [search for search in rest if search.target.source is None]
        for search in own:
            self._by_words(search, places)
        self._by_whole_context([search for search in own if search.likely])
        self._by_offset_chain(own, None)
        for source in self._by_source:
            if source is not None:
                self._within_source(source, places)
        return [
            self._result(annotation, several)
            for annotation, several in zip(self._annotations, self._searches, strict=True)
        ]

    # --- by offsets, if the text that they refer to is known ---

    def _by_position(self, search: _TargetSearch) -> None:
        """Anchor a target by its offsets, if the words at these offsets are those of the target."""
        target, text = search.target, self._external_text
        if target.source is not None:
            part = self._parts.get(target.source)
            text = part and part.text
            target = part.target(target) if part else target
        span = text.read(target) if text else None
        exact, prefix, suffix = target.exact, target.prefix, target.suffix
        if span and (not exact or without_spaces(exact) == without_spaces(span.words)):
            exact, prefix, suffix = span.words, prefix or span.prefix, suffix or span.suffix
            found = text.in_record(span) if text else None
            if found and self._splits_no_character(*found):
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

    # --- by the words and their context ---

    def _places(self, needles: Iterable[Needle]) -> Mapping[Needle, OccurrenceIndex]:
        """Return the occurrences that split no character and have spaces where the words do."""
        wanted = {needle: needle.text for needle in needles}
        most = max(_MOST_PLACES, _MOST_PLACES_IN_ALL // max(len(wanted), 1))
        found = occurrences(wanted.values(), self._record_text.text, most)
        return {
            needle: OccurrenceIndex(
                self._record_text.text,
                needle,
                [at for at in found[text] if self._is_occurrence(needle, at)],
                is_all=len(found[text]) < most,
            )
            for needle, text in wanted.items()
        }

    def _is_occurrence(self, needle: Needle, at: int) -> bool:
        """Whether a match in the spaceless text is an occurrence of the words in the text."""
        whole = self._splits_no_character(at, at + len(needle.text))
        return whole and self._record_text.has_blanks_of(at, needle)

    def _splits_no_character(self, start: int, end: int) -> bool:
        """Whether a stretch of the spaceless text splits no character of the text."""
        first, last = self._record_text.stretch(start, end)
        text = self._joined.text
        return not (splits_grapheme(text, first) or splits_grapheme(text, last))

    def _by_words(self, search: _TargetSearch, places: Mapping[Needle, OccurrenceIndex]) -> None:
        """Choose the place of the words that their context matches, if only one does."""
        wanted = search.wanted
        assert wanted is not None
        index = places[wanted.needle]
        starts = self._whole_words_only(index.starts, wanted)
        if not starts:
            search.set_problem(self._finder.missing(wanted.exact))
            return
        ranked = [
            (index.agreement(at, wanted), at)
            for at in (starts if len(starts) == 1 else index.prefiltered(wanted, starts))
        ]
        ranked.sort(key=lambda one: -sum(one[0]))
        has_context = bool(wanted.prefix or wanted.suffix)
        if len(starts) == 1 and index.is_all:
            sides = ranked[0][0]
            if not has_context and not wanted.splits and self._splits_word(starts[0], wanted):
                search.likely = starts  # the offsets may refer to a part of a word
                within = self._text_places(starts, wanted)
                search.set_problem(self._finder.missing(wanted.exact, within=within))
                return
            if (
                not has_context
                or max(sides) >= _LEAST_AGREEMENT
                or len(wanted.needle.text) >= _DISTINCTIVE_LENGTH
            ):
                search.found = starts[0], starts[0] + len(wanted.needle.text)
                if has_context or len(index.starts) == 1:
                    self._add_known_offset(search)
                else:  # also parts of longer words, and the offsets may refer to one of these
                    search.likely = index.starts
                return
            prefix, suffix = search.target.prefix, search.target.suffix
            alone = self._text_places(starts, wanted)
            answer = self._finder.missing(wanted.exact, before=prefix, after=suffix, alone=alone)
            search.set_problem(answer)
            return
        if ranked and max(ranked[0][0]) >= _LEAST_AGREEMENT:
            better = [
                at for sides, at in ranked if sum(ranked[0][0]) - sum(sides) < 2 * _LEAST_LEAD
            ]
            if len(better) == 1 and (index.is_all or min(ranked[0][0]) == 1):
                search.found = better[0], better[0] + len(wanted.needle.text)
                self._add_known_offset(search)
                return
            starts = sorted(better)
        search.likely = index.touching(wanted, starts) if index.is_all else starts
        some = self._text_places(starts[:MOST_EXAMPLES], wanted)
        answer = self._finder.ambiguous(
            wanted.exact, some, None, count=len(starts), is_all=index.is_all
        )
        search.set_problem(answer)

    def _by_whole_context(self, rest: Sequence[_TargetSearch]) -> None:
        """Anchor words that have too many places to compare, by a search with their context."""
        wanted = [
            one.wanted for one in rest if one.wanted and (one.wanted.prefix or one.wanted.suffix)
        ]
        found = occurrences({one.whole for one in wanted}, self._record_text.text, 2)
        for search in rest:
            if search.wanted and len(starts := found.get(search.wanted.whole, ())) == 1:
                start = starts[0] + len(search.wanted.prefix)
                end = start + len(search.wanted.needle.text)
                if self._is_occurrence(search.wanted.needle, start):
                    search.found, search.problem, search.hint = (start, end), "", None
                    search.likely = ()
                    self._add_known_offset(search)

    def _whole_words_only(self, starts: Sequence[int], wanted: WantedQuote) -> Sequence[int]:
        """Return the places where the words split no word.

        If they split a word at every place or in the external text, return all places.
        """
        if len(starts) < 2 or wanted.splits:
            return starts
        needle = wanted.needle
        if needle not in self._whole_words:
            whole = [at for at in starts if not self._splits_word(at, wanted)]
            self._whole_words[needle] = whole or starts
        return self._whole_words[needle]

    def _splits_word(self, at: int, wanted: WantedQuote) -> bool:
        """Whether the words at a place begin or end within a word of the text."""
        first, last = self._record_text.stretch(at, at + len(wanted.needle.text))
        text = self._joined.text
        return splits_word(text, first) or splits_word(text, last)

    def _text_places(self, starts: Sequence[int], wanted: WantedQuote) -> Sequence[TextPlace]:
        """Convert places of the spaceless text to places of the text."""
        places = []
        for at in starts:
            first, last = self._record_text.stretch(at, at + len(wanted.needle.text))
            block, start = self._joined.place_at(first)
            end = min(start + last - first, len(self._joined.blocks[block]))
            places.append(TextPlace(block, start, end))
        return places

    # --- by the other annotations of the file ---

    def _add_known_offset(self, search: _TargetSearch) -> None:
        if search.wanted and search.wanted.start is not None and search.found:
            known = self._known_offsets[search.target.source]
            known.append((search.wanted.start, search.found[0]))

    def _within_source(self, source: str, places: Mapping[Needle, OccurrenceIndex]) -> None:
        """Search the annotations of one of several texts only in its part of the record."""
        searches = self._by_source[source]
        rest = [search for search in searches if not search.found and search.wanted]
        for search in rest:
            assert search.wanted is not None
            starts = places[search.wanted.needle].starts
            search.likely = self._whole_words_only(starts, search.wanted)
            search.problem = (
                f"{short_repr(search.wanted.exact)} is not in the part of the record that matches "
                f"{source}"
            )
        self._by_offset_chain(rest, source)
        found = sum(search.found is not None for search in searches)
        is_part = found >= max(_LEAST_OF_SOURCE, _LEAST_SHARE_OF_SOURCE * len(searches))
        if source not in self._parts and not is_part:
            self._of_other_texts.add(source)

    def _by_offset_chain(self, rest: Sequence[_TargetSearch], source: str | None) -> None:
        """Choose between places by the known places of other annotations of the same text."""
        unsure = [
            search
            for search in rest
            if search.likely and search.wanted and search.wanted.start is not None
        ]
        starts = [search.wanted.start or 0 for search in unsure if search.wanted]
        chain = OffsetChain(self._record_text.places, self._known_offsets[source])
        chosen = chain.choose(starts, [search.likely for search in unsure])
        for search, at in zip(unsure, chosen, strict=True):
            if at is not None and search.wanted:
                search.found = at, at + len(search.wanted.needle.text)
                search.problem, search.hint = "", None

    # --- the result of an annotation ---

    def _result(
        self, annotation: ExternalAnnotation, searches: Sequence[_TargetSearch]
    ) -> AnchoringResult:
        for search in searches:
            if (source := search.target.source) in self._of_other_texts:
                problem = f"they annotate {source}, whose text is not in the record"
                return AnchoringResult((), problem, _OF_OTHER_TEXT, source)
            if search.found is None:
                return AnchoringResult((), search.problem, search.hint)
        return AnchoringResult([anchor for search in searches for anchor in self._anchors(search)])

    def _anchors(self, search: _TargetSearch) -> Sequence[dict[str, Any]]:
        """Return the raw anchors of a target, one for each block that has some of its words."""
        if search.found is None:
            return ()
        start, end = search.found
        first, last = self._record_text.stretch(start, end)
        places, joined = self._record_text.places, self._joined
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
    """Whether the words begin or end within a word of the external text, by their context."""
    text = prefix + exact + suffix
    return splits_word(text, len(prefix)) or splits_word(text, len(prefix) + len(exact))


def _no_words_problem(target: Target) -> tuple[str, str | None]:
    """Return why a target without words has no anchor, and what its file has in their place."""
    if target.start is not None:
        of = f" of {target.element}" if target.element else ""
        return (
            "the file gives offsets without words, and the text that they refer to is not known",
            f"{target.start} to {target.end}{of}",
        )
    if target.other_selectors:
        names = ", ".join(target.other_selectors)
        selectors = ", ".join(
            f"{name} {short_repr(str(value))}" for name, value in target.other_selectors.items()
        )
        return f"the target names no words of a text, only: {names}", selectors
    return "the target names no words of a text", None
