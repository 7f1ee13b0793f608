"""Quote, Anchor and Orphan: words as typed, words with their place, words that lost their place."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from archive.model.base import Count, Model, Text, Words
from archive.model.identifiers import Id
from archive.model.references import BlockId


class Quote(Model):
    """Words of the text without a place, as a person writes them by hand.

    A reader turns a quote into an anchor if its place is unambiguous (W3C Web Annotation,
    TextQuoteSelector).
    """

    _HEADLINE: ClassVar[str] = "exact"

    exact: Words
    """The words, code point for code point."""
    prefix: Text = ""
    """Text just before the words, enough to tell this occurrence from others."""
    suffix: Text = ""
    """Text just after the words, enough to tell this occurrence from others."""
    block: Id | None = None
    """The block that contains the words. If it is left out, the whole text is searched."""


class Anchor(Model):
    """A stretch of one block's text: its place and its exact words, which must agree.

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
    """Words that are no longer in the text, with their last place and why they are gone."""

    _HEADLINE: ClassVar[str] = "exact"

    type: Literal["orphan"] = "orphan"
    block: Id
    """The block that last contained the words; it may no longer exist."""
    start: Count
    """Offset of their first code point in that block."""
    end: Count
    """Offset just past their last code point in that block."""
    exact: Words
    """The words that were lost."""
    prefix: Text = ""
    """Some of the text just before them."""
    suffix: Text = ""
    """Some of the text just after them."""
    reason: Words
    """Why they are no longer in the text."""


Stretch = Annotated[Anchor | Orphan, Field(discriminator="type")]
Stretches = tuple[Stretch, ...]
"""One or several stretches of text, in the order in which they are to be read."""
