"""Makes the JSON Schema of a record from the model, for editors and other programs."""

from __future__ import annotations

import inspect
from typing import Any

from archive.model.anchors import Quote
from archive.model.base import Model, every_model
from archive.model.docstrings import field_docs, first_paragraph
from archive.model.document import Document
from archive.model.schema_names import schema_name


def document_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record as a person or program may write it.

    Descriptions are the docstrings of the model. The schema allows a `Quote` in place of an anchor;
    the reader turns it into an anchor.
    """
    schema = Document.model_json_schema(mode="validation", ref_template="#/$defs/{model}")
    definitions: dict[str, Any] = schema.pop("$defs")
    definitions["Quote"] = Quote.model_json_schema()
    own = (cls for cls in every_model() if cls.__module__.startswith("archive."))
    models = {cls.__name__: cls for cls in own}
    for name, definition in definitions.items():
        if name in models:
            _describe(definition, models[name])
    _describe(schema, Document)
    schema["required"] = ["schema_version", "id"]
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": schema_name("document.schema.json"),
        "title": "Record of an article",
        **{key: value for key, value in schema.items() if key != "title"},
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }
    return _tidied(whole)  # type: ignore[no-any-return]


def _describe(definition: dict[str, Any], cls: type[Model]) -> None:
    """Add docstrings to the definition of a model, and make its union tag required."""
    definition["description"] = first_paragraph(inspect.getdoc(cls) or "")
    docs = field_docs(cls)
    for name, schema in definition.get("properties", {}).items():
        if name in docs:
            schema["description"] = first_paragraph(docs[name])
    tag = definition.get("properties", {}).get("type", {})
    if "const" in tag:
        tag["description"] = "The type of this object."
        definition["required"] = ["type", *definition.get("required", ())]


def _tidied(value: Any) -> Any:
    """Return the schema without pydantic's generated titles, and allow a quote for each anchor."""
    if isinstance(value, list):
        return [_tidied(item) for item in value]
    if not isinstance(value, dict):
        return value
    tidied = {
        key: _tidied(item)
        for key, item in value.items()
        if not (key == "title" and isinstance(item, str) and "$id" not in value)
        and key != "discriminator"
    }
    choices = tidied.get("oneOf", ())
    if {"$ref": "#/$defs/Anchor"} in choices:
        tidied["anyOf"] = [*tidied.pop("oneOf"), {"$ref": "#/$defs/Quote"}]
    elif any("$ref" not in choice for choice in choices):  # a value or an absence: both may be text
        tidied["anyOf"] = tidied.pop("oneOf")
    return tidied
