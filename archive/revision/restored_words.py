"""Finds statements whose lost words are in the text again."""

from __future__ import annotations

from archive.model.anchors import Anchor
from archive.model.statements import Statement
from archive.model.walk import walk


def restored_reason(statement: Statement) -> str | None:
    """Return a reason if a statement has all the words again that it lost last.

    A rebase that restores words changes no status, so the history ends with their loss. Return
    `None` if no words were lost, if some are still missing, or if the statement was decided since.
    """
    last = next((c for c in reversed(statement.history) if c.status != "modified"), None)
    if last is None or not last.former:
        return None
    standing = {
        pointer: part.exact for pointer, part in walk(statement) if isinstance(part, Anchor)
    }
    if any(standing.get(former.stretch) != former.exact for former in last.former):
        return None
    status = last.former[0].status
    until = f" until {last.revision}" if last.revision else ""
    return f"the text again has the words on which it was {status}{until}"
