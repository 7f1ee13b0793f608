"""Reads verse, lists, tables and figures, which hold lines in an order of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from archive.articles import content
from archive.articles.tei_of_others.block_output import BlockOutput
from archive.articles.tei_of_others.text_builder import BLANKS, TextBuilder, normalize_space
from archive.articles.tei_of_others.tree import has_own_text, holds_words, words_in
from archive.articles.tei_of_others.vocabulary import BLOCKS, ID, KEPT
from archive.model.blocks import Image

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element
    from archive.model.blocks import ListStyle

_DEEPEST_LIST = 8
"""Sections and lists nest at most 32 deep in a record."""
_STYLES: dict[str, ListStyle] = {
    **dict.fromkeys(("bulleted", "bullet", "bullets", "unordered", "ul"), "bulleted"),
    **dict.fromkeys(("numbered", "ordered", "number", "ol"), "numbered"),
}


class CompoundBlocks(BlockOutput):
    """Reads blocks of several lines."""

    def _verse(self, element: Element) -> None:
        """`lg`: each group of lines is a verse."""
        if self._tree.name(element) == "l":
            self._add_verse([element], "")
            return
        if has_own_text(element):
            self._flow(element)
            return
        lines: list[Element] = []
        id = element.get(ID) or ""
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

    def _add_verse(self, elements: Sequence[Element], id: str) -> None:
        lines: list[content.Words] = []
        for element in elements:
            keys = element.keys()
            if keys:
                self._inline.attributes("l", element, keys)
            with self._inside(element):
                words = self._words(self._line(element), element)
            if words.text.strip(BLANKS):
                lines.append(words)
        if lines:
            self._add(content.Verse(tuple(lines), id))
        else:
            self._add_asides()

    def _list(self, element: Element) -> None:
        if has_own_text(element):
            self._flow(element)
            return
        heads = self._heads_of(element)
        for head in heads:
            self._heading(head)
        made = self._list_of(element, 1, heads)
        if made is not None:
            self._add(made)
        else:
            self._add_asides()

    def _heads_of(self, element: Element) -> list[Element]:
        """The headings with which a list begins."""
        heads: list[Element] = []
        for child in element:
            if self._tree.name(child) == "head":
                heads.append(child)
            elif holds_words(child):
                break
        return heads

    def _list_of(
        self, element: Element, depth: int, heads: Sequence[Element] = ()
    ) -> content.List | None:
        """A list; a label before an item is its first line."""
        items: list[content.Item] = []
        labels: list[Element] = []
        builder = TextBuilder()
        for child in element:
            name = self._tree.name(child)
            if child in heads:
                continue
            if name == "label":
                labels.append(child)
            elif name == "list" and depth < _DEEPEST_LIST:
                inner = self._list_of(child, depth + 1)
                if inner is not None and items:
                    last = items.pop()
                    items.append(content.Item(last.words, last.marker, (*last.lists, inner)))
                elif inner is not None:
                    items += inner.items
            elif name == "item" or holds_words(child):
                keys = child.keys()
                if keys:
                    self._inline.attributes(name, child, keys)
                if name not in KEPT:
                    self._inline.losses.element(name, child)
                items.append(self._item(child, labels, depth))
                labels = []
            else:
                self._inline.inline(child, builder)
            if child.tail and child.tail.strip(BLANKS):
                loose = TextBuilder()
                loose.text(child.tail)
                items.append(content.Item(self._words(loose, element)))
        for label in labels:
            items.append(content.Item(self._words(self._line(label), label)))
        markings = f"{element.get('rend', '')} {element.get('type', '')}".split()
        styles: list[ListStyle] = [_STYLES[word] for word in markings if word in _STYLES]
        style = styles[0] if styles else "plain"
        return content.List(tuple(items), style, element.get(ID) or "") if items else None

    def _item(self, element: Element, labels: Sequence[Element], depth: int) -> content.Item:
        with self._inside(element):
            return self._item_inside(element, labels, depth)

    def _item_inside(self, element: Element, labels: Sequence[Element], depth: int) -> content.Item:
        lists = self._lists_at_end(element)
        if depth >= _DEEPEST_LIST and lists:
            self._inline.losses.other(
                "lists that nest too deeply, which are lines of an item", element
            )
            lists = []
        builder = TextBuilder()
        builder.id = element.get(ID) or ""
        for label in labels:
            self._inline.content(label, builder)
            builder.line_break()
        if element.text:
            builder.text(element.text, preserve=self._inline.preserve)
        for child in element:
            if child not in lists:
                self._inline.inline(child, builder)
                if child.tail:
                    builder.text(child.tail, preserve=self._inline.preserve)
        words = self._words(builder, element)
        inner = [made for one in lists if (made := self._list_of(one, depth + 1)) is not None]
        return content.Item(words, "", tuple(inner))

    def _lists_at_end(self, element: Element) -> list[Element]:
        """The lists in an item that are followed by no words of its own."""
        lists: list[Element] = []
        for child in reversed(element):
            if self._tree.name(child) != "list" or (child.tail or "").strip(BLANKS):
                break
            if self._tree.has(child, "head"):
                break
            lists.append(child)
        return lists[::-1]

    def _table(self, element: Element) -> None:
        if has_own_text(element):
            self._flow(element)
            return
        rows: list[content.Row] = []
        caption = None
        for child in element:
            name = self._tree.name(child)
            if name == "row":
                self._inline.attributes(name, child, child.keys())
                cells = tuple(self._cells(child))
                if cells:
                    role = _role(child)
                    rows.append(content.Row(cells, role))
            elif name == "head" and caption is None and not rows:
                caption = self._words(self._line(child), child)
            elif holds_words(child):
                self._inline.losses.other(f"<{name}> in a table, which is a row here", child)
                builder = TextBuilder()
                self._inline.inline(child, builder)
                rows.append(content.Row((content.Cell(self._words(builder, child)),)))
            else:
                self._inline.inline(child, TextBuilder())
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
            if name not in ("cell", "table") and not holds_words(cell):
                self._inline.inline(cell, TextBuilder())
                continue
            keys = cell.keys()
            if keys:
                self._inline.attributes(name, cell, keys)
            with self._inside(cell):
                words = self._words(self._line(cell), cell)
            yield content.Cell(words, _role(cell), _count(cell, "cols"), _count(cell, "rows"))

    def _figure(self, element: Element) -> None:
        """`figure`: its image, caption and description; tables in it follow."""
        builder, images, descriptions, apart = TextBuilder(), [], [], []
        is_of_grobid = self._inline.is_of_grobid
        if element.text:
            builder.text(element.text)
        for child in element:
            name = self._tree.name(child)
            if name in ("table", "figure", "egXML"):
                apart.append(child)
            elif name == "graphic" and normalize_space(child.get("url")):
                images.append(child)
                self._inline.attributes(name, child, child.keys())
            elif name == "figDesc" and not is_of_grobid:
                descriptions.append(words_in(child))
            elif name == "label" and is_of_grobid:
                self._inline.losses.element("figure/label", child, words=False)
            else:
                builder.line_break()
                self._inline.inline(child, builder)
                builder.line_break()
            if child.tail:
                builder.text(child.tail)
        words = self._words(builder, element)
        captions = (words,) if words.text.strip(BLANKS) else ()
        is_table = len(apart) == 1 and self._tree.name(apart[0]) == "table" and not images
        if is_table and captions and not self._tree.has(apart[0], "head"):
            self._caption_of_table(apart[0], captions[0], element)
            return
        description = "\n".join(filter(None, descriptions)) or None
        first = _image(images[0]) if images else None
        if captions or first or description or not apart:
            id = element.get(ID) or ""
            self._add(content.Figure(captions, first, description, id=id))
        for image in images[1:]:
            self._add(content.Figure(image=_image(image)))
        for one in apart:
            self._block(one)

    def _caption_of_table(self, table: Element, words: content.Words, figure: Element) -> None:
        """A table in a figure, with the caption of the figure."""
        before = len(self._blocks)
        asides, self._inline.asides = self._inline.asides, []
        self._block(table)
        for number, block in enumerate(self._blocks[before:], before):
            if isinstance(block, content.Table):
                id = block.id or figure.get(ID) or ""
                self._blocks[number] = content.Table(block.rows, words, id)
                break
        else:
            opened = [isinstance(block, content.Heading) for block in self._blocks[before:][:1]]
            self._blocks.insert(before + sum(opened), content.Paragraph(words))
        self._inline.asides = asides
        self._add_asides()


def _image(graphic: Element) -> Image:
    media_type = graphic.get("mimeType")
    is_type = media_type is not None and media_type.count("/") == 1 and " " not in media_type
    return Image(
        address=normalize_space(graphic.get("url")), media_type=media_type if is_type else None
    )


def _role(element: Element) -> Literal["data", "label"]:
    return "label" if element.get("role") in ("label", "head") else "data"


def _count(element: Element, attribute: str) -> int:
    value = (element.get(attribute) or "").strip()
    is_number = value.isdecimal() and value.isascii() and 0 < len(value) < 4
    return max(int(value), 1) if is_number else 1
