"""Works with CSL's fields and their archived copies, and sources as the article names them."""

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
"""The variables of CSL 1.0.2 that hold text and have no field of their own in `Work`."""


class CslField(Model):
    """A CSL variable for which `Work` has no field of its own."""

    name: CslVariable
    """The variable."""
    value: Words
    """Its text."""


class Locator(Model):
    """A place within a work."""

    unit: Literal[
        "page", "paragraph", "section", "chapter", "article", "table", "figure", "note", "line",
        "verse", "volume", "timestamp", "column", "folio",
    ] = "page"  # fmt: skip
    """What is counted."""
    value: Line
    """The place, as one would print it: "3", "3-4", "IV", "01:02:03"."""


class Evidence(Model):
    """A place in a work, with the words quoted from it."""

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
    """Its address on the web."""
    file: FileName | None = None
    """The path of its file, relative to the record's folder."""
    media_type: MediaType | None = None
    """Its media type."""
    archived_at: Instant | None = None
    """When it was saved."""
    sha256: Sha256 | None = None
    """SHA-256 digest of its bytes."""
    capture: CaptureId | None = None
    """The capture of this record that holds its bytes."""
    state: Literal["verified", "drifted", "unavailable", "unverifiable"] | None = None
    """The result of the last check: the words are there; the page has changed; it is gone; it
    cannot be checked. Left out if nobody has checked."""


class Withdrawal(Model):
    """The withdrawal of a work by its publisher: a retraction or a recall."""

    date: Edtf | None = None
    """When it was withdrawn."""
    reason: Words | None = None
    """Why it was withdrawn, as far as known."""


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
    """Its CSL type."""
    title: Line | None = None
    """Its title."""
    variant_titles: tuple[Line, ...] = ()
    """Other titles: a short title, a translation, the title it is known by."""
    author: tuple[Name, ...] = ()
    """Its authors."""
    editor: tuple[Name, ...] = ()
    """Its editors."""
    translator: tuple[Name, ...] = ()
    """Its translators."""
    container_title: Line | None = None
    """The journal, book or site in which it appeared."""
    collection_title: Line | None = None
    """The series it belongs to."""
    publisher: Line | None = None
    """Its publisher."""
    publisher_place: Line | None = None
    """Where it was published."""
    issued: Edtf | None = None
    """When it was published, signed or adopted."""
    accessed: Edtf | None = None
    """When it was consulted."""
    volume: Line | None = None
    """Volume."""
    issue: Line | None = None
    """Issue."""
    page: Line | None = None
    """Pages."""
    edition: Line | None = None
    """Edition."""
    language: Language | None = None
    """Its language."""
    identifiers: tuple[Identifier, ...] = ()
    """DOI, ISBN, ISSN and others."""
    address: Address | None = None
    """Its address on the web, as written (CSL `URL`)."""
    fields: tuple[CslField, ...] = ()
    """Any other CSL variable."""
    copies: tuple[ArchivedCopy, ...] = ()
    """Saved copies."""
    withdrawn: Withdrawal | None = None
    """Its withdrawal, if it is known to have been withdrawn."""
    revision: RevisionId | None = None
    """The revision of the record in which it was identified."""

    @property
    def label(self) -> str:
        """The title; without one, the id."""
        return self.title or self.id


class Source(Attested):
    """A source that the article itself names."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("src", ("as_named",))

    id: Id
    """Lasting id of this source."""
    as_named: Line
    """The name in the article's own words."""
    named_at: Stretches = ()
    """The words of the article that name it."""
    agent: ClaimantId | None = None
    """The person, organisation or group behind it, if known."""
    work: WorkId | None = None
    """The work behind it, if known."""
    revision: RevisionId | None = None
    """The revision of the record in which it was identified."""

    @property
    def label(self) -> str:
        """The name in the article's own words."""
        return self.as_named
