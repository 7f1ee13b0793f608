"""Describes the history of statements and revisions: makers, dates, reasons and status."""

from __future__ import annotations

from archive.model.document import Document
from archive.model.references import RevisionId
from archive.model.statements import Change, Statement
from archive.wording.grounds import judgement


def agent(id: str | None, document: Document) -> str:
    """Return the name of an agent, or the words for an unknown agent."""
    return document.agent(id).name if id else "somebody unnamed"


def maker(statement: Statement, document: Document) -> str:
    """Return who made a statement, when, how certainly, and why."""
    return f"{_agent_and_time(statement.revision, document)}{judgement(statement)}"


def _agent_and_time(id: RevisionId | None, document: Document) -> str:
    """Return the agent and the time of a revision."""
    made_in = document.revision(id) if id else None
    by, at = (made_in.by, made_in.at) if made_in else (None, None)
    return f"by {agent(by, document)}{f', {at}' if at else ''}"


def revision_maker(id: RevisionId | None, document: Document) -> str:
    """Return the agent, the time and the id of a revision."""
    return f"{_agent_and_time(id, document)}{f', in {id}' if id else ''}"


def revision(id: RevisionId, document: Document) -> str:
    """Return who made a revision of the record, when, and what it changed."""
    summary = document.revision(id).summary
    return f"{_agent_and_time(id, document)}{f': {summary}' if summary else ''}"


def change(value: Change, document: Document) -> str:
    """Return who changed a statement, when, in which revision, and why."""
    why = f": {value.reason}" if value.reason else ""
    return f"{revision_maker(value.revision, document)}{why}"


def decision_and_maker(statement: Statement, document: Document) -> str:
    """Return who decided the status of a statement, when and why, and who made and modified it.

    If nobody has decided later, only the maker is returned.
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
    """Return the status of a statement in brackets; empty for an accepted statement."""
    return "" if statement.status == "accepted" else f" ({statement.status})"
