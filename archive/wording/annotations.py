"""Describes annotations: mentions, dates, corrections, citations, tags, comments."""

from __future__ import annotations

from typing import assert_never

from archive.english import quoted
from archive.model.annotations import (
    Annotation,
    Citation,
    Comment,
    Correction,
    DateMention,
    Mention,
    Tag,
)
from archive.model.document import Document
from archive.wording.entities_and_works import label
from archive.wording.grounds import basis, reason
from archive.wording.statement_history import maker, status_unless_accepted


def annotation_in_words(value: Annotation, document: Document) -> str:
    """Return what an annotation states, `names China`, and its status unless it is accepted."""
    if isinstance(value, Comment):
        return f"comment: {comment(value, document)}"
    return _without_status(value, document) + status_unless_accepted(value)


def _without_status(
    value: Mention | DateMention | Correction | Citation | Tag, document: Document
) -> str:
    match value:
        case Mention():
            return f"names {label(value.refers_to, document)}"
        case DateMention():
            return f"is {value.date} ({basis(value)})"
        case Correction():
            return correction(value)
        case Citation():
            where = value.locator
            at = f", {where.unit} {where.value}" if where else ""
            return f"cites {label(value.cites, document)}{at}"
        case Tag():
            return f"tagged {value.tag}{f' <{value.uri}>' if value.uri else ''}"
    assert_never(value)


def correction(value: Correction) -> str:
    """Return the corrected words and the reason for the correction."""
    should = quoted(value.corrected) if value.corrected else "nothing"
    return f"should read {should}{reason(value)}"


def comment(value: Comment, document: Document) -> str:
    """Return the text of a comment, and who made the comment."""
    return f"{value.text}{status_unless_accepted(value)} [{maker(value, document)}]"
