"""Counts the elements and attributes of a file that the record does not hold, by kind.

The inventory of each format decides which of them its reader uses; all others are counted here.
Appearance and layout become one finding, the rest one finding for each element name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.etree import _Element as Element

from archive.findings import Finding, Severity
from archive.formats.losses import Loss, Losses

_KNOWN_NAMES = 4096


@dataclass(slots=True)
class Unread:
    """Counts of what the record does not hold."""

    looks: Counter[str] = field(default_factory=Counter)
    """Settings of appearance and layout: counts of elements and attributes, by element name."""
    languages: Counter[str] = field(default_factory=Counter)
    """Language settings for the spelling checker, with the number of uses."""
    styles: Counter[str] = field(default_factory=Counter)
    """Styles without a meaning in the record, with the number of uses."""
    _kinds: dict[str, Loss[None]] = field(default_factory=dict)
    """Elements that the record does not hold, wholly or in part, by their names."""

    def look(self, element: Element, *taken: str) -> None:
        """Count an element and its attributes, except those in `taken`, as appearance."""
        self.looks[local_name(str(element.tag))] += 1 + self._attributes(element, taken)

    def _attributes(self, element: Element, taken: tuple[str, ...]) -> int:
        count = 0  # no generator: this runs for each element of a file
        for name in element.keys():  # noqa: SIM118  (an element is no mapping)
            count += says_something(str(name)) and name not in taken
        return count

    def attributes(self, element: Element, *taken: str, is_look: bool = False) -> None:
        """Count the attributes, except those in `taken`, of an element that the record uses."""
        names = element.keys()
        if not names:
            return
        if is_look:
            self.looks[local_name(str(element.tag))] += self._attributes(element, taken)
            return
        for name in map(str, names):
            if says_something(name) and name not in taken:
                kind = self._kind(element)
                kind.details[f"@{local_name(name)}"] += 1

    def add(self, element: Element, first: str = "", detail: str = "") -> None:
        """Count an element with its attributes.

        Args:
            element: The element.
            first: The example that is shown if this element is the first of its name.
            detail: A part of the element that is counted separately.
        """
        kind = self._kind(element)
        kind.times += 1
        kind.show(first)
        if detail:
            kind.details[detail] += 1
        self.attributes(element)

    def detail(self, element: Element, detail: str) -> None:
        """Count an unread part of an element that the record otherwise uses."""
        self._kind(element).details[detail] += 1

    def _kind(self, element: Element) -> Loss[None]:
        name = local_name(str(element.tag))
        kind = self._kinds.get(name)
        if kind is None:
            kind = self._kinds[name] = Loss()
        return kind

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each kind, and notes on settings that say nothing about the text."""
        losses, notes = Losses[None](), Losses[None](severity=Severity.NOTE)
        for name, kind in self._kinds.items():
            losses.put(f"<{name}>" if kind.times else f"parts of <{name}>", kind)
        losses.put("uses of styles without a meaning in the record", _summed(self.styles))
        what = "languages for the spelling checker"
        notes.put(what, _summed(self.languages))
        notes.put("settings of appearance and layout", _summed(self.looks))
        yield from losses.findings()
        yield from notes.findings()


def _summed(counts: Counter[str]) -> Loss[None]:
    loss = Loss[None]()
    loss.details = counts
    return loss


@lru_cache(_KNOWN_NAMES)
def local_name(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


_OF_PROGRAMS = ("rsid", "paraId", "textId", "anchorId", "editId", "noSpellErr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@lru_cache(_KNOWN_NAMES)
def says_something(attribute: str) -> bool:
    """Whether an attribute has a meaning; ids that a program writes when it saves have none."""
    return attribute != _SPACE and not local_name(attribute).startswith(_OF_PROGRAMS)
