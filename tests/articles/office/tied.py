"""Holds the record of a Word or OpenDocument file to the text that is derived from the file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from archive.derivations import derivation_of
from archive.derivations.derivation import Derived
from archive.files.memory import FilesInMemory
from archive.findings import Severity
from archive.formats.format import ReadResult
from archive.model.blocks import Note, Table, TextBlock
from archive.model.captures import ElementOrigin
from archive.validation.rules import ON_CAPTURES


def derived_again(result: ReadResult) -> Derived:
    """The text that validation derives from what was received."""
    capture = result.document.captures[0]
    derivation = derivation_of(capture)
    assert derivation is not None
    return derivation.derive(result.files[capture.file], capture.media_type)


def check_ties(result: ReadResult) -> None:
    """Check that the blocks of a record are all words of its file, once and in order."""
    files = FilesInMemory(dict(result.files))
    found = [one for rule in ON_CAPTURES for one in rule(result.document, files)]
    assert not [one for one in found if one.severity is Severity.ERROR]
    derived = derived_again(result)
    document = result.document
    blocks = [*document.text_blocks()]
    for block in blocks:
        assert isinstance(block.origin, ElementOrigin), block
        assert derived.has(block.origin), block
        assert derived.words(block.origin) == block.text, block
    assert len({block.origin for block in blocks}) == len(blocks)
    captions = {
        table.caption.id for _, table in document.index.of_type(Table) if table.caption is not None
    }
    in_order = [block for block in blocks if block.id not in captions]
    for one, other in pairwise(map(derived.place, origins_of(in_order))):
        assert one < other, (one, other)
    _check_captions(result, derived, captions)
    omitted = [omission.origin for omission in document.captures[0].omitted]
    stretches = sorted(derived.stretch(origin) for origin in (*origins_of(blocks), *omitted))
    at = 0
    for start, end in stretches:
        assert at <= start, "two blocks have the same words"
        assert not derived.text[at:start].strip()
        at = end
    assert not derived.text[at:].strip()


def _check_captions(result: ReadResult, derived: Derived, captions: set[str]) -> None:
    """The caption of a table stands next to it; only notes may stand between them."""
    notes = {block.id for _, note in result.document.index.of_type(Note) for block in note.blocks}
    blocks = [block for block in result.document.text_blocks() if block.id not in notes]
    sorted_blocks = sorted(blocks, key=lambda block: derived.place(block.origin))  # type: ignore[arg-type]
    order = {block.id: n for n, block in enumerate(sorted_blocks)}
    for _, table in result.document.index.of_type(Table):
        if table.caption is not None:
            of_cells = [order[cell.id] for row in table.rows for cell in row.cells]
            assert order[table.caption.id] in (min(of_cells) - 1, max(of_cells) + 1)
    assert captions <= set(order)


def origins_of(blocks: list[TextBlock]) -> Iterator[ElementOrigin]:
    """The origins of blocks."""
    for block in blocks:
        assert isinstance(block.origin, ElementOrigin)
        yield block.origin
