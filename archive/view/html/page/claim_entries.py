"""`ClaimEntry` has what the parts of the page show of a claim: number, glyph, voice, verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from archive.model.anchors import Anchor
from archive.model.assessments import Assessment
from archive.model.claims import Claim
from archive.model.document import Document
from archive.rights import Withheld
from archive.view.claim_glyphs import gravest_assessment
from archive.wording.claims import numbers_of, sources_of
from archive.wording.voices import Voice, voice_of

_LONGEST_LEMMA = 34
"""The most code points of the words of a claim in a note."""

VERDICT_PHRASES: Mapping[str, str] = {
    "doubt": "doubted",
    "contradicted": "contradicted",
    "mixed": "mixed evidence",
    "unverifiable": "cannot be checked",
    "supported": "supported",
}
"""The words for a claim with each verdict, the gravest first."""


@dataclass(frozen=True, slots=True, eq=False)
class ClaimEntry:
    """A claim as the page shows it."""

    claim: Claim
    n: int
    """The position of the claim on the page, from 1; its words in the text have this number."""
    number: str
    """The same number as readers see it, with a question mark if proposed."""
    voice: Voice
    """The voice of the claim."""
    who: str
    """The voice as a filter value: `author`, `nobody`, the id of an entity, or for an unidentified
    claimant the position of the first claim with the same words for the claimant."""
    standing: Sequence[Assessment]
    """The current assessments of the claim; the one that its glyph shows comes first."""
    sources: Sequence[str]
    """The ids of the sources of the claim, without rejected ones."""
    lemma: str
    """The first and last words of the claim; its restatement if words are withheld."""
    block: str = ""
    """The text block in which the claim begins; empty if all its words are lost."""
    start: int = 0
    """The start of the claim in that block, in code points."""

    @property
    def verdict(self) -> str:
        """The verdict that the glyph shows; empty if nobody has assessed the claim."""
        return self.standing[0].verdict if self.standing else ""

    @property
    def questions(self) -> Sequence[Assessment]:
        """The assessments that question the claim: doubts, and all verdicts except `supported`."""
        return [assessment for assessment in self.standing if assessment.verdict != "supported"]

    @property
    def question(self) -> Assessment | None:
        """The first assessment that questions the claim."""
        return next(iter(self.questions), None)

    @property
    def glyph(self) -> str:
        """The name of the glyph: the verdict or, without one, the kind of the claim."""
        return self.verdict or self.claim.kind

    @property
    def is_rejected(self) -> bool:
        """Whether the claim is rejected, and shown only on request."""
        return self.claim.status == "rejected"

    @property
    def axes(self) -> str:
        """Kind, verdict (if any) and status (unless it is accepted), in words."""
        claim = self.claim
        words = (
            claim.kind,
            VERDICT_PHRASES.get(self.verdict, ""),
            "" if claim.status == "accepted" else claim.status,
        )
        return ", ".join(filter(None, words))


@dataclass(eq=False)
class ClaimEntries:
    """The claims of a record, in the order of the text."""

    document: Document
    withheld: Withheld
    all: list[ClaimEntry] = field(default_factory=list)
    _first_with: dict[str, int] = field(default_factory=dict)
    """The position of the first claim of each unidentified claimant, by the words for them."""

    def __post_init__(self) -> None:
        """Number the claims."""
        for n, (id, number) in enumerate(numbers_of(self.document).items(), start=1):
            self.all.append(self._entry(self.document.claim(id), n, number))

    def _entry(self, claim: Claim, n: int, number: str) -> ClaimEntry:
        document = self.document
        first = next((anchor for anchor in claim.anchors if isinstance(anchor, Anchor)), None)
        voice = voice_of(claim, document)
        return ClaimEntry(
            claim,
            n,
            number,
            voice,
            self._who(voice, n),
            _current_assessments(document, claim),
            [source.id for source in sources_of(claim, document)],
            claim.restatement if self.withheld.text else _lemma(claim),
            first.block if first else "",
            first.start if first else 0,
        )

    def _who(self, voice: Voice, n: int) -> str:
        if voice.words:
            return f":{self._first_with.setdefault(voice.words.casefold(), n)}"
        if voice.kind == "nobody" or voice.entity is None:
            return voice.kind
        return f"{voice.entity}." if voice.entity in ("author", "nobody") else voice.entity

    @cached_property
    def by_id(self) -> Mapping[str, ClaimEntry]:
        """The entries by the ids of their claims."""
        return {entry.claim.id: entry for entry in self.all}

    @cached_property
    def shown(self) -> Sequence[ClaimEntry]:
        """The entries that are not rejected."""
        return [entry for entry in self.all if not entry.is_rejected]

    @cached_property
    def beginning_in(self) -> Mapping[str, Sequence[ClaimEntry]]:
        """The entries that begin in each text block, in order."""
        entries: dict[str, list[ClaimEntry]] = defaultdict(list)
        for entry in self.all:
            entries[entry.block].append(entry)
        return entries

    def name(self, voice: Voice, *, first: bool = False) -> str:
        """Return the label of a voice, without words of the article if they are withheld.

        Args:
            voice: The voice.
            first: Whether the label begins a line; words of the program then get a capital letter.
        """
        withheld = bool(self.withheld.text)
        name = voice.label(self.document, withheld=withheld)
        is_ours = (withheld and voice.words) or voice.kind in ("author", "nobody")
        return name[:1].upper() + name[1:] if first and is_ours else name


def _current_assessments(document: Document, claim: Claim) -> Sequence[Assessment]:
    """Return the current assessments; the one that the glyph shows comes first."""
    if claim.id not in document.index.assessments_of:
        return ()
    first = gravest_assessment(claim, document)
    others = (*document.doubts_of(claim), *document.verdicts_of(claim))
    return (
        [first, *(assessment for assessment in others if assessment is not first)] if first else ()
    )


def _lemma(claim: Claim) -> str:
    """Return the first and the last words of a claim, as in a critical apparatus."""
    words = " … ".join(" ".join(stretch.exact.split()) for stretch in claim.anchors)
    if len(words) <= _LONGEST_LEMMA:
        return words
    half = _LONGEST_LEMMA // 2 - 1
    head, tail = words[:half].rpartition(" "), words[-half:].partition(" ")
    return f"{head[0] or head[2]} … {tail[2] or tail[0]}"
