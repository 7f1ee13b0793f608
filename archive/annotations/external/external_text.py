"""The text that another program had: which it was, and where its offsets lie in the record's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
"""What offsets count, the likeliest first: most tools run in a browser."""
_TRIED = 500
"""So many targets of a file tell which text and unit its offsets count in."""
_LEAST_SHARE = 0.8
"""In how many of them the words have to stand at their offsets."""
_LEAST_SIGNS = 12
"""How many code points these words have to have together."""
_ALIKE = 0.5
"""Which share of the shorter text has to stand in the other, so that places lead from one to it."""
_BESIDE = 40
"""How much of their text beside words is their context."""
_LARGEST_GAP = 100_000
"""How much of a capture may stand between two blocks."""
_SPACES = re.compile(r"[^\S\0]+")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class ExternalSpan:
    """What stands in their text at the offsets of a target."""

    start: int
    """Where it begins there, in code points."""
    end: int
    """Where it ends."""
    words: str
    """What stands there."""
    prefix: str
    """A little of what stands before it."""
    suffix: str
    """A little of what stands after it."""


class ExternalText:
    """The text that another program had, and the way from it to the text of a record."""

    def __init__(self, text: str, unit: Unit | None, ours: SpacelessText) -> None:
        """Take their text, what offsets count where a target does not say, and the record's."""
        self.text = _without_lone_surrogates(text)
        self.unit: Unit = unit or "code-points"
        self._offsets = Offsets(self.text)
        self._squeezed = SpacelessText(self.text)
        self._ours = ours
        self._runs: Sequence[Run] | None = None
        self._starts: Sequence[int] = ()
        self._even: tuple[SpacelessText, SpacelessText] | None = None

    def read(self, target: Target, unit: Unit | None = None) -> ExternalSpan | None:
        """Return what stands at the offsets of a target; nothing where there is no such place."""
        if target.start is None or target.end is None or target.element is not None:
            return None
        counted = unit or target.unit or self.unit
        try:
            start, end = self._offsets.convert_span(target.start, target.end, of=counted)
        except NoSuchOffset:
            return None
        if start >= end:
            return None
        prefix, suffix = self.text[max(0, start - _BESIDE) : start], self.text[end : end + _BESIDE]
        return ExternalSpan(start, end, self.text[start:end], prefix, suffix)

    def agreement(self, targets: Sequence[Target], unit: Unit) -> tuple[int, int]:
        """Return at how many of the targets their words stand, and how long these are together."""
        found = [
            len(words)
            for target in targets
            if (read := self.read(target, target.unit or unit))
            and (words := without_spaces(target.exact or "")) == without_spaces(read.words)
        ]
        return len(found), sum(found)

    def in_record(self, read: ExternalSpan) -> tuple[int, int] | None:
        """Return where words of their text stand in what is compared of the record's.

        It is where the two texts laid side by side have them, and the words are the same but for
        their form; nothing where that is nowhere, or could be another copy.
        """
        needle = needle_of(read.words)
        first = self._squeezed.index(read.start)
        if not needle.text:
            return None
        last = len(needle.text) - 1
        for at, shift in ((first, 0), (first + last, last)):
            place = self._place(at)
            if place is None:
                continue
            start = place - shift
            stands = start >= 0 and self._ours.text.startswith(needle.text, start)
            if stands and self._ours.has_blanks_of(start, needle):
                return start, start + len(needle.text)
        return None

    def _place(self, at: int) -> int | None:
        """Where a code point of what is compared of their text stands in that of the record's."""
        if self._squeezed.text == self._ours.text:
            return at
        theirs, ours = self._with_single_blanks()
        if self._runs is None:
            self._runs = self._aligned(theirs.whole, ours.whole)
            self._starts = [run.start for run in self._runs]
        place = theirs.places[at]
        n = bisect_right(self._starts, place) - 1
        if n < 0 or place >= self._runs[n].end:
            return None
        run = self._runs[n]
        if not run.same and place != run.start:
            return None
        return ours.index(run.new_start + place - run.start)

    @staticmethod
    def _aligned(theirs: str, ours: str) -> Sequence[Run]:
        """What surely is the same in two texts; nothing of two that have only words in common."""
        runs = [run for run in align(FoldedText(theirs), FoldedText(ours)) if run.sure]
        same = sum(run.end - run.start for run in runs if run.same)
        return runs if same >= _ALIKE * min(len(theirs), len(ours)) else []

    def _with_single_blanks(self) -> tuple[SpacelessText, SpacelessText]:
        """Both texts with the same blanks, so that lines that were broken are the same clauses.

        What is compared of them stays the same.
        """
        if self._even is None:
            theirs = _EMPTY_LINE.sub(BLOCK_END, self.text)
            self._even = (
                SpacelessText(_single_blanks(theirs)),
                SpacelessText(_single_blanks(self._ours.whole)),
            )
        return self._even


def _single_blanks(text: str) -> str:
    return _SPACES.sub(" ", text)


def external_text_of(
    text: str | None, targets: Sequence[Target], document: Document, ours: SpacelessText
) -> ExternalText | None:
    """Return the text in which the offsets of a file count, if it is known.

    It is the one that the file holds, or one that the record gives, where the words that the file
    says stand at their offsets in it.

    Args:
        text: The text that the file holds.
        targets: All that the file says words of.
        document: The record.
        ours: Its text.
    """
    known = [t for t in targets if t.start is not None and t.exact and t.element is None][:_TRIED]
    if text is not None:
        theirs = ExternalText(text, None, ours)
        counts = {unit: theirs.agreement(known, unit) for unit in _UNITS}
        theirs.unit = max(_UNITS, key=lambda unit: counts[unit]) if known else "code-points"
        return theirs
    if not known:
        return None
    for candidate in _candidate_texts(document):
        theirs = ExternalText(candidate, None, ours)
        for unit in _UNITS:
            agreeing, signs = theirs.agreement(known, unit)
            if agreeing >= _LEAST_SHARE * len(known) and signs >= _LEAST_SIGNS:
                theirs.unit = unit
                return theirs
    return None


def _candidate_texts(document: Document) -> Iterator[str]:
    """The texts of a record in which another program may have counted."""
    for policy in ("everything", "article"):
        yield plain_text(document, policy).text
    if received := _received_text(document):
        yield received


def _received_text(document: Document) -> str:
    """The text of a capture of plain text as its blocks tell it, with blanks for all else."""
    pieces: list[str] = []
    reached, capture = 0, None
    for block in document.text_blocks():
        origin = block.origin
        if not isinstance(origin, BlockOrigin) or origin.start < reached:
            continue
        if capture not in (None, origin.capture) or origin.start - reached > _LARGEST_GAP:
            continue
        capture = origin.capture
        pieces += "\n" * (origin.start - reached), block.text
        reached = origin.start + len(block.text)
    return "".join(pieces)


def _without_lone_surrogates(text: str) -> str:
    """A text with U+FFFD in place of halves of surrogate pairs, which are no text."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
