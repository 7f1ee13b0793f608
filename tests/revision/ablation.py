"""What each rule of rebase and locate contributes: `python -m tests.revision.ablation`.

Each rule is switched off alone, and the quotations of `tests.revision.accuracy` are asked about
again, in a process of its own. The table says how many answers are right, refused, elsewhere (on a
copy, or on other words) and silently wrong, as differences from all rules together.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from tests.revision.accuracy import measure, sets, whole
from tests.revision.histories import counting
from tests.revision.histories.pairs import histories, pairs

COUNTED = ("right", "refused", "elsewhere", "silent", "seconds")


class Rule(NamedTuple):
    """A function or number, and what replaces it so that the rule does nothing."""

    module: str
    name: str
    """The name in the module that uses it; with a dot, a method."""
    off: Callable[[ModuleType], Any]
    """Makes the replacement, given the module."""


def _returns(value: Any) -> Callable[[ModuleType], Any]:
    return lambda module: lambda *given, **named: value


def _returns_given(first: int, *others: int) -> Callable[[ModuleType], Any]:
    """A function that returns one of its arguments, or several."""
    if others:
        return lambda module: lambda *given: tuple(given[n] for n in (first, *others))
    return lambda module: lambda *given, **named: given[first]


def _returns_fate(fate: str) -> Callable[[ModuleType], Any]:
    return lambda module: lambda *given: module.Placement(0, 0, fate)


def _without_firm_gaps(module: ModuleType) -> Any:
    pairs = module.Projection._pairs
    return lambda self, gap, **named: pairs(self, gap._replace(firm=False), **named)


_ALIGNMENT = "archive.text.alignment.alignment"
_PASSAGES = "archive.text.alignment.common_passages"
_MATCHING = "archive.text.alignment.token_matching"
_PROJECTION = "archive.text.alignment.projection"
_SEARCH = "archive.text.locate.search"

RULES: Mapping[str, Mapping[str, Rule]] = {
    "rebase": {
        "copies of sentences": Rule(_ALIGNMENT, "copies_in", _returns([])),
        "passages that moved": Rule(_ALIGNMENT, "moved_passages", _returns([])),
        "sentences moved along, before": Rule(_PASSAGES, "_grown_back", _returns_given(2, 3)),
        "sentences moved along, after": Rule(_PASSAGES, "_grown_on", _returns_given(2, 3)),
        "sentences moved between gaps": Rule(_ALIGNMENT, "moved_sentences", _returns([])),
        "sentences moved and edited": Rule(_ALIGNMENT, "with_moved_sentences", _returns_given(2)),
        "passages one text has more often": Rule(_ALIGNMENT, "_without_trust", _returns_given(2)),
        "the only copy between single words": Rule(
            _ALIGNMENT, "_Between.is_alone", _returns(False)
        ),
        "islands": Rule(_MATCHING, "_without_islands", _returns_given(0)),
        "copies beside a change": Rule(_MATCHING, "_doubt", _returns(None)),
        "edits shifted to sentences": Rule(_MATCHING, "_slide", _returns(None)),
        "words paired in place": Rule(_PROJECTION, "Projection._pairs", _without_firm_gaps),
        "words paired by likeness": Rule(_PROJECTION, "_best_pairs", _returns([])),
        "the larger part": Rule(_PROJECTION, "Projection._larger_part", _returns_fate("parted")),
        "unsure words that stand beside": Rule(
            _PROJECTION, "Projection._is_beside", _returns(False)
        ),
        "words within a gap": Rule(_PROJECTION, "Projection._within_gap", _returns_fate("gone")),
        "words that return": Rule(
            "archive.revision.rebase.rebased_record", "with_restored_words", _returns_given(2)
        ),
    },
    "locate": {
        "least likeness of words": Rule(_SEARCH, "WORDS_ALIKE", lambda module: 0.0),
        "the same without context": Rule(_SEARCH, "WORDS_ALIKE_ALONE", lambda module: 0.0),
        "a trace of words far away": Rule(_SEARCH, "TRACE_ALIKE", lambda module: 101),
        "a window better than others": Rule(_SEARCH, "WINDOW_BETTER", lambda module: 0),
    },
}


def switch_off(rule: Rule) -> None:
    module = import_module(rule.module)
    *path, name = rule.name.split(".")
    holder = getattr(module, path[0]) if path else module
    replacement = rule.off(module)
    assert hasattr(holder, name)
    setattr(holder, name, replacement)


def counts(method: str, share: float, edition: int, folder: Path | None) -> dict[str, float]:
    """Return the counts of all sets of quotations, or of those of the histories in a folder."""
    if folder is not None:
        return counts_of_histories(folder)
    scores = []
    for title, samples in sets(share, (), edition):
        if method == "rebase" or title != "Chains":
            scores += measure(samples, [method])[method].values()
    score = whole(scores)
    found = {verdict: score.verdicts[verdict] for verdict in ("right", "refused", "elsewhere")}
    return {**found, "silent": score.silently_wrong, "seconds": score.seconds}


def counts_of_histories(folder: Path) -> dict[str, float]:
    """Return the counts of `tests.revision.histories`: quotations of real texts and their sentences."""
    asked = [pair for name, texts in histories(folder) for pair in pairs(name, texts, QUOTATIONS)]
    score = counting.Score()
    for of_script in counting.by_script(asked, counting.METHODS["rebase"], SENTENCES).values():
        score.add(of_script)
    found = {verdict: score.verdicts[verdict] for verdict in ("right", "refused", "elsewhere")}
    silent = len(score.faults["silently wrong"])
    return {**found, "silent": silent, "seconds": score.seconds}


QUOTATIONS, SENTENCES = 40, 60
"""How many of each pair of versions: those that `tests.revision.histories` asks about."""


def row(rule: str, cells: Sequence[str]) -> str:
    return f"| {rule} | {' | '.join(cells)} |"


def main() -> None:
    options = argparse.ArgumentParser(description="What each rule contributes.")
    options.add_argument("--share", type=float, default=1, help="a share of the quotations")
    options.add_argument("--edition", type=int, default=1, help="another corpus, made likewise")
    options.add_argument(
        "--histories", type=Path, help="a folder of versions of real texts, for rebase alone"
    )
    options.add_argument("--most", type=float, default=600, help="seconds without a rule (600)")
    options.add_argument("--without", help=argparse.SUPPRESS)
    options.add_argument("--method", choices=RULES, action="append", help="only this; repeat it")
    given = options.parse_args()
    methods: Sequence[str] = ["rebase"] if given.histories else given.method or [*RULES]
    if given.without is not None:
        [method] = methods
        if given.without:
            switch_off(RULES[method][given.without])
        print(json.dumps(counts(method, given.share, given.edition, given.histories)))
        return

    def asked(method: str, rule: str) -> dict[str, float] | None:
        command = [sys.executable, "-m", "tests.revision.ablation", "--method", method]
        command += ["--without", rule, "--share", f"{given.share}", "--edition", f"{given.edition}"]
        if given.histories:
            command += ["--histories", str(given.histories)]
        try:
            done = subprocess.run(
                command, check=True, capture_output=True, text=True, timeout=given.most
            )
        except subprocess.TimeoutExpired:
            return None
        result: dict[str, float] = json.loads(done.stdout)
        return result

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for method in methods:
            rules = ("", *RULES[method])
            answers = pool.map(lambda rule, method=method: asked(method, rule), rules)
            first = next(answers)
            assert first is not None
            print(row(method, COUNTED), row("---", ["---:"] * len(COUNTED)), sep="\n")
            print(row("all rules", [f"{first[name]:.0f}" for name in COUNTED]))
            for rule, without in zip(RULES[method], answers, strict=True):
                if without is None:
                    cells = ["?"] * (len(COUNTED) - 1) + [f"more than {given.most}"]
                else:
                    cells = [f"{without[name] - first[name]:+.0f}" for name in COUNTED]
                print(row(rule, cells), flush=True)
            print()


if __name__ == "__main__":
    main()
