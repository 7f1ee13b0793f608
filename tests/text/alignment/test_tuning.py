"""The cases of the tuned numbers of alignment that no other test fixes."""

from __future__ import annotations

from itertools import product

from archive.text.alignment.alignment import align, align_states, edits
from archive.text.alignment.common_passages import Frame, chains_of, ties_of, uneven_gaps
from archive.text.alignment.duplicated_sentences import SentenceCopy, copies_in
from archive.text.alignment.projection import Placement, Projection
from archive.text.alignment.sentence_diff import SentenceDiff
from archive.text.alignment.tokens import FoldedText, Tokens
from tests.tools.cases import each_case


def sureness(old: str, new: str, words: str) -> list[bool]:
    """Whether it is sure where the last copy of these words is; empty if they are in no run."""
    at = old.rindex(words)
    runs = align(FoldedText(old), FoldedText(new))
    return [run.sure for run in runs if run.start <= at < run.end]


def is_moved(old: str, new: str, words: str) -> bool:
    """Whether words that come after these in the old text come before them in the new text."""
    runs = align_states(FoldedText(old), FoldedText(new)).runs
    at = old.index(words)
    own = [run for run in runs if run.start <= at < run.end]
    return any(
        one.start < other.start and other.new_start < one.new_start for one in own for other in runs
    )


TRADE = "The ministry did not say why trade with the islands fell so much in the year before."


def is_moved_behind(old: str, new: str, words: str) -> bool:
    """Whether a sentence with these words is moved from before another one to after it."""
    return is_moved(f"So it is. {old} {TRADE} Amen.", f"So it is. {TRADE} {new} Amen.", words)


def copies(old: str, new: str) -> list[SentenceCopy]:
    """The sentences of the old text that the new text has twice."""
    here, there = FoldedText(old), FoldedText(new)
    return copies_in(here, there, *chains_of(ties_of(here, there)))


def placed(old: str, new: str, words: str) -> Placement:
    """Where the last copy of these words in the old text is in the new text."""
    here = FoldedText(old)
    states = align_states(here, FoldedText(new))
    start = old.rindex(words)
    return Projection(here, states.there, states.runs).place(start, start + len(words))


# --- tokens that tie two texts together ---


@each_case(("clause", "is_tie"), [("He went so,", False), ("He went away,", True)])
def test_a_short_clause_is_no_tie(clause: str, is_tie: bool) -> None:
    text = FoldedText(f"{clause} and it rained for a day.")
    assert text.stands_once(0, len(clause)) is is_tie


@each_case(("words", "is_shared"), [("one two three", False), ("one two three four", True)])
def test_four_words_in_a_row_are_shared(words: str, is_shared: bool) -> None:
    one, other = FoldedText(f"a {words} b"), FoldedText(f"x {words} y")
    own, others = (Tokens(text, 0, len(text.text)) for text in (one, other))
    assert own.shares(others, 0, len(other.text)) is is_shared


def test_an_edited_sentence_after_a_moved_passage_has_moved_with_it() -> None:
    stays = "The old boat came in every week, and it was full of coal. He kept a book of it."
    old = f"So it is. {TRADE} Many do so, he said. {stays} Amen."
    new = f"So it is. {stays} {TRADE} Many did so, he said. Amen."
    place = placed(old, new, "Many do so, he said.")
    assert new[place.start : place.end] == "Many did so, he said."


@each_case(("length", "missing"), [(500, 0), (750, 150)])
def test_a_long_sentence_is_not_moved_with_a_passage(length: int, missing: int) -> None:
    text = FoldedText("word " * (length // 5))
    assert text.sentence_before(length, 0) == missing
    assert text.sentence_end(0, length) == length - missing


@each_case(("count", "is_aligned"), [(1900, True), (2100, False)])
def test_large_texts_without_ties_are_only_aligned_by_ngrams(count: int, is_aligned: bool) -> None:
    old, new = (
        " ".join(f"same{n}" if n % 3 else f"{age}{n}" for n in range(count))
        for age in ("old", "new")
    )
    assert bool(align(FoldedText(old), FoldedText(new))) is is_aligned


@each_case(("words", "count"), [("if so it is", 1), ("if so it is we", 2)])
def test_few_words_between_large_changes_are_the_same_by_chance(words: str, count: int) -> None:
    old = f"harbour {'ferry boat ' * 5}{words} {'winter storm ' * 5}today"
    new = f"harbour {'council met ' * 5}{words} {'summer calm ' * 5}today"
    assert len(edits(old, new)) == count


@each_case(("count", "is_sure"), [(12, False), (20, True)])
def test_words_beside_a_change_are_compared_with_the_nearest_copies(
    count: int, is_sure: bool
) -> None:
    others = "".join(f"the {n} " for n in range(count))
    old = f"It fell as the port is {others}the port is shut"
    assert sureness(old, "It fell if the port is shut", "port is") == [is_sure]


CLOSED = "the port of Leith is closed,"


@each_case(
    ("before", "after", "is_sure"),
    [("He left so", "and I went", False), ("He left now so", "and I went along", True)],
)
def test_words_between_long_passages_that_occur_once_are_no_copy(
    before: str, after: str, is_sure: bool
) -> None:
    old = f"Later on this year, {CLOSED} amen. Then qq {before} xx, {CLOSED} yy {after}"
    new = f"Later on this year, amen. Then pp {before} zz, {CLOSED} ww {after}"
    assert sureness(old, new, CLOSED) == [is_sure]


# --- passages that moved ---


@each_case(
    ("clause", "moves"),
    [("the old boat went so;", False), ("the old boats went by now;", True)],
)
def test_part_of_a_sentence_is_moved_if_it_is_long(clause: str, moves: bool) -> None:
    rest = "the ministry did not say why trade with the islands fell;"
    old, new = f"So it is: {clause} {rest} amen.", f"So it is: {rest} {clause} amen."
    assert is_moved(old, new, clause) is moves


@each_case(("sentence", "moves"), [("I am to be in.", False), ("I am to be paid.", True)])
def test_a_very_short_sentence_is_not_moved(sentence: str, moves: bool) -> None:
    assert is_moved_behind(sentence, sentence, sentence) is moves


@each_case(("length", "is_uneven"), [(20, False), (30, True)])
def test_a_little_more_text_is_not_another_sentence(length: int, is_uneven: bool) -> None:
    gaps = uneven_gaps(FoldedText("x" * length), FoldedText("y"), [], [])
    assert any(gaps) is is_uneven


@each_case(("between", "chains"), [(250, 1), (350, 2)])
def test_clauses_far_apart_are_not_moved_together(between: int, chains: int) -> None:
    main = [Frame(n, n + 20, n, n + 20) for n in range(2000, 2100, 20)]
    at = 20 + between
    moved = [Frame(0, 20, 5000, 5020), Frame(at, at + 20, 5000 + at, 5020 + at)]
    assert len(chains_of([*moved, *main])[1]) == chains


@each_case(
    ("edited", "moves"),
    [
        ("Docker wonders if it may be closing for wintering.", True),
        ("Bankers know if it may be so for farmers.", False),
    ],
)
def test_a_moved_sentence_has_similar_words(edited: str, moves: bool) -> None:
    old = "Dockers wonder if it may be closed before winters."
    assert is_moved_behind(old, edited, "if it may be") is moves


@each_case(
    ("before", "after", "is_sure"), [("so,", "as I", False), ("it is so,", "as it is I", True)]
)
def test_the_same_words_beside_a_clause_show_that_it_is_no_copy(
    before: str, after: str, is_sure: bool
) -> None:
    old = f"Late on, {CLOSED} amen. Xx {before} {CLOSED} {after} yy."
    new = f"Late on, amen. Zz {before} {CLOSED} {after} ww."
    assert sureness(old, new, CLOSED) == [is_sure]


# --- sentences that moved ---


@each_case(
    ("old", "new", "moves"),
    [
        ("If it is so he lies.", "If it is so he begs.", False),
        ("If it is so he is unreasonable now.", "If it is so he was preposterous then.", True),
    ],
)
def test_a_short_sentence_is_not_moved_and_edited(old: str, new: str, moves: bool) -> None:
    assert is_moved_behind(old, new, "If it is so") is moves


def test_a_few_signs_between_known_words_are_searched_for_a_moved_sentence() -> None:
    before, between, after = "议会说各岛的贸易很少。", "部门没有说明原因因为船只必须离开。", "完。"
    old = f"{before}他们都知港口城市早已关闭。{between}{after}"
    new = f"{before}我又不想港口城市非常美丽。{between}他们都知城市早已关闭。{after}"
    assert is_moved(old, new, "他们都知")


def test_a_sentence_of_which_half_is_in_its_place_may_be_moved() -> None:
    old = f"So it is. They knew the harbour master was a man of Leith. {TRADE} Amen."
    new = (
        f"So it is. Sailors saw the harbour master sing. {TRADE} "
        "But they knew our harbour master was a man of Leith. Amen."
    )
    assert is_moved(old, new, "was a man")


NOW, THEN = "If it is so he is unreasonable now.", "If it is so he was preposterous then."


@each_case(
    ("edited", "moves"),
    [(THEN, True), ("If it is so I gamble with any money then.", False)],
)
def test_a_moved_and_edited_sentence_has_most_of_its_words(edited: str, moves: bool) -> None:
    assert is_moved_behind(NOW, edited, "If it is so") is moves


@each_case(
    ("other", "moves"),
    [
        ("If it is so they are in the wrong.", False),
        ("If it is so they are wrong about the sea.", True),
    ],
)
def test_a_moved_sentence_is_more_similar_than_others(other: str, moves: bool) -> None:
    assert is_moved_behind(NOW, f"{THEN} {other}", "If it is so") is moves


@each_case(("count", "moves"), [(6, True), (10, False)])
def test_few_sentences_with_the_same_words_are_searched(count: int, moves: bool) -> None:
    others = "".join(
        f"If it is so {n} men and {n + 20} women came {n} times. " for n in range(count)
    )
    old = "If it is so the ship will go north for the winter."
    new = "If it is so our ship will sail north until the spring."
    assert is_moved_behind(old, f"{others}{new}", "If it is so") is moves


# --- sentences that occur twice ---

LEFT = "The harbour master left at noon."


@each_case(("deleted", "count"), [("They met in the town.", 0), ("They met in town.", 1)])
def test_a_text_that_is_little_longer_has_no_copy(deleted: str, count: int) -> None:
    old = f"It rained. {LEFT} {deleted} Nobody came to see it."
    new = f"It rained. {LEFT} The harbour master left at ten. Nobody came to see it."
    assert len(copies(old, new)) == count


def copy_beside(edited: str) -> list[SentenceCopy]:
    """The copy of a sentence that was inserted after its edited form."""
    return copies(
        f"It rained. {LEFT} Nobody came to see it.",
        f"It rained. {edited} {LEFT} Nobody came to see it.",
    )


@each_case(
    ("edited", "count"),
    [("The harbour master spoke in May.", 0), ("The harbour master left it at ten.", 1)],
)
def test_the_other_sentence_has_most_words_of_a_copy(edited: str, count: int) -> None:
    assert len(copy_beside(edited)) == count


@each_case(
    ("edited", "is_sure"),
    [
        ("Then, the harbour master came at noon.", True),
        ("Then, the harbour office left at noon.", False),
    ],
)
def test_the_first_words_of_a_sentence_show_that_it_was_introduced(
    edited: str, is_sure: bool
) -> None:
    assert [copy.sure for copy in copy_beside(edited)] == [is_sure]


@each_case(("beside", "is_sure"), [(" who came. ", True), (" who had paid it. ", False)])
def test_the_same_words_beside_a_sentence_show_that_it_is_in_its_place(
    beside: str, is_sure: bool
) -> None:
    old = f"It rained on 5{beside}{LEFT} Nobody came to see it."
    edited = "We saw. The harbour master left at ten."
    new = f"It rained on 4{beside}{LEFT} {edited} Nobody came to see it."
    assert [copy.sure for copy in copies(old, new)] == [is_sure]


# --- what became of a stretch ---

KNOWN = "We know that the harbour master left at noon, and nobody came."


@each_case(
    ("words", "fate"),
    [
        ("the harbour in this town in the far north became lively at noon", "altered"),
        ("the master spoke of the very cold winter that was to come", "gone"),
    ],
)
def test_much_of_a_stretch_is_in_the_new_text(words: str, fate: str) -> None:
    old = "the harbour master left at noon"
    assert placed(KNOWN, KNOWN.replace(old, words), old).fate == fate


@each_case(("rest", "fate"), [("shut for the winter", "same"), ("shut all day", "doubtful")])
def test_most_words_of_a_stretch_are_sure(rest: str, fate: str) -> None:
    old = f"It fell as the port is old, and the port is {rest}"
    assert placed(old, f"It fell if the port is {rest}", f"the port is {rest}").fate == fate


@each_case(
    ("between", "words"),
    [
        ("old, and many men met here by night to", "fell all winter as"),
        ("old, and many men met here by night to say so of it and of", "fell all winter as stays the port"),
    ],
)  # fmt: skip
def test_words_near_a_stretch_may_be_those_at_its_end(between: str, words: str) -> None:
    new = "It fell all winter as stays the port of us"
    old = f"It fell all winter as was the port {between} the port is"
    start, end, *_ = placed(old, new, "fell all winter as was the port")
    assert new[start:end] == words


SEEN = "Nobody came to see the harbour master."
ASKED = "nobody ever asked the dockers of it"


def test_words_that_are_all_misspelt_are_found_between_the_words_around_them() -> None:
    old, new = "We saw the harbour master then.", "We saw the harbor mastre then."
    place = placed(old, new, "harbour master")
    assert (place.fate, new[place.start : place.end]) == ("altered", "harbor mastre")


@each_case(("count", "is_part"), [(1500 // 5, False), (2500 // 5, True)])
def test_a_long_insertion_parts_a_stretch(count: int, is_part: bool) -> None:
    new = SEEN.replace("see the", f"see {'boat ' * count}the")
    assert placed(SEEN, new, "to see the harbour master").is_part is is_part


@each_case(("word", "new", "fate"), [("boat", "boot", "altered"), ("harbours", "harvests", "gone")])
def test_a_similar_word_has_replaced_a_word(word: str, new: str, fate: str) -> None:
    assert placed(f"So the {word} came", f"So the {new} came", word).fate == fate


@each_case(("count", "fate"), [(44, "altered"), (55, "gone")])
def test_the_words_of_a_large_change_are_not_compared(count: int, fate: str) -> None:
    old, new = (
        " ".join(map("".join, [*product(key, repeat=3)][:count])) for key in ("abcd", "wxyz")
    )
    assert placed(f"So {old} boat came", f"So {new} boot came", "boat").fate == fate


@each_case(("length", "begins"), [(150, True), (240, False)])
def test_an_inserted_sentence_is_shown_from_its_beginning(length: int, begins: bool) -> None:
    sentence = f"So{' so' * (length // 3 - 1)}. "
    old = sentence * (6600 // length)
    [edit] = SentenceDiff(old.strip(), f"{old}{sentence}".strip()).edits
    assert (edit.new_start % len(sentence) == 0) is begins
