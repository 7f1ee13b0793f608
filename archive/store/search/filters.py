"""Filters of searches and questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from types import NoneType
from typing import TYPE_CHECKING, Literal, get_args

from archive.errors import UnknownFilterValue, require
from archive.reprs import OneLineRepr

if TYPE_CHECKING:
    from archive.model.assessments import Verdict
    from archive.model.claims import Commitment, Kind
    from archive.model.statements import Status

PassageKind = Literal["title", "text", "claim", "source", "work", "entity", "reason", "comment"]
"""What a passage is: a title of the article; a block of its text; the restatement of a claim; a
source as the article names it; a work, by its title and authors; an entity, by its names; the
reason for a statement; a comment."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Filters(OneLineRepr):
    """What an answer must fulfil. Of several values of a filter one is enough; all filters count.

    A single string is taken as one value.

    Filters on claims let through the claims and what is said of them: reasons of their assessments
    and relations, and comments on them.
    """

    records: tuple[str, ...] = ()
    """The ids of records."""
    passages: tuple[PassageKind, ...] = ()
    """The kinds of passage; claims, sources and entities are not affected."""
    kinds: tuple[Kind, ...] = ()
    """The kinds of claim."""
    commitments: tuple[Commitment, ...] = ()
    """How firmly the words assert the claim."""
    statuses: tuple[Status, ...] = ()
    """The statuses of the claim."""
    verdicts: tuple[Verdict, ...] = ()
    """The verdicts of the claim's accepted assessments, without superseded ones; doubts that are
    not rejected count too, since a doubt without evidence stays proposed."""
    claimants: tuple[str, ...] = ()
    """Who makes the claim: the entity of a step of its attribution. An identifier, an identity,
    `record#id` or an id (`archive.store.search.identities`); so are sources and entities."""
    sources: tuple[str, ...] = ()
    """The sources of the claim, by themselves, their work or their agent, without rejected
    relations. The passages of such sources and works are let through too."""
    entities: tuple[str, ...] = ()
    """Whom or what the claim is about, or who makes it. The passages of such entities and the text
    blocks that mention them are let through too."""
    time: str | None = None
    """An EDTF date or interval; the time that the claim is about overlaps it. A claim without a
    time does not."""
    published: str | None = None
    """An EDTF date or interval; the date of publication of the article overlaps it."""
    licences: tuple[str, ...] = ()
    """Licences of the article's text: addresses, SPDX ids or names."""
    doubted: bool | None = None
    """Whether the claim has a doubt that is neither rejected nor superseded."""

    def __post_init__(self) -> None:
        """Check the values.

        Raises:
            UnknownFilterValue: A word is not of the filter's list, or a date is not EDTF.
            TypeError: A value has another type.
        """
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "doubted":
                require(value, (bool, NoneType), "doubted is True, False or None")
            elif field.name in ("time", "published"):
                require(value, (str, NoneType), f"{field.name} is a date in EDTF, a str")
                if value is not None:
                    _require_edtf(field.name, value)
            else:
                values = (value,) if isinstance(value, str) else tuple(value)
                for one in values:
                    _require_word(field.name, one)
                object.__setattr__(self, field.name, values)


def _require_word(name: str, value: object) -> None:
    require(value, str, f"{name} are strings")
    allowed = _words().get(name) if name in _CLOSED else None
    if allowed is not None and value not in allowed:
        raise UnknownFilterValue(name, value, f"one of {', '.join(allowed)}")


_CLOSED = frozenset(("passages", "kinds", "commitments", "statuses", "verdicts"))
"""The filters that allow only some words."""


def _words() -> Mapping[str, Sequence[str]]:
    """Return the words of each filter that allows only some.

    The model is imported for filters alone: a search without them starts in a fraction of the time.
    """
    from archive.model.assessments import Verdict
    from archive.model.claims import Commitment, Kind
    from archive.model.statements import Status

    return {
        "passages": get_args(PassageKind),
        "kinds": get_args(Kind),
        "commitments": get_args(Commitment),
        "statuses": get_args(Status),
        "verdicts": get_args(Verdict),
    }


def _require_edtf(name: str, date: str) -> None:
    from pydantic_core import PydanticCustomError

    from archive.model.dates import edtf_bounds

    try:
        edtf_bounds(date)
    except PydanticCustomError as error:
        raise UnknownFilterValue(name, date, f"EDTF: {error.message()}") from None


def require_page(first: int, after: int) -> None:
    """Raise an error if a page of answers cannot have these bounds.

    Raises:
        UnknownFilterValue: A bound is negative.
        TypeError: A bound is no whole number.
    """
    for name, bound in (("first", first), ("after", after)):
        require(bound, int, f"{name} is a whole number, an int")
        if bound < 0:
            raise UnknownFilterValue(name, bound, "a whole number from 0")


NO_FILTERS = Filters()
