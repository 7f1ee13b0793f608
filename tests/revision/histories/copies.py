"""A sentence is edited in its place, and a copy of the old one is new beside it or elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Literal, NamedTuple, get_args

import archive
from archive.model.anchors import Anchor
from tests.revision.histories.counting import annotated, stands
from tests.revision.histories.pairs import Span, Text, place_of

Went = Literal["in place", "doubtful", "lost", "to the copy", "over both", "elsewhere"]
"""Where an anchor on the sentence is now; it is doubtful if it is ambiguous, lost if orphaned."""


class Edited(NamedTuple):
    """A sentence of a text, with a word that is another now."""

    old: Text
    sentence: Span
    block: Span
    was: str
    word: str
    now: str

    def with_copy(self, way: str) -> tuple[str, Span, Span]:
        """The new text; where the edited sentence stands in it, and where the copy does."""
        text, (start, end), (low, high) = self.old.text, self.sentence, self.block
        exact = text[start:end]
        at, before, behind = WAYS[way](start, low, high, len(text))
        copy = before + exact + behind
        edited = text[:start] + self.now + text[end:]
        moved = at + len(self.now) - len(exact) if at >= end else at
        new = edited[:moved] + copy + edited[moved:]
        stands = start + len(copy) if at <= start else start
        first = moved + len(before)
        return new, (stands, stands + len(self.now)), (first, first + len(exact))


WAYS: dict[str, Callable[[int, int, int, int], tuple[int, str, str]]] = {
    "at the end of the paragraph": lambda s, low, high, n: (high, " Previously published: ", ""),
    "before the sentence": lambda s, low, high, n: (s, "Previously published: ", " "),
    "a paragraph right after": lambda s, low, high, n: (high, "\n\n", ""),
    "a paragraph right before": lambda s, low, high, n: (low, "", "\n\n"),
    "first of the text": lambda s, low, high, n: (0, "", "\n\n"),
    "last of the text": lambda s, low, high, n: (n, "\n\n", "\n"),
    "in quotation marks": lambda s, low, high, n: (high, " “", "”"),
}
"""For each way where the copy stands, and what stands before and behind it: by the offsets of the
sentence, of its paragraph, and of the end of the text."""


def edited(name: str, text: Text, count: int) -> Iterator[Edited]:
    """Sentences of a text that stand once, each with one word edited; the same for the same name."""
    random = Random(name)
    sentences = [
        (start, end)
        for start, end in text.sentences()
        if end - start <= 300 and sum(text.words[k].weight for k in text.held(start, end)) >= 24
    ]
    random.shuffle(sentences)
    found = 0
    for start, end in sentences:
        exact = text.text[start:end]
        if found == count or text.text.count(exact) > 1 or "\n" in exact:
            continue
        held = text.held(start, end)
        numbers = [k for k in held if re.fullmatch("[0-9]+", text.words[k].key)]
        k = random.choice(numbers or [k for k in held[1:-1] if text.words[k].weight > 1] or held)
        word = text.words[k]
        was = text.text[word.start : word.end]
        others = [w for w in text.words if w.weight == word.weight and w.key != word.key]
        if numbers:
            other = str(int(was) + random.randint(1, 99))
        elif others:
            chosen = random.choice(others)
            other = text.text[chosen.start : chosen.end]
        else:
            continue
        now = exact[: word.start - start] + other + exact[word.end - start :]
        block = text.blocks[text.block_of[held[0]]]
        found += 1
        yield Edited(text, (start, end), block[:2], was, other, now)


@dataclass
class Counts:
    """Where anchors on edited sentences went, by the way the copy stands."""

    went: dict[str, Counter[Went]] = field(default_factory=dict)
    id_followed: Counter[str] = field(default_factory=Counter)
    """How often the id of the block went to the copy."""
    not_told: Counter[str] = field(default_factory=Counter)
    """How often `diff` does not show the word that was edited."""
    faults: list[str] = field(default_factory=list)


def counted(texts: Iterable[tuple[str, Sequence[Text]]], count: int) -> Counts:
    """Ask about each way with some sentences of each text."""
    counts = Counts({way: Counter() for way in WAYS})
    for name, versions in texts:
        for one in edited(name, versions[-1], count):
            for way in WAYS:
                _count(counts, name, way, one)
    return counts


def _count(counts: Counts, name: str, way: str, one: Edited) -> None:
    new, place, copy = one.with_copy(way)
    assert new[slice(*place)] == one.now
    assert new[slice(*copy)] == one.old.text[slice(*one.sentence)]
    document = annotated(one.old, [one.sentence])
    outcome = archive.rebase(document, onto=Text(new).document)
    (anchor,) = outcome.outcomes
    went = _went(outcome, anchor, place, copy)
    counts.went[way][went] += 1
    old_block = anchor.old.block
    holder = next((b for b in outcome.document.text_blocks() if b.id == old_block), None)
    if holder is not None:
        at = place_of(holder)
        counts.id_followed[way] += _meet(at, copy) and not _meet(at, place)
    told = [
        (p.old, p.new)
        for change in archive.diff(document, outcome.document).changes
        for p in change.passages
    ]
    counts.not_told[way] += not any(
        one.was in (old or "") and one.word in (now or "") for old, now in told
    )
    if went in ("to the copy", "over both", "elsewhere"):
        edit = f"{one.was!r} is {one.word!r} in {one.now!r}"
        counts.faults.append(f"{went}, {anchor.kind}: {name}, {way}: {edit}")


def _went(outcome: archive.Rebase, anchor: archive.Outcome, place: Span, copy: Span) -> Went:
    if not isinstance(anchor.new, Anchor):
        return "doubtful" if anchor.kind == "ambiguous" else "lost"
    at = stands(outcome.document, anchor.new)
    if _meet(at, copy):
        return "over both" if _meet(at, place) else "to the copy"
    return "in place" if _meet(at, place) else "elsewhere"


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def table(counts: Counts) -> str:
    """Return what was counted, in Markdown."""
    kinds = get_args(Went)
    heads = ("the copy", "asked", *kinds, "id to the copy", "diff shows it not")
    lines = [f"| {' | '.join(heads)} |", f"|---|{'---:|' * (len(heads) - 1)}"]
    for way, went in counts.went.items():
        cells = [way, went.total(), *(went[kind] for kind in kinds)]
        cells += [counts.id_followed[way], counts.not_told[way]]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)
