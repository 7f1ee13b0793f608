"""Who did what to a record, when, and how it stands."""

from __future__ import annotations

from archive.model.document import Document
from archive.model.references import RevisionId
from archive.model.statements import Change, Statement
from archive.wording.grounds import judgement


def agent(id: str | None, document: Document) -> str:
    """The name of who made a statement."""
    return document.agent(id).name if id else "somebody unnamed"


def maker(statement: Statement, document: Document) -> str:
    """Who made a statement, when, how sure they are, and why."""
    return f"{_agent_and_time(statement.revision, document)}{judgement(statement)}"


def _agent_and_time(id: RevisionId | None, document: Document) -> str:
    """By whom something was done, and when."""
    found = document.revision(id) if id else None
    by, at = (found.by, found.at) if found else (None, None)
    return f"by {agent(by, document)}{f', {at}' if at else ''}"


def revision_maker(id: RevisionId | None, document: Document) -> str:
    """The same, and in which revision of the record."""
    return f"{_agent_and_time(id, document)}{f', in {id}' if id else ''}"


def revision(id: RevisionId, document: Document) -> str:
    """A revision of the record: by whom, when, and what was changed in it."""
    summary = document.revision(id).summary
    return f"{_agent_and_time(id, document)}{f': {summary}' if summary else ''}"


def change(value: Change, document: Document) -> str:
    """What happened to a statement: by whom, when, in which revision, why."""
    why = f": {value.reason}" if value.reason else ""
    return f"{revision_maker(value.revision, document)}{why}"


def decision_and_maker(statement: Statement, document: Document) -> str:
    """Who decided how a statement stands, when and why; then who made it.

    Where nobody has decided since, who made it decided.
    """
    made = maker(statement, document)
    for decided in reversed(statement.history):
        if decided.status == statement.status:
            why = f" ({decided.reason})" if decided.reason else ""
            return f"{_agent_and_time(decided.revision, document)}{why}; made {made}"
    return made


def status_unless_accepted(statement: Statement) -> str:
    """The status in brackets; empty for what is accepted."""
    return "" if statement.status == "accepted" else f" ({statement.status})"
