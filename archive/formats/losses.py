"""Counts what a reader or writer leaves out, by kind, and reports each kind once.

A reader or writer passes each loss to `Losses.add`. The number of losses, the first place and the
wording of the findings are then the same for all formats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from archive.english import counted
from archive.findings import NOT_KEPT, Finding, Location, Severity, short, shortened

MOST_NAMED = 30
"""How many details of one kind of loss are listed in a finding."""
_MOST_KINDS = 500
"""How many kinds are reported separately. Real files have fewer than 60; an attacker could send any
number (`test_names_that_a_file_makes_up_without_end_are_reported_in_few_words`)."""
_LONGEST = 160
"""How many code points of the name of a kind are shown."""

Place = int | str | Location | None
"""A line; a path in the file; a location in the record or the file; `None` if unknown."""
At = TypeVar("At")


class Loss(Generic[At]):
    """The losses of one kind."""

    __slots__ = ("details", "example", "first", "times")

    def __init__(self, first: At | None = None) -> None:
        self.first = first
        """The place of the first loss."""
        self.times = 0
        """The number of losses; 0 if only details are counted."""
        self.details: Counter[str] = Counter()
        """The number of losses for each detail, such as the name of an element or attribute."""
        self.example = ""
        """The words of the first loss that has words."""

    @property
    def total(self) -> int:
        """The number of losses, or of details."""
        return self.times or self.details.total()

    def show(self, example: str) -> None:
        """Use these words as the example, unless there is one already."""
        self.example = self.example or " ".join(example.split())


class Losses(Generic[At]):
    """Collects losses by kind, in the order in which they are found.

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
        """Start an empty collection.

        Args:
            place: Returns the place of a value that is passed as `first`. By default, the value
                itself is used as the place.
            hint: The hint of each finding.
            severity: The severity of each finding.
        """
        self._place, self._hint, self._severity = place, hint, severity
        self._kinds: dict[str, Loss[At]] = {}

    def of(self, what: str, first: At | None = None) -> Loss[At]:
        """Return the losses of a kind; add the kind if it is new.

        Args:
            what: The kind, as shown in the message. After `; `, it may say what happens instead.
            first: The place of the loss, used if it is the first of its kind.
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
        """Count one or several losses of a kind.

        Args:
            what: The kind, as for `of`.
            first: The place of the loss, used if it is the first of its kind.
            times: The number of losses.
            detail: A detail to count, such as the name of an attribute.
            example: Words that are lost.
        """
        loss = self.of(what, first)
        loss.times += times
        if detail:
            loss.details[detail] += times
        if example:
            loss.show(example)

    def put(self, what: str, loss: Loss[At]) -> None:
        """Add losses that were counted elsewhere as a kind; do nothing if there are none."""
        if loss.total:
            self._kinds[what] = loss

    def findings(self) -> Iterator[Finding]:
        """Yield a finding `not-kept` for each kind, in the order of the first lines, if known."""
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
    """Return the line of a place; 0 if it has none."""
    if isinstance(place, Location):
        return place.line or 0
    return place if isinstance(place, int) else 0


def _location(place: Place) -> Location:
    if isinstance(place, Location):
        return place
    return Location(line=place) if isinstance(place, int) else Location(pointer="")


def _cut(subject: str) -> str:
    """Return a subject, shortened if it is very long."""
    return subject if len(subject) <= _LONGEST else f"{subject[: _LONGEST - 2]} …"


def with_counts(counts: Counter[str]) -> str:
    """Return names with their counts, the commonest first, and only some if there are many.

    >>> with_counts(Counter(title=2, rel=3))
    'rel 3, title 2'
    """
    ordered = [one for one in counts.most_common() if one[1]]
    shown = ", ".join(f"{shortened(name)} {count}" for name, count in ordered[:MOST_NAMED])
    others = [count for _, count in ordered[MOST_NAMED:]]
    return f"{shown} and {sum(others)} of {len(others)} more kinds" if others else shown
