"""Invariants of ids and references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.english import one_of, with_article
from archive.findings import Finding, error
from archive.model.index import kinds_of
from archive.model.works import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from archive.model.base import Model
    from archive.model.document import Document
    from archive.model.walk import Reference


def duplicate_id(document: Document) -> Iterator[Finding]:
    """Two parts of the record have the same id.

    References to this id are ambiguous. Ids must be unique in a record, including the id of the
    record itself, because all of them become `xml:id` in one TEI file.
    """
    if not document.index.has_duplicate_ids:
        return
    first: dict[str, str] = {}
    for pointer, part in document.index.named:
        id = part.__dict__["id"]
        if id in first:
            yield error(
                "duplicate-id",
                f"{pointer}/id",
                f'"{id}" is already the id of {first[id] or "the document"}',
                "give one of the two parts another id",
            )
        else:
            first[id] = pointer


def dangling_reference(document: Document) -> Iterator[Finding]:
    """A reference names an id that no part of the record has."""
    by_id = document.index.by_id
    dangling = [r for r in document.index.unfit_references if r.id not in by_id]
    for number, reference in enumerate(dangling):
        near = _near_id(reference, by_id) if number < _MOST_GUESSES else None
        yield error(
            "dangling-reference",
            reference.pointer,
            f'nothing has the id "{reference.id}"; {one_of(reference.to.kinds)} is expected',
            f'did you mean "{near}"? If not, add the part'
            if near
            else "correct the id, or add the part",
        )


def _near_id(reference: Reference, by_id: Mapping[str, Model]) -> str | None:
    """Return the most similar id of a part of the right kind."""
    from rapidfuzz import fuzz, process

    wanted = reference.to.kinds
    fitting = [id for id, part in by_id.items() if not wanted.isdisjoint(kinds_of(part))]
    near = process.extractOne(reference.id, fitting, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return near[0] if near else None


def reference_to_wrong_kind(document: Document) -> Iterator[Finding]:
    """A reference names a part of a kind that is not allowed here.

    A claimant, for example, must be a person, an organisation or a group, not a place.
    """
    by_id = document.index.by_id
    unfit = [reference for reference in document.index.unfit_references if reference.id in by_id]
    if not unfit:
        return
    of_id: dict[str, frozenset[str]] = {}
    for _, part in document.index.parts:
        id = part.__dict__.get("id")
        if id is not None:
            of_id[id] = of_id.get(id, frozenset()) | kinds_of(part)
    sources_of = _sources_of(document)
    for reference in unfit:
        target = by_id[reference.id]
        if reference.to.kinds.isdisjoint(of_id[reference.id]):  # else: duplicate-id
            is_a = with_article(type(target).__name__.lower())
            yield error(
                "reference-to-wrong-kind",
                reference.pointer,
                f'"{reference.id}" is {is_a}; {one_of(reference.to.kinds)} is expected',
                _beside(reference, target, sources_of),
            )


def _sources_of(document: Document) -> Mapping[str, str]:
    """Return, for each entity and work, the first source with this entity or work behind it."""
    sources: dict[str, str] = {}
    for source in document.sources:
        for id in (source.agent, source.work):
            if id is not None:
                sources.setdefault(id, source.id)
    return sources


def _beside(reference: Reference, target: Model, sources_of: Mapping[str, str]) -> str | None:
    """Return the hint if a source was named instead of the work or person behind it, or vice versa.

    A source is what the article names; the work or person behind the source is a separate part.
    """
    if isinstance(target, Source):
        behind = target.agent if "person" in reference.to.kinds else target.work
        return f'did you mean "{behind}", which is behind that source?' if behind else None
    if "source" in reference.to.kinds and "work" not in reference.to.kinds:
        if source := sources_of.get(reference.id):
            return f'did you mean "{source}", the source with "{reference.id}" behind it?'
        if kinds_of(target) & {"person", "organisation", "group", "work"}:
            field = "work" if "work" in kinds_of(target) else "agent"
            return f'name a source that has this {field} as its "{field}"'
    return None


_LIKE = 75
"""The least similarity, from 0 to 100, that a suggested id must have."""
_MOST_GUESSES = 20
"""The most dangling references for which a similar id is searched for."""
