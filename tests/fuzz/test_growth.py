"""Behind each door work grows like the file: `python -m tests.fuzz.growth` prints n, 2n, 4n and 8n."""

from __future__ import annotations

import pytest

from tests.conftest import import_or_skip
from tests.fuzz.doors import DOORS
from tests.fuzz.larger import LARGER
from tests.growth import MOST, grows

_PARTS = 10


def test_each_door_has_larger_files() -> None:
    """Whoever adds a door adds files of any size for it."""
    assert set(LARGER) == set(DOORS)


@pytest.mark.slow
@pytest.mark.parametrize("door", LARGER)
def test_work_behind_a_door_grows_like_the_file(door: str) -> None:
    if door.startswith(("docx", "odt")):
        import_or_skip("pypandoc")
    assert grows(LARGER[door], _PARTS) < MOST
