"""Counts what the record does not hold of the elements and attributes of a file, by kind.

Each format says which of them its reader takes; all others are counted here, looks and layout in
one finding, the rest in one for each element.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.etree import _Element as Element

from archive.english import counted
from archive.findings import NOT_KEPT, Finding, note, short, warning

_SHOWN_LOOKS = 8
"""How many names of settings are listed: the commonest."""
_SHOWN = 30
_KNOWN_NAMES = 4096


@dataclass(slots=True)
class _Kind:
    """What is not held of an element of one name."""

    count: int = 0
    details: Counter[str] = field(default_factory=Counter)
    first: str = ""


@dataclass(slots=True)
class Unread:
    """What the record does not hold."""

    looks: Counter[str] = field(default_factory=Counter)
    """Settings of looks and layout: elements and attributes, by the names of the elements."""
    languages: Counter[str] = field(default_factory=Counter)
    """Languages that are set for a program that checks the spelling."""
    styles: Counter[str] = field(default_factory=Counter)
    """Styles that say nothing that the record knows, by how often each is used."""
    _kinds: dict[str, _Kind] = field(default_factory=dict)

    def look(self, element: Element, *taken: str) -> None:
        """Count an element and its attributes, but for some, as looks."""
        self.looks[local_name(str(element.tag))] += 1 + self._attributes(element, taken)

    def _attributes(self, element: Element, taken: tuple[str, ...]) -> int:
        count = 0  # no generator: this runs for each element of a file
        for name in element.keys():  # noqa: SIM118  (an element is no mapping)
            count += says_something(str(name)) and name not in taken
        return count

    def attributes(self, element: Element, *taken: str, is_look: bool = False) -> None:
        """Count the attributes of an element that is taken itself, but for some of them."""
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
            element: It.
            first: What is shown if it is the first of its name.
            detail: A part of it that is counted apart.
        """
        kind = self._kind(element)
        kind.count += 1
        kind.first = kind.first or " ".join(first.split())
        if detail:
            kind.details[detail] += 1
        self.attributes(element)

    def detail(self, element: Element, detail: str) -> None:
        """Count a part of an element that is taken itself."""
        self._kind(element).details[detail] += 1

    def _kind(self, element: Element) -> _Kind:
        return self._kinds.setdefault(local_name(str(element.tag)), _Kind())

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each kind, and notes on what says nothing of the text."""
        for name, kind in self._kinds.items():
            details = _listed(kind.details)
            message = f"the record has no place for {name}"
            message += f": {kind.count}" if kind.count else ""
            if details:
                message += f" ({details})" if kind.count else f" in {details}"
            if kind.first:
                message += f"; the first: {short(kind.first)}"
            yield warning(NOT_KEPT, "", message)
        if self.styles:
            things = counted(self.styles.total(), "uses")
            message = f"{things} of styles that say nothing that the record knows: "
            yield warning(NOT_KEPT, "", message + _listed(self.styles))
        if self.languages:
            things = counted(self.languages.total(), "settings")
            message = f"{things} of the language in which a program checks the spelling, not taken"
            yield note(NOT_KEPT, "", f"{message}: {_listed(self.languages)}")
        if self.looks:
            things = counted(self.looks.total(), "settings")
            message = f"{things} of looks and layout, left out; most are of "
            yield note(NOT_KEPT, "", message + _listed(self.looks, _SHOWN_LOOKS))


def _listed(counts: Counter[str], most: int = _SHOWN) -> str:
    """Names with their counts, the commonest first."""
    shown = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:most]
    more = ", ..." if len(counts) > most else ""
    return ", ".join(f"{name} {count}" for name, count in shown) + more


@lru_cache(_KNOWN_NAMES)
def local_name(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


_OF_PROGRAMS = ("rsid", "paraId", "textId", "anchorId", "editId", "noSpellErr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@lru_cache(_KNOWN_NAMES)
def says_something(attribute: str) -> bool:
    """Whether an attribute says something: a name of a saving of the file does not."""
    return attribute != _SPACE and not local_name(attribute).startswith(_OF_PROGRAMS)
