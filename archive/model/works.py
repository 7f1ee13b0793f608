"""Works, with the fields of CSL and saved copies, and the sources that the article names."""

from typing import ClassVar, Literal

from archive.model.anchors import Stretches
from archive.model.base import IdFrom, Line, Model, Words
from archive.model.basis import Attested
from archive.model.dates import Edtf, Instant
from archive.model.identifiers import Address, FileName, Id, Language, MediaType, Sha256
from archive.model.names import Identifier, Name
from archive.model.references import CaptureId, ClaimantId, RevisionId, WorkId

WorkType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
]  # fmt: skip
"""The item types of CSL 1.0.2."""

CslVariable = Literal[
    "abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place",
    "authority", "call-number", "chapter-number", "citation-key", "citation-label",
    "collection-number", "dimensions", "division", "event-place", "event-title",
    "first-reference-note-number", "genre", "keyword", "locator", "medium", "note", "number",
    "number-of-pages", "number-of-volumes", "original-publisher", "original-publisher-place",
    "original-title", "part-number", "part-title", "printing-number", "references",
    "reviewed-genre", "reviewed-title", "scale", "section", "source", "status",
    "supplement-number", "version", "volume-title", "volume-title-short", "year-suffix",
]  # fmt: skip
"""The text variables of CSL 1.0.2 for which `Work` has no field."""


class CslField(Model):
    """A CSL variable for which `Work` has no field."""

    name: CslVariable
    """The name of the variable."""
    value: Words
    """The text of the variable."""


class Locator(Model):
    """A place within a work."""

    unit: Literal[
        "page", "paragraph", "section", "chapter", "article", "table", "figure", "note", "line",
        "verse", "volume", "timestamp", "column", "folio",
    ] = "page"  # fmt: skip
    """The unit that is counted."""
    value: Line
    """The place, as a citation prints it: "3", "3-4", "IV", "01:02:03"."""


class Evidence(Model):
    """A work, a place in the work, and the words quoted from there."""

    work: WorkId
    """The work."""
    locator: Locator | None = None
    """The place in the work."""
    quoted: Words | None = None
    """The words at that place, code point for code point."""


class ArchivedCopy(Model):
    """A saved copy of a work."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("copy", ("file", "address", "archived_at"))

    id: Id
    """Lasting id of this copy."""
    address: Address | None = None
    """The address of the copy on the web."""
    file: FileName | None = None
    """The path of the saved file, relative to the record's folder."""
    media_type: MediaType | None = None
    """The media type of the saved file."""
    archived_at: Instant | None = None
    """When the copy was saved."""
    sha256: Sha256 | None = None
    """SHA-256 digest of the bytes of the saved file."""
    capture: CaptureId | None = None
    """The capture of this record that has the bytes of the copy."""
    state: Literal["verified", "drifted", "unavailable", "unverifiable"] | None = None
    """The result of the last check of the page: the words are there; the page has changed; the page
    is gone; the page cannot be checked. Left out if nobody has checked."""


class Withdrawal(Model):
    """The withdrawal of a work by its publisher: a retraction or a recall."""

    date: Edtf | None = None
    """When the work was withdrawn."""
    reason: Words | None = None
    """Why the work was withdrawn, as far as known."""


class Work(Attested):
    """A document that can be cited."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom(
        "w",
        (
            "title",
            "variant_titles",
            "author.literal",
            "author.family",
            "container_title",
            "issued",
            "address",
        ),
    )

    id: Id
    """Lasting id of this work."""
    type: WorkType
    """The CSL type of the work."""
    title: Line | None = None
    """The title of the work."""
    variant_titles: tuple[Line, ...] = ()
    """Other titles: a short title, a translation, the title by which the work is known."""
    author: tuple[Name, ...] = ()
    """The authors of the work."""
    editor: tuple[Name, ...] = ()
    """The editors of the work."""
    translator: tuple[Name, ...] = ()
    """The translators of the work."""
    container_title: Line | None = None
    """The journal, book or site in which the work appeared."""
    collection_title: Line | None = None
    """The series to which the work belongs."""
    publisher: Line | None = None
    """The publisher of the work."""
    publisher_place: Line | None = None
    """Where the work was published."""
    issued: Edtf | None = None
    """When the work was published, signed or adopted."""
    accessed: Edtf | None = None
    """When the work was consulted."""
    volume: Line | None = None
    """The volume of the container."""
    issue: Line | None = None
    """The issue of the container."""
    page: Line | None = None
    """The pages in the container."""
    edition: Line | None = None
    """The edition of the work."""
    language: Language | None = None
    """The language of the work."""
    identifiers: tuple[Identifier, ...] = ()
    """The identifiers of the work: DOI, ISBN, ISSN and others."""
    address: Address | None = None
    """The address of the work on the web, as written (CSL `URL`)."""
    fields: tuple[CslField, ...] = ()
    """Other CSL variables."""
    copies: tuple[ArchivedCopy, ...] = ()
    """Saved copies of the work."""
    withdrawn: Withdrawal | None = None
    """The withdrawal of the work, if the work is known to be withdrawn."""
    revision: RevisionId | None = None
    """The revision of the record in which the work was identified."""

    @property
    def label(self) -> str:
        """The title; without a title, the id."""
        return self.title or self.id


class Source(Attested):
    """A source that the article itself names."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("src", ("as_named",))

    id: Id
    """Lasting id of this source."""
    as_named: Line
    """The name in the article's own words."""
    named_at: Stretches = ()
    """The words of the article that name the source."""
    agent: ClaimantId | None = None
    """The person, organisation or group behind the source, if known."""
    work: WorkId | None = None
    """The work behind the source, if known."""
    revision: RevisionId | None = None
    """The revision of the record in which the source was identified."""

    @property
    def label(self) -> str:
        """The name in the article's own words."""
        return self.as_named
