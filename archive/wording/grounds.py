"""Describes why a value is there: basis, quoted words, certainty and reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.english import quoted
from archive.model.anchors import Anchor, Orphan
from archive.model.basis import Attested, Basis, Judged

BASIS_PHRASES: Mapping[Basis | None, str] = {
    None: "basis not given",
    "printed": "printed in the article",
    "embedded": "from the file's metadata",
    "inferred": "inferred from the article's words",
    "external": "added from outside the article",
    "conjecture": "a guess",
}
"""The words for each basis, shown beside a value. `BASES` in the model explains each basis."""


def words_of(stretches: Iterable[Anchor | Orphan]) -> str:
    """Return the words of anchors and orphans, quoted; the words of orphans are marked as lost."""
    return " … ".join(quoted(stretch.exact) + _lost_suffix(stretch) for stretch in stretches)


def _lost_suffix(stretch: Anchor | Orphan) -> str:
    """Return the mark for words that have lost their place; empty for other words."""
    return " (lost)" if isinstance(stretch, Orphan) else ""


def orphan(value: Orphan) -> str:
    """Return words that have lost their place, with their old block and the reason."""
    return f"{quoted(value.exact)} was in {value.block}: {value.reason}"


def basis(value: Attested) -> str:
    """Return the basis of a value: `inferred from the article's words, certainty high: "…"`."""
    parts = [BASIS_PHRASES[value.basis], *_certainty(value)]
    if value.rests_on:
        words = (
            quoted(_elide_middle(words.exact)) + _lost_suffix(words) for words in value.rests_on
        )
        parts.append(f"from {' … '.join(words)}")
    return ", ".join(parts) + reason(value)


def judgement(value: Judged) -> str:
    """Return certainty and reason, in brackets; empty if neither is stated."""
    words = f"{''.join(_certainty(value))}{reason(value)}".removeprefix(": ")
    return f" ({words})" if words else ""


def reason(value: Judged) -> str:
    """Return the reason, to be added to a sentence; empty if no reason is stated."""
    return f": {value.reason}" if value.reason else ""


def _certainty(value: Judged) -> Iterator[str]:
    if value.certainty is not None:
        yield f"certainty {value.certainty}"


def _elide_middle(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:38].rstrip()} […] {words[-38:].lstrip()}"
