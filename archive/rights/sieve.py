"""The public form of a record: one filter before any public output is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from archive.english import counted
from archive.errors import require
from archive.findings import Finding, note
from archive.model.base import Model
from archive.model.blocks import Figure, Image
from archive.model.claims import Attribution
from archive.model.document import Document
from archive.model.revisions import CaptureChange
from archive.model.walk import mapped, unchecked_copy
from archive.rights.public_statements import (
    left_out_counts,
    with_named_parts,
    with_public_statements,
    without_furniture,
)
from archive.rights.withheld import (
    IN_WORDS_OF_THE_ARTICLE,
    MASK,
    NOTHING,
    Withheld,
    fields_of_words,
    unlicensed,
    withheld,
)
from archive.rights.withheld_values import NOT_SHOWN, WithheldValues
from archive.text.shared_runs import WORDS_IN_A_RUN
from archive.text.speakers import speaker


class Publication(NamedTuple):
    """A record for output, and what its output withholds."""

    document: Document
    """The record. Its blocks and anchors still have the withheld words, which the writer of each
    format must leave out."""
    withheld: Withheld
    """The parts that are withheld."""


def publication(document: Document, *, public: bool = True, proposals: bool = False) -> Publication:
    """Return the public form of a record, from which public output is made.

    The public form has accepted statements, and doubts that a person or organisation has confirmed,
    but no furniture. If the text must not be published, the public form has no value with eight
    consecutive words of the text, and no reason that quotes the text. Exceptions are the title,
    byline and addresses of the article, titles of works, names, and notices that must be printed.

    Args:
        document: The record.
        public: Whether the output is public; if not, the record is returned unchanged.
        proposals: Whether proposals are shown, marked as proposals.
    """
    if not public:
        return Publication(document, NOTHING)
    shown = without_furniture(with_public_statements(document, proposals=proposals))
    kept = withheld(document)
    values = WithheldValues(document, shown, kept)
    left_out = list(_of_statements(document, shown))
    others = list(_of_rights(document, kept))
    shown = with_named_parts(values.document())
    left_out += _of_claims(values, document)
    others += (*_of_values(values, document), *_of_names(values))
    sentences = (f"{one.message[0].upper()}{one.message[1:]}." for one in left_out)
    return Publication(
        shown,
        replace(
            values.withheld(),
            left_out=tuple(sentences),
            accepted_only=not proposals,
            findings=(*others, *left_out),
        ),
    )


def public_record(document: Document, *, proposals: bool = False) -> Document:
    """Return a record that may be published in any format, and shown in a notebook.

    The record has the content that `public=True` writes. If the text must not be published, a sign
    replaces each of its letters, so that offsets in the text do not change.

    Args:
        document: The record.
        proposals: Whether proposals are shown, marked as proposals.
    """
    require(document, Document, "public_record takes a Document")
    shown, hidden = publication(document, proposals=proposals)

    def change(part: Any) -> Any:
        if isinstance(part, Figure) and part.id in hidden.figures:
            return unchecked_copy(part, image=Image(address=NOT_SHOWN))
        return _masked(part) if hidden.text else part

    return mapped(shown, change, closed=Attribution)


# --- masks ---

_LETTER = re.compile(r"\S")


def _masked(part: Any) -> Any:
    if isinstance(part, Attribution):
        return _with_masked_cue(part)
    cls: type[Model] = type(part)
    names = fields_of_words(cls)
    if isinstance(part, CaptureChange) and part.what in IN_WORDS_OF_THE_ARTICLE:
        names = ("was", "became")
    words = {name: value for name in names if (value := getattr(part, name))}
    masked = {name: _LETTER.sub(MASK, value) for name, value in words.items()}
    return unchecked_copy(part, **masked) if masked else part


def _with_masked_cue(step: Attribution) -> Attribution:
    """Return a step with a masked cue; the cue is removed if it does not name the claimant."""
    names_nobody = not (step.claimant or speaker([stretch.exact for stretch in step.cue]))
    return unchecked_copy(step, cue=() if names_nobody else mapped(step.cue, _masked))


# --- findings ---


def _of_rights(document: Document, kept: Withheld) -> Iterator[Finding]:
    if problem := unlicensed(document):
        yield problem
    if kept.text and document.text_blocks():
        yield note("withheld", "/sections", kept.text)
    for id, said in kept.figures.items():
        yield note("withheld", document.index.pointers[id], said)


def _of_statements(document: Document, shown: Document) -> Iterator[Finding]:
    counts = left_out_counts(document, shown)
    if counts:
        kinds = [counted(number, kind) for kind, number in counts.items()]
        message = f"the public form leaves out {_joined(kinds)}, which nobody has accepted"
        yield note("not-accepted", "", message, "proposals=True includes proposals")


_IN_A_ROW = f"{WORDS_IN_A_RUN} consecutive words of the article"


def _of_claims(values: WithheldValues, document: Document) -> Iterator[Finding]:
    if ids := values.claims_without_wording:
        message = (
            f"of {counted(len(ids), 'claims')}, the public form shows only kind, claimant, source "
            f"and place, because the wording has {_IN_A_ROW}"
        )
        pointer = f"{document.index.pointers[ids[0]]}/restatement"
        hint = 'write the claim in other words, in the field "public_restatement"'
        yield note("wording-withheld", pointer, message, hint)


def _of_values(values: WithheldValues, document: Document) -> Iterator[Finding]:
    if values.number:
        message = (
            f"the public form leaves out {counted(values.number, 'values')}, because of "
            f"{_IN_A_ROW}, a quotation, or a mention of something that is left out"
        )
        yield note("words-repeated", values.first(document), message)


def _of_names(values: WithheldValues) -> Iterator[Finding]:
    if number := values.shown_in_spite():
        message = (
            f"the public form shows {counted(number, 'values')} in spite of {_IN_A_ROW}: names, "
            "titles of works, and notices that must be printed"
        )
        yield note("names-repeat", "", message, "check that the values are only this")


def _joined(things: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(things[:-1]), things[-1])))
