"""Annotations: mentions, dates, corrections, citations, tags and comments on the text."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from archive.model.anchors import Stretch, Stretches
from archive.model.base import IdFrom, Line, Text, Words
from archive.model.basis import Attested
from archive.model.dates import Edtf
from archive.model.identifiers import Address
from archive.model.references import CitedId, StatementId, SubjectId
from archive.model.statements import Statement
from archive.model.works import Locator


class _OnWords(Statement):
    """A statement about words of the text."""

    anchors: Annotated[tuple[Stretch, ...], Field(min_length=1)]
    """The words that the statement is about."""


class Mention(Attested, _OnWords):
    """Words that name an entity or a work, or refer to the entity or work."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("m", ("anchors.exact",))

    type: Literal["mention"] = "mention"
    refers_to: SubjectId
    """The entity or work that the words name."""


class DateMention(Attested, _OnWords):
    """Words that name a date.

    A relative date ("last week") is resolved; `rests_on` has the words that determine the date.
    """

    _ID_FROM: ClassVar[IdFrom] = IdFrom("d", ("anchors.exact",))

    type: Literal["date"] = "date"
    date: Edtf
    """The date that the words name, in EDTF."""


class Correction(Attested, _OnWords):
    """An error of the author or publisher, with the corrected text.

    The text of the record itself is not changed.
    """

    _ID_FROM: ClassVar[IdFrom] = IdFrom("cor", ("anchors.exact",))

    type: Literal["correction"] = "correction"
    corrected: Text
    """The correct text; empty if the words should be deleted."""


class Citation(Attested, _OnWords):
    """Words that cite a work or source, with the place in that work or source."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("cit", ("anchors.exact",))

    type: Literal["citation"] = "citation"
    cites: CitedId
    """The work or source that the words cite."""
    locator: Locator | None = None
    """The place in the work or source."""


class Tag(_OnWords):
    """A term from a vocabulary, attached to words of the text."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("tag", ("tag",))

    type: Literal["tag"] = "tag"
    tag: Line
    """The term."""
    uri: Address | None = None
    """The address of the term, if the term has an address."""


class Comment(Statement):
    """A remark on words of the text, on another statement, or on the record as a whole."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("com", ("text",))

    type: Literal["comment"] = "comment"
    text: Words
    """The remark."""
    anchors: Stretches = ()
    """The words that the comment is about."""
    on: StatementId | None = None
    """The statement that the comment is about."""


PART_OF_WORD = (Correction, Tag, Comment)
"""The annotations that may cover a part of a word, such as a wrong letter or an ending."""

Annotation = Annotated[
    Mention | DateMention | Correction | Citation | Tag | Comment, Field(discriminator="type")
]
