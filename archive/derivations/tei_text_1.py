"""`tei-text-1`: the text of a TEI P5 file and of each of its elements, from its tree.

These rules never change, because records refer to them. `tei_vocabulary` has the sets in capitals.

- *Tree*: the tree is that of XML 1.0, without comments and processing instructions. A DOCTYPE that
  only names a DTD is ignored, and any other is refused. No other file is opened.
- *Names* are those of elements in the namespace of TEI, or without a namespace if the root has
  none, and `egXML` in the namespace of TEI's examples. All other elements are unknown. The step of
  a path is the local name of an element, whatever its namespace.
- *Texts* are the outermost `text` elements of the file, in order, except in a `teiHeader` or
  `floatingText`. Nothing else in a file is text.
- *Left out* with all their content: `NO_TEXT`, the elements that state how words are read aloud,
  what a picture shows, or what the header states. GROBID writes the printed caption in `figDesc`.
  So in a file with `application[@ident="GROBID"]`, `figDesc` is text, and the `label` of a
  `figure`, which repeats the number, is not.
- *Variants*: of a `choice`, one child is text: the first `sic`; if there is none, the first `orig`;
  if there is none, the first `abbr`; if there is none, the first child. Of an `app`, the first
  `lem` is text, or the first `rdg` or `rdgGrp` if there is no `lem`; children other than `lem`,
  `rdg`, `rdgGrp`, `wit` and `witDetail` are text as well. If a `choice` or `app` is a block, each
  child of it is a block.
- *White space*: a run of TAB, LF, CR and SPACE is one SPACE, which is outside the elements that
  begin or end there. In an element with `xml:space="preserve"`, and in the elements in it, all
  white space is kept. Around texts this attribute means nothing, because GROBID writes it on its
  root and also indents. White space between the children of `choice`, `app`, `list`, `table`, `row`
  and `figure` means nothing either.
- *Parted* by one SPACE are: two blocks; an element of `BLOCKS` except `biblStruct` in a line, from
  the line around it; and the words before and after an `lb`. Within a line, none of these are
  parted if a hyphen (`HYPHENS`) ends the first. Also parted are: the words before and after a
  `caesura`; the children of a `DATA_LIKE` element that has no words of its own; and a `w` from the
  token (`TOKENS`) just before it, if no text is between any two children of the element around
  them, and no child except the last is a `c`.
- *Joined*, whatever is between them, are two words of a block if between them is an `lb` or one of
  `BREAKS` that has `@break="no"`, or an `lb` with `@type="hyphenated"`. A token and the content
  before it are joined if the token has `@join` of `left` or `both`, or if that content is a token
  with `@join` of `right` or `both`.
- *Blocks*. A text, and a block that is not named below, contains blocks; what is between them is
  lines. It *runs on* if it is one of `PARAGRAPHS` or has words of its own. If it runs on, an
  element in it is a block if it is one of `BLOCKS`, or contains one that is not in one of `PUT_OFF`
  or `LEAVES`. If it does not run on, all elements in it are blocks, with these exceptions:
  `NO_TEXT`; `WITHIN_LINES` that contain no block and are not `PUT_OFF`; and a `seg` in a `u`. In an
  `lg` that does not run on, the blocks are the elements that have words or are one of `BLOCKS`.
  Lines of verse (`l`) are one block if no words, and no white space that is kept, are between them.
- *Lines*. These are one line, whatever they contain: `head`, `titlePart`, `speaker`, `fw`, `l`,
  `LEAVES`; an `item`, up to the lists at its end; a cell; a `row` with words of its own; the
  content printed with a figure. Code (`egXML`, `eg`) is verbatim, except for empty lines before it
  and white space at its end. Elements in code are written as tags: with their attributes in order,
  in quotation marks, with the prefix that their namespace has there, without its declaration, and
  with the characters of XML escaped.
- *Notes and quotations* hold lines. The lines are separated by `BLOCKS`, and by elements that hold
  one of these, but not by code and variants. A note is one of `NOTES` that was put off, or has `@n`
  or `@place`, or has an id and `@target`, or has an id to which a `ref` or `ptr` points. Any other
  of `NOTES` is read like unnamed blocks. A quotation is one of `QUOTATIONS` that is a block. In a
  `cit` without words of its own, each child that is not a quotation is one line.
- *Lists*: headings come first. A list with words of its own is read like unnamed blocks, and so is
  such a table. A `label` begins the item after it, and is separated from this item as by `lb`. Any
  other child with words is an item. A `list` in a list is a list, and so is one of the lists at the
  end of an item that have no heading, up to eight deep. Elsewhere a list is part of a line.
- *Figures*: `APART_IN_FIGURES` come after the other words of a `figure`.
- *Put off* until the block ends are `PUT_OFF` in a line. Each is followed by the content that is
  put off in it. For this rule, each of these is one block: a list without its headings, a table, a
  quotation, a note, the lines of verse, and the content printed with a figure. This content
  includes the table, if the figure has nothing else besides, and if the table has cells, and no
  heading and no words of its own.
- The text of an *element* extends from its first to its last character. Content put off in it is
  outside, unless more of the element follows this content. In code and in elements that are left
  out, no element has any text. An origin is an element, given by its path, or a stretch of its
  text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import ClassVar

from archive.derivations.derivation import Derivation, Gap
from archive.derivations.element_text import (
    DerivationOfElements,
    TextElement,
    of_element,
)
from archive.derivations.tei_code import code_in
from archive.derivations.tei_structure import CELLS, TeiStructure, has_own_text, holds_words
from archive.derivations.tei_vocabulary import (
    BLOCKS,
    BREAKS,
    CAESURA,
    DATA_LIKE,
    HYPHENS,
    LEAVES,
    NOTES,
    PUT_OFF,
    QUOTATIONS,
    TOKENS,
    VARIANTS,
)
from archive.derivations.untrusted_xml import Element, parse_xml
from archive.derivations.xml_walk import BLANKS, XmlText, XmlWalk
from archive.model.captures import ElementOrigin, Origin

_CODE = ("egXML", "eg")
_PAUSES = BREAKS | {"lb", CAESURA}
"""Elements at which two words are joined or separated."""


class TeiText(XmlText):
    """The words of the texts in a TEI file; each origin is an element or a part of an element."""

    def __init__(self, derivation: Derivation, walk: _Walk) -> None:
        super().__init__(derivation, walk.text, [walk.of[walk.root]], walk.ends)
        self.of = walk.of
        """The elements of the text; the keys are the elements of the tree."""
        self._numbers = walk.numbers

    has_markers = False

    def before(self, origin: Origin, length: int) -> str:
        """Return the number of a note (`@n`), if whole, before the first words of the note.

        The result is empty for all other words.
        """
        element = self.element(of_element(origin).path)
        while element is not None and element not in self._numbers:
            element = element.parent
        start, _ = self.stretch(origin)
        if element is None or start != element.start:
            return ""
        number = self._numbers[element]
        return "" if self.text.startswith(number, start) else f"{number} "

    def is_marker(self, origin: Origin, marker: str, *, of_note: bool) -> bool:
        """Whether a marker is the number that a note has in the file."""
        return True

    def gap(self, one: Origin | None, other: Origin | None, marker: int = 0) -> Gap:
        """Return the text between two origins, without the numbers of notes."""
        return super().gap(one, other)

    def origin_within(self, capture: str, start: int, end: int) -> ElementOrigin:
        """Return the origin of a stretch: an element, or part of the innermost one around it."""
        element = self.root
        inner: TextElement | None = element
        while inner is not None and (element.start, element.end) != (start, end):
            element = inner
            before = bisect_right(element.children, start, key=attrgetter("start"))
            inner = element.children[before - 1] if before else None
            if inner is not None and inner.end < end:
                inner = None
        hint = ElementOrigin(capture=capture, path=element.path)
        return self.origin_of(capture, start, end, hint)


class _Walk(XmlWalk):
    """Builds the text of a file."""

    def __init__(self, structure: TeiStructure) -> None:
        super().__init__(structure.root)
        self.root = structure.root
        self.numbers: dict[TextElement, str] = {}
        """The numbers of notes."""
        self._structure, self._names = structure, structure.names
        self._verbatim = structure.preserved
        """The elements in which whitespace is preserved."""
        for text in structure.outermost_texts():
            self._end_line()
            self.element(text, self._flow)
            self._end_line()
            for around in map(self.of.__getitem__, text.iterancestors()):
                around.start = around.start if around.end else self.of[text].start
                around.end = self.length

    def _text(self, text: str | None, element: Element) -> None:
        """Add text that is directly in an element."""
        if text:
            self.words(text, verbatim=element in self._verbatim)

    def _own(self, text: str | None, element: Element) -> None:
        """Add the words between elements; whitespace there is only a blank."""
        if text and text.strip(BLANKS):
            self._text(text, element)
        elif text:
            self.blank()

    # --- within lines ---

    def read(self, node: Element) -> None:
        """Add an element of a line."""
        name = self._names[node.tag]
        if name in TOKENS:
            joint = self._structure.joint(node, name)
            if joint == "glued":
                self.glue()
            elif joint:
                self.blank()
        if self._structure.is_left_out(node, name):
            return
        if name in PUT_OFF:
            self.put_off(node)
        elif name in _BLOCKS_IN_LINES:
            self._line_break()
            if name in _CODE:
                self.words(code_in(node), verbatim=True)
            else:
                self._line(node)
            self._line_break()
        elif name in VARIANTS:
            self._variant(node)
        else:
            if name in _PAUSES:
                self._pause(node, name)
            self._line(node)

    def _pause(self, node: Element, name: str) -> None:
        """Join or separate two words at a break."""
        if self._structure.joins_words(node, name):
            self.glue()
        elif name == "lb":
            self._line_break()
        elif name == CAESURA:
            self.blank()

    def _line_break(self) -> None:
        """Begin a new word, unless a hyphen ends the previous line."""
        if not self.pieces or not self.pieces[-1].endswith(HYPHENS):
            self.blank()

    def _line(self, node: Element) -> None:
        """Add the content of an element as part of a line."""
        self._text(node.text, node)
        if not len(node):
            return
        is_data = self._names[node.tag] in DATA_LIKE and not has_own_text(node)
        for child, text in self._structure.in_order(node):
            if is_data:
                self.blank()
            if child is not None:
                self.element(child)
            self._text(text, node)
        if is_data:
            self.blank()

    def _variant(self, node: Element) -> None:
        """Add the variant that is text, and the content next to the variants."""
        chosen, others = self._structure.variants_of(node, self._names[node.tag])
        for child, text in self._parts(node):
            name = "" if child is None else self._names[child.tag]
            if child is None or child in others:
                pass
            elif (
                child is not chosen or name in VARIANTS or self._structure.is_left_out(child, name)
            ):
                self.element(child)
            else:
                self.element(child, self._line)
            if text and text.strip(BLANKS):
                self._text(text, node)

    def _parts(self, node: Element) -> Sequence[tuple[Element | None, str | None]]:
        """Return the text before the children of an element, and each child with text after it."""
        return [(None, node.text), *((child, child.tail) for child in node)]

    # --- blocks ---

    def _end_line(self) -> None:
        """End a block, and then add the content moved after it."""
        self.part()
        self.put_off_now()

    def put_off_now(self) -> None:
        """Add notes and page furniture, each followed by the content moved after it."""
        nodes, self._put_off = self._put_off, []
        for node in nodes:
            self.part()
            self.element(node, self._line if self._names[node.tag] == "fw" else self._note)
            self.part()
            self.put_off_now()

    def _by_name(self, node: Element) -> Callable[[Element], None]:
        """Return the method that reads a block."""
        name = self._names[node.tag]
        if self._structure.is_left_out(node, name):
            return _nothing
        if name in NOTES:
            return self._note if self._structure.is_note(node) else self._flow
        read = self._reading.get(name)
        return self._flow if read is None else partial(read, self)

    def _flow(self, node: Element) -> None:
        """Add the content of an element: blocks, and lines of the text between them."""
        structure, runs_on = self._structure, self._structure.runs_on(node)
        in_verse = False
        self._text(node.text, node)
        for child in node:
            name = self._names[child.tag]
            if name == "l":
                if in_verse:
                    self.part()
                else:
                    self._end_line()
                self.element(child, self._line)
                self.part()
                in_verse = True
            elif structure.is_block(child, name, runs_on=runs_on):
                self._end_line()
                self.element(child, self._by_name(child))
                self._end_line()
                in_verse = False
            else:
                if in_verse and structure.ends_verse(child):
                    self._end_line()
                    in_verse = False
                self.element(child)
            if in_verse and (tail := child.tail) and tail.strip(BLANKS):
                self._end_line()
                in_verse = False
            if not in_verse:
                self._text(child.tail, node)

    def _variant_blocks(self, node: Element) -> None:
        """Add the blocks of the variant that is text."""
        _, others = self._structure.variants_of(node, self._names[node.tag])
        for child, text in self._parts(node):
            self._end_line()
            if child is not None and child not in others:
                self.element(child, self._by_name(child))
                self._end_line()
            self._text(text, node)

    def _lines(self, node: Element) -> None:
        """Add the paragraphs of a note or quotation, then the content moved after them."""
        self._text(node.text, node)
        is_data = self._names[node.tag] in DATA_LIKE and not has_own_text(node)
        for child, text in self._structure.in_order(node):
            if child is None:
                pass
            elif self._structure.splits_lines(child, self._names[child.tag]):
                self.part()
                self.element(child, self._lines)
                self.part()
            else:
                if is_data:
                    self.blank()
                self.element(child)
                if is_data:
                    self.blank()
            self._text(text, node)

    def _note(self, node: Element) -> None:
        if number := " ".join(filter(None, (node.get("n") or "").split(" "))):
            self.numbers[self.of[node]] = number
        self._lines(node)

    def _quotation(self, node: Element) -> None:
        """Add a quotation; the children of a `cit` are added one by one."""
        has_parts, credit = self._structure.parts_of_citation(node)
        if not has_parts:
            self._lines(node)
            return
        for child in node:
            is_quotation = child is not credit and self._names[child.tag] in QUOTATIONS
            self.part()
            self.element(child, self._lines if is_quotation else None)
            self.part()

    def _code(self, node: Element) -> None:
        self.words(code_in(node), verbatim=True)

    # --- lists, tables, figures ---

    def _list(self, node: Element) -> None:
        if has_own_text(node):
            self._flow(node)
            return
        heads = dict.fromkeys(self._structure.heads_of(node))
        for head in heads:
            self.element(head, self._line)
            self._end_line()
        self._items(node, depth=1, heads=heads)

    def _items(self, node: Element, *, depth: int, heads: Collection[Element] = ()) -> None:
        """Add the items of a list; a label begins the item after it."""
        is_labelled = False
        for child, text in self._parts(node):
            name = "" if child is None else self._names[child.tag]
            if child is None or child in heads:
                pass
            elif name == "label":
                self.part()
                self.element(child, self._line)
                self._line_break()
                is_labelled = True
            elif self._structure.is_list_within(child, depth):
                self.part()
                self.element(child, partial(self._items, depth=depth + 1))
                self.part()
                is_labelled = False
            else:
                if not is_labelled:
                    self.part()
                before = self.length
                self.element(child, partial(self._item, depth=depth) if name == "item" else None)
                if name == "item" or self.length > before:
                    self.part()
                    is_labelled = False
            if text and text.strip(BLANKS):
                self.part()
                self._text(text, node)
                self.part()
                is_labelled = False

    def _item(self, node: Element, *, depth: int) -> None:
        lists = dict.fromkeys(
            child
            for child in self._structure.lists_at_end(node)
            if self._structure.is_list_within(child, depth)
        )
        self._text(node.text, node)
        for child in node:
            if child not in lists:
                self.element(child)
                self._text(child.tail, node)
        for child in lists:
            self.part()
            self.element(child, partial(self._items, depth=depth + 1))
            self.part()

    def _table(self, node: Element) -> None:
        if has_own_text(node):
            self._flow(node)
            return
        for child in node:
            self.part()
            self.element(child, self._row if self._names[child.tag] == "row" else None)
            self.part()

    def _row(self, node: Element) -> None:
        if has_own_text(node):
            self._line(node)
            return
        for child in node:
            self.part()
            self.element(child, self._line if self._names[child.tag] in CELLS else None)
            self.part()

    def _figure(self, node: Element) -> None:
        """Add the content printed with a figure, and then the tables and figures in it."""
        structure, first = self._structure, len(self.pieces)
        apart = dict.fromkeys(structure.apart_in(node))
        self._own(node.text, node)
        for child in node:
            name = self._names[child.tag]
            is_image = structure.is_image(child, name) and not holds_words(child)
            if child not in apart and not is_image and not structure.is_left_out(child, name):
                self._line_break()
                self.element(child)
                self._line_break()
            self._own(child.tail, node)
        table = structure.table_with_caption(node)
        if table is not None and any(piece.strip(BLANKS) for piece in self.pieces[first:]):
            self.part()
            self.element(table, self._table)
            self.part()
            return
        for child in apart:
            self._end_line()
            self.element(child, self._by_name(child))
            self._end_line()

    _reading: ClassVar[Mapping[str, Callable[..., None]]] = {
        **dict.fromkeys(QUOTATIONS, _quotation),
        **dict.fromkeys(_CODE, _code),
        **dict.fromkeys(LEAVES, _line),
        **dict.fromkeys(("head", "titlePart", "speaker", "fw", "l"), _line),
        **dict.fromkeys(VARIANTS, _variant_blocks),
        "list": _list,
        "table": _table,
        "figure": _figure,
    }
    """The methods that read these blocks; all other blocks contain blocks and lines."""


_BLOCKS_IN_LINES = BLOCKS - {"biblStruct"}
"""Elements that begin and end a line, even within a line."""


def _nothing(node: Element) -> None:
    """Add nothing."""


class TeiText1(DerivationOfElements):
    """The derivation of text from a TEI file, by the rules of this module.

    >>> from archive.model.captures import ElementOrigin
    >>> file = b"<TEI><text><p>One<lb/>two<note n='1'>Three</note> four</p><p>five</p></text></TEI>"
    >>> text = DERIVATION.derive(file, "application/tei+xml")
    >>> text.text
    'One two four Three five'
    >>> text.words(ElementOrigin(capture="c", path="/TEI[1]/text[1]/p[1]"))
    'One two four'
    >>> text.words(ElementOrigin(capture="c", path="/TEI[1]/text[1]/p[1]/note[1]"))
    'Three'
    """

    name = "tei-text-1"

    def derive(self, data: bytes, media_type: str) -> TeiText:
        """Return the words of the texts in a TEI file.

        Raises:
            ReadError: The file is not well-formed, or nests too deeply.
        """
        return self.text_of(TeiStructure(parse_xml(data).root))

    def text_of(self, structure: TeiStructure) -> TeiText:
        """Return the words of the texts in a parsed file."""
        return TeiText(self, _Walk(structure))


DERIVATION = TeiText1()
