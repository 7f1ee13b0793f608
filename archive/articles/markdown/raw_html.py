"""Reads HTML within Markdown: known tags become marks or blocks, others are counted as losses."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

from archive.articles import content
from archive.articles.embedded_images import EmbeddedImage
from archive.articles.markdown.line_builder import (
    FORMATTED,
    LineBuilder,
    address_in,
    image_at,
    language_in,
)
from archive.articles.presentational import is_presentational
from archive.derivations.markdown_html import BLOCKS, NO_TEXT, RawBlock, Tag
from archive.formats.losses import Losses
from archive.model.blocks import Image

_PLAIN = frozenset(("div", "p", "span", "br", "img", "figure", "figcaption", "pre", "picture"))
"""Elements that become blocks, or of which only the appearance is lost; no loss is counted."""
_HEADINGS = {f"h{n}": n for n in range(1, 7)}


_READ = {"a": ("href",), "img": ("src", "alt")}
"""The attributes that are read, by element. `lang` is read only on elements without a mark."""


class InlineTags:
    """Reads tags within a line."""

    def __init__(
        self, line: LineBuilder, losses: Losses[int], row: int, targets: Container[str]
    ) -> None:
        """Accept the line builder, the losses, and the ids to which links in the file point."""
        self.line = line
        self._losses, self._row, self._targets = losses, row, targets

    def add(self, tag: Tag) -> None:
        """Open or close the mark of a tag; count a comment as a loss."""
        name = tag.name
        self._count_attributes(tag)
        if not name:
            self.count_loss("comments")
        elif tag.is_end:
            self.line.end(name)
        elif name == "br":
            self.line.break_line()
        elif name == "img":
            self._image(tag.attributes)
        elif name == "wbr":
            self.count_loss("<wbr>")
        else:
            if not self.line.start(name, tag.attributes):
                self.count_loss(f"<{name}>; its words are kept")
            if tag.is_empty:
                self.line.end(name)

    def _count_attributes(self, tag: Tag) -> None:
        """Count the attributes of a tag that have a meaning but no field in a record."""
        is_language_read = tag.name not in BLOCKS and language_in(tag.attributes) is not None
        for name, value in tag.attributes.items():
            if is_presentational(name) or name in _READ.get(tag.name, ()):
                continue
            if name == "id" or (name == "name" and tag.name == "a"):
                is_read = value not in self._targets
            elif name in ("colspan", "rowspan"):
                is_read = value.strip() == "1"
            elif name == "lang":
                is_read = is_language_read and tag.name not in FORMATTED and tag.name != "a"
            else:
                is_read = False
            if not is_read:
                self.count_loss(f"{name} of <{tag.name}>")

    def count_loss(self, what: str) -> None:
        """Count a loss of this kind."""
        self._losses.add(what, self._row)

    def _image(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("alt", "").strip():
            self.count_loss("descriptions of inline images")
        if image := self.image_at(address_in(attributes, "src")):
            self.line.image(image)

    def image_at(self, address: str | None) -> Image | EmbeddedImage | None:
        """Return the image at an address; count a `data:` address without an image as a loss."""
        image = image_at(address)
        if image is None and address is not None:
            self.count_loss("data addresses that hold no image")
        return image


class HtmlBlocks(InlineTags):
    """Reads a piece of HTML that contains blocks."""

    def __init__(
        self,
        placed: Callable[[int, content.Words], content.Words],
        losses: Losses[int],
        row: int,
        targets: Container[str],
    ) -> None:
        """Accept `placed`, which adds an origin to words, given their start in the derived text."""
        super().__init__(LineBuilder(), losses, row, targets)
        self._placed = placed
        self._blocks: list[content.Block] = []

    def blocks(self, parts: Iterable[tuple[RawBlock, int]]) -> list[content.Block]:
        """Return the blocks of these parts, each given with its start in the derived text."""
        for part, start in parts:
            self.line = LineBuilder()
            for tag, text in part.pieces:
                if tag is None:
                    self.line.add(text)
                else:
                    self.add(tag)
            self._end(part, start)
        return self._blocks

    def add(self, tag: Tag) -> None:
        """Open or close the mark of a tag; count a tag without a block or mark as a loss."""
        name = tag.name
        if name in NO_TEXT:
            self._count_attributes(tag)
            if not tag.is_end:
                self.count_loss(f"<{name}>")
        elif name in BLOCKS:
            self._count_attributes(tag)
            if not (tag.is_end or name in _PLAIN or name in _HEADINGS):
                self.count_loss(f"<{name}>; its words are kept")
        elif name == "img" and not self.line.text:
            self._count_attributes(tag)
            self._figure(tag.attributes)
        elif name in ("picture", "source"):
            self._count_attributes(tag)
            if name == "source":
                self.count_loss("<source>")
        else:
            super().add(tag)

    def _end(self, part: RawBlock, start: int) -> None:
        """Make a block from the words of a part."""
        if not part.text:
            return
        words = self.line.words().cut(len(part.text))
        words = self._placed(start, words)
        if part.is_verbatim:
            self._blocks.append(content.Code(words))
        elif part.around in _HEADINGS:
            self._blocks.append(content.Heading(words, _HEADINGS[part.around]))
        elif part.around == "figcaption" and self._blocks and _is_bare(self._blocks[-1]):
            figure: Any = self._blocks.pop()
            self._blocks.append(content.Figure((words,), figure.image, figure.description))
        elif part.around == "blockquote":
            self._blocks.append(content.Quotation((words,)))
        else:
            self._blocks.append(content.Paragraph(words))

    def _figure(self, attributes: Mapping[str, str]) -> None:
        shown = self.image_at(address_in(attributes, "src"))
        description = attributes.get("alt", "").strip() or None
        self._blocks.append(content.Figure(image=shown, description=description))


def _is_bare(block: content.Block) -> bool:
    return isinstance(block, content.Figure) and not block.captions
