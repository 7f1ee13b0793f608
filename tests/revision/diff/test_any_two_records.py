"""What holds of the difference between any two records."""

from __future__ import annotations

import pickle
import re
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import archive
from archive import Diff, Document, diff
from archive.errors import DiffDoesNotApply
from archive.view.diff_page import changes_page
from archive.view.terminal import width_of
from tests.revision.diff.records import canonical, pairs, varied
from tests.strategies import json_values
from tests.tools.edited.cases import Case, cases


@given(pairs())
def test_applied_to_the_old_record_it_makes_the_new_one_to_the_last_byte(
    pair: tuple[Document, Document],
):
    old, new = pair
    made = diff(old, new).apply(old)
    assert made == new
    assert canonical(made) == canonical(new)


@pytest.mark.slow
@given(pairs())
def test_it_is_empty_if_and_only_if_the_two_are_the_same(pair: tuple[Document, Document]):
    old, new = pair
    found = diff(old, new)
    same = canonical(old) == canonical(new)
    assert bool(found) is not same
    assert bool(found.changes) is not same
    assert not diff(old, old)
    assert diff(old, old).changes == ()


@given(pairs())
def test_every_exact_change_is_reported_and_everything_reported_is_an_exact_change(
    pair: tuple[Document, Document],
):
    found = diff(*pair)
    assert {n for change in found.changes for n in change.operations} == set(
        range(len(found.operations))
    )
    assert all(change.operations for change in found.changes)
    assert not found.of("other")


@pytest.mark.slow
@given(pairs())
def test_the_pointers_of_a_change_lead_to_something_in_their_record(
    pair: tuple[Document, Document],
):
    """And at least one is there, under the field that the operations are about."""
    old, new = (document.model_dump(mode="json") for document in pair)
    found = diff(*pair)
    for change in found.changes:
        assert change.old_pointer or change.new_pointer, change
        for tree, pointer in ((old, change.old_pointer), (new, change.new_pointer)):
            if pointer is not None:
                value = resolved(tree, pointer)
                assert pointer.startswith("/extensions/") or value not in (None, [])
        roots = {(p or "").split("/")[1] for p in (change.old_pointer, change.new_pointer) if p}
        assert roots == {found.operations[n].steps[0] for n in change.operations}


def resolved(tree: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    return tree


@pytest.mark.slow
@given(pairs())
def test_a_diff_that_was_stored_is_the_same_diff(pair: tuple[Document, Document]):
    old, new = pair
    found = diff(old, new)
    stored = Diff.from_json(found.to_json())
    assert stored == found
    assert stored.to_json() == found.to_json()
    assert canonical(stored.apply(old)) == canonical(new)
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.slow
@given(pairs(), st.integers(0, 2**32))
def test_it_is_refused_by_every_record_but_the_one_it_was_made_from(
    pair: tuple[Document, Document], seed: int
):
    old, new = pair
    other = varied(old, Random(seed))
    assume(canonical(other) != canonical(old))
    with pytest.raises(DiffDoesNotApply) as caught:
        diff(old, new).apply(other)
    assert caught.value.findings[0].code == "diff-of-another-record"


@pytest.mark.slow
@given(pairs())
def test_what_is_quiet_has_the_words_it_had(pair: tuple[Document, Document]):
    found = diff(*pair)
    for change in found.of("anchor-moved"):
        assert change.old == change.new
        old, new = (
            archive_value(document, pointer)
            for document, pointer in zip(
                pair, (change.old_pointer, change.new_pointer), strict=True
            )
        )
        assert isinstance(old, dict)
        assert old["type"] == new["type"] == "anchor"
        assert old["exact"] == new["exact"] == change.old


def archive_value(document: Document, pointer: str | None) -> Any:
    return resolved(document.model_dump(mode="json"), pointer or "")


@pytest.mark.slow
@given(pairs(), st.integers(40, 120), st.booleans())
def test_the_page_fits_the_screen_and_nothing_in_a_record_steers_it(
    pair: tuple[Document, Document], width: int, everything: bool
):
    page = changes_page(diff(*pair), width=width, everything=everything)
    assert page.endswith("\n")
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", page
    )
    assert max(map(width_of, page.splitlines())) <= width


@given(json_values(), json_values())
def test_two_extensions_are_told_apart_to_the_last_sign(old: Any, new: Any):
    """`True`, 1 and 1.0 are equal in Python, and so are objects whose keys stand otherwise."""
    before = Document(id="x", extensions={"https://example.org/": old, "urn:b": [old, new]})
    after = Document(id="x", extensions={"urn:b": [new, old, new], "https://example.org/": new})
    assert canonical(diff(before, after).apply(before)) == canonical(after)


# --- after a rebase ---

_SHOWN_AS = {
    "unchanged": {None},
    "moved": {"anchor-moved", "anchor-restored", "anchor-relocated"},
    "restyled": {"anchor-restyled"},
    "altered": {"anchor-altered"},
    "ambiguous": {"anchor-orphaned"},
    "orphaned": {"anchor-orphaned", None},
}
"""What a diff makes of each outcome of a rebase; what was lost before may stay as it was.

A diff knows two blocks only by their ids: where the words of an anchor have moved away, and a copy
of them stands in its old block, they look as if somebody had put it elsewhere.
"""


@pytest.mark.slow
@given(cases())
def test_a_diff_and_a_rebase_agree_on_what_became_of_each_anchor(case: Case):
    result = archive.rebase(case.old, onto=case.onto)
    told = {change.old_pointer: change.kind for change in diff(case.old, result.document).changes}
    for outcome in result.outcomes:
        assert told.get(outcome.pointer) in _SHOWN_AS[outcome.kind]
