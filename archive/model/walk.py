"""Walks the parts of a record with their JSON Pointers, and maps a record to a changed copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from operator import is_
from typing import Any, NamedTuple, TypeVar

from archive.model.base import Model
from archive.model.introspection import fields_with_models, reference_fields
from archive.model.references import To

M = TypeVar("M", bound=Model)
P = TypeVar("P", bound="Model | tuple[Any, ...]")


class Reference(NamedTuple):
    """A reference from one part to another."""

    holder: str
    """The JSON Pointer of the part with the reference."""
    field: str
    """The field with the reference."""
    position: int | None
    """The position in the field, if the field has several references."""
    id: str
    """The id of the other part."""
    to: To
    """The kinds of part to which the reference may refer."""

    @property
    def pointer(self) -> str:
        """The JSON Pointer of the reference itself."""
        end = "" if self.position is None else f"/{self.position}"
        return f"{self.holder}/{self.field}{end}"


def walk(root: Model) -> list[tuple[str, Model]]:
    """Return the root and every model within it, each with its JSON Pointer (RFC 6901).

    Parents come before children, and fields in the order of the model; text blocks are therefore in
    reading order.
    """
    parts = [("", root)]
    _collect("", root, _MODEL_FIELDS[type(root)], parts)
    return parts


def _collect(
    pointer: str, part: Model, fields: tuple[str, ...], parts: list[tuple[str, Model]]
) -> None:
    """Add the parts within a part. Most parts contain no parts, so no call is made for them."""
    values = part.__dict__
    for name in fields:
        value = values[name]
        if not value:
            continue
        within = f"{pointer}/{name}"
        if type(value) is tuple:
            for position, item in enumerate(value):
                at = f"{within}/{position}"
                parts.append((at, item))
                if inner := _MODEL_FIELDS[type(item)]:
                    _collect(at, item, inner, parts)
        elif isinstance(value, Model):
            parts.append((within, value))
            if inner := _MODEL_FIELDS[type(value)]:
                _collect(within, value, inner, parts)


def models_within(root: Model) -> list[Model]:
    """Return the root and every model within it, in the order of `walk`.

    Pointers take most of the time of `walk`, and a valid document needs none.
    """
    models = [root]
    _collect_models(root, _MODEL_FIELDS[type(root)], models)
    return models


def _collect_models(part: Model, fields: tuple[str, ...], models: list[Model]) -> None:
    """Add the models within a part, as `_collect`."""
    values = part.__dict__
    for name in fields:
        value = values[name]
        if not value:
            continue
        if type(value) is tuple:
            for item in value:
                models.append(item)
                if inner := _MODEL_FIELDS[type(item)]:
                    _collect_models(item, inner, models)
        elif isinstance(value, Model):
            models.append(value)
            if inner := _MODEL_FIELDS[type(value)]:
                _collect_models(value, inner, models)


def mapped(
    root: P,
    change: Callable[[Any], Any],
    *,
    closed: type[Model] | tuple[type[Model], ...] = (),
) -> P:
    """Return a part, or a tuple of parts, with `change` applied to every part within it.

    `change` gets inner parts before the part that contains them, fields in the order of the model,
    and the root last. A part stays the same object if neither it nor a part within it is changed.
    The result is not checked: a document checks all parts when it is made.

    Args:
        root: A part, or a tuple of parts.
        change: A function that gets a part whose inner parts are already changed, and returns its
            replacement: the same part, another part, or `None` to leave the part out of a tuple.
        closed: Classes of parts whose inner parts are not visited; `change` may change these.
    """
    return _mapped(root, change, closed)  # type: ignore[no-any-return]


def _mapped(value: Any, change: Callable[[Any], Any], closed: Any) -> Any:
    """Return the changed value of a field. Unchanged values are not copied."""
    if type(value) is tuple:
        items = [_mapped(item, change, closed) for item in value]
        if all(map(is_, items, value)):
            return value
        return tuple(item for item in items if item is not None)
    if not isinstance(value, Model):
        return value
    if not isinstance(value, closed):
        values, fields = value.__dict__, {}
        for name in _MODEL_FIELDS[type(value)]:
            inner = values[name]
            if inner and (new := _mapped(inner, change, closed)) is not inner:
                fields[name] = new
        if fields:
            value = unchecked_copy(value, **fields)
    return change(value)


def unchecked_copy(part: M, **fields: Any) -> M:
    """Return a copy with new values, unchecked: a document checks all parts when it is made."""
    copied = super(Model, part).model_copy(update=fields)
    values, own = vars(copied), type(part).__pydantic_fields__
    if len(values) > len(own):
        for name in values.keys() - own.keys():
            del values[name]  # cached values of the old fields
    return copied


def references(
    parts: Iterable[tuple[str, Model]],
    passed_over: Callable[[str, To], bool] = lambda id, to: False,
) -> list[Reference]:
    """Return the references in these parts, in order, without those in parts within them.

    Args:
        parts: Parts with their pointers, as `walk` returns them.
        passed_over: A function that returns whether a reference is left out; its arguments are the
            id and the possible kinds of part.
    """
    result: list[Reference] = []
    for pointer, part in parts:
        values = part.__dict__
        for name, to in reference_fields(type(part)):
            value = values[name]
            if isinstance(value, tuple):
                for position, id in enumerate(value):
                    if not passed_over(id, to):
                        result.append(Reference(pointer, name, position, id, to))
            elif value is not None and not passed_over(value, to):
                result.append(Reference(pointer, name, None, value, to))
    return result


def referred(by_type: Mapping[type[Model], Iterable[Model]]) -> dict[To, set[str]]:
    """Return the ids to which these parts refer, by the possible kinds of part."""
    referred_ids: dict[To, set[str]] = defaultdict(set)
    for cls, parts in by_type.items():
        for name, to in reference_fields(cls):
            ids = referred_ids[to]
            for value in {part.__dict__[name] for part in parts}:
                if type(value) is tuple:
                    ids.update(value)
                elif value is not None:
                    ids.add(value)
    return referred_ids


class _ModelFields(dict[type[Model], tuple[str, ...]]):
    """The fields of each class that can contain models; computed on first use."""

    def __missing__(self, cls: type[Model]) -> tuple[str, ...]:
        return self.setdefault(cls, tuple(fields_with_models(cls)))


_MODEL_FIELDS = _ModelFields()
