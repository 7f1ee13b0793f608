"""`Session`: one person decides about waiting statements one by one, and can undo decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from archive.errors import NotDecided
from archive.formats.caller import person_of
from archive.model.document import Document
from archive.reviews.decisions import Decision, decided
from archive.reviews.waiting import Kind, Waiting, waiting


class _Step(NamedTuple):
    """The state before a decision, to which undo returns."""

    document: Document
    current: str | None
    later: frozenset[str]


class Session:
    """One person's way through the waiting statements, with the current record and earlier ones.

    A statement left for later stays unchanged in the record. It is shown again only if the person
    goes back to it.
    """

    def __init__(
        self,
        document: Document,
        *,
        by: str | None = None,
        at: str | None = None,
        kinds: Iterable[Kind] = (),
    ) -> None:
        """Begin with the first waiting statement.

        Args:
            document: The record.
            by: The name or id of the agent who decides.
            at: The time at which the session began; all its decisions are one revision.
            kinds: The kinds of statement to decide; by default all.

        Raises:
            SpeaksForOthers: `by` is a program, which cannot decide.
        """
        person_of(document, by)
        self.document = document
        """The current record."""
        self._by, self._at, self._kinds = by, at, tuple(kinds)
        self._steps: list[_Step] = []
        self._kept = 0
        self._later: frozenset[str] = frozenset()
        self._waiting = waiting(document, kinds=self._kinds)
        self._current = self._waiting[0].id if self._waiting else None

    @property
    def waiting(self) -> Sequence[Waiting]:
        """The waiting statements, including those left for later."""
        return self._waiting

    @property
    def current(self) -> Waiting | None:
        """The statement to decide; `None` if each is decided or left for later."""
        return next((one for one in self._waiting if one.id == self._current), None)

    @property
    def position(self) -> int:
        """The position of the current statement among the waiting ones, from 1; 0 without one."""
        return self._number(self._current) + 1

    @property
    def left(self) -> int:
        """The number of waiting statements that are not left for later."""
        return sum(one.id not in self._later for one in self._waiting)

    @property
    def later(self) -> int:
        """The number of statements left for later."""
        return len(self._waiting) - self.left

    @property
    def decided(self) -> int:
        """The number of decisions in this session, without those that were undone."""
        versions = [*(step.document for step in self._steps), self.document]
        return self._kept + sum(old is not new for old, new in pairwise(versions))

    @property
    def alike(self) -> Sequence[Waiting]:
        """The current statement and the waiting ones that are like it (`Waiting.is_like`).

        Statements left for later are not included.
        """
        current = self.current
        return [
            one
            for one in self._waiting
            if current and one.is_like(current) and (one is current or one.id not in self._later)
        ]

    def decide(self, *decisions: Decision) -> Document:
        """Apply decisions, go on to the next statement, and return the record.

        Raises:
            NotDecided: A decision cannot be applied; nothing has changed.
        """
        before = _Step(self.document, self._current, self._later)
        after = decided(self.document, decisions, by=self._by, at=self._at)
        postponed = frozenset(d.id for d in decisions if d.decision == "later")
        number = self._number(self._current)
        following = [one.id for one in self._waiting[number:]]
        earlier = [one.id for one in self._waiting[:number]]
        self._steps.append(before)
        self.document, self._later = after, self._later | postponed
        if after is not before.document:
            self._waiting = waiting(after, kinds=self._kinds)
        still = {one.id for one in self._waiting} - self._later
        anew = [one.id for one in self._waiting]  # they wait now, since nothing supersedes them
        self._current = next((id for id in (*following, *earlier, *anew) if id in still), None)
        return after

    def accept_alike(self) -> int:
        """Accept the current statement and all like it. Return how many could not be accepted.

        Raises:
            NotDecided: None of them can be accepted; nothing has changed.
        """
        wanted = [Decision(one.id, "accept") for one in self.alike]
        try:
            self.decide(*wanted)
        except NotDecided as problem:
            refused = {int((f.location.pointer or "/0").split("/")[1]) for f in problem.findings}
            able = [decision for n, decision in enumerate(wanted) if n not in refused]
            if not able:
                raise
            self.decide(*able)
            return len(refused)
        return 0

    def undo(self) -> bool:
        """Undo the previous decision, and return whether there was one.

        The record is then the same object as before the decision.
        """
        if not self._steps:
            return False
        self.document, self._current, self._later = self._steps.pop()
        self._waiting = waiting(self.document, kinds=self._kinds)
        return True

    def go(self, by: int) -> None:
        """Go that number of waiting statements forward, without deciding and in a cycle."""
        if self._waiting:
            number = self._number(self._current)
            if number < 0:  # all waiting statements are left for later
                number = -1 if by > 0 else 0
            self._current = self._waiting[(number + by) % len(self._waiting)].id

    def begin_again(self, document: Document, at: str | None = None) -> None:
        """Go on with a version of the record that somebody else has written.

        Earlier decisions can no longer be undone.

        Args:
            at: The time; by default the next decisions belong to the same revision as before.
            at: The time of the following decisions; by default they belong to the same revision as
                before.
        """
        self._at = at or self._at
        following = [one.id for one in self._waiting[max(self._number(self._current), 0) :]]
        self._kept = self.decided
        self.document, self._steps = document, []
        self._waiting = waiting(document, kinds=self._kinds)
        still = [one.id for one in self._waiting if one.id not in self._later]
        self._current = next((id for id in following if id in set(still)), None) or next(
            iter(still), None
        )

    def _number(self, id: str | None) -> int:
        """Return the index of a waiting statement, from 0; -1 if the statement does not wait."""
        return next((n for n, one in enumerate(self._waiting) if one.id == id), -1)
