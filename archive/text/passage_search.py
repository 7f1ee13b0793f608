"""Looks for quoted passages in a text: each is there, or other words are there in its place.

A passage is there if the text has the same words, as whole words. Two differences do not count,
because they depend on the file and not on the words: the Unicode form of a character (composed or
decomposed; UAX #15, canonical equivalence), and how much white space is between two words, line
ends included. Other differences count, typography among them: straight and curly quotation marks
are different characters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from archive.text.alignment.alignment import Edit, edits
from archive.text.alignment.sentence_diff import Piece
from archive.text.characters import ALONE
from archive.text.folding import fold
from archive.text.normalized import has_same_words
from archive.text.occurrences import occurrences
from archive.text.words import splits_word

_MOST_PLACES = 100
"""The most places of a passage that are tried until one has it as whole words."""
_OFTEN = 100
"""The most places in the text of one word of a passage that are compared."""
_TELLING = 30
"""The most words of a passage, the rarest ones, by which similar words are found."""
_LIKE = 0.5
"""The least share of the words of a passage that similar words have."""
_AROUND = 8
"""The number of words before and after a passage that show whether it was moved."""
_NEARBY = 300
"""Code points in which these words are looked for."""
_WORD = re.compile(rf"[{ALONE}]|(?:(?![{ALONE}])[^\W_])+")
_TOKEN = re.compile(
    rf"(?:[{ALONE}]|(?:(?![{ALONE}])[^\W_])+(?:['’.,-](?:(?![{ALONE}])[^\W_])+)*|[^\s])\s*"
)
"""Matches a word or a sign, with the white space after it."""
_SHORT = 200_000
"""The most pairs of words, of two texts, that are compared one by one."""
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class PassageFound:
    """A passage that is in a text."""

    before: str
    """The words before it: at most eight, folded. Empty at the beginning of the text."""
    after: str
    """The words after it; empty at the end of the text."""
    is_exact: bool
    """Whether it is there code point for code point; otherwise in another Unicode form, or with
    other white space."""

    def is_elsewhere(self, other: PassageFound) -> bool:
        """Whether the same passage is between other words in another text: it was moved."""
        return self.before != other.before and self.after != other.after


@dataclass(frozen=True, slots=True)
class PassageChanged:
    """A passage that is not in a text."""

    pieces: tuple[Piece, ...]
    """The passage compared with the most similar words of the text: pieces that are in both, only
    in the passage ("old") or only in the text ("new"). If no words are similar, one old piece."""

    @property
    def near(self) -> str:
        """The most similar words of the text; empty if none are similar."""
        return "".join(words for which, words in self.pieces if which != "old")

    @property
    def is_only_form(self) -> bool:
        """Whether only typography differs, such as the kind of quotation marks."""
        old = "".join(words for which, words in self.pieces if which != "new")
        return has_same_words(old, self.near)


def comparable(text: str) -> str:
    r"""Return the form of a text in which passages are compared (NFC, single spaces).

    >>> comparable("cafe\u0301\r\n  late") == comparable("café late ")
    True
    """
    composed = text if is_normalized("NFC", text) else normalize("NFC", text)
    return _WHITE.sub(" ", composed).strip()


def passages_in(text: str, passages: Iterable[str]) -> Mapping[str, PassageFound | PassageChanged]:
    """Return for each passage what the text has of it. All passages are looked for at once.

    The time grows with the length of the text and of the passages, not with their product.

    >>> found = passages_in("Some 15 people saw the ferry.", ["15 people", "5 people"])
    >>> type(found["15 people"]).__name__, found["5 people"].pieces
    ('PassageFound', (('old', '5 '), ('new', '15 '), ('both', 'people')))

    Args:
        text: The text.
        passages: The passages. Each has at least one character that is not white space.
    """
    wanted = {passage: comparable(passage) for passage in passages}
    form = comparable(text)
    exact = occurrences(wanted, text, most=1)
    places = occurrences(wanted.values(), form, most=_MOST_PLACES)
    start_of = {
        passage: next((at for at in places[words] if _is_whole(form, at, len(words))), None)
        for passage, words in wanted.items()
    }
    missing = {words for passage, words in wanted.items() if start_of[passage] is None}
    similar = _SimilarWords(form, missing) if missing else None
    result: dict[str, PassageFound | PassageChanged] = {}
    for passage, words in wanted.items():
        start = start_of[passage]
        if start is None:
            assert similar is not None
            result[passage] = PassageChanged(similar.compared(words))
        else:
            end = start + len(words)
            before, after = form[max(0, start - _NEARBY) : start], form[end : end + _NEARBY]
            result[passage] = PassageFound(
                " ".join(_words(before)[-_AROUND:]),
                " ".join(_words(after)[:_AROUND]),
                is_exact=bool(exact[passage]),
            )
    return result


def _is_whole(text: str, start: int, length: int) -> bool:
    return not splits_word(text, start) and not splits_word(text, start + length)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


class _SimilarWords:
    """Finds the words of a text that are most similar to passages that are not in it."""

    def __init__(self, text: str, passages: Iterable[str]) -> None:
        self._text = text
        self._words_of = {passage: _words(passage) for passage in passages}
        wanted = {word for words in self._words_of.values() for word in words}
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, match in enumerate(_WORD.finditer(fold(text))):
            self._starts.append(match.start())
            self._ends.append(match.end())
            if match[0] in wanted:
                self._places[match[0]].append(number)

    def compared(self, passage: str) -> tuple[Piece, ...]:
        """Return a passage compared with the most similar words; alone if none are similar."""
        words = self._words_of[passage]
        first = self._likeliest(words)
        if first is None:
            return (("old", passage),)
        room = len(words) // 2 + _AROUND
        low, high = max(0, first - room), first + len(words) + room
        start = self._ends[low - 1] if low else 0
        end = self._starts[high] if high < len(self._starts) else len(self._text)
        region = self._text[start:end].strip()
        near = _trimmed(passage, region)
        pieces = tuple(_pieces(passage, near))
        shared = sum(len(_words(words)) for which, words in pieces if which == "both")
        return pieces if shared >= _LIKE * len(words) and near else (("old", passage),)

    def _likeliest(self, words: Sequence[str]) -> int | None:
        """Return the number of the word at which similar words would begin, or `None`.

        Each of the rarest words of the passage votes for the places where the passage would begin
        if its word were there; a rare word counts more. Votes for places near each other are
        counted together.
        """
        position = {word: n for n, word in reversed([*enumerate(words)])}
        rarest = sorted(
            (word for word in position if word in self._places),
            key=lambda word: len(self._places[word]),
        )
        width = max(2, len(words) // 4)
        votes: dict[int, float] = defaultdict(float)
        for word in rarest[:_TELLING]:
            places = self._places[word]
            begins = {(at - position[word]) // width for at in places[:_OFTEN]}
            for begin in begins | {begin + 1 for begin in begins}:
                votes[begin] += 1 / len(places)
        if not votes:
            return None
        best = max(votes, key=lambda begin: (votes[begin], -begin))
        return max(0, best * width)


class _Block(NamedTuple):
    """A run of words that a passage and a region of the text have in common."""

    start: int
    end: int
    new_start: int
    new_end: int


def _trimmed(passage: str, region: str) -> str:
    """Return the part of a region that stands in place of a passage.

    At each edge it has as many other words as the passage has there, and no more. Words at an edge
    that the passage has, too, but far from the rest of it, are others. So they are looked for again
    in a smaller region.
    """
    for room in (2, 0):
        blocks = _blocks(passage, region)
        if not blocks:
            return ""
        kept = _kept(passage, region, blocks)
        lost = (1 + room) * _count(passage, 0, kept[0].start)
        words = list(_TOKEN.finditer(region, 0, kept[0].new_start))
        start = words[max(0, len(words) - lost)].start() if lost and words else kept[0].new_start
        lost = (1 + room) * _count(passage, kept[-1].end, len(passage))
        words = list(_TOKEN.finditer(region, kept[-1].new_end))[:lost]
        end = words[-1].end() if words else kept[-1].new_end
        region = region[start:end]
    return region.strip()


def _kept(passage: str, region: str, blocks: Sequence[_Block]) -> Sequence[_Block]:
    """Return the longest block with those that are near it."""
    longest = max(range(len(blocks)), key=lambda n: blocks[n].end - blocks[n].start)
    first = last = longest
    while first > 0 and _is_near(passage, region, blocks[first - 1], blocks[first - 1 : first + 1]):
        first -= 1
    while last < len(blocks) - 1 and _is_near(
        passage, region, blocks[last + 1], blocks[last : last + 2]
    ):
        last += 1
    return blocks[first : last + 1]


def _is_near(passage: str, region: str, block: _Block, pair: Sequence[_Block]) -> bool:
    """Whether a block belongs to the block beside it: few other words of the region are between.

    To leave it out costs its words twice: they are lost, and others stand in their place.
    """
    one, other = pair
    words = _count(passage, block.start, block.end)
    lost = _count(passage, one.end, other.start)
    return _count(region, one.new_end, other.new_start) <= 2 * words + lost


def _blocks(passage: str, region: str) -> list[_Block]:
    """Return the runs of words that a passage and a region have in common."""
    blocks: list[_Block] = []
    at = new_at = 0
    end = Edit(len(passage), len(passage), len(region), len(region))
    for edit in (*_changes(passage, region), end):
        if edit.start > at:
            blocks.append(_Block(at, edit.start, new_at, edit.new_start))
        at, new_at = edit.end, edit.new_end
    return blocks


def _count(text: str, start: int, end: int) -> int:
    return len(_TOKEN.findall(text, start, end))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Yield what is in both texts, only in the old text, and only in the new text."""
    at = 0
    for edit in (*_changes(old, new), Edit(len(old), len(old), len(new), len(new))):
        pieces: tuple[Piece, ...] = (
            ("both", old[at : edit.start]),
            ("old", old[edit.start : edit.end]),
            ("new", new[edit.new_start : edit.new_end]),
        )
        yield from (piece for piece in pieces if piece[1])
        at = edit.end


def _changes(old: str, new: str) -> list[Edit]:
    """Return the differences of two texts in words and signs.

    Short texts are compared by their longest common runs of words, which finds single words, too.
    """
    ours, theirs = (list(_TOKEN.finditer(text)) for text in (old, new))
    if not 0 < len(ours) * len(theirs) <= _SHORT:
        return edits(old, new)
    matcher = SequenceMatcher(None, _keys(ours), _keys(theirs), autojunk=False)
    starts, new_starts = ([match.start() for match in tokens] for tokens in (ours, theirs))
    starts, new_starts = [0, *starts[1:], len(old)], [0, *new_starts[1:], len(new)]
    return [
        Edit(starts[first], starts[last], new_starts[new_first], new_starts[new_last])
        for tag, first, last, new_first, new_last in matcher.get_opcodes()
        if tag != "equal"
    ]


def _keys(tokens: Iterable[re.Match[str]]) -> list[str]:
    return [match[0].rstrip() for match in tokens]
