"""Walks the parts of a record with their JSON Pointers, and maps a record to a changed copy."""

from __future__ import annotations

from collections import defaultdict
from operator import is_
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from archive.model.base import Model
from archive.model.introspection import fields_with_models, reference_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from archive.model.references import To

M = TypeVar("M", bound=Model)
P = TypeVar("P", bound="Model | tuple[Any, ...]")


class Reference(NamedTuple):
    """A reference from one part to another."""

    holder: str
    """The JSON Pointer of the part that holds it."""
    field: str
    """The field that holds it."""
    position: int | None
    """The position in the field, if the field holds several."""
    id: str
    """The id that it names."""
    to: To
    """The kinds of part that it may name."""

    @property
    def pointer(self) -> str:
        """The JSON Pointer of the reference itself."""
        end = "" if self.position is None else f"/{self.position}"
        return f"{self.holder}/{self.field}{end}"


def walk(root: Model) -> list[tuple[str, Model]]:
    """Return the root and every model within it, each with its JSON Pointer (RFC 6901).

    Parents come before children, fields in the order of the model, so text blocks come in reading
    order.
    """
    parts = [("", root)]
    _collect("", root, _MODEL_FIELDS[type(root)], parts)
    return parts


def _collect(
    pointer: str, part: Model, fields: tuple[str, ...], parts: list[tuple[str, Model]]
) -> None:
    """Add the parts within a part. Most parts hold no others, and need no call."""
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


def mapped(
    root: P,
    change: Callable[[Any], Any],
    *,
    closed: type[Model] | tuple[type[Model], ...] = (),
) -> P:
    """Return a part, or a tuple of parts, with `change` applied to every part within it.

    Inner parts come before the part that holds them, fields in the order of the model, the root
    last. A part that is not changed, and holds no changed part, stays the same object. The result
    is not checked: a document checks all parts when it is made.

    Args:
        root: A part, or a tuple of parts.
        change: Returns the replacement of a part whose own parts are changed already: the part
            itself, another one, or `None` to leave it out of a tuple.
        closed: Classes of parts whose own parts are not visited; `change` may handle them.
    """
    return _mapped(root, change, closed)  # type: ignore[no-any-return]


def _mapped(value: Any, change: Callable[[Any], Any], closed: Any) -> Any:
    """The changed value of a field. Most parts hold no others, and no copy is made of them."""
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
    """Return an unchecked copy: a document checks all parts when it is made."""
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
    """Return each reference of these parts, without those of parts within them, in order.

    Args:
        parts: Parts with their pointers, as `walk` returns them.
        passed_over: Returns whether a reference is left out, given its id and the kinds it may
            name.
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


def referred(by_type: Mapping[type[Model], Iterable[tuple[str, Model]]]) -> dict[To, set[str]]:
    """Return the ids that these parts refer to, by the kinds they may name."""
    referred_ids: dict[To, set[str]] = defaultdict(set)
    for cls, parts in by_type.items():
        for name, to in reference_fields(cls):
            ids = referred_ids[to]
            for _, part in parts:
                value = part.__dict__[name]
                if type(value) is tuple:
                    ids.update(value)
                elif value is not None:
                    ids.add(value)
    return referred_ids


class _ModelFields(dict[type[Model], tuple[str, ...]]):
    """The fields of each class that can hold models; computed on first use."""

    def __missing__(self, cls: type[Model]) -> tuple[str, ...]:
        return self.setdefault(cls, tuple(fields_with_models(cls)))


_MODEL_FIELDS = _ModelFields()
