"""The one traversal of a record: every part with its JSON Pointer, in the record's order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from archive.model.base import Model
from archive.model.shape import inner, references_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from archive.model.references import To


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
    found = [("", root)]
    _collect("", root, _MODEL_FIELDS[type(root)], found)
    return found


def _collect(
    pointer: str, part: Model, fields: tuple[str, ...], found: list[tuple[str, Model]]
) -> None:
    """Add what stands within a part. Most parts hold no others, and cost no call."""
    values = part.__dict__
    for name in fields:
        value = values[name]
        if not value:
            continue
        within = f"{pointer}/{name}"
        if type(value) is tuple:
            for position, item in enumerate(value):
                at = f"{within}/{position}"
                found.append((at, item))
                if inner := _MODEL_FIELDS[type(item)]:
                    _collect(at, item, inner, found)
        elif isinstance(value, Model):
            found.append((within, value))
            if inner := _MODEL_FIELDS[type(value)]:
                _collect(within, value, inner, found)


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
        for name, to in references_in(type(part)):
            value = values[name]
            if isinstance(value, tuple):
                for position, id in enumerate(value):
                    if not passed_over(id, to):
                        found.append(Reference(pointer, name, position, id, to))
            elif value is not None and not passed_over(value, to):
                found.append(Reference(pointer, name, None, value, to))
    return found


def referred(by_type: Mapping[type[Model], Iterable[tuple[str, Model]]]) -> dict[To, set[str]]:
    """Return the ids that these parts refer to, by what each may name."""
    found: dict[To, set[str]] = defaultdict(set)
    for cls, parts in by_type.items():
        for name, to in references_in(cls):
            ids = found[to]
            for _, part in parts:
                value = part.__dict__[name]
                if type(value) is tuple:
                    ids.update(value)
                elif value is not None:
                    ids.add(value)
    return found


def model_fields(cls: type[Model]) -> tuple[str, ...]:
    """Return the names of the fields of a class that can hold models."""
    return _MODEL_FIELDS[cls]


class _ModelFields(dict[type[Model], tuple[str, ...]]):
    """The fields of each class that can hold models; worked out when they are asked for."""

    def __missing__(self, cls: type[Model]) -> tuple[str, ...]:
        return self.setdefault(cls, tuple(inner(cls)))


_MODEL_FIELDS = _ModelFields()
