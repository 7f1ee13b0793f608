"""`RecordText` is the text of all blocks of a record, with conversion to and from anchors."""

from __future__ import annotations

from archive.model.anchors import Anchor, Orphan
from archive.model.document import CONTEXT, Document
from archive.text.joined_blocks import JoinedBlocks as Texts


class RecordText(Texts):
    """The texts of a record's blocks as one text; converts anchors to offsets and back."""

    def span(self, anchor: Anchor) -> tuple[int, int]:
        """Return the start and end of an anchor in this text."""
        first = self.start_of[anchor.block]
        return first + anchor.start, first + anchor.end

    def anchor(self, start: int, end: int) -> Anchor:
        """Return an anchor for a range inside one block."""
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
        """Return an orphan for an anchor in this text, with the words around it as context."""
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


def text_of_record(document: Document) -> RecordText:
    """Return the text of a document, as one text."""
    return RecordText((block.id, block.text) for block in document.text_blocks())
