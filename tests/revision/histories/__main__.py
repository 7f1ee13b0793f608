"""Measure, and print: `python -m tests.revision.histories FOLDER`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

from tests.revision.histories import copies, form
from tests.revision.histories.counting import METHODS, Fault, Score, by_script
from tests.revision.histories.pairs import histories, pairs
from tests.revision.histories.truth import Verdict

_HEADS = (
    "script", "asked", "nobody knows", "right %", "of these gone", "parted", "refused %", "edge %",
    "elsewhere %", "silently wrong", "changed sentences, refused", "parted, refused", "seconds",
)  # fmt: skip


def table(scores: dict[str, Score]) -> str:
    """Return what was counted of each script and of all, in Markdown."""
    lines = [f"| {' | '.join(_HEADS)} |", f"|---|{'---:|' * (len(_HEADS) - 1)}"]
    whole = Score()
    for score in scores.values():
        whole.add(score)
    for name, score in [*sorted(scores.items()), ("all", whole)]:
        share = {v: f"{100 * score.verdicts[v] / (score.judged or 1):.1f}" for v in score.verdicts}
        cells = (
            name, score.asked, score.verdicts["nobody knows"], share.get("right", 0), score.gone,
            score.parted, *(share.get(v, 0) for v in ("refused", "edge", "elsewhere")),
            len(score.faults["silently wrong"]),
            f"{len(score.faults['changed'])} of {score.changed}",
            f"{len(score.faults['changed, parted'])} of {score.changed_parted}",
            f"{score.seconds:.1f}",
        )  # fmt: skip
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def shown(fault: Fault) -> str:
    """Return a fault whole: the old words, where they stand now, and what was answered."""
    pair, span, truth, answer, verdict, why = fault
    lines = [f"{verdict}: {pair.name}, {truth.fate}, {100 * truth.kept:.0f} % of its letters stand"]
    lines.append(f"  old     {_framed(pair.old.text, *span)}")
    if truth.place:
        lines.append(f"  truth   {_framed(pair.new.text, *truth.place)}")
    lines += [f"  part    {_framed(pair.new.text, *part)}" for part in truth.parts]
    if answer is not None:
        says = ", says altered" if answer.says_altered else ""
        lines.append(f"  answer  {_framed(pair.new.text, answer.start, answer.end)}{says}")
    return "\n".join([*lines, *([f"  says    {why}"] if why else [])])


def _framed(text: str, start: int, end: int) -> str:
    around = text[max(0, start - 60) : start], text[start:end], text[end : end + 60]
    return repr("{}⟦{}⟧{}".format(*around))


def main() -> None:
    options = argparse.ArgumentParser(description="How often words of real texts are found again.")
    options.add_argument("folder", type=Path, help="a folder of folders of versions")
    options.add_argument("--quotations", type=int, default=40, help="drawn of each pair (40)")
    options.add_argument("--sentences", type=int, default=60, help="changed ones of a pair (60)")
    options.add_argument("--only", default="", help="texts whose name has this in it")
    options.add_argument("--against", action="store_true", help="ask reanchor, too")
    sorts = (*get_args(Verdict)[1:], "silently wrong", "changed", "changed, parted")
    options.add_argument("--show", action="append", default=[], choices=sorts, help="repeat it")
    options.add_argument(
        "--copies", type=int, default=10, metavar="N", help="sentences a text (10)"
    )
    options.add_argument("--show-copies", type=int, default=0, metavar="N", help="N gone to a copy")
    options.add_argument("--no-pairs", action="store_true", help="only new copies and form")
    given = options.parse_args()

    texts = [(n, v) for n, v in histories(given.folder) if given.only in n and v]
    asked = [pair for n, versions in texts for pair in pairs(n, versions, given.quotations)]
    print(f"{len(texts)} texts, {len(asked)} pairs\n")
    for name in ("rebase", *(["reanchor"] if given.against else [])):
        if given.no_pairs:
            continue
        scores = by_script(asked, METHODS[name], given.sentences)
        print(f"### {name}\n\n{table(scores)}\n")
        kinds: Counter[str] = sum((s.kinds for s in scores.values()), Counter())
        if kinds:
            print("kinds of outcome:", ", ".join(f"{n} {kind}" for kind, n in kinds.items()), "\n")
        for sort in given.show if name == "rebase" else ():
            faults = [fault for score in scores.values() for fault in score.faults[sort]]
            print(f"#### {sort}: {len(faults)}\n")
            print("\n\n".join(map(shown, faults)), "\n")
        sys.stdout.flush()
    print(f"### The same words in another form\n\n{form.table(texts, asked)}\n")
    if given.copies:
        counts = copies.counted(texts, given.copies)
        print(f"### A copy is new\n\n{copies.table(counts)}\n")
        if given.show_copies:
            print("\n\n".join(counts.faults[: given.show_copies]))


if __name__ == "__main__":
    main()
