"""`onto_text` puts the text of another document of the article into the structure of a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from archive.english import counted
from archive.findings import Finding, error, note, short
from archive.model.anchors import Anchor
from archive.model.blocks import TextBlock
from archive.model.document import Document
from archive.model.walk import unchecked_copy
from archive.revision.rebase.earlier_reading import EarlierReading
from archive.revision.rebase.free_names import FreeNames
from archive.revision.rebase.mark_placement import placed_marks, with_marks_of
from archive.revision.rebase.matched_blocks import SHORT, is_one_article, match_blocks
from archive.revision.rebase.merged_captures import merged_captures
from archive.revision.rebase.merged_structure import MergedStructure
from archive.revision.rebase.merged_values import NO_VALUES, merged_values
from archive.revision.rebase.new_text import NewText
from archive.revision.rebase.record_text import RecordText, text_of_record
from archive.text.alignment.alignment import align_states
from archive.text.alignment.duplicated_sentences import SentenceCopy
from archive.text.alignment.projection import Projection
from archive.text.alignment.tokens import FoldedText


def onto_text(document: Document, onto: Document, read_again: Document | None = None) -> NewText:
    """Return the text and values of another document, in the structure of the record.

    Args:
        document: The record.
        onto: The other document, whose text is used.
        read_again: The result of reading the record's capture again.
    """
    old, new = text_of_record(document), text_of_record(onto)
    at = _offsets(document, old)
    here, there = FoldedText(old.text), FoldedText(new.text)
    there, runs, copies = align_states(here, there, at=at)
    findings = []
    is_one = is_one_article(old.text, new.text, runs)
    if not is_one:
        runs = []
        other = onto.id if onto.id != document.id else ", ".join(_files(onto)) or "the other"
        message = f"{other} has hardly a sentence in common with {document.id}"
        findings.append(error("texts-unrelated", "", message, "rebase onto the same article"))
    placing = Projection(here, there, runs)
    matched = match_blocks(old, new, runs, there.text)
    names = FreeNames(document)
    kinds = _kinds(document)
    has_one_kind = kinds == _kinds(onto) != set()
    is_of_one_kind = has_one_kind and kinds != {
        "verbatim"
    }  # plain text has no marks and no figures
    values = (
        merged_values(document, onto, read_again, is_of_one_kind=is_of_one_kind)
        if is_one
        else NO_VALUES
    )
    captures, agents, received = merged_captures(document, onto, names, values.replaced)

    def rewrite(block: TextBlock) -> dict[str, Any]:
        origin = block.origin
        if origin is not None and origin.capture in received:
            origin = unchecked_copy(origin, capture=received[origin.capture])
        return {"text": block.text, "origin": origin}

    structure = MergedStructure(
        document,
        onto,
        matched,
        rewrite,
        names.id,
        names.file,
        earlier=EarlierReading(document, read_again if has_one_kind else None),
        is_of_one_kind=is_of_one_kind,
    )
    sections = structure.sections()
    renamed = {**structure.renamed, **received}
    if any((onto.claims, onto.annotations, onto.assessments, onto.relations)):
        message = f"{onto.id} has its own statements; only its text and captures are used"
        findings.append(note("statements-left-behind", "", message))
    result = RecordText(
        (renamed.get(id, id), new.text_of(number)) for number, id in enumerate(new.ids)
    )
    has_marks = is_of_one_kind or any(block.marks for block in onto.text_blocks())
    kept, cut = placed_marks(document.text_blocks(), placing, old, result)
    sections, lost = with_marks_of(onto, sections, renamed, {} if is_of_one_kind else kept)
    findings += _copy_findings(copies, old, result)
    findings += lost if has_marks else [*cut, *lost]
    findings += values.findings
    return NewText(
        old,
        result,
        placing,
        {
            "sections": sections,
            "captures": captures,
            "agents": agents,
            **values.put_into(document, received),
        },
        f"Rebased onto {', '.join(_files(onto)) or onto.id}",
        bool(runs),
        tuple(findings),
        {own: id for own, id in renamed.items() if own != id},
        names.files,
        tuple(copies),
        values.changes,
        _capture_of(onto, received),
    )


def _kinds(document: Document) -> set[str]:
    """Return the derivations by which the text of a document was read."""
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    derivations = {one.derivation for one in document.captures if one.id in sources}
    return {name.removesuffix("-1").removesuffix("-2") for name in derivations if name is not None}


def _capture_of(onto: Document, received: Mapping[str, str]) -> str | None:
    """Return the id, in the result, of the capture that most blocks of the new text come from."""
    sources = Counter(b.origin.capture for b in onto.text_blocks() if b.origin is not None)
    return next((received[capture] for capture, _ in sources.most_common(1)), None)


def _copy_findings(
    copies: Sequence[SentenceCopy], old: RecordText, new: RecordText
) -> Iterator[Finding]:
    """Yield notes on sentences that occur twice in the new text, one note for consecutive ones."""

    def row(copy: SentenceCopy) -> tuple[str, str, bool]:
        return new.place_at(copy.new_start)[0], old.place_at(copy.start)[0], copy.sure

    rows = [(*key, list(own)) for key, own in groupby(copies, key=row)]
    for block, before, sure, own in rows[:_MOST_COPIES]:
        words = short(new.text[own[0].new_start : own[0].new_end])
        if len(own) > 1:
            words = f"{words} and {counted(len(own) - 1, 'more sentences')}"
        message = f"{block}: {words} was added as a copy; anchors in {before} stay there"
        if not sure:
            message = f"{block}: {words} occurs twice; one of the two was added"
        yield note("copy-came", "", message)
    if more := sum(len(own) for *_, own in rows[_MOST_COPIES:]):
        yield note("copy-came", "", f"{counted(more, 'more sentences')} were added as copies")


_MOST_COPIES = 20
"""The most notes on copies; further copies are only counted."""


def _files(document: Document) -> Iterator[str]:
    """Yield the names of the files that the text of a document comes from."""
    return (PurePosixPath(capture.file).name for capture in document.captures)


def _offsets(document: Document, old: RecordText) -> Iterator[int]:
    """Yield offsets at which the text must be aligned exactly: anchors, marks, short blocks."""
    for _, part in document.index.of_type(Anchor):
        yield from old.span(part)
    for number, (_, block) in enumerate(document.index.text_blocks):
        first = old.starts[number]
        if len(block.text) < SHORT:
            yield first
        for mark in block.marks:
            yield first + mark.start
            yield first + mark.end
