"""The `text` element: sections and blocks, with their received formatting but no annotations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from archive.formats.tei.anchors_and_basis import number
from archive.formats.tei.context import Raw, ReadContext, WriteContext, present
from archive.formats.tei.marks import MarkWriter, read_text_block
from archive.formats.tei.parser import XML_LANG, Element, has_words, take, take_reference
from archive.formats.tei.xml_output import address, file_address, reference
from archive.model.blocks import (
    Cell,
    CodeBlock,
    Figure,
    Furniture,
    Heading,
    Image,
    List,
    Note,
    Quotation,
    Section,
    Table,
    TextBlock,
    Verse,
)
from archive.model.document import Document

# --- writing ---


def write_text(to: WriteContext, document: Document) -> None:
    """Write `<text><body>…</body><back>…</back></text>`."""
    to.open("text", {"xml:lang": document.metadata.language})
    sections = document.sections
    trailing = list(takewhile(lambda section: section.role != "section", reversed(sections)))
    split = len(sections) - len(trailing)
    to.open("body")
    if split == 0:
        to.add("div")  # a body may not be empty
    blocks = _BlockWriter(to)
    blocks.sections(sections[:split])
    to.close("body")
    with to.holding("back"):
        blocks.sections(sections[split:])
    to.close("text")


def write_figure(to: WriteContext, figure: Figure) -> None:
    """Write `<figure>…</figure>`, alone."""
    _BlockWriter(to).figure(figure)


def write_gap(to: WriteContext, why: str) -> None:
    """Write `<gap reason="rights"><desc>…</desc></gap>`, which replaces withheld content."""
    to.open("gap", {"reason": "rights"})
    to.add("desc", None, why)
    to.close("gap")


class _BlockWriter(MarkWriter):
    """Writes sections and blocks."""

    def start_section(self, section: Section, depth: int) -> None:
        """Write `<div type="section" xml:id="…">` with heads, blocks, then sections within it."""
        self.to.open("div", {"type": section.role, "xml:id": section.id})

    def end_section(self, section: Section, depth: int) -> None:
        """Write `</div>`."""
        self.to.close("div")

    def paragraph(self, block: TextBlock) -> None:
        """Write `<p>…</p>`."""
        self.text_block("p", block)

    def heading(self, block: Heading, depth: int, is_opening: bool) -> None:
        """Write `<head>…</head>`, or, where this is not allowed, `<ab type="heading">…</ab>`."""
        if is_opening:
            self.text_block("head", block)
        else:
            self.text_block("ab", block, type="heading")

    def code_block(self, block: CodeBlock) -> None:
        """Write `<ab type="code">…</ab>`."""
        self.text_block("ab", block, type="code")

    def furniture(self, block: Furniture) -> None:
        """Write `<ab type="furniture" subtype="share-bar">…</ab>`."""
        self.text_block("ab", block, type="furniture", subtype=block.role)

    def verse(self, block: Verse) -> None:
        """Write `<lg><l>…</l></lg>`."""
        self.to.open("lg", {"xml:id": block.id})
        for line in block.lines:
            self.text_block("l", line)
        self.to.close("lg")

    def note(self, block: Note) -> None:
        """Write `<note place="foot"><label type="marker">1 </label><p>…</p></note>`."""
        self.to.open("note", {"xml:id": block.id, "place": block.place})
        self._marker(block.marker)
        for paragraph in block.blocks:
            self.text_block("p", paragraph)
        self.to.close("note")

    def quotation(self, block: Quotation) -> None:
        """Write `<cit><quote><p/></quote><bibl type="credit"><seg/></bibl></cit>`."""
        self.to.open("cit", {"xml:id": block.id, "corresp": reference(block.source)})
        self.to.open("quote")
        for paragraph in block.blocks:
            self.text_block("p", paragraph)
        self.to.close("quote")
        if block.credit is not None:
            self.to.open("bibl", {"type": "credit"})
            self.text_block("seg", block.credit)
            self.to.close("bibl")
        self.to.close("cit")

    def list_of_items(self, block: List) -> None:
        """Write `<list><item><label type="marker">- </label><p>…</p><list/></item></list>`.

        The text of an item is in a `p`, so that the text of a nested list is separate from it.
        """
        self.to.open("list", {"xml:id": block.id, "rend": block.style})
        for item in block.items:
            self.to.open("item")
            self._marker(item.marker)
            self.text_block("p", item)
            for inner in item.lists:
                self.list_of_items(inner)
            self.to.close("item")
        self.to.close("list")

    def _marker(self, marker: str) -> None:
        if marker:
            self.to.keep("label", marker, {"type": "marker"})

    def table(self, block: Table) -> None:
        """Write `<table><head/><row role="label"><cell cols="2">…</cell></row></table>`."""
        self.to.open("table", {"xml:id": block.id})
        if block.caption is not None:
            self.text_block("head", block.caption)
        for row in block.rows:
            self.to.open("row", {"role": _unless(row.role, "data")})
            for cell in row.cells:
                self._cell(cell)
            self.to.close("row")
        self.to.close("table")

    def _cell(self, cell: Cell) -> None:
        self.text_block(
            "cell",
            cell,
            role=_unless(cell.role, "data"),
            cols=_unless(str(cell.columns), "1"),
            rows=_unless(str(cell.rows), "1"),
        )

    def figure(self, block: Figure) -> None:
        """Write `<figure><graphic/><head/><figDesc/></figure>`; its rights are in the header."""
        self.to.open("figure", {"xml:id": block.id})
        if block.image is not None and block.id in self.to.gaps:
            write_gap(self.to, self.to.gaps[block.id])
        elif block.image is not None:
            self._image(block.image)
        if block.caption is not None:
            self.text_block("head", block.caption)
        if block.description is not None:
            self.to.keep("figDesc", block.description)
        self.to.close("figure")

    def _image(self, image: Image) -> None:
        """Write a `graphic` for the file and one for the address; the first has the details."""
        details: dict[str, str | None] = {
            "mimeType": image.media_type,
            "width": None if image.width_pixels is None else f"{image.width_pixels}px",
            "height": None if image.height_pixels is None else f"{image.height_pixels}px",
        }
        forms = (
            ("file", file_address("url", image.file)),
            ("address", address("url", image.address)),
        )
        for type, attributes in forms:
            if attributes:
                self.to.add("graphic", {"type": type, **attributes, **details})
                details = {}


def _unless(value: str, default: str) -> str | None:
    return None if value == default else value


# --- reading ---


def read_text(text: Element, language: str | None, context: ReadContext) -> list[Raw]:
    """Undo `write_text`; return the sections.

    Args:
        text: The element.
        language: The main language in the metadata; `@xml:lang` should be a copy of it.
        context: The values from the header, and the findings.
    """
    parts_read: list[tuple[Element, Raw, str]] = []
    parts: set[str] = set()
    for part in text:
        if part.tag not in ("body", "back"):
            context.note_lost(part, "a text contains only body and back")
            continue
        if part.tag in parts:
            hint = f"move its content into the first {part.tag}"
            context.unreadable(part, "not-kept", f"a text may have only one {part.tag}", hint)
        parts.add(part.tag)
        for child in part:
            if child.tag != "div":
                context.note_lost(child, "content outside every div belongs to no section")
            elif len(child) or has_words(child) or child.attrib:
                parts_read.append((child, _read_section(child, context), part.tag))
        context.end(part)
    sections = [section for _, section, _ in parts_read]
    split = len(sections) - len(list(takewhile(_may_stand_in_back, reversed(sections))))
    for position, (div, section, part_name) in enumerate(parts_read):
        if part_name != ("body" if position < split else "back"):
            role = section.get("role", "section")
            message = f'a div of type "{role}" is not allowed in {part_name} at this place'
            hint = 'put sections at the end into back, unless their type is "section"'
            context.unreadable(div, "not-kept", message, hint)
    context.expect(text, XML_LANG, language)
    context.end(text)
    return sections


def _may_stand_in_back(section: Raw) -> bool:
    return bool(section.get("role", "section") != "section")


def _read_section(div: Element, context: ReadContext) -> Raw:
    blocks: list[Raw] = []
    sections: list[Raw] = []
    raw = {
        "id": context.id(div),
        "role": take(div, "type"),
        "blocks": blocks,
        "sections": sections,
    }
    has_begun = False  # TEI allows headings only at the beginning of a division (P5, 4.2.1)
    for child in div:
        if child.tag == "div":
            sections.append(_read_section(child, context))
        elif sections:
            context.note_lost(child, "put blocks before the sections within a section")
        elif child.tag == "head" and has_begun:
            context.note_lost(child, 'write a heading between blocks as <ab type="heading">')
        elif (block := _read_block(child, context)) is not None:
            blocks.append(block)
            has_begun |= child.tag != "head"
    context.end(div)
    return present(raw)


def _read_block(element: Element, context: ReadContext) -> Raw | None:
    """Return the block in an element; report any other element and return `None`."""
    match element.tag, element.attrib.get("type"):
        case "p", None:
            return {"type": "paragraph", **read_text_block(element, context)}
        case "head", None:
            return {"type": "heading", **read_text_block(element, context)}
        case "ab", ("heading" | "code" | "furniture") as type:
            take(element, "type")
            role = take(element, "subtype") if type == "furniture" else None
            return present({"type": type, **read_text_block(element, context), "role": role})
        case "lg", None:
            return {"type": "verse", **_read_lines(element, context)}
        case "cit", None:
            return {"type": "quotation", **_read_quotation(element, context)}
        case "list", None:
            return {"type": "list", **_read_list(element, context)}
        case "table", None:
            return {"type": "table", **_read_table(element, context)}
        case "figure", None:
            return {"type": "figure", **_read_figure(element, context)}
        case "note", None:
            return {"type": "note", **_read_note(element, context)}
        case _:
            context.note_lost(element, "this element is not a block of a record")
            return None


def _read_lines(lg: Element, context: ReadContext) -> Raw:
    id = context.id(lg)
    lines = [read_text_block(line, context) for line in context.children(lg, "l")]
    return present({"id": id, "lines": lines})


def _read_quotation(cit: Element, context: ReadContext) -> Raw:
    raw: Raw = {"id": context.id(cit), "source": take_reference(cit, "corresp")}
    for child in cit:
        match child.tag, child.attrib.get("type"):
            case "quote", None if "blocks" not in raw and "credit" not in raw:
                raw["blocks"] = _read_paragraphs(child, context)
            case "bibl", "credit" if "credit" not in raw:
                take(child, "type")
                for seg in context.children(child, "seg", only_first=True):
                    raw["credit"] = read_text_block(seg, context)
            case _:
                context.note_lost(child)
    context.end(cit)
    return present(raw)


def _read_paragraphs(holder: Element, context: ReadContext) -> list[Raw]:
    return [
        {"type": "paragraph", **read_text_block(paragraph, context)}
        for paragraph in context.children(holder, "p")
    ]


def _read_list(element: Element, context: ReadContext) -> Raw:
    raw: Raw = {"id": context.id(element), "style": take(element, "rend")}
    raw["items"] = [_read_item(item, context) for item in context.children(element, "item")]
    return present(raw)


def _read_item(item: Element, context: ReadContext) -> Raw:
    raw: Raw = {"lists": []}
    for child in item:
        match child.tag:
            case "label" if child.attrib.get("type") == "marker" and len(raw) == 1:
                raw["marker"] = _read_marker(child, context)
            case "p" if "text" not in raw and not raw["lists"]:
                raw |= read_text_block(child, context)
            case "list":
                raw["lists"].append({"type": "list", **_read_list(child, context)})
            case _:
                context.note_lost(child)
    context.end(item)
    return raw


def _read_marker(label: Element, context: ReadContext) -> str:
    take(label, "type")
    return context.kept(label)


def _read_table(table: Element, context: ReadContext) -> Raw:
    rows: list[Raw] = []
    raw: Raw = {"id": context.id(table), "rows": rows}
    for child in table:
        if child.tag == "head" and "caption" not in raw and not rows:
            raw["caption"] = read_text_block(child, context)
        elif child.tag == "row":
            rows.append(_read_row(child, context))
        else:
            context.note_lost(child)
    context.end(table)
    return present(raw)


def _read_row(row: Element, context: ReadContext) -> Raw:
    cells: list[Raw] = []
    raw = {"role": take(row, "role"), "cells": cells}
    for child in context.children(row, "cell"):
        cell = {
            "role": take(child, "role"),
            "columns": number(take(child, "cols")),
            "rows": number(take(child, "rows")),
            **read_text_block(child, context),
        }
        cells.append(present(cell))
    return present(raw)


def _read_figure(figure: Element, context: ReadContext) -> Raw:
    id = context.id(figure)
    raw: Raw = {"id": id}
    if id in context.figures:
        raw["rights"] = context.figures.pop(id)[1]
    graphics = []
    for child in figure:
        match child.tag:
            case "graphic":
                graphics.append(child)
            case "head" if "caption" not in raw:
                raw["caption"] = read_text_block(child, context)
            case "figDesc" if "description" not in raw:
                raw["description"] = context.kept(child)
            case _:
                context.note_lost(child)
    raw["image"] = _read_image(graphics, context)
    context.end(figure)
    return present(raw)


def _read_image(graphics: Sequence[Element], context: ReadContext) -> Raw | None:
    raw: Raw = {}
    for graphic in graphics:
        type = graphic.attrib.get("type")
        if type not in ("file", "address") or type in raw or "url" not in graphic.attrib:
            context.note_lost(graphic)
            continue
        take(graphic, "type")
        raw[type] = (context.file if type == "file" else context.address)(graphic, "url")
        details = (
            ("media_type", "mimeType", ""),
            ("width_pixels", "width", "px"),
            ("height_pixels", "height", "px"),
        )
        for field, attribute, unit in details:
            if field not in raw and attribute in graphic.attrib:
                value = take(graphic, attribute) or ""
                raw[field] = number(value.removesuffix(unit)) if unit else value
        context.note_all_lost(graphic)
    return raw or None


def _read_note(note: Element, context: ReadContext) -> Raw:
    blocks: list[Raw] = []
    raw: Raw = {"id": context.id(note), "place": take(note, "place"), "blocks": blocks}
    for child in note:
        match child.tag, child.attrib.get("type"):
            case "label", "marker" if "marker" not in raw and not blocks:
                raw["marker"] = _read_marker(child, context)
            case "p", None:
                blocks.append({"type": "paragraph", **read_text_block(child, context)})
            case _:
                context.note_lost(child)
    context.end(note)
    return present(raw)
