"""Two versions of a real text, and what is asked about them."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import exp, log
from pathlib import Path
from random import Random

import archive
from archive.model.blocks import TextBlock
from archive.model.captures import BlockOrigin
from archive.model.document import Document
from tests.revision.histories.words import Word, words
from tests.samples import from_text

Span = tuple[int, int]
"""Start and end in code points of a text, end excluded."""

SHORTEST, LONGEST = 5, 300
"""Code points of a drawn quotation."""
_LONGEST_SENTENCE = 600
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”）]*|[।॥؟۔]+|:(?=\s*\n)")


def place_of(block: TextBlock) -> Span:
    """Where a block stands in the text that it was read from."""
    assert isinstance(block.origin, BlockOrigin)
    return block.origin.start, block.origin.end


@dataclass(eq=False)
class Text:
    """One version of a text: its words, and its blocks as the library reads them."""

    text: str

    @cached_property
    def document(self) -> Document:
        return from_text(self.text, id="article", plain=True)

    @cached_property
    def blocks(self) -> list[tuple[int, int, str]]:
        """Where each block begins and ends, and its id; as the capture says, in its order."""
        return [(*place_of(block), block.id) for block in self.document.text_blocks()]

    @cached_property
    def words(self) -> list[Word]:
        return words(self.text)

    @cached_property
    def block_of(self) -> list[int]:
        """The position of the block of each word; -1 for a word that stands in none."""
        found, n = [], 0
        for word in self.words:
            while n < len(self.blocks) and self.blocks[n][1] <= word.start:
                n += 1
            inside = n < len(self.blocks) and self.blocks[n][0] <= word.start
            found.append(n if inside and word.end <= self.blocks[n][1] else -1)
        return found

    def held(self, start: int, end: int) -> range:
        """The positions of the words that a stretch touches."""
        from bisect import bisect_left, bisect_right

        first = bisect_right(self.words, start, key=lambda word: word.end)
        return range(first, bisect_left(self.words, end, key=lambda word: word.start))

    def sentences(self) -> Iterator[Span]:
        """Each sentence of three words or more, without blanks at its ends."""
        for low, high, _ in self.blocks:
            start = low
            for stop in [m.end() for m in _STOP.finditer(self.text, low, high)] + [high]:
                held = self.held(start, stop)
                if len(held) >= 3:
                    first = self.words[held[0]].start
                    end = low + len(self.text[low:stop].rstrip())
                    if end - first <= _LONGEST_SENTENCE:
                        yield first, end
                start = stop


@dataclass(eq=False)
class Pair:
    """Two versions of one text."""

    name: str
    """The folder, and which versions."""
    old: Text
    new: Text
    drawn: tuple[Span, ...] = field(default=())
    """The quotations that were drawn."""

    @property
    def script(self) -> str:
        return script_of(self.new.text)

    @property
    def in_form_alone(self) -> bool:
        """Whether the two have the same words in the same order."""
        return [w.key for w in self.old.words] == [w.key for w in self.new.words]


def drawn(name: str, text: Text, count: int) -> tuple[Span, ...]:
    """Quotations of whole words, each in one block, short ones as frequent as long ones.

    They are the same for the same name.
    """
    random = Random(name)
    found: dict[Span, None] = {}
    inside = [n for n, block in enumerate(text.block_of) if block >= 0]
    for _ in range(20 * count if inside else 0):
        if len(found) == count:
            break
        first = random.choice(inside)
        start = text.words[first].start
        aim = start + exp(random.uniform(log(SHORTEST), log(LONGEST)))
        last = first
        while (
            text.words[last].end < aim
            and last + 1 < len(text.words)
            and text.block_of[last + 1] == text.block_of[first]
        ):
            last += 1
        if SHORTEST <= (end := text.words[last].end) - start <= LONGEST:
            found[start, end] = None
    return tuple(sorted(found))


def histories(folder: Path) -> Iterator[tuple[str, Sequence[Text]]]:
    """The texts of a folder, each with its versions in the order of time.

    A version that cannot be read is left out, and told on standard error.
    """
    for one in sorted(path for path in folder.iterdir() if path.is_dir()):
        versions = []
        for path in sorted(one.glob("*.txt"), key=lambda path: int(path.stem)):
            try:
                version = Text(path.read_bytes().decode("utf-8"))
                assert version.blocks
                versions.append(version)
            except archive.errors.ReadError as problem:
                print(f"left out: {path}: {problem}", file=sys.stderr)
        yield one.name, versions


def pairs(name: str, versions: Sequence[Text], count: int) -> Iterator[Pair]:
    """Neighbouring versions, and the first with the last; `count` quotations drawn of each."""
    numbers = range(len(versions))
    ends = [(0, len(versions) - 1)] if len(versions) > 1 else []
    between = dict.fromkeys([*pairwise(numbers), *ends])
    for one, other in between:
        called = f"{name} {one + 1}-{other + 1}"
        old = versions[one]
        yield Pair(called, old, versions[other], drawn(called, old, count))


_JAPANESE = {"HIRAGANA", "KATAKANA"}


def script_of(text: str) -> str:
    """The script that most letters of a text are of, as Unicode names them; or `japanese`."""
    scripts = Counter(unicodedata.name(c, "?").split()[0] for c in text if c.isalpha())
    kana = sum(scripts[name] for name in _JAPANESE)
    if kana and 6 * kana > scripts["CJK"]:
        scripts["JAPANESE"] = kana + scripts["CJK"]
    scripts["JAPANESE"] *= 2
    scripts["CJK"] *= 2
    most = scripts.most_common(1)[0][0] if scripts else "none"
    return "han" if most == "CJK" else most.lower()
