"""The schema of answers: valid, within what models are held to, and exactly what the reader takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import jsonschema_rs
import pytest

import archive
from archive.annotations.sheet.answer_schema import schema, schema_file
from archive.annotations.sheet.columns import COLUMNS
from tests import samples
from tests.tools.cases import each_case

KEYWORDS = {
    *("type", "description", "properties", "required", "additionalProperties", "items", "enum"),
    *("$schema", "$id", "title"),
}
"""What structured output of language models knows."""
VALIDATOR = jsonschema_rs.Draft202012Validator(schema())
ONTO = samples.text_only("Trade fell in 2015. If nobody acts, it will fall again.")
CLAIM = dict.fromkeys(schema()["properties"]["claims"]["items"]["properties"])
GOOD = {
    **CLAIM,
    "words": "it will fall again",
    "restatement": "Trade will fall.",
    "kind": "predictive",
    "about": [],
}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every schema within the schema."""
    yield value
    for inner in (value.get("properties") or {}).values():
        yield from objects(inner)
    if "items" in value:
        yield from objects(value["items"])


def test_the_schema_is_a_schema() -> None:
    jsonschema_rs.meta.validate(schema())
    assert json.loads(schema_file()) == schema()


def test_it_keeps_to_the_subset_that_models_are_held_to() -> None:
    inner = list(objects(schema()))
    for one in inner:
        assert one.keys() <= KEYWORDS
        assert one.get("description")
        if one["type"] == "object":
            assert one["additionalProperties"] is False
            assert one["required"] == list(one["properties"])
    properties = sum(len(one.get("properties", {})) for one in inner)
    assert properties <= 100
    assert sum(len(one.get("enum", ())) for one in inner) <= 500
    reported = [*(str(word) for one in inner for word in one.get("enum", ())), *CLAIM]
    assert sum(map(len, reported)) <= 15_000
    assert max(depth(schema(), 1) for _ in (0,)) <= 5


def depth(value: dict[str, Any], level: int) -> int:
    within = [
        *(value.get("properties") or {}).values(),
        *([value["items"]] if "items" in value else []),
    ]
    return max([level, *(depth(one, level + (one["type"] == "object")) for one in within)])


def test_an_answer_says_nothing_that_is_not_for_a_model_to_say() -> None:
    assert not CLAIM.keys() & {"id", "claim", "status", "by", "at", "place", "type"}


def answers() -> Iterator[dict[str, Any]]:
    """Answers that the schema allows: each property with each of its words, and as null."""
    random = Random(3)
    kinds = schema()["properties"]["claims"]["items"]["properties"]
    for name, kind in kinds.items():
        for word in kind.get("enum", [None] if "null" in kind["type"] else []):
            yield {**GOOD, name: word}
    for _ in range(100):
        yield {
            **GOOD,
            **{
                name: random.choice(kind["enum"])
                for name, kind in kinds.items()
                if "enum" in kind and name not in ("relation", "verdict")
            },
            "condition": random.choice((None, "nobody acts")),
            "about": random.choice(([], ["group: people"], ["group: people", "place: Rome"])),
            "negated": random.choice((True, False, None)),
            "time": random.choice((None, "2015", "2015/2016")),
        }


@pytest.mark.slow
def test_the_reader_takes_what_the_schema_allows() -> None:
    for claim in answers():
        answer = {"claims": [claim]}
        VALIDATOR.validate(answer)
        needs = {"relation": "source", "verdict": "reasoning"}
        if any(claim[name] for name in needs):
            continue
        laid = archive.add(ONTO, json.dumps(answer).encode(), "sheet").document
        assert laid.claims[0].kind == claim["kind"]


@each_case(
    "claim",
    [
        {**GOOD, "kind": None},
        {**GOOD, "kind": "factual"},
        {**GOOD, "verdict": "true"},
        {**GOOD, "negated": "perhaps"},
        {**GOOD, "words": None},
        {**GOOD, "restatement": None},
        {**GOOD, "words": {"exact": "it will fall again"}},
    ],
)
def test_the_reader_refuses_what_the_schema_refuses(claim: dict[str, Any]) -> None:
    answer = {"claims": [claim]}
    assert not VALIDATOR.is_valid(answer)
    with pytest.raises(archive.errors.ReadError):
        archive.add(ONTO, json.dumps(answer).encode(), "sheet")


def test_every_column_is_described_with_an_example() -> None:
    for column in COLUMNS:
        assert column.means.endswith((".", "?"))
        assert column.example
