"""Rebase: quotations found again in a text that changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from rapidfuzz import fuzz

import archive
from tests.bench.timing import Task, least, line
from tests.samples import from_text


def changed_text(rounds: int) -> None:
    """Rebase against searching each quotation with rapidfuzz alone, in the whole new text."""
    size, anchors = 240_000, 1000
    for edited in (reworded, mistyped):
        cases = {
            "blocks": Changed(size, anchors, edited),
            "one block": Changed(size, anchors, edited, one_block=True),
            "twice the anchors": Changed(size, 2 * anchors, edited),
            "twice the text": Changed(2 * size, anchors, edited),
        }
        tasks: dict[str, Task] = {name: case.rebase for name, case in cases.items()}
        times = least({"search": cases["blocks"].search_each, **tasks}, rounds)
        floor, once = times["search"], times["blocks"]
        print(f"\nrebase of 240,000 characters of which 2 % are edited: {edited.__doc__}")
        line("1,000 searches by rapidfuzz alone (floor)", floor, floor, "")
        line(
            "rebase of 1,000 anchors", once, floor, f"at most 0.05; {floor / once:.0f} times faster"
        )
        one = times["one block"]
        line(
            "the same where all is one block", one, floor, f"at most 0.05; {floor / one:.0f} times"
        )
        line("rebase of 1,000 anchors (floor)", once, once, "")
        line("rebase of 2,000 anchors", times["twice the anchors"], once, "at most 2")
        line("rebase of 1,000 anchors, twice the text", times["twice the text"], once, "at most 2")
    for share in (0.05, 0.2):
        case = Changed(size, anchors, partial(reworded, share=share))
        times = least({"find": case.find_each, "rebase": case.rebase}, rounds)
        print(f"\nrebase of 240,000 characters of which {share:.0%} are edited")
        line("1,000 exact searches (floor)", times["find"], times["find"], "")
        line("rebase of 1,000 anchors", times["rebase"], times["find"], "")


class Changed:
    """An article of many words, quotations of it, and its text after many small changes."""

    def __init__(self, size: int, anchors: int, edited: Edited, *, one_block: bool = False) -> None:
        random = Random(size + anchors)
        words = re.findall(r"\w+", Path("documents/frenemies/received/frenemies.txt").read_text())
        parts: list[str] = []
        length = 0
        while length < size:
            sentence = " ".join(random.choices(words, k=random.randint(8, 30))) + "."
            gap = " " if one_block or random.random() < 0.8 else "\n\n"
            parts += (sentence, gap)
            length += len(sentence) + len(gap)
        text = "".join(parts)[:-1].rstrip()
        self.new = from_text(edited(text, random), id="bench")
        old = from_text(text, id="bench")
        blocks = [block for block in old.text_blocks() if len(block.text) > 300]
        comments = []
        for n in range(anchors):
            block = random.choices(blocks, [len(block.text) for block in blocks])[0]
            start = random.randrange(len(block.text) - 5)
            end = min(len(block.text), start + random.randint(5, 300))
            comments.append(
                archive.model.Comment(
                    id=f"c-{n}", anchors=(old.anchor_at(block.id, start, end),), text="Why?"
                )
            )
        self.old = old.update(annotations=tuple(comments))

    def rebase(self) -> object:
        return archive.rebase(self.old, onto=self.new)

    def find_each(self) -> list[int]:
        text = "\n\n".join(block.text for block in self.new.text_blocks())
        return [text.find(anchor.exact) for one in self.old.annotations for anchor in one.anchors]

    def search_each(self) -> object:
        text = "\n\n".join(block.text for block in self.new.text_blocks())
        return [
            fuzz.partial_ratio_alignment(anchor.exact, text)
            for comment in self.old.annotations
            for anchor in comment.anchors
        ]


Edited = Callable[[str, Random], str]


def reworded(text: str, random: Random, share: float = 0.02) -> str:
    """words are left out, put in and replaced"""
    parts = re.split(r"(\s+)", text)
    words, edited = parts[::2], 0
    while edited < len(text) * share:
        n = random.randrange(0, len(parts), 2)
        edited += len(parts[n])
        parts[n] = random.choice(("", random.choice(words), f"{parts[n]} {random.choice(words)}"))
    return "".join(parts)


def mistyped(text: str, random: Random) -> str:
    """typing errors"""
    made = list(text)
    for n in random.sample(range(len(made)), len(made) // 50):
        if made[n] not in ".\n":
            made[n] = random.choice(("", made[n] * 2, random.choice("abcdefghijklmnopqrstuvwxyz ")))
    return "".join(made)
