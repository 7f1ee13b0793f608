"""Which fields, closed words and members of unions some records have, of all that the models allow."""

from __future__ import annotations

import types
from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from archive.model.base import Model
from archive.model.document import Document
from archive.model.walk import walk


def reachable(root: type[Model]) -> dict[type[Model], dict[str, Any]]:
    """Every model class that a value of this class may hold, with the types of its fields."""
    found: dict[type[Model], dict[str, Any]] = {}
    waiting = [root]
    while waiting:
        cls = waiting.pop()
        if cls not in found:
            found[cls] = get_type_hints(cls, include_extras=True)
            found[cls] = {name: found[cls][name] for name in cls.model_fields}
            waiting.extend(model for hint in found[cls].values() for model in models_in(hint))
    return found


def models_in(hint: Any) -> Iterator[type[Model]]:
    if isinstance(hint, type) and get_origin(hint) is None:
        if issubclass(hint, Model):
            yield hint
    else:
        for argument in get_args(hint):
            yield from models_in(argument)


def choices(hint: Any) -> Iterator[str]:
    """The values of closed lists and the members of unions that a type allows, as `label` says."""
    origin = get_origin(hint)
    if origin is Annotated:
        yield from choices(get_args(hint)[0])
    elif origin is Literal:
        yield from map(repr, get_args(hint))
    elif origin in (Union, types.UnionType):
        members = [member for member in get_args(hint) if member is not types.NoneType]
        for member in members:
            yield from choices(member)
            if len(members) > 1 and (name := type_name(member)):
                yield name
    elif origin is tuple:
        yield "several"
        yield from choices(get_args(hint)[0])
    elif hint is bool:
        yield from ("True", "False")
    elif isinstance(hint, type) and issubclass(hint, Enum):
        yield from map(repr, hint)


def type_name(hint: Any) -> str | None:
    """The class that a value has when it is of this member of a union; none for a closed list."""
    if get_origin(hint) is Annotated:
        return type_name(get_args(hint)[0])
    if get_origin(hint) in (Literal, Union, types.UnionType):
        return None
    return (get_origin(hint) or hint).__name__


def labels(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        yield "tuple"
        if len(value) > 1:
            yield "several"
        for item in value:
            yield from labels(item)
    elif isinstance(value, Model):
        yield type(value).__name__
    else:
        yield repr(value)
        yield type(value).__name__


class Seen:
    """What was seen of each field of each model, and what is still to be seen."""

    def __init__(self) -> None:
        self.unseen: set[str] = set()
        self.documents: list[Document] = []
        self._first: dict[str, Any] = {}
        self._fields: dict[type[Model], list[tuple[str, Any, bool, set[str]]]] = {}
        for cls, hints in reachable(Document).items():
            self._fields[cls] = []
            for name, hint in hints.items():
                closed = set(choices(hint))
                field = cls.model_fields[name]
                where = f"{cls.__name__}.{name}"
                self.unseen |= {f"{where}: {choice}" for choice in closed}
                if len(closed) != 1 or get_origin(hint) is not Literal:  # else it is a tag
                    ways = ("one", "another") if field.is_required() else ("left out", "set")
                    self.unseen |= {f"{where}: {way}" for way in ways}
                self._fields[cls].append((name, field, field.is_required(), closed))

    def look_at(self, document: Document) -> None:
        self.documents.append(document)
        for _, part in walk(document):
            cls = type(part)
            for name, field, required, closed in self._fields[cls]:
                value, where = part.__dict__[name], f"{cls.__name__}.{name}"
                if required:
                    way = "one" if self._first.setdefault(where, value) == value else "another"
                else:
                    way = (
                        "left out"
                        if value == field.get_default(call_default_factory=True, validated_data={})
                        else "set"
                    )
                self.unseen.discard(f"{where}: {way}")
                if closed:
                    for label in labels(value):
                        self.unseen.discard(f"{where}: {label}")
