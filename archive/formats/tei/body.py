"""The text: sections and blocks as received, with received formatting only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from archive.formats.tei.attestation import number
from archive.formats.tei.context import Raw, Reading, Writing, present
from archive.formats.tei.elements import XML_LANG, Element, has_words, take, take_reference
from archive.formats.tei.marks import read_text_block, write_text_block
from archive.formats.tei.markup import Markup, address, file_address, reference
from archive.model.blocks import (
    Block,
    Cell,
    CodeBlock,
    Figure,
    Furniture,
    Heading,
    Image,
    List,
    Note,
    Paragraph,
    Quotation,
    Section,
    Table,
    Verse,
)
from archive.model.document import Document

# --- sections ---


def write_text(to: Writing, document: Document) -> None:
    """`<text><body>…</body><back>…</back></text>`."""
    to.open("text", {"xml:lang": document.metadata.language})
    sections = document.sections
    trailing = list(takewhile(lambda section: section.role != "section", reversed(sections)))
    split = len(sections) - len(trailing)
    to.open("body")
    if split == 0:
        to.add("div")  # a body may not be empty
    for section in sections[:split]:
        _write_section(to, section)
    to.close("body")
    with to.holding("back"):
        for section in sections[split:]:
            _write_section(to, section)
    to.close("text")


def read_text(text: Element, language: str | None, reading: Reading) -> list[Raw]:
    """Undo `write_text`: the sections.

    Args:
        text: The element.
        language: The main language of the article's metadata, of which `@xml:lang` is a copy.
        reading: What the header said, and what is noticed.
    """
    found: list[tuple[Element, Raw, str]] = []
    for part in text:
        if part.tag not in ("body", "back"):
            reading.lost(part, "a text has body and back")
            continue
        for child in part:
            if child.tag != "div":
                reading.lost(child, "what stands in no div belongs to no section")
            elif len(child) or has_words(child) or child.attrib:
                found.append((child, _read_section(child, reading), part.tag))
        reading.end(part)
    sections = [section for _, section, _ in found]
    split = len(sections) - len(list(takewhile(_may_stand_in_back, reversed(sections))))
    for position, (div, section, part_name) in enumerate(found):
        if part_name != ("body" if position < split else "back"):
            role = section.get("role", "section")
            message = f'a div of type "{role}" in {part_name} would be written elsewhere'
            hint = 'sections at the end stand in back, unless their type is "section"'
            reading.unreadable(div, "not-kept", message, hint)
    reading.expect(text, XML_LANG, language)
    reading.end(text)
    return sections


def _may_stand_in_back(section: Raw) -> bool:
    return bool(section.get("role", "section") != "section")


def _write_section(to: Writing, section: Section) -> None:
    """`<div type="section" xml:id="…">` with heads, blocks, then sections within it."""
    to.open("div", {"type": section.role, "xml:id": section.id})
    opening = True
    for block in section.blocks:
        opening = opening and isinstance(block, Heading)
        if isinstance(block, Heading):
            name = "head" if opening else "ab"
            write_text_block(to, name, block, type=None if opening else "heading")
        else:
            _write_block(to, block)
    for inner in section.sections:
        _write_section(to, inner)
    to.close("div")


def _read_section(div: Element, reading: Reading) -> Raw:
    blocks: list[Raw] = []
    sections: list[Raw] = []
    found = {
        "id": reading.id(div),
        "role": take(div, "type"),
        "blocks": blocks,
        "sections": sections,
    }
    for child in div:
        if child.tag == "div":
            sections.append(_read_section(child, reading))
        elif sections:
            reading.lost(child, "blocks stand before the sections within a section")
        elif (block := _read_block(child, reading)) is not None:
            blocks.append(block)
    reading.end(div)
    return present(found)


# --- blocks ---


def _write_block(to: Writing, block: Block) -> None:
    match block:
        case Paragraph():
            write_text_block(to, "p", block)
        case CodeBlock():
            write_text_block(to, "ab", block, type="code")
        case Furniture():
            write_text_block(to, "ab", block, type="furniture", subtype=block.role)
        case Verse():
            to.open("lg", {"xml:id": block.id})
            for line in block.lines:
                write_text_block(to, "l", line)
            to.close("lg")
        case Quotation():
            _write_quotation(to, block)
        case List():
            _write_list(to, block)
        case Table():
            _write_table(to, block)
        case Figure():
            _write_figure(to, block)
        case Note():
            to.open("note", {"xml:id": block.id, "place": block.place})
            _write_marker(to, block.marker)
            for paragraph in block.blocks:
                write_text_block(to, "p", paragraph)
            to.close("note")


def _read_block(element: Element, reading: Reading) -> Raw | None:
    """The block that an element holds; `None` for what is none, which is noted."""
    match element.tag, element.attrib.get("type"):
        case "p", None:
            return {"type": "paragraph", **read_text_block(element, reading)}
        case "head", None:
            return {"type": "heading", **read_text_block(element, reading)}
        case "ab", ("heading" | "code" | "furniture") as type:
            take(element, "type")
            role = take(element, "subtype") if type == "furniture" else None
            return present({"type": type, **read_text_block(element, reading), "role": role})
        case "lg", None:
            return {"type": "verse", **_read_lines(element, reading)}
        case "cit", None:
            return {"type": "quotation", **_read_quotation(element, reading)}
        case "list", None:
            return {"type": "list", **_read_list(element, reading)}
        case "table", None:
            return {"type": "table", **_read_table(element, reading)}
        case "figure", None:
            return {"type": "figure", **_read_figure(element, reading)}
        case "note", None:
            return {"type": "note", **_read_note(element, reading)}
    reading.lost(element, "it is no block of a record")
    return None


def _read_lines(lg: Element, reading: Reading) -> Raw:
    lines = []
    for child in lg:
        if child.tag == "l":
            lines.append(read_text_block(child, reading))
        else:
            reading.lost(child)
    found = {"id": reading.id(lg), "lines": lines}
    reading.end(lg)
    return present(found)


def _write_quotation(to: Writing, block: Quotation) -> None:
    """`<cit corresp="#source"><quote><p/></quote><bibl type="credit"><seg/></bibl></cit>`."""
    to.open("cit", {"xml:id": block.id, "corresp": reference(block.source)})
    to.open("quote")
    for paragraph in block.blocks:
        write_text_block(to, "p", paragraph)
    to.close("quote")
    if block.credit is not None:
        to.open("bibl", {"type": "credit"})
        write_text_block(to, "seg", block.credit)
        to.close("bibl")
    to.close("cit")


def _read_quotation(cit: Element, reading: Reading) -> Raw:
    found: Raw = {"id": reading.id(cit), "source": take_reference(cit, "corresp")}
    for child in cit:
        match child.tag, child.attrib.get("type"):
            case "quote", None if "blocks" not in found and "credit" not in found:
                found["blocks"] = _read_paragraphs(child, reading)
            case "bibl", "credit" if "credit" not in found:
                take(child, "type")
                for inner in child:
                    if inner.tag == "seg" and "credit" not in found:
                        found["credit"] = read_text_block(inner, reading)
                    else:
                        reading.lost(inner)
                reading.end(child)
            case _:
                reading.lost(child)
    reading.end(cit)
    return present(found)


def _read_paragraphs(holder: Element, reading: Reading) -> list[Raw]:
    found = []
    for child in holder:
        if child.tag == "p":
            found.append({"type": "paragraph", **read_text_block(child, reading)})
        else:
            reading.lost(child)
    reading.end(holder)
    return found


def _write_list(to: Writing, block: List) -> None:
    """`<list rend="bulleted"><item><label type="marker">- </label><p>…</p><list/></item></list>`.

    The text of an item is a `p`: a nested list inside it would run on in its text stream.
    """
    to.open("list", {"xml:id": block.id, "rend": block.style})
    for item in block.items:
        to.open("item")
        _write_marker(to, item.marker)
        write_text_block(to, "p", item)
        for inner in item.lists:
            _write_list(to, inner)
        to.close("item")
    to.close("list")


def _read_list(element: Element, reading: Reading) -> Raw:
    items: list[Raw] = []
    found = {"id": reading.id(element), "style": take(element, "rend"), "items": items}
    for child in element:
        if child.tag == "item":
            items.append(_read_item(child, reading))
        else:
            reading.lost(child)
    reading.end(element)
    return present(found)


def _read_item(item: Element, reading: Reading) -> Raw:
    found: Raw = {"lists": []}
    for child in item:
        match child.tag:
            case "label" if child.attrib.get("type") == "marker" and len(found) == 1:
                found["marker"] = _read_marker(child, reading)
            case "p" if "text" not in found and not found["lists"]:
                found |= read_text_block(child, reading)
            case "list":
                found["lists"].append({"type": "list", **_read_list(child, reading)})
            case _:
                reading.lost(child)
    reading.end(item)
    return found


def _write_marker(to: Markup, marker: str) -> None:
    if marker:
        to.keep("label", marker, {"type": "marker"})


def _read_marker(label: Element, reading: Reading) -> str:
    take(label, "type")
    return reading.kept(label)


def _write_table(to: Writing, block: Table) -> None:
    """`<table><head/><row role="label"><cell cols="2">…</cell></row></table>`."""
    to.open("table", {"xml:id": block.id})
    if block.caption is not None:
        write_text_block(to, "head", block.caption)
    for row in block.rows:
        to.open("row", {"role": _unless(row.role, "data")})
        for cell in row.cells:
            _write_cell(to, cell)
        to.close("row")
    to.close("table")


def _write_cell(to: Writing, cell: Cell) -> None:
    write_text_block(
        to,
        "cell",
        cell,
        role=_unless(cell.role, "data"),
        cols=_unless(str(cell.columns), "1"),
        rows=_unless(str(cell.rows), "1"),
    )


def _unless(value: str, default: str) -> str | None:
    return None if value == default else value


def _read_table(table: Element, reading: Reading) -> Raw:
    rows: list[Raw] = []
    found: Raw = {"id": reading.id(table), "rows": rows}
    for child in table:
        if child.tag == "head" and "caption" not in found and not rows:
            found["caption"] = read_text_block(child, reading)
        elif child.tag == "row":
            rows.append(_read_row(child, reading))
        else:
            reading.lost(child)
    reading.end(table)
    return present(found)


def _read_row(row: Element, reading: Reading) -> Raw:
    cells = []
    for child in row:
        if child.tag != "cell":
            reading.lost(child)
            continue
        cell = {
            "role": take(child, "role"),
            "columns": number(take(child, "cols")),
            "rows": number(take(child, "rows")),
            **read_text_block(child, reading),
        }
        cells.append(present(cell))
    found = {"role": take(row, "role"), "cells": cells}
    reading.end(row)
    return present(found)


def _write_figure(to: Writing, block: Figure) -> None:
    """`<figure><graphic/><head/><figDesc/></figure>`; its rights stand in the header."""
    to.open("figure", {"xml:id": block.id})
    if block.image is not None:
        _write_image(to, block.image)
    if block.caption is not None:
        write_text_block(to, "head", block.caption)
    if block.description is not None:
        to.keep("figDesc", block.description)
    to.close("figure")


def _read_figure(figure: Element, reading: Reading) -> Raw:
    id = reading.id(figure)
    found: Raw = {"id": id}
    if id in reading.figures:
        found["rights"] = reading.figures.pop(id)[1]
    graphics = []
    for child in figure:
        match child.tag:
            case "graphic":
                graphics.append(child)
            case "head" if "caption" not in found:
                found["caption"] = read_text_block(child, reading)
            case "figDesc" if "description" not in found:
                found["description"] = reading.kept(child)
            case _:
                reading.lost(child)
    found["image"] = _read_image(graphics, reading)
    reading.end(figure)
    return present(found)


def _write_image(to: Markup, image: Image) -> None:
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
            to.add("graphic", {"type": type, **place, **details})
            details = {}


def _read_image(graphics: Sequence[Element], reading: Reading) -> Raw | None:
    found: Raw = {}
    for graphic in graphics:
        type = graphic.attrib.get("type")
        if type not in ("file", "address") or type in found:
            reading.lost(graphic)
            continue
        take(graphic, "type")
        found[type] = (reading.file if type == "file" else reading.address)(graphic, "url")
        details = (
            ("media_type", "mimeType", ""),
            ("width_pixels", "width", "px"),
            ("height_pixels", "height", "px"),
        )
        for field, attribute, unit in details:
            if field not in found and attribute in graphic.attrib:
                value = take(graphic, attribute) or ""
                found[field] = number(value.removesuffix(unit)) if unit else value
        reading.all_lost(graphic)
    return found or None


def _read_note(note: Element, reading: Reading) -> Raw:
    blocks: list[Raw] = []
    found: Raw = {"id": reading.id(note), "place": take(note, "place"), "blocks": blocks}
    for child in note:
        match child.tag, child.attrib.get("type"):
            case "label", "marker" if "marker" not in found and not blocks:
                found["marker"] = _read_marker(child, reading)
            case "p", None:
                blocks.append({"type": "paragraph", **read_text_block(child, reading)})
            case _:
                reading.lost(child)
    reading.end(note)
    return present(found)
