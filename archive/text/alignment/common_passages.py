"""Finds the clauses, sentences and blocks that two texts have in common, including moved ones.

A clause that occurs once in each text is a tie: it shows which places correspond. Ties that are out
of order show that a passage was moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from archive.text.alignment.increasing_subsequence import longest_increasing_subsequence
from archive.text.alignment.token_matching import unique_ngrams
from archive.text.alignment.tokens import (
    FoldedText,
    Spans,
    Tokens,
    covered,
    ends_block,
    is_block,
    lies_in,
    weight,
)
from archive.text.alignment.tuning import (
    BESIDE_CLAUSE,
    FAR,
    LENGTH_DIFFERENCE,
    LIGHTEST_MOVE,
    LIGHTEST_SENTENCE,
    NGRAM,
    SENTENCE_ALIKE,
)
from archive.text.folding import fold


class Frame(NamedTuple):
    """A stretch of the old text, and the stretch of the new text that it is compared with."""

    start: int
    end: int
    new_start: int
    new_end: int


def ties_of(here: FoldedText, there: FoldedText) -> list[Frame]:
    """Return the blocks and clauses that occur once in each text, in the order of the old text."""
    blocks, new_blocks = here.blocks, there.blocks
    ties = [
        Frame(*places[0], *new_blocks[key][0])
        for key, places in blocks.items()
        if len(places) == len(new_blocks.get(key, ())) == 1
    ]
    clauses, new_clauses = here.clauses, there.clauses
    taken = sorted(ties)
    for key, places in clauses.items():
        if len(places) == len(new_clauses.get(key, ())) == 1 and not lies_in(places[0][0], taken):
            ties.append(Frame(*places[0], *new_clauses[key][0]))
    ties.sort()
    return ties


def chains_of(ties: Sequence[Frame]) -> tuple[list[Frame], list[list[Frame]]]:
    """Return the longest chain of ties in the same order in both texts, and the other chains.

    No tie of the longest chain is between two ties of another chain, in either text.
    """
    in_order = longest_increasing_subsequence([tie.new_start for tie in ties])
    main: list[Frame] = []
    for position in in_order:
        if not main or ties[position].new_start >= main[-1].new_end:
            main.append(ties[position])
    starts, new_starts = [tie.start for tie in main], [tie.new_start for tie in main]
    kept = set(in_order)
    chains: list[list[Frame]] = []
    for position, tie in enumerate(ties):
        if position in kept:
            continue
        last = chains[-1][-1] if chains else None
        if (
            last is not None
            and tie.start - last.end <= FAR
            and 0 <= tie.new_start - last.new_end <= FAR
            and bisect_left(starts, last.start) == bisect_left(starts, tie.start)
            and bisect_left(new_starts, last.new_start) == bisect_left(new_starts, tie.new_start)
        ):
            chains[-1].append(tie)
        else:
            chains.append([tie])
    return main, chains


def repeated_in(here: FoldedText, there: FoldedText) -> list[tuple[Spans, Spans]]:
    """Return the places of blocks and clauses that one text has more often than the other."""
    repeated = []
    for places, new_places in ((here.blocks, there.blocks), (here.clauses, there.clauses)):
        for key, spans in places.items():
            new_spans = new_places.get(key, [])
            if len(spans) != len(new_spans) and max(len(spans), len(new_spans)) > 1:
                repeated.append((spans, new_spans))
    return repeated


def sides(text: str, start: int, end: int, width: int = BESIDE_CLAUSE) -> tuple[str, str]:
    """Return the text just before a passage and the text just after it."""
    return text[max(0, start - width) : max(0, start)], text[max(0, end) : max(0, end + width)]


def moved_passages(
    here_text: FoldedText,
    there_text: FoldedText,
    main: Sequence[Frame],
    chains: Sequence[list[Frame]],
) -> list[tuple[Frame, list[Frame]]]:
    """Return the moved passages, each with the neighbouring sentences that moved with it."""
    old, new = here_text.text, there_text.text
    heavy = [(_hull(chain), chain) for chain in chains if _is_heavy(here_text, there_text, chain)]
    frames = [*main, *(hull for hull, _ in heavy)]
    here = sorted(frame[:2] for frame in frames)
    there = sorted(frame[2:] for frame in frames)
    passages = []
    for hull, chain in heavy:
        n, m = bisect_left(here, hull[:2]), bisect_left(there, hull[2:])
        low, new_low = here[n - 1][1] if n else 0, there[m - 1][1] if m else 0
        high = here[n + 1][0] if n + 1 < len(here) else len(old)
        new_high = there[m + 1][0] if m + 1 < len(there) else len(new)
        start, new_start = _grown_back(
            here_text, there_text, hull.start, hull.new_start, low, new_low
        )
        end, new_end = _grown_on(here_text, there_text, hull.end, hull.new_end, high, new_high)
        here[n], there[m] = (start, end), (new_start, new_end)
        passages.append((Frame(start, end, new_start, new_end), chain))
    return passages


def _hull(chain: Sequence[Frame]) -> Frame:
    return Frame(chain[0].start, chain[-1].end, chain[0].new_start, chain[-1].new_end)


def _is_heavy(here: FoldedText, there: FoldedText, chain: Sequence[Frame]) -> bool:
    """Whether a passage is long enough to be recognised in another place.

    A whole block always is. A whole sentence needs some weight; part of a sentence needs more.
    """
    start, end, new_start, new_end = _hull(chain)
    old = here.text
    if is_block(old, start, end) and is_block(there.text, new_start, new_end):
        return True
    whole = here.opens_sentence(start) and (here.opens_sentence(end) or ends_block(old, end))
    weight_of_ties = sum(weight(old[tie.start : tie.end]) for tie in chain)
    return weight_of_ties >= (LIGHTEST_SENTENCE if whole else LIGHTEST_MOVE)


def _grown_back(
    here: FoldedText, there: FoldedText, at: int, new_at: int, low: int, new_low: int
) -> tuple[int, int]:
    """Return where a moved passage begins, with the sentences moved with it; not before `low`."""
    while True:
        start = here.sentence_before(at, low)
        new_start = there.sentence_before(new_at, new_low)
        if not _alike(here.text[start:at], there.text[new_start:new_at]):
            return at, new_at
        at, new_at = start, new_start


def _grown_on(
    here: FoldedText, there: FoldedText, at: int, new_at: int, high: int, new_high: int
) -> tuple[int, int]:
    """Return where a moved passage ends, with the sentences moved with it; not after `high`."""
    while True:
        end = here.sentence_end(at, high)
        new_end = there.sentence_end(new_at, new_high)
        if not _alike(here.text[at:end], there.text[new_at:new_end]):
            return at, new_at
        at, new_at = end, new_end


def uneven_gaps(
    here: FoldedText, there: FoldedText, main: Sequence[Frame], moved: Sequence[Frame]
) -> tuple[list[tuple[Tokens, Tokens]], list[tuple[Tokens, Tokens]]]:
    """Return the gaps between ties where the old text is much longer, then those where the new is.

    Each gap is the words of the old text and those of the new text, without moved passages.
    """
    out, into = sorted(frame[:2] for frame in moved), sorted(frame[2:] for frame in moved)
    lost: list[tuple[Tokens, Tokens]] = []
    came: list[tuple[Tokens, Tokens]] = []
    at = new_at = 0
    ends = (len(here.text), len(here.text), len(there.text), len(there.text))
    for start, end, new_start, new_end in (*main, ends):
        more = start - at - (new_start - new_at)
        if out:
            more += covered(into, new_at, new_start) - covered(out, at, start)
        if abs(more) >= LENGTH_DIFFERENCE:
            side = lost if more > 0 else came
            side.append((Tokens(here, at, start, out), Tokens(there, new_at, new_start, into)))
        at, new_at = end, new_end
    return lost, came


def moved_sentences(
    lost: Sequence[tuple[Tokens, Tokens]],
    came: Sequence[tuple[Tokens, Tokens]],
    moved: Sequence[Frame],
) -> list[tuple[Frame, list[Frame]]]:
    """Return moved sentences that were edited so much that no clause of them is a tie."""
    if not lost or not came:
        return []
    out, into = sorted(frame[:2] for frame in moved), sorted(frame[2:] for frame in moved)
    rows, new_rows = [words.keys for words, _ in lost], [words.keys for _, words in came]
    frames: list[Frame] = []
    new_taken: set[int] = set()
    for (number, n), (new_number, m) in unique_ngrams(rows, new_rows):
        words, instead = lost[number]
        if frames and words.starts[n] < frames[-1].end:
            continue
        before, new_words = came[new_number]
        frame = _moved_sentence(words, n, new_words, m)
        if frame is None or not new_taken.isdisjoint((frame.new_start, frame.new_end - 1)):
            continue
        if instead.shares(words, frame.start, frame.end) or before.shares(
            new_words, frame.new_start, frame.new_end
        ):
            continue  # the sentence, or a copy, is in the old place
        if covered(out, frame.start, frame.end) or covered(into, frame.new_start, frame.new_end):
            continue
        new_taken.update(range(frame.new_start, frame.new_end))
        frames.append(frame)
    return [(frame, []) for frame in frames]


def _moved_sentence(words: Tokens, n: int, new_words: Tokens, m: int) -> Frame | None:
    """Return the moved sentence around some words, or only the words, if they are long enough."""
    start, end = words.sentence(n)
    new_start, new_end = new_words.sentence(m)
    sentence, new_sentence = words.text[start:end], new_words.text[new_start:new_end]
    if weight(sentence) >= LIGHTEST_SENTENCE and _alike(sentence, new_sentence):
        return Frame(start, end, new_start, new_end)
    first, last, shift = n, n + NGRAM, m - n
    keys, new_keys = words.keys, new_words.keys
    while first > 0 and first + shift > 0 and keys[first - 1] == new_keys[first + shift - 1]:
        first -= 1
    while (
        last < len(keys) and last + shift < len(new_keys) and keys[last] == new_keys[last + shift]
    ):
        last += 1
    if words.letters(first, last) < LIGHTEST_MOVE:
        return None
    return Frame(*words.stretch(first, last), *new_words.stretch(first + shift, last + shift))


def _alike(words: str, new_words: str) -> bool:
    if not words or not new_words:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(fold(words), fold(new_words)) >= SENTENCE_ALIKE
