"""archive.rng is a subset of tei_all, and with archive.sch it catches what the reader would refuse.

Thousands of random changes to TEI of ours are judged by both, and read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from archive.errors import InvalidDocument, ReadError
from archive.formats import json, tei
from archive.model.document import Document
from tests import samples, strategies
from tests.conftest import MANY, ROOT
from tests.jing import Jing
from tests.judges import ARCHIVE_RNG, schematron
from tests.tei_mutations import Mutation, mutate

MUTATIONS = 2000 if MANY else 200
SEED = 20261125


@dataclass
class Figures:
    """What became of the mutations."""

    made: int = 0
    accepted: int = 0
    """By archive.rng."""
    not_tei: list[Mutation] = field(default_factory=list)
    """Accepted by archive.rng, and not by tei_all."""
    unreadable: int = 0
    """Accepted by tei_all, and no longer a record."""
    missed: list[tuple[Mutation, str]] = field(default_factory=list)
    """Of these, accepted by our schemas too."""
    ignored: list[Mutation] = field(default_factory=list)
    """Accepted by our schemas and read, though not all of it."""

    @property
    def caught(self) -> float:
        return 1 - len(self.missed) / max(1, self.unreadable)

    def __str__(self) -> str:
        return (
            f"{self.made} mutations: archive.rng accepts {self.accepted}, "
            f"{len(self.not_tei)} of them are no TEI; tei_all accepts {self.unreadable} that are "
            f"no record, our schemas catch {self.caught:.1%} of them; "
            f"{len(self.ignored)} are read in part"
        )


def small_records() -> Iterator[Document]:
    """Records small enough to be judged by the thousand, of every kind."""
    yield samples.small()
    yield samples.assessed()
    random = Random(SEED)
    for n in range(60):
        richest = strategies.RICHEST if n % 2 else strategies.RICHEST // 3
        outline = {
            name: [random.randint(0, richest) for _ in range(random.randint(1, 4))]
            for name in (*strategies._MANY, *strategies._FEW)
        }
        outline |= {"extensions": [], "metadata": [random.randint(0, richest)]}
        outline |= {"rights": [random.randint(0, richest)]}
        yield strategies.document_of(outline, random.randint(0, richest))


@cache
def originals() -> list[etree._Element]:
    found = [etree.fromstring(tei.write(document).data) for document in small_records()]
    kept = sorted((ROOT / "documents").glob("*/document.json"))
    return found + [
        etree.fromstring(tei.write(json.read(path.read_bytes()).document).data) for path in kept
    ]


def mutations(count: int, seed: int = SEED) -> Iterator[Mutation]:
    """Mutations of small records, and some of large ones, which take longer to judge."""
    random, trees = Random(seed), originals()
    for _ in range(count):
        large = random.random() < 0.03
        yield mutate(random.choice(trees[-2:] if large else trees[:-2]), random)


def judged(jing: Jing, tei_all: Path, count: int, seed: int = SEED) -> Figures:
    figures = Figures()
    for mutation in mutations(count, seed):
        figures.made += 1
        ours = jing.accepts(ARCHIVE_RNG, mutation.data)
        theirs = jing.accepts(tei_all, mutation.data)
        if ours and not theirs:
            figures.not_tei.append(mutation)
        figures.accepted += ours
        if theirs:
            _read(mutation, ours, figures)
    return figures


def _read(mutation: Mutation, ours: bool, figures: Figures) -> None:
    """Read what is TEI, and note where our schemas and our reader differ."""
    caught = not ours or bool(schematron(etree.fromstring(mutation.data)))
    try:
        result = tei.read(mutation.data)
    except (ReadError, InvalidDocument) as problem:
        figures.unreadable += 1
        if not caught:
            figures.missed.append((mutation, problem.findings[0].code))
    else:
        caught = caught or bool(result.findings)
        if not caught and plain(tei.write(result.document).data) != plain(mutation.data):
            figures.ignored.append(mutation)


def plain(data: bytes) -> bytes:
    """A file without what means nothing: blanks around elements, order of attributes."""
    tree = etree.fromstring(data, etree.XMLParser(collect_ids=False))
    for element in tree.iter(etree.Element):
        if not any(
            e.get("{http://www.w3.org/XML/1998/namespace}space")
            for e in (element, *element.iterancestors())
        ):
            element.text = " ".join((element.text or "").split()) or None
            for inner in element:
                inner.tail = " ".join((inner.tail or "").split()) or None
    return etree.tostring(tree, method="c14n", exclusive=True)


@pytest.mark.slow
def test_what_archive_rng_accepts_is_tei_and_what_is_no_record_is_caught(jing: Jing, tei_all: Path):
    figures = judged(jing, tei_all, MUTATIONS)
    print(figures)
    for mutation, code in figures.missed[:20]:
        print("missed", code, mutation.kind, mutation.where)
    assert figures.accepted > MUTATIONS / 20
    assert figures.unreadable > MUTATIONS / 20
    assert [(m.kind, m.where) for m in figures.not_tei] == []
    assert figures.caught >= 0.9
    # jing still judges: had it died, all would have been valid to it.
    assert not jing.accepts(tei_all, b"<TEI/>")
    assert not jing.accepts(ARCHIVE_RNG, b"<TEI/>")


@pytest.mark.slow
def test_a_mutation_follows_from_its_seed_and_changes_the_file():
    first, again = list(mutations(50)), list(mutations(50))
    assert first == again
    unchanged = {plain(etree.tostring(tree)) for tree in originals()}
    changed = [plain(mutation.data) not in unchanged for mutation in first]
    assert sum(changed) > 45
    assert len(Counter(mutation.kind.split(" ")[0] for mutation in first)) > 5
