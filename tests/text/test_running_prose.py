"""Running prose is told from menus, lists of links and single lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.text.running_prose import count_words, first_words, is_running_prose
from tests.tools.cases import each_case

SENTENCE = "It lay there until the evening, and then the harbour master went down. "


@each_case(
    ("text", "linked", "is_prose"),
    [
        (SENTENCE * 3, 0.0, True),
        (SENTENCE * 3, 0.5, True),
        (SENTENCE * 3, 0.51, False),
        (SENTENCE * 2, 0.0, False),
        ("Home News Sport Weather " * 20, 0.0, False),
        ("word " * 29 + "word.", 0.0, True),
        ("word " * 28 + "word.", 0.0, False),
        ("See example.org/a.b " * 20, 0.0, False),
        ("船は戻った。" * 10, 0.0, False),
        ("船は戻った。" * 12, 0.0, True),
        ("เรือกลับมาที่ท่าเรือในตอนเย็นและไม่มีใครรู้ว่าใครเป็นคนส่งมันมาหรือทำไมมันถึงมาโดยไม่มีลูกเรือ", 0.0, True),
    ],
)  # fmt: skip
def test_prose_is_sentences_of_some_length(text: str, linked: float, is_prose: bool) -> None:
    assert is_running_prose(text, linked) is is_prose


def test_the_first_words_are_ten_or_eighty_letters() -> None:
    assert first_words("one two") == "one two"
    assert first_words("船は戻った。" * 100) == f"{('船は戻った。' * 100)[:80]} …"


@given(st.text(max_size=200))
def test_what_is_prose_has_as_many_words_as_prose_has(text: str) -> None:
    assert count_words(text) >= 30 or not is_running_prose(text)
    assert "\n" not in first_words(text)
