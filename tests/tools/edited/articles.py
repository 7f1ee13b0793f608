"""Articles of which the text is edited, and quotations of them."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from random import Random

from archive.text.graphemes import splits_grapheme
from tests.samples import from_text
from tests.tools.edited.tokens import Span, Token, is_han, tokens

ROOT = Path(__file__).resolve().parents[3]

TEXTS = {
    "frenemies": ROOT / "documents/frenemies/received/frenemies.txt",
    "claims-and-sources": ROOT / "documents/claims-and-sources/received/claims-and-sources.txt",
    "arabic": ROOT / "tests/revision/corpus/arabic.txt",
    "chinese": ROOT / "tests/revision/corpus/chinese.txt",
    "hindi": ROOT / "tests/revision/corpus/hindi.txt",
}


SHORTEST, LONGEST = 5, 300
"""The lengths of quotations in code points; in between, each doubling is equally frequent."""

REPEATED = 0.45
"""The share of quotations for which a passage is looked for that stands in several places."""


_STOPS = ".!?…؟।。！？"
_CLOSERS = "\"'”’»)]」』）"


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
        document = from_text(self.text, id="article")
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
