"""The corpus for finding words again: quotations, and texts changed in many ways, with the truth.

Two received articles and three written for it, in four scripts, are changed in eighteen ways. Each
way has its own quotations; what became of each follows from the changes made (`derivation`), never
from a comparison. All of it follows from seeds: every run has the same texts.

Every text gets some passages twice, as an article with its pull quotes has, so that more than a
third of all quotations stand in several places; and every changed text is also edited a little
elsewhere, so that nothing stands at its old offset.
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random

from rapidfuzz.fuzz import ratio

import archive
from archive.text.graphemes import splits_grapheme
from tests.revision.derivation import (
    Derivation,
    Sheet,
    Span,
    Token,
    Truth,
    is_han,
    tokens,
)

ROOT = Path(__file__).resolve().parents[2]

TEXTS = {
    "frenemies": ROOT / "documents/frenemies/received/frenemies.txt",
    "claims-and-sources": ROOT / "documents/claims-and-sources/received/claims-and-sources.txt",
    "arabic": ROOT / "tests/revision/corpus/arabic.txt",
    "chinese": ROOT / "tests/revision/corpus/chinese.txt",
    "hindi": ROOT / "tests/revision/corpus/hindi.txt",
}

QUOTATIONS = 2000
"""How many quotations the whole corpus has."""

ORIENTATION = 1000
"""How many quotations each set of orientation has."""

SHORTEST, LONGEST = 5, 300
"""The lengths of quotations in code points; in between, each doubling is equally frequent."""

REPEATED = 0.45
"""The share of quotations for which a passage is looked for that stands in several places."""

CONTEXT = 20
"""How many code points before and after a quotation a method may be given."""

_STOPS = ".!?…؟।。！？"
_CLOSERS = "\"'”’»)]」』）"


@dataclass(frozen=True)
class Sample:
    """A text, the same text changed in one way, and quotations of the old with their truths."""

    kind: str
    """The way in which it was changed."""
    source: str
    """The text that it was made from."""
    derivation: Derivation
    quotations: tuple[Span, ...]

    @property
    def old(self) -> str:
        return self.derivation.sheet.old

    @property
    def new(self) -> str:
        return self.derivation.new

    @cached_property
    def truths(self) -> tuple[Truth, ...]:
        """What became of each quotation."""
        return tuple(self.derivation.truth(*quotation) for quotation in self.quotations)

    def exact(self, n: int) -> str:
        """Return the words of a quotation."""
        start, end = self.quotations[n]
        return self.old[start:end]


# --- the parts of a text ---


@cache
def base(name: str) -> str:
    """Return one of the five texts."""
    return TEXTS[name].read_text("utf-8")


def _has_line_end(text: str, token: Token, count: int = 1) -> bool:
    return token.kind == "blank" and text.count("\n", token.start, token.end) >= count


def paragraphs(text: str) -> list[range]:
    """Return the tokens of each paragraph; what parts them belongs to none."""
    cut = tokens(text)
    found, first = [], 0
    for n, token in enumerate(cut):
        if _has_line_end(text, token, 2) or (n == len(cut) - 1 and token.kind == "blank"):
            found.append(range(first, n))
            first = n + 1
    found.append(range(first, len(cut)))
    return [paragraph for paragraph in found if len(paragraph)]


def sentences(text: str, paragraph: range) -> list[range]:
    """Return the tokens of each sentence of a paragraph; blanks between them belong to none."""
    cut = tokens(text)
    found, first, n = [], paragraph.start, paragraph.start
    while n < paragraph.stop:
        if cut[n].kind == "mark" and text[cut[n].start] in _STOPS:
            stop = n
            while n + 1 < paragraph.stop and text[cut[n + 1].start] in _STOPS + _CLOSERS:
                n += 1
            if _ends_sentence(text, cut, stop, n + 1, paragraph.stop):
                found.append(range(first, n + 1))
                while n + 1 < paragraph.stop and cut[n + 1].kind == "blank":
                    n += 1
                first = n + 1
        n += 1
    if first < paragraph.stop:
        found.append(range(first, paragraph.stop))
    return found


def _ends_sentence(text: str, cut: Sequence[Token], stop: int, after: int, end: int) -> bool:
    if after >= end or text[cut[stop].start] in "。！？":
        return True
    before = text[cut[stop - 1].start : cut[stop - 1].end] if stop else ""
    if cut[after].kind != "blank" or (len(before) == 1 and before.isupper()):
        return False
    return after + 1 < end and not text[cut[after + 1].start].islower()


@cache
def vocabulary(text: str) -> tuple[str, ...]:
    """Return the words of a text that may stand in place of others, as often as they stand in it."""
    found = (text[t.start : t.end] for t in tokens(text) if t.kind == "word")
    return tuple(
        word
        for word in found
        if (len(word) > 1 or is_han(word)) and not any(c.isdigit() or c in "-’'" for c in word)
    )


class Article:
    """An old text, with the places from which quotations are drawn."""

    def __init__(self, text: str, repeated: Sequence[Span] = ()) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.repeated = tuple(repeated)
        """Stretches that stand in several places."""
        self.is_han = sum(map(is_han, text)) > len(text) / 2
        self.stop = "。" if self.is_han else "।" if "।" in text else "."
        self.space = "" if self.is_han else " "

    @cached_property
    def blocks(self) -> list[Span]:
        """Where the text of each block of the article stands."""
        document = archive.from_text(self.text, id="article")
        origins = [block.origin for block in document.text_blocks()]
        return [(origin.start, origin.end) for origin in origins if origin is not None]

    @cached_property
    def paragraphs(self) -> list[range]:
        return paragraphs(self.text)

    @cached_property
    def sentences(self) -> list[range]:
        return [s for paragraph in self.paragraphs for s in sentences(self.text, paragraph)]

    @cached_property
    def inner_sentences(self) -> list[range]:
        """The sentences before which another may be put within a paragraph."""
        plain = [p for p in self.paragraphs[2:] if not self.is_list(p)]
        return [s for p in plain for s in sentences(self.text, p)[1:]]

    @cached_property
    def slots(self) -> list[tuple[int, int]]:
        """Each word with which a quotation may begin, and where it must end at the latest."""
        return list(_slots(self, [(0, len(self.text))]))

    @cached_property
    def words(self) -> list[Token]:
        return [token for token in self.tokens if token.kind == "word"]

    @cached_property
    def repeated_words(self) -> set[int]:
        """The words that stand in several places, by number."""
        return {
            n
            for n, word in enumerate(self.words)
            if any(start <= word.start < end for start, end in self.repeated)
        }

    def span(self, part: range) -> Span:
        """Return where some tokens stand."""
        return self.tokens[part.start].start, self.tokens[part.stop - 1].end

    def is_list(self, paragraph: range) -> bool:
        """Whether line ends within a paragraph have a meaning: a list, verse, code."""
        return any(_has_line_end(self.text, self.tokens[n]) for n in paragraph)

    def sentences_around(self, span: Span) -> list[range]:
        """Return the sentences that a stretch touches."""
        return [s for s in self.sentences if _overlap(self.span(s), span)]

    def paragraph_around(self, span: Span) -> range:
        """Return the paragraph in which a stretch begins."""
        return next(p for p in self.paragraphs if _overlap(self.span(p), span))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


# --- quotations ---


def draw(
    rng: Random,
    article: Article,
    count: int,
    *,
    among: Sequence[Span] | None = None,
    wanted: Callable[[str], bool] = lambda _: True,
    shortest: int = SHORTEST,
    repeated: float = REPEATED,
    apart: bool = True,
    taken: Sequence[Span] = (),
) -> list[Span]:
    """Return quotations of a text; none goes beyond a block or begins or ends within a word.

    Args:
        rng: What is drawn from.
        article: The text.
        count: How many.
        among: The stretches of which each must lie in one; the blocks if left out.
        wanted: What their words must be like.
        shortest: The least length.
        repeated: The share of them that stand in several places, as far as there are such.
        apart: No two of them touch, nor have fewer than three words between them.
        taken: Quotations from which they must stand apart as well.
    """
    slots = article.slots if among is None else list(_slots(article, among))
    in_repeated = [(n, end) for n, end in slots if n in article.repeated_words]
    ends = [word.end for word in article.words]
    found: list[Span] = []
    shares = [n < round(repeated * count) for n in range(count)]
    rng.shuffle(shares)
    length, tried = _length(rng, shortest), 0
    for _ in range(count * 20_000):
        if len(found) == count:
            return sorted(found)
        tried += 1
        if tried % 400 == 0:
            length = _length(rng, shortest)
        pool = in_repeated if shares[len(found)] and length > 14 and in_repeated else slots
        span = _quotation(rng, article, *rng.choice(pool), length, ends)
        if span is None or span[1] - span[0] < shortest or span in found:
            continue
        if is_repeated(article.text, span) != shares[len(found)] and tried < 4000:
            continue
        if not wanted(article.text[span[0] : span[1]]) or (
            apart and any(_near(article, ends, span, f) for f in (*found, *taken))
        ):
            continue
        found.append(span)
        length, tried = _length(rng, shortest), 0
    raise AssertionError(f"only {len(found)} of {count} quotations found")


def is_repeated(text: str, span: Span) -> bool:
    """Return whether the words of a stretch stand in several places."""
    exact = text[max(0, span[0]) : span[1]]
    return text.find(exact, text.find(exact) + 1) >= 0


def _length(rng: Random, shortest: int) -> float:
    return math.exp(rng.uniform(math.log(shortest), math.log(LONGEST)))


def _slots(article: Article, among: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Each word with which a quotation may begin, and where it must end at the latest."""
    starts = [word.start for word in article.words]
    for low, high in article.blocks:
        for s, e in among:
            if not _overlap((low, high), (s, e)):
                continue
            start, end = max(s, low), min(e, high)
            for n in range(bisect_left(starts, start), bisect_left(starts, end)):
                if article.words[n].end <= end:
                    yield n, end


def _quotation(
    rng: Random, article: Article, first: int, limit: int, length: float, ends: Sequence[int]
) -> Span | None:
    """The quotation that begins with this word and is nearest to the length."""
    start = article.words[first].start
    last = bisect_left(ends, start + length)
    if last == len(ends) or (
        last > first and start + length - ends[last - 1] < ends[last] - start - length
    ):
        last -= 1
    if last < first or ends[last] > limit:
        return None
    end = ends[last]
    if abs(end - start - length) > max(4, length / 5) or not SHORTEST <= end - start <= LONGEST:
        return None
    closed = end < limit and article.text[end] in _STOPS and end + 1 - start <= LONGEST
    if closed and rng.random() < 0.5:
        end += 1
    assert not splits_grapheme(article.text, start)
    return None if splits_grapheme(article.text, end) else (start, end)


def _near(article: Article, ends: Sequence[int], one: Span, other: Span) -> bool:
    low, high = sorted((one, other))
    between = bisect_left(ends, high[0] + 1) - bisect_left(ends, low[1])
    return low[1] > high[0] or between < 4


# --- making the old text ---


def with_inserted(text: str, pieces: Sequence[tuple[int, str]]) -> tuple[str, Callable[[int], int]]:
    """Return a text with pieces put in at offsets, and where each old offset now is."""
    pieces = sorted(pieces)
    parts, at = [], 0
    for offset, piece in pieces:
        parts += [text[at:offset], piece]
        at = offset
    parts.append(text[at:])

    def moved(offset: int) -> int:
        return offset + sum(len(piece) for place, piece in pieces if place <= offset)

    return "".join(parts), moved


def article(rng: Random, name: str, repeats: int = 4) -> Article:
    """Return one of the texts with some passages of it repeated elsewhere in it."""
    return _article(name, repeats, rng.randrange(4))


@cache
def _article(name: str, repeats: int, variant: int) -> Article:
    rng = Random(f"{name}/{repeats}/{variant}")
    plain = Article(base(name))
    passages = draw(rng, plain, repeats, shortest=20, repeated=0)
    return planted(rng, plain, [(p, [plain.text[p[0] : p[1]]]) for p in passages])[0]


def planted(
    rng: Random, article: Article, copies: Sequence[tuple[Span, Sequence[str]]]
) -> tuple[Article, list[list[Span]]]:
    """Return an article with copies of passages put in elsewhere.

    With it, for each passage, where it stands itself and where each of its copies does.
    """
    pieces: list[tuple[int, str]] = []
    wheres: list[list[tuple[int, int, int]]] = []
    whole = [*article.repeated, *(span for span, _ in copies)]
    used: set[int] = set()
    for span, texts in copies:
        own = [article.span(s) for s in article.sentences_around(span)]
        wheres.append([])
        for text in texts:
            at, before, after = _place(rng, article, used, (own[0][0], own[-1][1]), whole)
            used.add(at)
            pieces.append((at, before + text + after))
            wheres[-1].append((at, len(before), len(text)))
    new, moved = with_inserted(article.text, pieces)
    length = {at: len(piece) for at, piece in pieces}
    found = []
    for (span, _), places in zip(copies, wheres, strict=True):
        start = moved(span[0])
        found.append([(start, start + span[1] - span[0])])
        for at, lead, size in places:
            start = moved(at) - length[at] + lead
            found[-1].append((start, start + size))
    repeated = [(moved(s), moved(s) + e - s) for s, e in article.repeated]
    return Article(new, [*repeated, *(span for spans in found for span in spans)]), found


def _place(
    rng: Random, article: Article, used: set[int], own: Span, whole: Sequence[Span]
) -> tuple[int, str, str]:
    """An offset for a copy outside of its own sentences, and what is put before and after it."""

    def free(parts: Sequence[range]) -> list[int]:
        starts = [article.span(part)[0] for part in parts]
        return [
            at
            for at in starts
            if at not in used
            and not own[0] <= at <= own[1]
            and not any(start < at < end for start, end in whole)
        ]

    outer, inner = free(article.paragraphs[2:]), free(article.inner_sentences)
    if outer and rng.random() < 0.3:  # a paragraph by itself
        return rng.choice(outer), "", article.stop + "\n\n"
    space, pool = article.space, vocabulary(article.text)
    before = space.join(rng.choices(pool, k=rng.randint(2, 5))) + space
    after = space + space.join(rng.choices(pool, k=rng.randint(2, 4))) + article.stop + space
    return rng.choice(inner), before, after


def near_copy(rng: Random, text: str, pool: Sequence[str]) -> str:
    """Return a text with a few of its words replaced by others, at least one."""
    sheet = Sheet(text)
    editor = Editor(rng, sheet, pool)
    for n in rng.sample(sheet.words, max(1, round(len(sheet.words) * rng.uniform(0.05, 0.2)))):
        editor.swap(n)
    return sheet.derivation().new


# --- edits ---


class Editor:
    """Edits of single words, such that everybody can tell what was done.

    A word that is put in or dropped, or stands in place of another, is none of its neighbours, nor
    like one: of two such words side by side nobody could say which was put in, or which was written
    in place of which.
    """

    def __init__(self, rng: Random, sheet: Sheet, pool: Sequence[str] | None = None) -> None:
        self.rng = rng
        self.sheet = sheet
        self.pool = pool or vocabulary(sheet.old)
        self.rank = {n: rank for rank, n in enumerate(sheet.words)}
        self.space = "" if sum(map(is_han, sheet.old)) > len(sheet.old) / 2 else " "

    def neighbours(self, n: int) -> set[str]:
        """Return the words that stand near a word, and that stood there."""
        sheet, rank = self.sheet, self.rank[n]
        near = [m for m in sheet.words[max(0, rank - 3) : rank + 4] if m != n]
        found = {text.casefold() for m in near for text in (sheet.was(m), sheet.now[m])}
        for m in range(max(0, near[0]), min(near[-1] + 2, len(sheet.tokens))) if near else ():
            for text, _ in sheet.insertions(m):
                found.update(text[t.start : t.end].casefold() for t in tokens(text))
        return found

    def others(self, n: int, count: int) -> list[str]:
        """Return words that stand neither at a place nor near it."""
        taken = self.neighbours(n) | {self.sheet.was(n).casefold(), self.sheet.now[n].casefold()}
        found: list[str] = []
        for _ in range(1000):
            word = self.rng.choice(self.pool)
            if not _is_like_one_of(word, taken):
                found.append(word)
                taken.add(word.casefold())
            if len(found) == count:
                return found
        raise AssertionError("no other words")

    def swap(self, n: int) -> None:
        """Write another word in place of one."""
        self.sheet.rewrite(n, self.others(n, 1)[0])

    def put_before(self, n: int, count: int) -> None:
        """Put words before one."""
        self.sheet.put(n, self.space.join(self.others(n, count)) + self.space)

    def put_after(self, n: int, count: int, closed: int | None = None) -> None:
        """Put words after one, or after the mark that closes its sentence."""
        at = n if closed is None else closed
        self.sheet.put(at + 1, self.space + self.space.join(self.others(n, count)))

    def drop(self, n: int) -> bool:
        """Drop a word, unless a neighbour is the same; return whether it was dropped."""
        if self.sheet.was(n).casefold() in self.neighbours(n) or not self.sheet.now[n]:
            return False
        self.sheet.drop(n, n)
        return True

    def mistype(self, n: int) -> None:
        """Make a typing error in a word; a short one becomes another word."""
        word = self.sheet.was(n)
        letters = _graphemes(word)
        for _ in range(20 if len(letters) > 2 else 0):
            at = self.rng.randrange(len(letters) - 1)
            wrong = list(letters)
            how = self.rng.randrange(4)
            if how == 0:
                wrong[at : at + 2] = wrong[at + 1], wrong[at]
            elif how == 1:
                del wrong[at]
            elif how == 2:
                wrong.insert(at, wrong[at])
            else:
                wrong[at] = self.rng.choice(_graphemes(self.rng.choice(self.pool)))
            text = "".join(wrong)
            is_word = [token.kind for token in tokens(text)] == ["word"]
            if is_word and text != word and not _is_like_one_of(text, self.neighbours(n)):
                self.sheet.rewrite(n, text, alike=True)
                return
        self.swap(n)

    def edit(self, n: int) -> None:
        """Edit a word in one of the usual ways: half of all words edited become another."""
        how = self.rng.randrange(6)
        if how == 0:
            self.mistype(n)
        elif how == 1:
            self.put_before(n, 1)
        elif how != 2 or not self.drop(n):
            self.swap(n)

    def edit_share(self, share: float, edit: Callable[[int], object], free: Sequence[int]) -> None:
        """Edit a share of the words that are free; of Han characters two at a time."""
        if self.space:
            for n in self.rng.sample(free, round(share * len(free))):
                edit(n)
            return
        allowed = set(free)
        for n in self.rng.sample(free, round(share * len(free) / 2)):
            for m in (n, n + 1):
                if m in allowed and not self.sheet.is_touched(m):
                    edit(m)

    def put_sentence(self, n: int, *, paragraph: bool = False) -> None:
        """Put a sentence of words of the text before a token with which a sentence begins."""
        first = next(m for m in self.sheet.words if m >= n)
        stop = "。" if not self.space else "।" if "।" in self.sheet.old else "."
        text = self.space.join(self.others(first, self.rng.randint(5, 14))) + stop
        self.sheet.put(n, text + ("\n\n" if paragraph else self.space), sentence=True)


def _is_like_one_of(word: str, others: Collection[str]) -> bool:
    """Whether half of a word or more is found in one of some others, in their order."""
    folded = word.casefold()
    return folded in others or any(ratio(folded, other) >= 50 for other in others)


def _graphemes(word: str) -> list[str]:
    cuts = [n for n in range(len(word) + 1) if not splits_grapheme(word, n)]
    return [word[a:b] for a, b in pairwise(cuts)]


class Scene:
    """What a way of changing works with: the article, its sheet, the editor, the quotations."""

    def __init__(self, rng: Random, article: Article, quotations: Sequence[Span] = ()) -> None:
        self.rng = rng
        self.article = article
        self.sheet = Sheet(article.text)
        self.editor = Editor(rng, self.sheet)
        self.quotations = list(quotations)

    def words_of(self, span: Span) -> list[int]:
        """Return the words of a stretch."""
        return [n for n in self.sheet.within(*span) if self.sheet.tokens[n].kind == "word"]

    def words_outside(self, margin: int = 2) -> list[int]:
        """Return the words that are in no quotation, nor so near to one."""
        sheet, rank = self.sheet, self.editor.rank
        taken: set[int] = set()
        for quotation in self.quotations:
            own = self.words_of(quotation)
            taken.update(sheet.words[max(0, rank[own[0]] - margin) : rank[own[-1]] + margin + 1])
        return [n for n in sheet.words if n not in taken]

    def edit_elsewhere(self, share: float = 0.015) -> None:
        """Edit the text a little outside of the quotations, and put in a sentence or a paragraph."""
        outside = self.words_outside()
        self.editor.edit_share(share, self.editor.edit, self._quiet(outside))
        self.put_sentences(set(outside))

    def _quiet(self, words: Sequence[int]) -> list[int]:
        """Those of some words to which, and near which, nothing was done."""
        sheet, rank, last = self.sheet, self.editor.rank, len(self.sheet.words) - 1
        touched = [0, *accumulate(map(sheet.is_touched, range(len(sheet.tokens))))]
        found = []
        for n in words:
            low = sheet.words[max(0, rank[n] - 2)]
            high = sheet.words[min(last, rank[n] + 2)]
            if touched[low] == touched[high + 1]:
                found.append(n)
        return found

    def put_sentences(self, free: set[int]) -> None:
        """Put in a sentence or two, before words that are free and not touched."""
        sheet, position = self.sheet, {n: at for at, n in enumerate(self.sheet.order)}

        def is_free(n: int) -> bool:
            if sheet.tokens[n].kind != "word" or n not in free or sheet.is_touched(n):
                return False
            before = sheet.order[max(0, position[n] - 4) : position[n]]
            return not any(sheet.is_touched(m) for m in before)

        inner = [s[0] for s in self.article.inner_sentences]
        outer = [p[0] for p in self.article.paragraphs[2:]]
        for starts, is_paragraph, chance in ((inner, False, 0.9), (outer, True, 0.6)):
            at = [n for n in starts if is_free(n)]
            if at and self.rng.random() < chance:
                self.editor.put_sentence(self.rng.choice(at), paragraph=is_paragraph)

    def sample(self, kind: str, source: str) -> Sample:
        """Return what came of it."""
        for start, end in self.quotations:
            assert any(low <= start and end <= high for low, high in self.article.blocks)
        return Sample(kind, source, self.sheet.derivation(), tuple(sorted(self.quotations)))


Change = Callable[[Random, str, int], Scene]
"""A way of changing: what is drawn from, the name of a text, how many quotations."""

CHANGES: dict[str, Change] = {}
"""The ways in which texts are changed, by name."""


def _way(name: str) -> Callable[[Change], Change]:
    def enter(change: Change) -> Change:
        CHANGES[name] = change
        return change

    return enter


def _scene(
    rng: Random, name: str, count: int, wanted: Callable[[str], bool] = lambda _: True
) -> Scene:
    """Quotations that stand apart from each other, in a text nothing has happened to."""
    old = article(rng, name)
    return Scene(rng, old, draw(rng, old, count, wanted=wanted))


def _has_words(count: int) -> Callable[[str], bool]:
    return lambda exact: sum(token.kind == "word" for token in tokens(exact)) >= count


# --- within and around the words ---


@_way("typing errors")
def _typing_errors(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    for start, end in scene.quotations:
        own = scene.words_of((start, end))
        for n in rng.sample(own, min(len(own), 1 + (end - start) // 60)):
            scene.editor.mistype(n)
    scene.edit_elsewhere()
    return scene


@_way("words put inside")
def _put_inside(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count, _has_words(2))
    for start, end in scene.quotations:
        own = scene.words_of((start, end))[1:]
        for n in rng.sample(own, min(len(own), 1 + (end - start) // 100)):
            scene.editor.put_before(n, rng.randint(1, 3))
    scene.edit_elsewhere()
    return scene


@_way("words put around")
def _put_around(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    for quotation in scene.quotations:
        own = scene.words_of(quotation)
        scene.editor.put_before(own[0], rng.randint(1, 4))
        scene.editor.put_after(own[-1], rng.randint(1, 4), scene.sheet.within(*quotation)[-1])
    scene.edit_elsewhere()
    return scene


@_way("words deleted inside")
def _deleted_inside(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count, _has_words(3))
    for start, end in scene.quotations:
        own = scene.words_of((start, end))
        inner = own[1:-1] if rng.random() < 0.75 else own
        for n in rng.sample(inner, min(len(inner), 1 + (end - start) // 80)):
            scene.editor.drop(n)
    scene.edit_elsewhere()
    return scene


@_way("case")
def _case(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    for quotation in scene.quotations:
        change = rng.choice((str.upper, str.title, str.swapcase, str.upper))
        own = scene.words_of(quotation)
        for n in rng.sample(own, rng.randint(1, len(own))):
            scene.sheet.rewrite(n, change(scene.sheet.was(n)), alike=True)
    scene.edit_elsewhere()
    return scene


_SIGNS = (
    dict(zip("“”‘’«»–—「」《》", '""\'\'""--""""', strict=True)),
    dict(zip("“”‘’«»\"'–—-《》", "«»‹›“””’-––「」", strict=True)),
    dict(zip("“”‘’«»\"'–—-", "„“‚‘„““’—-–", strict=True)),
)


@_way("quotes and dashes")
def _signs(rng: Random, name: str, count: int) -> Scene:
    held = set("“”‘’«»\"'–—-《》")
    old = article(rng, name)
    with_signs = draw(
        rng, old, round(count * 0.7), wanted=lambda exact: not held.isdisjoint(exact), shortest=8
    )
    scene = Scene(rng, old, with_signs)
    scene.quotations += draw(rng, old, count - len(with_signs), taken=with_signs)
    _exchange_signs(scene, rng.choice(_SIGNS))
    scene.edit_elsewhere()
    return scene


def _exchange_signs(scene: Scene, signs: dict[str, str], share: float = 1) -> None:
    for n, token in enumerate(scene.sheet.tokens):
        was = scene.sheet.was(n)
        now = was.translate({ord(one): other for one, other in signs.items()})
        if token.kind != "blank" and now != was and scene.rng.random() < share:
            scene.sheet.rewrite(n, now, alike=True)


_BLANKS = ("  ", "\u00a0", "\n", "\u2009", "\t", " \n", "   ")


@_way("white space")
def _white_space(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    for quotation in scene.quotations:
        inner = scene.sheet.within(*quotation)[1:]
        for n in rng.sample(inner, rng.randint(0, len(inner))):
            _change_blank(scene, n)
    for n in scene.words_outside(margin=0):
        if rng.random() < 0.05:
            _change_blank(scene, n - 1)
    scene.edit_elsewhere()
    return scene


def _change_blank(scene: Scene, n: int) -> None:
    """Write other white space in place of a blank; before a Han character put some."""
    sheet = scene.sheet
    if n < 1:
        return
    if sheet.tokens[n].kind == "blank":
        if "\n" not in sheet.was(n):
            blanks = [b for b in (*_BLANKS, " ") if b != sheet.was(n)]
            sheet.rewrite(n, scene.rng.choice(blanks), alike=True)
    elif is_han(sheet.was(n)) and is_han(sheet.was(n - 1)) and scene.rng.random() < 0.3:
        sheet.put(n, scene.rng.choice((" ", "\n", "\u3000")))


_FULL_WIDTH = {**{c: chr(ord(c) + 0xFEE0) for c in "0123456789"}, "，": ",", "：": ":", "；": ";"}
_NUKTA = {letter: unicodedata.normalize("NFD", letter) for letter in map(chr, range(0x958, 0x960))}


@_way("accents and normal forms")
def _accents(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    for quotation in scene.quotations:
        own = scene.words_of(quotation)
        for n in rng.sample(own, min(len(own), 3)):
            _accent(scene, n)
    for n, token in enumerate(scene.sheet.tokens):
        if token.kind != "blank" and not scene.sheet.is_touched(n):
            _renormalise(scene, n)
    scene.edit_elsewhere()
    return scene


def _accent(scene: Scene, n: int) -> None:
    """Put an accent on a vowel of a word in Latin letters."""
    word = scene.sheet.now[n]
    vowels = [at for at, c in enumerate(word) if c in "aeiouAEIOU"]
    if not vowels:
        return
    at = scene.rng.choice(vowels)
    accented = word[: at + 1] + scene.rng.choice("\u0301\u0300\u0308") + word[at + 1 :]
    form = scene.rng.choice(("NFC", "NFD"))
    scene.sheet.rewrite(n, unicodedata.normalize(form, accented), alike=True)  # type: ignore[arg-type]


def _renormalise(scene: Scene, n: int) -> None:
    """Write a token in another normal form; Chinese signs and digits in another width."""
    was = now = scene.sheet.was(n)
    if scene.editor.space:
        for one, two in _NUKTA.items():
            now = now.replace(two, one)
        if now == was:
            now = unicodedata.normalize("NFD", was)
    else:
        now = was.translate({ord(one): other for one, other in _FULL_WIDTH.items()})
    if now != was:
        scene.sheet.rewrite(n, now, alike=True)


# --- the text around them ---


def _replaced(share: float) -> Change:
    def change(rng: Random, name: str, count: int) -> Scene:
        scene = _scene(rng, name, count)
        scene.editor.edit_share(share, scene.editor.swap, scene.sheet.words)
        return scene

    return change


_way("5 % of words replaced")(_replaced(0.05))
_way("20 % of words replaced")(_replaced(0.2))


@_way("repeated passage")
def _repeated(rng: Random, name: str, count: int) -> Scene:
    plain = article(rng, name, repeats=1)
    passages = draw(rng, plain, math.ceil(count / 2), shortest=10, repeated=0)
    copies = [(p, [plain.text[p[0] : p[1]]] * rng.randint(1, 3)) for p in passages]
    old, places = planted(rng, plain, copies)
    scene = Scene(rng, old, [span for spans in places for span in spans])
    scene.edit_elsewhere(0.03)
    early = [p[0] for p in old.paragraphs[2:5] if not scene.sheet.is_touched(p[0])]
    free = set(scene.words_outside(margin=1))
    for n in early:
        if n in free and rng.random() < 0.5:
            scene.editor.put_sentence(n, paragraph=rng.random() < 0.5)
    inside = [quotation for spans in places for quotation in rng.sample(spans, 2)]
    scene.quotations = rng.sample(inside, count)
    return scene


@_way("paragraph moved")
def _moved(rng: Random, name: str, count: int) -> Scene:
    old = article(rng, name)
    moving: list[range] = []
    room = 0
    for paragraph in rng.sample(old.paragraphs[2:], len(old.paragraphs) - 2):
        start, end = old.span(paragraph)
        if end - start > 150 and (len(moving) < 2 or room < 130 * count):
            moving.append(paragraph)
            room += end - start
    scene = Scene(rng, old, draw(rng, old, count, among=[old.span(p) for p in moving]))
    _move_paragraphs(scene, moving)
    scene.edit_elsewhere()
    return scene


def _move_paragraphs(scene: Scene, moving: Sequence[range]) -> None:
    """Move paragraphs to other places; what parts two paragraphs stays where it is."""
    paragraphs = scene.article.paragraphs
    order = list(paragraphs)
    for paragraph in moving:
        at = order.index(paragraph)
        order.remove(paragraph)
        places = [n for n in range(2, len(order) + 1) if abs(n - at) > 1]
        order.insert(scene.rng.choice(places), paragraph)
    _reorder(scene, paragraphs, order)


def _reorder(scene: Scene, parts: Sequence[range], order: Sequence[range]) -> None:
    """Put parts that follow each other into another order; what parts them stays where it is."""
    found: list[int] = []
    for part, following, new in zip(parts, [*parts[1:], None], order, strict=True):
        found += new
        if following is not None:
            found += range(part.stop, following.start)
    low, high = parts[0].start, parts[-1].stop
    at = scene.sheet.order.index(low)
    assert scene.sheet.order[at : at + high - low] == list(range(low, high))
    scene.sheet.order[at : at + high - low] = found


@_way("sentences reordered")
def _sentences_reordered(rng: Random, name: str, count: int) -> Scene:
    old = article(rng, name)
    shuffled = [s for p in old.paragraphs if (s := _sentences_to_shuffle(old, p))]
    spans = [old.span(s) for parts in shuffled for s in parts]
    scene = Scene(rng, old, draw(rng, old, count, among=spans))
    for parts in shuffled:
        order = list(parts)
        while order == parts:
            rng.shuffle(order)
        _reorder(scene, parts, order)
    scene.edit_elsewhere()
    return scene


def _sentences_to_shuffle(article: Article, paragraph: range) -> list[range]:
    """The sentences of a paragraph, if it has several and is no list."""
    found = [] if article.is_list(paragraph) else sentences(article.text, paragraph)
    return found if len(found) > 1 else []


@_way("paragraphs split and joined")
def _split_and_joined(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    old, sheet = scene.article, scene.sheet
    scene.edit_elsewhere()
    for one, other in zip(old.paragraphs[2:], old.paragraphs[3:], strict=False):
        parts = sentences(old.text, one)
        if len(parts) > 2 and rng.random() < 0.6:
            _split_before(sheet, rng.choice(parts[1:])[0])
        elif rng.random() < 0.3 and sheet.now[one.stop] == sheet.was(one.stop):
            sheet.rewrite(one.stop, scene.article.space or "\n", alike=True)
        assert one.stop + 1 == other.start
    return scene


def _split_before(sheet: Sheet, n: int) -> None:
    """Begin a new paragraph before a token."""
    if sheet.is_touched(n) or sheet.is_touched(n - 1):
        return
    if sheet.tokens[n - 1].kind == "blank":
        sheet.rewrite(n - 1, "\n\n", alike=True)
    else:
        sheet.put(n, "\n\n")


# --- what is gone ---


def _is_clear_cut(scene: Scene, first: int, last: int) -> bool:
    """Whether one can tell just which tokens were dropped: the text beside them is other."""
    sheet, editor = scene.sheet, scene.editor
    own = [n for n in range(first, last + 1) if n in editor.rank]
    low, high = editor.rank[own[0]], editor.rank[own[-1]]

    def word(rank: int) -> str:
        return sheet.was(sheet.words[rank]).casefold() if 0 <= rank < len(sheet.words) else ""

    while low > 0 and not sheet.now[sheet.words[low - 1]]:
        low -= 1
    while high + 1 < len(sheet.words) and not sheet.now[sheet.words[high + 1]]:
        high += 1
    return word(low - 1) != word(high) and word(low) != word(high + 1)


@_way("passage deleted")
def _deleted(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count + 5)
    drawn, scene.quotations = scene.quotations, []
    rng.shuffle(drawn)
    for quotation in drawn:
        around = scene.article.sentences_around(quotation)
        ways = [
            scene.sheet.within(*quotation),
            range(around[0].start, around[-1].stop),
            range(around[0].start, around[-1].stop),
            scene.article.paragraph_around(quotation),
        ]
        rng.shuffle(ways)
        if _delete(scene, quotation, ways):
            scene.quotations.append(quotation)
        if len(scene.quotations) == count:
            break
    scene.edit_elsewhere()
    return scene


def _delete(scene: Scene, quotation: Span, ways: Sequence[range]) -> bool:
    """Delete a quotation in the first of the ways that leaves no doubt; whether there was one.

    One whose copy has the same surroundings stays: who has only the new text, the words and their
    surroundings could not tell whether it was deleted or moved.
    """
    own = scene.sheet.within(*quotation)
    if is_repeated(scene.sheet.old, (quotation[0] - CONTEXT, quotation[1] + CONTEXT)):
        return False
    for part in ways:
        within = part.start <= own.start and own.stop <= part.stop and len(part) < 350
        if within and _is_clear_cut(scene, part[0], part[-1]):
            scene.sheet.drop(part[0], part[-1])
            return True
    return False


# --- what looks like them ---


def _copied(rng: Random, name: str, count: int, exact: float) -> tuple[Scene, list[list[Span]]]:
    """A text in which each quotation has a copy elsewhere: a share exact, the others near."""
    plain = article(rng, name, repeats=2)
    passages = draw(rng, plain, count, shortest=12, wanted=_has_words(2))
    copies = []
    for start, end in passages:
        text = plain.text[start:end]
        if rng.random() >= exact:
            text = near_copy(rng, text, vocabulary(plain.text))
        copies.append(((start, end), [text]))
    old, places = planted(rng, plain, copies)
    return Scene(rng, old, [spans[0] for spans in places]), places


@_way("near-copy elsewhere")
def _near_copy(rng: Random, name: str, count: int) -> Scene:
    scene, _ = _copied(rng, name, count, exact=0.25)
    for start, end in scene.quotations:
        own = scene.words_of((start, end))
        if rng.random() < 0.6:
            for n in rng.sample(own, min(len(own) - 1, 1 + (end - start) // 60)):
                scene.editor.edit(n)
    scene.edit_elsewhere()
    return scene


@_way("deleted, a copy elsewhere")
def _deleted_with_copy(rng: Random, name: str, count: int) -> Scene:
    scene, places = _copied(rng, name, count + 3, exact=0.5)
    kept = {n for spans in places for copy in spans[1:] for n in scene.sheet.within(*copy)}
    drawn, scene.quotations = scene.quotations, []
    for quotation in drawn:
        around = scene.article.sentences_around(quotation)
        ways = [scene.sheet.within(*quotation), range(around[0].start, around[-1].stop)]
        rng.shuffle(ways)
        ways = [part for part in ways if kept.isdisjoint(part)]
        if len(scene.quotations) < count and _delete(scene, quotation, ways):
            scene.quotations.append(quotation)
    scene.edit_elsewhere()
    return scene


# --- all at once ---


@_way("all at once")
def _all_at_once(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    old, sheet, editor = scene.article, scene.sheet, scene.editor
    long = [p for p in old.paragraphs[2:] if len(p) > 40]
    _move_paragraphs(scene, [rng.choice(long)])
    for parts in [s for p in rng.sample(long, 2) if (s := _sentences_to_shuffle(old, p))]:
        at = rng.randrange(len(parts) - 1)
        _reorder(scene, parts, [*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]])
    editor.edit_share(0.02, editor.edit, sheet.words)
    _exchange_signs(scene, rng.choice(_SIGNS), 0.5)
    for n in rng.sample(range(len(sheet.tokens)), 15):
        if not sheet.is_touched(n):
            _change_blank(scene, n)
    whole = [s for p in long for s in sentences(old.text, p) if not any(map(sheet.is_touched, s))]
    for sentence in rng.sample(whole, min(2, len(whole))):
        if _is_clear_cut(scene, sentence[0], sentence[-1]):
            sheet.drop(sentence[0], sentence[-1])
    scene.put_sentences(set(sheet.words))
    for paragraph in rng.sample(long, 2):
        _split_before(sheet, sentences(old.text, paragraph)[-1][0])
    return scene


# --- the corpus ---

WITH_CASE = ("frenemies", "claims-and-sources")
"""The texts in a script that has capitals."""


def corpus(share: float = 1, kinds: Sequence[str] = (), edition: int = 1) -> Iterator[Sample]:
    """Yield the samples of the corpus.

    Args:
        share: How much of it: a share of the quotations of each kind.
        kinds: Only these ways of changing.
        edition: Another number gives another corpus, made in the same way.
    """
    wholes = _split(QUOTATIONS, len(CHANGES))
    for (kind, change), whole in zip(CHANGES.items(), wholes, strict=True):
        if kinds and kind not in kinds:
            continue
        names = WITH_CASE if kind == "case" else tuple(TEXTS)
        for name, count in zip(names, _split(math.ceil(whole * share), len(names)), strict=True):
            sheets = math.ceil(count / max(5, len(base(name)) // 600))
            for part, size in enumerate(_split(count, sheets)):
                yield change(Random(f"{kind}/{name}/{part}/{edition}"), name, size).sample(
                    kind, name
                )


def orientation(rate: float, share: float = 1, edition: int = 1) -> Iterator[Sample]:
    """Yield a thousand quotations, 37 % of them repeated, with a rate of all words edited.

    The quotations are the same for every rate.
    """
    for name in TEXTS:
        for part, size in enumerate(_split(math.ceil(ORIENTATION / len(TEXTS) * share), 4)):
            rng = Random(f"orientation/{name}/{part}/{edition}")
            old = article(rng, name, repeats=6)
            scene = Scene(rng, old, draw(rng, old, size, repeated=0.37, apart=False))
            scene.editor.edit_share(rate, scene.editor.edit, scene.sheet.words)
            yield scene.sample(f"{rate:.0%} of words edited", name)


@cache
def whole_corpus() -> tuple[Sample, ...]:
    """Return the corpus, made once: that takes longer than to ask `archive` about all of it."""
    return tuple(corpus())


@cache
def whole_orientation(rate: float) -> tuple[Sample, ...]:
    """Return the orientation set of a rate, made once."""
    return tuple(orientation(rate))


def _split(whole: int, parts: int) -> list[int]:
    """A number in nearly equal parts."""
    return [whole // parts + (n < whole % parts) for n in range(parts)]
