"""Pairs of records that differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any

from hypothesis import strategies as st

import archive
from archive import Agent, Claim, Document, Orphan, Relation, Work
from archive.errors import InvalidDocument
from archive.formats import json as json_format
from archive.model import (
    ArchivedCopy,
    Cell,
    Change,
    Comment,
    Evidence,
    Figure,
    Rights,
    Row,
    Section,
    Table,
)
from tests.samples import assessed
from tests.strategies import documents


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


def base() -> Document:
    """`assessed()` with a figure, a table, words without a place, and two claims that disagree."""
    document = assessed()
    pictures = Section(
        id="s-3",
        blocks=(
            Figure(
                id="fig-1",
                caption=archive.model.Caption(id="cap-1", text="Trade by year"),
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
