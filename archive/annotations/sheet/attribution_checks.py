"""Whether words say of a claim what a row has them say: who says it, under which condition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from archive.annotations.sheet.grid import Row
from archive.annotations.sheet.name_resolution import NameResolver, Raw
from archive.annotations.sheet.word_places import TextPlace, WordPlaces, split_by_column
from archive.english import listed
from archive.findings import Finding, Severity, short
from archive.text.folding import fold
from archive.text.nearest_words import short_repr
from archive.text.sentences import sentence_around

_WORD = re.compile(r"\w{4,}")
"""A word by which somebody is named; shorter ones stand in every sentence."""


def claimant_not_named(
    step: Raw, row: Row, names: NameResolver, places: WordPlaces, near: Sequence[TextPlace]
) -> Finding | None:
    """Return what is told of a claimant whom the cue does not name.

    Without a cue, the sentence of the claim has to. A word of the name is enough. Of somebody
    without a name, as of "what was rumoured", nothing is told.
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
    hint = "look whether it is that one who says so"
    return row.finding("claimant-not-named", "claimant", message, hint, Severity.NOTE)


def words_elsewhere(
    column: Literal["cue", "condition"], raw: Raw, row: Row, near: Sequence[TextPlace]
) -> Finding | None:
    """Return what is told of a cue or condition in no block in which the claim stands.

    Of a row whose `place` says where it stands, nothing is told.
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
    message = f"the {column} stands in {listed(others)}, and the claim in {listed(blocks)}"
    hint = "look whether it is about this claim"
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
