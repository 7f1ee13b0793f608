"""Files that nobody means well with get one clear answer, soon."""

from __future__ import annotations

import json
from typing import Any

import pytest

import archive
from archive.errors import ReadError
from tests import samples
from tests.tools.cases import each_case

TEXT = "Fares rose by 10% in May. The mayor’s office said so; nobody else did."
FORMATS = ("web-annotation", "hypothesis", "recogito")


def annotation(**fields: Any) -> dict[str, Any]:
    selector = fields.pop("selector", {"type": "TextQuoteSelector", "exact": "10%"})
    return {
        "type": "Annotation",
        "id": "a",
        "body": [],
        "user": "acct:ada@x",
        "target": [{"selector": [selector]}],
        **fields,
    }


def outcome(format: str, data: bytes) -> archive.ReadResult | None:
    """What is read; `None` where it is refused with findings that say why."""
    found: tuple[archive.Finding, ...] = ()
    try:
        return archive.add(samples.text_only(TEXT), data, format)
    except ReadError as problem:
        found = problem.findings
    assert found
    assert all(finding.message for finding in found)
    return None


@each_case("format", FORMATS)
@each_case(
    "data",
    [
        b"",
        b"   ",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"target":' * 100_000,
        b"[NaN]",
        b'[{"target": Infinity}]',
        b"[1e999]",
        b'"\\ud800"',
        b'{"rows": [{"target": "\\udc00"}]}',
        b"\x00" * 100,
        b"PK\x03\x04" + b"\x00" * 50,
        b"<html></html>",
        b"%PDF-1.7",
        b"[[[[[[1]]]]]]",
        b'{"items": {"items": {"items": 3}}}',
        b'{"type": "Annotation", "type": "x"}',
    ],
    ids=repr,
)
def test_what_is_no_annotation_is_refused_or_holds_none(format: str, data: bytes) -> None:
    result = outcome(format, data)
    assert result is None or not result.document.annotations


@each_case("format", FORMATS)
@each_case(
    "selector",
    [
        {"type": "TextPositionSelector", "start": -1, "end": 4},
        {"type": "TextPositionSelector", "start": 10**30, "end": 10**40},
        {"type": "TextPositionSelector", "start": 9, "end": 4},
        {"type": "TextPositionSelector", "start": "3", "end": True},
        {"type": "TextPositionSelector", "start": 1.5, "end": 4},
        {"type": "TextPositionSelector"},
        {"type": "TextQuoteSelector", "exact": ""},
        {"type": "TextQuoteSelector", "exact": " \n"},
        {"type": "TextQuoteSelector", "exact": ["10%"]},
        {"type": "TextQuoteSelector", "exact": "\u0000\u0001"},
        {"type": ["TextQuoteSelector"], "exact": 3},
        {"type": {"a": 1}},
        {"refinedBy": {"refinedBy": {"refinedBy": [[[]]]}}},
        3,
        [[]],
        "urn:x",
    ],
    ids=repr,
)
def test_a_selector_of_nothing_is_reported(format: str, selector: Any) -> None:
    result = outcome(format, json.dumps([annotation(selector=selector)]).encode())
    assert result is not None
    assert not result.document.annotations
    assert "remark-not-placed" in [finding.code for finding in result.findings]


@each_case("format", FORMATS)
@each_case(
    "fields",
    [
        {"id": 3},
        {"id": ["a"]},
        {"id": "a b\u0000c%"},
        {"id": ""},
        {"creator": [[], 3, {}], "user": {"a": 1}},
        {"creator": {"name": "\u0001 \n"}, "user": "acct:"},
        {"creator": {"name": "x", "id": "javascript:alert(1)"}},
        {"created": "yesterday", "modified": "2024-13-45T00:00:00Z", "updated": 3},
        {"created": {"a": 1}},
        {"motivation": {"a": 1}, "tags": {"a": 1}, "text": ["x"]},
        {"body": {"type": "TextualBody", "value": "\u0001"}, "text": "\u0001"},
        {"body": {"type": "TextualBody", "value": {"a": 1}}, "tags": ["\u0000"]},
        {"body": [[["x"]], 3, None, True], "tags": [[], 3, ""]},
        {"body": {"type": "Choice", "items": [{"type": "List", "items": []}]}},
        {"body": "javascript:alert(1)", "permissions": 3, "group": []},
        {"bodies": 3},
        {"references": "b"},
        {"target": None, "references": ["a"]},
        {"target": 3},
        {"target": {"selector": {}}},
        {"@context": "http://iiif.io/api/presentation/3/context.json"},
    ],
    ids=repr,
)
def test_a_wrong_value_never_ends_the_reading(format: str, fields: dict[str, Any]) -> None:
    good = annotation(id="good", selector={"type": "TextQuoteSelector", "exact": "office"})
    result = outcome(format, json.dumps([annotation(**fields), good]).encode())
    if result is not None:
        again = archive.add(
            result.document, json.dumps([annotation(**fields), good]).encode(), format
        )
        assert again.document is result.document


@each_case("format", FORMATS)
def test_deep_sets_of_bodies_and_selectors_end(format: str) -> None:
    body: Any = {"type": "TextualBody", "value": "x"}
    selector: Any = {"type": "TextQuoteSelector", "exact": "10%"}
    for _ in range(90):
        body = {"type": "List", "items": [body]}
        selector = {"type": "XPathSelector", "value": "/a", "refinedBy": selector}
    outcome(format, json.dumps([annotation(body=body, selector=selector)]).encode())


@pytest.mark.slow
def test_many_words_that_overlap_themselves_are_found_in_good_time() -> None:
    onto = samples.text_only("a" * 20_000, "a b " * 5_000)
    several = [
        annotation(id=f"i{n}", selector={"type": "TextQuoteSelector", "exact": "a" * n})
        for n in range(1, 400)
    ]
    result = archive.add(onto, json.dumps(several).encode(), "web-annotation")
    assert not result.document.annotations


def test_a_thousand_unknown_fields_are_reported_in_short() -> None:
    fields = {f"{'x' * 1000}{n}": n for n in range(1000)}
    result = archive.add(
        samples.text_only(TEXT),
        json.dumps([annotation(**fields)]).encode(),
        "web-annotation",
    )
    assert len(result.findings) <= 501
    assert max(len(finding.message) for finding in result.findings) < 200
