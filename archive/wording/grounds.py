"""What a value rests on: words, basis, how sure somebody is, and why."""

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
"""What is said of each basis beside a value. What the word means, the model's `BASES` says in a
sentence."""


def words_of(stretches: Iterable[Anchor | Orphan]) -> str:
    """The words of some stretches; what is lost says so."""
    return " … ".join(quoted(stretch.exact) + _lost_suffix(stretch) for stretch in stretches)


def _lost_suffix(stretch: Anchor | Orphan) -> str:
    """What is said behind words that have lost their place."""
    return " (lost)" if isinstance(stretch, Orphan) else ""


def orphan(value: Orphan) -> str:
    """Words that have lost their place, where they stood, and why."""
    return f"{quoted(value.exact)} stood in {value.block}: {value.reason}"


def basis(value: Attested) -> str:
    """What a value rests on: `inferred from the article's words, certainty high: "…"`."""
    parts = [BASIS_PHRASES[value.basis], *_certainty(value)]
    if value.rests_on:
        words = (
            quoted(_elide_middle(words.exact)) + _lost_suffix(words) for words in value.rests_on
        )
        parts.append(f"from {' … '.join(words)}")
    return ", ".join(parts) + reason(value)


def judgement(value: Judged) -> str:
    """How sure somebody is, and why, in brackets; empty where nobody has said."""
    told = f"{''.join(_certainty(value))}{reason(value)}".removeprefix(": ")
    return f" ({told})" if told else ""


def reason(value: Judged) -> str:
    """Why, as the end of a sentence; empty where nobody has said."""
    return f": {value.reason}" if value.reason else ""


def _certainty(value: Judged) -> Iterator[str]:
    if value.certainty is not None:
        yield f"certainty {value.certainty}"


def _elide_middle(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:38].rstrip()} […] {words[-38:].lstrip()}"
