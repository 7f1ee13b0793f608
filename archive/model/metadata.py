"""Metadata: facts about the article, each with its basis."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from archive.model.base import Line, Model, Word, Words
from archive.model.basis import Attested, OrAbsent
from archive.model.captures import Origin
from archive.model.dates import Edtf
from archive.model.identifiers import Address, Language
from archive.model.names import Identifier, Name
from archive.model.references import EntityId


class Stated(Attested):
    """A value of the article's metadata."""

    origin: Origin | None = None
    """The place in a capture where it was found; left out if not stated."""


class Title(Stated):
    """A title of the article."""

    text: Line
    """The title."""
    type: Literal["main", "sub", "short", "variant"] = "main"
    """Which of its titles it is."""
    language: Language | None = None
    """The language of the title."""


class Contributor(Stated):
    """Somebody who made the article, and what they did."""

    name: Name
    """Their name."""
    role: Word = "author"
    """What they did: author, editor, translator, photographer, illustrator, ..."""
    identifiers: tuple[Identifier, ...] = ()
    """ORCID, ISNI and others."""


class Container(Stated):
    """The journal, newspaper or site in which the article appeared."""

    title: Line
    """Its title."""
    type: Literal["journal", "magazine", "newspaper", "blog", "website", "book", "series"] = (
        "website"
    )
    """What it is."""
    identifiers: tuple[Identifier, ...] = ()
    """ISSN and others."""


class Publisher(Stated):
    """Who published the article."""

    name: Line
    """Its name."""
    place: Line | None = None
    """Where it published the article."""
    entity: EntityId | None = None
    """The entity of this organisation in the record."""


class StatedDate(Stated):
    """A date of the article."""

    date: Edtf
    """The date, in EDTF."""


class Extent(Stated):
    """The place of the article in its container: a volume, an issue, pages."""

    unit: Literal["volume", "issue", "page", "section", "edition", "number"]
    """What is counted."""
    value: Line
    """The number, as printed."""


class StatedLanguage(Stated):
    """A language of the article."""

    tag: Language
    """BCP 47 tag."""
    usage: Annotated[int, Field(ge=0, le=100, strict=True)] | None = None
    """How much of the article is in it, in per cent."""


class StatedIdentifier(Identifier, Stated):
    """An identifier of the article."""


class StatedAddress(Stated):
    """An address of the article."""

    address: Address
    """The address, as written."""


class Abstract(Stated):
    """An abstract of the article."""

    text: Words
    """The abstract."""
    language: Language | None = None
    """Its language."""


class Keyword(Stated):
    """A keyword of the article."""

    term: Line
    """The keyword."""
    scheme: Address | None = None
    """The vocabulary it is from."""
    uri: Address | None = None
    """The address of the term."""


class Genre(Stated):
    """The kind of text."""

    term: Line
    """The genre, in the scheme's own word: Article, OpinionNewsArticle, BlogPosting, Report."""
    scheme: Address = "https://schema.org/"
    """The vocabulary it is from."""


class Publication(Model):
    """Where, when and by whom the article was published."""

    container: OrAbsent[Container] | None = None
    """The journal, newspaper or site it appeared in."""
    publisher: OrAbsent[Publisher] | None = None
    """Who published it."""
    published: OrAbsent[StatedDate] | None = None
    """When it was first published."""
    updated: OrAbsent[StatedDate] | None = None
    """When it was last changed."""
    written: OrAbsent[StatedDate] | None = None
    """When it was written."""
    extents: tuple[Extent, ...] = ()
    """Volume, issue, pages."""


class Metadata(Model):
    """Facts about the article. A field that is left out means that nobody has looked."""

    _HEADLINE: ClassVar[str] = "title"

    titles: OrAbsent[tuple[Title, ...]] = ()
    """Its titles, the main one first."""
    authors: OrAbsent[tuple[Contributor, ...]] = ()
    """Its authors, in the order printed."""
    contributors: tuple[Contributor, ...] = ()
    """Others who made it: editors, translators, photographers."""
    publication: Publication = Field(default_factory=Publication)
    """Where, when and by whom it was published."""
    languages: OrAbsent[tuple[StatedLanguage, ...]] = ()
    """Its languages, the main one first."""
    identifiers: OrAbsent[tuple[StatedIdentifier, ...]] = ()
    """DOI and others."""
    addresses: OrAbsent[tuple[StatedAddress, ...]] = ()
    """Where it was published on the web."""
    abstract: OrAbsent[Abstract] | None = None
    """Its abstract."""
    keywords: OrAbsent[tuple[Keyword, ...]] = ()
    """Its keywords."""
    genre: OrAbsent[Genre] | None = None
    """What kind of text it is."""
    remark: Words | None = None
    """What was missing or doubtful when the article was received."""

    @property
    def title(self) -> str | None:
        """The first title, if there is one."""
        return self.titles[0].text if isinstance(self.titles, tuple) and self.titles else None

    @property
    def language(self) -> str | None:
        """The tag of the main language, if known."""
        tags = self.languages
        return tags[0].tag if isinstance(tags, tuple) and tags else None
