"""A text is edited, perhaps again, and comes back as it was."""

from __future__ import annotations

from random import Random

from tests.tools.edited.articles import vocabulary
from tests.tools.edited.sample import Sample
from tests.tools.edited.sheet import Sheet
from tests.tools.edited.ways import CHANGES
from tests.tools.edited.words import Editor

CHAINS = {"A, B, A": 1, "A, B, C, A": 2}
"""The chains, by how many texts lie between."""

WAYS = (
    "typing errors",
    "words put inside",
    "words deleted inside",
    "quotes and dashes",
    "20 % of words replaced",
    "paragraph moved",
    "passage deleted",
    "all at once",
)
"""The ways in which the first text becomes the second, in turn."""

_AGAIN = 0.04
"""The share of all words that are edited in the third text."""


def chain(rng: Random, name: str, count: int, kind: str, number: int) -> Sample:
    """Return a sample whose last text is its first: each quotation is where it was.

    Args:
        rng: What is drawn from.
        name: The text.
        count: How many quotations.
        kind: Which chain.
        number: Which of the ways the first text is changed in.
    """
    changed = CHANGES[WAYS[number % len(WAYS)]](rng, name, count).sample(kind, name)
    through = [changed.new]
    for _ in range(CHAINS[kind] - 1):
        sheet = Sheet(through[-1])
        editor = Editor(rng, sheet, vocabulary(changed.old))
        editor.edit_share(_AGAIN, editor.edit, sheet.words)
        through.append(sheet.derivation().new)
    back = Sheet(changed.old).derivation()
    return Sample(kind, name, back, changed.quotations, through=tuple(through))
