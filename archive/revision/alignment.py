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
from collections.abc import Iterator, Sequence
from itertools import pairwise
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
    rf"[^\s\0{_STOPS}{_PAUSES}][^\n\0{_STOPS}{_PAUSES}]*[\n\0{_STOPS}{_PAUSES}{_CLOSING}]*"
)
"""A clause with the signs that end it."""

_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that do not part their words: each character is a word."""
_SIGNS = "!-/:-@\\[-`{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u303f\uff01-\uff0f\uff1a-\uff20،؛؟।॥۔"
_WORD = re.compile(rf"[{_ALONE}]|[^\s\0{_SIGNS}{_ALONE}]+|[\0{_SIGNS}]")
TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)

_SHORTEST_TIE = 12
"""Code points of a clause that can tie two texts together."""
_LIGHTEST_MOVE = 20
"""Weight of a passage that is known again in another place."""
_LIGHTEST_BLOCK = 10
"""Weight of a whole block that is known again in another place."""
_FAR = 4
"""Clauses between two of one moved passage."""
_REACH = 600
"""Code points of a sentence beside a moved passage that may have been moved with it."""
_ALIKE = 70
"""Likeness of such a sentence in the two texts, of 100."""
_LARGEST_TABLE = 4_000_000
"""Words times words that are aligned without ties between them."""
_NGRAM = 4
"""Words of a tie where clauses give none."""
_ISLAND = 4
"""Words in a row that can be the same in two texts by chance."""
_COPIES = 16
"""Copies of a word beside it that are looked at."""


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
    for run in align(old, new, moves=False):
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


def align(old: str, new: str, *, moves: bool = True) -> list[Run]:
    """Return the words that two texts have in common, in the order of the old text.

    No code point of either text is in two runs. With `moves`, runs may be out of order in the new
    text.
    """
    if old == new:
        return [Run(0, len(old), 0, len(new), True, True)] if old else []
    main, chains = _chains(_ties(old, new))
    moved = _grown(old, new, main, chains) if moves else []
    runs: list[Run] = []
    for whole, chain in moved:
        runs += _along(old, new, whole, chain)
    everything = Frame(0, len(old), 0, len(new))
    runs += _along(old, new, everything, main, [whole for whole, _ in moved])
    runs.sort()
    return runs


def _along(
    old: str, new: str, whole: Frame, ties: Sequence[Frame], without: Sequence[Frame] = ()
) -> Iterator[Run]:
    """The runs within a frame along its ties; `without` what was moved out of it and into it."""
    out = sorted(frame[:2] for frame in without)
    into = sorted(frame[2:] for frame in without)
    at, new_at = whole.start, whole.new_start
    end = Frame(whole.end, whole.end, whole.new_end, whole.new_end)
    for tie in (*ties, end):
        if tie.start > at and tie.new_start > new_at:
            words = Words(old, at, tie.start, out)
            yield from _runs(old, new, words, Words(new, new_at, tie.new_start, into))
        if old[tie.start : tie.end] != new[tie.new_start : tie.new_end]:
            words = Words(old, tie.start, tie.end)
            yield from _runs(old, new, words, Words(new, tie.new_start, tie.new_end))
        elif tie.end > tie.start:
            yield Run(*tie, True, True)
        at, new_at = tie.end, tie.new_end


# --- ties and moves ---


class _Tie(NamedTuple):
    """A clause that stands once in each text: its number in each, and its place."""

    number: int
    new_number: int
    place: Frame


def _ties(old: str, new: str) -> list[_Tie]:
    """The clauses that stand once in each text, in the order of the old one."""
    here, there = _clauses(old), _clauses(new)
    return [
        _Tie(number, there[key][0], Frame(start, end, *there[key][1:]))
        for key, (number, start, end) in here.items()
        if number >= 0 and key in there and there[key][0] >= 0
    ]


def _clauses(text: str) -> dict[str, tuple[int, int, int]]:
    """Each clause by its key: its number and place; the number is -1 if it stands there twice."""
    found: dict[str, tuple[int, int, int]] = {}
    for number, match in enumerate(_CLAUSE.finditer(text)):
        start, end = match.span()
        if end - start >= _SHORTEST_TIE or match[0][-1] == BLOCK_END:
            key = key_of(" ".join(match[0].split()))
            found[key] = (-1 if key in found else number, start, end)
    return found


def key_of(words: str) -> str:
    """Return what all forms of the same words share: case, typography, normalisation aside."""
    if words.isascii():
        return words.lower()
    return normalize("NFKD", words.translate(TYPOGRAPHY)).casefold()


def weight(words: str) -> int:
    """Return how much words tell: their letters, those of scripts without spaces counted thrice."""
    return sum(3 if "\u2fff" < c < "\ua4d0" else 1 for c in words if c.isalnum())


def _chains(ties: Sequence[_Tie]) -> tuple[list[Frame], list[list[Frame]]]:
    """The longest row of ties that stand in one order in both texts, and the rows beside it."""
    in_order = set(longest_rising([tie.new_number for tie in ties]))
    chains: list[list[_Tie]] = []
    for position, tie in enumerate(ties):
        if position in in_order:
            continue
        last = chains[-1][-1] if chains else None
        if (
            last is not None
            and 0 < tie.number - last.number <= _FAR
            and 0 < tie.new_number - last.new_number <= _FAR
        ):
            chains[-1].append(tie)
        else:
            chains.append([tie])
    main = [tie.place for position, tie in enumerate(ties) if position in in_order]
    return main, [[tie.place for tie in chain] for chain in chains]


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
    old: str, new: str, main: Sequence[Frame], chains: Sequence[list[Frame]]
) -> list[tuple[Frame, list[Frame]]]:
    """The passages that were moved, grown by the sentences beside them that went along."""
    heavy = [(_hull(chain), chain) for chain in chains if _is_heavy(old, chain)]
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


def _is_heavy(old: str, chain: Sequence[Frame]) -> bool:
    """Whether a passage tells enough to be known again in another place."""
    words = "".join(old[tie.start : tie.end] for tie in chain)
    start = chain[0].start
    is_block = words[-1] == BLOCK_END and (start == 0 or old[start - 1] == BLOCK_END)
    return weight(words) >= (_LIGHTEST_BLOCK if is_block else _LIGHTEST_MOVE)


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

    return fuzz.ratio(key_of(words), key_of(new_words)) >= _ALIKE


# --- words ---


class Words:
    """The words of a stretch of text: their keys, which all forms of a word share, and places."""

    def __init__(
        self, text: str, start: int, end: int, out: Sequence[tuple[int, int]] = ()
    ) -> None:
        self.text = text
        spans = [match.span() for match in _WORD.finditer(text, start, end)]
        if out:
            starts = [first for first, _ in out]
            spans = [span for span in spans if not _lies_in(span[0], out, starts)]
        self.spans = spans
        self.keys = [key_of(text[first:last]) for first, last in spans]

    def opens_sentence(self, number: int) -> bool:
        """Whether a sentence begins with a word, or would behind the last one."""
        spans = self.spans
        at = spans[number][0] if number < len(spans) else spans[-1][1] if spans else 0
        text = self.text
        while at > 0 and (text[at - 1].isspace() or text[at - 1] in _CLOSING):
            at -= 1
        return at == 0 or text[at - 1] in _ENDING

    def letters(self, first: int, last: int) -> int:
        """How much the words from one number to another tell."""
        return sum(weight(key) for key in self.keys[first:last])


def _lies_in(at: int, spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    n = bisect_right(starts, at) - 1
    return n >= 0 and at < spans[n][1]


class _Block:
    """Words in a row that are the same in both texts; the outermost may be doubtful."""

    __slots__ = ("first", "head", "length", "new_first", "tail", "unsure")

    def __init__(self, first: int, new_first: int, length: int) -> None:
        self.first, self.new_first, self.length = first, new_first, length
        self.head = self.tail = 0
        self.unsure: set[int] = set()


def _runs(old: str, new: str, here: Words, there: Words) -> Iterator[Run]:
    """The runs of two stretches of text, word by word."""
    if not here.keys or not there.keys:
        return
    blocks = _without_islands(_matching(here.keys, there.keys), here, there)
    _doubt(blocks, here, there)
    for block in blocks:
        for first, last, sure in _by_sureness(block):
            shift = block.new_first - block.first
            yield from _run(
                old, new, here.spans[first:last], there.spans[first + shift : last + shift], sure
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
    from rapidfuzz.distance import Levenshtein

    def best(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
        found = Levenshtein.editops(one, other).as_matching_blocks()
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

    def once(row: Sequence[str]) -> dict[tuple[str, ...], int]:
        found: dict[tuple[str, ...], int] = {}
        for n in range(len(row) - _NGRAM + 1):
            ngram = tuple(row[n : n + _NGRAM])
            found[ngram] = -1 if ngram in found else n
        return found

    there = once(new_keys)
    pairs = [
        (n, m) for ngram, n in once(keys).items() if n >= 0 and (m := there.get(ngram, -1)) >= 0
    ]
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
        if block.length <= _ISLAND:
            end, new_end = block.first + block.length, block.new_first + block.length
            stop = following.first if following else len(here.keys)
            new_stop = following.new_first if following else len(there.keys)
            before = here.letters(at, block.first) + there.letters(new_at, block.new_first)
            after = here.letters(end, stop) + there.letters(new_end, new_stop)
            if min(before, after) > 2 * here.letters(block.first, end):
                continue
        kept.append(block)
        at, new_at = block.first + block.length, block.new_first + block.length
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
        if not (deleted and inserted) and _slide(before, after, here, there):
            continue
        if (
            here.opens_sentence(first)
            and here.opens_sentence(after.first)
            and there.opens_sentence(new_first)
            and there.opens_sentence(after.new_first)
        ):
            continue  # whole sentences: nobody takes the words of one for those of the next
        after.head = max(
            after.head,
            _copies(here.keys, first, after.first, after.length, 1),
            _copies(there.keys, new_first, after.new_first, after.length, 1),
        )
        before.tail = max(
            before.tail,
            _copies(here.keys, after.first - 1, first - 1, before.length, -1),
            _copies(there.keys, after.new_first - 1, new_first - 1, before.length, -1),
        )


def _slide(before: _Block, after: _Block, here: Words, there: Words) -> bool:
    """Put a deletion or insertion between sentences if it fits there; whether it fits there once.

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
    if len(fitting) == 1:
        return True
    low, high = (fitting[0], fitting[-1]) if fitting else (-back, on)
    before.tail = max(before.tail, shift - low)
    after.head = max(after.head, high - shift)
    return bool(fitting)


def _copies(keys: Sequence[str], start: int, stop: int, length: int, step: int) -> int:
    """How many words behind a change could be copies of words in it, of at most `length`.

    The change goes from `start` to before `stop`, where the words begin; with `step` -1 all this is
    read backwards.
    """
    longest = 0
    if length:
        wanted = keys[stop]
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
