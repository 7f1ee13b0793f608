"""Places the marks of the old text on the same words in the new text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import count, pairwise
from typing import Any

from archive.findings import Finding, note, short
from archive.model.blocks import Mark, Note, NoteCall, Section, TextBlock
from archive.model.document import Document
from archive.model.walk import mapped, unchecked_copy, walk
from archive.revision.rebase.record_text import RecordText
from archive.text.alignment.projection import Projection
from archive.text.alignment.token_matching import Run, runs_between
from archive.text.alignment.tokens import FoldedText, weight
from archive.text.characters import BLOCK_END


def placed_marks(
    blocks: Iterable[TextBlock], placing: Projection, old: RecordText, new: RecordText
) -> tuple[dict[str, tuple[Mark, ...]], list[Finding]]:
    """Return the marks of some old blocks, by new block, and findings for lost marks.

    A mark is split if a new paragraph or an inserted sentence divides it, or if it would cross
    another mark. If its words exist but it cannot be placed, a finding reports it.
    """
    placed: dict[str, list[Mark]] = defaultdict(list)
    findings: list[Finding] = []
    mark_places = _MarkPlaces(placing, new)
    for block in blocks:
        shift = old.start_of[block.id]
        for mark in block.marks:
            places = mark_places.places(mark, mark.start + shift, mark.end + shift)
            if places is None:
                findings.append(_lost_mark(mark, block.id, block.text))
            for at, end in places or ():
                number = new.number_at(at)
                start = new.starts[number]
                if end < new.end_of(number):
                    moved = unchecked_copy(mark, start=at - start, end=end - start)
                    placed[new.ids[number]].append(moved)
    texts = {id: new.text_of(number) for number, id in enumerate(new.ids) if id in placed}
    return {id: tuple(_nested(id, texts[id], placed[id], findings)) for id in placed}, findings


class _MarkPlaces:
    """The places in the new text of marks of the old text."""

    def __init__(self, placing: Projection, new: RecordText) -> None:
        self._placing, self._text = placing, new.text

    @cached_property
    def _old_folded(self) -> FoldedText:
        return FoldedText(self._placing.old)

    @cached_property
    def _new_folded(self) -> FoldedText:
        return FoldedText(self._text)

    def places(self, mark: Mark, start: int, end: int) -> list[tuple[int, int]] | None:
        """Return the places of a mark, in order: empty if its words are gone, `None` if unknown.

        Offsets count code points of the whole text.
        """
        placing = self._placing
        if start == end:
            at = placing.place_between(start)
            return [] if at is None else [(at, at)]
        place = placing.place(start, end)
        whole = [(place.start, place.end)] if place.fate in ("same", "altered") else []
        runs = runs_between(placing.runs, start, end)
        pieces = [_Piece(run, start, end) for run in runs]
        rows = list(self._rows(pieces, whole))
        if len(rows) < 2 and (whole or place.fate != "parted"):
            return whole
        kept = sum(map(self._weight_of, rows))
        is_enough = kept >= _KEPT * weight(placing.old[start:end])
        if not is_enough or not all(run.sure for run in runs):
            rows = [row for row in rows if _lies_in(whole, row[0].new_start, row[-1].new_end)]
            if not rows:
                return None if is_enough else []
        if isinstance(mark, NoteCall):  # a note has one reference
            rows = [row for row in rows if 2 * self._weight_of(row) > kept]
        spans = (_without_blanks(self._text, row[0].new_start, row[-1].new_end) for row in rows)
        return [(at, stop) for at, stop in spans if weight(self._text[at:stop])] or None

    def _weight_of(self, row: Sequence[_Piece]) -> int:
        """Return the weight of the old text that some pieces have."""
        return sum(weight(self._placing.old[piece.start : piece.end]) for piece in row)

    def _rows(
        self, pieces: Sequence[_Piece], whole: Sequence[tuple[int, int]]
    ) -> Iterator[list[_Piece]]:
        """Yield groups of pieces that are together in the new text as in the old text."""
        row = [*pieces[:1]]
        for before, after in pairwise(pieces):
            if not self._stand_together(before, after, whole):
                yield row
                row = []
            row.append(after)
        if row:
            yield row

    def _stand_together(
        self, before: _Piece, after: _Piece, whole: Sequence[tuple[int, int]]
    ) -> bool:
        """Return whether two pieces are together: in one block, with no sentence inserted.

        Inserted words separate them only if the mark as a whole has no place.
        """
        gap, new_gap = (before.end, after.start), (before.new_end, after.new_start)
        if new_gap[0] > new_gap[1] or BLOCK_END in self._text[slice(*new_gap)]:
            return False
        more = new_gap[1] - new_gap[0] - (gap[1] - gap[0])
        if more < _INSERTED:
            return True
        return _lies_in(whole, *new_gap) and _sentences(self._new_folded, *new_gap) <= _sentences(
            self._old_folded, *gap
        )


def _lies_in(whole: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether a range is within the place of the whole mark; true if it has none."""
    return any(at <= start and end <= stop for at, stop in whole)


def _sentences(text: FoldedText, start: int, end: int) -> int:
    """Return the number of whole sentences in a range."""
    return sum(
        start <= first and last <= end and weight(text.text[first:last]) > 0
        for first, last in text.sentences(start, end)
    )


_KEPT = 0.4
"""The least share of a mark's words, by weight, that is left after a cut."""
_INSERTED = 4
"""The most code points inserted between two words of a mark that become part of it."""


class _Piece:
    """The part of a run that is in a range of the old text, and its new place."""

    def __init__(self, run: Run, start: int, end: int) -> None:
        self.start, self.end = max(start, run.start), min(end, run.end)
        head, tail = self.start - run.start, run.end - self.end
        self.new_start, self.new_end = run.new_start, run.new_end
        if run.same:
            self.new_start, self.new_end = run.new_start + head, run.new_end - tail


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    blank = f" \t\n\r\u00a0{BLOCK_END}"
    return (
        end - len(words.lstrip(blank)),
        start + len(words.rstrip(blank)),
    )


def _nested(id: str, text: str, marks: list[Mark], findings: list[Finding]) -> Iterator[Mark]:
    """Yield the marks in order; a mark that crosses the end of another mark is split there."""
    ends: list[int] = []
    number = count()
    waiting = [((mark.start, -mark.end), next(number), mark) for mark in marks]
    heapify(waiting)
    while waiting:
        _, _, mark = heappop(waiting)
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if ends and mark.end > ends[-1]:
            if isinstance(mark, NoteCall):
                findings.append(_lost_mark(mark, id, text))
                continue
            rest = unchecked_copy(mark, start=ends[-1])
            mark = unchecked_copy(mark, end=ends[-1])
            heappush(waiting, ((rest.start, -rest.end), next(number), rest))
        yield mark
        ends.append(mark.end)


def _lost_mark(mark: Mark, block: str, text: str) -> Finding:
    words = short(text[mark.start : mark.end])
    message = f"{block} no longer has the mark {mark.type} on {words}, whose words are now apart"
    return note("mark-lost", "", message, "mark the words again if the mark is needed")


def with_marks_of(
    onto: Document,
    sections: tuple[Section, ...],
    renamed: Mapping[str, str],
    kept: Mapping[str, tuple[Mark, ...]],
) -> tuple[tuple[Section, ...], list[Finding]]:
    """Return the sections with the marks of the new text; if it has none, with the old marks."""
    received = {renamed.get(block.id, block.id): block for block in onto.text_blocks()}
    notes = {part.id for s in sections for _, part in walk(s) if isinstance(part, Note)}
    findings: list[Finding] = []

    def with_marks(part: Any) -> Any:
        if not isinstance(part, TextBlock):
            return part
        block, marks = received[part.id], []
        for mark in block.marks or kept.get(part.id, ()):
            if isinstance(mark, NoteCall):
                id = renamed.get(mark.note, mark.note) if block.marks else mark.note
                if id not in notes:
                    message = f"{part.id} no longer refers to {mark.note}, which is gone"
                    findings.append(note("note-call-lost", "", message))
                    continue
                mark = unchecked_copy(mark, note=id)
            marks.append(mark)
        return unchecked_copy(part, marks=tuple(marks)) if marks or part.marks else part

    return mapped(sections, with_marks), findings
