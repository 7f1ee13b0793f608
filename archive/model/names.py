"""Names of people and organisations, in the parts of CSL, and identifiers."""

from archive.model.base import Line, Model, Token, Word
from archive.model.references import EntityId


class Name(Model):
    """The name of a person in CSL's parts, or one literal name.

    A name has either `literal`, or at least one of `family` and `given`.
    """

    family: Line | None = None
    """Family name."""
    given: Line | None = None
    """Given names."""
    dropping_particle: Line | None = None
    """A particle that is dropped if only the family name is shown ("de" in "Alphonse de
    Lamartine")."""
    non_dropping_particle: Line | None = None
    """A particle that stays with the family name ("van" in "Vincent van Gogh")."""
    suffix: Line | None = None
    """A suffix of the name ("Jr.", "III")."""
    literal: Line | None = None
    """A name that is not divided into parts, such as the name of an organisation."""
    entity: EntityId | None = None
    """The entity of the record that has this name."""

    def __str__(self) -> str:
        """Return the name in reading order.

        >>> str(Name(given="Vincent", non_dropping_particle="van", family="Gogh"))
        'Vincent van Gogh'
        """
        parts = (
            self.literal,
            self.given,
            self.dropping_particle,
            self.non_dropping_particle,
            self.family,
            self.suffix,
        )
        return " ".join(part for part in parts if part)


class Identifier(Model):
    """An identifier in a named scheme; the check digits of known schemes are checked."""

    scheme: Word
    """The scheme: DOI, ISBN, ISSN, ORCID, ROR, ISNI, Wikidata, VIAF, GeoNames, arXiv, Handle, ARK,
    ..."""
    value: Token
    """The bare identifier, without the address of a resolver."""
