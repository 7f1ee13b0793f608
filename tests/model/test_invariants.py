"""Each invariant, with a record that breaks it and the exact findings, and one that just keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from archive.errors import InvalidDocument
from archive.model.document import Document
from archive.model.invariants import INVARIANTS
from tests.samples import assessed
from tests.tools.cases import each_case

Record = dict[str, Any]
Break = Callable[[Record], None]


def record() -> Record:
    data: Record = assessed().model_dump(mode="json", exclude_defaults=True)
    return data


def put(path: str, value: object) -> Break:
    """Set what stands at a path; a number is a position."""

    def change(data: Record) -> None:
        *steps, last = path.split("/")
        here: Any = data
        for step in steps:
            here = here[int(step)] if isinstance(here, list) else here.setdefault(step, {})
        if isinstance(here, list):
            here[int(last)] = value
        else:
            here[last] = value

    return change


def each(*changes: Break) -> Break:
    def change(data: Record) -> None:
        for one in changes:
            one(data)

    return change


def append(path: str, value: object) -> Break:
    def change(data: Record) -> None:
        here: Any = data
        for step in path.split("/"):
            here = here[int(step)] if isinstance(here, list) else here.setdefault(step, [])
        here.append(value)

    return change


def anchor(start: int, end: int, exact: str) -> Record:
    return {"type": "anchor", "block": "p-2", "start": start, "end": end, "exact": exact}


def claim(**fields: object) -> Record:
    return {
        "id": "c-9",
        "anchors": [anchor(0, 2, "It")],
        "restatement": "It may recover.",
        "kind": "predictive",
        **fields,
    }


def nested(depth: int) -> Record:
    section: Record = {"id": f"n-{depth}"}
    for level in range(depth - 1, 0, -1):
        section = {"id": f"n-{level}", "sections": [section]}
    return section


def in_arrays(depth: int) -> object:
    value: object = 7
    for _ in range(depth):
        value = [value]
    return value


def in_objects(depth: int) -> object:
    value: object = 7
    for _ in range(depth):
        value = {"a": value}
    return value


def lists(depth: int) -> Record:
    inner: list[Record] = []
    for level in range(depth, 0, -1):
        item = {"id": f"i{level}", "text": "x", "lists": inner}
        inner = [{"type": "list", "id": f"l{level}", "items": [item]}]
    return inner[0]


P2 = "sections/0/blocks/2"
CAPTURE = {
    "id": "cap-2",
    "file": "received/other.txt",
    "media_type": "text/plain",
    "size_bytes": 1,
    "sha256": "0" * 64,
}


def origin(start: int, end: int, capture: str = "received") -> Record:
    return {"type": "text", "capture": capture, "start": start, "end": end}


def in_element(**more: int) -> Record:
    return {"type": "element", "capture": "received", "path": "/html[1]/*[2]", **more}


def marks(*spans: tuple[int, int]) -> Break:
    return put(f"{P2}/marks", [{"type": "bold", "start": a, "end": b} for a, b in spans])


def mark(kind: str, start: int, end: int, **more: str) -> Break:
    return put(f"{P2}/marks", [{"type": kind, "start": start, "end": end, **more}])


def rights(**fields: object) -> Break:
    return put("rights/text", fields)


def identifier(scheme: str, value: str) -> Break:
    return put("entities/0/identifiers", [{"scheme": scheme, "value": value}])


def name(**parts: str) -> Break:
    return put("metadata/authors", [{"name": parts}])


def history(status: str, *changes: str) -> Break:
    return each(
        put("claims/0/status", status),
        put("claims/0/history", [{"status": change} for change in changes]),
    )


def assessment(**fields: object) -> Record:
    return {
        "id": "as-9",
        "claim": "claim-1",
        "verdict": "doubt",
        "reasoning": "No figure is given.",
        **fields,
    }


CAUGHT: list[tuple[Break, list[tuple[str, str]]]] = [
    (append("sections", nested(33)), [("nested-too-deeply", "/sections/2" + "/sections/0" * 32)]),
    (
        append("sections", {"id": "deep", "blocks": [lists(32)]}),
        [("nested-too-deeply", "/sections/2/blocks/0" + "/items/0/lists/0" * 31)],
    ),
    (put("claims/0/id", "p-1"), [("duplicate-id", "/claims/0/id"), ("dangling-reference", "/annotations/2/on"), ("dangling-reference", "/assessments/0/claim"), ("dangling-reference", "/relations/0/subject")]),
    (put("entities/0/id", "small"), [("duplicate-id", "/entities/0/id"), ("dangling-reference", "/sources/0/agent"), ("dangling-reference", "/claims/0/attribution/0/claimant")]),
    (append("claims", claim(about=["nobody"])), [("dangling-reference", "/claims/1/about/0")]),
    (append("claims", claim(revision="rev-9")), [("dangling-reference", "/claims/1/revision")]),
    (append("claims", claim(history=[{"status": "modified", "revision": "rev-9"}])), [("dangling-reference", "/claims/1/history/0/revision")]),
    (append("claims", claim(revision="editor")), [("reference-to-wrong-kind", "/claims/1/revision")]),
    (put("revisions/0/by", "rev-2"), [("reference-to-wrong-kind", "/revisions/0/by")]),
    (append("claims", claim(about=["claim-1"])), [("reference-to-wrong-kind", "/claims/1/about/0")]),
    (append("claims", claim(attribution=[{"claimant": "p-1"}])), [("reference-to-wrong-kind", "/claims/1/attribution/0/claimant")]),
    (append("claims", claim(anchors=[anchor(36, 39, "it.")])), [("anchor-words-differ", "/claims/1/anchors/0")]),
    (append("claims", claim(anchors=[anchor(1, 3, "It")])), [("anchor-words-differ", "/claims/1/anchors/0")]),
    (append("claims", claim(anchors=[anchor(41, 43, "t.")])), [("anchor-out-of-range", "/claims/1/anchors/0")]),
    (append("claims", claim(anchors=[anchor(2, 2, "It")])), [("anchor-out-of-range", "/claims/1/anchors/0")]),
    (append("claims", claim(anchors=[anchor(2, 0, "It")])), [("anchor-out-of-range", "/claims/1/anchors/0")]),
    (append("claims", claim(anchors=[{**anchor(3, 3, "gone"), "type": "orphan", "reason": "cut"}])), [("anchor-out-of-range", "/claims/1/anchors/0")]),
    (append("claims", claim(anchors=[{**anchor(3, 8, "gone"), "type": "orphan", "reason": "cut"}])), [("anchor-out-of-range", "/claims/1/anchors/0")]),
    (put("sections/0/blocks/1/text", "According to the Council, trade with Chine fell by 10% in 2015."), [("block-edited", "/sections/0/blocks/1/text")]),
    (marks((40, 43)), [("mark-out-of-range", f"/{P2}/marks/0")]),
    (marks((3, 2)), [("mark-out-of-range", f"/{P2}/marks/0")]),
    (marks((2, 2)), [("mark-of-wrong-width", f"/{P2}/marks/0")]),
    (mark("line-break", 1, 2), [("mark-of-wrong-width", f"/{P2}/marks/0")]),
    (mark("image", 1, 2, target="a.png"), [("mark-of-wrong-width", f"/{P2}/marks/0")]),
    (marks((0, 5), (3, 8)), [("marks-cross", f"/{P2}/marks/1")]),
    (marks((0, 9), (1, 4), (3, 6), (5, 8)), [("marks-cross", f"/{P2}/marks/2")]),
    (marks((3, 5), (0, 2)), [("marks-cross", f"/{P2}/marks/1")]),
    (marks((0, 2), (0, 5)), [("marks-cross", f"/{P2}/marks/1")]),
    (marks(*[(0, 42)] * 65), [("marks-nested-too-deeply", f"/{P2}/marks/64")]),
    (put(f"{P2}/origin/end", 999), [("origin-length-differs", f"/{P2}/origin")]),
    (put("sections/0/blocks/1/origin", {"type": "text", "capture": "received", "start": 4, "end": 67}), [("origins-out-of-order", "/sections/0/blocks/1/origin")]),
    (each(append("captures", CAPTURE), put("sections/0/blocks/0/origin/capture", "cap-2")), [("origin-without-derivation", "/sections/0/blocks/0/origin")]),
    (each(append("captures", CAPTURE), put("metadata/titles/0/origin", origin(0, 5, "cap-2"))), [("origin-without-derivation", "/metadata/titles/0/origin")]),
    (put("metadata/titles/0/origin", origin(5, 5)), [("origin-backwards", "/metadata/titles/0/origin")]),
    (put("metadata/titles/0/origin", origin(5, 4)), [("origin-backwards", "/metadata/titles/0/origin")]),
    (put("metadata/titles/0/origin", {"type": "capture", "capture": "cap-2"}), [("dangling-reference", "/metadata/titles/0/origin/capture")]),
    (put(f"{P2}/origin/separator", "\n-\n"), [("separator-not-blank", f"/{P2}/origin/separator")]),
    (put("captures/0/lead", " x "), [("separator-not-blank", "/captures/0/lead")]),
    (append("captures", {**CAPTURE, "file": "Received/small.TXT"}), [("capture-file-twice", "/captures/1/file")]),
    (append("captures", {**CAPTURE, "file": "received/small.txt"}), [("capture-file-twice", "/captures/1/file")]),
    (put("metadata/titles/0/origin", in_element(start=0)), [("origin-backwards", "/metadata/titles/0/origin")]),
    (put("sections/0/blocks/0/origin", in_element(end=3)), [("origin-backwards", "/sections/0/blocks/0/origin")]),
    (put("sections/0/blocks/0/origin", in_element(start=4, end=3)), [("origin-backwards", "/sections/0/blocks/0/origin")]),
    (append("sections/0/blocks", {"type": "figure", "id": "f-1", "image": {"media_type": "image/png"}}), [("image-without-place", "/sections/0/blocks/3/image")]),
    (name(suffix="Jr."), [("name-parts-missing", "/metadata/authors/0/name")]),
    (name(literal="A", given="B"), [("name-parts-missing", "/metadata/authors/0/name/literal")]),
    (name(literal="A", suffix="B"), [("name-parts-missing", "/metadata/authors/0/name/literal")]),
    (identifier("ORCID", "0000-0002-1825-0098"), [("identifier-wrong", "/entities/0/identifiers/0/value")]),
    (identifier("DOI", "https://doi.org/10.1000/182"), [("identifier-wrong", "/entities/0/identifiers/0/value")]),
    (rights(uri="https://creativecommons.org/licenses/by/4.0/", spdx="CC-BY-3.0"), [("rights-disagree", "/rights/text/spdx")]),
    (rights(uri="https://creativecommons.org/licenses/by/4.0/", spdx="MIT OR ISC"), [("rights-disagree", "/rights/text/spdx")]),
    (history("accepted", "rejected"), [("history-disagrees-with-status", "/claims/0/status")]),
    (history("proposed", "accepted", "modified"), [("history-disagrees-with-status", "/claims/0/status")]),
    (put("relations/0/object", "claim-1"), [("relation-ends-disagree", "/relations/0/object")]),
    (put("relations/0/predicate", "supports"), [("relation-ends-disagree", "/relations/0/object")]),
    (each(append("claims", claim()), put("relations/0/object", "c-9")), [("relation-ends-disagree", "/relations/0/object")]),
    (append("assessments", assessment(verdict="supported")), [("verdict-without-evidence", "/assessments/1/verdict")]),
    (append("assessments", assessment(verdict="unverifiable", reasoning=" \n")), [("verdict-without-evidence", "/assessments/1/reasoning")]),
    (append("assessments", assessment(supersedes="as-9")), [("supersedes-wrongly", "/assessments/1/supersedes")]),
    (
        each(
            append("assessments", assessment(supersedes="as-8")),
            append("assessments", assessment(id="as-8", supersedes="as-9")),
        ),
        [("supersedes-wrongly", "/assessments/1/supersedes"), ("supersedes-wrongly", "/assessments/2/supersedes")],
    ),
    (each(append("claims", claim()), append("assessments", assessment(claim="c-9", supersedes="as-9b")), append("assessments", assessment(id="as-9b"))), [("supersedes-wrongly", "/assessments/1/supersedes")]),
    (put("extensions", {"urn:x": {"a/b": [1.5, float("nan")]}}), [("extension-not-json", "/extensions/urn:x/a~1b/1")]),
    (put("extensions", {"urn:x": float("inf")}), [("extension-not-json", "/extensions/urn:x")]),
    (put("extensions", {"urn:x": 10**4000}), [("extension-not-json", "/extensions/urn:x")]),
    (put("extensions", {"urn:x": in_arrays(65)}), [("extension-not-json", "/extensions/urn:x" + "/0" * 64)]),
    (put("extensions", {"urn:x": in_objects(65)}), [("extension-not-json", "/extensions/urn:x" + "/a" * 64)]),
    (put("extensions", {"urn:x": ["\ud800"]}), [("extension-not-json", "/extensions/urn:x/0")]),
    (put("extensions", {"urn:x": {"\udfff": 1}}), [("extension-not-json", "/extensions/urn:x/\\udfff")]),
]  # fmt: skip

LET_THROUGH: list[Break] = [
    append("sections", nested(32)),
    append("sections", {"id": "deep", "blocks": [lists(31)]}),
    append("claims", claim(about=["council"], attribution=[{"claimant": "council"}], revision="rev-2")),
    append("revisions", {"id": "rev-3", "parts": ["rev-1", "claim-1", "editor"]}),
    append("claims", claim(status="accepted", history=[{"status": "accepted", "revision": "rev-1"}])),
    append("claims", claim(anchors=[anchor(0, 1, "I"), anchor(3, 6, "may"), anchor(41, 42, ".")])),
    append("claims", claim(anchors=[{**anchor(90, 94, "gone"), "type": "orphan", "prefix": "is ", "suffix": "", "reason": "cut"}])),
    put("metadata/titles/0/origin", origin(0, 1)),
    put("metadata/titles/0/origin", {"type": "element", "capture": "received", "path": "/html[1]"}),
    put("sections/0/blocks/0/origin", {"type": "element", "capture": "received", "path": "/html[1]/body[1]"}),
    put("sections/0/blocks/0/origin", in_element(start=4, end=9)),
    put("metadata/titles/0/origin", in_element(start=0, end=0)),
    each(append("captures", CAPTURE), put("sections/0/blocks/0/origin", {"type": "capture", "capture": "cap-2"})),
    append("claims", claim(anchors=[{**anchor(90, 94, "gone"), "type": "orphan", "block": "p-77", "reason": "cut"}])),
    marks((0, 9), (0, 9), (1, 4), (4, 6), (9, 11)),
    marks(),
    marks(*[(0, 20)] * 64, *[(20, 42)] * 64),
    mark("line-break", 42, 42),
    mark("image", 0, 0, target="a.png"),
    each(append("captures", {**CAPTURE, "derivation": "verbatim-1"}), put(f"{P2}/origin/capture", "cap-2"), put(f"{P2}/origin/start", 0), put(f"{P2}/origin/end", 42)),
    put(f"{P2}/origin/separator", "\n\u00a0\t"),
    append("sections/0/blocks", {"type": "figure", "id": "f-1", "image": {"address": "a.png"}}),
    name(given="Ada"),
    name(literal="Ada"),
    name(given="Vincent", non_dropping_particle="van", family="Gogh"),
    identifier("ORCID", "0000-0002-1825-0097"),
    identifier("house-number", "7"),
    rights(uri="https://creativecommons.org/licenses/by/4.0/deed.de", spdx="CC-BY-4.0"),
    rights(uri="https://example.org/licence", spdx="LicenseRef-ours"),
    history("accepted", "rejected", "accepted", "modified"),
    history("proposed", "modified"),
    append("assessments", assessment()),
    each(append("assessments", assessment(supersedes="as-8")), append("assessments", assessment(id="as-8"))),
    put("extensions", {"urn:x": [10**4000 - 1, in_arrays(63), in_objects(63)]}),
    put("extensions", {"urn:x": {"a": [1, 2.5, None, True, "\x00\n"], "": {}}}),
]  # fmt: skip


def findings(change: Break) -> list[tuple[str, str | None]]:
    data = record()
    change(data)
    try:
        Document.model_validate(data)
    except InvalidDocument as invalid:
        return [(finding.code, finding.location.pointer) for finding in invalid.findings]
    return []


@pytest.mark.slow
@each_case(("change", "expected"), CAUGHT, ids=[e[0][0] for _, e in CAUGHT])
def test_what_breaks_an_invariant_is_found_and_nothing_else(
    change: Break, expected: list[tuple[str, str]]
) -> None:
    assert findings(change) == expected


@each_case("change", LET_THROUGH)
def test_what_just_keeps_every_invariant_is_let_through(change: Break) -> None:
    assert findings(change) == []


def test_every_invariant_has_a_record_that_breaks_it() -> None:
    caught = {code for _, expected in CAUGHT for code, _ in expected}
    assert caught == {invariant.__name__.replace("_", "-") for invariant in INVARIANTS}


def test_every_invariant_has_a_manual_page() -> None:
    for invariant in INVARIANTS:
        assert invariant.__doc__
        assert invariant.__doc__.splitlines()[0].endswith((".", ":"))


def test_a_document_that_nests_without_end_is_refused_and_not_walked() -> None:
    data = record()
    section: Record = {"id": "n-0"}
    for level in range(1, 90):
        section = {"id": f"n-{level}", "sections": [section]}
    data["sections"].append(section)
    with pytest.raises(InvalidDocument) as caught:
        Document.model_validate(data)
    assert [finding.code for finding in caught.value.findings] == ["nested-too-deeply"]


def test_a_message_says_what_was_found_and_where_the_words_do_stand() -> None:
    data = record()
    append("claims", claim(anchors=[anchor(0, 2, "a")]))(data)
    with pytest.raises(InvalidDocument) as caught:
        Document.model_validate(data)
    (finding,) = caught.value.findings
    assert finding.message == "p-2 has 'It' at 0 to 2, not 'a'"
    assert finding.hint == "these words occur in h-1 at 2, p-1 at 28, p-2 at 4, ..."


def test_long_words_are_shortened_in_their_middle() -> None:
    data = record()
    append("claims", claim(anchors=[anchor(0, 2, "x" * 40 + "y" * 40)]))(data)
    with pytest.raises(InvalidDocument) as caught:
        Document.model_validate(data)
    (finding,) = caught.value.findings
    assert finding.message == f"p-2 has 'It' at 0 to 2, not '{'x' * 28} … {'y' * 28}'"
    assert finding.hint == "these words do not occur in the text"
