"""The published JSON Schema: made from the model, and of use to an editor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from archive.formats import json as json_format
from archive.model.base import Model
from archive.model.docstrings import field_docs
from archive.model.document import Document
from archive.model.json_schema import document_schema
from tests.make_schemas import made_json_schema
from tests.samples import assessed
from tests.tools.cases import each_case

ROOT = Path(__file__).parents[2]


def published() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((ROOT / "schemas/document.schema.json").read_text("utf-8"))
    return schema


def refuse(uri: str) -> None:
    raise AssertionError(f"a schema asks for {uri}")


def validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(published(), validate_formats=True, retriever=refuse)


def problems(data: Any) -> list[str]:
    return ["/".join(map(str, e.instance_path)) for e in validator().iter_errors(data)]


def record() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json_format.write(assessed()).data)
    return data


@pytest.mark.slow
def test_a_class_of_somebody_else_with_the_name_of_a_model_changes_nothing() -> None:
    before = document_schema()
    theirs = type("Claim", (Model,), {"__module__": "theirs", "__doc__": "Another claim."})
    assert document_schema() == before
    del theirs


def test_the_published_schema_is_the_one_that_the_model_makes() -> None:
    assert (ROOT / "schemas/document.schema.json").read_text("utf-8") == made_json_schema(), (
        "make it anew: make schemas"
    )


def test_the_schema_is_a_schema() -> None:
    assert jsonschema_rs.meta.is_valid(published())


def test_every_field_is_explained() -> None:
    schema = published()
    for name, definition in {"Document": schema, **schema["$defs"]}.items():
        for field, part in definition.get("properties", {}).items():
            assert part.get("description"), f"{name}.{field}"


def test_every_model_is_explained() -> None:
    for name, definition in published()["$defs"].items():
        if definition.get("type") == "object":
            assert definition.get("description"), name


def test_field_docs_include_those_inherited() -> None:
    claim = next(cls for cls in _models(Model) if cls.__name__ == "Claim")
    docs = field_docs(claim)
    assert docs["status"] == "Whether the statement is proposed, accepted or rejected."
    assert (
        docs["kind"]
        == "What the claim asserts: a fact, a cause, a prediction, a norm or a value judgement."
    )


def _models(cls: type[Model]) -> list[type[Model]]:
    return [cls, *(inner for derived in cls.__subclasses__() for inner in _models(derived))]


def test_what_the_library_writes_is_valid() -> None:
    assert problems(record()) == []


def test_an_anchor_may_be_written_with_its_words_only() -> None:
    data = record()
    data["claims"][0]["anchors"] = [{"exact": "trade with China"}]
    assert problems(data) == []


@pytest.mark.slow
@each_case(
    ("path", "value", "problem"),
    [
        ("claims/0/kind", "descriptiv", "claims/0/kind"),
        ("claims/0/id", "1a", "claims/0/id"),
        ("claims/0/restatement", " two  blanks", "claims/0/restatement"),
        ("claims/0/colour", "red", "claims/0"),
        ("claims/0/basis", "printed", "claims/0"),
        ("claims/0/revision", 1, "claims/0/revision"),
        ("revisions/0/at", "yesterday", "revisions/0/at"),
        ("works/0/withdrawn", True, "works/0/withdrawn"),
        ("metadata/titles/0/basis", "guess", "metadata/titles"),
        ("claims/0/certainty", 1.5, "claims/0/certainty"),
        ("captures/0/sha256", "abc", "captures/0/sha256"),
        ("metadata/authors", "nobody", "metadata/authors"),
        ("schema_version", "2.0", "schema_version"),
    ],
)
def test_an_editor_is_told_what_is_wrong(path: str, value: object, problem: str) -> None:
    data = record()
    *steps, last = path.split("/")
    here: Any = data
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    here[last] = value
    assert problems(data) == [problem]


@pytest.mark.slow
@each_case("path", ["schema_version", "id", "claims/0/kind", "annotations/0/type"])
def test_an_editor_is_told_what_is_missing(path: str) -> None:
    data = record()
    *steps, last = path.split("/")
    here: Any = data
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    del here[last]
    assert problems(data) == ["/".join(steps)]


def test_the_schema_and_the_model_know_the_same_fields() -> None:
    schema = published()
    assert set(schema["properties"]) == set(Document.model_fields)
    models = {cls.__name__: cls for cls in _models(Model) if cls.__module__.startswith("archive.")}
    for name, definition in schema["$defs"].items():
        if name in models:
            assert set(definition["properties"]) == set(models[name].model_fields), name
