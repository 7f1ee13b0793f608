"""The cases of the tuned numbers that no other test of `locate` fixes."""

from __future__ import annotations

from archive import Ambiguous, Found, Missing, locate
from tests.tools.cases import each_case

FILLER = "It rained for a day, and nobody came. "


@each_case(("shift", "is_found"), [(300, True), (400, False)])
def test_in_a_long_text_words_shift_farther(shift: int, is_found: bool) -> None:
    text = f"{FILLER * 300}Quay {FILLER * 300}"[:20_000]
    answer = locate(text, "Quay", near=text.index("Quay") - shift)
    assert isinstance(answer, Found) is is_found


@each_case(
    ("distance", "other", "is_found"),
    [(18, 1000, True), (25, 1000, False), (10, 150, True), (10, 130, False)],
)
def test_of_copies_one_is_at_its_old_place_and_the_other_is_not(
    distance: int, other: int, is_found: bool
) -> None:
    text = f"{'-' * distance}Quay".ljust(other, "-") + "Quay"
    assert isinstance(locate(text, "Quay", near=0), Found if is_found else Ambiguous)


OLD = "The harbour master said that no ferry will leave before noon"


@each_case(
    ("words", "is_found"),
    [
        ("The harbour master said that a ferry will leave before noon", True),
        ("The harbour master said that a boat can sail before noon", False),
    ],
)
def test_words_without_context_are_nearly_the_same(words: str, is_found: bool) -> None:
    answer = locate(f"{FILLER}{words}. {FILLER}", OLD)
    assert isinstance(answer, Found) is is_found


@each_case(
    ("other", "is_found"),
    [
        ("The harbour master says that one ferry will leave before noon", False),
        ("The harbour master says that her ferry will leave before noon", True),
    ],
)
def test_no_other_words_are_about_as_similar(other: str, is_found: bool) -> None:
    words = "The harbour master said that a ferry will leave before noon"
    answer = locate(f"{words}. {FILLER * 9}{other}. {FILLER}", OLD)
    assert isinstance(answer, Found) is is_found


def test_a_sentence_may_be_put_into_long_words() -> None:
    words = " ".join(f"Of the {n} ships that came, {n + 7} were sold." for n in range(20, 36))
    middle = words.index("Of the 28")
    put = " ".join(f"Then came {n} who asked." for n in ("one", "many", "the miller", "a girl"))
    longer = f"{words[:middle]}{put} {words[middle:]}"
    known = {"prefix": "nobody came. ", "suffix": " It rained"}
    answer = locate(f"{FILLER}{longer} {FILLER}", words, near=len(FILLER), **known)
    assert isinstance(answer, Found)
    assert answer.exact == longer


CLAUSE = "She told him that he had three weeks for it."


@each_case(
    ("clause", "between", "is_found"),
    [
        (CLAUSE, 5, False),
        (CLAUSE, 10, True),
        ("So it is, as he said, but not so soon.", 3, False),
        ("He is to come, she said, in a week or so.", 3, True),
    ],
)
def test_words_are_not_where_a_part_of_them_is_now_beside_them(
    clause: str, between: int, is_found: bool
) -> None:
    before, after = 'A boy asked before he left, "', " for all who read."
    rest = 'when he ought to give it back?" {} We are here now.'
    text = f"{clause} {FILLER * between}{before}{rest.format('')}{after}"
    known = {"prefix": before[-20:], "suffix": after}
    answer = locate(text, rest.format(clause), near=text.index("when"), **known)
    assert isinstance(answer, Found if is_found else Missing)
