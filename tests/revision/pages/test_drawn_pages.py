"""A page that is captured again changes whole, and all that changed is told."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from tests.conftest import fewer
from tests.revision.pages.comparer import differing as compared
from tests.revision.pages.drawn import Page, Version, Words, chains, pages
from tests.revision.pages.judge import (
    astray,
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
from tests.revision.pages.truth import differing, values_of

NAMES = tuple(TEMPLATES)
TOUCHED = st.frozensets(st.sampled_from(TOUCHES), min_size=1)


@contextmanager
def place() -> Iterator[Path]:
    """A folder for a record; Hypothesis runs a test many times in one that pytest gives."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name, "record")


@pytest.mark.slow
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


@pytest.mark.slow
@fewer(2)
@given(chains(NAMES, length=4))
def test_a_record_follows_its_page_through_several_versions(versions: Sequence[Version]) -> None:
    faults: list[str] = []
    with place() as folder:
        received(versions[0], folder)
        for old, new in pairwise(versions):
            one = step(old, new, folder)
            faults += [*unsaid(one), *untrue(one), *disordered(one), *not_as_read(one)]
            faults += not_valid(one)
    assert faults == []


@pytest.mark.slow
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
            *astray(one),
            *misplaced(one),
            *not_valid(one),
        ]
    assert faults == []


@pytest.mark.slow
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


@pytest.mark.slow
@fewer(2)
@given(chains(NAMES, length=1))
def test_the_same_bytes_change_nothing(versions: Sequence[Version]) -> None:
    (version,) = versions
    with place() as folder:
        archive.save(with_claims(received(version, folder), version), folder)
        one = step(version, version, folder)
    assert one.made.changes == one.made.furniture == ()
    assert one.is_unchanged


@pytest.mark.slow
@fewer(2)
@given(chains(NAMES, length=1))
def test_the_old_headline_is_not_printed_any_more(versions: Sequence[Version]) -> None:
    old = versions[0]
    new = replace(old, page=replace(old.page, title="Another headline"))
    with place() as folder:
        received(old, folder)
        step(old, new, folder)
        assert "value-differs-from-capture" not in codes(folder)
        record = folder / "document.json"
        raw = json.loads(record.read_text())
        raw["metadata"]["titles"][0]["text"] = old.page.title
        record.write_text(json.dumps(raw))
        assert "value-differs-from-capture" in codes(folder)


def codes(folder: Path) -> set[str]:
    return {finding.code for finding in archive.validate(folder)}


@given(chains(NAMES))
def test_the_comparer_agrees_with_what_is_known_of_the_pages(versions: Sequence[Version]) -> None:
    old, new = versions
    found = compared(rendered(old), rendered(new))
    for side, known in differing(old.page, new.page).items():
        seen = found.went if side == "went" else found.came
        other = values_of((new if side == "went" else old).page)
        there = {one.words for one in other}
        unseen = [
            one
            for one in known
            if one.words not in there
            and not any(form in value.words for value in seen for form in one.forms)
        ]
        assert unseen == []
        untrue = [
            value
            for value in seen
            if not any(form in value.words for one in known for form in one.forms)
        ]
        assert old.template != new.template or untrue == []
