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
    """The kind of name: the name that is shown, another form, or a short form."""
    language: Language | None = None
    """The language of the name."""
    basis: Basis | None = None
    """Whether the article prints this form of the name, or the form is known from elsewhere; left
    out if not stated."""


class _Entity(Attested):
    """Somebody or something that the text mentions."""

    id: Id
    """Lasting id of this entity."""
    names: tuple[EntityName, ...] = ()
    """The names of the entity, the main name first; empty for an unnamed entity."""
    description: Words | None = None
    """Who or what the entity is, in a sentence."""
    identifiers: tuple[Identifier, ...] = ()
    """The identifiers of the entity in external registers."""
    revision: RevisionId | None = None
    """The revision of the record in which the entity was identified."""

    @property
    def label(self) -> str:
        """The main name; without a name, the description; without both, the id."""
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
    """People who are mentioned together and not by name: "experts", "officials"."""

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
    """When the event happened."""
    place: PlaceId | None = None
    """Where the event happened."""


Entity = Annotated[Person | Organisation | Group | Place | Event, Field(discriminator="type")]
