"""A page that is captured again changes whole, and all that changed is told."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import archive
from tests.revision.pages.comparer import differing as compared
from tests.revision.pages.drawn import Version, Words, chains, pages
from tests.revision.pages.judge import (
    disordered,
    not_as_read,
    not_valid,
    received,
    step,
    unsaid,
    untold_by_diff,
    untrue,
)
from tests.revision.pages.person import TOUCHES, misplaced, touched, undone, unmade, with_claims
from tests.revision.pages.templates import TEMPLATES, rendered
from tests.revision.pages.truth import differing, same_field
from tests.conftest import fewer

NAMES = tuple(TEMPLATES)
TOUCHED = st.frozensets(st.sampled_from(TOUCHES), min_size=1)


@contextmanager
def place() -> Iterator[Path]:
    """A folder for a record; Hypothesis runs a test many times in one that pytest gives."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name, "record")


@given(chains(NAMES))
def test_a_record_that_nobody_touched_follows_its_page(versions: Sequence[Version]) -> None:
    with place() as folder:
        old, new = versions
        archive.save(with_claims(received(old, folder), old), folder)
        one = step(old, new, folder)
        faults = [
            *unsaid(one),
            *untrue(one),
            *disordered(one),
            *not_as_read(one),
            *misplaced(one),
            *not_valid(one),
            *untold_by_diff(one),
        ]
    assert faults == []


@fewer(2)
@given(chains(NAMES, length=4))
def test_a_record_follows_its_page_through_several_versions(versions: Sequence[Version]) -> None:
    faults: list[str] = []
    with place() as folder:
        received(versions[0], folder)
        for old, new in zip(versions, versions[1:], strict=False):
            one = step(old, new, folder)
            faults += [*unsaid(one), *untrue(one), *disordered(one), *not_as_read(one)]
        faults += not_valid(one)
    assert faults == []


@given(chains(NAMES), TOUCHED)
def test_what_a_person_gave_stays(versions: Sequence[Version], touches: frozenset[str]) -> None:
    with place() as folder:
        old, new = versions
        document = touched(received(old, folder), touches)
        archive.save(with_claims(document, old), folder)
        one = step(old, new, folder)
        faults = [
            *unsaid(one),
            *undone(one, touches),
            *unmade(one),
            *misplaced(one),
            *not_valid(one),
        ]
    assert faults == []


@fewer(2)
@given(st.deferred(lambda: pages(Words())), st.permutations(NAMES))
def test_another_template_changes_no_word(page: Page, names: Sequence[str]) -> None:
    old, new = (Version(page, name) for name in names[:2])
    with place() as folder:
        archive.save(with_claims(received(old, folder), old), folder)
        one = step(old, new, folder)
        faults = [*unsaid(one), *untrue(one), *misplaced(one), *not_as_read(one), *not_valid(one)]
    assert faults == []
    assert {outcome.kind for outcome in one.made.outcomes} <= {"unchanged", "moved"}
    assert archive.diff(one.made.before, one.made.document).has_same_words
