"""The glyph of a claim."""

from __future__ import annotations

import re
from typing import get_args

from hypothesis import given

from archive.model.assessments import Assessment, Verdict
from archive.model.claims import Kind
from archive.model.document import Document
from archive.model.statements import Status
from archive.model.works import Evidence, Work
from archive.view.claim_glyphs import GLYPHS, glyph_of, gravest_assessment
from archive.view.html.page.glyph_drawings import drawings, masks, style
from tests import samples
from tests.strategies import documents
from tests.tools.cases import each_case

ACCEPTED, PROPOSED, REJECTED = "accepted", "proposed", "rejected"


def found(*verdicts: tuple[Verdict, Status], supersedes: str | None = None) -> Document:
    """`small()` with these assessments of its claim; the last may supersede one."""
    assessments = tuple(
        Assessment(
            id=f"a-{n}",
            claim="claim-1",
            verdict=verdict,
            status=status,
            reasoning="So it is.",
            evidence=() if verdict == "doubt" else (Evidence(work="w-1", quoted="so"),),
            supersedes=supersedes if n == len(verdicts) else None,
            revision="rev-1",
        )
        for n, (verdict, status) in enumerate(verdicts, start=1)
    )
    work = Work(id="w-1", type="report", title="Trade")
    return samples.small().update(works=(work,), assessments=assessments)


@each_case(
    ("verdicts", "sign"),
    [
        ((), "descriptive"),
        ((("supported", ACCEPTED),), "supported"),
        ((("supported", PROPOSED),), "supported"),
        ((("supported", REJECTED),), "descriptive"),
        ((("doubt", PROPOSED),), "doubt"),
        ((("supported", ACCEPTED), ("contradicted", ACCEPTED)), "contradicted"),
        ((("supported", ACCEPTED), ("contradicted", PROPOSED)), "supported"),
        ((("supported", PROPOSED), ("mixed", PROPOSED)), "mixed"),
        ((("supported", ACCEPTED), ("doubt", PROPOSED)), "doubt"),
        ((("mixed", PROPOSED), ("doubt", PROPOSED)), "doubt"),
        ((("contradicted", ACCEPTED), ("doubt", PROPOSED)), "contradicted"),
    ],
)
def test_of_what_counts_the_gravest_is_the_sign(
    verdicts: tuple[tuple[Verdict, Status], ...], sign: str
) -> None:
    document = found(*verdicts)
    assert glyph_of(document.claims[0], document) == sign


def test_what_is_superseded_has_no_sign() -> None:
    document = found(("doubt", PROPOSED), ("supported", PROPOSED), supersedes="a-1")
    assert glyph_of(document.claims[0], document) == "supported"


@given(document=documents())
def test_every_claim_has_a_sign_and_what_was_found_stands(document: Document) -> None:
    for claim in document.claims:
        assert glyph_of(claim, document) in GLYPHS
        one = gravest_assessment(claim, document)
        standing = (*document.verdicts_of(claim), *document.doubts_of(claim))
        assert (one in standing) if standing else one is None


def test_every_kind_of_claim_has_a_drawing_and_its_colours_and_every_verdict_a_drawing() -> None:
    drawn = set(re.findall(r".([a-z]+)\{--s:", masks()))
    assert drawn >= {*GLYPHS}
    for kind in get_args(Kind):
        assert len(re.findall(rf"--{kind}:#\w+;", style())) == 2, kind
    assert "kinds" not in style()
    assert "colours" not in drawings()
