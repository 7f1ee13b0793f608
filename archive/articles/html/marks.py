"""Reads elements within a line as marks: formatting, links, line breaks, images."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from pydantic import TypeAdapter, ValidationError

from archive.articles.content import Call
from archive.articles.html.addresses import as_address
from archive.articles.html.images import (
    IMAGES,
    PageImages,
    attributes_of_image,
    image_of,
    is_of_formula,
)
from archive.model.blocks import Foreign, Formatting, FormattingType, InlineImage, LineBreak, Link
from archive.model.identifiers import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archive.articles.html.losses import PageLosses
    from archive.derivations.html_text_1 import Element
    from archive.model.blocks import Mark

FORMATTING_BY_ELEMENT: dict[str, FormattingType] = {
    "i": "italic", "cite": "italic", "dfn": "italic", "var": "italic", "address": "italic",
    "b": "bold", "strong": "bold", "em": "emphasis", "u": "underline", "ins": "addition",
    "del": "deletion", "s": "strikethrough", "strike": "strikethrough", "sup": "superscript",
    "sub": "subscript", "code": "code", "kbd": "monospace", "samp": "monospace",
    "tt": "monospace", "q": "quotation",
}  # fmt: skip
"""The formatting of each text-level element (HTML Standard, 4.5 and 15.3.4)."""
_STYLES: tuple[tuple[re.Pattern[str], FormattingType], ...] = (
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.I), "italic"),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I), "bold"),
    (re.compile(r"text-decoration[^;]*underline", re.I), "underline"),
    (re.compile(r"text-decoration[^;]*line-through", re.I), "strikethrough"),
    (re.compile(r"font-variant[^;]*small-caps", re.I), "small-caps"),
    (re.compile(r"vertical-align\s*:\s*super", re.I), "superscript"),
    (re.compile(r"vertical-align\s*:\s*sub", re.I), "subscript"),
)
_SMALL_CAPS = re.compile(r"(?<![\w-])(?:small-?caps|smcap|sc)(?![\w-])", re.I)
_Marked: TypeAlias = "tuple[Mark | Call, Element, tuple[str, ...]]"
"""A mark, its element, and the attributes from which it was read."""
_DEEPEST = 60
"""The maximum depth of nested marks in a text; a record allows 64."""


class Marks:
    """Makes the marks of a page from its inline elements."""

    def __init__(
        self, calls: Mapping[Element, str], losses: PageLosses, images: PageImages
    ) -> None:
        self._calls, self._losses, self.images = calls, losses, images

    def of(
        self, start: int, end: int, elements: Iterable[Element], language: str
    ) -> tuple[Mark | Call, ...]:
        """Return the marks in a part of the page's text.

        Args:
            start: The start of the part.
            end: The end of the part.
            elements: The inline elements of the block that overlap the part, in page order.
            language: The language of the block; a mark is made for words in another language.
        """
        made: list[_Marked] = []
        for element in elements:
            if element.is_left_out:
                continue
            low, high = max(element.start, start) - start, min(element.end, end) - start
            if low < high:
                made += self._around(element, low, high, language)
            elif element.start == element.end and start - 1 <= element.start <= end + 1:
                # An element without words may lie just outside, before or after a line end.
                made += self._at(element, min(max(low, 0), end - start), end - start)
        made.sort(key=lambda one: (one[0].start, -one[0].end))
        return tuple(self._nested(made))

    def _nested(self, marks: Sequence[_Marked]) -> Iterator[Mark | Call]:
        """Yield the marks, except repeated marks and marks that are nested too deep."""
        ends: list[int] = []
        last: set[object] = set()
        for mark, element, attributes in marks:
            while ends and ends[-1] <= mark.start:
                ends.pop()
            if mark in last:
                continue
            last = {one for one in last if (one.start, one.end) == (mark.start, mark.end)}  # type: ignore[attr-defined]
            last.add(mark)
            if len(ends) >= _DEEPEST:
                self._losses.add("marks that nest too deeply")
                continue
            ends.append(mark.end)
            self._losses.take(element, *attributes)
            yield mark

    def _at(self, element: Element, at: int, length: int) -> Iterator[_Marked]:
        if element.name == "br" and 0 < at < length:
            yield LineBreak(start=at, end=at), element, ()
        elif element.name in IMAGES and is_of_formula(element):
            self._losses.add("images of formulas that the page also has in MathML", element)
            self._losses.take(element)
        elif element.name in IMAGES and (image := image_of(element)):
            at = min(at, length)
            if element.get("alt").strip():
                self._losses.add("descriptions of inline images", element)
            read = (*attributes_of_image(element), "alt")
            target = self.images.target(image)
            yield InlineImage(start=at, end=at, target=target), element, read

    def _around(self, element: Element, start: int, end: int, language: str) -> Iterator[_Marked]:
        name = element.name
        key = self._calls.get(element)
        if key is not None:
            yield Call(start, end, key), element, ("href",)
        elif name == "a":
            target = element.attributes.get("href")
            if target is not None and target.strip():
                link = Link(start=start, end=end, target=self._address(element, target))
                yield link, element, ("href",)
        elif name in FORMATTING_BY_ELEMENT:
            mark = Formatting(type=FORMATTING_BY_ELEMENT[name], start=start, end=end)
            yield mark, element, ()
        elif name == "abbr" and element.get("title"):
            self._losses.add("titles of abbreviations", element)
            self._losses.take(element, "title")
        if not element.attributes:
            return
        if (tag := language_of(element)) and tag.lower() != language.lower():
            yield Foreign(start=start, end=end, language=tag), element, ("lang", "xml:lang")
        if name in ("span", "font"):
            style = element.get("style")
            for pattern, type in _STYLES if style else ():
                if pattern.search(style):
                    yield Formatting(type=type, start=start, end=end), element, ()
            if _SMALL_CAPS.search(element.get("class")):
                yield Formatting(type="small-caps", start=start, end=end), element, ()

    def _address(self, element: Element, target: str) -> str | None:
        address = as_address(target)
        if address is None:
            self._losses.add("links whose target is not an address", element)
        return address


def language_of(element: Element) -> str | None:
    """Return the language that an element declares, if it is a language tag (BCP 47)."""
    tag = element.attributes.get("lang") or element.attributes.get("xml:lang")
    return _language(tag) if tag else None


@cache
def _language(tag: str) -> str | None:
    tag = tag.strip().replace("_", "-")
    try:
        return str(_LANGUAGE.validate_python(tag))
    except ValidationError:
        return None


_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
