"""Whatever is done to a file: what is accepted without a finding comes out again."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import NamedTuple

import pytest
from lxml import etree

import archive
from archive.errors import InvalidDocument, ReadError, WriteError
from tests.conftest import MANY
from tests.formats.harbour import harbour
from tests.formats.kept import Loss, losses
from tests.tei_mutations import TEI, Mutation, mutate

BATCHES, IN_A_BATCH = (50, 100) if MANY else (8, 25)
COPIES = ("extent", "editionStmt", "classDecl", "editorialDecl", "refsDecl", "appInfo")
"""Derived parts of the header: without them the file is half as long, and more edits are accepted."""


@cache
def base() -> etree._Element:
    """A small file with every construct, and without the copies that may be left out."""
    root = etree.fromstring(archive.write(harbour(), "tei").data)
    for name in COPIES:
        for element in list(root.find(f"{TEI}teiHeader").iter(TEI + name)):  # type: ignore[union-attr]
            if element.find(f".//{TEI}measure[@unit='byte']") is None:
                element.getparent().remove(element)  # type: ignore[union-attr]
    return root


class Silent(NamedTuple):
    """An edit of which something was lost in silence."""

    seed: int
    kind: str
    where: str
    losses: list[Loss]


def read(mutation: Mutation, *, lossy: bool) -> archive.ReadResult | None:
    """Read a file, or return `None` when it is refused. Anything else that is raised is a crash."""
    try:
        return archive.read(mutation.data, "tei", lossy=lossy)
    except (ReadError, InvalidDocument) as refusal:
        findings = refusal.findings
    assert findings
    assert [str(finding) for finding in findings if not finding.location.line] == []
    return None


def written(document: archive.Document) -> bytes | None:
    try:
        return archive.write(document, "tei").data
    except WriteError:
        return None


def silently_lost(seed: int, result: archive.ReadResult, mutation: Mutation) -> list[Silent]:
    output = written(result.document)
    found = losses(mutation.data, output) if output is not None else []
    return [Silent(seed, mutation.kind, mutation.where, found)] if found else []


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_is_accepted_without_a_finding_comes_out_again(batch: int):
    silent: list[Silent] = []
    accepted = 0
    for seed in range(batch * IN_A_BATCH, (batch + 1) * IN_A_BATCH):
        mutation = mutate(base(), Random(seed), by_people=True)
        result = read(mutation, lossy=False)
        if result is not None and not result.findings:
            accepted += 1
            silent += silently_lost(seed, result, mutation)
    assert silent == []
    # Were everything refused, nothing would have been looked at.
    assert accepted >= IN_A_BATCH // 20


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES // 4))
def test_what_is_lost_on_request_is_reported(batch: int):
    silent: list[Silent] = []
    for seed in range(batch * IN_A_BATCH, (batch + 1) * IN_A_BATCH):
        mutation = mutate(base(), Random(seed), by_people=True)
        result = read(mutation, lossy=True)
        if result is not None and not result.findings:
            silent += silently_lost(seed, result, mutation)
    assert silent == []


def test_the_file_that_is_changed_comes_out_again():
    data = etree.tostring(base())
    result = archive.read(data, "tei")
    assert result.findings == ()
    assert result.document == harbour()
    assert losses(data, archive.write(result.document, "tei").data) == []
