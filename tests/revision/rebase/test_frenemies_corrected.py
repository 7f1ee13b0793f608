"""A made-up correction of the article *Frenemies*, whose record is long: what becomes of each anchor.

Six typing errors are corrected, a paragraph stands before two others, a sentence on a rumour is gone.
"""

from __future__ import annotations

from collections import Counter

import pytest

import archive
from archive.model import Correction
from archive.revision.rebase import Rebase
from tests.conftest import ROOT

FOLDER = ROOT / "documents" / "frenemies"
RUMOUR = (
    " \u00a0With rumors that North Korea is facing another famine, "
    "China will be North Korea’s main lifeline for assistance."
)
CORRECTED = (
    ("missile off of it’s east coast", "missile off of its east coast"),
    ("North Korea ramp-up development", "North Korea ramp up development"),
    ("China has has been", "China has been"),
    ("the Council of Foreign Relations", "the Council on Foreign Relations"),
    ("between the two countries do not show", "between the two countries does not show"),
    ("the collapse of the North Korea’s regime", "the collapse of North Korea’s regime"),
    (RUMOUR, ""),
)


@pytest.fixture(scope="module")
def before() -> archive.Document:
    return archive.load(FOLDER)


@pytest.fixture(scope="module")
def rebased(before: archive.Document) -> Rebase:
    received = (FOLDER / "received" / "frenemies.txt").read_text("utf-8")
    text = received
    [moved] = (part for part in text.split("\n\n") if part.startswith("Strained relations"))
    for old, new in (
        *CORRECTED,
        (f"{moved}\n\n", ""),
        ("In response to North", f"{moved}\n\nIn response to North"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    again, first = (
        archive.read(one.encode(), "text", id="frenemies", file=f"received/{name}.txt").document
        for one, name in ((text, "frenemies-2"), (received, "frenemies"))
    )
    return archive.rebase(
        before, onto=again, read_again=first, by="editor", at="2026-12-01T09:00:00Z"
    )


def test_every_anchor_is_accounted_for(rebased: Rebase) -> None:
    kinds = Counter(outcome.kind for outcome in rebased.outcomes)
    assert kinds == {"unchanged": 579, "moved": 155, "altered": 19, "orphaned": 16}
    assert {outcome.kind for outcome in rebased.outcomes if outcome.old.block == "p-6"} == {
        "unchanged"
    }
    assert sum(outcome.old.block == "p-6" for outcome in rebased.outcomes) == 83
    assert {outcome.old.block for outcome in rebased.of("moved")} == {"p-5", "p-7"}
    candidates = [one.candidates[0].exact for one in rebased.of("orphaned") if one.candidates]
    assert candidates == ["has"]


def test_the_sentence_that_went_is_reported(rebased: Rebase) -> None:
    assert [finding.code for finding in rebased.findings] == ["sentences-went"]
    last = rebased.changes[-1]
    assert (last.what, last.block, last.was, last.became) == ("sentence", "p-7", RUMOUR[2:], None)


def test_what_lost_its_words_is_proposed_again(before: archive.Document, rebased: Rebase) -> None:
    fallen = archive.diff(before, rebased.document).of("statement-proposed")
    assert len(fallen) == 29
    parts = [rebased.document.get(change.part) for change in fallen]
    assert sum(isinstance(part, Correction) for part in parts) == 6


def test_the_publisher_puts_all_back(before: archive.Document, rebased: Rebase) -> None:
    back = archive.rebase(rebased.document, onto=before)
    assert not back.of("orphaned", "ambiguous")
