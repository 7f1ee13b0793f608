"""The columns of a sheet, with the meaning of each for readers, messages, manual and schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain
from types import MappingProxyType
from typing import Any, Literal, get_args

from archive.model.assessments import VERDICTS
from archive.model.base import Line
from archive.model.basis import BASES
from archive.model.claims import MANNERS, PLAIN_FIELDS, Claim
from archive.model.docstrings import field_docs, first_paragraph
from archive.model.relations import TO_CLAIM, TO_SOURCE
from archive.model.statements import STATUSES
from archive.model.works import WorkType

Takes = Literal["words", "text", "line", "names", "name", "boolean", "certainty", "date", "id"]
"""What the cells of a column hold."""

ENTITY_TYPES = ("person", "organisation", "group", "place", "event")
CLAIMANTS = ("person", "organisation", "group")
"""The types of entities that can make a claim."""
WORK_TYPES: Mapping[str, str] = {
    "event-work" if type == "event" else type: type for type in get_args(WorkType)
}
"""The words for types of works, and the CSL type of each: an event is an entity here as well."""
WORK_WORDS: Mapping[str, str] = {type: word for word, type in WORK_TYPES.items()}
"""The word for each type of CSL."""
AGENT_TYPES: Mapping[str, str] = {
    "maker": "person",
    "maker-organisation": "organisation",
    "maker-software": "software",
}
"""The words for agents of the record, and the type of each."""
TYPES = (*ENTITY_TYPES, "source", *AGENT_TYPES, "revision", *WORK_TYPES)
"""The types of parts that a row without a claim can make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a sheet."""

    name: str
    """Its name, as the header has it."""
    means: str
    """What it holds."""
    example: str
    """A cell of it."""
    takes: Takes = "line"
    """The kind of its cells."""
    meanings: Mapping[Any, str] = field(default_factory=lambda: MappingProxyType({}))
    """The closed words that it takes, and what each means."""
    is_usual: bool = False
    """Whether an empty sheet has it."""
    is_answer: bool = False
    """Whether the answer of a language model has it."""


_RELATIONS: Mapping[Any, str] = dict(chain(TO_SOURCE.items(), TO_CLAIM.items()))


def _type_meanings() -> Mapping[str, str]:
    return dict.fromkeys(TYPES, "")


def _of_claim(*names: str) -> Iterator[Column]:
    """The columns of plain fields of a claim, as their declarations describe them."""
    for name in names:
        field = PLAIN_FIELDS[name]
        shown, is_line = field.shown, field.type is Line or field.meanings
        yield Column(
            name=name,
            means=shown.column or first_paragraph(field_docs(Claim)[name]),
            example=shown.example or next(iter(field.meanings), ""),
            takes="boolean" if field.is_boolean else "line" if is_line else "text",
            meanings=field.meanings,
            is_usual=shown.is_usual,
            is_answer=shown.is_answer,
        )


_EARLIER = ("restatement", "public_restatement", "kind", "commitment", "negated", "stance")
_LATER = tuple(name for name in PLAIN_FIELDS if name not in _EARLIER)
"""The plain fields of a claim that have no place between other columns."""

COLUMNS: Sequence[Column] = (
    Column(
        name="id",
        means="The id of the claim, as `archive sheet` writes it; where `claim` is filled, that of "
        "the relation or assessment of the row. Left out, one is made.",
        example="claim-trade-fell",
        takes="id",
    ),
    Column(
        name="claim",
        means="The id of the claim to which the row adds something: a step of attribution, a "
        "relation, a verdict, evidence.",
        example="claim-trade-fell",
        takes="id",
    ),
    Column(
        name="words",
        means="The exact words of the article that assert the claim, copied code point for code "
        "point. Long words can be their beginning and end with ` ... ` between; several stretches "
        "are parted by ` | `.",
        example="trade fell by 10 percent",
        takes="words",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="before",
        means="Words that stand just before them, where the same words stand in several places.",
        example="in 2015",
        takes="words",
        is_answer=True,
    ),
    Column(
        name="after",
        means="Words that stand just after them, where the same words stand in several places.",
        example="in spite of it",
        takes="words",
        is_answer=True,
    ),
    *_of_claim("restatement", "public_restatement", "kind", "commitment", "negated"),
    Column(
        name="condition",
        means="The words of the article that name the condition under which it is claimed.",
        example="if nobody acts",
        takes="words",
        is_answer=True,
    ),
    Column(
        name="claimant",
        means="Who says it, where it is not the author: the name of a person, organisation or "
        "group. One that is new has its type before it.",
        example="group: experts",
        takes="name",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="manner",
        means="Whether the claim is passed on in the author's words or in the claimant's own.",
        example="quoted",
        meanings=MANNERS,
        is_answer=True,
    ),
    Column(
        name="cue",
        means="The words of the article that say who says it.",
        example="experts believe",
        takes="words",
        is_usual=True,
        is_answer=True,
    ),
    *_of_claim("stance"),
    Column(
        name="about",
        means="The names of the entities and works that it is about, parted by `;`.",
        example="China; place: Shenyang",
        takes="names",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="time",
        means="The time that the claim speaks of, as an EDTF date; of a work, when it was "
        "published, of an event, when it happened.",
        example="2015",
        takes="date",
        is_usual=True,
        is_answer=True,
    ),
    *_of_claim(*_LATER),
    Column(
        name="source",
        means="The source that the article itself names for the claim, in the words of the "
        "article.",
        example="the Council",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="agent",
        means="The person, organisation or group behind a source.",
        example="organisation: Council on Foreign Relations",
        takes="name",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="work",
        means="The document behind a source: its title or address. One that is new can have its "
        "type before it.",
        example="report: Trade in 2015",
        takes="name",
        is_answer=True,
    ),
    Column(
        name="relation",
        means="What the claim does: to the source of the row, or to the claim under `to`.",
        example="citesAsEvidence",
        meanings=_RELATIONS,
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="to",
        means="The other claim of a relation between claims: its id, or its restatement.",
        example="Trade has stopped.",
        is_answer=True,
    ),
    Column(
        name="verdict",
        means="What was found about the claim. Without evidence it can only be a doubt, or "
        "unverifiable.",
        example="doubt",
        meanings=VERDICTS,
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="reasoning",
        means="How the verdict follows from the evidence, why there is a doubt, or, of "
        "unverifiable, what was looked for and where.",
        example="The customs of the other side count otherwise.",
        takes="text",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="rating",
        means="The same verdict in the words of another scale, which `scale` names.",
        example="Half true",
    ),
    Column(name="scale", means="The name or address of that scale.", example="PolitiFact"),
    Column(
        name="supersedes",
        means="The id of the earlier assessment of the claim that the verdict replaces.",
        example="doubt-trade-fell",
        takes="id",
    ),
    Column(
        name="evidence",
        means="The work that a verdict or relation rests on: its title, address or id.",
        example="https://example.org/trade",
        takes="name",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="locator",
        means="Where in the work: a unit and a number; a number alone is a page.",
        example="section 3.1",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="quoted",
        means="The words that stand there in the work.",
        example="Trade fell by a tenth.",
        takes="text",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="certainty",
        means="How sure the maker is: high, medium, low, or a number from 0 to 1. In a row with a "
        "claim it is about the claim, else about what the row adds.",
        example="0.7",
        takes="certainty",
        is_answer=True,
    ),
    Column(
        name="reason",
        means="Why it is so, in a few sentences; about the same as `certainty`.",
        example="The title says so as well.",
        takes="text",
        is_answer=True,
    ),
    Column(
        name="basis",
        means="Where the time, or the relation, comes from.",
        example="inferred",
        meanings=BASES,
    ),
    Column(
        name="rests",
        means="The words of the article that the time, or the relation, rests on.",
        example="last year",
        takes="words",
    ),
    Column(
        name="step",
        means="Which step of attribution, or which piece of evidence, a row adds, where two are "
        "the same.",
        example="2",
    ),
    Column(
        name="status",
        means="Where the statements of the row stand; it counts where the sheet is trusted.",
        example="accepted",
        meanings=STATUSES,
    ),
    Column(
        name="by",
        means="The name of the agent who made them; it counts where the sheet is trusted.",
        example="Ada Reader",
        takes="name",
    ),
    Column(
        name="at",
        means="When they were made, with the time zone; it counts where the sheet is trusted.",
        example="2026-11-25T09:30:00Z",
        takes="date",
    ),
    Column(
        name="type",
        means="What the row is about, where it makes no claim: an entity, a source, a work by its "
        "type in CSL, who made statements (maker, maker-organisation, maker-software), a revision.",
        example="organisation",
        meanings=_type_meanings(),
    ),
    Column(
        name="name",
        means="What that is called; further names are parted by ` | `.",
        example="Council on Foreign Relations | CFR",
    ),
    Column(
        name="address",
        means="Where that can be read on the web.",
        example="https://example.org/trade",
    ),
    Column(
        name="description",
        means="Who or what that is; of a revision, what was done.",
        example="A club of experts.",
        takes="text",
    ),
    Column(
        name="place",
        means="Where the words stand, as `archive sheet` writes it: blocks and offsets. It counts "
        "as long as the words stand there.",
        example="words p-2:10-34; cue p-2:0-9",
    ),
)  # fmt: skip
"""Every column, in the order in which they are written."""

BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}
WORDS_COLUMNS = tuple(column.name for column in COLUMNS if column.takes == "words")


def nearest_column(name: str, known: Sequence[str] = tuple(BY_NAME)) -> str | None:
    """Return the known name that is most like this one, if any is.

    >>> nearest_column("verdcit"), nearest_column("colour of my hat")
    ('verdict', None)
    """
    near = get_close_matches(name.lower(), [one.lower() for one in known], n=1, cutoff=0.7)
    return next((one for one in known if near and one.lower() == near[0]), None)
