"""`NewText` is a new text for a record, with everything that the rebase needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.findings import Finding
from archive.model.revisions import CaptureChange
from archive.revision.rebase.record_text import RecordText
from archive.text.alignment.duplicated_sentences import SentenceCopy
from archive.text.alignment.projection import Projection


@dataclass(frozen=True, slots=True)
class NewText:
    """A new text for a document."""

    old: RecordText
    new: RecordText
    """The new text, with the ids of its blocks in the result."""
    placing: Projection
    """The places of the words of the old text in the new one."""
    fields: Mapping[str, Any]
    """The new fields of the document: sections, captures, agents."""
    summary: str
    """A summary for the history."""
    may_be_copies: bool
    """Whether missing words may have moved to one of their copies in another block."""
    findings: tuple[Finding, ...] = ()
    """Doubts about the text and losses, for the caller."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The new ids of renamed parts, by their ids in the new document."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The names of files in the new document, by their names in the result."""
    copies: Sequence[SentenceCopy] = ()
    """The sentences of the old text that the new one has twice."""
    values: Sequence[CaptureChange] = ()
    """The changes of metadata and rights in the new text's capture."""
    capture: str | None = None
    """The id in the result of the new text's capture."""
