"""The corpus for finding words again: quotations, and texts changed in many ways, with the truth.

Two received articles and three written for it, in four scripts, are changed in eighteen ways. Each
way has its own quotations; what became of each follows from the changes made (`sheet`), never
from a comparison. All of it follows from seeds: every run has the same texts.

Every text gets some passages twice, as an article with its pull quotes has, so that more than a
third of all quotations stand in several places; and every changed text is also edited a little
elsewhere, so that nothing stands at its old offset.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random

from tests.tools.edited.articles import TEXTS, article, base, draw
from tests.tools.edited.chains import CHAINS, chain
from tests.tools.edited.further import FORM_ONLY, FURTHER
from tests.tools.edited.sample import Sample
from tests.tools.edited.ways import CHANGES, Scene

QUOTATIONS = 2000
"""How many quotations the whole corpus has."""

EACH_FURTHER = 120
"""How many quotations each further way of changing has, and each chain."""

_IN_ONE_TEXT = 5
"""How many of these at most are drawn from one changed text."""

ORIENTATION = 1000
"""How many quotations each set of orientation has."""


WITH_CASE = ("frenemies", "claims-and-sources")
"""The texts in a script that has capitals."""


def corpus(share: float = 1, kinds: Sequence[str] = (), edition: int = 1) -> Iterator[Sample]:
    """Yield the samples of the corpus.

    Args:
        share: How much of it: a share of the quotations of each kind.
        kinds: Only these ways of changing.
        edition: Another number gives another corpus, made in the same way.
    """
    wholes = _split(QUOTATIONS, len(CHANGES))
    for (kind, change), whole in zip(CHANGES.items(), wholes, strict=True):
        if kinds and kind not in kinds:
            continue
        names = WITH_CASE if kind == "case" else tuple(TEXTS)
        for name, count in zip(names, _split(math.ceil(whole * share), len(names)), strict=True):
            sheets = math.ceil(count / max(5, len(base(name)) // 600))
            for part, size in enumerate(_split(count, sheets)):
                yield change(Random(f"{kind}/{name}/{part}/{edition}"), name, size).sample(
                    kind, name
                )


def further(share: float = 1, kinds: Sequence[str] = (), edition: int = 1) -> Iterator[Sample]:
    """Yield the samples of the further ways of changing; the arguments are those of `corpus`."""
    for kind, change in FURTHER.items():
        if not kinds or kind in kinds:
            for name, part, size in _parts(share):
                rng = Random(f"{kind}/{name}/{part}/{edition}")
                scene = change(rng, name, size)
                yield scene.sample(kind, name, form_only=kind in FORM_ONLY)


def chains(share: float = 1, kinds: Sequence[str] = (), edition: int = 1) -> Iterator[Sample]:
    """Yield the samples of texts that come back as they were; the arguments are those of `corpus`."""
    for kind in CHAINS:
        if not kinds or kind in kinds:
            for number, (name, part, size) in enumerate(_parts(share)):
                rng = Random(f"{kind}/{name}/{part}/{edition}")
                yield chain(rng, name, size, kind, number)


def _parts(share: float) -> Iterator[tuple[str, int, int]]:
    """The texts, each several times: its name, how often it was there, and how many quotations."""
    whole = math.ceil(EACH_FURTHER * share)
    for name, count in zip(TEXTS, _split(whole, len(TEXTS)), strict=True):
        for part, size in enumerate(_split(count, math.ceil(count / _IN_ONE_TEXT))):
            yield name, part, size


def orientation(rate: float, share: float = 1, edition: int = 1) -> Iterator[Sample]:
    """Yield a thousand quotations, 37 % of them repeated, with a rate of all words edited.

    The quotations are the same for every rate.
    """
    for name in TEXTS:
        for part, size in enumerate(_split(math.ceil(ORIENTATION / len(TEXTS) * share), 4)):
            rng = Random(f"orientation/{name}/{part}/{edition}")
            old = article(rng, name, repeats=6)
            scene = Scene(rng, old, draw(rng, old, size, repeated=0.37, apart=False))
            scene.editor.edit_share(rate, scene.editor.edit, scene.sheet.words)
            yield scene.sample(f"{rate:.0%} of words edited", name)


@cache
def whole_corpus() -> tuple[Sample, ...]:
    """Return the corpus, made once: that takes longer than to ask `archive` about all of it."""
    return tuple(corpus())


@cache
def whole_further() -> tuple[Sample, ...]:
    """Return the samples of the further ways, made once."""
    return tuple(further())


@cache
def whole_chains() -> tuple[Sample, ...]:
    """Return the samples of texts that come back, made once."""
    return tuple(chains())


@cache
def whole_orientation(rate: float) -> tuple[Sample, ...]:
    """Return the orientation set of a rate, made once."""
    return tuple(orientation(rate))


def _split(whole: int, parts: int) -> list[int]:
    """A number in nearly equal parts."""
    return [whole // parts + (n < whole % parts) for n in range(parts)]
