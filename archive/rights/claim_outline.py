"""Describes a claim without the words of the claim: by kind, claimant, sources and place."""

from __future__ import annotations

from collections.abc import Mapping

from archive.english import listed, with_article
from archive.model.anchors import Anchor
from archive.model.claims import Attribution, Claim
from archive.model.document import Document
from archive.model.works import Source, Work
from archive.text.shared_runs import SharedRuns

_UNIDENTIFIED = "somebody whom the record does not identify"


class ClaimOutlines:
    """Descriptions of claims; they replace the restatements of the claims in public output."""

    def __init__(self, document: Document, runs: SharedRuns) -> None:
        """Store the record, and the runs of words of its article, which no outline may contain."""
        self._document, self._runs = document, runs
        article = [id for id in document.index.blocks if id not in document.index.furniture]
        self._numbers: Mapping[str, int] = {id: n for n, id in enumerate(article, start=1)}

    def outline(self, claim: Claim) -> str:
        """Return the outline of a claim, in brackets.

        Blocks are counted from 1; blocks without text, and furniture, do not count.
        """
        negated = "negated " if claim.negated else ""
        parts = [f"{with_article(f'{negated}{claim.kind}')} claim of {self._claimants(claim)}"]
        if sources := self._sources(claim):
            parts.append(f"from {sources}")
        if place := self._place(claim):
            parts.append(place)
        return f"[{', '.join(parts)}; its wording is not shown]"

    def _claimants(self, claim: Claim) -> str:
        if not claim.attribution:
            return "the author"
        return ", reported by ".join(map(self._claimant, reversed(claim.attribution)))

    def _claimant(self, step: Attribution) -> str:
        return (step.claimant and self._name(step.claimant)) or _UNIDENTIFIED

    def _sources(self, claim: Claim) -> str:
        relations = self._document.index.relations_from.get(claim.id, ())
        parts = (self._document.get(relation.object) for relation in relations)
        named = (self.source(part) for part in parts if isinstance(part, Source))
        return listed(list(dict.fromkeys(named)))

    def source(self, source: Source) -> str:
        """Return the name of the agent or work behind a source; "a source" if both are unknown."""
        behind = [self._name(id) for id in (source.agent, source.work) if id]
        return ": ".join(filter(None, behind)) or "a source"

    def _name(self, id: str) -> str:
        """Return the name of an entity or work; the description of an unnamed entity; or empty."""
        part = self._document.get(id)
        if isinstance(part, Work):
            return part.title or ""
        names, description = part.names, part.description or ""  # type: ignore[attr-defined]
        return names[0].text if names else "" if self._runs.shares(description) else description

    def _place(self, claim: Claim) -> str:
        numbers = {
            self._numbers[anchor.block]
            for anchor in claim.anchors
            if isinstance(anchor, Anchor) and anchor.block in self._numbers
        }
        if not numbers:
            return ""
        return f"in block {' and '.join(map(str, sorted(numbers)))}"
