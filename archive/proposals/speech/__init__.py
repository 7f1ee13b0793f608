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
    """The name of the way in which a rule found the speech."""
    content: tuple[Stretch, ...]
    """The attributed words."""
    cue: tuple[Stretch, ...] = ()
    """The words that attribute the speech to somebody."""
    claimant: Stretch | None = None
    """The words that name the claimant."""
    manner: Literal["reported", "quoted"] = "reported"
    verb: str = ""
    """The verb: as written beside quotation marks, otherwise the lemma or the phrase."""
    citing: AttributedSpeech | None = None
    """The speech that the claimant cites: “Reuters, citing the Interior Ministry”."""
