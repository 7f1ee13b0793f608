"""Of which class each value of a raw record is, found along the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

from archive.model.base import Model
from archive.model.references import To


def class_of(value: dict[str, Any], classes: tuple[type[Model], ...]) -> type[Model] | None:
    """Which of the classes a raw value is of: the only one, or the one with its tag."""
    if len(classes) == 1:
        return classes[0]
    tag = value.get("type")
    return next((cls for cls in classes if tag in tags(cls)), None)


@cache
def tags(cls: type[Model]) -> tuple[str, ...]:
    """The values of the field `type` that tell a class from others in its place."""
    field = cls.model_fields.get("type")
    return get_args(field.annotation) if field else ()


@cache
def inner(cls: type[Model]) -> Mapping[str, tuple[type[Model], ...]]:
    """The fields of a class that hold models, and the classes that these may be of."""
    hints = get_type_hints(cls)
    found = {name: tuple(_models(hints[name])) for name in cls.model_fields}
    return MappingProxyType({name: classes for name, classes in found.items() if classes})


@cache
def holds_several(cls: type[Model], field: str) -> bool:
    """Whether a field of a class is an array."""
    return _has_tuple(get_type_hints(cls)[field])


def _has_tuple(hint: Any) -> bool:
    return get_origin(hint) is tuple or any(map(_has_tuple, get_args(hint)))


def _models(hint: Any) -> Iterator[type[Model]]:
    if isinstance(hint, type) and get_origin(hint) is None:
        if issubclass(hint, Model):
            yield hint
        return
    for argument in get_args(hint):
        yield from _models(argument)


def along(
    cls: type[Model], record: Any, steps: Sequence[str]
) -> Iterator[tuple[type[Model] | None, Any]]:
    """Yield the class and the raw value of the record, and of each value that these steps lead to.

    The class is `None` where there is no model, and where a tag that would tell is left out or
    unknown. Steps are those of a JSON Pointer, unescaped. What was made in Python is yielded as
    JSON would have it: a model as a dict, a tuple as a list.
    """
    classes: tuple[type[Model], ...] = (cls,)
    record = _raw(record)
    yield cls, record
    for step in steps:
        if isinstance(record, list):
            record = record[int(step)] if step.isdecimal() and int(step) < len(record) else None
        elif isinstance(record, dict):
            of = class_of(record, classes)
            classes = inner(of).get(step, ()) if of else ()
            record = record.get(step)
        else:
            record, classes = None, ()
        record = _raw(record)
        yield (class_of(record, classes) if isinstance(record, dict) and classes else None), record


@cache
def _adapter(cls: type[Model], field: str) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(cls, include_extras=True)[field])


def accepts(cls: type[Model], field: str, value: Any) -> bool:
    """Whether a field of a class can have a raw value, taken for itself."""
    try:
        _adapter(cls, field).validate_python(value)
    except ValueError:
        return False
    return True


@cache
def kinds_of(cls: type[Model], field: str) -> frozenset[str]:
    """The kinds of part to which a field of a class, or each of its items, refers by an id."""
    return frozenset().union(*_kinds(get_type_hints(cls, include_extras=True)[field]))


def _kinds(hint: Any) -> Iterator[frozenset[str]]:
    yield from (mark.kinds for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, To))
    for argument in get_args(hint):
        yield from _kinds(argument)


def _raw(value: Any) -> Any:
    if isinstance(value, Model):
        return dict(value.__dict__)
    return list(value) if isinstance(value, tuple) else value


def classes_of(cls: type[Model] | None, field: str) -> tuple[type[Model], ...]:
    """Return the classes that a field of a class may hold, or its items if it holds several."""
    return inner(cls).get(field, ()) if cls else ()
