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
    """The place in a capture from which the value was read; left out if not stated."""


class Title(Stated):
    """A title of the article."""

    text: Line
    """The title."""
    type: Literal["main", "sub", "short", "variant"] = "main"
    """The kind of title."""
    language: Language | None = None
    """The language of the title."""


class Contributor(Stated):
    """Somebody who helped to make the article, with their role."""

    name: Name
    """The name of the contributor."""
    role: Word = "author"
    """The role of the contributor: author, editor, translator, photographer, illustrator, ..."""
    identifiers: tuple[Identifier, ...] = ()
    """The contributor's identifiers: ORCID, ISNI and others."""


class Container(Stated):
    """The journal, newspaper or site in which the article appeared."""

    title: Line
    """The title of the journal, newspaper or site."""
    type: Literal["journal", "magazine", "newspaper", "blog", "website", "book", "series"] = (
        "website"
    )
    """The kind of container."""
    identifiers: tuple[Identifier, ...] = ()
    """The container's identifiers: ISSN and others."""


class Publisher(Stated):
    """Who published the article."""

    name: Line
    """The name of the publisher."""
    place: Line | None = None
    """Where the publisher published the article."""
    entity: EntityId | None = None
    """The entity of the publisher in the record."""


class StatedDate(Stated):
    """A date of the article."""

    date: Edtf
    """The date, in EDTF."""


class Extent(Stated):
    """The place of the article in its container: a volume, an issue, pages."""

    unit: Literal["volume", "issue", "page", "section", "edition", "number"]
    """The unit that is counted."""
    value: Line
    """The number, as printed."""


class StatedLanguage(Stated):
    """A language of the article."""

    tag: Language
    """The language, as a BCP 47 tag."""
    usage: Annotated[int, Field(ge=0, le=100, strict=True)] | None = None
    """How much of the article is in this language, in per cent."""


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
    """The language of the abstract."""


class Keyword(Stated):
    """A keyword of the article."""

    term: Line
    """The keyword."""
    scheme: Address | None = None
    """The address of the vocabulary of the keyword."""
    uri: Address | None = None
    """The address of the term."""


class Genre(Stated):
    """The kind of text."""

    term: Line
    """The genre, in the scheme's own word: Article, OpinionNewsArticle, BlogPosting, Report."""
    scheme: Address = "https://schema.org/"
    """The address of the vocabulary of the genre."""


class Publication(Model):
    """Where, when and by whom the article was published."""

    container: OrAbsent[Container] | None = None
    """The journal, newspaper or site in which the article appeared."""
    publisher: OrAbsent[Publisher] | None = None
    """Who published the article."""
    published: OrAbsent[StatedDate] | None = None
    """When the article was first published."""
    updated: OrAbsent[StatedDate] | None = None
    """When the article was last changed."""
    written: OrAbsent[StatedDate] | None = None
    """When the article was written."""
    extents: tuple[Extent, ...] = ()
    """The place in the container: volume, issue, pages."""


class Metadata(Model):
    """Facts about the article. If a field is left out, nobody has looked for its value."""

    _HEADLINE: ClassVar[str] = "title"

    titles: OrAbsent[tuple[Title, ...]] = ()
    """The titles of the article, the main title first."""
    authors: OrAbsent[tuple[Contributor, ...]] = ()
    """The authors, in the printed order."""
    contributors: tuple[Contributor, ...] = ()
    """Others who helped to make the article: editors, translators, photographers."""
    publication: Publication = Field(default_factory=Publication)
    """Where, when and by whom the article was published."""
    languages: OrAbsent[tuple[StatedLanguage, ...]] = ()
    """The languages of the article, the main language first."""
    identifiers: OrAbsent[tuple[StatedIdentifier, ...]] = ()
    """The identifiers of the article: DOI and others."""
    addresses: OrAbsent[tuple[StatedAddress, ...]] = ()
    """The addresses of the article on the web."""
    abstract: OrAbsent[Abstract] | None = None
    """The abstract of the article."""
    keywords: OrAbsent[tuple[Keyword, ...]] = ()
    """The keywords of the article."""
    genre: OrAbsent[Genre] | None = None
    """The kind of text that the article is."""
    remark: Words | None = None
    """What was missing or doubtful when the article was received."""

    @property
    def title(self) -> str | None:
        """The text of the first title, if there is a title."""
        return self.titles[0].text if isinstance(self.titles, tuple) and self.titles else None

    @property
    def language(self) -> str | None:
        """The tag of the main language, if known."""
        tags = self.languages
        return tags[0].tag if isinstance(tags, tuple) and tags else None
