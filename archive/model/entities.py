"""Entities: the people, organisations, places, events and groups that the text mentions."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from archive.model.base import IdFrom, Line, Model, Words
from archive.model.basis import Attested, Basis
from archive.model.dates import Edtf
from archive.model.identifiers import Id, Language
from archive.model.names import Identifier
from archive.model.references import PlaceId, RevisionId

_NAMED = ("names.text", "description")
"""The fields from which the id of an entity is made."""


class EntityName(Model):
    """One of the names of an entity."""

    text: Line
    """The name."""
    type: Literal["main", "variant", "abbreviation"] = "main"
    """The kind of name: the one that is shown, another form, or a short form."""
    language: Language | None = None
    """The language of the name."""
    basis: Basis | None = None
    """Whether the article prints this form, or it is known from elsewhere; left out if not
    stated."""


class _Entity(Attested):
    """Somebody or something that the text mentions."""

    id: Id
    """Lasting id of this entity."""
    names: tuple[EntityName, ...] = ()
    """Its names, the main one first; empty for an unnamed entity."""
    description: Words | None = None
    """Who or what it is, in a sentence."""
    identifiers: tuple[Identifier, ...] = ()
    """Its identifiers in external registers."""
    revision: RevisionId | None = None
    """The revision of the record in which it was identified."""

    @property
    def label(self) -> str:
        """The main name; without one, the description, then the id."""
        return self.names[0].text if self.names else self.description or self.id


class Person(_Entity):
    """A person."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("per", _NAMED)

    type: Literal["person"] = "person"


class Organisation(_Entity):
    """An organisation: a council, a state as an actor, a company, a newspaper."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("org", _NAMED)

    type: Literal["organisation"] = "organisation"


class Group(_Entity):
    """People mentioned together and not by name: "experts", "officials"."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("grp", _NAMED)

    type: Literal["group"] = "group"


class Place(_Entity):
    """A place."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("pl", _NAMED)

    type: Literal["place"] = "place"


class Event(_Entity):
    """Something that happened once, at a certain time."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("ev", (*_NAMED, "date"))

    type: Literal["event"] = "event"
    date: Edtf | None = None
    """When it happened."""
    place: PlaceId | None = None
    """Where it happened."""


Entity = Annotated[Person | Organisation | Group | Place | Event, Field(discriminator="type")]
