"""The history of statements and revisions in words: makers, dates, reasons and status."""

from __future__ import annotations

from archive.model.document import Document
from archive.model.references import RevisionId
from archive.model.statements import Change, Statement
from archive.wording.grounds import judgement


def agent(id: str | None, document: Document) -> str:
    """The name of who made a statement."""
    return document.agent(id).name if id else "somebody unnamed"


def maker(statement: Statement, document: Document) -> str:
    """The maker of a statement, with date, certainty and reason."""
    return f"{_agent_and_time(statement.revision, document)}{judgement(statement)}"


def _agent_and_time(id: RevisionId | None, document: Document) -> str:
    """The agent and the time of a revision."""
    made_in = document.revision(id) if id else None
    by, at = (made_in.by, made_in.at) if made_in else (None, None)
    return f"by {agent(by, document)}{f', {at}' if at else ''}"


def revision_maker(id: RevisionId | None, document: Document) -> str:
    """The same, and in which revision of the record."""
    return f"{_agent_and_time(id, document)}{f', in {id}' if id else ''}"


def revision(id: RevisionId, document: Document) -> str:
    """A revision of the record: by whom, when, and what was changed in it."""
    summary = document.revision(id).summary
    return f"{_agent_and_time(id, document)}{f': {summary}' if summary else ''}"


def change(value: Change, document: Document) -> str:
    """A change of a statement: by whom, when, in which revision, why."""
    why = f": {value.reason}" if value.reason else ""
    return f"{revision_maker(value.revision, document)}{why}"


def decision_and_maker(statement: Statement, document: Document) -> str:
    """Who decided the status of a statement, when and why; who made it, and modified it since.

    Where nobody has decided since, who made it decided.
    """
    made, since = maker(statement, document), statement.history
    for n, decided in reversed([*enumerate(statement.history)]):
        if decided.status == statement.status:
            why = f" ({decided.reason})" if decided.reason else ""
            made = f"{_agent_and_time(decided.revision, document)}{why}; made {made}"
            since = statement.history[n + 1 :]
            break
    modified = [change for change in since if change.status == "modified"]
    return (
        f"{made}; modified {_agent_and_time(modified[-1].revision, document)}" if modified else made
    )


def status_unless_accepted(statement: Statement) -> str:
    """The status in brackets; empty for what is accepted."""
    return "" if statement.status == "accepted" else f" ({statement.status})"
