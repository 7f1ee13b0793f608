"""Marks of the old text, where their words stand now."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import count
from operator import attrgetter
from typing import Any

from archive.findings import Finding, note, short
from archive.model.blocks import Mark, Note, NoteCall, Section, TextBlock
from archive.model.document import Document
from archive.model.walk import mapped, walk, with_fields
from archive.revision.rebase.joined import Joined
from archive.text.characters import BLOCK_END
from archive.text.matching import Run
from archive.text.placing import Placing
from archive.text.tokens import weight


def placed_marks(
    blocks: Iterable[TextBlock], placing: Placing, old: Joined, new: Joined
) -> tuple[dict[str, tuple[Mark, ...]], list[Finding]]:
    """Return the marks of some old blocks that are still there, by the block they stand in now.

    A mark that a new paragraph or an inserted sentence cuts is two, and so is one that would cross
    another. Where that cannot be, though its words stand there, it is told.
    """
    placed: dict[str, list[Mark]] = defaultdict(list)
    findings: list[Finding] = []
    for block in blocks:
        shift = old.start_of[block.id]
        for mark in block.marks:
            places = _places(placing, mark, mark.start + shift, mark.end + shift, new)
            if places is None:
                findings.append(_lost(mark, block.id, block.text))
            for at, end in places or ():
                number = new.number_at(at)
                start = new.starts[number]
                if end < new.end_of(number):
                    moved = with_fields(mark, start=at - start, end=end - start)
                    placed[new.ids[number]].append(moved)
    texts = {id: new.text_of(number) for number, id in enumerate(new.ids) if id in placed}
    return {id: tuple(_nested(id, texts[id], placed[id], findings)) for id in placed}, findings


def _places(
    placing: Placing, mark: Mark, start: int, end: int, new: Joined
) -> list[tuple[int, int]] | None:
    """Where a mark stands now, in order; nowhere, if its words are gone; `None`, if nobody knows.

    Code points of the whole new text.
    """
    if start == end:
        at = placing.place_between(start)
        return [] if at is None else [(at, at)]
    found = placing.place(start, end)
    is_placed = found.fate in ("same", "altered")
    runs = _runs_between(placing.runs, start, end)
    pieces = [_Piece(run, start, end) for run in runs]
    is_cut = len({new.number_at(piece.new_start) for piece in pieces}) > 1
    if (is_placed and not is_cut) or not (is_cut or found.fate == "parted"):
        return [(found.start, found.end)] if is_placed else []
    kept = sum(weight(placing.old[piece.start : piece.end]) for piece in pieces)
    if kept < _KEPT * weight(placing.old[start:end]):
        return [(found.start, found.end)] if is_placed else []
    if isinstance(mark, NoteCall) or not all(run.sure for run in runs):
        return [(found.start, found.end)] if is_placed else None
    rows = (
        _without_blanks(new.text, row[0].new_start, row[-1].new_end)
        for row in _rows(pieces, new.text)
    )
    return [(at, stop) for at, stop in rows if weight(new.text[at:stop])]


_KEPT = 0.4
"""The least share of the words of a mark, by weight, that stand where it was cut."""
_INSERTED = 4
"""Code points that stand between two words of a mark and belong to it now."""


def _runs_between(runs: Sequence[Run], start: int, end: int) -> Sequence[Run]:
    """The runs that have something of a stretch of the old text."""
    first = bisect_right(runs, start, key=attrgetter("end"))
    return runs[first : bisect_left(runs, end, key=attrgetter("start"))]


class _Piece:
    """What a run has of a stretch of the old text, and where that stands."""

    def __init__(self, run: Run, start: int, end: int) -> None:
        self.start, self.end = max(start, run.start), min(end, run.end)
        head, tail = self.start - run.start, run.end - self.end
        self.new_start, self.new_end = run.new_start, run.new_end
        if run.same:
            self.new_start, self.new_end = run.new_start + head, run.new_end - tail


def _rows(pieces: Iterable[_Piece], text: str) -> Iterator[list[_Piece]]:
    """The pieces in rows that stand together in the new text as they stood in the old one."""
    row: list[_Piece] = []
    for piece in pieces:
        if row:
            gap, new_gap = piece.start - row[-1].end, piece.new_start - row[-1].new_end
            is_parted = BLOCK_END in text[row[-1].new_end : piece.new_start]
            if is_parted or not 0 <= new_gap < gap + _INSERTED:
                yield row
                row = []
        row.append(piece)
    if row:
        yield row


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    blank = f" \t\n\r\u00a0{BLOCK_END}"
    return (
        end - len(words.lstrip(blank)),
        start + len(words.rstrip(blank)),
    )


def _nested(id: str, text: str, marks: list[Mark], findings: list[Finding]) -> Iterator[Mark]:
    """The marks in order; of those that reach beyond one that they begin in, both parts."""
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
                findings.append(_lost(mark, id, text))
                continue
            rest = with_fields(mark, start=ends[-1])
            mark = with_fields(mark, end=ends[-1])
            heappush(waiting, ((rest.start, -rest.end), next(number), rest))
        yield mark
        ends.append(mark.end)


def _lost(mark: Mark, block: str, text: str) -> Finding:
    words = short(text[mark.start : mark.end])
    message = f"{block} no longer has the mark {mark.type} on {words}, whose words are cut apart"
    return note("mark-lost", "", message, "mark the words again, if it matters")


def with_marks_of(
    onto: Document,
    sections: tuple[Section, ...],
    renamed: Mapping[str, str],
    kept: Mapping[str, tuple[Mark, ...]],
) -> tuple[tuple[Section, ...], list[Finding]]:
    """Return the sections with the marks of the new text; where it has none, those of the old."""
    received = {renamed.get(block.id, block.id): block for block in onto.text_blocks()}
    notes = {part.id for s in sections for _, part in walk(s) if isinstance(part, Note)}
    findings: list[Finding] = []

    def marked(part: Any) -> Any:
        if not isinstance(part, TextBlock):
            return part
        block, marks = received[part.id], []
        for mark in block.marks or kept.get(part.id, ()):
            if isinstance(mark, NoteCall):
                id = renamed.get(mark.note, mark.note) if block.marks else mark.note
                if id not in notes:
                    message = f"{part.id} no longer calls {mark.note}, which is gone"
                    findings.append(note("note-call-lost", "", message))
                    continue
                mark = with_fields(mark, note=id)
            marks.append(mark)
        return with_fields(part, marks=tuple(marks)) if marks or part.marks else part

    return mapped(sections, marked), findings
