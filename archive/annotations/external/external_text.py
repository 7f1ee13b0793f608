"""Finds the text to which the offsets of a program refer, and aligns it with the record's text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.annotations.external.data_model import Target
from archive.annotations.external.spaceless_text import SpacelessText, needle_of, without_spaces
from archive.errors import NoSuchOffset
from archive.formats.plain_text import plain_text
from archive.model.captures import BlockOrigin
from archive.model.document import Document
from archive.text.alignment.alignment import align
from archive.text.alignment.token_matching import Run
from archive.text.alignment.tokens import FoldedText
from archive.text.characters import BLOCK_END
from archive.text.offsets import Offsets, Unit

_UNITS: Sequence[Unit] = ("utf-16", "code-points", "utf-8")
"""The possible units of offsets, the most likely first, because most tools run in a browser."""
_MOST_TARGETS = 500
"""The most targets of a file that are used to find the text and the unit of its offsets."""
_LEAST_SHARE = 0.8
"""The least share of these targets whose words must be at their offsets."""
_LEAST_LENGTH = 12
"""The least total length of these words, in code points."""
_LEAST_SAME = 0.5
"""The least share of the shorter text that must also be in the other; otherwise the alignment is
not used."""
_CONTEXT = 40
"""How many code points before and after words are their context."""
_LARGEST_GAP = 100_000
"""The most code points between two blocks in a capture."""
_SPACES = re.compile(r"[^\S\0]+")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class ExternalSpan:
    """The words at the offsets of a target in the external text."""

    start: int
    """The start in the external text, in code points."""
    end: int
    """The end, exclusive."""
    words: str
    """The text at these offsets."""
    prefix: str
    """Some of the text before the words."""
    suffix: str
    """Some of the text after the words."""


class ExternalText:
    """The text that another program had, with its alignment to the text of a record."""

    def __init__(self, text: str, unit: Unit | None, record_text: SpacelessText) -> None:
        """Keep the external text, the default unit of offsets, and the record's text."""
        self.text = _without_lone_surrogates(text)
        self.unit: Unit = unit or "code-points"
        self._offsets = Offsets(self.text)
        self._spaceless = SpacelessText(self.text)
        self._record_text = record_text
        self._runs: Sequence[Run] | None = None
        self._starts: Sequence[int] = ()
        self._with_same_blanks: tuple[SpacelessText, SpacelessText] | None = None

    def read(self, target: Target, unit: Unit | None = None) -> ExternalSpan | None:
        """Return the words at the offsets of a target; `None` if the text has no such offsets."""
        if target.start is None or target.end is None or target.element is not None:
            return None
        counted = unit or target.unit or self.unit
        try:
            start, end = self._offsets.convert_span(target.start, target.end, of=counted)
        except NoSuchOffset:
            return None
        if start >= end:
            return None
        prefix, suffix = (
            self.text[max(0, start - _CONTEXT) : start],
            self.text[end : end + _CONTEXT],
        )
        return ExternalSpan(start, end, self.text[start:end], prefix, suffix)

    def agreement(self, targets: Sequence[Target], unit: Unit) -> tuple[int, int]:
        """Return how many targets have their words at their offsets, and the words' length."""
        found = [
            len(words)
            for target in targets
            if (span := self.read(target, target.unit or unit))
            and (words := without_spaces(target.exact or "")) == without_spaces(span.words)
        ]
        return len(found), sum(found)

    def in_record(self, span: ExternalSpan) -> tuple[int, int] | None:
        """Return the place of external words in the spaceless text of the record.

        This is the aligned place, if the words there differ only in form. Return `None` if there is
        no such place, or if it may be another copy of the words.
        """
        needle = needle_of(span.words)
        first = self._spaceless.index(span.start)
        if not needle.text:
            return None
        last = len(needle.text) - 1
        for at, shift in ((first, 0), (first + last, last)):
            place = self._place_in_record(at)
            if place is None:
                continue
            start = place - shift
            stands = start >= 0 and self._record_text.text.startswith(needle.text, start)
            if stands and self._record_text.has_blanks_of(start, needle):
                return start, start + len(needle.text)
        return None

    def _place_in_record(self, at: int) -> int | None:
        """Convert an offset of the external spaceless text to one of the record's."""
        if self._spaceless.text == self._record_text.text:
            return at
        external, recorded = self._with_single_blanks()
        if self._runs is None:
            self._runs = self._aligned_runs(external.whole, recorded.whole)
            self._starts = [run.start for run in self._runs]
        place = external.places[at]
        n = bisect_right(self._starts, place) - 1
        if n < 0 or place >= self._runs[n].end:
            return None
        run = self._runs[n]
        if not run.same and place != run.start:
            return None
        return recorded.index(run.new_start + place - run.start)

    @staticmethod
    def _aligned_runs(external: str, recorded: str) -> Sequence[Run]:
        """Return the certain runs of an alignment, or none if the texts share only single words."""
        runs = [run for run in align(FoldedText(external), FoldedText(recorded)) if run.sure]
        same = sum(run.end - run.start for run in runs if run.same)
        return runs if same >= _LEAST_SAME * min(len(external), len(recorded)) else []

    def _with_single_blanks(self) -> tuple[SpacelessText, SpacelessText]:
        """Return both texts with single spaces, so that line breaks do not change clauses.

        Their spaceless texts stay the same.
        """
        if self._with_same_blanks is None:
            external = _EMPTY_LINE.sub(BLOCK_END, self.text)
            self._with_same_blanks = (
                SpacelessText(_single_blanks(external)),
                SpacelessText(_single_blanks(self._record_text.whole)),
            )
        return self._with_same_blanks


def _single_blanks(text: str) -> str:
    return _SPACES.sub(" ", text)


def external_text_of(
    text: str | None, targets: Sequence[Target], document: Document, record_text: SpacelessText
) -> ExternalText | None:
    """Return the text that the offsets of a file refer to, if it is known.

    It is the text in the file. Otherwise it is a text of the record that has the words of the
    targets at their offsets.

    Args:
        text: The text that the file contains, if any.
        targets: All targets of the file.
        document: The record.
        record_text: The spaceless text of the record.
    """
    known = [t for t in targets if t.start is not None and t.exact and t.element is None][
        :_MOST_TARGETS
    ]
    if text is not None:
        external = ExternalText(text, None, record_text)
        counts = {unit: external.agreement(known, unit) for unit in _UNITS}
        external.unit = max(_UNITS, key=lambda unit: counts[unit]) if known else "code-points"
        return external
    if not known:
        return None
    for candidate in candidate_texts(document):
        external = ExternalText(candidate.text, None, record_text)
        for unit in _UNITS:
            agreeing, length = external.agreement(known, unit)
            if agrees(agreeing, length, len(known)):
                external.unit = unit
                return external
    return None


def agrees(agreeing: int, length: int, count: int) -> bool:
    """Return whether enough targets agree with a text, so that the offsets must refer to it.

    Args:
        agreeing: How many targets have their words at their offsets.
        length: The total length of these words in code points.
        count: How many targets there are.
    """
    return agreeing >= _LEAST_SHARE * count and length >= _LEAST_LENGTH


class CandidateText(NamedTuple):
    """A text of a record that the offsets of another program may refer to."""

    text: str
    starts: Sequence[int]
    """The starts of the blocks in this text, in code points."""


def candidate_texts(document: Document) -> Iterator[CandidateText]:
    """Yield the texts of a record that the offsets of another program may refer to."""
    for policy in ("everything", "article"):
        plain = plain_text(document, policy)
        yield CandidateText(plain.text, tuple(plain.starts.values()))
    if (received := _received_text(document)).text:
        yield received


def _received_text(document: Document) -> CandidateText:
    """Return the text of a plain-text capture, rebuilt from its blocks with spaces between them."""
    pieces: list[str] = []
    starts: list[int] = []
    reached, capture = 0, None
    for block in document.text_blocks():
        origin = block.origin
        if not isinstance(origin, BlockOrigin) or origin.start < reached:
            continue
        if capture not in (None, origin.capture) or origin.start - reached > _LARGEST_GAP:
            continue
        capture = origin.capture
        pieces += "\n" * (origin.start - reached), block.text
        starts.append(origin.start)
        reached = origin.start + len(block.text)
    return CandidateText("".join(pieces), starts)


def _without_lone_surrogates(text: str) -> str:
    """Replace lone surrogates, which are not valid in a text, by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
