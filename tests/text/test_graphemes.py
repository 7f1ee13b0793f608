"""What a reader sees as one character, judged by Unicode's own test."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from archive.text.graphemes import graphemes, splits_grapheme
from tests.text.unicode_data import UNTIL_17, cases, failing
from tests.tools.cases import each_case


def test_graphemes_are_those_of_unicode(unicode_data: Path) -> None:
    all_cases = list(cases(unicode_data, "Grapheme"))
    assert len(all_cases) > 500
    assert [c for c in failing(all_cases, splits_grapheme) if UNTIL_17 not in c.text] == []
    for text, breaks in all_cases:
        if UNTIL_17 not in text:
            assert list(graphemes(text)) == [text[a:b] for a, b in pairwise(breaks)]


def test_what_is_passed_over_quickly_joins_nothing(unicode_data: Path) -> None:
    """No character of which nothing is looked up has a property by which it could join another."""
    from archive.text import graphemes as module

    joining = set()
    for line in (
        (unicode_data / "auxiliary/GraphemeBreakProperty.txt").read_text("utf-8").splitlines()
    ):
        codes, _, name = line.partition("#")[0].partition(";")
        if name and name.strip() not in ("Control", "LF"):
            first, _, last = codes.strip().partition("..")
            joining |= set(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    assert "\u0301" in joining
    assert [c for c in joining if module._PARTED.match(c + c)] == []


PARTS = ["a", " ", "\r", "\n", "e\u0301", "\u0301", "\u200d", "👩", "👍", "🏽", "❤\ufe0f", "🇪", "🇺", "한", "\u1112", "\u1161", "\u11ab",
         "क", "\u094d", "ष", "ि", "\u0600", "\u0d4e", "’", "台", "©", "я", "ß", "ل", "\u0e33", "\ufe0f"]  # fmt: skip


FAR = "\u0301" * 100 + "\u0085"
"""Nothing in it but its end parts what stands before it from what stands behind."""


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_a_text_is_its_graphemes_whatever_stands_around_it(text: str) -> None:
    assert "".join(graphemes(text)) == text
    starts = [n for n in range(len(text)) if not splits_grapheme(text, n)]
    assert [len("".join(list(graphemes(text))[:n])) for n in range(len(starts))] == starts
    for before, after in (("a\n", "\n"), ("", " 台"), (FAR, "")):
        around, first = before + text + after, len(before)
        assert starts == [n for n in range(len(text)) if not splits_grapheme(around, first + n)]


@each_case(("text", "parts"), [("क्ष", 1), ("क्षि", 1), ("a\u094dक", 2), ("", 0), ("ab", 2), ("\r\n", 1)])  # fmt: skip
def test_how_many_characters_a_reader_sees(text: str, parts: int) -> None:
    assert len(list(graphemes(text))) == parts
