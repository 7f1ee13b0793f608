"""Invariants of the depth of nested sections and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.findings import Finding, error
from archive.model.blocks import Item, List, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.model.document import Document

DEEPEST = 32
"""The greatest allowed depth of nested sections and lists, counted together."""


def nested_too_deeply(document: Document) -> Iterator[Finding]:
    """Sections and lists are nested more than 32 deep.

    Real articles are not nested so deeply, and programs that read JSON or XML safely refuse such
    files. Flatten the structure.
    """
    stack: list[tuple[str, Section | List | Item, int]] = [
        (f"/sections/{n}", section, 1) for n, section in enumerate(document.sections)
    ]
    while stack:
        pointer, part, depth = stack.pop()
        if depth > DEEPEST:
            yield error(
                "nested-too-deeply",
                pointer,
                f"{depth} sections and lists are nested; at most {DEEPEST} are allowed",
                "flatten the structure",
            )
        elif isinstance(part, Section):
            for n, block in enumerate(part.blocks):
                if isinstance(block, List):
                    stack.append((f"{pointer}/blocks/{n}", block, depth + 1))
            for n, section in enumerate(part.sections):
                stack.append((f"{pointer}/sections/{n}", section, depth + 1))
        elif isinstance(part, List):
            stack.extend((f"{pointer}/items/{n}", item, depth) for n, item in enumerate(part.items))
        else:
            for n, inner in enumerate(part.lists):
                stack.append((f"{pointer}/lists/{n}", inner, depth + 1))
