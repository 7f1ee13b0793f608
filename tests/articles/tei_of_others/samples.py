"""Builds small TEI files for tests."""

from __future__ import annotations

from typing import Any

from archive.formats.format import ReadResult
from archive.io import receive
from archive.model.blocks import Block
from archive.model.document import Document
from tests.articles.tei_of_others.running_text import blocks_of
from tests.derivations.tei_conformance import faults

HEADER = "<fileDesc><titleStmt><title>A title</title></titleStmt></fileDesc>"


def tei(body: str, *, header: str = HEADER, beside: str = "", attributes: str = "") -> bytes:
    """A file of TEI with this in its body."""
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader>{beside}'
        f"<text{attributes}><body>{body}</body></text></TEI>"
    ).encode()


def received(body: str, **parts: str) -> ReadResult:
    """The file that has this in its body, received; the record has all words of it in order."""
    data = tei(body, **parts)
    result = receive(data, id="article-1")
    assert faults(result.document, data) == []
    return result


def document_of(body: str, **parts: str) -> Document:
    return received(body, **parts).document


def blocks_in(body: str, **parts: str) -> list[Block]:
    """The blocks of a body."""
    return [*blocks_of(document_of(body, **parts).sections)]


def losses_of(body: str, **parts: str) -> list[str]:
    """The messages of the losses."""
    findings = received(body, **parts).findings
    return [finding.message for finding in findings if finding.code == "not-kept"]


def outline(part: Any) -> Any:
    """A block without ids and origins: its kind, then its texts."""
    name = type(part).__name__
    if hasattr(part, "text"):
        return (name, part.text)
    inner = {
        "Verse": "lines",
        "Quotation": "blocks",
        "Note": "blocks",
        "List": "items",
        "Table": "rows",
        "Row": "cells",
    }
    if name in inner:
        return (name, [outline(one) for one in getattr(part, inner[name])])
    return (name,)


def marks_of(block: Any) -> list[tuple[str, str]]:
    """The marks of a text: what each is, and its words."""
    return [(mark.type, block.text[mark.start : mark.end]) for mark in block.marks]
