"""Quote, Anchor and Orphan: words as typed, words with their place, words that lost their place."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from archive.model.base import Count, Model, Text, Words
from archive.model.identifiers import Id
from archive.model.references import BlockId


class Quote(Model):
    """Words of the text without a place, as a person writes them by hand.

    A reader completes a quote to an anchor where that is unambiguous (W3C Web Annotation,
    TextQuoteSelector).
    """

    _HEADLINE: ClassVar[str] = "exact"

    exact: Words
    """The words, code point for code point."""
    prefix: Text = ""
    """Text that stands just before them, as much as tells them apart."""
    suffix: Text = ""
    """Text that stands just after them, as much as tells them apart."""
    block: Id | None = None
    """The block they stand in; left out, the whole text is searched."""


class Anchor(Model):
    """A stretch of one block's text: its place and its exact words, which must agree.

    Offsets count Unicode code points of the block's text as received.
    """

    _HEADLINE: ClassVar[str] = "exact"

    type: Literal["anchor"] = "anchor"
    block: BlockId
    """The block the words stand in."""
    start: Count
    """Offset of the first code point."""
    end: Count
    """Offset just past the last code point."""
    exact: Words
    """The words between the two offsets, code point for code point."""


class Orphan(Model):
    """Words that are no longer in the text: what they were, where they last stood, and why."""

    _HEADLINE: ClassVar[str] = "exact"

    type: Literal["orphan"] = "orphan"
    block: Id
    """The block they last stood in; it may be gone."""
    start: Count
    """Offset of their first code point there."""
    end: Count
    """Offset just past their last code point there."""
    exact: Words
    """The words that were lost."""
    prefix: Text = ""
    """A little of the text that stood before them."""
    suffix: Text = ""
    """A little of the text that stood after them."""
    reason: Words
    """Why they are no longer there."""


Stretch = Annotated[Anchor | Orphan, Field(discriminator="type")]
Stretches = tuple[Stretch, ...]
"""One or several stretches of text, in the order in which they are to be read."""
