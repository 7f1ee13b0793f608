"""The readers that are measured, each with its result for a page in one form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import archive
from archive.model import blocks
from archive.model.walk import walk
from tests.articles.html.finding.structure import FIRST, Structure, image_key, link_key
from tests.articles.html.finding.words import words


@dataclass
class Found:
    """The result of a reader for a page."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    language: str | None = None
    text: str | None = ""
    """The article; a line is a block. None: it is not measured."""
    structure: Structure = field(default_factory=Structure)


Reader = Callable[[bytes, str | None], Any]
"""From a page and its address to whatever it gives; this alone is timed."""


# --- ours ---


def ours(page: bytes, address: str | None) -> archive.Document:
    """The record that is made of a page."""
    return archive.receive(page, address=address, id="x").document  # type: ignore[attr-defined,no-any-return]


def of_record(document: archive.Document, address: str | None) -> Found:
    """What a record holds: every text block but furniture is the article."""
    metadata = document.metadata
    published = metadata.publication.published
    article = [
        block for block in document.text_blocks() if not isinstance(block, archive.model.Furniture)
    ]
    return Found(
        title=metadata.title,
        authors=tuple(str(each.name) for each in _given(metadata.authors)),
        date=str(published.date) if hasattr(published, "date") else None,
        language=metadata.language,
        text="\n".join(block.text for block in article),
        structure=_of_record(document, address),
    )


def of_record_without_captions(document: archive.Document, address: str | None) -> Found:
    """What a record holds, the text without captions: several truths leave these out."""
    article = [
        block
        for block in document.text_blocks()
        if not isinstance(block, archive.model.Furniture | archive.model.Caption)
    ]
    text = "\n".join(block.text for block in article)
    return replace(of_record(document, address), text=text)


def _given(values: Any) -> tuple[Any, ...]:
    return values if isinstance(values, tuple) else ()


def _of_record(document: archive.Document, address: str | None) -> Structure:
    found = Structure()
    for _, part in walk(document):
        match part:
            case blocks.Heading():
                found.add("headings", words(part.text))
            case blocks.Item():
                found.add("items", words(part.text)[:FIRST])
            case blocks.Note():  # in pages, most often an item of the list of notes
                found.add("items", words("\n".join(one.text for one in part.blocks))[:FIRST])
            case blocks.Table():
                cells = [cell.text for row in part.rows for cell in row.cells]
                found.add("tables", words("\n".join(cells))[:FIRST])
            case blocks.Quotation():
                found.add(
                    "quotations", words("\n".join(block.text for block in part.blocks))[:FIRST]
                )
            case blocks.Figure():
                found.add("figures", image_key(part.image.address if part.image else None))
                found.add("captions", words(part.caption.text)[:FIRST] if part.caption else ())
            case _:
                pass
        if isinstance(part, blocks.TextBlock) and not isinstance(part, blocks.Furniture):
            for mark in part.marks:
                if isinstance(mark, blocks.Link):
                    label = part.text[mark.start : mark.end]
                    found.add("links", link_key(label, mark.target, address))
                elif isinstance(mark, blocks.InlineImage):
                    found.add("figures", image_key(mark.target))
    return found


# --- trafilatura alone ---


def trafilatura(page: bytes, address: str | None) -> Any:
    """As it is when nobody asks for anything, with metadata."""
    from trafilatura import bare_extraction

    return bare_extraction(page, url=address, with_metadata=True)


def trafilatura_recall(page: bytes, address: str | None) -> Any:
    """When it is asked to rather give too much."""
    from trafilatura import bare_extraction

    return bare_extraction(
        page, url=address, with_metadata=True, favor_recall=True, include_tables=True
    )


def trafilatura_structure(page: bytes, address: str | None) -> Any:
    """When it is asked for all structure that it can give."""
    from trafilatura import bare_extraction

    return bare_extraction(
        page,
        url=address,
        with_metadata=True,
        include_formatting=True,
        include_links=True,
        include_images=True,
    )


def of_trafilatura(given: Any, address: str | None) -> Found:
    """What its document holds."""
    if given is None:
        return Found()
    return Found(
        title=given.title,
        authors=tuple(name.strip() for name in (given.author or "").split(";") if name.strip()),
        date=given.date,
        language=given.language,
        text=given.text or "",
        structure=_of_tree(given.body, address),
    )


def parts_of_trafilatura(given: Any, address: str | None) -> Found:
    """What its document holds; its text has signs for the formatting, and is not measured."""
    return replace(of_trafilatura(given, address), text=None)


def _of_tree(body: Any, address: str | None) -> Structure:
    """What its tree holds: `head`, `list` and `item`, `quote`, `table`, `graphic`, `ref`."""
    found = Structure()
    if body is None:
        return found
    for element in body.iter("head", "item", "quote", "table", "graphic", "ref"):
        key = words(
            "\n".join(element.itertext()) if element.tag == "table" else "".join(element.itertext())
        )
        match element.tag:
            case "head":
                found.add("headings", key)
            case "item":
                found.add("items", key[:FIRST])
            case "quote":
                found.add("quotations", key[:FIRST])
            case "table":
                found.add("tables", key[:FIRST])
            case "graphic":
                found.add("figures", image_key(element.get("src")))
            case _:
                label = "".join(element.itertext())
                found.add("links", link_key(label, element.get("target"), address))
    return found


READERS: dict[str, tuple[Reader, Callable[[Any, str | None], Found]]] = {
    "archive": (ours, of_record),
    "… captions aside": (ours, of_record_without_captions),
    "trafilatura": (trafilatura, of_trafilatura),
    "… for recall": (trafilatura_recall, of_trafilatura),
    "… with structure": (trafilatura_structure, parts_of_trafilatura),
}
"""The readers by the names that the tables give them."""
FLOOR = "trafilatura"
"""The one to which times are compared."""
