"""Which words of a new text are which of an old one, by programs that are not ours.

git's diff says it three times over: by its patience, by its shortest script, and by its shortest
script of both texts read backwards. What all three say is taken for true, where it is not by chance:
a few light words that stand alone. What has moved no diff of that kind can see. Six words in a row
or more that stand once in each text are the same words, wherever they stand; but where a diff has
put them elsewhere, nobody knows.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.revision.histories.words import Word

GONE, UNKNOWN = -1, -2
"""What a word has in place of a position in the new text."""

_ROW = 6
"""Words in a row, at least, by which what has moved is known."""
_HEAVY = 20
"""The least weight of such a row."""
_BY_CHANCE = 16
"""Rows of a smaller weight can be the same by chance."""
_APART = 2
"""Words that may stand between two parts of one row, in each text."""

_HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def aligned(old: Sequence[Word], new: Sequence[Word]) -> list[int]:
    """For each old word the position of the new one that it is, or `GONE`, or `UNKNOWN`."""
    here, there = [word.key for word in old], [word.key for word in new]
    forth = [_by_git(here, there, "patience"), _by_git(here, there, "minimal")]
    last = len(there) - 1
    back = [m if m < 0 else last - m for m in _by_git(here[::-1], there[::-1], "minimal")[::-1]]
    found = [a if a == b == c else UNKNOWN for a, b, c in zip(*forth, back, strict=True)]
    _doubt_chance(found, old)
    _add_moved(found, old, new)
    return found


def _by_git(old: Sequence[str], new: Sequence[str], algorithm: str) -> list[int]:
    """The same by git's diff, with a word a line."""
    with TemporaryDirectory() as folder:
        for name, keys in (("old", old), ("new", new)):
            Path(folder, name).write_text("".join(f"{k}\n" for k in keys), "utf-8", newline="\n")
        command = ["git", "--no-pager", "diff", "--no-index", "--no-ext-diff", "--no-color"]
        command += ["--text", "-U0", f"--diff-algorithm={algorithm}", "old", "new"]
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, encoding="utf-8",
            env={**os.environ, **settings}, check=False,
        )  # fmt: skip
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    found: list[int] = []
    at = to = 0
    for line in done.stdout.split("\n"):
        if hunk := _HUNK.match(line):
            start, count, start_new, count_new = (int(n) if n else 1 for n in hunk.groups())
            first = start - 1 if count else start
            found += range(to, to + first - at)
            found += [GONE] * count
            at, to = first + count, (start_new - 1 if count_new else start_new) + count_new
    found += range(to, to + len(old) - at)
    assert len(found) == len(old)
    assert all(n < 0 or old[k] == new[n] for k, n in enumerate(found))
    return found


def _rows(found: Sequence[int]) -> Iterator[list[int]]:
    """The old words that stand in a row in both texts, a word or two apart at most."""
    row: list[int] = []
    for k, m in enumerate(found):
        if m < 0:
            continue
        if row and not (k - row[-1] <= _APART + 1 and 0 < m - found[row[-1]] <= _APART + 1):
            yield row
            row = []
        row.append(k)
    if row:
        yield row


def _doubt_chance(found: list[int], old: Sequence[Word]) -> None:
    """Make unknown what can be the same by chance."""
    for row in list(_rows(found)):
        if sum(old[k].weight for k in row) < _BY_CHANCE:
            for k in row:
                found[k] = UNKNOWN


def _add_moved(found: list[int], old: Sequence[Word], new: Sequence[Word]) -> None:
    """Add what stands elsewhere; where a diff has said otherwise, nobody knows."""
    taken = {m: k for k, m in enumerate(found) if m >= 0}
    once, once_new = _once(old), _once(new)
    moved = {
        k + n: once_new[row] + n
        for row, k in once.items()
        if row in once_new
        for n in range(len(row))
    }
    _extend(moved, old, new)
    for k, m in moved.items():
        if found[k] == m:
            continue
        clear = found[k] < 0 and m not in taken
        if not clear and m in taken and taken[m] != k:
            found[taken[m]] = UNKNOWN
        found[k] = m if clear else UNKNOWN


def _once(text: Sequence[Word]) -> dict[tuple[str, ...], int]:
    """Where each row of words stands that stands once: six of them, or as many as are heavy."""
    found: dict[tuple[str, ...], int] = {}
    weights = [0, *accumulate(word.weight for word in text)]
    end = 0
    for k in range(len(text)):
        end = max(end, k + _ROW)
        while end < len(text) and weights[end] - weights[k] < _HEAVY:
            end += 1
        if end > len(text) or weights[end] - weights[k] < _HEAVY:
            break
        row = tuple(word.key for word in text[k:end])
        found[row] = GONE if row in found else k
    return {row: k for row, k in found.items() if k >= 0}


def _extend(moved: dict[int, int], old: Sequence[Word], new: Sequence[Word]) -> None:
    """Add the words before and behind what has moved that are the same."""
    ends = sorted(moved)
    for step in (1, -1):
        for k in ends[::step]:
            m = moved[k]
            while (
                k + step not in moved
                and 0 <= k + step < len(old)
                and 0 <= m + step < len(new)
                and old[k + step].key == new[m + step].key
            ):
                k, m = k + step, m + step
                moved[k] = m


def in_a_row(images: Sequence[int]) -> bool:
    """Whether all are places, each just behind the one before."""
    return all(m >= 0 for m in images) and all(b == a + 1 for a, b in pairwise(images))
