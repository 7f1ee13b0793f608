"""`propose_for` proposes statements by rule for a record on disk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import io
from archive.files.path_resolution import RecordFile
from archive.findings import Finding
from archive.formats.format import ReadResult
from archive.model.document import Document
from archive.proposals import Proposals, propose
from archive.workflows.in_place import write_in_place


@dataclass(frozen=True, slots=True)
class ProposedRecord:
    """A record with proposals, which is not written yet."""

    file: RecordFile
    """The file of the record."""
    result: Proposals
    """The record with the proposals, and the proposals."""

    def write(self, read: ReadResult) -> Sequence[Finding]:
        """Write the record back in place; return what its format cannot carry.

        Args:
            read: The result of reading the record.

        Raises:
            Conflict: Somebody else has changed the record since it was read.
            WriteError: The system refuses.
        """
        return write_in_place(self.file, self.result.document, read).findings


def propose_for(
    file: RecordFile,
    document: Document,
    *,
    rules: Collection[str] | None = None,
    known: Sequence[Path | Document] = (),
    by: str | None = None,
    at: str | None = None,
) -> ProposedRecord:
    """Return a record with the statements that rules propose for it.

    Args:
        file: The file of the record.
        document: The record.
        rules: The rules that propose; by default all.
        known: Other records, or their paths, whose names are recognised too.
        by: The name or id of the program; by default `archive propose`.
        at: The time; by default now.

    Raises:
        ReadError: One of the other records cannot be read.
        InvalidDocument: One of the other records is invalid.
        UnknownRule: There is no rule with one of the names.
    """
    others = [one if isinstance(one, Document) else io.load(one) for one in known]
    agent: dict[str, Any] = {} if by is None else {"by": by}
    return ProposedRecord(file, propose(document, rules=rules, known=others, at=at, **agent))
