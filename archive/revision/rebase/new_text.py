"""A new text for a record, whichever way it came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.findings import Finding
from archive.revision.rebase.joined import Joined
from archive.text.placing import Placing


@dataclass(frozen=True, slots=True)
class NewText:
    """A new text for a document."""

    old: Joined
    new: Joined
    """Under the ids that its blocks have in the result."""
    placing: Placing
    fields: Mapping[str, Any]
    """What the document gets with it: sections, captures, agents."""
    summary: str
    may_be_copies: bool
    """Whether words that are gone could be one of their copies in another block."""
    findings: tuple[Finding, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
