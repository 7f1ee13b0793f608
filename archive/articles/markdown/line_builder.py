"""Builds the words of a block: pieces of text, and marks that open and close."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from archive.articles.content import Call, Words
from archive.articles.embedded_images import EmbeddedImage, image_in_address, is_data_address
from archive.model.blocks import Foreign, Formatting, Image, InlineImage, LineBreak, Link, Mark
from archive.model.identifiers import Language

FORMATTED: Mapping[str, str] = {
    "em": "emphasis", "i": "italic", "cite": "italic", "var": "italic", "dfn": "italic",
    "strong": "bold", "b": "bold", "u": "underline", "ins": "addition", "del": "deletion",
    "s": "strikethrough", "strike": "strikethrough", "sup": "superscript", "sub": "subscript",
    "code": "code", "kbd": "code", "samp": "code", "tt": "monospace", "q": "quotation",
}  # fmt: skip
"""The formatting for each HTML tag. Markdown syntax has such tags, too: `em` for `*word*`."""

MarkOrCall = Mark | Call
_MarkFactory = Callable[[int, int], MarkOrCall | None]


_DEEPEST = 64
"""The maximum depth of nested marks."""


class LineBuilder:
    """Builds a text and its marks. Marks are nested and in order; formatting is never empty."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[MarkOrCall | None] = []
        self.images: list[EmbeddedImage] = []
        """The images in the text whose bytes are in the file."""
        self._open: list[tuple[str, int, int, _MarkFactory]] = []
        """Open tags: tag, start, index in `_marks`, and the function that makes the mark."""

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    @property
    def marks(self) -> tuple[MarkOrCall, ...]:
        """The marks. Tags that are still open are closed at the end of the text."""
        while self._open:
            self._end()
        return tuple(mark for mark in self._marks if mark is not None)

    def add(self, text: str) -> None:
        """Add text at the end."""
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def start(self, tag: str, attributes: Mapping[str, Any]) -> bool:
        """Open a tag; return whether it becomes a mark."""
        made = _mark_factory(tag, attributes) if len(self._open) < _DEEPEST else None
        self._open.append((tag, self._length, len(self._marks), made or _no_mark))
        self._marks.append(None)
        return made is not None

    def end(self, tag: str) -> bool:
        """Close a tag, and all tags within it; return whether the tag was open."""
        if all(tag != name for name, *_ in self._open):
            return False
        while self._end() != tag:
            pass
        return True

    def point(self, mark: Callable[[int], MarkOrCall]) -> None:
        """Add a mark of width 0 at the end of the text so far."""
        self._marks.append(mark(self._length))

    def image(self, image: Image | EmbeddedImage) -> None:
        """Add an image at the end of the text so far."""
        if isinstance(image, EmbeddedImage):
            self.images.append(image)
        target = image.file if isinstance(image, EmbeddedImage) else image.address or ""
        self.point(lambda at: InlineImage(start=at, end=at, target=target))

    def words(self) -> Words:
        """Return the text with its marks and images, and without an origin."""
        return Words(self.text, None, self.marks, images=tuple(self.images))

    def break_line(self) -> None:
        """Add a line break: a newline in the text, and a mark."""
        self.point(lambda at: LineBreak(start=at, end=at))
        self.add("\n")

    def _end(self) -> str:
        tag, start, place, made = self._open.pop()
        if start < self._length:
            self._marks[place] = made(start, self._length)
        return tag


def address_in(attributes: Mapping[str, Any], name: str) -> str | None:
    """Return the address in an attribute, with white space normalized; `None` without one."""
    return " ".join(str(attributes.get(name) or "").split()) or None


def language_in(attributes: Mapping[str, Any]) -> str | None:
    """Return the value of the attribute `lang`, if it is a language tag (BCP 47)."""
    try:
        return str(_LANGUAGE.validate_python(str(attributes.get("lang") or "")))
    except ValidationError:
        return None


_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)


def image_at(address: str | None) -> Image | EmbeddedImage | None:
    """Return the image at an address. A `data:` address contains the image itself.

    Returns `None` without an address, and for a `data:` address without a known image.
    """
    if address is None:
        return None
    return image_in_address(address) if is_data_address(address) else Image(address=address)


def call(key: str) -> Callable[[int], Call]:
    """Return the function that makes the note call with this key, given its offset."""
    return lambda at: Call(at, at, key)


def _mark_factory(tag: str, attributes: Mapping[str, Any]) -> _MarkFactory | None:
    if tag in FORMATTED:
        type: Any = FORMATTED[tag]
        return lambda start, end: Formatting(start=start, end=end, type=type)
    target = address_in(attributes, "href") if tag == "a" else None
    if tag == "a" and "href" in attributes:
        return lambda start, end: Link(start=start, end=end, target=target)
    if tag != "a" and (language := language_in(attributes)):
        return lambda start, end: Foreign(start=start, end=end, language=language)
    return None


def _no_mark(start: int, end: int) -> None:
    return None
