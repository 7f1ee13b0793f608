"""The stack of the walk through a page: open elements, with the run of words in each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.articles.html.element_kinds import DEEPEST, Kind
from archive.articles.html.marks import FORMATTING_BY_ELEMENT, language_of
from archive.articles.html.page_context import PageContext, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.derivations.html_text_1 import Element


_BLANK = re.compile(r"\s*")


class StackFrame:
    """An open element in the walk, and the run of words in it."""

    __slots__ = (
        *("blank_to", "element", "elements", "has_headed", "kind", "language", "next", "start"),
        "wraps",
    )

    def __init__(
        self, element: Element, language: str, wraps: tuple[Element, ...], kind: Kind = "holder"
    ) -> None:
        self.element, self.language, self.kind = element, language, kind
        self.next = 0
        """The index of the next child."""
        self.start = element.start
        """The start of the current run."""
        self.blank_to = self.start
        """The end of the part of the run that is known to be blank."""
        self.elements: list[Element] = []
        """The elements in the run so far."""
        self.wraps = wraps
        """Inline elements around this element, from which its words get marks."""
        self.has_headed = False
        """Whether the words of a heading have been read."""

    def begin(self, start: int) -> None:
        """Begin a new run at this offset, or where the current run begins if that is later."""
        self.start = self.blank_to = max(self.start, start)
        self.elements = []

    def has_words(self, text: str, end: int) -> bool:
        """Whether the run has words before an offset; checked blanks are not checked again."""
        blank = _BLANK.match(text, self.blank_to, end)
        self.blank_to = blank.end() if blank else self.blank_to
        return self.blank_to < end

    def around(self, child: Element) -> tuple[Element, ...]:
        """Return the inline elements around the words of a child, from which they get marks."""
        is_mark = not child.is_block and (child.name == "a" or child.name in FORMATTING_BY_ELEMENT)
        return (*self.wraps, child) if is_mark and len(self.wraps) < DEEPEST else self.wraps


def runs_in(context: PageContext, element: Element) -> Iterator[Run]:
    """Yield the runs of an element and of all blocks in it; lists and tables become runs, too."""
    stack = [StackFrame(element, context.language_at(element), ())]
    while stack:
        frame = stack[-1]
        children = frame.element.children
        child = children[frame.next] if frame.next < len(children) else None
        frame.next += 1
        if child is not None and not (child.is_block or child in context.block_holders):
            frame.elements.append(child)
            continue
        stop = frame.element.end if child is None else child.start
        start, end = context.trimmed(frame.start, stop)
        if end > start:
            elements = tuple(frame.elements)
            yield Run(start, end, frame.element, elements, frame.language)
        frame.elements = []
        if child is None:
            stack.pop()
        else:
            frame.begin(child.end)
            stack.append(StackFrame(child, language_of(child) or frame.language, ()))
