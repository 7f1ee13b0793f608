"""Nobody loses a word, an element, an attribute or a comment in silence.

After an edit by hand the file is refused with a finding that tells the place, or what cannot be kept
is told, or it is kept: written again, the edit comes out again.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

import archive
from archive.errors import InvalidDocument, ReadError, WriteError
from archive.findings import Finding, Severity
from archive.model.document import Document
from tests.formats.hand_edits import EDITS, Edit
from tests.formats.kept import Loss, losses

NEAR = 3
"""Lines between an edit and what is said of it: a person looks there."""


class Outcome(NamedTuple):
    """What came of reading a file."""

    document: Document | None
    findings: tuple[Finding, ...]


def outcome_of(data: bytes, *, lossy: bool = False) -> Outcome:
    """Read a file. Only refusals are caught; anything else that is raised fails the test."""
    try:
        result = archive.read(data, "tei", lossy=lossy)
    except (ReadError, InvalidDocument) as refusal:
        return Outcome(None, refusal.findings)
    return Outcome(result.document, result.findings)


def untold(data: bytes, outcome: Outcome) -> list[Loss]:
    """What is lost when the document is written again, and no finding near by tells of it."""
    assert outcome.document is not None
    lines = [finding.location.line for finding in outcome.findings]
    try:
        written = archive.write(outcome.document, "tei").data
    except WriteError:
        return []  # nothing is lost by what is not written
    lost = losses(data, written)
    return [
        loss for loss in lost if not any(line and abs(line - loss.line) <= NEAR for line in lines)
    ]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_by_hand_is_refused_or_told_or_kept(edit: Edit):
    data = edit.after.encode()
    outcome = outcome_of(data)
    if outcome.findings:
        assert_the_place_is_told(edit, outcome)
    if outcome.document is not None:
        assert untold(data, outcome) == []
        return
    assert any(finding.severity is Severity.ERROR for finding in outcome.findings)
    on_request = outcome_of(data, lossy=True)
    if on_request.document is not None:
        assert untold(data, on_request) == []
    else:
        # Another reason than that something cannot be kept.
        codes = {f.code for f in on_request.findings if f.severity is Severity.ERROR}
        assert codes - {"not-kept", "copy-differs"}


def assert_the_place_is_told(edit: Edit, outcome: Outcome) -> None:
    """One finding at least stands near the edit, or names what it took away."""
    placed = [finding for finding in outcome.findings if finding.location.line]
    assert placed, [str(finding) for finding in outcome.findings]
    if edit.says:
        assert any(edit.says in str(finding) for finding in placed), list(map(str, placed))
    elif not edit.wide:
        first, last = edit.lines
        near = [f for f in placed if first - NEAR <= (f.location.line or 0) <= last + NEAR]
        assert near, (edit.lines, [str(finding) for finding in placed])


def test_every_edit_has_a_name_of_its_own_and_says_why():
    names = [edit.name for edit in EDITS]
    assert sorted(names) == sorted(set(names))
    assert len(names) >= 170
    assert all(edit.why for edit in EDITS)
