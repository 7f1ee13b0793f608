"""Reads facts about fields from the classes of the model, so that each fact is written only once.

The types of fields tell which fields contain models, parts, stretches of the text or references,
and therefore the class of each value in a raw record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

from archive.model.anchors import Stretch
from archive.model.base import IdFrom, Model, Shown
from archive.model.references import To


def class_of(value: dict[str, Any], classes: tuple[type[Model], ...]) -> type[Model] | None:
    """Return the class of a raw value: the only class, or the class with the value's `type` tag."""
    if len(classes) == 1:
        return classes[0]
    tag = value.get("type")
    return next((cls for cls in classes if tag in type_tags(cls)), None)


@cache
def type_tags(cls: type[Model]) -> tuple[str, ...]:
    """Return the values of the field `type` that distinguish a class within a union."""
    field = cls.model_fields.get("type")
    return get_args(field.annotation) if field else ()


@cache
def fields_with_models(cls: type[Model]) -> Mapping[str, tuple[type[Model], ...]]:
    """Return the fields of a class that contain models, with the classes of these models."""
    hints = get_type_hints(cls)
    classes_by_field = {name: classes_in(hints[name]) for name in cls.model_fields}
    return MappingProxyType(
        {name: classes for name, classes in classes_by_field.items() if classes}
    )


def classes_in(hint: Any) -> tuple[type[Model], ...]:
    """Return the model classes in a type: of its values, or of the items of its values."""
    return tuple(_models(hint))


def _models(hint: Any) -> Iterator[type[Model]]:
    if isinstance(hint, type) and get_origin(hint) is None:
        if issubclass(hint, Model):
            yield hint
        return
    for argument in get_args(hint):
        yield from _models(argument)


@cache
def stretch_fields(cls: type[Model]) -> tuple[str, ...]:
    """Return the fields of a class that contain stretches of the text."""
    return tuple(
        name for name, classes in fields_with_models(cls).items() if classes == classes_in(Stretch)
    )


class PlainField(NamedTuple):
    """A field that has text, a word of a closed list, or a boolean."""

    type: Any
    """The type of the field, without `None`: `bool`, or a kind of `str`."""
    default: Any
    """The default value of the field; undefined if the field is required."""
    shown: Shown
    """How the field is shown to people."""

    @property
    def is_boolean(self) -> bool:
        """Whether the field has a boolean."""
        return _bare(self.type) is bool

    @property
    def meanings(self) -> Mapping[Any, str]:
        """The meanings of the words in a closed list; empty for text and booleans."""
        return {} if self.is_boolean else self.shown.meanings


@cache
def plain_fields(cls: type[Model], besides: type[Model] = Model) -> Mapping[str, PlainField]:
    """Return the plain fields of a class in their order, without those of a base class.

    Ids, references to parts and type tags are not plain fields.
    """
    hints = get_type_hints(cls, include_extras=True)
    passed_over = {*besides.model_fields, "id", "type", *dict(reference_fields(cls))}
    fields = {}
    for name, info in cls.model_fields.items():
        type = _without_none(hints[name])
        if name not in passed_over and _bare(type) in (str, bool):
            fields[name] = PlainField(type, info.get_default(), cls._SHOWN.get(name, Shown()))
    return MappingProxyType(fields)


def _without_none(hint: Any) -> Any:
    """Return a type without `None`; return other types unchanged."""
    if get_origin(hint) not in (Union, UnionType):
        return hint
    types = [one for one in get_args(hint) if one is not NoneType]
    return types[0] if len(types) == 1 else hint


def _bare(hint: Any) -> Any:
    """Return the class behind a type; for a closed list of words, `str`."""
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    return str if get_origin(hint) is Literal else hint


@cache
def has_id(cls: type[Model]) -> bool:
    """Return whether values of a class have ids, which makes them parts of a record."""
    return "id" in cls.model_fields


def id_from(cls: type[Model]) -> IdFrom:
    """Return how the id of a part of a class is made if the part has none.

    Raises:
        AttributeError: The class does not set `_ID_FROM`.
    """
    return cls._ID_FROM


@cache
def part_fields(cls: type[Model]) -> tuple[str, ...]:
    """Return the fields of a class that contain parts, or values with parts."""
    return tuple(
        name
        for name, classes in fields_with_models(cls).items()
        if any(has_id(inner) or part_fields(inner) for inner in classes)
    )


@cache
def collection_fields(cls: type[Model]) -> Mapping[str, tuple[type[Model], ...]]:
    """Return the fields of a class that contain several parts, with the classes of these parts."""
    return MappingProxyType(
        {
            name: fields_with_models(cls)[name]
            for name in part_fields(cls)
            if holds_several(cls, name)
        }
    )


@cache
def classes_within(cls: type[Model]) -> tuple[type[Model], ...]:
    """Return a class and every class whose values may be contained in its values."""
    classes_seen: dict[type[Model], None] = {}
    to_visit = [cls]
    while to_visit:
        if (model := to_visit.pop()) not in classes_seen:
            classes_seen[model] = None
            to_visit.extend(
                inner for classes in fields_with_models(model).values() for inner in classes
            )
    return tuple(classes_seen)


def kind_for(cls: type[Model]) -> str:
    """Return the name of a class for readers, in one or two words.

    >>> from archive.model.blocks import CodeBlock, TextBlock
    >>> kind_for(CodeBlock), kind_for(TextBlock), kind_for(Model)
    ('code block', 'text block', 'part')
    """
    name = cls.__name__.lstrip("_")
    return "part" if cls is Model else _CAPITALS.sub(" ", name).lower()


_CAPITALS = re.compile("(?<=[a-z])(?=[A-Z])")


@cache
def kinds_for(cls: type[Model]) -> frozenset[str]:
    """Return the kinds of a class: all words that references may use for its parts."""
    bases = (base for base in cls.__mro__ if issubclass(base, Model))
    return frozenset(kind_for(base) for base in bases if base is Model or has_id(base))


@cache
def holds_several(cls: type[Model], field: str) -> bool:
    """Return whether a field of a class is an array."""
    return _has_tuple(get_type_hints(cls)[field])


def _has_tuple(hint: Any) -> bool:
    return get_origin(hint) is tuple or any(map(_has_tuple, get_args(hint)))


def values_along(
    cls: type[Model], record: Any, steps: Sequence[str]
) -> Iterator[tuple[type[Model] | None, Any]]:
    """Yield class and raw value of the record, then class and raw value after each step.

    The class is `None` if the value is not a model, or if its `type` tag is missing or unknown.
    Steps are the steps of a JSON Pointer, unescaped. Python values are yielded as in JSON: a model
    as a dict, a tuple as a list.
    """
    classes: tuple[type[Model], ...] = (cls,)
    record = _raw(record)
    yield cls, record
    for step in steps:
        if isinstance(record, list):
            record = record[int(step)] if step.isdecimal() and int(step) < len(record) else None
        elif isinstance(record, dict):
            model = class_of(record, classes)
            classes = fields_with_models(model).get(step, ()) if model else ()
            record = record.get(step)
        else:
            record, classes = None, ()
        record = _raw(record)
        yield (class_of(record, classes) if isinstance(record, dict) and classes else None), record


@cache
def _adapter(cls: type[Model], field: str) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(cls, include_extras=True)[field])


def accepts(cls: type[Model], field: str, value: Any) -> bool:
    """Return whether a raw value is valid for a field of a class, whatever other fields have."""
    try:
        _adapter(cls, field).validate_python(value)
    except ValueError:
        return False
    return True


@cache
def reference_fields(cls: type[Model]) -> tuple[tuple[str, To], ...]:
    """Return the fields of a class that contain references, with the kinds that each may name."""
    hints = get_type_hints(cls, include_extras=True)
    references = ((name, _reference(hints[name])) for name in cls.model_fields)
    return tuple((name, to) for name, to in references if to is not None)


def kinds_named(cls: type[Model], field: str) -> frozenset[str]:
    """Return the kinds of part to which a field of a class, or each item of the field, refers."""
    to = dict(reference_fields(cls)).get(field)
    return to.kinds if to else frozenset()


def _reference(hint: Any) -> To | None:
    marks = (mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, To))
    within = (_reference(argument) for argument in get_args(hint))
    return next((to for to in (*marks, *within) if to is not None), None)


def _raw(value: Any) -> Any:
    if isinstance(value, Model):
        return dict(value.__dict__)
    return list(value) if isinstance(value, tuple) else value


def classes_of(cls: type[Model] | None, field: str) -> tuple[type[Model], ...]:
    """Return the classes of the values of a field, or of its items if the field is an array."""
    return fields_with_models(cls).get(field, ()) if cls else ()
