"""The columns of a sheet, with the meaning of each for messages, manual, schema and readers."""

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
"""The kind of value that a cell of a column has."""

ENTITY_TYPES = ("person", "organisation", "group", "place", "event")
CLAIMANTS = ("person", "organisation", "group")
"""The types of entities that can make a claim."""
WORK_TYPES: Mapping[str, str] = {
    "event-work" if type == "event" else type: type for type in get_args(WorkType)
}
"""The word in a sheet for each CSL type of work. CSL's `event` is `event-work` here, because an
event is also an entity."""
WORK_WORDS: Mapping[str, str] = {type: word for word, type in WORK_TYPES.items()}
"""The CSL type for each word."""
AGENT_TYPES: Mapping[str, str] = {
    "maker": "person",
    "maker-organisation": "organisation",
    "maker-software": "software",
}
"""The words in a sheet for agents of the record, with their types."""
TYPES = (*ENTITY_TYPES, "source", *AGENT_TYPES, "revision", *WORK_TYPES)
"""The types of parts that a row without a claim can add."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a sheet."""

    name: str
    """The name in the header."""
    means: str
    """What the cells of the column contain."""
    example: str
    """An example of a cell."""
    takes: Takes = "line"
    """The kind of value in its cells."""
    meanings: Mapping[Any, str] = field(default_factory=lambda: MappingProxyType({}))
    """The closed vocabulary of the column: each allowed word with its meaning."""
    is_usual: bool = False
    """Whether an empty sheet has this column."""
    is_answer: bool = False
    """Whether the answer of a language model has this column."""


_RELATIONS: Mapping[Any, str] = dict(chain(TO_SOURCE.items(), TO_CLAIM.items()))


def _of_claim(*names: str) -> Iterator[Column]:
    """Yield the columns for plain fields of a claim, with the meanings that the fields have."""
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
"""The plain fields of a claim that have columns farther to the right."""

COLUMNS: Sequence[Column] = (
    Column(
        name="id",
        means="The id of the claim, as `archive sheet` writes it; if `claim` is filled, the id of "
              "the relation or assessment of the row. If empty, an id is made.",
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
        "point. For long words, give their beginning and end with ` ... ` between; separate "
        "several stretches by ` | `.",
        example="trade fell by 10 percent",
        takes="words",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="before",
        means="The text just before the words, if the same words are in several places.",
        example="in 2015",
        takes="words",
        is_answer=True,
    ),
    Column(
        name="after",
        means="The text just after the words, if the same words are in several places.",
        example="in spite of it",
        takes="words",
        is_answer=True,
    ),
    *_of_claim("restatement", "public_restatement", "kind", "commitment", "negated"),
    Column(
        name="condition",
        means="The words of the article that state the condition of the claim.",
        example="if nobody acts",
        takes="words",
        is_answer=True,
    ),
    Column(
        name="claimant",
        means="The claimant, if it is not the author: the name of a person, organisation or group. "
              "A new name has its type before it.",
        example="group: experts",
        takes="name",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="manner",
        means="Whether the claim is reported in the author's words or in the claimant's own.",
        example="quoted",
        meanings=MANNERS,
        is_answer=True,
    ),
    Column(
        name="cue",
        means="The words of the article that attribute the claim, such as `according to the "
              "Council`.",
        example="experts believe",
        takes="words",
        is_usual=True,
        is_answer=True,
    ),
    *_of_claim("stance"),
    Column(
        name="about",
        means="The names of the entities and works that the claim is about, separated by `;`.",
        example="China; place: Shenyang",
        takes="names",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="time",
        means="The time that the claim is about, as an EDTF date. In the row of a work, the "
              "date of publication; in the row of an event, its date.",
        example="2015",
        takes="date",
        is_usual=True,
        is_answer=True,
    ),
    *_of_claim(*_LATER),
    Column(
        name="source",
        means="The source that the article names for the claim, in the words of the article.",
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
        means="The document behind a source: its title or address. The type of a new "
              "document can be written before the title.",
        example="report: Trade in 2015",
        takes="name",
        is_answer=True,
    ),
    Column(
        name="relation",
        means="The relation of the claim to the source of the row, or to the claim under `to`.",
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
        means="The result of checking the claim. Without evidence it can only be `doubt` or "
              "`unverifiable`.",
        example="doubt",
        meanings=VERDICTS,
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="reasoning",
        means="How the verdict follows from the evidence; for a doubt, the reason; for "
              "`unverifiable`, what was searched and where.",
        example="The customs of the other side count otherwise.",
        takes="text",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="rating",
        means="The same verdict as a rating on another scale, which `scale` names.",
        example="Half true",
    ),
    Column(name="scale", means="The name or address of the rating's scale.", example="PolitiFact"),
    Column(
        name="supersedes",
        means="The id of the earlier assessment of the claim that the verdict replaces.",
        example="doubt-trade-fell",
        takes="id",
    ),
    Column(
        name="evidence",
        means="The work on which a verdict or relation is based: its title, address or id.",
        example="https://example.org/trade",
        takes="name",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="locator",
        means="The place in that work: a unit and a number; a number alone is a page.",
        example="section 3.1",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="quoted",
        means="The words at that place in the work.",
        example="Trade fell by a tenth.",
        takes="text",
        is_usual=True,
        is_answer=True,
    ),
    Column(
        name="certainty",
        means="How sure the maker is: high, medium, low, or a number from 0 to 1. In a row with a "
              "claim it applies to the claim, else to what the row adds.",
        example="0.7",
        takes="certainty",
        is_answer=True,
    ),
    Column(
        name="reason",
        means="The reason, in a few sentences; it applies to the same statement as `certainty`.",
        example="The title says so as well.",
        takes="text",
        is_answer=True,
    ),
    Column(
        name="basis",
        means="Where the time or the relation comes from.",
        example="inferred",
        meanings=BASES,
    ),
    Column(
        name="rests",
        means="The words of the article on which the time or the relation is based.",
        example="last year",
        takes="words",
    ),
    Column(
        name="step",
        means="The number of the step of attribution or piece of evidence that the row adds, if "
              "the claim has another with the same content.",
        example="2",
    ),
    Column(
        name="status",
        means="The status of the statements of the row; it is used only if the sheet is trusted.",
        example="accepted",
        meanings=STATUSES,
    ),
    Column(
        name="by",
        means="The name of the agent that made them; used only if the sheet is trusted.",
        example="Ada Reader",
        takes="name",
    ),
    Column(
        name="at",
        means="The time at which they were made, with time zone; used only if the sheet is "
              "trusted.",
        example="2026-11-25T09:30:00Z",
        takes="date",
    ),
    Column(
        name="type",
        means="The type of part that a row without a claim adds: an entity, a source, a work by "
              "its CSL type, a maker of statements (maker, maker-organisation, maker-software), a "
              "revision.",
        example="organisation",
        meanings=dict.fromkeys(TYPES, ""),
    ),
    Column(
        name="name",
        means="The name of that part; further names are separated by ` | `.",
        example="Council on Foreign Relations | CFR",
    ),
    Column(
        name="address",
        means="The web address of that part.",
        example="https://example.org/trade",
    ),
    Column(
        name="description",
        means="A description of that part; for a revision, what was done.",
        example="A club of experts.",
        takes="text",
    ),
    Column(
        name="place",
        means="The places of words, as `archive sheet` writes them: blocks and offsets. They are "
              "used as long as the words are there.",
        example="words p-2:10-34; cue p-2:0-9",
    ),
)  # fmt: skip
"""Every column, in the order in which they are written."""

BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}
WORDS_COLUMNS = tuple(column.name for column in COLUMNS if column.takes == "words")


def nearest_column(name: str, known: Sequence[str] = tuple(BY_NAME)) -> str | None:
    """Return the known name that is most similar to this one, if any is similar enough.

    >>> nearest_column("verdcit"), nearest_column("colour of my hat")
    ('verdict', None)
    """
    near = get_close_matches(name.lower(), [one.lower() for one in known], n=1, cutoff=0.7)
    return next((one for one in known if near and one.lower() == near[0]), None)
