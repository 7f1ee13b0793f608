"""Builds blocks from pandoc's tree and the paragraphs of the marked copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from archive.articles import content
from archive.articles.office.captions import Caption, Picture, Piece, with_captions
from archive.articles.office.marked_copy import MarkedCopy, Role, TableCell
from archive.articles.office.number_formats import marker_of
from archive.articles.office.pandoc_ast import (
    Node,
    blocks_of_table,
    cells_of_table,
    first_number,
    inner_blocks,
    kind_and_contents,
    leaves,
    link_targets,
)
from archive.articles.office.pandoc_inlines import DocumentContext, TextBuilder
from archive.derivations.paragraph_text import ParagraphText
from archive.model.blocks import NotePlace
from archive.model.identifiers import Address

_ADDRESS = TypeAdapter[str](Address)
_AS_LINES = "within list items, cells or notes; read as lines"


class PandocBlocks:
    """Builds the blocks of a document from pandoc's tree, in the order of the tree."""

    def __init__(
        self, marked: MarkedCopy, text: ParagraphText, capture: str, nodes: Sequence[Node]
    ) -> None:
        self._marked = marked
        self._losses = marked.losses
        self._context = DocumentContext(
            marked, text, capture, self._note, self._address, {*link_targets(nodes)}
        )
        self.placed = self._context.placed
        """The numbers of the stretches that are attached to words."""
        self._pieces: list[Piece] = []
        self.notes: list[content.Note] = []
        """The notes of the document."""
        self._keys: dict[int, str] = {}
        """The key of each note, by the number of its first paragraph."""
        self._images_seen: set[int] = set()
        self._quoted: list[content.Words] = []
        self._code: TextBuilder | None = None
        self._apart: list[TextBuilder] = []
        self._foot_note_count = 0
        self.printed: list[tuple[str, str]] = []
        """Metadata printed in the text, recognised by paragraph styles: role and words."""
        for node in nodes:
            self._block(node)
        self._close()
        for builder in self._apart:
            self._pictures(builder, is_apart=True)
        self._count_pandoc_losses()

    @property
    def blocks(self) -> list[content.Block]:
        """The blocks without notes."""
        return [*with_captions(self._pieces)]

    # --- blocks ---

    def _block(self, node: Node) -> None:
        kind, contents = kind_and_contents(node)
        match kind:
            case "Para" | "Plain":
                self._paragraph(contents)
            case "Header":
                self._heading(contents)
            case "CodeBlock":
                self._line_of_code([{"t": "Str", "c": contents[1]}])
            case "BulletList" | "OrderedList":
                self._close()
                if (made := self._list(node)) is not None:
                    self._add(made)
            case "Table":
                self._table(contents)
            case "HorizontalRule":
                self._losses.add("horizontal lines; left out")
            case "Figure":
                self._close()
                for one in contents[2]:
                    self._block(one)
                builder = self._joined(contents[1][1])
                if not builder.is_blank:
                    self._add(Caption(builder.words()))
                self._pictures(builder)
            case _:  # quotations by indentation, divisions, lists of definitions
                for one in inner_blocks(node):
                    self._block(one)

    def _add(self, piece: Piece) -> None:
        self._close()
        self._pieces.append(piece)
        apart, self._apart = self._apart, []
        for builder in apart:
            self._pictures(builder, is_apart=True)

    def _close(self) -> None:
        """End and add the open quotation or code block, which collects paragraphs of one style."""
        if self._code is not None:
            code, self._code = self._code, None
            self._pieces.append(content.Code(code.words()))
        if self._quoted:
            quoted, self._quoted = tuple(self._quoted), []
            self._pieces.append(content.Quotation(quoted))

    def _line(self, nodes: Sequence[Node]) -> TextBuilder:
        self._context.at = None
        return self._context.line(nodes)

    def _paragraph(self, nodes: Sequence[Node]) -> None:
        number = first_number(nodes)
        role: Role = "" if number is None else self._marked.paragraphs[number].role
        if role == "code":
            self._line_of_code(nodes)
            return
        if self._code is not None or (number is not None and role != "quote"):
            self._close()
        foot_notes = self._foot_note_count
        builder = self._line(nodes)
        if builder.is_blank:
            self._pictures(builder)
            return
        words = builder.words()
        if role == "quote":
            self._quoted.append(words)
            self._pictures(builder)
            if foot_notes < self._foot_note_count:
                self._close()  # they follow this paragraph
            return
        self._close()
        if role in ("caption", "table caption"):
            self._pictures(builder)
            self._add(Caption(words, is_of_table=role == "table caption"))
            return
        if role:
            self.printed.append((role, words.text))
        self._add(content.Title(words) if role == "title" else content.Paragraph(words))
        self._pictures(builder)

    def _line_of_code(self, nodes: Sequence[Node]) -> None:
        if self._quoted:
            self._close()
        foot_notes = self._foot_note_count
        line = self._line(nodes)
        if line.is_blank:
            return
        if self._code is None:
            self._code = line
        else:
            self._code.append(line, marks_breaks=False)
        if foot_notes < self._foot_note_count:
            self._close()

    def _heading(self, contents: Any) -> None:
        level, _, nodes = contents
        self._close()
        builder = self._line(nodes)
        if not builder.is_blank:
            if number := self._marker(builder):
                what = "generated numbers before headings, which are not in the text"
                self._losses.add(what, example=number)
            self._add(content.Heading(builder.words(), level))
        self._pictures(builder)

    def _pictures(self, builder: TextBuilder, *, is_apart: bool = False) -> None:
        if builder.images:
            self._close()
        for number in builder.images:
            self._images_seen.add(number)
            self._add(Picture(self._marked.images[number], is_apart))

    # --- lists ---

    def _list(self, node: Node) -> content.List | None:
        contents = node["c"]
        is_numbered = node["t"] == "OrderedList"
        items: list[content.Item] = []
        count = 0
        for blocks in contents[1] if is_numbered else contents:
            marker = marker_of(contents[0], count) if is_numbered else ""
            made = [*self._items(blocks, marker)]
            count += not made or bool(made[0].marker)  # the header of a list has no number
            items += made
        return content.List((*items,), "numbered" if is_numbered else "bulleted") if items else None

    def _items(self, nodes: Sequence[Node], marker: str) -> Iterator[content.Item]:
        """Yield a list item; content after a list in it becomes another item, without a marker."""
        builder: TextBuilder | None = None
        lists: list[content.List] = []
        for leaf in leaves(nodes):
            if leaf["t"] in ("BulletList", "OrderedList"):
                within = self._list(leaf)
                lists += [within] if within is not None else []
                continue
            if lists:
                yield self._item(builder, marker, lists)
                builder, lists, marker = None, [], ""
            builder = self._with_block(leaf, builder)
        if lists or (builder is not None and not builder.is_blank):
            yield self._item(builder, marker, lists)
        elif builder is not None:
            self._set_apart(builder)

    def _item(
        self, builder: TextBuilder | None, marker: str, lists: Sequence[content.List]
    ) -> content.Item:
        builder = builder or self._line(())
        self._set_apart(builder)
        known = self._marker(builder)
        return content.Item(builder.words(), marker if known is None else known, tuple(lists))

    def _set_apart(self, builder: TextBuilder) -> None:
        """Keep the images of a line in a cell, item or note, to be placed after the whole block."""
        if builder.images:
            self._apart.append(builder)

    def _with_block(self, leaf: Node, builder: TextBuilder | None) -> TextBuilder:
        """Return a line to which one more block is added, after a line break."""
        new = self._line_of(leaf)
        if builder is None or (builder.is_blank and not builder.images):
            return new
        if not new.is_blank:
            self._losses.add("further paragraphs " + _AS_LINES, example="".join(new.text))
        builder.append(new)
        return builder

    def _line_of(self, leaf: Node) -> TextBuilder:
        kind, contents = kind_and_contents(leaf)
        match kind:
            case "Para" | "Plain":
                return self._line(contents)
            case "Header":
                return self._line(contents[2])
            case "CodeBlock":
                return self._line([{"t": "Str", "c": contents[1]}])
            case "Table":
                self._losses.add("tables " + _AS_LINES)
                return self._joined([*blocks_of_table(contents)])
            case "BulletList" | "OrderedList":
                self._losses.add("lists within cells or notes; read as lines")
                return self._joined([*inner_blocks(leaf)])
            case _:
                return self._line(())

    def _joined(self, nodes: Sequence[Node]) -> TextBuilder:
        """Join blocks into one text, with one line for each block."""
        builder: TextBuilder | None = None
        for leaf in leaves(nodes):
            builder = self._with_block(leaf, builder)
        return builder or self._line(())

    # --- tables ---

    def _table(self, contents: Any) -> None:
        """Add a table: its rows and cells come from the file, its formatting from pandoc."""
        self._close()
        caption = self._joined(contents[1][1])
        found: dict[TableCell, TextBuilder] = {}
        for nodes in cells_of_table(contents):
            builder = self._joined(nodes)
            self._set_apart(builder)
            cell = self._marked.paragraphs[builder.numbers[0]].cell if builder.numbers else None
            if cell is not None:
                found[cell] = builder
        if not found:
            return
        rows = next(iter(found)).table
        made = tuple(
            content.Row(
                tuple(self._cell(cell, found.get(cell)) for cell in row),
                "label" if row[0].is_label else "data",
            )
            for row in rows
        )
        self._add(content.Table(made, None if caption.is_blank else caption.words()))

    def _cell(self, cell: TableCell, found: TextBuilder | None) -> content.Cell:
        """Return a cell with all its words in the file; words that pandoc skips are unformatted."""
        builder = found or self._line(())
        paragraphs = self._marked.paragraphs
        numbers = [number for number in cell.numbers if paragraphs[number].text.strip()]
        for number in numbers:
            if number not in builder.numbers:
                what = "paragraphs that pandoc skips; kept without formatting"
                self._losses.add(what, example=paragraphs[number].text)
        if not {*numbers} <= {*builder.numbers} or not builder.numbers:
            builder.numbers, builder.blank_at_end = numbers or cell.numbers[:1], 0
        return content.Cell(builder.words(), columns=cell.columns, rows=cell.rows)

    # --- notes ---

    def _note(self, nodes: Sequence[Node]) -> str | None:
        reading = self._context
        open, reading.open, at = reading.open, {}, reading.at
        lines = [self._line_of(leaf) for leaf in leaves(nodes)]
        reading.open, reading.at = open, at
        for builder in lines:
            self._set_apart(builder)
        paragraphs = [builder for builder in lines if not builder.is_blank]
        if not paragraphs:
            self._losses.add("notes without words; left out")
            return None
        number = paragraphs[0].numbers[0]
        if number not in self._keys:  # a note may have two references
            self._keys[number] = str(len(self._keys) + 1)
            known = self._marked.paragraphs[number]
            place: NotePlace = "end" if known.part == "end" else "foot"
            self._foot_note_count += place == "foot"
            words = tuple(builder.words() for builder in paragraphs)
            self.notes.append(content.Note(self._keys[number], words, known.marker or "", place))
        return self._keys[number]

    # --- the marked copy ---

    def _marker(self, builder: TextBuilder) -> str | None:
        """Return the number before a text's first paragraph; `None` if only pandoc knows it."""
        return self._marked.paragraphs[builder.numbers[0]].marker if builder.numbers else None

    def _address(self, target: str) -> str | None:
        try:
            return _ADDRESS.validate_python(target)
        except ValidationError:
            self._losses.add("link targets that are not addresses", example=target)
            return None

    def _count_pandoc_losses(self) -> None:
        """Count the images that pandoc dropped and the paragraphs that it changed."""
        for number, image in enumerate(self._marked.images):
            if number not in self._images_seen:
                what = "images that pandoc skips; kept after the text"
                self._losses.add(what, example=image.description or "")
                self._add(Picture(image, is_apart=True))
        for number, paragraph in enumerate(self._marked.paragraphs):
            seen = self._context.seen.get(number)
            if seen is not None and "".join(seen) != paragraph.text and paragraph.text.strip():
                what = "paragraphs that pandoc changes; words are kept, marks may be misplaced"
                self._losses.add(what, example=paragraph.text)
