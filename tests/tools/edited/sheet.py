"""A text that is changed token by token, and where each of its words stands afterwards.

A `Sheet` holds an old text cut into tokens. A token may be rewritten, dropped or moved, and words
may be put before it; nothing else can happen to the text. So it is known of every code point of the
new text which token it comes from, and of every stretch of the old text what became of it: its
`Truth`. No comparison of the two texts is made.

The stretch that an old one became goes from its first to its last token that is left: words put
inside it belong to it, words put at its very edge do not, a word written in place of another does.
Where both a change at the edge and one beside it make several readings equally likely, each reading
is accepted, and so is a refusal.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from tests.tools.edited.tokens import Span, tokens
from tests.tools.edited.trace import Source, Trace


@dataclass(frozen=True)
class Truth:
    """What became of a stretch of the old text."""

    places: tuple[Span, ...]
    """Where it stands in the new text, the derived place first; several where no one can tell which
    is meant. Empty where it stands nowhere, or not in one place."""
    parts: tuple[Span, ...] = ()
    """Where it was torn apart, its parts in the new text, in their order there."""
    undecidable: bool = False
    """Whether several readings of the change are equally likely."""

    @property
    def deleted(self) -> bool:
        """Whether nothing is left of it."""
        return not self.places and not self.parts

    @property
    def refusal_is_right(self) -> bool:
        """Whether one who gives no place is right."""
        return not self.places or self.undecidable


EventKind = Literal["fixed", "swapped", "gone", "inserted"]


class _Event(NamedTuple):
    """A word or mark of the old or the new text, and its place in the new one."""

    kind: EventKind
    start: int
    end: int


class Sheet:
    """An old text, and what happens to each of its tokens."""

    def __init__(self, old: str) -> None:
        self.old = old
        self.tokens = tokens(old)
        self.words = [n for n, token in enumerate(self.tokens) if token.kind == "word"]
        """The tokens that are words."""
        self.now = [old[token.start : token.end] for token in self.tokens]
        """The text of each token; empty where it was dropped."""
        self._was = tuple(self.now)
        self.order = list(range(len(self.tokens)))
        """The tokens in the order in which they stand."""
        self._before: dict[int, list[tuple[str, bool]]] = {}
        self._alike: set[int] = set()

    def was(self, n: int) -> str:
        """Return what a token was."""
        return self._was[n]

    def sources(self, n: int) -> Sequence[Source]:
        """Return where each code point of what stands for a token comes from."""
        token = self.tokens[n]
        if self.now[n] == self._was[n]:
            return range(token.start, token.end)
        return [(token.start, token.end)] * len(self.now[n])

    def token_at(self, offset: int) -> int:
        """Return the token in which a code point of the old text lies."""
        return bisect_right(self.tokens, offset, key=lambda token: token.start) - 1

    def is_touched(self, n: int) -> bool:
        """Whether something was done to a token or put before it."""
        return self.now[n] != self._was[n] or n in self._before

    def within(self, start: int, end: int) -> range:
        """Return the tokens of a stretch, whose ends must not cut one."""
        first = bisect_left(self.tokens, start, key=lambda token: token.start)
        last = bisect_right(self.tokens, end, key=lambda token: token.end)
        assert first < last
        assert (self.tokens[first].start, self.tokens[last - 1].end) == (start, end)
        return range(first, last)

    # --- what can happen ---

    def rewrite(self, n: int, text: str, *, alike: bool = False) -> None:
        """Write other text in place of a token.

        Args:
            n: The token.
            text: What stands there now.
            alike: Everybody can see that it is the same word: case, a typing error, an accent.
        """
        assert text
        self.now[n] = text
        if alike:
            self._alike.add(n)

    def put(self, n: int, text: str, *, sentence: bool = False) -> None:
        """Put text before a token (or at the end), blanks included; `sentence`: one by itself."""
        self._before.setdefault(n, []).append((text, sentence))

    def drop(self, first: int, last: int) -> None:
        """Drop the tokens from the first to the last, and one of the blanks that then meet."""
        for n in range(first, last + 1):
            self.now[n] = ""
        before, after = first - 1, last + 1
        while before >= 0 and not self.now[before]:
            before -= 1
        while after < len(self.tokens) and not self.now[after]:
            after += 1
        has_before, has_after = self._is_blank(before), self._is_blank(after)
        if has_before and has_after:
            stays = "\n" in self.was(after) and "\n" not in self.was(before)
            self.now[before if stays else after] = ""
        elif has_before and (after >= len(self.tokens) or self.tokens[after].kind == "mark"):
            self.now[before] = ""
        elif has_after and (before < 0 or self.tokens[before].kind == "mark"):
            self.now[after] = ""

    def _is_blank(self, n: int) -> bool:
        return 0 <= n < len(self.tokens) and self.tokens[n].kind == "blank"

    # --- what came of it ---

    def derivation(self) -> Derivation:
        """Return the new text, and what became of everything in it."""
        return Derivation(self)

    def insertions(self, n: int) -> Sequence[tuple[str, bool]]:
        """Return what was put before a token, and whether each is a sentence by itself."""
        return self._before.get(n, ())

    def account(self, offset: int, tokens: int = 8) -> str:
        """Return what was done near an offset of the old text, as a person reads it.

        >>> sheet = Sheet("one two three four")
        >>> sheet.rewrite(2, "II")
        >>> sheet.put(4, "new ")
        >>> sheet.drop(6, 6)
        >>> sheet.account(8)
        "one two>II |+'new ' three -four"
        """
        edge = bisect_left(self.tokens, offset, key=lambda token: token.start)
        told: list[str] = []
        for n in range(max(0, edge - tokens), min(len(self.tokens), edge + tokens)):
            mark = "|" if n == edge else ""
            for text, _ in self.insertions(n):
                told.append(f"{mark}+{text!r}")
                mark = ""
            was, now = self._was[n], self.now[n]
            if self.tokens[n].kind != "blank":
                told.append(mark + (was if was == now else f"{was}>{now}" if now else f"-{was}"))
            elif mark:
                told.append(mark)
        return " ".join(told)

    def kind(self, n: int) -> EventKind:
        """Return what happened to a token, as far as one can see it."""
        if not self.now[n]:
            return "gone"
        same = self.now[n] == self._was[n] or n in self._alike or self.tokens[n].kind == "mark"
        return "fixed" if same else "swapped"


class Derivation:
    """The new text of a sheet, with the place of each token of the old one."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.places: list[Span] = [(0, 0)] * len(sheet.tokens)
        """Where each token stands in the new text; of no length where it was dropped."""
        self._events: list[_Event] = []
        self._event_of: dict[int, int] = {}
        self._position = {n: position for position, n in enumerate(sheet.order)}
        pieces: list[str] = []
        self.sources: list[Source] = []
        """Where each code point of the new text comes from."""
        at = 0
        for n in (*sheet.order, len(sheet.tokens)):
            for text, sentence in sheet.insertions(n):
                self._note_insertion(text, at, sentence)
                pieces.append(text)
                self.sources += (None,) * len(text)
                at += len(text)
            if n < len(sheet.tokens):
                pieces.append(sheet.now[n])
                self.sources += sheet.sources(n)
                self.places[n] = (at, at + len(sheet.now[n]))
                self._note(n)
                at += len(sheet.now[n])
        self.new = "".join(pieces)
        """The new text."""

    def _note(self, n: int) -> None:
        sheet = self.sheet
        token, kind = sheet.tokens[n], sheet.kind(n)
        if token.kind == "blank":
            # A line end parts what stands before it from what stands after it, in both texts.
            if "\n" not in sheet.now[n] or "\n" not in sheet.was(n):
                return
            kind = "fixed"
        elif token.kind == "mark" and kind == "gone":
            return
        self._event_of[n] = len(self._events)
        self._events.append(_Event(kind, *self.places[n]))

    def _note_insertion(self, text: str, at: int, sentence: bool) -> None:
        for token in tokens(text):
            if token.kind == "word":
                kind: EventKind = "fixed" if sentence else "inserted"
                self._events.append(_Event(kind, at + token.start, at + token.end))

    @cached_property
    def trace(self) -> Trace:
        """What became of each code point of the old text, which is the text of one block."""
        return Trace([(0, self.sheet.old)], [(self.new, self.sources)], homes=[0])

    def origins(self, start: int, end: int) -> list[int]:
        """Return the words of the old text of which something stands in a stretch of the new."""
        starts = (
            one if isinstance(one, int) else one[0]
            for one in self.sources[start:end]
            if one is not None
        )
        found = dict.fromkeys(self.sheet.token_at(at) for at in starts)
        return [n for n in found if self.sheet.tokens[n].kind == "word"]

    def words_of(self, start: int, end: int) -> list[int]:
        """Return the words of a stretch of the old text, whose ends may lie between two tokens."""
        tokens = self.sheet.tokens
        return [n for n in self.sheet.words if start <= tokens[n].start and tokens[n].end <= end]

    # --- what became of a stretch ---

    def truth(self, start: int, end: int) -> Truth:
        """Return what became of a stretch of the old text, which must begin with a word."""
        sheet, own = self.sheet, self.sheet.within(start, end)
        assert sheet.tokens[own[0]].kind == "word"
        parts = tuple(
            (self.places[run[0]][0], self.places[run[-1]][1])
            for run in self._runs(own)
            if any(sheet.tokens[n].kind == "word" for n in run)
        )
        if len(parts) > 1:
            return Truth((), parts)
        starts, ends = self._starts(own), self._ends(own)
        if parts:
            starts, ends = starts | {parts[0][0]}, ends | {parts[0][1]}
        readings = {(s, e) for s in starts for e in ends if s < e}
        gone_in_a_reading = any(s >= e for s in starts for e in ends)
        undecidable = bool(readings) and (len(readings) > 1 or gone_in_a_reading or not parts)
        if not parts:
            return Truth(tuple(sorted(readings)), undecidable=undecidable)
        others = (readings | self._without_marks_at_edges(own, parts[0])) - {parts[0]}
        return Truth((parts[0], *sorted(others)), undecidable=undecidable)

    def _runs(self, own: range) -> Iterator[list[int]]:
        """The tokens of a stretch that are left, in runs between which words of others stand."""
        sheet, position = self.sheet, self._position
        left = [n for n in own if sheet.now[n] and sheet.tokens[n].kind != "blank"]
        left.sort(key=position.__getitem__)
        run: list[int] = []
        for n in left:
            if run and any(
                other not in own and sheet.now[other] and sheet.tokens[other].kind == "word"
                for other in sheet.order[position[run[-1]] + 1 : position[n]]
            ):
                yield run
                run = []
            run.append(n)
        if run:
            yield run

    def _without_marks_at_edges(self, own: range, derived: Span) -> set[Span]:
        """Where the word at an edge is gone, marks left of it there may be counted or not."""
        sheet = self.sheet
        left = [n for n in own if sheet.now[n] and sheet.tokens[n].kind == "word"]
        starts, ends = {derived[0]}, {derived[1]}
        if not sheet.now[own[0]]:
            starts.add(self.places[left[0]][0])
        if not sheet.now[max(n for n in own if sheet.tokens[n].kind == "word")]:
            ends.add(self.places[left[-1]][1])
        return {(s, e) for s in starts for e in ends}

    # --- edges that nobody can tell ---
    #
    # Around an edge lies a region in which no word is the same in both texts. Of its n old words k
    # stand outside of the stretch; m new words stand there now. Every reading of the change that
    # needs the fewest steps is as likely as the others. Where n is m there is one: word by word.

    def _starts(self, own: range) -> set[int]:
        edge = self._event_of[own[0]]
        old, new, around = self._region(edge)
        outside = sum(1 for position in old if position < edge)
        beyond = around.stop < len(self._events)
        following = self._events[around.stop].start if beyond else len(self.new)
        return {
            self._events[new[j]].start if j < len(new) else following
            for j in _readings(len(old), len(new), outside)
        }

    def _ends(self, own: range) -> set[int]:
        edge = max(self._event_of[n] for n in own if n in self._event_of) + 1
        old, new, around = self._region(edge)
        outside = sum(1 for position in old if position >= edge)
        preceding = self._events[around.start - 1].end if around.start else 0
        return {
            self._events[new[-1 - j]].end if j < len(new) else preceding
            for j in _readings(len(old), len(new), outside)
        }

    def _region(self, edge: int) -> tuple[list[int], list[int], range]:
        """The old words and the new words of the region around an edge, and the whole of it."""
        events = self._events
        low = high = edge
        while low > 0 and events[low - 1].kind != "fixed":
            low -= 1
        while high < len(events) and events[high].kind != "fixed":
            high += 1
        old = [n for n in range(low, high) if events[n].kind != "inserted"]
        new = [n for n in range(low, high) if events[n].kind != "gone"]
        return old, new, range(low, high)


def _readings(old: int, new: int, outside: int) -> range:
    """How many of the new words may stand outside, if this many of the old words did."""
    if outside == old:
        return range(new, new + 1)
    if old <= new:
        return range(outside, outside + new - old + 1)
    return range(max(0, outside - (old - new)), min(outside, new) + 1)
