"""Makes the revision that is added to the history of a record for a new text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import get_args

from archive.model.base import Model
from archive.model.document import Document
from archive.model.revisions import Revision
from archive.model.walk import unchecked_copy, walk
from archive.revision.rebase.new_text import NewText
from archive.revision.rebase.outcomes import Kind, Outcome


def free_revision(document: Document, text: NewText) -> str:
    """Return the id of the next revision. The number is new, so that no id is used twice."""
    collections = (value for value in text.fields.values() if isinstance(value, tuple))
    taken = {*document.index.by_id, *ids_in(chain.from_iterable(collections))}
    numbers = (int(id[4:]) for id in taken if re.fullmatch("rev-[0-9]{1,9}", id))
    return f"rev-{max(numbers, default=0) + 1}"


def without_parts(revisions: Iterable[Revision], removed: set[str]) -> Iterator[Revision]:
    """Yield the revisions without the ids of removed parts."""
    for revision in revisions:
        if removed.isdisjoint(revision.parts):
            yield revision
        else:
            parts = tuple(id for id in revision.parts if id not in removed)
            yield unchecked_copy(revision, parts=parts)


def summary_of(text: NewText, outcomes: Sequence[Outcome]) -> str:
    """Return a summary of the rebase, with the number of outcomes of each kind."""
    counts = Counter(outcome.kind for outcome in outcomes)
    counted = ", ".join(f"{counts[kind]} {kind}" for kind in get_args(Kind) if counts[kind])
    return f"{text.summary}: {counted}" if counted else text.summary


def changed_holders(outcomes: Sequence[Outcome], removed: set[str]) -> tuple[str, ...]:
    """Return the ids of the parts whose words changed, without removed parts."""
    changed = dict.fromkeys(outcome.holder for outcome in outcomes if outcome.reopens)
    return tuple(id for id in changed if id and id not in removed)


def ids_in(parts: Iterable[Model]) -> set[str]:
    """Return the ids of some parts and of all parts within them."""
    return {
        inner.__dict__["id"] for part in parts for _, inner in walk(part) if "id" in inner.__dict__
    }
