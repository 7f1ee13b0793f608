"""A field that a claim has is shown on its page and told in a diff, whichever it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import archive
from archive.cli import main
from archive.model.document import SCHEMA_VERSION, Document
from tests.runner import runner
from tests.tools.cases import each_case

TEXT = "If the wall holds, the office said, the town may be safe by 2030."


def anchor(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {
        "type": "anchor",
        "block": "p",
        "start": start,
        "end": start + len(words),
        "exact": words,
    }


CLAIM: dict[str, Any] = {
    "id": "c",
    "anchors": [anchor("the town may be safe")],
    "restatement": "The town will be safe.",
    "public_restatement": "Nothing will happen to the place.",
    "kind": "predictive",
    "commitment": "hedged",
    "negated": True,
    "condition": [anchor("If the wall holds")],
    "attribution": [{"claimant": "office", "cue": [anchor("the office said")]}],
    "stance": "distances",
    "about": ["town"],
    "time": {"date": "2030"},
    "checkable": False,
    "certainty": "low",
    "reason": "It is not said how.",
    "status": "accepted",
    "revision": "rev",
    "history": [{"status": "accepted", "reason": "Seen twice."}],
    "identifiers": [{"scheme": "Hypothesis", "value": "a1"}],
}
"""A claim with a value in each field that is not the default."""
OPTIONAL = [name for name, field in archive.Claim.model_fields.items() if not field.is_required()]


def document(claim: dict[str, Any]) -> Document:
    return Document.model_validate(
        {
            "schema_version": SCHEMA_VERSION,
            "id": "r",
            "agents": [{"id": "me", "name": "A. Reader"}],
            "sections": [
                {"id": "s", "blocks": [{"type": "paragraph", "id": "p", "text": TEXT}]},
            ],
            "entities": [
                {"type": "organisation", "id": "office", "names": [{"text": "The Office"}]},
                {"type": "place", "id": "town", "names": [{"text": "The Town"}]},
            ],
            "claims": [claim],
            "revisions": [{"id": "rev", "at": "2026-11-24T09:00:00Z", "by": "me"}],
        }
    )


def without(field: str) -> Document:
    left = {"history", "status"} if field in ("history", "status") else {field}
    return document({name: value for name, value in CLAIM.items() if name not in left})


def page(record: Document, tmp_path: Path) -> str:
    path = tmp_path / "r.json"
    archive.save(record, path)
    shown = runner().invoke(main, ["show", str(path), "--claim", "c", "--no-pager"])
    assert shown.exit_code == 0, shown.stderr
    return shown.stdout


def test_the_claim_has_a_value_in_each_field() -> None:
    assert set(CLAIM) == set(archive.Claim.model_fields)


@each_case("field", OPTIONAL)
def test_the_page_of_a_claim_shows_the_field(field: str, tmp_path: Path) -> None:
    assert page(document(CLAIM), tmp_path) != page(without(field), tmp_path)


@each_case("field", OPTIONAL)
def test_a_diff_tells_of_the_field_in_words(field: str) -> None:
    found = archive.diff(without(field), document(CLAIM)).changes
    assert found
    assert {change.group for change in found} == {"claims"}
    assert "other" not in {change.kind for change in found}
