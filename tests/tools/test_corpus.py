"""The truth of the corpus is itself held against what can be said without it.

Slow as a whole: to make the corpus takes longer than all that is said of it here, and it serves
nothing but to measure accuracy, which is slow too.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import pairwise

import pytest

from archive.text.graphemes import splits_grapheme
from tests.tools.edited import articles
from tests.tools.edited.articles import LONGEST, SHORTEST, TEXTS, is_repeated
from tests.tools.edited.chains import CHAINS
from tests.tools.edited.corpus import (
    EACH_FURTHER,
    ORIENTATION,
    QUOTATIONS,
    corpus,
    orientation,
    whole_chains,
    whole_corpus,
    whole_further,
    whole_orientation,
)
from tests.tools.edited.further import FORM_ONLY, FURTHER
from tests.tools.edited.sample import Sample
from tests.tools.edited.sheet import Truth
from tests.tools.edited.tokens import Span, is_han, tokens
from tests.tools.edited.ways import CHANGES

pytestmark = pytest.mark.slow


def pairs() -> list[tuple[Sample, int]]:
    return [(sample, n) for sample in whole_corpus() for n in range(len(sample.quotations))]


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


def further_pairs() -> list[tuple[Sample, int]]:
    return [(sample, n) for sample in whole_further() for n in range(len(sample.quotations))]


def test_the_trace_finds_nothing_wrong_with_a_place_that_is_right() -> None:
    """What is known of each code point, and what follows for the whole quotation, agree."""
    judged = whole_now = 0
    for sample, n in (*pairs(), *further_pairs()):
        truth, trace = sample.truths[n], sample.derivation.trace
        old = (0, *sample.quotations[n])
        for start, end in truth.places if not truth.undecidable else ():
            kind = "moved" if sample.new[start:end] == sample.exact(n) else "altered"
            assert trace.fault(kind, old, (0, start, end)) is None
            judged += 1
        if (found := trace.place(*old)) is not None:
            assert (found[1], found[1] + len(sample.exact(n))) in truth.places
            whole_now += 1
    assert judged > 1500
    assert whole_now > 600


def test_the_trace_finds_fault_with_a_place_that_holds_a_word_of_others() -> None:
    found = 0
    for sample, n in pairs():
        truth, trace = sample.truths[n], sample.derivation.trace
        if not truth.places or truth.undecidable:
            continue
        start, end = truth.places[0]
        following = next(
            (t for t in tokens(sample.new) if t.start >= end and t.kind == "word"), None
        )
        if following is None or not sample.derivation.origins(following.start, following.end):
            continue
        wider = (0, start, following.end)
        assert trace.fault("altered", (0, *sample.quotations[n]), wider) is not None
        found += 1
    assert found > 1000


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


# --- further ways ---


def test_each_further_way_and_each_chain_has_as_many_quotations_in_five_texts() -> None:
    samples = (*whole_further(), *whole_chains())
    counts = Counter(s.kind for s in samples for _ in s.quotations)
    assert counts == dict.fromkeys((*FURTHER, *CHAINS), EACH_FURTHER)
    assert len({(s.kind, s.source) for s in samples}) == len(counts) * len(TEXTS)


def of_further(kinds: str) -> list[tuple[Sample, int, Truth]]:
    found = [(s, n, s.truths[n]) for s, n in further_pairs() if s.kind.startswith(kinds)]
    assert len(found) >= EACH_FURTHER
    return found


def test_what_was_edited_in_place_has_one_place_and_its_old_wording_stands_elsewhere() -> None:
    edited = 0
    for sample, n, truth in of_further("edited"):
        assert not truth.undecidable
        ((start, end),) = truth.places
        exact = sample.exact(n)
        rest = sample.new[:start] + "\0" + sample.new[end:]
        assert exact in rest
        edited += sample.new[start:end] != exact
    assert edited > 0.7 * 3 * EACH_FURTHER


def test_the_old_wording_comes_to_each_of_the_places_as_often() -> None:
    where: Counter[str] = Counter()
    for sample, n, truth in of_further("edited"):
        ((start, end),) = truth.places
        at = sample.new.find(sample.exact(n))
        if at == start:
            at = sample.new.find(sample.exact(n), end)
        lines = sample.new.count("\n\n", min(at, end), max(at, start))
        where["behind" if at > start else "before", lines > 0, lines > 1] += 1
    assert min(where[side, False, False] for side in ("behind", "before")) > EACH_FURTHER / 5
    assert min(where[side, True, False] for side in ("behind", "before")) > EACH_FURTHER / 5
    assert min(where[side, True, True] for side in ("behind", "before")) > EACH_FURTHER / 5


def test_what_was_split_is_cut_within_and_stands_between_its_first_and_last_word() -> None:
    for sample, n, truth in of_further("split"):
        assert truth.places
        assert not truth.parts
        words = [sample.derivation.words_of(*half) for half in sample.halves(n)]
        assert len(words) == 2
        assert all(words)
        start, end = truth.places[0]
        stops = sum(map(sample.new[start:end].count, ".।。"))
        assert stops == sum(map(sample.exact(n).count, ".।。")) + 1


def test_a_link_or_a_note_leaves_all_words_of_the_quotation() -> None:
    for sample, n, truth in of_further("a link"):
        assert sample.derivation.origins(*truth.places[0]) == [
            m
            for m in sample.derivation.sheet.within(*sample.quotations[n])
            if sample.derivation.sheet.tokens[m].kind == "word"
        ]
        assert sample.new[slice(*truth.places[0])] != sample.exact(n)


def test_what_is_wrapped_anew_differs_in_form_only_and_most_of_it_does() -> None:
    def letters(text: str) -> str:
        return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text)))

    differ = 0
    for sample, n, truth in of_further("wrapped"):
        assert sample.form_only
        assert sample.kind in FORM_ONLY
        new = sample.new[slice(*truth.places[0])]
        assert letters(new) == letters(sample.exact(n))
        differ += new != sample.exact(n)
    assert differ > 0.6 * 2 * EACH_FURTHER


def test_a_text_that_comes_back_is_the_first_after_others() -> None:
    for sample in whole_chains():
        assert len(sample.through) == CHAINS[sample.kind]
        assert sample.old not in sample.through
        assert sample.new == sample.old
        assert [truth.places for truth in sample.truths] == [(q,) for q in sample.quotations]
