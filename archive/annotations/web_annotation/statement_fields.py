"""What a statement holds besides its targets, field by field, in both directions.

Names are those of the model. A reference is an IRI, a stretch a `SpecificResource`; all other
values stand as in the JSON of a record. Left out is what says nothing. A default that says
something is written, since others do not know it: that a claim is asserted, that it is proposed.
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
"""The classes of statements by the names that their annotations say."""

FieldKind = Literal["value", "reference", "references", "stretches", "part", "parts"]
"""How a field is written."""


class Field(NamedTuple):
    """A field of a class, and how it is written."""

    name: str
    default: Any
    how: FieldKind


@cache
def written_fields(cls: type[Model]) -> tuple[Field, ...]:
    """Return the fields of a class that stand in a statement: all but id, tag and anchors."""
    left_out = {"id", "anchors"} if issubclass(cls, Statement) else set[str]()
    if len(type_tags(cls)) == 1:
        left_out.add("type")
    return tuple(
        Field(name, info.get_default(call_default_factory=True), _kind_of(cls, name))
        for name, info in cls.model_fields.items()
        if name not in left_out
    )


_NOTHING = (None, (), "")
"""The defaults that say nothing."""


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
    """Return the fields of a statement, or of a part of one, that say something.

    Args:
        part: The statement, or the part.
        iri: Gives the IRI of an id.
        stretch: Gives what is written for an anchor or an orphan.
    """
    values = part.__dict__
    found: dict[str, Any] = {}
    for name, default, how in written_fields(type(part)):
        value = values[name]
        if value is default and default in _NOTHING:
            continue
        match how:
            case "value":
                found[name] = value
            case "reference":
                found[name] = iri(value)
            case "references":
                found[name] = [iri(id) for id in value]
            case "stretches":
                found[name] = [stretch(held) for held in value]
            case "part":
                found[name] = write_fields(value, iri, stretch)
            case "parts":
                found[name] = [write_fields(held, iri, stretch) for held in value]
    return found


def read_fields(
    cls: type[Model], raw: Any, id_of: Callable[[Any], Any], stretch: Callable[[Any], Any]
) -> Any:
    """Undo `write_fields`: return the raw part of a record. What is of no use in one stays.

    Args:
        cls: The class of the part.
        raw: What was written.
        id_of: Gives the id of an IRI.
        stretch: Gives the raw anchor or orphan.
    """
    if not isinstance(raw, dict):
        return raw
    found = dict(raw)
    for name, _, how in written_fields(cls):
        if name not in raw:
            continue
        value = raw[name]
        several = value if isinstance(value, list) else [value]
        match how:
            case "value":
                pass
            case "reference":
                found[name] = id_of(value)
            case "references":
                found[name] = [id_of(iri) for iri in several]
            case "stretches":
                found[name] = [stretch(held) for held in several]
            case "part":
                found[name] = read_fields(fields_with_models(cls)[name][0], value, id_of, stretch)
            case "parts":
                found[name] = [
                    read_fields(fields_with_models(cls)[name][0], held, id_of, stretch)
                    for held in several
                ]
    return found
