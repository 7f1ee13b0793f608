"""No damaged file brings the library to a fault of its own: a few here, and more with `-m slow`.

`python -m tests.fuzz` tries any number, a thousand for each door with `--count 1000`, and says where
each failure comes from.
"""

from __future__ import annotations

import warnings

import pytest

import archive
from archive.formats import FORMATS
from tests.conftest import MANY as DRAWS_MANY
from tests.conftest import import_or_skip
from tests.fuzz.doors import DOORS
from tests.fuzz.trying import seeds, tried
from tests.tools.cases import each_case

FEW, MANY = 12, 60 if DRAWS_MANY else 36
"""So many files for each door; with few examples still six times those of other tests."""
_SLOW = ("docx receive", "odt receive", "json write", "html rebase", "file receive")
"""Doors behind which a file takes longer."""


def _try(door: str, numbers: range) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")
        assert not tried(door, numbers).failures


@pytest.mark.slow
@each_case("door", DOORS)
def test_a_damaged_file_is_taken_or_refused(door: str) -> None:
    _try(door, range(FEW // 4 if door in _SLOW else FEW))


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
def test_many_damaged_files_are_taken_or_refused(door: str) -> None:
    _try(door, range(FEW, MANY))


@pytest.mark.slow
@each_case("door", DOORS)
def test_a_door_takes_one_of_its_files_at_least(door: str) -> None:
    if door.startswith(("docx", "odt")):
        import_or_skip("pypandoc")

    def is_taken(data: bytes) -> bool:
        try:
            DOORS[door].take(data)
        except archive.ArchiveError:
            return False
        return True

    assert any(map(is_taken, seeds(door)))


def test_every_way_into_a_format_has_a_door() -> None:
    """Whoever brings a format adds files of it here."""
    tasks = ("read", "add", "receive", "unpack")
    ways = {
        f"{name} {task}" for name in FORMATS.homes for task in tasks if getattr(FORMATS[name], task)
    }
    assert ways <= set(DOORS)
