"""A sheet gives back what a record says: added on its bare text, and added on the record itself."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import example, given

import archive
from archive.model.document import Document
from tests import samples
from tests.annotations.sheet.bare import bare, carried, said, undecided
from tests.conftest import RECORDS, ROOT, fewer
from tests.strategies import documents

FORMS: tuple[Literal["csv", "tsv", "jsonl", "xlsx"], ...] = ("csv", "tsv", "jsonl", "xlsx")
STAY_PROPOSED = {"words-left-out", "word-split", "rests-on-undecided", "not-trusted"}
"""What keeps a statement proposed wherever it is added."""
NAMES = [path.name for path in RECORDS]


def sheet(document: Document, form: Any = "csv") -> bytes:
    return archive.write(document, "sheet", form=form).data


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_laid_on_the_bare_text_says_the_same(name: str, form: str) -> None:
    document = archive.load(ROOT / "documents" / name)
    laid = archive.add(bare(document), sheet(document, form), "sheet", by="Ada", trust=True)
    assert undecided(said(laid.document)) == undecided(said(document))
    others = [one for one in laid.document.claims if one.status != document.claim(one.id).status]
    assert {one.status for one in others} <= {"proposed"}
    assert len(others) <= sum(one.code in STAY_PROPOSED for one in laid.findings)
    *stated, trust = laid.document.revisions
    assert stated == [revision.update(parts=()) for revision in document.revisions]
    assert laid.document.agent(trust.by or "").name == "Ada"
    assert {one.code for one in laid.findings} <= STAY_PROPOSED


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_laid_on_its_own_record_changes_nothing(name: str, form: str) -> None:
    document = archive.load(ROOT / "documents" / name)
    laid = archive.add(document, sheet(document, form), "sheet", by="Ada", status="accepted")
    assert laid.document is document
    assert not laid.findings


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_laid_again_changes_nothing_in_the_end(name: str, form: str) -> None:
    document = archive.load(ROOT / "documents" / name)
    data = sheet(document, form)
    once = archive.add(bare(document), data, "sheet", by="Ada", trust=True).document
    # What a program has rejected counts as the caller's decision, once the record has it.
    twice = archive.add(once, data, "sheet", by="Ada", trust=True).document
    assert twice.claims == once.claims
    assert archive.add(twice, data, "sheet", by="Ada", trust=True).document is twice


@fewer(3)
@given(documents())
@example(samples.assessed())
def test_any_record_comes_back_from_its_sheet(document: Document) -> None:
    for form in ("csv", "jsonl"):
        data = sheet(document, form)
        if not data:
            continue  # no row at all
        once = archive.add(bare(document), data, "sheet", by=CALLER, trust=True).document
        stated = {id: by_none_if_by_caller(one) for id, one in said(once).items()}
        assert undecided(stated) == undecided(carried(document))
        twice = archive.add(once, data, "sheet", by=CALLER, trust=True).document
        assert archive.add(twice, data, "sheet", by=CALLER, trust=True).document is twice


CALLER = "Who adds the sheet"


def by_none_if_by_caller(one: dict[str, Any]) -> dict[str, Any]:
    """What is said of a part; what the sheet does not say of its maker, the caller made."""
    return one | ({"made by": None} if one["made by"] == CALLER else {})


@fewer(3)
@given(documents())
def test_any_record_is_left_alone_by_its_sheet(document: Document) -> None:
    for form in ("csv", "jsonl"):
        if data := sheet(document, form):
            assert archive.add(document, data, "sheet").document is document
