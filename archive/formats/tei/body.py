"""The text: sections and blocks as received, with received formatting only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from archive.formats.tei.attestation import Raw
from archive.formats.tei.context import Reading, Span, Writing
from archive.formats.tei.rights import read_rights, write_rights
from archive.formats.tei.xml import (
    KEPT,
    XML_ID,
    XML_LANG,
    Element,
    add,
    add_holder,
    add_inline,
    add_kept,
    address,
    address_of,
    child,
    children,
    file_address,
    kept_text,
    name_of,
    number,
    reference,
    target_of,
)
from archive.model.blocks import (
    Block,
    Cell,
    CodeBlock,
    Figure,
    Foreign,
    Formatting,
    Furniture,
    Heading,
    Image,
    InlineImage,
    LineBreak,
    Link,
    List,
    Mark,
    Note,
    NoteCall,
    Paragraph,
    Quotation,
    Section,
    Table,
    TextBlock,
    Verse,
)
from archive.model.document import Document

_ELEMENTS = {"emphasis": "emph", "quotation": "quote", "deletion": "del", "addition": "add"}
"""Formatting that has a TEI element of its own; the rest is `hi[@rend]`."""
_FORMATTINGS = {element: type for type, element in _ELEMENTS.items()}


# --- sections ---


def write_text(tei: Element, document: Document, writing: Writing) -> None:
    """`<text><body>…</body><back>…</back></text>`."""
    text = add_holder(tei, "text", {"xml:lang": document.metadata.language})
    sections = document.sections
    trailing = list(takewhile(lambda section: section.role != "section", reversed(sections)))
    split = len(sections) - len(trailing)
    body = add_holder(text, "body")
    if split == 0:
        add(body, "div")  # a body may not be empty
    for section in sections[:split]:
        _write_section(body, section, writing)
    if trailing:
        back = add_holder(text, "back")
        for section in sections[split:]:
            _write_section(back, section, writing)


def read_text(tei: Element, reading: Reading) -> list[Raw]:
    """Undo `write_text`: the sections."""
    text = child(tei, "text")
    if text is None:
        return []
    return [
        _read_section(div, reading)
        for part in text
        if name_of(part) in ("body", "back")
        for div in children(part, "div")
        if div.get(XML_ID) is not None
    ]


def _write_section(parent: Element, section: Section, writing: Writing) -> None:
    """`<div type="section" xml:id="…">` with heads, blocks, then sections within it."""
    div = add_holder(parent, "div", {"type": section.role, "xml:id": section.id})
    opening = True
    for block in section.blocks:
        opening = opening and isinstance(block, Heading)
        if opening:
            _write_text_block(div, "head", block, writing)  # type: ignore[arg-type]
        else:
            _write_block(div, block, writing)
    for inner in section.sections:
        _write_section(div, inner, writing)


def _read_section(div: Element, reading: Reading) -> Raw:
    return {
        "id": div.get(XML_ID),
        "role": div.get("type"),
        "blocks": [raw for element in div if (raw := _read_block(element, reading))],
        "sections": [_read_section(inner, reading) for inner in children(div, "div")],
    }


# --- blocks ---


def _write_block(parent: Element, block: Block, writing: Writing) -> None:
    match block:
        case Paragraph():
            _write_text_block(parent, "p", block, writing)
        case Heading():
            _write_text_block(parent, "ab", block, writing, type="heading")
        case CodeBlock():
            _write_text_block(parent, "ab", block, writing, type="code")
        case Furniture():
            _write_text_block(parent, "ab", block, writing, type="furniture", subtype=block.role)
        case Verse():
            lg = add_holder(parent, "lg", {"xml:id": block.id})
            for line in block.lines:
                _write_text_block(lg, "l", line, writing)
        case Quotation():
            _write_quotation(parent, block, writing)
        case List():
            _write_list(parent, block, writing)
        case Table():
            _write_table(parent, block, writing)
        case Figure():
            _write_figure(parent, block, writing)
        case Note():
            note = add_holder(parent, "note", {"xml:id": block.id, "place": block.place})
            _write_marker(note, block.marker)
            for paragraph in block.blocks:
                _write_text_block(note, "p", paragraph, writing)


def _read_block(element: Element, reading: Reading) -> Raw | None:
    """The block that an element holds; `None` for what is no block (sections within a section)."""
    id = element.get(XML_ID)
    match name_of(element):
        case "p":
            return {"type": "paragraph", **_read_text_block(element, reading)}
        case "head":
            return {"type": "heading", **_read_text_block(element, reading)}
        case "ab":
            role = element.get("subtype")
            return {
                "type": element.get("type"),
                **_read_text_block(element, reading),
                **({"role": role} if role is not None else {}),
            }
        case "lg":
            lines = [_read_text_block(line, reading) for line in children(element, "l")]
            return {"type": "verse", "id": id, "lines": lines}
        case "cit":
            return _read_quotation(element, reading)
        case "list":
            return {"type": "list", **_read_list(element, reading)}
        case "table":
            return _read_table(element, reading)
        case "figure":
            return _read_figure(element, reading)
        case "note":
            return {
                "type": "note",
                "id": id,
                "place": element.get("place"),
                "marker": _read_marker(element),
                "blocks": [
                    {"type": "paragraph", **_read_text_block(p, reading)}
                    for p in children(element, "p")
                ],
            }
    return None


def _write_quotation(parent: Element, block: Quotation, writing: Writing) -> None:
    """`<cit corresp="#source"><quote><p/></quote><bibl type="credit"><seg/></bibl></cit>`."""
    cit = add_holder(parent, "cit", {"xml:id": block.id, "corresp": reference(block.source)})
    quote = add(cit, "quote")
    for paragraph in block.blocks:
        _write_text_block(quote, "p", paragraph, writing)
    if block.credit is not None:
        bibl = add(cit, "bibl", {"type": "credit"})
        _write_text_block(bibl, "seg", block.credit, writing)


def _read_quotation(cit: Element, reading: Reading) -> Raw:
    quote = child(cit, "quote")
    paragraphs = [] if quote is None else list(children(quote, "p"))
    credit = child(cit, "bibl", "credit")
    seg = None if credit is None else child(credit, "seg")
    return {
        "type": "quotation",
        "id": cit.get(XML_ID),
        "blocks": [{"type": "paragraph", **_read_text_block(p, reading)} for p in paragraphs],
        "credit": None if seg is None else _read_text_block(seg, reading),
        "source": target_of(cit, "corresp"),
    }


def _write_list(parent: Element, block: List, writing: Writing) -> None:
    """`<list rend="bulleted"><item><label type="marker">- </label><p>…</p><list/></item></list>`.

    The text of an item is a `p`: a nested list inside it would run on in its text stream.
    """
    element = add_holder(parent, "list", {"xml:id": block.id, "rend": block.style})
    for item in block.items:
        holder = add_holder(element, "item")
        _write_marker(holder, item.marker)
        _write_text_block(holder, "p", item, writing)
        for inner in item.lists:
            _write_list(holder, inner, writing)


def _read_list(element: Element, reading: Reading) -> Raw:
    items = []
    for item in children(element, "item"):
        p = child(item, "p")
        items.append(
            {
                "marker": _read_marker(item),
                **({} if p is None else _read_text_block(p, reading)),
                "lists": [
                    {"type": "list", **_read_list(inner, reading)}
                    for inner in children(item, "list")
                ],
            }
        )
    return {"id": element.get(XML_ID), "style": element.get("rend"), "items": items}


def _write_marker(parent: Element, marker: str) -> None:
    if marker:
        add_kept(parent, "label", marker, "marker")


def _read_marker(parent: Element) -> str:
    label = child(parent, "label", "marker")
    return "" if label is None else kept_text(label)


def _write_table(parent: Element, block: Table, writing: Writing) -> None:
    """`<table><head/><row role="label"><cell cols="2">…</cell></row></table>`."""
    table = add_holder(parent, "table", {"xml:id": block.id})
    if block.caption is not None:
        _write_text_block(table, "head", block.caption, writing)
    for row in block.rows:
        element = add_holder(table, "row", {"role": None if row.role == "data" else row.role})
        for cell in row.cells:
            _write_text_block(element, "cell", cell, writing, **_cell_attributes(cell))


def _cell_attributes(cell: Cell) -> dict[str, str | None]:
    return {
        "role": None if cell.role == "data" else cell.role,
        "cols": None if cell.columns == 1 else str(cell.columns),
        "rows": None if cell.rows == 1 else str(cell.rows),
    }


def _read_table(table: Element, reading: Reading) -> Raw:
    head = child(table, "head")
    return {
        "type": "table",
        "id": table.get(XML_ID),
        "caption": None if head is None else _read_text_block(head, reading),
        "rows": [
            {
                "role": row.get("role", "data"),
                "cells": [
                    {
                        **_read_text_block(cell, reading),
                        "role": cell.get("role", "data"),
                        "columns": number(cell.get("cols", "1")),
                        "rows": number(cell.get("rows", "1")),
                    }
                    for cell in children(row, "cell")
                ],
            }
            for row in children(table, "row")
        ],
    }


def _write_figure(parent: Element, block: Figure, writing: Writing) -> None:
    """`<figure><graphic/><head/><figDesc/><bibl type="rights"><availability/></bibl></figure>`."""
    figure = add_holder(parent, "figure", {"xml:id": block.id})
    if block.image is not None:
        _write_image(figure, block.image)
    if block.caption is not None:
        _write_text_block(figure, "head", block.caption, writing)
    if block.description is not None:
        add_kept(figure, "figDesc", block.description)
    if block.rights is not None:
        bibl = add(figure, "bibl", {"type": "rights"})
        write_rights(bibl, block.rights, f"rights.{block.id}", writing)


def _read_figure(figure: Element, reading: Reading) -> Raw:
    head, description = child(figure, "head"), child(figure, "figDesc")
    bibl = child(figure, "bibl", "rights")
    return {
        "type": "figure",
        "id": figure.get(XML_ID),
        "image": _read_image(list(children(figure, "graphic"))),
        "caption": None if head is None else _read_text_block(head, reading),
        "description": None if description is None else kept_text(description),
        "rights": None if bibl is None else read_rights(bibl, reading),
    }


def _write_image(figure: Element, image: Image) -> None:
    """A `graphic` for the file and one for the address; the first says what the image is like."""
    details: dict[str, str | None] = {
        "mimeType": image.media_type,
        "width": None if image.width_pixels is None else f"{image.width_pixels}px",
        "height": None if image.height_pixels is None else f"{image.height_pixels}px",
    }
    places = (
        ("file", file_address("url", image.file)),
        ("address", address("url", image.address)),
    )
    for type, place in places:
        if place:
            add(figure, "graphic", {"type": type, **place, **details})
            details = {}


def _read_image(graphics: list[Element]) -> Raw | None:
    if not graphics:
        return None
    first = graphics[0]
    found: Raw = {"media_type": first.get("mimeType")}
    for side in ("width", "height"):
        if (size := first.get(side)) is not None:
            found[f"{side}_pixels"] = number(size.removesuffix("px"))
    for graphic in graphics:
        found[graphic.get("type", "type")] = address_of(graphic, "url")
    return found


# --- text and marks ---


def _write_text_block(
    parent: Element, name: str, block: TextBlock, writing: Writing, **attributes: str | None
) -> None:
    """An element that holds the block's text and nothing else but marks."""
    element = add(
        parent,
        name,
        {
            **attributes,
            "xml:id": block.id,
            "xml:lang": block.language,
            "source": writing.origin(block.origin),
            **KEPT,
        },
    )
    spans = [mark_span(mark) for mark in block.marks]
    if overlay := writing.overlays.get(block.id):
        spans = _laid_over(spans, overlay)
    if spans:
        _write_spans(element, block.text, spans)
    else:
        element.text = block.text


def _read_text_block(element: Element, reading: Reading) -> Raw:
    found: Raw = {"id": element.get(XML_ID)}
    if len(element):
        found["text"], found["marks"] = _read_marks(element)
    else:
        found["text"] = element.text or ""
    if (language := element.get(XML_LANG)) is not None:
        found["language"] = language
    if (source := element.get("source")) is not None:
        found["origin"] = reading.origin(source, found["id"])
    return found


def _write_spans(element: Element, text: str, spans: Sequence[Span]) -> None:
    """Put a text with its spans into an element. Spans nest, and stand in pre-order."""
    open_spans: list[tuple[Element, int]] = [(element, len(text) + 1)]
    reached = 0
    for span in spans:
        while open_spans[-1][1] <= span.start:
            reached = _close(open_spans, text, reached)
        _append(open_spans[-1][0], text[reached : span.start])
        reached = span.start
        open_spans.append((add_inline(open_spans[-1][0], span.name, span.attributes), span.end))
    while len(open_spans) > 1:
        reached = _close(open_spans, text, reached)
    _append(element, text[reached:])


def _laid_over(marks: Sequence[Span], overlay: Sequence[Span]) -> list[Span]:
    """Marks and overlay, each in pre-order, as one list in pre-order; the marks keep their order.

    A span of the overlay goes in after the last mark that begins before it or holds it.
    """
    found: list[Span] = []
    taken = 0
    for span in overlay:
        position = taken
        for n in range(taken, len(marks)):
            mark = marks[n]
            if mark.start > span.start:
                break
            if mark.start < span.start or mark.end > span.end:
                position = n + 1
        found += [*marks[taken:position], span]
        taken = position
    return [*found, *marks[taken:]]


def _close(open_spans: list[tuple[Element, int]], text: str, reached: int) -> int:
    """Close the innermost span with the text that is left of it; return how far that goes."""
    element, end = open_spans.pop()
    if end > reached:
        _append(element, text[reached:end])
    return max(end, reached)


def _append(element: Element, text: str) -> None:
    """Append text after whatever the element holds."""
    if not text:
        return
    if len(element):
        last = element[-1]
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def mark_span(mark: Mark) -> Span:
    """The element of a mark."""
    name, attributes = _mark_element(mark)
    return Span(mark.start, mark.end, name, attributes)


def _mark_element(mark: Mark) -> tuple[str, dict[str, str | None]]:
    match mark:
        case Formatting(type=type):
            own = _ELEMENTS.get(type)
            return (own, {}) if own else ("hi", {"rend": type})
        case Foreign():
            return "foreign", {"xml:lang": mark.language}
        case Link(target=None):
            return "ref", {"type": "lost"}
        case Link():
            return "ref", {"type": "link", **address("target", mark.target)}
        case NoteCall():
            return "ref", {"type": "note-call", "target": reference(mark.note)}
        case LineBreak():
            return "lb", {}
        case InlineImage():
            return "graphic", address("url", mark.target)


def _read_marks(element: Element) -> tuple[str, list[Raw]]:
    """The text of an element, code point for code point, and the marks in it.

    Tags that are no marks of ours, added by another program, are looked through.
    """
    pieces: list[str] = [element.text or ""]
    marks: list[Raw] = []
    _collect_marks(element, len(pieces[0]), pieces, marks)
    return "".join(pieces), marks


def _collect_marks(element: Element, offset: int, pieces: list[str], marks: list[Raw]) -> int:
    for inner in element:
        mark = _read_mark(inner)
        if mark is not None:
            mark["start"] = offset
            marks.append(mark)
        text, tail = inner.text or "", inner.tail or ""
        pieces.append(text)
        offset = _collect_marks(inner, offset + len(text), pieces, marks)
        if mark is not None:
            mark["end"] = offset
        pieces.append(tail)
        offset += len(tail)
    return offset


def _read_mark(element: Element) -> Raw | None:
    match name_of(element), element.get("type"):
        case "hi", _:
            return {"type": element.get("rend")}
        case ("emph" | "quote" | "del" | "add") as name, _:
            return {"type": _FORMATTINGS[name]}
        case "foreign", _:
            return {"type": "foreign", "language": element.get(XML_LANG)}
        case "ref", "link":
            return {"type": "link", "target": address_of(element, "target")}
        case "ref", "lost":
            return {"type": "link"}
        case "ref", "note-call":
            return {"type": "note-call", "note": target_of(element)}
        case "lb", _:
            return {"type": "line-break"}
        case "graphic", _:
            return {"type": "image", "target": address_of(element, "url")}
    return None
