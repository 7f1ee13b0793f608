"""Walks through a page and yields the blocks of article and furniture, each word once, in order.

An element becomes a block, contains blocks, or is part of a line. Words between two blocks of an
element are a run, and become paragraphs. Only the readers of lists, quotations and figures call the
walk again for their content, to a fixed depth.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.html import figures, leaf_blocks, lists, quotations, tables
from archive.articles.html.element_kinds import DEEPEST, ElementKinds, Kind, looks_like_heading
from archive.articles.html.furniture_names import is_role_by_names_alone
from archive.articles.html.marks import language_of
from archive.articles.html.page_context import PageContext, Piece, Run, within
from archive.articles.html.tuning import BESIDE_ELEMENT, SHORTEST_TWICE
from archive.articles.html.walk_stack import StackFrame
from archive.text.running_prose import is_running_prose
from archive.text.sentences import ends_like_a_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.derivations.html_text_1 import Element


class BlockWalk:
    """Yields the blocks of a page in order."""

    def __init__(self, context: PageContext) -> None:
        self.context = context
        self._kinds = ElementKinds(context)
        self._in_caption = False
        self._seen_paragraphs: dict[str, tuple[int, Element | None]] = {}
        self._last_repeated = -2
        self._copies: dict[Element, bool] = {}

    def pieces(self, root: Element, depth: int = 0) -> Iterator[Piece]:
        """Yield the blocks in an element, in order."""
        stack = [StackFrame(root, self.context.language_at(root), ())]
        while stack:
            frame = stack[-1]
            if frame.next == len(frame.element.children):
                stack.pop()
                yield from self._flush_run(frame, frame.element.end)
                continue
            child = frame.element.children[frame.next]
            frame.next += 1
            if child.is_left_out:
                continue
            kind = self._kinds.of(child, depth)
            if kind == "caption" and self._in_caption:
                kind = "holder"
            if kind == "line":
                if self._is_edge(frame, child) and (role := self._role_in_line(frame, child)):
                    yield from self._flush_run(frame, child.start)
                    yield from leaf_blocks.furniture(self.context, child, role)
                    frame.begin(child.end)
                else:
                    frame.elements.append(child)
                continue
            yield from self._flush_run(frame, child.start)
            frame.begin(child.end)
            if kind == "holder":
                stack.append(
                    StackFrame(child, language_of(child) or frame.language, frame.around(child))
                )
            elif kind == "heading":
                stack.append(
                    StackFrame(child, language_of(child) or frame.language, frame.wraps, kind)
                )
            else:
                yield from self._block(child, kind, depth)

    def within(self, element: Element, depth: int) -> Iterator[Piece]:
        """Yield the blocks that are made from the element itself."""
        kind = self._kinds.of(element, depth)
        if kind in ("line", "holder", "heading"):
            yield from self.pieces(element, depth)
        else:
            yield from self._block(element, kind, depth)

    # --- runs ---

    def _is_edge(self, frame: StackFrame, child: Element) -> bool:
        """Whether an inline element is at the start or end of its run, and may be furniture."""
        if not child.attributes and child.name not in ("button", "select"):
            return False
        if child.name in ("sup", "sub"):
            return False
        text = self.context.page.text
        after = text[child.end : min(child.end + 2, frame.element.end)]
        is_edge = not frame.has_words(text, child.start) or not after.split("\n", 1)[0].strip()
        return child.end > child.start and is_edge

    def _role_in_line(self, frame: StackFrame, child: Element) -> str | None:
        """Return the role of an inline element at the start or end of a run, if it is furniture.

        If only class names suggest furniture, a heading or part of a sentence is not furniture.
        """
        text, end = self.context.page.text, frame.element.end
        role = self.context.furniture.role(child)
        has_letters = _LETTER.search(text, child.start, child.end)
        if role is None or not has_letters or not is_role_by_names_alone(child):
            return role
        if frame.kind == "heading":
            start = frame.element.start
            others = _LETTER.search(text, start, child.start) or _LETTER.search(
                text, child.end, end
            )
            return role if others else None
        before = text[max(frame.start, child.start - BESIDE_ELEMENT) : child.start].rpartition(
            "\n"
        )[2]
        after = text[child.end : min(child.end + BESIDE_ELEMENT, end)].partition("\n")[0]
        if before.strip() and not ends_like_a_sentence(before):
            return None
        is_prose = after.strip()[:1].islower() or is_running_prose(text[child.start : child.end])
        return None if is_prose else role

    def _flush_run(self, frame: StackFrame, end: int) -> Iterator[Piece]:
        """Yield the blocks of the current run, which ends here."""
        context = self.context
        start, end = context.trimmed(frame.start, end)
        elements, frame.elements = frame.elements, []
        if end > start and not context.text(start, end).isspace():
            around = (*frame.wraps, *elements)
            run = Run(start, end, frame.element, tuple(around), frame.language)
            if frame.wraps:
                run = run._replace(elements=(*frame.wraps, *within(elements)), is_flat=True)
            yield from self._pieces_of_run(run, frame)
        elif elements:
            at = frame.start
            if context.region.overlaps(at - 1, at + 1):
                yield from leaf_blocks.images(self.context, elements, at)

    def _pieces_of_run(self, run: Run, frame: StackFrame) -> Iterator[Piece]:
        context = self.context
        if not context.region.overlaps(run.start, run.end):
            words = context.words(run.around, run.start, run.end)
            role = context.furniture.role_of_words(run.start, run.end)
            yield Piece(content.Furniture(words, role), run.start, run.end)
            return
        if frame.kind == "heading" or looks_like_heading(context, run):
            yield Piece(leaf_blocks.heading(self.context, frame, run), run.start, run.end)
            return
        if (figure := leaf_blocks.captioned_image(self.context, run)) is not None:
            yield Piece(figure, run.start, run.end)
            return
        for part in context.split_paragraphs(run):
            role = context.furniture.role_of_words(part.start, part.end) or (
                None if self._in_caption else self._kinds.role_in_head(part)
            )
            if role is not None:
                words = context.words(part.around, part.start, part.end)
                yield Piece(content.Furniture(words, role), part.start, part.end)
            elif self._is_repeated(part):
                words = context.words(part.around, part.start, part.end)
                yield Piece(content.Furniture(words, "repeated"), part.start, part.end)
            else:
                yield Piece(content.Paragraph(context.words_of_run(part)), part.start, part.end)

    def _is_repeated(self, run: Run) -> bool:
        """Whether a paragraph is in a copy of earlier paragraphs, such as an audio transcript.

        All long lines around the paragraph must be repeated, or the paragraph before it. A single
        repetition among other paragraphs, such as a question or a line of verse, is no copy.
        """
        if run.end - run.start < SHORTEST_TWICE:
            return False
        text = self.context.text(run.start, run.end)
        if "\n" in text:
            return False
        parent = run.around.parent
        n, box = self._seen_paragraphs.setdefault(text, (len(self._seen_paragraphs), parent))
        follows, self._last_repeated = n == self._last_repeated + 1, n
        return box is not parent and (follows or (parent is not None and self._is_copy(parent)))

    def _is_copy(self, box: Element) -> bool:
        """Whether each long line of an element was already seen in another element."""
        if box not in self._copies:
            lines = self.context.text(box.start, box.end).split("\n")
            long = [line for line in lines if len(line) >= SHORTEST_TWICE]
            self._copies[box] = all(
                self._seen_paragraphs.get(one, (0, box))[1] is not box for one in long
            )
        return self._copies[box]

    # --- blocks of their own kind ---

    def _block(self, element: Element, kind: Kind, depth: int) -> Iterator[Piece]:
        context = self.context
        if kind in ("code", "verse", "note", "caption", "figure"):
            context.losses.take(element)
        match kind:
            case "furniture":
                role = context.furniture.role(element)
                if role == "control" and element in context.image_holders:
                    yield from leaf_blocks.images(self.context, [element], element.start)
                yield from leaf_blocks.furniture(self.context, element, role)
            case "outside":
                yield from leaf_blocks.furniture(
                    self.context, element, context.furniture.role(element)
                )
            case "code":
                yield from leaf_blocks.code(context, element)
            case "verse":
                yield from leaf_blocks.verse(context, element)
            case "note":
                yield from leaf_blocks.note(context, element)
            case "caption":
                yield from self._caption(element, depth)
            case "table":
                yield from tables.pieces(context, element)
            case "list":
                yield from lists.pieces(self, element, depth + 1)
            case "quotation":
                yield from quotations.pieces(self, element, depth + 1)
            case "figure":
                yield from figures.pieces(self, element, depth + 1)
            case _:
                raise AssertionError(kind)

    def _caption(self, element: Element, depth: int) -> Iterator[Piece]:
        """Yield a caption as one text, and furniture before or after it."""
        self._in_caption = True
        inner = list(self.pieces(element, DEEPEST))
        self._in_caption = False
        texts = [piece for piece in inner if not isinstance(piece.block, content.Furniture)]
        texts = [piece for piece in texts if piece.end > piece.start]
        if texts:
            start, end = texts[0].start, texts[-1].end
            for piece in texts:
                if not isinstance(piece.block, content.Paragraph):
                    self.context.losses.add("content other than paragraphs in a caption", element)
            elements = (one for one in element.within() if one is not element)
            language = self.context.language_at(element)
            words = self.context.words(element, start, end, elements, language)
            yield Piece(content.Figure((words,)), start, end)
        for piece in inner:
            is_within = texts and texts[0].start <= piece.start < texts[-1].end
            if isinstance(piece.block, content.Furniture) and not is_within:
                yield piece


_LETTER = re.compile(r"[^\W\d_]")
