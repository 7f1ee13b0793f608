"""Other text in some blocks of a record: its transcription was wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import Any

from archive.findings import Finding, warning
from archive.model.blocks import TextBlock
from archive.model.captures import BlockOrigin
from archive.model.document import Document
from archive.model.walk import mapped, with_fields
from archive.revision.rebase.joined import Joined, joined
from archive.revision.rebase.marks import placed_marks
from archive.revision.rebase.new_text import NewText
from archive.text.alignment import align
from archive.text.matching import Run
from archive.text.placing import Placing
from archive.text.tokens import Folded


def mended(document: Document, texts: Mapping[str, str]) -> NewText:
    """Return the text of a document with another one in some blocks."""
    old = joined(document)
    new = Joined((block.id, texts.get(block.id, block.text)) for block in document.text_blocks())
    placing = Placing(Folded(old.text), Folded(new.text), list(_runs(old, new)))
    changed = (block for block in document.text_blocks() if block.id in texts)
    marks = placed_marks(changed, placing, old, new)
    room = _room(document)
    findings: list[Finding] = []

    def with_text(part: Any) -> Any:
        if not isinstance(part, TextBlock) or texts.get(part.id, part.text) == part.text:
            return part
        text, origin = texts[part.id], part.origin
        if isinstance(origin, BlockOrigin):
            end = origin.start + len(text)
            if end > room[part.id]:
                message = (
                    f"{part.id} has {len(text)} code points, more than its origin has room for"
                )
                findings.append(warning("origin-lost", document.index.pointers[part.id], message))
                origin = None
            else:
                origin = with_fields(origin, end=end)
        return with_fields(part, text=text, marks=marks.get(part.id, ()), origin=origin)

    sections = mapped(document.sections, with_text)
    ids = ", ".join(id for id in texts if texts[id] != document.block(id).text)
    return NewText(
        old,
        new,
        placing,
        {"sections": sections},
        f"Transcription of {ids or 'nothing'} mended",
        False,
        tuple(findings),
    )


def _runs(old: Joined, new: Joined) -> Iterator[Run]:
    """The words that each block still has: none can have gone to another one."""
    for number, (start, new_start) in enumerate(zip(old.starts, new.starts, strict=True)):
        text, new_text = old.text_of(number), new.text_of(number)
        if text != new_text:
            for run in align(Folded(text), Folded(new_text)):
                yield run._replace(
                    start=run.start + start,
                    end=run.end + start,
                    new_start=run.new_start + new_start,
                    new_end=run.new_end + new_start,
                )
            start, new_start, text = start + len(text), new_start + len(new_text), ""
        length = len(text) + 1
        yield Run(start, start + length, new_start, new_start + length, True, True)


def _room(document: Document) -> dict[str, float]:
    """How far the origin of each block could reach: to the next block in its capture."""
    room: dict[str, float] = {}
    last: dict[str, str] = {}
    for block in document.text_blocks():
        if isinstance(block.origin, BlockOrigin):
            before = last.get(block.origin.capture)
            if before is not None:
                room[before] = block.origin.start
            last[block.origin.capture] = block.id
            room[block.id] = inf
    return room
