"""CSL-JSON: what is written passes the schema and reads back equal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import archive
from archive.bibliographies import csl
from archive.model.names import Identifier
from archive.model.works import Work
from tests.bibliographies.bibliographies import alone, as_carried
from tests.strategies import documents
from tests.tools.cases import each_case


@pytest.fixture(scope="session")
def csl_schema(shared: Callable[[str], Path]) -> Any:
    jsonschema_rs = pytest.importorskip("jsonschema_rs")
    return jsonschema_rs.validator_for(
        json.loads(shared("conformance/csl/csl-data.json").read_text())
    )


@given(documents())
def test_what_is_written_passes_the_schema_of_csl(
    csl_schema: Any, document: archive.Document
) -> None:
    items = json.loads(csl.write(document).data)
    assert [str(error) for error in csl_schema.iter_errors(items)] == []
    assert [item["id"] for item in items] == [work.id for work in document.works]


@given(documents())
def test_a_work_comes_back_as_it_was(document: archive.Document) -> None:
    for work in map(as_carried, document.works):
        back = csl.add(csl.write(alone(work)).data, onto=alone())
        assert back.document.works == (work,)
        assert back.findings == ()


EXACT = Work(
    id="w-1",
    type="book",
    title="A",
    variant_titles=("The A", "L’A"),
    issued="2016-03?",
    identifiers=(
        Identifier(scheme="OCLC", value="41266045"),
        Identifier(scheme="DOI", value="10.1000/182"),
    ),
)


def test_what_an_item_has_no_variable_for_stands_in_custom_and_only_that() -> None:
    [item] = json.loads(csl.write(alone(EXACT, EXACT.update(id="w-2"))).data)[:1]
    assert item["issued"] == {"date-parts": [[2016, 3]], "circa": True}
    assert item["custom"] == {
        "annotated-archive": {
            "variant-titles": ["The A", "L’A"],
            "identifiers": [
                {"scheme": "OCLC", "value": "41266045"},
                {"scheme": "DOI", "value": "10.1000/182"},
            ],
            "issued": "2016-03?",
        }
    }
    plain = Work(id="w", type="book", title="A", issued="2016-03~")
    assert "custom" not in json.loads(csl.write(alone(plain)).data)[0]


def test_what_another_program_has_changed_counts_before_custom() -> None:
    [item] = json.loads(csl.write(alone(EXACT)).data)
    item |= {"issued": {"date-parts": [[2017]]}, "DOI": "10.1000/183", "title": "B"}
    [work] = csl.add(json.dumps([item]).encode(), onto=alone()).document.works
    assert work == EXACT.update(
        title="B",
        issued="2017",
        identifiers=(Identifier(scheme="DOI", value="10.1000/183"), EXACT.identifiers[0]),
    )


@each_case(
    "custom",
    [
        7,
        {"short_id": "xyz"},
        {"annotated-archive": 7},
        {"annotated-archive": {"issued": []}},
        {
            "annotated-archive": {
                "identifiers": [{"scheme": "DOI", "value": "x"}],
                "id": "other",
                "7": 7,
            }
        },
    ],
)
def test_a_custom_that_a_work_cannot_have_is_reported(custom: Any) -> None:
    item = {"id": "w", "type": "book", "title": "A", "custom": custom}
    result = csl.add(json.dumps([item]).encode(), onto=alone())
    assert result.document.works == (Work(id="w", type="book", title="A"),)
    assert [found.code for found in result.findings] == ["not-kept"]


def test_items_come_as_an_array_as_one_or_in_an_object() -> None:
    item = {"id": "w", "type": "book", "title": "A"}
    for form in ([item], item, {"items": [item]}):
        assert len(csl.add(json.dumps(form).encode(), onto=alone()).document.works) == 1
    assert csl.write(alone()).data == b"[]\n"
