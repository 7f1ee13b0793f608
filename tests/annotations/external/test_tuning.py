"""The cases of the tuned numbers that no other test fixes."""

from __future__ import annotations

from archive.annotations.external import AnnotationFile, ExternalAnnotation, Target
from archive.annotations.external.anchoring import anchor_annotations
from archive.annotations.external.disambiguation import OffsetChain
from tests import samples
from tests.annotations.external.test_placing import exact, placed
from tests.tools.cases import each_case

FAR = "x" * 200
"""Text that agrees with nothing."""
LETTERS = "abcdefghijklmnopqrstuvwyz" * 4


@each_case(("agreeing", "is_placed"), [(55, True), (40, False)])
def test_only_the_nearest_context_is_compared(agreeing: int, is_placed: bool) -> None:
    nearest = LETTERS[:agreeing]
    onto = samples.text_only(f"{FAR} {nearest} Quay {FAR}")
    found = placed(Target(exact="Quay", prefix="y" * 60 + nearest, suffix="zz"), onto=onto)
    assert bool(found.anchors) is is_placed


@each_case(("agreeing", "is_placed"), [(16, True), (12, False)])
def test_most_of_one_side_of_the_context_agrees(agreeing: int, is_placed: bool) -> None:
    onto = samples.text_only(f"{FAR} {LETTERS[:20]} Quay {FAR}")
    prefix = "z" * (20 - agreeing) + LETTERS[20 - agreeing : 20]
    found = placed(Target(exact="Quay", prefix=prefix, suffix="zz"), onto=onto)
    assert bool(found.anchors) is is_placed


@each_case(("others", "is_placed"), [(5, False), (3, True)])
def test_the_context_of_another_place_is_much_less_like(others: int, is_placed: bool) -> None:
    after = LETTERS[:10]
    copy = f"So Quay {after[:others]}{FAR}"
    onto = samples.text_only(f"So Quay {after[:9]}{FAR}", copy)
    found = placed(Target(exact="Quay", prefix="So ", suffix=after), onto=onto)
    assert bool(found.anchors) is is_placed


@each_case(("length", "is_placed"), [(24, False), (40, True)])
def test_long_words_need_no_context(length: int, is_placed: bool) -> None:
    words = LETTERS[:length]
    found = placed(Target(exact=words, prefix="no", suffix="no"), onto=samples.text_only(words))
    assert bool(exact(found)) is is_placed


@each_case(
    ("start", "likely", "chosen"),
    [
        (200, [222], 222),
        (200, [230], None),  # the distances differ too much
        (1100, [1160], 1160),
        (1100, [1190], None),  # also of places that are far apart
        (110, [120, 180], 120),
        (110, [120, 165], None),  # two places are about as near
    ],
)
def test_a_place_is_chosen_by_its_distance_from_a_known_one(
    start: int, likely: list[int], chosen: int | None
) -> None:
    chain = OffsetChain(range(10_000), [(100, 100)])
    assert chain.choose([start], [likely]) == [chosen]


@each_case(("second", "is_chosen"), [(170, True), (130, False)])
def test_of_two_courses_one_begins_much_nearer_to_its_offsets(second: int, is_chosen: bool) -> None:
    starts = [0, 1000, 2000]
    likely = [[start + 10, start + second] for start in starts]
    chosen = OffsetChain(range(10_000), []).choose(starts, likely)
    assert chosen == ([10, 1010, 2010] if is_chosen else [None] * 3)


@each_case(("count", "is_chosen"), [(9, True), (6, False)])
def test_most_annotations_are_on_one_course(count: int, is_chosen: bool) -> None:
    starts = [1000 * n for n in range(10)]
    likely = [[start + 10 if n < count else 5] for n, start in enumerate(starts)]
    chosen = OffsetChain(range(10_000), []).choose(starts, likely)
    assert any(chosen) is is_chosen


@each_case(("missing", "are_placed"), [("f", True), ("fgh", False)])
def test_most_annotations_of_a_text_are_in_the_record(missing: str, are_placed: bool) -> None:
    onto = samples.text_only(" ".join(f"Word{sign} {FAR}" for sign in "abcde"))
    targets = [
        Target(exact=f"Word{sign}", start=at, end=at + 5, source="one.txt")
        for at, sign in zip(range(3000, 6000, 207), f"abcde{missing}", strict=False)
    ]
    file = AnnotationFile(
        scheme="x", annotations=[ExternalAnnotation(targets=[target]) for target in targets]
    )
    assert any(one.anchors for one in anchor_annotations(file, onto)) is are_placed
