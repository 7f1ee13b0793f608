"""`docx-text-1`: the text of a Word document, paragraph by paragraph, with all changes accepted.

These rules never change, because records refer to them. Names without a prefix are WordprocessingML
(ECMA-376 part 1, chapter 17), `m:` is Office Math, `mc:` markup compatibility.

- *Parts*: the file is a package (ECMA-376 part 2). The relation `officeDocument` of the package
  leads to the part with the text. The relations of this part lead to the other parts: the first of
  each of the kinds `styles`, `footnotes` and `endnotes` (without such a relation, the part is
  `word/<kind>.xml`), and every `header` and `footer`, each part once.
- *Order*: headers, the text, endnotes, footers. Notes, headers and footers are described below.
- *Lines*: each paragraph (`p`) is a line, even a paragraph without words. One LF is between two
  lines. The content of tables, rows and cells is in the order of the file. A cell (`tc`) without a
  paragraph is a line without words. Outside paragraphs, each `r`, `t`, `m:oMath` and `m:oMathPara`
  is a line. All other elements between blocks are transparent: the blocks in them are read as if
  these elements were not there.
- *Words* of a paragraph are, in the order of the file: the characters of `t`, with SPACE in place
  of TAB, LF and CR; in `r`, TAB for `tab` and `ptab`, LF for `br` and `cr` (but nothing for a `br`
  of the type `page` or `column`), U+2011 for `noBreakHyphen`, U+00AD for `softHyphen`, and for
  `sym` the character of its four hexadecimal digits, or U+FFFD if it has none that XML can carry;
  for a formula, the characters by the rules of `word_formulas`. No blank is dropped.
- *Tracked changes* are accepted. `del` and `moveFrom` are left out with all their content. A row
  (`tr`) that has one of them in its `trPr` is left out too. A paragraph that has one of them in the
  `rPr` of its `pPr` has lost its end: if the next block within the same cell, text box or text is a
  paragraph, the two paragraphs are one line. This line is the text of the second paragraph, and the
  first is without words. A dropped capital (`framePr` with a `dropCap` other than `none`) and the
  paragraph after it are one line in the same way.
- *Left out* with all their content: `LEFT_OUT`. Of `sdt`, only the `sdtContent` is read. Of
  `mc:AlternateContent`, one alternative is read: the first `mc:Choice` if it contains a text box
  (`txbxContent`), or if there is no `mc:Fallback`; otherwise the `mc:Fallback`. Characters of other
  elements are not text: instructions of fields, deleted words, positions of drawings, descriptions.
- *Text boxes* (`txbxContent`, and paragraphs and tables within a paragraph) come after their
  paragraph, one after the other.
- *Notes*: a `footnoteReference` or `endnoteReference` refers to the note with its `id`, and to the
  last one if there are several. Notes of the `type` `separator`, `continuationSeparator` or
  `continuationNotice` are left out. So are notes without a reference, because no program shows
  them. Notes are in the order of their first references. Endnotes come after the text. If a
  footnote belongs to a table or to another note, it comes after the outermost table or note around
  its reference. If it belongs to a list, it comes after the end of the list. Otherwise it comes
  before the next table or paragraph, which may be in a text box. A list is a series of consecutive
  paragraphs outside tables and notes, with blank paragraphs between them or not. Each paragraph,
  apart from the blank ones, has a `numPr`, or its style has one: the style in `pStyle`, or the
  default style of paragraphs, or one of the twenty styles that this style is based on.
- *Headers and footers*: if several of their paragraphs have the same words, only the first is text.
  Blank paragraphs and references to notes are left out.
- An origin is an element, given by its path, or a stretch of its text. The first step of a path
  names the part: `/document[1]`, `/footnotes[1]`, `/endnotes[1]`, `/hdr[1]`, `/hdr[2]`, `/ftr[1]`.
  Parts of the same name are numbered in their order. Paths are those in the file as received,
  before changes are accepted. The text of an element extends from its first to its last character.
  Text boxes and notes are not part of the paragraph that contains or calls them. Elements within a
  formula have no text of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.derivations.element_text import DerivationOfElements
from archive.derivations.paragraph_text import Line, ParagraphText, ParagraphWalk
from archive.derivations.word_formulas import formula_text
from archive.derivations.word_names import chosen_alternative, m, mc, value, w
from archive.derivations.word_parts import WordParts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archive.derivations.untrusted_xml import Element as Node
DELETED = (w("del"), w("moveFrom"))
"""Elements with content that a tracked change removed from the text."""
_PROPERTIES = frozenset(
    w(f"{name}Pr") for name in ("p", "r", "sdt", "tbl", "tr", "tc", "sect", "sdtEnd", "ruby")
)
LEFT_OUT = _PROPERTIES | {*DELETED, w("rt")}
"""Elements that are not text: properties; deleted content; the reading printed small above a word
(17.3.3.24), which is not part of the sentence."""
_P, _T, _R, _TBL, _TR, _TC, _SDT = map(w, ("p", "t", "r", "tbl", "tr", "tc", "sdt"))
_BOX, _ALTERNATIVES = w("txbxContent"), mc("AlternateContent")
_FORMULAS = (m("oMathPara"), m("oMath"))
_LOOSE = frozenset((_R, _T, *_FORMULAS))
"""Elements that are a line if they are not in a paragraph."""
_LEAVES = _LOOSE | {_P, _TBL, _TR, _TC}
_SIGNS = {
    w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n",
    w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad",
}  # fmt: skip
_SYM = w("sym")
_BLANK = re.compile(r"[\t\r\n]")
_CALLS = {w("footnoteReference"): w("footnote"), w("endnoteReference"): w("endnote")}
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
"""Types of footnotes that are only the lines printed above the footnotes (17.18.33)."""
_MOST_BASES = 20
_NO_CHARACTER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class ListStyles:
    """Decides which paragraphs are in a list, from their own properties or their styles."""

    def __init__(self, root: Node | None) -> None:
        styles = () if root is None else root.findall(w("style"))
        self._styles = {style.get(w("styleId")) or "": style for style in styles}
        defaults = (
            id
            for id, style in self._styles.items()
            if style.get(w("type")) == "paragraph"
            and style.get(w("default")) in ("1", "true", "on")
        )
        self._default = next(defaults, "")
        self._known: dict[str, bool] = {}

    def has_item(self, paragraph: Node) -> bool:
        """Whether a paragraph is in a list."""
        properties = paragraph.find(w("pPr"))
        if properties is not None and properties.find(w("numPr")) is not None:
            return True
        style = "" if properties is None else value(properties.find(w("pStyle")))
        style = style or self._default
        if style not in self._known:
            self._known[style] = self._is_of_lists(style)
        return self._known[style]

    def _is_of_lists(self, id: str) -> bool:
        for _ in range(_MOST_BASES + 1):
            style = self._styles.get(id)
            if style is None:
                return False
            if style.find(f"{w('pPr')}/{w('numPr')}") is not None:
                return True
            id = value(style.find(w("basedOn")))
        return False


class WordWalk(ParagraphWalk):
    """Builds the text of a Word document."""

    def __init__(self, parts: WordParts) -> None:
        super().__init__()
        self.lists = ListStyles(parts.styles)
        self._open: Line | None = None
        """A line whose paragraph is continued by the next paragraph."""
        self._open_is_item = False
        """Whether this paragraph, or a paragraph that it continues, is an item of a list."""
        self.merged: dict[Node, Node] = {}
        """Cells that continue the cell above and are not shown; the value is the cell above."""
        self._notes: dict[tuple[str, str], Node] = {}
        notes = [one for one in (parts.footnotes, parts.endnotes) if one is not None]
        for root in (parts.root, *notes, *parts.headers, *parts.footers):
            self.add_part(root)
        for root in notes:
            for note in root:
                if note.get(w("type")) not in SEPARATORS:
                    self._notes[str(note.tag), note.get(w("id")) or ""] = note
        self.number(parts.numbering)
        self.page(parts.headers)
        self.body([parts.root])
        self.page(parts.footers)

    def is_end_note(self, note: Node) -> bool:
        """Whether a note is an endnote."""
        return note.tag == w("endnote")

    # --- blocks ---

    def blocks(self, nodes: Sequence[Node]) -> None:
        """Add the paragraphs and tables in some elements, at any depth."""
        leaves = [*leaves_of(nodes)]
        for n, node in enumerate(leaves):
            if node.tag == _P:
                is_before_another = n + 1 < len(leaves) and leaves[n + 1].tag == _P
                self._paragraph(node, is_before_another)
            elif node.tag in _LOOSE:
                line = self.line(node)
                self._within(node, line)
                self.paragraph(node, line)
            elif node.tag == _TC:
                self.cell(node, [*node])
            else:
                if node.tag == _TBL:
                    self._note_rows(node)
                self.container(node, [*node], is_apart=node.tag == _TBL)

    def _note_rows(self, table: Node) -> None:
        """Record for each row which cells are shown, and which continue a cell above."""
        rows = rows_of(table)
        merged = _merged_cells(rows)
        self.merged.update(merged)
        for row in rows:
            shown = [self.of[cell] for cell in row if cell not in merged]
            self.rows.update(dict.fromkeys(shown, shown))

    def _paragraph(self, node: Node, is_before_another: bool) -> None:
        new = self.line(node)
        line, self._open = self._open or new, None
        if is_before_another and has_lost_its_end(node):
            line.without_words(self.of[node])
            self._words(node, line)
            self._open = line
            self._open_is_item = self._open_is_item or self.lists.has_item(node)
            return
        self._words(node, line)
        self.paragraph(node, line, is_item=self.lists.has_item(node))
        if self._open_is_item:
            self.counted.add(self.of[node])
        self._open_is_item = False

    # --- words ---

    def _words(self, node: Node, line: Line) -> None:
        """Add the content of an element of a paragraph."""
        for child in node:
            self._within(child, line)

    def _within(self, node: Node, line: Line) -> None:
        tag = node.tag
        if tag in LEFT_OUT:
            return
        element = self.of[node]
        line.begin(element)
        if tag == _T:
            line.put(_BLANK.sub(" ", "".join(map(str, node.itertext()))))
        elif tag in _SIGNS or tag == _SYM:
            parent = node.getparent()
            if parent is not None and parent.tag == _R:
                line.put(_sign(node))
        elif tag in _FORMULAS:
            line.put(formula_text(node))
        elif tag in (_P, _TBL, _BOX):
            self.put_off(node)
        elif tag in _CALLS:
            note = self._notes.get((_CALLS[str(tag)], node.get(w("id")) or ""))
            if note is not None:
                self.call(note)
        elif tag == _ALTERNATIVES:
            chosen = chosen_alternative(node)
            if chosen is not None:
                self._words(chosen, line)
        elif tag == _SDT:
            for content in node.findall(w("sdtContent"))[:1]:
                self._words(content, line)
        else:
            self._words(node, line)
        line.end(element)


def leaves_of(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the blocks among elements, and blocks within transparent elements."""
    for node in nodes:
        tag = node.tag
        if tag == _TR:
            properties = node.find(w("trPr"))
            if properties is None or not _has_deletion(properties):
                yield node
        elif tag in _LEAVES:
            yield node
        elif tag == _ALTERNATIVES:
            chosen = chosen_alternative(node)
            yield from () if chosen is None else leaves_of([*chosen])
        elif tag == _SDT:
            content = node.find(w("sdtContent"))
            yield from () if content is None else leaves_of([*content])
        elif tag not in LEFT_OUT:
            yield from leaves_of([*node])


def rows_of(table: Node) -> list[list[Node]]:
    """Return the cells of each row of a table; a cell outside rows is a separate row."""
    rows: list[list[Node]] = []
    for node in leaves_of([*table]):
        if node.tag == _TC:
            rows.append([node])
        elif node.tag == _TR:
            rows.append([cell for cell in leaves_of([*node]) if cell.tag == _TC])
    return rows


def _merged_cells(rows: Sequence[Sequence[Node]]) -> dict[Node, Node]:
    """Return the cells that continue a cell above; the value is the cell above (17.4.84).

    If there is no matching cell above, the cell begins in its own row.
    """
    merged: dict[Node, Node] = {}
    above: dict[int, Node] = {}
    for row in rows:
        open: dict[int, Node] = {}
        at = cells_before(row)
        for cell in row:
            merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            if merge is not None:
                open[at] = cell
                if value(merge) != "restart" and at in above:
                    merged[cell] = open[at] = above[at]
            at += columns_of(cell)
        above = open
    return merged


def cells_before(row: Sequence[Node]) -> int:
    """Return how many grid columns are empty before the cells of a row (17.4.15)."""
    around = next(row[0].iterancestors(_TR, _TBL), None) if row else None
    before = None if around is None else around.find(f"{w('trPr')}/{w('gridBefore')}")
    return _count(before)


def columns_of(cell: Node) -> int:
    """Return how many grid columns a cell spans (17.4.17)."""
    return _count(cell.find(f"{w('tcPr')}/{w('gridSpan')}")) or 1


def _count(element: Node | None) -> int:
    """Return a number of columns; 0 if there is none."""
    return int(value(element)) if re.fullmatch("[0-9]{1,3}", value(element)) else 0


def _has_deletion(properties: Node) -> bool:
    return any(properties.find(name) is not None for name in DELETED)


def has_lost_its_end(paragraph: Node) -> bool:
    """Whether the next paragraph continues this one: a deleted end, or a dropped capital."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        return False
    of_end, frame = properties.find(w("rPr")), properties.find(w("framePr"))
    if frame is not None and (frame.get(w("dropCap")) or "none") != "none":
        return True
    return of_end is not None and _has_deletion(of_end)


def _sign(node: Node) -> str:
    """Return the character that an element in a run (`r`) represents, such as TAB for `tab`."""
    if node.tag == _SYM:
        return sign_of_font(node)
    if node.tag == w("br") and node.get(w("type")) in ("page", "column"):
        return ""
    return _SIGNS[str(node.tag)]


def sign_of_font(node: Node) -> str:
    """Return the character of a `sym`, whose meaning depends on its font."""
    code = node.get(w("char")) or ""
    text = chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else "\ufffd"
    return "\ufffd" if _NO_CHARACTER.match(text) else text


class DocxText1(DerivationOfElements):
    r"""The text of a Word document, by the rules of this module.

    >>> from io import BytesIO
    >>> from zipfile import ZipFile
    >>> from archive.model.captures import ElementOrigin
    >>> relations = (
    ...     "<Relationships><Relationship Type='http://schemas.openxmlformats.org/officeDocument/"
    ...     "2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>"
    ... )
    >>> document = (
    ...     f"<w:document xmlns:w='{w('')[1:-1]}'><w:body>"
    ...     "<w:p><w:r><w:t>It  fell</w:t><w:tab/></w:r><w:del><w:r><w:t/></w:r></w:del></w:p>"
    ...     "<w:p><w:r><w:t>by a tenth</w:t></w:r></w:p></w:body></w:document>"
    ... )
    >>> package = BytesIO()
    >>> with ZipFile(package, "w") as file:
    ...     file.writestr("_rels/.rels", relations)
    ...     file.writestr("word/document.xml", document)
    >>> text = DERIVATION.derive(package.getvalue(), "")
    >>> text.text
    'It  fell\t\nby a tenth'
    >>> text.words(ElementOrigin(capture="c", path="/document[1]/body[1]/p[2]", start=3, end=10))
    'a tenth'
    """

    name = "docx-text-1"

    def derive(self, data: bytes, media_type: str) -> ParagraphText:
        """Return the text of a Word document.

        Raises:
            ReadError: The file is not a Word document, or is not safe to read.
        """
        return WordWalk(WordParts(data)).text(self)


DERIVATION = DocxText1()
