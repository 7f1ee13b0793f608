"""Builds blocks from the tokens of markdown-it, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.articles import content
from archive.articles.markdown.line_builder import LineBuilder, address_in, call, image
from archive.articles.markdown.raw_html import add_inline_tag, blocks_in_html
from archive.formats.losses import LineLosses
from archive.model.blocks import Image
from archive.model.captures import CaptureOrigin

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}]*\}\s*\Z")
"""Attributes after a heading, as kramdown and pandoc have them: `{#an-id .a-class}`."""
_ONLY_ATTRIBUTES = re.compile(r"\{:[^{}]*\}\Z")
_CREDIT = re.compile(r"\s*(?:[—–]|--)\s*\S")
"""How the line begins that names the source of a quotation."""
_CELLS = {"th": "label", "td": "data"}


class BlockBuilder:
    """Builds the blocks of one text. Their words differ from its lines, which hold syntax too."""

    def __init__(self, text: str, first: int, capture: str, losses: LineLosses) -> None:
        """Take the text, and the number of the line in the file on which it begins."""
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._first, self._losses = first, losses
        self._origin = CaptureOrigin(capture=capture)

    def of(self, tokens: Sequence[Any]) -> Iterator[content.Block]:
        """Return the blocks of tokens; a heading that alone is of the first level is the title."""
        from markdown_it.tree import SyntaxTreeNode

        nodes = SyntaxTreeNode(tokens).children
        highest = [n for n in nodes if n.type == "heading" and n.tag == "h1"]
        title = highest[0] if len(highest) == 1 and _heads_all(nodes, highest[0]) else None
        for node in nodes:
            if node is title:
                yield content.Title(self._heading(node))
            else:
                yield from self._block(node)

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
                yield content.Code(content.Words(node.content.removesuffix("\n"), self._origin))
                if node.info.strip():
                    self._losses.add("the language of program text", self._line(node))
            case "table":
                yield self._table(node)
            case "html_block":
                line = self._line(node)
                yield from blocks_in_html(node.content, self._origin, self._losses, line)
            case "hr":
                self._losses.add(
                    "a line that parts what stands above and below it", self._line(node)
                )
            case "dl":
                yield from self._definitions(node)
            case "footnote_anchor":
                pass  # the way back to a call
            case "footnote_block":
                yield from map(self._note, node.children)
            case _:
                raise TypeError(f"markdown-it gave a token {node.type!r}")

    # --- texts ---

    def _heading(self, node: SyntaxTreeNode) -> content.Words:
        words = self._words(node)
        if attributes := _ATTRIBUTES.search(words.text):
            self._losses.add("attributes of a heading", self._line(node))
            words = words.cut(attributes.start())
        return words

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[content.Block]:
        inline = node.children[0].children if node.children else []
        pictures = [one for child in inline for one in _pictures(child)]
        if pictures and all(_is_picture_or_blank(child) for child in inline):
            for child, picture in pictures:
                yield self._figure(child, picture, node)
            return
        words = self._words(node)
        if _ONLY_ATTRIBUTES.match(words.text.strip()):
            self._losses.add("attributes of a block", self._line(node))
        elif words.text.strip() or words.marks:
            yield content.Paragraph(words)

    def _figure(
        self, child: SyntaxTreeNode, picture: SyntaxTreeNode, node: SyntaxTreeNode
    ) -> content.Figure:
        if child is not picture:
            self._losses.add("a link on an image", self._line(node))
        if picture.attrs.get("title"):
            self._losses.add("the title of an image", self._line(node))
        address = address_in(picture.attrs, "src")
        return content.Figure(
            image=Image(address=address) if address else None,
            description=picture.content.strip() or None,
        )

    def _words(self, node: SyntaxTreeNode) -> content.Words:
        line = LineBuilder()
        for child in node.children:
            self._inline(child, line, node)
        return _finished_words(line, self._origin)

    def _inline(self, node: SyntaxTreeNode, line: LineBuilder, block: SyntaxTreeNode) -> None:
        """Add the content of a line."""
        match node.type:
            case "inline":
                self._inlines(node.children, line, block)
            case "text" | "text_special":
                line.add(node.content)
            case "softbreak":
                following = node.next_sibling
                line.wrap(following.content[:1] if following is not None else "")
            case "hardbreak":
                line.break_line()
            case "code_inline":
                line.start("code", {})
                line.add(node.content)
                line.end("code")
            case "em" | "strong" | "s":
                if not line.start(node.type, {}):
                    self._losses.add("a sign within too many others", self._line(block))
                self._inlines(node.children, line, block)
                line.end(node.type)
            case "link":
                self._link(node, line, block)
            case "image":
                self._image(node, line, block)
            case "html_inline":
                add_inline_tag(node.content, line, self._losses, self._line(block))
            case "footnote_ref":
                line.point(call(str(node.meta["id"])))
            case "footnote_anchor":
                pass  # the way back to the call
            case _:
                raise TypeError(f"markdown-it gave a token {node.type!r}")

    def _inlines(
        self, nodes: Iterable[SyntaxTreeNode], line: LineBuilder, block: SyntaxTreeNode
    ) -> None:
        for node in nodes:
            self._inline(node, line, block)

    def _link(self, node: SyntaxTreeNode, line: LineBuilder, block: SyntaxTreeNode) -> None:
        if node.attrs.get("title"):
            self._losses.add("the title of a link", self._line(block))
        line.start("a", node.attrs)
        self._inlines(node.children, line, block)
        line.end("a")

    def _image(self, node: SyntaxTreeNode, line: LineBuilder, block: SyntaxTreeNode) -> None:
        if node.content.strip():
            self._losses.add("the description of an image within a line", self._line(block))
        if node.attrs.get("title"):
            self._losses.add("the title of an image", self._line(block))
        if address := address_in(node.attrs, "src"):
            line.point(image(address))

    # --- blocks of several texts ---

    def _list(self, node: SyntaxTreeNode) -> Iterator[content.Block]:
        """A list; a block in an item that no item can hold splits the list."""
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
        """An item, and the blocks in it that an item of a record cannot hold."""
        line, lists, others = LineBuilder(), list[content.List](), list[content.Block]()
        for child in node.children:
            if child.type == "paragraph" and not (lists or others):
                if line.text:
                    line.break_line()
                for inline in child.children:
                    self._inline(inline, line, child)
                continue
            for block in self._block(child):
                if isinstance(block, content.List) and not others:
                    lists.append(block)
                else:
                    others.append(block)
        words = _finished_words(line, self._origin)
        marker = f"{node.info}{node.markup} " if node.type == "list_item" else ""
        return content.Item(words, marker, tuple(lists)), others

    def _definitions(self, node: SyntaxTreeNode) -> Iterator[content.Block]:
        """Terms as items, each with a list of its definitions; split as lists are."""
        items: list[content.Item] = []
        for child in node.children:
            if child.type == "dt":
                items.append(content.Item(self._words(child)))
                continue
            item, others = self._item(child)
            term = items.pop() if items else content.Item(content.Words(""))
            definitions = content.List((item,), "plain")
            items.append(content.Item(term.words, "", (*term.lists, definitions)))
            if others:
                yield content.List(tuple(items), "plain")
                yield from others
                items = []
        if items:
            yield content.List(tuple(items), "plain")

    def _quotation(self, node: SyntaxTreeNode) -> Iterator[content.Block]:
        """A quotation of paragraphs; any other block in it splits it in two."""
        words: list[content.Words] = []
        for child in node.children:
            for block in self._block(child):
                if isinstance(block, content.Paragraph):
                    words.append(block.words)
                    continue
                self._losses.add("in a quotation, what is no paragraph of it", self._line(child))
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
        """Count words beyond the columns of a table, which are not shown (GFM, 4.10)."""
        from markdown_it.rules_block.table import escapedSplit

        number = self._line(row) - self._first
        line = self._lines[number].strip() if number < len(self._lines) else ""
        cells = escapedSplit(line.removeprefix("|").removesuffix("|"))
        if any(cell.strip() for cell in cells[len(row.children) :]):
            self._losses.add("a row with more cells than its table has columns", self._line(row))

    def _note(self, node: SyntaxTreeNode) -> content.Note:
        """A note; any other block in it becomes a paragraph."""
        paragraphs: list[content.Words] = []
        for child in node.children:
            for block in self._block(child):
                if not isinstance(block, content.Paragraph):
                    self._losses.add("in a note, what is no paragraph of it", self._line(child))
                paragraphs += texts_of(block)
        key = str(node.meta["id"])
        return content.Note(key, tuple(paragraphs) or (content.Words(""),), place="end")

    # --- lines ---

    def _line(self, node: SyntaxTreeNode) -> int:
        """The line on which a block begins in the file, or the block round it."""
        around: SyntaxTreeNode | None = node
        while around is not None and around.map is None:
            around = around.parent
        return self._first + (0 if around is None or around.map is None else around.map[0])


class _ImageNode(NamedTuple):
    """An image, and what holds it: itself, or the link on it."""

    child: SyntaxTreeNode
    picture: SyntaxTreeNode


def _pictures(node: SyntaxTreeNode) -> Iterator[_ImageNode]:
    if node.type == "image":
        yield _ImageNode(node, node)
    elif node.type == "link" and [child.type for child in node.children] == ["image"]:
        yield _ImageNode(node, node.children[0])


def _is_picture_or_blank(node: SyntaxTreeNode) -> bool:
    return (
        any(_pictures(node))
        or node.type in ("softbreak", "hardbreak")
        or (node.type == "text" and not node.content.strip())
    )


def _heads_all(nodes: Sequence[SyntaxTreeNode], heading: SyntaxTreeNode) -> bool:
    """Whether no other heading stands before this one."""
    return next(node for node in nodes if node.type == "heading") is heading


def _quotation_of(words: Sequence[content.Words]) -> Iterator[content.Quotation]:
    """The quotation of some paragraphs, of which the last may name the source."""
    if len(words) > 1 and _CREDIT.match(words[-1].text):
        yield content.Quotation(tuple(words[:-1]), words[-1])
    elif words:
        yield content.Quotation(tuple(words))


def texts_of(block: content.Block) -> Iterator[content.Words]:
    """Yield the words of a block, in order, whatever it is."""
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


def _finished_words(line: LineBuilder, origin: CaptureOrigin) -> content.Words:
    marks = line.marks
    return content.Words(line.text, origin, marks).cut(len(line.text.rstrip()))
