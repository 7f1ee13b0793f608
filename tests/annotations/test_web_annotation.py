"""Web Annotation: what others make of it, and that it is added to its record again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import archive
from archive.annotations.web_annotation.creators import in_utc
from archive.annotations.web_annotation.statement_fields import STATEMENTS as STATEMENT_CLASSES
from archive.annotations.web_annotation.writer import CARRIED
from archive.errors import InvalidDocument, ReadError
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import Comment, Mention, Tag
from archive.model.claims import Attribution
from archive.model.document import Document
from archive.model.metadata import StatedLanguage
from archive.model.relations import CITO, TERMS
from archive.model.revisions import Revision
from archive.model.rights import Rights, RightsLayers
from archive.model.statements import Agent, Change, Former
from archive.model.walk import walk
from archive.rights import public_record
from tests import samples
from tests.conftest import RECORDS, SHARED, fewer, import_or_skip, node_module
from tests.formats.held.web_annotation import held
from tests.growth import MOST, Work, grows
from tests.strategies import bench_document, documents
from tests.tools.cases import each_case

ROOT = Path(__file__).parents[2]
NAMES = tuple(path.name for path in RECORDS)
BASE = "https://example.org/records/small"
STATEMENTS = ("claims", "annotations", "assessments", "relations")


def record(name: str) -> Document:
    return archive.load(ROOT / "documents" / name)


def written(document: Document, **options: Any) -> dict[str, Any]:
    collection: dict[str, Any] = json.loads(
        archive.write(document, "web-annotation", **options).data
    )
    return collection


def items(document: Document, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = written(document, **options)["first"]["items"]
    return found


def item(document: Document, id: str, **options: Any) -> dict[str, Any]:
    return next(i for i in items(document, **options) if i["id"].endswith(f"#{id}"))


def bare(document: Document) -> Document:
    """The record without statements, and without the revisions' lists of what they touched."""
    revisions = tuple(revision.update(parts=()) for revision in document.revisions)
    return document.update(**dict.fromkeys(STATEMENTS, ()), revisions=revisions)


MANY = settings(max_examples=3 * settings.default.max_examples)
"""Three hundred examples where others have a hundred."""


def laid(document: Document, **options: Any) -> Document:
    data = archive.write(document, "web-annotation", **options).data
    return archive.add(bare(document), data, "web-annotation", by="Ada", trust=True).document


def changed(document: Document, change: Callable[[dict[str, Any]], object]) -> bytes:
    collection = written(document)
    change(collection)
    return json.dumps(collection).encode()


def codes(problem: ReadError | InvalidDocument) -> list[str]:
    return [finding.code for finding in problem.findings]


# --- out and back ---


def same(one: Document, other: Document) -> None:
    """Check that statements are equal; what may not be decided wherever it is added is proposed."""
    for name in STATEMENTS:
        for part, own in zip(getattr(one, name), getattr(other, name), strict=True):
            if part.status == own.status:
                assert part == own
            else:
                fields = {"status": "proposed", "history": ()}
                assert part.update(history=()) == own.update(**fields)
                assert part.status == "proposed"


@MANY
@given(documents(), st.sampled_from(["utf-16", "code-points"]))
def test_laid_onto_the_text_the_statements_are_equal(document: Document, unit: str) -> None:
    same(laid(document, unit=unit), document)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_records_come_back_equal(name: str) -> None:
    document = record(name)
    same(laid(document), document)


def test_words_that_a_statement_stood_on_before_are_left_out_for_the_public() -> None:
    former = Former(stretch="/anchors/0", block="p-1", start=0, end=4, exact="Once")
    document = samples.small()
    change = Change(status="proposed", reason="It changed.", former=(former,))
    document = document.replace(document.claims[0].update(status="proposed", history=(change,)))
    written = archive.write(document, "web-annotation", public=True, proposals=True)
    assert b"Once" not in written.data
    assert [f.location.pointer for f in written.findings if "earlier" in f.message] == [
        "/claims/0/history/0/former/0"
    ]
    assert b"Once" in archive.write(document, "web-annotation").data


@given(documents())
def test_a_record_that_has_the_statements_stays_as_it_is(document: Document) -> None:
    data = archive.write(document, "web-annotation").data
    assert archive.add(document, data, "web-annotation", by="Ada", trust=True).document == document


def test_statements_come_after_those_that_are_there() -> None:
    document = samples.assessed()
    data = archive.write(document, "web-annotation").data
    *first, last = document.annotations
    onto = document.update(
        annotations=tuple(a for a in document.annotations if isinstance(a, Mention))
    )
    result = archive.add(onto, data, "web-annotation", by="Ada", trust=True).document
    assert {a.id for a in result.annotations} == {a.id for a in (*first, last)}
    assert result.annotations[: len(onto.annotations)] == onto.annotations


# --- findings ---


@given(documents())
def test_each_string_of_a_statement_is_in_it_and_all_else_is_reported(document: Document) -> None:
    result = archive.write(document, "web-annotation")
    text = held(result)
    reported = {finding.location.pointer for finding in result.findings}
    for name, field in Document.model_fields.items():
        value = getattr(document, name)
        if value == field.get_default(call_default_factory=True):
            continue
        assert CARRIED.carries(Document, name) or f"/{name}" in reported, name
    for statement in document.index.statements:
        for _, part in walk(statement):
            for name, value in part.__dict__.items():
                if isinstance(value, str) and name != "type":
                    assert value in text, (type(part).__name__, name)
    assert not reported & {f"/{name}" for name in STATEMENTS}


def test_the_findings_of_a_record_say_what_stays_behind() -> None:
    messages = [f.message for f in archive.write(samples.small(), "web-annotation").findings]
    assert messages == [
        f'Web Annotation does not carry "{what}" of the record: {number}'
        for what, number in [
            ("metadata", 1),
            ("captures", 1),
            ("agents", 1),
            ("sections", 1),
            ("entities", 1),
            ("sources", 1),
            ("revisions", 1),
        ]
    ]


def test_what_nobody_has_accepted_says_so_in_a_body_and_in_the_statement() -> None:
    document = samples.small()
    [claim] = document.claims
    for status in ("proposed", "rejected"):
        annotation = item(document.update(claims=(claim.update(status=status),)), "claim-1")
        assert annotation["statement"]["status"] == status
        assert [body["value"] for body in annotation["body"]] == [claim.restatement, status]
    assert len(item(document, "claim-1")["body"]) == 1


# --- bodies ---


def words(value: str, purpose: str, language: str | None = None) -> dict[str, str]:
    body = {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
    return {**body, "language": language} if language else body


def link(id: str, purpose: str) -> dict[str, str]:
    return {"type": "SpecificResource", "purpose": purpose, "source": f"small#{id}"}


BODIES: dict[str, tuple[dict[str, Any], str, list[dict[str, Any]]]] = {
    "Mention": (
        {"refers_to": "china"},
        "identifying",
        [link("china", "identifying"), words("China", "identifying")],
    ),
    "DateMention": ({"date": "2015~"}, "identifying", [words("2015~", "identifying")]),
    "Correction": ({"corrected": "Chinese"}, "editing", [words("Chinese", "editing", "fr")]),
    "Citation": (
        {"cites": "src-council"},
        "linking",
        [link("src-council", "linking"), words("the Council", "linking")],
    ),
    "Tag": ({"tag": "state"}, "tagging", [words("state", "tagging")]),
    "Comment": ({"text": "Why?"}, "commenting", [words("Why?", "commenting", "de")]),
}


@each_case("name", BODIES)
def test_an_annotation_says_for_viewers_what_the_statement_says(name: str) -> None:
    fields, motivation, bodies = BODIES[name]
    document = in_languages()
    anchor = document.anchor("China")
    made = STATEMENT_CLASSES[name](id="x-1", status="accepted", anchors=(anchor,), **fields)
    annotation = item(document.add(made), "x-1")  # type: ignore[arg-type]
    assert (annotation["motivation"], annotation["body"]) == (motivation, bodies)


def in_languages() -> Document:
    """A record in German of an article in French."""
    document = samples.assessed()
    french = (StatedLanguage(tag="fr"),)
    return document.update(language="de", metadata=document.metadata.update(languages=french))


def test_a_comment_on_a_statement_is_a_reply_to_it_and_to_its_words() -> None:
    document = samples.small()
    anchor = document.anchor("China")
    document = document.add(Comment(id="c-1", text="Why?", anchors=(anchor,), on="claim-1"))
    annotation = item(document, "c-1")
    assert annotation["motivation"] == "replying"
    assert annotation["target"][0]["selector"][1]["exact"] == "China"
    assert annotation["target"][1:] == ["small#claim-1"]


def test_a_comment_on_nothing_is_about_the_record() -> None:
    document = samples.small().add(Comment(id="c-1", text="Well done."))
    assert item(document, "c-1")["target"] == "small"


def test_a_verdict_assesses_and_a_doubt_questions() -> None:
    document = samples.assessed()
    [verdict] = document.assessments
    doubt = verdict.update(id="a-2", verdict="doubt", evidence=())
    document = document.add(doubt)
    annotation = item(document, "a-1")
    assert annotation["motivation"] == "assessing"
    assert annotation["body"][:3] == [
        words("supported", "assessing", "en"),
        words(verdict.reasoning, "describing"),
        {
            **link("w-1", "linking"),
            "selector": {"type": "TextQuoteSelector", "exact": verdict.evidence[0].quoted},
        },
    ]
    assert item(document, "a-2")["motivation"] == "questioning"
    assert item(document, "a-2")["body"][0] == words("doubt", "questioning", "en")


def test_the_annotations_of_a_small_record(golden: Callable[[str, bytes | str], None]) -> None:
    golden("assessed.anno.json", archive.write(samples.assessed(), "web-annotation").data)


# --- for the public ---


def shown_ids(collection: dict[str, Any]) -> set[str]:
    return {item["id"].partition("#")[2] for item in collection["first"]["items"]}


def quotes(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") == "TextQuoteSelector":
            yield value["exact"]
        for held in value.values():
            yield from quotes(held)
    elif isinstance(value, list):
        for held in value:
            yield from quotes(held)


@given(documents())
def test_for_the_public_there_are_words_of_other_works_only(document: Document) -> None:
    collection = written(document, public=True)
    if "withheld" not in collection:
        assert {s.id for s in document.index.statements} >= shown_ids(collection)
        return
    of_works = {
        held.quoted
        for statement in (*document.relations, *document.assessments)
        for _, held in walk(statement)
        if isinstance(held, archive.model.Evidence)
    }
    assert set(quotes(collection)) <= of_works
    assert not list(quotes([i["target"] for i in collection["first"]["items"]]))


@pytest.mark.slow
def test_for_the_public_restatements_and_places_stay_and_it_is_reported() -> None:
    document = record("frenemies")
    result = archive.write(document, "web-annotation", public=True)
    collection = json.loads(result.data)
    assert collection["withheld"].startswith("The text is not shown: In Copyright, ")
    [reported] = [f for f in result.findings if f.message.startswith("the words of")]
    assert re.match(r"the words of \d\d\d anchors are left out\.", reported.message)
    annotations = collection["first"]["items"]
    values = [body.get("value") for a in annotations for body in a["body"]]
    assert all(claim.restatement in values for claim in public_record(document).claims)
    positions = {i["id"]: i["target"] for i in items(document) if isinstance(i["target"], dict)}
    for annotation in annotations:
        if isinstance(annotation["target"], dict):
            expected = positions[annotation["id"]]["selector"][0]
            assert annotation["target"]["selector"][0] == expected


@pytest.mark.parametrize("lossy", [False, True])
def test_what_was_written_for_everybody_is_laid_onto_no_record(lossy: bool) -> None:
    document = samples.small()
    data = archive.write(document, "web-annotation", public=True).data
    with pytest.raises(ReadError, match="written for the public") as problem:
        archive.add(document, data, "web-annotation", lossy=lossy)
    assert codes(problem.value) == ["annotation-differs"]


def test_what_is_free_for_everybody_adds_nothing_to_its_record() -> None:
    free = Rights(uri="https://creativecommons.org/licenses/by/4.0/")
    document = samples.assessed().update(rights=RightsLayers(text=free))
    data = archive.write(document, "web-annotation", public=True).data
    assert archive.add(document, data, "web-annotation", by="Ada", trust=True).document == document


# --- where words stand ---


def slices(document: Document, text: str, unit: str) -> Iterator[tuple[str, str]]:
    """What each position selects in a plain text, and the words of its quote."""
    encoded = text.encode("utf-16-le")
    for annotation in items(document, unit=unit):
        targets = annotation["target"]
        for target in targets if isinstance(targets, list) else [targets]:
            if isinstance(target, str) or "orphan" in target:
                continue
            position, quote, _ = target["selector"]
            start, end = position["start"], position["end"]
            if unit == "utf-16":
                yield encoded[2 * start : 2 * end].decode("utf-16-le"), quote["exact"]
            else:
                yield text[start:end], quote["exact"]


@given(documents(), st.sampled_from(["utf-16", "code-points"]))
def test_positions_select_the_words_in_the_plain_text(document: Document, unit: str) -> None:
    collection = written(document, unit=unit)
    assert collection["positionUnit"] == unit
    text = archive.plain_text(document, collection["plainText"]).text
    for found, words in slices(document, text, unit):
        assert found == words


def test_positions_beyond_a_pair_of_surrogates_count_both() -> None:
    document = samples.text_only("😀 tea", "😀 cup")
    document = document.add(Tag(id="t-1", tag="drink", anchors=(document.anchor("cup"),)))
    for unit, whole, within in (("utf-16", (11, 14), (3, 6)), ("code-points", (9, 12), (2, 5))):
        position, _, block = item(document, "t-1", unit=unit)["target"]["selector"]
        assert (position["start"], position["end"]) == whole
        assert (block["refinedBy"]["start"], block["refinedBy"]["end"]) == within
        assert block["value"] == "p-2"


@given(documents())
def test_prefix_and_suffix_are_the_text_of_the_block_around_the_words(document: Document) -> None:
    annotations = items(document)
    for n, statement in enumerate(document.index.statements):
        targets = annotations[n]["target"]
        several = targets if isinstance(targets, list) else [targets]
        for target, anchor in zip(several, getattr(statement, "anchors", ()), strict=False):
            if isinstance(anchor, Anchor):
                text = document.block(anchor.block).text
                _, quote, _ = target["selector"]
                assert quote.get("prefix", "") == text[: anchor.start][-20:]
                assert quote.get("suffix", "") == text[anchor.end :][:20]


def test_an_orphan_keeps_its_words_and_its_last_place_and_has_no_position() -> None:
    orphan = Orphan(
        block="p-9", start=3, end=7, exact="gone", prefix="all ", suffix=".", reason="cut"
    )
    document = samples.small().add(Comment(id="c-1", text="Where?", anchors=(orphan,)))
    assert item(document, "c-1")["target"] == {
        "type": "SpecificResource",
        "source": "small",
        "selector": [
            {"type": "TextQuoteSelector", "exact": "gone", "prefix": "all ", "suffix": "."}
        ],
        "orphan": {"block": "p-9", "start": 3, "end": 7, "reason": "cut"},
    }


# --- who and when ---


def test_creator_and_dates_are_those_of_the_revisions() -> None:
    document = samples.small()
    [claim] = document.claims
    later = Revision(id="rev-2", at="2026-11-25T01:00:00+02:00", by="editor")
    history = [("modified", "rev-1"), ("modified", "rev-2"), ("accepted", None)]
    claim = claim.update(
        history=tuple(Change(status=status, revision=id) for status, id in history)
    )
    document = document.update(claims=(claim,), revisions=(*document.revisions, later))
    annotation = item(document, "claim-1")
    assert annotation["creator"] == {"id": "small#editor", "type": "Person", "name": "A. N. Editor"}
    assert annotation["created"] == "2026-11-24T09:00:00Z"
    assert annotation["modified"] == "2026-11-24T23:00:00Z"
    assert not {"creator", "created", "modified"} & item(document, "rel-1").keys()


def test_a_program_is_a_creator_too() -> None:
    document = samples.small()
    program = Agent(id="editor", type="software", name="finder", version="2")
    document = document.update(agents=(program,))
    assert item(document, "claim-1")["creator"]["type"] == "Software"


IDENTIFIERS = (
    {"scheme": "Hypothesis", "value": "a1"},
    {"scheme": "URI", "value": "javascript:alert(1)"},
    {"scheme": "URI", "value": "https://example.org/<a>"},
    {"scheme": "URN", "value": "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"},
    {"scheme": "other", "value": "https://example.org/<a>"},
)


def test_what_a_statement_was_obtained_from_is_an_iri_of_web_or_name() -> None:
    [claim] = samples.small().claims
    document = samples.small().update(claims=(claim.update(identifiers=IDENTIFIERS),))
    annotation = item(document, "claim-1")
    assert annotation["via"] == [
        "https://example.org/%3Ca%3E",
        "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    ]
    assert annotation["statement"]["identifiers"] == list(IDENTIFIERS)
    assert "via" not in item(samples.small(), "claim-1")


def test_one_thing_that_a_statement_was_obtained_from_stands_alone() -> None:
    [claim] = samples.small().claims
    document = samples.small().update(claims=(claim.update(identifiers=IDENTIFIERS[3:4]),))
    assert item(document, "claim-1")["via"] == IDENTIFIERS[3]["value"]


def test_an_instant_that_has_no_year_in_utc_is_left_out() -> None:
    assert in_utc("0001-01-01T00:00:00+14:00") is None
    assert in_utc("9999-12-31T23:59:59.9-14:00") is None
    assert in_utc("2016-03-20T24:00:00+01:00") is None
    assert in_utc("2016-03-20T09:30:00Z") == "2016-03-20T09:30:00Z"


# --- ids ---


@each_case(
    ("base", "iri"),
    [
        (BASE, f"{BASE}#claim-1"),
        (f"{BASE}#top", f"{BASE}#claim-1"),
        ("https://example.org/70% of [all]", "https://example.org/70%25%20of%20%5Ball%5D#claim-1"),
        (None, "small#claim-1"),
        ("HTTPS://example.org/", "HTTPS://example.org/#claim-1"),
        ("javascript:alert(1)", "small#claim-1"),
        ("../here", "small#claim-1"),
    ],
)
def test_ids_are_fragments_of_the_base_iri(base: str | None, iri: str) -> None:
    document = samples.small().update(base_iri=base)
    assert items(document)[0]["id"] == iri
    same(laid(document), document)


def test_no_address_but_of_the_web_is_a_link() -> None:
    document = samples.small()
    anchor = document.anchor("10%")
    tag = Tag(id="t-1", tag="x", uri="javascript:alert(1)", anchors=(anchor,))
    assert len(item(document.add(tag), "t-1")["body"]) == 2  # the word, and that it is proposed
    tag = tag.update(uri="https://example.org/x")
    assert item(document.add(tag), "t-1")["body"][1]["source"] == "https://example.org/x"


# --- on the text only ---


@given(documents())
def test_a_viewer_of_texts_gets_targets_in_the_text_only(document: Document) -> None:
    for annotation in items(document, statements="on-text"):
        targets = annotation["target"]
        for target in targets if isinstance(targets, list) else [targets]:
            assert [selector["type"] for selector in target["selector"]] == [
                "TextPositionSelector",
                "TextQuoteSelector",
                "FragmentSelector",
            ]


@given(documents())
def test_what_a_viewer_of_texts_does_not_get_is_counted(document: Document) -> None:
    result = archive.write(document, "web-annotation", statements="on-text")
    count = len(json.loads(result.data)["first"]["items"])
    reported = sum(
        int(finding.message.rpartition(": ")[2])
        for finding in result.findings
        if finding.message.startswith("statements without words")
        or finding.location.pointer in ("/assessments", "/relations")
    )
    assert count + reported == len(document.index.statements)


def test_what_a_viewer_got_is_not_laid_onto_a_record() -> None:
    data = archive.write(samples.small(), "web-annotation", statements="on-text").data
    with pytest.raises(ReadError, match="a selection of annotations for a viewer"):
        archive.add(bare(samples.small()), data, "web-annotation", by="Ada", trust=True)


# --- what is not ours, or was changed ---


@each_case(
    ("data", "code"),
    [
        (b"", "not-json"),
        (b"{", "not-json"),
        (b'{"a": 1, "a": 2}', "not-json"),
        (b"[]", "remarks-not-read"),
        (b"null", "remarks-not-read"),
        (b'{"type": "Annotation", "id": "http://a/1"}', "remarks-not-read"),
        (b'{"schema_version": "1.0", "id": "a"}', "remarks-not-read"),
    ],
)
def test_what_holds_no_annotations_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as problem:
        archive.add(samples.small(), data, "web-annotation", by="Ada", trust=True)
    assert codes(problem.value) == [code]


def edit(*keys: Any, to: Any) -> Callable[[dict[str, Any]], None]:
    """A change of the value that these keys lead to."""

    def change(collection: dict[str, Any]) -> None:
        held: Any = collection
        for key in keys[:-1]:
            held = held[key]
        if to is None:
            del held[keys[-1]]
        else:
            held[keys[-1]] = to

    return change


CLAIM = ("first", "items", 0)


@each_case(
    ("change", "pointer"),
    [
        (edit("label", to="Another"), "/label"),
        (edit("record", to="other"), "/record"),
        (edit("first", "partOf", to=BASE), "/first/partOf"),
        (edit(*CLAIM, "body", 0, "value", to="Trade rose."), "/first/items/0/body"),
        (edit(*CLAIM, "body", to=None), "/first/items/0/body"),
        (edit(*CLAIM, "motivation", to="tagging"), "/first/items/0/motivation"),
        (edit(*CLAIM, "creator", "name", to="Somebody"), "/first/items/0/creator"),
        (edit(*CLAIM, "via", to=BASE), "/first/items/0/via"),
        (edit(*CLAIM, "target", "selector", 0, "start", to=1), "/first/items/0/target"),
        (edit(*CLAIM, "target", "selector", 1, "prefix", to="x"), "/first/items/0/target"),
        (edit(*CLAIM, "target", "styleClass", to="red"), "/first/items/0/target"),
    ],
)
def test_what_another_program_changed_is_reported_and_the_statement_counts(
    change: Callable[[dict[str, Any]], None], pointer: str
) -> None:
    document = samples.small()
    data = changed(document, change)
    with pytest.raises(ReadError) as problem:
        archive.add(bare(document), data, "web-annotation", by="Ada", trust=True)
    assert [(f.code, f.location.pointer) for f in problem.value.findings] == [
        ("annotation-differs", pointer)
    ]
    result = archive.add(bare(document), data, "web-annotation", by="Ada", trust=True, lossy=True)
    same(result.document, document)
    assert [finding.severity for finding in result.findings] == ["warning"]


@each_case(
    "change",
    [
        edit(*CLAIM, "statement", "kind", to="odd"),
        edit(*CLAIM, "statement", "new", to="x"),
        edit(*CLAIM, "statement", "revision", to="other#rev-1"),
        edit(*CLAIM, "statement", "revision", to="small#rev-9"),
        edit(*CLAIM, "target", to="small"),
        edit(*CLAIM, "target", "selector", 1, "exact", to="trade"),
        edit(*CLAIM, "target", "selector", 2, "value", to="p-9"),
        edit(*CLAIM, "target", "selector", 2, "refinedBy", "start", to=27),
        edit(*CLAIM, "target", "selector", 2, "refinedBy", "end", to=10**9),
        edit(*CLAIM, "target", "selector", 2, "refinedBy", "start", to=-1),
        edit(*CLAIM, "target", "selector", 2, to=None),
        edit(*CLAIM, "id", to=7),
        edit(*CLAIM, "id", to=None),
    ],
)
def test_what_makes_no_statement_is_reported_where_it_stands_in_the_file(
    change: Callable[[dict[str, Any]], None],
) -> None:
    document = samples.small()
    with pytest.raises((InvalidDocument, ReadError)) as problem:
        archive.add(
            bare(document),
            changed(document, change),
            "web-annotation",
            by="Ada",
            trust=True,
            lossy=True,
        )
    pointers = [finding.location.pointer or "" for finding in problem.value.findings]
    assert any(pointer.startswith("/first/items/") for pointer in pointers)


def test_an_annotation_of_somebody_else_is_reported_and_left_out() -> None:
    document = samples.small()

    def change(collection: dict[str, Any]) -> None:
        annotation = {
            "id": f"{BASE}#x",
            "type": "Annotation",
            "target": "small",
            "body": "http://a/",
        }
        collection["first"]["items"].append(annotation)
        collection["total"] += 1

    data = changed(document, change)
    with pytest.raises(ReadError) as problem:
        archive.add(bare(document), data, "web-annotation", by="Ada", trust=True)
    assert [(f.code, f.location.pointer) for f in problem.value.findings] == [
        ("not-kept", "/first/items/2")
    ]
    result = archive.add(bare(document), data, "web-annotation", by="Ada", trust=True, lossy=True)
    same(result.document, document)


def test_a_statement_takes_the_place_of_no_other() -> None:
    document = samples.small()
    data = archive.write(document, "web-annotation").data
    [claim] = document.claims
    onto = document.update(claims=(claim.update(restatement="Trade fell."),))
    with pytest.raises(ReadError) as problem:
        archive.add(onto, data, "web-annotation", by="Ada", trust=True, lossy=True)
    assert codes(problem.value) == ["statement-differs"]


def test_a_page_that_was_cut_is_refused() -> None:
    document = samples.small()
    with pytest.raises(ReadError, match="has 1 annotation but states 2"):
        archive.add(
            bare(document),
            changed(document, lambda c: c["first"]["items"].pop()),
            "web-annotation",
        )


# --- how long it takes ---


@pytest.mark.slow
def test_time_grows_with_the_record() -> None:
    def document(n: int) -> Document:
        return bench_document(paragraphs=n, annotations=3 * n, sources=n)

    def writing(n: int) -> Work:
        made = document(n)
        return lambda: archive.write(made, "web-annotation")

    def laying(n: int) -> Work:
        made = document(n)
        data, onto = archive.write(made, "web-annotation").data, bare(made)
        return lambda: archive.add(onto, data, "web-annotation", by="Ada", trust=True)

    assert grows(writing, 20) < MOST
    assert grows(laying, 20) < MOST


# --- the standard ---


def schema(path: Path) -> dict[str, Any]:
    """A schema of the suite without its id, by which no other names it."""
    found: dict[str, Any] = json.loads(path.read_text())
    found.pop("id", None)
    return found


@cache
def musts() -> tuple[dict[str, list[jsonschema_rs.Validator]], ...]:
    """What the W3C's suite says that annotations, collections and pages MUST be: with the form of
    addresses checked, and without."""
    folder = SHARED / "conformance" / "web-annotation"
    definitions = {path.name: schema(path) for path in (folder / "definitions").glob("*.json")}
    tests = {path.stem: json.loads(path.read_text()) for path in folder.rglob("*Musts.test")}

    def validator(assertion: str, formats: bool) -> jsonschema_rs.Validator:
        asserted = schema(folder / assertion)
        assert asserted["expectedResult"] == "valid"
        return jsonschema_rs.validator_for(
            asserted, retriever=lambda uri: definitions[Path(uri).name], validate_formats=formats
        )

    return tuple(
        {
            name.removesuffix("Musts"): [validator(a, formats) for a in test["assertions"]]
            for name, test in tests.items()
        }
        for formats in (False, True)
    )


def faults(collection: dict[str, Any], *, formats: bool) -> list[str]:
    """What of a collection is not as the W3C's suite says that it MUST be."""
    judges = musts()[formats]
    looked_at = [("collection", collection), ("page", collection)]
    looked_at += [
        ("annotation", {"@context": collection["@context"], **annotation})
        for annotation in collection["first"]["items"]
    ]
    return [
        f"{value['id']}: {error.message}"
        for name, value in looked_at
        for judge in judges[name]
        for error in judge.iter_errors(value)
    ]


@pytest.mark.slow
@MANY
@given(documents(), st.booleans())
def test_the_w3c_has_nothing_against_it(
    shared: Callable[[str], Path], document: Document, public: bool
) -> None:
    shared("conformance/web-annotation")
    assert not faults(written(document, public=public), formats=False)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("statements", ["all", "on-text"])
def test_the_w3c_has_nothing_against_the_records(
    shared: Callable[[str], Path], name: str, statements: str
) -> None:
    shared("conformance/web-annotation")
    document = record(name).update(base_iri=BASE)
    for public in (False, True):
        collection = written(document, public=public, statements=statements)
        assert not faults(collection, formats=True)


def test_the_w3c_says_what_is_wrong(shared: Callable[[str], Path]) -> None:
    shared("conformance/web-annotation")
    collection = written(samples.small().update(base_iri=BASE))
    assert not faults(collection, formats=True)
    del collection["first"]["items"][0]["target"]
    del collection["last"]
    collection["first"]["items"][1]["id"] = "no address"
    assert len({fault.partition(": ")[0] for fault in faults(collection, formats=True)}) > 1


# --- linked data ---

# fmt: off
OA, RDF, DCTERMS, AS, XSD = (
    "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/terms/", "http://www.w3.org/ns/activitystreams#", "http://www.w3.org/2001/XMLSchema#",
)
ANNO = {
    "id": "@id", "type": "@type",
    **{name: f"{OA}{name}" for name in (
        "Annotation", "TextualBody", "SpecificResource", "FragmentSelector", "TextQuoteSelector",
        "TextPositionSelector", "classifying", "commenting", "describing", "editing",
        "identifying", "linking", "moderating", "questioning", "replying", "tagging", "exact", "prefix",
        "suffix",
    )},
    **{name: {"@type": "@id", "@id": f"{OA}{term}"} for name, term in (
        ("body", "hasBody"), ("target", "hasTarget"), ("source", "hasSource"), ("scope", "hasScope"),
        ("selector", "hasSelector"), ("refinedBy", "refinedBy"), ("via", "via"),
    )},
    "motivation": {"@type": "@vocab", "@id": f"{OA}motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": f"{OA}hasPurpose"},
    "Person": "http://xmlns.com/foaf/0.1/Person", "Organization": "http://xmlns.com/foaf/0.1/Organization",
    "Software": f"{AS}Application", "name": "http://xmlns.com/foaf/0.1/name",
    "AnnotationCollection": f"{AS}OrderedCollection", "AnnotationPage": f"{AS}OrderedCollectionPage",
    "creator": {"@type": "@id", "@id": f"{DCTERMS}creator"}, "rights": {"@type": "@id", "@id": f"{DCTERMS}rights"},
    "conformsTo": {"@type": "@id", "@id": f"{DCTERMS}conformsTo"},
    **{name: {"@id": f"{DCTERMS}{name}", "@type": f"{XSD}dateTime"} for name in ("created", "modified")},
    **{name: {"@id": iri, "@type": f"{XSD}nonNegativeInteger"} for name, iri in (
        ("start", f"{OA}start"), ("end", f"{OA}end"), ("total", f"{AS}totalItems"),
        ("startIndex", f"{AS}startIndex"),
    )},
    "items": {"@type": "@id", "@id": f"{AS}items", "@container": "@list"},
    "partOf": {"@type": "@id", "@id": f"{AS}partOf"}, "first": {"@type": "@id", "@id": f"{AS}first"},
    "last": {"@type": "@id", "@id": f"{AS}last"},
    "label": "http://www.w3.org/2000/01/rdf-schema#label", "value": f"{RDF}value",
    "format": "http://purl.org/dc/elements/1.1/format", "language": "http://purl.org/dc/elements/1.1/language",
}
"""The terms of the Web Annotation Vocabulary that we use, as its context (anno.jsonld) has them: all but `assessing`, which
it lacks."""
# fmt: on


def expanded(document: Document, **options: Any) -> Any:
    jsonld = import_or_skip("pyld").jsonld
    return jsonld.expand(written(document, **options), _offline())


def triples(document: Document) -> set[tuple[str, str, str]]:
    jsonld = import_or_skip("pyld").jsonld
    graph = jsonld.to_rdf(written(document), _offline())["@default"]
    return {(t["subject"]["value"], t["predicate"]["value"], t["object"]["value"]) for t in graph}


def _offline() -> dict[str, Any]:
    def load(url: str, options: dict[str, Any]) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": ANNO}}

    return {"documentLoader": load, "base": "https://example.org/here/"}


@pytest.mark.judged
def test_linked_data_has_the_triples_of_a_claim() -> None:
    found = triples(samples.small().update(base_iri=BASE))
    claim = f"{BASE}#claim-1"
    assert (claim, f"{RDF}type", f"{OA}Annotation") in found
    assert (claim, f"{OA}motivatedBy", f"{OA}describing") in found
    assert (claim, f"{DCTERMS}creator", f"{BASE}#editor") in found
    [statement] = [o for s, p, o in found if (s, p) == (claim, f"{TERMS}statement")]
    of_statement = {(p, o) for s, p, o in found if s == statement}
    assert of_statement >= {
        (f"{RDF}type", f"{TERMS}Claim"),
        (f"{TERMS}kind", "descriptive"),
        (f"{TERMS}stance", "neutral"),
        (f"{TERMS}revision", f"{BASE}#rev-1"),
        (f"{TERMS}restatement", "Trade with China fell by 10% in 2015."),
    }
    assert any(p == f"{TERMS}claimant" and o == f"{BASE}#council" for _, p, o in found)
    [relation] = [o for s, p, o in found if (s, p) == (f"{BASE}#rel-1", f"{TERMS}statement")]
    assert (relation, f"{TERMS}predicate", f"{CITO}citesAsAuthority") in found
    assert (relation, f"{TERMS}object", f"{BASE}#src-council") in found
    assert (relation, f"{TERMS}subject", claim) in found


@pytest.mark.judged
def test_a_verdict_is_motivated_by_a_term_that_the_published_context_lacks() -> None:
    found = triples(samples.assessed().update(base_iri=BASE))
    assert (f"{BASE}#a-1", f"{OA}motivatedBy", f"{OA}assessing") in found


@pytest.mark.judged
def test_linked_data_keeps_what_has_an_order_in_order() -> None:
    document = samples.assessed()
    [claim] = document.claims
    [verdict] = document.assessments
    chain = (Attribution(manner="quoted"), *claim.attribution)
    claim = claim.update(attribution=chain)
    document = document.update(claims=(claim,))
    annotations = {a["@id"].partition("#")[2]: a for a in graph_items(expanded(document))}
    [statement] = annotations["claim-1"][f"{TERMS}statement"]
    [attribution] = statement[f"{TERMS}attribution"]
    manners = [step[f"{TERMS}manner"][0]["@value"] for step in attribution["@list"]]
    assert manners == ["quoted", "reported"]
    [statement] = annotations["a-1"][f"{TERMS}statement"]
    assert [f"{TERMS}work" in held for held in statement[f"{TERMS}evidence"]] == [True]
    assert len(verdict.evidence) == 1


def graph_items(collection: Any) -> Any:
    [[first]] = [c[f"{AS}first"] for c in collection]
    return first[f"{AS}items"][0]["@list"]


@pytest.mark.judged
def test_without_a_base_iri_ids_resolve_against_where_it_lies() -> None:
    found = triples(samples.small())
    assert ("https://example.org/here/small#claim-1", f"{RDF}type", f"{OA}Annotation") in found


def leaves(value: Any) -> Iterator[Any]:
    """The plain values of a JSON value, but for those of `@context`."""
    if isinstance(value, dict):
        for name, held in value.items():
            if name != "@context":
                yield from leaves(held)
    elif isinstance(value, list):
        for held in value:
            yield from leaves(held)
    else:
        yield value


@pytest.mark.judged
@fewer(4)
@given(documents())
def test_linked_data_drops_no_value(document: Document) -> None:
    """What PyLD makes of it has as many values, but for types, terms and addresses, as it had."""
    document = document.update(base_iri=BASE)
    import_or_skip("pyld")
    before, after = written(document), expanded(document)
    kept = {str(leaf) for leaf in leaves(after)}
    for leaf in leaves(before):
        text = str(leaf)
        assert (
            text in kept
            or any(end + text in kept for end in (OA, AS, TERMS, CITO))
            or (isinstance(ANNO.get(text), str) and ANNO[text] in kept)
        ), leaf


# --- Recogito ---

_PAGE = """
async ([text, annotations]) => {
  document.body.innerHTML = '<div id="text" style="white-space: pre-wrap"></div>';
  const container = document.getElementById('text');
  container.textContent = text;
  const annotator = RecogitoJS.createTextAnnotator(container, {
    adapter: RecogitoJS.W3CTextFormat('article', container),
  });
  annotator.setAnnotations(annotations);
  const shown = annotator.state.store.all().map(annotation => [
    annotation.id,
    annotation.target.selector.map(({quote, range}) => [quote, range ? range.toString() : null]),
  ]);
  annotator.destroy();
  return shown;
}
"""


@pytest.fixture(scope="module")
def recogito(chromium: Any) -> Iterator[Callable[[Document], Any]]:
    """What Recogito shows of a record: the id of each annotation, its quotes, what it marks."""
    program = node_module("@recogito/text-annotator") / "dist" / "text-annotator.umd.js"
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.set_content("<!doctype html><title>Recogito</title>")
    page.evaluate("globalThis.process = {env: {NODE_ENV: 'production'}}")  # as bundlers do
    page.add_script_tag(path=str(program))

    def show(document: Document) -> Any:
        collection = written(document, statements="on-text")
        text = archive.plain_text(document, collection["plainText"]).text
        return page.evaluate(_PAGE, [text, collection["first"]["items"]])

    yield show
    context.close()


def check_shown(document: Document, shown: Any) -> None:
    expected = {
        f"{document.base_iri or document.id}#{statement.id}": [
            [stretch.exact, stretch.exact]
            for stretch in statement.anchors
            if isinstance(stretch, Anchor)
        ]
        for statement in (*document.claims, *document.annotations)
    }
    assert dict(shown) == {id: selectors for id, selectors in expected.items() if selectors}


@pytest.mark.judged
@pytest.mark.parametrize("name", NAMES)
def test_recogito_shows_the_records_on_their_words(
    recogito: Callable[[Document], Any], name: str
) -> None:
    document = record(name)
    check_shown(document, recogito(document))


@pytest.mark.judged
@MANY
@given(documents())
def test_recogito_shows_every_annotation_on_its_words(
    recogito: Callable[[Document], Any], document: Document
) -> None:
    document = document.update(base_iri=None)
    check_shown(document, recogito(document))


def test_statements_laid_onto_a_record_without_their_revisions_say_what_is_missing() -> None:
    record = samples.small()
    annotations = archive.write(record, "web-annotation").data
    bare = record.update(
        claims=(), annotations=(), assessments=(), relations=(), revisions=(), agents=()
    )
    with pytest.raises(archive.errors.InvalidDocument) as refused:
        archive.add(bare, annotations, "web-annotation", by="Ada", trust=True)
    lacking = [one for one in refused.value.findings if one.code == "dangling-reference"]
    assert lacking
    assert all("the file does not have it" in (one.hint or "") for one in lacking)
