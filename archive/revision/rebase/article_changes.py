"""Lists what changed in a new text of an article: sentences, links and figures."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise, zip_longest
from math import inf
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from archive.model.blocks import (
    Figure,
    Furniture,
    InlineImage,
    Link,
    Section,
    TextBlock,
)
from archive.model.revisions import CaptureChange, Changed
from archive.model.walk import walk
from archive.revision.diff.messages import value_in_words
from archive.revision.rebase.new_text import NewText
from archive.revision.rebase.record_text import RecordText
from archive.text.alignment.token_matching import runs_between
from archive.text.normalized import normalized
from archive.text.sentences import sentence_starts

_LINKED = 0.2
"""The least common share of the shorter sentence, if one sentence was edited into the other."""


def article_changes(
    before: Sequence[Section], after: Sequence[Section], text: NewText
) -> list[CaptureChange]:
    """Return the changes of the article, in text order.

    A sentence that only moved or changed form is not a change. A removed item is listed where it
    would be in the new text. Page furniture is not part of the article.

    Args:
        before: The sections of the record with the old text.
        after: The sections with the new text.
        text: The new text.
    """
    order = _Order(text)
    old, new = (_Article(sections) for sections in (before, after))
    changes = [
        *_sentence_changes(old, new, text, order),
        *_link_changes(old, new, order),
        *_figure_changes(old, new, order),
    ]
    return [change for _, change in sorted(changes, key=attrgetter("at"))]


def changed_furniture(
    before: Sequence[Section], after: Sequence[Section]
) -> Iterator[CaptureChange]:
    """Yield furniture texts that were added or removed; a changed text is both."""
    old, new = (
        {
            part.id: part.text
            for section in sections
            for _, part in walk(section)
            if isinstance(part, Furniture)
        }
        for sections in (before, after)
    )
    forms = [Counter(map(normalized, texts.values())) for texts in (old, new)]
    for id in dict.fromkeys((*old, *new)):
        was, now = old.get(id, ""), new.get(id, "")
        was = "" if forms[1][normalized(was)] else was
        now = "" if forms[0][normalized(now)] else now
        if was or now:
            yield _change("sentence", was, now, id)


class _Article:
    """The article in some sections: its text blocks and figures, in reading order."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.blocks: list[TextBlock] = []
        self.figures: dict[str, Figure] = {}
        self.ends: dict[str, tuple[str, int]] = {}
        """Where the text before each figure ends, by figure id; without text, no block is given."""
        last = "", 0
        for section in sections:
            for _, part in walk(section):
                if isinstance(part, TextBlock):
                    last = part.id, len(part.text)
                    if not isinstance(part, Furniture):
                        self.blocks.append(part)
                elif isinstance(part, Figure):
                    self.figures[part.id], self.ends[part.id] = part, last


_Place: TypeAlias = tuple[int, float]
"""An offset in the new text, then one in the old text, which sorts removed items first."""


class _Placed(NamedTuple):
    """A change, and its place in the text."""

    at: _Place
    change: CaptureChange


class _Order:
    """Finds a place in the new text for items that only the old text has."""

    def __init__(self, text: NewText) -> None:
        self._text, self._runs = text, text.placing.runs

    def new(self, block: str, offset: int = 0) -> _Place:
        """Return the place of an offset in a block of the new text."""
        return self._text.new.start_of[block] + offset, inf

    def old(self, block: str, offset: int = 0) -> _Place:
        """Return the place after all text that was before an offset in the old text."""
        at = self._text.old.start_of[block] + offset
        return self._after(at), at

    def _after(self, at: int) -> int:
        """Return the offset in the new text after all text before an offset in the old text."""
        number = bisect_right(self._runs, at, key=attrgetter("start")) - 1
        if number < 0:
            return 0
        run = self._runs[number]
        if at >= run.end:
            return run.new_end
        return run.new_start + at - run.start if run.same else run.new_start


# --- sentences ---


class _Sentence(NamedTuple):
    """A sentence, and its place in the whole text."""

    block: str
    start: int
    end: int
    words: str


def _sentence_changes(
    before: _Article, after: _Article, text: NewText, order: _Order
) -> Iterator[_Placed]:
    whole = Counter(one.text for one in before.blocks) & Counter(one.text for one in after.blocks)
    old, new = _without_common(
        list(_sentences(before, text.old, whole.copy())),
        list(_sentences(after, text.new, whole)),
    )
    for was, became in _related(old, new, text):
        words, now = (" ".join(one.words for one in side) for side in (was, became))
        if normalized(words) == normalized(now):
            continue
        if became:
            at, block = (became[0].start, inf), became[0].block
        else:
            block = was[0].block
            at = order.old(block, was[0].start - text.old.start_of[block])
        yield _Placed(at, _change("sentence", words, now, block))


def _sentences(article: _Article, text: RecordText, whole: Counter[str]) -> Iterator[_Sentence]:
    """Yield the sentences of an article in order, without blocks that both texts have."""
    for block in article.blocks:
        if whole[block.text]:
            whole[block.text] -= 1
            continue
        first = text.start_of[block.id]
        for start, end in pairwise([*sentence_starts(block.text), len(block.text)]):
            if words := block.text[start:end].strip():
                yield _Sentence(block.id, first + start, first + end, words)


def _without_common(
    old: Sequence[_Sentence], new: Sequence[_Sentence]
) -> tuple[list[_Sentence], list[_Sentence]]:
    """Return the sentences of each text that the other text lacks, or has less often."""
    forms = [[normalized(one.words) for one in side] for side in (old, new)]
    return (
        _surplus(old, forms[0], Counter(forms[1])),
        _surplus(new, forms[1], Counter(forms[0])),
    )


def _surplus(
    sentences: Sequence[_Sentence], forms: Sequence[str], common: Counter[str]
) -> list[_Sentence]:
    rest = []
    for sentence, form in zip(sentences, forms, strict=True):
        if common[form]:
            common[form] -= 1
        else:
            rest.append(sentence)
    return rest


def _related(
    old: Sequence[_Sentence], new: Sequence[_Sentence], text: NewText
) -> Iterator[tuple[Sequence[_Sentence], Sequence[_Sentence]]]:
    """Yield groups of old and new sentences; the old ones of a group became the new ones."""
    groups = _Groups()
    new_starts = [one.start for one in new]
    for n, (start, end) in enumerate((one.start, one.end) for one in old):
        groups.add(("old", n))
        shared: Counter[int] = Counter()
        for run in runs_between(text.placing.runs, start, end):
            ends = run.new_start, run.new_end
            if run.same:
                ends = (
                    run.new_start + max(0, start - run.start),
                    run.new_end - max(0, run.end - end),
                )
            m = max(0, bisect_right(new_starts, ends[0]) - 1)
            while m < len(new) and new[m].start < ends[1]:
                common = min(new[m].end, ends[1]) - max(new[m].start, ends[0])
                shared[m] += max(0, common)
                m += 1
        for m, common in shared.items():
            if common >= _LINKED * min(len(old[n].words), len(new[m].words)):
                groups.join(("old", n), ("new", m))
    for m in range(len(new)):
        groups.add(("new", m))
    for members in groups.all():
        yield (
            [old[n] for side, n in members if side == "old"],
            [new[n] for side, n in members if side == "new"],
        )


class _Groups:
    """Groups of related sentences (a union-find structure)."""

    def __init__(self) -> None:
        self._parents: dict[tuple[str, int], tuple[str, int]] = {}

    def add(self, one: tuple[str, int]) -> None:
        """Add a sentence as a group of its own, if it is not known yet."""
        self._parents.setdefault(one, one)

    def join(self, one: tuple[str, int], other: tuple[str, int]) -> None:
        """Merge the groups of two sentences."""
        self.add(other)
        self._parents[self._root(one)] = self._root(other)

    def _root(self, one: tuple[str, int]) -> tuple[str, int]:
        while self._parents[one] != one:
            self._parents[one] = self._parents[self._parents[one]]
            one = self._parents[one]
        return one

    def all(self) -> Iterable[Sequence[tuple[str, int]]]:
        """Return the groups; the members of each are in text order."""
        groups: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
        for one in self._parents:
            groups[self._root(one)].append(one)
        return [sorted(members, key=lambda one: one[1]) for members in groups.values()]


# --- links ---


class _Target(NamedTuple):
    """A link or an inline image."""

    what: Changed
    words: str
    target: str
    block: str
    start: int


def _link_changes(before: _Article, after: _Article, order: _Order) -> Iterator[_Placed]:
    old, new = list(_targets(before)), list(_targets(after))
    common = Counter(one[:3] for one in old) & Counter(one[:3] for one in new)
    went, came = _targets_beyond(old, common.copy()), _targets_beyond(new, common)
    pairs = [
        pair
        for key in dict.fromkeys((*went, *came))
        for pair in zip_longest(went.get(key, ()), came.get(key, ()))
    ]
    reworded = _reworded(pairs, before, after)
    for was, now in pairs:
        one = now or was
        if (one.what, one.target, one.block) not in reworded:
            at = order.new(now.block, now.start) if now else order.old(was.block, was.start)
            target, new_target = (side.target if side else "" for side in (was, now))
            yield _Placed(at, _change(one.what, target, new_target, one.block))


def _reworded(
    pairs: Sequence[tuple[_Target | None, _Target | None]], before: _Article, after: _Article
) -> Set[tuple[str, str, str]]:
    """Return links whose words changed with their sentences: kind, target and block.

    If the block has the old words as often as before, the link was moved to other words.
    """
    came = {(now.what, now.target, now.block) for was, now in pairs if was is None and now}
    gone = [was for was, now in pairs if was is not None and now is None]
    blocks = {was.block for was in gone}
    old, new = (
        {block.id: normalized(block.text) for block in article.blocks if block.id in blocks}
        for article in (before, after)
    )
    return came & {
        (was.what, was.target, was.block)
        for was in gone
        if new.get(was.block, "").count(was.words) < old[was.block].count(was.words)
    }


def _targets(article: _Article) -> Iterator[_Target]:
    for block in article.blocks:
        for mark in block.marks:
            words = normalized(block.text[mark.start : mark.end])
            if isinstance(mark, Link):
                yield _Target("link", words, mark.target or "", block.id, mark.start)
            elif isinstance(mark, InlineImage):
                yield _Target("image", words, mark.target, block.id, mark.start)


def _targets_beyond(
    targets: Sequence[_Target], common: Counter[Any]
) -> Mapping[Any, Sequence[_Target]]:
    """Return the targets that are not common to both texts, by words and block."""
    rest: dict[Any, list[_Target]] = defaultdict(list)
    for one in targets:
        if common[one[:3]]:
            common[one[:3]] -= 1
        elif one.target:
            rest[one.what, one.words, one.block].append(one)
    return rest


# --- figures ---


def _figure_changes(before: _Article, after: _Article, order: _Order) -> Iterator[_Placed]:
    old, new = before.figures, after.figures
    for id in dict.fromkeys((*old, *new)):
        block, end = after.ends[id] if id in new else before.ends[id]
        at = (
            (0, inf) if not block else order.new(block, end) if id in new else order.old(block, end)
        )
        for what, in_words in _OF_A_FIGURE:
            was, now = (in_words(side[id]) if id in side else "" for side in (old, new))
            if was != now:
                yield _Placed(at, _change(what, was, now, id))


def _image(figure: Figure) -> str:
    image = figure.image
    return "" if image is None else image.address or image.file or ""


_OF_A_FIGURE: Sequence[tuple[Changed, Callable[[Figure], str]]] = (
    ("image", _image),
    ("description", lambda figure: figure.description or ""),
    ("rights", lambda figure: value_in_words(figure.rights)),
)
"""The fields of a figure that are compared; each with a function that returns it in words."""


def _change(what: Changed, was: str, became: str, block: str) -> CaptureChange:
    return CaptureChange(what=what, was=was or None, became=became or None, block=block)
