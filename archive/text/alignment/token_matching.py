"""Matches the tokens that two stretches of text have in common.

If several alignments are equally good, it is uncertain which copies of a repeated token correspond.
These tokens are matched too, and marked as not sure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import NamedTuple

from archive.text.alignment.increasing_subsequence import longest_increasing_subsequence
from archive.text.alignment.tokens import Tokens, ngrams
from archive.text.alignment.tuning import COPIES, ISLAND, LARGEST_TABLE, NGRAM


class Run(NamedTuple):
    """Tokens that are in both texts, with their place in each."""

    start: int
    end: int
    new_start: int
    new_end: int
    same: bool
    """Whether all code points are the same; if not, the run is one word in two forms."""
    sure: bool
    """Whether the new words are certainly not another copy of the same words."""


def runs_between(runs: Sequence[Run], start: int, end: int) -> Sequence[Run]:
    """Return the runs that overlap a stretch of the old text; the runs are in order."""
    first = bisect_right(runs, start, key=attrgetter("end"))
    return runs[first : bisect_left(runs, end, key=attrgetter("start"))]


class _Block:
    """Consecutive tokens that are the same in both texts; the first and last may be uncertain."""

    __slots__ = ("first", "head", "length", "new_first", "tail", "unsure")

    def __init__(self, first: int, new_first: int, length: int) -> None:
        self.first, self.new_first, self.length = first, new_first, length
        self.head = self.tail = 0
        self.unsure: set[int] = set()


def match_tokens(here: Tokens, there: Tokens) -> Iterator[Run]:
    """Yield the runs of two stretches of text, matched word by word."""
    if not here.keys or not there.keys:
        return
    blocks = _without_islands(_matching(here.keys, there.keys), here, there)
    _doubt(blocks, here, there)
    for block in blocks:
        shift = block.new_first - block.first
        for first, last, sure in _by_sureness(block):
            start, end = here.stretch(first, last)
            new_start, new_end = there.stretch(first + shift, last + shift)
            if here.text[start:end] == there.text[new_start:new_end]:
                yield Run(start, end, new_start, new_end, True, sure)
            else:
                for run in _word_by_word(here, there, range(first, last), shift):
                    yield run._replace(sure=sure)


def _matching(keys: Sequence[str], new_keys: Sequence[str]) -> list[_Block]:
    """Return the blocks of tokens that two lists have in common, in order."""
    if len(keys) * len(new_keys) <= LARGEST_TABLE:
        return _aligned(keys, new_keys)
    blocks: list[_Block] = []
    at = new_at = 0
    ends = (len(keys), len(new_keys), 0)
    for first, new_first, length in (*_common_ngrams(keys, new_keys), ends):
        gap, new_gap = keys[at:first], new_keys[new_at:new_first]
        if gap and new_gap and len(gap) * len(new_gap) <= LARGEST_TABLE:
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
    """Return the blocks of a best alignment; unsure where aligning backwards gives another one."""
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


def unique_ngrams(
    rows: Sequence[Sequence[str]], new_rows: Sequence[Sequence[str]]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the n-grams that occur once in some lists and once in others, in order.

    Each is two places; a place is the number of a list and the position in it.
    """
    times, new_times = (
        Counter(chain.from_iterable(map(ngrams, side))) for side in (rows, new_rows)
    )
    once = {n for n in times.keys() & new_times.keys() if times[n] == new_times[n] == 1}
    places, new_places = (
        {
            ngram: (number, n)
            for number, row in enumerate(side)
            for n, ngram in enumerate(ngrams(row))
            if ngram in once
        }
        for side in (rows, new_rows)
    )
    return [(place, new_places[ngram]) for ngram, place in places.items()]


def _common_ngrams(keys: Sequence[str], new_keys: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return n-grams that occur once in each of two lists, in sequences with the same order."""
    pairs = [(n, m) for (_, n), (_, m) in unique_ngrams([keys], [new_keys])]
    rows: list[tuple[int, int, int]] = []
    for position in longest_increasing_subsequence([m for _, m in pairs]):
        n, m = pairs[position]
        if rows:
            first, new_first, length = rows[-1]
            if n < first + length or m < new_first + length:
                if n - first == m - new_first:
                    rows[-1] = (first, new_first, n - first + NGRAM)
                continue
        rows.append((n, m, NGRAM))
    return rows


def _without_islands(blocks: list[_Block], here: Tokens, there: Tokens) -> list[_Block]:
    """Return the blocks without small ones between large changes: these match by chance."""
    kept: list[_Block] = []
    at = new_at = 0
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        end, new_end = block.first + block.length, block.new_first + block.length
        stop = following.first if following else len(here.keys)
        new_stop = following.new_first if following else len(there.keys)
        changed = min(block.first - at + block.new_first - new_at, stop - end + new_stop - new_end)
        if block.length <= ISLAND and changed > 2 * block.length:
            before = here.letters(at, block.first) + there.letters(new_at, block.new_first)
            after = here.letters(end, stop) + there.letters(new_end, new_stop)
            if min(before, after) > 2 * here.letters(block.first, end):
                continue
        kept.append(block)
        at, new_at = end, new_end
    return kept


def _doubt(blocks: list[_Block], here: Tokens, there: Tokens) -> None:
    """Mark the words beside each change that could be another copy of words in the change."""
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
        ):  # whole sentences changed: a word of one sentence is no copy of a word of another
            head = next((n for n in range(head, 0, -1) if here.opens_sentence(after.first + n)), 0)
            tail = next((n for n in range(tail, 0, -1) if here.opens_sentence(first - n)), 0)
        after.head, before.tail = max(after.head, head), max(before.tail, tail)


def _slide(before: _Block, after: _Block, here: Tokens, there: Tokens) -> None:
    """Shift an edit to the edge of a sentence; mark it as not sure unless exactly one shift fits.

    To delete "mayor left. The" from "The mayor left. The ferry came." is to delete "The mayor
    left.".
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
    """Return how many words beside a change could be copies of words in it, at most `length`.

    The change goes from `start` to before `stop`, where the words begin. With `step` -1, both are
    read backwards.
    """
    if not length or start == stop:
        return 0
    longest, wanted = 0, keys[stop]
    if wanted not in (keys[start:stop] if step > 0 else keys[stop + 1 : start + 1]):
        return 0
    places = [n for n in range(start, stop, step) if keys[n] == wanted]
    for place in places[-COPIES:]:
        n = 1
        while n < length and keys[place + n * step] == keys[stop + n * step]:
            n += 1
        longest = max(longest, n)
    return longest


def _by_sureness(block: _Block) -> Iterable[tuple[int, int, bool]]:
    """Split the words of a block into ranges; each item is first, end, and whether it is sure."""
    first, end = block.first, block.first + block.length
    if not (block.head or block.tail or block.unsure):
        return ((first, end, True),) if end > first else ()
    head = min(first + block.head, end)
    tail = max(end - block.tail, head)
    sure = [head <= n < tail and n not in block.unsure for n in range(first, end)]
    turns = [n for n in range(first + 1, end) if sure[n - first] != sure[n - first - 1]]
    return [(n, m, sure[n - first]) for n, m in pairwise((first, *turns, end)) if m > n]


def _word_by_word(here: Tokens, there: Tokens, words: range, shift: int) -> Iterator[Run]:
    """Yield runs of consecutive words; in a run of several words all code points are the same."""
    old, new = here.text, there.text
    current: Run | None = None
    for n in words:
        start, end = here.stretch(n, n + 1)
        new_start, new_end = there.stretch(n + shift, n + shift + 1)
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
        current = Run(start, end, new_start, new_end, same, True)
    if current is not None:
        yield current
