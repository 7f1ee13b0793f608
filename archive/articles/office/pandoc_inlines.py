"""Builds words from the file's text and pandoc's inlines: pandoc's formatting becomes marks.

The text of pandoc's inlines is decoded, and marks get offsets in this text. Where this text differs
from the text of the file, the marks are moved. The words always come from the file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from archive.articles.content import Call, MarkupAnnotation, Words
from archive.articles.office.marked_copy import CLOSE, IMAGE, OPEN, MarkedCopy, split_signs
from archive.articles.office.pandoc_ast import Node, kind_and_contents
from archive.derivations.paragraph_text import ParagraphText
from archive.formats.nested_spans import Span, fit_spans, overlaid
from archive.model.blocks import Formatting, FormattingType, LineBreak, Link, Mark
from archive.model.captures import CaptureOrigin, ElementOrigin
from archive.text.common_affixes import common_prefix_length, common_suffix_length

_FORMATTING: dict[str, FormattingType] = {
    "Emph": "italic",
    "Strong": "bold",
    "Underline": "underline",
    "Strikeout": "strikethrough",
    "Superscript": "superscript",
    "Subscript": "subscript",
    "SmallCaps": "small-caps",
}
"""Formatting types by pandoc's names. Word processors have italic and bold, but no emphasis."""
MOST_OPEN = 100
"""The most stretches that may overlap at one place; further ones are not attached to words."""


@dataclass(slots=True)
class TextBuilder:
    """Builds the text and marks of one block, in the order of the file."""

    context: DocumentContext
    text: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[int, int, int, Mark | Call]] = field(default_factory=list)
    """For each mark: its start, the negative of its end, its rank in opening order, the mark."""
    numbers: list[int] = field(default_factory=list)
    """The numbers of the paragraphs that form the text."""
    blank_at_end: int = 0
    """How many of these paragraphs, counted from the end, are blank."""
    images: list[int] = field(default_factory=list)
    """The numbers of the images in the text."""
    stretches: list[Span[int]] = field(default_factory=list)
    _open: dict[int, int] = field(default_factory=dict)
    """The position in `stretches` of each stretch that has not ended, by its number."""
    _begun: int = 0
    """The number of marks that have begun."""

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
                pass  # each image of the file has a sign instead
            case "Span" | "Quoted" | "Cite":
                self.inlines(contents[1])
            case "RawInline":
                self._words(contents[1])
            case _ if kind in _FORMATTING:
                self._formatted(_FORMATTING[kind], lambda: self.inlines(contents))
            case _:
                raise AssertionError(f"pandoc has no inline {kind}")

    def _words(self, text: str) -> None:
        """Add words that contain the private characters of the marked copy."""
        for sign, piece in split_signs(text):
            if isinstance(piece, str):
                self._lines(piece)
            elif sign == OPEN:
                if len(self.context.open) < MOST_OPEN:
                    self.context.open[piece] = None
                    self._open[piece] = len(self.stretches)
                    self.stretches.append(Span(self.length, -1, piece))
                else:
                    what = f"annotations beyond {MOST_OPEN} that overlap; not attached to words"
                    self.context.marked.losses.add(what)
            elif sign == CLOSE:
                self.context.open.pop(piece, None)
                self._end(piece)
            elif sign == IMAGE:
                self.images.append(piece)
            else:
                self.numbers.append(piece)
                self.context.seen[piece] = []
                self.context.at = piece

    def _lines(self, text: str) -> None:
        """Add words and line breaks; the mark of a line break follows its character."""
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
        """Return the words of the paragraphs, as in the file, with the marks built so far."""
        numbers = self.numbers[: len(self.numbers) - self.blank_at_end] or self.numbers[:1]
        if not numbers:
            return Words("", CaptureOrigin(capture=self.context.capture))
        paragraphs = [self.context.marked.paragraphs[number] for number in numbers]
        start, end = paragraphs[0].element.start, max(paragraphs[0].end, paragraphs[-1].end)
        text = self.context.text.text[start:end]
        offsets = _Offsets("".join(self.text), text)
        stretches = [
            one if one.end >= 0 else one._replace(end=self.length) for one in self.stretches
        ]
        with_words = [moved for one in stretches if (moved := offsets.moved(one)).start < moved.end]
        of = self.context.marked.stretches
        in_order = [mark for *_, mark in sorted(self.marks, key=lambda one: one[:3])]
        marks = [mark for mark in map(offsets.moved_mark, in_order) if mark is not None]
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
        hint = ElementOrigin(capture=self.context.capture, path=paragraphs[0].element.path)
        return Words(
            text,
            self.context.text.origin_of(self.context.capture, start, end, hint),
            tuple(marks),
            annotations=tuple(annotations),
            id=next((one for one in places if one in self.context.linked), ""),
        )

    def append(self, other: TextBuilder, *, marks_breaks: bool = True) -> None:
        """Append the text that follows in the file, then the content of another builder."""
        self.context.at = None
        between = self._between(other)
        if marks_breaks:
            self._lines(between)
        else:
            self._write(between)
        at, begun = self.length, self._begun
        self.text += other.text
        self.length += other.length
        for start, end, rank, mark in other.marks:
            moved = _shifted(mark, at)
            self.marks.append((start + at, end - at, rank + begun, moved))
        self._begun += other._begun
        self.blank_at_end = (
            self.blank_at_end + len(other.numbers) if other.is_blank else other.blank_at_end
        )
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

    def _between(self, other: TextBuilder) -> str:
        """Return the file's text between these paragraphs and those of another builder."""
        if not self.numbers or not other.numbers:
            return ""
        paragraphs = self.context.marked.paragraphs
        end, start = paragraphs[self.numbers[-1]].end, paragraphs[other.numbers[0]].element.start
        return self.context.text.text[end:start]

    @property
    def is_blank(self) -> bool:
        """Whether the text has no words of the file and no references to notes."""
        if not self.numbers:
            return True
        if any(one.strip() for one in self.text):
            return False
        return not any(isinstance(mark, Call) for *_, mark in self.marks)


class _Offsets:
    """Converts offsets in the text that pandoc returned to offsets in the text of the file.

    Offsets in the common beginning and the common end of the texts stay on their words. Other
    offsets move to the start of the part that differs.
    """

    def __init__(self, found: str, text: str) -> None:
        self._prefix = self._suffix = len(found)
        self._by = 0
        if found != text:
            self._prefix = common_prefix_length(found, text)
            suffix = common_suffix_length(found[self._prefix :], text[self._prefix :])
            self._suffix, self._by = len(found) - suffix, len(text) - len(found)

    def _moved(self, at: int) -> int:
        if at <= self._prefix:
            return at
        return at + self._by if at >= self._suffix else self._prefix

    def moved(self, span: Span[int]) -> Span[int]:
        """Return the span of the same words in the text of the file."""
        return span._replace(start=self._moved(span.start), end=self._moved(span.end))

    def moved_mark(self, mark: Mark | Call) -> Mark | Call | None:
        """Return the mark at the same words in the file; `None` if these words are not there."""
        start, end = self._moved(mark.start), self._moved(mark.end)
        if isinstance(mark, Call):
            return Call(start, end, mark.key)
        has_lost_words = start == end and mark.start < mark.end
        is_lost_break = isinstance(mark, LineBreak) and self._prefix < mark.start < self._suffix
        if has_lost_words or is_lost_break:
            return None
        return mark if (start, end) == (mark.start, mark.end) else mark.update(start=start, end=end)


def _shifted(mark: Mark | Call, by: int) -> Mark | Call:
    """Return a mark moved forward by a number of code points."""
    if isinstance(mark, Call):
        return Call(mark.start + by, mark.end + by, mark.key)
    return mark.update(start=mark.start + by, end=mark.end + by)


@dataclass(slots=True)
class DocumentContext:
    """State that the builders of all texts of a document share."""

    marked: MarkedCopy
    text: ParagraphText
    """The text of the file."""
    capture: str
    note: Callable[[Sequence[Node]], str | None]
    """Adds the blocks of a note and returns its key; `None` if the note has no words."""
    address: Callable[[str], str | None]
    """Returns a link target if it is an address, `None` if it is not."""
    linked: set[str]
    """The bookmarks that links point to."""
    open: dict[int, None] = field(default_factory=dict)
    """The numbers of the stretches that have begun and not ended."""
    placed: set[int] = field(default_factory=set)
    """The numbers of the stretches that are attached to words."""
    seen: dict[int, list[str]] = field(default_factory=dict)
    """The text that pandoc returned for each paragraph, by its number."""
    at: int | None = None
    """The number of the paragraph that is being read."""

    def line(self, nodes: Sequence[Node] = ()) -> TextBuilder:
        """Return a builder with these inlines, in which open stretches continue."""
        builder = TextBuilder(
            self,
            stretches=[Span(0, -1, number) for number in self.open],
            _open={number: n for n, number in enumerate(self.open)},
        )
        builder.inlines(nodes)
        return builder
