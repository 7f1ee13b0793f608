"""`rebased_on` gives a record its new text, and keeps the statements about the old text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive.model.anchors import Anchor, Orphan
from archive.model.blocks import Section
from archive.model.document import Document
from archive.model.revisions import CaptureChange, Revision
from archive.model.statements import Change, Former, Statement
from archive.model.walk import mapped, unchecked_copy
from archive.revision.rebase.article_changes import article_changes, changed_furniture
from archive.revision.rebase.classification import (
    outcome_of,
    with_changed_gaps,
    with_corrections_made,
)
from archive.revision.rebase.new_places import place_in
from archive.revision.rebase.new_text import NewText
from archive.revision.rebase.outcomes import Outcome, PageDifferences, Rebase
from archive.revision.rebase.previous_words import (
    previous_words,
    with_restored_words,
    with_twins_named,
)
from archive.revision.rebase.revision_entry import (
    changed_holders,
    free_revision,
    ids_in,
    summary_of,
    without_parts,
)
from archive.revision.rebase.stretch_holders import held_stretches


def rebased_on(
    document: Document,
    text: NewText,
    by: str | None,
    at: str | None,
    beside: PageDifferences | None = None,
) -> Rebase:
    """Return the document with its new text and all statements about the old text."""
    beside = beside or PageDifferences()
    held = held_stretches(document)
    first = (outcome_of(text.old, one, place_in(text, one.stretch)) for one in held)
    restored = with_restored_words(document, text, first)
    corrected = with_corrections_made(document, text.old, restored)
    named = with_twins_named(text, corrected)
    outcomes = tuple(with_changed_gaps(document, text.old, text.new, named))
    is_told = by is not None or at is not None or any(not one.kept for one in text.values)
    revision = free_revision(document, text) if is_told else None
    kept = {name: getattr(document, name) for name in Document.model_fields if name != "revisions"}
    previous = previous_words(document, text, outcomes)
    fields = _put_back({**kept, **text.fields}, outcomes, previous, revision)
    removed = ids_in(document.sections) - ids_in(fields["sections"])
    revisions = tuple(without_parts(document.revisions, removed))
    changes = (*_changes(document, fields["sections"], text), *beside.changes)
    if revision is not None:
        made = Revision(
            id=revision,
            at=at,
            by=by,
            summary=summary_of(text, outcomes),
            capture=text.capture,
            changes=changes,
            parts=changed_holders(outcomes, removed),
        )
        revisions = (*revisions, made)
    rebased = Document(**fields, revisions=revisions)
    return Rebase(
        rebased,
        outcomes,
        document,
        text.findings,
        text.renamed,
        text.files,
        text.capture,
        changes,
        (*changed_furniture(document.sections, fields["sections"]), *beside.outside),
    )


def _changes(
    before: Document, sections: tuple[Section, ...], text: NewText
) -> Iterator[CaptureChange]:
    """Yield the changes by the new capture: values first, then changes in text order."""
    yield from text.values
    if not text.may_be_copies:  # the text is no newer capture of the article
        return
    told = {(change.was, change.became) for change in text.values}
    for change in article_changes(before.sections, sections, text):
        if change.what != "sentence" or (change.was, change.became) not in told:
            yield change


def _put_back(
    fields: Mapping[str, Any],
    outcomes: Iterable[Outcome],
    previous: Mapping[int, Former],
    revision: str | None,
) -> dict[str, Any]:
    """Return the fields of a document, with each anchor replaced by its outcome.

    Anchors are looked up by identity, not by equality: two statements on the same words may have
    different outcomes. No value is in a document twice, and a part that is rebuilt keeps its
    values, so the anchors are the objects that were classified.
    """
    now: dict[int, Anchor | Orphan] = {}
    affected: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        now[id(outcome.old)] = outcome.new
        if outcome.reopens:
            affected[outcome.holder].append(outcome)

    def put_back(part: Any) -> Any:
        cls = type(part)  # `isinstance` takes long for classes of models, and most parts are others
        if cls is Anchor or cls is Orphan:
            return now[id(part)]
        if part.__dict__.get("id") in affected and isinstance(part, Statement):
            reasons = dict.fromkeys(outcome.reason for outcome in affected[part.id])
            words = (previous.get(id(outcome)) for outcome in affected[part.id])
            reopened = Change(
                status="proposed",
                revision=revision,
                reason="the text has changed: " + "; ".join(reasons),
                former=tuple(one for one in words if one is not None),
            )
            return unchecked_copy(part, status="proposed", history=(*part.history, reopened))
        return part

    return {name: mapped(value, put_back) for name, value in fields.items()}
