"""Collects blocks in reading order, with sections that end where the file ends them."""

from __future__ import annotations

from typing import Literal

from archive.articles import content

DEEPEST_SECTION = 20
"""How deep sections nest; a record has 32 levels for sections and lists together."""

Role = Literal["section", "notes", "references", "appendix"]


class BlockSequence:
    """Blocks in reading order.

    A level is that of a section; 0 is the article. A section of the file may continue after an
    inner section has ended; the blocks that follow are then in a section without a heading.
    """

    def __init__(self) -> None:
        self.blocks: list[content.Block] = []
        self._open = 0
        """The level of the last heading."""
        self._resumed = -1
        """The level that the open section without a heading continues."""
        self.resumed = 0
        """How many sections without a heading were made for blocks after an inner section."""

    def heading(self, words: content.Words | None, level: int, role: Role, id: str) -> None:
        """Begin a section."""
        level = min(level, DEEPEST_SECTION)
        self.blocks.append(content.Heading(words, level, role, id))
        self._open, self._resumed = level, -1

    def add(self, block: content.Block, level: int) -> None:
        """Add a block to the section of a level."""
        level = min(level, DEEPEST_SECTION)
        if self._open > level and self._resumed != level:
            self.heading(None, level + 1, "section", "")
            self._resumed = level
            self.resumed += 1
        self.blocks.append(block)
