"""Builds the JSON Schema for the answer of a language model, which lists claims.

Models with structured output support a subset of JSON Schema: every property is required, and no
other property is allowed. So optional values may be `null`, and a closed vocabulary is an `enum`.
Lengths, patterns and formats are left out, because not all models support them.
"""

from __future__ import annotations

import json
from typing import Any

from archive.annotations.sheet.columns import COLUMNS, Column
from archive.model.schema_names import schema_name

_REQUIRED = ("words", "restatement", "kind")
"""The columns that every claim must have."""


def schema() -> dict[str, Any]:
    """Return the schema, in JSON Schema 2020-12."""
    properties = {column.name: _property(column) for column in COLUMNS if column.is_answer}
    claim = {
        "type": "object",
        "description": "A claim of the article, with what is said about it.",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": schema_name("sheet.schema.json"),
        "title": "Claims of an article",
        "type": "object",
        "description": "What the article claims. Invent nothing: copy words from the article, and "
        "use null for what it does not say.",
        "properties": {
            "claims": {
                "type": "array",
                "description": "The claims in the order of the article. A claim with two sources "
                "or two relations is listed twice, with the same words and restatement.",
                "items": claim,
            }
        },
        "required": ["claims"],
        "additionalProperties": False,
    }


def schema_file() -> bytes:
    """Return the schema as a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2).encode() + b"\n"


def _property(column: Column) -> dict[str, Any]:
    description = column.means.replace("`", "")
    if column.meanings:
        meanings = "; ".join(f"{word}: {meaning}" for word, meaning in column.meanings.items())
        description = f"{description} {meanings}."
    optional = column.name not in _REQUIRED
    if column.takes == "names":
        names = description.replace(", separated by ;", "")
        one = {"type": "string", "description": "One name; a new name has its type before it."}
        return {"type": "array", "description": names, "items": one}
    if column.meanings:
        words: list[str | None] = list(column.meanings)
        return {
            "type": ["string", "null"] if optional else "string",
            "description": description,
            "enum": [*words, None] if optional else words,
        }
    type = "boolean" if column.takes == "boolean" else "string"
    if column.takes == "certainty":
        words = ["high", "medium", "low", None]
        short = "How sure you are of the claim."
        return {"type": ["string", "null"], "description": short, "enum": words}
    return {"type": [type, "null"] if optional else type, "description": description}
