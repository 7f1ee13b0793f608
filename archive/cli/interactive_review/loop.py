"""`Loop` shows one waiting statement, reads a key, writes the decision at once, and goes on."""

from __future__ import annotations

from collections.abc import Callable

from archive.cli.interactive_review import mending_dialog
from archive.cli.interactive_review.keys import END_FOOTER, FOOTER, KEYS
from archive.cli.interactive_review.screens import Closed, Screen
from archive.english import counted
from archive.errors import ArchiveError, Conflict, NotDecided
from archive.reviews.decisions import Decision, added_entities
from archive.reviews.left_over import left_over
from archive.reviews.mending import words_left_out_findings
from archive.reviews.rejection_reasons import reasons
from archive.reviews.session import Session
from archive.view.review_pages import choices_parts, end_parts, keys_parts, waiting_parts
from archive.workflows.review import ReviewedRecord

_DONE = {"accept": "accepted", "reject": "rejected", "mend": "corrected", "later": "left for later"}

_ASKING = ("r", "m", "A", "?")
"""Keys that ask a question; the rest of a typed line is the answer."""
_NO_ANSWERS = ("enter", "escape", "tab", "left", "right", "shift-left", "shift-right")
"""Keys that are ignored without a notice where they have no meaning."""


class Loop:
    """A review on a screen."""

    def __init__(
        self,
        session: Session,
        reviewed: ReviewedRecord,
        screen: Screen,
        clock: Callable[[], str | None] = lambda: None,
    ) -> None:
        """Prepare the review.

        Args:
            session: The waiting statements.
            reviewed: The file of the record.
            screen: The screen that shows it.
            clock: The current time, for decisions made after somebody else changed the record.
        """
        self._session, self._reviewed, self._screen, self._clock = session, reviewed, screen, clock
        self._notice = ""

    def run(self) -> None:
        """Show statements until the user quits or the input ends."""
        session, screen = self._session, self._screen
        while True:
            current = session.current
            if current is None:
                screen.show(end_parts(session.decided, session.later, self._notice), END_FOOTER)
            else:
                page = waiting_parts(
                    session.document, current, place=self._place(), notice=self._notice
                )
                screen.show(page, FOOTER)
            self._notice = ""
            try:
                key = screen.key()
                if key == "q":
                    return
                if key not in _ASKING and (behind := self._screen.unread()):
                    self._notice = f"not done: {key} expects no answer, but “{behind}” follows it"
                    continue
                self._do(key)
                if behind := self._screen.unread():
                    notice = f"{self._notice}; " if self._notice else ""
                    self._notice = f"{notice}“{behind}” answers no question, and was ignored"
            except Closed:
                return

    def _place(self) -> str:
        session = self._session
        later = f", {session.later} left for later" if session.later else ""
        return f"{session.position} of {len(session.waiting)}{later}"

    def _do(self, key: str) -> None:
        match key:
            case "u":
                self._undo()
            case "n" | "down":
                self._session.go(1)
            case "p" | "up":
                self._session.go(-1)
            case "?":
                self._screen.show(keys_parts(KEYS), "press any key to go back")
                self._screen.key()
            case _ if self._session.current is not None:
                self._decide(key)
            case _:
                self._unknown(key)

    def _decide(self, key: str) -> None:
        current = self._session.current
        if current is None:
            return
        match key:
            case "a":
                self._carry_out(Decision(current.id, "accept"))
            case "r":
                if reason := self._reason():
                    self._carry_out(Decision(current.id, "reject", reason))
                else:
                    self._notice = self._notice or "not rejected"
            case "l":
                self._carry_out(Decision(current.id, "later"))
            case "m":
                statement = self._session.document.get(current.id)
                fields = mending_dialog.ask_amendment(
                    self._session.document, statement, self._screen
                )
                if fields:
                    self._carry_out(Decision(current.id, "mend", mend=fields))
                else:
                    self._notice = "nothing was corrected"
            case "A":
                self._accept_alike()
            case _:
                self._unknown(key)

    def _unknown(self, key: str) -> None:
        if key not in _NO_ANSWERS:
            self._notice = f"no key {key}; ? shows the keys"

    def _reason(self) -> str | None:
        """Ask for a reason, chosen by number or typed; `None` if the rejection is cancelled."""
        current = self._session.current
        if current is None:
            return None
        choices = reasons(current)
        asked = choices_parts(f"Why is {current.id} rejected?", [*choices, "another reason"])
        place = self._place()
        page = waiting_parts(self._session.document, current, place=place)
        self._screen.show(asked, f"1-{len(choices) + 1}  escape", page)
        key = self._screen.key()
        if key == str(len(choices) + 1) or key == "t":
            return self._screen.ask("Reason:")
        answer = f"{key}{self._screen.unread()}"
        if answer in map(str, range(1, len(choices) + 1)):
            return choices[int(answer) - 1]
        self._notice = "not rejected"
        if answer not in _NO_ANSWERS:
            self._notice += f": no reason has the number “{answer}”; {len(choices) + 1} is your own"
        return None

    def _accept_alike(self) -> None:
        """Accept all statements like the current one, after a question."""
        session = self._session
        current, alike = session.current, session.alike
        if current is None:
            return
        by = f", proposed by the rule {current.rule}" if current.rule else " of the same maker"
        question = f"Accept {counted(len(alike), f'{current.kind}s')}{by}? y accepts them all"
        page = waiting_parts(session.document, current, place=self._place())
        self._screen.show(choices_parts(question, ()), "y yes  any other key: no", page)
        if self._screen.key() != "y":
            self._notice = "none was accepted"
            return
        try:
            refused = session.accept_alike()
        except NotDecided as problem:
            self._notice = problem.findings[0].message
            return
        refused_note = f"; {refused} could not be accepted, and still wait" if refused else ""
        self._write(f"{len(alike) - refused} accepted{refused_note}; u undoes it")

    def _carry_out(self, decision: Decision) -> None:
        current, before = self._session.current, self._session.document
        is_upheld = decision.decision == "accept" and current and current.kind == "doubt"
        try:
            self._session.decide(decision)
        except NotDecided as problem:
            self._notice = "; ".join(
                f"{f.message}{f' ({f.hint})' if f.hint else ''}" for f in problem.findings
            )
            return
        done = f"{decision.id}: {'upheld' if is_upheld else _DONE[decision.decision]}"
        if decision.decision == "later":
            self._notice = done
        else:
            after = self._session.document
            unused = left_over(before, after)
            gaps = (finding.message for finding in words_left_out_findings(before, after))
            rest = "".join(f"; {one}" for one in (*gaps, *added_entities(before, after)))
            rest += f"; nothing else refers to {', '.join(unused)}" if unused else ""
            self._write(f"{done}{rest}; u undoes it")

    def _undo(self) -> None:
        before = self._session.document
        if not self._session.undo():
            self._notice = "nothing to undo in this session"
        elif self._session.document is before:
            self._notice = "undone"
        else:
            self._write("undone", back=before)

    def _write(self, notice: str, back: object = None) -> None:
        """Write the record with the decision; if that fails, undo the decision."""
        try:
            self._reviewed.write(self._session.document)
            self._screen.forget_typed()
            self._notice = notice
        except Conflict:
            if back is None:
                self._session.undo()
            self._read_again()
        except (ArchiveError, OSError) as problem:
            if back is None:
                self._session.undo()
                self._notice = f"not written, and not decided: {problem}"
            else:
                self._session.begin_again(self._reviewed.document)
                self._notice = f"not written: {problem}"

    def _read_again(self) -> None:
        """Read the record again after somebody else has changed it, if it still is a record."""
        changed = f"{self._reviewed.where} was changed meanwhile by somebody else"
        lost = "your last decision was not written"
        try:
            self._session.begin_again(self._reviewed.read(), self._clock())
            self._notice = f"{changed}: it was read again, and {lost}. Decide once more."
        except (ArchiveError, OSError) as problem:
            self._notice = f"{changed}, and cannot be read: {lost}. Correct it first. {problem}"
