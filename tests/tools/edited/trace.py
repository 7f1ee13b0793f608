"""Where each code point of an edited text comes from, and what is wrong with a place in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

Source = int | tuple[int, int] | None
"""Where a code point of the new text comes from: the code point of the old text that it is; the
stretch of the old text in whose place it was put; or nowhere. Old code points are numbered through
all blocks, with one number free between two blocks."""


class Gap(NamedTuple):
    """What was put in just where a stretch of the old text was taken out.

    Nobody can tell it from a replacement of the stretch.
    """

    start: int
    end: int


RECOGNISABLE = 16
"""So many signs in a row tell that words were moved, not deleted and put in."""


class Trace:
    """What became of each code point of the old text. Blocks are counted in reading order."""

    def __init__(
        self,
        old: Sequence[tuple[int, str]],
        new: Sequence[tuple[str, list[Source]]],
        homes: Sequence[int | None] = (),
    ) -> None:
        """Tell what became of a text.

        Args:
            old: Of each old block the number of its first code point, and its text.
            new: Of each new block its text, and where that comes from.
            homes: Of each new block the old one in the place of which it stands, if that is known.
        """
        self.homes = homes
        self.bases = [base for base, _ in old]
        self.old = [text for _, text in old]
        self.new = [text for text, _ in new]
        self.traces = [trace for _, trace in new]
        self.kept: dict[int, tuple[int, int]] = {
            source: (block, at)
            for block, trace in enumerate(self.traces)
            for at, source in enumerate(trace)
            if isinstance(source, int)
        }
        """Of each code point that is still there: its new block, and where in it."""

    def let_blocks_move(self) -> Trace:
        """Take a block that stands again, word for word, for that block, and return the truth.

        If one block is "A. B." and another "A.", it is one and the same whether "B." goes to the
        other or the first block does. Where their text stands once, we say that blocks move.
        """
        where: dict[str, list[int]] = {}
        for there, text in enumerate(self.new):
            where.setdefault(text, []).append(there)
        for block, text in enumerate(self.old):
            found = where.get(text, ())
            if len(found) == 1 and self.image(block) is None and self.is_unique(block):
                self._move(block, found[0])
        return self

    def _move(self, block: int, there: int) -> None:
        """Let the code points of a new block be those of an old one of the same text.

        What they were until now stands where those of the old block did.
        """
        trace, base = self.traces[there], self.bases[block]
        if not all(
            isinstance(source, int) or sign.isspace()
            for source, sign in zip(trace, self.new[there], strict=True)
        ):
            return
        for at, now in enumerate(trace):
            if now == base + at or not isinstance(now, int):
                continue
            other = self.kept.get(base + at)
            trace[at] = base + at
            self.kept[base + at] = (there, at)
            if other is not None:
                self.traces[other[0]][other[1]] = now
                self.kept[now] = other
            else:
                del self.kept[now]

    def image(self, block: int) -> int | None:
        """Return the new block that is an old one untouched, if there is one."""
        text, base = self.old[block], self.bases[block]
        first = next((at for at, sign in enumerate(text) if not sign.isspace()), None)
        found = self.kept.get(base + first) if first is not None else None
        if found is None or self.new[found[0]] != text:
            return None
        return found[0] if self._is_own(block, 0, found[0], 0, len(text)) else None

    def is_unique(self, block: int) -> bool:
        """Return whether the words of an untouched block stand once in the old text and the new."""
        text = self.old[block]
        while text[:-1] and not text[-1].isalnum():
            text = text[:-1]
        return all(sum(other.count(text) for other in texts) == 1 for texts in (self.old, self.new))

    def place(self, block: int, start: int, end: int) -> tuple[int, int] | None:
        """Return new block and offset of an old stretch that is still there as it was."""
        text, base = self.old[block], self.bases[block]
        first = next((at for at in range(start, end) if not text[at].isspace()), None)
        found = self.kept.get(base + first) if first is not None else None
        if found is None or first is None:
            return None
        there, at = found[0], found[1] - (first - start)
        if at < 0 or self.new[there][at : at + end - start] != text[start:end]:
            return None
        return (there, at) if self._is_own(block, start, there, at, end - start) else None

    def is_untouched(self, block: int, start: int, end: int, words: int = 3) -> bool:
        """Return whether a stretch is still there, and the words on either side of it too."""
        before, after = _words(self.old[block], start, end, words)
        return self.place(block, start - before, end + after) is not None

    def heirs(self, block: int) -> Counter[int]:
        """Return how many code points of an old block, blanks aside, each new block has."""
        base = self.bases[block]
        return Counter(
            found[0]
            for at, sign in enumerate(self.old[block])
            if not sign.isspace() and (found := self.kept.get(base + at))
        )

    def longest_row(self, block: int) -> str:
        """Return the longest stretch of an old block that stands in the new text unbroken."""
        base, text = self.bases[block], self.old[block]
        longest, first = (0, 0), 0
        for at in range(1, len(text) + 1):
            here, before = self.kept.get(base + at), self.kept.get(base + at - 1)
            if at == len(text) or before is None or here != (before[0], before[1] + 1):
                longest = max(longest, (first, at), key=lambda span: span[1] - span[0])
                first = at
        return text[slice(*longest)]

    def fault(
        self,
        kind: str,
        old: tuple[int, int, int],
        new: tuple[int, int, int],
        *,
        copies: bool = False,
    ) -> str | None:
        """Say what is wrong with a place found for an old stretch; `None` if nothing is.

        Blanks prove nothing: they are passed over wherever it is asked what comes from where.

        Args:
            kind: "unchanged" or "moved", where the words are to be the same, or "altered".
            old: Block, start and end of the stretch in the old text.
            new: Block, start and end in the new text.
            copies: Whether the script may have put in copies of old text. Then words that are not
                the stretch's own are right where the words stand beside them that stood beside
                the stretch, unless those stand beside its own too.
        """
        words = self.old[old[0]][old[1] : old[2]]
        found = self.new[new[0]][new[1] : new[2]]
        if kind == "altered":
            fault = "the words are the same" if words == found else self._altered_fault(old, new)
        elif words != found:
            return f"the words are {found!r}, not {words!r}"
        else:
            place = (*old[:2], *new[:2], len(words))
            is_own = self._is_own(*place) or self._holds_own(*place)
            fault = None if is_own else "these words come from elsewhere"
        if fault is None or not copies:
            return fault
        if self._is_simpler(old, new):
            return None
        if kind != "altered" and self.place(*old) is None and not self._altered_fault(old, new):
            return None  # taken out and put in again
        beside = self._beside(self.old, *old)
        if (place := self.place(*old)) is not None:
            own = (*place, place[1] + len(words))
            if beside == self._beside(self.new, *own) or beside != self._beside(self.new, *new):
                return f"these words stand in block {place[0]} at {place[1]}"
        return None if beside == self._beside(self.new, *new) else fault

    def _is_own(self, block: int, start: int, there: int, at: int, length: int) -> bool:
        """Whether a new stretch is this old one, code point for code point.

        A sign that was put in is taken for one that was there, beside words that were.
        """
        text, trace, first = self.new[there], self.traces[there], self.bases[block] + start
        proved = passed = False
        for n in range(length):
            sign = text[at + n]
            if trace[at + n] == first + n:
                proved = proved or not sign.isspace()
            elif trace[at + n] is None and _is_sign(sign):
                passed = True
            elif not sign.isspace():
                return False
        if proved or not passed or self._is_beside_own(block, start, there, at, length):
            return True
        place = (block, start, start + length), (there, at, at + length)
        return self._altered_fault(*place) is None

    def _holds_own(self, block: int, start: int, there: int, at: int, length: int) -> bool:
        """Whether a letter of the same words is the old one in its place; others may be twins."""
        text, trace, first = self.new[there], self.traces[there], self.bases[block] + start
        return any(trace[at + n] == first + n and text[at + n].isalnum() for n in range(length))

    def _is_beside_own(self, block: int, start: int, there: int, at: int, length: int) -> bool:
        """Whether what stands just before or just after an old stretch stands beside a new one."""
        text, new, trace = self.old[block], self.new[there], self.traces[there]
        before, after = text[:start].rstrip(), text[start + length :]
        new_before, new_after = new[:at].rstrip(), new[at + length :]
        base = self.bases[block]
        if before and new_before and trace[len(new_before) - 1] == base + len(before) - 1:
            return True
        here = len(text) - len(after.lstrip())
        new_here = len(new) - len(new_after.lstrip())
        return here < len(text) and new_here < len(new) and trace[new_here] == base + here

    def _altered_fault(self, old: tuple[int, int, int], new: tuple[int, int, int]) -> str | None:
        block, start, end = old
        base = self.bases[block]
        first, last = base + start, base + end
        text, sources = self.new[new[0]], self._sources(new[0])
        present: set[int] = set()
        foreign: int | None = None
        for at in range(new[1], new[2]):
            source = sources[at]
            if source is None or text[at].isspace():
                continue
            low, high = (source, source + 1) if isinstance(source, int) else source
            if low < last and first < high:
                if foreign is not None and not present:
                    break
                foreign = None  # words put between its own are a change of it, moved or not
                present.update(range(max(low, first), min(high, last)))
            elif not isinstance(source, Gap):
                foreign = at if foreign is None else foreign
        if foreign is not None:
            return f"{text[foreign]!r} at {foreign} comes from elsewhere"
        if not present:
            return "nothing in it comes from the old words"
        own = self._numbers(old)
        elsewhere = {self.kept[at] for at in own if at in self.kept and self.kept[at][0] != new[0]}
        if 2 * sum(at in present for at in own) <= len(own) and any(
            self._kept_around(*place) >= RECOGNISABLE for place in elsewhere
        ):
            return "the words are parted, and most of them do not stand here"
        return None

    def _kept_around(self, there: int, at: int) -> int:
        """How many signs stand in a row round a kept one, as they did in the old text."""
        trace, first = self.traces[there], self.traces[there][at]
        assert isinstance(first, int)
        return self._around(there, at, lambda here: trace[here] == first + here - at)

    def _same_around(self, block: int, start: int, there: int, at: int) -> int:
        """How many signs are the same in a row, old and new, round two places."""
        text, new = self.old[block], self.new[there]

        def same(here: int) -> bool:
            before = start + here - at
            return 0 <= before < len(text) and text[before] == new[here]

        return self._around(there, at, same)

    def _around(self, there: int, at: int, follows: Callable[[int], bool]) -> int:
        text, found = self.new[there], 0
        for step in (1, -1):
            here = at if step > 0 else at - 1
            while 0 <= here < len(text):
                if not text[here].isspace():
                    if not follows(here):
                        break
                    found += 1
                here += step
        return found

    def _is_simpler(self, old: tuple[int, int, int], new: tuple[int, int, int]) -> bool:
        """Whether it is simpler to say that a copy of old words is what was there.

        The words and those round them are the same in a row that is as long as any in which the
        stretch's own are kept, and as any at another place: of the two, nobody would take
        these for the copy.
        """
        block, start, end = old
        own = [self.kept[at] for at in self._numbers(old) if at in self.kept]
        same = self._same_around(block, start, new[0], new[1])
        if self._home(new[0]) != block:
            words = self.old[block][start:end]
            others = (
                self._same_around(block, start, there, match.start())
                for there, text in enumerate(self.new)
                for match in re.finditer(f"(?={re.escape(words)})", text)
                if (there, match.start()) != new[:2]
            )
            if same < RECOGNISABLE or same < max(others, default=0):
                return False
        return same >= max((self._kept_around(*place) for place in own), default=0)

    def _numbers(self, stretch: tuple[int, int, int]) -> list[int]:
        """The numbers of the code points of an old stretch, without blanks."""
        block, start, end = stretch
        text, base = self.old[block], self.bases[block]
        return [base + at for at in range(start, end) if not text[at].isspace()]

    def _sources(self, block: int) -> Sequence[Source | Gap]:
        """The trace of a new block, in which what was put in where something went says so."""
        if block not in self._with_gaps:
            self._with_gaps[block] = list(self._gaps(block))
        return self._with_gaps[block]

    @cached_property
    def _with_gaps(self) -> dict[int, Sequence[Source | Gap]]:
        return {}

    def _gaps(self, number: int) -> Iterator[Source | Gap]:
        trace = self.traces[number]
        ends = [
            None if one is None else (one, one + 1) if isinstance(one, int) else one
            for one in trace
        ]
        following: list[int | None] = [None] * len(trace)
        seen: int | None = None
        for at in range(len(trace) - 1, -1, -1):
            end = ends[at]
            seen = seen if end is None else end[0]
            following[at] = seen
        reached: int | None = None
        for at, source in enumerate(trace):
            end, before, after = ends[at], reached, following[at]
            if end is not None:
                reached = end[1]
                yield source
                continue
            if before is None and after is not None:
                before = self.bases[self._block_of(after)]
            elif after is None and before is not None:
                block = self._block_of(before - 1)
                after = self.bases[block] + len(self.old[block])
            elif before is None and (home := self._home(number)) is not None:
                before, after = self.bases[home], self.bases[home] + len(self.old[home])
            yield Gap(before, after) if self._is_gone(before, after) else None

    def _home(self, number: int) -> int | None:
        return self.homes[number] if number < len(self.homes) else None

    def _is_gone(self, start: int | None, end: int | None) -> bool:
        """Whether words of one old block stood between two numbers, and none of them stands any more."""
        if start is None or end is None or start >= end:
            return False
        block = self._block_of(start)
        if self._block_of(end - 1) != block:
            return False
        text, base = self.old[block], self.bases[block]
        end = min(end, base + len(text))
        gone = [at for at in range(start, end) if not text[at - base].isspace()]
        return bool(gone) and not any(at in self.kept for at in gone)

    def _block_of(self, number: int) -> int:
        return bisect_right(self.bases, number) - 1

    def _beside(self, texts: Sequence[str], block: int, start: int, end: int) -> tuple[str, str]:
        text = texts[block]
        before, after = _words(text, start, end, 3)
        beside = text[start - before : start], text[end : end + after]
        return "".join(beside[0].split()), "".join(beside[1].split())


def _is_sign(sign: str) -> bool:
    return unicodedata.category(sign).startswith("P")


_WORD = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{1,2}|[^\s\u3400-\u9fff\U00020000-\U0003ffff]+"
)


def _words(text: str, start: int, end: int, number: int) -> tuple[int, int]:
    """How far so many words reach to the left and to the right of a stretch, blanks included."""
    before = [found.start() for found in _WORD.finditer(text, 0, start)]
    left = 0 if len(before) < number else before[-number]
    right = end
    for n, found in enumerate(_WORD.finditer(text, end)):
        if n == number:
            break
        right = found.end()
    else:
        right = len(text)
    return start - left, right - end
