"""What changed between two records: told in full, exactly undone and done again, and read by people."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import archive
from archive import (
    Agent,
    ArchivedCopy,
    Assessment,
    Attribution,
    Capture,
    Cell,
    Change,
    Claim,
    Comment,
    Diff,
    DiffDoesNotApply,
    Document,
    EntityName,
    Evidence,
    Figure,
    InvalidDocument,
    Locator,
    Metadata,
    Name,
    Operation,
    Organisation,
    Orphan,
    ReadError,
    Relation,
    Revision,
    Rights,
    RightsLayers,
    Row,
    Section,
    Source,
    Table,
    Tag,
    Title,
    Withdrawal,
    Work,
    diff,
)
from archive.formats import json as json_format
from archive.model.claims import ClaimTime
from archive.revision.diff.differences import GROUPS, KINDS, QUIET, Group, Kind
from archive.revision.diff.reading import read
from archive.view.changes import changes_page, file_page
from archive.view.terminal import width_of
from tests.conftest import ROOT, skip_or_fail
from tests.runner import run
from tests.samples import assessed, small, text_only
from tests.strategies import documents, json_values
from tests.tools.edited.cases import Case, cases

# --- pairs of records ---


def canonical(document: Document) -> bytes:
    """What a file of the record holds, also where it follows a newer schema."""
    return json_format.canonical(document)


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value in a JSON value."""
    stack = [(value, way)]
    while stack:
        value, way = stack.pop()
        yield way
        if isinstance(value, dict):
            stack.extend((inner, (*way, key)) for key, inner in value.items())
        elif isinstance(value, list):
            stack.extend((inner, (*way, n)) for n, inner in enumerate(value))


def at(value: Any, way: tuple[Any, ...]) -> Any:
    for key in way:
        value = value[key]
    return value


def varied(document: Document, random: Random, most: int = 4) -> Document:
    """A record with some things in it changed at random, as far as it stays a valid one."""
    wanted = random.randint(1, most)
    tree = json.loads(canonical(document))
    for _ in range(wanted * 4):
        changed = deepcopy(tree)
        random.choice(_MUTATIONS)(changed, random)
        if changed == tree and str(changed) == str(tree):
            continue
        try:
            document = Document.model_validate(changed)
        except InvalidDocument:
            continue
        tree, wanted = changed, wanted - 1
        if not wanted:
            break
    return document


def _ways(tree: Any, random: Random) -> list[tuple[Any, ...]]:
    """The ways to all values of one field of the record, now and then of all of them."""
    root = random.choice(list(tree))
    return list(places(tree))[1:] if random.random() < 0.1 else list(places(tree[root], (root,)))


def _pick(tree: Any, random: Random, *of: type) -> tuple[Any, ...] | None:
    found = [way for way in _ways(tree, random) if isinstance(at(tree, way), of)]
    return random.choice(found) if found else None


def _copied(tree: Any, random: Random) -> None:
    """A value takes the place of another of the same name."""
    ways = [way for way in _ways(tree, random) if isinstance(way[-1], str)]
    target = random.choice(ways)
    origin = random.choice([way for way in ways if way[-1] == target[-1]])
    at(tree, target[:-1])[target[-1]] = deepcopy(at(tree, origin))


def _remade(tree: Any, random: Random) -> None:
    """A part becomes the copy of another, perhaps of another kind, and keeps its id."""
    ways = [way for way in _ways(tree, random) if isinstance(way[-1], int)]
    ways = [way for way in ways if isinstance(at(tree, way), dict) and "id" in at(tree, way)]
    if ways:
        target = random.choice(ways)
        origin = random.choice([way for way in ways if way[-2] == target[-2]])
        kept = {"id": at(tree, target)["id"]}
        at(tree, target[:-1])[target[-1]] = {**deepcopy(at(tree, origin)), **kept}


def _taken_out(tree: Any, random: Random) -> None:
    way = random.choice(_ways(tree, random))
    del at(tree, way[:-1])[way[-1]]


def _shuffled(tree: Any, random: Random) -> None:
    if way := _pick(tree, random, list, dict):
        value = at(tree, way)
        keys = list(value) if isinstance(value, dict) else value
        random.shuffle(keys)
        if isinstance(value, dict):
            at(tree, way[:-1])[way[-1]] = {key: value[key] for key in keys}


def _moved(tree: Any, random: Random) -> None:
    """An item goes to another place, perhaps in another array of the same name."""
    ways = [way for way in _ways(tree, random) if isinstance(at(tree, way), list) and at(tree, way)]
    if ways:
        origin = random.choice(ways)
        target = random.choice([way for way in ways if way[-1] == origin[-1]])
        there = at(tree, target)
        item = at(tree, origin).pop(random.randrange(len(at(tree, origin))))
        there.insert(random.randint(0, len(there)), item)


def _retyped(tree: Any, random: Random) -> None:
    """A string has a sign more or fewer; a number is another one, or of another type."""
    if way := _pick(tree, random, str, int, float):
        value = at(tree, way)
        if isinstance(value, str):
            cut = random.randint(0, len(value))
            end = cut + random.randint(0, 1)
            other: Any = value[:cut] + random.choice(("", "x", " y", "é")) + value[end:]
        else:
            other = random.choice((value + 1, float(value), not value, -0.0, str(value)))
        at(tree, way[:-1])[way[-1]] = other


def _renamed(tree: Any, random: Random) -> None:
    """A part has another id wherever it is named."""
    ids = [way for way in _ways(tree, random) if way[-1] == "id" and isinstance(at(tree, way), str)]
    if ids:
        old, new = at(tree, random.choice(ids)), f"renamed-{random.randrange(100)}"
        for way in list(places(tree)):
            if way and at(tree, way) == old:
                at(tree, way[:-1])[way[-1]] = new


_MUTATIONS = (_copied, _remade, _taken_out, _shuffled, _moved, _retyped, _renamed)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Document, Document]:
    """Two records: of one another, or strangers."""
    old = draw(documents(newer=True))
    if draw(st.integers(0, 3)) == 0:
        return old, draw(documents(newer=True))
    return old, varied(old, Random(draw(st.integers(0, 2**32))))


# --- what holds of any two records ---


@given(pairs())
def test_applied_to_the_old_record_it_makes_the_new_one_to_the_last_byte(
    pair: tuple[Document, Document],
):
    old, new = pair
    made = diff(old, new).apply(old)
    assert made == new
    assert canonical(made) == canonical(new)


@given(pairs())
def test_it_is_empty_if_and_only_if_the_two_are_the_same(pair: tuple[Document, Document]):
    old, new = pair
    found = diff(old, new)
    same = canonical(old) == canonical(new)
    assert bool(found) is not same
    assert bool(found.changes) is not same
    assert not diff(old, old)
    assert diff(old, old).changes == ()


@given(pairs())
def test_every_exact_change_is_told_of_and_everything_told_is_an_exact_change(
    pair: tuple[Document, Document],
):
    found = diff(*pair)
    assert {n for change in found.changes for n in change.operations} == set(
        range(len(found.operations))
    )
    assert all(change.operations for change in found.changes)
    assert not found.of("other")


@given(pairs())
def test_the_pointers_of_a_change_lead_to_something_in_their_record(
    pair: tuple[Document, Document],
):
    """And at least one is there, under the field that the operations are about."""
    old, new = (document.model_dump(mode="json") for document in pair)
    found = diff(*pair)
    for change in found.changes:
        assert change.old_pointer or change.new_pointer, change
        for tree, pointer in ((old, change.old_pointer), (new, change.new_pointer)):
            if pointer is not None:
                value = resolved(tree, pointer)
                assert pointer.startswith("/extensions/") or value not in (None, [])
        roots = {(p or "").split("/")[1] for p in (change.old_pointer, change.new_pointer) if p}
        assert roots == {found.operations[n].steps[0] for n in change.operations}


def resolved(tree: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    return tree


@given(pairs())
def test_a_diff_that_was_stored_is_the_same_diff(pair: tuple[Document, Document]):
    old, new = pair
    found = diff(old, new)
    stored = Diff.from_json(found.to_json())
    assert stored == found
    assert stored.to_json() == found.to_json()
    assert canonical(stored.apply(old)) == canonical(new)
    assert pickle.loads(pickle.dumps(found)) == found


@given(pairs(), st.integers(0, 2**32))
def test_it_is_refused_by_every_record_but_the_one_it_was_made_from(
    pair: tuple[Document, Document], seed: int
):
    old, new = pair
    other = varied(old, Random(seed))
    assume(canonical(other) != canonical(old))
    with pytest.raises(DiffDoesNotApply) as caught:
        diff(old, new).apply(other)
    assert caught.value.findings[0].code == "diff-of-another-record"


@given(pairs())
def test_what_is_quiet_has_the_words_it_had(pair: tuple[Document, Document]):
    found = diff(*pair)
    for change in found.of("anchor-moved"):
        assert change.old == change.new
        old, new = (
            archive_value(document, pointer)
            for document, pointer in zip(
                pair, (change.old_pointer, change.new_pointer), strict=True
            )
        )
        assert isinstance(old, dict)
        assert old["type"] == new["type"] == "anchor"
        assert old["exact"] == new["exact"] == change.old


def archive_value(document: Document, pointer: str | None) -> Any:
    return resolved(document.model_dump(mode="json"), pointer or "")


@given(pairs(), st.integers(40, 120), st.booleans())
def test_the_page_fits_the_screen_and_nothing_in_a_record_steers_it(
    pair: tuple[Document, Document], width: int, everything: bool
):
    page = changes_page(diff(*pair), width=width, everything=everything)
    assert page.endswith("\n")
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", page
    )
    assert max(map(width_of, page.splitlines())) <= width


@given(json_values(), json_values())
def test_two_extensions_are_told_apart_to_the_last_sign(old: Any, new: Any):
    """`True`, 1 and 1.0 are equal in Python, and so are objects whose keys stand otherwise."""
    before = Document(id="x", extensions={"https://example.org/": old, "urn:b": [old, new]})
    after = Document(id="x", extensions={"urn:b": [new, old, new], "https://example.org/": new})
    assert canonical(diff(before, after).apply(before)) == canonical(after)


# --- each kind of difference ---


def base() -> Document:
    """`assessed()` with a figure, a table, words without a place, and two claims that disagree."""
    document = assessed()
    pictures = Section(
        id="s-3",
        blocks=(
            Figure(
                id="fig-1",
                caption=archive.Caption(id="cap-1", text="Trade by year"),
                rights=Rights(notice="(c) The Council"),
            ),
            Table(
                id="tbl-1",
                rows=(
                    Row(cells=(Cell(id="c-11", text="2014"), Cell(id="c-12", text="10"))),
                    Row(cells=(Cell(id="c-21", text="2015"), Cell(id="c-22", text="9"))),
                ),
            ),
        ),
    )
    blocks = tuple(block.update(origin=None) for block in document.sections[0].blocks)
    article = document.sections[0].update(blocks=blocks)
    document = document.update(sections=(article, *document.sections[1:], pictures))
    return document.add(
        Agent(id="reader", name="R. Reader"),
        Work(
            id="w-2",
            type="webpage",
            title="A page",
            copies=(ArchivedCopy(id="copy-1", address="https://example.org/copy"),),
        ),
        Claim(
            id="claim-2",
            anchors=(document.anchor("It may  recover"), document.anchor("both sides")),
            restatement="Trade may recover.",
            kind="predictive",
            commitment="hedged",
            reason="It says may.",
            history=(Change(status="modified", reason="Read again."),),
        ),
        Comment(
            id="lost",
            text="Where is it?",
            anchors=(Orphan(block="p-1", start=0, end=4, exact="Once", reason="Cut."),),
        ),
        Relation(id="rel-2", subject="claim-2", predicate="contradicts", object="claim-1"),
        Relation(
            id="rel-3",
            subject="claim-1",
            predicate="citesAsEvidence",
            object="src-council",
            evidence=Evidence(work="w-1", quoted="a fall"),
        ),
    )


def claim(id: str = "claim-1", **fields: Any) -> Callable[[Document], Document]:
    return lambda document: document.replace(document.claim(id).update(**fields))


def part(id: str, **fields: Any) -> Callable[[Document], Document]:
    return lambda document: document.replace(document.get(id).update(**fields))  # type: ignore[arg-type]


def record(**fields: Any) -> Callable[[Document], Document]:
    return lambda document: document.update(**fields)


def added(*parts: Any) -> Callable[[Document], Document]:
    return lambda document: document.add(*parts)


def removed(*ids: str) -> Callable[[Document], Document]:
    def change(document: Document) -> Document:
        for id in ids:
            document = document.remove(id)
        return document

    return change


def raw(change: Callable[[dict[str, Any]], object]) -> Callable[[Document], Document]:
    """A change made to the JSON of the record."""

    def changed(document: Document) -> Document:
        tree = json.loads(canonical(document))
        change(tree)
        return Document.model_validate(tree)

    return changed


def block(tree: dict[str, Any], id: str) -> dict[str, Any]:
    """A block of a record as JSON."""
    return next(
        at(tree, way) for way in places(tree) if way and way[-1] == "id" and at(tree, way) == id
        for way in (way[:-1],)
    )  # fmt: skip


def corrected(id: str, old: str, new: str) -> Callable[[Document], Document]:
    """The words of a block corrected; anchors after them move, anchors on them get the new words."""

    def change(tree: dict[str, Any]) -> None:
        text = block(tree, id)["text"]
        start, end = text.index(old), text.index(old) + len(old)
        text = text[:start] + new + text[end:]
        block(tree, id)["text"] = text
        block(tree, id).pop("origin", None)
        shift = len(new) - len(old)
        for way in list(places(tree)):
            here = at(tree, way)
            if isinstance(here, dict) and here.get("block") == id and here["type"] == "anchor":
                here["start"] += shift if here["start"] >= end else 0
                here["end"] += shift if here["end"] >= end else 0
                here["exact"] = text[here["start"] : here["end"]]
            elif (
                isinstance(here, dict) and way[-2:-1] == ("marks",) and way[:-2] == way_to(tree, id)
            ):
                here["start"] += shift if here["start"] >= end else 0
                here["end"] += shift if here["end"] >= end else 0

    return raw(change)


def way_to(tree: dict[str, Any], id: str) -> tuple[Any, ...]:
    return next(way[:-1] for way in places(tree) if way and way[-1] == "id" and at(tree, way) == id)


CASES: dict[str, tuple[Callable[[Document], Document], list[str]]] = {
    "the words of a block are corrected": (
        corrected("p-1", "fell", "dropped"),
        [
            "text-corrected: p-1 has other words",
            "anchor-altered: claim-1: other words, in p-1",
            "anchor-moved: d-1: moved with the text in p-1 from 58 to 61: 2015",
        ],
    ),
    "words before an anchor are corrected": (
        corrected("p-1", "According", "Due"),
        [
            "text-corrected: p-1 has other words",
            "anchor-moved: claim-1: moved with the text in p-1 from 26 to 20: trade with China fell by 10% in 2015",
            "anchor-altered: claim-1, attribution 1, cue: other words, in p-1",
            "anchor-moved: m-1: moved with the text in p-1 from 37 to 31: China",
            "anchor-moved: d-1: moved with the text in p-1 from 58 to 52: 2015",
        ],
    ),
    "words between two anchors are corrected": (
        corrected("p-2", "both sides", "both"),
        [
            "text-corrected: p-2 has other words",
            "anchor-altered: claim-2: other words, in p-2",
        ],
    ),
    "words before marked words are corrected": (
        corrected("i-1", "See", "Look at"),
        [
            "text-corrected: i-1 has other words",
            "formatting-moved: i-1: the formatting moved with the text",
        ],
    ),
    "formatted words are corrected": (
        corrected("p-2", "It", "Yes, it"),
        [
            "text-corrected: p-2 has other words",
            "formatting-changed: p-2: other formatting",
            "anchor-altered: claim-2: other words, in p-2",
            "anchor-moved: claim-2: moved with the text in p-2 from 22 to 27: both sides",
        ],
    ),
    "other words are formatted": (
        raw(lambda tree: block(tree, "p-2").update(marks=[{"type": "bold", "start": 0, "end": 2}])),
        [
            "formatting-changed: p-2: other formatting",
        ],
    ),
    "a paragraph was a heading": (
        raw(lambda tree: block(tree, "p-2").update(type="heading")),
        [
            "block-changed: p-2: type changed from paragraph to heading",
        ],
    ),
    "a block stands in another place": (
        raw(
            lambda tree: tree["sections"][0]["blocks"].append(tree["sections"][0]["blocks"].pop(0))
        ),
        [
            "block-moved: h-1 moved within s-1, now after p-2",
        ],
    ),
    "a block stands in another section": (
        raw(
            lambda tree: tree["sections"][1]["blocks"].append(tree["sections"][0]["blocks"].pop(0))
        ),
        [
            "block-moved: h-1 moved from s-1 to s-2",
        ],
    ),
    "a block is moved and corrected": (
        lambda document: raw(
            lambda tree: tree["sections"][1]["blocks"].append(tree["sections"][0]["blocks"].pop(0))
        )(corrected("h-1", "Trade", "Trade fell")(document)),
        [
            "block-moved: h-1 moved from s-1 to s-2",
            "text-corrected: h-1 has other words",
        ],
    ),
    "a block is lost to what was received": (
        raw(
            lambda tree: block(tree, "h-1").update(
                origin={"type": "text", "capture": "received", "start": 0, "end": 5}
            )
        ),
        [
            "origin-changed: h-1 stands elsewhere in what was received",
        ],
    ),
    "a section is added": (
        raw(
            lambda tree: tree["sections"].append(
                {"id": "s-9", "blocks": [{"type": "paragraph", "id": "p-9", "text": "New."}]}
            )
        ),
        [
            "section-added: s-9 added to the record",
            "block-added: p-9 added to s-9: New.",
        ],
    ),
    "a section is removed": (
        removed("s-2"),
        [
            "section-removed: s-2 removed from the record",
            "block-removed: l-1 removed from s-2: See the table / Nothing else",
        ],
    ),
    "a section is moved": (
        raw(lambda tree: tree["sections"].insert(0, tree["sections"].pop())),
        [
            "section-moved: s-3 moved within the record, now first",
        ],
    ),
    "a section becomes an appendix": (
        raw(lambda tree: tree["sections"][1].update(role="appendix")),
        [
            "section-changed: s-2: role changed from section to appendix",
        ],
    ),
    "a section has another id": (
        raw(lambda tree: tree["sections"][1].update(id="list")),
        [
            "id-changed: s-2 is called list now",
        ],
    ),
    "an item is removed": (
        raw(lambda tree: block(tree, "l-1")["items"].pop()),
        [
            "block-removed: i-2 removed from l-1: Nothing else",
        ],
    ),
    "an item moves into another list": (
        raw(
            lambda tree: tree["sections"][2]["blocks"].append(
                {"type": "list", "id": "l-2", "items": [block(tree, "l-1")["items"].pop()]}
            )
        ),
        [
            "block-moved: i-2 moved from l-1 to l-2",
            "block-added: l-2 added to s-3",
        ],
    ),
    "two rows become one": (
        raw(
            lambda tree: block(tree, "tbl-1").update(
                rows=[
                    {
                        "cells": [
                            cell for row in block(tree, "tbl-1")["rows"] for cell in row["cells"]
                        ]
                    }
                ]
            )
        ),
        [
            "block-changed: tbl-1: the same blocks, arranged otherwise",
        ],
    ),
    "a row is added": (
        raw(
            lambda tree: block(tree, "tbl-1")["rows"].insert(
                0, {"cells": [{"id": "c-01", "text": "Year"}, {"id": "c-02", "text": "Number"}]}
            )
        ),
        [
            "block-added: c-01 added to tbl-1: Year",
            "block-added: c-02 added to tbl-1: Number",
        ],
    ),
    "a caption makes way for another": (
        raw(lambda tree: block(tree, "fig-1").update(caption={"id": "cap-2", "text": "Other"})),
        [
            "block-removed: cap-1 removed from fig-1: Trade by year",
            "block-added: cap-2 added to fig-1: Other",
        ],
    ),
    "a figure becomes a paragraph": (
        raw(
            lambda tree: (
                block(tree, "fig-1").pop("caption"),
                block(tree, "fig-1").pop("rights"),
                block(tree, "fig-1").update(type="paragraph", text="Gone."),
            )
        ),
        [
            "block-changed: fig-1: type changed from figure to paragraph",
            "block-removed: cap-1 removed from fig-1: Trade by year",
            "block-changed: fig-1: text added: Gone.",
            "rights-changed: rights in fig-1 taken out: “(c) The Council”",
        ],
    ),
    "an id goes from an item to a section": (
        raw(
            lambda tree: (tree["sections"].append({"id": "i-2"}), block(tree, "l-1")["items"].pop())
        ),
        [
            "section-added: i-2 added to the record",
            "block-removed: i-2 removed from l-1: Nothing else",
        ],
    ),
    "a figure has a rights holder": (
        raw(lambda tree: block(tree, "fig-1")["rights"].update(holders=["The Council"])),
        [
            "rights-changed: rights in fig-1: holders added: “The Council”",
        ],
    ),
    "lost words are given their context": (
        raw(lambda tree: tree["annotations"][-1]["anchors"][0].update(prefix="At ")),
        [
            "orphan-changed: lost: another note on words without a place: Cut.",
        ],
    ),
    "an anchor is put elsewhere": (
        lambda document: part("m-1", anchors=(document.anchor("the Council"),))(document),
        [
            "anchor-altered: m-1: other words, in p-1",
        ],
    ),
    "an anchor chooses the same words in another place": (
        lambda document: part("d-1", anchors=(document.anchor_at("c-21", 0, 4),))(document),
        [
            "anchor-relocated: d-1: put on the same words elsewhere, from p-1 to c-21: 2015",
        ],
    ),
    "an anchor loses its place": (
        claim(
            anchors=(
                Orphan(
                    block="p-1",
                    start=26,
                    end=62,
                    exact="trade with China fell by 10% in 2015",
                    reason="Cut.",
                ),
            ),
            status="proposed",
            history=(
                Change(status="accepted"),
                Change(status="proposed", reason="its words are gone"),
            ),
        ),
        [
            "statement-proposed: claim-1 is proposed again, was accepted: its words are gone",
            'anchor-orphaned: claim-1: "trade with China fell by 10% in 2015" has lost its place: Cut.',
        ],
    ),
    "lost words have a place again": (
        lambda document: part("lost", anchors=(document.anchor("Nothing else"),))(document),
        [
            "anchor-restored: lost: words that had lost their place stand in i-2",
        ],
    ),
    "lost words have another reason": (
        lambda document: part(
            "lost", anchors=(document.get("lost").anchors[0].update(reason="Why?"),)
        )(document),
        [
            "orphan-changed: lost: another note on words without a place: Why?",
        ],
    ),
    "a claim stands on more words": (
        lambda document: claim(
            anchors=(*document.claim("claim-1").anchors, document.anchor("both sides"))
        )(document),
        [
            "anchor-added: claim-1: one more stretch of words, in p-2: both sides",
        ],
    ),
    "a claim stands on fewer words": (
        lambda document: claim("claim-2", anchors=document.claim("claim-2").anchors[1:])(document),
        [
            "anchor-removed: claim-2: a stretch of words fewer, in p-2: It may  recover",
        ],
    ),
    "a claim has a condition": (
        lambda document: claim("claim-2", condition=(document.anchor("both sides"),))(document),
        [
            "anchor-added: claim-2, condition: one more stretch of words, in p-2: both sides",
        ],
    ),
    "a claim is added": (
        lambda document: document.add(
            Claim(
                id="claim-3",
                anchors=(document.anchor("both sides"),),
                restatement="Both sides want it.",
                kind="descriptive",
                status="accepted",
            )
        ),
        [
            "claim-added: claim-3 added (accepted): Both sides want it.",
        ],
    ),
    "a claim is withdrawn": (
        removed("rel-2", "claim-2"),
        [
            "claim-withdrawn: claim-2 withdrawn (proposed): Trade may recover.",
            "relation-withdrawn: rel-2 withdrawn (proposed): claim-2 contradicts claim-1",
        ],
    ),
    "a claim is restated": (
        claim(restatement="Trade fell."),
        [
            "claim-restated: claim-1 is restated",
        ],
    ),
    "a claim is reclassified": (
        claim(kind="causal", negated=True, checkable=True, commitment="boosted"),
        [
            "claim-reclassified: claim-1: kind changed from descriptive to causal",
            "claim-reclassified: claim-1: commitment changed from asserted to boosted",
            "claim-reclassified: claim-1: negated changed from no to yes",
            "claim-reclassified: claim-1: checkable added: yes",
        ],
    ),
    "a claim is the author's": (
        claim(attribution=(), stance=None),
        [
            "claim-attributed: claim-1: attribution taken out: “council (reported)”",
            "claim-stance-changed: claim-1: stance taken out: neutral",
        ],
    ),
    "a claim is quoted": (
        claim(attribution=(Attribution(claimant="council", manner="quoted"),)),
        [
            "anchor-removed: claim-1, attribution 1, cue: a stretch of words fewer, in p-1: According to the Council",
            "claim-attributed: claim-1: attribution 1, manner changed from reported to quoted",
        ],
    ),
    "a claim is about something": (
        claim(about=("china", "council")),
        [
            "claim-about-changed: claim-1: about added: “china; council”",
        ],
    ),
    "a claim speaks of a time": (
        claim(time=ClaimTime(date="2015")),
        [
            "claim-time-changed: claim-1: time added: 2015",
        ],
    ),
    "a claim has another id": (
        raw(
            lambda tree: [
                at(tree, way[:-1]).__setitem__(way[-1], "claim-x")
                for way in list(places(tree))
                if way and at(tree, way) == "claim-2"
            ]
        ),
        [
            "id-changed: claim-2 is called claim-x now",
            "relation-changed: rel-2: subject changed from claim-2 to claim-x",
        ],
    ),
    "the claims stand in another order": (
        lambda document: document.update(claims=document.claims[::-1]),
        [
            "order-changed: the claims stand in another order",
        ],
    ),
    "a statement is accepted": (
        claim(
            "claim-2",
            status="accepted",
            history=(
                Change(status="modified", reason="Read again."),
                Change(status="accepted", reason="Checked."),
            ),
        ),
        [
            "statement-accepted: claim-2 is accepted, was proposed: Checked.",
        ],
    ),
    "a statement is rejected": (
        claim(status="rejected"),
        [
            "statement-rejected: claim-1 is rejected, was accepted",
        ],
    ),
    "a statement is read again": (
        claim(
            "claim-2",
            history=(
                Change(status="modified", reason="Read again."),
                Change(status="modified", revision="rev-2", reason="And again."),
            ),
        ),
        [
            "history-changed: claim-2: history goes on: modified in rev-2: And again.",
        ],
    ),
    "the history of a statement is gone": (
        claim("claim-2", history=()),
        [
            "history-changed: claim-2: history changed",
        ],
    ),
    "nobody made a statement": (
        claim(revision=None),
        [
            "maker-changed: claim-1: revision taken out: rev-1",
        ],
    ),
    "a statement and a work were made in another revision": (
        lambda document: part("w-1", revision="rev-2")(claim(revision="rev-2")(document)),
        [
            "maker-changed: claim-1: revision changed from rev-1 to rev-2",
            "maker-changed: w-1: revision added: rev-2",
        ],
    ),
    "a statement is surer, and says why": (
        claim(certainty=0.5, reason="It follows."),
        [
            "grounds-changed: claim-1: certainty added: 0.5",
            "grounds-changed: claim-1: reason added: “It follows.”",
        ],
    ),
    "a basis is given, another one, and none": (
        lambda document: part("w-1", basis="external")(
            part("src-council", basis="inferred")(
                raw(lambda tree: tree["metadata"]["titles"][0].pop("basis"))(document)
            )
        ),
        [
            "grounds-changed: src-council: basis changed from printed to inferred",
            "grounds-changed: w-1: basis added: external",
            "metadata-changed: titles 1, basis taken out: printed",
        ],
    ),
    "a work is withdrawn": (
        part("w-1", withdrawn=Withdrawal(date="2017-05", reason="The figures were made up.")),
        [
            "work-changed: w-1: withdrawn added: “2017-05, The figures were made up.”",
        ],
    ),
    "a work is withdrawn, and nobody knows when or why": (
        part("w-2", withdrawn=Withdrawal()),
        [
            "work-changed: w-2: withdrawn added: yes",
        ],
    ),
    "a value of the metadata was found elsewhere": (
        raw(
            lambda tree: tree["metadata"]["titles"][0].update(
                origin={"type": "element", "capture": "received", "path": "/html[1]/h1[1]"}
            )
        ),
        [
            "metadata-changed: titles 1, origin added: “received, /html[1]/h1[1]”",
        ],
    ),
    "an assessment is added": (
        added(Assessment(id="a-2", claim="claim-2", verdict="doubt", reasoning="It may not.")),
        [
            "assessment-added: a-2 added (proposed): claim-2 is doubt: It may not.",
        ],
    ),
    "an assessment is withdrawn": (
        lambda document: document.update(assessments=(), revisions=document.revisions[:1]),
        [
            "assessment-withdrawn: a-1 withdrawn (proposed)",
            "revision-removed: rev-2 removed: 2026-11-25T09:05:00Z by editor: Assessed.",
        ],
    ),
    "an assessment is another": (
        part("a-1", verdict="mixed", reasoning="Not quite."),
        [
            "assessment-changed: a-1: verdict changed from supported to mixed",
            "assessment-changed: a-1: reasoning changed from “The report has the same number.” to “Not quite.”",
        ],
    ),
    "evidence is added to an assessment": (
        part(
            "a-1",
            evidence=(Evidence(work="w-1", quoted="a fall of 10 per cent"), Evidence(work="w-2")),
        ),
        [
            "evidence-added: a-1: evidence added: w-2",
        ],
    ),
    "evidence is withdrawn from an assessment": (
        part("a-1", evidence=(), verdict="doubt"),
        [
            "assessment-changed: a-1: verdict changed from supported to doubt",
            "evidence-withdrawn: a-1: evidence withdrawn: w-1: “a fall of 10 per cent”",
        ],
    ),
    "evidence is quoted otherwise": (
        part("a-1", evidence=(Evidence(work="w-1", quoted="a fall of 11 per cent"),)),
        [
            "evidence-changed: a-1: evidence 1, quoted changed from “a fall of 10 per cent” to “a fall of 11 per cent”",
        ],
    ),
    "evidence is added to a relation": (
        part("rel-1", evidence=Evidence(work="w-1", locator=Locator(value="3"), quoted="a fall")),
        [
            "evidence-added: rel-1: evidence added: w-1, page 3: “a fall”",
        ],
    ),
    "evidence is withdrawn from a relation": (
        part("rel-3", evidence=None),
        [
            "evidence-withdrawn: rel-3: evidence withdrawn: w-1: “a fall”",
        ],
    ),
    "a relation is added": (
        added(
            Relation(
                id="rel-4", subject="claim-2", predicate="obtainsSupportFrom", object="src-council"
            )
        ),
        [
            "relation-added: rel-4 added (proposed): claim-2 obtains support from src-council",
        ],
    ),
    "a relation between claims is withdrawn": (
        removed("rel-2"),
        [
            "relation-withdrawn: rel-2 withdrawn (proposed): claim-2 contradicts claim-1",
        ],
    ),
    "a relation is another": (
        part("rel-3", predicate="disputes"),
        [
            "relation-changed: rel-3: predicate changed from citesAsEvidence to disputes",
        ],
    ),
    "a source is added": (
        added(Source(id="src-2", as_named="experts")),
        [
            "source-added: src-2 added: experts",
        ],
    ),
    "a source is removed": (
        removed("rel-1", "rel-3", "src-council"),
        [
            "source-removed: src-council removed: the Council",
            "relation-withdrawn: rel-1 withdrawn (proposed): claim-1 cites as authority src-council",
            "relation-withdrawn: rel-3 withdrawn (proposed): claim-1 cites as evidence src-council",
        ],
    ),
    "a source is identified": (
        part("src-council", work="w-1"),
        [
            "source-identified: src-council: work added: w-1",
        ],
    ),
    "a source is nobody's": (
        part("src-council", agent=None),
        [
            "source-changed: src-council: agent taken out: council",
        ],
    ),
    "an annotation is added": (
        lambda document: document.add(
            Tag(id="t-1", tag="trade", anchors=(document.anchor("China"),))
        ),
        [
            "annotation-added: t-1 added (proposed): China → trade",
        ],
    ),
    "an annotation is withdrawn": (
        removed("m-1"),
        [
            "annotation-withdrawn: m-1 withdrawn (proposed): China → china",
        ],
    ),
    "an annotation says something else": (
        part("c-1", text="The year is not given."),
        [
            "annotation-changed: c-1: text changed from “The year of the report is not given.” to “The year is not given.”",
        ],
    ),
    "an entity is added": (
        added(Organisation(id="un", names=(EntityName(text="United Nations"),))),
        [
            "entity-added: un added: United Nations",
        ],
    ),
    "an entity is removed": (
        removed("m-1", "china"),
        [
            "annotation-withdrawn: m-1 withdrawn (proposed): China → china",
            "entity-removed: china removed: China",
        ],
    ),
    "an entity has another name": (
        part("council", names=(EntityName(text="The Council", basis="printed"),)),
        [
            "entity-changed: council: names 1, text changed from Council to “The Council”",
        ],
    ),
    "a work is added": (
        added(Work(id="w-3", type="book", title="A Book")),
        [
            "work-added: w-3 added: A Book",
        ],
    ),
    "a work is removed": (
        removed("w-2"),
        [
            "work-removed: w-2 removed: A page",
        ],
    ),
    "more is known of a work": (
        part("w-1", title="Trade in Figures, 2015", author=(Name(family="Wright"),)),
        [
            "work-changed: w-1: title changed from “Trade in Figures” to “Trade in Figures, 2015”",
            "work-changed: w-1: author added: Wright",
        ],
    ),
    "a work is copied once more": (
        part(
            "w-2",
            copies=(
                ArchivedCopy(id="copy-1", address="https://example.org/b"),
                ArchivedCopy(id="copy-2", file="copies/a.html"),
            ),
        ),
        [
            "work-changed: w-2: copy copy-2 added: copies/a.html",
            "work-changed: w-2: copy copy-1: address changed from https://example.org/copy to https://example.org/b",
        ],
    ),
    "the rights are others": (
        record(rights=RightsLayers(text=Rights(notice="(c) 2016"))),
        [
            "rights-changed: rights in the text: uri taken out: http://rightsstatements.org/vocab/UND/1.0/",
            "rights-changed: rights in the text: notice added: “(c) 2016”",
            "rights-changed: rights in the record taken out: “https://creativecommons.org/licenses/by/4.0/, CC-BY-4.0”",
        ],
    ),
    "the metadata are others": (
        record(
            metadata=Metadata(
                titles=(Title(text="Trade, again", basis="printed"),), authors="none", remark="Hm."
            )
        ),
        [
            "metadata-changed: titles 1, text changed from Trade to “Trade, again”",
            "metadata-changed: authors changed from “the article does not say” to “there is none”",
            "metadata-changed: remark added: Hm.",
        ],
    ),
    "the metadata are gone": (
        record(metadata=Metadata()),
        [
            "metadata-changed: titles taken out: Trade",
            "metadata-changed: authors taken out: “the article does not say”",
        ],
    ),
    "a capture is added": (
        added(
            Capture(
                id="again",
                file="received/b.txt",
                media_type="text/plain",
                size_bytes=3,
                sha256="0" * 64,
            )
        ),
        [
            "capture-added: again added: received/b.txt, 3 bytes of text/plain",
        ],
    ),
    "a capture is removed": (
        removed("received"),
        [
            "capture-removed: received removed: received/small.txt, 121 bytes of text/plain;charset=utf-8",
        ],
    ),
    "more is known of a capture": (
        part("received", address="https://example.org/a.txt"),
        [
            "capture-changed: received: address added: https://example.org/a.txt",
        ],
    ),
    "an agent is added": (
        added(Agent(id="maker", name="M. Aker")),
        [
            "agent-added: maker added: M. Aker",
        ],
    ),
    "an agent is removed": (
        removed("reader"),
        [
            "agent-removed: reader removed: R. Reader",
        ],
    ),
    "an agent has another name": (
        part("editor", name="B. N. Editor"),
        [
            "agent-changed: editor: name changed from “A. N. Editor” to “B. N. Editor”",
        ],
    ),
    "a revision is noted": (
        added(
            Revision(id="rev-3", at="2026-12-01T00:00:00Z", by="editor", summary="Read again."),
            Revision(id="rev-4"),
        ),
        [
            "revision-added: rev-3 added: 2026-12-01T00:00:00Z by editor: Read again.",
            "revision-added: rev-4 added",
        ],
    ),
    "a revision is forgotten": (
        lambda document: part("a-1", revision=None)(document).remove("rev-2"),
        [
            "maker-changed: a-1: revision taken out: rev-2",
            "revision-removed: rev-2 removed: 2026-11-25T09:05:00Z by editor: Assessed.",
        ],
    ),
    "a revision says something else": (
        part("rev-2", summary="Looked at.", by=None, parts=("a-1", "claim-1")),
        [
            "revision-changed: rev-2: by taken out: editor",
            "revision-changed: rev-2: summary changed from Assessed. to “Looked at.”",
            "revision-changed: rev-2: parts added: claim-1",
        ],
    ),
    "the record itself is another": (
        record(id="other", base_iri="https://example.org/", language="en"),
        [
            "id-changed: record: id changed from small to other",
            "record-changed: record: base iri added: https://example.org/",
            "record-changed: record: language added: en",
        ],
    ),
    "an extension says something else": (
        record(
            extensions={"https://example.org/queue": {"priority": 2, "tags": ["a"]}, "urn:x": None}
        ),
        [
            "extension-changed: extension https://example.org/queue priority changed from 1 to 2",
            "extension-changed: extension https://example.org/queue tags changed from [null] to []",
            "extension-changed: extension urn:x added: null",
        ],
    ),
    "an extension is gone": (
        record(extensions={}),
        [
            'extension-changed: extension https://example.org/queue taken out: {"priority":1,"tags":["a",null]}',
        ],
    ),
    "an extension has its keys in another order": (
        record(extensions={"https://example.org/queue": {"tags": ["a", None], "priority": 1}}),
        [
            "order-changed: extension https://example.org/queue: the keys stand in another order",
        ],
    ),
    "an extension has a number of another type": (
        record(extensions={"https://example.org/queue": {"priority": 1.0, "tags": ["a", None]}}),
        [
            "extension-changed: extension https://example.org/queue priority changed from 1 to 1.0",
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_told_in_words_of_the_domain(case: str):
    change, expected = CASES[case]
    old = base()
    new = change(old)
    found = diff(old, new)
    assert [f"{change.kind}: {change.message}" for change in found.changes] == expected
    assert canonical(found.apply(old)) == canonical(new)
    assert canonical(diff(new, old).apply(new)) == canonical(old)


def test_every_kind_of_difference_has_a_case_and_a_meaning():
    told = {line.partition(":")[0] for _, lines in CASES.values() for line in lines}
    assert told == set(get_args(Kind)) - {"other"}
    assert set(KINDS) == set(get_args(Kind))
    assert set(KINDS) >= QUIET
    assert get_args(Group) == GROUPS


def test_what_nobody_speaks_of_is_told_all_the_same():
    document = small()
    operation = Operation("replace", "/claims/claim-1/anchors/0/start", 1, 2)
    (told,) = read(document, document, [operation])
    assert (told.kind, told.message) == ("other", "/claims/claim-1/anchors/0/start has changed")


def test_every_kind_is_in_the_manual():
    page = re.sub(" +", " ", (ROOT / "docs" / "how-to" / "compare.md").read_text("utf-8"))
    missing = [kind for kind in KINDS if f"| `{kind}` | {KINDS[kind]} |" not in page]
    assert not missing


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
    assert diff(small(), assessed()).old == archive.RecordVersion("small", sha256(data).hexdigest())


def damaged(found: Diff, *operations: Operation) -> Diff:
    return Diff(found.old, found.new, found.changes, operations)


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        (Operation("replace", "/claims/claim-1/kind", "causal", "normative"), 'it is "descriptive", and not "causal"'),
        (Operation("replace", "/claims/claim-9/kind", "causal", "normative"), "there is no 'claim-9' where the diff expects it"),
        (Operation("replace", "/claims/claim-1/kind/x", "causal", "normative"), "there is no 'x' where the diff expects it"),
        (Operation("replace", "/claims/claim-1/anchors/7/start", 1, 2), "there is no '7' where the diff expects it"),
        (Operation("remove", "/claims/claim-1", old={}), 'it is {"id":"claim-1",'),
        (Operation("remove", "/claims/claim-9", old={}), "there is no 'claim-9'"),
        (Operation("remove", "/claims/claim-1/anchors/0", old={}), "it is {"),
        (Operation("add", "/claims/claim-1", new={}), "it is there already"),
        (Operation("add", "/claims/claim-1/kind", new={}), 'it is there already: "descriptive"'),
        (Operation("add", "/claims/claim-9", new={"id": "claim-9"}, after="x"), "there is no 'x' before it"),
        (Operation("add", "/claims/claim-1/anchors/1", new={}), "nothing can be added here"),
        (Operation("splice", "/claims/claim-1/restatement", "Tax", "Trade", at=0), '"Tax" is not what stands there at 0'),
        (Operation("splice", "/claims/claim-1/restatement", [], ["x"], at=0), "[] is not what stands there at 0"),
        (Operation("order", "/claims", ["claim-2"], ["claim-2"]), "other items stand here, or in another order"),
        (Operation("order", "/claims", ["claim-1", "claim-2"], ["claim-1", "claim-1"]), "other items stand here"),
        (Operation("order", "/claims", ["claim-1", "claim-2"], 3), "other items stand here"),
        (Operation("order", "/claims/claim-1/anchors", [], []), "has no order that a diff changes"),
        (Operation("replace", "", {}, {}), "it changes the record as a whole"),
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
    with pytest.raises(DiffDoesNotApply, match="not the version of small that it was made for"):
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
        archive.Passage("Council, trade with China ", "fell", "dropped", " by 10% in 2015."),
    )
    assert change.old_pointer == change.new_pointer == "/sections/0/blocks/1/text"


@given(pairs())
def test_passages_are_what_differs_and_stand_in_their_texts(pair: tuple[Document, Document]):
    for change in diff(*pair).of("text-corrected"):
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
    assert value["version"] == "1.0"
    assert value["old"] == {"id": "small", "sha256": sha256(canonical(base())).hexdigest()}
    kinds = [change["kind"] for change in value["changes"]]
    assert kinds[:3] == ["text-corrected", "anchor-moved", "claim-reclassified"]
    assert value["operations"][-1]["op"] in ("replace", "splice")


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("data", ["", "{", "[1", b"\xff", '"\ud800"', "{} {}", '{"version": NaN}'])
def test_what_is_no_json_is_refused(data: str | bytes):
    with pytest.raises(ReadError) as caught:
        Diff.from_json(data)
    assert [finding.code for finding in caught.value.findings] == ["not-json"]


@pytest.mark.parametrize("data", ["[]", "1", "null", "{}"])
def test_json_that_is_no_diff_is_refused(data: str):
    with pytest.raises(ReadError) as caught:
        Diff.from_json(data)
    assert [finding.code for finding in caught.value.findings] == ["not-a-diff"]


# --- the page ---


def revised() -> tuple[Document, Document]:
    """The record of an article, and what became of it when the publisher had corrected the page."""
    old = archive.load(ROOT / "documents" / "frenemies")
    new = old.remove("correction-has-has").remove("correction-its")
    new = corrected("p-5", " has has", " has")(corrected("p-1", "it’s east", "its east")(new))
    reason = "the publisher corrected its words"
    fallen = Change(status="proposed", revision="rev-5", reason=reason)
    new = new.add(
        Revision(id="rev-5", at="2026-12-01T09:00:00Z"),
        Revision(
            id="rev-6", at="2026-12-01T09:45:00Z", by="editor", summary="Second capture compared."
        ),
    )
    for id in ("claim-largest-trading-partner", "claim-greatest-ally"):
        changes = (*old.claim(id).history, fallen)
        new = claim(id, status="proposed", history=changes)(new)
    new = claim(
        "claim-summit-fourth",
        restatement="The Nuclear Security Summit in Washington, D.C. was the fourth of its kind.",
        commitment="hedged",
    )(new)
    new = new.add(
        Capture(
            id="cap-2", file="received/frenemies-2.txt", media_type="text/plain;charset=utf-8",
            size_bytes=7389, sha256="0" * 64, received_at="2026-12-01T09:00:00Z",
        ),
        Work(
            id="cfr-backgrounder", type="webpage", title="The China–North Korea Relationship",
            address="https://www.cfr.org/backgrounder/china-north-korea-relationship", basis="external",
        ),
        Assessment(
            id="second-verdict-largest-trading-partner", claim="claim-largest-trading-partner",
            verdict="supported", status="accepted", revision="rev-6",
            reasoning="The backgrounder gives the same share for the same years.",
            evidence=(Evidence(work="cfr-backgrounder", quoted="China is North Korea’s biggest trading partner"),),
            supersedes="verdict-largest-trading-partner",
        ),
    )  # fmt: skip
    new = part("source-cfr", work="cfr-backgrounder")(new)
    doubt = next(a for a in old.assessments if a.id == "doubt-withdrew-from-npt")
    rejected = Change(status="rejected", revision="rev-6", reason="Read too closely.")
    new = part(doubt.id, status="rejected", history=(*doubt.history, rejected))(new)
    notice = Rights(notice="© 2016 The Authors", basis="printed")
    return old, new.update(rights=new.rights.update(text=notice))


def test_the_page_of_a_revision_is_as_agreed(golden: Callable[[str, bytes | str], None]):
    old, new = revised()
    found = diff(old, new)
    golden("diff/frenemies.txt", changes_page(found))
    golden("diff/frenemies-all.txt", changes_page(found, everything=True, width=100))
    assert found.apply(old) == new


def test_the_page_of_no_change_says_so():
    assert changes_page(diff(small(), small())) == "small: no differences\n"


def test_a_page_in_colour_says_the_same_and_paints_only_the_words_that_differ():
    found = diff(*revised())
    plain, styled = changes_page(found), changes_page(found, styled=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", styled) == plain
    assert "of \x1b[31mit’s\x1b[0m east" in styled
    assert "of \x1b[32mits\x1b[0m east" in styled
    assert all(line.count("\x1b[") % 2 == 0 for line in styled.splitlines())


def test_a_page_says_what_differs_where_nothing_is_seen_to_differ():
    old = text_only("Trade fell.  It may recover.", "na\u00efve")
    new = text_only("Trade fell. \xa0It may recover.", "nai\u0308ve")
    page = changes_page(diff(old, new))
    assert "(U+0020 became U+00A0)" in page
    assert "(the same signs, written with other code points)" in page


def test_a_page_shortens_long_texts_unless_all_of_them_is_wanted():
    text = "word " * 100 + "end"
    found = diff(text_only(), text_only(text))
    assert "[…]" in changes_page(found)
    assert "[…]" not in changes_page(found, everything=True)
    assert changes_page(found, everything=True).count("word") == 100


def test_a_page_of_nothing_but_what_moved_says_so():
    elsewhere = {"type": "capture", "capture": "received"}
    found = diff(base(), raw(lambda tree: block(tree, "i-1").update(origin=elsewhere))(base()))
    assert changes_page(found) == (
        "small: nothing but what only moved\n\n"
        "Not listed: 1 block stands elsewhere in what was received.\n"
    )


def test_a_page_names_both_records_where_their_ids_differ():
    assert changes_page(diff(small(), base())).startswith("small: ")
    assert changes_page(diff(text_only(), small())).startswith("text → small: ")


# --- the command ---


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two records in folders: the first as JSON, the second as TEI."""
    archive.save(base(), tmp_path / "a", files={})
    new = corrected("p-1", "fell", "dropped")(claim("claim-2", kind="descriptive")(base()))
    (tmp_path / "b").mkdir()
    archive.save(new, tmp_path / "b" / "document.tei.xml")
    return tmp_path / "a", tmp_path / "b"


def test_two_records_in_any_formats_are_compared(two: tuple[Path, Path]):
    result = run("diff", *two)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "claim-2: kind changed from predictive to descriptive" in result.stdout
    assert "anchor moved" in result.stdout
    assert "moved with the text in p-1 from" in run("diff", "--all", *two).stdout
    assert run("diff", two[0], two[0]).stdout == "small: no differences\n"


def test_the_exit_code_is_0_unless_it_is_asked_for(two: tuple[Path, Path]):
    assert run("diff", *two).exit_code == 0
    assert run("diff", "--exit-code", *two).exit_code == 1
    assert run("diff", "--exit-code", two[0], two[0]).exit_code == 0
    assert run("diff", "--exit-code", "--format", "json", *two).exit_code == 1


def test_a_diff_is_written_as_json_and_applied_later(two: tuple[Path, Path], tmp_path: Path):
    printed = run("diff", "--format", "json", *two)
    file = tmp_path / "changes.json"
    assert run("diff", "--format", "json", "-o", file, *two).stdout == ""
    assert file.read_bytes() == printed.stdout_bytes
    old, new = map(archive.load, two)
    assert Diff.from_json(file.read_bytes()).apply(old) == new
    page = tmp_path / "changes.txt"
    run("diff", "-o", page, *two)
    assert page.read_text("utf-8") == changes_page(diff(old, new))


def test_the_width_is_kept(two: tuple[Path, Path]):
    assert max(map(len, run("diff", "--width", 40, *two).stdout.splitlines())) <= 40


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a"],
        ["a", "b", "c"],
        ["--git", "a", "b"],
        ["--git", "--format", "json", *"abcdefg"],
        ["--width", 3, "a", "b"],
    ],
)
def test_a_wrong_call_of_diff_ends_with_2(arguments: list[object]):
    result = run("diff", *arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr


def test_a_record_that_cannot_be_read_is_told_with_its_place(
    two: tuple[Path, Path], tmp_path: Path
):
    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    result = run("diff", two[0], broken)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{broken}:1:2: error[not-json]" in result.stderr
    assert run("diff", two[0], tmp_path / "none").exit_code == 2


# --- under git ---


def test_a_file_that_is_new_or_gone_is_told_in_a_line():
    data = canonical(small())
    assert file_page("a/document.json", None, data) == (
        "a/document.json\nsmall: the record is new (3 blocks, 1 claim, 1 source)\n"
    )
    assert "small: the record is gone" in file_page("a/document.json", data, None)


def test_a_version_that_is_no_record_is_shown_by_its_lines():
    data = canonical(small())
    broken = data.replace(b'"id": "claim-1"', b'"id": "claim-1\x07"').replace(b"fell", b"fe\xffll")
    page = file_page("document.json", data, broken)
    assert page.startswith(
        "document.json\nthe new version holds no record, so its lines are shown:"
    )
    assert "error[not-utf-8]" in page
    assert '\n-      "id": "claim-1",\n' in page
    assert '\n+      "id": "claim-1<U+0007>",\n' in page
    assert "the old version holds no record" in file_page("x", broken, data)
    both = file_page("x", b"{", b"[")
    assert "the old version holds no record" in both
    assert "the new version holds no record" in both
    assert both.endswith("\n-{\n+[\n")
    assert "the new version holds no record" in file_page("x", None, b"")
    assert "\x1b[31m-" in file_page("x", data, broken, styled=True)


class Repository:
    """A git repository with a record in it, for which our diff is set up as the manual says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / ".gitattributes").write_text("document.json diff=archive\n", "utf-8")
        self.git("init", "--quiet")
        command = f'"{sys.executable}" -c "from archive.cli import main; main()" diff --git'
        for name, value in {
            "user.name": "A", "user.email": "a@example.org", "diff.archive.command": command,
            "commit.gpgsign": "false", "core.autocrlf": "false",
        }.items():  # fmt: skip
            self.git("config", name, value)

    def git(self, *arguments: str) -> str:
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "PYTHONPATH": str(ROOT),
            "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, check=True
        )
        assert done.stderr == b""
        return done.stdout.decode()

    def save(self, document: Document) -> None:
        archive.save(document, self.folder / "trade", files={})

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Changed.")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    if shutil.which("git") is None:
        skip_or_fail("git is not here")
    found = Repository(tmp_path / "repository")
    found.save(base())
    found.commit()
    return found


def test_git_shows_a_diff_of_records(repository: Repository):
    repository.save(claim(restatement="Trade fell.")(base()))
    (repository.folder / "notes.txt").write_text("Notes.\n", "utf-8")
    repository.git("add", "--intent-to-add", "notes.txt")
    shown = repository.git("diff")
    assert shown.startswith("diff --git a/notes.txt b/notes.txt\n")
    assert shown.endswith(
        "trade/document.json\n"
        "small: 1 difference (claims 1)\n\nClaims\n  claim-1 is restated\n"
        "    - Trade with China fell by 10% in 2015.\n    + Trade fell.\n"
    )
    repository.commit()
    assert "claim-1 is restated" in repository.git("log", "-p", "--ext-diff", "-1")
    assert "claim-1 is restated" in repository.git("show", "--ext-diff")


def test_git_shows_records_that_are_new_gone_and_renamed(repository: Repository):
    shown = repository.git("show", "--ext-diff")
    assert "trade/document.json\nsmall: the record is new (" in shown
    (repository.folder / "trade").rename(repository.folder / "commerce")
    repository.save(small())
    repository.git("add", "--all")
    repository.git("rm", "--quiet", "--cached", "-r", "trade")
    shown = repository.git("diff", "--cached", "-M")
    assert shown.startswith("trade/document.json → commerce/document.json\nsmall: no differences")
    repository.git("reset", "--quiet", "--hard")
    shutil.rmtree(repository.folder / "trade")
    assert "trade/document.json\nsmall: the record is gone (" in repository.git("diff")


def test_git_goes_on_where_a_version_is_no_record(repository: Repository):
    file = repository.folder / "trade" / "document.json"
    file.write_bytes(
        file.read_bytes().replace(b'"restatement": "Trade may', b'"restatement: "Trade may')
    )
    (repository.folder / "z.txt").write_text("Notes.\n", "utf-8")
    repository.git("add", "--all")
    shown = repository.git("diff", "--cached")
    assert shown.startswith(
        "trade/document.json\nthe new version holds no record, so its lines are shown:"
    )
    assert "trade/document.json:147:22: error[not-json]" in shown.replace("\n", " ")
    assert '\n-      "restatement": "Trade may recover.",\n' in shown
    assert '\n+      "restatement: "Trade may recover.",\n' in shown
    assert "diff --git a/z.txt b/z.txt" in shown


def test_git_leaves_a_file_in_conflict_to_itself(repository: Repository):
    main_branch = repository.git("branch", "--show-current").strip()
    repository.git("checkout", "--quiet", "-b", "other")
    repository.save(claim(restatement="Trade fell.")(base()))
    repository.commit()
    repository.git("checkout", "--quiet", main_branch)
    repository.save(claim(restatement="Trade rose.")(base()))
    repository.commit()
    merged = subprocess.run(
        ["git", "merge", "other"], cwd=repository.folder, capture_output=True, check=False
    )
    assert merged.returncode == 1
    assert "trade/document.json" in repository.git("diff")


def test_git_shows_colours_in_its_pager(repository: Repository, tmp_path: Path):
    """The pager is no terminal to us, but git says that it is in use."""
    archive.save(base(), tmp_path / "a.json")
    archive.save(claim(restatement="Trade fell.")(base()), tmp_path / "b.json")
    arguments = ("diff", "--git", "x", tmp_path / "a.json", "0", "0", tmp_path / "b.json", "0", "0")
    environment = {"GIT_PAGER_IN_USE": "true", "COLUMNS": "40", "NO_COLOR": None}
    assert "\x1b[" in run(*arguments, env=environment).stdout
    assert "\x1b[" not in run(*arguments, env={**environment, "NO_COLOR": "1"}).stdout
    assert "\x1b[" not in run(*arguments, env={**environment, "GIT_PAGER_IN_USE": None}).stdout
    assert "\x1b[" not in run("diff", "--no-color", *arguments[1:], env=environment).stdout


# --- after a rebase ---

_SHOWN_AS = {
    "unchanged": {None},
    "moved": {"anchor-moved", "anchor-restored", "anchor-relocated"},
    "altered": {"anchor-altered"},
    "ambiguous": {"anchor-orphaned"},
    "orphaned": {"anchor-orphaned", None},
}
"""What a diff makes of each outcome of a rebase; what was lost before may stay as it was.

A diff knows two blocks only by their ids: where the words of an anchor have moved away, and a copy
of them stands in its old block, they look as if somebody had put it elsewhere.
"""


@given(cases())
def test_a_diff_and_a_rebase_agree_on_what_became_of_each_anchor(case: Case):
    result = archive.rebase(case.old, onto=case.onto)
    told = {change.old_pointer: change.kind for change in diff(case.old, result.document).changes}
    for outcome in result.outcomes:
        assert told.get(outcome.pointer) in _SHOWN_AS[outcome.kind]
