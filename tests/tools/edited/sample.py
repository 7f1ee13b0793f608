"""A text, the same text changed, and quotations of the old with what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tests.tools.edited.sheet import Derivation, Truth
from tests.tools.edited.tokens import Span

CONTEXT = 20
"""How many code points before and after a quotation a method may be given."""


@dataclass(frozen=True)
class Sample:
    """A text, the same text changed in one way, and quotations of the old with their truths."""

    kind: str
    """The way in which it was changed."""
    source: str
    """The text that it was made from."""
    derivation: Derivation
    quotations: tuple[Span, ...]
    cuts: tuple[int | None, ...] = ()
    """Of each quotation the token before which it was cut in two sentences, if it was."""
    form_only: bool = False
    """Whether nothing but the form of the quotations was changed."""
    through: tuple[str, ...] = ()
    """The texts that stood there in between, one after the other; none is known to a search."""

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

    def halves(self, n: int) -> tuple[Span, ...]:
        """Return the stretches of a quotation before its cut and behind it; none without one."""
        cut = self.cuts[n] if self.cuts else None
        if cut is None:
            return ()
        start, end = self.quotations[n]
        at = self.derivation.sheet.tokens[cut].start
        return (start, at), (at, end)

    def exact(self, n: int) -> str:
        """Return the words of a quotation."""
        start, end = self.quotations[n]
        return self.old[start:end]
