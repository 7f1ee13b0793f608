"""Voices: words that somebody is said to have said, or to believe, and who that is; in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.model.blocks import TextBlock

Stretch = tuple[TextBlock, int, int]
"""Words of a block: where they begin and end."""


@dataclass(frozen=True, slots=True)
class AttributedSpeech:
    """Words that somebody is said to have said or to believe."""

    way: str
    """How it was found."""
    content: tuple[Stretch, ...]
    """What is said."""
    cue: tuple[Stretch, ...] = ()
    """The words that say so."""
    claimant: Stretch | None = None
    """The words that name who says it."""
    manner: Literal["reported", "quoted"] = "reported"
    verb: str = ""
    """The verb: its form beside quotation marks, else its lemma or the phrase."""
    citing: AttributedSpeech | None = None
    """On whose word the claimant says so: “Reuters, citing the Interior Ministry”."""
