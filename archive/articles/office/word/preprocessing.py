"""Turns a part of a Word document into its marked copy, and counts what a record cannot hold.

Names, and numbers in parentheses, are those of ECMA-376 part 1, chapter 17.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import (
    PRIVATE_CHARACTERS,
    MarkedCopy,
    Paragraph,
    Part,
    TableCell,
    decode_private,
    encode_blanks,
)
from archive.articles.office.word.comments import Comments
from archive.articles.office.word.elements import begin, run, take_out, unwrap, words_of
from archive.articles.office.word.fields import mark_fields
from archive.articles.office.word.images import IMAGES, SHAPES, A, Relations, mark_images
from archive.articles.office.word.numbering import Numbering
from archive.articles.office.word.styles import OFF, Styles
from archive.articles.office.word.tracked_changes import accept_changes
from archive.derivations.docx_text_1 import (
    WordWalk,
    cells_before,
    columns_of,
    rows_of,
    sign_of_font,
)
from archive.derivations.package import refusal
from archive.derivations.paragraph_text import ParagraphText
from archive.derivations.word_formulas import formula_text
from archive.derivations.word_names import chosen_alternative, m, mc, value, w

_HOLDERS = ("smartTag", "customXml", "dir", "bdo", "ruby")
_BOX = w("txbxContent")
_FORMULAS = (m("oMathPara"), m("oMath"))
_CHARACTERS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OF_BLOCKS = frozenset(
    map(w, ("body", "tc", "tr", "tbl", "footnote", "endnote", "footnotes", "endnotes"))
)


class OtherParts(NamedTuple):
    """Data from other parts of the document, and the text of the whole document."""

    styles: Styles
    numbering: Numbering
    comments: Comments
    walk: WordWalk
    text: ParagraphText


def prepare_for_pandoc(
    root: Element, part: Part, marked: MarkedCopy, known: OtherParts, relations: Relations
) -> None:
    """Turn the tree of a part of the document into the marked copy.

    Args:
        root: The part.
        part: Where its paragraphs are in the document.
        marked: The marked copy.
        known: Data from other parts of the document.
        relations: The relations of the part.

    Raises:
        ReadError: The text has private characters that the marked copy needs.
    """
    if any(PRIVATE_CHARACTERS.search(text.text or "") for text in root.iter(w("t"))):
        raise refusal("the text has characters from U+F0000 to U+F003F; replace them in the file")
    _linearize(root, marked)
    _wrap_loose_text(root, known.walk)
    mark_fields(root, marked)
    _mark_comments(root, marked, known.comments)
    _mark_formulas(root, marked)
    _mark_runs(root, marked)
    _count_others(root, marked)
    mark_images(root, relations, marked)
    places = _take_bookmarks(root)
    cells = _flatten_tables(root, marked, known.walk)
    for paragraph in root.iter(w("p")):
        around = [*paragraph.iterancestors(w("tc"))]
        cell = cells.get(around[-1]) if around else None
        _mark_paragraph(paragraph, part, marked, known, places.get(paragraph, ()), cell)


def _linearize(root: Element, marked: MarkedCopy) -> None:
    """Turn a part into one sequence of blocks, in reading order."""
    _choose_alternatives(root)
    _unwrap_holders(root, marked)
    accept_changes(root, marked)
    _lift_text_boxes(root)


def _choose_alternatives(root: Element) -> None:
    """Keep one of the alternatives that the file has for newer and older programs."""
    for one in list(root.iter(mc("AlternateContent"))):
        taken = chosen_alternative(one)
        for child in () if taken is None else list(taken):
            one.addprevious(child)
        take_out(one)


def _unwrap_holders(root: Element, marked: MarkedCopy) -> None:
    """Replace content controls, smart tags and similar wrappers by their content."""
    for control in list(root.iter(w("sdt"))):
        content = control.find(w("sdtContent"))
        for child in () if content is None else list(content):
            control.addprevious(child)
        take_out(control)
    for name in _HOLDERS:
        for holder in list(root.iter(w(name))):
            if name == "ruby":
                _unwrap_ruby(holder, marked)
                continue
            for properties in [one for one in holder if str(one.tag).endswith("Pr")]:
                holder.remove(properties)
            unwrap(holder)


def _unwrap_ruby(ruby: Element, marked: MarkedCopy) -> None:
    """Replace a ruby by its base words, and report the reading above them as a loss."""
    for reading in ruby.findall(w("rt")):
        what = "ruby readings; the text above the words is left out"
        marked.losses.add(what, example=words_of(reading))
    base, around = ruby.find(w("rubyBase")), ruby.getparent()
    at = around if around is not None and around.tag == w("r") else ruby
    for child in () if base is None else list(base):
        at.addprevious(child)
    take_out(ruby)


def _lift_text_boxes(root: Element) -> None:
    """Move text boxes and other blocks in a paragraph after the paragraph."""
    for block in reversed([*root.iter(_BOX, w("p"), w("tbl"))]):
        around = next(block.iterancestors(w("p"), w("tc"), _BOX), None)
        if around is None or around.tag != w("p"):
            continue
        if block.tag != _BOX:
            around.addnext(block)
            continue
        for child in reversed(list(block)):
            around.addnext(child)
        shape = next(block.iterancestors(w("r")), None)
        take_out(block)
        if shape is not None and next(shape.iter(*IMAGES), None) is None:
            for drawn in list(shape.iter(*SHAPES)):
                take_out(drawn)


def _wrap_loose_text(root: Element, walk: WordWalk) -> None:
    """Put text outside paragraphs into paragraphs, and a paragraph into each cell without one.

    The paragraph represents the cell; its text is empty unless pandoc finds text there.
    """
    for one in [one for one in root.iter(w("r"), w("t"), *_FORMULAS) if one in walk.of]:
        parent = one.getparent()
        if parent is None or any(True for _ in one.iterancestors(w("p"), *_FORMULAS)):
            continue
        made = etree.Element(w("p"))
        parent.replace(one, made)
        walk.of[made] = walk.of[one]
        if one.tag == w("t"):
            made = etree.SubElement(made, w("r"))
        made.append(one)
    for cell in root.iter(w("tc")):
        if cell.find(w("p")) is None and walk.holds_lines(walk.of[cell]):
            made = etree.Element(w("p"))
            cell.insert(0, made)
            walk.of[made] = walk.of[cell]


def _mark_comments(root: Element, marked: MarkedCopy, comments: Comments) -> None:
    """Mark the words that comments are attached to.

    A start between blocks moves to the next paragraph, an end between blocks to the previous one.
    """
    begun = {one.get(w("id")) for one in root.iter(w("commentRangeStart"))}
    ended = {one.get(w("id")) for one in root.iter(w("commentRangeEnd"))}
    waiting: list[str] = []
    last: Element | None = None
    for one in list(root.iter(w("p"), w("commentRangeStart"), w("commentRangeEnd"))):
        if one.tag == w("p"):
            if waiting:
                begin(one, run("".join(waiting)))
                waiting.clear()
            last = one
            continue
        id = one.get(w("id"))
        signs = comments.ends(id or "") if id in begun and id in ended else None
        if signs is None:
            continue
        parent, is_start = one.getparent(), one.tag == w("commentRangeStart")
        if parent is not None and parent.tag not in _OF_BLOCKS:
            beside = one.getnext() if is_start else one.getprevious()
            one.addprevious(run(signs[0] if is_start else signs[1], beside))
        elif is_start:
            waiting.append(signs[0])
        elif last is not None:
            last.append(run(signs[1]))
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for one in list(root.iter(w(name))):
            take_out(one)


def _mark_formulas(root: Element, marked: MarkedCopy) -> None:
    """Replace each formula by its characters, written in one line."""
    for name in _FORMULAS:
        for formula in list(root.iter(name)):
            characters = formula_text(formula)
            marked.losses.add(
                "formulas; written in one line, as x/y for a fraction", example=characters
            )
            formula.addprevious(run(characters))
            take_out(formula)


def _mark_runs(root: Element, marked: MarkedCopy) -> None:
    for one in list(root.iter(w("t"))):
        one.text = encode_blanks(re.sub(r"[\t\r\n]", " ", one.text or ""))
    for name in ("tab", "ptab", "br", "cr", "sym", *_CHARACTERS):
        for one in list(root.iter(w(name))):
            parent = one.getparent()
            if parent is not None and parent.tag == w("r"):
                _mark_sign(name, one, marked)


def _mark_sign(name: str, element: Element, marked: MarkedCopy) -> None:
    """Replace an element that represents a character by this character."""
    if name == "br" and element.get(w("type")) in ("page", "column"):
        marked.losses.add("page breaks; left out")
        take_out(element)
        return
    if name == "sym":
        text = sign_of_font(element)
        what = "symbols; kept as private characters, which mean nothing without their font"
        first = f"{element.get(w('char')) or ''} in {element.get(w('font')) or ''}"
        marked.losses.add(what, example=first)
    elif name in ("br", "cr"):
        text = encode_blanks("\n")
    else:
        text = _CHARACTERS.get(name) or encode_blanks("\t")
    words = run(text)[0]
    words.tail = None
    element.addprevious(words)
    take_out(element)


def _take_bookmarks(root: Element) -> dict[Element, list[str]]:
    """Remove bookmarks, because pandoc renames some; return their names by paragraph."""
    found: dict[Element, list[str]] = {}
    waiting: list[str] = []
    for one in list(root.iter(w("p"), w("bookmarkStart"))):
        if one.tag == w("p"):
            if waiting:
                found.setdefault(one, []).extend(waiting)
                waiting.clear()
            continue
        paragraph = next(one.iterancestors(w("p")), None)
        names = waiting if paragraph is None else found.setdefault(paragraph, [])
        names.append(one.get(w("name")) or "")
        take_out(one)
    return found


def _count_others(root: Element, marked: MarkedCopy) -> None:
    """Count content that pandoc drops or a record cannot hold."""
    losses = marked.losses
    for name in ("altChunk", "subDoc", "contentPart"):
        for _ in root.iter(w(name)):
            losses.add("documents included from elsewhere; left in the file as received")
    for one in root.iter(w("object")):
        losses.add("embedded objects; left in the file as received", example=words_of(one))
    for data in root.iter(f"{A}graphicData"):
        if not (data.get("uri") or "").endswith("/picture"):
            uri = data.get("uri") or ""
            if data.find(f".//{A}blip") is None and not uri.endswith("wordprocessingShape"):
                losses.add("drawings; left in the file as received", example=uri.rpartition("/")[2])
    for name in ("tblCaption", "tblDescription"):  # pandoc would read them as captions
        for one in list(root.iter(w(name))):
            losses.add("alternative texts of tables", example=value(one))
            take_out(one)
    for one in root.iter(w("vanish")):
        around = one.getparent()
        if around is not None and value(one) not in OFF:
            text = around.getparent()
            if text is not None and text.tag == w("r"):
                words = decode_private(words_of(text))
                if words.strip():
                    losses.add("hidden passages; kept like any other text", example=words)


def _flatten_tables(root: Element, marked: MarkedCopy, walk: WordWalk) -> dict[Element, TableCell]:
    """Put each cell into a row of its own, because pandoc would rearrange the cells of a row.

    Return the cells of the file by their elements.
    """
    cells: dict[Element, TableCell] = {}
    for table in list(root.iter(w("tbl"))):
        made = etree.Element(w("tbl"))
        rows: list[list[TableCell]] = []
        for row in rows_of(table):
            if cells_before(row):
                what = "table rows that begin in a later column; the offset is not kept"
                marked.losses.add(what)
            shown = [cell for cell in row if cell not in walk.merged]
            for cell in row:
                if cell in walk.merged:
                    marked.hidden.append(walk.of[cell])
                    cells[walk.merged[cell]].rows += bool(shown)
            for cell in shown:
                cells[cell] = TableCell(columns_of(cell), is_label=_is_label(cell))
            rows.append([cells[cell] for cell in shown])
            for cell in shown:
                for properties in cell.findall(w("tcPr")):
                    cell.remove(properties)
                etree.SubElement(made, w("tr")).append(cell)
        marked.table(rows)
        if len(made):
            table.addprevious(made)
        take_out(table)
    return cells


def _is_label(cell: Element) -> bool:
    """Whether a cell is in a row of column headings (17.4.49)."""
    row = next(cell.iterancestors(w("tr"), w("tbl")), None)
    label = None if row is None else row.find(f"{w('trPr')}/{w('tblHeader')}")
    return label is not None and value(label) not in OFF


def _mark_paragraph(
    paragraph: Element,
    part: Part,
    marked: MarkedCopy,
    known: OtherParts,
    places: Sequence[str],
    cell: TableCell | None,
) -> None:
    element = known.walk.of[paragraph]
    if not known.walk.holds_lines(element):
        return
    text = known.text.text[element.start : element.end] if known.walk.is_line(element) else ""
    role = known.styles.role(paragraph)
    marker = known.numbering.marker(paragraph) if text.strip() else None
    if not text.strip() and role != "code" and cell is None:
        calls = next(paragraph.iter(w("footnoteReference"), w("endnoteReference")), None)
        if calls is None and not known.walk.lists.has_item(paragraph):
            return
    number = marked.paragraph(Paragraph(element, text, role, part, marker, cell, tuple(places)))
    begin(paragraph, run(number))
