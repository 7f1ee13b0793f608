"""A field that a claim has is shown on its page and told in a diff, whichever it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

import archive
from archive.cli import main
from archive.model.claims import PLAIN_FIELDS
from archive.model.document import SCHEMA_VERSION, Document
from tests.rooms import PACKAGE
from tests.runner import runner
from tests.samples import plain_values
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
CLAIM |= plain_values(CLAIM)
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


@pytest.mark.slow
@each_case("field", OPTIONAL)
def test_the_page_of_a_claim_shows_the_field(field: str, tmp_path: Path) -> None:
    assert page(document(CLAIM), tmp_path) != page(without(field), tmp_path)


@each_case("field", OPTIONAL)
def test_a_diff_tells_of_the_field_in_words(field: str) -> None:
    found = archive.diff(without(field), document(CLAIM)).changes
    assert found
    assert {change.group for change in found} == {"claims"}
    assert "other" not in {change.kind for change in found}


# --- a new field ---

FIELD = """
    scope: Line | None = None
    \"\"\"The cases for which it is claimed.\"\"\"
    verified: StrictBool = False
    \"\"\"Whether somebody has looked it up.\"\"\"
"""
"""What is added to the class of a claim; nothing else is."""

PROGRAM = """
import json, sys
import archive
raw = json.loads(sys.stdin.read())
record = archive.Document.model_validate(raw)
plain = record.replace(record.claims[0].update(scope=None, verified=False))
sheet = archive.write(record, "sheet")
row = archive.tables(record).claims[0]
print(json.dumps({
    "sheet": sheet.data.decode("utf-8-sig"),
    "losses of the sheet": [one.message for one in sheet.findings],
    "read again": archive.add(plain, sheet.data, "sheet").document.claims[0].scope,
    "table": [row.scope, row.verified],
    "meaning": [c.description for c in archive.tables(record).claims.columns][-2:],
    "page": archive.write(record, "html").data.decode(),
    "notebook": record.claims[0]._repr_html_(),
    "diff": [[one.kind, one.message] for one in archive.diff(plain, record).changes],
    "losses of Markdown": [one.message for one in archive.write(record, "markdown").findings],
    "json": archive.write(record, "json").data.decode(),
}))
"""


@pytest.mark.slow
def test_a_new_field_needs_its_declaration_and_is_in_sheets_tables_pages_and_diffs(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "archive"
    (copy / "model").mkdir(parents=True)
    for path in (*PACKAGE.iterdir(), *(PACKAGE / "model").iterdir()):
        if path.name not in ("model", "__pycache__", "claims.py"):
            (copy / path.relative_to(PACKAGE)).symlink_to(path)
    (tmp_path / "schemas").symlink_to(PACKAGE.parent / "schemas")
    source = (PACKAGE / "model" / "claims.py").read_text()
    before, mark, after = source.partition("\n\nPLAIN_FIELDS = ")
    (copy / "model" / "claims.py").write_text(before.rstrip() + FIELD + mark + after)

    given = document(CLAIM).model_dump(mode="json")
    given["claims"][0] |= {"scope": "In every case.", "verified": True}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert not run.stderr
    out = json.loads(run.stdout)
    header, cells, *_ = out["sheet"].splitlines()
    assert dict(zip(header.split(","), cells.split(","), strict=False)).keys() >= {
        "scope",
        "verified",
    }
    assert out["read again"] == "In every case."
    assert not any("scope" in message for message in out["losses of the sheet"])
    assert out["table"] == ["In every case.", True]
    assert out["meaning"] == [
        "The cases for which it is claimed.",
        "Whether somebody has looked it up.",
    ]
    assert "In every case." in out["page"]
    assert "In every case." in out["notebook"]
    kinds = {message: kind for kind, message in out["diff"]}
    assert [kind for message, kind in kinds.items() if "scope" in message] == ["claim-reclassified"]
    assert any('"scope" of a claim' in message for message in out["losses of Markdown"])
    assert '"scope": "In every case."' in out["json"]


def test_a_closed_word_of_a_claim_has_a_meaning() -> None:
    for name, field in PLAIN_FIELDS.items():
        if get_origin(field.type) is Literal:
            assert set(get_args(field.type)) == set(field.meanings), name
