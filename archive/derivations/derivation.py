"""The interface of a derivation: from bytes of a capture to text, from an origin to its words."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from archive.derivations.markers import is_marker
from archive.model.captures import (
    BlockOrigin,
    CaptureOrigin,
    ElementOrigin,
    LinesOrigin,
    Origin,
    OriginOfBlock,
    TextOrigin,
)
from archive.model.captures import (
    Derivation as Name,
)

_LINE_END = re.compile("[\r\n]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r(?!\n)")
"""Matches what separates two paragraphs of a text without markup."""


class Gap(NamedTuple):
    """The content of a capture between two origins."""

    text: str
    """The text; empty if there is nothing between the origins."""
    at: str
    """Where this text begins in the file, as messages say it."""


class CellsAndNotes(NamedTuple):
    """The cells and notes of a file that contain some of the words of a block, but not all."""

    cells: int = 0
    notes: int = 0
    cut: frozenset[Hashable] = frozenset()
    """Keys of cells and notes that also have other words: the block begins or ends inside them."""


class Derivation(ABC):
    """How to get the text of blocks from the bytes of a capture. Once released, it never changes.

    A method that gets an origin but no bytes returns what is true for every capture.
    """

    name: ClassVar[Name]
    """The name of the derivation, as captures record it."""
    origins: ClassVar[tuple[type[TextOrigin | ElementOrigin | LinesOrigin | CaptureOrigin], ...]]
    """The kinds of origins that the derivation supports."""

    def supports(self, origin: Origin) -> bool:
        """Whether the derivation can return the words of an origin of this kind."""
        return isinstance(origin, self.origins)

    @abstractmethod
    def derive(self, data: bytes, media_type: str) -> Derived:
        """Return the text of these bytes.

        Raises:
            ReadError: No text can be derived from the bytes.
            UnknownEncoding: The `charset` of the media type is not an encoding.
        """

    @abstractmethod
    def resized(
        self, origin: Origin, length: int, following: Origin | None
    ) -> OriginOfBlock | None:
        """Return the origin of a text that begins at the same place but has another length.

        Args:
            origin: The origin of the present text.
            length: The length of the text in code points.
            following: The origin of the next block of the same capture, if there is one.

        Returns:
            The origin; `None` if the text does not fit before `following`.
        """


class Derived(ABC):
    """The text of one capture, as a derivation returns it.

    The methods accept only origins that the derivation supports.
    """

    def __init__(self, derivation: Derivation, text: str) -> None:
        self.derivation = derivation
        """The derivation that returned this text."""
        self.text = text
        """The whole text, in reading order."""

    @abstractmethod
    def stretch(self, origin: Origin) -> tuple[int, int]:
        """Return where the words of an origin begin and end in the text, in code points."""

    @abstractmethod
    def origin_of(self, capture: str, start: int, end: int, hint: Origin | None) -> Origin:
        """Return the origin of a stretch of the text.

        Args:
            capture: The id of the capture.
            start: The offset at which the stretch begins.
            end: The offset at which it ends.
            hint: An origin; if the stretch is in its element, this element is used.
        """

    def words(self, origin: Origin) -> str:
        """Return the words that an origin refers to; an empty text if there are none."""
        start, end = self.stretch(origin)
        return self.text[start:end]

    def has(self, origin: Origin) -> bool:
        """Whether the place of an origin exists in the file, with the length of the origin."""
        return True

    has_markers: ClassVar[bool] = True
    """Whether the text contains the markers of list items and notes, just before their words."""

    def before(self, origin: Origin, length: int) -> str | None:
        """Return the marker that the file may have before words: at most `length` code points.

        Return `None` if the file contains no markers because programs count items and notes.
        """
        start, _ = self.stretch(origin)
        return self.text[max(0, start - length) : start]

    def is_marker(self, origin: Origin, marker: str, *, of_note: bool) -> bool:
        """Whether the text before an origin's words, or a counted number, can be this marker.

        A marker begins a line or paragraph. A number without a sign after it can be the marker of a
        note, but not of an item.
        """
        is_counter = is_marker(marker, bare_number=of_note, bare_letter=False)
        words, _ = self.stretch(origin)
        start = words - len(marker.lstrip())
        return is_counter and self.begins_line(start) and not self.has_line_end(start, words)

    def is_edge(self, at: int) -> bool:
        """Whether an element begins or ends at an offset, so that no word continues across it."""
        return False

    def begins_line(self, at: int) -> bool:
        """Whether an offset has no words before it in its line or paragraph."""
        line = self.text.rfind("\n", 0, max(0, at)) + 1
        return not self.text[max(line, self.text.rfind("\r", line, max(0, at))) : at].strip()

    def has_line_end(self, start: int, end: int) -> bool:
        """Whether a line or paragraph ends within a stretch of the text."""
        return _LINE_END.search(self.text, start, end) is not None

    @abstractmethod
    def gap(self, one: Origin | None, other: Origin | None, marker: int = 0) -> Gap:
        """Return the content between the words of two origins.

        Whitespace that has no meaning in this kind of file is left out.

        Args:
            one: The first origin; `None` for the beginning of the capture.
            other: The second origin, later in the text; `None` for the end of the capture.
            marker: The length of the marker just before the second origin, which belongs to it.
        """

    def place(self, origin: Origin) -> tuple[int, ...]:
        """Return a key that sorts origins in the order of the text.

        Blocks of a record are in the same order, with one exception: a caption may be before the
        rows of a table in the record and after them in the file.
        """
        return self.stretch(origin)

    def row_of(self, origin: Origin) -> Sequence[Hashable]:
        """Return a key for each cell in the row of an origin; empty outside rows."""
        return ()

    def cell_of(self, origin: Origin) -> Hashable:
        """Return the key of the cell that an origin is in; `None` if it is not in a cell."""
        return None

    def cell_has_words(self, cell: Hashable) -> bool:
        """Whether a cell has words in the file; the cell is given by its key."""
        return True

    def is_between_cells(self, origin: Origin, cell: Origin) -> bool:
        """Whether words are directly in the row of a cell, which no schema allows."""
        return False

    def table_of(self, cell: Origin) -> Hashable:
        """Return the key of the table that a cell is in; `None` if it is not in a table."""
        return None

    def is_with_table(self, caption: Origin) -> bool:
        """Whether words are part of a figure or table of the file."""
        return False

    def may_be_caption_of(self, caption: Origin, cell: Origin) -> bool:
        """Whether words can be a caption: they are in no figure or table that lacks the cell."""
        return True

    def note_of(self, origin: Origin) -> Hashable:
        """Return the key of the note that an origin is in; `None` if it is not in a note."""
        return None

    def cells_and_notes_in(self, origin: Origin) -> CellsAndNotes:
        """Return the cells and notes that contain some of the words of an origin, but not all."""
        return CellsAndNotes()

    def is_one_paragraph(self, one: Origin, other: Origin) -> bool:
        """Whether the words of two origins are in one paragraph; `other` comes later."""
        return not _BLANK_LINE.search(self.text, self.stretch(one)[1], self.stretch(other)[0])

    def is_one_line(self, one: Origin, other: Origin) -> bool:
        """Whether the words of two origins are in one paragraph, with no line end between them."""
        start, end = self.stretch(one)[1], self.stretch(other)[0]
        return not _LINE_END.search(self.text, start, end) and self.is_one_paragraph(one, other)

    def not_shown(self) -> Iterator[str]:
        """Yield markup that looks like words but is not text by the rules of the derivation."""
        yield from ()

    def is_whole(self, origin: Origin) -> bool:
        """Whether words are all of an element that is separate in its line, such as a button."""
        return False

    def is_furniture(self, origin: Origin) -> bool | None:
        """Whether an origin is outside the article in the file, for example in a page header.

        The result is `None` if files of this kind make no such difference.
        """
        return None

    @abstractmethod
    def origin(self, origin: Origin, separator: str) -> OriginOfBlock:
        """Return the origin for a block; a stretch also gets the separator, the blanks after it."""


class DerivationOfStretches(Derivation):
    """A derivation that returns one text; each origin is a stretch of this text."""

    origins = (TextOrigin,)

    @abstractmethod
    def text_of(self, data: bytes, media_type: str) -> str:
        """Return the text of these bytes; the errors are those of `derive`."""

    def derive(self, data: bytes, media_type: str) -> TextStretches:
        """Return the text of these bytes, with offsets in code points."""
        return TextStretches(self, self.text_of(data, media_type))

    def resized(
        self, origin: Origin, length: int, following: Origin | None
    ) -> OriginOfBlock | None:
        """Return the stretch of this length that begins where the origin begins."""
        stretch = _stretch(origin)
        end = stretch.start + length
        if following is not None and end > _stretch(following).start:
            return None
        return BlockOrigin(**{**dict(stretch), "end": end})


class TextStretches(Derived):
    """One text; each origin is a stretch of it."""

    def stretch(self, origin: Origin) -> tuple[int, int]:
        """Return the start and end of an origin."""
        stretch = _stretch(origin)
        return stretch.start, stretch.end

    def origin_of(self, capture: str, start: int, end: int, hint: Origin | None) -> TextOrigin:
        """Return the stretch as an origin."""
        return TextOrigin(capture=capture, start=start, end=end)

    def has(self, origin: Origin) -> bool:
        """Whether the text is long enough for the origin."""
        return _stretch(origin).end <= len(self.text)

    def gap(self, one: Origin | None, other: Origin | None, marker: int = 0) -> Gap:
        """Return the text from the end of one origin to the marker of the other."""
        start = 0 if one is None else _stretch(one).end
        end = len(self.text) if other is None else max(start, _stretch(other).start - marker)
        return Gap(self.text[start:end], str(start))

    def origin(self, origin: Origin, separator: str) -> BlockOrigin:
        """Return the stretch with its separator."""
        stretch = _stretch(origin)
        return BlockOrigin(
            capture=stretch.capture, start=stretch.start, end=stretch.end, separator=separator
        )


def _stretch(origin: Origin) -> TextOrigin:
    if not isinstance(origin, TextOrigin):
        raise TypeError(f"{origin!r} is not a stretch of a text")
    return origin
