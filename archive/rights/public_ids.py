"""Replaces ids of a public record that repeat the article."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import count
from typing import Any

from archive.model.base import Model
from archive.model.document import Document
from archive.model.introspection import id_from, reference_fields
from archive.text.shared_runs import SharedRuns
from archive.text.slugs import slug_digest


def public_ids(document: Document, runs: SharedRuns) -> Mapping[str, str]:
    """Return the ids that repeat words of the article, with their replacements.

    A replacement is made from a digest of the id, so the replacement is the same in every format.

    Args:
        document: The record.
        runs: The runs of words of the article.
    """
    named = [(document.id, "record")]
    named += [
        (part.__dict__["id"], id_from(type(part)).prefix)
        for pointer, part in document.index.named
        if pointer
    ]
    taken = {id for id, _ in named}
    others: dict[str, str] = {}
    for id, prefix in named:
        if id not in others and runs.shares(id):
            candidates = (f"{prefix}-{slug_digest(id * n)}" for n in count(1))
            others[id] = next(other for other in candidates if other not in taken)
            taken.add(others[id])
    return others


def renamed_fields(part: Model, ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a part that contain replaced ids, with the new ids."""
    renamed: dict[str, Any] = {}
    for name in _fields_with_ids(type(part)) if ids else ():
        value = getattr(part, name)
        if isinstance(value, tuple):
            renamed[name] = tuple(ids.get(one, one) for one in value)
        elif value in ids:
            renamed[name] = ids[value]
    return renamed


@cache
def _fields_with_ids(cls: type[Model]) -> tuple[str, ...]:
    """Return the fields of a class that contain an id: the id of the part, or of another part."""
    references = [name for name, _ in reference_fields(cls)]
    return tuple(dict.fromkeys((*_IDS & cls.model_fields.keys(), *references)))


_IDS = frozenset(("id", "block"))
