"""Receives small JATS articles for tests, with short forms of their records."""

from __future__ import annotations

from typing import Any

import archive

HEAD = (
    '<article xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:mml="http://www.w3.org/1998/Math/MathML" xml:lang="en">'
)


def received(body: str = "", back: str = "", meta: str = "", **options: Any) -> archive.ReadResult:
    data = (
        f"{HEAD}<front><article-meta>{meta}</article-meta></front>"
        f"<body>{body}</body><back>{back}</back></article>"
    )
    return archive.receive(data.encode(), format="jats", **options)


def document(body: str = "", back: str = "", meta: str = "") -> archive.Document:
    return received(body, back, meta).document


def parts(document: archive.Document) -> list[Any]:
    """The blocks in order, each as its type and words."""
    return [
        (part.type, part.text) if hasattr(part, "text") else part
        for part in walk(document.sections)
    ]


def walk(sections: Any) -> Any:
    for section in sections:
        yield from section.blocks
        yield from walk(section.sections)


def outline(section: Any) -> list[Any]:
    """The role of a section, its blocks' words, and the sections in it."""
    words = [getattr(block, "text", block.type) for block in section.blocks]
    return [section.role, *words, *map(outline, section.sections)]


def marks(document: archive.Document) -> list[Any]:
    [block] = document.text_blocks()
    return [
        (mark.type, block.text[mark.start : mark.end], getattr(mark, "target", None))
        for mark in block.marks
    ]


def losses_of(result: archive.ReadResult) -> list[str]:
    return [finding.message for finding in result.findings if finding.code == "not-kept"]
