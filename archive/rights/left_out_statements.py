"""Finds texts that mention statements which are left out of a record."""

from __future__ import annotations

import re

from archive.model.document import Document
from archive.text.shared_runs import SharedRuns

_SAID = ("restatement", "reasoning", "text", "corrected", "reason")
"""The fields of statements that contain words."""
_NAMES = re.compile(r"[A-Za-z_][\w-]*")


class LeftOutStatements:
    """The statements that are left out of a record; reasons and summaries may mention them."""

    def __init__(self, whole: Document, shown: Document) -> None:
        kept = shown.index.by_id.keys()
        statements = [one for one in whole.index.statements if one.id not in kept]
        self._ids = frozenset(statement.id for statement in statements)
        self._runs = SharedRuns(
            text
            for statement in statements
            for name in _SAID
            if (text := getattr(statement, name, None))
        )

    def are_in(self, value: str) -> bool:
        """Return whether a text has the id, or repeats words, of one of these statements."""
        return not self._ids.isdisjoint(_NAMES.findall(value)) or self._runs.shares(value)
