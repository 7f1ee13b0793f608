"""Asking each method about the quotations of a pair, and counting what the answers are worth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from random import Random
from time import process_time
from typing import Literal, NamedTuple

import archive
from archive.model.anchors import Anchor
from archive.model.annotations import Comment
from archive.model.blocks import TextBlock
from archive.model.document import Document
from tests.revision.accuracy import Answer, Answers
from tests.revision.histories.pairs import Pair, Span, Text, place_of
from tests.revision.histories.truth import Truth, Truths, Verdict, is_silently_wrong

Sort = Literal[Verdict, "silently wrong", "changed", "changed, parted"]
"""What somebody may want to read: all of a verdict; answers that mislead; changed sentences that
keep most of their words and are refused, those that stand together and those in several parts."""

MOST = 0.75
"""The share of its letters that a changed sentence has kept, of which none should be refused."""


class Fault(NamedTuple):
    """An answer to a quotation that somebody should read."""

    pair: Pair
    span: Span
    truth: Truth
    answer: Answer | None
    verdict: Verdict
    why: str = ""
    """What the method itself says of it."""


@dataclass
class Score:
    """What the answers of one method are worth."""

    asked: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    gone: int = 0
    """Of those that are right: refused, and truly gone."""
    parted: int = 0
    """Of those that are right: refused, and the words stand no longer together."""
    changed: int = 0
    """Changed sentences that keep most of their words, together."""
    changed_parted: int = 0
    """Changed sentences that keep most of their words, in several parts."""
    seconds: float = 0
    """Of the processor."""
    faults: dict[Sort, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def judged(self) -> int:
        """How many somebody knows the truth of."""
        return self.asked - self.verdicts["nobody knows"]

    def add(self, other: Score) -> None:
        """Count what another score has counted."""
        for name in ("asked", "gone", "parted", "changed", "changed_parted", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("verdicts", "kinds"):
            getattr(self, name).update(getattr(other, name))
        for sort, faults in other.faults.items():
            self.faults[sort] += faults


class Said(NamedTuple):
    """What a method says of the quotations of a pair."""

    answers: Answers
    seconds: float
    kinds: Sequence[str] = ()
    reasons: Sequence[str] = ()


Method = Callable[[Pair, Sequence[Span]], Said]


def annotated(text: Text, spans: Sequence[Span]) -> Document:
    """Return the text as a document, with a comment on each stretch."""
    document, words, comments = text.document, text.words, []
    for n, (start, end) in enumerate(spans):
        first = text.held(start, end)[0]
        low, _, id = text.blocks[text.block_of[first]]
        assert words[first].end <= end
        anchor = document.anchor_at(id, start - low, end - low)
        comments.append(Comment(id=f"comment-{n}", text="Here.", anchors=(anchor,)))
    return document.update(annotations=tuple(comments))


def stands(document: Document, anchor: Anchor) -> Span:
    """Where an anchor stands in the text that the document was read from."""
    block = document.block(anchor.block)
    assert isinstance(block, TextBlock)
    low, _ = place_of(block)
    return low + anchor.start, low + anchor.end


def rebase(pair: Pair, spans: Sequence[Span]) -> Said:
    """`archive.rebase`, with a comment on each quotation."""
    old, new = annotated(pair.old, spans), pair.new.document
    began = process_time()
    outcome = archive.rebase(old, onto=new)
    seconds = process_time() - began
    by_holder = {one.holder: one for one in outcome.outcomes}
    answers: Answers = []
    outcomes = [by_holder[f"comment-{n}"] for n in range(len(spans))]
    for one in outcomes:
        if not isinstance(one.new, Anchor):
            answers.append(None)
            continue
        start, end = stands(outcome.document, one.new)
        assert pair.new.text[start:end] == one.new.exact
        answers.append(Answer(start, end, one.kind == "altered"))
    return Said(answers, seconds, [o.kind for o in outcomes], [o.reason for o in outcomes])


def reanchor(pair: Pair, spans: Sequence[Span]) -> Said:
    """reanchor, with the context that it chooses itself."""
    module = import_module("reanchor")
    selectors = [module.describe_quote(pair.old.text, start, end) for start, end in spans]
    began = process_time()
    found = module.resolve_quotes(pair.new.text, selectors)
    seconds = process_time() - began
    return Said([None if f is None else Answer(f.start, f.end) for f in found], seconds)


METHODS: dict[str, Method] = {"rebase": rebase, "reanchor": reanchor}


def counted(pair: Pair, method: Method, most: int) -> Score:
    """Ask about the drawn quotations and the changed sentences of a pair, `most` of these."""
    truths, score = Truths(pair), Score()
    changed = truths.changed_sentences()
    sentences = set(Random(pair.name).sample(changed, min(most, len(changed))))
    spans = sorted({*pair.drawn, *sentences})
    said = method(pair, spans)
    score.seconds = said.seconds
    score.kinds.update(said.kinds)
    reasons = said.reasons or [""] * len(spans)
    for span, answer, why in zip(spans, said.answers, reasons, strict=True):
        truth, verdict = truths.of(span), truths.verdict(span, answer)
        fault = Fault(pair, span, truth, answer, verdict, why)
        score.asked += 1
        score.verdicts[verdict] += 1
        if answer is None and verdict == "right":
            score.gone += truth.fate == "gone"
            score.parted += truth.fate == "parted"
        if verdict != "right":
            score.faults[verdict].append(fault)
        if is_silently_wrong(verdict, answer):
            score.faults["silently wrong"].append(fault)
        if span in sentences and truth.kept >= MOST:
            score.changed += truth.fate == "stands"
            score.changed_parted += truth.fate == "parted"
            if answer is None and truth.fate in ("stands", "parted"):
                sort: Sort = "changed" if truth.fate == "stands" else "changed, parted"
                score.faults[sort].append(fault)
    return score


def by_script(pairs: Sequence[Pair], method: Method, most: int) -> dict[str, Score]:
    """The scores of the pairs of each script."""
    scores: dict[str, Score] = defaultdict(Score)
    for pair in pairs:
        scores[pair.script].add(counted(pair, method, most))
    return scores
