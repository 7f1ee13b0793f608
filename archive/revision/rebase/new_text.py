"""`NewText` is a new text for a record, with everything that `rebase` needs to know about it."""

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
    """Finds where words of the old text are in the new text."""
    fields: Mapping[str, Any]
    """The new fields of the document: sections, captures, agents."""
    summary: str
    """A summary for the history."""
    may_be_copies: bool
    """Whether words that are missing may have moved to a copy in another block."""
    findings: tuple[Finding, ...] = ()
    """Doubts about the text, and losses, for the caller."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The new ids of parts that were renamed; the keys are their ids in the new document."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The names of files in the new document; the keys are their names in the result."""
    copies: Sequence[SentenceCopy] = ()
    """Sentences of the old text that occur twice in the new text."""
    values: Sequence[CaptureChange] = ()
    """The changes of metadata and rights in the capture of the new text."""
    capture: str | None = None
    """The id that the capture of the new text has in the result."""
