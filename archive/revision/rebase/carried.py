"""A record on its new text, with all that was said about the old one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, get_args

from archive.model.anchors import Anchor, Orphan
from archive.model.base import Model
from archive.model.document import Document
from archive.model.revisions import Revision
from archive.model.statements import Change, Statement
from archive.model.walk import mapped, walk, with_fields
from archive.revision.rebase.found import stretches_of
from archive.revision.rebase.judged import judged, with_corrections_made
from archive.revision.rebase.new_text import NewText
from archive.revision.rebase.outcomes import Kind, Outcome, Rebase
from archive.revision.rebase.placed import placed


def carried(document: Document, text: NewText, by: str | None, at: str | None) -> Rebase:
    """Return the document on its new text, with all that was said about the old one."""
    found = stretches_of(document)
    first = (judged(text.old, one, placed(text, one.stretch)) for one in found)
    outcomes = tuple(with_corrections_made(document, text.old, first))
    revision = None if by is None and at is None else _free_revision(document, text)
    kept = {name: getattr(document, name) for name in Document.model_fields if name != "revisions"}
    fields = _put_back({**kept, **text.fields}, outcomes, revision)
    gone = _ids_in(document.sections) - _ids_in(fields["sections"])
    revisions = tuple(_without(document.revisions, gone))
    if revision is not None:
        summary, parts = _summary(text, outcomes), _touched(outcomes, gone)
        made = Revision(id=revision, at=at, by=by, summary=summary, parts=parts)
        revisions = (*revisions, made)
    return Rebase(
        Document(**fields, revisions=revisions), outcomes, text.findings, text.renamed, text.files
    )


def _put_back(
    fields: Mapping[str, Any], outcomes: Iterable[Outcome], revision: str | None
) -> dict[str, Any]:
    """The fields of a document with what has become of each stretch in its place.

    A stretch is known by itself, not by what it says: two statements may stand on the same words,
    and come out otherwise. Nothing before has made one of them anew.
    """
    now: dict[int, Anchor | Orphan] = {}
    troubled: dict[str, list[str]] = defaultdict(list)
    for outcome in outcomes:
        now[id(outcome.old)] = outcome.new
        if outcome.new is not outcome.old and outcome.reason:
            troubled[outcome.holder].append(outcome.reason)

    def put_back(part: Any) -> Any:
        if isinstance(part, Anchor | Orphan):
            return now[id(part)]
        if isinstance(part, Statement) and part.id in troubled:
            reason = "the text has changed: " + "; ".join(dict.fromkeys(troubled[part.id]))
            fallen = Change(status="proposed", revision=revision, reason=reason)
            return with_fields(part, status="proposed", history=(*part.history, fallen))
        return part

    return {name: mapped(value, put_back) for name, value in fields.items()}


def _free_revision(document: Document, text: NewText) -> str:
    """The id of the revision to come: numbered on, so that no id is ever used again."""
    taken = {*document.index.by_id, *_ids_in(chain.from_iterable(text.fields.values()))}
    numbers = (int(id[4:]) for id in taken if re.fullmatch("rev-[0-9]{1,9}", id))
    return f"rev-{max(numbers, default=0) + 1}"


def _without(revisions: Iterable[Revision], gone: set[str]) -> Iterator[Revision]:
    """The revisions, which no longer name what is gone."""
    for revision in revisions:
        if gone.isdisjoint(revision.parts):
            yield revision
        else:
            parts = tuple(id for id in revision.parts if id not in gone)
            yield with_fields(revision, parts=parts)


def _summary(text: NewText, outcomes: Sequence[Outcome]) -> str:
    """What was done, and how many anchors came out how."""
    counts = Counter(outcome.kind for outcome in outcomes)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in get_args(Kind) if counts[kind])
    return f"{text.summary}: {told or 'no anchors'}"


def _touched(outcomes: Sequence[Outcome], gone: set[str]) -> tuple[str, ...]:
    """The parts whose words changed, without those that are gone."""
    touched = dict.fromkeys(
        o.holder for o in outcomes if o.kind not in ("unchanged", "moved") and o.new is not o.old
    )
    return tuple(id for id in touched if id and id not in gone)


def _ids_in(parts: Iterable[Model]) -> set[str]:
    """The ids of some parts and of all within them."""
    return {
        inner.__dict__["id"] for part in parts for _, inner in walk(part) if "id" in inner.__dict__
    }
