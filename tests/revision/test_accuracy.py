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
from tests.tools.edited.corpus import (
    whole_chains,
    whole_corpus,
    whole_further,
    whole_orientation,
)

pytestmark = pytest.mark.slow


@cache
def on_corpus() -> dict[str, dict[str, Score]]:
    return measure(whole_corpus(), OURS)


@cache
def on_orientation(rate: float) -> dict[str, dict[str, Score]]:
    return measure(whole_orientation(rate), OURS)


@cache
def on_further() -> dict[str, dict[str, Score]]:
    return measure(whole_further(), OURS)


@cache
def on_chains() -> dict[str, Score]:
    return measure(whole_chains(), ["rebase"])["rebase"]


def further(method: str, kinds: str) -> Score:
    """The score of a method on the further ways of changing whose names begin so."""
    found = [s for kind, s in on_further()[method].items() if kind.startswith(kinds)]
    assert found
    return whole(found)


def faults(score: Score) -> str:
    """The silently wrong answers, to be read when there are more than there may be."""
    wrong: list[Fault] = [f for f in score.faults if is_silently_wrong(f.verdict, f.answer)]
    return "\n\n".join(map(show, wrong[:10]))


def test_rebase_is_never_silently_wrong() -> None:
    scores = [on_corpus(), on_orientation(0.05), on_orientation(0.2)]
    score = whole(s for by_method in scores for s in by_method["rebase"].values())
    assert score.silently_wrong == 0, faults(score)


@pytest.mark.parametrize("kinds", ["edited", "split", "a link", "wrapped"])
def test_rebase_is_never_silently_wrong_on_a_further_change(kinds: str) -> None:
    score = further("rebase", kinds)
    assert score.silently_wrong == 0, faults(score)


@pytest.mark.parametrize(
    ("kinds", "least"), [("edited", 0.95), ("split", 0.99), ("a link", 0.99), ("wrapped", 0.99)]
)
def test_rebase_is_nearly_always_right_on_a_further_change(kinds: str, least: float) -> None:
    assert further("rebase", kinds).right >= least


def test_what_is_wrapped_anew_is_hardly_ever_altered_and_never_lost() -> None:
    kinds = further("rebase", "wrapped").kinds
    assert kinds.keys() <= {"unchanged", "moved", "restyled", "altered"}
    assert kinds["altered"] <= 0.005 * kinds.total()
    assert kinds["restyled"] > 0.5 * kinds.total()


@pytest.mark.parametrize("kind", ["A, B, A", "A, B, C, A"])
def test_words_that_return_are_found_as_those_words(kind: str) -> None:
    score = on_chains()[kind]
    assert score.silently_wrong == 0, faults(score)
    assert score.right >= 0.98


def test_rebase_refuses_every_deleted_passage() -> None:
    score = whole(on_corpus()["rebase"].values())
    assert score.deleted > 200
    assert score.deleted_refused == score.deleted


@pytest.mark.parametrize(("rate", "least"), [(0.05, 0.98), (0.2, 0.95)])
def test_rebase_is_nearly_always_right_where_many_words_are_edited(
    rate: float, least: float
) -> None:
    score = whole(on_orientation(rate)["rebase"].values())
    assert score.right >= least


def test_locate_is_hardly_ever_silently_wrong() -> None:
    score = whole(on_corpus()["locate"].values())
    assert score.share(score.silently_wrong) <= 0.002, faults(score)


@pytest.mark.parametrize("kinds", ["split", "a link", "wrapped"])
def test_locate_is_hardly_ever_silently_wrong_on_a_further_change(kinds: str) -> None:
    score = further("locate", kinds)
    assert score.share(score.silently_wrong) <= 0.005, faults(score)


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
