"""The state of a quoted passage is right, whatever has become of the source."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from archive.source_copies.passage_checks import PassageCheck
from archive.text.passage_search import PassageChanged
from archive.workflows.check_sources import check_sources
from tests.conftest import MANY
from tests.source_copies.pairs import Pair, pairs, save


def checked(pair: Pair) -> PassageCheck:
    with TemporaryDirectory() as folder:
        paths, copies = save(pair, Path(folder))
        result = check_sources(paths, copies)
    [check] = result.passages
    assert not result.problems
    assert not result.given.findings
    return check


@pytest.mark.slow
@settings(max_examples=1000 if MANY else 60)
@given(pairs())
def test_the_state_of_a_drawn_pair_is_right(pair: Pair) -> None:
    check = checked(pair)
    assert check.state == pair.state, str(check)
    if pair.keeps_first:
        assert (check.moved is not None) == (pair.change == "moved")
    if pair.state == "drifted":
        [result] = [one.result for one in check.copies if one.state == "drifted"]
        assert isinstance(result, PassageChanged)
        lost, gained = (
            " ".join(words for which, words in result.pieces if which == side)
            for side in ("old", "new")
        )
        assert pair.lost <= set(re.findall(r"\w+(?:,\w+)?", lost)), result
        assert pair.gained <= set(re.findall(r"\w+(?:,\w+)?", gained)), result
        if pair.change == "edited":
            assert result.near, "what stands there now is shown"


@settings(max_examples=10)
@given(pairs())
def test_the_state_of_a_few_pairs_is_right(pair: Pair) -> None:
    assert checked(pair).state == pair.state
