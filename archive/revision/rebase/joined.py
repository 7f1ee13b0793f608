"""The blocks of a record as one text, with the anchors of its stretches."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from archive.model.anchors import Anchor, Orphan
from archive.model.document import CONTEXT, Document
from archive.text.tokens import BLOCK_END


class Joined:
    """The blocks of a document as one text, each with an end that stands in no other text."""

    def __init__(self, blocks: Iterable[tuple[str, str]]) -> None:
        self.ids: list[str] = []
        self.starts: list[int] = []
        parts: list[str] = []
        length = 0
        for id, text in blocks:
            self.ids.append(id)
            self.starts.append(length)
            parts += (text, BLOCK_END)
            length += len(text) + 1
        self.text = "".join(parts)
        self.start_of = dict(zip(self.ids, self.starts, strict=True))
        self._edges = [*self.starts, length]

    def number_at(self, offset: int) -> int:
        """The number of the block in which an offset lies."""
        return bisect_right(self.starts, offset) - 1

    def end_of(self, number: int) -> int:
        """Just past the end of a block and its mark."""
        return self._edges[number + 1]

    def text_of(self, number: int) -> str:
        """The text of a block."""
        return self.text[self.starts[number] : self.end_of(number) - 1]

    def span(self, anchor: Anchor) -> tuple[int, int]:
        """Where an anchor begins and ends in this text."""
        first = self.start_of[anchor.block]
        return first + anchor.start, first + anchor.end

    def anchor(self, start: int, end: int) -> Anchor:
        """The anchor of a stretch of one block."""
        number = self.number_at(start)
        first = self.starts[number]
        return Anchor.model_construct(
            type="anchor",
            block=self.ids[number],
            start=start - first,
            end=end - first,
            exact=self.text[start:end],
        )

    def orphan(self, anchor: Anchor, reason: str) -> Orphan:
        """The orphan of an anchor in this text, with what stands beside its words."""
        text = self.text_of(self.number_at(self.start_of[anchor.block]))
        return Orphan.model_construct(
            type="orphan",
            block=anchor.block,
            start=anchor.start,
            end=anchor.end,
            exact=anchor.exact,
            prefix=text[max(0, anchor.start - CONTEXT) : anchor.start],
            suffix=text[anchor.end : anchor.end + CONTEXT],
            reason=reason,
        )


def joined(document: Document) -> Joined:
    """Return the text of a document."""
    return Joined((block.id, block.text) for block in document.text_blocks())
