"""`NewText` is a new text for a record, with all that the rebase needs to know of it."""

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
    """Under the ids that its blocks have in the result."""
    placing: Projection
    """Where the words of the old text stand in the new one."""
    fields: Mapping[str, Any]
    """What the document gets with it: sections, captures, agents."""
    summary: str
    """What was done, for the history."""
    may_be_copies: bool
    """Whether words that are gone could be one of their copies in another block."""
    findings: tuple[Finding, ...] = ()
    """Doubts about the text and losses, for the caller."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Ids of parts that have another one in the result, by those of the new document."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The names of files in the new document, by those that they have in the result."""
    copies: Sequence[SentenceCopy] = ()
    """Sentences of the old text that the new one has a second time."""
    values: Sequence[CaptureChange] = ()
    """What of the metadata and rights the new text's capture has otherwise."""
    capture: str | None = None
    """The capture that the new text comes from, by its id in the result."""
