"""A page that is captured again changes whole, and all that changed is told."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given

from tests.revision.pages.drawn import Version, chains
from tests.revision.pages.judge import disordered, not_as_read, not_valid, received, step, unsaid, untrue
from tests.revision.pages.templates import TEMPLATES

NAMES = tuple(TEMPLATES)


@given(chains(NAMES))
def test_a_record_that_nobody_touched_follows_its_page(versions: tuple[Version, ...]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "record")
        old, new = versions
        received(old, folder)
        one = step(old, new, folder)
        faults = [*unsaid(one), *untrue(one), *disordered(one), *not_as_read(one), *not_valid(one)]
    assert faults == []
