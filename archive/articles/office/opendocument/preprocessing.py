"""Turns an OpenDocument text into its marked copy, and counts content that a record cannot hold.

Names are those of ODF 1.3 part 3; numbers in parentheses are its sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import (
    PRIVATE_CHARACTERS,
    MarkedCopy,
    Paragraph,
    Part,
    Stretch,
    TableCell,
    encode_blanks,
)
from archive.articles.office.opendocument.elements import (
    DC,
    XLINK,
    insert_text,
    merge_spans,
    prepend_text,
    replace,
    take_out,
    unwrap,
    unwrap_blocks,
    words_of,
)
from archive.articles.office.opendocument.images import mark_images
from archive.articles.office.opendocument.styles import Styles
from archive.articles.office.opendocument.tracked_changes import accept_changes
from archive.derivations.odt_text_1 import INDEXES, TextWalk, leaves_of, spaces
from archive.derivations.opendocument_names import PARAGRAPHS, draw, office, table, text
from archive.derivations.package import Package, refusal
from archive.derivations.paragraph_text import ParagraphText

_CELL, _COVERED, _TABLE = map(table, ("table-cell", "covered-table-cell", "table"))
_AROUND_CELLS = (_TABLE, _CELL, _COVERED)
_INDEX_PARTS = ("index-body", "index-title")
_PLACES = ("bookmark", "bookmark-start", "reference-mark", "reference-mark-start")
_KNOWN = frozenset(
    (
        *map(text, ("span", "a", "note", "note-body", "note-citation", "p", "h", "list")),
        *map(text, ("list-item", "list-header", *_PLACES)),
        *map(draw, ("frame", "image", "a")),
    )
)
"""Elements in a paragraph that pandoc can read, and elements in these."""
_REFERENCES = (
    ("bookmark-ref", "ref-name"),
    ("reference-ref", "ref-name"),
    ("sequence-ref", "ref-name"),
    ("note-ref", "ref-name"),
)
_LIFTED_FROM = (
    draw("*"),
    *PARAGRAPHS,
    table("table-cell"),
    text("list-item"),
    text("note"),
    text("note-body"),
)
"""Elements that may contain a drawing; the nearest one decides where the drawing's blocks go."""


class OtherParts(NamedTuple):
    """The package, the styles, and the text of the whole file."""

    package: Package
    styles: Styles
    walk: TextWalk
    text: ParagraphText


def prepare_for_pandoc(root: Element, marked: MarkedCopy, known: OtherParts) -> None:
    """Turn the tree of a text into the marked copy.

    Raises:
        ReadError: The text has private characters that the marked copy needs.
    """
    if PRIVATE_CHARACTERS.search("".join(map(str, root.itertext()))):
        raise refusal("the text has characters from U+F0000 to U+F003F; replace them in the file")
    for one in list(root.iter(office("forms"), office("scripts"), text("script"))):
        take_out(one)
    accept_changes(root, marked)
    _mark_annotations(root, marked)
    _unwrap_sections(root)
    marked.hidden += [known.walk.of[one] for one in root.iter(_COVERED)]
    _flatten_inner_tables(root, marked)
    _lift_drawings(root)
    mark_images(root, known.walk, known.package, marked)
    _begin_with_paragraphs(root, known.walk)
    cells = _put_cells_into_rows(root, marked)
    _mark_citations(root, marked)
    _make_links(root)
    _unwrap_others(root, marked)
    places = _take_bookmarks(root)
    paragraphs = [*root.iter(*PARAGRAPHS)]
    for paragraph in paragraphs:
        _encode_blanks(paragraph)
    for paragraph in paragraphs:
        around = next(paragraph.iterancestors(table("table-cell"), text("note")), None)
        cell = None if around is None else cells.get(around)
        _mark_paragraph(paragraph, marked, known, places.get(paragraph, ()), cell)
    for paragraph in paragraphs:
        for one in [*paragraph.iter(text("span"), text("a")), paragraph]:
            merge_spans(one)


def _mark_annotations(root: Element, marked: MarkedCopy) -> None:
    """Mark comments (14.1) from annotation to annotation-end; those without an end get no place."""
    ends = {one.get(office("name")): one for one in root.iter(office("annotation-end"))}
    for one in list(root.iter(office("annotation"))):
        words = words_of(one).strip("\n")
        name = one.get(office("name"))
        if not words:
            marked.losses.add("comments without words; left out")
            take_out(one)
            continue
        marked.comments += 1
        raw = {
            "type": "comment",
            "id": f"comment-{marked.comments}",
            "text": words,
            **marked.people.revision(one.findtext(f"{DC}creator"), one.findtext(f"{DC}date")),
        }
        if name is not None and name in ends:
            signs = marked.stretch(Stretch("annotation", [raw]))
            insert_text(one, signs[0])
            insert_text(ends[name], signs[1])
        else:
            marked.losses.add(
                "comments not attached to words; kept without a place in the text", example=words
            )
            marked.unplaced.append(raw)
        take_out(one)
    for end in list(root.iter(office("annotation-end"))):
        take_out(end)


def _unwrap_sections(root: Element) -> None:
    """Replace sections and indexes by their content."""
    for index in list(root.iter(*INDEXES)):
        for child in list(index):
            if child.tag != text("index-body"):
                index.remove(child)
        unwrap_blocks(index)
    for name in (*_INDEX_PARTS, "section", "numbered-paragraph"):
        for one in list(root.iter(text(name))):
            for child in list(one):
                if child.tag in (text("section-source"), office("dde-source")):
                    one.remove(child)
            unwrap_blocks(one)


def _flatten_inner_tables(root: Element, marked: MarkedCopy) -> None:
    """Replace a table in a cell or list item by its content, because pandoc skips such tables."""
    for inner in reversed([*root.iter(table("table"))]):
        around = next(inner.iterancestors(table("table-cell"), text("list-item")), None)
        if around is None:
            continue
        holder = "cells" if around.tag == table("table-cell") else "items"
        what = f"tables within {holder}; read as lines"
        marked.losses.add(what, example=words_of(inner))
        for cell in inner.iter(table("table-cell")):
            for block in list(cell):
                inner.addprevious(block)
        take_out(inner)


def _lift_drawings(root: Element) -> None:
    """Move paragraphs, lists and tables out of drawings, to after the paragraph with the drawing.

    If a drawing is between paragraphs, the blocks follow it. Drawings without an image are removed.
    """
    for drawing in reversed([*root.iter(draw("*"))]):
        around = next(drawing.iterancestors(*_LIFTED_FROM), None)
        if around is not None and str(around.tag).startswith(draw("")):
            continue
        blocks = [*leaves_of([drawing])]
        if not blocks:
            continue
        is_in_paragraph = around is not None and around.tag in PARAGRAPHS
        after = around if around is not None and is_in_paragraph else drawing
        tail, after.tail = after.tail, None
        for block in reversed(blocks):
            block.tail = None
            after.addnext(block)
        blocks[-1].tail = tail
        if next(drawing.iter(draw("image")), None) is None:
            take_out(drawing)


def _begin_with_paragraphs(root: Element, walk: TextWalk) -> None:
    """Insert an empty paragraph at the start of each cell and list item that begins otherwise.

    The paragraph represents the cell or item; its text is empty unless pandoc finds text there.
    """
    for one in root.iter(table("table-cell"), text("list-item"), text("list-header")):
        has_paragraph = len(one) > 0 and one[0].tag in PARAGRAPHS
        if not has_paragraph and walk.holds_lines(walk.of[one]):
            made = etree.Element(PARAGRAPHS[0])
            one.insert(0, made)
            walk.of[made] = walk.of[one]
    for heading in root.iter(text("h")):  # pandoc skips them there
        if next(heading.iterancestors(table("table-cell"), text("note")), None) is not None:
            heading.tag = PARAGRAPHS[0]


def _put_cells_into_rows(root: Element, marked: MarkedCopy) -> dict[Element, TableCell]:
    """Put each cell into a row of its own, because pandoc would rearrange the cells of a row.

    Return the cells of the file by their elements.
    """
    cells: dict[Element, TableCell] = {}
    for whole in list(root.iter(_TABLE)):
        rows = [
            row.findall(_CELL)
            for row in whole.iter(table("table-row"))
            if next(row.iterancestors(*_AROUND_CELLS)) is whole
        ]
        for one in whole.iter(table("table-row")):
            if _count(one, "number-rows-repeated") > 1:
                what = "repeated table rows; read once"
                marked.losses.add(what)
        for n, row in enumerate(rows):
            for cell in row:
                height = _count(cell, "number-rows-spanned")
                labels = next(cell.iterancestors(table("table-header-rows")), None)
                cells[cell] = TableCell(
                    _count(cell, "number-columns-spanned"),
                    sum(1 for other in rows[n : n + height] if other) or 1,
                    is_label=labels is not None,
                )
                if _count(cell, "number-columns-repeated") > 1:
                    what = "repeated cells; read once"
                    marked.losses.add(what, example=words_of(cell))
        marked.table([[cells[cell] for cell in row] for row in rows])
        for child in list(whole):
            whole.remove(child)
        if not any(rows):
            take_out(whole)
            continue
        etree.SubElement(whole, table("table-column"))
        for cell in (cell for row in rows for cell in row):
            cell.attrib.clear()
            etree.SubElement(whole, table("table-row")).append(cell)
    return cells


def _count(element: Element, name: str) -> int:
    """Return a number of columns or rows from an attribute; 1 by default."""
    count = element.get(table(name)) or ""
    return int(count) if re.fullmatch("[1-9][0-9]{0,2}", count) else 1


def _mark_citations(root: Element, marked: MarkedCopy) -> None:
    """Mark the citations that Zotero stores in the names of reference marks (7.7.3)."""
    ends = {one.get(text("name")): one for one in root.iter(text("reference-mark-end"))}
    for start in list(root.iter(text("reference-mark-start"))):
        name = start.get(text("name")) or ""
        cited = marked.works.cited_in(f"ADDIN {name}")
        if cited and name in ends:
            signs = marked.stretch(Stretch("annotation", cited))
            insert_text(start, signs[0])
            insert_text(ends[name], signs[1])
        if cited is not None:
            take_out(start)
            if name in ends:
                take_out(ends[name])


def _make_links(root: Element) -> None:
    for name, attribute in _REFERENCES:
        for one in root.iter(text(name)):
            target = one.get(text(attribute)) or ""
            one.tag = text("a")
            one.set(f"{XLINK}href", f"#{target}")
            one.set(f"{XLINK}type", "simple")


def _unwrap_others(root: Element, marked: MarkedCopy) -> None:
    """Replace elements that pandoc may not know, such as fields or variables, by their words."""
    for paragraph in list(root.iter(*PARAGRAPHS)):
        for one in [*paragraph.iterdescendants()]:
            if one.tag in _KNOWN or not isinstance(one.tag, str):
                continue
            if one.getparent() is None:
                continue  # it was removed with its parent
            _unwrap_other(one, marked)


def _unwrap_other(one: Element, marked: MarkedCopy) -> None:
    tag = str(one.tag)
    name = tag.rpartition("}")[2]
    if tag == text("s"):
        replace(one, encode_blanks(spaces(one)))
    elif tag == text("tab"):
        replace(one, encode_blanks("\t"))
    elif tag == text("line-break"):
        replace(one, encode_blanks("\n"))
    elif tag == text("soft-page-break"):
        take_out(one)
    elif tag == text("ruby"):
        reading = one.find(text("ruby-text"))
        words = "" if reading is None else "".join(map(str, reading.itertext()))
        marked.losses.add("ruby readings; the text above the words is left out", example=words)
        if reading is not None:
            replace(reading, "")
        unwrap(one)
    elif tag in (draw("object"), draw("object-ole"), draw("plugin"), draw("applet")):
        target = one.get(f"{XLINK}href") or ""
        marked.losses.add("embedded objects; left in the file as received", example=target)
        take_out(one)
    elif tag == text("alphabetical-index-mark"):
        marked.losses.add("index entries; left out", example=one.get(text("string-value")) or "")
        take_out(one)
    elif tag.startswith((text(""), draw("g"))) or name == "meta":
        if tag == text("bibliography-mark"):
            identifier = one.get(text("identifier")) or ""
            marked.losses.add("bibliography marks; only the words are kept", example=identifier)
        unwrap(one)
    elif tag.startswith(draw("")):
        marked.losses.add("drawings; left in the file as received", example=name)
        take_out(one)
    elif _is_in_text(one):
        unwrap(one)


def _is_in_text(one: Element) -> bool:
    """Whether an element is in a paragraph, but not in a drawing in that paragraph."""
    around = next(one.iterancestors(draw("frame"), *PARAGRAPHS), None)
    return around is not None and around.tag in PARAGRAPHS


def _take_bookmarks(root: Element) -> dict[Element, list[str]]:
    """Remove bookmarks, because pandoc renames some; return their names by paragraph."""
    found: dict[Element, list[str]] = {}
    for name in _PLACES:
        for one in list(root.iter(text(name))):
            paragraph = next(one.iterancestors(*PARAGRAPHS), None)
            if paragraph is not None:
                found.setdefault(paragraph, []).append(one.get(text("name")) or "")
            take_out(one)
    return found


def _encode_blanks(paragraph: Element) -> None:
    """Encode one blank for each run of blanks, none at the start or end of the text (6.1.2)."""
    is_after_blank = True
    last: tuple[Element, str] | None = None
    for holder, name in _texts(paragraph):
        words: str = getattr(holder, name)
        words = re.sub("[ \t\r\n]+", " ", words)
        if is_after_blank and words.startswith(" "):
            words = words[1:]
        if words:
            is_after_blank = words.endswith(" ")
            last = (holder, name)
        setattr(holder, name, encode_blanks(words))
    if is_after_blank and last is not None:
        holder, name = last
        words = getattr(holder, name)
        blank = encode_blanks(" ")
        setattr(holder, name, words[: -len(blank)] if words.endswith(blank) else words)


def _texts(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """Yield where a paragraph's text is, without notes and images: elements, `text` or `tail`."""
    stack: list[tuple[Element, str]] = [(paragraph, "text")]
    while stack:
        element, name = stack.pop()
        if name == "tail":
            if element.tail:
                yield element, "tail"
            continue
        is_apart = element.tag in (text("note"), draw("frame"))
        if not is_apart:
            if element.text:
                yield element, "text"
            for child in reversed(element):
                stack += [(child, "tail"), (child, "text")]


def _mark_paragraph(
    paragraph: Element,
    marked: MarkedCopy,
    known: OtherParts,
    places: Sequence[str],
    cell: TableCell | None,
) -> None:
    element = known.walk.of[paragraph]
    if not known.walk.holds_lines(element):
        return
    is_line = known.walk.is_line(element)
    words = known.text.text[element.start : element.end] if is_line else ""
    role = known.styles.role(paragraph)
    parent = paragraph.getparent()
    is_of_item = parent is not None and parent.tag in (text("list-item"), text("list-header"))
    is_needed = words.strip() or role == "code" or cell is not None or is_of_item or not is_line
    if not is_needed and next(paragraph.iter(text("note")), None) is None:
        return
    if paragraph.tag == text("h") and known.styles.numbers(paragraph):
        what = "generated numbers before headings, which are not in the text"
        marked.losses.add(what)
    note = next(paragraph.iterancestors(text("note")), None)
    part: Part = "body"
    is_of_header = parent is not None and parent.tag == text("list-header")
    marker = "" if is_of_header else None  # such a paragraph has no number
    if note is not None:
        part = "end" if note.get(text("note-class")) == "endnote" else "foot"
        marker = (note.findtext(text("note-citation")) or "").strip() or None
    found = Paragraph(element, words, role, part, marker, cell, tuple(places))
    prepend_text(paragraph, marked.paragraph(found))
