"""Words find their stretches, exactly or different in form only; what nobody wrote has none."""

from __future__ import annotations

import json
from random import Random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.annotations.sheet.word_places import (
    WordPlaces,
    format_places,
    parse_places,
)
from archive.text.joined_blocks import JoinedBlocks
from archive.text.normalized import NormalizedText, normalized
from archive.text.word_finder import TextPlace, Unplaced
from tests import samples
from tests.growth import MOST, Work, grows
from tests.tools.cases import each_case

TEXT = {
    "p-1": "The mayor’s wall fell in 2015 – “twice”, he said. The café is open. The wall is 170 m.",
    "p-2": "The wall fell again. A party of art lovers saw it; he said so.",
}


def of(cell: str, before: str = "") -> list[str] | str:
    """The words of the text that a cell means, or the code of why it means none."""
    places = WordPlaces(JoinedBlocks(TEXT.items()), [cell])
    found = places.find(cell, before=before)
    if isinstance(found, Unplaced):
        return found.code
    return [places.words_at(place) for place in found[0]]


@each_case(
    ("cell", "words"),
    [
        ("fell in 2015", ["fell in 2015"]),
        ("  fell in 2015\n", ["fell in 2015"]),
        ("The mayor's wall", ["The mayor’s wall"]),
        ("in 2015 - \"twice\", he", ["in 2015 – “twice”, he"]),
        ("in 2015 -- 'twice'", "words-not-found"),
        ("fell  in\n2015", ["fell in 2015"]),
        ("fell in\u00a02015", ["fell in 2015"]),
        ("The cafe\u0301 is open", ["The café is open"]),
        ("The cafe is open", "words-not-found"),
        ("the mayor’s wall", "words-not-found"),
        ("“fell in 2015”", ["fell in 2015"]),
        ('"fell in 2015"', ["fell in 2015"]),
        ("“twice”", ["“twice”"]),
        ("fell in 2015.", "words-not-found"),
        ("fell in 2016", "words-not-found"),
        ("art", ["art"]),
        ("arty", "words-not-found"),
        ("70 m", "words-not-found"),
        ("wall fell", "words-ambiguous"),
        ("fell in 2015 | fell again", ["fell in 2015", "fell again"]),
        ("wall | fell in 2015", "words-ambiguous"),
        ("A party | wall", ["A party", "wall"]),
        ("The mayor ... 2015", ["The mayor’s wall fell in 2015"]),
        ("The mayor's … “twice”", ["The mayor’s wall fell in 2015 – “twice”"]),
        ("The mayor [...] 2015 | fell again", ["The mayor’s wall fell in 2015", "fell again"]),
        ("2015 ... The mayor", "words-not-found"),
        ("The mayor ... again", "words-not-found"),
        ("The ... open", "words-ambiguous"),
        ("...", "words-not-found"),
        ("|", "words-not-found"),
        ("\0", "words-not-found"),
    ],
)  # fmt: skip
def test_a_cell_means_words_of_the_text(cell: str, words: list[str] | str) -> None:
    assert of(cell) == words


def test_what_stands_beside_words_distinguishes_their_places() -> None:
    assert of("wall fell", before="The mayor's") == ["wall fell"]
    places = WordPlaces(JoinedBlocks(TEXT.items()), ["wall fell", "he said"])
    assert places.find("wall fell", after="again") == ([TextPlace("p-2", 4, 13)], True)
    assert isinstance(places.find("wall fell", before="The", after="in"), Unplaced)
    assert places.find("he said", near=[TextPlace("p-2", 0, 20)]) == (
        [TextPlace("p-2", 51, 58)],
        True,
    )


def test_a_place_that_a_sheet_states_counts_as_long_as_the_words_stand_there() -> None:
    places = WordPlaces(JoinedBlocks(TEXT.items()), ["wall fell"])
    assert places.find("wall fell", stated="p-2:4-13") == ([TextPlace("p-2", 4, 13)], True)
    for wrong in ("p-2:5-14", "p-9:4-13", "p-2:4-99", "p-2", "p-2:9-4", ""):
        assert isinstance(places.find("wall fell", stated=wrong), Unplaced)


@given(st.lists(st.tuples(st.integers(0, 10**12 - 1), st.integers(0, 10**12 - 1)), min_size=1))
def test_places_are_read_as_they_are_written(offsets: list[tuple[int, int]]) -> None:
    places = [TextPlace("p-1", *two) for two in offsets]
    assert parse_places(format_places(places)) == places


SIGNS = "ab \u00a0é’'“\"–-—…\u00adé\u0301ﬁ葛\u200b한"


@given(st.text(alphabet=SIGNS, max_size=40), st.data())
def test_a_stretch_of_the_formless_text_leads_back_to_words_that_are_formless_alike(
    text: str, data: st.DataObject
) -> None:
    form = NormalizedText(text)
    assert form.text == normalized(text)
    if not form.text:
        return
    start = data.draw(st.integers(0, len(form.text) - 1))
    end = data.draw(st.integers(start + 1, len(form.text)))
    found = form.stretch(start, end)
    if found is not None:
        assert normalized(text[slice(*found)]) == form.text[start:end]


@given(st.text(alphabet=SIGNS + "xyz", min_size=1, max_size=60), st.data())
def test_words_that_are_found_are_those_of_the_text_but_for_their_form(
    text: str, data: st.DataObject
) -> None:
    cell = data.draw(st.text(alphabet=SIGNS + "xyz", min_size=1, max_size=8))
    places = WordPlaces(JoinedBlocks([("p-1", text)]), [cell])
    stood = places.occurrences_of(cell)
    for place in stood.places:
        words = places.words_at(place)
        assert words == cell.strip() or normalized(words).strip() == normalized(cell).strip()


def _placing(size: int) -> Work:
    random = Random(size)
    words = [f"word{random.randrange(size)}" for _ in range(size * 20)]
    text = " ".join(words)
    cells = [" ".join(words[n : n + 6]) for n in range(0, len(words) - 6, 40)]
    cells += [f"“{cell}”" for cell in cells]
    return lambda: WordPlaces(JoinedBlocks([("p-1", text)]), cells)


def _laying(size: int) -> Work:
    """Rows of which each makes a claim with all that can be said about it."""
    words = [f"word{n} falls" for n in range(size)]
    onto = samples.text_only(*(f"According to X{n}, {one}." for n, one in enumerate(words)))
    rows = [
        {
            "words": one,
            "restatement": f"It is so that {one}.",
            "kind": "descriptive",
            "claimant": f"person: P{n}",
            "source": f"X{n}",
            "relation": "disputes",
            "verdict": "doubt",
            "reasoning": f"Why {n}?",
        }
        for n, one in enumerate(words)
    ]
    data = json.dumps({"claims": rows}).encode()
    return lambda: archive.add(onto, data, "sheet")


@pytest.mark.slow
def test_the_time_to_place_words_grows_with_the_text_and_the_words() -> None:
    assert grows(_placing, 400) < MOST


@pytest.mark.slow
def test_the_time_to_lay_rows_grows_with_their_number() -> None:
    assert grows(_laying, 40) < MOST


def test_an_accent_is_part_of_its_letter() -> None:
    places = WordPlaces(JoinedBlocks([("p-1", "The cafe\u0301 is open")]), ["The cafe", "The café"])
    assert isinstance(places.find("The cafe"), Unplaced)
    assert places.find("The café") == ([TextPlace("p-1", 0, 9)], False)


def test_what_stands_beside_tells_apart_what_an_ellipsis_can_mean() -> None:
    places = WordPlaces(JoinedBlocks([("p-1", "It rose, then fell, then fell.")]), ["It ... fell"])
    assert isinstance(places.find("It ... fell"), Unplaced)
    assert places.find("It ... fell", after=".") == ([TextPlace("p-1", 0, 29)], True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "cell",
    [" " * 200_000, "| " * 50_000, "[ " * 50_000, ". " * 50_000, "... " * 2000, "“" * 50_000],
)
def test_a_hostile_cell_costs_no_more_than_its_length(cell: str) -> None:
    began = perf_counter()
    row = {"words": f"a{cell}b", "restatement": cell + "x", "kind": "causal", "about": cell + "; y"}
    with pytest.raises(archive.errors.ReadError):
        archive.add(samples.text_only("Trade fell."), json.dumps(row).encode(), "sheet")
    assert perf_counter() - began < 10
