"""The reason that a statement gets when words that a new text took from it stand there again."""

from __future__ import annotations

from archive.model.anchors import Anchor
from archive.model.statements import Statement
from archive.model.walk import walk


def restored_reason(statement: Statement) -> str | None:
    """Return the reason for a statement that stands again on all the words that it lost last.

    A rebase that finds them again changes no status, and so the history ends with their loss.
    None if it lost no words to the text, if some of them are still missing, or if something was
    decided since.
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
