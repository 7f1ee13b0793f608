"""The answers of a store to questions of every kind, to compare those of two indexes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import archive

MOST = 10_000
WORDS = ("the", "water", "rained", "report", "2016", "council said", "de", "minister*")
"""Words of which some are in most records that tests make, and some in none."""


def answers(store: archive.Store) -> dict[str, Any]:
    """Return all answers of a store to searches, and about its claims, sources and entities.

    The order of equally good answers is not compared.
    """
    found: dict[str, Any] = {}
    for words in WORDS:
        hits = store.search(words, first=MOST).hits
        found[words] = sorted((hit.record, hit.kind, hit.part, hit.text) for hit in hits)
    found["claims"] = _sorted(store.claims(first=MOST).answers)
    sources = store.sources(first=MOST).answers
    found["sources"] = _sorted(sources)
    found["entities"] = _sorted(store.entities(first=MOST).answers)
    for source in sources[:5]:
        impact = store.impact(source.identity).as_json()
        found[f"impact of {source.identity}"] = {
            name: _sorted(value) if isinstance(value, list) else value
            for name, value in impact.items()
        }
    return found


def right_answers(folder: Path) -> dict[str, Any]:
    """Return the answers of a store from a new index, which is kept in another place."""
    with TemporaryDirectory() as elsewhere:
        return answers(archive.Store(folder, index=Path(elsewhere) / "index.sqlite"))


def _sorted(values: Any) -> list[str]:
    return sorted(map(repr, values))
