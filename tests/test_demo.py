"""`make demo`: the sheets that it lays on the small record's page, and the story that it tells."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import archive
from tests.conftest import ROOT

PAGE = ROOT / "documents" / "not-from-the-moon" / "received" / "not-from-the-moon.html"
SHEETS = ROOT / "docs" / "demo"


def test_the_five_claims_stand_in_the_page_and_nothing_is_found() -> None:
    page = archive.receive(PAGE).document
    laid = archive.add(page, (SHEETS / "claims.csv").read_bytes(), "sheet", by="A. Reader")
    assert {finding.code for finding in laid.findings} == {"part-made"}
    assert len(laid.document.claims) == 5
    assert not list(archive.validate(laid.document))


def test_the_invented_quotation_is_refused_with_the_nearest_words() -> None:
    page = archive.receive(PAGE).document
    claims = archive.add(page, (SHEETS / "claims.csv").read_bytes(), "sheet").document
    with pytest.raises(archive.errors.ReadError) as refused:
        archive.add(claims, (SHEETS / "invented.csv").read_bytes(), "sheet")
    (finding,) = refused.value.findings
    assert finding.code == "words-not-found"
    assert "did you mean" in (finding.hint or "")
    assert "the Great Wall of China is indeed visible to the naked eye" in (finding.hint or "")


@pytest.mark.slow
def test_the_demo_tells_its_story_in_25_lines_and_leaves_files_that_hold(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    program = [sys.executable, str(SHEETS / "demo.py"), str(folder)]
    run = subprocess.run(program, cwd=ROOT, text=True, capture_output=True, check=True)
    assert len(run.stdout.splitlines()) <= 25
    assert run.stderr == ""
    assert "1 of 1 row refused; nothing was written" in run.stdout
    assert "nothing found in 1 record" in run.stdout
    record = archive.load(folder / "page")
    assert len(record.claims) == 5
    assert archive.load(folder / "page.tei.xml") == archive.load(folder / "page.json") == record
    assert archive.validate(folder / "page.tei.xml").ok
    assert "<h1" in (folder / "page.html").read_text("utf-8")
