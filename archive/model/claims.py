"""Claims: what the article asserts, in which words, on whose word."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StrictBool

from archive.model.anchors import Stretch, Stretches
from archive.model.attestation import Attested
from archive.model.base import IdFrom, Line, Model
from archive.model.dates import Edtf
from archive.model.references import ClaimantId, SubjectId
from archive.model.statements import Statement

Kind = Literal["descriptive", "causal", "predictive", "normative", "evaluative"]
"""What a claim does: says how things are or were; what brings about what; what will be; what ought
to be; how good or bad something is."""

Commitment = Literal["boosted", "asserted", "hedged"]
"""How firmly the words commit to it: "undoubtedly", plainly, "perhaps"."""

Stance = Literal["endorses", "neutral", "distances"]
"""What the author does with a claim of somebody else: takes it on, passes it on, holds it off."""


class Attribution(Model):
    """One step of a chain: on whose word the claim is passed on."""

    claimant: ClaimantId | None = None
    """Who says it; left out if nobody has been identified."""
    manner: Literal["reported", "quoted"] = "reported"
    """In the author's words, or in the claimant's own."""
    cue: Stretches = ()
    """The words that say so: "according to ...", "... believe that"."""


class ClaimTime(Attested):
    """The time that a claim speaks of."""

    date: Edtf
    """The time, in EDTF."""


class Claim(Statement):
    """Something that the article asserts."""

    _HEADLINE: ClassVar[str] = "restatement"
    _ID_FROM: ClassVar[IdFrom] = IdFrom("c", ("restatement",))

    anchors: Annotated[tuple[Stretch, ...], Field(min_length=1)]
    """The words that assert it; several stretches make one claim."""
    restatement: Line
    """The claim as a sentence that can be understood alone."""
    kind: Kind
    """What it does."""
    commitment: Commitment = "asserted"
    """How firmly the words commit to it."""
    negated: StrictBool = False
    """Whether it says that something is not so."""
    condition: Stretches = ()
    """The words of the condition under which it is claimed ("if ...")."""
    attribution: tuple[Attribution, ...] = ()
    """On whose word, the outermost step first; empty when the author speaks."""
    stance: Stance | None = None
    """The author's stance towards it; left out, nobody has decided. A claim of the author's own
    needs none."""
    about: tuple[SubjectId, ...] = ()
    """The entities and works that it is about."""
    time: ClaimTime | None = None
    """The time that it speaks of."""
    checkable: StrictBool | None = None
    """Whether it could be checked against evidence; left out, nobody has decided."""
