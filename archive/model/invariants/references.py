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

    A reference to it is ambiguous. Ids are unique in a record, including the id of the record
    itself, because all of them become `xml:id` in one TEI file.
    """
    if len(document.index.by_id) == len(document.index.named):
        return
    first: dict[str, str] = {}
    for pointer, part in document.index.named:
        id = part.__dict__["id"]
        if id in first:
            yield error(
                "duplicate-id",
                f"{pointer}/id",
                f'"{id}" is the id of {first[id] or "the document"} already',
                "give one of them another id",
            )
        else:
            first[id] = pointer


def dangling_reference(document: Document) -> Iterator[Finding]:
    """Yield a reference names an id that no part of the record has."""
    by_id = document.index.by_id
    dangling = [r for r in document.index.unfit_references if r.id not in by_id]
    for number, reference in enumerate(dangling):
        near = _near_id(reference, by_id) if number < _MOST_GUESSES else None
        yield error(
            "dangling-reference",
            reference.pointer,
            f'nothing has the id "{reference.id}"; {one_of(reference.to.kinds)} is expected',
            f'did you mean "{near}"? If not, add what it names'
            if near
            else "correct the id, or add what it names",
        )


def _near_id(reference: Reference, by_id: Mapping[str, Model]) -> str | None:
    """Return the most similar id of the right kind, which was probably meant."""
    from rapidfuzz import fuzz, process

    wanted = reference.to.kinds
    fitting = [id for id, part in by_id.items() if not wanted.isdisjoint(kinds_of(part))]
    near = process.extractOne(reference.id, fitting, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return near[0] if near else None


def reference_to_wrong_kind(document: Document) -> Iterator[Finding]:
    """Yield a reference names a part of a kind that is not allowed here.

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
    """Return the first source that each entity and each work is behind."""
    sources: dict[str, str] = {}
    for source in document.sources:
        for id in (source.agent, source.work):
            if id is not None:
                sources.setdefault(id, source.id)
    return sources


def _beside(reference: Reference, target: Model, sources_of: Mapping[str, str]) -> str | None:
    """The part probably meant instead: the source for an entity or work, or the other way round.

    A source is what the article names; the work or person behind it is a different part.
    """
    if isinstance(target, Source):
        behind = target.agent if "person" in reference.to.kinds else target.work
        return f'did you mean "{behind}", which is behind that source?' if behind else None
    if "source" in reference.to.kinds and "work" not in reference.to.kinds:
        if source := sources_of.get(reference.id):
            return f'did you mean "{source}", the source with "{reference.id}" behind it?'
        if kinds_of(target) & {"person", "organisation", "group", "work"}:
            field = "work" if "work" in kinds_of(target) else "agent"
            return f'name a source, which has it as its "{field}"'
    return None


_LIKE = 75
"""The least similarity, from 0 to 100, of an id that is suggested."""
_MOST_GUESSES = 20
"""The most dangling references for which a similar id is searched."""
