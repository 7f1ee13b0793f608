"""`Rebase` is the result of a rebase, with one `Outcome` for each anchor of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from archive.english import counted
from archive.findings import Finding
from archive.model.anchors import Anchor, Orphan
from archive.model.document import Document
from archive.model.revisions import CaptureChange
from archive.reprs import NotebookRepr, OneLineRepr, ReprItems, Unquoted

Kind = Literal["unchanged", "moved", "restyled", "altered", "ambiguous", "orphaned"]
"""What became of an anchor: it stands where it stood; the same words stand elsewhere; the same
words stand in their place in another form (lines wrapped anew, other quotation marks, dashes or
blanks, another Unicode normal form); the place is certain and the words there are others; several
places are equally good; the words are gone, or nobody can tell whether a copy of them that is left
was another one."""


@dataclass(frozen=True, slots=True, repr=False)
class Outcome(OneLineRepr):
    """What became of one anchor, or of words that were an orphan already."""

    kind: Kind
    """In a word."""
    holder: str
    """The id of the part that it belongs to; empty where that has none."""
    pointer: str
    """Its JSON Pointer in the old document. It is the same in the new one, unless it lies within
    the text itself (in the rights of a figure)."""
    old: Anchor | Orphan
    """What stood there."""
    new: Anchor | Orphan
    """What stands there now; an orphan where it is ambiguous or orphaned."""
    reason: str = ""
    """Why, in a sentence; empty where nothing but the place or the form has changed. Words that are
    the same have one if they are a piece of a statement, with other words between its pieces."""
    candidates: tuple[Anchor, ...] = ()
    """Where the words could stand, in the order of the text: two places or more if that is
ambiguous; one, if they are either there or gone."""

    @property
    def reopens(self) -> bool:
        """Whether a statement on it is proposed again: its words changed, or went, or came back.

        Words that had lost their place before, and have none now, reopen nothing.
        """
        is_still_lost = isinstance(self.old, Orphan) and isinstance(self.new, Orphan)
        return bool(self.reason) and not is_still_lost

    def _repr_items(self) -> ReprItems:
        yield None, self.kind
        yield None, self.holder or self.pointer
        yield "old", self.old
        if self.new != self.old:
            yield "new", self.new
        if self.reason:
            yield "reason", self.reason


@dataclass(frozen=True, slots=True)
class PageDifferences:
    """What two captures of a page have otherwise, and no record of it holds."""

    changes: tuple[CaptureChange, ...] = ()
    """What describes the page, or is within the article."""
    outside: tuple[CaptureChange, ...] = ()
    """Links and images outside the article."""


@dataclass(frozen=True, slots=True, repr=False)
class Rebase(NotebookRepr):
    """A document on its changed text, and what became of every anchor."""

    document: Document
    """The document on the new text."""
    outcomes: tuple[Outcome, ...]
    """One for each anchor and orphan of the old document, in the record's order."""
    before: Document
    """The document on the old text."""
    findings: tuple[Finding, ...] = ()
    """What else was noticed; an error says that the two texts are not one article."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The ids of parts of the new text that have another one in the result, by their own."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The files that came with the new text, as they are called in the folder of the result; for
    each the name in the folder that it came from."""
    capture: str | None = None
    """The capture that the new text comes from; `None` where no capture has changed it."""
    changes: tuple[CaptureChange, ...] = ()
    """What the new capture has otherwise than the old one: the metadata and rights first, then the
    sentences, links and figures of the article, in the order of the text; what no record holds at
    the end."""
    furniture: tuple[CaptureChange, ...] = ()
    """What is otherwise outside the article: texts, links and images. The history does not keep
    it."""

    def _repr_items(self) -> ReprItems:
        """The record, how many anchors came out how, and how much else was noticed."""
        yield None, self.document.id
        for kind in get_args(Kind):
            if outcomes := self.of(kind):
                yield None, Unquoted(f"{len(outcomes):,} {kind}")
        if self.findings:
            yield None, Unquoted(counted(len(self.findings), "findings"))

    def of(self, *kinds: Kind) -> tuple[Outcome, ...]:
        """Return the outcomes of these kinds."""
        return tuple(outcome for outcome in self.outcomes if outcome.kind in kinds)

    def to_json(self) -> str:
        """Return the outcomes as JSON: `counts`, `outcomes`, `changes`, `findings` and more."""
        import json

        counts = Counter(outcome.kind for outcome in self.outcomes)
        value = {
            "document": self.document.id,
            "counts": {kind: counts[kind] for kind in get_args(Kind)},
            "outcomes": [
                {
                    "kind": outcome.kind,
                    "holder": outcome.holder,
                    "pointer": outcome.pointer,
                    "reason": outcome.reason,
                    "old": outcome.old.model_dump(),
                    "new": outcome.new.model_dump(),
                    "candidates": [candidate.model_dump() for candidate in outcome.candidates],
                }
                for outcome in self.outcomes
            ],
            "findings": [
                {"code": f.code, "severity": f.severity.value, "message": f.message, "hint": f.hint}
                for f in self.findings
            ],
            "changes": [change.model_dump() for change in self.changes],
            "furniture": [change.model_dump() for change in self.furniture],
            "renamed": dict(self.renamed),
            "files": dict(self.files),
        }
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
