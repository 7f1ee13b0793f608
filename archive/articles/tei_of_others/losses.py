"""Counts what a record cannot hold of a file, with the line of the first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.english import counted
from archive.findings import NOT_KEPT, Finding, Location, Severity, shortened

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element


_MOST = 500
"""How many names are reported one by one; a file may have any number of them."""
_LONGEST = 120


class _Count:
    """How often something was lost, and the line of the first."""

    __slots__ = ("line", "on", "times")

    def __init__(self, line: int | None) -> None:
        self.line, self.times = line, 0
        self.on: dict[str, None] = {}


class MarkupLosses:
    """Counts what a record cannot hold; one finding for each name."""

    def __init__(self) -> None:
        self._elements: dict[str, _Count] = {}
        self._attributes: dict[str, _Count] = {}
        self._others: dict[str, _Count] = {}
        self._by_attribute: dict[tuple[str, str], _Count] = {}
        """The counts of attributes by attribute and element name, cached."""

    def element(self, name: str, element: Element, *, words: bool = True) -> None:
        """Count an element that is not in the record; its words may be in it."""
        name = _short_name(name)
        key = f"<{name}>" if words else f"<{name}> and what it holds"
        self._add(self._elements, key, element)

    def attribute(self, attribute: str, name: str, element: Element) -> None:
        """Count an attribute that is not in the record."""
        count = self._by_attribute.get((attribute, name))
        if count is not None:
            count.times += 1
            return
        shown = _short_name(attribute.rpartition("}")[2])
        prefix = "xml:" if attribute.startswith("{http://www.w3.org/XML/") else ""
        count = self._add(self._attributes, f"@{prefix}{shown}", element)
        count.on[f"<{_short_name(name)}>"] = None
        self._by_attribute[attribute, name] = count

    def other(self, what: str, element: Element) -> None:
        """Count something else that is not in the record."""
        self._add(self._others, what, element)

    def _add(self, counts: dict[str, _Count], key: str, element: Element) -> _Count:
        count = counts.get(key)
        if count is None:
            count = counts[key] = _Count(element.sourceline)
        count.times += 1
        return count

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each name: elements, attributes, and others, by their first place."""
        for counts in (self._elements, self._attributes, self._others):
            in_order = sorted(counts.items(), key=lambda one: one[1].line or 0)
            for key, count in in_order[:_MOST]:
                on = [*count.on]
                more = f" and {counted(len(on) - 3, 'others')}" if len(on) > 3 else ""
                where = f" on {', '.join(on[:3])}{more}" if on else ""
                yield Finding(
                    NOT_KEPT,
                    f"{key}{where}: {count.times}, first at line {count.line}",
                    severity=Severity.WARNING,
                    location=Location(line=count.line),
                )
            if more_names := in_order[_MOST:]:
                line = more_names[0][1].line
                message = f"{counted(len(more_names), 'names')} more, first at line {line}"
                yield Finding(NOT_KEPT, message, None, Severity.WARNING, Location(line=line))


def _short_name(name: str) -> str:
    """A name for a message, in full but for one of another namespace or too long."""
    return name if len(name) <= _LONGEST else shortened(name)
