"""Edits of single words of a text, such that everybody can tell what was done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from random import Random

from rapidfuzz.fuzz import ratio

from tests.tools.edited.articles import vocabulary
from tests.tools.edited.sheet import Sheet
from tests.tools.edited.tokens import graphemes, is_han, tokens


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
        letters = graphemes(word)
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
                wrong[at] = self.rng.choice(graphemes(self.rng.choice(self.pool)))
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


def near_copy(rng: Random, text: str, pool: Sequence[str]) -> str:
    """Return a text with a few of its words replaced by others, at least one."""
    sheet = Sheet(text)
    editor = Editor(rng, sheet, pool)
    for n in rng.sample(sheet.words, max(1, round(len(sheet.words) * rng.uniform(0.05, 0.2)))):
        editor.swap(n)
    return sheet.derivation().new
