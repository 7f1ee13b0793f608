"""The one traversal of a record: every part with its JSON Pointer, in the record's order."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin, get_type_hints

from archive.model.base import Model
from archive.model.references import To

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Reference(NamedTuple):
    """A reference that a part makes."""

    holder: str
    """The JSON Pointer of the part."""
    field: str
    """The field that holds it."""
    position: int | None
    """Where in the field, if that holds several."""
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
    found: list[tuple[str, Model]] = []
    _collect("", root, found)
    return found


def _collect(pointer: str, part: Model, found: list[tuple[str, Model]]) -> None:
    found.append((pointer, part))
    values = part.__dict__
    for name in model_fields(type(part)):
        value = values[name]
        if isinstance(value, tuple):
            for position, item in enumerate(value):
                _collect(f"{pointer}/{name}/{position}", item, found)
        elif isinstance(value, Model):
            _collect(f"{pointer}/{name}", value, found)


def references(
    parts: Iterable[tuple[str, Model]],
    passed_over: Callable[[str, To], bool] = lambda id, to: False,
) -> list[Reference]:
    """Return each reference that these parts make themselves, in order.

    Args:
        parts: Parts with their pointers, as `walk` returns them.
        passed_over: References that are not wanted, by the id and what it may name.
    """
    found: list[Reference] = []
    for pointer, part in parts:
        values = part.__dict__
        for name, to in _reference_fields(type(part)):
            value = values[name]
            if isinstance(value, tuple):
                for position, id in enumerate(value):
                    if not passed_over(id, to):
                        found.append(Reference(pointer, name, position, id, to))
            elif value is not None and not passed_over(value, to):
                found.append(Reference(pointer, name, None, value, to))
    return found


@cache
def _hints(cls: type[Model]) -> dict[str, Any]:
    hints = get_type_hints(cls, include_extras=True)
    return {name: hints[name] for name in cls.model_fields}


@cache
def model_fields(cls: type[Model]) -> tuple[str, ...]:
    """Return the names of the fields of a class that can hold models."""
    return tuple(name for name, hint in _hints(cls).items() if _holds_model(hint))


@cache
def _reference_fields(cls: type[Model]) -> tuple[tuple[str, To], ...]:
    """The fields of a class that hold references."""
    found = ((name, _reference(hint)) for name, hint in _hints(cls).items())
    return tuple((name, to) for name, to in found if to is not None)


def _holds_model(hint: Any) -> bool:
    if isinstance(hint, type) and get_origin(hint) is None:
        return issubclass(hint, Model)
    return any(_holds_model(argument) for argument in get_args(hint))


def _reference(hint: Any) -> To | None:
    for argument in getattr(hint, "__metadata__", ()):
        if isinstance(argument, To):
            return argument
    for argument in get_args(hint):
        if (to := _reference(argument)) is not None:
            return to
    return None
