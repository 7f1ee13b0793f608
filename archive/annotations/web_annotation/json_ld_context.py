"""Builds the JSON-LD context, which maps our own terms to IRIs (JSON-LD 1.1, 4.1.8)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from archive.annotations.web_annotation.statement_fields import (
    STATEMENTS,
    FieldKind,
    written_fields,
)
from archive.model.anchors import Anchor, Orphan
from archive.model.base import Model
from archive.model.introspection import classes_within
from archive.model.relations import CITO, TERMS, TO_SOURCE

ANNO = "http://www.w3.org/ns/anno.jsonld"
"""The context of the Web Annotation Vocabulary."""

COLLECTION_TERMS = (
    *("record", "baseIri", "plainText", "plainTextSha256"),
    *("positionUnit", "withheld", "selection"),
)
"""The terms of a collection that are ours."""


def context() -> list[Any]:
    """Return the value of `@context`.

    The fields in `statement` have the names of the model, each a term under `TERMS`. In the
    context, references are IRIs, and ordered values are lists.
    """
    return [
        ANNO,
        {
            # The vocabulary has `assessing` in place of `reviewing` (3.3.5); its context does not.
            "assessing": "http://www.w3.org/ns/oa#assessing",
            **{name: f"{TERMS}{name}" for name in COLLECTION_TERMS},
            "statement": {"@id": f"{TERMS}statement", "@context": _statement_context()},
            "orphan": {
                "@id": f"{TERMS}orphan",
                "@context": {
                    name: f"{TERMS}{name}" for name in ("block", "start", "end", "reason")
                },
            },
        },
    ]


def _statement_context() -> dict[str, Any]:
    return {
        "@vocab": TERMS,
        **_typed_terms(),
        "text": f"{TERMS}text",  # the Web Annotation Vocabulary has another term `text`
        "predicate": {"@type": "@vocab"},
        **{word: f"{CITO}{word}" for word in TO_SOURCE},
    }


def _typed_terms() -> dict[str, Any]:
    """Return the definitions of the fields whose values are not plain.

    A field with several values in one class and a single value in another is unordered.
    """
    fields = {
        (field.name, field.kind) for cls in _statement_classes() for field in written_fields(cls)
    }
    names = Counter(name for name, _ in fields)
    return {
        name: _TERM_DEFINITIONS[kind]
        for name, kind in sorted(fields)
        if kind in _TERM_DEFINITIONS and names[name] == 1
    }


def _statement_classes() -> set[type[Model]]:
    """Return the classes of values in a statement, except anchors and orphans (the targets)."""
    classes = {inner for cls in STATEMENTS.values() for inner in classes_within(cls)}
    return classes - {Anchor, Orphan}


_TERM_DEFINITIONS: dict[FieldKind, dict[str, str]] = {
    "reference": {"@type": "@id"},
    "references": {"@type": "@id"},
    "stretches": {"@container": "@list"},
    "parts": {"@container": "@list"},
}
"""The JSON-LD definition of each kind of field whose values are not plain."""
