"""The sheets in `docs/demo/`: what `make demo` lays on the small record's page."""

from __future__ import annotations

import pytest

import archive
from tests.conftest import ROOT

PAGE = ROOT / "documents" / "not-from-the-moon" / "received" / "not-from-the-moon.html"
SHEETS = ROOT / "docs" / "demo"


def test_the_five_claims_stand_in_the_page_and_nothing_is_found() -> None:
    page = archive.receive(PAGE).document
    laid = archive.lay((SHEETS / "claims.csv").read_bytes(), "sheet", onto=page, by="A. Reader")
    assert {finding.code for finding in laid.findings} == {"part-made"}
    assert len(laid.document.claims) == 5
    assert not list(archive.validate(laid.document))


def test_the_invented_quotation_is_refused_with_the_nearest_words() -> None:
    page = archive.receive(PAGE).document
    claims = archive.lay((SHEETS / "claims.csv").read_bytes(), "sheet", onto=page).document
    with pytest.raises(archive.ReadError) as refused:
        archive.lay((SHEETS / "invented.csv").read_bytes(), "sheet", onto=claims)
    (finding,) = refused.value.findings
    assert finding.code == "words-not-found"
    assert "did you mean" in (finding.hint or "")
    assert "“indeed visible to the naked eye”" in (finding.hint or "")
