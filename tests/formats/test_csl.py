"""CSL-JSON: what is written passes the schema and reads back equal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import archive
from archive.formats import csl
from tests.formats.bibliographies import alone, as_carried
from tests.strategies import documents


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
        back = csl.lay(csl.write(alone(work)).data, onto=alone())
        assert back.document.works == (work,)
        assert back.findings == ()
