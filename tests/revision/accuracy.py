"""How often words are found again where they stand: `python -m tests.revision.accuracy`.

Every method is asked about the same quotations of the same changed texts (`tests.tools.edited.corpus`), in one run.
Its answer is a place or a refusal, and is judged by the truth (`judging`).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from time import perf_counter
from typing import NamedTuple

import archive
from archive.model.anchors import Anchor, Quote
from archive.model.annotations import Comment
from archive.model.document import Document
from tests.revision.judging import Answer, Answers, Method, Verdict, is_silently_wrong, judge
from tests.revision.others import diff_match_patch, nearest_exact, rapidfuzz_alone, reanchor
from tests.samples import from_text
from tests.tools.edited.chains import CHAINS
from tests.tools.edited.corpus import chains, corpus, further, orientation
from tests.tools.edited.further import FURTHER
from tests.tools.edited.sample import CONTEXT, Sample
from tests.tools.edited.ways import CHANGES

# --- ours ---


def locate(sample: Sample) -> Callable[[], Answers]:
    """`archive.locate`, with the old offset and the context."""
    asked = [
        (
            Quote(exact=sample.exact(n)),
            start,
            sample.old[max(0, start - CONTEXT) : start],
            sample.old[end : end + CONTEXT],
        )
        for n, (start, end) in enumerate(sample.quotations)
    ]

    def run() -> Answers:
        new = sample.new
        found = [
            archive.locate(new, quote, near=near, prefix=prefix, suffix=suffix)
            for quote, near, prefix, suffix in asked
        ]
        return [Answer(f.start, f.end) if isinstance(f, archive.Found) else None for f in found]

    return run


def rebase(sample: Sample) -> Callable[[], Answers]:
    """`archive.rebase`: each quotation is a comment on its words in a document."""
    through = (*sample.through, sample.new)
    # A link that was put in makes nothing of a plain text that is not one.
    texts = [from_text(text, id="article", plain=True) for text in through]
    old = annotated(sample)

    def run() -> Answers:
        document = old
        for text in texts:
            outcome = archive.rebase(document, onto=text)
            document = outcome.document
        return answers_of(sample, outcome)

    return run


def annotated(sample: Sample) -> Document:
    """Return the old text as a document, with a comment on each quotation."""
    plain = from_text(sample.old, id="article")
    blocks = [(b.origin.start, b.origin.end, b.id) for b in plain.text_blocks() if b.origin]
    comments = []
    for n, (start, end) in enumerate(sample.quotations):
        low, id = next((low, id) for low, high, id in blocks if low <= start and end <= high)
        anchor = plain.anchor_at(id, start - low, end - low)
        comments.append(Comment(id=f"comment-{n}", text="Here.", anchors=(anchor,)))
    return plain.update(annotations=tuple(comments))


def answers_of(sample: Sample, outcome: archive.Rebase) -> Answers:
    """Return the answers that a rebase gives, in offsets of the new text."""
    document = outcome.document
    by_holder = {o.holder: o for o in outcome.outcomes}
    assert len(by_holder) == len(outcome.outcomes) == len(sample.quotations)
    answers: Answers = []
    for n in range(len(sample.quotations)):
        one = by_holder[f"comment-{n}"]
        if not isinstance(one.new, Anchor):
            assert one.kind in ("ambiguous", "orphaned")
            answers.append(None)
            continue
        origin = document.block(one.new.block).origin
        assert origin is not None
        start, end = origin.start + one.new.start, origin.start + one.new.end
        assert sample.new[start:end] == one.new.exact
        differs = one.new.exact != sample.exact(n)
        assert sample.through or differs == (one.kind in ("altered", "restyled"))
        answers.append(Answer(start, end, one.kind == "altered", one.kind))
    return answers


METHODS: dict[str, Method] = {
    "rebase": rebase,
    "locate": locate,
    "reanchor": reanchor(strict=False),
    "reanchor, strict": reanchor(strict=True),
    "rapidfuzz alone": rapidfuzz_alone,
    "diff-match-patch": diff_match_patch,
    "nearest exact match": nearest_exact,
}
"""Ours first."""

OURS = ("rebase", "locate")

SEARCHED_WITH = {"reanchor, strict": "reanchor"}
"""What takes the answers of another's search, and so the time of it."""


def installed(method: str) -> bool:
    """Whether what a method needs is there."""
    package = {"reanchor": "reanchor", "diff-match-patch": "diff_match_patch"}
    name = package.get(method.split(",")[0])
    try:
        return name is None or import_module(name) is not None
    except ImportError:
        return False


# --- counting ---


class Fault(NamedTuple):
    """An answer that is not right."""

    sample: Sample
    n: int
    answer: Answer | None
    verdict: Verdict


@dataclass
class Score:
    """How the answers of one method to some quotations were judged."""

    asked: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    silently_wrong: int = 0
    deleted: int = 0
    deleted_refused: int = 0
    seconds: float = 0
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def add(self, sample: Sample, answers: Answers, *, in_blocks: bool) -> None:
        """Judge the answers to one sample."""
        for n, answer in enumerate(answers):
            verdict = judge(sample, n, answer, in_blocks=in_blocks)
            self.asked += 1
            self.kinds["lost" if answer is None else answer.kind] += 1
            self.verdicts[verdict] += 1
            self.silently_wrong += is_silently_wrong(verdict, answer)
            if sample.truths[n].deleted:
                self.deleted += 1
                self.deleted_refused += answer is None
            if verdict != "right":
                self.faults.append(Fault(sample, n, answer, verdict))

    def share(self, count: int) -> float:
        """Return a count as a share of the quotations asked."""
        return count / self.asked if self.asked else 0.0

    @property
    def right(self) -> float:
        return self.share(self.verdicts["right"])


def measure(samples: Iterable[Sample], methods: Sequence[str]) -> dict[str, dict[str, Score]]:
    """Ask each method about each sample; return the scores by method and way of changing."""
    scores: dict[str, dict[str, Score]] = {name: defaultdict(Score) for name in methods}
    for sample in samples:
        for name in methods:
            run = METHODS[name](sample)
            began = perf_counter()
            answers = run()
            score = scores[name][sample.kind]
            score.seconds += perf_counter() - began
            score.add(sample, answers, in_blocks=name == "rebase")
    return scores


def whole(scores: Iterable[Score]) -> Score:
    """Return several scores as one."""
    total = Score()
    for score in scores:
        total.asked += score.asked
        total.verdicts += score.verdicts
        total.silently_wrong += score.silently_wrong
        total.deleted += score.deleted
        total.deleted_refused += score.deleted_refused
        total.seconds += score.seconds
        total.kinds += score.kinds
        total.faults += score.faults
    return total


# --- the report ---


def _percent(score: Score, count: int) -> str:
    return f"{100 * score.share(count):.1f}" if count else "0"


def overall(scores: dict[str, dict[str, Score]]) -> str:
    """Return one table of all methods, in Markdown."""
    heads = (
        "right %", "refused %", "edge %", "elsewhere %", "silently wrong % (count)",
        "deleted, refused", "seconds",
    )  # fmt: skip
    lines = [f"| method | {' | '.join(heads)} |", f"|---|{'---:|' * len(heads)}"]
    for name, by_kind in scores.items():
        score = whole(by_kind.values())
        shares = " | ".join(
            _percent(score, score.verdicts[verdict])
            for verdict in ("right", "refused", "edge", "elsewhere")
        )
        wrong = f"{_percent(score, score.silently_wrong)} ({score.silently_wrong})"
        deleted = f"{score.deleted_refused} of {score.deleted}"
        timed = whole(scores.get(SEARCHED_WITH.get(name, name), by_kind).values())
        lines.append(f"| {name} | {shares} | {wrong} | {deleted} | {timed.seconds:.1f} |")
    return "\n".join(lines)


def by_kind(scores: dict[str, dict[str, Score]]) -> str:
    """Return a table of each way of changing: right % and how many silently wrong, in Markdown."""
    lines = [
        f"| change (quotations) | {' | '.join(scores)} |",
        f"|---|{'---:|' * len(scores)}",
    ]
    kinds = next(iter(scores.values()))
    for kind, first in kinds.items():
        cells = (
            f"{100 * score.right:.0f} / {score.silently_wrong}"
            for score in (by_kind[kind] for by_kind in scores.values())
        )
        lines.append(f"| {kind} ({first.asked}) | {' | '.join(cells)} |")
    return "\n".join(lines)


def outcomes(scores: Mapping[str, Score]) -> str:
    """Return a table of how many quotations came out how, in Markdown; `lost` is refused."""
    kinds = ("unchanged", "moved", "restyled", "altered", "lost")
    lines = [f"| change (quotations) | {' | '.join(kinds)} |", f"|---|{'---:|' * len(kinds)}"]
    for change, score in scores.items():
        counts = " | ".join(str(score.kinds[kind]) for kind in kinds)
        lines.append(f"| {change} ({score.asked}) | {counts} |")
    return "\n".join(lines)


def missed_ends(faults: Iterable[Fault], most: int) -> list[Fault]:
    """Return the faults in which an end differs by more code points from that of each true place."""
    return [
        fault
        for fault in faults
        if fault.answer is not None
        and fault.sample.truths[fault.n].places
        and max(map(abs, _off(fault))) > most
    ]


def _off(fault: Fault) -> tuple[int, int]:
    """By how much both ends of an answer differ from those of the true place that is nearest."""
    answer = fault.answer
    assert answer is not None
    places = fault.sample.truths[fault.n].places
    offs = [(answer.start - start, answer.end - end) for start, end in places]
    return min(offs, key=lambda off: abs(off[0]) + abs(off[1]), default=(0, 0))


def show(fault: Fault) -> str:
    """Return a fault as a person reads it: the old words, the truth, the answer."""
    sample, n, answer, verdict = fault
    truth = sample.truths[n]
    lines = [
        f"{verdict}: {sample.kind}, {sample.source}, quotation at {sample.quotations[n]}",
        f"  old     {_framed(sample.old, *sample.quotations[n])}",
        *(f"  truth   {_framed(sample.new, *place)}" for place in truth.places),
        *(f"  part    {_framed(sample.new, *place)}" for place in truth.parts),
    ]
    if truth.deleted:
        lines.append("  truth   deleted")
    if answer is not None:
        lines.append(f"  answer  {_framed(sample.new, answer.start, answer.end)}")
        for edge, at, by in zip(("start", "end"), sample.quotations[n], _off(fault), strict=True):
            if by:
                lines.append(f"  {edge:7} {by:+}: {sample.derivation.sheet.account(at)}")
    return "\n".join(lines)


def _framed(text: str, start: int, end: int) -> str:
    around = text[max(0, start - 30) : start], text[start:end], text[end : end + 30]
    return repr("{}⟦{}⟧{}".format(*around))


def sets(
    share: float, kinds: Sequence[str], edition: int
) -> Iterator[tuple[str, Iterator[Sample]]]:
    """The samples to be asked about, by what they are called."""
    asked = set(kinds)
    for title, ways, samples in (
        ("All changes", CHANGES, corpus),
        ("Further changes", FURTHER, further),
        ("Chains", CHAINS, chains),
    ):
        if not asked or not asked.isdisjoint(ways):
            yield title, samples(share, kinds, edition)
    for rate in () if asked else (0.05, 0.2):
        title = f"Orientation, {100 * rate:.0f} % of all words edited"
        yield title, orientation(rate, share, edition)


def main() -> None:
    options = argparse.ArgumentParser(description="How often words are found again.")
    options.add_argument("--share", type=float, default=1, help="a share of the quotations")
    options.add_argument("--edition", type=int, default=1, help="another corpus, made likewise")
    options.add_argument("--method", action="append", choices=METHODS, help="only this; repeat it")
    changes = (*CHANGES, *FURTHER, *CHAINS)
    options.add_argument("--change", action="append", choices=changes, help="only this; repeat it")
    options.add_argument("--show", type=int, default=0, metavar="N", help="N faults of each method")
    options.add_argument("--wrong", action="store_true", help="of the faults only silently wrong")
    options.add_argument(
        "--ends", type=int, nargs="?", const=2, metavar="N",
        help="all answers that miss an end by more than N code points (2)",
    )  # fmt: skip
    given = options.parse_args()
    methods = given.method or [name for name in METHODS if installed(name)]
    if left_out := [name for name in METHODS if not installed(name)]:
        print(f"not installed: {', '.join(left_out)}\n", file=sys.stderr)
    for title, samples in sets(given.share, given.change or (), given.edition):
        is_chained = title == "Chains"
        asked = [name for name in methods if name == "rebase" or not is_chained]
        scores = measure(samples, asked)
        print(f"### {title}\n\n{overall(scores)}\n")
        if not title.startswith("Orientation"):
            print(f"Right in per cent / silently wrong:\n\n{by_kind(scores)}\n")
        if title in ("Further changes", "Chains") and "rebase" in scores:
            print(f"What rebase says:\n\n{outcomes(scores['rebase'])}\n")
        for name in asked if given.ends is not None else ():
            missed = missed_ends(whole(scores[name].values()).faults, given.ends)
            print(f"#### {name}: an end is missed by more than {given.ends}: {len(missed)}\n")
            print("\n\n".join(map(show, missed)), "\n")
        for name in asked if given.show else ():
            faults = whole(scores[name].values()).faults
            if given.wrong:
                faults = [f for f in faults if is_silently_wrong(f.verdict, f.answer)]
            print(f"#### {name}: {len(faults)} faults\n")
            print("\n\n".join(map(show, faults[: given.show])), "\n")


if __name__ == "__main__":
    main()
