"""The fields that a format can hold, and a finding for each loss of a record written in it.

A format that cannot hold a whole record lists the fields of each class that it can hold. Everything
else is counted and reported, also fields that a later schema adds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from archive.english import with_article
from archive.findings import NOT_KEPT, Finding, warning
from archive.model.base import Model
from archive.model.document import Document
from archive.model.introspection import fields_with_models, kind_for, type_tags

EVERY_FIELD = frozenset[str](("*",))
"""Stands for all fields of a class; their values are checked in the same way."""


class FieldLoss(NamedTuple):
    """A field, or a class, whose values a format loses."""

    kind: type[Model]
    """The class that has the field, or the class whose values are all lost."""
    field: str
    """The field; empty if the format can hold no value of the class."""
    number: int
    """The number of values that are lost."""
    pointer: str
    """The JSON Pointer of the first value."""


class _Plan(NamedTuple):
    """The fields that are checked in values of a class."""

    lost: tuple[tuple[str, Any], ...]
    """The fields that are lost, with their default values. A default value is no loss."""
    within: tuple[str, ...]
    """The fields that are kept, but whose values may contain something that is lost."""


@dataclass(frozen=True, eq=False)
class FieldCoverage:
    """The fields that a format can hold, by class.

    >>> from archive.model.works import Work
    >>> titles = FieldCoverage(
    ...     "a list of titles", {Document: {"id", "works"}, Work: {"id", "type", "title"}}
    ... )
    >>> record = Document(id="a", works=(Work(id="w-1", type="book", title="A", page="3"),))
    >>> [finding.message for finding in titles.loss_findings(record)]
    ['a list of titles does not carry "page" of a work: 1']
    """

    form: str
    """The name of the format in messages."""
    fields: Mapping[type[Model], Collection[str]]
    """The fields by class; the fields of its base classes are included. If neither a class nor a
    base class is listed, no value of the class can be held."""
    _plans: dict[type[Model], _Plan] = field(default_factory=dict, init=False, repr=False)

    def loss_findings(self, document: Document, *, besides: Collection[str] = ()) -> list[Finding]:
        """Return a warning `not-kept` for each kind of loss, in the model's order.

        Args:
            document: The record.
            besides: Fields of the document that are left out this time, although the format can
                hold them.
        """
        return [
            warning(NOT_KEPT, lost.pointer, f"{self.form} does not carry {_loss_text(lost)}", _HINT)
            for lost in self.losses(document, besides=besides)
        ]

    def losses(self, document: Document, *, besides: Collection[str] = ()) -> list[FieldLoss]:
        """Return a loss for each class and field that has values in the record."""
        counts: dict[tuple[type[Model], str], list[Any]] = {}
        self._count("", document, counts, besides)
        return [FieldLoss(*key, *row) for key, row in counts.items()]

    def carries(self, cls: type[Model], name: str = "") -> bool:
        """Return whether the format can hold a field of a class, or, without a name, the class."""
        listed = [self.fields[base] for base in cls.__mro__ if base in self.fields]
        if not name:
            return bool(listed)
        return any(name in fields or "*" in fields for fields in listed)

    def _count(
        self,
        pointer: str,
        part: Model,
        counts: dict[tuple[type[Model], str], list[Any]],
        besides: Collection[str] = (),
    ) -> None:
        cls, values = type(part), part.__dict__
        plan = self._plans.get(cls) or self._plan(cls)
        for name, default in plan.lost:
            value = values[name]
            if value is not default and value != default:
                number = len(value) if isinstance(value, tuple | dict) else 1
                row = counts.setdefault((cls, name), [0, f"{pointer}/{name}"])
                row[0] += number
        for name in besides:
            if values[name] and self.carries(cls, name):
                counts[cls, name] = [len(values[name]), f"{pointer}/{name}"]
        for name in plan.within:
            if name in besides:
                continue
            value = values[name]
            several = isinstance(value, tuple)
            for n, item in enumerate(value if several else (value,)):
                if not isinstance(item, Model):
                    continue
                at = f"{pointer}/{name}/{n}" if several else f"{pointer}/{name}"
                if self.carries(type(item)):
                    self._count(at, item, counts)
                else:
                    counts.setdefault((type(item), ""), [0, at])[0] += 1

    def _plan(self, cls: type[Model]) -> _Plan:
        lost = tuple(
            (name, info.get_default(call_default_factory=True))
            for name, info in cls.model_fields.items()
            if not self.carries(cls, name) and not (name == "type" and len(type_tags(cls)) == 1)
        )
        within = tuple(
            name
            for name, classes in fields_with_models(cls).items()
            if self.carries(cls, name) and any(self._may_lose(inner, set()) for inner in classes)
        )
        return self._plans.setdefault(cls, _Plan(lost, within))

    def _may_lose(self, cls: type[Model], seen: set[type[Model]]) -> bool:
        """Whether a value of a class may contain something that is lost."""
        if cls in seen:
            return False
        seen.add(cls)
        if not self.carries(cls):
            return True
        names = [name for name in cls.model_fields if name != "type" or len(type_tags(cls)) != 1]
        if not all(self.carries(cls, name) for name in names):
            return True
        return any(self._may_lose(inner, seen) for inner in _inner_classes(cls))


def _inner_classes(cls: type[Model]) -> Iterator[type[Model]]:
    for classes in fields_with_models(cls).values():
        yield from classes


_HINT = "write json or tei to keep it"


def _loss_text(lost: FieldLoss) -> str:
    """Return a description of a loss, with its number: `"condition" of a claim: 14`."""
    if not lost.field:
        return f"{with_article(kind_for(lost.kind))}: {lost.number}"
    whose = "the record" if lost.kind is Document else with_article(kind_for(lost.kind))
    return f'"{lost.field}" of {whose}: {lost.number}'
