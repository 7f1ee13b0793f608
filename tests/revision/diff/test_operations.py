"""The exact layer, and diffs that were stored."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import archive
from archive import Diff, Document, Source, diff
from archive.errors import DiffDoesNotApply, ReadError
from archive.model import Change
from archive.revision import Operation, Passage, RecordVersion
from tests.revision.diff.records import base, canonical, claim, corrected, pairs, part
from tests.samples import assessed, small, text_only
from tests.tools.cases import each_case

# --- the exact layer ---


def operations(change: Callable[[Document], Document]) -> list[dict[str, Any]]:
    return [operation.as_object() for operation in diff(base(), change(base())).operations]


def test_a_field_of_a_part_is_named_by_the_id_of_the_part():
    assert operations(claim(commitment="hedged")) == [
        {"op": "add", "path": "/claims/claim-1/commitment", "new": "hedged"}
    ]


def test_a_part_is_added_behind_another_and_the_others_are_not_named():
    document = base()
    new = document.update(
        sources=(*document.sources, Source(id="s-a", as_named="A"), Source(id="s-b", as_named="B"))
    )
    assert [(o.op, o.path, o.after) for o in diff(document, new).operations] == [
        ("add", "/sources/s-a", "src-council"),
        ("add", "/sources/s-b", "s-a"),
    ]
    first = document.update(sources=(Source(id="s-a", as_named="A"), *document.sources))
    assert diff(document, first).operations[0].as_object() == {
        "op": "add", "path": "/sources/s-a", "new": {"id": "s-a", "as_named": "A"},
    }  # fmt: skip


def test_only_the_middle_of_a_long_text_is_in_the_diff():
    old, new = text_only("a " * 500 + "x" + " b" * 500), text_only("a " * 500 + "yy" + " b" * 500)
    assert [o.as_object() for o in diff(old, new).operations] == [
        {
            "op": "splice",
            "path": "/sections/s-1/blocks/p-1/text",
            "at": 1000,
            "old": "x",
            "new": "yy",
        }
    ]


def test_only_the_middle_of_an_array_without_ids_is_in_the_diff():
    change = claim(
        "claim-2",
        history=(Change(status="modified", reason="Once."), *base().claim("claim-2").history),
    )
    assert operations(change) == [
        {
            "op": "splice",
            "path": "/claims/claim-2/history",
            "at": 0,
            "old": [],
            "new": [{"status": "modified", "reason": "Once."}],
        }
    ]


def test_an_order_names_the_ids_that_stay():
    assert operations(lambda document: document.update(claims=document.claims[::-1])) == [
        {
            "op": "order",
            "path": "/claims",
            "old": ["claim-1", "claim-2"],
            "new": ["claim-2", "claim-1"],
        }
    ]


def test_the_digest_is_that_of_the_file(tmp_path: Path):
    archive.save(small(), tmp_path / "small", files={})
    data = (tmp_path / "small" / "document.json").read_bytes()
    assert diff(small(), assessed()).old == RecordVersion("small", sha256(data).hexdigest())


def damaged(found: Diff, *operations: Operation) -> Diff:
    return Diff(found.old, found.new, found.changes, operations)


@pytest.mark.slow
@each_case(
    ("operation", "message"),
    [
        (Operation("replace", "/claims/claim-1/kind", "causal", "normative"), 'it is "descriptive", not "causal"'),
        (Operation("replace", "/claims/claim-9/kind", "causal", "normative"), "there is no 'claim-9' where the diff expects it"),
        (Operation("replace", "/claims/claim-1/kind/x", "causal", "normative"), "there is no 'x' where the diff expects it"),
        (Operation("replace", "/claims/claim-1/anchors/7/start", 1, 2), "there is no '7' where the diff expects it"),
        (Operation("remove", "/claims/claim-1", old={}), 'it is {"id":"claim-1",'),
        (Operation("remove", "/claims/claim-9", old={}), "there is no 'claim-9'"),
        (Operation("remove", "/claims/claim-1/anchors/0", old={}), "it is {"),
        (Operation("add", "/claims/claim-1", new={}), "it exists already"),
        (Operation("add", "/claims/claim-1/kind", new={}), 'it exists already: "descriptive"'),
        (Operation("add", "/claims/claim-9", new={"id": "claim-9"}, after="x"), "the item before it, 'x', is missing"),
        (Operation("add", "/claims/claim-1/anchors/1", new={}), "nothing can be added here"),
        (Operation("splice", "/claims/claim-1/restatement", "Tax", "Trade", at=0), '"Tax" is not the value at 0'),
        (Operation("splice", "/claims/claim-1/restatement", [], ["x"], at=0), "[] is not the value at 0"),
        (Operation("order", "/claims", ["claim-2"], ["claim-2"]), "the items differ, or their order"),
        (Operation("order", "/claims", ["claim-1", "claim-2"], ["claim-1", "claim-1"]), "the items differ"),
        (Operation("order", "/claims", ["claim-1", "claim-2"], 3), "the items differ"),
        (Operation("order", "/claims/claim-1/anchors", [], []), "has no order that a diff can change"),
        (Operation("replace", "", {}, {}), "it replaces the whole record"),
    ],
)  # fmt: skip
def test_an_operation_that_does_not_fit_is_named(operation: Operation, message: str):
    found = damaged(diff(base(), base()), operation)
    with pytest.raises(DiffDoesNotApply) as caught:
        found.apply(base())
    (finding,) = caught.value.findings
    assert (finding.code, finding.location.pointer) == ("diff-does-not-fit", operation.path)
    assert message in finding.message
    assert str(finding) in str(caught.value)


def test_every_mismatch_is_named():
    change = claim(kind="causal", restatement="Trade fell.")
    found = diff(base(), part("a-1", verdict="mixed")(change(base())))
    other = claim(kind="normative", restatement="Trade rose.")(base()).remove("c-1")
    with pytest.raises(DiffDoesNotApply) as caught:
        found.apply(other)
    assert [(f.code, f.location.pointer) for f in caught.value.findings] == [
        ("diff-of-another-record", ""),
        ("diff-does-not-fit", "/claims/claim-1/restatement"),
        ("diff-does-not-fit", "/claims/claim-1/kind"),
    ]
    assert pickle.loads(pickle.dumps(caught.value)).findings == caught.value.findings
    assert isinstance(caught.value, archive.ArchiveError)


def test_a_diff_that_makes_no_valid_record_is_refused_with_what_is_wrong():
    found = damaged(
        diff(base(), base()),
        Operation("remove", "/agents/editor", old=json.loads(canonical(base()))["agents"][0]),
    )
    with pytest.raises(DiffDoesNotApply) as caught:
        found.apply(base())
    assert {f.code for f in caught.value.findings} == {"dangling-reference"}


def test_a_diff_that_makes_another_record_than_it_was_made_for_is_refused():
    found = damaged(
        diff(base(), base()), Operation("add", "/claims/claim-1/commitment", new="hedged")
    )
    with pytest.raises(DiffDoesNotApply, match="not the new version of small in the diff"):
        found.apply(base())


def test_applying_leaves_the_diff_as_it_was():
    old = base()
    new = old.update(extensions={"urn:a": {"b": [1]}})
    found = diff(old, new)
    before = found.to_json()
    assert found.apply(old) == found.apply(old) == new
    assert found.to_json() == before


def test_a_diff_reads_as_a_line_for_each_change():
    found = diff(base(), corrected("p-1", "According", "Due")(base()))
    assert str(found).splitlines() == [
        "text-corrected: p-1 has other words",
        "anchor-altered: claim-1, attribution 1, cue: other words, in p-1",
        "3 more only follow from these",
    ]
    assert str(diff(base(), base())) == ""


def test_changes_are_asked_for_by_kind_and_by_group():
    found = diff(base(), corrected("p-1", "According", "Due")(base()))
    assert [change.kind for change in found.of("claims")] == ["anchor-moved", "anchor-altered"]
    assert [change.part for change in found.of("anchor-moved")] == ["claim-1", "m-1", "d-1"]
    assert found.of("rights") == ()


def test_corrected_words_are_shown_with_the_words_beside_them():
    found = diff(base(), corrected("p-1", "fell", "dropped")(base()))
    (change,) = found.of("text")
    assert change.passages == (
        Passage("Council, trade with China ", "fell", "dropped", " by 10% in 2015."),
    )
    assert change.old_pointer == change.new_pointer == "/sections/0/blocks/1/text"


@pytest.mark.slow
@given(pairs())
def test_passages_are_what_differs_and_stand_in_their_texts(pair: tuple[Document, Document]):
    found = diff(*pair)
    for change in (*found.of("text-corrected"), *found.of("text-restyled")):
        old, new = change.old or "", change.new or ""
        assert change.passages
        at_old = at_new = 0
        for passage in change.passages:
            at_old = old.index(passage.before + passage.old + passage.after, at_old)
            at_new = new.index(passage.before + passage.new + passage.after, at_new)
            assert passage.old != passage.new


# --- diffs that were stored ---


def stored() -> dict[str, Any]:
    change = corrected("p-1", "According", "Due")
    return json.loads(diff(base(), change(claim(kind="causal")(base()))).to_json())  # type: ignore[no-any-return]


def test_a_stored_diff_has_a_version_both_records_and_both_layers():
    value = stored()
    assert list(value) == ["version", "old", "new", "changes", "operations"]
    assert value["version"] == "1.1"
    assert value["old"] == {"id": "small", "sha256": sha256(canonical(base())).hexdigest()}
    kinds = [change["kind"] for change in value["changes"]]
    assert kinds[:3] == ["text-corrected", "anchor-moved", "claim-reclassified"]
    assert value["operations"][-1]["op"] in ("replace", "splice")


@pytest.mark.slow
@each_case(
    ("change", "expected"),
    [
        (lambda value: value.pop("version"), [("not-a-diff", "")]),
        (lambda value: value.update(version="2.0"), [("not-a-diff", "/version")]),
        (lambda value: value.update(version=1), [("not-a-diff", "")]),
        (lambda value: value.pop("old"), [("missing-field", "/old")]),
        (lambda value: value.update(more=1), [("unknown-field", "/more")]),
        (lambda value: value["old"].update(id=1), [("wrong-type", "/old/id")]),
        (lambda value: value["changes"][0].update(kind="x"), [("value-not-allowed", "/changes/0/kind")]),
        (lambda value: value["changes"][0].update(operations=[99]), [("value-out-of-range", "/changes/0/operations")]),
        (lambda value: value["operations"][0].update(op="x"), [("value-not-allowed", "/operations/0/op")]),
        (lambda value: value["operations"][0].update(path="x"), [("malformed-value", "/operations/0/path")]),
        (lambda value: value["operations"][0].pop("at"), [("missing-field", "/operations/0/at")]),
        (lambda value: value["operations"][0].update(after="x"), [("unknown-field", "/operations/0/after")]),
        (lambda value: value["operations"].append({"op": "splice", "path": "/a", "at": -1, "old": [], "new": []}), [("wrong-type", "/operations/N")]),
        (lambda value: value["operations"].append({"op": "splice", "path": "/a", "at": 0, "old": 1, "new": 2}), [("wrong-type", "/operations/N")]),
        (lambda value: value["operations"].append({"op": "order", "path": "/a", "old": ["a"], "new": [1]}), [("wrong-type", "/operations/N")]),
        (lambda value: value["operations"].append({"op": "shift", "path": "/a", "first": "a", "last": "b", "count": 2, "by": 1, "old": {"capture": "c"}, "new": {"type": "text", "capture": "c"}}), [("wrong-type", "/operations/N")]),
        (lambda value: value["operations"].append({"op": "shift", "path": "/a", "old": {"type": "text", "capture": "c"}, "new": {"type": "text", "capture": "c"}}), [("missing-field", "/operations/N/by"), ("missing-field", "/operations/N/count"), ("missing-field", "/operations/N/first"), ("missing-field", "/operations/N/last")]),
        (lambda value: value["operations"][0].clear(), [("missing-field", "/operations/0/op"), ("missing-field", "/operations/0/path")]),
    ],
)  # fmt: skip
def test_a_stored_diff_that_is_none_is_refused_with_every_finding(
    change: Callable[[dict[str, Any]], object], expected: list[tuple[str, str]]
):
    value = stored()
    change(value)
    last = str(len(value["operations"]) - 1)
    with pytest.raises(ReadError) as caught:
        Diff.from_json(json.dumps(value))
    found = [(f.code, (f.location.pointer or "").replace(last, "N")) for f in caught.value.findings]
    assert found == expected
    assert str(caught.value).startswith("cannot read the diff")


@each_case("data", ["", "{", "[1", b"\xff", '"\ud800"', "{} {}", '{"version": NaN}'])
def test_what_is_no_json_is_refused(data: str | bytes):
    with pytest.raises(ReadError) as caught:
        Diff.from_json(data)
    assert [finding.code for finding in caught.value.findings] == ["not-json"]


@each_case("data", ["[]", "1", "null", "{}"])
def test_json_that_is_no_diff_is_refused(data: str):
    with pytest.raises(ReadError) as caught:
        Diff.from_json(data)
    assert [finding.code for finding in caught.value.findings] == ["not-a-diff"]
