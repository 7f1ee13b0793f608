"""`left_over` finds entities, works and sources that only rejected statements refer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from archive.findings import Finding, note
from archive.model.document import Document
from archive.model.statements import Statement

_PARTS = ("entities", "works", "sources")


def left_over(before: Document, after: Document) -> Sequence[str]:
    """Return the ids of parts that were needed before some decisions and are not needed after.

    An entity, work or source is needed while anything refers to it that is not rejected: a
    statement, the metadata, or another needed part. It stays in the record, since the rejected
    statements keep their content.

    >>> document = Document(id="a")
    >>> left_over(document, document)
    ()
    """
    if before is after:
        return ()
    needed = _needed(before)
    still = _needed(after)
    return tuple(
        part.id
        for name in _PARTS
        for part in getattr(after, name)
        if part.id in needed and part.id not in still
    )


def left_over_findings(before: Document, after: Document) -> Iterator[Finding]:
    """Yield one finding that names the unused parts, if there are any."""
    if ids := left_over(before, after):
        yield note(
            "left-over",
            "",
            f"only rejected statements still refer to {', '.join(ids)}",
            "they stay in the record, but nothing counts them",
        )


def _needed(document: Document) -> set[str]:
    """Return the ids of the parts that something refers to that is not rejected."""
    rejected = {
        pointer
        for pointer, statement in document.index.of_type(Statement)
        if statement.status == "rejected"
    }
    references: dict[str, set[str]] = defaultdict(set)
    for reference in document.index.references:
        references["/".join(reference.holder.split("/")[:3])].add(reference.id)
    own = {
        f"/{name}/{n}": part.id for name in _PARTS for n, part in enumerate(getattr(document, name))
    }
    by_id = {id: pointer for pointer, id in own.items()}
    needed: set[str] = set()
    waiting = [
        id
        for pointer, ids in references.items()
        if pointer not in rejected and pointer not in own and not pointer.startswith("/revisions/")
        for id in ids
    ]
    while waiting:
        id = waiting.pop()
        if id not in needed:
            needed.add(id)
            waiting += references.get(by_id.get(id, ""), ())
    return needed
