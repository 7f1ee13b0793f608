"""Matches the blocks of two texts, and decides whether both texts are the same article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from archive.revision.rebase.record_text import RecordText
from archive.text.alignment.token_matching import Run
from archive.text.alignment.tokens import FoldedText, Tokens, is_block, weight
from archive.text.characters import BLOCK_END
from archive.text.folding import fold

_UNRELATED = 0.1
"""The least share of the smaller text that both texts of an article have in common."""
TELLING = 12
"""The least weight of common words that are no coincidence."""
_MATCHED_SHARE = 0.3
"""The least share of the shorter block that two matching blocks have in common."""
SHORT = 400
"""The most code points of a block that can match without a common clause."""
_ALIKE = 60
"""The least likeness, of 100, of two blocks in the same place without a common word."""
_COMPARED = 2_000
"""The most code points that are compared to find likeness, which takes quadratic time."""


def is_one_article(old: str, new: str, runs: Sequence[Run]) -> bool:
    """Return whether two texts have enough words in common; an empty text matches any text.

    Passages that both texts repeat cannot be matched for sure, but count as common.
    """
    if old == new:
        return True
    smaller, common, row = min(len(old), len(new)), 0, TELLING
    if smaller < SHORT:
        row = min(TELLING, max(4, min(weight(old), weight(new)) // 3))
    for run in runs:
        length = run.end - run.start
        words = old[run.start : run.end]
        if length >= row or weight(words) >= row or is_block(old, run.start, run.end):
            common += length
            if common >= _UNRELATED * smaller:
                return True
    return not old.strip(BLOCK_END) or _has_as_often(old, new)


def _has_as_often(old: str, new: str) -> bool:
    """Return whether half of the smaller text (blocks, or words) is in the other text as often."""
    blocks, new_blocks = (Counter(filter(str.strip, t.split(BLOCK_END))) for t in (old, new))
    if _is_half(blocks & new_blocks, blocks, new_blocks):
        return True
    rows, new_rows = (Counter(Tokens(FoldedText(t), 0, len(t)).rows()) for t in (old, new))
    return _is_half(rows & new_rows, rows, new_rows)


def _is_half(common: Counter[Any], *wholes: Counter[Any]) -> bool:
    """Return whether the common part is at least half of the smaller text, by length."""
    size, *sizes = (sum(len(key) * count for key, count in c.items()) for c in (common, *wholes))
    return 2 * size >= min(sizes) > 0


def match_blocks(
    old: RecordText, new: RecordText, runs: Sequence[Run], aligned: str
) -> dict[str, str]:
    """Return the ids of new blocks that match an old block; the values are the old ids.

    A block matches the block with which it has most words in common. If it has none in common with
    any, it matches the block in the same place, if they look similar.

    Args:
        old: The old text.
        new: The new text.
        runs: The words that the texts have in common.
        aligned: The new text as it was aligned, with spaces in place of inserted copies.
    """
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for sure in (True, False):
        _by_words(old, new, (run for run in runs if run.sure == sure), matched, taken)
        if sure:
            _by_neighbour(old, new, aligned, matched, taken)
    return {new.ids[m]: old.ids[n] for m, n in matched.items()}


def _by_words(
    old: RecordText, new: RecordText, runs: Iterable[Run], matched: dict[int, int], taken: set[int]
) -> None:
    """Match blocks by their common words; pairs with most common words come first."""
    shared: Counter[tuple[int, int]] = Counter()
    for run in runs:
        at, new_at = run.start, run.new_start
        while at < run.end:
            n, m = old.number_at(at), new.number_at(new_at)
            end = old.end_of(n)
            step = min(end - at, new.end_of(m) - new_at, run.end - at)
            shared[n, m] += step - (at + step == end)
            at, new_at = at + step, new_at + step
    order = sorted(shared, key=lambda pair: (-shared[pair], old.ids[pair[0]] != new.ids[pair[1]]))
    for n, m in order:
        length, new_length = len(old.text_of(n)), len(new.text_of(m))
        shorter = min(length, new_length)
        enough = (
            shared[n, m] >= max(_MATCHED_SHARE * shorter, 1) if shorter else length == new_length
        )
        if n not in taken and m not in matched and enough:
            matched[m] = n
            taken.add(n)


def _by_neighbour(
    old: RecordText, new: RecordText, aligned: str, matched: dict[int, int], taken: set[int]
) -> None:
    """Match blocks that look similar, if the blocks before them match."""
    before = -1
    for m in range(len(new.ids)):
        n = before + 1
        words = aligned[new.starts[m] : new.end_of(m) - 1]
        is_free = m not in matched and n < len(old.ids) and n not in taken
        if is_free and _look_alike(old.text_of(n), words):
            matched[m] = n
            taken.add(n)
        before = matched.get(m, before)


def _look_alike(words: str, new_words: str) -> bool:
    from rapidfuzz import fuzz

    beginnings = fold(words[:_COMPARED]), fold(new_words[:_COMPARED])
    return fuzz.ratio(*beginnings) >= _ALIKE
