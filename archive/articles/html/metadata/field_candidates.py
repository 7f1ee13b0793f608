"""Collects the values for each field of the metadata, checks them, and reports problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from archive.articles.html.metadata.extracted_values import DISAGREE, NOT_READ, Field, MetadataValue
from archive.articles.html.metadata.losses import MetadataLosses
from archive.articles.html.metadata.page_elements import PageElements
from archive.errors import InvalidPart
from archive.findings import Finding, note, short, warning
from archive.model.base import Model

Raw = dict[str, Any]

MOST = 200
"""The maximum number of values of one field in a record."""


class FieldCandidates:
    """The values for each field, the most trusted source first, and findings about them."""

    def __init__(
        self, page: PageElements, values: Iterable[MetadataValue], losses: MetadataLosses
    ) -> None:
        self.page, self.losses = page, losses
        self.findings: list[Finding] = []
        self._accounted: set[int] = set()
        """The `id()` of each value that was used or reported."""
        self._by_field: dict[Field, list[MetadataValue]] = {}
        for value in sorted(values, key=lambda value: value.source):
            self._by_field.setdefault(value.field, []).append(value)

    def of(self, field: Field) -> list[MetadataValue]:
        """Return the values for a field, the most trusted source first."""
        return self._by_field.get(field, [])

    def account_for(self, value: MetadataValue) -> None:
        """Remember that a value was used or reported."""
        self._accounted.add(id(value))

    def others(self) -> Iterator[MetadataValue]:
        """Yield the values of attributes and scripts that were neither used nor reported."""
        for values in self._by_field.values():
            for value in values:
                if id(value) not in self._accounted and not value.is_printed:
                    yield value

    def raw(self, value: MetadataValue, /, **fields: Any) -> Raw:
        """Return these fields with the basis and origin of a value."""
        self.account_for(value)
        basis = "printed" if value.is_printed else "embedded"
        return self.stated(fields, basis, self.page.origin(value.node))

    def stated(self, fields: Raw, basis: str, origin: Raw | None) -> Raw:
        """Return these fields with a basis, and with an origin if there is one."""
        return {**fields, "basis": basis, **({"origin": origin} if origin else {})}

    def checked(self, kind: type[Model], raw: Raw | None, value: MetadataValue) -> Raw | None:
        """Return a raw part if the model accepts it; otherwise report it and return `None`."""
        if raw is None:
            return None
        try:
            kind.model_validate(raw)
        except InvalidPart as problem:
            first = problem.findings[0].message if problem.findings else str(problem)
            self.add_unreadable(value, first)
            return None
        return raw

    def add_unreadable(self, value: MetadataValue, why: str) -> None:
        """Report that a value cannot be read."""
        self.account_for(value)
        message = f"{value.label} {short(value.text)} is left out: {why}"
        self.findings.append(warning(NOT_READ, self.page.path(value.node), message))

    def add_disagreement(self, taken: str, value: MetadataValue) -> None:
        """Report that a value contradicts the value in the record (`taken`)."""
        self.account_for(value)
        message = f"{value.label} is {short(value.text)}, but {short(taken)} was recorded"
        self.findings.append(note(DISAGREE, self.page.path(value.node), message))
