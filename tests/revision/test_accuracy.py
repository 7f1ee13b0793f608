"""How often words must be found again, and that nobody is misled: the aims, held.

The corpus and what is counted are in `tests.tools.edited.corpus` and `accuracy`.
"""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from tests.conftest import skip_or_fail
from tests.revision.accuracy import (
    METHODS,
    OURS,
    Fault,
    Score,
    installed,
    measure,
    show,
    whole,
)
from tests.revision.judging import is_silently_wrong
from tests.tools.edited.corpus import whole_corpus, whole_orientation

pytestmark = pytest.mark.slow


@cache
def on_corpus() -> dict[str, dict[str, Score]]:
    return measure(whole_corpus(), OURS)


@cache
def on_orientation(rate: float) -> dict[str, dict[str, Score]]:
    return measure(whole_orientation(rate), OURS)


def faults(score: Score) -> str:
    """The silently wrong answers, to be read when there are more than there may be."""
    wrong: list[Fault] = [f for f in score.faults if is_silently_wrong(f.verdict, f.answer)]
    return "\n\n".join(map(show, wrong[:10]))


def test_rebase_is_never_silently_wrong() -> None:
    scores = [on_corpus(), on_orientation(0.05), on_orientation(0.2)]
    score = whole(s for by_method in scores for s in by_method["rebase"].values())
    assert score.silently_wrong == 0, faults(score)


def test_rebase_refuses_every_deleted_passage() -> None:
    score = whole(on_corpus()["rebase"].values())
    assert score.deleted > 200
    assert score.deleted_refused == score.deleted


@pytest.mark.parametrize(("rate", "least"), [(0.05, 0.95), (0.2, 0.85)])
def test_rebase_is_nearly_always_right_where_many_words_are_edited(
    rate: float, least: float
) -> None:
    score = whole(on_orientation(rate)["rebase"].values())
    assert score.right >= least


def test_locate_is_hardly_ever_silently_wrong() -> None:
    score = whole(on_corpus()["locate"].values())
    assert score.share(score.silently_wrong) <= 0.002, faults(score)


@pytest.mark.parametrize("rate", [0.05, 0.2])
def test_locate_is_hardly_ever_silently_wrong_where_many_words_are_edited(rate: float) -> None:
    score = whole(on_orientation(rate)["locate"].values())
    assert score.share(score.silently_wrong) <= 0.002, faults(score)


def test_no_other_method_is_less_often_silently_wrong_on_any_change() -> None:
    ours = on_corpus()
    # Nobody is less often wrong than never, so most changes need no search by others.
    kinds = [
        kind for kind in ours[OURS[0]] if any(ours[name][kind].silently_wrong for name in OURS)
    ]
    if not kinds:
        return
    others = [name for name in METHODS if name not in OURS]
    if missing := [name for name in others if not installed(name)]:
        skip_or_fail(f"not installed: {', '.join(missing)} (the extra `bench`)")
    better = []
    for kind, other in product(kinds, others):
        most = max(ours[name][kind].silently_wrong for name in OURS)
        theirs = wrong_at_least(most, other, kind)
        better += [
            f"{other} on {kind}: {theirs}, {name}: {count}"
            for name in OURS
            if theirs < (count := ours[name][kind].silently_wrong)
        ]
    assert not better


def wrong_at_least(count: int, method: str, kind: str) -> int:
    """How often a method is silently wrong on a way of changing; nobody counts beyond `count`."""
    found = 0
    for sample in whole_corpus():
        if sample.kind == kind and found < count:
            found += measure([sample], [method])[method][kind].silently_wrong
    return found
