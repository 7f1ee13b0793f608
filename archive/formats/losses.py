"""Counts what a reader or writer leaves out, by kind, and reports each kind once.

A caller knows what it takes, and names the rest; how often, where first and in which words this is
reported is the same for all formats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from archive.english import counted
from archive.findings import NOT_KEPT, Finding, Location, Severity, short, shortened

MOST_NAMED = 30
"""How many details of one kind a finding names."""
_MOST_KINDS = 500
"""How many kinds are reported one by one: real files have fewer than 60, a hostile one any number
(`test_names_that_a_file_makes_up_without_end_are_reported_in_few_words`)."""
_LONGEST = 160
"""How many code points of the name of a kind are shown."""

Place = int | str | Location | None
"""A line; a path in the file; a location in the record or the file; `None` where none is told."""
At = TypeVar("At")


class Loss(Generic[At]):
    """What is left out of one kind."""

    __slots__ = ("details", "example", "first", "times")

    def __init__(self, first: At | None = None) -> None:
        self.first = first
        """Where the first is."""
        self.times = 0
        """How often; 0 where only details are counted."""
        self.details: Counter[str] = Counter()
        """Parts of it, or what it is on, by name."""
        self.example = ""
        """Words of the first that has any."""

    @property
    def total(self) -> int:
        """How often, or how many details."""
        return self.times or self.details.total()

    def show(self, example: str) -> None:
        """Show these words, if no earlier ones are shown."""
        self.example = self.example or " ".join(example.split())


class Losses(Generic[At]):
    """What is left out, in the order in which it was met.

    >>> losses = Losses[int]()
    >>> losses.add("titles of links; their words are kept", 7)
    >>> losses.add("titles of links; their words are kept", 9)
    >>> [finding.message for finding in losses.findings()]
    ['titles of links: 2, first at line 7; their words are kept']
    """

    def __init__(
        self,
        place: Callable[[At], Place] | None = None,
        *,
        hint: str | None = None,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Begin with none.

        Args:
            place: Returns the place of what is given as first; left out, it is a place itself.
            hint: What to do about each.
            severity: How much each matters.
        """
        self._place, self._hint, self._severity = place, hint, severity
        self._kinds: dict[str, Loss[At]] = {}

    def of(self, what: str, first: At | None = None) -> Loss[At]:
        """Return the loss of a kind; it begins here if it is new.

        Args:
            what: The kind, as a message names it; behind `; ` may stand what becomes of it.
            first: Where it is.
        """
        loss = self._kinds.get(what)
        if loss is None:
            loss = self._kinds[what] = Loss(first)
        return loss

    def add(
        self,
        what: str,
        first: At | None = None,
        times: int = 1,
        *,
        detail: str = "",
        example: str = "",
    ) -> None:
        """Count one thing of a kind, or several.

        Args:
            what: The kind (`of`).
            first: Where it is.
            times: How many.
            detail: A part of it, or what it is on, counted by name.
            example: Words of it.
        """
        loss = self.of(what, first)
        loss.times += times
        if detail:
            loss.details[detail] += times
        if example:
            loss.show(example)

    def put(self, what: str, loss: Loss[At]) -> None:
        """Report, as a kind, what was counted elsewhere; nothing if that is none."""
        if loss.total:
            self._kinds[what] = loss

    def findings(self) -> Iterator[Finding]:
        """Yield one finding `not-kept` for each kind, by the line of the first where it has one."""
        kinds = sorted(self._kinds.items(), key=lambda one: _line(one[1].first))
        for what, loss in kinds[:_MOST_KINDS]:
            yield self._finding(what, loss)
        if more := kinds[_MOST_KINDS:]:
            rest = Loss(more[0][1].first)
            rest.times = sum(loss.total for _, loss in more)
            yield self._finding(counted(len(more), "more kinds"), rest)

    def _finding(self, what: str, loss: Loss[At]) -> Finding:
        subject, parted, remainder = what.partition("; ")
        message = f"{_cut(subject)}: {loss.total}"
        if loss.details:
            message += f" ({with_counts(loss.details)})"
        if loss.example:
            message += f", first {short(loss.example)}"
        place: Any = loss.first
        if self._place is not None and place is not None:
            place = self._place(place)
        if line := _line(place):
            message += f", first at line {line}"
        elif isinstance(place, str):
            message += f", first at {place}"
        message += f"{parted}{remainder}"
        return Finding(NOT_KEPT, message, self._hint, self._severity, _location(place))


def _line(place: object) -> int:
    """The line of a place; 0 if it has none."""
    if isinstance(place, Location):
        return place.line or 0
    return place if isinstance(place, int) else 0


def _location(place: Place) -> Location:
    if isinstance(place, Location):
        return place
    return Location(line=place) if isinstance(place, int) else Location(pointer="")


def _cut(subject: str) -> str:
    """Return a subject; its beginning if a file named it too long."""
    return subject if len(subject) <= _LONGEST else f"{subject[: _LONGEST - 2]} …"


def with_counts(counts: Counter[str]) -> str:
    """Return names with their counts, the commonest first; of many only some.

    >>> with_counts(Counter(title=2, rel=3))
    'rel 3, title 2'
    """
    ordered = [one for one in counts.most_common() if one[1]]
    shown = ", ".join(f"{shortened(name)} {count}" for name, count in ordered[:MOST_NAMED])
    others = [count for _, count in ordered[MOST_NAMED:]]
    return f"{shown} and {sum(others)} of {len(others)} more kinds" if others else shown
