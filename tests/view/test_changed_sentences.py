"""Sentences in both wordings: each change is marked, and words far from it are left out."""

from __future__ import annotations

from hypothesis import given

from archive.text.alignment.sentence_diff import Piece, SentenceDiff
from archive.text.graphemes import splits_grapheme
from archive.view.changed_sentences import change_context, changes_in, marked_words
from archive.view.page_parts import Edited
from archive.view.terminal import render
from tests.text.alignment.test_sentence_diff import pairs
from tests.tools.cases import each_case

LONG = "It is said, though nobody who was there says so, that on a day in May or June of that year "


def shown(pieces: tuple[Piece, ...], *, whole: bool = False) -> str:
    return render((Edited(tuple(marked_words(pieces, whole=whole))),), width=10**6).removesuffix(
        "\n"
    )


def test_only_what_stands_beside_a_change_is_shown() -> None:
    pieces: tuple[Piece, ...] = (
        ("both", LONG), ("old", "40"), ("new", "90"), ("both", f" {LONG}{LONG}"), ("old", "so"),
        ("both", f" {LONG}"),
    )  # fmt: skip
    assert shown(pieces) == (
        "…though nobody who was there says so, that on a day in May or June of that year "
        "[-40-]{+90+} It is said, though nobody who was there says so, that on a day in May or June"
        " … though nobody who was there says so, that on a day in May or June of that year [-so-]"
        " It is said, though nobody who was there says so, that on a day in May or June…"
    )
    assert shown(pieces, whole=True) == (f"{LONG}[-40-]{{+90+}} {LONG}{LONG}[-so-] {LONG.rstrip()}")


def test_changes_with_hardly_a_word_between_them_are_one() -> None:
    pieces: list[Piece] = [
        ("both", "It "), ("old", "was"), ("new", "is"), ("both", " a "), ("old", "wall"),
        ("both", " there and "), ("new", "not "), ("both", "here."),
    ]  # fmt: skip
    assert changes_in(pieces) == [
        "It ", ("was a wall", "is a "), " there and ", ("", "not "), "here.",
    ]  # fmt: skip


def test_words_that_came_or_went_lose_their_middle_if_they_are_long() -> None:
    pieces: tuple[Piece, ...] = (("old", "a" * 300), ("new", "b" * 240))
    assert shown(pieces) == f"[-{'a' * 120} […] {'a' * 120}-]{{+{'b' * 240}+}}"


@given(pairs())
def test_of_sentences_that_are_shown_whole_no_word_is_left_out(pair: tuple[str, str]) -> None:
    two = SentenceDiff(*pair)
    for number in range(len(two.cuts)):
        pieces = tuple(two.pieces(number))
        words = "".join(
            piece if isinstance(piece, str) else piece.words
            for piece in marked_words(pieces, whole=True)
        )
        every = sorted(w for _, words in pieces for w in words if not w.isspace())
        twice = sorted(w for w in words if not w.isspace())
        assert [w for w in every if w not in twice] == []
        assert len(twice) >= len(every)


@each_case("words", ["港" * 200, "ae\u0301" * 80, "e\u0301a" * 80, "กำ" * 120, "a" * 200])
def test_words_without_blanks_are_cut_between_characters(words: str) -> None:
    before, after = change_context(words, leads=True), change_context(words, follows=True)
    assert (before[0], after[-1]) == ("…", "…")
    assert words.endswith(before[1:])
    assert words.startswith(after[:-1])
    assert not splits_grapheme(words, len(words) - len(before[1:]))
    assert not splits_grapheme(words, len(after[:-1]))
    assert len(before) < len(words) > len(after)


def test_a_short_text_is_left_as_it_is() -> None:
    assert change_context("It fell.", leads=True) == change_context("It fell.") == "It fell."
