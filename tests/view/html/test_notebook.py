"""The page that a notebook shows of a value is short, complete in itself, and harmless."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given

import archive
from archive.model.document import Document
from archive.reviews.text_changes import text_changes
from archive.view.html.notebook import shown
from tests import samples
from tests.strategies import documents
from tests.tools.cases import each_case
from tests.view.articles import carried, rich
from tests.view.html.hostile import assert_harmless, hostile
from tests.view.html.test_rendering import text_of

LIMIT = 100_000
"""Bytes of a notebook of twenty cells."""


def test_a_document_shows_its_title_its_numbers_and_its_first_claims_on_a_click(root: Path) -> None:
    page = archive.load(root / "documents" / "frenemies")._repr_html_()
    words = text_of(page)
    assert "Frenemies: Strained Relations Between North Korea and China" in words
    assert "on the author's word alone" in words
    assert "author\n\nthe article does not say" in words
    assert "In Copyright" in words
    (details,) = lxml.html.fragment_fromstring(page).iter("details")
    assert details.get("open") is None
    assert len(list(details.iter("tr"))) == 7


def test_what_is_rejected_is_not_counted_and_what_is_proposed_is_told_apart() -> None:
    document = rich()
    words = text_of(document._repr_html_())
    rejected = [claim for claim in document.claims if claim.status == "rejected"]
    assert rejected
    assert f"{len(document.claims) - len(rejected)}, " in words
    assert f"{len(rejected)} rejected and not counted" in words


def test_a_claim_shows_what_it_has_and_names_others_by_their_ids() -> None:
    words = text_of(samples.small().claims[0]._repr_html_())
    for told in ("Trade with China fell by 10% in 2015.", "claim-1", "council", "reported"):
        assert told in words
    assert "“According to the Council”" in words
    assert "is neutral" in words


def test_a_report_shows_each_finding_with_what_to_do() -> None:
    report = archive.validate(b'{"schema_version": "1.0", "id": "a", "claims": [{}]}')
    words = text_of(report._repr_html_())
    assert "not sound" in words
    for finding in report:
        assert finding.message in words
        assert f"{finding.severity}[{finding.code}]" in words
        assert (finding.hint or "") in words
    assert "sound, nothing found" in text_of(archive.validate(samples.minimal())._repr_html_())


def test_a_rebase_shows_what_was_noticed_besides_its_anchors() -> None:
    result = carried()
    noticed = archive.Finding("not-one-article", "These are two articles.")
    from dataclasses import replace

    words = text_of(replace(result, findings=(noticed,))._repr_html_())
    assert "These are two articles." in words
    assert "altered" in words


def test_a_diff_shows_the_words_before_and_after() -> None:
    page = archive.diff(samples.small(), rich())._repr_html_()
    assert "<del>" in page
    assert "<ins>" in page


@pytest.mark.slow
def test_of_many_things_the_first_are_shown_and_the_others_counted(root: Path) -> None:
    folder = root / "documents"
    one, other = (archive.load(folder / id) for id in ("frenemies", "claims-and-sources"))
    changes = archive.diff(one, other)
    words = text_of(changes._repr_html_())
    claims = [c for c in changes.of("claims") if not c.quiet]
    assert f"… and {len(claims) - 8:,} more" in words
    assert [change.message in words for change in claims[:10]] == [True] * 8 + [False] * 2
    report = archive.validate(folder / "frenemies")
    assert f"… and {len(report.findings) - 8} more" in text_of(report._repr_html_())


def test_of_many_changes_in_a_rebase_the_first_are_shown_and_the_others_counted(
    root: Path,
) -> None:
    document = archive.load(root / "documents" / "frenemies")
    result = archive.with_text(
        document,
        {b.id: b.text.replace("North Korea", "the DPRK") for b in document.text_blocks()},
    )
    words = text_of(result._repr_html_())
    changes = text_changes(result)
    assert f"… and {len(changes) - 7} more" in words
    assert words.count("North Korea the DPRK") >= 7
    assert changes[-1].affected[0].id not in words
    assert "`archive review` asks about these " in words


@each_case("value", [1, "a", samples.small().sources[0]])
def test_there_is_no_page_of_anything_else(value: object) -> None:
    with pytest.raises(TypeError, match="there is no page for"):
        shown(value)
    assert not hasattr(value, "_repr_html_")


@pytest.mark.slow
def test_a_notebook_of_twenty_pages_over_both_articles_is_under_100_kB(root: Path) -> None:
    folder = root / "documents"
    one, other = (archive.load(folder / id) for id in ("frenemies", "claims-and-sources"))
    block = one.text_blocks()[2]
    changed = archive.with_text(one, {block.id: block.text.replace(" two ", " three ")})
    values = (
        *(one, other, changed, changed.document),
        *(archive.validate(folder / "frenemies"), archive.validate(folder / "claims-and-sources")),
        *(archive.diff(one, changed.document), archive.diff(one, other)),
        *one.claims[:8],
        *other.claims[:4],
    )
    assert len(values) == 20
    cells = [{"text/html": value._repr_html_(), "text/plain": repr(value)} for value in values]
    assert len(json.dumps(cells, ensure_ascii=False).encode()) < LIMIT


def test_a_whole_page_is_in_a_notebook_once() -> None:
    page = archive.show(rich(), format="html")
    assert page._repr_html_() == str(page)
    assert len(repr(page)) < 600 < len(page)


@pytest.mark.slow
def test_hostile_words_are_shown_as_words() -> None:
    document = hostile()
    changes = archive.diff(samples.small(), document)
    for value in (document, *document.claims, archive.validate(document), changes):
        assert_harmless(value._repr_html_())


@pytest.mark.slow
@given(document=documents())
def test_every_document_and_every_claim_has_a_page(document: Document) -> None:
    for value in (document, *document.claims, archive.validate(document)):
        page = value._repr_html_()
        assert_harmless(page)
        assert len(page) < 20_000 + 10 * sum(map(len, _texts(value)))


def _texts(value: object) -> list[str]:
    data = value.model_dump_json() if isinstance(value, archive.model.Model) else repr(value)
    return [data]


@pytest.mark.slow
def test_a_notebook_pays_for_pages_only_where_it_shows_one() -> None:
    code = (
        "import archive, sys; d = archive.Document(id='a'); repr(d)\n"
        "assert 'archive.view' not in sys.modules; d._repr_html_()\n"
        "assert 'archive.view.html.notebook' in sys.modules\n"
        "assert 'archive.revision' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
