from __future__ import annotations

from archive.text.proper_names import NameSearch, bare_name, share_a_word
from tests.tools.cases import each_case


def test_small_words_are_not_shared() -> None:
    assert share_a_word("the Council's", "Council on Foreign Relations")
    assert share_a_word("Pakistani officials", "Pakistan")
    assert share_a_word("Iranian officials", "Iran")
    assert not share_a_word("on the whole", "Council on the Sea")
    assert not share_a_word("an art", "article")


def test_names_are_found_where_words_begin_and_end() -> None:
    text = "The Council, Councils, ‘Council of Europe’ and Council"
    names = NameSearch(["Council", "‘Council of Europe’", "Council of X", "!", "and Council of X"])
    assert [(start, text[start:end]) for start, end in names.find(text)] == [
        (4, "Council"),
        (24, "Council of Europe"),
        (47, "Council"),
    ]
    assert names.standing(["A Council", "of Europe"]) == {"Council"}
    assert names.standing(["Councils", text]) == {"Council", "Council of Europe"}


def test_names_stand_anywhere_in_scripts_that_put_no_blanks_between_words() -> None:
    assert NameSearch(["若い衆", "メロス", "กรุงเทพ"]).standing(
        ["逢った若い衆を、メロスは", "ในกรุงเทพมหานคร"]
    ) == {*("若い衆", "メロス", "กรุงเทพ")}
    assert NameSearch(["서울"]).standing(["서울시"]) == set()


@each_case(("name", "kept"), [("‘a b’,", "a b"), ("a", "a"), ("!?", ""), ("", "")])
def test_the_core_of_a_name_begins_and_ends_with_a_word(name: str, kept: str) -> None:
    assert bare_name(name) == kept
