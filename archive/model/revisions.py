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
"""The items that can differ in a newer capture."""

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
"""What each kind of change means."""


class CaptureChange(Model):
    """A difference between a newer capture and the capture before it."""

    _HEADLINE: ClassVar[str] = "became"

    what: Changed
    """What changed."""
    was: Words | None = None
    """The value in the earlier capture, in words; left out if the newer capture added it."""
    became: Words | None = None
    """The value in the newer capture, in words; left out if the newer capture has no value."""
    block: Id | None = None
    """The block with the change, which may no longer exist; left out for metadata and rights."""
    kept: bool = False
    """Whether the record keeps a value that somebody entered, and ignores the newer capture."""


class Revision(Model):
    """A change of the record: by whom, when, and what was changed (PROV: an activity).

    Statements name the revision in which they were made, accepted or rejected.
    """

    _ID_FROM: ClassVar[IdFrom] = IdFrom("rev", ("summary", "at"))

    id: Id
    """Lasting id of this revision."""
    at: Instant | None = None
    """When the revision was made; left out if not recorded."""
    by: AgentId | None = None
    """Who made the revision."""
    summary: Words | None = None
    """What was changed."""
    capture: CaptureId | None = None
    """The capture from which the new text was read; left out if no capture changed the record."""
    changes: tuple[CaptureChange, ...] = ()
    """The differences between that capture and the capture before it: metadata first, then the text
    in reading order."""
    parts: tuple[PartId, ...] = ()
    """The parts that the revision changed, if they still exist."""
