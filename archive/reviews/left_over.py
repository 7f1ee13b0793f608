"""`left_over` finds entities, works and sources that only rejected statements refer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from archive.findings import Finding, note
from archive.model.document import Document

_PARTS = ("entities", "works", "sources")


def left_over(before: Document, after: Document) -> Sequence[str]:
    """Return the ids of parts that some decisions have left without use.

    An entity, work or source is in use if something that is not rejected refers to it: a statement,
    the metadata, or another part in use. An unused part stays in the record, because the rejected
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
    """Yield one finding with the ids of the unused parts, if there are any."""
    if ids := left_over(before, after):
        yield note(
            "left-over",
            "",
            f"only rejected statements still refer to {', '.join(ids)}",
            "they stay in the record, but are not counted",
        )


def _needed(document: Document) -> set[str]:
    """Return the ids of the parts to which something refers that is not rejected."""
    references: dict[str, set[str]] = defaultdict(set)
    for reference in document.index.references:
        references["/".join(reference.holder.split("/")[:3])].add(reference.id)
    own = {
        f"/{name}/{n}": part.id for name in _PARTS for n, part in enumerate(getattr(document, name))
    }
    by_id = {id: pointer for pointer, id in own.items()}
    passed_over = document.index.rejected | own.keys()
    needed: set[str] = set()
    waiting = [
        id
        for pointer, ids in references.items()
        if pointer not in passed_over and not pointer.startswith("/revisions/")
        for id in ids
    ]
    while waiting:
        id = waiting.pop()
        if id not in needed:
            needed.add(id)
            waiting += references.get(by_id.get(id, ""), ())
    return needed
