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
