"""Reads verse, lists, tables and figures: blocks that have several lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from archive.articles import content
from archive.articles.tei_of_others.block_output import BlockOutput
from archive.articles.tei_of_others.text_builder import TextBuilder
from archive.articles.tei_of_others.tree import words_in
from archive.derivations.tei_structure import CELLS, has_own_text, holds_words
from archive.derivations.tei_vocabulary import BLOCKS, ID
from archive.derivations.untrusted_xml import Element
from archive.derivations.xml_walk import BLANKS, normalize_space
from archive.model.blocks import Image, ListStyle

_STYLES: dict[str, ListStyle] = {
    **dict.fromkeys(("bulleted", "bullet", "bullets", "unordered", "ul"), "bulleted"),
    **dict.fromkeys(("numbered", "ordered", "number", "ol"), "numbered"),
}


class CompoundBlocks(BlockOutput):
    """Reads blocks that have several lines."""

    def _verse(self, element: Element) -> None:
        """`lg`: add each sequence of lines as one verse block; read other content as blocks."""
        if self._tree.name(element) == "l":
            self._loose_verse([element])
            return
        if has_own_text(element):
            self._flow(element)
            return
        lines: list[Element] = []
        id = element.get(ID) or ""
        if not self._tree.has(element, "l"):
            self._inline.losses.other("<lg> without lines of its own", element)
        for child in element:
            name = self._tree.name(child)
            if name == "l":
                lines.append(child)
            elif not holds_words(child) and name not in BLOCKS:
                self._inline.inline(child, TextBuilder())
                self._add_asides()
            else:
                if lines:
                    self._add_verse(lines, id)
                    lines, id = [], ""
                self._block(child)
        if lines:
            self._add_verse(lines, id)

    def _loose_verse(self, elements: Sequence[Element]) -> None:
        """Add lines of verse that are not in an `lg`, as one block."""
        for element in elements:
            self._inline.losses.other("<l> outside <lg>", element)
        self._add_verse(elements, "")

    def _add_verse(self, elements: Sequence[Element], id: str) -> None:
        lines: list[content.Words] = []
        for element in elements:
            self._inline.attributes("l", element)
            with self._inline.inside(element):
                words = self._words(self._line(element), element)
            if words.text.strip(BLANKS):
                lines.append(words)
            else:
                self._inline.losses.other("<l> without words", element)
        if lines:
            self._add(content.Verse(tuple(lines), id))
        else:
            self._add_asides()

    def _list(self, element: Element) -> None:
        if has_own_text(element):
            self._inline.losses.element("list", element)
            self._inline.attributes("list", element)
            self._flow(element)
            return
        heads = dict.fromkeys(self._tree.heads_of(element))
        for head in heads:
            self._inline.attributes("head", head)
            with self._inline.inside(head):
                self._heading(head)
        made = self._list_of(element, 1, heads)
        if made is not None:
            self._add(made)
        else:
            self._inline.losses.other("<list> without words", element)
            self._add_asides()

    def _list_of(
        self, element: Element, depth: int, heads: Collection[Element] = ()
    ) -> content.List | None:
        """Return a list; a label becomes the beginning of the item that follows."""
        items: list[content.Item] = []
        line, holder = TextBuilder(), element

        def end_line() -> None:
            """Add the words read since the last item as an item, if there are any."""
            nonlocal line, holder
            if line.length:
                items.append(content.Item(self._words(line, holder)))
            line, holder = TextBuilder(), element

        self._loose_words(element.text, line, element)
        end_line()
        for child in element:
            name = self._tree.name(child)
            if child in heads:
                continue
            if name == "label":
                self._inline.losses.element("list/label", child)
                self._inline.attributes(name, child)
                end_line()
                with self._inline.inside(child):
                    self._inline.content(child, line)
                line.line_break()
                line.id, holder = child.get(ID) or "", child
            elif self._tree.is_list_within(child, depth):
                end_line()
                with self._inline.inside(child):
                    inner = self._list_of(child, depth + 1)
                if inner is None or not items:
                    self._inline.losses.element("list/list", child)
                if inner is not None and items:
                    last = items.pop()
                    items.append(content.Item(last.words, last.marker, (*last.lists, inner)))
                elif inner is not None:
                    items += inner.items
            elif name == "item":
                self._inline.attributes(name, child)
                with self._inline.inside(child):
                    items.append(self._item(child, line, depth))
                line, holder = TextBuilder(), element
            else:
                before = line.length
                self._inline.inline(child, line)
                if line.length > before:
                    what = f"<{name}> in a list; read as an item"
                    self._inline.losses.other(what, child)
                    line.id, holder = child.get(ID) or "", child
                    end_line()
            if child.tail and child.tail.strip(BLANKS):
                end_line()
                self._loose_words(child.tail, line, element)
                end_line()
        end_line()
        style, taken = _style(element)
        self._inline.attributes("list", element, taken if items else ())
        return content.List(tuple(items), style, element.get(ID) or "") if items else None

    def _loose_words(self, text: str | None, builder: TextBuilder, element: Element) -> None:
        """Add text directly in an element, and report words in it; ignore white space."""
        if text:
            has_words = bool(text.strip(BLANKS))
            if has_words:
                self._count_loose(element)
            builder.text(text, preserve=has_words and self._inline.preserve)

    def _item(self, element: Element, builder: TextBuilder, depth: int) -> content.Item:
        """Return an item; `builder` may already have the words of its label."""
        lists = dict.fromkeys(self._tree.lists_at_end(element))
        if lists and not self._tree.is_list_within(next(iter(lists)), depth):
            self._inline.losses.other("lists nested too deeply; read as lines of an item", element)
            lists = {}
        builder.id = element.get(ID) or ""
        if element.text:
            builder.text(element.text, preserve=self._inline.preserve)
        for child in element:
            if child not in lists:
                self._inline.inline(child, builder)
                if child.tail:
                    builder.text(child.tail, preserve=self._inline.preserve)
        words = self._words(builder, element)
        inner: list[content.List] = []
        for one in lists:
            with self._inline.inside(one):
                made = self._list_of(one, depth + 1)
            if made is None:
                self._inline.losses.other("<list> without words", one)
            else:
                inner.append(made)
        return content.Item(words, "", tuple(inner))

    def _table(self, element: Element) -> None:
        if has_own_text(element):
            self._inline.losses.element("table", element)
            self._flow(element)
            return
        rows: list[content.Row] = []
        caption = None
        for child in element:
            name = self._tree.name(child)
            if name == "row":
                self._inline.attributes(name, child, _taken_of_cell(child, ("role",)))
                with self._inline.inside(child):
                    cells = tuple(self._cells(child))
                if cells:
                    rows.append(content.Row(cells, _role(child)))
                else:
                    self._inline.losses.other("<row> without cells", child)
            elif name == "head" and caption is None and not rows:
                self._inline.attributes(name, child)
                with self._inline.inside(child):
                    caption = self._words(self._line(child), child)
                if not caption.text:
                    self._inline.losses.other("<head> without words", child)
            else:
                builder = TextBuilder()
                self._inline.inline(child, builder)
                if builder.length:
                    self._inline.losses.other(f"<{name}> in a table; read as a row", child)
                    rows.append(content.Row((content.Cell(self._words(builder, child)),)))
        if rows:
            has_words = caption is not None and caption.text
            self._add(
                content.Table(tuple(rows), caption if has_words else None, element.get(ID) or "")
            )
        elif caption is not None and caption.text:
            self._add(content.Paragraph(caption))
        else:
            self._add_asides()

    def _cells(self, row: Element) -> Iterator[content.Cell]:
        if has_own_text(row):
            yield content.Cell(self._words(self._line(row, with_id=False), row))
            return
        for cell in row:
            name = self._tree.name(cell)
            if name not in CELLS:
                builder = TextBuilder()
                self._inline.inline(cell, builder)
                if builder.length:
                    self._inline.losses.other(f"<{name}> in a row; read as a cell", cell)
                    yield content.Cell(self._words(builder, cell))
                continue
            self._inline.attributes(name, cell, _taken_of_cell(cell, _OF_CELLS))
            with self._inline.inside(cell):
                words = self._words(self._line(cell), cell)
            yield content.Cell(words, _role(cell), _count(cell, "cols"), _count(cell, "rows"))

    def _figure(self, element: Element) -> None:
        """`figure`: add its images, caption and description, then the tables in it."""
        builder, images, descriptions = TextBuilder(), [], []
        apart = dict.fromkeys(self._tree.apart_in(element))
        self._loose_words(element.text, builder, element)
        for child in element:
            name = self._tree.name(child)
            is_image = self._tree.is_image(child, name)
            if is_image:
                images.append(child)
            if child in apart:
                pass
            elif is_image and not holds_words(child):
                taken = ("url", "mimeType") if _media_type(child) else ("url",)
                self._inline.attributes(name, child, taken)
                for inner in child.iterdescendants():
                    self._inline.losses.whole(f"graphic/{self._tree.name(inner)}", inner)
            elif self._tree.is_left_out(child, name):
                if name == "figDesc" and holds_words(child):
                    descriptions.append(child)
                else:
                    self._inline.losses.whole(f"figure/{name}", child)
            else:
                builder.line_break()
                self._inline.inline(child, builder)
                builder.line_break()
            self._loose_words(child.tail, builder, element)
        words = self._words(builder, element)
        captions = (words,) if words.text.strip(BLANKS) else ()
        table = self._tree.table_with_caption(element) if captions else None
        is_of_table = bool(captions) and self._tree.is_of_one_table(element)
        for one in descriptions if is_of_table else ():
            self._inline.losses.whole("figure/figDesc", one)
        if table is not None:
            self._table_with_caption(table, words, element)
            return
        description = None if is_of_table else self._description(descriptions)
        first = _image(images[0]) if images else None
        if is_of_table:
            self._add(content.Paragraph(words))
        elif captions or first or description or not apart:
            id = element.get(ID) or ""
            self._add(content.Figure(captions, first, description, id=id))
        else:
            self._inline.losses.element("figure", element)
            self._add_asides()
        for image in images[1:]:
            self._add(content.Figure(image=_image(image)))
        for one in apart:
            self._block(one)

    def _description(self, elements: Sequence[Element]) -> str | None:
        """Return the words of a figure's description; report the markup in it as losses."""
        for element in elements:
            self._inline.losses.attributes("figDesc", element)
            for inner in element.iterdescendants():
                name = self._tree.name(inner)
                self._inline.losses.element(f"figDesc/{name}", inner)
                self._inline.losses.attributes(name, inner)
        return "\n".join(map(words_in, elements)) or None

    def _table_with_caption(self, table: Element, words: content.Words, figure: Element) -> None:
        """Add a table that is in a figure, with the caption of the figure."""
        before = len(self._blocks)
        self._block(table)
        for number, block in enumerate(self._blocks[before:], before):
            if isinstance(block, content.Table):
                id = block.id or figure.get(ID) or ""
                self._blocks[number] = content.Table(block.rows, words, id)
                break


_OF_CELLS = ("role", "cols", "rows")


def _style(element: Element) -> tuple[ListStyle, Sequence[str]]:
    """Return the style of a list, and the attribute if it says nothing but this style."""
    for attribute in ("rend", "type"):
        words = (element.get(attribute) or "").split()
        styles: list[ListStyle] = [_STYLES[word] for word in words if word in _STYLES]
        if styles:
            return styles[0], (attribute,) if len(words) == 1 else ()
    return "plain", ()


def _taken_of_cell(element: Element, names: Sequence[str]) -> Sequence[str]:
    """Return those attributes of a row or cell that are in the record."""
    return [
        name
        for name in names
        if (_role(element) == "label" if name == "role" else _count(element, name) > 1)
    ]


def _image(graphic: Element) -> Image:
    return Image(address=normalize_space(graphic.get("url")), media_type=_media_type(graphic))


def _media_type(graphic: Element) -> str | None:
    media_type = graphic.get("mimeType")
    is_type = media_type is not None and media_type.count("/") == 1 and " " not in media_type
    return media_type if is_type else None


def _role(element: Element) -> Literal["data", "label"]:
    return "label" if element.get("role") in ("label", "head") else "data"


def _count(element: Element, attribute: str) -> int:
    value = (element.get(attribute) or "").strip()
    is_number = value.isdecimal() and value.isascii() and 0 < len(value) < 4
    return max(int(value), 1) if is_number else 1
