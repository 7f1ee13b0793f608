"""The basis of a value: its origin, its certainty, and the kinds of absence."""

from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Discriminator, Field, Tag

from archive.model.anchors import Stretches
from archive.model.base import Model, Prose

Basis = Literal["printed", "embedded", "inferred", "external", "conjecture"]
"""Where a value comes from."""

BASES: Mapping[Basis, str] = {
    "printed": "the article states it",
    "embedded": "it is in the metadata of the received file, but not in the text that readers see",
    "inferred": "it follows from words of the article",
    "external": "it was added from outside the article",
    "conjecture": "it is somebody's guess",
}
"""What each basis means."""

Certainty = (
    Literal["high", "medium", "low"]
    | Annotated[float, Field(ge=0, le=1, allow_inf_nan=False, strict=True)]
)
"""How sure the maker of a value is: a word, or a probability from 0 to 1 (TEI `@cert`)."""


class Absence(Enum):
    """The statement that there is no value.

    If nobody has looked for one, the field is left out.
    """

    NOT_STATED = "not-stated"
    """The article does not state the value."""
    NONE = "none"
    """There is no value: the article says so, or cannot have such a value."""


ABSENCES: Mapping[Absence, str] = {
    Absence.NOT_STATED: "the article does not say",
    Absence.NONE: "there is none",
}
"""The words that are shown for each absence in place of a value."""


def _stated_or_absent(value: Any) -> str:
    return "absent" if value in _ABSENCES else "stated"


_ABSENCES = (*Absence, *(absence.value for absence in Absence))


_T = TypeVar("_T")
OrAbsent = Annotated[
    Annotated[_T, Tag("stated")] | Annotated[Absence, Tag("absent")],
    Discriminator(_stated_or_absent),
]
"""A value, or the statement that there is none."""


class Judged(Model):
    """A judgement, with its certainty and reason."""

    certainty: Certainty | None = None
    """How sure the maker is; left out if not stated."""
    reason: Prose | None = None
    """The reason for the judgement, in a few sentences."""


class Attested(Judged):
    """A value with its basis, and the words of the article that support it."""

    basis: Basis | None = None
    """Where the value comes from; left out if not stated."""
    rests_on: Stretches = ()
    """The words of the article that support the value."""
