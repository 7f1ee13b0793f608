"""The basis of a value: what it rests on, how sure we are, and the kinds of absence."""

from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Discriminator, Field, Tag

from archive.model.anchors import Stretches
from archive.model.base import Model, Prose

Basis = Literal["printed", "embedded", "inferred", "external", "conjecture"]
"""Where a value comes from."""

BASES: Mapping[Basis, str] = {
    "printed": "it stands in the article",
    "embedded": "it stands in the metadata of the file received, and nowhere in what is read",
    "inferred": "it follows from words of the article",
    "external": "it was added from outside the article",
    "conjecture": "it is somebody's guess",
}
"""What each word for a basis means."""

Certainty = (
    Literal["high", "medium", "low"]
    | Annotated[float, Field(ge=0, le=1, allow_inf_nan=False, strict=True)]
)
"""How sure its maker is: a word, or a probability from 0 to 1 (TEI `@cert`)."""


class Absence(Enum):
    """We looked, and there is no value. Where nobody has looked, the field is left out."""

    NOT_STATED = "not-stated"
    """The article does not say."""
    NONE = "none"
    """There is none: the article says so, or it cannot have one."""


ABSENCES: Mapping[Absence, str] = {
    Absence.NOT_STATED: "the article does not say",
    Absence.NONE: "there is none",
}
"""What each word for an absence means, as it is said where a value would stand."""


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
    """What somebody has decided, and how sure they are."""

    certainty: Certainty | None = None
    """How sure its maker is; left out, nobody has said."""
    reason: Prose | None = None
    """Why, in a few sentences."""


class Attested(Judged):
    """A value together with what it rests on."""

    basis: Basis | None = None
    """Where it comes from; left out, nobody has said."""
    rests_on: Stretches = ()
    """The words of the article it rests on."""
