"""What an answer is worth to somebody who asked where words stand."""

from __future__ import annotations

from dataclasses import replace

from tests.revision.judging import Answer, is_silently_wrong, judge
from tests.tools.edited.sample import Sample
from tests.tools.edited.sheet import Sheet


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


def test_of_a_sentence_cut_in_two_the_whole_is_right_or_the_larger_half_said_to_be_altered() -> (
    None
):
    sheet = Sheet("a b c d e f, g")
    sheet.put(sheet.words[4] - 1, ". It also")
    sample = replace(sample_of(sheet.old, sheet, "b c d e f,"), cuts=(sheet.words[4],))
    assert sample.new == "a b c d. It also e f, g"
    for in_blocks in (True, False):
        assert verdict(sample, "b c d. It also e f,", in_blocks=in_blocks) == "right"
        assert verdict(sample, "b c d", altered=True, in_blocks=in_blocks) == "right"
        assert verdict(sample, "b c d.", altered=True, in_blocks=in_blocks) == "right"
        assert verdict(sample, "b c d", in_blocks=in_blocks) == "edge, silently"
        assert verdict(sample, "e f,", altered=True, in_blocks=in_blocks) == "edge"
        assert verdict(sample, "b c", altered=True, in_blocks=in_blocks) == "edge"
        assert verdict(sample, "b c d. It", altered=True, in_blocks=in_blocks) == "edge"
        assert verdict(sample, None, in_blocks=in_blocks) == "refused"


def test_where_only_the_form_differs_nothing_is_altered() -> None:
    sheet = Sheet("a b c d")
    sheet.rewrite(3, "\n", alike=True)
    sample = sample_of(sheet.old, sheet, "b c")
    assert verdict(sample, "b\nc", altered=True) == "right"
    sample = replace(sample, form_only=True)
    assert verdict(sample, "b\nc") == "right"
    assert verdict(sample, "b\nc", altered=True) == "refused"
    assert verdict(sample, "c", altered=True) == "edge"
