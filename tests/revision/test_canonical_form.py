"""`format`: canonical bytes, anchors completed, lasting ids made; everything else unchanged."""

from __future__ import annotations

import errno
import json as plain
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.cli import main
from archive.errors import InvalidDocument, ReadError, WriteError
from archive.files.manifest import MANIFEST
from archive.findings import Finding, Severity
from archive.model.anchors import Anchor
from archive.model.base import Model, every_model
from archive.model.document import SCHEMA_VERSION, Document
from archive.model.introspection import classes_within, has_id, id_from
from archive.text import joined_blocks
from archive.text.slugs import words_for_ids
from tests import samples
from tests.conftest import ROOT
from tests.runner import runner
from tests.strategies import documents
from tests.tools.cases import each_case

RANDOMS = st.randoms(use_true_random=False)


def raw_of(document: Document) -> dict[str, Any]:
    return plain.loads(archive.write(document, "json").data)  # type: ignore[no-any-return]


def as_bytes(raw: dict[str, Any]) -> bytes:
    return plain.dumps(raw, ensure_ascii=False).encode()


def at(raw: Any, pointer: str) -> Any:
    """What stands at a pointer whose steps hold nothing to be unescaped."""
    for step in pointer.split("/")[1:]:
        raw = raw[int(step)] if isinstance(raw, list) else raw[step]
    return raw


def problems(raw: dict[str, Any] | bytes) -> list[Finding]:
    data = raw if isinstance(raw, bytes) else plain.dumps(raw, indent=1).encode()
    with pytest.raises((ReadError, InvalidDocument)) as caught:
        archive.format(data)
    return list(caught.value.findings)


def short(findings: Iterable[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.location.pointer) for finding in findings]


# --- what is canonical stays, what is not becomes so ---


@given(documents())
def test_a_canonical_record_is_left_as_it_is(document: Document):
    data = archive.write(document, "json").data
    formatted = archive.format(data)
    assert formatted.data == data
    assert formatted.document == document
    assert formatted.findings == ()
    assert not formatted.changed


def shuffled(value: Any, random: Random) -> Any:
    """A raw record whose fields stand in another order; extensions keep theirs."""
    if isinstance(value, list):
        return [shuffled(item, random) for item in value]
    if not isinstance(value, dict):
        return value
    keys = sorted(value)
    random.shuffle(keys)
    return {k: value[k] if k == "extensions" else shuffled(value[k], random) for k in keys}


@pytest.mark.slow
@given(documents(), RANDOMS)
def test_any_way_to_write_a_record_becomes_its_canonical_form(document: Document, random: Random):
    canonical = archive.write(document, "json").data
    raw = plain.loads(document.model_dump_json())
    for text in (
        plain.dumps(shuffled(raw, random)),
        plain.dumps(raw, ensure_ascii=False, indent="\t").replace("\n", "\r\n"),
    ):
        formatted = archive.format(text.encode())
        assert formatted.data == canonical
        assert formatted.changed


def test_a_byte_order_mark_is_taken_away_and_reported():
    data = archive.write(samples.small(), "json").data
    formatted = archive.format(b"\xef\xbb\xbf" + data)
    assert formatted.data == data
    assert formatted.changed
    assert [finding.code for finding in formatted.findings] == ["byte-order-mark"]


def test_the_records_of_the_project_are_canonical():
    for path in sorted((ROOT / "documents").glob("*/document.json")):
        assert not archive.format(path.read_bytes()).changed, path


def test_extensions_are_left_alone():
    theirs = {"https://example.org/": {"exact": "Trade", "claims": [{"restatement": "x"}], "b": 1}}
    raw = raw_of(samples.small()) | {"extensions": theirs}
    del raw["claims"][0]["anchors"][0]["start"], raw["claims"][0]["anchors"][0]["end"]
    formatted = archive.format(as_bytes(raw))
    assert formatted.document == samples.small().update(extensions=theirs)
    assert list(formatted.document.extensions["https://example.org/"]) == ["exact", "claims", "b"]  # type: ignore[arg-type]


# --- anchors ---


@pytest.mark.slow
@given(documents(), RANDOMS)
def test_words_that_stand_in_one_place_are_completed_to_their_anchor(
    document: Document, random: Random
):
    raw, expected = raw_of(document), raw_of(document)
    texts = [block.text for block in document.text_blocks()]
    completed = []
    for pointer, anchor in document.index.of_type(Anchor):
        before, after = random.choice((0, 3, 20)), random.choice((0, 3, 20))
        text = document.block(anchor.block).text
        prefix = text[max(0, anchor.start - before) : anchor.start]
        suffix = text[anchor.end : anchor.end + after]
        words = prefix + anchor.exact + suffix
        places = sum(text.startswith(words, n) for text in texts for n in range(len(text)))
        if places == 1 and random.random() < 0.7:
            completed.append(pointer)
            quote = at(raw, pointer)
            for field in ("type", "block", "start", "end"):
                if field in ("start", "end") or random.random() < 0.7:
                    del quote[field]
            quote.update(prefix=prefix, suffix=suffix)
    formatted = archive.format(as_bytes(raw))
    assert raw_of(formatted.document) == expected
    assert sorted(short(formatted.findings)) == sorted(("anchor-completed", p) for p in completed)
    assert archive.format(formatted.data).data == formatted.data


def test_a_note_says_where_the_words_stand():
    raw = raw_of(samples.text_only("One two.", "Three."))
    raw["annotations"] = [
        {"type": "comment", "id": "c", "text": "x", "anchors": [{"exact": "two"}]}
    ]
    [finding] = archive.format(as_bytes(raw)).findings
    assert finding.severity is Severity.NOTE
    assert finding.message == "'two' is in p-1 at 4 to 7"


# --- ids ---


def nameable(document: Document) -> list[str]:
    """Pointers of the parts with an id to which nothing refers."""
    referred = {reference.id for reference in document.index.references}
    return [
        pointer
        for pointer, part in document.index.parts
        if pointer and "id" in type(part).model_fields and part.id not in referred  # type: ignore[attr-defined]
    ]


def without_ids(document: Document, random: Random) -> tuple[dict[str, Any], list[str]]:
    """A raw record without some ids, and where they are missing."""
    raw = raw_of(document)
    pointers = [pointer for pointer in nameable(document) if random.random() < 0.6]
    for pointer in pointers:
        del at(raw, pointer)["id"]
    return raw, pointers


def made_ids(raw: dict[str, Any]) -> dict[str, str]:
    """The ids that are made for a raw record, by pointer."""
    formatted = archive.format(as_bytes(raw))
    pointers = [f.location.pointer or "" for f in formatted.findings if f.code == "id-made"]
    result = raw_of(formatted.document)
    return {pointer.removesuffix("/id"): at(result, pointer) for pointer in pointers}


@pytest.mark.slow
@given(documents(), RANDOMS)
def test_missing_ids_are_made_and_written_ones_stay(document: Document, random: Random):
    raw, pointers = without_ids(document, random)
    formatted = archive.format(as_bytes(raw))
    result = raw_of(formatted.document)
    made = {pointer: at(result, pointer).pop("id") for pointer in pointers}
    assert result == raw
    assert sorted(short(formatted.findings)) == sorted(("id-made", f"{p}/id") for p in pointers)
    assert len(set(made.values())) == len(made)
    assert not set(made.values()) & set(strings(raw))
    again = archive.format(formatted.data)
    assert again.data == formatted.data
    assert not again.changed
    assert not again.findings


def strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


EXTRA: dict[str, dict[str, Any]] = {
    "agents": {"name": "Zymurgist"},
    "sections": {"blocks": [{"type": "paragraph", "text": "Zymurgy ferments."}]},
    "entities": {"type": "person", "names": [{"text": "Zymurgist"}]},
    "works": {"type": "book", "title": "Zymurgy"},
    "sources": {"as_named": "a zymurgist"},
    "claims": {
        "anchors": [
            {
                "type": "orphan",
                "block": "gone",
                "start": 0,
                "end": 1,
                "exact": "z",
                "reason": "It is gone.",
            }
        ],
        "restatement": "Zymurgy ferments.",
        "kind": "descriptive",
    },
    "annotations": {"type": "comment", "text": "Zymurgy!"},
}


@pytest.mark.slow
@given(documents(), RANDOMS, st.sampled_from(sorted(EXTRA)))
def test_a_part_that_is_added_before_the_others_changes_no_id_that_is_made(
    document: Document, random: Random, collection: str
):
    raw, _ = without_ids(document, random)
    before = {id for _, id in sorted(made_ids(raw).items())}
    raw[collection] = [EXTRA[collection], *raw.get(collection, [])]
    after = set(made_ids(raw).values())
    assert before <= after
    assert len(after - before) == (2 if collection == "sections" else 1)


def by_content(raw: dict[str, Any]) -> dict[str, list[str]]:
    """The ids that are made, by what the part holds: only the same content may change places.

    The revision of a part says who made it and when, and is none of its content.
    """
    found: dict[str, list[str]] = {}
    for pointer, id in made_ids(raw).items():
        held = {name: value for name, value in at(raw, pointer).items() if name != "revision"}
        content = plain.dumps(held, sort_keys=True)
        found[content] = sorted([*found.get(content, []), id])
    return found


def with_id() -> set[type[Model]]:
    # Other tests make classes too, and those live until they are collected.
    ours = {cls for cls in every_model() if cls.__module__.startswith("archive.")}
    return {
        cls
        for cls in ours
        if (field := cls.model_fields.get("id"))
        and field.is_required()
        and ours.isdisjoint(cls.__subclasses__())
        and not cls.__name__.startswith("_")
    } - {Document}


_KINDS = {
    cls: id_from(cls) for cls in classes_within(Document) if has_id(cls) and cls is not Document
}


def test_every_model_with_an_id_has_a_prefix_of_its_own():
    assert set(_KINDS) == with_id()
    prefixes = [kind.prefix for kind in _KINDS.values()]
    assert len(set(prefixes)) == len(prefixes)
    assert all(prefix.isalpha() and prefix.islower() for prefix in prefixes)


def test_the_words_of_a_part_stand_in_fields_that_it_has():
    for cls, kind in _KINDS.items():
        for path in kind.paths:
            assert path.split(".")[0] in cls.model_fields, (cls, path)


def blocks(*texts: str) -> dict[str, Any]:
    return {
        "schema_version": "1.0",
        "id": "r",
        "sections": [
            {"id": "s", "blocks": [{"type": "paragraph", "text": text} for text in texts]}
        ],
    }


def ids_of_blocks(*texts: str) -> list[str]:
    return list(made_ids(blocks(*texts)).values())


MADE = re.compile(r"(?P<start>[a-z]+(?:-[a-z0-9]{1,20}){0,2})-(?P<digest>[0-9a-f]{11})(?:-[0-9]+)?")
"""A made id: the prefix of its kind with at most two words, and its digest."""


def start_of(id: str) -> str:
    """The prefix and the words of a made id."""
    made = MADE.fullmatch(id)
    assert made, id
    return made["start"]


@each_case(
    ("text", "start"),
    [
        ("The ferry is late.", "p-the-ferry"),
        ("Late.", "p-late"),
        ("“It’s” the ferryman's—late!", "p-its-the"),
        ("L’été à Łódź, København & Straße", "p-lete-a"),
        ("Łódź, København & Straße", "p-lodz-kobenhavn"),
        ("e\u0301tude", "p-etude"),
        ("İstanbul ﬁn 𝔄𝔟 ½", "p-istanbul-fin"),
        ("co\u00adoperate\u200b", "p-cooperate"),
        ("The Greek ἀλήθεια means truth.", "p-the-greek"),
        ("ἀλήθεια means truth.", "p-means-truth"),
        ("الحقيقة هي الهدف", "p"),
        ("北京在2015年。", "p"),
        ("सत्य की जीत", "p"),
        ("الحقيقة 2015", "p"),
        ("UN: الحقيقة هي الهدف", "p"),
        ("2015", "p-2015"),
        ("***", "p"),
        ("👍🏽", "p"),
        ("x" * 60, f"p-{'x' * 20}"),
        (f"{'x' * 60} {'y' * 60}", f"p-{'x' * 20}"),
        (f"{'x' * 30} {'y' * 30}", f"p-{'x' * 20}-{'y' * 20}"),
    ],
)
def test_the_id_of_a_block_begins_with_its_first_two_words(text: str, start: str):
    assert [start_of(id) for id in ids_of_blocks(text)] == [start]


ANCHOR = {"exact": "Late again,"}
EVERY_KIND: dict[str, Any] = {
    "schema_version": "1.0",
    "id": "r",
    "captures": [
        {
            "file": "received/Letter 1.txt",
            "media_type": "text/plain",
            "size_bytes": 0,
            "sha256": "0" * 64,
        }
    ],
    "agents": [{"name": "A. N. Editor"}],
    "sections": [
        {
            "blocks": [
                {"type": "heading", "text": "Late"},
                {"type": "paragraph", "text": "Late again, and nobody says a word."},
                {"type": "code", "text": "ferry.wait(1)"},
                {"type": "furniture", "text": "Share this"},
                {"type": "verse", "lines": [{"text": "A word"}, {"text": "is dead"}]},
                {
                    "type": "quotation",
                    "blocks": [{"type": "paragraph", "text": "Some say."}],
                    "credit": {"text": "Emily"},
                },
                {
                    "type": "list",
                    "items": [
                        {"text": "boats", "lists": [{"type": "list", "items": [{"text": "oars"}]}]}
                    ],
                },
                {
                    "type": "table",
                    "caption": {"text": "Delays"},
                    "rows": [{"cells": [{"text": "Monday"}]}],
                },
                {"type": "figure", "image": {"file": "img/pier.jpg"}},
                {"type": "note", "blocks": [{"type": "paragraph", "text": "So he wrote."}]},
            ]
        },
        {"sections": [{"blocks": [{"type": "paragraph", "text": "Yours,"}]}]},
    ],
    "entities": [
        {"type": "person", "names": [{"text": "Åsa Øst"}, {"text": "Å. Ø."}]},
        {"type": "organisation", "names": [{"text": "The Council"}]},
        {"type": "group", "description": "those who wait"},
        {"type": "place", "names": [{"text": "Pier 3"}]},
        {"type": "event", "names": [{"text": "the delay"}]},
        {"type": "person", "id": "per-x", "names": [{"text": "X"}]},
    ],
    "works": [
        {
            "type": "report",
            "title": "On Ferries",
            "copies": [{"address": "https://www.example.org/ferries.pdf"}],
        },
        {"type": "report", "author": [{"family": "Øst", "given": "Åsa"}]},
    ],
    "sources": [{"as_named": "the harbour master"}, {"id": "src-x", "as_named": "X"}],
    "claims": [
        {"anchors": [ANCHOR], "restatement": "The ferry is late.", "kind": "descriptive"},
        {"id": "c-x", "anchors": [ANCHOR], "restatement": "X.", "kind": "descriptive"},
    ],
    "annotations": [
        {"type": "mention", "anchors": [{"exact": "nobody"}], "refers_to": "per-x"},
        {"type": "date", "anchors": [{"exact": "again"}], "date": "2015"},
        {"type": "correction", "anchors": [{"exact": "says"}], "corrected": "said"},
        {"type": "citation", "anchors": [{"exact": "a word."}], "cites": "src-x"},
        {"type": "tag", "anchors": [ANCHOR], "tag": "delay"},
        {"type": "comment", "text": "It was not."},
    ],
    "assessments": [{"claim": "c-x", "verdict": "doubt", "reasoning": "Nobody looked."}],
    "relations": [{"subject": "c-x", "predicate": "citesAsEvidence", "object": "src-x"}],
    "revisions": [{"summary": "Read again.", "at": "2026-11-24T09:00:00Z"}],
}
STARTS_OF_EVERY_KIND = {
    "/captures/0": "cap-letter-1",
    "/agents/0": "agent-a-n",
    "/sections/0": "sec-late",
    "/sections/0/blocks/0": "h-late",
    "/sections/0/blocks/1": "p-late-again",
    "/sections/0/blocks/2": "code-ferry-wait",
    "/sections/0/blocks/3": "f-share-this",
    "/sections/0/blocks/4": "v-a-word",
    "/sections/0/blocks/4/lines/0": "line-a-word",
    "/sections/0/blocks/4/lines/1": "line-is-dead",
    "/sections/0/blocks/5": "q-some-say",
    "/sections/0/blocks/5/blocks/0": "p-some-say",
    "/sections/0/blocks/5/credit": "caption-emily",
    "/sections/0/blocks/6": "l-boats",
    "/sections/0/blocks/6/items/0": "item-boats",
    "/sections/0/blocks/6/items/0/lists/0": "l-oars",
    "/sections/0/blocks/6/items/0/lists/0/items/0": "item-oars",
    "/sections/0/blocks/7": "t-delays",
    "/sections/0/blocks/7/caption": "caption-delays",
    "/sections/0/blocks/7/rows/0/cells/0": "cell-monday",
    "/sections/0/blocks/8": "fig-pier",
    "/sections/0/blocks/9": "n-so-he",
    "/sections/0/blocks/9/blocks/0": "p-so-he",
    "/sections/1": "sec-yours",
    "/sections/1/sections/0": "sec-yours",
    "/sections/1/sections/0/blocks/0": "p-yours",
    "/entities/0": "per-asa-ost",
    "/entities/1": "org-the-council",
    "/entities/2": "grp-those-who",
    "/entities/3": "pl-pier-3",
    "/entities/4": "ev-the-delay",
    "/works/0": "w-on-ferries",
    "/works/0/copies/0": "copy-example-org",
    "/works/1": "w-ost",
    "/sources/0": "src-the-harbour",
    "/claims/0": "c-the-ferry",
    "/annotations/0": "m-nobody",
    "/annotations/1": "d-again",
    "/annotations/2": "cor-says",
    "/annotations/3": "cit-a-word",
    "/annotations/4": "tag-delay",
    "/annotations/5": "com-it-was",
    "/assessments/0": "as-doubt",
    "/relations/0": "rel-cites-as",
    "/revisions/0": "rev-read-again",
}


def test_every_kind_of_part_gets_an_id_that_begins_with_its_kind_and_words():
    starts = {pointer: start_of(id) for pointer, id in made_ids(EVERY_KIND).items()}
    assert starts == STARTS_OF_EVERY_KIND
    assert {start.partition("-")[0] for start in starts.values()} == {
        kind.prefix for kind in _KINDS.values()
    }


@pytest.mark.slow
@given(documents(), RANDOMS)
def test_no_made_id_has_three_words_of_the_text_in_a_row(document: Document, random: Random):
    raw, _ = without_ids(document, random)
    for id in made_ids(raw).values():
        assert MADE.fullmatch(id), id
    words = [
        word
        for text in strings({**raw, "id": ""})
        for word in [*words_for_ids(text), "\n"]  # no run reaches from one string into the next
    ]
    runs = set(zip(words, words[1:], words[2:], strict=False))
    for id in made_ids(raw).values():
        words = id.split("-")
        assert not runs & set(zip(words, words[1:], words[2:], strict=False)), id


def shuffled_parts(value: Any, random: Random) -> Any:
    """A raw record whose fields stand in another order, and its parts too but for the text."""
    raw = shuffled(value, random)
    for name in ("captures", "agents", "entities", "works", "sources", "claims", "annotations"):
        random.shuffle(raw.get(name, []))
    return raw


@pytest.mark.slow
@given(documents(), RANDOMS)
def test_two_people_who_format_the_same_parts_make_the_same_ids(document: Document, random: Random):
    raw, _ = without_ids(document, random)
    assert by_content(shuffled_parts(raw, random)) == by_content(raw)


def test_two_branches_with_other_parts_beside_it_make_the_same_id():
    ferry = {"anchors": [{"exact": "ferry"}], "restatement": "It is late.", "kind": "descriptive"}
    base = blocks("The ferry is late.")
    one = base | {"claims": [ferry]}
    other = base | {"claims": [ferry | {"kind": "causal"}, ferry, ferry | {"about": []}]}
    other["sections"] = [{"blocks": [{"type": "heading", "text": "The pier"}]}, *base["sections"]]
    assert made_ids(one)["/claims/0"] == made_ids(other)["/claims/1"]
    block = made_ids(one)["/sections/0/blocks/0"]
    assert made_ids(other)["/sections/1/blocks/0"] == block


def test_words_without_a_place_make_the_same_id_as_their_anchor():
    place = {"type": "anchor", "block": "p-1", "start": 4, "end": 9, "exact": "ferry"}
    quotes = ({"exact": "ferry"}, {"exact": "ferry", "prefix": "The "}, place)
    ids = set()
    for quote in quotes:
        raw = claims("Late.")
        raw["claims"][0]["anchors"] = [quote]
        ids |= {*made_ids(raw).values()}
    assert len(ids) == 1


def test_who_made_a_part_and_when_does_not_matter_to_its_id():
    raw = claims("Late.", "Late.")
    raw["revisions"] = [{"id": "r-1", "at": "2026-11-24T09:00:00Z"}]
    raw["claims"][1]["revision"] = "r-1"
    first, second = made_ids(raw).values()
    assert second == f"{first}-2"


def test_a_digest_distinguishes_the_parts_of_a_large_record():
    """The birthday bound: of n values out of d, two are the same with a chance below n²/2d."""
    made = MADE.fullmatch(*ids_of_blocks("***"))
    assert made
    assert 100_000**2 / 2 / 16 ** len(made["digest"]) < 1 / 1000


def test_parts_with_the_same_digest_are_numbered_in_an_order_that_is_not_that_of_the_record(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("archive.formats.id_generation.DIGITS", 0)
    texts = ["Late A.", "Late A", "Late: A", "Late, A"]
    ids = dict(zip(texts, ids_of_blocks(*texts), strict=True))
    assert sorted(ids.values()) == ["p-late-a-", "p-late-a--2", "p-late-a--3", "p-late-a--4"]
    assert dict(zip(texts[::-1], ids_of_blocks(*texts[::-1]), strict=True)) == ids


def test_blank_text_names_nothing():
    raw = blocks(" ", "Late.")
    del raw["sections"][0]["id"]
    assert start_of(made_ids(raw)["/sections/0"]) == "sec-late"


def test_parts_without_any_words_have_a_digest_of_their_content():
    raw = blocks()
    raw["sections"] = [{"id": "s", "blocks": [{"type": "figure"}, {"type": "figure"}]}]
    first, second = made_ids(raw).values()
    assert start_of(first) == "fig"
    assert second == f"{first}-2"


# --- ids that would be the same ---


def claims(*restatements: str, **fields: Any) -> dict[str, Any]:
    raw = raw_of(samples.text_only("The ferry is late."))
    raw["claims"] = [
        {"anchors": [{"exact": "ferry"}], "restatement": restatement, "kind": "descriptive"}
        for restatement in restatements
    ]
    return raw | fields


def ids_of_claims(*restatements: str, **fields: Any) -> list[str]:
    return list(made_ids(claims(*restatements, **fields)).values())


def test_only_parts_with_the_same_content_are_numbered():
    stars, late, *more = ids_of_blocks("***", "Late.", "***", "***", "Late!")
    assert more[:2] == [f"{stars}-2", f"{stars}-3"]
    assert start_of(more[2]) == start_of(late)
    assert more[2] != late


[LATE] = ids_of_claims("Late.")


@pytest.mark.parametrize(
    "fields",
    [
        {"id": LATE},
        {"agents": [{"id": LATE, "name": "A"}]},
        {"extensions": {"https://example.org/": {"about": LATE}}},
        {
            "annotations": [
                {
                    "id": "c",
                    "type": "comment",
                    "text": "x",
                    "anchors": [
                        {
                            "type": "orphan",
                            "block": LATE,
                            "start": 0,
                            "end": 1,
                            "exact": "x",
                            "reason": "x",
                        }
                    ],
                }
            ]
        },
    ],
)
def test_no_id_is_made_that_stands_in_the_record_already(fields: dict[str, Any]):
    assert ids_of_claims("Late.", **fields) == [f"{LATE}-2"]


def test_an_id_lasts_when_the_words_change_and_when_others_come():
    first = archive.format(as_bytes(claims("The ferry sleeps."))).document
    raw = raw_of(first)
    raw["claims"][0]["restatement"] = "The ferry slept."
    raw["claims"].insert(0, dict(raw["claims"][0], restatement="The ferry sleeps."))
    del raw["claims"][0]["id"]
    [id] = (claim.id for claim in first.claims)
    assert [claim.id for claim in archive.format(as_bytes(raw)).document.claims] == [f"{id}-2", id]


@each_case("id", [None, "", 1, "no id", []])
def test_an_id_that_is_wrong_is_an_error_and_is_not_replaced(id: Any):
    raw = claims("Late.")
    raw["claims"][0]["id"] = id
    assert [f.location.pointer for f in problems(raw)] == ["/claims/0/id"]


def test_the_record_itself_gets_no_id():
    raw = blocks("Late.")
    del raw["id"]
    assert short(problems(raw)) == [("missing-field", "/id")]


# --- what cannot be made whole ---


def with_quotes(*quotes: dict[str, Any], texts: tuple[str, ...]) -> dict[str, Any]:
    raw = raw_of(samples.text_only(*texts))
    raw["annotations"] = [{"type": "comment", "id": "c", "text": "x", "anchors": list(quotes)}]
    return raw


def test_words_that_stand_in_several_places_are_shown_with_the_words_round_them():
    text = "The ferry is late again. It is always late in autumn, when the wind blows."
    [finding] = problems(with_quotes({"exact": "late"}, texts=(text, "late")))
    assert finding.code == "words-ambiguous"
    assert finding.location.line
    assert finding.hint == (
        'give more words, or "block", "prefix" or "suffix", until only one place fits: '
        "p-1 at 13: 'The ferry is late again. It is always …'; "
        "p-1 at 38: '… again. It is always late in autumn, when the …'; "
        "p-2 at 0: 'late'"
    )


def test_long_words_are_shown_by_their_ends():
    long = " ".join(["word"] * 60)
    [finding] = problems(with_quotes({"exact": long}, texts=(f"a {long} b", long)))
    assert finding.hint
    assert finding.hint.endswith(
        "p-1 at 2: 'a word word word word … word word word word b'; "
        "p-2 at 0: 'word word word word … word word word word'"
    )


@each_case(
    ("words", "hint"),
    [
        (
            "the fery was late again",
            (
                "p-2 at 10: 'On Monday the ferry was late again, and nobody said …'? "
                "They differ at 7: the text has 'the ferry was late again,…', not 'the fery was late again'"
            ),
        ),
        (
            "The Ferry Was Late Again",
            (
                "p-2 at 10: 'On Monday the ferry was late again, and nobody said …'? "
                "They differ at 0: the text has 'the ferry was late…', not 'The Ferry Was Late…'"
            ),
        ),
        (
            '"It\'s so"',
            (
                "p-1 at 10: 'He wrote: “It’s so”. He left.'? "
                "They differ at 0: the text has '“It’s so”. He left…' (U+201C), not '\"It\\'s so\"' (U+0022)"
            ),
        ),
        (
            "Nothing happens there",
            (
                "p-3 at 0: 'Nothing happened here.'? "
                "They differ at 14: the text has '…thing happened here.', not '…thing happens there'"
            ),
        ),
    ],
)
def test_words_that_stand_nowhere_are_reported_with_those_that_come_nearest(words: str, hint: str):
    texts = (
        "He wrote: “It’s so”. He left.",
        "On Monday the ferry was late again, and nobody said why.",
        "Nothing happened here.",
    )
    [finding] = problems(with_quotes({"exact": words}, texts=texts))
    assert finding.code == "words-not-found"
    assert finding.hint == f"did you mean {hint}"


@each_case("beside", [{"block": "p-1"}, {"prefix": "x"}, {"block": "nowhere"}])
def test_words_that_stand_elsewhere_than_is_said_are_reported_with_their_places(
    beside: dict[str, str],
):
    quote = {"exact": "The ferry", **beside}
    [finding] = problems(with_quotes(quote, texts=("Late.", "So. The ferry is late.")))
    assert finding.hint == "it occurs in p-2 at 4: 'So. The ferry is late.'"


def test_words_like_none_in_the_text_are_reported_without_a_guess():
    for texts in (("The ferry is late.",), ("",), ()):
        [finding] = problems(with_quotes({"exact": "Zymurgy"}, texts=texts))
        assert (finding.code, finding.hint) == ("words-not-found", None)


@pytest.mark.slow
@given(documents(), st.text(min_size=1))
def test_a_guess_can_be_made_in_any_text(document: Document, words: str):
    raw = raw_of(document)
    raw["annotations"] = [
        *raw.get("annotations", []),
        {"type": "comment", "id": "odd", "text": "x", "anchors": [{"exact": f"{words}\0"}]},
    ]
    assert problems(as_bytes(raw))[0].code == "words-not-found"


def test_words_never_reach_from_one_block_into_the_next():
    for quote in ({"exact": "two.\0Three"}, {"exact": "two.", "suffix": "\0"}):
        found = problems(with_quotes(quote, texts=("One two.", "Three.")))
        assert found[0].code == "words-not-found"


def test_the_nearest_words_are_looked_for_only_for_the_first_quotes():
    misspelt = [{"exact": "The fery is late"}] * 110
    found = problems(with_quotes(*misspelt, texts=("The ferry is late.",)))
    assert [finding.hint is not None for finding in found] == [True] * 100 + [False] * 10


def test_an_anchor_whose_text_has_changed_is_not_moved():
    raw = raw_of(samples.small())
    raw["sections"][0]["blocks"][1]["text"] = f"So. {samples.SENTENCE}"
    del raw["sections"][0]["blocks"][1]["origin"]
    found = problems(raw)
    assert {finding.code for finding in found} == {"anchor-words-differ"}
    assert found[0].hint == "these words occur in p-1 at 30"


def test_every_problem_is_reported_at_once():
    raw = claims("Late.", "Later.")
    raw["claims"][0]["anchors"] = [{"exact": "Zymurgy"}, {"exact": "e"}]
    raw["claims"][0]["about"] = ["nobody"]
    raw["claims"][1]["revision"] = "nobody"
    assert short(problems(raw)) == [
        ("words-not-found", "/claims/0/anchors/0"),
        ("words-ambiguous", "/claims/0/anchors/1"),
        ("dangling-reference", "/claims/0/about/0"),
        ("dangling-reference", "/claims/1/revision"),
    ]
    raw["claims"][1]["mood"] = "glum"
    del raw["claims"][1]["kind"]
    assert short(problems(raw)) == [
        ("words-not-found", "/claims/0/anchors/0"),
        ("words-ambiguous", "/claims/0/anchors/1"),
        ("dangling-reference", "/claims/0/about/0"),
        ("missing-field", "/claims/1/kind"),
        ("dangling-reference", "/claims/1/revision"),
        ("unknown-field", "/claims/1/mood"),
    ]


def test_no_more_is_filtered_out_than_is_about_the_quote():
    anchors = [{"exact": "ferry"}, {"exact": "Zymurgy"}, *[{"exact": "ferry"}] * 8, {"start": 0}]
    raw = claims("Late.")
    raw["claims"][0]["anchors"] = anchors
    assert short(problems(raw)) == [
        ("words-not-found", "/claims/0/anchors/1"),
        ("missing-field", "/claims/0/anchors/10/type"),
    ]


def test_a_record_that_does_not_say_its_version_is_refused_with_the_line_to_add():
    raw = blocks("Late.")
    del raw["schema_version"]
    [finding] = problems(raw)
    assert finding.hint == f'add "schema_version": "{SCHEMA_VERSION}"'


def test_keys_that_stand_twice_are_refused_with_all_else_that_is_wrong():
    data = b'{"schema_version": "1.0", "id": "r", "id": "s", "claims": [{}]}'
    codes = [finding.code for finding in problems(data)]
    assert codes == ["duplicate-key", *["missing-field"] * 3]


def test_a_newer_record_is_refused_since_something_could_be_lost():
    with pytest.raises(WriteError, match=r"1\.9"):
        archive.format(b'{"schema_version": "1.9", "id": "r"}')


def test_tei_is_not_formatted():
    with pytest.raises(WriteError, match="archive write"):
        archive.format(archive.write(samples.small(), "tei").data)


BROKEN_FILES = sorted((ROOT / "tests" / "broken" / "json").glob("*.json"))


@pytest.mark.slow
@each_case("path", BROKEN_FILES, ids=lambda path: path.stem)
def test_what_a_reader_refuses_is_refused_with_the_same_findings_but_for_missing_ids(path: Path):
    data = path.read_bytes()
    try:
        expected = archive.read(data, "json").findings
    except (ReadError, InvalidDocument) as refused:
        expected = refused.findings
    try:
        found = archive.format(data).findings
    except (ReadError, InvalidDocument) as refused:
        found = refused.findings
    except WriteError:
        found = expected
        assert "newer-schema-version" in [finding.code for finding in expected]
    assert [(f.code, f.location) for f in found] == [
        (f.code, f.location)
        for f in expected
        if f.code != "missing-field" or not re.search("/[0-9]+/id$", f.location.pointer or "")
    ]


@each_case(
    "raw",
    [
        {"sections": {"blocks": 1}, "claims": "x", "entities": [1, None, []]},
        {"sections": [{"blocks": [{"type": "chapter"}, {"type": []}, {}, 1]}]},
        {"sections": [{"blocks": [{"type": "paragraph"}, {"type": "paragraph", "text": 1}]}]},
        {"annotations": [{"type": "mention", "anchors": {"exact": 1}}, {"type": "tag"}]},
        {"annotations": [{"type": "tag", "anchors": [{"exact": "a", "block": [], "end": "1"}]}]},
        {"works": [{"title": {"a": ["b"]}, "copies": {}}], "captures": [{"file": 1}]},
        {"relations": [{"subject": [], "predicate": None, "object": {}}], "agents": None},
    ],
)
def test_values_of_wrong_types_are_reported_and_trip_nothing(raw: dict[str, Any]):
    assert problems({"schema_version": "1.0", "id": "r", **raw})


def test_words_are_looked_for_once_however_many_blocks_and_quotes_there_are(
    monkeypatch: pytest.MonkeyPatch,
):
    searched = []
    search = joined_blocks.occurrences

    def counted(words: Iterable[str], text: str, most: int) -> Mapping[str, Sequence[int]]:
        searched.append(sorted(words))
        return search(searched[-1], text, most)

    monkeypatch.setattr(joined_blocks, "occurrences", counted)
    raw = blocks(*(f"Line {n:03} of many." for n in range(300)))
    raw["claims"] = [
        {"anchors": [{"exact": f"{n:03} of"}], "restatement": "x", "kind": "descriptive"}
        for n in range(300)
        for _ in range(2)
    ]
    document = archive.format(as_bytes(raw)).document
    assert [claim.anchors[0].start for claim in document.claims] == [5] * 600
    assert [document.block(claim.anchors[0].block).text for claim in document.claims] == [
        f"Line {n:03} of many." for n in range(300) for _ in range(2)
    ]
    assert searched == [[f"{n:03} of" for n in range(300)]]


# --- the command ---


def run(*arguments: object, **options: Any) -> Result:
    return runner().invoke(main, ["format", *map(str, arguments)], **options)


CANONICAL = archive.write(samples.small(), "json").data
BY_HAND = as_bytes(claims("Late.", "Later."))
BROKEN = as_bytes(blocks("Late.") | {"mood": "glum"})


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A folder of three records: canonical, written by hand, and broken."""
    for name, data in (("a", CANONICAL), ("b", BY_HAND), ("c", BROKEN)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "document.json").write_bytes(data)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but manifests, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_a_record_is_formatted_in_its_place_and_only_once(records: Path):
    path = records / "b" / "document.json"
    result = run(path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"formatted {path} (ids made: 2, anchors completed: 2)\n"
    assert path.read_bytes() == archive.format(BY_HAND).data
    again = run(path)
    assert (again.exit_code, again.output) == (0, "")


def test_a_record_of_which_only_the_form_changes_is_told_by_its_name(tmp_path: Path):
    path = tmp_path / "a.json"
    path.write_bytes(CANONICAL.replace(b"\n", b"\r\n"))
    assert run(path).stderr == f"formatted {path}\n"
    assert path.read_bytes() == CANONICAL


def test_a_canonical_record_is_not_written(records: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise AssertionError("written")

    monkeypatch.setattr("archive.files.folder.write_listed", fail)
    result = run(records / "a")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 record: 1 unchanged\n"
    assert run(records / "b").exit_code == 2


def test_a_broken_record_is_left_and_the_others_are_formatted(records: Path):
    result = run(records)
    assert (result.exit_code, result.stdout) == (1, "")
    formatted, broken, summary = result.stderr.splitlines()
    assert formatted.startswith(f"formatted {records / 'b' / 'document.json'} ")
    assert broken.startswith(f"{records / 'c' / 'document.json'}:1:")
    assert "error[unknown-field]" in broken
    assert summary == "3 records: 1 formatted, 1 unchanged, 1 not formatted"
    assert contents(records) == {
        "a/document.json": CANONICAL,
        "b/document.json": archive.format(BY_HAND).data,
        "c/document.json": BROKEN,
    }


def test_a_check_writes_nothing_and_ends_with_1_if_something_would_change(records: Path):
    before = contents(records)
    result = run("--check", records / "a", records / "b")
    path = records / "b" / "document.json"
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"would format {path} (ids made: 2, anchors completed: 2)",
        "2 records: 1 would be formatted, 1 unchanged",
    ]
    assert contents(records) == before
    result = run("--check", records / "a")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 record: 1 unchanged\n"
    assert run("--check", records / "c").exit_code == 1


@pytest.mark.parametrize("source", [CANONICAL, BY_HAND])
def test_standard_input_is_formatted_to_standard_output(source: bytes):
    result = run("-", input=source)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == archive.format(source).data


def test_standard_input_is_checked_without_output():
    assert run("-", "--check", input=CANONICAL).exit_code == 0
    result = run("-", "--check", input=BY_HAND)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("would format - ")


def test_a_broken_record_on_standard_input_gives_no_output():
    result = run("-", input=BROKEN)
    assert (result.exit_code, result.stdout_bytes) == (1, b"")
    assert result.stderr.startswith("-:1:")


def test_nothing_is_written_half(records: Path, monkeypatch: pytest.MonkeyPatch):
    before = contents(records)

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    result = run(records / "a", records / "b")
    assert result.exit_code == 2
    path = records / "b" / "document.json"
    assert result.stderr.splitlines()[0] == f"archive: {path}: No space left on device"
    assert contents(records) == before


def test_a_record_that_cannot_be_written_does_not_stop_the_others(records: Path):
    (records / "0").mkdir()
    first = records / "0" / "document.json"
    first.write_bytes(BY_HAND)
    first.chmod(0o444)
    result = run(records / "0", records / "b")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == f"archive: {first}: the file is read-only"
    assert first.read_bytes() == BY_HAND
    assert contents(records)["b/document.json"] == archive.format(BY_HAND).data


def test_a_read_only_record_that_is_canonical_is_no_error(records: Path):
    (records / "a" / "document.json").chmod(0o444)
    assert run(records / "a").exit_code == 0


def test_the_permissions_of_a_file_stay(records: Path):
    path = records / "b" / "document.json"
    path.chmod(0o640)
    assert run(path).exit_code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_and_what_it_leads_to_is_formatted(records: Path, tmp_path: Path):
    link = tmp_path / "link.json"
    link.symlink_to(Path("b") / "document.json")
    assert run(link).exit_code == 0
    assert link.is_symlink()
    assert contents(records)["b/document.json"] == archive.format(BY_HAND).data


def test_other_formats_are_refused_and_left(records: Path):
    tei = archive.write(samples.small(), "tei").data
    (records / "d").mkdir()
    for path in (records / "d" / "document.tei.xml", records / "a.xml"):
        path.write_bytes(tei)
        result = run(path if path.parent == records else path.parent)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"archive: {path}: only JSON records can be formatted" in result.stderr
        assert "`archive write`" in result.stderr
        assert path.read_bytes() == tei


@each_case(
    ("data", "code", "shown"),
    [
        (b"", 1, "error[not-json]: the file is empty"),
        (b"Trade fell.", 1, "error[not-json]"),
        (b'{"id": "r",}', 1, "1:12: error[not-json]"),
        (b'{"id": "r"}', 1, "error[missing-field]: /schema_version"),
        (b'{"schema_version": "1.0", "id": "r", "id": "r"}', 1, "error[duplicate-key]"),
        (b'{"schema_version": "1.9", "id": "r"}', 2, "update archive"),
        (b'{"schema_version": "2.0", "id": "r"}', 1, "error[unsupported-schema-version]"),
        ('{"id": "r"}'.encode("utf-16"), 1, "error[not-utf-8]"),
    ],
)
def test_what_cannot_be_formatted_is_reported_and_left(
    data: bytes, code: int, shown: str, tmp_path: Path
):
    path = tmp_path / "r.json"
    path.write_bytes(data)
    for options in ((), ("--check",)):
        result = run(path, *options)
        assert (result.exit_code, result.stdout) == (code, "")
        assert shown in result.stderr
        assert str(path) in result.stderr
        assert path.read_bytes() == data


def test_a_path_that_is_not_there_is_reported_and_the_others_are_formatted(records: Path):
    result = run(records / "none", records / "b")
    assert result.exit_code == 2
    assert f"{records / 'none'}: error[no-such-file]" in result.stderr
    assert contents(records)["b/document.json"] == archive.format(BY_HAND).data


def test_records_are_found_at_any_depth_and_each_is_formatted_once(tmp_path: Path):
    paths = [tmp_path / "2026" / "b", tmp_path / "2026" / "autumn" / "c"]
    for path in paths:
        path.mkdir(parents=True)
        (path / "document.json").write_bytes(BY_HAND)
    result = run(tmp_path, paths[0], paths[0] / "document.json")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1] == "2 records: 2 formatted"
    assert set(contents(tmp_path).values()) == {archive.format(BY_HAND).data}


def test_a_folder_without_a_record_is_reported_and_the_others_are_formatted(records: Path):
    (records / "empty").mkdir()
    result = run(records / "empty", records / "b")
    assert result.exit_code == 2
    assert "error[no-record]: no record in" in result.stderr
    assert contents(records)["b/document.json"] == archive.format(BY_HAND).data


def test_a_closed_pipe_is_quiet(monkeypatch: pytest.MonkeyPatch):
    def closed(*_: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("archive.cli.format.write_out", closed)
    result = run("-", input=CANONICAL)
    assert (result.exit_code, result.stderr) == (141, "")


def test_what_is_formatted_cannot_steer_the_terminal(tmp_path: Path):
    path = tmp_path / "evil\x1b[31m.json"
    path.write_bytes(BY_HAND)
    result = run(path)
    assert result.exit_code == 0
    assert "\x1b" not in result.output


@pytest.mark.slow
def test_words_are_searched_for_by_likeness_only_where_they_stand_nowhere():
    code = (
        "import archive, sys; archive.format(sys.stdin.buffer.read()); "
        "print('rapidfuzz' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=BY_HAND, capture_output=True, check=True
    )
    assert done.stdout.strip() == b"False"


def test_a_default_that_is_written_out_changes_no_id() -> None:
    def made(**fields: Any) -> str:
        raw = {"schema_version": SCHEMA_VERSION, "id": "r", "agents": [{"name": "Ada", **fields}]}
        return plain.loads(archive.format(plain.dumps(raw).encode()).data)["agents"][0]["id"]

    assert made() == made(type="person", role="annotator", identifiers=[])
    assert made() != made(type="software")
