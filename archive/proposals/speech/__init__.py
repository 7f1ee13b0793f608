"""`AttributedSpeech`: words that an article attributes to somebody, with cue and claimant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.model.blocks import TextBlock

Stretch = tuple[TextBlock, int, int]
"""A stretch of text: a block, and the start and end of the words in it."""


@dataclass(frozen=True, slots=True)
class AttributedSpeech:
    """Words that an article attributes to somebody: what they said or believe."""

    way: str
    """The way of the rule by which it was found."""
    content: tuple[Stretch, ...]
    """The attributed words."""
    cue: tuple[Stretch, ...] = ()
    """The words that attribute them."""
    claimant: Stretch | None = None
    """The words that name the claimant."""
    manner: Literal["reported", "quoted"] = "reported"
    verb: str = ""
    """The verb: its form beside quotation marks, else its lemma or the phrase."""
    citing: AttributedSpeech | None = None
    """The speech that the claimant cites in turn: “Reuters, citing the Interior Ministry”."""
