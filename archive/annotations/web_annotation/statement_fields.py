"""Writes and reads the fields of a statement other than its targets.

The names are those of the model. A reference is an IRI, and a stretch of words is a
`SpecificResource`; all other values are as in the JSON of a record. Empty values are left out.
Other defaults, such as `asserted` and `proposed`, are written: other programs do not know them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, get_args

from archive.model.annotations import Annotation
from archive.model.assessments import Assessment
from archive.model.base import Model
from archive.model.claims import Claim
from archive.model.introspection import (
    fields_with_models,
    holds_several,
    reference_fields,
    stretch_fields,
    type_tags,
)
from archive.model.relations import Relation
from archive.model.statements import Statement

STATEMENTS: Mapping[str, type[Statement]] = {
    cls.__name__: cls for cls in (Claim, *get_args(get_args(Annotation)[0]), Assessment, Relation)
}
"""The classes of statements, by the name that each has in an annotation."""

FieldKind = Literal["value", "reference", "references", "stretches", "part", "parts"]
"""The form in which a field is written."""


class Field(NamedTuple):
    """A field of a class, and the form in which it is written."""

    name: str
    default: Any
    kind: FieldKind


@cache
def written_fields(cls: type[Model]) -> tuple[Field, ...]:
    """Return the fields of a class that are written: all except id, tag and anchors."""
    left_out = {"id", "anchors"} if issubclass(cls, Statement) else set[str]()
    if len(type_tags(cls)) == 1:
        left_out.add("type")
    return tuple(
        Field(name, info.get_default(call_default_factory=True), _kind_of(cls, name))
        for name, info in cls.model_fields.items()
        if name not in left_out
    )


_EMPTY_DEFAULTS = (None, (), "")
"""The defaults that are left out."""


def _kind_of(cls: type[Model], name: str) -> FieldKind:
    several = holds_several(cls, name)
    if name in dict(reference_fields(cls)):
        return "references" if several else "reference"
    if name in stretch_fields(cls):
        return "stretches"
    if name in fields_with_models(cls):
        return "parts" if several else "part"
    return "value"


def write_fields(
    part: Model, iri: Callable[[str], str], stretch: Callable[[Any], Any]
) -> dict[str, Any]:
    """Return the fields of a statement, or of a part of one, that are not empty.

    Args:
        part: The statement, or a part of one.
        iri: Returns the IRI of an id.
        stretch: Returns the target of an anchor or an orphan.
    """
    values = part.__dict__
    found: dict[str, Any] = {}
    for name, default, kind in written_fields(type(part)):
        value = values[name]
        if value is default and default in _EMPTY_DEFAULTS:
            continue
        match kind:
            case "value":
                found[name] = value
            case "reference":
                found[name] = iri(value)
            case "references":
                found[name] = [iri(id) for id in value]
            case "stretches":
                found[name] = [stretch(inner) for inner in value]
            case "part":
                found[name] = write_fields(value, iri, stretch)
            case "parts":
                found[name] = [write_fields(inner, iri, stretch) for inner in value]
    return found


def read_fields(
    cls: type[Model], raw: Any, id_of: Callable[[Any], Any], stretch: Callable[[Any], Any]
) -> Any:
    """Undo `write_fields`: return the raw statement or part. Unknown fields are kept.

    Args:
        cls: The class of the part.
        raw: The written fields.
        id_of: Returns the id for an IRI.
        stretch: Returns the raw anchor or orphan for a target.
    """
    if not isinstance(raw, dict):
        return raw
    found = dict(raw)
    for name, _, kind in written_fields(cls):
        if name not in raw:
            continue
        value = raw[name]
        several = value if isinstance(value, list) else [value]
        match kind:
            case "value":
                pass
            case "reference":
                found[name] = id_of(value)
            case "references":
                found[name] = [id_of(iri) for iri in several]
            case "stretches":
                found[name] = [stretch(inner) for inner in several]
            case "part":
                found[name] = read_fields(fields_with_models(cls)[name][0], value, id_of, stretch)
            case "parts":
                found[name] = [
                    read_fields(fields_with_models(cls)[name][0], inner, id_of, stretch)
                    for inner in several
                ]
    return found
