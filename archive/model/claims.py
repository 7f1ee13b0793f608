"""Claims: what the article asserts, in which words, and who makes the claim."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StrictBool

from archive.model.anchors import Stretch, Stretches
from archive.model.base import IdFrom, Line, Model, Shown
from archive.model.basis import Attested
from archive.model.dates import Edtf
from archive.model.introspection import plain_fields
from archive.model.references import ClaimantId, SubjectId
from archive.model.statements import Statement
from archive.reprs import NotebookRepr

Kind = Literal["descriptive", "causal", "predictive", "normative", "evaluative"]
"""The kinds of claim."""

KINDS: Mapping[Kind, str] = {
    "descriptive": "says how things are or were",
    "causal": "says what causes what",
    "predictive": "says what will be",
    "normative": "says what ought to be",
    "evaluative": "says how good or bad something is",
}
"""What each kind means."""

Commitment = Literal["boosted", "asserted", "hedged"]
"""How firmly the words assert the claim: "undoubtedly", without such a word, "perhaps"."""

COMMITMENTS: Mapping[Commitment, str] = {
    "boosted": "the words stress that it is so",
    "asserted": "the words say plainly that it is so",
    "hedged": "the words say with caution that it is so",
}
"""What each commitment means."""

Stance = Literal["endorses", "neutral", "distances"]
"""The author's attitude to a claim of somebody else."""

STANCES: Mapping[Stance, str] = {
    "endorses": "the author agrees with the claim of somebody else",
    "neutral": "the author reports the claim of somebody else without taking sides",
    "distances": "the author does not vouch for the claim of somebody else, or rejects it",
}
"""What each stance means."""

Manner = Literal["reported", "quoted"]
"""Whose words state an attributed claim."""

MANNERS: Mapping[Manner, str] = {
    "reported": "in the author's words",
    "quoted": "in the claimant's own words",
}
"""What each manner means."""


class Attribution(Model):
    """One step of an attribution: a claimant, and the words that name the claimant."""

    claimant: ClaimantId | None = None
    """Who makes the claim; left out if the claimant has not been identified."""
    manner: Manner = "reported"
    """Whether the claim is in the author's words or in the claimant's own words."""
    cue: Stretches = ()
    """The words that attribute the claim: "according to ...", "... believe that"."""


class ClaimTime(Attested):
    """The time that a claim is about."""

    date: Edtf
    """The time, in EDTF."""


class Claim(NotebookRepr, Statement):
    """Something that the article asserts."""

    _HEADLINE: ClassVar[str] = "restatement"
    _ID_FROM: ClassVar[IdFrom] = IdFrom("c", ("restatement",))
    _SHOWN: ClassVar[Mapping[str, Shown]] = {
        "restatement": Shown(
            column="The claim as one sentence that can be understood on its own.",
            example="Trade between the two states fell by 10 percent in 2015.",
            is_usual=True,
            is_answer=True,
        ),
        "public_restatement": Shown(
            label="publish as",
            column="The claim in other words, for public output that must not show the text. It "
            "has no eight consecutive words of the article.",
            example="In 2015 the two states traded a tenth less with each other.",
        ),
        "kind": Shown(
            meanings=KINDS,
            column="What the claim asserts: a fact, a cause, a prediction, a norm or a value.",
            example="descriptive",
            is_usual=True,
            is_answer=True,
        ),
        "commitment": Shown(
            meanings=COMMITMENTS,
            column="How firmly the words assert the claim; left out, they say it plainly.",
            example="hedged",
            is_answer=True,
        ),
        "negated": Shown(
            meanings={True: "the claim says that something is not so"},
            example="true",
            is_answer=True,
        ),
        "stance": Shown(
            meanings=STANCES,
            column="The author's stance towards a claim of somebody else.",
            example="distances",
            is_answer=True,
        ),
        "checkable": Shown(
            meanings={
                True: "the claim could be checked against evidence",
                False: "the claim could not be checked against evidence",
            },
            column="Whether the claim could be checked against evidence.",
            example="true",
            is_answer=True,
        ),
    }

    anchors: Annotated[tuple[Stretch, ...], Field(min_length=1)]
    """The words that assert the claim; a claim may have several stretches of words."""
    restatement: Line
    """The claim as a sentence that can be understood on its own."""
    public_restatement: Line | None = None
    """A restatement that has no eight consecutive words of the article, for publication if the
    article's text must not be shown."""
    kind: Kind
    """What the claim asserts: a fact, a cause, a prediction, a norm or a value judgement."""
    commitment: Commitment = "asserted"
    """How firmly the words assert the claim."""
    negated: StrictBool = False
    """Whether the claim says that something is not so."""
    condition: Stretches = ()
    """The words of the condition under which the article makes the claim ("if ...")."""
    attribution: tuple[Attribution, ...] = ()
    """Who makes the claim, outermost step first; empty if the author makes the claim."""
    stance: Stance | None = None
    """The author's stance towards the claim; left out if nobody has decided. The author's own
    claims need no stance."""
    about: tuple[SubjectId, ...] = ()
    """The entities and works that the claim is about."""
    time: ClaimTime | None = None
    """The time that the claim is about."""
    checkable: StrictBool | None = None
    """Whether the claim can be checked against evidence; left out if nobody has decided."""


PLAIN_FIELDS = plain_fields(Claim, Statement)
"""The fields of a claim that have text, a word of a closed list, or a boolean."""

CLOSED_WORDS: Mapping[str, Mapping[Any, str]] = {
    name: field.meanings for name, field in PLAIN_FIELDS.items() if field.meanings
}
"""The allowed values of fields of a claim, with their meanings, by field."""
