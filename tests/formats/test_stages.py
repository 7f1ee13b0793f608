"""An error says how far reading had come, and so does each of its findings."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

import archive
from archive.errors import InvalidDocument, ReadError
from archive.findings import Finding, Severity, at_stage
from archive.validation import validate
from tests import samples
from tests.tools.cases import each_case

FORM, SHAPE, TRUTH = "well-formed", "schema", "invariants"
CLAIM = {"id": "c", "restatement": "Trade fell.", "kind": "causal"}
RECORD = {"schema_version": "1.0", "id": "x"}


def record(**fields: Any) -> bytes:
    return json.dumps(RECORD | fields).encode()


def anchored(exact: str, **fields: Any) -> bytes:
    """A record of one sentence, with a claim on these words."""
    blocks = [{"type": "paragraph", "id": "p", "text": "Trade fell."}]
    anchors = [{"exact": exact}]
    return record(
        sections=[{"id": "s", "blocks": blocks}], claims=[{**CLAIM, "anchors": anchors}], **fields
    )


@each_case(
    ("data", "format", "stage", "stages"),
    [
        (b"", None, FORM, {("format-unknown", FORM)}),
        (b"<html>", None, FORM, {("format-unknown", FORM)}),
        (b"{", None, FORM, {("not-json", FORM)}),
        (b"{\xff", None, FORM, {("not-utf-8", FORM)}),
        (b"<TEI/>", None, FORM, {("not-tei", FORM)}),
        (b"<TEI", None, FORM, {("not-well-formed", FORM)}),
        (b"PK\x03\x04", "text", FORM, {("not-plain-text", FORM)}),
        (b"Trade\x07", "text", SHAPE, {("characters-xml-cannot-carry", SHAPE)}),
        (record(schema_version="9.0"), None, SHAPE, {("unsupported-schema-version", SHAPE)}),
        (b'{"id": "x"}', None, SHAPE, {("missing-field", SHAPE)}),
        (record(title="x"), None, SHAPE, {("unknown-field", SHAPE)}),
        (anchored("Trade rose"), None, TRUTH, {("words-not-found", TRUTH)}),
        (record(claims=[CLAIM | {"anchors": []}]), None, SHAPE, {("wrong-length", SHAPE)}),
        (
            anchored("Trade rose", title="x"),
            None,
            SHAPE,
            {("unknown-field", SHAPE), ("words-not-found", TRUTH)},
        ),
        (
            b'{"id": "x", "id": "x", "title": "y"}',
            None,
            FORM,
            {("duplicate-key", FORM), ("missing-field", SHAPE), ("unknown-field", SHAPE)},
        ),
    ],
)
def test_an_error_says_how_far_reading_had_come(
    data: bytes, format: str | None, stage: str, stages: set[tuple[str, str]]
) -> None:
    with pytest.raises((ReadError, InvalidDocument)) as caught:
        archive.read(data, format)
    error: ReadError | InvalidDocument = caught.value
    assert {(finding.code, finding.stage) for finding in error.findings} == stages
    assert error.stage == stage
    assert pickle.loads(pickle.dumps(error)).stage == stage
    if not data.startswith(b"<TEI"):  # whose own layers come between
        layers = validate(data, format=format).layers
        failed = [layer for layer, outcome in layers.items() if outcome == "failed"]
        assert failed == [one for one in (FORM, SHAPE, TRUTH) if one in {s for _, s in stages}]


def test_the_file_that_is_named_takes_no_stage_away(tmp_path: Any) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(anchored("Trade rose"))
    with pytest.raises(InvalidDocument) as caught:
        archive.load(path)
    assert [(f.location.file, f.stage) for f in caught.value.findings] == [(str(path), TRUTH)]


def test_a_document_that_is_made_wrong_says_so_too() -> None:
    with pytest.raises(InvalidDocument) as caught:
        archive.Document.model_validate({"id": "no id"})
    assert caught.value.stage == SHAPE
    with pytest.raises(InvalidDocument) as caught:
        samples.small().add(samples.small().agents[0])
    assert caught.value.stage == TRUTH


def test_warnings_are_no_stage_at_which_reading_failed() -> None:
    warning = Finding("byte-order-mark", "it begins so", severity=Severity.WARNING)
    untrue = at_stage("invariants", [Finding("duplicate-id", "twice")])
    assert ReadError([warning, *untrue], stage="schema").stage == TRUTH
    assert ReadError([Finding("not-json", "a"), *untrue]).stage == FORM


def test_a_stage_is_no_part_of_what_was_found() -> None:
    finding = Finding("not-json", "a comma")
    [staged] = at_stage("well-formed", [finding])
    assert staged == finding
    assert hash(staged) == hash(finding)
    assert repr(staged) == repr(finding)
    assert staged.at(line=3).stage == FORM
    assert at_stage("schema", [staged])[0].stage == FORM
