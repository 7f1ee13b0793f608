"""Words that a change of the text took from a statement, and that stand there again."""

from __future__ import annotations

from archive.model.anchors import Anchor
from archive.model.statements import Statement
from archive.model.walk import walk


def restored_reason(statement: Statement) -> str | None:
    """Return what is said of a statement that stands on all the words that it lost last.

    A rebase that finds them again changes no status, and so the history ends with their loss.
    Nothing, if the text took none from it, if some are still away, or if something was decided
    since.
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
    return f"its words stand there again, on which it was {status}{until}"
