"""A snippet shows where a query matches, and splits no word."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.store.search.query import parse
from archive.store.search.snippets import snippet
from archive.store.search.words import spans
from archive.text.graphemes import splits_grapheme
from archive.text.words import splits_word
from tests.store.search.drawn_texts import texts
from tests.tools.cases import each_case


def _shown(text: str, query: str, longest: int) -> str:
    """The snippet, with brackets around what matches and an ellipsis where it is cut."""
    found = snippet(text, parse(query), longest)
    shown, at = "", 0
    for start, end in found.places:
        shown += f"{found.text[at:start]}[{found.text[start:end]}]"
        at = end
    before, after = "…" if found.is_cut_before else "", "…" if found.is_cut_after else ""
    return f"{before}{shown}{found.text[at:]}{after}"


@each_case(
    ("text", "query", "longest", "shown"),
    [
        ("It rained.", "rained", 100, "It [rained]."),
        ("It rained.", "snow", 100, "It rained."),
        ("one two three four five six", "four", 12, "…[four] five…"),
        ("one two three four five six", "one", 9, "[one] two…"),
        ("one two three four five six", "six", 9, "…five [six]"),
        ("sun a a a a a a sun rain a a a a", "rain sun", 10, "…[sun] [rain] a…"),
        ("rain a a a a a rain rain a a a a", "rain", 10, "…[rain] [rain]…"),
        ("Trade with China, trade", '"trade with"', 100, "[Trade with] China, trade"),
        ("a a a", '"a a"', 100, "[a a a]"),
        ("L’été", "ete", 100, "L’[été]"),
        ("L’e\u0301te\u0301 fut", "ete", 100, "L’[e\u0301te\u0301] fut"),
        ("北京大学和清华大学", "清华", 4, "…和[清][华]大…".replace("][", "")),
        ("서울에서", "서울", 100, "[서울]에서"),
        ("see 10.1000/182 there", "10.1000/182", 100, "see [10.1000/182] there"),
        ("👩‍👩‍👧 family", "👧", 100, "[👩‍👩‍👧] family"),
        ("x" * 20 + " y", "y", 5, "…[y]"),
        ("a " + "x" * 20 + " b", "x*", 5, "…[" + "x" * 20 + "]…"),
        ("rain a a a a a rain", "rain", 5, "[rain]…"),
        ("rain rain rain a a a a a a a a rain sun", "rain sun", 14, "…a a a [rain] [sun]"),
        ("(((((((((( rain a a a a a", "rain", 4, "[rain]…"),
        ("a 3.14 rain a a", "rain", 12, "…[rain] a a"),
        ("שלום צה״ל.צה״ל.צה״ל.צה״ל", "ל", 20, "…צה״[ל].צה״[ל].צה״[ל].צה״[ל]"),
        ("aa 1.500.000.000", "1", 8, "aa [1].500.000.000"),
        ("-" * 99 + " a", "x", 5, "-----…"),
        ("", "x", 5, ""),
    ],
)  # fmt: skip
def test_texts_and_their_snippets(text: str, query: str, longest: int, shown: str) -> None:
    assert _shown(text, query, longest) == shown


@given(texts(), texts(), st.integers(1, 60))
def test_snippets_split_nothing_and_are_as_long_as_asked(
    text: str, query: str, longest: int
) -> None:
    asked = parse(query)
    found = snippet(text, asked, longest)
    start, end = found.start, found.start + len(found.text)
    assert text[start:end] == found.text
    for edge in (start, end):
        assert not splits_word(text, edge)
        assert not splits_grapheme(text, edge)
    edges = [at for at in range(start, end + 1) if not splits_word(text, at)]
    words = [*pairwise(edges), *(word[1:] for word in spans(text))]
    longest_word = max((b - a for a, b in words), default=0)
    assert len(found.text) <= longest + 2 * longest_word
    before = 0
    for one, other in found.places:
        assert before <= one < other <= len(found.text)
        before = other


@given(texts(), st.integers(10, 60), st.randoms(use_true_random=False))
def test_what_matches_is_shown(text: str, longest: int, random: object) -> None:
    words = spans(text)
    if words:
        token, _, _ = random.choice(words)  # type: ignore[attr-defined]
        found = snippet(text, parse(f'"{token}"'), longest)
        assert found.places
        shown = [found.text[one:other] for one, other in found.places]
        assert all(parse(f'"{token}"').matches(one) for one in shown)
