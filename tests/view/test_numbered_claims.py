"""The claims of a record: in a table, and each on a page of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

import archive
from archive.errors import NotInDocument
from archive.model.assessments import Assessment
from archive.model.blocks import (
    Paragraph,
    Section,
)
from archive.model.claims import Attribution
from archive.model.document import Document
from archive.model.works import Evidence, Work
from archive.view.page_parts import Inset
from archive.view.show import claim_page, claims_table, page
from archive.view.terminal import render
from archive.view.text_with_claims import TextWithClaims
from archive.wording.claims import numbers_of
from tests import samples
from tests.samples import from_text
from tests.tools.cases import each_case
from tests.view.articles import (
    anchor,
    around,
    long_ids,
    rich,
)


@each_case("width", [50, 80, 100, 160])
def test_a_table_of_claims_is_as_agreed(width: int, golden: Callable[[str, str], None]) -> None:
    golden(f"show/claims-{width}.txt", claims_table(long_ids(rich()), width=width))


@each_case("width", [45, 80, 120, 160])
def test_no_id_is_broken_in_a_table(width: int) -> None:
    words = claims_table(long_ids(rich()), width=width).split()
    assert "claim-first-of-those-that-speak-of-trade" in words


def test_a_table_tells_the_verdicts_that_hold() -> None:
    def verdict(*assessments: Assessment) -> str:
        claim = samples.small().claims[0]
        document = samples.small().update(
            works=(Work(id="w-1", type="report"),), assessments=assessments
        )
        assert document.claims == (claim,)
        row = claims_table(document, width=300).splitlines()[2]
        return re.split("  +", row)[-1]

    def assessment(id: str, verdict: str = "doubt", **fields: Any) -> Assessment:
        evidence = () if verdict == "doubt" else (Evidence(work="w-1"),)
        return Assessment(
            id=id,
            claim=samples.small().claims[0].id,
            verdict=verdict,  # type: ignore[arg-type]
            reasoning="So it is.",
            evidence=evidence,
            **fields,
        )

    assert verdict() == "-"
    assert verdict(assessment("a-1")) == "doubt?"
    assert verdict(assessment("a-1", status="rejected")) == "-"
    assert verdict(assessment("a-1"), assessment("a-2")) == "doubt?"
    done = assessment("a-2", "supported", status="accepted", supersedes="a-1")
    assert verdict(assessment("a-1"), done) == "supported"
    assert verdict(done.update(supersedes=None), assessment("a-1")) == "supported, doubt?"


def test_a_table_says_what_its_signs_mean_where_there_are_any() -> None:
    legend = "? means proposed: nobody has accepted it. ! means rejected."
    assert claims_table(rich()).endswith(f"\n\n{legend}\n")
    accepted = rich().update(
        claims=tuple(claim.update(status="accepted") for claim in rich().claims),
        assessments=tuple(a.update(status="accepted") for a in rich().assessments),
    )
    assert legend not in claims_table(accepted)


@pytest.mark.parametrize("width", [40, 80])
def test_a_page_about_one_claim_is_as_agreed(
    width: int, golden: Callable[[str, str], None]
) -> None:
    golden(f"show/claim-{width}.txt", claim_page(around(), "fell", width=width))


def test_a_claim_on_which_nothing_hangs_says_so() -> None:
    shown = claim_page(
        samples.minimal()
        .update(**around().model_dump(include={"sections"}))
        .add(around().claim("rose")),
        "rose",
    )
    for told in (
        "Who says it\n\n  the author\n",
        "names\n\n  none recorded\n",
        "nobody has assessed it",
    ):
        assert told in shown
    assert "Other statements on these words" not in shown


def test_the_words_round_a_claim_reach_to_its_cues_and_its_condition() -> None:
    text = "If it rains. One. Two. Trade falls. Three. Four. So they say. Five. Six."
    claim = around().claim("rose").update(anchors=(anchor("p-1", text, "Trade falls"),))
    cue = Attribution(cue=(anchor("p-1", text, "they say"),))
    for change, words in (
        ({}, "…Two. [1?|Trade falls|1?]. Three.…"),
        ({"attribution": (cue,)}, "…Two. [1?|Trade falls|1?]. Three. Four. So they say. Five.…"),
        (
            {"condition": (anchor("p-1", text, "If it rains"),)},
            "If it rains. One. Two. [1?|Trade falls|1?]. Three.…",
        ),
    ):
        document = Document(
            id="far",
            sections=(Section(id="s-1", blocks=(Paragraph(id="p-1", text=text),)),),
            claims=(claim.update(**change),),
        )
        assert f"    {words}\n" in claim_page(document, "rose", width=120)


def test_a_passage_is_marked_within_itself_only() -> None:
    document = around()
    marked = TextWithClaims(document.claims, numbers_of(document))
    excerpt = marked.excerpt(document.block("p-1"), 11, 22)
    assert render((Inset((excerpt,), 4),)) == "    …It rained.…\n"


def test_a_claim_that_is_rejected_is_marked_on_its_own_page() -> None:
    assert "[4!|It was  not.|4!]" in claim_page(rich(), "refused")


def test_words_of_a_claim_that_are_lost_are_reported() -> None:
    assert "“Trade” was in gone: The paragraph was withdrawn." in claim_page(rich(), "lost")


def test_a_claim_that_is_not_there_has_no_page() -> None:
    with pytest.raises(NotInDocument):
        claim_page(rich(), "council")


def test_styles_change_nothing_but_the_styles_of_a_claim() -> None:
    for make in (
        lambda **o: claim_page(around(), "fell", **o),
        lambda **o: claims_table(rich(), **o),
    ):
        assert re.sub("\x1b\\[[0-9;]*m", "", make(styled=True)) == make()


def test_a_status_says_who_decided_and_why_and_then_who_made_it() -> None:
    by_program = archive.Agent(id="finder", type="software", name="claim finder")
    document = from_text("Rain\n\nIt rained.\n", id="rain").add(
        by_program, archive.Revision(id="rev-1", by="finder", at="2026-01-01T00:00:00Z")
    )
    claim = archive.Claim(
        id="c-1",
        anchors=(document.anchor("It rained"),),
        restatement="It rained.",
        kind="descriptive",
        revision="rev-1",
        certainty=0.4,
    )
    document = document.add(claim)
    proposed = page(document, width=300)
    assert "proposed, by claim finder, 2026-01-01T00:00:00Z (certainty 0.4)" in proposed
    no = archive.Decision("c-1", "reject", "Nobody says so.")
    rejected = archive.review(document, no, by="Ada", at="2026-01-02T00:00:00Z").document
    told = " ".join(page(rejected, width=300).split())
    assert (
        "rejected, by Ada, 2026-01-02T00:00:00Z (Nobody says so.); made by claim finder, "
        "2026-01-01T00:00:00Z (certainty 0.4)"
    ) in told


def test_a_verdict_that_is_rejected_says_by_whom_and_why() -> None:
    document = from_text("Rain\n\nIt rained.\n", id="rain").add(
        archive.Agent(id="ada", name="Ada"),
        archive.Revision(id="rev-1", by="ada", at="2026-01-01T00:00:00Z"),
    )
    claim = archive.Claim(
        id="c-1",
        anchors=(document.anchor("It rained"),),
        restatement="It rained.",
        kind="descriptive",
    )
    verdict = archive.Assessment(
        id="as-1", claim="c-1", verdict="doubt", reasoning="Who saw it?", revision="rev-1"
    )
    no = archive.Decision("as-1", "reject", "The gauge did.")
    document = archive.review(
        document.add(claim, verdict), no, by="Bo", at="2026-01-02T00:00:00Z"
    ).document
    told = " ".join(page(document, width=300).split())
    assert "Who saw it? [by Bo, 2026-01-02T00:00:00Z (The gauge did.); made by Ada" in told
