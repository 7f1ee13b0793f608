"""How others find words again: the methods that ours are measured against."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from tests.revision.judging import Answer, Answers, Method
from tests.tools.edited.sample import Sample


def nearest_exact(sample: Sample) -> Callable[[], Answers]:
    """The same words, where they stand nearest to the old offset."""

    def run() -> Answers:
        answers: Answers = []
        for n, (start, end) in enumerate(sample.quotations):
            exact, places = sample.exact(n), []
            at = sample.new.find(exact)
            while at >= 0:
                places.append(at)
                at = sample.new.find(exact, at + 1)
            best = min(places, key=lambda place: abs(place - start), default=None)
            answers.append(None if best is None else Answer(best, best + end - start))
        return answers

    return run


def rapidfuzz_alone(sample: Sample) -> Callable[[], Answers]:
    """rapidfuzz's `partial_ratio_alignment`, at least 80 of 100 alike."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    def run() -> Answers:
        found = [
            partial_ratio_alignment(sample.exact(n), sample.new, score_cutoff=80)
            for n in range(len(sample.quotations))
        ]
        return [None if f is None else Answer(f.dest_start, f.dest_end) for f in found]

    return run


def diff_match_patch(sample: Sample) -> Callable[[], Answers]:
    """diff-match-patch's `match_main`, which takes 32 characters: the first and the last."""
    matcher = import_module("diff_match_patch").diff_match_patch()
    width = matcher.Match_MaxBits

    def run() -> Answers:
        answers: Answers = []
        for n, (near, _) in enumerate(sample.quotations):
            exact = sample.exact(n)
            start = matcher.match_main(sample.new, exact[:width], near)
            if start < 0:
                answers.append(None)
                continue
            tail = start + max(0, len(exact) - width)
            last = matcher.match_main(sample.new, exact[-width:], tail) if tail > start else start
            end = last + min(width, len(exact))
            answers.append(Answer(start, end) if last >= start else None)
        return answers

    return run


def reanchor(*, strict: bool) -> Method:
    """reanchor; `strict` takes an answer only from a confidence of 0.8, and without rivals.

    A stricter least confidence leaves the search as it is, so one search serves both.
    """

    def method(sample: Sample) -> Callable[[], Answers]:
        search = _reanchor_search(sample)

        def run() -> Answers:
            answers: Answers = []
            for found in search():
                sure = found is not None and (
                    not strict
                    or (found.confidence >= 0.8 and all(r.confidence < 0.8 for r in found.rivals))
                )
                answers.append(Answer(found.start, found.end) if sure else None)
            return answers

        return run

    return method


@lru_cache(maxsize=1)
def _reanchor_search(sample: Sample) -> Callable[[], list[Any]]:
    reanchor = import_module("reanchor")
    selectors = [reanchor.describe_quote(sample.old, s, e) for s, e in sample.quotations]
    return cache(lambda: reanchor.resolve_quotes(sample.new, selectors))
