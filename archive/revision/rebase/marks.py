"""Marks of the old text, where their words stand now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive.findings import Finding, note
from archive.model.blocks import Mark, Note, NoteCall, Section, TextBlock
from archive.model.document import Document
from archive.model.walk import mapped, walk, with_fields
from archive.revision.rebase.joined import Joined
from archive.text.placing import Placing


def placed_marks(
    blocks: Iterable[TextBlock], placing: Placing, old: Joined, new: Joined
) -> dict[str, tuple[Mark, ...]]:
    """Return the marks of some old blocks that are still there, by the block they stand in now."""
    placed: dict[str, list[Mark]] = defaultdict(list)
    for block in blocks:
        shift = old.start_of[block.id]
        for mark in block.marks:
            found = _placed(placing, mark.start + shift, mark.end + shift)
            if found is None:
                continue
            number = new.number_at(found[0])
            start = new.starts[number]
            if found[1] < new.end_of(number):
                moved = with_fields(mark, start=found[0] - start, end=found[1] - start)
                placed[new.ids[number]].append(moved)
    return {id: tuple(_nested(marks)) for id, marks in placed.items()}


def _placed(placing: Placing, start: int, end: int) -> tuple[int, int] | None:
    if start == end:
        at = placing.place_between(start)
        return None if at is None else (at, at)
    found = placing.place(start, end)
    return (found.start, found.end) if found.fate in ("same", "altered") else None


def _nested(marks: list[Mark]) -> Iterator[Mark]:
    """The marks in order, without those that reach beyond one that they begin in."""
    ends: list[int] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if not ends or mark.end <= ends[-1]:
            yield mark
            ends.append(mark.end)


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
