"""Words that stand there in another form are found as those words; a selector that fits is found."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive import Ambiguous, Found, Missing, locate
from archive.text import normalized as forms
from archive.text.normalized import normalized
from tests.text.test_locate import cuts, marked, place_of, spans_in
from tests.tools.cases import each_case

FORMS = {
    " ": (" ", "\n", "\xa0", "  ", "\r\n", "\u2009"),
    "'": ("'", "’", "‘", "´"),
    '"': ('"', "“", "”", "„", "«"),
    "-": ("-", "–", "—", "--", "\u2011"),
}
"""How each sign is drawn; the first is plain."""

PLAIN = (
    """He said: "It's over - or nearly so", and went home. The café at Genève was closed; the """
    """harbour-master's boat lay on the sand, and nobody had seen Ömer since the 3rd of May. """
    """A dozen boats leave the town every morning - most come back."""
)


@st.composite
def drawn_otherwise(draw: st.DrawFn, text: str) -> str:
    """A text in another form: its blanks, quotation marks, dashes, accents, and hyphens unseen."""
    text = normalize(draw(st.sampled_from(("NFC", "NFD"))), text)
    return "".join(
        draw(st.sampled_from(FORMS.get(sign, (sign, sign, sign, sign + "\u00ad"))))
        if sign in FORMS or sign in "bdkmst"
        else sign
        for sign in text
    )


@given(st.data())
def test_whole_words_that_stand_once_by_form_are_found_with_nothing_but_the_words(
    data: st.DataObject,
) -> None:
    words = PLAIN.split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    exact = " ".join(words[first:last])
    assume(any(map(str.isalnum, exact)))
    before, after = " ".join([*words[:first], ""]), " ".join(["", *words[last:]])
    assume(f" {normalized(PLAIN)} ".count(f" {normalized(exact)} ") == 1)
    drawn = [data.draw(drawn_otherwise(part)) for part in (before.rstrip(), exact, after.lstrip())]
    text = "\n".join(drawn)
    answer = locate(text, exact)
    if exact in text or normalized(text).count(normalized(exact)) > 1:  # inside of other words, too
        assert not isinstance(answer, Missing)
        return
    assert isinstance(answer, Found)
    assert answer.how == "restyled"
    assert normalized(answer.exact).strip() == normalized(exact).strip()
    assert answer.start >= len(drawn[0])


@given(cuts(least=3))
def test_what_is_found_as_restyled_differs_by_form_alone(cut: Any) -> None:
    answer = locate(normalize("NFD", cut.text).replace(" ", "\n"), cut.exact)
    if isinstance(answer, Found):
        same = normalized(answer.exact) == normalized(cut.exact)
        assert same == (answer.how != "approximate")


@each_case(
    ("text", "words"),
    [
        ("Le ⟦cafe\u0301⟧.", "café"),
        ("It ⟦is\nnot⟧ so.", "is not"),
        ("The ⟦har\u00adbour⟧ lies there.", "harbour"),
        ("It is ⟦“so”⟧.", '"so"'),
        ("It is ⟦so…⟧", "so..."),
        ("⟦Mid–day⟧ sun", "Mid-day"),
        ("他⟦說\u200b話⟧了", "說話"),
    ],
)
def test_short_words_are_found_in_another_form(text: str, words: str) -> None:
    plain, spans = marked(text)
    answer = locate(plain, words)
    assert isinstance(answer, Found)
    assert (spans_in(answer), answer.how, answer.confidence) == (spans, "restyled", 1.0)


@each_case(
    ("text", "words"),
    [
        ("A par\u00adty for all.", "art"),  # inside of another word
        ("Le cafe\u0301s.", "café"),
        ("It was said… and done.", "said."),  # half of a sign
        ("One – two", "-"),  # tells nothing
    ],
)
def test_parts_of_words_and_signs_are_not_found_in_another_form(text: str, words: str) -> None:
    assert not isinstance(locate(text, words), Found)


LONG = " ".join(f"The {n}th boat - called “Gull {n}” - came in." for n in range(600))


def test_words_of_any_length_are_found_in_another_form() -> None:
    assert len(LONG) > 20_000
    text = f"Before. {LONG.replace(' ', chr(10)).replace('“', '«').replace('”', '»')} Behind."
    for known in ({}, {"near": 3, "prefix": "Before. ", "suffix": " Behind."}, {"near": 9_000_000}):
        answer = locate(text, LONG, **known)
        if known.get("near") == 9_000_000:
            assert isinstance(answer, Missing)
            assert answer.nearest is not None
            continue
        assert isinstance(answer, Found)
        assert (answer.start, answer.end, answer.how) == (8, len(text) - 8, "restyled")


TWICE = "First: “we\u00a0agree”, said the mayor of Aske. Then: “we\nagree”, said the poet of Brill."


def test_several_in_another_form_are_ambiguous_until_the_context_or_the_place_tells() -> None:
    words = '"we agree"'
    first, second = TWICE.index("“"), TWICE.rindex("“")
    assert isinstance(answer := locate(TWICE, words), Ambiguous)
    assert [place.start for place in answer.candidates] == [first, second]
    for known, start in (
        ({"suffix": ", said the poet"}, second),
        ({"prefix": "First:\n"}, first),
        ({"near": second, "prefix": "Then: ", "suffix": ", said the poet"}, second),
    ):
        answer = locate(TWICE, words, **known)
        assert isinstance(answer, Found)
        assert (answer.start, answer.how) == (start, "restyled")


def test_words_restyled_at_home_are_found_though_a_copy_stands_elsewhere_as_they_were() -> None:
    old = f"They looked up: we - all - agree, said the poet. {'So it went on. ' * 60}"
    text = f"{old.replace(' - ', ' – ')} A film: we - all - agree, from 1911."
    start = old.index("we - all")
    answer = locate(text, "we - all - agree", **place_of(old, start, start + 16))
    assert isinstance(answer, Found)
    assert (answer.exact, answer.how) == ("we – all – agree", "restyled")


# --- a selector that fits ---

FILLER = "So it went on, day after day, and nobody came to the harbour any more. " * 8


def ask(text: str, old: str, words: str) -> Found | Ambiguous | Missing:
    start = old.index(words)
    return locate(text, words, **place_of(old, start, start + len(words)))


OLD = "On Monday the council said that the ferry will cost 40 crowns from May on. It rained."


def test_a_selector_that_fits_once_is_found_however_far_away_and_in_another_form() -> None:
    for moved in (OLD, OLD.replace(" ", "\n")):
        answer = ask(FILLER + moved, OLD, "ferry will cost")
        assert isinstance(answer, Found)
        assert answer.start == len(FILLER) + OLD.index("ferry")


def test_a_selector_that_fits_once_is_found_though_the_words_stand_further_away_too() -> None:
    text = f"{FILLER}{OLD}{FILLER * 8}They ask what the ferry will cost when it is old."
    answer = ask(text, OLD, "ferry will cost")
    assert isinstance(answer, Found)
    assert (answer.start, answer.how) == (len(FILLER) + OLD.index("ferry"), "context")


def test_a_selector_that_fits_far_away_is_doubted_where_something_like_it_is_left() -> None:
    edited = (
        OLD.replace("On Monday the council", "Later the mayor")
        .replace("the ferry will cost", "its ferry will soon cost about")
        .replace("crowns from May", "pounds from June")
    )
    answer = ask(f"{edited} {FILLER} Before: {OLD}", OLD, "ferry will cost")
    assert isinstance(answer, Ambiguous)
    words = ["ferry will cost", "ferry will soon cost"]
    assert [place.exact for place in answer.candidates] == words


def test_a_selector_that_fits_far_away_is_doubted_where_the_words_stand_near_their_old_place() -> (
    None
):
    text = f"Nobody knows the ferry will cost it all. {FILLER}{OLD}"
    answer = ask(text, OLD, "ferry will cost")
    assert isinstance(answer, Ambiguous)
    assert len(answer.candidates) == 2


def test_words_that_stand_once_near_their_place_need_one_side_of_their_context() -> None:
    text = OLD.replace("from May on", "per person, as Aske has it").replace("the council", "many")
    answer = ask(text, OLD, "cost 40 crowns")
    assert isinstance(answer, Found)
    assert answer.how == "exact"


def test_one_place_that_is_not_trusted_is_the_nearest_of_what_is_missing() -> None:
    answer = locate(f"{FILLER}A mug says: we agree!", "we agree", near=0, prefix="They looked up: ")
    assert isinstance(answer, Missing)
    assert answer.nearest is not None
    assert (answer.nearest.exact, answer.nearest.how) == ("we agree", "exact")


@pytest.mark.slow
def test_letters_that_are_left_out_where_form_is_looked_for_have_none() -> None:
    for point in (*range(0x80, 0xD800), *range(0xE000, 0x110000)):
        sign = chr(point)
        assert forms._TO_NORMALIZE.match(sign) or forms._normalized_sign(sign) == sign


def test_of_copies_in_another_form_what_stands_far_away_is_not_asked() -> None:
    start = OLD.index("ferry will")
    place = place_of(OLD, start, start + 10)
    wrapped = OLD.replace(" ", "\n")
    text = f"It rained for some days, and then for more. {wrapped} {FILLER * 8}{wrapped}"
    answer = locate(text, "ferry will", **place)
    assert isinstance(answer, Found)
    assert (answer.start, answer.how) == (text.index("ferry"), "restyled")
    piece = wrapped[: wrapped.index("May")]
    answer = locate(f"It rained a bit more. {piece}{piece}", "ferry will", **place)
    assert isinstance(answer, Ambiguous)


def test_a_side_that_agrees_a_little_less_is_enough_for_words_that_stand_once_near_their_place() -> (
    None
):
    old = "So it was: nobody knew what the ferry will cost by now, and it rained."
    text = "So it was: nobody knew what the boats will cost Aske. It will snow."
    start = old.index("cost")
    known = {"prefix": old[start - 20 : start], "suffix": old[start + 4 : start + 24]}
    answer = locate(text, "cost", near=start, **known)
    assert isinstance(answer, Found)
    assert 0.5 < answer.confidence < 0.9
    for other in ({"near": None}, {"near": start + 101}):
        assert isinstance(locate(text, "cost", **{**known, **other}), Missing)
    twice = locate(f"{text} It cost a lot.", "cost", near=start, **known)
    assert isinstance(twice, Ambiguous)


@pytest.mark.parametrize(
    "other",
    [
        "They ask what the ferry will cost when it is old.",  # about as near
        FILLER * 8 + OLD.replace("that the", "that a"),  # with nearly the same context
    ],
)
def test_a_selector_that_fits_far_away_is_doubted_where_another_place_is_about_as_good(
    other: str,
) -> None:
    answer = ask(f"{FILLER}{OLD} {other}", OLD, "ferry will cost")
    assert isinstance(answer, Ambiguous)
    assert answer.candidates[0].start == len(FILLER) + OLD.index("ferry")


def test_a_selector_that_tells_little_is_not_found_far_away() -> None:
    answer = locate(f"{FILLER}So we agree now.", "we agree", near=0, prefix="So ", suffix=" now.")
    assert isinstance(answer, Missing)


def test_what_is_likely_is_named_before_copies_that_are_not() -> None:
    old, copy = "They looked up: we agree, said the poet, and left.", "A film: we agree, from 1911."
    text = f"{copy} They looked up: we argee, said the poet, and left."
    start = old.index("we agree")
    answer = locate(text, "we agree", **place_of(old, start, start + 8))
    assert isinstance(answer, Ambiguous)
    assert [place.exact for place in answer.candidates] == ["we argee", "we agree"]


def test_the_end_of_a_word_is_not_found_in_another_form() -> None:
    assert isinstance(locate("Le de\u0301cafe\u0301 noir.", "café"), Missing)
    assert isinstance(locate("Le de\u0301cafe\u0301 noir.", "café", prefix="dé"), Found)
