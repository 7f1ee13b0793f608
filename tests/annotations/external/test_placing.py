"""Anchoring: the words of annotations are found in the text of a record, and nowhere else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.annotations.external import AnnotationFile, ExternalAnnotation, Target
from archive.annotations.external.anchoring import AnchoringResult, anchor_annotations
from archive.annotations.external.spaceless_text import without_spaces
from archive.model.document import Document
from archive.text.offsets import Unit
from tests import samples
from tests.annotations.external.judged import letters
from tests.growth import MOST, Work, grows
from tests.strategies import documents
from tests.tools.cases import each_case

ONE = "Fares rose by 10% in May. The mayor’s office said so."
TWO = "The mayor said: “No.” Nobody at the office heard it."
INVISIBLE = "\u00ad\u200b\u2060\ufeff\0"


def placed(
    *targets: Target, text: str | None = None, onto: Document | None = None
) -> AnchoringResult:
    document = onto or samples.text_only(ONE, TWO)
    annotation_file = AnnotationFile(
        scheme="x", annotations=[ExternalAnnotation(targets=targets)], text=text
    )
    (found,) = anchor_annotations(annotation_file, document)
    return found


def exact(found: AnchoringResult) -> list[str]:
    return [anchor["exact"] for anchor in found.anchors]


@each_case(
    ("words", "there"),
    [
        ("mayor’s", ["mayor’s"]),
        ("mayor's   office", ["mayor’s office"]),
        ("FARES\nrose", ["Fares rose"]),
        ("  10% ", ["10%"]),
        ("of\u00adfice said", ["office said"]),
        ('"No."', ["“No.”"]),
        ("said so. The mayor said", ["said so.", "The mayor said"]),
    ],
)
def test_blanks_and_form_do_not_matter(words: str, there: list[str]) -> None:
    assert exact(placed(Target(exact=words))) == there


@each_case("words", ["mayors", "Farmay", "10% inMay", "Fares fell", "10 %!", "the council"])
def test_other_words_are_not_the_words(words: str) -> None:
    found = placed(Target(exact=words))
    assert not found.anchors
    assert "does not occur in the text" in found.problem


def test_what_comes_nearest_is_shown() -> None:
    found = placed(Target(exact="Fares rise by 10%"))
    assert found.hint is not None
    assert "did you mean p-1 at 0" in found.hint


def test_words_in_several_places_are_not_chosen_among() -> None:
    found = placed(Target(exact="office"))
    assert not found.anchors
    assert found.problem.startswith("'office' occurs in 2 places")
    assert "p-1 at 38" in (found.hint or "")


@each_case(
    ("prefix", "suffix", "start"),
    [("The mayor's ", "", 38), ("", " heard", 36), ("Nobody at the ", " heard it", 36)],
)
def test_context_tells_which_of_them_is_meant(prefix: str, suffix: str, start: int) -> None:
    found = placed(Target(exact="office", prefix=prefix, suffix=suffix))
    assert [anchor["start"] for anchor in found.anchors] == [start]


def test_words_that_stand_once_beside_other_words_are_reported() -> None:
    found = placed(Target(exact="heard", prefix="He never ", suffix=" of them"))
    assert found.problem.endswith("with 'He never ' before it and ' of them' after it")


@pytest.mark.parametrize(("start", "there"), [(38, "p-1"), (91, "p-2")])
def test_the_text_of_the_file_tells_which_of_them_is_meant(start: int, there: str) -> None:
    external_text = f"{ONE}\n\n{TWO}"
    found = placed(Target(start=start, end=start + 6), text=external_text)
    assert [(anchor["block"], anchor["exact"]) for anchor in found.anchors] == [(there, "office")]


PAGE = f"Menu Home About the office\n\n{ONE}\n Advertisement: rent an office! \n{TWO}\nImprint"


@pytest.mark.parametrize(("start", "there"), [(66, "p-1"), (151, "p-2")])
def test_offsets_lead_past_what_the_record_does_not_have(start: int, there: str) -> None:
    assert PAGE[start : start + 6] == "office"
    found = placed(Target(start=start, end=start + 6), text=PAGE)
    assert [(anchor["block"], anchor["exact"]) for anchor in found.anchors] == [(there, "office")]


def test_what_the_record_does_not_have_is_not_anchored_elsewhere() -> None:
    start = PAGE.index("office!")
    assert placed(Target(start=start, end=start + 6), text=PAGE).problem


@each_case("unit", ["utf-16-le", "utf-8", "utf-32-le"])
def test_what_offsets_count_is_decided_by_the_words_that_stand_there(unit: str) -> None:
    text = "Of 😀😀😀 and aa. Then aa and aa again."
    size = {"utf-16-le": 2, "utf-8": 1, "utf-32-le": 4}[unit]

    def at(words: str, place: int) -> Target:
        start = len(text[:place].encode(unit)) // size
        return Target(exact=words, start=start, end=start + len(words.encode(unit)) // size)

    targets = [at("Then", 15), at("again", 30), at("aa", 20)]
    annotation_file = AnnotationFile(
        scheme="x", annotations=[ExternalAnnotation(targets=[t]) for t in targets], text=text
    )
    found = anchor_annotations(annotation_file, samples.text_only(text))
    assert [one.anchors[0]["start"] for one in found] == [15, 30, 20]


def test_words_over_two_blocks_end_with_the_first_and_begin_with_the_second() -> None:
    found = placed(Target(exact="said so.\nThe mayor"))
    assert [(one["block"], one["start"], one["end"]) for one in found.anchors] == [
        ("p-1", 45, 53),
        ("p-2", 0, 9),
    ]


def test_whole_words_are_meant_where_nothing_says_otherwise() -> None:
    onto = samples.text_only("The party liked art. Smart!")
    assert [one["start"] for one in placed(Target(exact="art"), onto=onto).anchors] == [16]
    part = placed(Target(exact="art", prefix="The p", suffix="y liked"), onto=onto)
    assert [one["start"] for one in part.anchors] == [5]


def test_a_part_of_a_word_is_meant_where_offsets_say_so() -> None:
    onto = samples.text_only("He is late. Also as a rule he sings. He came so as to see.")
    words = {"He is late": 100, "so as": 114, "he sings": 127, "came": 140}
    targets = [Target(exact=one, start=at, end=at + len(one)) for one, at in words.items()]
    annotation_file = AnnotationFile(
        scheme="x", annotations=[ExternalAnnotation(targets=[target]) for target in targets]
    )
    found = anchor_annotations(annotation_file, onto)
    assert [one.anchors[0]["start"] for one in found] == [0, 14, 27, 40]


def test_a_part_of_a_word_is_not_meant_where_nothing_says_so() -> None:
    onto = samples.text_only("A man of pleasant manners. He was desirous to go.")
    for words, start in (("Anne", 400), ("Sir", None)):
        found = placed(Target(exact=words, start=start), onto=onto)
        assert not found.anchors
        assert "occurs only within longer words" in (found.hint or "")
        assert "p-1 at" in (found.hint or "")
    meant = placed(Target(exact="anne", prefix="pleasant m", suffix="rs"), onto=onto)
    assert [one["start"] for one in meant.anchors] == [19]


def test_words_that_two_texts_happen_to_share_are_not_anchored() -> None:
    external_text = (
        "She was happy and wise. When his lands were half empty, he called a thousand friends."
    )
    onto = samples.text_only("He drank and reeled off to bed.", "His stories were the worst.")
    at = external_text.index("his")
    found = placed(Target(exact="his", start=at, end=at + 3), text=external_text, onto=onto)
    assert not found.anchors


def test_offsets_do_not_choose_among_places_that_have_other_words_beside_them() -> None:
    text = "".join(f"In year {n} of so many years we saw it go. " for n in "1234")
    onto = samples.text_only(text)
    starts = [at for at in range(len(text)) if text.startswith("it go", at)]
    for prefix, is_placed in (("of years we saw", True), ("nobody has", False)):
        targets = [
            Target(exact="it", start=at, end=at + 2, prefix=prefix, suffix=" must") for at in starts
        ]
        annotation_file = AnnotationFile(
            scheme="x", annotations=[ExternalAnnotation(targets=[target]) for target in targets]
        )
        found = anchor_annotations(annotation_file, onto)
        assert [bool(one.anchors) for one in found] == [is_placed] * 4


def test_several_annotations_on_the_same_words_make_no_offset_chain() -> None:
    onto = samples.text_only("We saw it go. They saw it come. All of them saw it end.")
    targets = [Target(exact="it", start=9, end=11)] * 3
    annotation_file = AnnotationFile(
        scheme="x", annotations=[ExternalAnnotation(targets=[target]) for target in targets]
    )
    assert not any(one.anchors for one in anchor_annotations(annotation_file, onto))


def test_offsets_that_fit_no_course_place_nothing() -> None:
    onto = samples.text_only(*[f"One two three of part {n}. One two three." for n in "abcdef"])
    targets = [
        Target(exact=words, start=start, end=start + 3)
        for words, start in (("One", 4000), ("two", 11), ("three", 9000), ("One", 20_000))
    ]
    annotation_file = AnnotationFile(
        scheme="x", annotations=[ExternalAnnotation(targets=[target]) for target in targets]
    )
    assert not any(one.anchors for one in anchor_annotations(annotation_file, onto))


def test_of_two_places_that_are_as_near_none_is_chosen() -> None:
    onto = samples.text_only("Start here. So so so so and so on.")
    targets = [Target(exact="Start here", start=0, end=10), Target(exact="so", start=17, end=19)]
    annotation_file = AnnotationFile(
        scheme="x", annotations=[ExternalAnnotation(targets=[target]) for target in targets]
    )
    known, unsure = anchor_annotations(annotation_file, onto)
    assert known.anchors
    assert "occurs in 5 places" in unsure.problem


def test_other_annotations_decide_which_of_them_is_meant() -> None:
    targets = [
        Target(exact="rose by", start=106, end=113),
        Target(exact="office", start=138, end=144),
        Target(exact="Nobody", start=176, end=182),
        Target(exact="office", start=190, end=196),
    ]
    annotation_file = AnnotationFile(
        scheme="x", annotations=[ExternalAnnotation(targets=[target]) for target in targets]
    )
    found = anchor_annotations(annotation_file, samples.text_only(ONE, TWO))
    assert [one.anchors[0]["block"] for one in found] == ["p-1", "p-1", "p-2", "p-2"]


def test_offsets_that_disagree_with_their_words_do_not_anchor_them() -> None:
    found = placed(Target(exact="heard", start=0, end=5), text=f"{ONE}\n\n{TWO}")
    assert exact(found) == ["heard"]


@each_case("end", [5, 0, 10**9, 3])
def test_offsets_of_no_stretch_are_reported(end: int) -> None:
    assert placed(Target(start=5, end=end), text=ONE).problem


def test_no_character_is_split() -> None:
    family = "👨\u200d👩\u200d👧 e\u0301t"
    onto = samples.text_only(family)
    assert placed(Target(exact="👩"), onto=onto).problem
    assert placed(Target(exact="e"), onto=onto).problem
    assert exact(placed(Target(exact="e\u0301t"), onto=onto)) == ["e\u0301t"]


Spans = list[tuple[int, int, int]]


@st.composite
def marked(draw: st.DrawFn) -> tuple[Document, Spans, str, list[tuple[int, int]]]:
    """A document, stretches of its blocks, another text of it, and where they stand in that."""
    document = draw(documents())
    texts = [block.text for block in document.text_blocks()]
    spans: Spans = []
    for _ in range(draw(st.integers(1, 6)) if any(texts) else 0):
        number = draw(st.integers(0, len(texts) - 1))
        if texts[number]:
            start = draw(st.integers(0, len(texts[number]) - 1))
            spans.append((number, start, draw(st.integers(start + 1, len(texts[number])))))
    blank = draw(st.sampled_from([" ", "\n", " \n\t ", "\u00a0"]))
    external_text, where = "", []
    for text in texts:
        at = []
        for sign in text:
            at.append(len(external_text))
            external_text += blank if sign.isspace() else sign
        at.append(len(external_text))
        where.append(at)
        external_text += draw(st.sampled_from(["\n", "\n\n", "   "]))
    return (
        document,
        spans,
        external_text,
        [(where[n][start], where[n][end]) for n, start, end in spans],
    )


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["code-points", "utf-16", "utf-8"])
@given(case=marked())
def test_what_another_program_marked_comes_back_on_the_same_words(
    unit: Unit, case: tuple[Document, Spans, str, list[tuple[int, int]]]
) -> None:
    document, spans, external_text, where = case
    codec, size = {"code-points": ("utf-32-le", 4), "utf-16": ("utf-16-le", 2)}.get(
        unit, ("utf-8", 1)
    )

    def counted(offset: int) -> int:
        return len(external_text[:offset].encode(codec)) // size

    targets = [Target(start=counted(s), end=counted(e), unit=unit) for s, e in where]
    annotation_file = AnnotationFile(
        scheme="x",
        annotations=[ExternalAnnotation(targets=[target]) for target in targets],
        text=external_text,
    )
    texts = [block.text for block in document.text_blocks()]
    ids = [block.id for block in document.text_blocks()]
    for (number, start, end), found in zip(
        spans, anchor_annotations(annotation_file, document), strict=True
    ):
        words = texts[number][start:end]
        seen = [n for n, sign in enumerate(words) if not sign.isspace() and sign not in INVISIBLE]
        if not seen:
            assert found.problem
        elif found.anchors:
            (anchor,) = found.anchors
            assert anchor["block"] == ids[number]
            assert anchor["start"] == start + seen[0]
            assert anchor["end"] == start + seen[-1] + 1
            assert letters(anchor["exact"]).strip(INVISIBLE) in letters(words)
        else:
            assert "occur" in found.problem  # it would split a character


@given(case=marked())
def test_words_with_their_context_come_back_or_are_reported(
    case: tuple[Document, Spans, str, list[tuple[int, int]]],
) -> None:
    document, spans, external_text, where = case
    annotations = [
        ExternalAnnotation(
            targets=[
                Target(
                    exact=external_text[start:end],
                    prefix=external_text[max(0, start - 32) : start],
                    suffix=external_text[end : end + 32],
                )
            ]
        )
        for start, end in where
    ]
    texts = [block.text for block in document.text_blocks()]
    blocks = {block.id: block.text for block in document.text_blocks()}
    found = anchor_annotations(AnnotationFile(scheme="x", annotations=annotations), document)
    for (number, start, end), one in zip(spans, found, strict=True):
        assert bool(one.problem) is not bool(one.anchors)
        there = "".join(anchor["exact"] for anchor in one.anchors)
        for anchor in one.anchors:
            text = blocks[anchor["block"]]
            assert text[anchor["start"] : anchor["end"]] == anchor["exact"]
        if one.anchors:
            assert without_spaces(there) == without_spaces(texts[number][start:end])


@pytest.mark.slow
@pytest.mark.parametrize("is_known", [True, False])
def test_work_grows_with_text_and_annotations(is_known: bool) -> None:
    def work(size: int) -> Work:
        source = random.Random(size)
        words = ["".join(source.choices("abcdefgh", k=source.randint(2, 8))) for _ in range(2000)]
        texts = [" ".join(source.choices(words, k=80)) for _ in range(size)]
        onto, external_text = samples.text_only(*texts), "\n".join(texts)
        annotations: list[ExternalAnnotation] = []
        for _ in range(10 * size):
            start = source.randrange(len(external_text) - 40)
            end = start + source.randint(10, 40)
            before, after = external_text[max(0, start - 32) : start], external_text[end : end + 32]
            target = Target(exact=external_text[start:end], prefix=before, suffix=after)
            if is_known:
                target = Target(start=start, end=end)
            annotations.append(ExternalAnnotation(targets=[target]))
        file = AnnotationFile(
            scheme="x",
            annotations=annotations,
            text=f"A page\n{external_text}" if is_known else None,
        )
        return lambda: anchor_annotations(file, onto)

    assert grows(work, 20) < MOST
