"""`Session`: one person decides about waiting statements one by one, and can undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from archive.errors import NotDecided
from archive.formats.caller import person_of
from archive.model.document import Document
from archive.reviews.decisions import Decision, review
from archive.reviews.waiting import Kind, Waiting, waiting


class _Step(NamedTuple):
    """The state before a decision."""

    document: Document
    current: str | None
    later: frozenset[str]


class Session:
    """The position of a person among the waiting statements, with the record now and before.

    Statements left for later stay in the record as they are; they come again after all others only
    if one goes there.
    """

    def __init__(
        self,
        document: Document,
        *,
        by: str | None = None,
        at: str | None = None,
        kinds: Iterable[Kind] = (),
    ) -> None:
        """Begin with the first of what waits.

        Args:
            document: The record.
            by: The name or id of the agent who decides.
            at: When the session began: all its decisions are one revision.
            kinds: Only these kinds of statement; left out, all.

        Raises:
            SpeaksForOthers: `by` is a program, which decides nothing.
        """
        person_of(document, by)
        self.document = document
        """The record as it is by now."""
        self._by, self._at, self._kinds = by, at, tuple(kinds)
        self._steps: list[_Step] = []
        self._kept = 0
        self._later: frozenset[str] = frozenset()
        self._waiting = waiting(document, kinds=self._kinds)
        self._current = self._waiting[0].id if self._waiting else None

    @property
    def waiting(self) -> Sequence[Waiting]:
        """The waiting statements by now, those left for later included."""
        return self._waiting

    @property
    def current(self) -> Waiting | None:
        """The statement to decide upon; `None` where all are decided, or left for later."""
        return next((one for one in self._waiting if one.id == self._current), None)

    @property
    def position(self) -> int:
        """The number of that one among those that wait, from 1; 0 where there is none."""
        return self._number(self._current) + 1

    @property
    def left(self) -> int:
        """How many wait that were not left for later."""
        return sum(one.id not in self._later for one in self._waiting)

    @property
    def later(self) -> int:
        """How many were left for later."""
        return len(self._waiting) - self.left

    @property
    def decided(self) -> int:
        """How many decisions of this session stand in the record."""
        versions = [*(step.document for step in self._steps), self.document]
        return self._kept + sum(old is not new for old, new in pairwise(versions))

    @property
    def alike(self) -> Sequence[Waiting]:
        """The waiting statements that are like the current one, with itself: see `Waiting.is_like`.

        Those left for later are not among them.
        """
        current = self.current
        return [
            one
            for one in self._waiting
            if current and one.is_like(current) and (one is current or one.id not in self._later)
        ]

    def decide(self, *decisions: Decision) -> Document:
        """Decide, go on to the next, and return the record as it is now.

        Raises:
            NotDecided: It cannot be done, and nothing has changed.
        """
        before = _Step(self.document, self._current, self._later)
        after = review(self.document, decisions, by=self._by, at=self._at).document
        postponed = frozenset(d.id for d in decisions if d.decision == "later")
        number = self._number(self._current)
        following = [one.id for one in self._waiting[number:]]
        earlier = [one.id for one in self._waiting[:number]]
        self._steps.append(before)
        self.document, self._later = after, self._later | postponed
        if after is not before.document:
            self._waiting = waiting(after, kinds=self._kinds)
        still = {one.id for one in self._waiting} - self._later
        anew = [one.id for one in self._waiting]  # what waits only now: it was superseded till then
        self._current = next((id for id in (*following, *earlier, *anew) if id in still), None)
        return after

    def accept_alike(self) -> int:
        """Accept the current one and all that are like it; return how many could not be.

        Raises:
            NotDecided: None of them can be accepted, and nothing has changed.
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
        """Take the last decision back; return whether there was one.

        The record is the very one that was there before.
        """
        if not self._steps:
            return False
        self.document, self._current, self._later = self._steps.pop()
        self._waiting = waiting(self.document, kinds=self._kinds)
        return True

    def go(self, by: int) -> None:
        """Go to the one that waits so many further on, round about; nothing is decided."""
        if self._waiting:
            number = self._number(self._current)
            if number < 0:  # all that waits was left for later
                number = -1 if by > 0 else 0
            self._current = self._waiting[(number + by) % len(self._waiting)].id

    def begin_again(self, document: Document, at: str | None = None) -> None:
        """Go on with another version of the record, which somebody else has written.

        What was decided before cannot be taken back any more.

        Args:
            document: The record as it is now.
            at: When; left out, what follows is of the same revision as what went before.
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
        """The position of a waiting statement, counted from 0; -1 where it does not wait."""
        return next((n for n, one in enumerate(self._waiting) if one.id == id), -1)
