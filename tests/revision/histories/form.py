"""Words that stand there in another form: wrapped anew, other quotation marks, another normal form."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import get_args

from archive.revision.rebase.outcomes import Kind
from tests.revision.histories.counting import rebase
from tests.revision.histories.pairs import Pair, Text, drawn

_DRAWN = 20


def wrapped(text: str) -> str:
    """The text with lines of 60 columns."""
    parts = re.split(r"(\n[^\S\n]*\n\s*)", text)
    whole = {"break_long_words": False, "break_on_hyphens": False}
    return "".join(
        part if n % 2 else textwrap.fill(" ".join(part.split()), 60, **whole)  # type: ignore[arg-type]
        for n, part in enumerate(parts)
    )


def quoted(text: str) -> str:
    """The text with curly quotation marks for straight ones, and a dash for two hyphens."""
    text = re.sub(r'(?<![\w.,!?])"(?=\w)', "“", text)
    text = re.sub(r'(?<=[\w.,!?])"', "”", text)
    return re.sub(r"(?<=\w)'(?=\w)", "’", text).replace(" -- ", " — ").replace(" - ", " – ")


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


WAYS: dict[str, Callable[[str], str]] = {
    "lines wrapped anew": wrapped,
    "other quotation marks and dashes": quoted,
    "another normal form": decomposed,
}


def made(texts: Iterable[tuple[str, Sequence[Text]]], way: Callable[[str], str]) -> list[Pair]:
    """Pairs of the last version of each text and the same in another form, where it is another."""
    pairs = []
    for name, versions in texts:
        last = versions[-1]
        other = Text(way(last.text))
        if other.text != last.text:
            pairs.append(Pair(name, last, other, drawn(name, last, _DRAWN)))
    return pairs


def table(texts: Sequence[tuple[str, Sequence[Text]]], asked: Iterable[Pair]) -> str:
    """Return what became of anchors where only the form has changed, in Markdown."""
    sets = {"real pairs with the same words": [pair for pair in asked if pair.in_form_alone]}
    sets |= {name: made(texts, way) for name, way in WAYS.items()}
    kinds = get_args(Kind)
    lines = [f"| change | pairs | {' | '.join(kinds)} |", f"|---|{'---:|' * (len(kinds) + 1)}"]
    for name, pairs in sets.items():
        counts = Counter(kind for pair in pairs for kind in rebase(pair, pair.drawn).kinds)
        cells = [name, len(pairs), *(counts[kind] for kind in kinds)]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)
