"""Builds blocks from the tokens of markdown-it, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.articles import content
from archive.articles.embedded_images import EmbeddedImage
from archive.articles.markdown.line_builder import LineBuilder, address_in, call, image_at
from archive.articles.markdown.raw_html import HtmlBlocks, InlineTags
from archive.derivations.markdown_html import carried
from archive.derivations.markdown_words import BLANKS, Piece, has_attributes, is_attributes, joined
from archive.formats.losses import Losses
from archive.model.blocks import Image

if TYPE_CHECKING:
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

    from archive.derivations.markdown_text_1 import Markdown

_CREDIT = re.compile(r"\s*(?:[—–]|--)\s*\S")
"""The beginning of a line that names the source of a quotation: a dash."""
_TARGET = re.compile(r"#([^\s()<>\[\]{}\"']+)")
"""The part of an address after `#`: an id to which a link in the file points."""
_CELLS = {"th": "label", "td": "data"}


class BlockBuilder:
    """Builds the blocks of one file from the tokens and words of its derived text."""

    def __init__(self, derived: Markdown, capture: str, losses: Losses[int]) -> None:
        self._derived, self._capture, self._losses = derived, capture, losses
        self._lines = derived.body.split("\n")
        self._targets = frozenset(_TARGET.findall(derived.body))

    def blocks(self) -> Iterator[content.Block]:
        """Yield the blocks. The only level-1 heading is the title, if no other heading precedes."""
        from markdown_it.tree import SyntaxTreeNode

        nodes = SyntaxTreeNode(self._derived.tokens).children
        highest = [n for n in nodes if n.type == "heading" and n.tag == "h1"]
        title = highest[0] if len(highest) == 1 and _heads_all(nodes, highest[0]) else None
        for node in nodes:
            if node is title:
                yield content.Title(self._heading(node))
            else:
                yield from self._block(node)
        self._count_definitions()

    def _count_definitions(self) -> None:
        """Count unused definitions of links and images as losses."""
        used = {
            (child.attrs.get("href", child.attrs.get("src")), child.attrs.get("title") or "")
            for token in self._derived.tokens
            for child in token.children or ()
        }
        for definition in self._derived.definitions:
            if (definition["href"], definition.get("title") or "") not in used:
                line = self._derived.first + (definition.get("map") or (0,))[0]
                self._losses.add("unused definitions of links", line)

    def _block(self, node: SyntaxTreeNode) -> Iterator[content.Block]:
        match node.type:
            case "heading":
                yield content.Heading(self._heading(node), int(node.tag[1]))
            case "paragraph":
                yield from self._paragraph(node)
            case "bullet_list" | "ordered_list":
                yield from self._list(node)
            case "blockquote":
                yield from self._quotation(node)
            case "fence" | "code_block":
                text = carried(node.content.removesuffix("\n"))
                yield content.Code(self._placed(content.Words(text), node))
                if node.info.strip():
                    self._losses.add("languages of program text", self._line(node))
            case "table":
                yield self._table(node)
            case "html_block":
                raw = HtmlBlocks(self._at, self._losses, self._line(node), self._targets)
                yield from raw.blocks(self._derived.raw(_token(node)))
            case "hr":
                self._losses.add("horizontal rules", self._line(node))
            case "dl":
                yield from self._definitions(node)
            case "note":
                yield self._note(node)
            case _:
                raise TypeError(f"markdown-it gave a token {node.type!r}")

    # --- texts ---

    def _heading(self, node: SyntaxTreeNode) -> content.Words:
        if has_attributes(_token(node.children[0])):
            self._losses.add("attributes of headings", self._line(node))
        return self._words(node)

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[content.Block]:
        inline = node.children[0].children
        pictures = [one for child in inline for one in _pictures(child)]
        has_words = joined(self._derived.pieces(_token(node.children[0]))) != ""
        if pictures and not has_words and all(map(_is_picture_or_text, inline)):
            for child, picture in pictures:
                yield self._figure(child, picture, node)
            return
        words = self._words(node)
        if words.text or any(mark.start == mark.end for mark in words.marks):
            yield content.Paragraph(words)

    def _figure(
        self, child: SyntaxTreeNode, picture: SyntaxTreeNode, node: SyntaxTreeNode
    ) -> content.Figure:
        if child is not picture:
            self._losses.add("links on images", self._line(node))
        if picture.attrs.get("title"):
            self._losses.add("titles of images", self._line(node))
        image = self._image_at(picture.attrs, self._line(node))
        return content.Figure(image=image, description=picture.content.strip() or None)

    def _image_at(self, attributes: Mapping[str, Any], row: int) -> Image | EmbeddedImage | None:
        address = address_in(attributes, "src")
        image = image_at(address)
        if image is None and address is not None:
            self._losses.add("data addresses that hold no image", row)
        return image

    def _words(self, node: SyntaxTreeNode) -> content.Words:
        """Return the words of a block such as a paragraph, with marks and origin."""
        return self._placed(self._line_words(node), node.children[0])

    def _line_words(self, node: SyntaxTreeNode) -> content.Words:
        """Return the words of a block such as a paragraph, with marks."""
        inline = _token(node.children[0])
        if node.type == "paragraph" and is_attributes(inline):
            self._losses.add("attributes of blocks", self._line(node))
        line = LineBuilder()
        pieces = self._derived.pieces(inline)
        for piece in pieces:
            self._add(piece, line, self._line(node))
        return line.words().cut(len(joined(pieces)))

    def _placed(self, words: content.Words, node: SyntaxTreeNode) -> content.Words:
        """Return the words with their origin, which begins where the text of the node begins."""
        return self._at(self._derived.start(_token(node)), words)

    def _at(self, start: int, words: content.Words) -> content.Words:
        """Return the words with their origin, which begins at `start` in the derived text."""
        end = start + len(words.text)
        return replace(words, origin=self._derived.origin_of(self._capture, start, end, None))

    def _add(self, piece: Piece, line: LineBuilder, row: int) -> None:
        """Add a token to the text of a block; `row` is the line on which the block begins."""
        token = piece.token
        match token.type:
            case "text" | "text_special" | "softbreak":
                line.add(piece.text)
            case "hardbreak":
                line.break_line()
            case "code_inline":
                line.start("code", {})
                line.add(piece.text)
                line.end("code")
            case "em_open" | "strong_open" | "s_open":
                if not line.start(token.tag, {}):
                    self._losses.add("formatting nested too deeply", row)
            case "link_open":
                if token.attrs.get("title"):
                    self._losses.add("titles of links", row)
                line.start("a", token.attrs)
            case "em_close" | "strong_close" | "s_close" | "link_close":
                line.end(token.tag)
            case "image":
                self._image(token, line, row)
            case "html_inline" if piece.tag is not None:
                InlineTags(line, self._losses, row, self._targets).add(piece.tag)
            case "footnote_ref":
                line.point(call(str(token.meta["id"])))
            case _:
                raise TypeError(f"markdown-it gave a token {token.type!r}")

    def _image(self, token: Token, line: LineBuilder, row: int) -> None:
        if token.content.strip():
            self._losses.add("descriptions of inline images", row)
        if token.attrs.get("title"):
            self._losses.add("titles of images", row)
        if image := self._image_at(token.attrs, row):
            line.image(image)

    # --- blocks of several texts ---

    def _list(self, node: SyntaxTreeNode) -> Iterator[content.Block]:
        """Yield the list. A block that is not allowed in an item splits the list in two."""
        style: Any = "numbered" if node.type == "ordered_list" else "bulleted"
        items: list[content.Item] = []
        for child in node.children:
            item, others = self._item(child)
            items.append(item)
            if others:
                yield content.List(tuple(items), style)
                yield from others
                items = []
        if items:
            yield content.List(tuple(items), style)

    def _item(self, node: SyntaxTreeNode) -> tuple[content.Item, list[content.Block]]:
        """Return the item, and separately the blocks in it that a record does not allow there."""
        texts, lists, others = list[content.Words](), list[content.List](), list[content.Block]()
        for child in node.children:
            if child.type == "paragraph" and self._derived.is_in_item(_token(child.children[0])):
                texts.append(self._line_words(child))
                continue
            for block in self._block(child):
                if isinstance(block, content.List) and not others:
                    lists.append(block)
                else:
                    others.append(block)
        words = self._placed(_as_lines(texts), node)
        marker = f"{node.info}{node.markup} " if node.type == "list_item" else ""
        return content.Item(words, marker, tuple(lists)), others

    def _definitions(self, node: SyntaxTreeNode) -> Iterator[content.Block]:
        """Yield a list of terms, each with a list of its definitions; split as in `_list`."""
        items: list[content.Item] = []
        for child in node.children:
            if child.type == "dt":
                items.append(content.Item(self._words(child)))
                continue
            item, others = self._item(child)
            if items:  # otherwise the list was split between the term and this definition
                term = items.pop()
                definitions = content.List((item,), "plain")
                item = replace(term, lists=(*term.lists, definitions))
            items.append(item)
            if others:
                yield content.List(tuple(items), "plain")
                yield from others
                items = []
        if items:
            yield content.List(tuple(items), "plain")

    def _quotation(self, node: SyntaxTreeNode) -> Iterator[content.Block]:
        """Yield the quotation. A block other than a paragraph splits the quotation in two."""
        words: list[content.Words] = []
        for child in node.children:
            for block in self._block(child):
                if isinstance(block, content.Paragraph):
                    words.append(block.words)
                    continue
                self._losses.add("content other than paragraphs in a quotation", self._line(child))
                yield from _quotation_of(words)
                words = []
                yield block
        yield from _quotation_of(words)

    def _table(self, node: SyntaxTreeNode) -> content.Table:
        rows: list[content.Row] = []
        for part in node.children:
            for row in part.children:
                self._count_extra_cells(row)
                cells = tuple(
                    content.Cell(self._words(cell), _CELLS[cell.type])  # type: ignore[arg-type]
                    for cell in row.children
                )
                rows.append(content.Row(cells, "label" if part.type == "thead" else "data"))
        return content.Table(tuple(rows))

    def _count_extra_cells(self, row: SyntaxTreeNode) -> None:
        """Count a row with more cells than columns as a loss: GFM (4.10) ignores such cells."""
        from markdown_it.rules_block.table import escapedSplit

        number = self._line(row) - self._derived.first
        line = self._lines[number].strip() if number < len(self._lines) else ""
        cells = escapedSplit(line.removeprefix("|").removesuffix("|"))
        if any(cell.strip() for cell in cells[len(row.children) :]):
            self._losses.add("cells beyond the columns of a table", self._line(row))

    def _note(self, node: SyntaxTreeNode) -> content.Note:
        """Return the note. Blocks in it that are not paragraphs become paragraphs."""
        paragraphs: list[content.Words] = []
        for child in node.children:
            for block in self._block(child):
                if not isinstance(block, content.Paragraph):
                    self._losses.add("content other than paragraphs in a note", self._line(child))
                paragraphs += texts_of(block)
        if not paragraphs:
            paragraphs.append(self._placed(content.Words(""), node))
        return content.Note(str(node.meta["id"]), tuple(paragraphs), place="end")

    def _line(self, node: SyntaxTreeNode) -> int:
        """Return the line of the file on which the node begins, or the nearest node around it."""
        around: SyntaxTreeNode | None = node
        while around is not None and around.map is None:
            around = around.parent
        within = around.map if around is not None and around.map is not None else (0, 0)
        return self._derived.first + within[0]


class _ImageNode(NamedTuple):
    """An image (`picture`), and the link around it (`child`); without a link both are the image."""

    child: SyntaxTreeNode
    picture: SyntaxTreeNode


def _pictures(node: SyntaxTreeNode) -> Iterator[_ImageNode]:
    if node.type == "image":
        yield _ImageNode(node, node)
    elif node.type == "link" and [child.type for child in node.children] == ["image"]:
        yield _ImageNode(node, node.children[0])


def _is_picture_or_text(node: SyntaxTreeNode) -> bool:
    return any(_pictures(node)) or node.type in ("softbreak", "hardbreak", "text")


def _heads_all(nodes: Sequence[SyntaxTreeNode], heading: SyntaxTreeNode) -> bool:
    """Whether this heading is the first."""
    return next(node for node in nodes if node.type == "heading") is heading


def _quotation_of(words: Sequence[content.Words]) -> Iterator[content.Quotation]:
    """Yield the quotation of these paragraphs, if any; the last may be a line with the source."""
    if len(words) > 1 and _CREDIT.match(words[-1].text):
        yield content.Quotation(tuple(words[:-1]), words[-1])
    elif words:
        yield content.Quotation(tuple(words))


def texts_of(block: content.Block) -> Iterator[content.Words]:
    """Yield the texts of any block, in order."""
    match block:
        case content.Heading():
            yield from () if block.words is None else (block.words,)
        case content.Title() | content.Paragraph() | content.Code() | content.Furniture():
            yield block.words
        case content.Verse():
            yield from block.lines
        case content.Quotation():
            yield from (*block.paragraphs, *filter(None, (block.credit,)))
        case content.List():
            for item in block.items:
                yield item.words
                for inner in item.lists:
                    yield from texts_of(inner)
        case content.Table():
            yield from filter(None, (block.caption,))
            yield from (cell.words for row in block.rows for cell in row.cells)
        case content.Figure():
            yield from block.captions
        case content.Note():
            yield from block.paragraphs


def _as_lines(texts: Sequence[content.Words]) -> content.Words:
    """Join the texts into one; each begins a new line."""
    words = content.Words("")
    for text in texts:
        if words.text:
            words = text.after(words)
        else:
            marks, images = words.marks + text.marks, words.images + text.images
            words = replace(text, marks=marks, images=images)
    return words.cut(len(words.text.rstrip(BLANKS)))


def _token(node: SyntaxTreeNode) -> Token:
    """Return the token of a node, or its opening token if it has two."""
    return node.token or node.nester_tokens.opening  # type: ignore[union-attr]
