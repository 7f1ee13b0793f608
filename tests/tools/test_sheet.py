"""What a sheet says became of its words is held against what can be said without it."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from archive.text.graphemes import splits_grapheme
from tests.tools.cases import each_case
from tests.tools.edited.articles import vocabulary
from tests.tools.edited.sheet import Derivation, Sheet, Truth
from tests.tools.edited.tokens import Span, tokens, words
from tests.tools.edited.words import Editor, near_copy

SCRIPTS = {
    "Latin": "the ferry runs again from Zürich to the old quay, it’s a short way – and the 2nd one today",
    "Arabic": "تعود المكتبة إلى أهلها بعد خمس سنوات من الترميم، «وكان» الباب مفتوحًا كما كان من قبل",
    "Devanagari": "जलघर का पानी अब रोज़ आता है, “भरोसा” भी लौट आया और लोग फिर से ख़ुश हैं आज यहाँ",
    "Han": "青石渡的轮渡去年重新开船，江上“汽笛”又响了三声人们都来看",
}


# --- tokens ---


@given(st.text(max_size=60) | st.sampled_from(sorted(SCRIPTS.values())))
def test_tokens_together_are_the_text_and_none_parts_a_grapheme(text: str) -> None:
    cut = tokens(text)
    assert "".join(text[token.start : token.end] for token in cut) == text
    for token in cut:
        if token.kind == "word":
            assert not splits_grapheme(text, token.start)
            assert not splits_grapheme(text, token.end)


def test_a_han_character_is_a_word_and_what_is_written_together_is_one() -> None:
    assert words("复航1400米") == ["复", "航", "1400", "米"]
    assert words("It’s a short-range test of 1,200.5 km.") == [
        *("It’s", "a", "short-range", "test", "of", "1,200.5", "km"),
    ]
    assert words("ज़रूरत «ملكًا» e\u0301te\u0301") == ["ज़रूरत", "ملكًا", "e\u0301te\u0301"]


# --- the truth, against a text in which every word says where it comes from ---


@st.composite
def tagged(draw: st.DrawFn) -> tuple[Derivation, Span, range]:
    """A text of numbered words, changed at random, and a stretch of it with its numbers.

    A word written in place of `w3` is `r3`, with a typing error it is `w3x`, and what was put in
    is `i`.
    """
    count = draw(st.integers(4, 12))
    ends = draw(st.lists(st.sampled_from(["", "", "", ",", "."]), min_size=count, max_size=count))
    sheet = Sheet(" ".join(f"w{n}{end}" for n, end in enumerate(ends)))
    first = draw(st.integers(0, count - 1))
    last = draw(st.integers(first, count - 1))
    for number, token in enumerate(sheet.words):
        match draw(
            st.sampled_from(["", "", "", "", "rewrite", "mistype", "drop", "put", "sentence"])
        ):
            case "rewrite":
                sheet.rewrite(token, f"r{number}")
            case "mistype":
                sheet.rewrite(token, f"w{number}x", alike=True)
            case "drop":
                sheet.drop(token, token)
            case "put":
                sheet.put(token, "i i ")
            case "sentence":
                sheet.put(token, "i i. ", sentence=True)
    if draw(st.booleans()):
        low = draw(st.integers(0, len(sheet.order)))
        high = draw(st.integers(low, len(sheet.order)))
        to = draw(st.integers(0, len(sheet.order) - (high - low)))
        moving = sheet.order[low:high]
        rest = sheet.order[:low] + sheet.order[high:]
        sheet.order = rest[:to] + moving + rest[to:]
    span = sheet.tokens[sheet.words[first]].start, sheet.tokens[sheet.words[last]].end
    return sheet.derivation(), span, range(first, last + 1)


@given(tagged())
def test_the_derived_place_goes_from_the_first_to_the_last_word_of_its_own(
    case: tuple[Derivation, Span, range],
) -> None:
    derivation, span, numbers = case
    truth = derivation.truth(*span)
    found = [
        (m.start(), m.end(), int(m[1]) in numbers)
        for m in re.finditer(r"[wr](\d+)x?", derivation.new)
    ]
    own = [n for n, (_, _, is_own) in enumerate(found) if is_own]
    if not own:
        assert not truth.parts
        assert truth.refusal_is_right
        return
    between = found[own[0] : own[-1] + 1]
    if not all(is_own for _, _, is_own in between):
        assert len(truth.parts) > 1
        assert not truth.places
        return
    start, end = truth.places[0]
    # A mark may be left at an edge whose word is gone.
    assert start == between[0][0] or (start < between[0][0] and derivation.new[start] in ",.")
    assert end == between[-1][1] or (end > between[-1][1] and derivation.new[end - 1] in ",.")


@given(tagged())
def test_no_accepted_place_holds_a_word_of_others_unless_it_cannot_be_told(
    case: tuple[Derivation, Span, range],
) -> None:
    derivation, span, _ = case
    truth, own = derivation.truth(*span), derivation.sheet.within(*span)
    for place in (*truth.places[:1], *truth.parts):
        if not truth.undecidable:
            assert set(derivation.origins(*place)) <= set(own)
    assert len(truth.places) == len(set(truth.places))
    assert all(0 <= s < e <= len(derivation.new) for s, e in (*truth.places, *truth.parts))


@given(tagged())
def test_a_stretch_that_nothing_happened_to_keeps_its_words(
    case: tuple[Derivation, Span, range],
) -> None:
    derivation, (start, end), _ = case
    sheet, own = derivation.sheet, derivation.sheet.within(start, end)
    assume(not any(sheet.is_touched(n) for n in own[1:]))
    assume(sheet.now[own[0]] == sheet.was(own[0]))
    positions = [sheet.order.index(n) for n in own]
    assume(positions == list(range(positions[0], positions[0] + len(own))))
    truth = derivation.truth(start, end)
    assert len(truth.places) == 1
    assert not truth.undecidable
    new_start, new_end = truth.places[0]
    assert derivation.new[new_start:new_end] == sheet.old[start:end]


@given(tagged())
def test_what_comes_from_a_code_point_of_the_old_text_is_that_code_point(
    case: tuple[Derivation, Span, range],
) -> None:
    derivation, _, _ = case
    old, new, sources = derivation.sheet.old, derivation.new, derivation.sources
    assert len(sources) == len(new)
    kept = [source for source in sources if isinstance(source, int)]
    assert len(kept) == len(set(kept))
    for sign, source in zip(new, sources, strict=True):
        assert not isinstance(source, int) or old[source] == sign
    for n, (start, end) in enumerate(derivation.places):
        token = derivation.sheet.tokens[n]
        for source in sources[start:end]:
            low = source if isinstance(source, int) else source[0]  # type: ignore[index]
            assert token.start <= low < token.end


def what_became(old: str, quotation: str, *changes: tuple[str, ...]) -> tuple[set[str], Truth]:
    """Words that may stand for a quotation, after changes such as `("swap", "b", "x")`."""
    sheet = Sheet(old)
    for how, word, *text in changes:
        n = next(n for n in sheet.words if sheet.was(n) == word)
        match how:
            case "swap":
                sheet.rewrite(n, text[0])
            case "typo":
                sheet.rewrite(n, text[0], alike=True)
            case "drop":
                sheet.drop(n, n)
            case "put":
                sheet.put(n, f"{text[0]} ")
            case _:
                raise AssertionError(how)
    start = old.index(quotation)
    derivation = sheet.derivation()
    truth = derivation.truth(start, start + len(quotation))
    return {derivation.new[s:e] for s, e in truth.places}, truth


@each_case(
    ("quotation", "changes", "expected", "undecidable"),
    [
        ("b c", (), {"b c"}, False),
        ("b c", (("put", "b", "x"),), {"b c"}, False),
        ("b c", (("put", "c", "x"),), {"b x c"}, False),
        ("b c", (("put", "d", "x"),), {"b c"}, False),
        ("b c", (("swap", "b", "x"),), {"x c"}, False),
        ("b c", (("swap", "b", "x"), ("swap", "a", "y")), {"x c"}, False),
        ("b c", (("swap", "b", "x"), ("put", "b", "y")), {"x c", "y x c"}, True),
        ("b c", (("swap", "b", "x"), ("put", "c", "y")), {"x y c", "y c"}, True),
        ("b c", (("typo", "b", "x"), ("put", "b", "y")), {"x c"}, False),
        ("b c", (("swap", "b", "x"), ("drop", "a")), {"x c", "c"}, True),
        ("b c", (("drop", "b"), ("swap", "a", "y")), {"c", "y c"}, True),
        ("b c", (("drop", "b"),), {"c"}, False),
        ("b c", (("drop", "b"), ("drop", "c")), set(), False),
        ("b", (("drop", "b"), ("swap", "a", "y")), {"y"}, True),
        ("b", (("drop", "b"), ("put", "b", "y")), {"y"}, True),
        ("b", (("swap", "b", "x"), ("swap", "c", "y")), {"x"}, False),
        ("d, e", (("drop", "d"),), {", e", "e"}, False),
        ("c d, e", (("drop", "e"),), {"c d,", "c d"}, False),
        ("e f", (("swap", "e", "x"), ("put", "e", "y")), {"x f", "y x f"}, True),
        ("e f", (("swap", "e", "x"), ("drop", "d")), {"x f"}, False),  # the comma tells
    ],
)
def test_every_equally_likely_reading_of_an_edge_is_accepted_and_no_other(
    quotation: str, changes: tuple[tuple[str, ...], ...], expected: set[str], undecidable: bool
) -> None:
    found, truth = what_became("a b c d, e f g.", quotation, *changes)
    assert found == expected
    assert truth.undecidable == undecidable
    assert truth.refusal_is_right == (undecidable or not expected)
    assert truth.deleted == (not expected)


def test_a_sentence_put_before_an_edge_leaves_no_doubt() -> None:
    sheet = Sheet("a b c d")
    sheet.put(sheet.words[1], "X y z. ", sentence=True)
    sheet.rewrite(sheet.words[1], "x")
    truth = sheet.derivation().truth(2, 5)
    assert sheet.derivation().new == "a X y z. x c d"
    assert truth == Truth(((9, 12),))


def test_words_put_into_another_line_leave_no_doubt() -> None:
    for parted, places in [("\n", ((4, 7),)), (" ", ((4, 7), (2, 7)))]:
        sheet = Sheet(f"a{parted}b c")
        sheet.put(1, " y")
        sheet.rewrite(sheet.words[1], "x")
        assert sheet.derivation().new == f"a y{parted}x c"
        assert sheet.derivation().truth(2, 5) == Truth(places, undecidable=len(places) > 1)


def test_a_word_that_is_dropped_takes_one_blank_with_it() -> None:
    for drop, new in [
        ("a", "b c, d.\n\ne f"),
        ("b", "a c, d.\n\ne f"),
        ("c", "a b, d.\n\ne f"),
        ("d", "a b c,.\n\ne f"),
        ("e", "a b c, d.\n\nf"),
        ("f", "a b c, d.\n\ne"),
        ("bc", "a, d.\n\ne f"),
        ("cb", "a, d.\n\ne f"),
    ]:
        sheet = Sheet("a b c, d.\n\ne f")
        for letter in drop:
            n = next(n for n in sheet.words if sheet.was(n) == letter)
            sheet.drop(n, n)
        assert sheet.derivation().new == new
    sheet = Sheet("a b\n\nc d")
    sheet.drop(2, 2)
    assert sheet.derivation().new == "a\n\nc d"


# --- edits of which everybody can tell what they were ---


@pytest.mark.parametrize("script", SCRIPTS)
@given(seed=st.integers(0, 10_000), how=st.sampled_from(["drop", "put", "swap"]))
def test_no_other_edit_of_the_kind_gives_the_same_words(script: str, seed: int, how: str) -> None:
    text, rng = SCRIPTS[script], Random(seed)
    sheet = Sheet(text)
    editor = Editor(rng, sheet)
    rank = rng.randrange(len(sheet.words))
    n = sheet.words[rank]
    old, count = words(text), 1
    if how == "drop":
        assume(editor.drop(n))
        others = [old[:k] + old[k + 1 :] for k in range(len(old)) if k != rank]
    elif how == "put":
        count = rng.randint(1, 3)
        editor.put_before(n, count)
        new = words(sheet.derivation().new)
        others = [old[:k] + new[k : k + count] + old[k:] for k in range(len(old) + 1) if k != rank]
    else:
        editor.swap(n)
        new = words(sheet.derivation().new)
        others = [[*old[:k], new[k], *old[k + 1 :]] for k in range(len(old)) if k != rank]
    assert words(sheet.derivation().new) not in others
    assert words(sheet.derivation().new) != old


@pytest.mark.parametrize("script", SCRIPTS)
@given(seed=st.integers(0, 10_000))
def test_a_word_in_place_of_another_is_like_none_of_its_neighbours(script: str, seed: int) -> None:
    rng = Random(seed)
    sheet = Sheet(SCRIPTS[script])
    rank = rng.randrange(len(sheet.words))
    Editor(rng, sheet).swap(sheet.words[rank])
    new = [word.casefold() for word in words(sheet.derivation().new)]
    around = new[max(0, rank - 3) : rank] + new[rank + 1 : rank + 4]
    assert all(ratio(new[rank], other) < 50 for other in around)


def test_of_two_equal_words_side_by_side_none_is_dropped() -> None:
    text = "one two two three one four five four six seven eight nine one"
    dropped = set()
    for rank in range(len(words(text))):
        sheet = Sheet(text)
        if Editor(Random(0), sheet).drop(sheet.words[rank]):
            dropped.add(words(text)[rank])
    assert dropped.isdisjoint({"two", "four"})
    assert dropped >= {"three", "five", "six", "one"}


@pytest.mark.parametrize("script", SCRIPTS)
@given(seed=st.integers(0, 10_000))
def test_a_typing_error_leaves_one_word_in_place_of_one(script: str, seed: int) -> None:
    text, rng = SCRIPTS[script], Random(seed)
    sheet = Sheet(text)
    rank = rng.randrange(len(sheet.words))
    Editor(rng, sheet).mistype(sheet.words[rank])
    old, new = words(text), words(sheet.derivation().new)
    assert [k for k in range(len(old)) if old[k] != new[k]] == [rank]
    assert len(old) == len(new)


@given(seed=st.integers(0, 10_000))
def test_a_near_copy_has_as_many_words_and_at_least_one_is_another(seed: int) -> None:
    text = SCRIPTS["Latin"]
    copy = near_copy(Random(seed), text, vocabulary(text))
    other = [
        k for k, pair in enumerate(zip(words(text), words(copy), strict=True)) if len(set(pair)) > 1
    ]
    assert 1 <= len(other) <= len(words(text)) / 4


def test_the_account_tells_what_was_done_near_an_offset() -> None:
    sheet = Sheet("a b c d e")
    sheet.rewrite(sheet.words[1], "x")
    sheet.put(sheet.words[2], "new ")
    sheet.drop(sheet.words[3], sheet.words[3])
    assert sheet.account(4) == "a b>x |+'new ' c -d e"
    assert sheet.account(3) == "a b>x | +'new ' c -d e"
    assert sheet.account(4, tokens=2) == "b>x |+'new ' c"
