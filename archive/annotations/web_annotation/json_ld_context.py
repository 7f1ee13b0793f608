"""The context that gives our own terms their addresses (JSON-LD 1.1, 4.1.8: scoped contexts)."""

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

OF_COLLECTION = (
    *("record", "baseIri", "plainText", "plainTextSha256"),
    *("positionUnit", "withheld", "selection"),
)
"""Our terms in a collection."""


def context() -> list[Any]:
    """Return the value of `@context`.

    What stands in `statement` has the names of the model, each a term under `TERMS`. References
    are IRIs there, and what has an order keeps it.
    """
    return [
        ANNO,
        {
            # The vocabulary renamed `reviewing` (3.3.5 has only this); its context never did.
            "assessing": "http://www.w3.org/ns/oa#assessing",
            **{name: f"{TERMS}{name}" for name in OF_COLLECTION},
            "statement": {"@id": f"{TERMS}statement", "@context": _of_statements()},
            "orphan": {
                "@id": f"{TERMS}orphan",
                "@context": {
                    name: f"{TERMS}{name}" for name in ("block", "start", "end", "reason")
                },
            },
        },
    ]


def _of_statements() -> dict[str, Any]:
    return {
        "@vocab": TERMS,
        **_typed_terms(),
        "text": f"{TERMS}text",  # a term of the Web Annotation Vocabulary means something else
        "predicate": {"@type": "@vocab"},
        **{word: f"{CITO}{word}" for word in TO_SOURCE},
    }


def _typed_terms() -> dict[str, Any]:
    """The fields that are not plain values.

    One that holds several values in one class and one in another has no order.
    """
    fields = {
        (field.name, field.how) for cls in _statement_classes() for field in written_fields(cls)
    }
    names = Counter(name for name, _ in fields)
    return {name: _TERMS[how] for name, how in sorted(fields) if how in _TERMS and names[name] == 1}


def _statement_classes() -> set[type[Model]]:
    """What may stand in a statement, but for stretches, which are targets."""
    held = {inner for cls in STATEMENTS.values() for inner in classes_within(cls)}
    return held - {Anchor, Orphan}


_TERMS: dict[FieldKind, dict[str, str]] = {
    "reference": {"@type": "@id"},
    "references": {"@type": "@id"},
    "stretches": {"@container": "@list"},
    "parts": {"@container": "@list"},
}
"""How the values of a field are read as linked data, where it is not as plain ones."""
