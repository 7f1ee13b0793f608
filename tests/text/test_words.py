from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from archive.findings import short
from archive.text.graphemes import splits_grapheme
from archive.text.sentences import sentence_around
from archive.text.words import splits_word
from tests.text.unicode_data import UNTIL_17, Case, cases, failing
from tests.tools.cases import each_case


@each_case(
    "cluster",
    ["e\u0301", "क्षि"[2:], "👩\u200d👧", "👍🏽", "❤\ufe0f", "🇪🇺", "\r\n", "한", "\u1112\u1161\u11ab", "\uac00\u11a8", "葛\U000e0100", "1\ufe0f\u20e3", "🏴\U000e0067\U000e007f"],
)  # fmt: skip
def test_one_character_is_not_split(cluster: str) -> None:
    text = f"a{cluster}b"
    for offset in range(2, len(cluster) + 1):
        assert splits_grapheme(text, offset), f"{offset} in {text!a}"
    assert not splits_grapheme(text, 0)
    assert not splits_grapheme(text, 1)
    assert not splits_grapheme(text, 1 + len(cluster))
    assert not splits_grapheme(text, len(text))


@each_case(
    "pair",
    [
        "ab",
        "\n\r",
        "\ra",
        "a\n",
        "한국",
        "\u11ab\u1112",
        "\uac01\u1161",
        "\n\u0301",
        "éé",
        "\u200dc",
    ],
)
def test_two_characters_are_parted(pair: str) -> None:
    assert not splits_grapheme(pair, 1)


def test_flags_are_counted_from_the_first() -> None:
    text = "🇪🇺🇺🇳"
    assert [splits_grapheme(text, n) for n in range(5)] == [False, True, False, True, False]


def test_an_offset_inside_a_word_splits_it() -> None:
    assert splits_word("Prices", 3)
    assert not splits_word("Prices rose", 6)
    assert not splits_word("物価", 1)
    assert not splits_word("U.S.", 1)


def parts(text: str) -> list[str]:
    """A text, cut wherever that splits no word."""
    edges = [n for n in range(len(text) + 1) if not splits_word(text, n)]
    return [text[start:end] for start, end in pairwise(edges)]


@each_case(
    "cut",
    [
        "since| |2015", "3.15| |%", "1,500", "10\u202f000", "COVID|-|19", "1990s",
        "Europe|’|s", "l|’|été", "don|'|t", "U|.|S|.", "example|.|com", "«|\u202f|mot|\u202f|»",
        "e\u0301t\u0301e\u0301", "_|so|_", "a| | |b", "col·lecció", "co\u00adop|\u00ad",
        "हिन्दी| |में", "한국에서", "צה״ל", "צ'רצ'יל", "\u2067|שלום|\u2069", "وقال| |الرئيس",
        "物|価|上", "カタカナ|語", "2015|年", "ไ|ท|ย", "กำ|แ|พ|ง", "👩\u200d👧|a", "🇪🇺|🇺🇳", "a|\r\n|b",
    ],
)  # fmt: skip
def test_where_words_begin_and_end(cut: str) -> None:
    assert parts(cut.replace("|", "")) == cut.split("|")


PARTING = {
    **dict.fromkeys("'.’‘․﹒＇．", "a sign between two letters"),
    **dict.fromkeys("_\u202f‿⁀⁔︳︴﹍﹎﹏＿", "a sign that joins"),
    **dict.fromkeys("\u00ad\u061c\u180e\u200e\u200f\u2060\ufeff", "what nobody sees"),
    **dict.fromkeys(" \u1680\u2000\u2001\u2002\u2003\u3000", "a blank"),
}
"""Signs beside which words are parted that are one by Unicode, and why."""


def test_words_are_those_of_unicode_but_for_signs_that_part_them(unicode_data: Path) -> None:
    all_cases = [c for c in cases(unicode_data, "Word") if UNTIL_17 not in c.text]
    assert len(all_cases) > 1500
    others = failing(all_cases, splits_word)
    for text, breaks in others:
        ours = {n for n in range(len(text) + 1) if not splits_word(text, n)}
        assert ours > set(breaks), f"{text!a} is not parted at all where Unicode parts it"
        for n in ours - set(breaks):
            before = text[:n].rstrip("\u0308")[-1:]  # a mark belongs to what stands before it
            assert {before, text[n]} & PARTING.keys(), f"{text!a} at {n}"
    assert len(all_cases) - len(others) > 1400


def test_words_with_signs_of_hebrew_and_numbers_are_those_of_unicode(unicode_data: Path) -> None:
    """Each sign parts only where the rule says so."""
    for text, breaks in cases(unicode_data, "Word"):
        if set(text) <= {"\u05d0", "'", '"', "1", "0", ",", ".", ";", "\u0308", "👩", "🛑"}:
            assert failing([Case(text, breaks)], splits_word) == []


@each_case(
    ("text", "words", "sentence"),
    [
        ("One. Two words. Three.", "Two", "Two words. "),
        ("One. Two. Three.", "One. Two", "One. Two. "),
        ("Mr. Park of the U.S. Senate left. He said so.", "Park", "Mr. Park of the U.S. Senate left. "),
        ("“One.” Then two.", "two", "Then two."),
        ("It cost 3. million, e.g. much.", "million", "It cost 3. million, e.g. much."),
        ("上がった。減った。", "減", "減った。"),
        ("One", "One", "One"),
    ],
)  # fmt: skip
def test_a_sentence_ends_at_its_full_stop(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    first, last = sentence_around(text, start, start + len(words))
    assert text[first:last] == sentence


def test_a_flag_is_distinguished_from_the_row_that_it_stands_in() -> None:
    text = "🇪🇺 🇺🇳🇪"
    assert [splits_grapheme(text, n) for n in range(7)] == [
        False, True, False, False, True, False, False,
    ]  # fmt: skip


def test_long_texts_are_shortened_in_their_middle() -> None:
    assert short("x" * 60) == f'"{"x" * 60}"'
    assert short("a" * 40 + "b" * 40) == f'"{"a" * 28} … {"b" * 28}"'
