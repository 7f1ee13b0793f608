"""`retranscribed` corrects the texts of blocks whose transcription was wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archive.derivations import derivation_of
from archive.derivations.derivation import Derivation
from archive.english import counted
from archive.findings import warning
from archive.model.blocks import TextBlock
from archive.model.captures import OriginOfBlock
from archive.model.document import Document
from archive.model.walk import mapped, unchecked_copy
from archive.revision.rebase.mark_placement import placed_marks
from archive.revision.rebase.new_text import NewText
from archive.revision.rebase.record_text import RecordText, text_of_record
from archive.text.alignment.alignment import align
from archive.text.alignment.projection import Projection
from archive.text.alignment.token_matching import Run
from archive.text.alignment.tokens import FoldedText


def retranscribed(document: Document, texts: Mapping[str, str]) -> NewText:
    """Return the text of a document, with corrected texts in some blocks."""
    old = text_of_record(document)
    new = RecordText(
        (block.id, texts.get(block.id, block.text)) for block in document.text_blocks()
    )
    placing = Projection(FoldedText(old.text), FoldedText(new.text), list(_runs(old, new)))
    changed = (block for block in document.text_blocks() if block.id in texts)
    marks, findings = placed_marks(changed, placing, old, new)
    derivations = {capture.id: derivation_of(capture) for capture in document.captures}
    following = _following(document, derivations)

    def with_text(part: Any) -> Any:
        if not isinstance(part, TextBlock) or texts.get(part.id, part.text) == part.text:
            return part
        text, origin = texts[part.id], part.origin
        derivation = derivations[origin.capture] if origin is not None else None
        if origin is not None and derivation is not None and derivation.supports(origin):
            origin = derivation.resized(origin, len(text), following.get(part.id))
            if origin is None:
                length = counted(len(text), "code points", grouped=False)
                message = f"{part.id} has {length}, more than fits its origin"
                findings.append(warning("origin-lost", document.index.pointers[part.id], message))
        return unchecked_copy(part, text=text, marks=marks.get(part.id, ()), origin=origin)

    sections = mapped(document.sections, with_text)
    ids = ", ".join(id for id in texts if texts[id] != document.block(id).text)
    return NewText(
        old,
        new,
        placing,
        {"sections": sections},
        f"Corrected the transcription of {ids or 'nothing'}",
        False,
        tuple(findings),
    )


def _runs(old: RecordText, new: RecordText) -> Iterator[Run]:
    """Yield the words that each block still has; no words move to another block."""
    for number, (start, new_start) in enumerate(zip(old.starts, new.starts, strict=True)):
        text, new_text = old.text_of(number), new.text_of(number)
        if text != new_text:
            for run in align(FoldedText(text), FoldedText(new_text)):
                yield run._replace(
                    start=run.start + start,
                    end=run.end + start,
                    new_start=run.new_start + new_start,
                    new_end=run.new_end + new_start,
                )
            start, new_start, text = start + len(text), new_start + len(new_text), ""
        length = len(text) + 1
        yield Run(start, start + length, new_start, new_start + length, True, True)


def _following(
    document: Document, derivations: Mapping[str, Derivation | None]
) -> dict[str, OriginOfBlock]:
    """Return the origin of the next block from the same capture; the keys are block ids."""
    following: dict[str, OriginOfBlock] = {}
    last: dict[str, str] = {}
    for block in document.text_blocks():
        if block.origin is None:
            continue
        derivation = derivations[block.origin.capture]
        if derivation is not None and derivation.supports(block.origin):
            before = last.get(block.origin.capture)
            if before is not None:
                following[before] = block.origin
            last[block.origin.capture] = block.id
    return following
