"""Plain text for readers: `plain_text` with numbers of claims in it and their notes below."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.model.anchors import Anchor, Orphan
from archive.model.blocks import TextBlock
from archive.model.document import Document
from archive.model.metadata import Abstract
from archive.model.walk import mapped, unchecked_copy
from archive.rights import publication
from archive.view.text_form_coverage import text_form_coverage
from tests import samples, strategies
from tests.carried_words import carried_words, plain
from tests.formats.held.text import NUMBERS


def written(document: Document, **options: Any) -> str:
    return archive.write(document, "text", **options).data.decode()


@pytest.mark.slow
@given(strategies.documents(), st.booleans())
def test_without_claims_and_head_it_is_the_plain_text_of_the_record(
    document: Document, furniture: bool
) -> None:
    text = archive.plain_text(document, "everything" if furniture else "article").text
    found = written(document, claims="none", head=False, furniture=furniture)
    assert found == (f"{text}\n" if text else "")


@pytest.mark.slow
@given(strategies.documents())
def test_with_notes_it_is_the_same_text_with_numbers_put_in(document: Document) -> None:
    text = archive.plain_text(document).text
    found = written(document, head=False)
    assert re.sub(NUMBERS, "", found).startswith(re.sub(NUMBERS, "", text))


OPTIONS = [
    {"claims": claims, "head": head, "furniture": True, "public": public}
    for claims in ("notes", "none", "alone")
    for head in (True, False)
    for public in (False, True)
]


@pytest.mark.slow
@given(strategies.documents(), st.sampled_from(OPTIONS))
def test_what_it_says_that_it_carries_stands_in_it(
    document: Document, options: dict[str, Any]
) -> None:
    options = {**options, "proposals": True}
    document, hidden = publication(document, public=options["public"], proposals=True)
    form = text_form_coverage(
        "plain text",
        about=options["head"],
        text=options["claims"] != "alone" and not hidden.text,
        layout=False,
        claims=options["claims"] != "none",
        words=not hidden.text,
    )
    held = plain(re.sub(NUMBERS, "", written(document, **options)))
    for field, words in carried_words(form, document):
        assert plain(re.sub(NUMBERS, "", words)) in held, field


@pytest.mark.slow
@given(strategies.documents(), st.sampled_from(["text", "markdown"]))
def test_what_may_not_be_shown_is_not_shown(document: Document, format: str) -> None:
    document, hidden = publication(document)
    if hidden.text:
        data = archive.write(document, format, public=True).data.decode()
        marked = _with_other_words(document)
        assert archive.write(marked, format, public=True).data.decode() == data


def _with_other_words(document: Document) -> Document:
    """The same record with other words wherever the article's own words stand, as long as they."""

    def change(part: Any) -> Any:
        if isinstance(part, TextBlock):
            return unchecked_copy(part, text="ж" * len(part.text))
        if isinstance(part, Anchor):
            return unchecked_copy(part, exact="ж" * len(part.exact))
        if isinstance(part, Orphan):
            return unchecked_copy(
                part, exact="ж" * len(part.exact), prefix="", suffix="", reason="ж"
            )
        return unchecked_copy(part, text="ж") if isinstance(part, Abstract) else part

    return mapped(document, change)


def test_a_received_text_is_not_its_bytes_again() -> None:
    """A plain text has no marks of items, nor what else stood between blocks."""
    received = b"Notes\n\n\n- It rained.\n- It snowed.\n"
    document = archive.read(received, "text", id="notes").document
    assert written(document, claims="none", head=False) == "Notes\n\nIt rained.\n\nIt snowed.\n"


def test_a_claim_is_called_where_its_words_end_and_noted_below() -> None:
    text = written(samples.small())
    assert "fell by 10% in 2015[claim 1].\n" in text
    assert "\n[claim 1] Trade with China fell by 10% in 2015.\n    id: claim-1\n" in text
    assert "\nABOUT THE ARTICLE\n\n- title: Trade (printed in the article)\n" in text


def test_claims_alone_have_no_text() -> None:
    text = written(samples.small(), claims="alone")
    assert samples.TAIL not in text
    assert "Trade with China fell by 10% in 2015." in text


@pytest.mark.slow
@pytest.mark.parametrize("format", ["text", "markdown"])
def test_the_public_reads_the_claims_of_a_text_that_it_may_not_read(
    root: Path, format: str
) -> None:
    document = archive.load(root / "documents" / "frenemies")
    result = archive.write(document, format, public=True)
    text = result.data.decode()
    assert publication(document).withheld.text in text.replace("\\", "")
    told = " ".join(claim.restatement for claim in document.claims)
    for block in document.text_blocks():
        for sentence in block.text.split(". "):
            assert len(sentence) < 60 or sentence in told or sentence not in text
    withheld_for = [finding for finding in result.findings if finding.code == "withheld"]
    assert withheld_for[0].location.pointer == "/sections"
