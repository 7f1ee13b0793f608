"""Reads HTML within Markdown: known tags become marks or blocks, others are counted as losses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from archive.articles import content
from archive.articles.markdown.line_builder import LineBuilder, address_in, image
from archive.formats.losses import LineLosses
from archive.model.blocks import Image
from archive.model.captures import CaptureOrigin

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
))  # fmt: skip
"""Elements that begin and end a line (HTML, section 15.3)."""
_PLAIN = frozenset(("div", "p", "span", "br", "img", "figure", "figcaption", "pre", "picture"))
"""Elements that lose only their look, or that become blocks."""
_NO_TEXT = frozenset(("script", "style", "template", "iframe"))
_HEADINGS = {f"h{n}": n for n in range(1, 7)}


def add_inline_tag(tag: str, line: LineBuilder, losses: LineLosses, row: int) -> None:
    """Add one tag or comment within a line to the line."""
    _InlineTags(line, losses, row).feed(tag)


def blocks_in_html(
    text: str, origin: CaptureOrigin, losses: LineLosses, row: int
) -> Iterator[content.Block]:
    """Yield the blocks of a piece of HTML, in which tags may be unclosed."""
    fragment = _HtmlBlocks(origin, losses, row)
    fragment.feed(text)
    fragment.close()
    fragment.end_block()
    yield from fragment.blocks


class _InlineTags(HTMLParser):
    """Reads tags within a line."""

    def __init__(self, line: LineBuilder, losses: LineLosses, row: int) -> None:
        super().__init__(convert_charrefs=True)
        self.line = line
        self._losses, self._row = losses, row

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open the mark of a tag."""
        attributes = {name: value or "" for name, value in attrs}
        if tag == "br":
            self.line.break_line()
        elif tag == "img":
            self._image(attributes)
        elif tag != "wbr" and not self.line.start(tag, attributes):
            self.count_loss(f"<{tag}>; its words are kept")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open the mark of a tag, and close it."""
        self.handle_starttag(tag, attrs)
        self.line.end(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the mark of a tag."""
        self.line.end(tag)

    def handle_comment(self, data: str) -> None:
        """Count a comment as a loss."""
        self.count_loss("a comment")

    def count_loss(self, what: str) -> None:
        """Count what a record cannot hold."""
        self._losses.add(what, self._row)

    def _image(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("alt", "").strip():
            self.count_loss("the description of an image within a line")
        if address := address_in(attributes, "src"):
            self.line.point(image(address))


class _HtmlBlocks(_InlineTags):
    """Reads a piece of HTML with blocks in it."""

    def __init__(self, origin: CaptureOrigin, losses: LineLosses, row: int) -> None:
        super().__init__(LineBuilder(), losses, row)
        self.blocks: list[content.Block] = []
        self._origin = origin
        self._around: list[str] = []
        self._passed_over = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or open the mark of a tag."""
        attributes = {name: value or "" for name, value in attrs}
        if tag in _NO_TEXT:
            self._passed_over += 1
            self.count_loss(f"<{tag}>")
        elif tag in _BLOCKS:
            self.end_block()
            self._around.append(tag)
            if tag not in _PLAIN and tag not in _HEADINGS:
                self.count_loss(f"<{tag}>; its words are kept")
        elif tag == "img" and not self.line.text:
            self._figure(attributes)
        elif tag not in ("picture", "source"):
            super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End a block, or close the mark of a tag."""
        if tag in _NO_TEXT:
            self._passed_over = max(0, self._passed_over - 1)
        elif tag in _BLOCKS:
            self.end_block()
            if tag in self._around:
                while self._around.pop() != tag:
                    pass
        else:
            super().handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Add words; white space is one blank, but in program text."""
        if self._passed_over:
            return
        if "pre" in self._around:
            self.line.add(data)
            return
        words = re.sub(r"[ \t\n\r\f]+", " ", data)
        words, begins, ends = words.strip(" "), words[:1] == " ", words[-1:] == " "
        if begins and self.line.text and not self.line.text.endswith((" ", "\n")):
            self.line.add(" ")
        self.line.add(words)
        if words and ends:
            self.line.add(" ")

    def end_block(self) -> None:
        """Make a block of the words so far."""
        marks, text = self.line.marks, self.line.text
        self.line = LineBuilder()
        if not text.strip():
            return
        words = content.Words(text, self._origin, marks)
        if "pre" not in self._around:
            words = words.cut(len(text.rstrip()))
        around = self._around[-1] if self._around else ""
        if "pre" in self._around:
            self.blocks.append(content.Code(words))
        elif around in _HEADINGS:
            self.blocks.append(content.Heading(words, _HEADINGS[around]))
        elif around == "figcaption" and self.blocks and _is_bare(self.blocks[-1]):
            figure: Any = self.blocks.pop()
            self.blocks.append(content.Figure((words,), figure.image, figure.description))
        elif around == "blockquote":
            self.blocks.append(content.Quotation((words,)))
        else:
            self.blocks.append(content.Paragraph(words))

    def _figure(self, attributes: Mapping[str, str]) -> None:
        address = address_in(attributes, "src")
        description = attributes.get("alt", "").strip() or None
        shown = Image(address=address) if address else None
        self.blocks.append(content.Figure(image=shown, description=description))


def _is_bare(block: content.Block) -> bool:
    return isinstance(block, content.Figure) and not block.captions
