"""One tokenizer divides and folds texts and queries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.store.search.words import LONGEST, spans, tokens
from archive.text.graphemes import splits_grapheme
from tests.store.search.drawn_texts import WORDS, texts
from tests.tools.cases import each_case


@given(texts())
def test_the_places_are_those_of_the_tokens(text: str) -> None:
    assert [token for token, _, _ in spans(text)] == tokens(text)


@given(texts())
def test_places_are_in_order_and_split_no_grapheme(text: str) -> None:
    before = (0, 0)
    for _, start, end in spans(text):
        assert 0 <= start < end <= len(text)
        assert not splits_grapheme(text, start)
        assert not splits_grapheme(text, end)
        assert before[1] <= start or before == (start, end)
        before = (start, end)


@given(texts())
def test_sqlite_sees_the_same_tokens(text: str) -> None:
    for token in tokens(text):
        assert 0 < len(token) <= LONGEST
        assert token == token.lower()
        for c in token:
            assert not c.isascii() or c.isalnum() or c in "+#"
            assert not c.isspace()
            assert not "\ud800" <= c <= "\udfff"


@given(texts(), texts())
def test_a_space_always_divides(one: str, other: str) -> None:
    assert tokens(f"{one} {other}") == tokens(one) + tokens(other)


@given(texts())
def test_tokens_stand_for_themselves(text: str) -> None:
    found = tokens(text)
    assert tokens(" ".join(found)) == found


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_capitals_and_other_forms_of_a_text_are_the_same_words(text: str) -> None:
    import unicodedata

    for form in ("NFC", "NFD"):
        assert tokens(unicodedata.normalize(form, text)) == tokens(text)
    if "ı" not in text:  # the capital of ı is I, that of i too
        assert tokens(text.upper()) == tokens(text)


@each_case(
    ("text", "expected"),
    [
        ("c++, g++; C# F# (C++)", "c++ g++ c# f# c++"),
        ("A+ Disney+ C+++ a++b a+b C## #MeToo 50+", "a+ disney c a b a b c metoo 50"),
        (".NET ASP.NET AT&T R&D", "net asp net at t r d"),
        ("don't don’t l’été rock'n'roll", "don t don t l ete rock n roll"),
        ("10.1000/182 1,500 3.14 2½ m² ①", "10 1000 182 1 500 3 14 2 1 2 m2 1"),
        ("-foo well-known a_b", "foo well known a b"),
        ("U.S. U.S U.S.-based e.g., Ph.D. т.е. a.bc x.y.com", "us us us based eg ph d те a bc xy com"),
        ("Søren łódź Đ ẞ Æ œ Þ ð İ ı ŋ ħ", "soren lodz d ss ae oe th d i i n h"),
        ("ﬁ ſ Ǆ ℃ № ™ ５Ｇ ㎏", "fi s dz c no tm 5g kg"),
        ("co\u00adoperate zero\u200bwidth no\u2060break \u202bmark\u202c", "cooperate zero width nobreak mark"),
        ("ΣΊΣΥΦΟΣ Ἀθῆναι", "σισυφοσ αθηναι"),
        ("Ёлка Йод ґ", "елка иод ґ"),
        ("الْعَرَبِيَّة العربية", "العربيه العربيه"),
        ("کتاب كتاب علی على مـــد أحمد ٣٤ ۳۴", "كتاب كتاب علي علي مد احمد 34 34"),
        ("می\u200cخواهم", "ميخواهم"),
        ("שָׁלוֹם שלום צה״ל", "שלום שלום צה ל"),
        ("क़लम कलम हँस हंस १२ कुल कल", "कलम कलम हंस हंस 12 कुल कल"),
        ("क्षत कषत", "क्षत कषत"),
        ("北京abc大学 ３４", "北 京 abc 大 学 34"),
        ("東京タワー ﾊﾟ が か\u3099 か", "東 京 タ ワ ー パ が が か"),
        ("서울에서 \u1112\u1161\u11ab ㅋㅋ", "서 울 에 서 한 ㅋ ㅋ"),
        ("น้ำ น้\u0e4dา", "น้ํ า น้ํ า"),
        ("བོད་ཡིག", "བོ ད ཡི ག"),
        ("👩‍👩‍👧 👍🏽 👍 🇩🇪🇫🇷 ❤️ 1️⃣", "👩 👩 👧 👍 👍 🇩🇪 🇫🇷 ❤ 1"),
        ("a\0b\x1fc \ud800 → § € \u0301", "a b c"),
        ("Qurʾān Hawaiʻi", "qur an hawai i"),
        ("", ""),
    ],
)  # fmt: skip
def test_texts_and_their_tokens(text: str, expected: str) -> None:
    assert " ".join(tokens(text)) == expected


def test_a_long_word_is_known_by_its_first_letters() -> None:
    assert tokens("x" * 500 + " é" + "y" * 500) == ["x" * LONGEST, ("e" + "y" * 500)[:LONGEST]]
    assert spans("x" * 500) == [("x" * LONGEST, 0, 500)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l’e\u0301te\u0301 m²", [("l", 0, 1), ("ete", 2, 7), ("m2", 8, 10)]),
        ("½ ﬁ", [("1", 0, 1), ("2", 0, 1), ("fi", 2, 3)]),
        ("U.S.", [("us", 0, 3)]),
        ("👩‍👧!", [("👩", 0, 3), ("👧", 0, 3)]),
        ("น้ำ", [("น้ํ", 0, 3), ("า", 0, 3)]),
    ],
)
def test_places_of_tokens(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert spans(text) == expected
