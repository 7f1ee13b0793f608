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
    """The words."""


class Mention(Attested, _OnWords):
    """Words that name an entity or a work, or refer to it."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("m", ("anchors.exact",))

    type: Literal["mention"] = "mention"
    refers_to: SubjectId
    """What they name."""


class DateMention(Attested, _OnWords):
    """Words that name a date; a relative date is resolved, and says what it rests on."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("d", ("anchors.exact",))

    type: Literal["date"] = "date"
    date: Edtf
    """The date they name, in EDTF."""


class Correction(Attested, _OnWords):
    """An error of the author's or publisher's, and what should stand there.

    The text is never edited for it.
    """

    _ID_FROM: ClassVar[IdFrom] = IdFrom("cor", ("anchors.exact",))

    type: Literal["correction"] = "correction"
    corrected: Text
    """What should stand there; empty if nothing should."""


class Citation(Attested, _OnWords):
    """Words that cite a work or source at a place."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("cit", ("anchors.exact",))

    type: Literal["citation"] = "citation"
    cites: CitedId
    """What they cite."""
    locator: Locator | None = None
    """Where in it."""


class Tag(_OnWords):
    """A word from a vocabulary, laid on words of the text."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("tag", ("tag",))

    type: Literal["tag"] = "tag"
    tag: Line
    """The word."""
    uri: Address | None = None
    """The address of the term, if it has one."""


class Comment(Statement):
    """A remark on words of the text, on another statement, or on the record as a whole."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("com", ("text",))

    type: Literal["comment"] = "comment"
    text: Words
    """The remark."""
    anchors: Stretches = ()
    """The words it is about."""
    on: StatementId | None = None
    """The statement it is about."""


PART_OF_WORD = (Correction, Tag, Comment)
"""The annotations that may be about a part of a word: a wrong letter, an ending."""

Annotation = Annotated[
    Mention | DateMention | Correction | Citation | Tag | Comment, Field(discriminator="type")
]
