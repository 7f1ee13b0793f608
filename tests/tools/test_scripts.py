"""The scripts say the truth about what they did, and the truth tells right places from wrong ones."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from hypothesis import given

from archive.files.memory import FilesInMemory
from archive.findings import Severity
from archive.model.anchors import Anchor
from archive.model.captures import BlockOrigin
from tests.tools.cases import each_case
from tests.tools.edited.cases import (
    Case,
    CorrectionCase,
    case_of,
    cases,
    corrections,
    outline_of,
    stretches,
)
from tests.tools.edited.pages import Leaf, Node, Page, Part, Word, Writer
from tests.tools.edited.records import Record
from tests.tools.edited.scripts import Editor
from tests.tools.edited.tongues import TONGUES
from tests.tools.edited.trace import Trace

pytestmark = pytest.mark.slow

SEEDS = range(150)


@cache
def case(seed: int) -> Case:
    """A case of a fixed seed; every other one with copies put in."""
    return case_of(*outline_of(seed), copies=seed % 2 == 1)


def anchors(case: Case) -> list[tuple[int, int, int]]:
    """Block, start and end of every anchor of the old record."""
    number = {block.id: n for n, block in enumerate(case.old.text_blocks())}
    return [
        (number[one.block], one.start, one.end)
        for _, one in stretches(case.old)
        if isinstance(one, Anchor)
    ]


# --- what is drawn ---


@given(cases(copies=True))
def test_both_records_are_valid_and_their_text_is_what_was_received(case: Case) -> None:
    from archive.validation import ON_DOCUMENT, ON_FILES

    for document, files in ((case.old, case.old_files), (case.onto, case.onto_files)):
        kept = FilesInMemory(files, document.id)
        found = [f for rule in ON_DOCUMENT for f in rule(document)]
        found += [f for rule in ON_FILES for f in rule(document, kept)]
        assert not [f for f in found if f.severity is Severity.ERROR]
        assert all(isinstance(block.origin, BlockOrigin) for block in document.text_blocks())
    assert not case.onto.claims
    assert not case.onto.annotations


@given(cases(copies=True))
def test_every_code_point_that_is_kept_is_the_same_and_is_kept_once(case: Case) -> None:
    truth = case.truth
    assert truth.old == [block.text for block in case.old.text_blocks()]
    assert truth.new == [block.text for block in case.onto.text_blocks()]
    old = {
        base + at: sign
        for base, text in zip(truth.bases, truth.old, strict=True)
        for at, sign in enumerate(text)
    }
    kept: Counter[int] = Counter()
    for text, trace in zip(truth.new, truth.traces, strict=True):
        assert len(text) == len(trace)
        for sign, source in zip(text, trace, strict=True):
            if isinstance(source, int):
                assert old[source] == sign
                kept[source] += 1
    assert not kept or max(kept.values()) == 1


@given(cases())
def test_a_script_without_copies_puts_in_no_word_of_the_vocabulary(case: Case) -> None:
    words = {word.casefold() for tongue in TONGUES.values() for word in tongue.words}
    for text, trace in zip(case.truth.new, case.truth.traces, strict=True):
        for found in re.finditer(r"\w+", text):
            if not any(isinstance(one, int) for one in trace[found.start() : found.end()]):
                assert found[0].casefold() not in words


@given(corrections(copies=True))
def test_a_correction_leaves_other_blocks_alone(case: CorrectionCase) -> None:
    for n, block in enumerate(case.old.text_blocks()):
        assert case.truth.new[n] == case.texts.get(block.id, block.text)


def test_every_step_is_taken_and_most_of_the_text_stays() -> None:
    steps: Counter[str] = Counter()
    kept = whole = 0
    for seed in SEEDS:
        steps.update(step.partition(":")[0] for step in case(seed).done)
        kept += len(case(seed).truth.kept)
        whole += sum(not s.isspace() for text in case(seed).truth.old for s in text)
    assert set(steps) == {
        *("words", "everywhere", "correct", "put_back", "delete_sentence", "insert_sentence"),
        *("move_sentence", "split", "join", "move_node", "move_part", "delete_node", "add_node"),
    }
    assert 0.85 < kept / whole < 0.99


def test_texts_repeat_words_sentences_and_blocks() -> None:
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        texts = case(seed).truth.old
        seen["blocks"] += len(texts) - len(set(texts))
        stretched = [case(seed).truth.old[b][s:e] for b, s, e in anchors(case(seed))]
        seen["anchors"] += len(stretched)
        seen["not unique"] += sum(sum(t.count(w) for t in texts) > 1 for w in stretched)
    assert seen["blocks"] > 40
    assert 0.3 < seen["not unique"] / seen["anchors"] < 0.7


@each_case("kind", ["is_plain", "by accident", "same"])
def test_the_other_version_is_brought_in_in_several_ways(kind: str) -> None:
    found = 0
    for seed in SEEDS:
        old, onto = case(seed).old, case(seed).onto
        if kind == "is_plain":
            found += case(seed).is_plain
        elif kind == "same":
            found += not case(seed).done
        else:
            found += any(block.id in old.index.by_id for block in onto.text_blocks())
    assert len(SEEDS) / 20 < found < len(SEEDS)


# --- the truth ---


def test_where_an_anchor_is_still_whole_the_truth_finds_nothing_wrong() -> None:
    whole = 0
    for seed in SEEDS:
        truth = case(seed).truth
        for old in anchors(case(seed)):
            if place := truth.place(*old):
                new = (*place, place[1] + old[2] - old[1])
                assert truth.fault("moved", old, new) is None
                assert truth.fault("altered", old, new) == "the words are the same"
                whole += 1
    assert whole > 2000


def test_the_same_words_elsewhere_are_wrong() -> None:
    """Whoever takes the first place where the words stand is found out."""
    wrong = right = 0
    for seed in SEEDS:
        truth, copies = case(seed).truth, case(seed).copies
        for old in anchors(case(seed)):
            words = truth.old[old[0]][old[1] : old[2]]
            at = next((n for n, text in enumerate(truth.new) if words in text), None)
            if at is None:
                continue
            start = truth.new[at].index(words)
            new = (at, start, start + len(words))
            is_own = truth.place(*old) == new[:2]
            fault = truth.fault("moved", old, new, copies=copies)
            assert fault is None if is_own else fault is not None or copies
            wrong, right = wrong + (fault is not None), right + is_own
    assert wrong > 300
    assert right > 1000


def traced(*texts: str) -> list[tuple[int, str]]:
    """Old blocks with the numbers of their first code points."""
    found, base = [], 1
    for text in texts:
        found.append((base, text))
        base += len(text) + 1
    return found


def kept(*parts: tuple[str, int | tuple[int, int] | None]) -> tuple[str, list]:  # type: ignore[type-arg]
    """A new block of parts: from a number of the old text on, in the place of a stretch, or new."""
    text = "".join(part for part, _ in parts)
    trace: list[int | tuple[int, int] | None] = []
    for part, source in parts:
        own = range(source, source + len(part)) if isinstance(source, int) else [source] * len(part)
        trace += own
    return text, trace


def test_one_of_two_equal_neighbours_is_not_the_other() -> None:
    truth = Trace(traced("a the the b"), [kept(("a ", 1), ("the b", 7))])
    first, second, left = (0, 2, 5), (0, 6, 9), (0, 2, 5)
    assert truth.place(*second) == (0, 2)
    assert truth.fault("moved", second, left) is None
    assert truth.fault("moved", first, left) == "these words come from elsewhere"


def test_of_words_that_are_the_same_and_partly_its_own_nobody_can_tell_the_others() -> None:
    truth = Trace(traced("a b. a b. c d"), [kept(("a b. ", 1), ("c d", 11))])
    second_with_what_follows, alone, left = (0, 5, 13), (0, 5, 9), (0, 0, 8)
    assert truth.fault("moved", second_with_what_follows, left) is None
    assert truth.fault("moved", alone, (0, 0, 4)) == "these words come from elsewhere"


def test_a_replaced_word_belongs_to_the_anchor_and_one_from_elsewhere_does_not() -> None:
    truth = Trace(
        traced("one two three", "four"), [kept(("one ", 1), ("zwei", (5, 8)), (" three", 8))]
    )
    assert truth.fault("altered", (0, 0, 7), (0, 0, 8)) is None
    assert truth.fault("altered", (0, 4, 7), (0, 4, 8)) is None
    assert truth.fault("altered", (0, 4, 7), (0, 0, 8)) == "'o' at 0 comes from elsewhere"
    assert truth.fault("altered", (0, 8, 13), (0, 4, 14)) == "'z' at 4 comes from elsewhere"
    assert truth.fault("moved", (0, 8, 13), (0, 9, 14)) is None


def test_what_is_put_in_inside_belongs_to_the_anchor() -> None:
    truth = Trace(traced("one two"), [kept(("one ", 1), ("new ", None), ("two", 5))])
    assert truth.fault("altered", (0, 0, 7), (0, 0, 11)) is None
    assert truth.fault("altered", (0, 0, 3), (0, 4, 7)) == "nothing in it comes from the old words"


def test_what_is_put_in_where_words_went_may_be_taken_for_them() -> None:
    truth = Trace(traced("one two three"), [kept(("one ", 1), ("new ", None), ("three", 9))])
    assert truth.fault("altered", (0, 4, 7), (0, 4, 7)) is None
    assert truth.fault("altered", (0, 0, 3), (0, 4, 7)) == "nothing in it comes from the old words"


PARTED = "the words are parted, and most of them do not stand here"


def test_the_words_of_a_block_may_be_taken_out_and_put_in_again() -> None:
    old, new = traced("one two"), [kept(("zero one", None))]
    assert Trace(old, new, homes=[0]).fault("moved", (0, 0, 3), (0, 5, 8), copies=True) is None
    elsewhere = "these words come from elsewhere"
    assert Trace(old, new).fault("moved", (0, 0, 3), (0, 5, 8), copies=True) == elsewhere
    assert Trace(old, new, homes=[0]).fault("moved", (0, 0, 3), (0, 5, 8)) == elsewhere


def test_words_that_stand_again_in_their_block_may_be_taken_for_those_that_were_edited() -> None:
    new = [kept(("two ", 5), ("drei", (9, 14)), (" one two three", None))]
    copies, anchor = {"copies": True}, (0, 4, 13)
    truth = Trace(traced("one two three"), new, homes=[0])
    assert truth.fault("moved", anchor, (0, 13, 22), **copies) is None
    assert truth.fault("moved", anchor, (0, 13, 22)) == "these words come from elsewhere"
    elsewhere = "these words come from elsewhere"
    assert Trace(traced("one two three"), new).fault("moved", anchor, (0, 13, 22), **copies) == (
        elsewhere
    )


def test_words_that_were_parted_stand_where_most_of_them_stand() -> None:
    truth = Trace(
        traced("one two three and many words"),
        [kept(("one two", 1)), kept(("three and many words", 9))],
    )
    assert truth.fault("altered", (0, 4, 13), (1, 0, 5)) is None
    assert truth.fault("altered", (0, 4, 13), (0, 4, 7)) == PARTED


def test_a_few_letters_elsewhere_do_not_tell_that_words_were_parted() -> None:
    truth = Trace(traced("one two three"), [kept(("one two", 1)), kept(("three", 9))])
    assert truth.fault("altered", (0, 4, 13), (0, 4, 7)) is None


def test_a_copy_is_wrong_where_the_words_themselves_are_still_there() -> None:
    old = traced("a b the c d")
    truth = Trace(
        old, [kept(("a b the c d", 1)), kept(("x y ", None), ("the", None), (" z", None))]
    )
    assert (
        truth.fault("moved", (0, 4, 7), (1, 4, 7), copies=True)
        == "these words stand in block 0 at 4"
    )


def test_a_copy_among_the_same_words_may_be_taken_for_the_words_themselves() -> None:
    old = traced("a b c the d e f")
    truth = Trace(old, [kept(("a b c the d e f", None)), kept(("x the d e f", None))])
    assert truth.fault("moved", (0, 6, 9), (0, 6, 9), copies=True) is None
    assert truth.fault("moved", (0, 6, 9), (0, 6, 9)) == "these words come from elsewhere"
    assert (
        truth.fault("moved", (0, 6, 9), (1, 2, 5), copies=True) == "these words come from elsewhere"
    )


def test_a_sign_that_was_put_in_is_taken_for_one_that_was_there_beside_its_words() -> None:
    truth = Trace(traced("one. two."), [kept(("one", 1), (".", None)), kept(("new.", None))])
    assert truth.fault("moved", (0, 0, 4), (0, 0, 4)) is None
    assert truth.fault("moved", (0, 3, 4), (0, 3, 4)) is None
    assert truth.fault("moved", (0, 3, 4), (1, 3, 4)) == "these words come from elsewhere"


def test_a_block_is_untouched_where_nothing_in_it_has_changed() -> None:
    truth = Trace(traced("one two", "one two", "x"), [kept(("one two", 9)), kept(("x", None))])
    assert [truth.image(n) for n in range(3)] == [None, 0, None]
    assert not truth.is_unique(1)


def test_a_block_that_stands_again_counts_as_moved_whatever_it_was_put_together_from() -> None:
    old = traced("one. two three.", "one.", "four")
    new = [kept(("one.", 1)), kept(("one.", 17), (" ", None), ("two three.", 6))]
    assert Trace(old, new).image(0) is None
    truth = Trace(old, new).let_blocks_move()
    assert [truth.image(n) for n in range(3)] == [1, 0, None]
    assert len(truth.kept) == 18


def test_a_copy_of_a_block_is_not_the_block() -> None:
    new = [kept(("one two", None)), kept(("one ", 1))]
    assert Trace(traced("one two"), new).let_blocks_move().image(0) is None


def test_an_anchor_is_untouched_only_with_the_words_beside_it() -> None:
    new = kept(("one two three four ", 1), ("new", (20, 24)), (" six", 24))
    truth = Trace(traced("one two three four five six"), [new])
    assert truth.is_untouched(0, 0, 3)
    assert not truth.is_untouched(0, 4, 7)
    assert truth.place(0, 4, 7) == (0, 4)


def test_a_sentence_deleted_and_put_in_elsewhere_counts_as_moved() -> None:
    made = edited("one two. three four.", "five.", copies=True)
    leaf, other = made.page.leaves()
    gone = leaf.sentences.pop(0)
    copy = [word._replace(trace=(None,) * len(word.text)) for word in gone]
    other.sentences.append(copy)
    made.copied.append(copy)
    made.finish()
    assert [list(word.trace) for word in other.sentences[-1]] == [list(word.trace) for word in gone]


def test_one_of_two_equal_sentences_cannot_be_moved_past_the_other() -> None:
    made = edited("one two. one two. three.", copies=False)
    (leaf,) = made.page.leaves()
    before = leaf.rendered()
    leaf.sentences[0][0] = leaf.sentences[0][0]._replace(text="new", trace=((1, 4),) * 3)
    edits = leaf.rendered()
    leaf.sentences.insert(1, leaf.sentences.pop(0))
    made.finish()
    assert edits[0] == "new two. one two. three."
    text, trace = leaf.rendered()
    assert text == "one two. new two. three."
    assert [one for one in trace if one] == [
        *(one for one in before[1] if one is not None and one < 10),
        *((10, 13),) * 3,
        *(one for one in before[1] if one is not None and one > 13),
    ]


def test_one_of_two_equal_blocks_in_the_place_of_the_other_is_the_other() -> None:
    made = edited("start.", "one two.", "middle.", "one two.", "end.", copies=False)
    nodes = made.page.parts[0].nodes
    del nodes[1]
    nodes.insert(1, nodes.pop(2))
    made.finish()
    assert [leaf.rendered()[0] for leaf in made.page.leaves()] == [
        *("start.", "one two.", "middle.", "end."),
    ]
    trace = [one for leaf in made.page.leaves() for one in leaf.rendered()[1] if one is not None]
    assert trace == sorted(trace)


def test_one_of_two_equal_neighbours_that_was_deleted_stays_deleted() -> None:
    for gone in (0, 1):
        made = edited("one two. one two. three.", copies=False)
        (leaf,) = made.page.leaves()
        left = [list(word.trace) for word in leaf.sentences[1 - gone]]
        del leaf.sentences[gone]
        made.finish()
        assert [list(word.trace) for word in leaf.sentences[0]] == left


def test_a_copy_of_a_sentence_that_is_still_there_comes_from_nowhere() -> None:
    made = edited("one two. three four.", "five.", copies=True)
    leaf, other = made.page.leaves()
    copy = [word._replace(trace=(None,) * len(word.text)) for word in leaf.sentences[0]]
    other.sentences.append(copy)
    made.copied.append(copy)
    made.finish()
    assert all(one is None for word in other.sentences[-1] for one in word.trace)


def edited(*texts: str, copies: bool) -> Editor:
    """An editor of a page of paragraphs whose sentences end with full stops."""
    tongue = TONGUES["en"]
    leaves, base = [], 1
    for text in texts:
        sentences = [
            [
                *(Word(word, (), " ") for word in sentence.split()),
                Word(".", (), "", is_word=False),
            ]
            for sentence in text.split(".")[:-1]
        ]
        leaves.append(Leaf(sentences, tongue))
        leaves[-1].settle(base)
        base += len(text) + 1
    page = Page([Part([Node("paragraph", [leaf]) for leaf in leaves])])
    return Editor(page, Writer(), Record(page, Writer(), tongue), copies=copies)
