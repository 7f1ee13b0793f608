"""Checks that the cue names the claimant, and that cue and condition are near the claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from archive.annotations.sheet.grid import Row
from archive.annotations.sheet.name_resolution import NameResolver, Raw
from archive.annotations.sheet.word_places import WordPlaces, split_by_column
from archive.english import listed
from archive.findings import Finding, Severity, short
from archive.text.folding import fold
from archive.text.nearest_words import short_repr
from archive.text.sentences import sentence_around
from archive.text.word_finder import TextPlace

_WORD = re.compile(r"\w{4,}")
"""A word of a name that is searched; shorter words are too frequent."""


def claimant_not_named(
    step: Raw, row: Row, names: NameResolver, places: WordPlaces, near: Sequence[TextPlace]
) -> Finding | None:
    """Return a finding for a claimant that the cue does not name.

    Without a cue, the sentence of the claim must have the name. One word of the name is enough. A
    claimant without a name, as in "it was rumoured", is not checked.
    """
    called = names.names_of(step.get("claimant") or "")
    if not called:
        return None
    cues = step.get("cue", ())
    if cues:
        texts = [str(anchor["exact"]) for anchor in cues]
        message = f"the cue {short_repr(' | '.join(texts))} does not name {short(called[0])}"
    else:
        texts = [_sentence_at(place, places) for place in near]
        message = f"there is no cue, and the sentence does not name {short(called[0])}"
    if not texts or any(_is_named(called, fold(text)) for text in texts):
        return None
    hint = "check that this is the claimant"
    return row.finding("claimant-not-named", "claimant", message, hint, Severity.NOTE)


def words_elsewhere(
    column: Literal["cue", "condition"], raw: Raw, row: Row, near: Sequence[TextPlace]
) -> Finding | None:
    """Return a finding for a cue or condition that is in none of the blocks of the claim.

    Return `None` if the cell `place` of the row states its place.
    """
    blocks = list(dict.fromkeys(place.block for place in near))
    others = list(dict.fromkeys(anchor["block"] for anchor in raw.get(column, ())))
    if (
        not blocks
        or not others
        or set(blocks) & set(others)
        or column in split_by_column(row.get("place"))
    ):
        return None
    message = f"the {column} is in {listed(others)}, but the claim is in {listed(blocks)}"
    hint = "check that it belongs to this claim"
    return row.finding("words-elsewhere", column, message, hint, Severity.NOTE)


def _sentence_at(place: TextPlace, places: WordPlaces) -> str:
    text = places.text.blocks[place.block]
    start, end = sentence_around(text, place.start, place.end)
    return text[start:end]


def _is_named(names: Iterable[str], text: str) -> bool:
    words = set(_WORD.findall(text))
    return any(
        fold(name) in text or not words.isdisjoint(_WORD.findall(fold(name))) for name in names
    )
