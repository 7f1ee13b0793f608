"""What a form for everybody holds, whatever format it is in, and what it never holds."""

from __future__ import annotations

from functools import cache

import pytest

import archive
from archive.formats import FORMATS
from archive.formats.format import options_of
from archive.model.document import Document
from archive.rights import public_record
from tests.conftest import MANY
from tests.rights.leaking import leaking, leaks

PUBLIC = [name for name, f in FORMATS.items() if f.write and "public" in options_of(f.write)]
"""Every format that has a public form."""
SEEDS = range(40 if MANY else 4)


@cache
def record(seed: int) -> Document:
    return leaking(seed)


def test_every_format_that_is_not_exact_has_a_public_form() -> None:
    others = {name for name, format in FORMATS.items() if format.write and name not in PUBLIC}
    assert others == {"json", "tei", "sheet"}


@pytest.mark.parametrize("proposals", [False, True])
@pytest.mark.parametrize("format", PUBLIC)
@pytest.mark.parametrize("seed", SEEDS)
def test_no_run_of_eight_words_stands_in_a_public_form(
    seed: int, format: str, proposals: bool
) -> None:
    written = archive.write(record(seed), format, public=True, proposals=proposals)
    assert leaks(written) == []


@pytest.mark.parametrize("format", PUBLIC)
def test_the_words_would_be_found(format: str) -> None:
    """In what is not public they are."""
    found = [leaks(archive.write(record(seed), format)) for seed in SEEDS]
    assert any(found)


@pytest.mark.parametrize("proposals", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_public_record_is_a_record_and_may_be_shown_whatever_form_it_takes(
    seed: int, proposals: bool
) -> None:
    public = public_record(record(seed), proposals=proposals)
    assert Document.model_validate(public.model_dump()) == public
    for format in ("json", "tei", "sheet", *PUBLIC):
        assert leaks(archive.write(public, format)) == []
