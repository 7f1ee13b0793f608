"""An article that is being changed: what a way of changing it works with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from random import Random

from tests.tools.edited.articles import (
    Article,
)
from tests.tools.edited.sample import Sample
from tests.tools.edited.sheet import Sheet
from tests.tools.edited.tokens import Span
from tests.tools.edited.words import Editor


class Scene:
    """What a way of changing works with: the article, its sheet, the editor, the quotations."""

    def __init__(self, rng: Random, article: Article, quotations: Sequence[Span] = ()) -> None:
        self.rng = rng
        self.article = article
        self.sheet = Sheet(article.text)
        self.editor = Editor(rng, self.sheet)
        self.quotations = list(quotations)
        self.cuts: dict[Span, int] = {}
        """The tokens before which quotations were cut in two sentences."""

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

    def sample(self, kind: str, source: str, *, form_only: bool = False) -> Sample:
        """Return what came of it."""
        for start, end in self.quotations:
            assert any(low <= start and end <= high for low, high in self.article.blocks)
        quotations = tuple(sorted(self.quotations))
        cuts = tuple(map(self.cuts.get, quotations)) if self.cuts else ()
        return Sample(kind, source, self.sheet.derivation(), quotations, cuts, form_only=form_only)
