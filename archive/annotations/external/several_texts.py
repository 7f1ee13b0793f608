"""Finds the part of the record's text that corresponds to each text, if a file annotates several.

A table from Recogito 2 has the annotations of all files of a document, with offsets relative to
each file. The words at these offsets show where a file begins in the record. This must be the start
of a block, and the only possible place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from archive.annotations.external.data_model import Target
from archive.annotations.external.external_text import (
    CandidateText,
    ExternalText,
    agrees,
    candidate_texts,
)
from archive.annotations.external.spaceless_text import SpacelessText
from archive.errors import NoSuchOffset
from archive.model.document import Document
from archive.text.occurrences import occurrences
from archive.text.offsets import Offsets

_MOST_TARGETS, _MOST_RARE, _MOST_PLACES = 500, 20, 200
"""How many targets are used to find the beginning of a text; how many of these, those with the
rarest words, propose a beginning; and the most places that one of them may have."""
_MOST_BEGINNINGS = 3
"""How many of the most frequently proposed beginnings are compared."""
_LARGEST_LEAD = 1000
"""The most white space before the first block of a part, in UTF-16 code units."""


class TextPart(NamedTuple):
    """The part of a text of the record that corresponds to one annotated text."""

    text: ExternalText
    """The whole text."""
    start: int
    """The start of the part in the whole text, in UTF-16 code units."""
    end: int | None
    """The start of the next part; `None` for the last one."""

    def target(self, target: Target) -> Target:
        """Return a target with offsets in the whole text.

        If the offsets are beyond the part, the target has none.
        """
        if target.start is None or target.end is None:
            return target
        start, end = self.start + target.start, self.start + target.end
        if self.end is not None and end > self.end:
            return replace(target, start=None, end=None)
        return replace(target, start=start, end=end, unit="utf-16")


def parts_of_record(
    targets: Mapping[str, Sequence[Target]], document: Document, record_text: SpacelessText
) -> Mapping[str, TextPart]:
    """Return the part of the record's text for each annotated text that has a part.

    Args:
        targets: The targets in each text. Their offsets count UTF-16 code units.
        document: The record.
        record_text: The spaceless text of the record.
    """
    known = {
        source: [one for one in several if one.start is not None and one.exact][:_MOST_TARGETS]
        for source, several in targets.items()
    }
    found: dict[str, TextPart] = {}
    undecided = dict(known)
    for candidate in candidate_texts(document):
        if not undecided:
            break
        text = ExternalText(candidate.text, "utf-16", record_text)
        by_start = _Beginnings(candidate, text).of(undecided)
        in_order = sorted(by_start)
        for start, claiming in by_start.items():
            for one in claiming:
                del undecided[one.source]
            source = _only_one(claiming)
            if source is None:
                continue
            n = bisect_left(in_order, start + 1)
            end = in_order[n] if n < len(in_order) else None
            found[source] = TextPart(text, start, end)
    return found


class _Claiming(NamedTuple):
    """An annotated text that may begin at a place."""

    standing: int
    """How many words of the text match, if it begins there."""
    source: str


def _only_one(claiming: Sequence[_Claiming]) -> str | None:
    """Return the text with the most matches; `None` if two have equally many."""
    best, *others = sorted(claiming, reverse=True)
    return None if others and others[0].standing == best.standing else best.source


@dataclass(slots=True)
class _Beginnings:
    """Finds where annotated texts begin in a text of the record."""

    candidate: CandidateText
    text: ExternalText

    def of(self, targets: Mapping[str, Sequence[Target]]) -> Mapping[int, Sequence[_Claiming]]:
        """Return the texts that may begin at each offset, in UTF-16 code units."""
        words = {one.exact or "" for several in targets.values() for one in several}
        places = occurrences(words, self.candidate.text, _MOST_PLACES)
        offsets = Offsets(self.candidate.text)
        by_start: dict[int, list[_Claiming]] = defaultdict(list)
        for source, several in targets.items():
            if found := self._beginning(several, places, offsets):
                count, start = found
                by_start[start].append(_Claiming(count, source))
        return by_start

    def _beginning(
        self, targets: Sequence[Target], places: Mapping[str, Sequence[int]], offsets: Offsets
    ) -> tuple[int, int] | None:
        """Return how many words match and where the text starts, if one start is the best."""
        proposed = Counter(self._proposed(targets, places, offsets))
        agreeing: list[tuple[int, int]] = []
        for start, _ in proposed.most_common(_MOST_BEGINNINGS):
            moved = [TextPart(self.text, start, None).target(one) for one in targets]
            count, length = self.text.agreement(moved, "utf-16")
            if agrees(count, length, len(targets)):
                agreeing.append((count, start))
        agreeing.sort(reverse=True)
        if not agreeing or (len(agreeing) > 1 and agreeing[0][0] == agreeing[1][0]):
            return None
        return agreeing[0]

    def _proposed(
        self, targets: Sequence[Target], places: Mapping[str, Sequence[int]], offsets: Offsets
    ) -> Iterator[int]:
        """Yield, for each place of the rarest words, the start that the text would have."""
        rare = sorted(
            (one for one in targets if places[one.exact or ""]),
            key=lambda one: len(places[one.exact or ""]),
        )
        for target in rare[:_MOST_RARE]:
            for place in places[target.exact or ""]:
                start = offsets.convert(place, to="utf-16") - (target.start or 0)
                if start >= 0 and self._is_beginning(start, offsets):
                    yield start

    def _is_beginning(self, start: int, offsets: Offsets) -> bool:
        """Whether a block begins at this offset, or after white space from there."""
        try:
            at = offsets.convert(start, of="utf-16")
        except NoSuchOffset:
            return False
        n = bisect_left(self.candidate.starts, at)
        if n == len(self.candidate.starts):
            return False
        block = self.candidate.starts[n]
        return block - at <= _LARGEST_LEAD and not self.candidate.text[at:block].strip()
