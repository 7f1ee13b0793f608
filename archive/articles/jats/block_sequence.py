"""Collects blocks in reading order, in sections that end where they end in the file."""

from __future__ import annotations

from typing import Literal

from archive.articles import content

DEEPEST_SECTION = 20
"""The deepest level of sections; a record has 32 levels for sections and lists together."""

Role = Literal["section", "notes", "references", "appendix"]


class BlockSequence:
    """The blocks in reading order, with the headings of their sections.

    Level 0 is the article, level 1 its sections. In the file, a section may continue after an inner
    section has ended; the blocks that follow are then put into a section without a heading.
    """

    def __init__(self) -> None:
        self.blocks: list[content.Block] = []
        self._open = 0
        """The level of the latest heading."""
        self._resumed = -1
        """The level of the section that continues in the open section without a heading."""
        self.resumed = 0
        """The number of sections without a heading, made for blocks after an inner section."""

    def heading(self, words: content.Words | None, level: int, role: Role, id: str) -> None:
        """Begin a section at a level."""
        level = min(level, DEEPEST_SECTION)
        self.blocks.append(content.Heading(words, level, role, id))
        self._open, self._resumed = level, -1

    def add(self, block: content.Block, level: int) -> None:
        """Add a block at a level; after an inner section, first open one without a heading."""
        level = min(level, DEEPEST_SECTION)
        if self._open > level and self._resumed != level:
            self.heading(None, level + 1, "section", "")
            self._resumed = level
            self.resumed += 1
        self.blocks.append(block)
