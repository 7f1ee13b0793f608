"""The grounds of a value in words."""

from __future__ import annotations

from archive import Anchor, Orphan
from archive.model.metadata import StatedLanguage
from archive.wording.grounds import basis, words_of

STANDS = Anchor(block="p-1", start=0, end=4, exact="Then")
LOST = Orphan(block="p-1", start=9, end=13, exact="when", reason="it was deleted or rewritten")


def test_words_that_a_value_rested_on_and_that_are_lost_say_so() -> None:
    value = StatedLanguage(tag="en", basis="inferred", rests_on=(STANDS, LOST))
    assert basis(value) == "inferred from the article's words, from “Then” … “when” (lost)"
    assert words_of(value.rests_on) == "“Then” … “when” (lost)"


def test_long_words_are_shortened_and_still_say_that_they_are_lost() -> None:
    lost = LOST.update(exact="word " * 30 + "end", end=9 + 153)
    told = basis(StatedLanguage(tag="en", basis="inferred", rests_on=(lost,)))
    assert " […] " in told
    assert told.endswith("word end” (lost)")
