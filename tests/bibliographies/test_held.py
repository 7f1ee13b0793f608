"""Every string of a work is in what is written, or a finding says that its field is not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

import archive
from archive.bibliographies import bibtex, csl, ris
from archive.bibliographies.csl_items import CARRIED_CLASSES
from archive.model.base import Model
from archive.model.walk import walk
from tests.bibliographies.bibliographies import alone, as_carried
from tests.formats.held import bibtex as held_by_bibtex
from tests.formats.held import csl as held_by_csl
from tests.formats.held import ris as held_by_ris
from tests.strategies import documents


def bare(text: str) -> str:
    """A text without white space and braces, of which a form may have more or fewer."""
    return "".join(
        character for character in text if not character.isspace() and character not in "{}"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("format", "judge"), [(csl, held_by_csl), (bibtex, held_by_bibtex), (ris, held_by_ris)]
)
@given(document=documents())
def test_what_goes_in_stands_in_the_form_or_is_reported(
    format: Any, judge: Any, document: archive.Document
) -> None:
    for work in document.works:
        record = alone(as_carried(work))
        written = format.write(record)
        held = judge.held(written)
        held = bare("\n".join(sorted(held)) if isinstance(held, set) else held)
        reported = [found.location.pointer or "" for found in written.findings]
        for pointer, part in walk(record):
            if not pointer.startswith("/works/0"):
                continue
            for name in CARRIED_CLASSES.get(type(part), ()):
                for field in type(part).model_fields if name == "*" else (name,):
                    value = getattr(part, field)
                    if isinstance(value, str) and bare(value) not in held:
                        assert is_reported(pointer, field, part, reported), (pointer, field, value)


def is_reported(pointer: str, field: str, part: Model, reported: list[str]) -> bool:
    """Whether a finding has the place of this field, or of the first such field of a work."""
    kind = "/".join(step for step in (pointer.split("/")[3:4] or [field]))
    kinds = (
        ("author", "editor", "translator")
        if kind in ("author", "editor", "translator")
        else (kind,)
    )
    return any(one.split("/")[3:4] == [name] for one in reported for name in kinds)
