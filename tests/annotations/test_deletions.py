"""What annotation files say is kept or reported: without one thing the outcome is another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from tests.annotations.deletions import FOLDER, SOURCES, Source, silent_in
from tests.conftest import MANY
from tests.tools.cases import each_case

SMALL = [one for one in SOURCES if one.format in ("recogito", "brat") or one.data]
"""Those whose deletions are quick."""


def unexplained(source: Source, folder: Path, each: int, most: int | None = None) -> list[str]:
    found = islice(silent_in(source, folder, each), most)
    return [one.kind for one in found if one is not None and one.reason is None]


@pytest.mark.slow
@each_case("source", SMALL, ids=lambda one: f"{one.name} {bool(one.rules)}")
def test_nothing_that_a_file_says_is_left_out_in_silence(
    source: Source, shared: Callable[[str], Path]
) -> None:
    assert not unexplained(source, shared(FOLDER), 1, most=8)


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES, ids=lambda one: f"{one.name} {bool(one.rules)}")
def test_nothing_of_any_kind_is_left_out_in_silence(
    source: Source, shared: Callable[[str], Path]
) -> None:
    assert not unexplained(source, shared(FOLDER), 1, most=None if MANY else 60)
