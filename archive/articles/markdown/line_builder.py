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
"""Formatting by HTML tags, among them those that markdown-it makes of its own syntax."""

MarkOrCall = Mark | Call
_MarkFactory = Callable[[int, int], MarkOrCall | None]


_DEEPEST = 64
"""How many marks can be nested."""


class LineBuilder:
    """Builds a text, and the marks on it: nested, in order, none of them empty."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[MarkOrCall | None] = []
        self.images: list[EmbeddedImage] = []
        """The images in it whose bytes are in the file."""
        self._open: list[tuple[str, int, int, _MarkFactory]] = []
        """Open tags: tag, start, place among the marks, and the factory of its mark."""

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    @property
    def marks(self) -> tuple[MarkOrCall, ...]:
        """The marks; those still open end here."""
        while self._open:
            self._end()
        return tuple(mark for mark in self._marks if mark is not None)

    def add(self, text: str) -> None:
        """Add words."""
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def start(self, tag: str, attributes: Mapping[str, Any]) -> bool:
        """Open the mark of a tag; return whether a mark can represent the tag."""
        made = _mark_factory(tag, attributes) if len(self._open) < _DEEPEST else None
        self._open.append((tag, self._length, len(self._marks), made or _no_mark))
        self._marks.append(None)
        return made is not None

    def end(self, tag: str) -> bool:
        """Close a tag, and all tags opened in it; return whether it was open."""
        if all(tag != name for name, *_ in self._open):
            return False
        while self._end() != tag:
            pass
        return True

    def point(self, mark: Callable[[int], MarkOrCall]) -> None:
        """Add a mark of no width here."""
        self._marks.append(mark(self._length))

    def image(self, image: Image | EmbeddedImage) -> None:
        """Add an image here."""
        if isinstance(image, EmbeddedImage):
            self.images.append(image)
        target = image.file if isinstance(image, EmbeddedImage) else image.address or ""
        self.point(lambda at: InlineImage(start=at, end=at, target=target))

    def words(self) -> Words:
        """Return the text with its marks and images, and without an origin."""
        return Words(self.text, None, self.marks, images=tuple(self.images))

    def break_line(self) -> None:
        """End the line: a line end in the text, with its mark."""
        self.point(lambda at: LineBreak(start=at, end=at))
        self.add("\n")

    def _end(self) -> str:
        tag, start, place, made = self._open.pop()
        if start < self._length:
            self._marks[place] = made(start, self._length)
        return tag


def address_in(attributes: Mapping[str, Any], name: str) -> str | None:
    """Return the address in an attribute, as written but trimmed; `None` if there is none."""
    return " ".join(str(attributes.get(name) or "").split()) or None


def language_in(attributes: Mapping[str, Any]) -> str | None:
    """Return the language in attributes, if it is a tag of BCP 47."""
    try:
        return str(_LANGUAGE.validate_python(str(attributes.get("lang") or "")))
    except ValidationError:
        return None


_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)


def image_at(address: str | None) -> Image | EmbeddedImage | None:
    """Return the image at an address, which may hold it (`data:`).

    `None` if there is no address, or it does not hold an image.
    """
    if address is None:
        return None
    return image_in_address(address) if is_data_address(address) else Image(address=address)


def call(key: str) -> Callable[[int], Call]:
    """Return the factory of the call of a note."""
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
