"""Two texts against each other: which words of the old one stand where in the new one.

The texts are cut into clauses. A clause that stands once in each text ties the two together; what
lies between two ties is aligned word by word. Ties that are out of order are passages that were
moved. Words are compared without case, typographic form and Unicode normalisation, so that a
change of any of these is a change within a word, not another word.

Where several alignments are equally good, nobody can tell which copy of a repeated word is which.
Such words are aligned too, and marked as not sure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple
from unicodedata import normalize

BLOCK_END = "\0"
"""Stands at the end of each block where the blocks of an article are one text: no text holds it."""

_STOPS = ".!?…。！？।॥؟۔"
"""Signs that end a sentence."""
_PAUSES = ",;:，；：、،؛"
"""Signs that end a clause."""
_CLOSING = "\"'”’»)\\]」』】）"
_ENDING = _STOPS + BLOCK_END
_SENTENCE_END = re.compile(rf"[{_STOPS}]+[{_CLOSING}]*\s*|\0")
_CLAUSE = re.compile(
    rf"[^\s\0{_STOPS}{_PAUSES}][^\n\0{_STOPS}{_PAUSES}]*[{_STOPS}{_PAUSES}{_CLOSING}]*"
)
"""A clause with the signs that end it."""

_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that do not part their words: each character is a word."""
_SIGNS = "!-/:-@\\[-`{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u303f\uff01-\uff0f\uff1a-\uff20،؛؟।॥۔"
_WORD = re.compile(rf"([{_ALONE}]|[^\s\0{_SIGNS}{_ALONE}]+|[\0{_SIGNS}])")
_LONE = re.compile(f"[{_ALONE}]")
_NO_LETTERS = bytes(n for n in range(128) if not chr(n).isalnum())
_TYPOGRAPHY = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}

_LIGHTEST_TIE = 12
"""Weight of a clause that can tie two texts together."""
_LIGHTEST_MOVE = 20
"""Weight of a passage that is known again in another place."""
_LIGHTEST_SENTENCE = 10
"""Weight of a whole sentence or block that is known again in another place."""
_STRAY = 24
"""Code points by which one text has more than the other where a sentence could have been moved."""
_FAR = 300
"""Code points at most between two clauses of one moved passage."""
_REACH = 600
"""Code points of a sentence beside a moved passage that may have been moved with it."""
_ALIKE = 70
"""Likeness of such a sentence in the two texts, of 100."""
_LARGEST_TABLE = 4_000_000
"""Words times words that are aligned without ties between them."""
_BESIDE = 8
"""Code points before or behind a clause by which it is known to stand where it stood."""
_NGRAM = 4
"""Words of a tie where clauses give none."""
_ISLAND = 4
"""Words in a row that can be the same in two texts by chance."""
_COPIES = 16
"""Copies of a word beside it that are looked at."""


_Spans = list[tuple[int, int]]


class Edit(NamedTuple):
    """A place where two texts differ, widened to whole words. Offsets count code points."""

    start: int
    """Where it begins in the old text."""
    end: int
    """Just past its end there; the same as its start where words were inserted."""
    new_start: int
    """Where it begins in the new text."""
    new_end: int
    """Just past its end there; the same as its start where words were deleted."""


class Run(NamedTuple):
    """Words of the old text that stand in the new one, and where."""

    start: int
    end: int
    new_start: int
    new_end: int
    same: bool
    """Code point for code point; otherwise it is one word in two forms."""
    sure: bool
    """Whether it can be no other copy of the same words."""


class Frame(NamedTuple):
    """A stretch of the old text, and one of the new text that it is held against."""

    start: int
    end: int
    new_start: int
    new_end: int


def edits(old: str, new: str) -> list[Edit]:
    """Return where two texts differ, in order, apart from each other.

    Each edit holds whole words, or only the blanks between two words. A moved passage is deleted
    in one place and inserted in another.
    """
    found: list[Edit] = []
    at = new_at = 0
    for run in align(Folded(old), Folded(new), moves=False):
        found += _edit(old, new, Frame(at, run.start, new_at, run.new_start))
        if not run.same:
            found.append(Edit(*run[:4]))
        at, new_at = run.end, run.new_end
    found += _edit(old, new, Frame(at, len(old), new_at, len(new)))
    return found


def _edit(old: str, new: str, gap: Frame) -> Iterator[Edit]:
    """The edit in a gap between two runs, if there is one; without equal blanks at its edges."""
    start, end, new_start, new_end = gap
    if old[start:end] == new[new_start:new_end]:
        return
    while (
        start < end and new_start < new_end and old[start] == new[new_start] and blank(old[start])
    ):
        start, new_start = start + 1, new_start + 1
    while (
        start < end
        and new_start < new_end
        and old[end - 1] == new[new_end - 1]
        and blank(old[end - 1])
    ):
        end, new_end = end - 1, new_end - 1
    yield Edit(start, end, new_start, new_end)


def blank(character: str) -> bool:
    """Whether a code point is a blank and no word, and no end of a block."""
    return character.isspace()


def align(
    here: Folded, there: Folded, *, moves: bool = True, at: Iterable[int] | None = None
) -> list[Run]:
    """Return the words that two texts have in common, in the order of the old text.

    No code point of either text is in two runs.

    Args:
        here: The old text.
        there: The new text.
        moves: Whether runs may be out of order in the new text.
        at: Offsets of the old text that are of interest. What lies between two ties and holds none
            of them is not aligned word by word, and its words are in no run.
    """
    old, new = here.text, there.text
    if old == new:
        return [Run(0, len(old), 0, len(new), True, True)] if old else []
    main, chains = _chains(_ties(here, there))
    moved = _grown(here, there, main, chains) if moves else []
    doubted: set[Frame] = set()
    if moves:
        lost, came = _lopsided(here, there, main, [whole for whole, _ in moved])
        moved += _strays(lost, came, [whole for whole, _ in moved])
        doubted = _doubted(here, there, came, [main, *(chain for _, chain in moved)], moved)
    repeated = _repeated(here, there)
    wanted = None
    if at is not None:
        wanted = sorted({*at, *(start for spans, _ in repeated for start, _ in spans)})
    runs: list[Run] = []
    for whole, chain in moved:
        runs += _along(here, there, whole, chain, wanted, doubted)
    everything = Frame(0, len(old), 0, len(new))
    wholes = [whole for whole, _ in moved]
    runs += _along(here, there, everything, main, wanted, doubted, wholes)
    runs.sort()
    return _without_trust(here, there, runs, repeated)


def _along(
    here: Folded,
    there: Folded,
    whole: Frame,
    ties: Sequence[Frame],
    wanted: Sequence[int] | None,
    doubted: Collection[Frame],
    without: Sequence[Frame] = (),
) -> Iterator[Run]:
    """The runs within a frame along its ties; `without` what was moved out of it and into it."""
    old, new = here.text, there.text
    out = sorted(frame[:2] for frame in without)
    into = sorted(frame[2:] for frame in without)
    at, new_at = whole.start, whole.new_start
    end = Frame(whole.end, whole.end, whole.new_end, whole.new_end)
    for tie in (*ties, end):
        start, stop, new_start, new_stop = tie
        if start == at or new_start == new_at:
            pass
        elif old[at:start] == new[new_at:new_start] and not without:
            yield Run(at, start, new_at, new_start, True, True)
        elif _holds_one(wanted, at, start):
            words = Words(here, at, start, out)
            yield from _runs(here, there, words, Words(there, new_at, new_start, into))
        if old[start:stop] != new[new_start:new_stop]:
            words = Words(here, start, stop)
            yield from _runs(here, there, words, Words(there, new_start, new_stop))
        elif stop > start:
            yield Run(start, stop, new_start, new_stop, True, tie not in doubted)
        at, new_at = stop, new_stop


def _holds_one(wanted: Sequence[int] | None, start: int, end: int) -> bool:
    """Whether one of some offsets, edges included, lies in a stretch; `None` stands for all."""
    if wanted is None:
        return True
    n = bisect_left(wanted, start)
    return n < len(wanted) and wanted[n] <= end


# --- ties and moves ---


def _repeated(here: Folded, there: Folded) -> list[tuple[_Spans, _Spans]]:
    """Where blocks and clauses stand of which one text has several, and the other not as many."""
    found = []
    for places, new_places in ((here.blocks, there.blocks), (here.clauses, there.clauses)):
        for key, spans in places.items():
            new_spans = new_places.get(key, [])
            if len(spans) != len(new_spans) and max(len(spans), len(new_spans)) > 1:
                found.append((spans, new_spans))
    return found


def _without_trust(
    here: Folded, there: Folded, runs: list[Run], repeated: Sequence[tuple[_Spans, _Spans]]
) -> list[Run]:
    """The runs; unsure those of passages of which one copy is gone, or has come to the others.

    Of a copy that has the same words before it or behind it as before, nobody doubts.
    """
    if not repeated:
        return runs
    by_new = sorted(run[2:4] for run in runs)
    by_old = [run[:2] for run in runs]
    starts = [run.start for run in runs]
    for spans, new_spans in repeated:
        if all(_is_covered(by_old, *span) for span in spans) and all(
            _is_covered(by_new, *span) for span in new_spans
        ):
            continue
        for start, end in spans:
            first = max(bisect_right(starts, start) - 1, 0)
            for n in range(first, bisect_left(starts, end)):
                run = runs[n]
                shift = run.new_start - run.start
                place = Frame(start, end, start + shift, end + shift)
                if run.end > start and not _stands_between(here, there, place, both=False):
                    runs[n] = run._replace(sure=False)
    return runs


def _is_covered(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether half of a stretch lies in some spans."""
    return 2 * _covered(spans, start, end) >= end - start


def _ties(here: Folded, there: Folded) -> list[Frame]:
    """The blocks and clauses that stand once in each text, in the order of the old one."""
    blocks, new_blocks = here.blocks, there.blocks
    ties = [
        Frame(*places[0], *new_blocks[key][0])
        for key, places in blocks.items()
        if len(places) == len(new_blocks.get(key, ())) == 1
    ]
    clauses, new_clauses = here.clauses, there.clauses
    taken = sorted(ties)
    for key, places in clauses.items():
        if len(places) == len(new_clauses.get(key, ())) == 1 and not _lies_in(places[0][0], taken):
            ties.append(Frame(*places[0], *new_clauses[key][0]))
    ties.sort()
    return ties


class Folded:
    """A text, and the same without case and typographic form, code point for code point."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)

    @cached_property
    def blocks(self) -> dict[str, _Spans]:
        """Where each block that has words stands, by its text, blanks at its edges aside."""
        found: dict[str, _Spans] = defaultdict(list)
        start = 0
        for block in self.text.split(BLOCK_END):
            words = block.strip()
            if words:
                first = start + block.index(words)
                found[words].append((first, first + len(words)))
            start += len(block) + 1
        return found

    @cached_property
    def clauses(self) -> dict[str, _Spans]:
        """Where each clause that tells enough stands, by its words without form."""
        found: dict[str, _Spans] = defaultdict(list)
        folded = self.folded
        for match in _CLAUSE.finditer(folded):
            start, end = match.span()
            key = match[0]
            if (
                end - start >= _LIGHTEST_TIE
                or _ends_block(folded, end)
                or (not key.isascii() and weight(key) >= _LIGHTEST_TIE)
            ):
                found[key].append((start, end))
        return found


def fold(text: str) -> str:
    """Return a text without case and typographic form, code point for code point."""
    if text.isascii():
        return text.lower()
    for sign, plain in _TYPOGRAPHY.items():
        text = text.replace(sign, plain)
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_lower, text))


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def weight(words: str) -> int:
    """Return how much words tell: their letters, those of scripts without spaces counted thrice."""
    if words.isascii():
        return len(words.encode().translate(None, _NO_LETTERS))
    return sum(map(str.isalnum, words)) + 2 * len(_LONE.findall(words))


def _chains(ties: Sequence[Frame]) -> tuple[list[Frame], list[list[Frame]]]:
    """The longest row of ties that stand in one order in both texts, and the rows beside it."""
    in_order = set(longest_rising([tie.new_start for tie in ties]))
    main: list[Frame] = []
    chains: list[list[Frame]] = []
    for position, tie in enumerate(ties):
        if position in in_order:
            if not main or tie.new_start >= main[-1].new_end:
                main.append(tie)
            continue
        last = chains[-1][-1] if chains else None
        if (
            last is not None
            and tie.start - last.end <= _FAR
            and 0 <= tie.new_start - last.new_end <= _FAR
        ):
            chains[-1].append(tie)
        else:
            chains.append([tie])
    return main, chains


def longest_rising(numbers: Sequence[int], *, strictly: bool = True) -> list[int]:
    """Return the positions of a longest rising row of numbers (patience sorting)."""
    find = bisect_left if strictly else bisect_right
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        pile = find(tops, number)
        before.append(at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        at[pile : pile + 1] = [position]
    row = []
    position = at[-1] if at else -1
    while position >= 0:
        row.append(position)
        position = before[position]
    return row[::-1]


def _grown(
    here_text: Folded, there_text: Folded, main: Sequence[Frame], chains: Sequence[list[Frame]]
) -> list[tuple[Frame, list[Frame]]]:
    """The passages that were moved, grown by the sentences beside them that went along."""
    old, new = here_text.text, there_text.text
    heavy = [(_hull(chain), chain) for chain in chains if _is_heavy(old, new, chain)]
    frames = [*main, *(hull for hull, _ in heavy)]
    here = sorted(frame[:2] for frame in frames)
    there = sorted(frame[2:] for frame in frames)
    found = []
    for hull, chain in heavy:
        n, m = bisect_left(here, hull[:2]), bisect_left(there, hull[2:])
        low, new_low = here[n - 1][1] if n else 0, there[m - 1][1] if m else 0
        high = here[n + 1][0] if n + 1 < len(here) else len(old)
        new_high = there[m + 1][0] if m + 1 < len(there) else len(new)
        start, new_start = _grown_back(old, new, hull.start, hull.new_start, low, new_low)
        end, new_end = _grown_on(old, new, hull.end, hull.new_end, high, new_high)
        here[n], there[m] = (start, end), (new_start, new_end)
        found.append((Frame(start, end, new_start, new_end), chain))
    return found


def _hull(chain: Sequence[Frame]) -> Frame:
    return Frame(chain[0].start, chain[-1].end, chain[0].new_start, chain[-1].new_end)


def _is_heavy(old: str, new: str, chain: Sequence[Frame]) -> bool:
    """Whether a passage tells enough to be known again in another place.

    A whole block does; a whole sentence has to tell something, part of one more.
    """
    start, end, new_start, new_end = _hull(chain)
    if is_block(old, start, end) and is_block(new, new_start, new_end):
        return True
    whole = opens_sentence(old, start) and (opens_sentence(old, end) or _ends_block(old, end))
    told = sum(weight(old[tie.start : tie.end]) for tie in chain)
    return told >= (_LIGHTEST_SENTENCE if whole else _LIGHTEST_MOVE)


def is_block(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is a whole block, blanks at its edges aside."""
    while start > 0 and text[start - 1].isspace():
        start -= 1
    while text[end : end + 1].isspace():
        end += 1
    return _ends_block(text, end) and (start == 0 or text[start - 1] == BLOCK_END)


def _ends_block(text: str, at: int) -> bool:
    return text.startswith(BLOCK_END, at)


def opens_sentence(text: str, at: int) -> bool:
    """Return whether a sentence begins at an offset, or could."""
    while at > 0 and (text[at - 1].isspace() or text[at - 1] in _CLOSING):
        at -= 1
    return at == 0 or text[at - 1] in _ENDING


def _lopsided(
    here: Folded, there: Folded, main: Sequence[Frame], moved: Sequence[Frame]
) -> tuple[list[tuple[Words, Words]], list[tuple[Words, Words]]]:
    """The gaps between ties where the old text has much more than the new one, and less.

    Each as the words of the old text and those of the new one, without what was moved.
    """
    out, into = sorted(frame[:2] for frame in moved), sorted(frame[2:] for frame in moved)
    lost: list[tuple[Words, Words]] = []
    came: list[tuple[Words, Words]] = []
    at = new_at = 0
    ends = (len(here.text), len(here.text), len(there.text), len(there.text))
    for start, end, new_start, new_end in (*main, ends):
        more = start - at - (new_start - new_at)
        if out:
            more += _covered(into, new_at, new_start) - _covered(out, at, start)
        if abs(more) >= _STRAY:
            side = lost if more > 0 else came
            side.append((Words(here, at, start, out), Words(there, new_at, new_start, into)))
        at, new_at = end, new_end
    return lost, came


def ends_sentence(character: str) -> bool:
    """Return whether a code point ends a sentence, or a block."""
    return character in _ENDING


def _strays(
    lost: Sequence[tuple[Words, Words]],
    came: Sequence[tuple[Words, Words]],
    moved: Sequence[Frame],
) -> list[tuple[Frame, list[Frame]]]:
    """Sentences that were moved and edited, so that no clause of them ties the texts together."""
    if not lost or not came:
        return []
    out, into = sorted(frame[:2] for frame in moved), sorted(frame[2:] for frame in moved)
    places = _once([new_words.keys for _, new_words in came])
    found: list[Frame] = []
    new_taken: set[int] = set()
    for ngram, (number, n) in _once([words.keys for words, _ in lost]).items():
        words, instead = lost[number]
        if ngram not in places or (found and words.spans[n][0] < found[-1].end):
            continue
        new_number, m = places[ngram]
        before, new_words = came[new_number]
        frame = _stray(words, n, new_words, m)
        if frame is None or not new_taken.isdisjoint((frame.new_start, frame.new_end - 1)):
            continue
        if instead.shares(words, frame.start, frame.end) or before.shares(
            new_words, frame.new_start, frame.new_end
        ):
            continue  # it, or a copy of it, stands in its old place
        if _covered(out, frame.start, frame.end) or _covered(into, frame.new_start, frame.new_end):
            continue
        new_taken.update(range(frame.new_start, frame.new_end))
        found.append(frame)
    return [(frame, []) for frame in found]


def _doubted(
    here: Folded,
    there: Folded,
    came: Sequence[tuple[Words, Words]],
    chains: Sequence[Sequence[Frame]],
    moved: Sequence[tuple[Frame, list[Frame]]],
) -> set[Frame]:
    """The ties of which the new text has another copy, with a change, and no neighbour tells.

    If a sentence is edited, and copied as it was before to another place, the copy would be taken
    for it.
    """
    if not came:
        return set()
    into = sorted(whole[2:] for whole, _ in moved)
    copies: dict[tuple[str, ...], tuple[Words, int]] = {}
    for _, new_words in came:
        for m, row in enumerate(new_words.rows()):
            if not _covered(into, *new_words.spans[m]):
                copies.setdefault(row, (new_words, m))
    lone = [
        tie
        for chain in chains
        for tie in chain
        if not _stands_between(here, there, tie, both=False)
    ]
    doubted: set[Frame] = set()
    for tie in lone:
        words = Words(here, tie.start, tie.end)
        for row in words.rows():
            if row in copies:
                new_words, m = copies[row]
                start, end = new_words.sentence(m)
                if _alike(here.text[tie.start : tie.end], new_words.text[start:end]):
                    doubted.add(tie)
                break
    return doubted


def _stands_between(here: Folded, there: Folded, place: Frame, both: bool = True) -> bool:
    """Whether the same words stand before and behind a passage as before; or before or behind."""
    start, end, new_start, new_end = place
    before = here.text[max(0, start - _BESIDE) : start]
    after = here.text[end : end + _BESIDE]
    same = (
        there.text.endswith(before, 0, new_start)
        and (len(before) == _BESIDE or new_start < _BESIDE),
        there.text.startswith(after, new_end) and (len(after) == _BESIDE or not after),
    )
    return all(same) if both else any(same)


def _once(rows: Sequence[Sequence[str]]) -> dict[tuple[str, ...], tuple[int, int]]:
    """The words in a row that stand once in some rows: in which of them, and where in it."""
    found: dict[tuple[str, ...], tuple[int, int] | None] = {}
    for number, row in enumerate(rows):
        for n in range(len(row) - _NGRAM + 1):
            ngram = tuple(row[n : n + _NGRAM])
            found[ngram] = None if ngram in found else (number, n)
    return {ngram: place for ngram, place in found.items() if place is not None}


def _stray(words: Words, n: int, new_words: Words, m: int) -> Frame | None:
    """The sentence round some words that was moved; or only the words, if they tell enough."""
    start, end = words.sentence(n)
    new_start, new_end = new_words.sentence(m)
    sentence, new_sentence = words.text[start:end], new_words.text[new_start:new_end]
    if weight(sentence) >= _LIGHTEST_SENTENCE and _alike(sentence, new_sentence):
        return Frame(start, end, new_start, new_end)
    first, last, shift = n, n + _NGRAM, m - n
    keys, new_keys = words.keys, new_words.keys
    while first > 0 and first + shift > 0 and keys[first - 1] == new_keys[first + shift - 1]:
        first -= 1
    while (
        last < len(keys) and last + shift < len(new_keys) and keys[last] == new_keys[last + shift]
    ):
        last += 1
    if words.letters(first, last) < _LIGHTEST_MOVE:
        return None
    return Frame(
        words.spans[first][0],
        words.spans[last - 1][1],
        new_words.spans[first + shift][0],
        new_words.spans[last + shift - 1][1],
    )


def _covered(spans: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """How many code points of a stretch lie in some spans."""
    n = max(bisect_left(spans, (start,)) - 1, 0)
    covered = 0
    while n < len(spans) and spans[n][0] < end:
        covered += max(0, min(spans[n][1], end) - max(spans[n][0], start))
        n += 1
    return covered


def _grown_back(
    old: str, new: str, at: int, new_at: int, low: int, new_low: int
) -> tuple[int, int]:
    """Where a moved passage begins: before the sentences that went along, no further than `low`."""
    while True:
        start = _sentence_start(old, at, low)
        new_start = _sentence_start(new, new_at, new_low)
        if not _alike(old[start:at], new[new_start:new_at]):
            return at, new_at
        at, new_at = start, new_start


def _grown_on(
    old: str, new: str, at: int, new_at: int, high: int, new_high: int
) -> tuple[int, int]:
    """Where a moved passage ends: behind the sentences that went along, no further than `high`."""
    while True:
        end = _sentence_end(old, at, high)
        new_end = _sentence_end(new, new_at, new_high)
        if not _alike(old[at:end], new[new_at:new_end]):
            return at, new_at
        at, new_at = end, new_end


def _sentence_start(text: str, at: int, low: int) -> int:
    """Where the sentence begins of which the last code point stands before an offset."""
    low = max(low, at - _REACH)
    last = at
    while last > low and (text[last - 1] in _ENDING or text[last - 1].isspace()):
        last -= 1
    found = [match.end() for match in _SENTENCE_END.finditer(text, low, last)]
    return found[-1] if found else low


def _sentence_end(text: str, at: int, high: int) -> int:
    """Just past the sentence that begins at an offset."""
    match = _SENTENCE_END.search(text, at, min(high, at + _REACH))
    return match.end() if match else min(high, at + _REACH)


def _alike(words: str, new_words: str) -> bool:
    if not words or not new_words:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(fold(words), fold(new_words)) >= _ALIKE


# --- words ---


class Words:
    """The words of a stretch of text: their keys, which all forms of a word share, and places."""

    def __init__(
        self, text: Folded, start: int, end: int, out: Sequence[tuple[int, int]] = ()
    ) -> None:
        self.text = text.text
        parts = _WORD.split(text.folded[start:end])
        edges = list(accumulate(map(len, parts), initial=start))
        keys, spans = parts[1::2], list(zip(edges[1::2], edges[2::2], strict=False))
        if out and spans:
            kept = [n for n, span in enumerate(spans) if not _lies_in(span[0], out)]
            keys, spans = [keys[n] for n in kept], [spans[n] for n in kept]
        if not text.folded.isascii():
            keys = [key if key.isascii() else normalize("NFKD", key) for key in keys]
        self.keys, self.spans = keys, spans

    def opens_sentence(self, number: int) -> bool:
        """Whether a sentence begins with a word, or would behind the last one."""
        spans = self.spans
        at = spans[number][0] if number < len(spans) else spans[-1][1] if spans else 0
        return opens_sentence(self.text, at)

    def sentence(self, number: int) -> tuple[int, int]:
        """Where the sentence of a word begins and ends, as far as it lies in this stretch."""
        first, last = number, number + 1
        while first > 0 and not self.opens_sentence(first):
            first -= 1
        while last < len(self.keys) and not self.opens_sentence(last):
            last += 1
        return self.spans[first][0], self.spans[last - 1][1]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Every so many words in a row, in order."""
        return zip(*(self.keys[n:] for n in range(_NGRAM)), strict=False)

    @cached_property
    def _rows(self) -> frozenset[tuple[str, ...]]:
        return frozenset(self.rows())

    def shares(self, other: Words, start: int, end: int) -> bool:
        """Whether some words in a row of a stretch of another text stand here too."""
        return any(
            row in self._rows and start <= first < end
            for row, (first, _) in zip(other.rows(), other.spans, strict=False)
        )

    def letters(self, first: int, last: int) -> int:
        """How much the words from one number to another tell."""
        if first >= last:
            return 0
        return weight(self.text[self.spans[first][0] : self.spans[last - 1][1]])


def _lies_in(at: int, spans: Sequence[tuple[int, ...]]) -> bool:
    """Whether an offset lies in one of some spans, which are sorted."""
    n = bisect_right(spans, at, key=itemgetter(0)) - 1
    return n >= 0 and at < spans[n][1]


class _Block:
    """Words in a row that are the same in both texts; the outermost may be doubtful."""

    __slots__ = ("first", "head", "length", "new_first", "tail", "unsure")

    def __init__(self, first: int, new_first: int, length: int) -> None:
        self.first, self.new_first, self.length = first, new_first, length
        self.head = self.tail = 0
        self.unsure: set[int] = set()


def _runs(old: Folded, new: Folded, here: Words, there: Words) -> Iterator[Run]:
    """The runs of two stretches of text, word by word."""
    if not here.keys or not there.keys:
        return
    blocks = _without_islands(_matching(here.keys, there.keys), here, there)
    _doubt(blocks, here, there)
    for block in blocks:
        for first, last, sure in _by_sureness(block):
            shift = block.new_first - block.first
            yield from _run(
                old.text,
                new.text,
                here.spans[first:last],
                there.spans[first + shift : last + shift],
                sure,
            )


def _matching(keys: Sequence[str], new_keys: Sequence[str]) -> list[_Block]:
    """The words that two rows have in common, in order."""
    if len(keys) * len(new_keys) <= _LARGEST_TABLE:
        return _aligned(keys, new_keys)
    blocks: list[_Block] = []
    at = new_at = 0
    ends = (len(keys), len(new_keys), 0)
    for first, new_first, length in (*_common_ngrams(keys, new_keys), ends):
        gap, new_gap = keys[at:first], new_keys[new_at:new_first]
        if gap and new_gap and len(gap) * len(new_gap) <= _LARGEST_TABLE:
            for block in _aligned(gap, new_gap):
                block.first += at
                block.new_first += new_at
                block.unsure = {n + at for n in block.unsure}
                blocks.append(block)
        if length:
            blocks.append(_Block(first, new_first, length))
        at, new_at = first + length, new_first + length
    return blocks


def _aligned(keys: Sequence[str], new_keys: Sequence[str]) -> list[_Block]:
    """The words of a best alignment. What the best one from the other end has not is doubtful."""
    from rapidfuzz.distance import Indel

    def best(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
        found = Indel.editops(one, other).as_matching_blocks()
        return [(block.a, block.b, block.size) for block in found if block.size]

    onward = best(keys, new_keys)
    end, new_end = len(keys), len(new_keys)
    backward = [
        (end - first - length, new_end - new_first - length, length)
        for first, new_first, length in reversed(best(keys[::-1], new_keys[::-1]))
    ]
    blocks = [_Block(*block) for block in onward]
    if onward != backward:
        agreed = {(a + n, b + n) for a, b, length in backward for n in range(length)}
        for block in blocks:
            shift = block.new_first - block.first
            block.unsure = {
                n
                for n in range(block.first, block.first + block.length)
                if (n, n + shift) not in agreed
            }
    return blocks


def _common_ngrams(keys: Sequence[str], new_keys: Sequence[str]) -> list[tuple[int, int, int]]:
    """Rows of words that stand once in each of two rows, in one order in both."""
    there = _once([new_keys])
    pairs = [(n, there[ngram][1]) for ngram, (_, n) in _once([keys]).items() if ngram in there]
    rows: list[tuple[int, int, int]] = []
    for position in longest_rising([m for _, m in pairs]):
        n, m = pairs[position]
        if rows:
            first, new_first, length = rows[-1]
            if n < first + length or m < new_first + length:
                if n - first == m - new_first:
                    rows[-1] = (first, new_first, n - first + _NGRAM)
                continue
        rows.append((n, m, _NGRAM))
    return rows


def _without_islands(blocks: list[_Block], here: Words, there: Words) -> list[_Block]:
    """The blocks without the small ones between large changes, which are there by chance."""
    kept: list[_Block] = []
    at = new_at = 0
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        end, new_end = block.first + block.length, block.new_first + block.length
        stop = following.first if following else len(here.keys)
        new_stop = following.new_first if following else len(there.keys)
        changed = min(block.first - at + block.new_first - new_at, stop - end + new_stop - new_end)
        if block.length <= _ISLAND and changed > 2 * block.length:
            before = here.letters(at, block.first) + there.letters(new_at, block.new_first)
            after = here.letters(end, stop) + there.letters(new_end, new_stop)
            if min(before, after) > 2 * here.letters(block.first, end):
                continue
        kept.append(block)
        at, new_at = end, new_end
    return kept


def _doubt(blocks: list[_Block], here: Words, there: Words) -> None:
    """Mark the words beside each change of which another copy could be meant."""
    nothing = _Block(0, 0, 0)
    end = _Block(len(here.keys), len(there.keys), 0)
    for before, after in pairwise([nothing, *blocks, end]):
        first, new_first = before.first + before.length, before.new_first + before.length
        deleted, inserted = after.first - first, after.new_first - new_first
        if not deleted and not inserted:
            continue
        if not (deleted and inserted):
            _slide(before, after, here, there)
            first, new_first = before.first + before.length, before.new_first + before.length
        head = max(
            _copies(here.keys, first, after.first, after.length, 1),
            _copies(there.keys, new_first, after.new_first, after.length, 1),
        )
        tail = max(
            _copies(here.keys, after.first - 1, first - 1, before.length, -1),
            _copies(there.keys, after.new_first - 1, new_first - 1, before.length, -1),
        )
        if (head or tail) and (
            here.opens_sentence(first)
            and here.opens_sentence(after.first)
            and there.opens_sentence(new_first)
            and there.opens_sentence(after.new_first)
        ):  # of whole sentences nobody takes some words of one for those of another
            head = next((n for n in range(head, 0, -1) if here.opens_sentence(after.first + n)), 0)
            tail = next((n for n in range(tail, 0, -1) if here.opens_sentence(first - n)), 0)
        after.head, before.tail = max(after.head, head), max(before.tail, tail)


def _slide(before: _Block, after: _Block, here: Words, there: Words) -> None:
    """Put a deletion or insertion between sentences if it fits there; doubt, if it fits not once.

    "The mayor left. The ferry came." without "mayor left. The" is it without "The mayor left.".
    """
    first, new_first = before.first + before.length, before.new_first + before.length
    words, start, stop = (
        (here, first, after.first) if after.first > first else (there, new_first, after.new_first)
    )
    keys = words.keys
    back = on = 0
    while back < before.length and keys[start - 1 - back] == keys[stop - 1 - back]:
        back += 1
    while on < after.length and keys[start + on] == keys[stop + on]:
        on += 1
    fitting = [
        shift
        for shift in range(-back, on + 1)
        if words.opens_sentence(start + shift) and words.opens_sentence(stop + shift)
    ]
    shift = fitting[0] if fitting else 0
    before.length += shift
    after.first, after.new_first = after.first + shift, after.new_first + shift
    after.length -= shift
    low, high = (fitting[0], fitting[-1]) if fitting else (-back, on)
    before.tail = max(before.tail, shift - low)
    after.head = max(after.head, high - shift)


def _copies(keys: Sequence[str], start: int, stop: int, length: int, step: int) -> int:
    """How many words behind a change could be copies of words in it, of at most `length`.

    The change goes from `start` to before `stop`, where the words begin; with `step` -1 all this is
    read backwards.
    """
    if not length or start == stop:
        return 0
    longest, wanted = 0, keys[stop]
    if wanted not in (keys[start:stop] if step > 0 else keys[stop + 1 : start + 1]):
        return 0
    places = [n for n in range(start, stop, step) if keys[n] == wanted]
    for place in places[-_COPIES:]:
        n = 1
        while n < length and keys[place + n * step] == keys[stop + n * step]:
            n += 1
        longest = max(longest, n)
    return longest


def _by_sureness(block: _Block) -> Iterator[tuple[int, int, bool]]:
    """The words of a block in rows, by their numbers, each with whether it is sure."""
    end = block.first + block.length
    head = min(block.first + block.head, end)
    tail = max(end - block.tail, head)
    if not block.unsure:
        rows = ((block.first, head, False), (head, tail, True), (tail, end, False))
        yield from (row for row in rows if row[0] < row[1])
        return
    first = block.first
    for n in range(block.first, end + 1):
        if n == end or _sure(block, n, head, tail) != _sure(block, first, head, tail):
            if n > first:
                yield first, n, _sure(block, first, head, tail)
            first = n


def _sure(block: _Block, n: int, head: int, tail: int) -> bool:
    return head <= n < tail and n not in block.unsure


def _run(
    old: str,
    new: str,
    spans: Sequence[tuple[int, int]],
    new_spans: Sequence[tuple[int, int]],
    sure: bool,
) -> Iterator[Run]:
    """The runs of a row of words: as long as they are the same code point for code point."""
    (start, _), (_, end) = spans[0], spans[-1]
    (new_start, _), (_, new_end) = new_spans[0], new_spans[-1]
    if old[start:end] == new[new_start:new_end]:
        yield Run(start, end, new_start, new_end, True, sure)
        return
    current: Run | None = None
    for (start, end), (new_start, new_end) in zip(spans, new_spans, strict=True):
        same = old[start:end] == new[new_start:new_end]
        if (
            current is not None
            and same
            and current.same
            and old[current.end : start] == new[current.new_end : new_start]
        ):
            current = current._replace(end=end, new_end=new_end)
            continue
        if current is not None:
            yield current
        current = Run(start, end, new_start, new_end, same, sure)
    if current is not None:
        yield current
