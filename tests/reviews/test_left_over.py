"""`left_over` finds parts that only rejected statements refer to, by their ids."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

import archive
from archive.cli import main
from archive.cli.interactive_review.loop import Loop
from archive.model.statements import Statement
from archive.reviews.left_over import left_over, left_over_findings
from archive.reviews.session import Session
from archive.workflows.review import ReviewedRecord
from tests.conftest import fewer
from tests.proposals.articles import article, proposed
from tests.runner import runner
from tests.strategies import documents

TEXT = "According to the World Bank, trade fell. The World Bank said that prices rose."


def bank(document: archive.Document) -> tuple[str, str]:
    """The ids of the World Bank, as an organisation and as a source."""
    (organisation,) = (one.id for one in document.entities if one.label == "World Bank")
    (source,) = (source.id for source in document.sources)
    return organisation, source


def two_claims() -> archive.Document:
    return proposed(article(TEXT), "attributions").document


def rejected(document: archive.Document, *ids: str) -> archive.Document:
    return archive.review(
        document, [archive.Decision(id, "reject", "No.") for id in ids], by="Ada"
    ).document


def test_what_another_claim_needs_is_not_left_over() -> None:
    document = two_claims()
    first, second = (claim.id for claim in document.claims)
    assert left_over(document, rejected(document, first)) == ()
    assert left_over(document, rejected(document, first, second)) == bank(document)


def test_a_relation_that_is_rejected_alone_leaves_its_source() -> None:
    document = two_claims()
    relations = [relation.id for relation in document.relations]
    assert left_over(document, rejected(document, *relations)) == (bank(document)[1],)


def test_a_mention_that_stands_needs_its_entity() -> None:
    document = proposed(article(TEXT)).document
    assert any(isinstance(one, archive.model.Mention) for one in document.annotations)
    after = rejected(document, *(claim.id for claim in document.claims))
    assert left_over(document, after) == (bank(document)[1],)


def test_what_nothing_needed_before_is_not_reported() -> None:
    document = two_claims()
    spare = document.add(
        archive.model.Person(id="ada", names=(archive.model.EntityName(text="Ada"),))
    )
    after = rejected(spare, *(claim.id for claim in document.claims))
    assert left_over(spare, after) == bank(document)
    (finding,) = left_over_findings(spare, after)
    assert finding.code == "left-over"
    assert all(id in finding.message for id in bank(document))


@fewer(4)
@given(documents())
def test_what_is_left_over_is_what_no_statement_that_stands_refers_to(
    document: archive.Document,
) -> None:
    waiting = [one.id for one in archive.waiting(document)]
    after = rejected(document, *waiting[::2]) if waiting else document
    standing = {
        pointer for pointer, part in after.index.of_type(Statement) if part.status != "rejected"
    }
    named = {
        reference.id
        for reference in after.index.references
        if "/".join(reference.holder.split("/")[:3]) in standing
    }
    parts = {part.id for part in (*after.entities, *after.works, *after.sources)}
    for id in left_over(document, after):
        assert id in parts
        assert id not in named


def test_the_command_names_what_is_left_over(tmp_path: Path) -> None:
    document = two_claims()
    archive.save(document, tmp_path / "record")
    decisions = [
        {"id": claim.id, "decision": "reject", "reason": "No."} for claim in document.claims
    ]
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps(decisions))
    arguments = ["review", str(tmp_path / "record"), "--decide", str(file), "--by", "Ada"]
    told = runner().invoke(main, arguments)
    assert told.exit_code == 0
    assert "note[left-over]" in told.stderr
    assert ", ".join(bank(document)) in told.stderr


def test_the_session_names_what_is_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = two_claims()
    archive.save(document, tmp_path / "record")
    reviewed = ReviewedRecord(tmp_path / "record")
    session = Session(reviewed.document, by="Ada")
    loop = Loop(session, reviewed, None)  # type: ignore[arg-type]
    told = []
    monkeypatch.setattr(loop, "_write", lambda said, back=None: told.append(said))
    for claim in document.claims:
        loop._carry_out(archive.Decision(claim.id, "reject", "No."))
    assert "nothing else refers to" not in told[0]
    assert f"nothing else refers to {', '.join(bank(document))}" in told[1]
