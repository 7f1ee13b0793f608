"""`odt-text-1`: the text of an OpenDocument text, paragraph by paragraph, with changes accepted.

These rules never change, because records refer to them. Names without a prefix are those of `text:`
(ODF 1.3 part 3).

- *Parts*: the file is a package (ODF 1.3 part 2). `content.xml` contains the text, in the
  `office:text` of `office:body`. `styles.xml` contains the headers and footers of pages, if this
  file exists.
- *Order*: headers (`style:header`, `style:header-left`, `style:header-first`), the text, endnotes,
  footers (`style:footer` and so on). Notes, headers and footers are described below.
- *Lines*: each paragraph (`p`, `h`) is a line, even a paragraph without words. One LF is between
  two lines. The content of lists, tables, rows and cells is in the order of the file, including
  cells that another cell covers. A `table:table-cell` without a paragraph is a line without words.
  All other elements between blocks are transparent: the blocks in them are read as if these
  elements were not there, and their own characters are not text.
- *Words* of a paragraph are the characters in it and in all elements within it, in the order of the
  file. A run of SPACE, TAB, CR and LF is one SPACE, and nothing at the beginning and end of the
  paragraph. This SPACE is directly before the next character, outside all elements that end or
  begin between the two. `s` is as many SPACE as its `c` states: at most 10000, and one if `c` is
  missing or not a number. `tab` is TAB, and `line-break` is LF. The characters of these three
  elements are kept wherever they are.
- *Left out* with all their content: `LEFT_OUT`. Of an index, only the `index-body` is read.
- *Drawings*: of `draw:` elements within a paragraph, only paragraphs, lists and tables are text.
  These come after the paragraph, one after the other. So do paragraphs, lists and tables that are
  within a paragraph in any other way.
- *Tracked changes* are accepted: deleted content is in `tracked-changes`, an element that is left
  out.
- *Notes* (`note`) are in their order. Endnotes (`note-class` is `endnote`) come after the text. Any
  other note in a list, a table or a note comes after the outermost list, table or note around it.
  All others come before the next paragraph, list or table, which may be in a drawing. The
  `note-citation` is the number, and is not text.
- *Headers and footers*: if several of their paragraphs have the same words, only the first is text.
  Blank paragraphs and notes are left out.
- An origin is an element, given by its path, or a stretch of its text. The first step of a path
  names the part: `/document-content[1]`, `/document-styles[1]`. Paths are those in the file as
  received. The text of an element extends from its first to its last character. Drawn content and
  notes are not part of the paragraph that contains them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.derivations.element_text import DerivationOfElements
from archive.derivations.opendocument_names import PARAGRAPHS, draw, office, style, table, text
from archive.derivations.package import Package, refusal
from archive.derivations.paragraph_text import Line, ParagraphText, ParagraphWalk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archive.derivations.untrusted_xml import Element as Node
KIND = "OpenDocument text"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
INDEXES = frozenset(
    map(
        text,
        (
            *("table-of-content", "illustration-index", "table-index", "object-index"),
            *("user-index", "alphabetical-index", "bibliography"),
        ),
    )
)
"""Indexes, whose content programs generate from the text."""
LEFT_OUT = frozenset(
    (
        text("tracked-changes"),
        office("annotation"),
        office("forms"),
        office("scripts"),
        text("note-citation"),
        text("ruby-text"),
        text("script"),
        text("section-source"),
        office("dde-source"),
        *map(draw, ("object", "object-ole", "plugin", "applet")),
    )
)
"""Elements that are not text: deleted content; comments, which are about the text; forms; programs;
the numbers of notes; the reading printed small above a word; the source of a section; other
documents and programs that are shown in this document."""
_CELL, _LIST, _TABLE = table("table-cell"), text("list"), table("table")
_CONTAINERS = frozenset((_LIST, _TABLE, _CELL))
_BLOCKS = frozenset((*PARAGRAPHS, _LIST, _TABLE))
_NOTE = text("note")
_S, _SIGNS = text("s"), {text("tab"): "\t", text("line-break"): "\n"}
_DRAWN = draw("")
_BLANKS = " \t\r\n"
_RUN = re.compile("[ \t\r\n]+")
MOST_SPACES = 10_000
_MOST_DIGITS = 100


def _refuse_others(package: Package) -> None:
    """Raise an error if a file is encrypted, or is not a text document."""
    manifest = package.xml_if_there("META-INF/manifest.xml")
    encrypted = [] if manifest is None else [*manifest.iter(f"{_MANIFEST}encryption-data")]
    if encrypted:
        raise refusal(f"this {KIND} is encrypted", "save it without a password")
    kind = (
        package.read("mimetype").decode("utf-8", "replace").strip() if "mimetype" in package else ""
    )
    if kind and not kind.startswith(MEDIA_TYPE):
        raise refusal(f"this is no {KIND}: it declares the type {kind}")


class TextParts:
    """The parts of an OpenDocument text."""

    def __init__(self, data: bytes) -> None:
        """Open an OpenDocument text.

        Raises:
            ReadError: The file is not an OpenDocument text, or is not safe to read.
        """
        self.package = Package(data, KIND)
        _refuse_others(self.package)
        self.root = self.package.xml("content.xml")
        self.styles = self.package.xml_if_there("styles.xml")
        body = self.root.find(f"{office('body')}/{office('text')}")
        if body is None:
            raise refusal(f"this is no {KIND}: content.xml contains no text document")
        self.body = body
        """The element that contains the text."""

    def pages(self, name: str) -> Iterator[Node]:
        """Yield the page headers or page footers."""
        names = [style(name + suffix) for suffix in ("", "-left", "-first")]
        yield from () if self.styles is None else self.styles.iter(*names)


class TextWalk(ParagraphWalk):
    """Builds the text of an OpenDocument text."""

    def __init__(self, parts: TextParts) -> None:
        super().__init__()
        for root in (parts.root, parts.styles):
            if root is not None:
                self.add_part(root)
                self.number(words for node in root.iter() for words in _numbering(node))
        self.page([*parts.pages("header")])
        self.body([parts.body])
        self.page([*parts.pages("footer")])

    def is_end_note(self, note: Node) -> bool:
        """Whether a note is an endnote."""
        return note.get(text("note-class")) == "endnote"

    # --- blocks ---

    def blocks(self, nodes: Sequence[Node]) -> None:
        """Add the paragraphs, lists and tables in some elements, at any depth."""
        for node in leaves_of(nodes):
            if node.tag in PARAGRAPHS:
                line = self.line(node)
                self._words(node, line)
                self.paragraph(node, line)
            elif node.tag == _CELL:
                row = node.getparent()
                if row is not None and self.of[node] not in self.rows:
                    shown = [self.of[cell] for cell in row.findall(_CELL)]
                    self.rows.update(dict.fromkeys(shown, shown))
                self.cell(node, [*node])
            else:
                if node.tag == _LIST:
                    self.counted.add(self.of[node])
                self.container(node, [*node], is_apart=True)

    # --- words ---

    def _words(self, node: Node, line: Line) -> None:
        """Add the content of an element of a paragraph."""
        _put(node.text, line)
        for child in node:
            self._within(child, line)
            _put(child.tail, line)

    def _within(self, node: Node, line: Line) -> None:
        tag = str(node.tag)
        if tag in LEFT_OUT:
            return
        element = self.of[node]
        line.begin(element)
        if tag == _S:
            line.put(spaces(node))
        elif tag in _SIGNS:
            line.put(_SIGNS[tag])
        elif tag == _NOTE:
            self.call(node)
        elif tag in _BLOCKS:
            self.put_off(node)
        elif tag.startswith(_DRAWN):
            for block in leaves_of([*node]):
                self.put_off(block)
        else:
            self._words(node, line)
        line.end(element)


def _numbering(node: Node) -> Iterator[str]:
    """Yield the words that a program shows beside the numbers of items, headings and notes."""
    if node.tag == text("note-citation"):
        yield "".join(map(str, node.itertext()))
    for name in ("num-prefix", "num-suffix"):
        yield node.get(style(name)) or ""


def spaces(node: Node) -> str:
    """Return the spaces that an `s` element represents."""
    count = node.get(text("c")) or "1"
    if not count.isdecimal():
        return " "
    return " " * (min(int(count), MOST_SPACES) if len(count) <= _MOST_DIGITS else MOST_SPACES)


def _put(words: str | None, line: Line) -> None:
    """Add characters, with one SPACE for each run of whitespace."""
    if not words:
        return
    core = words.strip(_BLANKS)
    if words[0] in _BLANKS:
        line.blank()
    if core:
        line.put(_RUN.sub(" ", core))
        if words[-1] in _BLANKS:
            line.blank()


def leaves_of(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the blocks among elements, and blocks within transparent elements."""
    for node in nodes:
        if node.tag in PARAGRAPHS or node.tag in _CONTAINERS:
            yield node
        elif node.tag in INDEXES:
            yield from leaves_of(node.findall(text("index-body")))
        elif node.tag not in LEFT_OUT:
            yield from leaves_of([*node])


class OdtText1(DerivationOfElements):
    r"""The text of an OpenDocument text, by the rules of this module.

    >>> from io import BytesIO
    >>> from zipfile import ZipFile
    >>> from archive.model.captures import ElementOrigin
    >>> names = f"xmlns:office='{office('')[1:-1]}' xmlns:text='{text('')[1:-1]}'"
    >>> package = BytesIO()
    >>> with ZipFile(package, "w") as file:
    ...     file.writestr(
    ...         "content.xml",
    ...         f"<office:document-content {names}><office:body><office:text>"
    ...         "<text:p> It  fell<text:tab/></text:p><text:p>by<text:s/> a tenth</text:p>"
    ...         "</office:text></office:body></office:document-content>",
    ...     )
    >>> found = DERIVATION.derive(package.getvalue(), "")
    >>> found.text
    'It fell\t\nby  a tenth'
    >>> path = "/document-content[1]/body[1]/text[1]/p[2]"
    >>> found.words(ElementOrigin(capture="c", path=path, start=4, end=11))
    'a tenth'
    """

    name = "odt-text-1"

    def derive(self, data: bytes, media_type: str) -> ParagraphText:
        """Return the text of an OpenDocument text.

        Raises:
            ReadError: The file is not an OpenDocument text, or is not safe to read.
        """
        return TextWalk(TextParts(data)).text(self)


DERIVATION = OdtText1()
