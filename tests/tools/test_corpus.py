"""The truth of the corpus is itself held against what can be said without it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from archive.text.graphemes import splits_grapheme
from tests.revision.accuracy import Answer, is_silently_wrong, judge
from tests.tools.edited import articles
from tests.tools.edited.articles import LONGEST, SHORTEST, TEXTS, is_repeated, vocabulary
from tests.tools.edited.corpus import (
    ORIENTATION,
    QUOTATIONS,
    corpus,
    orientation,
    whole_corpus,
    whole_orientation,
)
from tests.tools.edited.sample import Sample
from tests.tools.edited.sheet import Derivation, Sheet, Truth
from tests.tools.edited.tokens import Span, is_han, tokens, words
from tests.tools.edited.ways import CHANGES
from tests.tools.edited.words import Editor, near_copy

SCRIPTS = {
    "Latin": "the ferry runs again from Zürich to the old quay, it’s a short way – and the 2nd one today",
    "Arabic": "تعود المكتبة إلى أهلها بعد خمس سنوات من الترميم، «وكان» الباب مفتوحًا كما كان من قبل",
    "Devanagari": "जलघर का पानी अब रोज़ आता है, “भरोसा” भी लौट आया और लोग फिर से ख़ुश हैं आज यहाँ",
    "Han": "青石渡的轮渡去年重新开船，江上“汽笛”又响了三声人们都来看",
}


def pairs() -> list[tuple[Sample, int]]:
    return [(sample, n) for sample in whole_corpus() for n in range(len(sample.quotations))]


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


@pytest.mark.parametrize(
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


# --- the corpus ---


def test_the_corpus_has_two_thousand_quotations_of_many_kinds_in_five_texts() -> None:
    assert len(CHANGES) >= 12
    assert Counter(sample.kind for sample in whole_corpus()).keys() == CHANGES.keys()
    assert {sample.source for sample in whole_corpus()} == TEXTS.keys()
    assert len(pairs()) == QUOTATIONS
    kinds = Counter(sample.kind for sample, _ in pairs())
    assert min(kinds.values()) >= 100


def test_lengths_are_spread_evenly_over_the_doublings() -> None:
    lengths = sorted(len(sample.exact(n)) for sample, n in pairs())
    assert lengths[0] == SHORTEST
    assert LONGEST * 0.9 < lengths[-1] <= LONGEST
    bounds = [5, 10, 20, 40, 80, 160, 301]
    for low, high in pairwise(bounds):
        assert 0.1 < sum(low <= length < high for length in lengths) / len(lengths) < 0.27


def test_more_than_a_third_of_the_quotations_stand_in_several_places() -> None:
    assert sum(is_repeated(s.old, s.quotations[n]) for s, n in pairs()) > len(pairs()) / 3


def test_no_quotation_cuts_a_word_or_a_grapheme() -> None:
    for sample, n in pairs():
        for offset in sample.quotations[n]:
            assert not splits_grapheme(sample.old, offset)
            around = sample.old[max(0, offset - 1) : offset + 1]
            if len(around) == 2 and around.isalpha():
                assert any(map(is_han, around)), around


def test_every_text_is_changed_outside_of_its_quotations_too() -> None:
    for sample in whole_corpus():
        sheet = sample.derivation.sheet
        own = {n for quotation in sample.quotations for n in sheet.within(*quotation)}
        assert any(sheet.is_touched(n) for n in range(len(sheet.tokens)) if n not in own)


def test_most_changed_texts_have_a_sentence_more() -> None:
    sheets = [s.derivation.sheet for s in whole_corpus() if "words replaced" not in s.kind]
    longer = [
        any(is_sentence for n in range(len(sheet.tokens)) for _, is_sentence in sheet.insertions(n))
        for sheet in sheets
    ]
    assert sum(longer) > 0.8 * len(longer)


def test_it_is_the_same_on_every_run() -> None:
    def some() -> list[tuple[str, tuple[Span, ...]]]:
        return [(s.new, s.quotations) for s in corpus(0.1, ("all at once", "near-copy elsewhere"))]

    first = some()
    articles._article.cache_clear()
    assert some() == first


def of_kind(kind: str) -> list[tuple[Sample, int, Truth]]:
    found = [(s, n, s.truths[n]) for s, n in pairs() if s.kind == kind]
    assert len(found) > 100
    return found


def test_few_quotations_cannot_be_told() -> None:
    assert sum(sample.truths[n].undecidable for sample, n in pairs()) < 0.01 * len(pairs())
    assert sum(bool(sample.truths[n].parts) for sample, n in pairs()) < 0.01 * len(pairs())


@pytest.mark.parametrize("kind", ["passage deleted", "deleted, a copy elsewhere"])
def test_of_what_is_deleted_nothing_is_left(kind: str) -> None:
    for sample, n, truth in of_kind(kind):
        assert truth.deleted
        assert truth.refusal_is_right
        sheet = sample.derivation.sheet
        assert not any(sheet.now[m] for m in sheet.within(*sample.quotations[n]))
        start, end = sample.quotations[n]
        assert sample.old[max(0, start - 20) : end + 20] not in sample.new


def test_everybody_can_tell_where_a_deletion_begins_and_ends() -> None:
    for sample in whole_corpus():
        if not any(truth.deleted for truth in sample.truths):
            continue
        sheet = sample.derivation.sheet
        was = ["", *(sheet.was(n).casefold() for n in sheet.words), ""]
        gone = [False, *(not sheet.now[n] for n in sheet.words), False]
        starts = [k for k in range(1, len(was)) if gone[k] and not gone[k - 1]]
        ends = [k for k in range(1, len(was)) if not gone[k] and gone[k - 1]]
        for start, end in zip(starts, ends, strict=True):
            assert was[start] != was[end]
            assert was[start - 1] != was[end - 1]


def test_what_is_deleted_stands_elsewhere_as_often_as_an_exact_copy_does() -> None:
    kept = [s.exact(n) in s.new for s, n, _ in of_kind("deleted, a copy elsewhere")]
    assert 0.4 < sum(kept) / len(kept) < 0.8


@pytest.mark.parametrize(
    "kind", ["words put around", "repeated passage", "paragraph moved", "sentences reordered"]
)
def test_what_only_its_surroundings_changed_keeps_its_words(kind: str) -> None:
    for sample, n, truth in of_kind(kind):
        ((start, end),) = truth.places
        assert sample.new[start:end] == sample.exact(n)


def test_a_repeated_passage_stays_in_as_many_places() -> None:
    for sample, n, _ in of_kind("repeated passage"):
        exact = sample.exact(n)
        assert sample.old.count(exact) > 1
        assert sample.new.count(exact) == sample.old.count(exact)


def test_what_stands_around_is_other_where_words_were_put_there() -> None:
    for sample, n, truth in of_kind("words put around"):
        (start, end), (new_start, new_end) = sample.quotations[n], truth.places[0]
        assert (
            sample.old[max(0, start - 6) : start] != sample.new[max(0, new_start - 6) : new_start]
        )
        assert sample.old[end : end + 6] != sample.new[new_end : new_end + 6]


@pytest.mark.parametrize(
    "kind", ["typing errors", "words put inside", "words deleted inside", "case"]
)
def test_what_was_changed_inside_has_other_words_now(kind: str) -> None:
    changed = [s.new[slice(*truth.places[0])] != s.exact(n) for s, n, truth in of_kind(kind)]
    assert sum(changed) > 0.9 * len(changed)


@pytest.mark.parametrize("kind", ["case", "quotes and dashes", "white space"])
def test_what_only_looks_other_has_the_same_letters(kind: str) -> None:
    for sample, n, truth in of_kind(kind):
        old, new = (
            "".join(c for c in text.casefold() if c.isalnum())
            for text in (sample.exact(n), sample.new[slice(*truth.places[0])])
        )
        assert new == old


def test_a_moved_paragraph_stands_between_others() -> None:
    for sample, _, truth in of_kind("paragraph moved"):
        order = sample.derivation.sheet.order
        assert order != sorted(order)
        assert sorted(order) == list(range(len(order)))
        assert truth.places


@pytest.mark.parametrize("rate", [0.05, 0.2])
def test_of_the_orientation_set_as_many_words_are_edited_as_it_says(rate: float) -> None:
    samples = whole_orientation(rate)
    assert sum(len(sample.quotations) for sample in samples) == ORIENTATION
    repeated = [is_repeated(s.old, quotation) for s in samples for quotation in s.quotations]
    assert 0.35 < sum(repeated) / len(repeated) < 0.39
    for sample in samples:
        sheet = sample.derivation.sheet
        edited = sum(map(sheet.is_touched, sheet.words)) / len(sheet.words)
        assert 0.8 * rate < edited < 1.15 * rate


def test_the_orientation_sets_have_the_same_quotations() -> None:
    few, many = (list(orientation(rate, 0.2)) for rate in (0.05, 0.2))
    assert [(s.old, s.quotations) for s in few] == [(s.old, s.quotations) for s in many]


# --- judging ---


def sample_of(old: str, new: Sheet | None, quotation: str) -> Sample:
    sheet = new or Sheet(old)
    start = old.index(quotation)
    return Sample("by hand", "by hand", sheet.derivation(), ((start, start + len(quotation)),))


def verdict(
    sample: Sample, words: str | None, *, altered: bool = False, in_blocks: bool = False
) -> str:
    answer = None
    if words is not None:
        start = sample.new.index(words)
        answer = Answer(start, start + len(words), altered)
    found = judge(sample, 0, answer, in_blocks=in_blocks)
    return f"{found}, silently" if is_silently_wrong(found, answer) else found


def test_an_answer_is_right_at_both_ends_or_not_at_all() -> None:
    sample = sample_of("a b c d e", None, "b c")
    assert verdict(sample, "b c") == "right"
    assert verdict(sample, None) == "refused"
    assert verdict(sample, "b") == "edge, silently"
    assert verdict(sample, "b", altered=True) == "edge"
    assert verdict(sample, "b c ") == "edge, silently"
    assert verdict(sample, "b c d") == "elsewhere, silently"
    assert verdict(sample, "b c d", altered=True) == "elsewhere, silently"
    assert verdict(sample, "e") == "elsewhere, silently"
    assert verdict(sample, " ", altered=True) == "elsewhere, silently"


def test_what_is_gone_must_be_refused() -> None:
    sheet = Sheet("a b c d e")
    sheet.drop(*(sheet.words[k] for k in (1, 2)))
    sample = sample_of(sheet.old, sheet, "b c")
    assert sample.new == "a d e"
    assert verdict(sample, None) == "right"
    assert verdict(sample, "a", altered=True) == "elsewhere, silently"


def test_what_cannot_be_told_may_be_refused_or_read_either_way() -> None:
    sheet = Sheet("a b c d e")
    sheet.put(sheet.words[1], "x ")
    sheet.rewrite(sheet.words[1], "y")
    sample = sample_of(sheet.old, sheet, "b c")
    assert [verdict(sample, words) for words in (None, "x y c", "y c")] == ["right"] * 3
    assert verdict(sample, "c") == "edge, silently"


def test_what_was_torn_apart_is_refused_or_its_larger_part_is_said_to_be_altered() -> None:
    sheet = Sheet("a b c d e f")
    order = [0, 1, 2, 3, 4, 5, 8, 9, 6, 7, 10]
    sheet.order = order  # a b c e d f
    sample = sample_of(sheet.old, sheet, "b c d")
    assert sample.new == "a b c e d f"
    for in_blocks in (True, False):
        assert verdict(sample, None, in_blocks=in_blocks) == "right"
        assert verdict(sample, "b c", altered=True, in_blocks=in_blocks) == "right"
        assert verdict(sample, "b c", in_blocks=in_blocks) == "edge, silently"
        assert verdict(sample, "d", altered=True, in_blocks=in_blocks) == "edge"
        assert verdict(sample, "b c e d", in_blocks=in_blocks) == "elsewhere, silently"


def test_the_larger_part_is_not_always_the_first() -> None:
    sheet = Sheet("a b c d e f")
    sheet.order = [0, 1, 2, 3, 8, 9, 4, 5, 6, 7, 10]  # a b e c d f
    sample = sample_of(sheet.old, sheet, "b c d")
    assert sample.new == "a b e c d f"
    assert verdict(sample, "b", altered=True) == "edge"
    assert verdict(sample, "c d", altered=True) == "right"


def test_of_parts_of_one_length_none_is_the_larger() -> None:
    sheet = Sheet("a b c d e f")
    sheet.order = [0, 1, 2, 3, 6, 7, 4, 5, 8, 9, 10]  # a b d c e f
    sample = sample_of(sheet.old, sheet, "b c")
    assert sample.new == "a b d c e f"
    assert verdict(sample, "b", altered=True) == verdict(sample, "c", altered=True) == "edge"
    assert verdict(sample, None) == "right"


def test_what_stands_in_two_blocks_has_no_one_place_in_a_document() -> None:
    sheet = Sheet("a b c d e")
    sheet.rewrite(sheet.words[3] - 1, "\n\n", alike=True)
    sample = sample_of(sheet.old, sheet, "b c d")
    assert verdict(sample, "b c\n\nd") == "right"
    assert verdict(sample, None) == "refused"
    assert verdict(sample, None, in_blocks=True) == "right"
    assert verdict(sample, "b c", altered=True, in_blocks=True) == "right"
    assert verdict(sample, "b c", in_blocks=True) == "edge, silently"
    assert verdict(sample, "d", altered=True, in_blocks=True) == "edge"
