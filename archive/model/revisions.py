"""Revisions: who changed the record, when, and what was changed."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from archive.model.base import IdFrom, Model, Words
from archive.model.dates import Instant
from archive.model.identifiers import Id
from archive.model.references import AgentId, CaptureId, PartId

Changed = Literal[
    "title", "subtitle", "author", "contributor", "container", "publisher", "published", "updated",
    "written", "extent", "language", "identifier", "address", "abstract", "keyword", "genre",
    "rights", "image", "description", "link", "sentence", "markup",
]  # fmt: skip
"""What a newer capture can have changed."""

CHANGED: Mapping[Changed, str] = {
    "title": "the headline",
    "subtitle": "another title of the article",
    "author": "an author",
    "contributor": "somebody else who made the article",
    "container": "the journal, newspaper or site",
    "publisher": "the publisher",
    "published": "the date of publication",
    "updated": "the date of the last change",
    "written": "the date of writing",
    "extent": "volume, issue or pages",
    "language": "a language of the article",
    "identifier": "an identifier of the article",
    "address": "an address of the article",
    "abstract": "the abstract",
    "keyword": "a keyword",
    "genre": "the kind of text",
    "rights": "the rights in the text",
    "image": "the image of a figure",
    "description": "the description of an image",
    "link": "the target of a link",
    "sentence": "a sentence of the text",
    "markup": "something else that the page says of itself, which the record does not hold",
}
"""What each word for something that changed means."""


class CaptureChange(Model):
    """Something that a newer capture has otherwise than the one before it."""

    _HEADLINE: ClassVar[str] = "became"

    what: Changed
    """What changed."""
    was: Words | None = None
    """What the earlier capture has, in words; left out where the newer one has added it."""
    became: Words | None = None
    """What the newer capture has, in words; left out where it has it no more."""
    block: Id | None = None
    """The block that has it, or had it; it may be gone. Left out where it is a value of the
    metadata or the rights."""
    kept: bool = False
    """Whether the record keeps a value that somebody gave it instead; else it follows the newer
    capture."""


class Revision(Model):
    """One go at the record: who changed it, when, and what (PROV: an activity).

    Statements name the revision in which they were made or decided upon.
    """

    _ID_FROM: ClassVar[IdFrom] = IdFrom("rev", ("summary", "at"))

    id: Id
    """Lasting id of this revision."""
    at: Instant | None = None
    """When; left out, nobody has written it down."""
    by: AgentId | None = None
    """Who did it."""
    summary: Words | None = None
    """What was changed."""
    capture: CaptureId | None = None
    """The capture whose text the record has since; left out where the text was not changed by
    one."""
    changes: tuple[CaptureChange, ...] = ()
    """What that capture has otherwise than the one before it: the metadata first, then the text in
    its order."""
    parts: tuple[PartId, ...] = ()
    """The parts that it touched, those that are still there."""
