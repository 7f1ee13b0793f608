"""Words of the text: `Quote` without a place, `Anchor` with a place, `Orphan` with a lost place."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from archive.model.base import Count, Model, Text, Words
from archive.model.identifiers import Id
from archive.model.references import BlockId


class Quote(Model):
    """Words of the text without a place, as people write them by hand.

    A reader turns a quote into an anchor if the place of the words is unambiguous (W3C Web
    Annotation, TextQuoteSelector).
    """

    _HEADLINE: ClassVar[str] = "exact"

    exact: Words
    """The words, code point for code point."""
    prefix: Text = ""
    """Text just before the words, long enough to distinguish this occurrence from others."""
    suffix: Text = ""
    """Text just after the words, long enough to distinguish this occurrence from others."""
    block: Id | None = None
    """The block that contains the words; if left out, the whole text is searched."""


class Anchor(Model):
    """A stretch of one block's text: the place and the exact words, which must agree.

    Offsets count Unicode code points of the block's text as received.
    """

    _HEADLINE: ClassVar[str] = "exact"

    type: Literal["anchor"] = "anchor"
    block: BlockId
    """The block that contains the words."""
    start: Count
    """Offset of the first code point."""
    end: Count
    """Offset just past the last code point."""
    exact: Words
    """The words between the two offsets, code point for code point."""


class Orphan(Model):
    """Words that are no longer in the text, with their last place and the reason."""

    _HEADLINE: ClassVar[str] = "exact"

    type: Literal["orphan"] = "orphan"
    block: Id
    """The block that contained the words until they were lost; the block may no longer exist."""
    start: Count
    """Offset of the first code point of the words in that block."""
    end: Count
    """Offset just past the last code point of the words in that block."""
    exact: Words
    """The words that were lost."""
    prefix: Text = ""
    """Some of the text just before the words."""
    suffix: Text = ""
    """Some of the text just after the words."""
    reason: Words
    """Why the words are no longer in the text."""


Stretch = Annotated[Anchor | Orphan, Field(discriminator="type")]
Stretches = tuple[Stretch, ...]
"""Stretches of text, in reading order."""
