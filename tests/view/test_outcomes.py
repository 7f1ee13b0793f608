"""The page about what a rebase did."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from archive.revision.rebase import Rebase
from archive.view.outcomes import outcomes_page
from archive.view.terminal import width_of
from tests import samples
from tests.view.articles import (
    carried,
)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("outcomes-80", {}),
        ("outcomes-all-80", {"everything": True}),
        ("outcomes-all-40", {"everything": True, "width": 40}),
        ("outcomes-styled", {"styled": True}),
    ],
)
def test_a_page_of_outcomes_is_as_agreed(
    name: str, options: dict[str, Any], golden: Callable[[str, str], None]
) -> None:
    golden(f"show/{name}.txt", outcomes_page(carried(), **options))


def test_a_rebase_of_nothing_says_so() -> None:
    assert outcomes_page(Rebase(samples.minimal(), ())) == "0 anchors\n"


def test_outcomes_that_need_no_look_are_only_counted() -> None:
    result = replace(carried(), outcomes=carried().outcomes[:2])
    assert outcomes_page(result) == "2 anchors: 1 unchanged, 1 moved\n"
    assert outcomes_page(replace(result, outcomes=result.outcomes[:1]), everything=True) == (
        "1 anchor: 1 unchanged\n"
    )


def test_words_that_were_lost_and_are_back_are_listed_unasked() -> None:
    result = replace(carried(), outcomes=carried().outcomes[-1:])
    assert outcomes_page(result) == (
        "1 anchor: 1 moved\n"
        "\n"
        "moved\n"
        "  m-4\n"
        "    was   gone at 0: “Trade”\n"
        "    is    p-9 at 12: the same words\n"
    )


def test_styles_change_nothing_but_the_styles_of_outcomes() -> None:
    for everything in (False, True):
        styled = outcomes_page(carried(), styled=True, everything=everything)
        plain = outcomes_page(carried(), everything=everything)
        assert re.sub("\x1b\\[[0-9;]*m", "", styled) == plain


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_of_outcomes_is_wider_than_the_screen(width: int) -> None:
    shown = outcomes_page(carried(words="w" * 200), width=width, everything=True)
    assert [line for line in shown.splitlines() if width_of(line) > width] == []


def test_words_of_outcomes_cannot_steer_the_terminal() -> None:
    evil = "a\x9b31mred\u202etxet\x7f\x85 b"
    shown = outcomes_page(carried(words=evil, reason=f"{evil}\n\x85"), width=200)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    safely = "a<U+009B>31mred<U+202E>txet<U+007F><U+0085> b"
    assert f"is    p-1 at 53: “{safely}”" in shown
    assert f"now   {safely} <U+0085>" in shown
