"""Nobody loses a word, an element, an attribute or a comment in silence.

After an edit by hand the file is refused with a finding that tells the place, or what cannot be kept
is told, or it is kept: written again, the edit comes out again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pytest
from lxml import etree

import archive
from archive.errors import InvalidDocument, ReadError, WriteError
from archive.findings import Finding, Severity
from archive.model.document import Document
from tests.conftest import MANY
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
    try:
        written = archive.write(outcome.document, "tei").data
    except WriteError:
        return []  # nothing is lost by what is not written
    places = [placed for finding in outcome.findings for placed in told(data, finding)]
    return [
        loss
        for loss in losses(data, written)
        if not any(first - NEAR <= loss.line <= last + NEAR for first, last in places)
    ]


def told(data: bytes, finding: Finding) -> Iterator[tuple[int, int]]:
    """The lines of which a finding speaks: its own, or those of an element that is left out whole."""
    line = finding.location.line
    if line is None:
        return
    yield line, line
    if "text is not kept at this place" in finding.message:
        for element in elements_at(data, line):  # the words stand after it
            parent = element.getparent()
            yield (line if parent is None else parent.sourceline or line), line
    whole = finding.message.startswith("<") or "its content is lost" in finding.message
    if finding.code == "not-kept" and whole:
        for element in elements_at(data, line):
            yield line, max(e.sourceline or 0 for e in element.iter(etree.Element))


def elements_at(data: bytes, line: int) -> list[etree._Element]:
    return [e for e in parsed(data).iter(etree.Element) if e.sourceline == line]


@lru_cache(maxsize=2)
def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(recover=True, huge_tree=True))


pytestmark = pytest.mark.slow

LOOKED_AT = [
    edit
    for number, edit in enumerate(EDITS)
    if MANY or edit.base.startswith("harbour") or number % 16 == 0
]
"""All edits of the small record; of those of the kept ones, where few examples do, every sixteenth."""


@pytest.mark.parametrize("edit", LOOKED_AT, ids=lambda edit: edit.name)
def test_an_edit_by_hand_is_refused_or_reported_or_kept(edit: Edit):
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
        around = lines_of_holders(edit)
        near = [
            f
            for f in placed
            if first - NEAR <= (f.location.line or 0) <= last + NEAR or f.location.line in around
        ]
        assert near, (edit.lines, [str(finding) for finding in placed])


def lines_of_holders(edit: Edit) -> set[int]:
    """Where the element with an id begins that holds the edit; the root holds everything."""
    try:
        root = etree.fromstring(edit.after.encode())
    except etree.XMLSyntaxError:
        return set()
    first, _ = edit.lines
    before = [e for e in root.iter(etree.Element) if (e.sourceline or 0) <= first] or [root]
    holders = [before[-1], *before[-1].iterancestors()]
    named = [e for e in holders if e.get("{http://www.w3.org/XML/1998/namespace}id")]
    return {named[0].sourceline or 0} if named and named[0] is not root else set()


def test_every_edit_has_a_name_of_its_own_and_says_why():
    names = [edit.name for edit in EDITS]
    assert sorted(names) == sorted(set(names))
    assert len(names) >= 170
    assert all(edit.why for edit in EDITS)
