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
"""What became of an anchor. `unchanged`: the place is the same. `moved`: the same words are at
another place. `restyled`: the same words are in their place in another form (line breaks, quotation
marks, dashes, spaces, Unicode normal form). `altered`: the place is certain, but other words are
there. `ambiguous`: several places are equally good. `orphaned`: the words are gone, or the only
words left may be a copy."""


@dataclass(frozen=True, slots=True, repr=False)
class Outcome(OneLineRepr):
    """What became of one anchor, or of an orphan that existed before."""

    kind: Kind
    """The kind of outcome."""
    holder: str
    """The id of the part with the anchor; empty if the part has none."""
    pointer: str
    """The JSON Pointer of the anchor in the old document. It is also valid in the new one, unless
    the anchor is inside the text itself (in the rights of a figure)."""
    old: Anchor | Orphan
    """The old anchor or orphan."""
    new: Anchor | Orphan
    """The new anchor; an orphan if the outcome is ambiguous or orphaned."""
    reason: str = ""
    """The reason, in a sentence; empty if only the place or the form has changed. Unchanged words
    have a reason if other words are now between them and the other parts of their statement."""
    candidates: tuple[Anchor, ...] = ()
    """The possible places of the words, in text order: two or more if ambiguous; one if the words
    are either there or gone."""

    @property
    def reopens(self) -> bool:
        """Whether a statement is proposed again because its words changed, were lost, or returned.

        Words that had no place before, and still have none, reopen nothing.
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
    """Differences between two captures of a page that their records do not show."""

    changes: tuple[CaptureChange, ...] = ()
    """Differences in the description of the page, or within the article."""
    outside: tuple[CaptureChange, ...] = ()
    """Links and images that differ outside the article."""


@dataclass(frozen=True, slots=True, repr=False)
class Rebase(NotebookRepr):
    """A document with its new text, and the outcome of every anchor."""

    document: Document
    """The document with the new text."""
    outcomes: tuple[Outcome, ...]
    """One outcome for each anchor and orphan of the old document, in the record's order."""
    before: Document
    """The document with the old text."""
    findings: tuple[Finding, ...] = ()
    """Further findings; an error means that the texts are not the same article."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The new ids of parts of the new text that were renamed; the keys are the old ids."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The files that came with the new text: the keys are their names in the folder of the result,
    the values their names in the folder that they came from."""
    capture: str | None = None
    """The id of the capture of the new text; `None` if no capture changed the text."""
    changes: tuple[CaptureChange, ...] = ()
    """The changes by the new capture, in this order: metadata and rights; sentences, links and
    figures of the article in text order; differences that no record stores."""
    furniture: tuple[CaptureChange, ...] = ()
    """Changes outside the article: texts, links and images. The history does not store them."""

    def _repr_items(self) -> ReprItems:
        """Yield the record, the number of outcomes of each kind, and of changes and findings."""
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
