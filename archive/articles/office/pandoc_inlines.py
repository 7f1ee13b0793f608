"""Builds words from pandoc's inlines: the text is restored from the marked copy, with marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from archive.articles.content import Call, MarkupAnnotation, Words
from archive.articles.office.marked_copy import CLOSE, OPEN, MarkedCopy, split_signs
from archive.articles.office.pandoc_ast import Node, kind_and_contents
from archive.formats.nested_spans import Span, fit_spans, overlaid
from archive.model.blocks import Formatting, FormattingType, LineBreak, Link, Mark
from archive.model.captures import CaptureOrigin

_FORMATTING: dict[str, FormattingType] = {
    "Emph": "italic",
    "Strong": "bold",
    "Underline": "underline",
    "Strikeout": "strikethrough",
    "Superscript": "superscript",
    "Subscript": "subscript",
    "SmallCaps": "small-caps",
}
"""Formatting by pandoc's names. A word processor knows only italic and bold, not emphasis."""
MOST_OPEN = 100
"""How many stretches may overlap at one place; further ones are on no words."""


@dataclass(slots=True)
class LineImage:
    """An image in a line."""

    target: str
    """Its file, as the document names it."""
    description: str


@dataclass(slots=True)
class TextBuilder:
    """Builds a text, in the order of the file."""

    context: DocumentContext
    text: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[int, int, int, Mark | Call]] = field(default_factory=list)
    """Start, the negative of the end, rank, and the mark."""
    numbers: list[int] = field(default_factory=list)
    """The numbers of its paragraphs."""
    images: list[LineImage] = field(default_factory=list)
    stretches: list[Span[int]] = field(default_factory=list)
    _open: dict[int, int] = field(default_factory=dict)
    """The positions in `stretches` of those that are open, by their numbers."""
    _begun: int = 0
    """How many marks have begun."""

    def inlines(self, nodes: Sequence[Node]) -> None:
        """Add inlines."""
        for node in nodes:
            self._inline(node)

    def _inline(self, node: Node) -> None:
        kind, contents = kind_and_contents(node)
        match kind:
            case "Str":
                self._words(contents)
            case "Space" | "SoftBreak":
                self._write(" ")
            case "LineBreak":
                self.line_break()
            case "Code":
                self._formatted("code", lambda: self._words(contents[1]))
            case "Math":
                self._words(contents[1])
            case "Note":
                key = self.context.note(contents)
                if key is not None:
                    self._mark(Call(self.length, self.length, key), self.length)
            case "Link":
                self._link(contents[1], contents[2][0])
            case "Image":
                at, self.context.at = self.context.at, None  # an image description is no text
                words = TextBuilder(self.context)
                words.inlines(contents[1])
                self.context.at = at
                self.images.append(LineImage(contents[2][0], "".join(words.text).strip()))
            case "Span" | "Quoted" | "Cite":
                self.inlines(contents[1])
            case "RawInline":
                self._words(contents[1])
            case _ if kind in _FORMATTING:
                self._formatted(_FORMATTING[kind], lambda: self.inlines(contents))
            case _:
                raise AssertionError(f"pandoc has no inline {kind}")

    def _words(self, text: str) -> None:
        """Add words with the private characters of the marked copy."""
        for sign, piece in split_signs(text):
            if isinstance(piece, str):
                self._lines(piece)
            elif sign == OPEN:
                if len(self.context.open) < MOST_OPEN:
                    self.context.open[piece] = None
                    self._open[piece] = len(self.stretches)
                    self.stretches.append(Span(self.length, -1, piece))
                else:
                    tail = f"of more than {MOST_OPEN} that overlap; without a place in the text"
                    self.context.marked.losses.add("stretches", tail)
            elif sign == CLOSE:
                self.context.open.pop(piece, None)
                self._end(piece)
            else:
                self.numbers.append(piece)
                self.context.seen[piece] = []
                self.context.at = piece

    def _lines(self, text: str) -> None:
        """Add words and line breaks, each break after its private character."""
        first, *others = text.split("\n")
        self._write(first)
        for other in others:
            self.line_break()
            self._write(other)

    def line_break(self) -> None:
        """Add a line break."""
        self._write("\n")
        self._mark(LineBreak(start=self.length, end=self.length), self.length)

    def _write(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)
        if self.context.at is not None:
            self.context.seen[self.context.at].append(text)

    def _formatted(self, type: FormattingType, inner: Callable[[], None]) -> None:
        start, rank = self.length, self._begin()
        inner()
        if start < self.length:
            self._mark(Formatting(start=start, end=self.length, type=type), start, rank)

    def _link(self, inner: Sequence[Node], target: str) -> None:
        start, rank = self.length, self._begin()
        self.inlines(inner)
        if start < self.length:
            address = self.context.address(target)
            self._mark(Link(start=start, end=self.length, target=address), start, rank)

    def _mark(self, mark: Mark | Call, start: int, rank: int | None = None) -> None:
        rank = self._begin() if rank is None else rank
        self.marks.append((start, -self.length, rank, mark))

    def _begin(self) -> int:
        self._begun += 1
        return self._begun

    def _end(self, number: int) -> None:
        n = self._open.pop(number, None)
        if n is not None:
            self.stretches[n] = self.stretches[n]._replace(end=self.length)

    def words(self) -> Words:
        """Return the words built."""
        stretches = [
            one if one.end >= 0 else one._replace(end=self.length) for one in self.stretches
        ]
        with_words = [one for one in stretches if one.start < one.end]
        of = self.context.marked.stretches
        marks = [mark for *_, mark in sorted(self.marks, key=lambda one: one[:3])]
        additions = [one for one in with_words if of[one.tag].kind == "addition"]
        if additions:
            received = [Span(mark.start, mark.end, mark) for mark in marks]
            wide = [mark for mark in marks if mark.start < mark.end]
            added: list[Span[Mark | Call]] = [
                Span(start, end, Formatting(start=start, end=end, type="addition"))
                for start, end, _ in fit_spans(additions, wide, lambda _: 0)
            ]
            marks = [span.tag for span in overlaid(received, added)]
        annotations = [
            MarkupAnnotation(start, end, annotation)
            for start, end, number in with_words
            for annotation in of[number].annotations
        ]
        self.context.placed.update(one.tag for one in with_words)
        places = (one for n in self.numbers for one in self.context.marked.paragraphs[n].places)
        return Words(
            "".join(self.text),
            CaptureOrigin(capture=self.context.capture),
            tuple(marks),
            annotations=tuple(annotations),
            id=next((one for one in places if one in self.context.linked), ""),
        )

    def append(self, other: TextBuilder, between: str) -> None:
        """Append the content of another builder, after some text."""
        self.context.at = None
        self._write(between)
        at, begun = self.length, self._begun
        self.text += other.text
        self.length += other.length
        for start, end, rank, mark in other.marks:
            moved = _shifted(mark, at)
            self.marks.append((start + at, end - at, rank + begun, moved))
        self._begun += other._begun
        self.numbers += other.numbers
        self.images += other.images
        for one in other.stretches:
            end = one.end + at if one.end >= 0 else -1
            n = None if one.start else self._open.get(one.tag)
            if n is not None:
                self.stretches[n] = self.stretches[n]._replace(end=end)
                if end >= 0:
                    del self._open[one.tag]
            else:
                if end < 0:
                    self._open[one.tag] = len(self.stretches)
                self.stretches.append(Span(one.start + at, end, one.tag))

    def append_after_break(self, other: TextBuilder) -> None:
        """Append the content of another builder, after a line break."""
        self.context.at = None
        self.line_break()
        self.append(other, "")

    @property
    def is_blank(self) -> bool:
        """Whether it holds no words, and calls no note."""
        if any(one.strip() for one in self.text):
            return False
        return not any(isinstance(mark, Call) for *_, mark in self.marks)


def _shifted(mark: Mark | Call, by: int) -> Mark | Call:
    """Return a mark that stands so many code points later."""
    if isinstance(mark, Call):
        return Call(mark.start + by, mark.end + by, mark.key)
    return mark.update(start=mark.start + by, end=mark.end + by)


@dataclass(slots=True)
class DocumentContext:
    """What the readers of a tree share."""

    marked: MarkedCopy
    capture: str
    note: Callable[[Sequence[Node]], str | None]
    """Adds the blocks of a note, and returns its key; `None` if it holds no words."""
    address: Callable[[str], str | None]
    """Returns the address of a link target, if it has one."""
    linked: set[str]
    """The bookmarks to which links lead."""
    open: dict[int, None] = field(default_factory=dict)
    """The stretches that have begun and not ended."""
    placed: set[int] = field(default_factory=set)
    """The stretches with words."""
    seen: dict[int, list[str]] = field(default_factory=dict)
    """The text that pandoc returned of each paragraph, by its number."""
    at: int | None = None
    """The number of the paragraph that is read."""

    def line(self, nodes: Sequence[Node] = ()) -> TextBuilder:
        """Return a builder with these inlines, in which open stretches continue."""
        builder = TextBuilder(
            self,
            stretches=[Span(0, -1, number) for number in self.open],
            _open={number: n for n, number in enumerate(self.open)},
        )
        builder.inlines(nodes)
        return builder
