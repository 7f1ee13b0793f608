"""The interface of a derivation: from a capture's bytes to text, from an origin to its words."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, NamedTuple

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

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence


_LINE_END = re.compile("[\r\n]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r(?!\n)")
"""The separator of two paragraphs of a text without markup."""


class Gap(NamedTuple):
    """The content of a capture between two origins."""

    text: str
    """The text; empty if there is none."""
    at: str
    """The location of its beginning, in the words of messages."""


class CellsAndNotes(NamedTuple):
    """Cells and notes of a file that hold a part of the words of a block, but not all of them."""

    cells: int = 0
    notes: int = 0
    cut: frozenset[Hashable] = frozenset()
    """The keys of those that also hold other words: the block begins or ends within them."""


class Derivation(ABC):
    """A way from the bytes of a capture to the text of blocks. Once released, it never changes.

    Methods that take an origin without the bytes return results that hold for every capture.
    """

    name: ClassVar[Name]
    """Its name in captures."""
    origins: ClassVar[tuple[type[TextOrigin | ElementOrigin | LinesOrigin | CaptureOrigin], ...]]
    """The kinds of origins that it supports."""

    def supports(self, origin: Origin) -> bool:
        """Whether it can return the words that an origin of this kind refers to."""
        return isinstance(origin, self.origins)

    @abstractmethod
    def derive(self, data: bytes, media_type: str) -> Derived:
        """Return the text of these bytes.

        Raises:
            ReadError: No text can be derived from them.
            UnknownEncoding: The `charset` of the media type is not an encoding.
        """

    @abstractmethod
    def resized(
        self, origin: Origin, length: int, following: Origin | None
    ) -> OriginOfBlock | None:
        """Return the origin of a text of another length that begins at the same place.

        Args:
            origin: An origin whose words it returns.
            length: The length of the text in code points.
            following: The origin of the next block of the same capture, if there is one.

        Returns:
            The origin; `None` if the text does not fit before `following`.
        """


class Derived(ABC):
    """The text that a derivation returns for one capture.

    Its methods take only origins that its derivation supports.
    """

    def __init__(self, derivation: Derivation, text: str) -> None:
        self.derivation = derivation
        """The derivation that returned it."""
        self.text = text
        """The whole text, in reading order."""

    @abstractmethod
    def stretch(self, origin: Origin) -> tuple[int, int]:
        """Return the offsets at which the words of an origin begin and end, in code points."""

    @abstractmethod
    def origin_of(self, capture: str, start: int, end: int, hint: Origin | None) -> Origin:
        """Return the origin of a stretch of the text.

        Args:
            capture: The id of the capture.
            start: The offset at which the stretch begins.
            end: The offset at which it ends.
            hint: An origin that names the element to use if the stretch is in that element.
        """

    def words(self, origin: Origin) -> str:
        """Return the words that an origin refers to; an empty text if there are none."""
        start, end = self.stretch(origin)
        return self.text[start:end]

    def has(self, origin: Origin) -> bool:
        """Whether the place that an origin names exists, with the length of the origin."""
        return True

    has_markers: ClassVar[bool] = True
    """Whether the text contains the markers of items and notes, just before their words."""

    def before(self, origin: Origin, length: int) -> str | None:
        """Return the marker that words may have, which has at most `length` code points.

        `None` if the markers of items and notes are not in the file, because a program counts them.
        """
        start, _ = self.stretch(origin)
        return self.text[max(0, start - length) : start]

    def is_marker(self, origin: Origin, marker: str, *, of_note: bool) -> bool:
        """Whether the text before the words of an origin, or a counted number, may be a marker.

        A marker begins a line or paragraph. A number without a sign after it may be the marker of a
        note, but not of an item.
        """
        is_counter = is_marker(marker, bare_number=of_note, bare_letter=False)
        words, _ = self.stretch(origin)
        start = words - len(marker.lstrip())
        return is_counter and self.begins_line(start) and not self.has_line_end(start, words)

    def is_edge(self, at: int) -> bool:
        """Whether an element begins or ends at an offset, so that it may not be within a word."""
        return False

    def begins_line(self, at: int) -> bool:
        """Whether there are no words before an offset in its line or paragraph."""
        line = self.text.rfind("\n", 0, max(0, at)) + 1
        return not self.text[max(line, self.text.rfind("\r", line, max(0, at))) : at].strip()

    def has_line_end(self, start: int, end: int) -> bool:
        """Whether a line or paragraph ends within a stretch."""
        return _LINE_END.search(self.text, start, end) is not None

    @abstractmethod
    def gap(self, one: Origin | None, other: Origin | None, marker: int = 0) -> Gap:
        """Return the content between the words of two origins, of which the second comes later.

        Blanks without meaning in a capture of this kind are left out.

        Args:
            one: The first; `None` for the beginning of the capture.
            other: The second; `None` for the end of the capture.
            marker: The length of the marker just before the second, which belongs to it.
        """

    def place(self, origin: Origin) -> tuple[int, ...]:
        """Return the key that sorts origins in the order of the text.

        Blocks are in that order, unless a record has a caption before the rows of a table and the
        file has it after them.
        """
        return self.stretch(origin)

    def row_of(self, origin: Origin) -> Sequence[Hashable]:
        """Return a key for each cell in the row that an origin is in; empty outside of rows."""
        return ()

    def cell_of(self, origin: Origin) -> Hashable:
        """Return the key of the cell that an origin is in; `None` if it is not in a cell."""
        return None

    def cell_has_words(self, cell: Hashable) -> bool:
        """Whether a cell, given by its key, has words in the file."""
        return True

    def is_between_cells(self, origin: Origin, cell: Origin) -> bool:
        """Whether words are directly in the row of a cell, where no schema allows them."""
        return False

    def table_of(self, cell: Origin) -> Hashable:
        """Return the key of the table that a cell is in; `None` if it is not in a table."""
        return None

    def is_with_table(self, caption: Origin) -> bool:
        """Whether words are part of a figure or table in the file."""
        return False

    def may_be_caption_of(self, caption: Origin, cell: Origin) -> bool:
        """Whether words are not in a figure or table that does not contain a cell."""
        return True

    def note_of(self, origin: Origin) -> Hashable:
        """Return the key of the note that an origin is in; `None` if it is not in a note."""
        return None

    def cells_and_notes_in(self, origin: Origin) -> CellsAndNotes:
        """Return the cells and notes that hold a part of the words of an origin, but not all."""
        return CellsAndNotes()

    def is_one_paragraph(self, one: Origin, other: Origin) -> bool:
        """Whether the words of two origins are in one paragraph; the second comes later."""
        return not _BLANK_LINE.search(self.text, self.stretch(one)[1], self.stretch(other)[0])

    def is_one_line(self, one: Origin, other: Origin) -> bool:
        """Whether the words of two origins are in one paragraph with no line end between them."""
        start, end = self.stretch(one)[1], self.stretch(other)[0]
        return not _LINE_END.search(self.text, start, end) and self.is_one_paragraph(one, other)

    def not_shown(self) -> Iterator[str]:
        """Yield the markup, by the rules of the derivation, that looks like words."""
        yield from ()

    def is_whole(self, origin: Origin) -> bool:
        """Whether words are the whole of an element that is apart in a line, such as a button."""
        return False

    def is_furniture(self, origin: Origin) -> bool | None:
        """Whether an origin is outside the article in the file, such as at the head of each page.

        `None` if files of this kind do not distinguish it.
        """
        return None

    @abstractmethod
    def origin(self, origin: Origin, separator: str) -> OriginOfBlock:
        """Return an origin as the origin of a block, with the separator if its kind holds one."""


class DerivationOfStretches(Derivation):
    """A derivation that returns one text, of which each origin is a stretch."""

    origins = (TextOrigin,)

    @abstractmethod
    def text_of(self, data: bytes, media_type: str) -> str:
        """Return the text of these bytes; raises the same errors as `derive`."""

    def derive(self, data: bytes, media_type: str) -> TextStretches:
        """Return the text of these bytes, with offsets in code points."""
        return TextStretches(self, self.text_of(data, media_type))

    def resized(
        self, origin: Origin, length: int, following: Origin | None
    ) -> OriginOfBlock | None:
        """Return the stretch of this length that begins where the origin does."""
        stretch = _stretch(origin)
        end = stretch.start + length
        if following is not None and end > _stretch(following).start:
            return None
        return BlockOrigin(**{**dict(stretch), "end": end})


class TextStretches(Derived):
    """One text, of which each origin is a stretch."""

    def stretch(self, origin: Origin) -> tuple[int, int]:
        """Return the two offsets of an origin."""
        stretch = _stretch(origin)
        return stretch.start, stretch.end

    def origin_of(self, capture: str, start: int, end: int, hint: Origin | None) -> TextOrigin:
        """Return the stretch as an origin."""
        return TextOrigin(capture=capture, start=start, end=end)

    def has(self, origin: Origin) -> bool:
        """Whether the text is long enough for the origin."""
        return _stretch(origin).end <= len(self.text)

    def gap(self, one: Origin | None, other: Origin | None, marker: int = 0) -> Gap:
        """Return the code points between the end of one and the marker of the other."""
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
        raise TypeError(f"{origin!r} is no stretch of a text")
    return origin
