"""Receives pages for tests, and checks what holds for the record of any page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import archive
from archive.derivations import derivation_named
from archive.derivations.html_text_1 import Page
from archive.files.memory import FilesInMemory
from archive.model.blocks import Figure, Furniture, List, Note, Quotation, Table, Verse
from archive.model.document import Document
from archive.validation.rederivation import with_markers
from archive.validation.rules import derivations
from archive.validation.rules import received_text as rules


def received(page: str | bytes, **options: Any) -> archive.ReadResult:
    """Return what a page is received as."""
    data = page if isinstance(page, bytes) else page.encode()
    return archive.receive(data, "html", id="x", file="page.html", **options)


def block_lines(document: Document) -> list[str]:
    """Return the blocks of an article in words, a line each, and furniture in brackets."""
    return [line for section in document.sections for line in _of_section(section, "")]


def _of_section(section: Any, indent: str) -> Iterator[str]:
    for block in section.blocks:
        yield from (f"{indent}{line}" for line in _of_block(block))
    for inner in section.sections:
        yield from _of_section(inner, f"{indent}  ")


def _of_block(block: Any) -> Iterator[str]:
    match block:
        case Furniture():
            yield f"[{block.role}: {block.text}]"
        case Quotation():
            yield from (f"> {one.text}" for one in block.blocks)
            if block.credit:
                yield f"> by {block.credit.text}"
        case List():
            yield from _of_list(block, "")
        case Table():
            if block.caption:
                yield f"table: {block.caption.text}"
            for row in block.rows:
                yield " | ".join(
                    cell.text + ("^" if cell.role == "label" else "") for cell in row.cells
                )
        case Figure():
            shown = block.image.address if block.image else "no image"
            yield f"figure {shown}: {block.caption.text if block.caption else ''}"
        case Note():
            yield f"note {block.marker!r} " + " / ".join(one.text for one in block.blocks)
        case Verse():
            yield from (f"~ {line.text}" for line in block.lines)
        case _:
            marks = "".join(f" {{{_of_mark(block.text, mark)}}}" for mark in block.marks)
            yield f"{block.type[0]}: {block.text}{marks}"


def _of_list(block: List, indent: str) -> Iterator[str]:
    sign = {"numbered": "#", "bulleted": "*", "plain": "-"}[block.style]
    for item in block.items:
        yield f"{indent}{sign} {item.text}"
        for inner in item.lists:
            yield from _of_list(inner, f"{indent}  ")


def _of_mark(text: str, mark: Any) -> str:
    words = text[mark.start : mark.end]
    detail = getattr(mark, "target", None) or getattr(mark, "language", None) or ""
    return " ".join(filter(None, (mark.type, words, detail)))


def not_once(result: archive.ReadResult) -> list[str]:
    """Return the words of a page that stand in no block of its record, or in two of them."""
    [capture] = result.document.captures
    page = derivation_named("html-text-1").derive(result.files[capture.file], capture.media_type)
    assert isinstance(page, Page)
    stretches = []
    for _, block, marker in with_markers(result.document):
        assert block.origin is not None
        assert page.words(block.origin) == block.text
        assert page.before(block.origin, len(marker)) == marker
        start, end = page.stretch(block.origin)
        stretches.append((start - len(marker), end))
    reached, wrong = 0, []
    for start, end in sorted(stretches):
        if page.text[reached:start].strip():
            wrong.append(f"in none: {page.text[reached:start]!r}")
        if start < reached and end > start:
            wrong.append(f"in two: {page.text[start:reached]!r}")
        reached = max(reached, end)
    if page.text[reached:].strip():
        wrong.append(f"in none: {page.text[reached:]!r}")
    return wrong


def report_of(result: archive.ReadResult) -> list[str]:
    """Return the codes of what is wrong between a record and its capture."""
    files = FilesInMemory(dict(result.files))
    return [
        finding.code
        for rule in (
            rules.block_differs_from_capture,
            rules.capture_not_covered,
            rules.separator_differs_from_capture,
            derivations.block_not_derived,
            derivations.origin_past_the_end,
        )
        for finding in rule(result.document, files)
    ]
